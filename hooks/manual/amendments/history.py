"""Walks back from the newest wordings through the records, to every wording on every day.

`docs/` holds the newest wordings; a record holds the wordings that it replaced. Undoing the
records, the last one first, gives the manual as it was before each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from manual.amendments.model import Change, Edition, Record
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.definitions import named_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from manual.numbers.number import Number
    from manual.provisions.model import Provision, Wording

State = dict["Number", "Wording"]


@dataclass(frozen=True)
class History:
    """The newest wordings, and the changes that led to them, in the order of the records."""

    newest: Mapping[Number, Wording]
    records: tuple[Record, ...]
    """In the order in which they apply."""
    changes: tuple[tuple[Change, ...], ...]
    """What each record changes, by order of number; as many as there are records."""

    def at(self, day: date) -> dict[Number, Wording]:
        """The wordings at the end of `day`, in order of number; none before the first edition."""
        state = dict(self.newest)
        for record, changes in reversed([*self.steps()]):
            if record.in_force <= day:
                break
            undo(state, changes)
        if self.records and day < self.records[0].in_force:
            # A definition that no record inserts is as old as the manual, and no older.
            return {}
        return dict(sorted(state.items()))

    def editions(self) -> tuple[Edition, ...]:
        """Every edition, from the first to the last, pending ones too."""
        by_day = groupby(self.records, key=lambda record: record.in_force)
        return tuple(Edition(day, tuple(records)) for day, records in by_day)

    def edition_at(self, day: date) -> Edition | None:
        """The edition in force on `day`; None before the first."""
        editions = self.editions()
        index = bisect_right([edition.date for edition in editions], day)
        return editions[index - 1] if index else None

    def steps(self) -> Iterator[tuple[Record, tuple[Change, ...]]]:
        """Each record with what it changes, in the order in which they apply."""
        return zip(self.records, self.changes, strict=True)

    def changes_by(self, record: Record) -> tuple[Change, ...]:
        """What one of the records changed, in order of number."""
        return self._by_number[record.number]

    @cached_property
    def _by_number(self) -> dict[int, tuple[Change, ...]]:
        return {record.number: changes for record, changes in self.steps()}


def undo(state: State, changes: Iterable[Change]) -> None:
    """Turn `state`, the wordings after all the `changes` of one record, into those before them."""
    for change in changes:
        if change.after is not None:
            state.pop(change.now or change.number, None)
    for change in changes:
        if change.before is not None:
            state[change.number] = change.before


def undo_records(provisions: Iterable[Provision], records: Iterable[Record]) -> State:
    """The newest wordings with the changes of some records undone, the last one first.

    Raises `ProblemsError` with every contradiction between the two.
    """
    state: State = {provision.number: provision.wording for provision in provisions}
    problems: list[Problem] = []
    for record in sorted(records, key=lambda record: record.order, reverse=True):
        step = _Step(record, state)
        step.undo()
        problems.extend(step.problems)
    if problems:
        raise ProblemsError(problems)
    return state


def walk_back(provisions: Iterable[Provision], records: Iterable[Record]) -> History:
    r"""The history that the newest provisions and the records make.

    Raises `ProblemsError` with every contradiction between them.

    >>> from datetime import date
    >>> from manual.amendments.load import load_record
    >>> from manual.provisions.load import load_wordings
    >>> from manual.numbers.numbering import PLAIN
    >>> newest = load_wordings("newest.md", "2.1 Danger\n\n2.1.1 Call 999 at once.", 1)
    >>> first = load_record("0001-danger.md", '''---
    ... amendment: 1
    ... title: Danger
    ... in_force: 2026-01-01
    ... reason: The manual begins.
    ... action: Follow it.
    ... inserted: [section 2.1]
    ... ---
    ... ''')
    >>> second = load_record("0002-at-once.md", '''---
    ... amendment: 2
    ... title: At once
    ... in_force: 2027-01-01
    ... reason: Some waited.
    ... action: Call first.
    ... ---
    ... 2.1.1 Call 999.
    ... ''')
    >>> history = walk_back(newest, [first, second])
    >>> history.at(date(2026, 6, 30))[PLAIN.read("2.1.1")].text
    'Call 999.'
    >>> history.at(date(2025, 12, 31))
    {}
    """
    ordered = tuple(sorted(records, key=lambda record: record.order))
    newest = {provision.number: provision for provision in provisions}
    state: State = {number: provision.wording for number, provision in newest.items()}
    problems = list(check_numbers(ordered))
    by_record: list[tuple[Change, ...]] = []
    for record in reversed(ordered):
        step = _Step(record, state)
        by_record.append(tuple(step.undo()))
        problems.extend(step.problems)
    if not problems:
        problems.extend(_uninserted(state, newest, ordered))
        problems.extend(_used_again(reversed(by_record)))
    if problems:
        raise ProblemsError(problems)
    wordings = {number: newest[number].wording for number in sorted(newest)}
    return History(wordings, ordered, tuple(reversed(by_record)))


def _used_again(steps: Iterable[tuple[Change, ...]]) -> Iterable[Problem]:
    """A problem for each number that one provision gave up and another was given later."""
    gone: dict[Number, Record] = {}
    for changes in steps:
        gone |= {c.number: c.record for c in changes if c.after is None or c.now}
        for change in changes:
            number = change.number if change.before is None else change.now
            if number in gone and not number.is_definition:
                hint = "a number is never used again; take the next that is free"
                message = f"{number} is used again: amendment {gone[number].number} took it away"
                yield Problem("number-used-again", _place(change.record, number), message, hint)


def _place(record: Record, number: Number) -> Where:
    """Where a record names a number that it inserts or gives."""
    named = [where for _, new, where in record.renumbered if new == number]
    named += [where for span, where in record.inserted if span.holds(number)]
    return named[0] if named else Where(record.path)


def _uninserted(
    state: State, newest: Mapping[Number, Provision], records: tuple[Record, ...]
) -> Iterable[Problem]:
    """A problem for what no record inserts: `state` is what is left once all are undone.

    Where that is a whole section, one problem says so.
    """
    for number in state:
        if number.of_section in state and not number.is_section:
            continue
        if number.is_definition:
            continue  # it is as old as the manual
        where = newest[number].where if number in newest else Where(records[0].path)
        name = f"section {number}" if number.is_section else str(number)
        hint = f"add \"{name}\" to 'inserted' of the amendment that inserts it"
        yield Problem("insertion-unrecorded", where, f"no amendment has inserted {name}", hint)


def check_numbers(records: Sequence[Record]) -> Iterable[Problem]:
    """A problem for each number of two records, and each `corrects` that names no earlier one."""
    by_number: dict[int, Record] = {}
    for record in sorted(records, key=lambda record: (record.number, record.path)):
        twin = by_number.setdefault(record.number, record)
        if twin is not record:
            message = f"amendment {record.number} is also in {twin.path}"
            free = max(other.number for other in records) + 1
            yield Problem(
                "amendment-number-twice",
                Where(record.path),
                message,
                f"give one of the two the number {free}",
            )
    for record in records:
        corrected = record.front.corrects
        if corrected is None:
            continue
        if corrected not in by_number:
            message = f"it corrects amendment {corrected}, which does not exist"
            yield Problem(
                "corrects-nothing",
                Where(record.path),
                message,
                "write the number of a recorded amendment",
            )
        elif by_number[corrected].order >= record.order:
            message = f"it corrects amendment {corrected}, which does not come before it"
            yield Problem(
                "corrects-later",
                Where(record.path),
                message,
                "a record mends a mistake in an earlier one",
            )


class _Step:
    """Undoes one record: `state`, the wordings after it, becomes those before it."""

    def __init__(self, record: Record, state: State) -> None:
        self.record = record
        self.state = state
        self.problems: list[Problem] = []

    def undo(self) -> list[Change]:
        record = self.record
        recorded = {one.number: self._named(one) for one in record.wordings}
        changes = [
            *self._renumberings(recorded),
            *self._insertions(),
            *self._deletions(recorded),
        ]
        done = {change.number for change in changes if change.before is not None}
        inserted = {change.number for change in changes if change.before is None}
        for number, provision in recorded.items():
            if number in done:
                continue
            if number in inserted:
                hint = "what an amendment inserts had no wording before: delete one of the two"
                self._problem(
                    "inserted-with-wording",
                    provision.where,
                    f"{number} is inserted, but has an earlier wording",
                    hint,
                )
            elif number not in self.state:
                hint = f"is the number right? If it was deleted, add \"{number}\" to 'deleted'"
                message = f"it records an earlier wording of {number}, which did not exist after it"
                self._problem("wording-of-nothing", provision.where, message, hint)
            elif provision.wording == self.state[number]:
                hint = "record the wording that applied before; if nothing changed, delete it here"
                message = f"the earlier wording of {number} equals the one that replaced it"
                self._problem("wording-unchanged", provision.where, message, hint)
            else:
                changes.append(Change(record, number, provision.wording, self.state[number]))
        says_more = record.front.files or record.front.corrects
        if not changes and not says_more and not self.problems:
            hint = "name what it inserts, deletes or renumbers, or record an earlier wording"
            self._problem(
                "amendment-empty",
                Where(record.path),
                f"amendment {record.number} changes nothing",
                hint,
            )
        undo(self.state, changes)
        return sorted(changes, key=lambda change: change.number)

    def _named(self, provision: Provision) -> Provision:
        """An earlier wording; that of a definition with its term."""
        number, wording = provision.number, provision.wording
        if not number.is_definition:
            return provision
        return replace(provision, wording=named_as(wording, number, self.state.get(number)))

    def _renumberings(self, recorded: Mapping[Number, Provision]) -> Iterable[Change]:
        taken: dict[Number, Number] = {}
        for old, new, where in self.record.renumbered:
            if taken.setdefault(new, old) != old:
                hint = "each paragraph takes a number of its own"
                message = f"{old} is renumbered {new}, and so is {taken[new]}"
                self._problem("renumbered-to-one", where, message, hint)
                continue
            after = self.state.get(new)
            if after is None:
                hint = "is the new number right, and does the paragraph have it in docs/?"
                self._problem(
                    "renumbered-to-nothing",
                    where,
                    f"{old} is renumbered {new}, which did not exist after it",
                    hint,
                )
                continue
            if old in self.state and old not in {target for _, target, _ in self.record.renumbered}:
                hint = "delete what is there, or give it a number that was never used"
                self._problem(
                    "renumbered-still-there",
                    where,
                    f"{old} is renumbered {new}, but is still there",
                    hint,
                )
                continue
            before = recorded[old].wording if old in recorded else after
            yield Change(self.record, old, before, after, now=new)

    def _insertions(self) -> Iterable[Change]:
        moved = {new for _, new, _ in self.record.renumbered}
        by_section: dict[Number, list[Number]] = defaultdict(list)
        for number in self.state if self.record.inserted else ():
            by_section[number.of_section].append(number)
        for span, where in self.record.inserted:
            within = by_section.get(span.first.of_section, [])
            numbers = [number for number in within if span.holds(number) and number not in moved]
            if not numbers:
                name = f"section {span.first}" if span.whole_section else str(span.first)
                hint = "is the number right, and is the paragraph in docs/?"
                self._problem(
                    "inserted-nothing",
                    where,
                    f"'inserted' names {name}, which did not exist after it",
                    hint,
                )
            for number in numbers:
                yield Change(self.record, number, None, self.state[number])

    def _deletions(self, recorded: Mapping[Number, Provision]) -> Iterable[Change]:
        renumbered = {old for old, _, _ in self.record.renumbered}
        for span, where in self.record.deleted:
            numbers = [
                number for number in recorded if span.holds(number) and number not in renumbered
            ]
            if not numbers:
                hint = f"write its last wording in the body: '{span.first} Text'"
                self._problem(
                    "deleted-without-wording",
                    where,
                    f"{span.first} is deleted, but its wording is not recorded",
                    hint,
                )
            for number in numbers:
                if number in self.state:
                    hint = "delete it in docs/, or take it out of 'deleted'"
                    self._problem(
                        "deleted-still-there",
                        where,
                        f"{number} is deleted, but is still there",
                        hint,
                    )
                    continue
                yield Change(self.record, number, recorded[number].wording, None)

    def _problem(self, rule: str, where: Where, message: str, hint: str) -> None:
        self.problems.append(Problem(rule, where, message, hint))
