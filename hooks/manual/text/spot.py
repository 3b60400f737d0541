"""Where a parser gave up on a YAML text, the rows around that line, and the fault found there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manual.text.rows import Row


@dataclass(frozen=True)
class Fault:
    """What is wrong in a text, and what to do about it."""

    rule: str
    """The id of the rule that is broken: a key of `RULES` in `manual.rules`."""
    line: int
    """Its number in the file, from 1."""
    message: str
    hint: str


@dataclass(frozen=True)
class Spot:
    """The rows of a text, at least one, and where the parser gave up."""

    rows: tuple[Row, ...]
    line: int
    """The line of the file at which the parser gave up."""
    opened: int
    """The line at which what it could not finish begins; often the same."""
    said: str
    """What the parser said."""

    @cached_property
    def at(self) -> int:
        """The index of the row at which it gave up: the last that begins on that line or above."""
        above = [place for place, row in enumerate(self.rows) if row.line <= self.line]
        return above[-1] if above else 0

    @cached_property
    def suspects(self) -> tuple[Row, ...]:
        """The rows that may hold the cause: the one at `opened`, then the last two read."""
        first = [row for row in self.rows if row.line == self.opened]
        near = self.rows[max(self.at - 1, 0) : self.at + 1]
        return tuple(dict.fromkeys([*first, *near]))

    def before(self, row: Row) -> Row | None:
        """The row above `row`; None above the first."""
        place = self.rows.index(row)
        return self.rows[place - 1] if place else None

    def after(self, row: Row) -> Row | None:
        """The row below `row`; None below the last."""
        place = self.rows.index(row) + 1
        return self.rows[place] if place < len(self.rows) else None

    def wanted(self, row: Row) -> int:
        """How many spaces a row should probably begin with, judging by the row above it."""
        before = self.before(row)
        if before is None:
            return 0
        return before.indent + 2 if before.opens else max(before.levels)
