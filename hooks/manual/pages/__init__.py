"""The manual in, its pages and files out: the one place where the subjects meet on a page.

A function here whose name ends in `_page` returns the text of a page: Markdown with front matter
(see `Context.page`), for the day of the context.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from manual.address import (
    CHAIN,
    CONTACTS_ADDRESS,
    CONTENTS_PATH,
    CURRENT_PATH,
    DATA,
    DATA_SCHEMA,
    FEED,
    FLOWCHARTS_PATH,
    FORMS_PATH,
    GLOSSARY_PATH,
    POSTER_PATH,
    PROOFS,
    PUBLISHED_CHAIN,
    PUBLISHED_SEAL,
    REGISTER_PATH,
    SEAL,
    SEARCH_PATH,
    amendment_path,
    card_address,
    flowchart_path,
)
from manual.amendments.feed import feed
from manual.contacts.check import confirmed
from manual.contacts.vcard import vcard
from manual.pages.amendment import (
    amendment_page,
    register_page,
    shown_records,
    withdrawn_page,
)
from manual.pages.as_at import as_at_page, as_at_spans
from manual.pages.contents import contents_page
from manual.pages.contents_as_at import contents_as_at_page, contents_spans
from manual.pages.context import Context
from manual.pages.current import current_files, current_page
from manual.pages.data import manual_json, manual_schema
from manual.pages.flowchart import flowchart_page, flowcharts_page
from manual.pages.forms import forms_page
from manual.pages.frame import chrome, main_ways, nav
from manual.pages.glossary import glossary_page
from manual.pages.moved import moved_page, moves
from manual.pages.plain import plain_page
from manual.pages.poster import poster_page
from manual.pages.search import search_index, search_page
from manual.pages.section import chapter_page, section_page
from manual.pages.short import short_files, short_page
from manual.pages.whole import whole_documents
from manual.pages.whole_as_at import PaperDocumentAsAt, as_at_path_of_whole
from manual.seal.chain import write_proofs
from manual.site.headers import HEADERS_PATH, NGINX_PATH, head_policy, headers_file, nginx_file
from manual.site.offline.app import PATH as APP
from manual.site.offline.app import app_manifest
from manual.site.on_demand import OnDemand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from manual.contacts.model import Contacts
    from manual.model import Manual
    from manual.site.on_demand import NamedFile


@dataclass(frozen=True)
class Pages:
    """What is published."""

    pages: Mapping[str, str]
    """Markdown by path relative to `docs/`, each with its front matter and its stamp. A page is
    made when it is asked for, and so is a file."""
    files: Mapping[str, str]
    """Other files by path relative to the site's root."""
    nav: list[dict[str, Any]]
    """Titles and paths, in the form of `nav` in `mkdocs.yml`."""
    attached: Mapping[str, str]
    """The source of each form and picture, by its address."""
    uncopied: frozenset[str]
    """Those of them that the copy on a device does not hold."""
    chrome: Mapping[str, Any]
    """What the frame around every page shows: links, contacts, status, where reports go."""
    print_on: Callable[[date], None]
    """Adds the whole manual as it stood on a day, for paper; nothing where it had no edition."""


def make_pages(
    manual: Manual, texts: Mapping[str, str], today: date, *, preview: bool = False
) -> Pages:
    """Every page and file of the manual as it is on `today`.

    `texts`, by path from the project's folder, include the flowchart's template and the script that
    is in every page. In a `preview` no file's name holds a fingerprint of its content, so that none
    need be made before it is asked for.
    """
    context = Context(manual, today)
    policy = head_policy(texts)
    changes = current_files(context, policy, by_content=not preview)
    index = search_index(context, by_content=not preview)
    files = _files(context, texts, policy)
    for file in (*changes.values(), index):
        files.put(file.path, file.make)
    frame = {**chrome(context, index.path), "policy": policy}
    attached = {one.address: one.source for one in manual.files.values()}
    held = {one.address for one in context.attached.now.values()} - context.attached.far
    uncopied = frozenset(attached.keys() - held)
    pages = _pages(context, texts, changes)

    def print_on(day: date) -> None:
        if day <= today and manual.history.edition_at(day):
            pages.put(as_at_path_of_whole(day), PaperDocumentAsAt(context, day).page)

    return Pages(pages, files, nav(manual), attached, uncopied, frame, print_on)


def _pages(
    context: Context, texts: Mapping[str, str], changes: Mapping[str, NamedFile]
) -> OnDemand:
    manual, pages = context.manual, OnDemand()
    _put_chapters(context, pages)
    for tree in manual.trees:
        pages.put(flowchart_path(tree.name), flowchart_page, context, tree, texts)
    pages.put(FLOWCHARTS_PATH, flowcharts_page, context)
    pages.put(CONTENTS_PATH, contents_page, context)
    for path, span in contents_spans(context):
        pages.put(path, contents_as_at_page, context, *span)
    pages.put(CURRENT_PATH, current_page, context, changes)
    pages.put(SEARCH_PATH, search_page, context)
    if manual.trees:
        pages.put(POSTER_PATH, poster_page, context, manual.trees[0])
    for path, whole in whole_documents(context):
        pages.put(path, whole.page)
    _put_amendments(context, pages)
    if manual.glossary.terms:
        pages.put(GLOSSARY_PATH, glossary_page, context)
    if manual.lists_forms:
        pages.put(FORMS_PATH, forms_page, context)
    for page in manual.plain.values():
        pages.put(page.path, plain_page, context, page)
    for move in moves(context):
        pages.put(move.path, moved_page, context, move)
    return pages


def _put_chapters(context: Context, pages: OnDemand) -> None:
    for chapter in context.manual.chapters:
        pages.put(chapter.path, chapter_page, context, chapter)
        for section in chapter.sections:
            pages.put(section.path, section_page, context, chapter, section)
            for path, span in as_at_spans(context, section):
                pages.put(path, as_at_page, context, chapter, section, *span)


def _put_amendments(context: Context, pages: OnDemand) -> None:
    manual = context.manual
    for record in manual.history.records:
        pages.put(amendment_path(record.number), amendment_page, context, record)
    for number in manual.seal.withdrawn if manual.seal else ():
        pages.put(amendment_path(number), withdrawn_page, context, number)
    pages.put(REGISTER_PATH, register_page, context)


def _files(context: Context, texts: Mapping[str, str], policy: str) -> OnDemand:
    """The feed, the manual as data, the web app manifest, the assets, and the headers for hosts."""
    manual, today, files = context.manual, context.today, OnDemand()
    site = manual.site
    for path, section in short_files(context):
        files.put(path, short_page, context, section, policy)
    holiday = context.settings.place.holiday
    files.put_all(_vcards(manual.contacts, f"{site.url}{CONTACTS_ADDRESS}", today, holiday))
    files.put(FEED, _feed, context)
    files.put(DATA, manual_json, context)
    files.put(DATA_SCHEMA, manual_schema, site.url)
    for source, address in ((SEAL, PUBLISHED_SEAL), (CHAIN, PUBLISHED_CHAIN)):
        if source in texts:
            files.put_all({address: texts[source]})
    if manual.chain:
        files.put(PROOFS, write_proofs, manual.chain)
    files.put(APP, app_manifest, site, [(way.title, way.address) for way in main_ways(manual)])
    files.put_all(manual.assets.files)
    files.put(HEADERS_PATH, headers_file, texts)
    files.put(NGINX_PATH, nginx_file, texts)
    return files


def _feed(context: Context) -> str:
    return feed(shown_records(context), context.manual.site, context.today)


def _vcards(contacts: Contacts, page: str, today: date, holiday: str) -> dict[str, str]:
    """A card for a phone's address book for each contact that can be reached, by path."""
    cards = {
        card_address(None, name): vcard(confirmed(contact, today), None, page, holiday)
        for name, contact in contacts.everywhere.items()
        if contact.has_card
    }
    for id_, area in contacts.areas.items():
        for name, contact in area.contacts.items():
            if contact.has_card:
                known = confirmed(contact, today)
                cards[card_address(id_, name)] = vcard(known, area.name, page, holiday)
    return cards
