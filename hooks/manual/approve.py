"""Approving: the lines that say who approved an amendment, and when, written into its record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from manual.address import RECORDS
from manual.keep import seal
from manual.problem import Problem, ProblemsError, Where
from manual.read import Collector, read_texts
from manual.seal.draft import yaml_text
from manual.seal.model import Seal
from manual.text.front import FRONT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from manual.amendments.model import Record
    from manual.keep import FileChanges
    from manual.model import Reading


@dataclass(frozen=True)
class Approval:
    """Who approved some amendments."""

    by: str
    on: date | None = None
    """The day; None where it is not known."""


def approve(
    texts: Mapping[str, str], today: date, numbers: Iterable[int], approval: Approval
) -> FileChanges:
    """Write into the records of some amendments who approved them, and seal that.

    Raises `ProblemsError` where one is not there or is approved already, where the texts
    then have problems, or where the seal does not allow it.
    """
    reading = read_texts(texts, today, Collector())
    wanted = list(dict.fromkeys(numbers))
    records = {record.number: record for record in reading.records}
    missing = [number for number in wanted if number not in records]
    faults = [*_tell_missing(missing, reading)]
    for number in wanted:
        if number in records:
            faults += _refuse(records[number])
    if faults:
        raise ProblemsError(faults)
    written = {
        records[number].path: _add(texts[records[number].path], approval) for number in wanted
    }
    changes = seal({**texts, **written}, today)
    return replace(changes, texts={**written, **changes.texts})


def _tell_missing(numbers: list[int], reading: Reading) -> Iterator[Problem]:
    """A problem for amendments that are not there."""
    if not numbers:
        return
    withdrawn = (reading.seal or Seal()).withdrawn.intersection(numbers)
    gone = f"; {_list(withdrawn)} was withdrawn" if withdrawn else ""
    message = f"there is no amendment {_list(numbers)}{gone}"
    hint = f"there are: {_list(record.number for record in reading.records) or 'none yet'}"
    yield Problem("approval-of-nothing", Where(RECORDS.rstrip("/")), message, hint)


_MOST = 12
"""Numbers that are told."""


def _list(numbers: Iterable[int]) -> str:
    """Numbers in a line: the first of them, if they are many."""
    texts = [*map(str, sorted(numbers))]
    more = f" and {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    return ", ".join(texts[:_MOST]) + more


def _refuse(record: Record) -> Iterator[Problem]:
    """Why an amendment that is there cannot be approved."""
    if record.front.approved_by:
        message = f"amendment {record.number} was approved already, by {record.front.approved_by}"
        hint = "leave it out: an amendment is approved once"
        yield Problem("approval-given", record.approval or Where(record.path), message, hint)


def _add(text: str, approval: Approval) -> str:
    """The text of a record with the lines of an approval at the end of its keys."""
    lines = [f"approved_by: {yaml_text(approval.by)}\n"]
    if approval.on:
        lines.append(f"approved_on: {approval.on}\n")
    front = FRONT.match(text)
    assert front  # noqa: S101 - a record that could be read has its keys
    return text[: front.end(1)] + "".join(lines) + text[front.end(1) :]
