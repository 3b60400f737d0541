"""Keeping the record: sealing what was recorded, and recording what has changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from manual.address import CHAIN, RECORDS, SEAL, record_source
from manual.amendments.history import undo_records
from manual.check import check_reading
from manual.inventory import take_inventory
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.model import Provision
from manual.read import Collector, read_texts
from manual.seal.answer import read_answer
from manual.seal.chain import (
    check_chain,
    read_chain,
    settle,
    write_chain,
)
from manual.seal.check import changed_files
from manual.seal.draft import (
    Difference,
    Heading,
    Revision,
    compare,
    heading_of,
    next_number,
    unsealed_records,
    write_record,
)
from manual.seal.file import read_side, write_seal
from manual.seal.merge import split_merge
from manual.seal.model import (
    Seal,
    hash_earlier,
    hash_record,
)
from manual.sealing import go_on, join, part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from manual.amendments.model import Record
    from manual.model import Reading
    from manual.numbers.number import Number
    from manual.provisions.model import Wording
    from manual.seal.answer import Answer
    from manual.seal.chain import Chain

_UNCHANGED = "nothing has changed since the seal"


@dataclass(frozen=True)
class FileChanges:
    """What is to be written to the project's folder, and what it records."""

    texts: Mapping[str, str]
    """New or changed files, by path from the project's folder."""
    removed: tuple[str, ...] = ()
    """Files to be deleted."""
    difference: Difference | None = None
    """What is recorded; None where only the seal changes."""
    after: Mapping[Number, Wording] | None = None
    """The newest wordings, to which the difference leads."""
    remarks: tuple[str, ...] = ()
    """What the editor should know, each a sentence."""


def seal_onto(texts: Mapping[str, str], today: date, published: Answer) -> FileChanges:
    """Seal the manual upon what was published, whatever seal and chain are beside the texts.

    Raises `ProblemsError` where no seal came from there, or where the manual does not follow.
    """
    read_answer(published, is_first=False)
    others = {path: text for path, text in texts.items() if path not in {SEAL, CHAIN}}
    chain = {CHAIN: published.chain} if published.chain else {}
    return seal({**others, SEAL: published.text, **chain}, today)


def seal(texts: Mapping[str, str], today: date) -> FileChanges:
    """Seal the manual, all of whose changes are recorded.

    Two seals that a merge has left in one file are joined, if the texts follow from the records of
    both. Raises `ProblemsError` with every problem of the texts, the records and the seal.
    """
    chains = _settle_chain(texts)
    sides = split_merge(texts.get(SEAL, ""))
    if sides is None:
        # A chain that a merge has left in two is of two seals, and not yet of the one here.
        met = split_merge(texts.get(CHAIN, "")) is not None
        reading = _read(_with_chain(texts, chains[0]), today, merging=met)
        if not reading.records:
            raise ProblemsError([_unrecorded()])
        return _seal(reading, *chains)
    others = _with_chain(texts, None)
    plain = {path: text for path, text in others.items() if path != SEAL}
    here = read_texts(plain, today, Collector())
    ours, theirs = part(map(read_side, sides), here.wordings(), here.records)
    for side in (ours, theirs):
        # Each side's seal must follow from the texts when the other's records are undone.
        reading = _read({**others, SEAL: write_seal(side)}, today, merging=True)
    return _seal(replace(reading, seal=join(ours, theirs)), *chains)


def _with_chain(texts: Mapping[str, str], chain: Chain | None) -> dict[str, str]:
    others = {path: text for path, text in texts.items() if path != CHAIN}
    return {**others, CHAIN: write_chain(chain)} if chain else others


def _settle_chain(texts: Mapping[str, str]) -> tuple[Chain | None, ...]:
    """The chain; of two that a merge has left in its file, both, the likelier to go on first."""
    text = texts.get(CHAIN, "")
    if sides := split_merge(text):
        return settle(*map(read_chain, sides))
    return (read_chain(text) if text else None,)


def _seal(reading: Reading, *chains: Chain | None) -> FileChanges:
    """What is to be written of the seal, and of the chain with a line for it.

    Raises `ProblemsError` where that line rewrites what was settled.
    """
    seal, longer, place = go_on(chains, reading)
    remarks: list[str] = []
    if len(chains) > 1:
        which = ("that you merged in", "of this branch")[place]
        remarks.append(
            f"of two chains the one {which} goes on; if it is the other that is published, run "
            "'manual seal --onto' with the address or the path of the published seal"
        )
    if longer.last.day > reading.today.isoformat():
        said = f"the clock says {reading.today}, and the last sealing was on {longer.last.day}"
        remarks.append(f"{said}: the line of this one has that day. Is the clock right?")
    texts = {SEAL: write_seal(seal), CHAIN: write_chain(longer)}
    return FileChanges(texts, remarks=tuple(remarks))


def _unrecorded() -> Problem:
    hint = "run 'manual amend \"First edition\"' with a reason and an action: it seals too"
    return Problem("no-amendment", Where(RECORDS.rstrip("/")), "no amendment is recorded", hint)


def amend(texts: Mapping[str, str], today: date, heading: Heading) -> FileChanges:
    """Record what has changed since the seal as an amendment, and seal it.

    `heading.number` is ignored: the amendment gets the next free number. Raises `ProblemsError`
    where nothing has changed, where a record is not yet sealed, or where the texts have problems.
    """
    reading = _read_change(texts, today)
    before = reading.seal or Seal()
    _refuse_unsealed(reading.records, before)
    files = tuple(changed_files(before.files, take_inventory(reading).files))
    if not reading.difference and not files:
        hint = "change a text in docs/ first; a change of spaces or line breaks does not count"
        raise ProblemsError([Problem("nothing-changed", Where("docs"), _UNCHANGED, hint)])
    number = next_number(reading.records, before)
    difference = reading.difference or compare({}, {})
    heading = replace(heading, number=number, files=files)
    record = write_record(heading, difference, reading.numbering)
    path = record_source(number, heading.title)
    return _seal_changes({**texts, path: record}, today, {path: record}, reading)


def _refuse_unsealed(records: Iterable[Record], before: Seal) -> None:
    """Raise if a record is not yet sealed: its changes cannot be told from those not recorded."""
    waiting = unsealed_records(records, before)
    if waiting:
        names = ", ".join(str(record.number) for record in waiting)
        message = f"amendment {names}, recorded by hand, is not yet sealed"
        raise ProblemsError(
            [
                Problem(
                    "amendment-unsealed", Where(waiting[0].path), message, "run 'manual seal' first"
                )
            ]
        )


def revise(texts: Mapping[str, str], today: date, number: int, given: Revision) -> FileChanges:
    """Record anew what pending amendment `number` changes; withdraw it if nothing is left of it.

    One that names files is never withdrawn: those changed at once, and it is the record of that. It
    keeps its front matter except for what is `given`, and for an approval if the wordings have
    changed. Raises `ProblemsError` where it is not pending, where its record was altered since it
    was sealed, or where the texts have problems.
    """
    read = read_texts(texts, today, Collector())
    record = next((record for record in read.records if record.number == number), None)
    sealed = read.seal or Seal()
    by_hand = record is not None and number not in sealed.records
    if record is not None and record.in_force > today:
        if by_hand:
            return _revise_by_hand(texts, read, record, given)
        _refuse_altered(record, sealed)
        _refuse_past(record, sealed, given.in_force)
    reading = _read_change(texts, today)
    if record is None or record.in_force <= today:
        message = f"amendment {number} " + ("is in force" if record else "does not exist")
        hint = "only a pending amendment can be revised; add another that corrects it"
        if by_hand:
            hint = "it is not yet sealed: change its file by hand, then run 'manual seal'"
        where = Where(record.path if record else RECORDS.rstrip("/"))
        raise ProblemsError([Problem("amendment-not-pending", where, message, hint)])
    others = {path: text for path, text in texts.items() if path != record.path}
    before = _wordings_before(reading, record)
    difference = compare(before, {p.number: p.wording for p in reading.wordings()})
    old = replace(
        sealed,
        provisions=before,
        records={n: value for n, value in sealed.records.items() if n != number},
    )
    others[SEAL] = write_seal(old)
    files = _files_of(record, sealed, reading)
    if not difference and not files:
        others[SEAL] = write_seal(replace(old, withdrawn=old.withdrawn | {number}))
        return replace(_seal_changes(others, today, {}, reading), removed=(record.path,))
    front, remarks = _revise_heading(record, given, same=not reading.difference)
    text = write_record(replace(front, files=files), difference, reading.numbering)
    changes = _seal_changes({**others, record.path: text}, today, {record.path: text}, reading)
    told = (*changes.remarks, *remarks)
    return replace(changes, difference=difference, remarks=told)


def _files_of(record: Record, sealed: Seal, reading: Reading) -> tuple[str, ...]:
    """The forms and pictures that a pending record names, and those that have changed by now."""
    changed = changed_files(sealed.files, take_inventory(reading).files)
    return tuple(sorted({*record.front.files, *changed}))


def _refuse_altered(record: Record, sealed: Seal) -> None:
    """Raise if the lists or the earlier wordings of a pending record are not as they were sealed.

    The present text, which readers read until its day, follows from those. Where the seal has no
    hash of them (it was made by an older version, or when the record was in force), nothing in the
    record may have changed.
    """
    number = record.number
    if hash_record(record) == sealed.records[number]:
        return
    if hash_earlier(record) != sealed.earlier.get(number):
        message = f"amendment {number} was altered since it was sealed"
        hint = "put back its day, its texts and its lists of numbers: they say what holds today; "
        hint += f"then change the texts in docs/, and run 'manual amend --revise {number}'"
        raise ProblemsError([Problem("record-altered", Where(record.path), message, hint)])


def _refuse_past(record: Record, sealed: Seal, day: date | None) -> None:
    """Raise if a pending record is to come into force on a day on which it was still to come."""
    content = sealed.contents.get(record.number)
    if day and content and day.isoformat() < content.sealed:
        message = f"amendment {record.number} was sealed on {content.sealed} as one to come"
        hint = f"date it {content.sealed} or later: what was in force on a past day stays so"
        raise ProblemsError([Problem("record-too-early", Where(record.path), message, hint)])


def _revise_heading(
    record: Record, given: Revision, *, same: bool
) -> tuple[Heading, tuple[str, ...]]:
    """The new heading of a record, and what the editor should know of it.

    An approval is dropped unless the wordings are the `same` as those that were approved, or a new
    one is given.
    """
    front = given.apply(heading_of(record))
    if given.approved_by and not given.approved_on:
        front = replace(front, approved_on=None)  # that was of the approval before
    if not front.approved_by or same or given.approved_by:
        return front, ()
    anew = f"amendment {record.number} is to be approved anew: {front.approved_by} approved other"
    remark = f"{anew} wordings, so 'approved_by' is taken out"
    return replace(front, approved_by=None, approved_on=None), (remark,)


def _revise_by_hand(
    texts: Mapping[str, str], read: Reading, record: Record, given: Revision
) -> FileChanges:
    """Record anew what a pending record that was written by hand, and never sealed, is to record.

    The wordings before it are those of the seal: what the record itself says of them may be wrong.
    Raises if nothing is left of it.
    """
    others = {path: text for path, text in texts.items() if path != record.path}
    reading = _read_change(others, read.today)
    if reading.seal is None:
        message = f"nothing is sealed yet, so amendment {record.number} cannot be held against it"
        hint = "change its file by hand, then run 'manual seal'"
        raise ProblemsError([Problem("revise-before-seal", Where(record.path), message, hint)])
    _refuse_unsealed(reading.records, reading.seal)
    if not reading.difference:
        # It was never published: its number is still free, and its file is the editor's to delete.
        hint = "change the text, or delete this file"
        raise ProblemsError([Problem("nothing-changed", Where(record.path), _UNCHANGED, hint)])
    front, remarks = _revise_heading(record, given, same=read.history is not None)
    text = write_record(front, reading.difference, reading.numbering)
    changes = _seal_changes({**others, record.path: text}, read.today, {record.path: text}, reading)
    return replace(changes, remarks=(*changes.remarks, *remarks))


def _wordings_before(reading: Reading, record: Record) -> dict[Number, Wording]:
    """The sealed wordings with one record undone, which is sealed and pending."""
    sealed = (reading.seal or Seal()).provisions
    where = Where(SEAL)
    return undo_records([Provision(n, w, where) for n, w in sealed.items()], [record])


def _seal_changes(
    texts: Mapping[str, str], today: date, written: Mapping[str, str], before: Reading
) -> FileChanges:
    # The chain is that of the seal before.
    reading = _read(_with_chain(texts, None), today)
    after = {provision.number: provision.wording for provision in reading.wordings()}
    sealed = _seal(reading, before.chain)
    return replace(
        sealed, texts={**written, **sealed.texts}, difference=before.difference, after=after
    )


def _read_change(texts: Mapping[str, str], today: date) -> Reading:
    """What was read. Raises if there are problems other than a change that is not recorded."""
    collector = Collector()
    reading = read_texts(texts, today, collector)
    faults = [*collector.problems, *check_reading(replace(reading, seal=None, chain=None))]
    if reading.chain:
        faults += check_chain(reading.chain, reading.seal, reading.records)
    if faults:
        raise ProblemsError(faults)
    return reading


def _read(texts: Mapping[str, str], today: date, *, merging: bool = False) -> Reading:
    """What was read. Raises if there are problems."""
    collector = Collector()
    reading = read_texts(texts, today, collector)
    faults = [*collector.problems, *check_reading(reading, merging=merging)]
    if faults:
        raise ProblemsError(faults)
    return reading
