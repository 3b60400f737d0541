"""Amendments as editors record them, and the changes that they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from manual.days import Day

if TYPE_CHECKING:
    from manual.problem import Where
    from manual.provisions.model import Provision, Wording
    from manual.provisions.number import Number, Span


class RecordFront(BaseModel):
    """The front matter of a record, as `docs/amendments/*.md` give it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amendment: int = Field(gt=0)
    title: str = Field(min_length=1)
    in_force: Day
    kind: Literal["substantive", "editorial"] = "substantive"
    reason: str = Field(min_length=1)
    action: str = Field(min_length=1)
    source: str | None = None
    approved_by: str | None = None
    corrects: int | None = None
    restated: bool = False
    inserted: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    renumbered: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """The record of one amendment: its front matter, read, and the wordings that it replaced."""

    path: str
    """Path of its source, from the project's folder."""
    front: RecordFront
    inserted: tuple[tuple[Span, Where], ...]
    deleted: tuple[tuple[Span, Where], ...]
    renumbered: tuple[tuple[Number, Number, Where], ...]
    wordings: tuple[Provision, ...]
    texts: tuple[tuple[str, Where], ...] = ()
    """Its reason and its action, and where they stand."""

    @property
    def number(self) -> int:
        """The amendment's number."""
        return self.front.amendment

    @property
    def in_force(self) -> date:
        """The day from which its wordings stand."""
        return self.front.in_force

    @property
    def order(self) -> tuple[date, int]:
        """Records apply in this order."""
        return (self.front.in_force, self.front.amendment)


@dataclass(frozen=True)
class Change:
    """What one record does to one provision."""

    record: Record
    number: Number
    """The number that the provision bears before the change (after it, where it is inserted)."""
    before: Wording | None
    """None where the record inserts the provision."""
    after: Wording | None
    """None where the record deletes the provision."""
    now: Number | None = None
    """The number that the provision bears after the change, where the record renumbers it."""

    @property
    def kind(self) -> Literal["inserted", "deleted", "renumbered", "amended"]:
        """In a word."""
        if self.before is None:
            return "inserted"
        if self.after is None:
            return "deleted"
        return "renumbered" if self.now else "amended"


@dataclass(frozen=True)
class Edition:
    """The manual as it stands from a day on which amendments come into force."""

    date: date
    records: tuple[Record, ...]
    """Those of that day, in order."""

    @property
    def id(self) -> str:
        """`2026-11-22.4`: the day, and the highest amendment of that day."""
        return f"{self.date.isoformat()}.{max(record.number for record in self.records)}"

    @property
    def approved(self) -> bool:
        """Whether every one of its amendments has been approved."""
        return all(record.front.approved_by for record in self.records)
