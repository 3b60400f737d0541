"""Source texts in, the manual out, or every problem in them at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from manual.amendments.history import check_numbers, undo_records, walk_back
from manual.amendments.load import load_record
from manual.check import check_parts
from manual.contacts.load import PATH as CONTACTS
from manual.contacts.load import load_contacts
from manual.model import Manual
from manual.parts import Parts
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.glossary import PATH as GLOSSARY
from manual.provisions.glossary import Glossary, load_glossary
from manual.provisions.load import load_chapter, load_section, load_wordings, write_wording
from manual.seal.draft import (
    Heading,
    compare,
    record_path,
    unsealed_records,
    write_record,
)
from manual.seal.model import PATH as SEAL
from manual.seal.model import read_seal
from manual.settings import PATH as SETTINGS
from manual.settings import read_site
from manual.site.assets import Assets, publish_assets
from manual.text.moved import read_moved
from manual.text.source import read_document
from manual.tree.load import FOLDER as TREES
from manual.tree.load import load_cases, load_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from manual.amendments.history import History
    from manual.amendments.model import Record
    from manual.contacts.load import LoadedContacts
    from manual.provisions.model import Chapter, Section
    from manual.seal.draft import Difference
    from manual.settings import Site
    from manual.text.memory import Memory
    from manual.text.source import Document

T = TypeVar("T")

DOCS = "docs/"
RECORDS = "docs/amendments/"
_CASES = ".cases.yml"


@dataclass
class Collector:
    """Runs loaders and keeps the problems that they raise."""

    problems: list[Problem] = field(default_factory=list)
    memory: Memory | None = None

    def read(self, load: Callable[..., T], *texts: object) -> T | None:
        """As `take`, of a `load` that knows nothing but its texts: from memory where it can."""
        if self.memory is None:
            return self.take(load, *texts)
        return self.take(self.memory.read, load, *texts)

    def take(self, load: Callable[..., T], *texts: object) -> T | None:
        """What `load` returns, or None after keeping what it raised."""
        try:
            return load(*texts)
        except ProblemsError as error:
            self.problems.extend(error.problems)
            return None


def read_manual(
    texts: Mapping[str, str],
    today: date,
    problems: Iterable[Problem] = (),
    memory: Memory | None = None,
) -> Manual:
    """The manual in `texts` (by path from the project's folder), on the day `today`.

    `problems` are those found in getting at the texts. Raises `ProblemsError` with all problems,
    those that only the whole shows too, as far as the parts could be read.
    """
    collector = Collector(list(problems), memory)
    parts = read_parts(texts, today, collector)
    collector.problems.extend(check_parts(parts))
    if collector.problems:
        raise ProblemsError(collector.problems)
    # No problem: all were read.
    return Manual(
        cast("Site", parts.site),
        parts.chapters,
        cast("History", parts.history),
        cast("LoadedContacts", parts.loaded_contacts),
        parts.glossary,
        parts.trees,
        parts.cases,
        parts.plain,
        parts.seal,
        parts.assets,
    )


def read_parts(texts: Mapping[str, str], today: date, collector: Collector) -> Parts:
    """What can be read of the manual; what cannot is a problem in `collector`."""
    take, read_text = collector.take, collector.read
    folders = {path.rpartition("/")[0] for path in texts if _opens_chapter(path)}
    chapters, unread, unknown = _read_chapters(texts, folders, collector)
    record_paths = [
        path for path in sorted(texts) if path.startswith(RECORDS) and path.endswith(".md")
    ]
    records = [read_text(load_record, path, texts[path], load_wordings) for path in record_paths]
    seal = read_text(read_seal, texts[SEAL]) if SEAL in texts else None
    difference = history = None
    read = [record for record in records if record]
    confused = list(check_numbers(read))
    collector.problems.extend(confused)
    if confused:
        seal = None  # which record is meant cannot be told, so nothing more is said of them
    elif not unread and not unknown and all(records):
        newest = [p for chapter in chapters for s in chapter.sections for p in s.provisions]
        if seal:
            state = take(undo_records, newest, unsealed_records(read, seal))
            difference = None if state is None else compare(seal.provisions, state)
        if not record_paths and SEAL not in texts:
            difference = compare({}, {p.number: p.wording for p in newest})
            read = [_first_edition(difference, today)]
            history = take(walk_back, newest, read)
        # What differs from the seal without a record has no history to be walked.
        elif not difference:
            history = take(walk_back, newest, read)
    tree_paths = [path for path in sorted(texts) if _is_tree(path)]
    trees = [
        tree
        for path in tree_paths
        if not path.endswith(_CASES) and (tree := read_text(load_tree, path, texts[path]))
    ]
    cases = {
        path.removeprefix(TREES).removesuffix(_CASES): worked
        for path in tree_paths
        if path.endswith(_CASES) and (worked := read_text(load_cases, path, texts[path]))
    }
    plain = {
        path.removeprefix(DOCS): document
        for path, text in sorted(texts.items())
        if _is_plain(path, folders) and (document := read_text(_read_plain, path, text))
    }
    return Parts(
        site=_take_file(texts, SETTINGS, read_site, collector),
        loaded_contacts=_take_file(texts, CONTACTS, load_contacts, collector),
        glossary=read_text(load_glossary, texts.get(DOCS + GLOSSARY, "")) or Glossary(""),
        chapters=chapters,
        unread_sections=unread,
        all_sections_known=not unknown,
        records=tuple(record for record in records if record),
        all_records_read=all(records),
        seal=seal,
        difference=difference,
        history=history,
        trees=tuple(trees),
        cases=cases,
        plain=plain,
        assets=take(publish_assets, texts) or Assets({}, {}),
        texts=texts,
        today=today,
        memory=collector.memory,
    )


def _first_edition(difference: Difference, today: date) -> Record:
    """The record that a manual without any will begin with: all of it, as of the day."""
    reason, action = "The manual begins.", "Follow this manual."
    heading = Heading(1, "First edition", today, reason, action)
    path = record_path(1, heading.title)
    return load_record(path, write_record(heading, difference, write_wording), load_wordings)


def _read_plain(path: str, text: str) -> Document:
    """A page that is no section; of its front matter the title and former addresses are read."""
    document = read_document(path, text)
    read_moved(document.front)
    return document


def _take_file(
    texts: Mapping[str, str], path: str, load: Callable[[str], T], collector: Collector
) -> T | None:
    """What `load` makes of the text at `path`, which every manual has."""
    if path in texts:
        return collector.read(load, texts[path])
    if not any(problem.where.path == path for problem in collector.problems):
        hint = "add the file: README.md says which files a manual has"
        collector.problems.append(
            Problem("file-missing", Where(path), "this file is missing", hint)
        )
    return None


def _read_chapters(
    texts: Mapping[str, str], folders: set[str], collector: Collector
) -> tuple[tuple[Chapter, ...], frozenset[str], bool]:
    """The chapters, the numbers of sections that could not be read, and whether one has none."""
    chapters: list[Chapter] = []
    unread: set[str] = set()
    unknown = False
    for folder in sorted(folders):
        sections: list[Section] = []
        for path in sorted(texts):
            if (
                path.rpartition("/")[0] != folder
                or not path.endswith(".md")
                or _opens_chapter(path)
            ):
                continue
            section = collector.read(load_section, path.removeprefix(DOCS), texts[path])
            if section:
                sections.append(section)
            elif number := re.search(r"^section:[ '\"]*(\d+\.\d+)", texts[path], re.MULTILINE):
                unread.add(number[1])
            else:
                unknown = True
        index = f"{folder}/index.md"
        chapter = collector.take(
            load_chapter, index.removeprefix(DOCS), texts[index], tuple(sections)
        )
        if chapter:
            chapters.append(chapter)
        else:
            unknown = True
    return tuple(sorted(chapters, key=lambda chapter: chapter.number)), frozenset(unread), unknown


def _opens_chapter(path: str) -> bool:
    """Whether `path` is the `index.md` of a chapter's folder."""
    folder, _, name = path.rpartition("/")
    return name == "index.md" and path.startswith(DOCS) and f"{folder}/" not in (DOCS, RECORDS)


def _is_tree(path: str) -> bool:
    """Whether `path` is a tree, or the worked cases of one."""
    return path.startswith(TREES) and path.endswith(".yml") and "/" not in path.removeprefix(TREES)


def _is_plain(path: str, folders: set[str]) -> bool:
    """Whether `path` is a page that is no section, chapter, record or glossary."""
    if not (path.startswith(DOCS) and path.endswith(".md")) or path == DOCS + GLOSSARY:
        return False
    return path.rpartition("/")[0] not in folders and not path.startswith(RECORDS)
