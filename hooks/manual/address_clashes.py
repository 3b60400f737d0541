"""One maker for each address: of a page, and of an id on a page."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from manual.address import (
    DOCS,
    FRAME_IDS,
    GLOSSARY,
    PART_IDS,
    REGISTER_PATH,
    RESERVED,
    address_of,
    amendment_address,
    chapter_folders,
    flowchart_address,
    plain_sources,
    section_sources,
    short_address,
    tree_name,
    tree_sources,
)
from manual.problem import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from manual.contacts.load import LoadedContacts
    from manual.model import Reading
    from manual.provisions.glossary import Term

_EARLIER = re.compile(r"(.+/)as-at(?:/|$)")
"""The address of a section, and of its earlier wordings below it."""
_RENAME = "give the file another name"
_README = "readme.md"


def check_address_clashes(reading: Reading) -> Iterable[Problem]:
    """A problem for each page of an editor's whose address is that of another page.

    Compared as some hosts and devices compare names: capitals and the form of accents make no
    difference (Unicode, form KC and case folding). A page called README would be the index of its
    folder to the site generator, and a page of its own to everything else.
    """
    chapters = _chapter_pages(reading.texts)
    pages = chapters | _pages_beside(reading.texts)
    makers = _generated(reading)
    for source, address in pages.items():
        other = makers.setdefault(_fold(address), source)
        if other != source:
            message = f"/{address} is the address of the page that {other} makes"
            yield Problem("address-taken", Where(source), message, _RENAME)
        elif source not in chapters and (folder := _reserved(address, chapters)):
            message = f"the build puts pages of its own at /{folder}"
            yield Problem("address-taken", Where(source), message, _RENAME)
        elif source.rpartition("/")[2].casefold() == _README:
            hint = "call it index.md, or give it another name"
            yield Problem("file-name-wrong", Where(source), "a page cannot be called README", hint)


def _chapter_pages(texts: Collection[str]) -> dict[str, str]:
    """The address of each chapter and section, by its source.

    Whether a chapter's folder is one of the build's own is told as the chapter is read.
    """
    folders = chapter_folders(texts)
    sources = [f"{folder}/index.md" for folder in folders]
    sources += [source for folder in folders for source in section_sources(texts, folder)]
    return {source: address_of(source.removeprefix(DOCS)) for source in sources}


def _pages_beside(texts: Collection[str]) -> dict[str, str]:
    """The address of each page that is no chapter and no section, by its source."""
    sources = [*([GLOSSARY] if GLOSSARY in texts else []), *plain_sources(texts)]
    # A text in the register's place is told as it is read.
    paths = {source: source.removeprefix(DOCS) for source in sources}
    return {source: address_of(path) for source, path in paths.items() if path != REGISTER_PATH}


def _generated(reading: Reading) -> dict[str, str]:
    """What makes the pages of flowcharts and amendments, and those at short addresses."""
    flowcharts = {flowchart_address(tree_name(s)): s for s in tree_sources(reading.texts)}
    records = {amendment_address(record.number): record.path for record in reading.records}
    short = {
        _fold(short_address(section.number.id)): section.source
        for chapter in reading.chapters
        for section in chapter.sections
    }
    return flowcharts | records | short


def _reserved(address: str, chapters: Mapping[str, str]) -> str:
    """The folder of the build's own in which an address is; empty where it is in none."""
    folded = _fold(address)
    if found := next((folder for folder in RESERVED if folded.startswith(folder)), ""):
        return found
    earlier = _EARLIER.match(folded)
    return earlier[0] if earlier and earlier[1] in map(_fold, chapters.values()) else ""


def _fold(address: str) -> str:
    return unicodedata.normalize("NFKC", address).casefold()


def check_ids(reading: Reading) -> Iterable[Problem]:
    """On a page an id is that of one thing: of the frame, a part, an area or a term."""
    taken = _frame_ids()
    if reading.loaded_contacts:
        yield from _area_ids(reading.loaded_contacts, taken)
    for term in reading.glossary.terms:
        yield from _term_id(term, taken)


def _frame_ids() -> dict[str, str]:
    return dict.fromkeys((*FRAME_IDS, *PART_IDS), "another part of the page")


def ids_of_terms(reading: Reading) -> dict[str, str]:
    """What bears each id on the page of the glossary."""
    return _frame_ids() | {t.id: f"the term '{t.names[0]}'" for t in reading.glossary.terms}


def ids_beside_text(reading: Reading) -> dict[str, str]:
    """What bears each id on the other pages, beside an editor's text."""
    terms = {f"term-{t.id}": f"the term '{t.names[0]}'" for t in reading.glossary.terms}
    return _frame_ids() | terms


def _area_ids(loaded: LoadedContacts, taken: Mapping[str, str]) -> Iterable[Problem]:
    for name in loaded.contacts.areas:
        if name in taken:
            hint = f"choose another id, such as {name}-area"
            message = f"'{name}' cannot be an id: another part of the page has it"
            yield Problem("id-reserved", loaded.data.where("areas", name), message, hint)


def _term_id(term: Term, taken: dict[str, str]) -> Iterable[Problem]:
    said = f"the term '{term.names[0]}'"
    if not term.id:
        hint = "write another form of it first, with letters from a to z: Lodz / Łódź"
        yield Problem("term-id-taken", term.where, f"{said} gives no address", hint)
    elif (other := taken.setdefault(term.id, said)) != said:
        message = f"{said} and {other} would have one address, #{term.id}"
        yield Problem("term-id-taken", term.where, message, "write another form of it first")
