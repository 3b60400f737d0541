"""The seal: what was last published, so that no change of wording can be silent.

It holds every provision's newest wording, every record with the earlier wordings in it and who
approved it, every flowchart with its editions, the contacts that were checked, and every number,
page and step that was ever published.

Its format has a version. A change of what it holds raises it. A seal of an older version is read
and compared for as long as there may be one, so what is hashed, and how, never changes: a field
that a model gains is left out of its hash while it is empty (`_LATER`).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from manual.numbers.numbering import PLAIN, Numbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from manual.amendments.model import Change, Record
    from manual.numbers.number import Number
    from manual.provisions.model import Wording
    from manual.tree.model import Tree


VERSION = 4
"""Of the format. Version 2 added what records say, and the editions of flowcharts. Version 3 added
what flowcharts say, files, who approved an amendment, its source, and the day of its first sealing;
since then all that a seal holds is in the chain. Version 4 has the day of each amendment as a leaf
of its own."""


@dataclass(frozen=True)
class SealedTree:
    """A flowchart as it was when it was last sealed."""

    edition: str
    """The day of its edition: `2026-11-22`."""
    hash: str
    """Of all its values."""
    steps: frozenset[str]
    """The ids of all steps that it has ever had."""
    editions: Mapping[str, str] = field(default_factory=dict)
    """What each of its editions changed, by day; none in a seal of version 1."""
    content: Mapping[str, Any] = field(default_factory=dict)
    """All its values, as they are hashed; none in a seal of version 1 or 2."""


@dataclass(frozen=True)
class SealedRecord:
    """What a record says, as it is hashed."""

    front: Mapping[str, Any]
    """Its front matter as JSON, but for its number and what may be added later."""
    wordings: Mapping[str, tuple[str, str]]
    """The heading and the text of each earlier wording in it, by number."""
    sealed: str = ""
    """The day on which what it says and does was first sealed; empty if that was in version 2."""
    does: str = ""
    """The hash of its changes, with the wordings after them: see `hash_changes`."""
    added: Mapping[str, str] = field(default_factory=dict)
    """Of `LATER`, what had been added to it when it was sealed."""
    approval_sealed: str = ""
    """The day on which its approval was first sealed; empty while it has none."""


@dataclass(frozen=True)
class SealedContact:
    """A contact that somebody has checked, as it was when that was sealed."""

    checked: str
    """The day of the check: `2026-11-22`."""
    hash: str
    """Of the numbers and the form that were checked."""


@dataclass(frozen=True)
class SealedList:
    """All contacts as readers act on them."""

    since: str
    """The day on which they were first sealed so: `2026-11-22`."""
    digest: str
    """See `contacts/digest.py`."""


@dataclass(frozen=True)
class Seal:
    """What was last published. Hashes are those of `hash_text`."""

    version: int = field(default=VERSION, kw_only=True)
    """Of its format: what was not in that is not compared."""

    provisions: Mapping[Number, Wording] = field(default_factory=dict)
    """The newest wordings, pending ones too."""
    records: Mapping[int, str] = field(default_factory=dict)
    """The hash of each record, by its number."""
    earlier: Mapping[int, str] = field(default_factory=dict)
    """The hash of the earlier wordings in each pending record, by its number. They are what readers
    read until its day, and nothing else remembers them."""
    trees: Mapping[str, SealedTree] = field(default_factory=dict)
    """Each flowchart by its name."""
    numbers: frozenset[str] = frozenset()
    """Every number ever published."""
    addresses: frozenset[str] = frozenset()
    """Every page ever published, by its address from the site's root."""
    withdrawn: frozenset[int] = frozenset()
    """Numbers of the amendments that were withdrawn before their day."""
    feed: str = ""
    """What the ids of the feed begin with; empty until it is first sealed."""
    contacts: Mapping[str, SealedContact] = field(default_factory=dict)
    """By whole name, `east-sussex/front-door`."""
    contents: Mapping[int, SealedRecord] = field(default_factory=dict)
    """What each record says, by its number; none in a seal of version 1."""
    list_of_contacts: SealedList | None = None
    """None in a seal of version 1, and where there are no contacts."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The hash of each form and picture, by its path below `docs/`; none before version 3."""
    numbering: Numbering = PLAIN
    """How its numbers are read."""


WITH_CHAIN = 3
"""The version since which there is a chain beside each seal."""


def hash_text(text: str) -> str:
    """The SHA-256 of a text (in UTF-8), as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_wording(wording: Wording) -> str:
    """The hash of a wording: of its heading and its text, which are canonical."""
    return hash_text(f"{wording.heading}\n\n{wording.text}")


LATER = ("approved_by", "approved_on", "source")
"""The keys of a record that may be added after it was sealed, and stay from then on."""
_UNHASHED = {"amendment", *LATER}
"""Of the front matter of a record: its number, and what may be added later."""
_LATER = frozenset({"files", "labels", "record", "rules", "tell"})
"""Fields that the models of a record and of a flowchart have, or will have, since version 1."""


def content_of(record: Record) -> SealedRecord:
    """What a record says, without who approved it and its source, which may be added later.

    Its number is left out too: the seal has the record under that. Where a merge has given one of
    two records with the same number another one, it is still known by its hash.
    """
    front = _without_later(record.front.model_dump(mode="json", exclude=_UNHASHED))
    return SealedRecord(front, _wordings(record))


def added_to(record: Record) -> dict[str, str]:
    """Of `LATER`, what a record has."""
    values = record.front.model_dump(mode="json", include=set(LATER))
    return {key: value for key, value in values.items() if value}


def hash_content(content: SealedRecord) -> str:
    """The hash of what a record says."""
    values = [content.front, content.wordings]
    return hash_text(json.dumps(values, ensure_ascii=False, sort_keys=True))


def hash_record(record: Record) -> str:
    """The hash of a record, of all that `content_of` keeps of it."""
    return hash_content(content_of(record))


def hash_earlier(record: Record) -> str:
    """The hash of what it takes to undo a record: its lists of changes, its earlier wordings."""
    front = record.front.model_dump(mode="json", include={"inserted", "deleted", "renumbered"})
    return hash_text(json.dumps([front, _wordings(record)], ensure_ascii=False, sort_keys=True))


def hash_changes(changes: Iterable[Change]) -> str:
    """The hash of what a record does: of each wording before it and after it."""
    values = [[str(c.number), str(c.now or ""), _words(c.before), _words(c.after)] for c in changes]
    return hash_text(json.dumps(values, ensure_ascii=False))


def _words(wording: Wording | None) -> tuple[str, str] | None:
    return (wording.heading, wording.text) if wording else None


def _wordings(record: Record) -> dict[str, tuple[str, str]]:
    return {str(p.number): (p.wording.heading, p.wording.text) for p in record.wordings}


def values_of(tree: Tree) -> dict[str, Any]:
    """All values of a flowchart, as they are hashed."""
    values: dict[str, Any] = _without_later(tree.model_dump(mode="json"))
    return values


def hash_values(values: Mapping[str, Any]) -> str:
    """The hash of all values of a flowchart."""
    return hash_text(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def hash_tree(tree: Tree) -> str:
    """The hash of a flowchart, of all that `values_of` keeps of it."""
    return hash_values(values_of(tree))


def _without_later(values: Any) -> Any:
    """Values without the fields of `_LATER` that are empty."""
    if isinstance(values, dict):
        kept = ((k, v) for k, v in values.items() if v or k not in _LATER)
        return {key: _without_later(value) for key, value in kept}
    return [_without_later(value) for value in values] if isinstance(values, list) else values
