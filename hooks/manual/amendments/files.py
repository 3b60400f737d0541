"""The forms and pictures of a day: a record that changes one has the earlier one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import kept_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from manual.amendments.model import Record
    from manual.files.model import Attachment


def files_at(
    files: Mapping[str, Attachment], records: Iterable[Record], day: date
) -> dict[str, Attachment]:
    """The forms and pictures at the end of `day`, by path in `docs/`; `files` are those of now.

    One that a later record changed, and that nobody kept, is not among them. One that is newer than
    the day may be: no wording of the day names it.
    """
    found = {path: one for path, one in files.items() if path == one.path}
    for record in sorted(records, key=lambda record: record.order, reverse=True):
        if record.in_force <= day:
            break
        for name in record.front.files:
            kept = files.get(kept_path(record.number, name))
            if kept:
                found[name] = kept
            else:
                found.pop(name, None)
    return found


def since(name: str, records: Iterable[Record], day: date) -> date | None:
    """The day from which a file stands as it does on `day`; None where no record changed it."""
    days = [r.in_force for r in records if name in r.front.files and r.in_force <= day]
    return max(days, default=None)


def spans(
    files: Mapping[str, Attachment], records: Iterable[Record]
) -> Iterator[tuple[Attachment, date | None, date | None]]:
    """Each file of each time: from which day it stood so, and the day on which it did no more.

    None where no record tells. Of one that nobody kept there is nothing.
    """
    ordered = sorted(records, key=lambda record: record.order)
    present = {path: one for path, one in files.items() if path == one.path}
    named = {name for record in ordered for name in record.front.files}
    for name in sorted(present.keys() | named):
        begins = None
        for record in (record for record in ordered if name in record.front.files):
            kept = files.get(kept_path(record.number, name))
            if kept and begins != record.in_force:
                yield kept, begins, record.in_force
            begins = record.in_force
        if name in present:
            yield present[name], begins, None
