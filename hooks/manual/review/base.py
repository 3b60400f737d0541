"""What a copy was made from: the provisions of its base, as the record has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.amendments.history import undo_records
from manual.problem import Where
from manual.provisions.model import Provision
from manual.review.copy import ALL, AMENDMENT, BASE, SCOPE, find_scope, units_of_record
from manual.review.source import GLOSSARY_KEY, Source, show_wording
from manual.review.told import Told, ToldError
from manual.seal.model import Seal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.model import Reading
    from manual.numbers.number import Number
    from manual.provisions.model import Wording
    from manual.word.block import Block
    from manual.word.marked import Marked

Blocks = tuple["Block", ...]


@dataclass(frozen=True)
class Base:
    """What a file was made from: its provisions before and after what it proposes."""

    scope: str
    """As the file says it: `2.5`, `amendment 5`, `all`."""
    before: Mapping[str, Blocks]
    """The provisions as they are with all changes rejected, by number."""
    after: Mapping[str, Blocks]
    """The same, but of an amendment: its provisions with it."""

    @property
    def is_amendment(self) -> bool:
        """Whether the file shows an amendment."""
        return self.scope.startswith(AMENDMENT)


def find_base(reading: Reading, marked: Marked, name: str) -> Base:
    """The base that a file names. Raises `ToldError` where it names none that is known."""
    wanted, base = marked.facts.get(SCOPE, ""), marked.facts.get(BASE, "")
    if not wanted or not base.isdecimal() or len(base) > 9:  # noqa: PLR2004 - digits of a number
        hint = (
            "take in only what 'manual word out' made, saved as .docx; other texts: manual import"
        )
        raise ToldError([Told(0, "it does not say what it was made from", hint).spell(name)])
    scope = find_scope(reading, wanted)
    number = int(base)
    last = max((record.number for record in reading.records), default=0)
    if number > last:
        hint = "fetch the newest state of the manual first (git pull)"
        message = f"it was made from amendment {number}, and the last one here is {last}"
        raise ToldError([Told(0, message, hint).spell(name)])
    if scope.startswith(AMENDMENT):
        return _of_record(reading, scope)
    state = _wordings_at(reading, number)
    shown = {
        str(one): show_wording(one, wording, reading.numbering)
        for one, wording in sorted(state.items())
        if scope in {ALL, section_of(one)}
    }
    if scope in {ALL, GLOSSARY_KEY} and any(key.startswith("glossary/") for key in shown):
        title = Source.title(GLOSSARY_KEY, reading.glossary.title)
        shown = {GLOSSARY_KEY: (title,), **shown}
    return Base(scope, shown, shown)


def _of_record(reading: Reading, scope: str) -> Base:
    number = int(scope.removeprefix(AMENDMENT))
    record = next(one for one in reading.records if one.number == number)
    units = [*units_of_record(reading, record)]
    return Base(
        scope,
        {unit.tag: unit.before for unit in units if unit.before},
        {unit.tag: unit.after for unit in units if unit.after},
    )


def section_of(number: Number) -> str:
    """What of a copy a provision belongs to: its section, or the glossary."""
    return GLOSSARY_KEY if number.is_definition else number.section


def _wordings_at(reading: Reading, last: int) -> dict[Number, Wording]:
    """The newest wordings as they were sealed when `last` was the last amendment."""
    sealed = (reading.seal or Seal()).provisions
    later = [record for record in reading.records if record.number > last]
    here = Where("")
    return undo_records([Provision(n, w, here) for n, w in sealed.items()], later)
