"""The Atom feed of amendments (RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from manual.amendments.page import amendment_address, standing
from manual.template import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from manual.amendments.model import Record

PATH = "amendments/feed.xml"


def feed(records: Sequence[Record], site_url: str, title: str, since: date, today: date) -> str:
    """The feed of the records, the newest first, as XML.

    `since` is a day on which the site's host was ours: with it the ids follow RFC 4151, and an
    entry's id stays the same whatever becomes of the entry.
    """
    authority = f"tag:{urlsplit(site_url).hostname},{since}"
    entries = [
        {
            "id": f"{authority}:amendment/{record.number}",
            "title": f"Amendment {record.number}: {record.front.title}",
            "link": f"{site_url}{amendment_address(record.number)}",
            "updated": f"{record.in_force}T00:00:00Z",
            "summary": (
                f"{standing(record, today).capitalize()}. Why: {record.front.reason} "
                f"What to do differently: {record.front.action}"
            ),
        }
        for record in reversed(records)
    ]
    return fill(
        "amendments/feed.xml",
        id=f"{authority}:amendments",
        title=title,
        home=f"{site_url}amendments/",
        own=f"{site_url}{PATH}",
        updated=max(f"{record.in_force}T00:00:00Z" for record in records),
        entries=entries,
    )
