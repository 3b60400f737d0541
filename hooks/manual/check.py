"""The rules that join the subjects: what one text says of another is true. A rule is a function."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from manual.address import (
    DOCS,
    GLOSSARY,
    RECORDS,
    RESERVED,
    SEAL,
    TREE_TEMPLATE,
    TREES,
    is_record,
    plain_sources,
    record_sources,
)
from manual.address_clashes import check_address_clashes, check_ids
from manual.clause_rules import check_clauses, clauses_cited
from manual.contacts.check import check_name
from manual.files.check import check_files
from manual.inventory import moved_addresses, served_addresses, take_inventory
from manual.markup.dialect import check_dialect
from manual.markup.links import check_names
from manual.markup.render import blank_code
from manual.numbers.clause import split_clause
from manual.numbers.definition import OF_GLOSSARY
from manual.passages import tree_texts
from manual.plain.blocks import BLOCK, FORMER, NAMES, present_name
from manual.problem import Problem, Where, suggest
from manual.provisions.mention import find_mentions
from manual.rendering import MOST_TOLD, check_as_written, check_digits, check_rendered
from manual.seal.chain import check_chain
from manual.seal.check import Evidence, check_seal, recorded
from manual.situation_rules import check_situations
from manual.text.front import FRONT
from manual.text.limits import is_too_long
from manual.tree.check import check_cases, check_citations, check_contacts, check_tree
from manual.tree.check_rules import check_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from manual.model import Reading
    from manual.numbers.number import Number
    from manual.provisions.model import Mention, Provision


_PUBLISHED = (DOCS, TREES)
_RENUMBER = "give one of the two another number"
_BRACES = re.compile(r"(?<!`)\{(?!contact:)[a-z-]*:[^{}\s]*\}")
_BLOCK_WITHIN = re.compile(rf"(?<![`{{])\{{({'|'.join((*NAMES, *FORMER))})\}}(?![`}}])")
_BOX = re.compile(r"^!!![ \t]*([\w-]*)", re.MULTILINE)
_BOXES = ("scope", "confirm", "note", "example", "warning")
_MARKDOWN_KEYS = ("about", "urgent", "help", "do", "tell", "record")
"""The texts of a flowchart that are Markdown; titles and answers are shown as they are."""


def check_reading(reading: Reading, *, merging: bool = False) -> list[Problem]:
    """Every problem that shows only when the texts are seen together.

    `merging`: whether the seal is one of two that are being merged.
    """
    found = [problem for rule in RULES for problem in rule(reading)]
    return [*found, *_seal(reading, merging=merging)]


def _mentions(reading: Reading) -> Iterable[Problem]:
    """Every provision and contact that a text names exists."""
    numbers = {str(provision.number) for provision in reading.provisions()}
    mentions = [*_all_mentions(reading)]
    for mention in mentions:
        yield from _mention(reading, mention, numbers)
    yield from check_clauses(reading, mentions)
    for record in reading.records:
        # A record stays as it is: what it names may have gone since.
        numbers |= {str(number) for number in recorded(record)}
    for record in reading.records:
        for text, where in record.texts:
            for mention in find_mentions(where.path, text, where.line, reading.numbering):
                yield from _mention(reading, replace(mention, where=where), numbers)


def _mention(reading: Reading, mention: Mention, numbers: set[str]) -> Iterable[Problem]:
    if mention.kind == "contact" and reading.contacts:
        yield from check_name(mention.target, mention.where, reading.contacts)
    if mention.kind != "paragraph":
        return
    named, _ = split_clause(mention.target)
    number = reading.numbering.read(named)
    if str(number) not in numbers and reading.judges(named):
        what = "section " if number and number.is_section else "paragraph "
        hint = suggest(named, numbers, otherwise="refer to one that exists")
        elsewhere = f"is written \\{named}"
        if not named[0].isdigit():
            what, elsewhere = "", f"is followed by 'of' and its name: {named} of the Code"
        hint += f" (a number of another document {elsewhere})"
        yield Problem("reference-missing", mention.where, f"{what}{named} does not exist", hint)


def _all_mentions(reading: Reading) -> Iterable[Mention]:
    numbering = reading.numbering
    for provision in reading.provisions():
        yield from provision.mentions
    for record in reading.records:
        for wording in record.wordings:
            # What an earlier wording refers to may have gone since; its contacts are still shown.
            yield from (mention for mention in wording.mentions if mention.kind == "contact")
    for chapter in reading.chapters:
        line = chapter.introduction_line
        yield from find_mentions(chapter.source, chapter.introduction, line, numbering)
    glossary = reading.glossary
    line = glossary.introduction_line
    yield from find_mentions(GLOSSARY, glossary.introduction, line, numbering)
    for term in glossary.terms:
        yield from term.mentions(numbering)
    for page in reading.plain.values():
        yield from find_mentions(page.source, page.body, page.body_line, numbering)
    for text, region, _ in tree_texts(reading):
        for mention in find_mentions(region.path, text, 1, numbering):
            yield replace(mention, where=region.find_line(text, mention.where.line))


def _files(reading: Reading) -> Iterable[Problem]:
    """Each form and picture can be published."""
    if reading.site:
        yield from check_files(reading.files, reading.site.settings.largest_file_mb)


def _approvals(reading: Reading) -> Iterable[Problem]:
    """Nothing was approved on a day that is to come."""
    for record in reading.records:
        if record.approval and (day := record.front.approved_on) and day > reading.today:
            message = f"amendment {record.number} was approved on {day}, which is to come"
            hint = "write the day on which it was approved; until it is, leave both lines out"
            yield Problem("approval-to-come", record.approval, message, hint)


def _numbers(reading: Reading) -> Iterable[Problem]:
    """No two provisions have one number, or numbers that would make one address."""
    seen: dict[str, Provision] = {}
    if len({chapter.number for chapter in reading.chapters}) < len(reading.chapters):
        return  # that is told
    for provision in reading.provisions():
        twin = seen.setdefault(provision.number.id, provision)
        if twin is not provision:
            both = f"{twin.number} in {twin.where.path} and {provision.number} here"
            message = f"{both} would have one address, #{provision.number.id}"
            hint = "give one of the two another number, or put a word before it: 'Rule 7'"
            yield Problem("number-shared", provision.where, message, hint)


def _notes(reading: Reading) -> Iterable[Problem]:
    """A note says something."""
    notes = [note for provision in reading.provisions() for note in provision.notes]
    notes += [note for page in reading.plain.values() for note in page.notes]
    notes += [note for chapter in reading.chapters for note in chapter.notes]
    for note in (note for note in notes if not note.text.strip()):
        hint = "write it on the lines below, each indented by four spaces; or delete the note"
        yield Problem("note-empty", note.where, "a note !!! confirm has no text", hint)


def _trees(reading: Reading) -> Iterable[Problem]:
    """Trees are sound, and cite and name what exists."""
    numbers = {str(provision.number) for provision in reading.provisions()}
    wordings = {provision.number: provision.wording for provision in reading.provisions()}
    if reading.history:
        # What a pending amendment inserts cannot be opened by readers today.
        wordings = dict(reading.history.at(reading.today))
        numbers &= {str(number) for number in wordings}
    numbers |= clauses_cited(reading, wordings)
    for tree in reading.trees:
        faults = check_tree(tree)
        yield from faults
        yield from check_rules(tree, sound=not faults)
        for problem, number in check_citations(tree, numbers):
            if reading.judges(split_clause(number)[0]):
                yield problem
        if reading.contacts:
            yield from check_contacts(tree, partial(check_name, contacts=reading.contacts))


def _cases(reading: Reading) -> Iterable[Problem]:
    """Worked cases belong to a tree, and lead to the outcomes that they expect."""
    names = {tree.name: tree for tree in reading.trees}
    for name, worked in reading.cases.items():
        if name not in names:
            if f"{TREES}{name}.yml" not in reading.texts:
                hint = suggest(name, names, otherwise="name the file after its tree")
                yield Problem(
                    "cases-without-tree",
                    Where(worked.data.path),
                    f"there is no tree '{name}'",
                    hint,
                )
        elif not check_tree(names[name]):
            yield from check_cases(names[name], worked)


def _names(reading: Reading) -> Iterable[Problem]:
    """Each file has a name that can be part of an address."""
    yield from check_names(path for path in reading.texts if path.startswith(_PUBLISHED))


def _dialect(reading: Reading) -> Iterable[Problem]:
    """No text has marks that its readers would see as they were written; what is sealed stays."""
    sections = [section for chapter in reading.chapters for section in chapter.sections]
    sources = [chapter.source for chapter in reading.chapters]
    sources += [section.source for section in sections]
    sources += [page.source for page in reading.plain.values()]
    for source in (*sources, *([GLOSSARY] if GLOSSARY in reading.texts else [])):
        yield from reading.look(_foreign_marks, source)
    for text, region, keys in tree_texts(reading):
        if keys[-1] in _MARKDOWN_KEYS:
            for problem in islice(check_dialect(region.path, text), MOST_TOLD):
                yield replace(problem, where=region.find_line(text, problem.where.line))


def _foreign_marks(path: str, text: str) -> Iterable[Problem]:
    if is_too_long(text):
        return
    front = FRONT.match(text)
    if front is None and re.search(r"^[-–—_*=]{3}", text, re.MULTILINE):
        return  # its keys have faults, and are no text
    ahead = front[0].count("\n") if front else 0
    body = text[front.end() :] if front else text
    yield from islice(check_dialect(path, body, ahead + 1, terms=path == GLOSSARY), MOST_TOLD)


def _blocks(reading: Reading) -> Iterable[Problem]:
    """The blocks that plain pages name in braces exist."""
    for page in reading.plain.values():
        seen: set[str] = set()
        body = blank_code(page.body)
        for match in BLOCK.finditer(body):
            line = page.body_line + body.count("\n", 0, match.start())
            name = present_name(match[1])
            if name in seen:
                told = f"{{{match[1]}}} is on this page twice"
                hint = "keep one of the two"
                yield Problem("placeholder-twice", Where(page.source, line), told, hint)
            seen.add(name)
            if name not in NAMES:
                hint = suggest(match[1], NAMES, otherwise=f"known are {', '.join(NAMES)}")
                told = f"nothing is called {{{match[1]}}}"
                yield Problem("placeholder-unknown", Where(page.source, line), told, hint)


def _beginning(reading: Reading) -> Iterable[Problem]:
    """A manual with a seal has an amendment. Before the first seal it needs none."""
    if SEAL in reading.texts and not record_sources(reading.texts):
        hint = "put the records back; a manual that was never published has no seal either"
        yield Problem("no-amendment", Where(RECORDS.rstrip("/")), "no amendment is recorded", hint)


def _numbering(reading: Reading) -> Iterable[Problem]:
    """The number of a chapter or a section is used once."""
    chapters: dict[int, str] = {}
    sections: dict[Number, str] = {}
    for chapter in reading.chapters:
        twin = chapters.setdefault(chapter.number, chapter.path)
        if twin != chapter.path:
            message = f"chapter {chapter.number} is also in docs/{twin}"
            yield Problem("chapter-number-twice", Where(chapter.source), message, _RENUMBER)
        for section in chapter.sections:
            other = sections.setdefault(section.number, section.path)
            if other != section.path:
                message = f"section {section.number} is also in docs/{other}"
                yield Problem("section-number-twice", Where(section.source), message, _RENUMBER)


def _template(reading: Reading) -> Iterable[Problem]:
    """A manual with a flowchart has the template for it."""
    if reading.trees and TREE_TEMPLATE not in reading.texts:
        hint = "put the file back: it is the page on which every flowchart is set"
        yield Problem("section-without-chapter", Where(TREE_TEMPLATE), "this file is missing", hint)


def _sections(reading: Reading) -> Iterable[Problem]:
    """Every section that there has ever been has a page, if only for its tombstones."""
    if reading.unread_sections or not reading.all_sections_known or not reading.history:
        return
    known = {section.number for chapter in reading.chapters for section in chapter.sections}
    known.add(OF_GLOSSARY)
    seen: set[Number] = set()
    for record, changes in reading.history.steps():
        for section in sorted({change.number.of_section for change in changes} - known - seen):
            seen.add(section)
            message = (
                f"amendment {record.number} names section {section}, which has no file in docs/"
            )
            hint = (
                "put its file back; of a section that is withdrawn the front matter stays, "
                "with 'withdrawn: true' and no text"
            )
            yield Problem("section-file-missing", Where(record.path), message, hint)


def _placeholders(reading: Reading) -> Iterable[Problem]:
    """Placeholders and boxes in texts are of the kinds that the build knows."""
    beside_chapters = {*plain_sources(reading.texts)}
    for path, text in reading.texts.items():
        if not path.startswith(DOCS) or not path.endswith(".md") or is_too_long(text):
            continue
        prose = blank_code(text)
        if not is_record(path):
            yield from _misplaced_blocks(path, prose, beside_chapters=path in beside_chapters)
        for match in _BRACES.finditer(prose):
            where = Where(path, prose.count("\n", 0, match.start()) + 1)
            hint = "write {contact:front-door}, with the id of a contact"
            yield Problem("placeholder-unknown", where, f"nothing is called {match[0]}", hint)
        for match in _BOX.finditer(prose):
            if match[1] not in _BOXES:
                where = Where(path, prose.count("\n", 0, match.start()) + 1)
                hint = suggest(match[1], _BOXES, otherwise=f"write one of {', '.join(_BOXES)}")
                yield Problem("box-unknown", where, f"there is no box '!!! {match[1]}'", hint)


def _misplaced_blocks(path: str, prose: str, *, beside_chapters: bool) -> Iterable[Problem]:
    for match in _BLOCK_WITHIN.finditer(prose):
        line = prose[prose.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
        if beside_chapters and BLOCK.fullmatch(line):
            continue
        where = Where(path, prose.count("\n", 0, match.start()) + 1)
        hint = "it goes on a page beside the chapters, on a line of its own, at the very left"
        message = f"{match[0]} is shown as it is written here"
        yield Problem("placeholder-misplaced", where, message, hint)


def _seal(reading: Reading, *, merging: bool) -> Iterable[Problem]:
    """Nothing that was published has changed in silence."""
    if reading.chain and reading.all_records_read and not merging:
        yield from check_chain(reading.chain, reading.seal, reading.records)
    if reading.seal:
        evidence = Evidence(
            reading.seal,
            reading.records,
            reading.all_records_read,
            reading.difference,
            take_inventory(reading),
            reading.today,
            reading.faulty,
            reading.judges,
            reading.numbering,
        )
        yield from check_seal(evidence, merging=merging)


def _moved(reading: Reading) -> Iterable[Problem]:
    """At an address from which a page has moved there is no other page."""
    served, seen = set(served_addresses(reading)), dict[str, str]()
    for own, moved in moved_addresses(reading):
        hint = "write the address that it had; the page there will lead on to this one"
        if moved.address == own:
            message = f"the page says that it was at /{own}, where it is"
            yield Problem("moved-from-itself", moved.where, message, "take it out of 'moved_from'")
        elif moved.address in served or moved.address.startswith(RESERVED):
            yield Problem(
                "moved-from-taken", moved.where, f"there is another page at /{moved.address}", hint
            )
        elif seen.setdefault(moved.address, own) != own:
            message = f"/{seen[moved.address]} says that it was at /{moved.address}, too"
            yield Problem(
                "moved-from-twice",
                moved.where,
                message,
                "one address leads on to one page: keep one",
            )


RULES: tuple[Callable[[Reading], Iterable[Problem]], ...] = (
    check_address_clashes,
    _numbers,
    _mentions,
    _approvals,
    _notes,
    _trees,
    check_situations,
    _cases,
    check_rendered,
    check_digits,
    check_as_written,
    check_ids,
    _names,
    _files,
    _dialect,
    _placeholders,
    _blocks,
    _beginning,
    _numbering,
    _template,
    _sections,
    _moved,
)
