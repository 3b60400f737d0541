"""The rules that join the subjects: what one text says of another is true. A rule is a function."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from manual.address import MADE, address_of
from manual.contacts.check import check_name
from manual.contacts.load import PATH as CONTACTS
from manual.contacts.telephone import find_numbers
from manual.markup.links import check_html, check_links, check_names, check_targets
from manual.markup.render import blank_fences
from manual.plain.blocks import BLOCK, NAMES
from manual.problem import Problem, Where, suggest
from manual.provisions.glossary import PATH as GLOSSARY
from manual.provisions.load import write_wording
from manual.provisions.mention import find_mentions
from manual.provisions.number import parse_number
from manual.seal.check import Published, Sealed, check_seal, recorded
from manual.seal.model import PATH as SEAL
from manual.seal.model import SealedTree, hash_text
from manual.text.moved import read_moved
from manual.tree.check import check_cases, check_citations, check_contacts, check_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from manual.parts import Parts
    from manual.provisions.model import Mention
    from manual.provisions.number import Number
    from manual.text.moved import Moved
    from manual.tree.load import LoadedTree


def check_parts(parts: Parts) -> list[Problem]:
    """Every fault that the parts show together."""
    return [problem for rule in RULES for problem in rule(parts)]


def _mentions(parts: Parts) -> Iterable[Problem]:
    """Every provision and contact that a text names exists."""
    numbers = {str(provision.number) for provision in parts.provisions()}
    for mention in _all_mentions(parts):
        yield from _mention(parts, mention, numbers)
    for record in parts.records:
        # A record stays as it is: what it names may have gone since.
        numbers |= {str(number) for number in recorded(record)}
    for record in parts.records:
        for text, where in record.texts:
            for mention in find_mentions(where.path, text, where.line):
                yield from _mention(parts, replace(mention, where=where), numbers)


def _mention(parts: Parts, mention: Mention, numbers: set[str]) -> Iterable[Problem]:
    if mention.kind == "contact":
        if parts.contacts:
            yield from check_name(mention.target, mention.where, parts.contacts)
    elif mention.target not in numbers and parts.judges(mention.target):
        number = parse_number(mention.target)
        what = "section" if number and number.is_section else "paragraph"
        hint = suggest(mention.target, numbers, otherwise="refer to one that exists")
        yield Problem(
            "reference-missing", mention.where, f"{what} {mention.target} does not exist", hint
        )


def _all_mentions(parts: Parts) -> Iterable[Mention]:
    for provision in parts.provisions():
        yield from provision.mentions
    for record in parts.records:
        for wording in record.wordings:
            # What an earlier wording refers to may have gone since; its contacts are still shown.
            yield from (mention for mention in wording.mentions if mention.kind == "contact")
    for chapter in parts.chapters:
        path = f"docs/{chapter.path}"
        yield from find_mentions(path, chapter.introduction, chapter.introduction_line)
    for term in parts.glossary.terms:
        yield from term.mentions
    for document in parts.plain.values():
        yield from find_mentions(document.path, document.body, document.body_line)
    for tree in parts.trees:
        for keys, text in tree.texts():
            yield from find_mentions(tree.data.path, text, tree.data.where(*keys).line)


def _trees(parts: Parts) -> Iterable[Problem]:
    """Trees are sound, and cite and name what exists."""
    numbers = {str(provision.number) for provision in parts.provisions()}
    if parts.history:
        # What only a day to come brings in cannot be opened by a reader of today.
        numbers &= {str(number) for number in parts.history.at(parts.today)}
    for tree in parts.trees:
        yield from check_tree(tree)
        for problem, number in check_citations(tree, numbers):
            if parts.judges(number):
                yield problem
        if parts.contacts:
            yield from check_contacts(tree, partial(check_name, contacts=parts.contacts))


def _cases(parts: Parts) -> Iterable[Problem]:
    """Worked cases belong to a tree, and reach the outcomes that they expect."""
    names = {tree.name: tree for tree in parts.trees}
    for name, worked in parts.cases.items():
        if name not in names:
            if not any(path == f"decision_tree/{name}.yml" for path in parts.texts):
                hint = suggest(name, names, otherwise="name the file after its tree")
                yield Problem(
                    "cases-without-tree",
                    Where(worked.data.path),
                    f"there is no tree '{name}'",
                    hint,
                )
        elif not check_tree(names[name]):
            yield from check_cases(names[name], worked)


def _markup(parts: Parts) -> Iterable[Problem]:
    """No text holds HTML, and links lead to pages and web addresses only."""
    for path in parts.texts:
        if path.startswith("docs/") and path.endswith(".md"):
            yield from parts.look(check_html, path)
            yield from parts.look(check_links, path)
    records = (f"amendments/{record.number}.md" for record in parts.records)
    trees = (f"flowchart/{tree.name}.md" for tree in parts.trees)
    yield from check_targets(parts.texts, [*records, *trees])
    yield from check_names(path for path in parts.texts if path.startswith(_PUBLISHED))


_PUBLISHED = ("docs/", "decision_tree/")


def _telephone_digits(parts: Parts) -> Iterable[Problem]:
    """Telephone numbers stand in `docs/contacts.yml` alone, but for 999 and 101."""
    for path in parts.texts:
        if path != CONTACTS and path.endswith((".md", ".yml", ".html")):
            yield from parts.look(_find_digits, path)


def _find_digits(path: str, text: str) -> Iterable[Problem]:
    for offset, number in find_numbers(text):
        where = Where(path, text.count("\n", 0, offset) + 1)
        hint = "put the number into docs/contacts.yml, and name the contact: {contact:front-door}"
        yield Problem(
            "telephone-in-text", where, f"the telephone number {number} stands in the text", hint
        )


def _blocks(parts: Parts) -> Iterable[Problem]:
    """What a plain page asks for by name exists."""
    for document in parts.plain.values():
        for match in BLOCK.finditer(document.body):
            if match[1] not in NAMES:
                line = document.body_line + document.body.count("\n", 0, match.start())
                hint = suggest(match[1], NAMES, otherwise=f"known are {', '.join(NAMES)}")
                message = f"nothing is called {{{match[1]}}}"
                yield Problem("placeholder-unknown", Where(document.path, line), message, hint)


def _beginning(parts: Parts) -> Iterable[Problem]:
    """What was sealed has a first amendment. Before the first seal a manual needs none."""
    recorded = any(path.startswith(_RECORDS) and path.endswith(".md") for path in parts.texts)
    if SEAL in parts.texts and not recorded:
        hint = "put the records back; a manual that was never published has no seal either"
        yield Problem("no-amendment", Where(_RECORDS.rstrip("/")), "no amendment is recorded", hint)


_RECORDS = "docs/amendments/"


def _numbering(parts: Parts) -> Iterable[Problem]:
    """A chapter's number, and a section's, is used once."""
    chapters: dict[int, str] = {}
    sections: dict[Number, str] = {}
    for chapter in parts.chapters:
        twin = chapters.setdefault(chapter.number, chapter.path)
        if twin != chapter.path:
            message = f"chapter {chapter.number} stands in docs/{twin} too"
            yield Problem("chapter-number-twice", Where(f"docs/{chapter.path}"), message, _RENUMBER)
        for section in chapter.sections:
            other = sections.setdefault(section.number, section.path)
            if other != section.path:
                message = f"section {section.number} stands in docs/{other} too"
                yield Problem(
                    "section-number-twice", Where(f"docs/{section.path}"), message, _RENUMBER
                )


_RENUMBER = "give one of the two another number"


def _strays(parts: Parts) -> Iterable[Problem]:
    """A section stands in the folder of a chapter; a flowchart has its template."""
    for document in parts.plain.values():
        if "section" in document.front.value:
            hint = "add an index.md beside it, with 'chapter:' and 'title:' in its front matter"
            message = "this section stands in a folder without a chapter"
            yield Problem("section-without-chapter", Where(document.path), message, hint)
    if parts.trees and TEMPLATE not in parts.texts:
        hint = "put the file back: it is the page on which every flowchart is set"
        yield Problem("file-missing", Where(TEMPLATE), "this file is missing", hint)


TEMPLATE = "decision_tree/flowchart/flowchart.html"


def _sections(parts: Parts) -> Iterable[Problem]:
    """Every section that ever was has a page, if only for its tombstones."""
    if parts.unread_sections or not parts.all_sections_known or not parts.history:
        return
    known = {section.number for chapter in parts.chapters for section in chapter.sections}
    seen: set[Number] = set()
    for record, changes in parts.history.steps():
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


def _placeholders(parts: Parts) -> Iterable[Problem]:
    """Braces and boxes in texts are ones that the build knows."""
    for path, text in parts.texts.items():
        if not path.startswith("docs/") or not path.endswith(".md"):
            continue
        prose = blank_fences(text)
        for match in _BRACES.finditer(prose):
            where = Where(path, prose.count("\n", 0, match.start()) + 1)
            hint = "write {contact:front-door}, with the id of a contact"
            yield Problem("placeholder-unknown", where, f"nothing is called {match[0]}", hint)
        for match in _BOX.finditer(prose):
            if match[1] not in _BOXES:
                where = Where(path, prose.count("\n", 0, match.start()) + 1)
                hint = suggest(match[1], _BOXES, otherwise=f"write one of {', '.join(_BOXES)}")
                yield Problem("box-unknown", where, f"there is no box '!!! {match[1]}'", hint)


_BRACES = re.compile(r"(?<!`)\{(?!contact:)[a-z-]*:[^{}\s]*\}")
_BOX = re.compile(r"^!!![ \t]*([\w-]*)", re.MULTILINE)
_BOXES = ("scope", "confirm", "note")


def _seal(parts: Parts) -> Iterable[Problem]:
    """Nothing that was published has changed in silence."""
    whole = parts.all_sections_known and not parts.unread_sections
    if parts.seal and whole:
        yield from check_seal(
            Sealed(
                parts.seal,
                parts.records,
                parts.all_records_read,
                parts.difference,
                published(parts),
                parts.today,
                write_wording,
            ),
            merging=parts.merging,
        )


def published(parts: Parts) -> Published:
    """What the manual serves now."""
    trees = {loaded.name: loaded for loaded in parts.trees}
    return Published(
        addresses=frozenset(_addresses(parts)),
        steps={
            name: frozenset((*loaded.tree.steps, *loaded.tree.replaced))
            for name, loaded in trees.items()
        },
        trees={name: sealed_tree(loaded) for name, loaded in trees.items()},
        editions={name: loaded.data.where("edition") for name, loaded in trees.items()},
        places={provision.number: provision.where for provision in parts.provisions()},
        feed=parts.site.authority if parts.site else "",
    )


def sealed_tree(loaded: LoadedTree) -> SealedTree:
    """A flowchart as the seal keeps it."""
    tree = loaded.tree
    return SealedTree(str(tree.edition), hash_text(tree.model_dump_json()), frozenset(tree.steps))


def _addresses(parts: Parts) -> Iterable[str]:
    """The address of every page that an editor could take away, moved ones included."""
    yield from _served(parts)
    yield from (moved.address for _, moved in _moves(parts))


def _served(parts: Parts) -> Iterable[str]:
    """The address of every page that has a source."""
    for chapter in parts.chapters:
        yield address_of(chapter.path)
        yield from (address_of(section.path) for section in chapter.sections)
    yield from map(address_of, parts.plain)
    if parts.glossary.terms:
        yield address_of(GLOSSARY)
    for path in parts.texts:
        if _TREE.fullmatch(path):  # one that has faults is there all the same
            yield _TREE.sub(r"flowchart/\1/", path)


_TREE = re.compile(r"decision_tree/([^/]+)(?<!\.cases)\.yml")


def _moves(parts: Parts) -> Iterable[tuple[str, Moved]]:
    """The present address of each page that has moved, with one that it had."""
    for chapter in parts.chapters:
        yield from ((address_of(chapter.path), moved) for moved in chapter.moved_from)
        for section in chapter.sections:
            yield from ((address_of(section.path), moved) for moved in section.moved_from)
    for path, document in parts.plain.items():
        yield from ((address_of(path), moved) for moved in read_moved(document.front))


def _moved(parts: Parts) -> Iterable[Problem]:
    """Where a page was, nothing else stands."""
    served, seen = set(_served(parts)), dict[str, str]()
    for own, moved in _moves(parts):
        hint = "write the address that it had; the page there will lead on to this one"
        if moved.address == own:
            message = f"the page says that it was at /{own}, where it is"
            yield Problem("moved-from-itself", moved.where, message, "take it out of 'moved_from'")
        elif moved.address in served or moved.address.startswith(MADE):
            yield Problem(
                "moved-from-taken", moved.where, f"another page stands at /{moved.address}", hint
            )
        elif seen.setdefault(moved.address, own) != own:
            message = f"/{seen[moved.address]} says that it was at /{moved.address}, too"
            yield Problem(
                "moved-from-twice",
                moved.where,
                message,
                "one address leads on to one page: keep one",
            )


RULES: tuple[Callable[[Parts], Iterable[Problem]], ...] = (
    _mentions,
    _trees,
    _cases,
    _markup,
    _telephone_digits,
    _placeholders,
    _blocks,
    _beginning,
    _numbering,
    _strays,
    _sections,
    _moved,
    _seal,
)
