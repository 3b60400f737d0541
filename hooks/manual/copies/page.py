"""The stamp that dates a copy: on paper it says what was printed, when, and where to check it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.template import fill

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True)
class Stamp:
    """What the stamp of a page says; the time of printing is filled in when it is printed."""

    title: str
    """Of the page: `2.1 Introduction`."""
    edition: str
    """Its id: `2026-11-22.4`."""
    edition_words: str
    status: str
    """The manual's status, in a sentence."""
    built: str
    """The day of the build, in words: it stands where no script can tell the time of printing."""
    address: str
    """The page's whole address."""


def stamp_html(stamp: Stamp) -> Markup:
    """The stamp as HTML, to stand at the end of a page."""
    return fill("copies/stamp.html", stamp=stamp)
