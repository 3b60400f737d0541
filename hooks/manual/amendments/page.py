"""The register of amendments, and the page of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.days import spell_day
from manual.markup.template import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from manual.amendments.history import History
    from manual.amendments.model import Change, Edition, Record
    from manual.numbers.number import Number


def standing(record: Record, today: date) -> str:
    """The status of a record in a phrase: `in force 1 March 2027`.

    Where it is not yet approved: `draft dated 22 November 2026`.
    """
    day = spell_day(record.in_force)
    if record.front.restated:
        return f"restated from a print of {day}"
    if not record.front.approved_by:
        return f"draft dated {day}"
    return f"in force from {day}" if record.in_force > today else f"in force {day}"


def approval_words(record: Record, recorded: date | None) -> str:
    """Who approved a record, and when, in a phrase; empty where nobody has.

    Where the day is not given, it is that on which the approval was `recorded`, if that is known.
    """
    front = record.front
    if not front.approved_by:
        return ""
    words = f"Approved by {front.approved_by}"
    if front.approved_on:
        return f"{words} on {spell_day(front.approved_on)}"
    return f"{words}; recorded {spell_day(recorded)}" if recorded else words


def edition_words(edition: Edition) -> str:
    """An edition in a phrase: `Edition in force from 1 March 2027`.

    Where an amendment of it is not yet approved: `Draft dated 22 November 2026`.
    """
    day = spell_day(edition.date)
    return f"Edition in force from {day}" if edition.approved else f"Draft dated {day}"


@dataclass(frozen=True)
class ChangeView:
    """A change as an amendment's page shows it."""

    change: Change
    link: str
    """To the provision, from the amendment's page."""
    redline: Markup
    """Empty where the section that it belongs to is inserted as a whole."""
    heading: str
    """The cross-heading above it, or the section's title, without `##`; empty where it has none."""


def inserts_whole(changes: Sequence[Change]) -> bool:
    """Whether the changes to a section are the insertion of the whole section."""
    return all(change.kind == "inserted" for change in changes) and any(
        change.number.is_section for change in changes
    )


@dataclass(frozen=True)
class SectionChanges:
    """The changes that an amendment makes to a section."""

    number: Number
    title: str
    link: str
    changes: tuple[ChangeView, ...]
    is_new: bool
    """Whether the amendment inserts the whole section: the page then names it, without redlines."""

    @property
    def paragraphs(self) -> list[ChangeView]:
        """The changes other than that to the section's own provision."""
        return [shown for shown in self.changes if not shown.change.number.is_section]


@dataclass(frozen=True)
class RecordTexts:
    """The reason and the action of a record, as HTML for a certain page; approval and proof."""

    reason: Markup
    action: Markup
    proof: str = ""
    """Of the sealing with which it came into force, in groups; empty where there is none."""
    sealed: date | None = None
    """The day of that sealing."""
    approval: str = ""
    """Who approved it, in a phrase; empty where nobody has."""
    approval_sealed: date | None = None
    """The day on which that was first sealed."""


@dataclass(frozen=True)
class FileView:
    """A form or a picture that an amendment changes."""

    name: str
    before: Markup | None
    """A link to it as it was; None where nobody kept that."""
    after: Markup | None
    """A link to it as the amendment left it; None where that took it away."""


def amendment_page(
    record: Record,
    texts: RecordTexts,
    sections: Sequence[SectionChanges],
    today: date,
    files: Sequence[FileView] = (),
) -> Markup:
    """The page of one amendment, as HTML; `sections` are those that it changes, in order."""
    return fill(
        "amendments/amendment.html",
        record=record,
        texts=texts,
        sections=sections,
        files=files,
        today=today,
        standing=standing(record, today),
    )


def withdrawn_page(number: int) -> Markup:
    """The page that remains at the address of a withdrawn amendment, as HTML."""
    return fill("amendments/withdrawn.html", number=number)


def register_page(
    history: History,
    shown: Sequence[tuple[str, RecordTexts]],
    chapters: Sequence[tuple[int, str]],
    today: date,
) -> Markup:
    """The register, the newest amendment first, as HTML; `chapters` are numbers and titles.

    For each record, in the history's order, `shown` has the link to its page and its texts.
    """
    rows = [
        (
            record,
            link,
            texts,
            standing(record, today),
            sorted({c.number.chapter for c in changes if not c.number.is_definition}),
        )
        for (record, changes), (link, texts) in zip(history.steps(), shown, strict=True)
    ]
    return fill("amendments/register.html", rows=rows[::-1], chapters=chapters, today=today)


def _touched(changes: Sequence[Change]) -> list[int]:
    """The numbers of the chapters that some changes touch, in order; the glossary is none."""
    return sorted({c.number.chapter for c in changes if not c.number.is_definition})


NEWEST = 3
"""How many amendments the home page shows."""


def newest_block(records: Sequence[Record], links: Sequence[str], today: date) -> Markup:
    """The newest amendments in short, as HTML for the home page.

    `links` has the link to each record's page, in the same order.
    """
    rows = [
        (record, link, standing(record, today)) for record, link in zip(records, links, strict=True)
    ]
    return fill("amendments/newest.html", rows=rows[::-1][:NEWEST])
