"""What is wrong with a source text, in words by which an editor can mend it, and reports of it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from manual.address import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Form = Literal["text", "github", "gitlab"]
FORMS: tuple[Form, ...] = ("text", "github", "gitlab")
"""The readers of a report: a person, or a code host that shows each problem at its line."""


@dataclass(frozen=True, order=True)
class Where:
    """A place in a source text: its path from the project's folder, and a line from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the rule that is broken, where, what is wrong, and what to do about it.

    Problems sort by their places; two that say the same at one place are equal.
    """

    rule: str = field(compare=False)
    """The id of the rule: a key of `RULES` in `manual.rules`."""
    where: Where
    message: str
    hint: str

    def __str__(self) -> str:
        # The lines of a hint may be for pasting, so they are not indented.
        return self._spell("")

    def with_rule(self) -> str:
        """The problem with the id of its rule at the end of the first line, in brackets."""
        return self._spell(f" [{self.rule}]")

    def _spell(self, tag: str) -> str:
        return f"{self.where}: {self.message}{tag}\n    hint: {self.hint}"


class ProblemsError(Exception):
    """Raised by a loader that cannot return a whole model; it has every fault that was found.

    `problems` are in the order of their places, each once. `rest` is the model as far as they leave
    no doubt of it, for the rules that do not depend on them; None where there is none.
    """

    def __init__(self, problems: Iterable[Problem], rest: object = None) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.rest = rest
        super().__init__("\n".join(map(str, self.problems)))


class RefusedError(ValueError):
    """Raised by a model that refuses a value, with the words for the problem."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint


def suggest(name: str, names: Iterable[str], *, otherwise: str) -> str:
    """A hint that offers the nearest of `names`; where none is near, `otherwise`."""
    near = nearest(name, names)
    return f"did you mean '{near}'?" if near else otherwise


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `name` was probably meant to be, if any; case does not matter."""
    plain = {known.lower(): known for known in names}
    near = get_close_matches(name.lower(), list(plain), n=1, cutoff=0.6)
    return plain[near[0]] if near else None


def listing(names: Iterable[str]) -> str:
    """The names, at least one, in a line for a hint: `a, b or c`."""
    *rest, last = list(names)
    return f"{', '.join(rest)} or {last}" if rest else last


def write_report(form: Form, problems: Sequence[Problem], notices: Sequence[Problem]) -> str:
    """The problems, then the notices, in the form for one kind of reader."""
    if form == "gitlab":
        return _write_findings(problems, notices)
    if form == "github":
        lines = [_workflow_command("error", "Problem", problem) for problem in problems]
        lines += [_workflow_command("notice", "Notice", notice) for notice in notices]
    else:
        lines = [problem.with_rule() for problem in problems]
        lines += [f"notice: {notice.with_rule()}" for notice in notices]
    return "".join(f"{line}\n" for line in lines)


def summarize(notices: Sequence[Problem]) -> Iterator[str]:
    """What a build says of notices, line by line: those about records, and how many there are."""
    for notice in notices:
        if notice.where.path.startswith(RECORDS):
            yield f"notice: {notice.with_rule()}"
    if notices:
        yield f"{len(notices)} notices in all: see 'manual check'"


def write_failure(problems: Iterable[Problem]) -> str:
    """All problems that stopped a build, and how many there are."""
    lines = [problem.with_rule() for problem in problems]
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return "\n".join([f"{count} in the content; nothing was published.", "", *lines, ""])


def _workflow_command(level: str, kind: str, problem: Problem) -> str:
    """What GitHub shows at a line of a proposed change.

    Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    path, line = _property(problem.where.path), problem.where.line
    title = _property(f"{kind} [{problem.rule}]")
    words = _data(f"{problem.message}\nhint: {problem.hint}")
    return f"::{level} file={path},line={line},title={title}::{words}"


def _data(text: str) -> str:
    """A text for a workflow command, with what would end its line escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A text for a property of one, with what would end the property escaped as well."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _write_findings(problems: Sequence[Problem], notices: Sequence[Problem]) -> str:
    """A code quality report, which GitLab shows at the lines of a proposed change.

    Source: https://docs.gitlab.com/ci/testing/code_quality/
    """
    seen: Counter[str] = Counter()
    found = [
        *(_finding(problem, "major", seen) for problem in problems),
        *(_finding(notice, "info", seen) for notice in notices),
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _finding(problem: Problem, severity: str, seen: Counter[str]) -> dict[str, object]:
    where = problem.where
    # Its words and not its line make it what it is: a problem that only moves stays the same.
    what = f"{where.path}\n{problem.message}"
    seen[what] += 1
    return {
        "description": f"{problem.message}\nhint: {problem.hint}",
        "check_name": problem.rule,
        "fingerprint": hashlib.sha256(f"{what}\n{seen[what]}".encode()).hexdigest(),
        "severity": severity,
        "location": {"path": where.path, "lines": {"begin": where.line}},
    }
