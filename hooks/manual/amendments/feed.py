"""The Atom feed of amendments (RFC 4287)."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from manual.address import FEED, REGISTER_ADDRESS, amendment_address
from manual.amendments.page import standing
from manual.markup.template import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from manual.amendments.model import Record
    from manual.amendments.page import RecordTexts
    from manual.settings import Site


def feed(shown: Sequence[tuple[Record, RecordTexts]], site: Site, today: date) -> str:
    """The feed as XML; `shown` has each record with its texts, and the feed the newest first.

    Ids are `tag:` URIs (RFC 4151): an entry's id stays the same whatever becomes of the entry, and
    of the address at which it is read.
    """
    site_url, authority, zone = site.url, site.authority, site.settings.place.zone
    records = [record for record, _ in shown]
    past = [record.in_force for record in records if record.in_force <= today]
    # RFC 4287 calls "updated" the last time that an entry changed, so it is never a day to come. A
    # pending record has the day of the newest one in force: it was announced no earlier than that.
    updated = [min(record.in_force, max(past, default=today)) for record in records]
    entries = [
        {
            "id": f"{authority}:amendment/{record.number}",
            "title": f"Amendment {record.number}: {record.front.title}",
            "link": f"{site_url}{amendment_address(record.number)}",
            "updated": _midnight(day, zone),
            "summary": (
                f"{_begin(standing(record, today))}. "
                f"{texts.approval or 'Not yet approved'}. Why: {texts.reason.striptags()} "
                f"What to do differently: {texts.action.striptags()}"
                f"{f' Proof: {texts.proof}.' if texts.proof else ''}"
            ),
        }
        for (record, texts), day in zip(shown, updated, strict=True)
    ]
    return fill(
        "amendments/feed.xml",
        id=f"{authority}:amendments",
        title=site.name,
        home=f"{site_url}{REGISTER_ADDRESS}",
        own=f"{site_url}{FEED}",
        updated=_midnight(max(updated), zone),
        entries=entries[::-1],
    )


def _begin(words: str) -> str:
    """The words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def _midnight(day: date, zone: str) -> str:
    """The moment at which a day begins in a zone (RFC 3339)."""
    return datetime.combine(day, time(), ZoneInfo(zone)).isoformat()
