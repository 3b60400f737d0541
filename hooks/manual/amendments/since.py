"""What has changed in a section since a copy of it was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from manual.amendments.model import Change, Record
    from manual.amendments.timeline import Timeline
    from manual.numbers.number import Number


def mark(record: Record) -> str:
    """The id of an edition that ends with a record, even if its day has more: `2026-11-22.4`."""
    return f"{record.in_force}.{record.number}"


@dataclass(frozen=True)
class NetChange:
    """What became of one provision between the day of a copy and today."""

    number: Number
    """Its present number; of a deleted provision, its last."""
    was: Number | None
    """Its number on the copy where it has been renumbered since; otherwise None."""
    changes: tuple[Change, ...]
    """Everything that was done to it since, in order; at least one change."""

    @property
    def kind(self) -> str:
        """`inserted`, `deleted`, `amended`, `renumbered` or `renumbered and amended`."""
        if self.changes[0].before is None:
            return "inserted"
        if self.changes[-1].after is None:
            return "deleted"
        kinds = [*(["renumbered"] if self.was else []), *(["amended"] if self.is_reworded else [])]
        return " and ".join(kinds)

    @property
    def is_reworded(self) -> bool:
        """Whether its wording differs from that on the copy."""
        return self.changes[0].before != self.changes[-1].after

    @property
    def is_none(self) -> bool:
        """Whether everything that was changed has been changed back."""
        return not self.is_reworded and self.was is None


@dataclass(frozen=True)
class Since:
    """What has changed in a section since a copy whose newest record is `last`."""

    last: Record
    records: tuple[Record, ...]
    """The records after it that are in force, in order."""
    differences: tuple[NetChange, ...]
    """In order of number; none where everything was changed back."""

    @property
    def mark(self) -> str:
        """The id of the edition with which the state of the copy began: `2026-11-22.4`."""
        return mark(self.last)

    @property
    def is_editorial(self) -> bool:
        """Whether nothing has changed in substance."""
        return all(c.record.front.kind == "editorial" for d in self.differences for c in d.changes)


def since_each(timeline: Timeline, today: date) -> Iterator[Since]:
    """What has changed since each earlier state of a section, from the first state on."""
    records = [record for record, _ in timeline.steps if record.in_force <= today]
    for index, last in enumerate(records[:-1], 1):
        by_number = timeline.changes_after(last, today)
        differences = (
            _difference(number, changes) for number, changes in sorted(by_number.items())
        )
        real = tuple(difference for difference in differences if not difference.is_none)
        yield Since(last, tuple(records[index:]), real)


def _difference(number: Number, changes: Sequence[Change]) -> NetChange:
    first = changes[0]
    was = first.number if first.before is not None and first.number != number else None
    return NetChange(number, was, tuple(changes))
