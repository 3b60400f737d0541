"""The situations as links: a few on a page of text, all of them on that of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import SEARCH_ADDRESS, link_to
from manual.markup.template import fill

if TYPE_CHECKING:
    from markupsafe import Markup

    from manual.pages.context import Context
    from manual.situations.model import Situation

_FEW = 6
"""How many are offered where there is more on the page."""


def situation_address(context: Context, situation: Situation) -> str:
    """The address of the paragraph, or the section, that answers a situation."""
    number = context.manual.numbering.read(situation.paragraph)
    assert number  # noqa: S101 - one that cannot be read is a problem
    if number.is_section:
        return context.addresses.sections[number]
    return context.addresses.of(number)


def few_situations(context: Context, here: str) -> Markup | str:
    """The first situations of the file, for the page at address `here`, and a link to all."""
    found = _links(context, here)
    if not found:
        return ""
    more = link_to(here, SEARCH_ADDRESS) if len(found) > _FEW else ""
    return fill("pages/situations.html", links=found[:_FEW], more=more)


def all_situations(context: Context, here: str) -> Markup | str:
    """Every situation, for the page at address `here`."""
    found = _links(context, here)
    return fill("pages/situations.html", links=found, more="") if found else ""


def _links(context: Context, here: str) -> list[tuple[Situation, str]]:
    return [
        (situation, link_to(here, situation_address(context, situation)))
        for situation in context.manual.situations.whole.situations.values()
    ]
