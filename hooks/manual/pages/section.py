"""The pages of sections and chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import address_of, relative
from manual.amendments.page import standing
from manual.amendments.redline import redline_changes
from manual.days import spell_day
from manual.provisions import page as provisions_page
from manual.provisions.page import AmendedBy, Entry, Shown, wording_html
from manual.template import fill
from manual.tree.page import tree_address

if TYPE_CHECKING:
    from datetime import date

    from manual.amendments.model import Change, Record
    from manual.pages.context import Context
    from manual.provisions.model import Chapter, Note, Section
    from manual.provisions.number import Number


def section_page(context: Context, chapter: Chapter, section: Section) -> str:
    """The page of a section."""
    touching = _records_touching(context, section)
    newest = _newest_edition(touching)
    notes = {provision.number: provision.notes for provision in section.provisions}
    shown = tuple(
        _show(context, chapter, number, notes.get(number, ()), newest)
        for number in context.present
        if number.of_section == section.number
    )
    about = {
        "title": context.title(section),
        "chapter_number": chapter.number,
        "chapter_title": chapter.title,
        "chapter_address": address_of(chapter.path),
        "edition_words": context.edition_words,
        "reviewed": section.reviewed,
        "review_by": section.review_by,
        "overdue": section.review_by < context.today,
        "changed": [
            {"number": r.number, "title": r.front.title, "address": context.amendment_link(r)}
            for r in newest
        ],
        "changed_on": newest[0].in_force if newest else None,
        "is_new": bool(newest) and newest[0] is touching[0],
        "restated_on": next((r.in_force for r in touching if r.front.restated), None),
    }
    settler = context.settler(section.path)
    body = provisions_page.section_page(shown, settler, context.linker, about=about)
    return context.page(
        section.path,
        f"{section.number} {context.title(section)}",
        body,
        number=str(section.number),
        amendments="hidden",
        report=context.report(_cite_as(context, chapter, section.number)),
    )


def _records_touching(context: Context, section: Section) -> list[Record]:
    """The records in force that changed something in the section, in order."""
    return [
        record
        for record, changes in context.manual.history.steps()
        if record.in_force <= context.today
        and any((change.now or change.number).of_section == section.number for change in changes)
    ]


def _newest_edition(touching: list[Record]) -> list[Record]:
    """Of the records that touched a section, those of the last day; none if that began it all."""
    newest = [record for record in touching if record.in_force == touching[-1].in_force]
    return [] if any(record.front.restated for record in newest) else newest


def _show(
    context: Context,
    chapter: Chapter,
    number: Number,
    notes: tuple[Note, ...],
    newest: list[Record],
) -> Shown:
    wording = context.present[number]
    changes = context.changes.get(number, [])
    recent = [change for change in changes if change.record in newest]
    cite_as = _cite_as(context, chapter, number)
    return Shown(
        number,
        wording.heading,
        wording_html(wording.text),
        redline=redline_changes(recent, wording_html) if recent else None,
        inserted_by=recent[0].record.number if recent and recent[0].kind == "inserted" else None,
        notes=notes,
        amended=_mark(context, number, changes),
        citing=tuple(context.citing.get(str(number), ())),
        cite_as=cite_as,
        report=context.report(cite_as),
    )


def _cite_as(context: Context, chapter: Chapter, number: Number) -> str:
    kind = "section" if number.is_section else "paragraph"
    return f"{chapter.title}, {kind} {number}, edition of {spell_day(context.edition.date)}"


def _mark(context: Context, number: Number, changes: list[Change]) -> AmendedBy | None:
    """Which amendment changed a provision last; none where it only came with its section."""
    substantive = [change for change in changes if change.record.front.kind == "substantive"]
    if not substantive or substantive[-1].record.front.restated:
        return None
    last = substantive[-1]
    section = context.changes.get(number.of_section, [])
    came_with_section = section and section[0].record is last.record and not number.is_section
    if last.kind == "inserted" and came_with_section:
        return None
    return AmendedBy(
        last.record.number,
        last.record.front.title,
        context.amendment_link(last.record),
        last.kind.capitalize(),
        standing(last.record, context.today),
    )


def chapter_page(context: Context, chapter: Chapter) -> str:
    """The page of a chapter: its introduction, the flowcharts, and its sections."""
    settler = context.settler(chapter.path)
    entries = [_entry(context, section, context.edition.date) for section in chapter.sections]
    body = fill(
        "provisions/chapter.html",
        chapter=chapter,
        introduction=settler.settle(wording_html(chapter.introduction)),
        contents=provisions_page.contents(entries, settler.here),
        edition_words=context.edition_words,
        trees=[
            (loaded.tree.title, relative(settler.here, tree_address(loaded.name)))
            for loaded in context.manual.trees
        ],
    )
    return context.page(
        chapter.path,
        f"{chapter.number} {chapter.title}",
        body,
        number=str(chapter.number),
        report=context.report(chapter.title),
    )


def _entry(context: Context, section: Section, newest: date) -> Entry:
    """A section in the contents, marked where the newest edition touched it."""
    kinds = {
        (change.kind, change.number.is_section)
        for record, changes in context.manual.history.steps()
        if record.in_force == newest and record.front.kind == "substantive"
        for change in changes
        if (change.now or change.number).of_section == section.number
    }
    return Entry(
        section.number,
        context.title(section),
        context.addresses.sections[section.number],
        "New" if ("inserted", True) in kinds else "Updated" if kinds else "",
        "Review overdue" if section.review_by < context.today else "",
    )
