"""Where reading a YAML text ended, the rows around it, and the fault found there."""

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
    """Of the file, from 1."""
    message: str
    hint: str


@dataclass(frozen=True)
class Spot:
    """The rows of a text, and where reading it ended. There is at least one row."""

    rows: tuple[Row, ...]
    line: int
    """Where the parser gave up, by the lines of the file."""
    opened: int
    """Where that began which it could not end; the same line where nothing did."""
    said: str
    """What the parser said."""

    @cached_property
    def at(self) -> int:
        """The place among the rows at which it ended: the last that begins on the line or above."""
        above = [place for place, row in enumerate(self.rows) if row.line <= self.line]
        return above[-1] if above else 0

    @cached_property
    def suspects(self) -> tuple[Row, ...]:
        """The rows that may hold the cause, from above."""
        first = [row for row in self.rows if row.line == self.opened]
        near = self.rows[max(self.at - 1, 0) : self.at + 1]
        return tuple(dict.fromkeys([*first, *near]))

    def before(self, row: Row) -> Row | None:
        """The row above one of the rows; None above the first."""
        place = self.rows.index(row)
        return self.rows[place - 1] if place else None

    def after(self, row: Row) -> Row | None:
        """The row below one of the rows; None below the last."""
        place = self.rows.index(row) + 1
        return self.rows[place] if place < len(self.rows) else None

    def wanted(self, row: Row) -> int:
        """How many spaces a row is likely to begin with, by those above it."""
        before = self.before(row)
        if before is None:
            return 0
        return before.indent + 2 if before.opens else max(before.levels)
