"""The wordings that a section had, day by day: for the list of them at its page's end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from manual.address import CONTENTS_ADDRESS, address_of, as_at_address, contents_as_at_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.numbers.number import Number
    from manual.pages.context import Context
    from manual.provisions.model import Section

_MOST_NAMED = 3
"""Sections of an edition that are named where it is told what stood then; of more, their list."""
_MOST_BEFORE = 12
"""Editions before a section began that its page lists; the older ones are in the contents."""


@dataclass(frozen=True)
class Version:
    """A wording of a section, or of the manual, for as long as it stood."""

    first: date
    last: date | None
    """None of the present one."""
    address: str
    """Of the page that has it, from the site's root."""
    can_compare: bool
    """Whether there is one before it of which it is no restatement."""


@dataclass(frozen=True)
class Stood:
    """A section that stood on a day."""

    number: Number
    title: str
    address: str


@dataclass(frozen=True)
class Before:
    """An edition of the manual in which a section had nothing yet."""

    first: date
    last: date
    address: str
    """Of its contents; of the oldest editions together, of the list of them."""
    stood: tuple[Stood, ...]
    """What it held instead, if that can be said in a line."""


def versions_of(context: Context, section: Section) -> tuple[Version, ...]:
    """The wordings that a section had up to today, the newest first; none before its first."""
    records = [record for record, _ in context.timelines[section.number].steps]
    amended = {record.in_force for record in records}
    restated = {record.in_force for record in records if record.front.restated}
    days = context.dates(section.number, context.today)
    made = [
        Version(
            first,
            last,
            as_at_address(section.path, first) if last else address_of(section.path),
            can_compare=first != days[0] and first in amended - restated,
        )
        for first, last in _spans(days)
    ]
    return tuple(reversed(made))


def editions_before(context: Context, section: Section) -> tuple[Before, ...]:
    """The editions in which a section had nothing yet, the newest first."""
    days = context.dates(section.number, context.today)
    if not days:
        return ()
    earlier = [day for day in past_editions(context) if day < days[0]]
    listed = [(one, _eve(following)) for one, following in pairwise((*earlier, days[0]))]
    most = max(len(listed) - _MOST_BEFORE, 0)
    newest = [_before(context, first, last) for first, last in reversed(listed[most:])]
    older = listed[:most]
    if older:
        every = f"{CONTENTS_ADDRESS}#earlier-editions"
        newest.append(Before(older[0][0], older[-1][1], every, ()))
    return tuple(newest)


def _before(context: Context, first: date, last: date) -> Before:
    stood = [
        one
        for chapter in context.manual.chapters
        for one in stood_on(context, chapter.sections, first)
    ]
    named = tuple(stood) if len(stood) <= _MOST_NAMED else ()
    return Before(first, last, address_of(contents_as_at_path(first)), named)


def past_editions(context: Context) -> list[date]:
    """The days of the editions before the one in force, in order."""
    days = [edition.date for edition in context.manual.history.editions()]
    return [day for day in days if day <= context.today][:-1]


def stood_on(context: Context, sections: tuple[Section, ...], day: date) -> Iterator[Stood]:
    """Those of the `sections` that held something on a day, each with the page that has it."""
    for section in sections:
        state = context.timelines[section.number].at(day)
        if not state:
            continue
        own = state.get(section.number)
        title = own.heading if own else section.title
        yield Stood(section.number, title, address_on(context, section, day))


def address_on(context: Context, section: Section, day: date) -> str:
    """The address of the page that has a section as it stood on a day."""
    days = context.dates(section.number, context.today)
    past = [one for one in days if one <= day]
    if not past or past[-1] == days[-1]:
        return address_of(section.path)
    return as_at_address(section.path, past[-1])


def _spans(days: tuple[date, ...]) -> Iterator[tuple[date, date | None]]:
    """Each of the `days` with the last before the next one; None of the last."""
    for first, following in pairwise(days):
        yield first, _eve(following)
    if days:
        yield days[-1], None


def _eve(day: date) -> date:
    return day - timedelta(days=1)
