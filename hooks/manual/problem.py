"""What is wrong with a source text, said so that an editor can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True)
class Where:
    """A place in a source text: its path from the project's folder, and a line from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it is, what is wrong, and what to do about it."""

    where: Where
    message: str
    hint: str

    def __str__(self) -> str:
        # What follows the first line is for pasting, and so not indented.
        return f"{self.where}: {self.message}\n    hint: {self.hint}"


class ProblemsError(Exception):
    """Raised by a loader that cannot return a whole model; it carries every fault found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def report(problems: Iterable[Problem]) -> str:
    """All problems that stopped a build, and how many they are."""
    lines = [str(problem) for problem in problems]
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return "\n".join([f"{count} in the content; nothing was published.", "", *lines, ""])


def suggest(name: str, names: Iterable[str], *, otherwise: str) -> str:
    """A hint that offers the nearest of `names`, or else says `otherwise`."""
    near = nearest(name, names)
    return f"did you mean '{near}'?" if near else otherwise


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `name` was likely meant to be; capitals make no difference."""
    plain = {known.lower(): known for known in names}
    near = get_close_matches(name.lower(), list(plain), n=1, cutoff=0.6)
    return plain[near[0]] if near else None


def listing(names: Iterable[str]) -> str:
    """The names in one line, for a hint: `a, b or c`."""
    *rest, last = list(names)
    return f"{', '.join(rest)} or {last}" if rest else last
