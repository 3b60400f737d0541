"""Source texts in, the manual out, or every problem in them at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar, cast

from manual.address import (
    CHAIN,
    CONTACTS,
    DOCS,
    GLOSSARY,
    HOME_PATH,
    SEAL,
    SETTINGS,
    SITUATIONS,
    TREES,
    cases_sources,
    chapter_folders,
    plain_sources,
    record_source,
    record_sources,
    section_sources,
    tree_name,
    tree_sources,
)
from manual.amendments.history import check_numbers, undo_records, walk_back
from manual.amendments.load import load_record
from manual.check import check_reading
from manual.contacts.load import load_contacts
from manual.country import HERE
from manual.files.model import read_attachments
from manual.model import Reading
from manual.numbers.number import GLOSSARY_NAME
from manual.numbers.numbering import Numbering, declared_numbers, read_places, section_number
from manual.numbers.scheme import DEFAULT, read_scheme
from manual.plain.load import load_plain
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.definitions import definitions_of
from manual.provisions.glossary import Glossary, load_glossary
from manual.provisions.load import load_chapter, load_section
from manual.seal.chain import read_chain
from manual.seal.draft import (
    Difference,
    Heading,
    compare,
    unsealed_records,
    write_record,
)
from manual.seal.file import read_seal
from manual.settings import place_of, read_site
from manual.site.assets import Assets, publish_assets
from manual.situations.load import NONE, load_situations
from manual.tree.load import load_cases, load_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from manual.amendments.history import History
    from manual.amendments.model import Record
    from manual.model import Manual
    from manual.plain.model import PlainPage
    from manual.provisions.model import Chapter, Provision, Section
    from manual.seal.model import Seal
    from manual.settings import Site
    from manual.text.memory import Memory
    from manual.tree.load import LoadedCases, LoadedTree

T = TypeVar("T")

_OF_NUMBERS = {
    *("section-number-wrong", "number-unreadable", "number-of-another-section"),
    *("entry-no-provisions", "reference-missing"),
}
_AMENDMENT = re.compile(r"---[ \t]*\n(?:(?!---).*\n)*?amendment:")
"""The beginning of a record, wherever it stands."""


@dataclass
class Collector:
    """Runs loaders and keeps the problems that they raise."""

    problems: list[Problem] = field(default_factory=list)
    memory: Memory | None = None

    def read(self, load: Callable[..., T], *texts: object) -> T | None:
        """As `take`, but from memory if it can be: `load` must depend on nothing but its texts."""
        if self.memory is None:
            return self.take(load, *texts)
        return self.take(self.memory.read, load, *texts)

    def take(self, load: Callable[..., T], *texts: object) -> T | None:
        """What `load` returns, or what it leaves where it raises `ProblemsError`; None if nothing.

        The problems are kept.
        """
        try:
            return load(*texts)
        except ProblemsError as error:
            self.problems.extend(error.problems)
            return cast("T | None", error.rest)


def read_manual(
    texts: Mapping[str, str],
    today: date,
    problems: Iterable[Problem] = (),
    memory: Memory | None = None,
) -> Manual:
    """The manual in `texts` (by path from the project's folder), on the day `today`.

    `problems` are those found while the texts were collected. Raises `ProblemsError` with all
    problems: these, those of each text, and those between texts as far as they could be read.
    """
    told = tuple(problems)
    collector = Collector(list(told), memory)
    reading = read_texts(stand_in(texts, told), today, collector)
    collector.problems.extend(check_reading(reading))
    if collector.problems:
        lost = {problem.where.path for problem in told}
        later = collector.problems[len(told) :]
        raise ProblemsError([*told, *(one for one in later if one.where.path not in lost)])
    return reading.whole()


def stand_in(texts: Mapping[str, str], problems: Iterable[Problem]) -> dict[str, str]:
    """The texts, with an empty one for each that could not be collected, which the problems tell.

    So what refers to it is not told to refer to nothing.
    """
    lost = (problem.where.path for problem in problems)
    missing = {path: "" for path in lost if path.startswith((DOCS, TREES)) and path not in texts}
    return {**texts, **{path: "" for path in missing if path.endswith((".md", ".yml", ".json"))}}


def read_texts(texts: Mapping[str, str], today: date, collector: Collector) -> Reading:
    """What can be read of the manual; the problems of what cannot are added to `collector`."""
    site = _take_file(texts, SETTINGS, read_site, collector)
    numbering = _read_numbering(texts, site)
    glossary = collector.read(load_glossary, texts.get(GLOSSARY, ""))
    told = len(collector.problems)
    text = _read_chapters(texts, numbering, collector)
    if glossary is None:
        text = replace(text, unread=text.unread | {GLOSSARY_NAME})
    else:
        text = replace(text, definitions=definitions_of(glossary))
    record = _read_record(texts, text, today, collector)
    if site is None and not read_scheme(declared_numbers(texts.get(SETTINGS, "")) or "2.1.3"):
        # Where nobody knows how numbers are written, none can be judged.
        later = (one for one in collector.problems[told:] if one.rule not in _OF_NUMBERS)
        collector.problems[told:] = later
    _ask_for(texts, f"{DOCS}{HOME_PATH}", collector)
    country = site.settings.place if site else place_of(texts.get(SETTINGS, ""))
    return Reading(
        site=site,
        numbering=numbering,
        # Where nobody knows the country, no number can be judged.
        loaded_contacts=_take_file(texts, CONTACTS, load_contacts, collector, country)
        if country
        else None,
        country=country or HERE,
        faulty=frozenset(problem.where.path for problem in collector.problems),
        glossary=glossary or Glossary(""),
        chapters=text.chapters,
        unread_sections=text.unread,
        all_sections_known=text.all_known,
        records=record.records,
        all_records_read=record.all_read,
        seal=record.seal,
        chain=collector.read(read_chain, texts[CHAIN]) if CHAIN in texts else None,
        difference=record.difference,
        history=record.history,
        trees=tuple(_read_trees(texts, collector)),
        cases=dict(_read_cases(texts, collector)),
        situations=(collector.read(load_situations, texts[SITUATIONS]) or NONE)
        if SITUATIONS in texts
        else NONE,
        plain=dict(_read_plain(texts, collector)),
        files=read_attachments(texts),
        assets=collector.take(publish_assets, texts) or Assets({}, {}),
        texts=texts,
        today=today,
        memory=collector.memory,
    )


def _take_file(
    texts: Mapping[str, str],
    path: str,
    load: Callable[..., T],
    collector: Collector,
    *known: object,
) -> T | None:
    """What `load` makes of the text at `path`, a file that every manual must have.

    `known` is what else it needs.
    """
    if path in texts:
        return collector.read(load, texts[path], *known)
    _ask_for(texts, path, collector)
    return None


def _ask_for(texts: Mapping[str, str], path: str, collector: Collector) -> None:
    """Tell that a file is missing which every manual must have, unless it is told what it is."""
    if path in texts or any(problem.where.path == path for problem in collector.problems):
        return
    hint = "add the file: README.md says which files a manual has"
    collector.problems.append(Problem("file-missing", Where(path), "this file is missing", hint))


# The text


@dataclass(frozen=True)
class _Text:
    """What could be read of the chapters."""

    chapters: tuple[Chapter, ...]
    numbering: Numbering
    unread: frozenset[str]
    """Numbers of the sections that could not be read, and `glossary` where it could not."""
    all_known: bool
    """Whether the number is known of every section that could not be read."""
    definitions: tuple[Provision, ...] = ()
    """Those of the glossary."""

    @property
    def is_whole(self) -> bool:
        return self.all_known and not self.unread

    def provisions(self) -> list[Provision]:
        """The newest provisions, in order."""
        sections = [section for chapter in self.chapters for section in chapter.sections]
        return [provision for section in sections for provision in section.provisions]

    def wordings(self) -> list[Provision]:
        """All that is on record: the newest provisions, and the definitions."""
        return [*self.provisions(), *self.definitions]


def _read_numbering(texts: Mapping[str, str], site: Site | None) -> Numbering:
    """How numbers are read, from the keys of chapters and sections, also of those with faults."""
    declared = site.settings.numbers if site else declared_numbers(texts.get(SETTINGS, ""))
    scheme = read_scheme(declared) or DEFAULT
    places = [
        place
        for folder in chapter_folders(texts)
        for place in read_places(
            texts[f"{folder}/index.md"],
            [texts[path] for path in section_sources(texts, folder)],
            scheme,
        )
    ]
    return Numbering(tuple(places), scheme)


def _read_chapters(texts: Mapping[str, str], numbering: Numbering, collector: Collector) -> _Text:
    chapters: list[Chapter] = []
    unread: set[str] = set()
    all_known = True
    for folder in chapter_folders(texts):
        sections: list[Section] = []
        for path in section_sources(texts, folder):
            section = collector.read(load_section, path.removeprefix(DOCS), texts[path], numbering)
            if section:
                sections.append(section)
            elif number := section_number(texts[path]):
                unread.add(number)
            else:
                all_known = False
        index = f"{folder}/index.md"
        name = index.removeprefix(DOCS)
        chapter = collector.take(load_chapter, name, texts[index], tuple(sections), numbering)
        if chapter:
            chapters.append(chapter)
        else:
            all_known = False
    for path in plain_sources(texts):
        # A section in a folder without a chapter is told; what refers to it is not.
        if number := section_number(texts[path]):
            unread.add(number)
    if all_known and not unread and not any(chapter.sections for chapter in chapters):
        hint = "add a folder with an index.md ('chapter:', 'title:') and a section beside it"
        message = "the manual has no section yet"
        collector.problems.append(Problem("no-section", Where("docs"), message, hint))
        all_known = False  # so what refers to one is not told to refer to nothing
    chapters.sort(key=lambda chapter: chapter.number)
    return _Text(tuple(chapters), numbering, frozenset(unread), all_known)


# The record


@dataclass(frozen=True)
class _Record:
    """What could be read of the amendments and the seal, and what follows from them."""

    records: tuple[Record, ...]
    all_read: bool
    seal: Seal | None
    difference: Difference | None = None
    """What differs from the seal once the records that it does not know are undone."""
    history: History | None = None


def _read_record(
    texts: Mapping[str, str], text: _Text, today: date, collector: Collector
) -> _Record:
    paths = record_sources(texts)
    loaded = [collector.read(load_record, path, texts[path], text.numbering) for path in paths]
    records = tuple(record for record in loaded if record)
    pages = (path for path in texts if path.startswith(DOCS) and path.endswith(".md"))
    misplaced = any(_AMENDMENT.match(texts[path]) for path in pages if path not in paths)
    all_read = len(records) == len(paths) and not misplaced
    seal = collector.read(read_seal, texts[SEAL]) if SEAL in texts else None
    if clashes := list(check_numbers(records)):
        # It is not clear which record is meant, so they are not looked at any further.
        collector.problems.extend(clashes)
        return _Record(records, all_read, None)
    if not text.is_whole or not all_read:
        return _Record(records, all_read, seal, _compare_in_part(text, records, seal))
    newest = text.wordings()
    if not paths and SEAL not in texts:
        return _begin_record(newest, text.numbering, today, collector)
    return _Record(records, all_read, seal, *_walk(newest, records, seal, collector))


def _compare_in_part(
    text: _Text, records: tuple[Record, ...], seal: Seal | None
) -> Difference | None:
    """What differs from the seal in the sections that could be read; None where that is unknown.

    It is known where nothing is recorded that the seal does not know.
    """
    if seal is None or not text.all_known or unsealed_records(records, seal):
        return None
    sealed = {n: w for n, w in seal.provisions.items() if n.section not in text.unread}
    return compare(sealed, {one.number: one.wording for one in text.wordings()})


def _begin_record(
    newest: list[Provision], numbering: Numbering, today: date, collector: Collector
) -> _Record:
    """The record of a manual that was never published, as if its first edition were of today."""
    difference = compare({}, {provision.number: provision.wording for provision in newest})
    first = _first_edition(difference, numbering, today)
    history = collector.take(walk_back, newest, [first])
    return _Record((), all_read=True, seal=None, difference=difference, history=history)


def _first_edition(difference: Difference, numbering: Numbering, today: date) -> Record:
    reason, action = "The manual begins.", "Follow this manual."
    heading = Heading(1, "First edition", today, reason, action)
    path, text = record_source(1, heading.title), write_record(heading, difference, numbering)
    return load_record(path, text, numbering)


def _walk(
    newest: list[Provision], records: tuple[Record, ...], seal: Seal | None, collector: Collector
) -> tuple[Difference | None, History | None]:
    """What differs from the seal, and the history of the wordings.

    There is no history where something differs from the seal that is not recorded.
    """
    difference = None
    if seal:
        state = collector.take(undo_records, newest, unsealed_records(records, seal))
        difference = None if state is None else compare(seal.provisions, state)
    return difference, None if difference else collector.take(walk_back, newest, records)


# Flowcharts and other pages


def _read_trees(texts: Mapping[str, str], collector: Collector) -> Iterator[LoadedTree]:
    for path in tree_sources(texts):
        if tree := collector.read(load_tree, path, texts[path]):
            yield tree


def _read_cases(
    texts: Mapping[str, str], collector: Collector
) -> Iterator[tuple[str, LoadedCases]]:
    """The worked cases of each tree, with the tree's name."""
    for path in cases_sources(texts):
        if cases := collector.read(load_cases, path, texts[path]):
            yield tree_name(path), cases


def _read_plain(texts: Mapping[str, str], collector: Collector) -> Iterator[tuple[str, PlainPage]]:
    """The pages that are no section, chapter, record or glossary, each with its path."""
    for path in plain_sources(texts):
        name = path.removeprefix(DOCS)
        if page := collector.read(load_plain, name, texts[path]):
            yield name, page
