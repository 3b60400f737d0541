"""The manual in, its pages and files out: the one place where the subjects meet on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from manual.amendments.feed import PATH as FEED
from manual.amendments.feed import feed
from manual.contacts.check import confirmed
from manual.contacts.vcard import vcard
from manual.copies.model import ADDRESS
from manual.copies.model import PATH as CURRENT
from manual.data import PATH as DATA
from manual.data import SCHEMA_PATH as DATA_SCHEMA
from manual.data import manual_json, manual_schema
from manual.headers import HEADERS_PATH, NGINX_PATH, head_policy, headers_file, nginx_file
from manual.offline.app import PATH as APP
from manual.offline.app import app_manifest
from manual.pages.amendment import (
    amendment_page,
    register_page,
    shown_records,
    withdrawn_page,
)
from manual.pages.as_at import as_at_pages
from manual.pages.contents import contents_page
from manual.pages.context import Context
from manual.pages.current import current_files, current_page
from manual.pages.flowchart import flowchart_page, flowcharts_page
from manual.pages.frame import chrome, main_ways, nav
from manual.pages.moved import moved_pages
from manual.pages.plain import plain_page
from manual.pages.search import PATH as SEARCH
from manual.pages.search import search_page, search_records
from manual.pages.section import chapter_page, section_page
from manual.pages.whole import whole_pages
from manual.provisions.glossary import PATH as GLOSSARY
from manual.provisions.glossary import glossary_page
from manual.provisions.page import explain
from manual.search import search_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from manual.contacts.model import Contacts
    from manual.model import Manual


@dataclass(frozen=True)
class Pages:
    """What is published."""

    pages: Mapping[str, str]
    """Markdown by path relative to `docs/`, each with its front matter and its stamp."""
    files: Mapping[str, str]
    """Other files by path relative to the site's root."""
    nav: list[dict[str, Any]]
    """Titles and paths, as `mkdocs.yml` would have them."""
    chrome: Mapping[str, Any]
    """What the frame around every page shows: the ways on, contacts, status, where reports go."""


def make_pages(manual: Manual, texts: Mapping[str, str], today: date) -> Pages:
    """Every page and file of the manual as it stands on `today`.

    `texts` gives the flowchart's template, and the script that every page bears.
    """
    context = Context(manual, today)
    pages: dict[str, str] = {}
    for chapter in manual.chapters:
        pages[chapter.path] = chapter_page(context, chapter)
        for section in chapter.sections:
            pages[section.path] = section_page(context, chapter, section)
            pages.update(as_at_pages(context, chapter, section))
    for tree in manual.trees:
        pages[f"flowchart/{tree.name}.md"] = flowchart_page(context, tree, texts)
    pages["flowchart/index.md"] = flowcharts_page(context)
    pages["contents.md"] = contents_page(context)
    policy = head_policy(texts)
    changes = current_files(context, policy)
    pages[CURRENT] = current_page(context, changes)
    pages[SEARCH] = search_page(context)
    pages.update(whole_pages(context))
    for record in manual.history.records:
        pages[f"amendments/{record.number}.md"] = amendment_page(context, record)
    for number in manual.seal.withdrawn if manual.seal else ():
        pages[f"amendments/{number}.md"] = withdrawn_page(context, number)
    pages["amendments/index.md"] = register_page(context)
    if manual.glossary.terms:
        body = glossary_page(manual.glossary, explain(context.settler(GLOSSARY)))
        pages[GLOSSARY] = context.page(GLOSSARY, "Glossary", body)
    for path, document in manual.plain.items():
        pages[path] = plain_page(context, path, document)
    pages.update(moved_pages(context))
    index, records = search_file(search_records(context), context.settings.synonyms)
    cards = _vcards(manual.contacts, f"{manual.site.url}contacts/", today)
    files = cards | _data(context)
    files |= {f"{ADDRESS}{file.name}": file.text for file in changes.values()}
    files |= {**manual.assets.files, HEADERS_PATH: headers_file(texts), index: records}
    files[NGINX_PATH] = nginx_file(texts)
    return Pages(pages, files, nav(manual), {**chrome(context, index), "policy": policy})


def _data(context: Context) -> dict[str, str]:
    """The feed, the manual as data, and how it is installed."""
    manual, today = context.manual, context.today
    site = manual.site
    return {
        FEED: feed(shown_records(context), site.url, site.name, site.authority, today),
        DATA: manual_json(manual, context.timelines, context.edition.id, today),
        DATA_SCHEMA: manual_schema(site.url),
        APP: app_manifest(site, ((way.title, way.address) for way in main_ways(manual))),
    }


def _vcards(contacts: Contacts, page: str, today: date) -> dict[str, str]:
    """A card for a phone's address book for each contact with a number, by path."""
    cards = {
        f"contacts/everywhere/{name}.vcf": vcard(confirmed(contact, today), None, page)
        for name, contact in contacts.everywhere.items()
        if contact.phone
    }
    for id_, area in contacts.areas.items():
        for name, contact in area.contacts.items():
            if contact.phone:
                cards[f"contacts/{id_}/{name}.vcf"] = vcard(
                    confirmed(contact, today), area.name, page
                )
    return cards
