"""The whole manual as it stood on a day, as one page for paper: `/print/as-at/DATE/`.

It is made on request alone, since each is as large as the manual. What is not on record it leaves
out: introductions of chapters, flowcharts and contacts of that day.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from manual.address import CONTENTS_ADDRESS, GLOSSARY_PATH, REGISTER_PATH, WHOLE_PATH, as_at_path
from manual.amendments.page import standing
from manual.copies.model import WHOLE, CopyLabel
from manual.days import spell_day
from manual.markup.template import fill
from manual.numbers.clause import split_clause
from manual.pages.versions import stood_on
from manual.pages.whole import PaperDocument, PrintedSection, heading_html, numbers_of
from manual.provisions.definitions import terms_of
from manual.provisions.page import ProvisionView
from manual.provisions.terms import explain

if TYPE_CHECKING:
    from datetime import date

    from manual.amendments.model import Record
    from manual.pages.context import Context
    from manual.provisions.model import Chapter, Section
    from manual.provisions.page import Settler


def as_at_path_of_whole(day: date) -> str:
    """The path of the page of the whole manual as it stood on a day."""
    return as_at_path(WHOLE_PATH.removesuffix("/index.md"), day)


class PaperDocumentAsAt(PaperDocument):
    """Every chapter as it stood on a day, with the glossary and the amendments up to it."""

    def __init__(self, context: Context, day: date) -> None:
        path, title = as_at_path_of_whole(day), context.manual.site.name
        super().__init__(context, path, title, context.manual.chapters, whole=True)
        self.day = day
        edition = context.manual.history.edition_at(day)
        assert edition  # noqa: S101 - it is asked for of days that have one
        self.edition = edition
        self.state = context.manual.history.at(day)

    @cached_property
    def settler(self) -> Settler:
        """Makes links to what stood on the day; contacts by name, as numbers are of today."""
        context = self.context
        before = super().settler

        def address(text: str) -> str | None:
            named, clause = split_clause(text)
            number = context.numbering.read(named)
            wording = self.state.get(number) if number else None
            if number is None or wording is None:
                return None
            there = clause if clause in context.clauses_in(wording) else ""
            return f"{self.here}#print-{number.id}{there}"

        files = context.attached.at(self.day)
        addresses = replace(before.addresses, files=files, far=frozenset())
        contact = context.contact_by_name(self.here)
        return replace(before, addresses=addresses, address_of=address, contact=contact)

    def page(self) -> str:
        """The document as a page."""
        context, day = self.context, spell_day(self.day)
        words = f"As it stood on {day} (edition {self.edition.id})."
        chapters = [(chapter, self._sections(chapter)) for chapter in self.chapters]
        glossary = replace(
            context.manual.glossary, terms=terms_of(self.state, context.manual.glossary)
        )
        body = fill(
            "pages/whole-as-at.html",
            title=self.title,
            site=context.manual.site,
            status=context.status,
            edition=self.edition,
            approval=self._approval(),
            day=self.day,
            chapters=[(chapter, sections) for chapter, sections in chapters if sections],
            marked=self._marked(),
            terms=glossary.terms,
            records=self._records(),
            of_records=self.settler.of(REGISTER_PATH),
            explain=explain(self.settler.of(GLOSSARY_PATH)),
            heading=heading_html,
        )
        return context.page(
            self.path,
            f"{self.title}, as at {day}: the whole manual",
            body,
            CopyLabel(WHOLE, self.edition.id, words, back=CONTENTS_ADDRESS),
            hide=["navigation", "toc"],
            robots="noindex",
            search={"exclude": True},
            report=context.report_address(f"{self.title}, as at {day}"),
        )

    def _sections(self, chapter: Chapter) -> list[PrintedSection]:
        titles = {
            one.number: one.title for one in stood_on(self.context, chapter.sections, self.day)
        }
        return [
            PrintedSection(one, titles[one.number], self._shown(one), self.settler.of(one.path))
            for one in chapter.sections
            if one.number in titles
        ]

    def _shown(self, section: Section) -> tuple[ProvisionView, ...]:
        context = self.context
        return tuple(
            ProvisionView(number, wording.heading, context.wording_html(wording.text))
            for number, wording in context.timelines[section.number].at(self.day).items()
        )

    def _approval(self) -> str:
        """Whether its edition was approved on the day, as far as anybody has said when that was."""
        if not self.edition.approved:
            return "which has not been approved"
        days = [record.front.approved_on for record in self.edition.records]
        late = max((day for day in days if day and day > self.day), default=None)
        return f"which was approved only on {spell_day(late)}" if late else "approved"

    def _records(self) -> list[tuple[Record, str, str, str]]:
        """The amendments up to the day, newest first, without approvals: these may be of later."""
        context = self.context
        return [
            (record, standing(record, context.today), "", numbers_of(changes))
            for record, changes in reversed(list(context.manual.history.steps()))
            if record.in_force <= self.day
        ]
