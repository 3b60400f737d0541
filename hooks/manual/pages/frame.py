"""The frame around every page: its links, status, edition, and who to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from manual.address import (
    ABOUT_PATH,
    CONTACTS_ADDRESS,
    CONTACTS_PATH,
    CONTENTS_ADDRESS,
    CONTENTS_PATH,
    CURRENT_PATH,
    FLOWCHARTS_ADDRESS,
    FORMS_PATH,
    GLOSSARY_PATH,
    HOME_PATH,
    REGISTER_ADDRESS,
    REGISTER_PATH,
    address_of,
    flowchart_address,
    flowchart_path,
)
from manual.days import spell_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.contacts.model import Contact
    from manual.model import Manual
    from manual.pages.context import Context

Nav = list[dict[str, Any]]

_ORDERED = (HOME_PATH, CONTACTS_PATH, ABOUT_PATH)


@dataclass(frozen=True)
class Way:
    """A page that can be reached from every page."""

    title: str
    address: str
    """From the site's root."""


@dataclass(frozen=True)
class ChapterContents:
    """A chapter as it is listed beside the text of its sections."""

    title: str
    """With its number: `2 Information sharing`."""
    address: str
    """From the site's root."""
    sections: tuple[tuple[str, str, str], ...]
    """The number, title and address of each."""


def nav(manual: Manual) -> Nav:
    """The titles and paths of all pages that the navigation lists, in reading order."""
    chapters: Nav = [
        {f"{c.number} {c.title}": [c.path, *(section.path for section in c.sections)]}
        for c in manual.chapters
    ]
    trees: Nav = [{loaded.tree.title: flowchart_path(loaded.name)} for loaded in manual.trees]
    return [
        *([{"Home": HOME_PATH}] if HOME_PATH in manual.plain else []),
        *trees,
        {"Contents": CONTENTS_PATH},
        *chapters,
        *({title: path} for title, path in _beside_chapters(manual)),
    ]


def main_ways(manual: Manual) -> list[Way]:
    """The main pages, linked from everywhere: flowchart, contents, contacts, amendments."""
    trees = manual.trees
    flowchart = flowchart_address(trees[0].name) if len(trees) == 1 else FLOWCHARTS_ADDRESS
    return [
        *([Way("Flowchart" if len(trees) == 1 else "Flowcharts", flowchart)] if trees else []),
        Way("Contents", CONTENTS_ADDRESS),
        *([Way("Contacts", CONTACTS_ADDRESS)] if CONTACTS_PATH in manual.plain else []),
        Way("Amendments", REGISTER_ADDRESS),
    ]


def other_ways(manual: Manual) -> list[Way]:
    """The pages that are no home page, chapter, section or flowchart."""
    return [Way(title, address_of(path)) for title, path in _beside_chapters(manual)]


def _beside_chapters(manual: Manual) -> list[tuple[str, str]]:
    """The title and path of each page that is no home page, chapter, section or flowchart."""
    others = [
        (page.title or page.path, page.path)
        for page in manual.plain.values()
        if page.path not in _ORDERED
    ]
    return [
        *([("Contacts", CONTACTS_PATH)] if CONTACTS_PATH in manual.plain else []),
        ("Amendments", REGISTER_PATH),
        *([(manual.glossary.title, GLOSSARY_PATH)] if manual.glossary.terms else []),
        *([("Forms", FORMS_PATH)] if manual.lists_forms else []),
        ("Is my copy current?", CURRENT_PATH),
        *others,
        *([("About", ABOUT_PATH)] if ABOUT_PATH in manual.plain else []),
    ]


def chrome(context: Context, search_index: str) -> Mapping[str, Any]:
    """What the templates of the frame show on every page, by the names that they use.

    `search_index` is the path of the search's records, from the site's root.
    """
    return {
        "status": context.status,
        "edition": context.edition.id,
        "edition_day": spell_day(context.edition.date),
        "edition_words": context.edition_words,
        "short_name": context.settings.short_name,
        "offline": context.settings.offline,
        "report": context.report_address(context.manual.site.name),
        "who_to_call": context.who_to_call(),
        "unread": context.unread,
        "words": context.settings.words,
        "language": context.settings.language,
        "emergency": _emergency(context),
        "example": context.example,
        "ways": main_ways(context.manual),
        "others": other_ways(context.manual),
        "chapters": _chapters(context),
        "chapter_of": {
            str(section.number): str(chapter.number)
            for chapter in context.manual.chapters
            for section in chapter.sections
        },
        "assets": context.manual.assets.addresses,
        "search_index": search_index,
    }


def _emergency(context: Context) -> Contact | None:
    """The contact with the number for emergencies, if there is one."""
    found = (card.contact for card in context.urgent())
    return next((contact for contact in found if contact.is_emergency), None)


def _chapters(context: Context) -> Mapping[str, ChapterContents]:
    """Each chapter, by its number as written."""
    pages = context.addresses.pages
    return {
        str(chapter.number): ChapterContents(
            f"{chapter.number} {chapter.title}",
            pages[chapter.path],
            tuple(
                (str(section.number), context.title(section), pages[section.path])
                for section in chapter.sections
            ),
        )
        for chapter in context.manual.chapters
    }
