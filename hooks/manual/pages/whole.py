"""The whole manual, and each chapter, as one page for paper: `/print/`, `/print/CHAPTER/`.

A link stays within the document if its target is there. Ids begin with `print-`: only the present
page of a section has the number itself as an id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from manual.address import (
    CONTACTS_PATH,
    FLOWCHARTS_PATH,
    GLOSSARY_PATH,
    REGISTER_PATH,
    WHOLE_PATH,
    address_of,
    paper_path,
)
from manual.amendments.page import approval_words, standing
from manual.contacts.page import card_list
from manual.copies.model import WHOLE
from manual.markup.footnotes import Footnotes
from manual.markup.render import render, unwrap
from manual.markup.template import fill
from manual.numbers.clause import split_clause
from manual.pages.section import show_section
from manual.provisions.clauses import mark_wording
from manual.provisions.terms import explain
from manual.tree.page import LARGEST_PICTURE, proofs
from manual.tree.picture import draw
from manual.tree.spell import headings, kind_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from manual.amendments.model import Change, Record
    from manual.numbers.number import Number
    from manual.pages.context import Context
    from manual.provisions.model import Chapter, Section
    from manual.provisions.page import ProvisionView, Settler
    from manual.tree.load import LoadedTree
    from manual.tree.model import Tree
    from manual.tree.page import Proof

_PARTS = {CONTACTS_PATH: "contacts", GLOSSARY_PATH: "glossary"}
"""The pages that are parts of the whole manual, with the ids of those parts."""


@dataclass(frozen=True)
class PrintedSection:
    """A section as the document has it."""

    section: Section
    title: str
    shown: tuple[ProvisionView, ...]
    settler: Settler
    """Of its own texts."""


def whole_documents(context: Context) -> Iterator[tuple[str, PaperDocument]]:
    """The whole manual and each chapter as a document, with the path of its page."""
    chapters = context.manual.chapters
    yield (
        WHOLE_PATH,
        PaperDocument(context, WHOLE_PATH, context.manual.site.name, chapters, whole=True),
    )
    for chapter in chapters:
        path = paper_path(chapter.path)
        title = f"{chapter.number} {chapter.title}"
        yield path, PaperDocument(context, path, title, (chapter,), whole=False)


@dataclass(frozen=True)
class PrintedTree:
    """A flowchart as the document has it."""

    tree: Tree
    prefix: str
    """What the ids of its steps begin with here."""
    picture: Markup | None
    """None where the tree is too large for one."""
    proved: tuple[Proof, ...]
    headings: Mapping[str, str]
    """Of the parts of an outcome, and of its contacts."""
    words: Mapping[str, str]
    """What each outcome is called ahead of its title."""


class PaperDocument:
    """Some chapters as one page; with `whole`, also everything else that the manual has."""

    def __init__(
        self,
        context: Context,
        path: str,
        title: str,
        chapters: Sequence[Chapter],
        *,
        whole: bool,
    ) -> None:
        self.context = context
        self.path = path
        self.title = title
        self.chapters = chapters
        self.whole = whole
        self.here = address_of(path)

    @cached_property
    def settler(self) -> Settler:
        """Makes links that stay within the document if their target is there."""
        context = self.context
        own_sections = {s.number: s for chapter in self.chapters for s in chapter.sections}
        own = {
            section.path: f"{self.here}#print-{number.id}"
            for number, section in own_sections.items()
        }
        for chapter in self.chapters:
            own[chapter.path] = f"{self.here}#print-chapter-{chapter.number}"
        if self.whole:
            own |= {path: f"{self.here}#print-{part}" for path, part in _PARTS.items()}
        addresses = context.addresses
        held_too = replace(addresses, pages={**addresses.pages, **own})

        def address(text: str) -> str | None:
            named, clause = split_clause(text)
            number = context.numbering.read(named)
            if number and number.of_section in own_sections:
                there = clause if clause and clause in context.clauses(number) else ""
                return f"{self.here}#print-{number.id}{there}"
            return context.address_of_number(text)

        settler = context.settler(self.path)
        return replace(settler, addresses=held_too, address_of=address)

    def _marked(self) -> Callable[[ProvisionView], Markup]:
        """A function that gives a wording with its addresses, and footnotes numbered by section."""
        notes: dict[Number, Footnotes] = defaultdict(lambda: Footnotes("print-"))

        def mark(one: ProvisionView) -> Markup:
            marked = mark_wording(one.html or "", one.number, "print-")
            return notes[one.number.of_section].link(marked, one.number.id)

        return mark

    def page(self) -> str:
        """The document as a page."""
        context = self.context
        body = fill(
            "pages/whole.html",
            title=self.title,
            site=context.manual.site,
            status=context.status,
            edition=f"{context.edition_words} (edition {context.edition.id}).",
            chapters=[
                (chapter, self._introduction(chapter), self._sections(chapter))
                for chapter in self.chapters
            ],
            trees=self._trees(),
            contacts=self._contacts(),
            cite=self._cite,
            marked=self._marked(),
            terms=context.glossary.terms if self.whole else (),
            glossary=self._glossary(),
            records=self._records(),
            of_trees=self.settler.of(FLOWCHARTS_PATH),
            of_records=self.settler.of(REGISTER_PATH),
            explain=explain(self.settler),
            call=context.contact_in_text,
            heading=heading_html,
        )
        return context.page(
            self.path,
            f"{self.title}: the whole {'manual' if self.whole else 'chapter'}",
            body,
            context.copy_label(WHOLE if self.whole else str(self.chapters[0].number)),
            hide=["navigation", "toc"],
            robots="noindex",
            search={"exclude": True},
            styles=["flowchart/flowchart.css"] if self.whole else [],
            report=context.report_address(self.title),
        )

    # What it holds

    def _introduction(self, chapter: Chapter) -> Markup:
        return self.settler.of(chapter.path).html(chapter.introduction)

    def _sections(self, chapter: Chapter) -> list[PrintedSection]:
        context = self.context
        return [
            PrintedSection(
                section,
                context.title(section),
                show_section(context, chapter, section),
                self.settler.of(section.path),
            )
            for section in chapter.sections
        ]

    def _glossary(self) -> Markup:
        """The text before the terms, without the page's title."""
        words = re.sub(r"\A\s*# .*", "", self.context.manual.glossary.introduction)
        own = self.settler.of(GLOSSARY_PATH)
        return own.html(words) if self.whole else Markup()

    def _contacts(self) -> list[tuple[str, str, Markup]]:
        """The contacts everywhere, then area by area: a title, the partnership, and the cards."""
        contacts = self.context.manual.contacts
        if not self.whole:
            return []
        groups = [("All areas", "", list(contacts.everywhere))] if contacts.everywhere else []
        groups += [
            (area.name, area.partnership, [f"{id_}/{name}" for name in area.contacts])
            for id_, area in contacts.areas.items()
        ]
        return [(title, whose, self._cards(names)) for title, whose, names in groups]

    def _cards(self, names: list[str]) -> Markup:
        return card_list(
            [card for name in names for card in self.context.cards(name)], self.settler.link
        )

    def _trees(self) -> list[PrintedTree]:
        return [_print_tree(loaded) for loaded in self.context.manual.trees if self.whole]

    def _cite(self, number: str) -> Markup:
        return self.settler.settle(f'<a href="ref:{number}">{number}</a>')

    def _records(self) -> list[tuple[Record, str, str, str]]:
        """The amendments, the newest first: status, approval and the numbers that each changes."""
        context, history = self.context, self.context.manual.history
        if not self.whole:
            return []
        return [
            (
                record,
                standing(record, context.today),
                approval_words(record, context.approval_sealed(record)),
                numbers_of(changes),
            )
            for record, changes in reversed(list(history.steps()))
        ]


def _print_tree(loaded: LoadedTree) -> PrintedTree:
    """A flowchart, with a picture whose boxes lead to its steps in the document."""
    tree, prefix = loaded.tree, f"print-{loaded.name}-"
    picture = draw(tree) if len(tree.steps) <= LARGEST_PICTURE else None
    if picture is not None:
        picture = Markup(picture.replace(Markup('href="#'), Markup(f'href="#{prefix}')))  # noqa: S704 - made by the build
    words = {name: kind_words(tree, outcome) for name, outcome in tree.outcomes.items()}
    return PrintedTree(tree, prefix, picture, proofs(tree), headings(tree), words)


def heading_html(markdown: str) -> Markup:
    """Cross-headings (Markdown) as HTML, two levels lower than on the section's own page."""
    lines = [line.lstrip("# ") for line in markdown.splitlines() if line.strip()]
    return Markup("").join(Markup("<h4>{}</h4>").format(unwrap(render(line))) for line in lines)


def numbers_of(changes: Sequence[Change]) -> str:
    """What an amendment changes, in short: `2.1.1, 2.1.3; all of 2.4`."""
    sections = {c.number for c in changes if c.number.is_section and c.kind == "inserted"}
    alone = [str(c.number) for c in changes if c.number.of_section not in sections]
    return "; ".join(
        [*([", ".join(alone)] if alone else []), *(f"all of {n}" for n in sorted(sections))]
    )
