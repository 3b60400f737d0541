"""Amendments as editors record them, and the changes that they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from manual.days import Day
from manual.markup.safe import check_web_address

if TYPE_CHECKING:
    from manual.problem import Where
    from manual.provisions.model import Provision, Wording
    from manual.provisions.number import Number, Span


class RecordFront(BaseModel):
    """The front matter of a record, as `docs/amendments/*.md` give it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    amendment: int = Field(gt=0)
    """Its number: the next that no amendment has had."""
    title: str = Field(min_length=1)
    in_force: Day
    """The day from which its wordings stand: `2026-11-22`."""
    kind: Literal["substantive", "editorial"] = "substantive"
    """`editorial` changes nothing in substance: the section gets no "Updated" mark."""
    reason: str = Field(min_length=1)
    """Why the wording changed, in a sentence or two."""
    action: str = Field(min_length=1)
    """What a practitioner does differently from that day."""
    source: Annotated[str, AfterValidator(check_web_address)] | None = None
    """The address of what it follows; it may be added later."""
    approved_by: str | None = None
    """Who approved it; it may be added later, and until then the amendment is a draft."""
    corrects: int | None = None
    """The number of the amendment in which it mends a mistake."""
    restated: bool = False
    """Whether it restates a text of before, and is not its words."""
    inserted: tuple[str, ...] = ()
    """New paragraphs and sections: `["2.4.2", "2.4.4 to 2.4.9", "section 2.5"]`."""
    deleted: tuple[str, ...] = ()
    """Paragraphs that are gone, by the numbers that they had."""
    renumbered: dict[str, str] = Field(default_factory=dict)
    """The old number of a paragraph, and its new one: `{"2.3.5": "2.4.2"}`."""


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
