"""The contents of the manual as they were in an earlier edition, `/contents/as-at/DATE/`."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

from manual.address import (
    CONTENTS_ADDRESS,
    amendment_address,
    contents_as_at_path,
)
from manual.copies.model import WHOLE, CopyLabel
from manual.days import spell_day
from manual.markup.template import fill
from manual.pages.versions import past_editions, stood_on
from manual.provisions.contents import ContentsEntry, list_contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from manual.pages.context import Context
    from manual.provisions.model import Chapter
    from manual.provisions.page import Settler


def contents_spans(context: Context) -> Iterator[tuple[str, tuple[date, date]]]:
    """The path of the contents of each earlier edition: its first day, and its last."""
    days = [*past_editions(context), context.edition.date]
    for first, following in itertools.pairwise(days):
        yield contents_as_at_path(first), (first, following - timedelta(days=1))


def contents_as_at_page(context: Context, first: date, last: date) -> str:
    """The page of the edition that stood from the day `first` to the day `last`."""
    path = contents_as_at_path(first)
    settler = context.settler(path)
    edition = context.manual.history.edition_at(first)
    assert edition  # noqa: S101 - the days are those of editions
    lists = [
        (chapter, _sections(context, settler, chapter, first))
        for chapter in context.manual.chapters
    ]
    body = fill(
        "pages/contents-as-at.html",
        first=first,
        last=last,
        edition=edition,
        restated=any(record.front.restated for record in edition.records),
        present=settler.link(CONTENTS_ADDRESS),
        chapters=[(chapter, sections) for chapter, sections in lists if sections],
        records=[
            (f"{one.number}: {one.front.title}", settler.link(amendment_address(one.number)))
            for one in edition.records
        ],
    )
    stood = f"it stood from {spell_day(first)} to {spell_day(last)}"
    return context.page(
        path,
        f"Contents as at {spell_day(first)}",
        body,
        CopyLabel(WHOLE, edition.id, f"Earlier edition: {stood} (edition {edition.id})."),
        robots="noindex",
        search={"exclude": True},
        canonical=f"{context.manual.site.url}{CONTENTS_ADDRESS}",
    )


def _sections(context: Context, settler: Settler, chapter: Chapter, day: date) -> Markup | None:
    """The sections of a chapter that held something on a day; None where none did."""
    entries = [
        ContentsEntry(one.number, one.title, one.address)
        for one in stood_on(context, chapter.sections, day)
    ]
    name = f"Sections of chapter {chapter.number} as at {spell_day(day)}"
    return list_contents(entries, settler.link, name) if entries else None
