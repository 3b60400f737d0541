"""The history of one section: its wordings on any day, what is gone, and what is pending."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.amendments.history import undo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from manual.amendments.history import History
    from manual.amendments.model import Change, Record
    from manual.numbers.number import Number
    from manual.provisions.model import Wording


@dataclass(frozen=True)
class Timeline:
    """The wordings of one section and the changes that touched it."""

    section: Number
    newest: Mapping[Number, Wording]
    """The newest wordings of its provisions, pending ones too."""
    steps: tuple[tuple[Record, tuple[Change, ...]], ...]
    """The records that touched the section, in order, each with its changes there."""

    def at(self, day: date) -> dict[Number, Wording]:
        """The section's wordings at the end of `day`, in order of number; none before the first."""
        state = dict(self.newest)
        for record, changes in reversed(self.steps):
            if record.in_force <= day:
                break
            undo(state, changes)  # also those that renumbered a provision from another section
        return {number: state[number] for number in sorted(state) if self._holds(number)}

    def dates(self, day: date) -> tuple[date, ...]:
        """The days up to `day` on which the section's wording changed, in order."""
        return tuple(dict.fromkeys(r.in_force for r, _ in self.steps if r.in_force <= day))

    def changes(self, after: date | None, until: date) -> dict[Number, list[Change]]:
        """The changes after one day (None: from the start) and up to another, by provision.

        Those of each provision are in order, under the number that it has at the end; of one that
        is gone, under its last number.
        """
        return _follow(
            changes
            for record, changes in self.steps
            if record.in_force <= until and (after is None or record.in_force > after)
        )

    def changes_after(self, last: Record, until: date) -> dict[Number, list[Change]]:
        """The changes of the records after `last` and up to a day, in the form of `changes`."""
        return _follow(
            changes
            for record, changes in self.steps
            if record.in_force <= until and record.order > last.order
        )

    def gone(self, day: date) -> dict[Number, Change]:
        """The numbers that provisions of the section have given up by the end of `day`.

        Each with the change by which it was deleted or renumbered.
        """
        last: dict[Number, Change] = {}
        for record, changes in self.steps:
            if record.in_force > day:
                break
            for change in changes:
                if self._holds(change.number) and (change.after is None or change.now):
                    last[change.number] = change
        return last

    def coming(self, day: date) -> tuple[tuple[Record, tuple[Change, ...]], ...]:
        """The records that come into force after `day`, each with its changes to the section."""
        return tuple((record, changes) for record, changes in self.steps if record.in_force > day)

    def _holds(self, number: Number) -> bool:
        return number.of_section == self.section


def _follow(steps: Iterable[tuple[Change, ...]]) -> dict[Number, list[Change]]:
    by_number: dict[Number, list[Change]] = defaultdict(list)
    for changes in steps:
        moved = {
            c.number: by_number.pop(c.number) for c in changes if c.now and c.number in by_number
        }
        for change in changes:
            number = change.now or change.number
            earlier = moved.get(change.number, by_number.get(number, []))
            by_number[number] = [*earlier, change]
    return by_number


def timelines(history: History, sections: Iterable[Number]) -> dict[Number, Timeline]:
    """The timelines of the sections with these numbers, in one pass over the history."""
    newest: dict[Number, dict[Number, Wording]] = defaultdict(dict)
    for number, wording in history.newest.items():
        newest[number.of_section][number] = wording
    steps: dict[Number, list[tuple[Record, tuple[Change, ...]]]] = defaultdict(list)
    for record, changes in history.steps():
        touched: dict[Number, list[Change]] = defaultdict(list)
        for change in changes:
            for section in {change.number.of_section, (change.now or change.number).of_section}:
                touched[section].append(change)
        for section, own in touched.items():
            steps[section].append((record, tuple(own)))
    return {
        section: Timeline(section, newest[section], tuple(steps[section])) for section in sections
    }
