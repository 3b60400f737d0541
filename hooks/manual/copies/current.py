"""The page that tells whether a copy is current, and the files with what has changed since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manual.copies.proof import show_proof
from manual.markup.template import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from manual.contacts.model import Card


@dataclass(frozen=True)
class Subject:
    """Something that a copy may be of, and every state in which it has been so far."""

    subject: str
    """As the fragment names it: `2.1`, `flowchart/information-sharing`, `contacts`."""
    title: str
    link: str
    """From the page to its present state."""
    marks: tuple[str, ...]
    """The edition with which each state began, in order: `2026-11-22.4`, or only a day."""
    editorial: tuple[str, ...] = ()
    """Those of the `marks` whose edition changed nothing in substance."""
    last: date | None = None
    """The day of its last change."""
    earlier: tuple[tuple[date, str], ...] = ()
    """The day on which each earlier state began, with the link to that state."""
    digest: str = ""
    """For the contacts only: see `digest` in `contacts/`."""
    id: str = ""
    """Its plain form, where that differs: `part-2`."""
    chapter: str = ""
    """Of a section whose number does not begin with its chapter's: that."""
    holds: tuple[str, ...] = ()
    """Of such a section: the numbers of its paragraphs, as written."""
    file: str = ""
    """The name of the file, beside the page, of what has changed since each state; or empty."""


@dataclass(frozen=True)
class PendingAmendment:
    """An amendment whose day has not come."""

    mark: str
    """The id of its edition: `2027-03-01.5`."""
    number: int
    title: str
    day: date
    link: str
    touches: tuple[str, ...]
    """The sections that it changes, as they are written."""
    ids: tuple[str, ...]
    """Their plain forms."""
    """The numbers of the sections that it changes."""


@dataclass(frozen=True)
class LaterAmendment:
    """An amendment that came into force after a copy was made."""

    number: int
    title: str
    link: str
    """From the page to the amendment's own."""
    standing: str
    """`in force 1 March 2027`, or `draft dated 22 November 2026`."""
    action: str
    editorial: bool
    """Whether it changed nothing in substance."""


@dataclass(frozen=True)
class ProvisionChange:
    """What became of one provision."""

    number: str
    was: str | None
    """Its number on the copy where it has been renumbered since; otherwise None."""
    kind: str
    """`inserted`, `deleted`, `amended`, `renumbered` or `renumbered and amended`."""
    link: str
    redline: Markup | None
    """None where only its number has changed."""


@dataclass(frozen=True)
class ChangesSince:
    """What has changed in a section since one state of it."""

    mark: str
    """The edition with which that state began."""
    state: str
    """`changed`, `editorial`, or `unchanged` where everything has been changed back."""
    made: tuple[LaterAmendment, ...] = ()
    items: tuple[ProvisionChange, ...] = ()
    as_it_stood: tuple[date, str] | None = None
    """The day on which the state began, and the link to it; None where there is no such page."""
    unlisted: tuple[int, str] = (0, "")
    """How many amendments came before those in `made`, and the link to the list of all."""


@dataclass(frozen=True)
class FlowchartEdition:
    """An edition of a flowchart that is newer than a copy, and the steps that it changed."""

    day: date
    what: str
    steps: tuple[tuple[str, str], ...]
    """The title of each, and the link to it."""


@dataclass(frozen=True)
class FlowchartChangesSince:
    """What has changed since one state of a flowchart."""

    mark: str
    """The day on which that state began: `2026-11-22`."""
    revisions: tuple[FlowchartEdition, ...]
    cited: tuple[tuple[str, str, date], ...] = field(default=())
    """The paragraphs that it rests on and that have changed: number, link, day of the change."""

    @property
    def state(self) -> str:
        """`changed`, or `cited` where only paragraphs that it rests on have changed."""
        return "changed" if self.revisions else "cited"


@dataclass(frozen=True)
class NewestEdition:
    """The present edition, as the page gives it for an example."""

    id: str
    """`2026-11-22.4`"""
    day: date
    """On which it came into force."""
    proof: str
    """Of the newest sealing; empty where there is none."""


def current_html(
    rows: Sequence[Subject],
    editions: Sequence[str],
    coming: Sequence[PendingAmendment],
    newest: NewestEdition,
) -> Markup:
    """The page, as HTML. Readers without script look up in its table what the script reads there.

    `editions` are the ids of all editions in force so far.
    """
    return fill(
        "copies/current.html",
        rows=rows,
        editions=editions,
        coming=coming,
        edition=newest.id,
        day=newest.day,
        proof=show_proof(newest.proof),
    )


def changes_html(row: Subject, edition: str, policy: str, changes: Markup) -> str:
    """A file of changes: a whole page, from which `/current/` takes what it needs.

    `edition` is the id of the present one, `policy` the content security policy of pages.
    """
    return fill("copies/changes.html", row=row, edition=edition, policy=policy, changes=changes)


def section_changes(blocks: Sequence[ChangesSince], coming: Sequence[ChangesSince]) -> Markup:
    """What has changed in a section, as HTML; `coming` has what pending amendments will change."""
    return fill("copies/changes-section.html", blocks=blocks, coming=coming)


def flowchart_changes(blocks: Sequence[FlowchartChangesSince]) -> Markup:
    """What has changed in a flowchart, as HTML."""
    return fill("copies/changes-flowchart.html", blocks=blocks)


def contacts_changes(cards: Sequence[Card]) -> Markup:
    """The present numbers, from the cards of the contacts, as HTML."""
    return fill("copies/changes-contacts.html", cards=cards)
