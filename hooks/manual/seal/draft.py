"""What has changed since the seal, and the text of a record of it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from manual.numbers.numbering import PLAIN, Numbering
from manual.provisions.definitions import write_definition
from manual.provisions.load import write_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from manual.amendments.model import Record
    from manual.numbers.number import Number
    from manual.provisions.model import Wording
    from manual.seal.model import Seal


@dataclass(frozen=True)
class Difference:
    """How the wordings of one state differ from those of an earlier one."""

    before: Mapping[Number, Wording]
    """The earlier wordings of those substituted, deleted and renumbered."""
    substituted: tuple[Number, ...]
    """Those that have another wording under the same number."""
    inserted: tuple[Number, ...]
    deleted: tuple[Number, ...]
    renumbered: Mapping[Number, Number]
    """The new number of each provision whose number has changed and whose wording has not."""

    def __bool__(self) -> bool:
        return bool(self.substituted or self.inserted or self.deleted or self.renumbered)


def unsealed_records(records: Iterable[Record], seal: Seal) -> tuple[Record, ...]:
    """The records whose numbers the seal does not know yet, in their order."""
    return tuple(record for record in records if record.number not in seal.records)


def compare(before: Mapping[Number, Wording], after: Mapping[Number, Wording]) -> Difference:
    """How `after` differs from `before`; a wording that has only moved counts as renumbered.

    Definitions were not always sealed. Where `before` has none, those of `after` enter as they are.
    """
    if not any(number.is_definition for number in before):
        after = {number: one for number, one in after.items() if not number.is_definition}
    gone = {number: wording for number, wording in before.items() if number not in after}
    new = {number: wording for number, wording in after.items() if number not in before}
    by_text: dict[tuple[str, str], Number] = {}
    for number, wording in new.items():
        if not number.is_section and not number.is_definition:
            by_text.setdefault((wording.heading, wording.text), number)
    renumbered: dict[Number, Number] = {}
    for number, wording in gone.items():
        key = (wording.heading, wording.text)
        if not number.is_section and key in by_text:
            renumbered[number] = by_text.pop(key)
    moved = set(renumbered.values())
    substituted = tuple(n for n, wording in before.items() if n in after and after[n] != wording)
    deleted = tuple(number for number in gone if number not in renumbered)
    return Difference(
        {number: before[number] for number in (*substituted, *gone)},
        tuple(sorted(substituted)),
        tuple(sorted(number for number in new if number not in moved)),
        tuple(sorted(deleted)),
        renumbered,
    )


@dataclass(frozen=True)
class Heading:
    """The front matter of a record to be written, except its lists of what it changes."""

    number: int
    title: str
    in_force: date
    reason: str
    action: str
    editorial: bool = False
    corrects: int | None = None
    source: str | None = None
    approved_by: str | None = None
    approved_on: date | None = None
    restated: bool = False
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revision:
    """What an editor changes in a heading; None leaves it as it is."""

    title: str | None = None
    in_force: date | None = None
    reason: str | None = None
    action: str | None = None
    editorial: bool | None = None
    corrects: int | None = None
    source: str | None = None
    approved_by: str | None = None
    approved_on: date | None = None

    def apply(self, heading: Heading) -> Heading:
        """The heading with what is given here, and otherwise as it was."""
        given = {key: value for key, value in asdict(self).items() if value is not None}
        return replace(heading, **given)


def heading_of(record: Record) -> Heading:
    """The front matter of a record, except its lists of what it changes."""
    front = record.front
    return Heading(
        record.number,
        front.title,
        front.in_force,
        front.reason,
        front.action,
        front.kind == "editorial",
        front.corrects,
        front.source,
        front.approved_by,
        front.approved_on,
        front.restated,
        front.files,
    )


def next_number(records: Iterable[Record], seal: Seal) -> int:
    """The number of the next amendment: one above every number ever used."""
    used = [*seal.records, *seal.withdrawn, *(record.number for record in records)]
    return max(used, default=0) + 1


def write_record(heading: Heading, difference: Difference, numbering: Numbering = PLAIN) -> str:
    """The text of a record's file, as an editor could have written it."""
    lines = [
        "---",
        f"amendment: {heading.number}",
        f"title: {yaml_text(heading.title)}",
        f"in_force: {heading.in_force}",
        f"kind: {'editorial' if heading.editorial else 'substantive'}",
        f"reason: {yaml_text(heading.reason)}",
        f"action: {yaml_text(heading.action)}",
    ]
    for key, text in (("source", heading.source), ("approved_by", heading.approved_by)):
        if text:
            lines.append(f"{key}: {yaml_text(text)}")
    if heading.approved_on:
        lines.append(f"approved_on: {heading.approved_on}")
    if heading.corrects is not None:
        lines.append(f"corrects: {heading.corrects}")
    if heading.restated:
        lines.append("restated: true")
    if heading.files:
        lines += _list("files", [*heading.files])
    for key, numbers in (("inserted", difference.inserted), ("deleted", difference.deleted)):
        if numbers:
            lines += _list(key, _spans(numbers))
    if difference.renumbered:
        pairs = {str(old): str(new) for old, new in sorted(difference.renumbered.items())}
        lines += _pairs("renumbered", pairs)
    lines.append("---")
    recorded = sorted((*difference.substituted, *difference.deleted))
    bodies = [write_body(number, difference.before[number], numbering) for number in recorded]
    return "\n".join(lines) + "\n" + "".join(f"\n{body}\n" for body in bodies)


def write_body(number: Number, wording: Wording, numbering: Numbering = PLAIN) -> str:
    """An earlier wording as the body of a record has it."""
    if number.is_definition:
        return write_definition(number, wording)
    return write_wording(number, wording, numbering)


def _spans(numbers: tuple[Number, ...]) -> list[str]:
    """The entries that name some provisions; one names a section with all that it has."""
    sections = {number for number in numbers if number.is_section}
    return [
        f"section {number}" if number.is_section else str(number)
        for number in numbers
        if number.is_section or number.of_section not in sections
    ]


_WIDEST = 100
"""Characters of a list on one line; a longer one is easier to read and to merge line by line."""


def _list(key: str, entries: list[str]) -> list[str]:
    """A list as YAML. Entries need no quotation marks: `2.4.2`, with two dots, is no number."""
    line = f"{key}: {json.dumps(entries, ensure_ascii=False)}"
    return [line] if len(line) <= _WIDEST else [f"{key}:", *(f"  - {entry}" for entry in entries)]


def _pairs(key: str, pairs: Mapping[str, str]) -> list[str]:
    line = f"{key}: {json.dumps(pairs)}"
    rows = (f"  {old}: {new}" for old, new in pairs.items())
    return [line] if len(line) <= _WIDEST else [f"{key}:", *rows]


def yaml_text(text: str) -> str:
    """A text as YAML: plain where that is safe, and otherwise in quotation marks."""
    words = " ".join(text.split())
    plain = re.fullmatch(r"[A-Za-z][^:#\[\]{}&*!|>'\"%@`]*", words) and not words.endswith(" ")
    reserved = words.lower() in {"yes", "no", "true", "false", "on", "off", "null", "y", "n"}
    return words if plain and not reserved else json.dumps(words, ensure_ascii=False)
