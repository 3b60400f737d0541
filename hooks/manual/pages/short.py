"""Short addresses, `/2.1/`: a small page for each section that leads on, on every host.

It bears no frame: it is seen for a moment, and a manual has one for each of its sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import link_to, short_address
from manual.markup.template import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.pages.context import Context
    from manual.provisions.model import Section

SCRIPT = "frame/moved.mjs"
"""It leads on to the paragraph that was asked for: `/2.1/#2.1.3`."""


def short_files(context: Context) -> Iterator[tuple[str, Section]]:
    """The path of each short page, with the section to which it leads."""
    for chapter in context.manual.chapters:
        for section in chapter.sections:
            yield f"{short_address(section.number.id)}index.html", section


def short_page(context: Context, section: Section, policy: str) -> str:
    """The page at a section's short address, as HTML; `policy` says what it may load."""
    script = context.manual.assets.addresses.get(SCRIPT)
    here, there = short_address(section.number.id), context.addresses.sections[section.number]
    return fill(
        "pages/short.html",
        title=f"{section.number} {context.title(section)}",
        link=link_to(here, there),
        policy=policy,
        canonical=f"{context.manual.site.url}{there}",
        icon=link_to(here, "assets/icons/icon.svg"),
        script=link_to(here, script) if script else "",
    )
