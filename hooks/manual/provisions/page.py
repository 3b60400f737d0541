"""Sections and chapters as pages: Markdown headings with HTML blocks between them."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from markupsafe import Markup, escape

from manual.address import GLOSSARY_ADDRESS, PAPER, RESERVED, address_of, link_to
from manual.country import HERE
from manual.markup.carry import join_blocks
from manual.markup.dial import link_numbers
from manual.markup.file_links import open_link, open_picture, say_kinds
from manual.markup.footnotes import Footnotes
from manual.markup.render import convert, render, unwrap
from manual.markup.safe import OWN, as_page
from manual.markup.template import fill, macro
from manual.numbers.clause import split_clause
from manual.numbers.numbering import Numbering
from manual.provisions.canonical import one_line
from manual.provisions.clauses import mark_redline, mark_wording
from manual.provisions.mention import link_mentions
from manual.provisions.terms import explained, term_links

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from manual.files.model import Attachment
    from manual.markup.notes import Note
    from manual.markup.render import Rendered
    from manual.numbers.number import Number
    from manual.provisions.glossary import Linker


@dataclass(frozen=True)
class Addresses:
    """Where things are served; every address is relative to the site's root."""

    pages: Mapping[str, str]
    """Those of pages, by path relative to `docs/`."""
    sections: Mapping[Number, str]
    """Those of sections, by number."""
    glossary: str = GLOSSARY_ADDRESS
    files: Mapping[str, Attachment] = field(default_factory=dict)
    """The forms and pictures of the day, by path in `docs/`."""
    site: str = ""
    """The address of the site's root, which a link to a file has on paper."""
    far: frozenset[str] = frozenset()
    """The addresses of the files that the copy on a device does not hold."""
    numbering: Numbering = field(default_factory=Numbering)

    def of(self, number: Number) -> str:
        """The address of a provision: that of its section's page, with its number as fragment.

        That of a definition is on the page of the glossary.
        """
        if number.is_definition:
            return f"{self.glossary}#{number.id}"
        return f"{self.sections[number.of_section]}#{number.id}"


@dataclass(frozen=True)
class LastAmendment:
    """The amendment that changed a provision last, for the mark beside it."""

    amendment: int
    """Its number."""
    title: str
    address: str
    """Of its page, from the site's root, as in the models below."""
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
    """Of a question, what it asks."""
    address: str


@dataclass(frozen=True)
class HistoryEntry:
    """A change in a provision's history."""

    amendment: int
    address: str
    words: str
    """`Amended, draft dated 22 November 2026`."""
    before: str | None
    """The address of the wording before that day; None where there is none."""


@dataclass(frozen=True)
class PendingChange:
    """A change whose day has not come."""

    amendment: int
    address: str
    from_: str
    """The day, in words."""
    kind: str
    """`inserted`, `deleted`, `renumbered` or `amended`."""
    redline: Markup


@dataclass(frozen=True)
class Tombstone:
    """What became of a provision that is gone."""

    amendment: int
    """The number of the amendment that deleted or renumbered it."""
    address: str
    since: str
    """`in force 1 March 2027`, or `draft dated 22 November 2026`."""
    now: str | None
    """Its new number where it was renumbered; None where it was deleted."""


@dataclass(frozen=True)
class ProvisionView:
    """A provision as a page shows it."""

    number: Number
    heading: str
    """Markdown of the cross-headings above it; of a section's own provision, its title."""
    html: Markup | None
    """Its wording, with placeholders (see `wording_html`); None where it has none on the day."""
    redline: Markup | None = None
    """What the section's newest edition changed in it, with placeholders; None if nothing."""
    compared: Markup | None = None
    """On the page of an earlier wording, what was new in it, with placeholders; None if nothing."""
    new_by: int | None = None
    """There, the number of the amendment that inserted it with that wording; None if none did."""
    by: tuple[RedlineAmendment, ...] = ()
    """The amendments in the redline, unless a line beside the provision names them anyway."""
    inserted_by: int | None = None
    """The number of the amendment in that edition that inserted it; None where it is older."""
    notes: tuple[Note, ...] = ()
    amended: LastAmendment | None = None
    gone: Tombstone | None = None
    coming: tuple[PendingChange, ...] = ()
    past: tuple[HistoryEntry, ...] = ()
    citing: tuple[CitingStep, ...] = ()
    cite_as: str = ""
    report: str = ""
    """Where to report a mistake in it: an address of a form, or of a mail that cites it."""
    unread: str = ""
    """What stands beside that: nobody reads reports yet. Empty where somebody may."""


@lru_cache(maxsize=8_192)
def convert_wording(text: str, numbering: Numbering) -> Rendered:
    """A wording rendered so that it suits every page.

    References and contacts are placeholders in it: links to `ref:2.3.2` and `contact:front-door`,
    which `Settler.settle` replaces with what a page needs.
    """
    linked = link_mentions(
        text,
        numbering,
        lambda number, words: f"[{words}]({OWN}ref:{quote(number)})",
        lambda name: f"[{name}]({OWN}contact:{name})",
    )
    return convert(linked)


def wording_html(text: str, numbering: Numbering) -> Markup:
    """The HTML of `convert_wording`."""
    return convert_wording(text, numbering).html


def line_html(text: str, numbering: Numbering) -> Markup:
    """A sentence or two (Markdown) as HTML with placeholders, without a paragraph around it."""
    return unwrap(wording_html(one_line(text), numbering))


_PLACEHOLDER = re.compile(r'<a href="(ref|contact):([^"]*)">(.*?)</a>', re.DOTALL)
_SOURCE_LINK = re.compile(r'(<a|<img alt="[^"]*") (href|src)="([^":#?]*)([#?][^"]*)?"')
"""A link to a source or a file, as Markdown makes it: the build's own links begin otherwise."""


@dataclass(frozen=True)
class Settler:
    """Turns placeholders into links for the page at one address."""

    here: str
    """The address of the page."""
    path: str
    """Source path, relative to `docs/`, of the text that is settled: its links begin there."""
    addresses: Addresses
    address_of: Callable[[str], str | None]
    """Finds the address of a number, as written; None where there is no such provision."""
    contact: Callable[[str], Markup]
    """Shows a contact in running text, given its name."""
    dialled: tuple[str, ...] = HERE.dialled
    """The short numbers that texts may hold: they become links to dial."""

    def link(self, address: str) -> str:
        """The link from the page to an address, which may have a fragment."""
        return link_to(self.here, address)

    def html(self, text: str) -> Markup:
        """`text` (Markdown) as HTML for the page."""
        return self.settle(wording_html(text, self.addresses.numbering))

    def line(self, text: str) -> Markup:
        """A sentence or two (Markdown) as HTML for the page, without a paragraph around it."""
        return self.settle(line_html(text, self.addresses.numbering))

    def settle(self, html: str) -> Markup:
        """`html` with its placeholders made links."""
        linked = self.link_sources(html)
        if "<a" in linked:
            linked = Markup(_PLACEHOLDER.sub(self._one, linked))  # noqa: S704 - made of rendered HTML
        return Markup(link_numbers(linked, self.dialled))  # noqa: S704 - as above

    def link_sources(self, html: str) -> Markup:
        """`html` with its links to sources and files made links to where those are served."""
        if "<a" not in html and "<img" not in html:
            return Markup(html)  # noqa: S704 - made of rendered HTML
        return Markup(say_kinds(_SOURCE_LINK.sub(self._source, html)))  # noqa: S704 - as above

    def of(self, path: str) -> Settler:
        """The settler of the same page for a text from the source at `path`."""
        return replace(self, path=path)

    def _one(self, match: re.Match[str]) -> str:
        kind, target, words = match.groups()
        if kind == "contact":
            return str(self.contact(target))
        address = self.address_of(unquote(target))
        if address is None:
            return words
        named, clause = split_clause(unquote(target))
        number = self.addresses.numbering.read(named)
        of_number, link = number.id if number else target, escape(self.link(address))
        # What is not there on the day of the page leads to its provision.
        cited = escape(of_number + (clause if address.endswith(clause) else ""))
        return f'<a class="cite" data-cites="{cited}" href="{link}">{words}</a>'

    def _source(self, match: re.Match[str]) -> str:
        start, name, link, rest = match.groups(default="")
        if link.startswith(("/", "\\")):
            return match[0]
        path = posixpath.join(posixpath.dirname(self.path), unquote(unescape(link)))
        path = posixpath.normpath(path) if link else self.path
        if path in self.addresses.files:
            return start + self._file(self.addresses.files[path], name, rest)
        address = self._served(path, rest)
        # An earlier wording may lead to what is gone since: its words stay.
        return f'{start} {name}="{escape(address)}"' if address else start

    def _file(self, one: Attachment, name: str, rest: str) -> str:
        """The attributes of a link to a file (`href`), or of a picture that it is (`src`)."""
        address = quote(one.address)
        link = self.link(address) + unescape(rest)
        if name == "src":
            # On a page for paper a browser may not wait for what it loads late.
            is_late = not self.here.startswith(PAPER)
            return open_picture(link, one.width, one.height, is_late=is_late)
        is_far = one.address in self.addresses.far
        return open_link(link, self.addresses.site + address, one.words, is_far=is_far)

    def _served(self, path: str, rest: str) -> str:
        """The link to what is at a path in `docs/`; `rest` is HTML of what follows the path."""
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
        named, clause = split_clause(unquote(rest.removeprefix("#")))
        number = self.addresses.numbering.read(named)
        return self.link(f"{address}#print-{number.id}{clause}" if number else page)


def section_page(
    shown: tuple[ProvisionView, ...],
    settler: Settler,
    linker: Linker,
    *,
    about: Mapping[str, Any],
) -> str:
    """The body of a section's page as Markdown; `about` has the facts at its head and end.

    The first of the provisions `shown` is the section's own.
    """
    linker.start()
    notes = Footnotes()

    def finish(one: ProvisionView) -> Markup:
        marked = notes.link(mark_wording(one.html or "", one.number), one.number.id)
        return settler.settle(linker.link(marked, term_links(settler)))

    def redlined(one: ProvisionView) -> Markup:
        return settler.settle(mark_redline(one.redline or "", one.html or "", one.number))

    blocks: list[str] = []
    scope, *rest = shown
    tools = {
        "finish": finish,
        "settle": settler.settle,
        "redlined": redlined,
        "html": settler.html,
        "link": settler.link,
    }
    blocks.append(fill("provisions/head.html", shown=scope, about=about, **tools))
    one = macro("provisions/provision.html")
    for provision in rest:
        if provision.heading and provision.html is not None:
            blocks.append(as_page(settler.link_sources(render(provision.heading))))
        blocks.append(one(provision, **tools))
    if about["versions"]:
        blocks.append(fill("provisions/versions.html", about=about, **tools))
    if linker.used:
        blocks.append(explained(linker.used, settler))
    return join_blocks(blocks)


def as_at_page(
    shown: tuple[ProvisionView, ...], settler: Settler, about: Mapping[str, Any], linker: Linker
) -> str:
    """The body of the page of an earlier wording of a section, as Markdown.

    The parameters are as for `section_page`; the `linker` knows the terms whose meaning was another
    one then.
    """
    notes = Footnotes("as-at-")

    def wording(one: ProvisionView) -> Markup:
        marked = mark_wording(one.html or "", one.number, "as-at-")
        return settler.settle(notes.link(marked, one.number.id))

    def redlined(one: ProvisionView, compared: Markup | None = None) -> Markup:
        wording = (one.html or "", one.number, "as-at-")
        if compared is not None:
            return settler.settle(mark_redline(compared, *wording))
        return settler.settle(mark_redline(one.redline or "", *wording, skips="ins"))

    tools = {"wording": wording, "redlined": redlined, "link": settler.link}
    blocks: list[str] = [fill("provisions/as-at-head.html", about=about, shown=shown[0], **tools)]
    one = macro("provisions/as-at.html")
    for provision in shown[1:]:
        if provision.heading:
            blocks.append(as_page(settler.link_sources(render(provision.heading))))
        blocks.append(one(provision, **tools))
    blocks.append(fill("provisions/versions.html", about=about, **tools))
    linker.start()
    for provision in shown:
        linker.link(provision.html or "", term_links(settler))
    if linker.used:
        blocks.append(explained(linker.used, settler))
    return join_blocks(blocks)


def front_matter(values: Mapping[str, Any]) -> str:
    """The front matter of a generated page. Each value is JSON, which YAML cannot misread."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "---\n{}\n---".format("\n".join(lines))
