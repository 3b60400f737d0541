"""The pages that stay at addresses from which a page has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import address_of, relative
from manual.template import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.pages.context import Context
    from manual.provisions.model import Section


def moved_pages(context: Context, section: Section) -> Iterator[tuple[str, str]]:
    """The path and the page for each address at which a section was served before."""
    target = address_of(section.path)
    for old in section.moved_from:
        here = old.strip("/") + "/"
        path = f"{here.rstrip('/')}.md"
        title = context.title(section)
        link = relative(here, target)
        body = fill("pages/moved.html", title=f"{section.number} {title}", link=link)
        yield (
            path,
            context.page(
                path,
                f"Moved: {section.number} {title}",
                body,
                robots="noindex",
                canonical=f"{context.manual.site.url}{target}",
                moved_to=link,
                modules=["moved"],
            ),
        )
