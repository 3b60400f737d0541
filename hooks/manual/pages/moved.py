"""The pages that remain at addresses from which a page has moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.address import address_of, as_at_address, link_to, path_at
from manual.days import spell_day
from manual.markup.template import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.pages.context import Context


@dataclass(frozen=True)
class Move:
    """A page that is at another address now."""

    here: str
    """The address at which it was served before."""
    target: str
    """Its address now."""
    title: str

    @property
    def path(self) -> str:
        """The path of the page that remains there."""
        return path_at(self.here)


def moved_page(context: Context, move: Move) -> str:
    """The page that remains at a former address, and leads on to the present one."""
    link = link_to(move.here, move.target)
    return context.page(
        move.path,
        f"Moved: {move.title}",
        fill("pages/moved.html", title=move.title, link=link),
        robots="noindex",
        canonical=f"{context.manual.site.url}{move.target}",
        modules=["frame/moved"],
    )


def moves(context: Context) -> Iterator[Move]:
    """The move of each page that has moved; with a section, those of its earlier wordings."""
    for chapter in context.manual.chapters:
        for moved in chapter.moved_from:
            title = f"{chapter.number} {chapter.title}"
            yield Move(moved.address, address_of(chapter.path), title)
        for section in chapter.sections:
            title = f"{section.number} {context.title(section)}"
            for moved in section.moved_from:
                yield Move(moved.address, address_of(section.path), title)
                for day in context.timelines[section.number].dates(context.today)[:-1]:
                    then = as_at_address(section.path, day)
                    as_at = f"{title}, as at {spell_day(day)}"
                    yield Move(f"{moved.address}as-at/{day}/", then, as_at)
    for page in context.manual.pages_beside_chapters():
        for moved in page.moved_from:
            title = page.title or context.manual.site.name
            yield Move(moved.address, address_of(page.path), title)
