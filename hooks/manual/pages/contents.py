"""The contents of the whole manual, `/contents/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import CONTENTS_PATH, WHOLE_PATH, address_of, flowchart_address
from manual.markup.template import fill
from manual.pages.contents_as_at import contents_spans
from manual.pages.frame import other_ways
from manual.pages.section import entries
from manual.provisions.contents import list_contents

if TYPE_CHECKING:
    from manual.pages.context import Context


def contents_page(context: Context) -> str:
    """The page: every chapter with its sections, and every page beside them."""
    settler = context.settler(CONTENTS_PATH)
    chapters = [
        (
            chapter,
            settler.link(context.addresses.pages[chapter.path]),
            list_contents(
                entries(context, chapter), settler.link, f"Sections of chapter {chapter.number}"
            ),
        )
        for chapter in context.manual.chapters
    ]
    trees = [
        (loaded.tree.title, settler.link(flowchart_address(loaded.name)))
        for loaded in context.manual.trees
    ]
    others = [(way.title, settler.link(way.address)) for way in other_ways(context.manual)]
    printed = settler.link(address_of(WHOLE_PATH))
    earlier = [(span, settler.link(address_of(path))) for path, span in contents_spans(context)]
    body = fill(
        "pages/contents.html",
        chapters=chapters,
        trees=trees,
        others=others,
        earlier=reversed(earlier),
        printed=printed,
    )
    return context.page(CONTENTS_PATH, "Contents", body)
