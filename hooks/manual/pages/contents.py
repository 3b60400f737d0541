"""The contents of the whole manual, `/contents/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import WHOLE_PATH, address_of, relative
from manual.markup.template import fill
from manual.pages.frame import other_ways
from manual.pages.section import entries
from manual.provisions.page import contents
from manual.tree.page import tree_address

if TYPE_CHECKING:
    from manual.pages.context import Context

ADDRESS = "contents/"


def contents_page(context: Context) -> str:
    """Every chapter with its sections, and every page beside them."""
    chapters = [
        (
            chapter,
            relative(ADDRESS, context.addresses.pages[chapter.path]),
            contents(entries(context, chapter), ADDRESS, f"Sections of chapter {chapter.number}"),
        )
        for chapter in context.manual.chapters
    ]
    trees = [
        (loaded.tree.title, relative(ADDRESS, tree_address(loaded.name)))
        for loaded in context.manual.trees
    ]
    others = [(way.title, relative(ADDRESS, way.address)) for way in other_ways(context.manual)]
    printed = relative(ADDRESS, address_of(WHOLE_PATH))
    body = fill(
        "pages/contents.html", chapters=chapters, trees=trees, others=others, printed=printed
    )
    return context.page("contents.md", "Contents", body)
