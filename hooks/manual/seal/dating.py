"""The days on which something was first sealed: those of the lines of the chain that say it first.

So no seal can give an amendment, its approval or the contacts another day than that of the line in
which they appear; and a seal that a merge has joined has the days of the chain that goes on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from manual.seal.leaves import read_leaf
from manual.seal.model import hash_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from manual.seal.model import Seal, SealedList, SealedRecord

_APPROVAL = ("approved_by", "approved_on")
Held = dict[tuple[str, str], str]
"""The values of leaves, by kind and name."""


def date_seal(seal: Seal, leaves: AbstractSet[str], day: str) -> Seal:
    """A new seal, with the days on which what it holds was first sealed.

    `leaves` are those of the last sealing, and `day` is that of the new one. What they hold without
    a day gets none: it was sealed by an older version, nobody knows when.
    """
    held = {(leaf.kind, leaf.name): leaf.value for leaf in map(read_leaf, leaves)}
    contents = {
        number: _date_record(number, content, seal.records[number], held, day)
        for number, content in seal.contents.items()
    }
    listed = seal.list_of_contacts
    return replace(
        seal, contents=contents, list_of_contacts=listed and _date_list(listed, held, day)
    )


def _date_record(number: int, now: SealedRecord, digest: str, held: Held, day: str) -> SealedRecord:
    known_day, _, does = held.get(("sealed", f"{number}"), " ").partition(" ")
    is_same = held.get(("record", f"{number}")) == digest and does in {"", now.does}
    return replace(
        now,
        sealed=known_day if is_same else day,
        approval_sealed=_approval_day(number, now, held, day, is_same=is_same),
    )


def _approval_day(number: int, now: SealedRecord, held: Held, day: str, *, is_same: bool) -> str:
    """The day of an approval: that of who approved, where only the day of it was added later."""
    own = {key: hash_text(now.added[key]) for key in _APPROVAL if key in now.added}
    if "approved_by" not in own:
        return ""
    before = {key: held.get(("added", f"{number} {key}"), "") for key in _APPROVAL}
    known = {key: value for key, value in before.items() if value}
    is_known = known == own or (is_same and known == {"approved_by": own["approved_by"]})
    return held.get(("approval", f"{number}"), "") if is_known else day


def _date_list(now: SealedList, held: Mapping[tuple[str, str], str], day: str) -> SealedList:
    since, _, digest = held.get(("contacts", ""), " ").partition(" ")
    return replace(now, since=since if digest == now.digest else day)
