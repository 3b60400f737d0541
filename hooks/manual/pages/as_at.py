"""The pages of sections as they were on earlier days."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from manual.address import address_of, as_at_address, as_at_path
from manual.amendments.redline import redline_changes
from manual.copies.model import CopyLabel, tell_amendments
from manual.days import spell_day
from manual.numbers.clause import split_clause
from manual.pages.versions import editions_before, versions_of
from manual.provisions import page as provisions_page
from manual.provisions.glossary import Linker
from manual.provisions.page import ProvisionView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from manual.amendments.model import Change, Record
    from manual.numbers.number import Number
    from manual.pages.context import Context
    from manual.pages.versions import Version
    from manual.provisions.glossary import Linker
    from manual.provisions.model import Chapter, Section
from manual.provisions.page import Settler


def as_at_spans(context: Context, section: Section) -> Iterator[tuple[str, tuple[date, date]]]:
    """The path of the page of each earlier wording of a section: its first day, and the next's."""
    dates = context.dates(section.number, context.today)
    for day, until in itertools.pairwise(dates):
        yield as_at_path(section.path, day), (day, until)


def as_at_page(context: Context, chapter: Chapter, section: Section, day: date, until: date) -> str:
    """The page of a section as it was from `day` until the day before `until`."""
    path = as_at_path(section.path, day)
    timeline = context.timelines[section.number]
    state = timeline.at(day)
    since = timeline.changes(day, context.today)
    became = {changes[0].number: changes for changes in since.values() if changes[0].before}
    versions = versions_of(context, section)
    before = _version_before(versions, day)
    new = timeline.changes(before.first, day) if before else {}
    shown = tuple(
        ProvisionView(
            number,
            wording.heading,
            context.wording_html(wording.text),
            redline=redline_changes(became[number], context.wording_html)
            if number in became
            else None,
            compared=redline_changes(new[number], context.wording_html) if number in new else None,
            by=context.by(became.get(number, ())),
            new_by=_inserted_by(new.get(number, [])),
        )
        for number, wording in state.items()
    )
    if section.number not in state:
        shown = (ProvisionView(section.number, "", None), *shown)
    record = next(r for r, _ in reversed(timeline.steps) if r.in_force <= day)
    title = state[section.number].heading if section.number in state else section.title
    about: dict[str, Any] = {
        "number": section.number,
        "title": title,
        "chapter_number": chapter.number,
        "chapter_title": chapter.title,
        "chapter_address": address_of(chapter.path),
        "present": address_of(section.path),
        "day": day,
        "last": date.fromordinal(until.toordinal() - 1),
        "stood": bool(state),
        "restated": record.front.restated,
        "approved": bool(record.front.approved_by),
        "approved_late": record.front.approved_on if _is_late(record, until) else None,
        "changed": [number for number in state if number in became],
        "inserted": sorted(n for n, changes in since.items() if changes[0].before is None),
        "before": before,
        "deleted": sorted(changes[0].number for n, changes in new.items() if n not in state),
        "renumbered": sorted((c[0].number, n) for n, c in new.items() if _is_other(n, c[0])),
        "versions": versions,
        "editions_before": editions_before(context, section),
        "reviewed": None,
    }
    body = provisions_page.as_at_page(
        shown, _settler(context, section, path, day), about, Linker(context.words_of(day))
    )
    return context.page(
        path,
        f"{section.number} {title}, as at {spell_day(day)}",
        body,
        _copy_label(context, section, day, about),
        number=str(section.number),
        amendments="hidden",
        modules=["amendments/amendments", "provisions/versions"],
        robots="noindex",
        canonical=f"{context.manual.site.url}{address_of(section.path)}",
        report=context.report_address(
            f"{chapter.title}, section {section.number}, as at {spell_day(day)}"
        ),
    )


def _version_before(versions: Sequence[Version], day: date) -> Version | None:
    """The wording before that of a day, where the two can be compared."""
    by_day = {one.first: place for place, one in enumerate(versions)}
    place = by_day[day]
    return versions[place + 1] if versions[place].can_compare else None


def _inserted_by(changes: Sequence[Change]) -> int | None:
    """The amendment that inserted a provision, where that is the first of the `changes` to it."""
    return changes[0].record.number if changes and changes[0].before is None else None


def _is_other(number: Number, change: Change) -> bool:
    """Whether what bears a number now bore another one before a change, which kept it."""
    return change.before is not None and change.after is not None and change.number != number


def _is_late(record: Record, until: date) -> bool:
    """Whether a record was approved when its wording did not stand any more."""
    return record.front.approved_on is not None and record.front.approved_on >= until


def _copy_label(
    context: Context, section: Section, day: date, about: Mapping[str, Any]
) -> CopyLabel:
    """The label of a copy of an earlier wording, which asks what has changed since that wording."""
    edition = context.manual.history.edition_at(day)
    assert edition  # noqa: S101 - a record inserted what there was then
    words = (
        f"Earlier wording: it stood from {spell_day(day)} to {spell_day(about['last'])} "
        f"(edition {edition.id})."
    )
    before = about["before"]
    can_show = about["changed"] or before
    compared = tell_amendments(before.first, day)[0] if before else ""
    amendments = tell_amendments(day, day) if can_show else None
    return CopyLabel(str(section.number), edition.id, words, amendments, compared)


def _settler(context: Context, section: Section, path: str, day: date) -> Settler:
    """Links as they were on the day; contacts by name, as today's number is not of the day."""

    def address(text: str) -> str | None:
        named, clause = split_clause(text)
        number = context.numbering.read(named)
        timeline = context.timelines.get(number.of_section) if number else None
        if number is None or timeline is None:
            return None
        dates = context.dates(number.of_section, context.today)
        past = [one for one in dates if one <= day]
        if not past or past[-1] == dates[-1]:
            return context.address_of_number(text)
        source = context.section_paths[number.of_section]
        wording = timeline.at(past[-1]).get(number)
        there = clause and wording and clause in context.clauses_in(wording)
        return f"{as_at_address(source, past[-1])}#as-at-{number.id}{clause if there else ''}"

    contact = context.contact_by_name(address_of(path))
    settler = context.settler(path).of(section.path)
    addresses = replace(settler.addresses, files=context.attached.at(day), far=frozenset())
    return replace(settler, addresses=addresses, address_of=address, contact=contact)
