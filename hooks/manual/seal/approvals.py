"""What may be added to a record that is sealed, and stays from then on: approval and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.seal.model import LATER, added_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.amendments.model import Record
    from manual.seal.model import SealedRecord

_APPROVAL = ("approved_by", "approved_on")


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

    On that day it was published as not yet approved, and sheets of it may say so. Where the day of
    an approval is added to an approval without one, the days of both sealings tell.
    """
    day = record.front.approved_on
    is_later = not sealed.added.get("approved_by") or sealed.approval_sealed > sealed.sealed
    return bool(sealed.sealed and is_later and day and day.isoformat() < sealed.sealed)


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
