"""The manual in, its pages and files out: the one place where the subjects meet on a page."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from manual.address import address_of, relative
from manual.amendments import page as amendments_page
from manual.amendments.redline import redline
from manual.contacts import page as contacts_page
from manual.copies.page import Stamp, stamp_html
from manual.days import spell_day, spell_weekday
from manual.problem import Problem, ProblemsError, Where, suggest
from manual.provisions.glossary import PATH as GLOSSARY
from manual.provisions.glossary import Linker, glossary_page
from manual.provisions.mention import link_mentions
from manual.provisions.number import parse_number
from manual.provisions.page import (
    Addresses,
    AmendedBy,
    Citing,
    Entry,
    Settler,
    Shown,
    contents,
    front_matter,
    section_page,
    wording_html,
)
from manual.template import fill
from manual.tree import page as tree_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from manual.amendments.model import Change, Edition, Record
    from manual.model import Manual
    from manual.provisions.model import Chapter, Note, Section, Wording
    from manual.provisions.number import Number
    from manual.tree.load import LoadedTree

Nav = list[dict[str, Any]]


@dataclass(frozen=True)
class Pages:
    """What is published."""

    pages: Mapping[str, str]
    """Markdown by path relative to `docs/`, with front matter that names its page's stamp."""
    files: Mapping[str, str]
    """Other files by path relative to the site's root."""
    nav: Nav
    """Titles and paths, as `mkdocs.yml` would have them."""
    chrome: Mapping[str, Any]
    """What the frame around every page shows: status, edition, contacts, where reports go."""


def make_pages(manual: Manual, texts: Mapping[str, str], today: date) -> Pages:
    """Every page and file of the manual as it stands on `today`.

    `texts` gives the flowchart's template. Raises `ProblemsError` for a page that asks for what
    there is not.
    """
    return _Maker(manual, texts, today).make()


class _Maker:
    def __init__(self, manual: Manual, texts: Mapping[str, str], today: date) -> None:
        self.manual = manual
        self.texts = texts
        self.today = today
        self.settings = manual.site.settings
        self.present = manual.history.at(today)
        self.linker = Linker(manual.glossary)
        self.problems: list[Problem] = []

    def make(self) -> Pages:
        pages: dict[str, str] = {}
        for chapter in self.manual.chapters:
            pages[chapter.path] = self._chapter_page(chapter)
            for section in chapter.sections:
                pages[section.path] = self._section_page(chapter, section)
        for tree in self.manual.trees:
            pages[f"flowchart/{tree.name}.md"] = self._tree_page(tree)
        pages["flowchart/index.md"] = self._trees_page()
        for record in self.manual.history.records:
            pages[f"amendments/{record.number}.md"] = self._amendment_page(record)
        pages["amendments/index.md"] = self._register_page()
        if self.manual.glossary.terms:
            pages[GLOSSARY] = self._page(GLOSSARY, "Glossary", glossary_page(self.manual.glossary))
        for path in self.manual.plain:
            pages[path] = self._plain_page(path)
        if self.problems:
            raise ProblemsError(self.problems)
        return Pages(pages, self._files(), self._nav(), self._chrome())

    # What every page shares

    @cached_property
    def addresses(self) -> Addresses:
        chapters = self.manual.chapters
        sections = [section for chapter in chapters for section in chapter.sections]
        paths = [*(c.path for c in chapters), *(s.path for s in sections), *self.manual.plain, GLOSSARY]
        pages = {path: address_of(path) for path in paths}
        return Addresses(pages, {section.number: pages[section.path] for section in sections})

    @cached_property
    def edition(self) -> Edition:
        edition = self.manual.history.edition_at(self.today)
        return edition or self.manual.history.editions()[0]

    @cached_property
    def edition_words(self) -> str:
        return amendments_page.edition_words(self.edition)

    @cached_property
    def status(self) -> str:
        settings = self.settings
        if settings.status == "adopted" and settings.adopted_on:
            return f"Adopted by {settings.adopted_by} on {spell_day(settings.adopted_on)}."
        return "Draft for adoption. Not an official publication."

    def _page(self, path: str, title: str, body: str, **front: Any) -> str:
        """A page of Markdown with its front matter and its stamp."""
        address = address_of(path)
        stamp = Stamp(
            title or self.manual.site.name,
            self.edition.id,
            self.edition_words,
            self.status,
            spell_weekday(self.today),
            f"{self.manual.site.url}{address}",
        )
        head = front_matter({"title": title, **front})
        return f"{head}\n\n{body.strip()}\n\n{stamp_html(stamp).strip()}\n"

    def _settler(self, path: str) -> Settler:
        return Settler(address_of(path), path, self.addresses, self._address_of, self._contact)

    def _address_of(self, number: str) -> str | None:
        parsed = parse_number(number)
        if parsed is None or parsed.of_section not in self.addresses.sections:
            return None
        if parsed.is_section:
            return self.addresses.sections[parsed]
        return self.addresses.of(parsed)

    def _contact(self, name: str) -> Markup:
        days = self.settings.contact_overdue_days
        return contacts_page.in_text(self.manual.contacts, name, self.today, days)

    def _report(self, what: str) -> str:
        """Where a report of a mistake goes, with the citation filled in."""
        to = self.settings.report_to
        if not to.startswith("mailto:"):
            return to
        body = f"I think there is a mistake in {what}.\n\nWhat is wrong:\n\nDo not write anything about a child here.\n"
        return f"{to}?subject={quote(f'Mistake: {what}')}&body={quote(body)}"

    # Sections and chapters

    def _cite_as(self, chapter: Chapter, number: Number) -> str:
        kind = "section" if number.is_section else "paragraph"
        return f"{chapter.title}, {kind} {number}, edition of {spell_day(self.edition.date)}"

    def _title(self, section: Section) -> str:
        """The section's present title."""
        wording = self.present.get(section.number)
        return wording.heading if wording else section.provisions[0].wording.heading

    @cached_property
    def _changes(self) -> Mapping[Number, list[tuple[Record, Change]]]:
        """What has been done to each provision by now, by the number it bears afterwards."""
        changes: dict[Number, list[tuple[Record, Change]]] = defaultdict(list)
        for record, made in zip(self.manual.history.records, self.manual.history.changes, strict=True):
            for change in made if record.in_force <= self.today else ():
                changes[change.now or change.number].append((record, change))
        return changes

    @cached_property
    def _citing(self) -> Mapping[str, list[Citing]]:
        citing: dict[str, list[Citing]] = defaultdict(list)
        for loaded in self.manual.trees:
            for name, step in loaded.tree.steps.items():
                title = step.ask if hasattr(step, "ask") else step.title
                for number in dict.fromkeys(step.see):
                    address = f"{tree_page.tree_address(loaded.name)}#{name}"
                    citing[number].append(Citing(title, address))
        return citing

    def _section_page(self, chapter: Chapter, section: Section) -> str:
        numbers = [number for number in self.present if number.of_section == section.number]
        touching = [
            record
            for record, changes in zip(
                self.manual.history.records, self.manual.history.changes, strict=True
            )
            if record.in_force <= self.today
            and any((c.now or c.number).of_section == section.number for c in changes)
        ]
        newest = [record for record in touching if record.in_force == touching[-1].in_force]
        if touching and touching[0] in newest:
            newest = [] if touching[0].front.restated or touching[0].number == 1 else newest
        notes = {provision.number: provision.notes for provision in section.provisions}
        shown = tuple(
            self._show(chapter, number, self.present[number], notes.get(number, ()), newest)
            for number in numbers
        )
        title = self._title(section)
        about = {
            "title": title,
            "chapter_number": chapter.number,
            "chapter_title": chapter.title,
            "chapter_address": address_of(chapter.path),
            "edition_words": self.edition_words,
            "reviewed": section.reviewed,
            "review_by": section.review_by,
            "overdue": section.review_by < self.today,
            "changed": [
                {
                    "number": record.number,
                    "title": record.front.title,
                    "address": amendments_page.amendment_address(record.number),
                }
                for record in newest
            ],
            "changed_on": newest[0].in_force if newest else None,
            "before_restated": bool(newest)
            and any(record.front.restated for record in touching if record not in newest),
            "before_date": touching[0].in_force if touching else None,
        }
        body = section_page(shown, self._settler(section.path), self.linker, about=about)
        cite_as = self._cite_as(chapter, section.number)
        return self._page(
            section.path,
            f"{section.number} {title}",
            body,
            number=str(section.number),
            amendments="hidden",
            report=self._report(cite_as),
        )

    def _show(
        self,
        chapter: Chapter,
        number: Number,
        wording: Wording,
        notes: tuple[Note, ...],
        newest: list[Record],
    ) -> Shown:
        html = wording_html(wording.text)
        made = self._changes.get(number, [])
        recent = [(record, change) for record, change in made if record in newest]
        marks = [(record, change) for record, change in made if record.front.kind == "substantive"]
        amended = self._mark(*marks[-1]) if len(marks) > 1 or (marks and marks[-1][0] in newest) else None
        cite_as = self._cite_as(chapter, number)
        return Shown(
            number,
            wording.heading,
            html,
            redline=self._redline([change for _, change in recent]) if recent else None,
            notes=notes,
            amended=amended,
            citing=tuple(self._citing.get(str(number), ())),
            cite_as=cite_as,
            report=self._report(cite_as),
        )

    def _mark(self, record: Record, change: Change) -> AmendedBy:
        return AmendedBy(
            record.number,
            record.front.title,
            amendments_page.amendment_address(record.number),
            change.kind.capitalize(),
            amendments_page.standing(record, self.today),
        )

    def _redline(self, changes: list[Change]) -> Markup:
        """What several changes to one provision, in order, have made of its wording."""
        first = changes[0]
        before = wording_html(first.before.text) if first.before else ""
        steps = tuple(
            (change.record.number, str(wording_html(change.after.text)) if change.after else "")
            for change in changes
        )
        return redline(str(before), steps)

    def _chapter_page(self, chapter: Chapter) -> str:
        newest = max((r for r in self.manual.history.records if r.in_force <= self.today), key=lambda r: r.order)
        entries = [self._entry(section, newest.in_force) for section in chapter.sections]
        settler = self._settler(chapter.path)
        introduction = settler.settle(wording_html(chapter.introduction))
        body = fill(
            "provisions/chapter.html",
            chapter=chapter,
            introduction=introduction,
            contents=contents(entries, settler.here),
            edition_words=self.edition_words,
            trees=[
                (loaded.tree.title, relative(settler.here, tree_page.tree_address(loaded.name)))
                for loaded in self.manual.trees
            ],
        )
        title = f"{chapter.number} {chapter.title}"
        return self._page(chapter.path, title, body, number=str(chapter.number), report=self._report(chapter.title))

    def _entry(self, section: Section, day: date) -> Entry:
        kinds = {
            (change.kind, change.number.is_section)
            for record, changes in zip(self.manual.history.records, self.manual.history.changes, strict=True)
            if record.in_force == day and record.front.kind == "substantive"
            for change in changes
            if (change.now or change.number).of_section == section.number
        }
        mark = "New" if ("inserted", True) in kinds else "Updated" if kinds else ""
        note = "Review overdue" if section.review_by < self.today else ""
        return Entry(section.number, self._title(section), self.addresses.sections[section.number], mark, note)

    # Amendments

    def _links_to_amendments(self, here: str) -> list[str]:
        return [
            relative(here, amendments_page.amendment_address(record.number))
            for record in self.manual.history.records
        ]

    def _register_page(self) -> str:
        records = self.manual.history.records
        html = amendments_page.register_page(records, self._links_to_amendments("amendments/"), self.today)
        introduction = (
            "# Amendments\n\nEvery change of wording is recorded here, the newest first: "
            "what changed, when, why, and what to do differently."
        )
        return self._page("amendments/index.md", "Amendments", f"{introduction}\n\n{html}")

    def _amendment_page(self, record: Record) -> str:
        path = f"amendments/{record.number}.md"
        settler = self._settler(path)
        by_section: dict[Number, list[Change]] = defaultdict(list)
        for change in self.manual.history.changes_by(record):
            by_section[(change.now or change.number).of_section].append(change)
        sections = []
        for number, changes in sorted(by_section.items()):
            shown = [
                amendments_page.ShownChange(
                    change,
                    relative(settler.here, self.addresses.of(change.now or change.number)),
                    settler.settle(self._redline([change])),
                    (change.after or change.before).heading.lstrip("# ") if change.after or change.before else "",  # type: ignore[union-attr]
                )
                for change in changes
            ]
            link = relative(settler.here, self.addresses.sections[number])
            title = self.present[number].heading if number in self.present else ""
            sections.append(amendments_page.ShownSection(number, title, link, tuple(shown)))
        html = amendments_page.amendment_page(record, sections, self.today)
        title = f"Amendment {record.number}: {record.front.title}"
        return self._page(path, title, html, report=self._report(title))

    # The flowchart

    def _tree_page(self, loaded: LoadedTree) -> str:
        path = f"flowchart/{loaded.name}.md"
        settler = self._settler(path)
        titles = {section.number: self._title(section) for chapter in self.manual.chapters for section in chapter.sections}

        def cite(number: str) -> tree_page.Citation:
            parsed = parse_number(number)
            assert parsed  # noqa: S101 - a tree that cites what does not exist is a problem
            return tree_page.Citation(
                number, relative(settler.here, self.addresses.of(parsed)), titles[parsed.of_section]
            )

        days = self.settings.contact_overdue_days
        html = tree_page.tree_page(
            loaded,
            self.texts.get(tree_page.TEMPLATE, ""),
            render=lambda text: settler.settle(wording_html(text)),
            cite=cite,
            contacts=lambda names: contacts_page.card_list(self.manual.contacts, names, self.today, days),
        )
        return self._page(
            path,
            loaded.tree.title,
            html,
            component="flowchart",
            hide=["navigation", "toc"],
            report=self._report(f"the flowchart “{loaded.tree.title}”"),
        )

    def _trees_page(self) -> str:
        lines = [
            f'- [{loaded.tree.title}]({loaded.name}.md)' for loaded in self.manual.trees
        ]
        return self._page("flowchart/index.md", "Flowcharts", "# Flowcharts\n\n" + "\n".join(lines))

    # Pages that are no sections

    def _plain_page(self, path: str) -> str:
        document = self.manual.plain[path]
        settler = self._settler(path)
        text = link_mentions(
            document.body,
            lambda number, words: str(settler.settle(f'<a href="ref:{number}">{words}</a>')),
            lambda name: str(self._contact(name)),
        )
        blocks = self._blocks(settler.here)

        def fill_block(match: re.Match[str]) -> str:
            name = match[1]
            if name in blocks:
                return blocks[name]()
            line = document.body_line + text.count("\n", 0, match.start())
            hint = suggest(name, blocks, otherwise=f"known are {', '.join(blocks)}")
            self.problems.append(Problem(Where(document.path, line), f"nothing is called {{{name}}}", hint))
            return ""

        body = re.sub(r"^\{([a-z-]+)\}[ \t]*$", fill_block, text, flags=re.MULTILINE)
        title = str(document.front.value.get("title") or "")
        front: dict[str, Any] = {"hide": ["navigation", "toc"]} if path == "index.md" else {}
        return self._page(path, title, body, **front, report=self._report(f"the page “{title}”"))

    def _blocks(self, here: str) -> Mapping[str, Callable[[], str]]:
        """What a name in braces, on a line of its own, stands for."""
        return {
            "contacts": partial(
                contacts_page.contacts_block, self.manual.contacts, self.today, self.settings.contact_overdue_days
            ),
            "status": lambda: f"**{self.status}** {self.edition_words} (edition {self.edition.id}).",
            "publisher": lambda: self.settings.publisher,
            "points-to-confirm": partial(self._points, here),
            "search": lambda: fill("home/search.html"),
            "ways-in": partial(self._ways_in, here),
            "whom-to-ring": self._whom_to_ring,
            "newest-amendments": lambda: amendments_page.newest_block(
                self.manual.history.records, self._links_to_amendments(here), self.today
            ),
        }

    def _points(self, here: str) -> str:
        notes = [
            (provision.number, note)
            for chapter in self.manual.chapters
            for section in chapter.sections
            for provision in section.provisions
            for note in provision.notes
        ]
        settler = self._settler("about.md")
        points = [
            (number, relative(here, self.addresses.of(number)), settler.settle(wording_html(note.text)))
            for number, note in notes
        ]
        return fill("provisions/points.html", points=points)

    def _ways_in(self, here: str) -> str:
        return fill(
            "home/ways-in.html",
            trees=[
                (loaded.tree.title, relative(here, tree_page.tree_address(loaded.name)))
                for loaded in self.manual.trees
            ],
            chapters=[
                (chapter, relative(here, address_of(chapter.path)), len(chapter.sections))
                for chapter in self.manual.chapters
            ],
            contacts=relative(here, "contacts/"),
        )

    def _whom_to_ring(self) -> str:
        contacts, days = self.manual.contacts, self.settings.contact_overdue_days
        first = [name for name in contacts.everywhere][:1]
        common = [name for name in contacts.names() if "/" not in name and name not in contacts.everywhere]
        shown = [c for name in [*first, *common] for c in contacts_page.cards(contacts, name, self.today, days) if c.contact.phone]
        return fill("home/whom-to-ring.html", cards=shown)

    # The rest

    def _files(self) -> Mapping[str, str]:
        files = {}
        contacts = self.manual.contacts
        for name, contact in contacts.everywhere.items():
            if contact.phone:
                files[f"contacts/everywhere/{name}.vcf"] = contacts_page.vcard(contact, None)
        for id_, area in contacts.areas.items():
            for name, contact in area.contacts.items():
                if contact.phone:
                    files[f"contacts/{id_}/{name}.vcf"] = contacts_page.vcard(contact, area.name)
        return files

    def _nav(self) -> Nav:
        chapters: Nav = [
            {f"{chapter.number} {chapter.title}": [chapter.path, *(section.path for section in chapter.sections)]}
            for chapter in self.manual.chapters
        ]
        trees: Nav = [{loaded.tree.title: f"flowchart/{loaded.name}.md"} for loaded in self.manual.trees]
        rest: Nav = [{"Contacts": "contacts.md"}, {"Amendments": "amendments/index.md"}]
        known = {"index.md", "contacts.md", "about.md"}
        rest += [{"Glossary": GLOSSARY}] if self.manual.glossary.terms else []
        rest += [{str(d.front.value.get("title") or p): p} for p, d in self.manual.plain.items() if p not in known]
        return [{"Home": "index.md"}, *trees, *chapters, *rest, {"About": "about.md"}]

    def _chrome(self) -> Mapping[str, Any]:
        contacts, days = self.manual.contacts, self.settings.contact_overdue_days
        common = [name for name in contacts.names() if "/" not in name and name not in contacts.everywhere]
        return {
            "status": self.status,
            "edition": self.edition.id,
            "edition_words": self.edition_words,
            "report": self._report(self.manual.site.name),
            "front_doors": [
                card
                for name in common
                for card in contacts_page.cards(contacts, name, self.today, days)
                if card.contact.phone
            ],
            "emergency": next(iter(contacts.everywhere.values()), None),
        }
