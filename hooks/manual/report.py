"""Problems and notices in the forms in which they are told: to a person, and to a code host."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Literal

from manual.address import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manual.problem import Problem

Form = Literal["text", "github", "gitlab"]
FORMS: tuple[Form, ...] = ("text", "github", "gitlab")


def write_report(form: Form, problems: Sequence[Problem], notices: Sequence[Problem]) -> str:
    """The problems, then the notices, each in the form of its reader."""
    if form == "gitlab":
        return _write_findings(problems, notices)
    if form == "github":
        lines = [_workflow_command("error", "Problem", problem) for problem in problems]
        lines += [_workflow_command("notice", "Notice", notice) for notice in notices]
    else:
        lines = [*map(str, problems), *(f"notice: {notice}" for notice in notices)]
    return "".join(f"{line}\n" for line in lines)


def summarize(notices: Sequence[Problem]) -> Iterator[str]:
    """What a build says of notices: it names what bears on the record, and counts them all."""
    for notice in notices:
        if notice.where.path.startswith(RECORDS):
            yield f"notice: {notice}"
    if notices:
        yield f"{len(notices)} notices in all: see 'manual check'"


def _workflow_command(kind: str, title: str, problem: Problem) -> str:
    """What GitHub shows at a line of a proposed change.

    Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    path, line = _property(problem.where.path), problem.where.line
    said = _data(f"{problem.message}\nhint: {problem.hint}")
    return f"::{kind} file={path},line={line},title={title}::{said}"


def _data(text: str) -> str:
    """A text within a workflow command: what would end its line is written otherwise."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A text as a property of one: what would end the property is written otherwise as well."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _write_findings(problems: Sequence[Problem], notices: Sequence[Problem]) -> str:
    """A code quality report, which GitLab shows at the lines of a proposed change.

    Source: https://docs.gitlab.com/ci/testing/code_quality/
    """
    seen: Counter[str] = Counter()
    found = [
        *(_finding(problem, "problem", "major", seen) for problem in problems),
        *(_finding(notice, "notice", "info", seen) for notice in notices),
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _finding(problem: Problem, name: str, severity: str, seen: Counter[str]) -> dict[str, object]:
    where = problem.where
    # Told apart by what they say and not by their line: one that only moves is still the same.
    what = f"{where.path}\n{problem.message}"
    seen[what] += 1
    return {
        "description": f"{problem.message}\nhint: {problem.hint}",
        "check_name": name,
        "fingerprint": hashlib.sha256(f"{what}\n{seen[what]}".encode()).hexdigest(),
        "severity": severity,
        "location": {"path": where.path, "lines": {"begin": where.line}},
    }
