"""Lines of a source text, and the one among them where something that a reader sees is written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from manual.problem import Where
from manual.text.characters import as_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from manual.problem import Problem


@dataclass(frozen=True)
class Region:
    """Some lines of a file.

    Nothing that renders Markdown keeps lines, so what was found in the rendered text is looked for
    in the source: as it is, then without what is neither letter nor digit, then by its first word.
    What is written so that it cannot be found is at the first line.
    """

    path: str
    first: int
    """The number of the first line, from 1."""
    lines: Sequence[str] = ()
    label: str = ""
    """What a problem says first: the keys that lead to a text."""
    _seen: Counter[str] = field(default_factory=Counter, compare=False)

    def find_line(self, text: str, line: int) -> Where:
        """Where the line of a text is, which is counted from 1 and may be wrapped otherwise."""
        return self.find(text.split("\n")[line - 1])

    def find(self, said: str, read: Callable[[str], str] = str) -> Where:
        """Where `said` is; asked once more, where it is the next time.

        What is not found may be so in a line as `read` makes it.
        """
        whole = as_seen(said)
        word = next(iter(re.findall(r"\w{2,}", whole)), whole)
        for needle, lines in (
            (whole, self._decoded),
            (_squeeze(whole), self._squeezed),
            (word, self._decoded),
        ):
            if len(needle) > 1 and (places := _places(needle, lines)):
                at = min(self._seen[needle], len(places) - 1)
                self._seen[needle] += 1
                return Where(self.path, self.first + places[at])
        places = [
            at
            for at, line in enumerate(self.lines)
            if any(said in one for one in (line, unescape(line), read(unescape(line))))
        ]
        return Where(self.path, self.first + (places[0] if places else 0))

    def tell(self, problem: Problem) -> Problem:
        """The problem, with the label of the region ahead of what it says."""
        if not self.label:
            return problem
        return replace(problem, message=f"{self.label}: {problem.message}")

    @cached_property
    def _decoded(self) -> list[str]:
        return [as_seen(unescape(line)) for line in self.lines]

    @cached_property
    def _squeezed(self) -> list[str]:
        return [_squeeze(line) for line in self._decoded]


def split_lines(text: str) -> list[str]:
    """The lines of a text, as they are counted here: some signs end a line elsewhere."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _squeeze(text: str) -> str:
    """The letters and digits of `text`."""
    return re.sub(r"[\W_]+", "", text)


def _places(needle: str, lines: Sequence[str]) -> list[int]:
    """The line, from 0, of each place where `needle` is."""
    return [at for at, line in enumerate(lines) for _ in range(line.count(needle))]
