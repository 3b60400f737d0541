"""The pages that are no sections: an editor's Markdown, with blocks that the build fills in."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from manual.address import (
    CONTACTS_ADDRESS,
    HOME_PATH,
    POSTER_PATH,
    SEARCH_ADDRESS,
    address_of,
    amendment_address,
    flowchart_address,
)
from manual.amendments.page import newest_block
from manual.contacts.page import call_list, contacts_block
from manual.copies.model import CopyLabel
from manual.days import spell_day
from manual.markup.render import render
from manual.markup.safe import as_page
from manual.markup.template import fill
from manual.pages.situations import few_situations
from manual.plain.blocks import BLOCK, FORMER, NAMES, present_name, set_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from manual.pages.context import Context
    from manual.plain.model import PlainPage
    from manual.provisions.model import Chapter


_BLOCK_HTML = re.compile(rf"<p>\{{({'|'.join((*NAMES, *FORMER))})\}}</p>")


def plain_page(context: Context, page: PlainPage) -> str:
    """A page such as `/about/`, with its blocks filled in."""
    path = page.path
    settler = context.settler(path)
    blocks = _blocks(context, path)

    # Each block is a paragraph of its own until its place in the HTML is known.
    html = settler.html(set_apart(page.body))
    body = _BLOCK_HTML.sub(
        lambda match: f"\n\n{blocks[present_name(match[1])]()}\n\n", as_page(html)
    )
    title = page.title or context.manual.site.name
    front: dict[str, Any] = {"hide": ["navigation", "toc"]} if path == HOME_PATH else {}
    label = contacts_label(context) if "contacts" in BLOCK.findall(page.body) else None
    report = context.report_address(f"the page “{title}”")
    return context.page(path, title, body, label, **front, report=report)


def contacts_label(context: Context) -> CopyLabel:
    """The label of a copy of the contacts: no record tells how they change, so it has a digest."""
    since, mark = context.contacts_since, context.contacts_digest
    return CopyLabel("contacts", f"{since}.{mark}", f"Contacts unchanged since {spell_day(since)}.")


def _blocks(context: Context, path: str) -> Mapping[str, Callable[[], str]]:
    """What fills in each name in braces that is on a line of its own."""
    settler = context.settler(path)
    return {
        "contacts": partial(_contacts, context, settler.link),
        "newest-amendments": partial(_newest_amendments, context, path),
        "points-to-confirm": partial(_points_to_confirm, context, path),
        "publisher": lambda: settler.of(HOME_PATH).link_sources(render(context.settings.publisher)),
        "search": lambda: fill(
            "pages/search.html", link=settler.link(SEARCH_ADDRESS), example=context.example
        ),
        "situations": partial(few_situations, context, address_of(path)),
        "status": partial(_status, context),
        "ways-in": partial(_ways_in, context, path),
        "who-to-call": partial(_who_to_call, context),
    }


def _contacts(context: Context, link: Callable[[str], str]) -> str:
    """All contacts, and where there is a flowchart, the poster that leads to both."""
    block = contacts_block(context.manual.contacts, context.cards, link)
    if not context.manual.trees:
        return block
    poster = Markup('<p><a href="{}">A poster for the wall, on one sheet</a></p>')
    return f"{block}\n\n{poster.format(link(address_of(POSTER_PATH)))}"


def _status(context: Context) -> Markup:
    return Markup("<p><strong>{}</strong> {} (edition {}).</p>").format(
        context.status, context.edition_words, context.edition.id
    )


def _newest_amendments(context: Context, path: str) -> str:
    records = context.manual.history.records
    settler = context.settler(path)
    links = [settler.link(amendment_address(record.number)) for record in records]
    return newest_block(records, links, context.today)


def _points_to_confirm(context: Context, path: str) -> str:
    settler = context.settler(path)
    points = [
        (
            number,
            settler.link(context.addresses.of(number)),
            settler.of(context.section_paths[number.of_section]).html(note.text),
        )
        for number, notes in context.notes.items()
        for note in notes
    ]
    titles: list[tuple[str, Chapter | PlainPage]] = [
        *((f"{chapter.number} {chapter.title}", chapter) for chapter in context.manual.chapters),
        *((page.title or page.path, page) for page in context.manual.plain.values()),
    ]
    pages = [
        (
            title,
            settler.link(context.addresses.pages[page.path]),
            [settler.of(page.path).html(note.text) for note in page.notes],
        )
        for title, page in titles
        if page.path != path and page.notes
    ]
    return fill("provisions/points.html", points=points, pages=pages)


def _ways_in(context: Context, path: str) -> str:
    settler = context.settler(path)
    return fill(
        "pages/ways-in.html",
        trees=[
            (loaded.tree.title, settler.link(flowchart_address(loaded.name)))
            for loaded in context.manual.trees
        ],
        chapters=[
            (chapter, settler.link(address_of(chapter.path)), len(chapter.sections))
            for chapter in context.manual.chapters
        ],
        contacts=settler.link(CONTACTS_ADDRESS),
    )


def _who_to_call(context: Context) -> str:
    return fill("pages/who-to-call.html", list=call_list(context.urgent()))
