"""Sections and chapters as pages: Markdown headings with HTML blocks between them."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from markupsafe import Markup, escape

from manual.address import GLOSSARY_ADDRESS, GLOSSARY_PATH, RESERVED, address_of, link_to
from manual.markup.carry import join_blocks
from manual.markup.render import convert, render, replace_in_text, unwrap
from manual.markup.safe import OWN, as_page
from manual.markup.template import fill, macro
from manual.provisions.canonical import one_line
from manual.provisions.mention import link_mentions
from manual.provisions.number import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from manual.markup.render import Rendered
    from manual.provisions.glossary import Linker, Term
    from manual.provisions.model import Note
    from manual.provisions.number import Number


@dataclass(frozen=True)
class Addresses:
    """Where things are served; every address is relative to the site's root."""

    pages: Mapping[str, str]
    """Of each source path relative to `docs/`."""
    sections: Mapping[Number, str]
    """Of each section's own number."""
    glossary: str = GLOSSARY_ADDRESS
    files: frozenset[str] = frozenset()
    """The files in `docs/` that are no pages, by path from there."""

    def of(self, number: Number) -> str:
        """The deep link to a provision."""
        return f"{self.sections[number.of_section]}#{number}"


@dataclass(frozen=True)
class LastAmendment:
    """A mark beside a provision: which amendment changed it last."""

    amendment: int
    title: str
    address: str
    verb: str
    """`Inserted` or `Amended`."""
    since: str
    """`in force 1 March 2027`, or `draft dated 22 November 2026`."""


@dataclass(frozen=True)
class RedlineAmendment:
    """An amendment that made marks in a redline."""

    amendment: int
    address: str
    standing: str
    """`in force 1 March 2027`, or `draft dated 22 November 2026`."""


@dataclass(frozen=True)
class CitingStep:
    """A step of a flowchart that cites a provision."""

    title: str
    address: str


@dataclass(frozen=True)
class HistoryEntry:
    """A change in a provision's history."""

    amendment: int
    address: str
    words: str
    """`Amended, draft dated 22 November 2026`."""
    before: str | None
    """The page on which the wording before it can be read."""
    before_words: str = ""


@dataclass(frozen=True)
class PendingChange:
    """A change whose day has not come."""

    amendment: int
    address: str
    from_: str
    """The day, in words."""
    kind: str
    redline: Markup


@dataclass(frozen=True)
class Tombstone:
    """What became of a provision that no longer stands: its tombstone says so."""

    amendment: int
    address: str
    since: str
    now: str | None
    """Its number now, where it was renumbered."""


@dataclass(frozen=True)
class ProvisionView:
    """A provision as a page shows it."""

    number: Number
    heading: str
    """Markdown of the cross-headings above it; of a section's own provision, its title."""
    html: Markup | None
    """Its wording, with placeholders: see `wording_html`; None where none stands on the day."""
    redline: Markup | None = None
    """What the newest edition that touched the section changed in it, with placeholders."""
    by: tuple[RedlineAmendment, ...] = ()
    """The amendments that made its marks, where no line beside the provision says so."""
    inserted_by: int | None = None
    """The amendment that inserted it, where that is the whole change."""
    notes: tuple[Note, ...] = ()
    amended: LastAmendment | None = None
    gone: Tombstone | None = None
    coming: tuple[PendingChange, ...] = ()
    past: tuple[HistoryEntry, ...] = ()
    citing: tuple[CitingStep, ...] = ()
    cite_as: str = ""
    report: str = ""
    """Where a report of a mistake in it goes, with the citation filled in."""


@lru_cache(maxsize=8_192)
def convert_wording(text: str) -> Rendered:
    """A wording rendered so that it suits every page.

    References and contacts are links to `ref:2.3.2` and `contact:front-door`, which `settle`
    turns into what the page needs.
    """
    linked = link_mentions(
        text,
        lambda number, words: f"[{words}]({OWN}ref:{number})",
        lambda name: f"[{name}]({OWN}contact:{name})",
    )
    return convert(linked)


def wording_html(text: str) -> Markup:
    """The HTML of `convert_wording`."""
    return convert_wording(text).html


def line_html(text: str) -> Markup:
    """A sentence or two as HTML that suits every page, without a paragraph around it."""
    return unwrap(wording_html(one_line(text)))


_PLACEHOLDER = re.compile(r'<a href="(ref|contact):([^"]*)">(.*?)</a>', re.DOTALL)
_SOURCE_LINK = re.compile(r'(<a|<img alt="[^"]*") (href|src)="([^":#?]*)([#?][^"]*)?"')
"""A link to a source or a file, as Markdown makes it: the build's own links begin otherwise."""


_SHORT_NUMBER = re.compile(
    r"(?<![\w.])(999|(?:(?<=\A)|(?<=on\s)|(?i:(?<=call\s)|(?<=ring\s)|(?<=dial\s)|(?<=phone\s)))101)"
    r"(?![\w.]*\w)"
)
_NOT_DIALLED = frozenset({"a", "code", "pre"})


def _dial(text: str) -> str:
    """`text` with 999 and 101, the numbers that texts may hold, made links that a phone dials."""
    return _SHORT_NUMBER.sub(r'<a class="tel" href="tel:\1">\1</a>', text)


@dataclass(frozen=True)
class Settler:
    """Turns placeholders into links, for the page at one address."""

    here: str
    """Address of the page."""
    path: str
    """Source path, relative to `docs/`, of the text that is settled: its links begin there."""
    addresses: Addresses
    address_of: Callable[[str], str | None]
    """The deep link to a number, or None where there is no such provision."""
    contact: Callable[[str], Markup]
    """A contact in running text."""

    def link(self, address: str) -> str:
        """The link from the page to an address, which may hold a fragment."""
        return link_to(self.here, address)

    def settle(self, html: str) -> Markup:
        """`html` with its placeholders made links."""
        linked = _PLACEHOLDER.sub(self._one, self.link_sources(html))
        return Markup(replace_in_text(linked, _dial, outside=_NOT_DIALLED))  # noqa: S704 - made of rendered HTML

    def link_sources(self, html: str) -> Markup:
        """`html` with its links to sources and files made links to where those are served."""
        return Markup(_SOURCE_LINK.sub(self._source, html))  # noqa: S704 - made of rendered HTML

    def of(self, path: str) -> Settler:
        """The settler of the same page for a text from the source at `path`."""
        return replace(self, path=path)

    def _one(self, match: re.Match[str]) -> str:
        kind, target, words = match.groups()
        if kind == "contact":
            return str(self.contact(target))
        address = self.address_of(target)
        if address is None:
            return words
        link = escape(self.link(address))
        return f'<a class="cite" data-cites="{target}" href="{link}">{words}</a>'

    def _source(self, match: re.Match[str]) -> str:
        start, name, link, rest = match.groups(default="")
        if link.startswith(("/", "\\")):
            return match[0]
        path = posixpath.join(posixpath.dirname(self.path), unquote(unescape(link)))
        address = self._served(posixpath.normpath(path) if link else self.path, rest)
        # An earlier wording may lead to what is gone since: its words stay.
        return f'{start} {name}="{escape(address)}"' if address else start

    def _served(self, path: str, rest: str) -> str:
        """The link to what is at a path in `docs/`; `rest` is HTML of what follows the path."""
        if path in self.addresses.files:
            return self.link(quote(path)) + unescape(rest)
        page = self.addresses.pages.get(path)
        if page is None:
            if not path.endswith(".md") or not address_of(path).startswith(RESERVED):
                return ""
            page = address_of(path)
        address, _, own = page.partition("#")
        if not own:
            after = unescape(rest)
            return self.link(address + after) if after[:1] == "#" else self.link(address) + after
        # A page for paper holds it.
        number = parse_number(rest.removeprefix("#"))
        return self.link(f"{address}#print-{number}" if number else page)


def section_page(
    shown: tuple[ProvisionView, ...],
    settler: Settler,
    linker: Linker,
    *,
    about: Mapping[str, Any],
) -> str:
    """The body of a section's page as Markdown; `about` holds the facts that its head shows."""
    linker.start()

    def term_address(term: Term) -> str:
        return settler.link(f"{settler.addresses.glossary}#{term.id}")

    def finish(html: str) -> Markup:
        return settler.settle(linker.link(html, term_address))

    blocks: list[str] = []
    scope, *rest = shown
    tools = {
        "finish": finish,
        "settle": settler.settle,
        "note": note_html,
        "link": settler.link,
    }
    blocks.append(fill("provisions/head.html", shown=scope, about=about, **tools))
    one = macro("provisions/provision.html")
    for provision in rest:
        if provision.heading and provision.html is not None:
            blocks.append(as_page(settler.link_sources(render(provision.heading))))
        blocks.append(one(provision, **tools))
    if about["earlier"]:
        blocks.append(fill("provisions/earlier.html", about=about, **tools))
    if linker.used:
        terms = sorted(linker.used, key=lambda term: term.names[0].lower())
        explained = {"terms": terms, "address": term_address, "explain": explain(settler)}
        blocks.append(fill("provisions/terms.html", **explained))
    return join_blocks(blocks)


def as_at_page(shown: tuple[ProvisionView, ...], settler: Settler, about: Mapping[str, Any]) -> str:
    """The body of a section's page as it stood on a day, as Markdown."""
    tools = {"settle": settler.settle, "link": settler.link}
    blocks: list[str] = [fill("provisions/as-at-head.html", about=about, shown=shown[0], **tools)]
    one = macro("provisions/as-at.html")
    for provision in shown[1:]:
        if provision.heading:
            blocks.append(as_page(settler.link_sources(render(provision.heading))))
        blocks.append(one(provision, **tools))
    return join_blocks(blocks)


def explain(settler: Settler) -> Callable[[Term], Markup]:
    """A function that gives the explanation of a term as HTML for the settler's page."""
    own = settler.of(GLOSSARY_PATH)
    return lambda term: own.settle(line_html(term.explanation))


def note_html(note: Note) -> Markup:
    """An editor's note as HTML, with placeholders."""
    return wording_html(note.text)


def front_matter(values: Mapping[str, Any]) -> str:
    """Front matter of a generated page. JSON is YAML, and leaves no text to be misread."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "---\n{}\n---".format("\n".join(lines))


@dataclass(frozen=True)
class ContentsEntry:
    """A section in a list of contents."""

    number: Number
    title: str
    address: str
    mark: str = ""
    """`New` or `Updated`, where the newest edition touched it."""
    note: str = ""
    """What a reader must know of it before opening it; empty as a rule."""


def contents(entries: Iterable[ContentsEntry], link: Callable[[str], str], name: str) -> Markup:
    """A list of sections as HTML; screen readers call it by its `name`."""
    links = [(entry, link(entry.address)) for entry in entries]
    return fill("provisions/contents.html", entries=links, name=name)
