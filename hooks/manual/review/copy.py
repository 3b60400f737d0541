"""A part of the manual as a Word file for a committee: a section, an amendment, or the whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.address import GLOSSARY, SEAL
from manual.amendments.page import edition_words
from manual.copies.proof import show_proof
from manual.days import spell_day
from manual.problem import ProblemsError, suggest
from manual.read import Collector, read_texts
from manual.review.source import (
    GLOSSARY_KEY,
    Source,
    read_glossary,
    read_section,
    show_wording,
)
from manual.review.told import Told, ToldError
from manual.word.drawn import Author, Unit
from manual.word.pack import Cover, write_package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from manual.amendments.model import Change, Record
    from manual.model import Reading
    from manual.numbers.number import Number
    from manual.provisions.model import Wording
    from manual.text.memory import Memory

ALL = "all"
AMENDMENT = "amendment "
"""What a file says that it holds, ahead of the number of an amendment."""
SCOPE, BASE, EDITION, SEALED = "ManualScope", "ManualBase", "ManualEdition", "ManualSeal"
"""What a file keeps: what it holds, the last amendment of its base, its edition, its seal."""
_AUTHOR = "The manual"
_HEAD = (
    "For review. Every change is tracked. A new paragraph gets a number of its own, such as "
    "{example}, then a tab; no number is ever used twice. Say in a comment what is no change."
)


@dataclass(frozen=True)
class WordCopy:
    """A Word file that was made, and what it is to be called."""

    name: str
    data: bytes
    provisions: int


def make_copy(texts: Mapping[str, str], today: date, wanted: str) -> WordCopy:
    """The Word file of what is `wanted`: a section's number, an amendment's, `glossary`, or `all`.

    Raises `ToldError` where nothing has that number or a change is not recorded, `ProblemsError`
    where the texts have problems.
    """
    reading = read_whole(texts, today)
    if reading.difference:
        hint = "record it with 'manual amend' first, or take it back: a copy names its edition"
        raise ToldError([Told(0, "a change is on no record yet", hint).spell("docs")])
    scope = find_scope(reading, wanted)
    units = units_of(reading, texts, scope)
    cover = _cover(reading, texts, today, scope)
    name = scope.replace(" ", "-").replace(",", "").lower()
    return WordCopy(f"{name}.docx", write_package(cover, units), len(units))


def read_whole(texts: Mapping[str, str], today: date, memory: Memory | None = None) -> Reading:
    """What was read of the texts. Raises `ProblemsError` where they have problems."""
    collector = Collector(memory=memory)
    reading = read_texts(texts, today, collector)
    if collector.problems:
        raise ProblemsError(collector.problems)
    return reading


def find_scope(reading: Reading, wanted: str) -> str:
    """What is `wanted`, as files say it: `2.5`, `amendment 5`, `glossary`, `all`."""
    named = wanted.strip()
    sections = reading.numbering.sections
    if named in {ALL, GLOSSARY_KEY} or named in sections:
        return named
    amendments = {str(record.number) for record in reading.records}
    bare = named.removeprefix(AMENDMENT)
    if bare in amendments:
        return f"{AMENDMENT}{bare}"
    number = reading.numbering.read(named)
    known = [*sections, *amendments, GLOSSARY_KEY]
    hint = suggest(named, known, otherwise=f"write one of {', '.join(known[:12])}, or --all")
    if number and not number.is_section and not number.is_definition:
        hint = f"a copy holds a whole section: write {number.section}"
    message = f"no section and no amendment has the number '{named[:40]}'"
    raise ToldError([Told(0, message, hint).spell("docs")])


def sources_of(reading: Reading, texts: Mapping[str, str]) -> Iterator[Source]:
    """The sections in their order, and the glossary, as their files have them."""
    for chapter in reading.chapters:
        for section in chapter.sections:
            if section.provisions:
                yield read_section(section, texts[section.source], reading.numbering)
    if reading.glossary.terms and GLOSSARY in texts:
        yield read_glossary(reading.glossary, texts[GLOSSARY])


def units_of(reading: Reading, texts: Mapping[str, str], scope: str) -> list[Unit]:
    """The provisions of a copy, as they were and as they are."""
    if scope.startswith(AMENDMENT):
        number = int(scope.removeprefix(AMENDMENT))
        record = next(one for one in reading.records if one.number == number)
        return [*units_of_record(reading, record)]
    return [
        Unit(
            passage.key,
            passage.blocks,
            passage.blocks,
            tuple(f"{note.title}: {note.text}" for note in passage.notes),
        )
        for source in sources_of(reading, texts)
        if scope in {ALL, source.key}
        for passage in source.passages
    ]


def units_of_record(reading: Reading, record: Record) -> Iterator[Unit]:
    """What a record changes, each section below its title."""
    history = reading.history
    assert history  # noqa: S101 - there is one where nothing is unrecorded
    changes = history.changes_by(record)
    states = _states(changes)
    titles = {
        provision.number: provision.wording.heading
        for provision in reading.provisions()
        if provision.number.is_section
    }
    known = {number for number, _, _ in states if number.is_section}
    at = None
    for number, before, after in states:
        section = number.of_section
        if section != at and section not in known:
            title = titles.get(section, "") if not number.is_definition else "Glossary"
            yield _context(section, number, title)
        at = section
        old = show_wording(number, before, reading.numbering) if before else ()
        new = show_wording(number, after, reading.numbering) if after else ()
        yield Unit(str(number), old, new)


def _context(section: Number, number: Number, title: str) -> Unit:
    """The title of a section of which other provisions change."""
    key = GLOSSARY_KEY if number.is_definition else str(section)
    block = Source.title(key, title)
    return Unit(key, (block,), (block,))


def _states(
    changes: tuple[Change, ...],
) -> list[tuple[Number, Wording | None, Wording | None]]:
    """Each number with its wording before and after; one that was renumbered has two lines."""
    found: list[tuple[Number, Wording | None, Wording | None]] = []
    for change in changes:
        if change.now:
            found += [(change.number, change.before, None), (change.now, None, change.after)]
        else:
            found.append((change.number, change.before, change.after))
    return sorted(found, key=lambda one: one[0])


def base_of(reading: Reading) -> int:
    """The number of the last amendment that is recorded."""
    return max((record.number for record in reading.records), default=0)


def hash_seal(texts: Mapping[str, str]) -> str:
    """The hash by which a file names the seal of its base."""
    return hashlib.sha256(texts.get(SEAL, "").encode()).hexdigest()


def newest_edition(reading: Reading) -> str:
    """The id of the last edition, pending ones too; empty where nothing is recorded."""
    editions = reading.history.editions() if reading.history else ()
    return editions[-1].id if editions else ""


def _cover(reading: Reading, texts: Mapping[str, str], today: date, scope: str) -> Cover:
    site = reading.site.name if reading.site else "Manual"
    history = reading.history
    edition = history.edition_at(today) if history else None
    author, day = _AUTHOR, today
    if scope.startswith(AMENDMENT):
        number = int(scope.removeprefix(AMENDMENT))
        record = next(one for one in reading.records if one.number == number)
        what = f"Amendment {number}: {record.front.title}"
        author, day = f"Amendment {number}", record.in_force
    elif scope in {ALL, GLOSSARY_KEY}:
        what = "The whole manual" if scope == ALL else "Glossary"
    else:
        titles = {str(s.number): s.title for c in reading.chapters for s in c.sections}
        what = f"Section {scope} {titles.get(scope, '')}".strip()
    newest = newest_edition(reading)
    stamp = [edition_words(edition), f"copy made {spell_day(today)}"] if edition else []
    if reading.chain:
        stamp.append(f"proof {show_proof(reading.chain.last.proof)}")
    first = next((one.number for one in reading.provisions() if not one.number.is_section), None)
    return Cover(
        title=f"{site}: {what}",
        head=f"{site}: {what}. {_HEAD.format(example=f'{first}A' if first else '2.1.3A')}",
        foot=" · ".join(stamp),
        author=Author(author, f"{day.isoformat()}T00:00:00Z"),
        facts={
            SCOPE: scope,
            BASE: str(base_of(reading)),
            EDITION: newest,
            SEALED: hash_seal(texts),
        },
    )
