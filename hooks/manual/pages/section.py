"""The pages of sections and chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from manual.address import (
    address_of,
    amendment_address,
    as_at_address,
    flowchart_address,
    paper_path,
)
from manual.amendments.page import standing
from manual.amendments.redline import redline_changes
from manual.copies.model import tell_amendments
from manual.days import spell_day
from manual.markup.template import fill
from manual.pages.versions import editions_before, versions_of
from manual.provisions import page as provisions_page
from manual.provisions.canonical import canonical
from manual.provisions.clauses import resolve_own
from manual.provisions.contents import ContentsEntry, list_contents
from manual.provisions.page import (
    HistoryEntry,
    LastAmendment,
    PendingChange,
    ProvisionView,
    Tombstone,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from manual.amendments.model import Change, Record
    from manual.amendments.timeline import Timeline
    from manual.copies.model import CopyLabel
    from manual.numbers.number import Number
    from manual.pages.context import Context
    from manual.provisions.model import Chapter, Section

_VERBS = {
    "inserted": "Inserted",
    "amended": "Amended",
    "deleted": "Deleted",
    "renumbered": "Renumbered",
}


def section_page(context: Context, chapter: Chapter, section: Section) -> str:
    """The page of a section."""
    timeline = context.timelines[section.number]
    newest = newest_edition(timeline, context.today)
    shown = show_section(context, chapter, section)
    settler = context.settler(section.path)
    about = _about(context, chapter, section, timeline, newest)
    body = provisions_page.section_page(shown, settler, context.linker, about=about)
    return context.page(
        section.path,
        f"{section.number} {context.title(section)}",
        body,
        _copy_label(context, section, timeline, newest),
        number=str(section.number),
        amendments="hidden",
        modules=[
            "amendments/amendments",
            "provisions/citation",
            "provisions/terms",
            "provisions/versions",
        ],
        report=context.report_address(_cite_as(context, section.number)),
    )


def _copy_label(
    context: Context, section: Section, timeline: Timeline, newest: list[Record]
) -> CopyLabel:
    if not newest:
        return context.copy_label(str(section.number))
    dates = timeline.dates(context.today)
    before = dates[-2] if len(dates) > 1 else None
    return context.copy_label(str(section.number), tell_amendments(before, dates[-1]))


def show_section(context: Context, chapter: Chapter, section: Section) -> tuple[ProvisionView, ...]:
    """The provisions of a section as its own page and the pages for paper show them.

    The section's own provision comes first, even where it has no wording.
    """
    if section.number not in context.shown:
        timeline = context.timelines[section.number]
        newest = newest_edition(timeline, context.today)
        viewer = _SectionViewer(context, chapter, section, timeline, newest)
        context.shown[section.number] = viewer.show_all()
    return context.shown[section.number]


def newest_edition(timeline: Timeline, today: date) -> list[Record]:
    """The records of the last day on which a section changed; none if one of them restates it."""
    touching = [record for record, _ in timeline.steps if record.in_force <= today]
    newest = [record for record in touching if record.in_force == touching[-1].in_force]
    return [] if any(record.front.restated for record in newest) else newest


def _about(
    context: Context, chapter: Chapter, section: Section, timeline: Timeline, newest: list[Record]
) -> dict[str, Any]:
    """The facts of a section that are shown at the head and the end of its page."""
    touching = [record for record, _ in timeline.steps if record.in_force <= context.today]
    versions = versions_of(context, section)
    return {
        "number": section.number,
        "title": context.title(section),
        "chapter_number": chapter.number,
        "chapter_title": chapter.title,
        "chapter_address": address_of(chapter.path),
        "standing": _standing(touching) or context.edition_words,
        "reviewed": section.reviewed,
        "review_by": section.review_by,
        "overdue": section.review_by < context.today,
        "changed": [
            {"number": r.number, "title": r.front.title, "address": amendment_address(r.number)}
            for r in newest
        ],
        "changed_on": newest[0].in_force if newest else None,
        "is_new": bool(newest) and newest[0] is touching[0],
        "restated_on": next((r.in_force for r in touching if r.front.restated), None),
        "versions": versions,
        "editions_before": editions_before(context, section),
        "day": versions[0].first if versions else None,
    }


def _standing(touching: list[Record]) -> str:
    """Since when a section's wording is in force, in a phrase; empty where none is yet."""
    if not touching:
        return ""
    last = [record for record in touching if record.in_force == touching[-1].in_force]
    if any(record.front.restated for record in last):
        return f"Restated from a print of {spell_day(last[0].in_force)}"
    approved = all(record.front.approved_by for record in last)
    return f"{'In force from' if approved else 'Draft dated'} {spell_day(last[0].in_force)}"


def _cite_as(context: Context, number: Number) -> str:
    """How a provision is cited: by the manual and what it is worth, its number and the edition."""
    draft = "" if context.settings.status == "adopted" else " (draft)"
    edition = spell_day(context.edition.date)
    return f"{context.manual.site.name}{draft}, {number.named}, edition of {edition}"


class _SectionViewer:
    """Shows the provisions of one section: those in force, those that are gone, those to come."""

    def __init__(
        self,
        context: Context,
        chapter: Chapter,
        section: Section,
        timeline: Timeline,
        newest: list[Record],
    ) -> None:
        self.context = context
        self.chapter = chapter
        self.section = section
        self.timeline = timeline
        today = context.today
        self.present = timeline.at(today)
        self.changes = timeline.changes(None, today)
        dates = timeline.dates(today)
        before = dates[-2] if len(dates) > 1 else None
        self.recent = timeline.changes(before, today) if newest else {}
        self.gone = timeline.gone(today)
        self.coming: dict[Number, list[PendingChange]] = {}
        for record, changes in timeline.coming(today):
            for change in changes:
                self.coming.setdefault(change.number, []).append(self._coming(record, change))

    def show_all(self) -> tuple[ProvisionView, ...]:
        """Every provision, the section's own first; where that has no wording, its title alone."""
        numbers = sorted({self.section.number, *self.present, *self.gone, *self.coming})
        return tuple(self._show(number) for number in numbers)

    def _show(self, number: Number) -> ProvisionView:
        wording = self.present.get(number)
        recent = self.recent.get(number, [])
        changes = self.changes.get(number, [])
        inserted = recent and recent[0].kind == "inserted" and wording and wording.text
        cite_as = _cite_as(self.context, number)
        gone = self.gone.get(number) if wording is None else None
        amended = self._mark(number) if wording else None
        by = self.context.by(recent)
        named = [amended.amendment] if amended else [gone.record.number] if gone else []
        return ProvisionView(
            number,
            wording.heading if wording else "",
            self.context.wording_html(wording.text) if wording else None,
            redline=redline_changes(recent, self.context.wording_html) if recent else None,
            by=() if [one.amendment for one in by] == named else by,
            inserted_by=recent[0].record.number if inserted else None,
            notes=self.context.notes.get(number, ()) if wording else (),
            amended=amended,
            gone=self._gone(gone) if gone else None,
            coming=tuple(self.coming.get(number, ())),
            past=tuple(self._past(change, changes) for change in changes[::-1]),
            citing=tuple(self.context.citing.get(str(number), ())),
            cite_as=cite_as,
            report=self.context.report_address(cite_as, is_one_of_many=True),
            unread=self.context.unread,
        )

    def _mark(self, number: Number) -> LastAmendment | None:
        """The last substantive amendment of a provision.

        None where that restated it, or inserted it with its whole section.
        """
        changes = self.changes.get(number, [])
        substantive = [c for c in changes if c.record.front.kind == "substantive"]
        if not substantive or substantive[-1].record.front.restated:
            return None
        last = substantive[-1]
        section = self.changes.get(self.section.number, [])
        came_with_section = section and section[0].record is last.record and not number.is_section
        if last.kind == "inserted" and came_with_section:
            return None
        return LastAmendment(
            last.record.number,
            last.record.front.title,
            amendment_address(last.record.number),
            _VERBS[last.kind],
            standing(last.record, self.context.today),
        )

    def _gone(self, change: Change) -> Tombstone:
        return Tombstone(
            change.record.number,
            amendment_address(change.record.number),
            standing(change.record, self.context.today),
            str(change.now) if change.now else None,
        )

    def _coming(self, record: Record, change: Change) -> PendingChange:
        return PendingChange(
            record.number,
            amendment_address(record.number),
            spell_day(record.in_force),
            change.kind,
            resolve_own(redline_changes([change], self.context.wording_html), change.number),
        )

    def _past(self, change: Change, changes: Sequence[Change]) -> HistoryEntry:
        """One of the `changes` of a provision, the first of which comes first."""
        record = change.record
        return HistoryEntry(
            record.number,
            amendment_address(record.number),
            f"{_VERBS[change.kind]}, {standing(record, self.context.today)}",
            self._before(next(c for c in changes if c.record.in_force == record.in_force)),
        )

    def _before(self, first: Change) -> str | None:
        """Where the wording stands that was in force before a day of which `first` is the first."""
        section = first.number.of_section
        timeline = self.context.timelines.get(section)
        day = first.record.in_force
        earlier = [one for one in timeline.dates(day) if one < day] if timeline else []
        if first.before is None or not earlier:
            return None
        page = as_at_address(self.context.section_paths[section], earlier[-1])
        return f"{page}#as-at-{first.number.id}"


def chapter_page(context: Context, chapter: Chapter) -> str:
    """The page of a chapter: its introduction, the flowcharts, and its sections."""
    settler = context.settler(chapter.path)
    body = fill(
        "provisions/chapter.html",
        chapter=chapter,
        introduction=settler.html(canonical(chapter.introduction)),
        contents=list_contents(entries(context, chapter), settler.link, "Sections of this chapter"),
        edition_words=context.edition_words,
        trees=[
            (loaded.tree.title, settler.link(flowchart_address(loaded.name)))
            for loaded in context.manual.trees
        ],
        printed=settler.link(address_of(paper_path(chapter.path))),
    )
    return context.page(
        chapter.path,
        f"{chapter.number} {chapter.title}",
        body,
        context.copy_label(str(chapter.number)),
        number=str(chapter.number),
        report=context.report_address(chapter.title),
    )


def entries(context: Context, chapter: Chapter) -> list[ContentsEntry]:
    """The sections of a chapter as lists of contents show them."""
    return [_entry(context, section, context.edition.date) for section in chapter.sections]


def _entry(context: Context, section: Section, newest: date) -> ContentsEntry:
    """A section in a list of contents, marked where the edition of the day `newest` touched it."""
    kinds = {
        (change.kind, change.number.is_section)
        for record, changes in context.timelines[section.number].steps
        if record.in_force == newest and record.front.kind == "substantive"
        for change in changes
    }
    return ContentsEntry(
        section.number,
        context.title(section),
        context.addresses.sections[section.number],
        "New" if ("inserted", True) in kinds else "Updated" if kinds else "",
        "Review overdue" if section.review_by < context.today else "",
    )
