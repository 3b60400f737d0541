"""Reads records, `docs/amendments/*.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.amendments.model import Record, RecordFront
from manual.numbers.number import Number, Span, parse_span
from manual.numbers.numbering import PLAIN, Numbering
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.definitions import take_definitions
from manual.provisions.load import load_wordings
from manual.text.source import Data, read_document
from manual.text.values import keys_needed, validate_in_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from manual.provisions.model import Provision


_STAND_INS = {
    "title": "?",
    "reason": "?",
    "action": "?",
    "source": None,
    "approved_by": None,
    "approved_on": None,
}
"""Values of a record's keys on which no wording depends."""


def load_record(path: str, text: str, numbering: Numbering = PLAIN) -> Record:
    """The record in the file at `path`, from the project's folder.

    Raises `ProblemsError` with every fault in its front matter and in the wordings in its body.
    """
    document = read_document(path, text, keys_needed(RecordFront))
    if "section" in document.front.value:
        message = "this section is in the folder of the amendments"
        hint = "move it into the folder of a chapter"
        raise ProblemsError([Problem("section-without-chapter", Where(path), message, hint)])
    problems: list[Problem] = []
    wordings: tuple[Provision, ...] = ()
    try:
        body, definitions = take_definitions(path, document.body, document.body_line, numbering)
        wordings = (*load_wordings(path, body, document.body_line, numbering), *definitions)
    except ProblemsError as error:
        problems.extend(error.problems)
    front, faults = validate_in_part(RecordFront, document.front, _STAND_INS)
    if front is None:
        raise ProblemsError([*problems, *faults])
    read = numbering.read
    inserted = _spans(document.front, "inserted", front.inserted, read, problems)
    deleted = _spans(document.front, "deleted", front.deleted, read, problems)
    renumbered = _pairs(document.front, front.renumbered, read, problems)
    if problems:
        raise ProblemsError([*problems, *faults])
    approval = _approval(document.front)
    faults = (*faults, *_unclear(document.front))
    prose = (("reason", front.reason), ("action", front.action))
    texts = tuple((text, document.front.where(key)) for key, text in prose)
    record = Record(path, front, inserted, deleted, renumbered, wordings, texts, approval)
    if faults:
        raise ProblemsError(faults, record)
    return record


def _approval(front: Data) -> Where | None:
    keys = [key for key in ("approved_on", "approved_by") if key in front.value]
    return front.where(keys[0]) if keys else None


def _unclear(front: Data) -> Iterator[Problem]:
    """What is wrong with the lines of an approval, beside what each of them says."""
    if front.value.get("approved_by", "") is None:
        message = "'approved_by' is empty"
        hint = "write who approved it, or delete the line: the amendment is a draft until then"
        yield Problem("approver-empty", front.where("approved_by"), message, hint)
    if "approved_on" in front.value and "approved_by" not in front.value:
        message = "the day of an approval is given, but not who approved it"
        hint = "add 'approved_by: …' too, or delete this line"
        yield Problem("approval-by-nobody", front.where("approved_on"), message, hint)


def _spans(
    data: Data,
    key: str,
    entries: Iterable[str],
    read: Callable[[str], Number | None],
    problems: list[Problem],
) -> tuple[tuple[Span, Where], ...]:
    spans: list[tuple[Span, Where]] = []
    for index, entry in enumerate(entries):
        span, where = parse_span(entry, read), data.where(key, index)
        if span is None:
            hint = 'write "2.4.2", "2.4.1 to 2.4.9" (within one section), or "section 2.4"'
            problems.append(
                Problem(
                    "entry-no-provisions",
                    where,
                    f"'{key}' holds '{entry}', which names no provisions",
                    hint,
                )
            )
        else:
            spans.append((span, where))
    return tuple(spans)


def _pairs(
    data: Data,
    entries: dict[str, str],
    read: Callable[[str], Number | None],
    problems: list[Problem],
) -> tuple[tuple[Number, Number, Where], ...]:
    pairs: list[tuple[Number, Number, Where]] = []
    for old, new in entries.items():
        before, after, where = read(old), read(new), data.where("renumbered", old)
        if before is None or after is None:
            wrong = old if before is None else new
            hint = 'write the old number and the new: {"2.3.5": "2.4.2"}'
            message = f"'renumbered' holds '{wrong}', which is not a number"
            problems.append(Problem("renumbered-no-number", where, message, hint))
        elif before.is_section or after.is_section:
            hint = "a section keeps its number: renumber its paragraphs, and withdraw it"
            message = f"'renumbered' holds {old if before.is_section else new}, a section"
            problems.append(Problem("renumbered-section", where, message, hint))
        elif before == after:
            hint = "take it out of 'renumbered': it keeps its number"
            message = f"{old} is renumbered {new}"
            problems.append(Problem("renumbered-to-itself", where, message, hint))
        else:
            pairs.append((before, after, where))
    return tuple(pairs)
