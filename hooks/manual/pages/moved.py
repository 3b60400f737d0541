"""The pages that stay at addresses from which a page has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import address_of, relative
from manual.days import spell_day
from manual.moved import read_moved
from manual.pages.as_at import as_at_address
from manual.template import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.pages.context import Context


def moved_pages(context: Context) -> Iterator[tuple[str, str]]:
    """The path and the page for each address at which a page was served before."""
    for here, target, title in _moves(context):
        path = f"{here.rstrip('/')}.md"
        link = relative(here, target)
        yield (
            path,
            context.page(
                path,
                f"Moved: {title}",
                fill("pages/moved.html", title=title, link=link),
                robots="noindex",
                canonical=f"{context.manual.site.url}{target}",
                moved_to=link,
            ),
        )


def _moves(context: Context) -> Iterator[tuple[str, str, str]]:
    """Of each page that has moved, and of what stood below it: from where, to where, its title."""
    for chapter in context.manual.chapters:
        for moved in chapter.moved_from:
            yield moved.address, address_of(chapter.path), f"{chapter.number} {chapter.title}"
        for section in chapter.sections:
            title = f"{section.number} {context.title(section)}"
            for moved in section.moved_from:
                yield moved.address, address_of(section.path), title
                for day in context.timelines[section.number].dates(context.today)[:-1]:
                    then = as_at_address(section.path, day)
                    yield f"{moved.address}as-at/{day}/", then, f"{title}, as at {spell_day(day)}"
    for path, document in context.manual.plain.items():
        for moved in read_moved(document.front):
            title = str(document.front.value.get("title") or context.manual.site.name)
            yield moved.address, address_of(path), title
