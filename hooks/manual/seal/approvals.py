"""What may be added to a record that is sealed, and stays from then on: approval and source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from manual.seal.model import LATER, added_to, hash_content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.amendments.model import Record
    from manual.seal.model import SealedRecord

_APPROVAL = ("approved_by", "approved_on")


def date_sealing(now: SealedRecord, before: SealedRecord | None, today: str) -> SealedRecord:
    """What a new seal keeps of a record, with the days on which that was first sealed.

    `before` is what the last seal has of it. What that had without a day gets none: it was sealed
    by an older version, nobody knows when.
    """
    is_same = (
        before is not None
        and hash_content(before) == hash_content(now)
        and before.does in {"", now.does}
    )
    sealed = before.sealed if before and is_same else today
    approval_sealed = ""
    if "approved_by" in now.added:
        is_known = before is not None and approval_of(before) == approval_of(now)
        approval_sealed = before.approval_sealed if before and is_known else today
    return replace(now, sealed=sealed, approval_sealed=approval_sealed)


def approval_of(content: SealedRecord) -> tuple[str, ...]:
    """Who approved an amendment, and when, as they were sealed; empty texts where nobody did."""
    return tuple(content.added.get(key, "") for key in _APPROVAL)


def find_altered(record: Record, sealed: SealedRecord) -> Iterator[tuple[str, str, str]]:
    """Each key that was added to a record and sealed, and is altered or gone: with both values."""
    now = added_to(record)
    for key in LATER:
        old, new = sealed.added.get(key, ""), now.get(key, "")
        if old and old != new:
            yield key, old, new


def is_backdated(record: Record, sealed: SealedRecord) -> bool:
    """Whether a record says that it was approved before a day on which it was sealed unapproved.

    On that day it was published as not yet approved, and sheets of it may say so.
    """
    day = record.front.approved_on
    unapproved = sealed.sealed and "approved_by" not in sealed.added
    return bool(unapproved and day and day.isoformat() < sealed.sealed)


BACKDATED_HINT = (
    "write the day on which what was published was approved; if that was in fact earlier, leave "
    "'approved_on' out, and name the minutes in 'approved_by'"
)
KEPT_HINT = (
    "put it back: who approved an amendment, when, and its source stay once they are sealed; to "
    "mend a mistake in them, add a record with 'corrects: {}' whose reason says so"
)


def backdated_message(record: Record, sealed: SealedRecord) -> str:
    """What is wrong with a record of which `is_backdated` is true."""
    return (
        f"amendment {record.number} was sealed on {sealed.sealed} as not yet approved, and says "
        f"that it was approved on {record.front.approved_on}"
    )
