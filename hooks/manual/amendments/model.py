"""Amendments as editors record them, and the changes that they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from manual.amendments.approver import check_approver
from manual.days import Day
from manual.markup.safe import check_web_address

if TYPE_CHECKING:
    from manual.numbers.number import Number, Span
    from manual.problem import Where
    from manual.provisions.model import Provision, Wording


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
    approved_by: Annotated[str, AfterValidator(check_approver)] | None = None
    """Who approved it; it may be added later, and until then the amendment is a draft."""
    approved_on: Day | None = None
    """The day on which they did: `2026-11-20`; it may be added together with `approved_by`."""
    corrects: int | None = None
    """The number of the amendment in which it mends a mistake."""
    files: tuple[str, ...] = ()
    """Forms and pictures that it changes or takes away: `[visits/agreement.docx]`."""
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
    """The record of one amendment: its front matter, and the wordings that it replaced."""

    path: str
    """Path of its source, from the project's folder."""
    front: RecordFront
    """As written; `inserted`, `deleted` and `renumbered` below are its lists once read."""
    inserted: tuple[tuple[Span, Where], ...]
    deleted: tuple[tuple[Span, Where], ...]
    renumbered: tuple[tuple[Number, Number, Where], ...]
    """The old number, the new one, and where the record says so."""
    wordings: tuple[Provision, ...]
    """The earlier wordings in its body, under the numbers that they had before it."""
    texts: tuple[tuple[str, Where], ...] = ()
    """Its reason and its action, and where each is."""
    approval: Where | None = None
    """Where it says when it was approved, or by whom; None where it says neither."""

    @property
    def number(self) -> int:
        """The amendment's number."""
        return self.front.amendment

    @property
    def in_force(self) -> date:
        """The day from which its wordings are in force."""
        return self.front.in_force

    @property
    def order(self) -> tuple[date, int]:
        """The key by which records sort: its day and its number. They apply in this order."""
        return (self.front.in_force, self.front.amendment)


@dataclass(frozen=True)
class Change:
    """What one record does to one provision."""

    record: Record
    number: Number
    """The provision's number before the change; of an inserted one, its number after it."""
    before: Wording | None
    """None where the record inserts the provision."""
    after: Wording | None
    """None where the record deletes the provision."""
    now: Number | None = None
    """The provision's number after the change where the record renumbers it; otherwise None."""

    @property
    def kind(self) -> Literal["inserted", "deleted", "renumbered", "amended"]:
        """What the change does to the provision; a renumbered one may be amended as well."""
        if self.before is None:
            return "inserted"
        if self.after is None:
            return "deleted"
        return "renumbered" if self.now else "amended"


@dataclass(frozen=True)
class Edition:
    """The manual from a day on which one or more amendments come into force, up to the next."""

    date: date
    records: tuple[Record, ...]
    """The records of that day, in order; at least one."""

    @property
    def id(self) -> str:
        """The day and the highest number of its amendments: `2026-11-22.4`."""
        return f"{self.date.isoformat()}.{max(record.number for record in self.records)}"

    @property
    def approved(self) -> bool:
        """Whether every one of its amendments has been approved."""
        return all(record.front.approved_by for record in self.records)
