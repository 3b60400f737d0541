"""Lists of sections: the contents of a chapter, and of the whole manual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.markup.template import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markupsafe import Markup

    from manual.numbers.number import Number


@dataclass(frozen=True)
class ContentsEntry:
    """A section in a list of contents."""

    number: Number
    title: str
    address: str
    mark: str = ""
    """`New` or `Updated` where the newest edition changed it; otherwise empty."""
    note: str = ""
    """What a reader should know of it before opening it; usually empty."""


def list_contents(
    entries: Iterable[ContentsEntry], link: Callable[[str], str], name: str
) -> Markup:
    """A list of sections as HTML; `link` links an address, and `name` is for screen readers."""
    links = [(entry, link(entry.address)) for entry in entries]
    return fill("provisions/contents.html", entries=links, name=name)
