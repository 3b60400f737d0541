"""The seal of what was read: made upon the one before, or out of two that have met in a merge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from manual.amendments.history import undo_records
from manual.inventory import take_inventory
from manual.problem import ProblemsError
from manual.seal.chain import check_rewriting, extend, next_day
from manual.seal.contacts import sealed_contacts, sealed_list
from manual.seal.dating import date_seal
from manual.seal.draft import unsealed_records
from manual.seal.leaves import leaves_of
from manual.seal.model import (
    Seal,
    added_to,
    content_of,
    hash_changes,
    hash_earlier,
    hash_record,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from manual.amendments.model import Record
    from manual.model import Reading
    from manual.numbers.number import Number
    from manual.problem import Problem
    from manual.provisions.model import Provision, Wording
    from manual.seal.chain import Chain
    from manual.seal.model import SealedRecord


def make_seal(reading: Reading) -> Seal:
    """The seal of what was read, in which there is no problem, upon the seal that there was.

    It is not yet dated: see `seal/dating.py`.
    """
    now, old = take_inventory(reading), reading.seal or Seal()
    provisions = {provision.number: provision.wording for provision in reading.wordings()}
    ever = {
        str(number)
        for record, changes in (reading.history.steps() if reading.history else ())
        # A pending amendment may be withdrawn, so what it inserts has no address yet.
        if record.in_force <= reading.today
        for change in changes
        for number in (change.number, change.now or change.number)
    }
    trees = {
        name: replace(tree, steps=tree.steps | old.trees[name].steps) if name in old.trees else tree
        for name, tree in now.trees.items()
    }
    return Seal(
        provisions,
        {record.number: hash_record(record) for record in reading.records},
        {r.number: hash_earlier(r) for r in reading.records if r.in_force > reading.today},
        trees,
        old.numbers | ever,
        old.addresses | now.addresses,
        old.withdrawn,
        now.feed,
        sealed_contacts(reading.loaded_contacts, old.contacts, reading.today),
        _sealed_records(reading),
        sealed_list(reading.loaded_contacts, old.list_of_contacts, reading.today),
        now.files,
        reading.numbering,
    )


def _sealed_records(reading: Reading) -> dict[int, SealedRecord]:
    """What a new seal keeps of each record."""
    assert reading.history  # noqa: S101 - there is one where there is no problem
    return {
        record.number: replace(
            content_of(record), does=hash_changes(changes), added=added_to(record)
        )
        for record, changes in reading.history.steps()
    }


def go_on(chains: Iterable[Chain | None], reading: Reading) -> tuple[Seal, Chain, int]:
    """A new seal, and the first of some chains that it does not rewrite: with its line; its place.

    The seal is dated by that chain. So, where two amendments had the same number, the side goes on
    whose amendment has kept it. Raises `ProblemsError` where every chain would be rewritten.
    """
    assert reading.history  # noqa: S101 - there is one where there is no problem
    new = make_seal(reading)
    faults: list[Problem] = []
    for place, chain in enumerate(chains):
        known = chain.leaves if chain and chain.deltas else leaves_of(reading.seal or Seal())
        day = next_day(chain, reading.today)
        edition = reading.history.edition_at(date.fromisoformat(day))
        seal = date_seal(new, known, day)
        longer = extend(chain, seal, reading.today, (edition or reading.history.editions()[0]).id)
        rewritten = [*check_rewriting(longer, reading.records)]
        if not rewritten:
            return seal, longer, place
        faults = faults or rewritten
    raise ProblemsError(faults)


def part(
    sides: Iterable[Seal], newest: Iterable[Provision], records: Iterable[Record]
) -> tuple[Seal, Seal]:
    """Two seals as they were before git left them in one file, by the texts of today.

    Git puts a wording that one side alone has changed into both, and leaves marks where the lines
    of both have changed. A side had what its records lead to. What neither can have had stays: it
    is a problem.
    """
    there = tuple(records)
    ours, theirs = (_renumber(side, there) for side in sides)
    provisions = tuple(newest)
    own, other = (undo_records(provisions, unsealed_records(there, s)) for s in (ours, theirs))
    return _with_own_wordings(ours, own, other), _with_own_wordings(theirs, other, own)


def _with_own_wordings(
    side: Seal, own: Mapping[Number, Wording], other: Mapping[Number, Wording]
) -> Seal:
    """A seal with its own wordings, where it has those of either side."""
    found: dict[Number, Wording] = {}
    for number in {*side.provisions, *own, *other}:
        sealed = side.provisions.get(number)
        kept = own.get(number) if sealed in {own.get(number), other.get(number)} else sealed
        if kept is not None:
            found[number] = kept
    return replace(side, provisions=found)


def _renumber(side: Seal, records: Iterable[Record]) -> Seal:
    """A seal with its records under their present numbers: a merge may have changed one."""
    now = {hash_record(record): record.number for record in records}
    renumbered = {number: now.get(value, number) for number, value in side.records.items()}
    return replace(
        side,
        records={renumbered[n]: value for n, value in side.records.items()},
        contents={renumbered[n]: content for n, content in side.contents.items()},
    )


def join(ours: Seal, theirs: Seal) -> Seal:
    """One seal with all that either of the two has."""
    trees = {
        name: replace(tree, steps=tree.steps | theirs.trees[name].steps)
        if name in theirs.trees
        else tree
        for name, tree in ours.trees.items()
    }
    both = {
        number: replace(content, added={**ours.contents[number].added, **content.added})
        for number, content in theirs.contents.items()
        if number in ours.contents
    }
    return Seal(
        {**theirs.provisions, **ours.provisions},
        {**theirs.records, **ours.records},
        {**theirs.earlier, **ours.earlier},
        {**theirs.trees, **trees},
        ours.numbers | theirs.numbers,
        ours.addresses | theirs.addresses,
        ours.withdrawn | theirs.withdrawn,
        ours.feed or theirs.feed,
        {**theirs.contacts, **ours.contacts},
        {**ours.contents, **theirs.contents, **both},
        ours.list_of_contacts or theirs.list_of_contacts,
        {**theirs.files, **ours.files},
        ours.numbering,
    )
