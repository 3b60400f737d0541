"""What every page is made with: the manual, the day, and where everything is served."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from manual.address import (
    CONTACTS_ADDRESS,
    CURRENT_PATH,
    FORMS_PATH,
    GLOSSARY_PATH,
    address_of,
    amendment_address,
    flowchart_address,
    link_to,
)
from manual.amendments.page import edition_words, standing
from manual.amendments.timeline import Timeline, timelines
from manual.contacts import page as contacts_page
from manual.contacts.digest import digest
from manual.copies.model import WHOLE, CopyLabel
from manual.copies.page import Stamp, stamp_html
from manual.days import spell_day
from manual.markup.carry import join_blocks
from manual.markup.tables import fit_tables
from manual.numbers.clause import split_clause
from manual.numbers.definition import OF_GLOSSARY
from manual.pages.attached import AttachedFiles
from manual.provisions.clauses import find_clauses
from manual.provisions.definitions import terms_of
from manual.provisions.glossary import Linker
from manual.provisions.page import (
    Addresses,
    CitingStep,
    ProvisionView,
    RedlineAmendment,
    Settler,
    front_matter,
    wording_html,
)
from manual.seal.approvals import approval_of
from manual.seal.model import added_to
from manual.settings import NOBODY_READS
from manual.tree.model import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from manual.amendments.model import Change, Edition, Record
    from manual.contacts.model import Card
    from manual.markup.notes import Note
    from manual.model import Manual
    from manual.numbers.number import Number
    from manual.provisions.glossary import Glossary
    from manual.provisions.model import Section, Wording
    from manual.seal.chain import Line


class Context:
    """The manual on a day, with what pages show of it, each worked out once."""

    def __init__(self, manual: Manual, today: date) -> None:
        self.manual = manual
        self.today = today
        self.settings = manual.site.settings
        self.numbering = manual.numbering
        self.attached = AttachedFiles(self)
        self.present = manual.history.at(today)
        """The wordings in force on the day, in order of number."""
        self.glossary = self._glossary_in(self.present)
        """The glossary as it stands on the day."""
        self.linker = Linker(self.glossary)
        self.shown: dict[Number, tuple[ProvisionView, ...]] = {}
        """The provisions of each section as pages show them, once a page has asked for them."""

    # Addresses

    @cached_property
    def addresses(self) -> Addresses:
        """Where every page that has a source, and every section, is served."""
        chapters = self.manual.chapters
        sections = [section for chapter in chapters for section in chapter.sections]
        own = [*(c.path for c in chapters), *(s.path for s in sections)]
        pages = {
            path: address_of(path)
            for path in (*own, *self.manual.plain, CURRENT_PATH, FORMS_PATH, GLOSSARY_PATH)
        }
        return Addresses(
            pages,
            {section.number: pages[section.path] for section in sections},
            files=self.attached.now,
            site=self.manual.site.url,
            far=self.attached.far,
            numbering=self.numbering,
        )

    @cached_property
    def section_paths(self) -> Mapping[Number, str]:
        """The source of each section, and of the glossary, relative to `docs/`."""
        chapters = self.manual.chapters
        own = {s.number: s.path for chapter in chapters for s in chapter.sections}
        return {**own, OF_GLOSSARY: GLOSSARY_PATH}

    def address_of_number(self, number: str) -> str | None:
        """The deep link to a section, a provision or a sub-paragraph, from the site's root.

        None where there is no such section, or where `number` is not one. A sub-paragraph that is
        not there leads to its provision.
        """
        named, clause = split_clause(number)
        parsed = self.numbering.read(named)
        if parsed is None or parsed.of_section not in self.addresses.sections:
            return None
        if clause and clause in self.clauses(parsed):
            return f"{self.addresses.of(parsed)}{clause}"
        return self.addresses.sections[parsed] if parsed.is_section else self.addresses.of(parsed)

    def settler(self, path: str) -> Settler:
        """What turns placeholders into links for the page at `path`."""
        return Settler(
            address_of(path),
            path,
            self.addresses,
            self.address_of_number,
            self.contact_in_text,
            self.settings.place.dialled,
        )

    def clauses(self, number: Number) -> tuple[str, ...]:
        """The marks of the sub-paragraphs that a provision has today: `(b)(ii)`."""
        wording = self.present.get(number)
        return self.clauses_in(wording) if wording else ()

    def clauses_in(self, wording: Wording) -> tuple[str, ...]:
        """The marks of the sub-paragraphs of a wording."""
        return find_clauses(self.wording_html(wording.text))

    # The present text

    @cached_property
    def edition(self) -> Edition:
        """The edition in force; before the first, that one."""
        return self.manual.history.edition_at(self.today) or self.manual.history.editions()[0]

    @cached_property
    def edition_words(self) -> str:
        """The edition in a phrase: `Edition in force from …`, or `Draft dated …`."""
        return edition_words(self.edition)

    @cached_property
    def proof(self) -> str:
        """The proof of the newest sealing; empty where there is none, or something is not sealed.

        What is not sealed is in no line of the chain, so no proof is of it.
        """
        manual = self.manual
        if manual.chain is None or manual.seal is None:
            return ""
        sealed = manual.seal.records
        is_sealed = all(record.number in sealed for record in manual.history.records)
        return manual.chain.last.proof if is_sealed else ""

    def sealing_of(self, record: Record) -> Line | None:
        """The sealing with which a record was first sealed and in force; None before that."""
        chain = self.manual.chain
        if chain is None or not self.proof or record.in_force > self.today:
            return None
        in_force = (record.in_force.isoformat(), record.number)
        later = (line for line in chain.lines if line.mark >= in_force)
        return next(later, chain.last)

    @cached_property
    def example(self) -> str:
        """A number as readers may search for: the third of the first section, or else its last.

        Empty where there is no paragraph yet.
        """
        numbers = [
            number for number in self.present if not (number.is_section or number.is_definition)
        ]
        first = [number for number in numbers if number.of_section == numbers[0].of_section]
        return str(first[:3][-1]) if first else ""

    @cached_property
    def status(self) -> str:
        """Whether the manual is adopted or a draft, in a sentence or two."""
        settings = self.settings
        if settings.status == "adopted" and settings.adopted_on:
            return f"Adopted by {settings.adopted_by} on {spell_day(settings.adopted_on)}."
        return "Draft for adoption. Not an official publication."

    def title(self, section: Section) -> str:
        """The section's title on the day; before its first edition, that of its file."""
        wording = self.present.get(section.number)
        return wording.heading if wording else section.title

    @cached_property
    def timelines(self) -> Mapping[Number, Timeline]:
        """The history of each section, by the section's number."""
        return timelines(self.manual.history, self.addresses.sections)

    @cached_property
    def definitions(self) -> Timeline:
        """The history of the glossary's definitions."""
        return timelines(self.manual.history, [OF_GLOSSARY])[OF_GLOSSARY]

    def _glossary_in(self, wordings: Mapping[Number, Wording]) -> Glossary:
        """The glossary with the definitions among `wordings`; as its file is where none stands."""
        glossary = self.manual.glossary
        return replace(glossary, terms=terms_of(wordings, glossary)) if wordings else glossary

    def words_of(self, day: date) -> Glossary:
        """The glossary with those definitions that stood on a day, and do not stand so any more."""
        known = {(term.id, term.names, term.explanation) for term in self.glossary.terms}
        past = terms_of(self.definitions.at(day), self.manual.glossary)
        changed = [term for term in past if (term.id, term.names, term.explanation) not in known]
        return replace(self.manual.glossary, terms=tuple(changed))

    def dates(self, section: Number, until: date) -> tuple[date, ...]:
        """The days up to one on which a section's wording changed, or a file that it names."""
        days = {day for day in self.attached.days(section) if day <= until}
        return tuple(sorted(days.union(self.timelines[section].dates(until))))

    def folder_of(self, number: Number) -> str:
        """The folder in `docs/` of a provision's section, at which its links begin."""
        return posixpath.dirname(self.section_paths.get(number.of_section, ""))

    def by(self, changes: Sequence[Change]) -> tuple[RedlineAmendment, ...]:
        """The amendments that made the `changes`, in order, each once."""
        records = {change.record.number: change.record for change in changes}
        return tuple(
            RedlineAmendment(number, amendment_address(number), standing(record, self.today))
            for number, record in records.items()
        )

    @cached_property
    def notes(self) -> Mapping[Number, tuple[Note, ...]]:
        """The editor's notes beside each provision that has some."""
        return {
            provision.number: provision.notes
            for chapter in self.manual.chapters
            for section in chapter.sections
            for provision in section.provisions
            if provision.notes
        }

    def wording_html(self, text: str) -> Markup:
        """A wording as HTML that suits every page once it is settled."""
        return wording_html(text, self.numbering)

    def since(self, number: Number) -> Change | None:
        """The change that gave a provision its present wording; None where it has none."""
        changes = self.timelines[number.of_section].changes(None, self.today).get(number)
        return changes[-1] if changes else None

    @cached_property
    def citing(self) -> Mapping[str, list[CitingStep]]:
        """The steps of flowcharts that cite each provision, or a part of it, by its number."""
        citing: dict[str, list[CitingStep]] = defaultdict(list)
        for loaded in self.manual.trees:
            for name, step in loaded.tree.steps.items():
                title = step.ask if isinstance(step, Question) else step.title
                for number in dict.fromkeys(split_clause(text)[0] for text in step.see):
                    citing[number].append(
                        CitingStep(title, f"{flowchart_address(loaded.name)}#{name}")
                    )
        return citing

    def approval_sealed(self, record: Record) -> date | None:
        """The day on which a record's approval was first sealed; None where that is not known."""
        sealed = self.manual.seal.contents.get(record.number) if self.manual.seal else None
        if sealed is None or not record.front.approved_by or not sealed.approval_sealed:
            return None
        is_same = approval_of(sealed) == approval_of(replace(sealed, added=added_to(record)))
        return date.fromisoformat(sealed.approval_sealed) if is_same else None

    # Contacts

    @cached_property
    def contacts_digest(self) -> str:
        """The digest of what readers act on of the contacts."""
        return digest(self.manual.contacts)

    @cached_property
    def contacts_since(self) -> date:
        """The day of the last change of what readers act on; today, where it is not sealed yet."""
        sealed = self.manual.seal.list_of_contacts if self.manual.seal else None
        if sealed is None or sealed.digest != self.contacts_digest:
            return self.today
        return date.fromisoformat(sealed.since)

    def cards(self, name: str) -> tuple[Card, ...]:
        """The contacts that `name`, `front-door` or `east-sussex/front-door`, names."""
        days = self.settings.contact_overdue_days
        place = self.settings.place
        return contacts_page.cards(self.manual.contacts, name, self.today, days, place)

    def contact_in_text(self, name: str) -> Markup:
        """A contact named in running text, as HTML."""
        return contacts_page.in_text(self.cards(name))

    def contact_by_name(self, here: str) -> Callable[[str], Markup]:
        """A function that gives a contact as HTML by its name alone, for the page at `here`.

        In a text of an earlier day, today's number would mislead.
        """
        link = link_to(here, CONTACTS_ADDRESS)

        def name_contact(name: str) -> Markup:
            names = dict.fromkeys(card.contact.name for card in self.cards(name))
            return Markup('<a href="{}">{}</a>').format(link, ", ".join(names))

        return name_contact

    def front_doors(self) -> list[Card]:
        """Of the contacts that every area has, the first that can be reached: one for each area.

        An area may have more that every area has. None of them is to be called first.
        """
        contacts = self.manual.contacts
        common = [name for name in contacts.names() if "/" not in name]
        each = [self.cards(name) for name in common if name not in contacts.everywhere]
        return next((cards for cards in map(_reachable, each) if cards), [])

    def urgent(self) -> list[Card]:
        """Who to call first: the contacts for emergencies, then the front doors."""
        everywhere = [card for name in self.manual.contacts.everywhere for card in self.cards(name)]
        emergency = [card for card in everywhere if card.contact.is_emergency]
        return [*emergency, *self.front_doors()]

    def who_to_call(self) -> Markup:
        """Who to call, as HTML for the foot of every page."""
        return contacts_page.footer(
            self.manual.contacts,
            self.urgent(),
            self.today,
            self.settings.words.other_areas,
            self.settings.place,
        )

    # What every page carries

    @property
    def unread(self) -> str:
        """What stands beside each link by which a mistake is reported; empty where it is read."""
        return "" if self.settings.reports_are_read else NOBODY_READS

    def report_address(self, what: str, *, is_one_of_many: bool = False) -> str:
        """Where to report a mistake in `what`: the address of a form, or a mail that names it.

        One of many on its page says beside it alone that nobody reads reports.
        """
        to = self.settings.report_to
        if not to.startswith("mailto:"):
            return to
        subject = f"Mistake: {what}"
        unread = "" if is_one_of_many else self.unread
        unread = f"{unread[0].upper()}{unread[1:]}.\n\n" if unread else ""
        body = f"{unread}What is wrong:\n\n\n{self.settings.words.report}\n"
        return f"{to}?subject={quote(subject)}&body={quote(body)}"

    def copy_label(
        self, subject: str = WHOLE, amendments: tuple[str, str] | None = None
    ) -> CopyLabel:
        """The label of a copy of the present edition.

        `subject` is a section's or a chapter's number, or `WHOLE` for what has none. `amendments`
        is what `tell_amendments` says.
        """
        words = f"{self.edition_words} (edition {self.edition.id})."
        return CopyLabel(subject, self.edition.id, words, amendments)

    def page(
        self, path: str, title: str, body: str, label: CopyLabel | None = None, **front: Any
    ) -> str:
        """The page at `path`, as Markdown with front matter, headed by its stamp.

        `body` is Markdown, or HTML as `Markup`. `label` says what a copy of the page is of; None if
        only the manual's edition can be compared. `front` are more keys for the front matter.
        """
        label = label or self.copy_label()
        url, back = self.manual.site.url, label.back or address_of(path)
        stamp = Stamp(title, label, self.status, url, back, self.proof)
        head = front_matter({"title": title, **front})
        return f"{head}\n\n{fit_tables(join_blocks([stamp_html(stamp), body]))}\n"


def _reachable(cards: Sequence[Card]) -> list[Card]:
    return [card for card in cards if card.contact.is_reachable]
