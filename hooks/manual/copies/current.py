"""The page that tells whether a copy is current, and the files with what has changed since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manual.markup.template import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from manual.contacts.model import Card


@dataclass(frozen=True)
class Subject:
    """Something that a copy may be of, and every state in which it has been."""

    subject: str
    """As the fragment names it: `2.1`, `flowchart/information-sharing`, `contacts`."""
    title: str
    link: str
    """To it as it stands now, from the page."""
    marks: tuple[str, ...]
    """The edition from which each state stood, in order: `2026-11-22.4`, or a day alone."""
    editorial: tuple[str, ...] = ()
    """Those of them that changed nothing in substance."""
    last: date | None = None
    """The day of its last change."""
    earlier: tuple[tuple[date, str], ...] = ()
    """The days from which it stood otherwise, each with the link to it as it stood."""
    digest: str = ""
    """Of the contacts."""
    file: str = ""
    """The name of the file that says what has changed since each state, beside the page."""


@dataclass(frozen=True)
class PendingAmendment:
    """An amendment whose day has not come."""

    mark: str
    number: int
    title: str
    day: date
    link: str
    touches: tuple[str, ...]
    """The sections that it changes."""


@dataclass(frozen=True)
class LaterAmendment:
    """An amendment that came after a copy."""

    number: int
    title: str
    link: str
    standing: str
    action: str
    editorial: bool


@dataclass(frozen=True)
class ProvisionChange:
    """What became of one provision."""

    number: str
    was: str | None
    kind: str
    link: str
    redline: Markup | None


@dataclass(frozen=True)
class ChangesSince:
    """What has changed since one state."""

    mark: str
    state: str
    """`changed`, `editorial`, or `unchanged` where everything was changed back."""
    made: tuple[LaterAmendment, ...] = ()
    items: tuple[ProvisionChange, ...] = ()
    as_it_stood: tuple[date, str] | None = None
    """The day of the state, and the link to it."""


@dataclass(frozen=True)
class FlowchartEdition:
    """An edition of a flowchart that came after a copy, and the steps that it changed."""

    day: date
    what: str
    steps: tuple[tuple[str, str], ...]
    """Title and link."""


@dataclass(frozen=True)
class FlowchartChangesSince:
    """What has changed since one state of a flowchart."""

    mark: str
    revisions: tuple[FlowchartEdition, ...]
    cited: tuple[tuple[str, str, date], ...] = field(default=())
    """The paragraphs that it rests on and that have changed: number, link, day."""

    @property
    def state(self) -> str:
        """`changed`, or `cited` where only what it rests on has changed."""
        return "changed" if self.revisions else "cited"


def current_html(
    rows: Sequence[Subject],
    editions: Sequence[str],
    coming: Sequence[PendingAmendment],
    edition: str,
    today: date,
) -> Markup:
    """The page. Its table answers by hand what its module answers from the same table."""
    return fill(
        "copies/current.html",
        rows=rows,
        editions=editions,
        coming=coming,
        edition=edition,
        today=today,
    )


def changes_html(row: Subject, edition: str, policy: str, changes: Markup) -> str:
    """A file of changes: a page of its own, of which `/current/` takes what it needs."""
    return fill("copies/changes.html", row=row, edition=edition, policy=policy, changes=changes)


def section_changes(blocks: Sequence[ChangesSince], coming: Sequence[ChangesSince]) -> Markup:
    """What has changed in a section; `coming` is what each pending amendment will change."""
    return fill("copies/changes-section.html", blocks=blocks, coming=coming)


def flowchart_changes(blocks: Sequence[FlowchartChangesSince]) -> Markup:
    """What has changed in a flowchart."""
    return fill("copies/changes-flowchart.html", blocks=blocks)


def contacts_changes(cards: Sequence[Card]) -> Markup:
    """The numbers now, out of the cards of the contacts."""
    return fill("copies/changes-contacts.html", cards=cards)
