"""Reads sections, and the numbered wordings in records, from Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from manual.address import RESERVED, address_of
from manual.markup.notes import Note, set_notes, take_notes
from manual.numbers.number import Number
from manual.numbers.numbering import PLAIN, Numbering, find_fault
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.canonical import (
    canonical,
    escape_numbers,
    one_line,
    opens_block,
)
from manual.provisions.mention import find_mentions
from manual.provisions.model import (
    Chapter,
    ChapterFront,
    Mention,
    Provision,
    Section,
    SectionFront,
    Wording,
)
from manual.provisions.split import Part, Splitter, start_of_any
from manual.text.moved import read_moved
from manual.text.source import Document, read_document, refuse_record
from manual.text.values import keys_needed, validate, validate_in_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from manual.numbers.scheme import Scheme


def _provision(
    path: str, part: Part, number: Number, heading: str, numbering: Numbering
) -> Provision:
    lines, found = take_notes(path, part.lines)
    notes = [replace(note, text=canonical(note.text)) for note in found]
    text = "\n".join(text for _, text in lines)
    return Provision(
        number=number,
        wording=Wording(heading, canonical(text)),
        where=Where(path, part.line),
        notes=tuple(notes),
        mentions=(
            *(
                one
                for line, said in part.headings
                for one in find_mentions(path, said, line, numbering)
            ),
            *find_mentions(path, text, lines[0][0] if lines else part.line, numbering),
            *(one for note in found for one in _mentions_of(path, note, numbering)),
        ),
    )


def _mentions_of(path: str, note: Note, numbering: Numbering) -> Iterator[Mention]:
    yield from find_mentions(path, note.title, note.where.line, numbering)
    yield from find_mentions(path, note.text, note.text_line, numbering)


def _join_headings(part: Part) -> str:
    return "\n\n".join(text for _, text in part.headings)


_STAND_INS = {"reviewed": "2000-01-01", "review_by": "2000-01-01"}
"""Values of a section's keys on which nothing else depends."""


def load_section(path: str, text: str, numbering: Numbering = PLAIN) -> Section:
    """The section at `path`, relative to `docs/`. Raises `ProblemsError` with every fault."""
    source = f"docs/{path}"
    document = read_document(source, text, keys_needed(SectionFront))
    refuse_record(document)
    front, faults = validate_in_part(SectionFront, document.front, _STAND_INS)
    if front is None:
        raise ProblemsError(faults)
    scheme = numbering.scheme_of(front.section)
    number = numbering.read(front.section)
    if fault := find_fault(front.section, scheme, front.first):
        message, hint = fault
        wrong = Problem("section-number-wrong", document.front.where("section"), message, hint)
        raise ProblemsError([*faults, wrong])
    assert number  # noqa: S101 - what is no number is a fault
    splitter = Splitter(source, numbering, number)
    scope, *parts = splitter.split(document.body, document.body_line)
    if front.withdrawn:
        section = _withdrawn(path, number, front, document)
        if faults:
            raise ProblemsError(faults, section)
        return section
    provisions = [_provision(source, scope, number, one_line(front.title), numbering)]
    for part in parts:
        assert part.number is not None  # noqa: S101 - only the first part has none
        provisions.append(_provision(source, part, part.number, _join_headings(part), numbering))
    problems = [*splitter.problems, *_check_order(number, provisions, scheme)]
    if problems:
        raise ProblemsError([*faults, *problems])
    section = Section(
        number,
        path,
        front.reviewed,
        front.review_by,
        tuple(provisions),
        front.title,
        read_moved(document.front),
    )
    if faults:
        raise ProblemsError(faults, section)
    return section


def _withdrawn(path: str, number: Number, front: SectionFront, document: Document) -> Section:
    """A section without provisions; its page keeps the tombstones of those that it had."""
    if document.body.strip():
        where = Where(document.path, document.body_line)
        hint = "delete the text: the record that withdraws the section holds its last wording"
        raise ProblemsError(
            [Problem("withdrawn-with-text", where, "a withdrawn section still has text", hint)]
        )
    moved = read_moved(document.front)
    return Section(number, path, front.reviewed, front.review_by, (), front.title, moved)


def _check_order(section: Number, provisions: list[Provision], scheme: Scheme) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[Number, Where] = {}
    highest = section
    for provision in provisions[1:]:
        number, where = provision.number, provision.where
        if number.of_section != section:
            hint = f"numbers here begin with {section}: move the paragraph, or renumber it"
            if not scheme.match_section(str(section)):
                hint = (
                    f"it is one of section {number.section}: see 'first:' there and here; "
                    f"if no paragraph begins here, write \\{number}"
                )
            problems.append(
                Problem(
                    "number-of-another-section",
                    where,
                    f"{number} does not belong to section {section}",
                    hint,
                )
            )
        elif number in seen:
            hint = f"a number is used once; {_next(seen, provisions)} is free"
            message = f"{number} is used twice: line {seen[number].line} has it already"
            problems.append(Problem("number-twice", where, message, hint))
        elif number < highest:
            after = "2.1.3" if scheme.is_default else highest
            letter = "a" if scheme.inserted.startswith("[a") else "A"
            hint = f"put the paragraphs in order; one inserted after {after} is {after}{letter}"
            problems.append(
                Problem("number-out-of-order", where, f"{number} comes after {highest}", hint)
            )
        else:
            highest = number
        if not provision.wording.text:
            hint = "write its text on the same line, or delete the number"
            problems.append(Problem("number-without-text", where, f"{number} has no text", hint))
        seen.setdefault(number, where)
    return problems


def _next(seen: Mapping[Number, Where], provisions: list[Provision]) -> str:
    """The number after the highest, which is free."""
    highest = max((*seen, *(provision.number for provision in provisions)))
    return re.sub(r"(\d+)[A-Za-z]*$", lambda last: str(int(last[1]) + 1), str(highest))


def load_wordings(
    path: str, body: str, first_line: int, numbering: Numbering = PLAIN
) -> tuple[Provision, ...]:
    """The numbered wordings in the body of a record.

    A section's own number is followed by its title; the lines below are its scope. Raises
    `ProblemsError` with every fault.
    """
    splitter = Splitter(path, numbering)
    ahead, *parts = splitter.split(body, first_line)
    problems = splitter.problems
    for line, text in ahead.lines:
        if text.strip():
            hint = "a record holds earlier wordings only; its reason belongs in the front matter"
            problems.append(
                Problem(
                    "record-text-stray",
                    Where(path, line),
                    "this text comes before the first number",
                    hint,
                )
            )
            break
    provisions: list[Provision] = []
    seen: dict[Number, int] = {}
    for part in parts:
        assert part.number is not None  # noqa: S101 - only the first part has none
        if part.number in seen:
            message = f"{part.number} is recorded twice: line {seen[part.number]} has it already"
            hint = "a record holds one earlier wording of a provision: keep one"
            problems.append(Problem("wording-twice", Where(path, part.line), message, hint))
        seen.setdefault(part.number, part.line)
        heading = _join_headings(part)
        if part.number.is_section:
            heading = one_line(part.lines[0][1])
            part.lines[0] = (part.line, "")
        provisions.append(_provision(path, part, part.number, heading, numbering))
    if problems:
        raise ProblemsError(problems)
    return tuple(provisions)


def write_wording(number: Number, wording: Wording, numbering: Numbering = PLAIN) -> str:
    """A wording as the body of a record has it: `load_wordings` reads the same from it."""
    text = escape_numbers(wording.text)
    if not numbering.is_plain:
        starts = start_of_any(numbering)
        text = "\n".join(f"\\{line}" if starts.match(line) else line for line in text.split("\n"))
    if number.is_section:
        return f"{number} {wording.heading}\n\n{text}".rstrip()
    heading = f"{wording.heading}\n\n" if wording.heading else ""
    if opens_block(wording.text):
        return f"{heading}{number}\n\n{text}"
    return f"{heading}{number} {text}"


def _check_folder(path: str) -> Iterator[Problem]:
    """A problem where the folder of the chapter at `path` is one in which the build puts pages."""
    address = address_of(path)
    if address.casefold().startswith((*RESERVED, "index/")):  # a sheet of "index" is that of all
        hint = f"the build puts pages of its own at /{address}: give the folder another name"
        message = f"a chapter's folder cannot be called '{address.rstrip('/')}'"
        yield Problem("folder-taken", Where(f"docs/{path}"), message, hint)


def load_chapter(
    path: str, text: str, sections: tuple[Section, ...], numbering: Numbering = PLAIN
) -> Chapter:
    """The chapter whose `index.md` is at `path`, with its `sections`. Raises `ProblemsError`."""
    source = f"docs/{path}"
    document = read_document(source, text, keys_needed(ChapterFront))
    front = validate(ChapterFront, document.front)
    problems = [*_check_folder(path)]
    seen: dict[Number, str] = {}
    for section in sections:
        where = Where(section.source)
        told = section.number.place[2][0][1]
        if numbering.tells_chapter(section.number) and told != front.chapter:
            hint = f"sections in this folder begin with {front.chapter}."
            message = f"section {section.number} does not belong to chapter {front.chapter}"
            problems.append(Problem("section-of-another-chapter", where, message, hint))
        if section.number in seen:
            message = f"section {section.number} is also in docs/{seen[section.number]}"
            problems.append(
                Problem(
                    "section-number-twice", where, message, "give one of the two another number"
                )
            )
        seen.setdefault(section.number, section.path)
    if problems:
        raise ProblemsError(problems)
    introduction = set_notes(document.body)
    _, notes = take_notes(source, [*enumerate(document.body.split("\n"), document.body_line)])
    ordered = tuple(sorted(sections, key=lambda section: section.number))
    return Chapter(
        front.chapter,
        front.title,
        path,
        introduction.strip(),
        document.body_line + introduction[: -len(introduction.lstrip()) or None].count("\n"),
        ordered,
        read_moved(document.front),
        tuple(notes),
    )
