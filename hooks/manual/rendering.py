"""The rules on what readers are shown: no HTML, nothing hidden, no false link, no number."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown.extensions.toc import slugify

from manual.address import (
    CONTACTS,
    DOCS,
    FORMS_PATH,
    GLOSSARY,
    SETTINGS,
    STARTER,
    amendment_path,
    flowchart_path,
)
from manual.address_clashes import ids_beside_text, ids_of_terms
from manual.anchors import Anchors
from manual.contacts.telephone import find_numbers, flatten
from manual.files.check import check_pictures
from manual.markup.footnotes import check_footnotes
from manual.markup.links import check_links, check_markup, check_shown, check_targets, list_pages
from manual.markup.reading import read_html
from manual.markup.safe import is_foreign
from manual.markup.shown_as_written import find_mark
from manual.numbers.clause import split_clause
from manual.passages import passages
from manual.problem import Problem, ProblemsError, Where, suggest
from manual.provisions.clauses import find_clauses
from manual.provisions.page import wording_html
from manual.text.characters import as_seen
from manual.text.front import FRONT
from manual.text.region import Region, split_lines
from manual.text.source import read_yaml
from manual.text.values import spell

_SPELLED = re.compile(r"&(?:#|period)|\d[ ]?\.[ ]|\d[ ]\.")
MOST_TOLD = 50
"""Problems of one kind that are told of one passage: to look for each takes its time."""

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from manual.amendments.model import Record
    from manual.country import Country
    from manual.model import Reading
    from manual.numbers.number import Number
    from manual.numbers.numbering import Numbering
    from manual.passages import Passage
    from manual.text.source import Data, Key


def check_rendered(reading: Reading) -> Iterable[Problem]:
    """What readers are shown holds no HTML, no hidden character, no false link and no number."""
    records = (amendment_path(record.number) for record in reading.records)
    trees = (flowchart_path(tree.name) for tree in reading.trees)
    forms = [FORMS_PATH] if reading.lists_forms else []
    pages = list_pages(reading.texts, [*records, *trees, *forms])
    sections = {
        provision.number: section.path
        for chapter in reading.chapters
        for section in chapter.sections
        for provision in section.provisions
    }
    wordings = {provision.number: provision.wording for provision in reading.provisions()}

    def clauses(number: Number) -> tuple[str, ...]:
        text = wordings[number].text if number in wordings else ""
        return find_clauses(wording_html(text, reading.numbering))

    files = reading.present_files
    of_terms, beside = ids_of_terms(reading), ids_beside_text(reading)
    anchors = Anchors(reading)
    for passage in passages(reading):
        rendered, find = passage.rendered, passage.region.find
        anchors.note(passage)
        found = [
            check_markup(rendered, find),
            check_shown(rendered, find),
            check_links(rendered, find, reading.country.dialled),
            check_footnotes(rendered.html, find),
            _heading_ids(passage, of_terms if passage.path == GLOSSARY else beside),
        ]
        if not passage.is_earlier:
            found.append(check_targets(rendered, find, passage.folder, pages, files))
            found.append(check_pictures(rendered.reading.pictures, find, passage.folder, files))
        found.append(_references(passage, sections, reading.numbering, clauses))
        found.append(_disguised(passage))
        for one in found:
            yield from map(passage.region.tell, islice(one, MOST_TOLD))
        yield from islice(
            _shown_digits(rendered.reading.words, passage.region, reading.country), MOST_TOLD
        )
    yield from islice(anchors.check(), MOST_TOLD)


def _heading_ids(passage: Passage, taken: Mapping[str, str]) -> Iterable[Problem]:
    """A heading's id, which the site generator makes of its words, is that of nothing else."""
    for heading in passage.rendered.reading.headings:
        name = slugify(heading, "-")
        if name in taken:
            message = f"the heading '{heading}' and {taken[name]} would have one address, #{name}"
            where = passage.region.find(heading)
            yield Problem("heading-id-taken", where, message, "reword the heading")


_REFERENCE = re.compile(r"(?:(?:paragraph|para|section|§)s?\.?\s*)?(\d\S*)|(.*)", re.IGNORECASE)


def _references(
    passage: Passage,
    sections: Mapping[Number, str],
    numbering: Numbering,
    clauses: Callable[[Number], Collection[str]],
) -> Iterable[Problem]:
    """A link whose words are a number of this manual leads to that paragraph, which is there.

    That of an earlier wording may have gone since, but none leads out of the manual.
    """
    for link in passage.rendered.reading.links:
        if passage.is_earlier and not is_foreign(link.address):
            continue
        if link.address.startswith(("ref:", "contact:")):
            continue
        path, _, fragment = unquote(link.address).partition("#")
        target = posixpath.normpath(posixpath.join(passage.folder, path)) if path else passage.page
        named, clause = split_clause(fragment)
        leads_to = numbering.read(named)
        parts = clauses(leads_to) if clause and leads_to else ()
        is_there = leads_to in sections and (not clause or clause in parts)
        if target in sections.values() and leads_to and not is_there:
            known = [f"{leads_to}{part}" for part in parts] or map(str, sections)
            hint = suggest(fragment, known, otherwise="name one that is there")
            message = f"a link leads to {fragment}, which does not exist"
            yield Problem("link-nowhere", passage.region.find(link.address), message, hint)
        said = _REFERENCE.fullmatch(as_seen(link.words).strip(" .,;:()[]"))
        number = numbering.read(said[1] or said[2]) if said else None
        if number is None:
            continue
        if number not in sections:
            if said and said[1] and not is_foreign(link.address) and not number.is_section:
                hint = suggest(
                    str(number), map(str, sections), otherwise="refer to one that exists"
                )
                message = f"the link shows {number}, which does not exist"
                yield Problem(
                    "link-elsewhere", passage.region.find(f"[{link.words}]"), message, hint
                )
            continue
        if target != sections[number] or fragment not in _right_fragments(number):
            hint = "write the number without a link: it becomes one by itself"
            message = f"the link shows '{link.words}' and leads to {link.address[:60]}"
            where = passage.region.find(f"]({link.address}")
            yield Problem("link-elsewhere", where, message, hint)


_NAMED = re.compile(
    r"(?i:\b(?:paragraphs?|paras?|sections?)\b\.?|§)\s*"
    r"(\d+\.\d+(?:\.\d+)?|\d+\s?\.\s?\d+\s?\.\s?\d+)(?!\.?\w)"
)


_RAISED = re.compile(r"<sup\b.*?</sup>|[²³¹⁰⁴-⁹]", re.DOTALL)


def _disguised(passage: Passage) -> Iterable[Problem]:
    """A number that is named, to a reader, and is written with other signs than digits and dots."""
    source = "\n".join(passage.region.lines)
    if source.isascii() and not _SPELLED.search(source):
        return
    # Raised signs are no part of a number: the mark of a footnote, the square of an exponent.
    html = passage.rendered.html
    reading = passage.rendered.reading
    if _RAISED.search(html):
        reading = read_html(_RAISED.sub(" ", html))
    words = (as_seen(block) for block in reading.words)
    named = Counter[str]()
    for match in (one for block in words for one in _NAMED.finditer(block)):
        plain = re.sub(r"\s", "", match[1])
        named[plain] += 1
        written = re.findall(rf"(?<![\d.]){re.escape(plain)}(?!\.?\w)", source)
        if named[plain] > len(written):
            message = f"'{match[0]}' is not written with digits and dots alone"
            hint = f"write it as the keyboard has it: {plain}"
            yield Problem("number-unreadable", passage.region.find(match[0]), message, hint)


def _right_fragments(number: Number) -> tuple[str, ...]:
    return (number.id, "") if number.is_section else (number.id,)


def _shown_digits(texts: Iterable[str], region: Region, country: Country) -> Iterable[Problem]:
    for text in texts:
        for number in find_numbers(text, country):
            hint = (
                "put the number into docs/contacts.yml, and name the contact: {contact:front-door}"
            )
            message = f"the telephone number {number} is in the text"
            where = region.find(number, flatten)
            yield Problem("telephone-in-text", where, message, hint)


def check_digits(reading: Reading) -> Iterable[Problem]:
    """Telephone numbers are in `docs/contacts.yml` alone, but for 999 and 101.

    What is rendered has been looked through; these are the texts that are shown as they are.
    """
    trees, country = {tree.data.path: tree for tree in reading.trees}, reading.country
    for path in reading.texts:
        if path in trees:
            rendered = frozenset(keys for keys, _ in trees[path].texts())
            within = trees[path].data
            yield from _value_digits(within, lambda keys: keys not in rendered, country)  # noqa: B023 - called at once
        elif path.startswith(STARTER):
            continue
        elif path != CONTACTS and path.endswith((".md", ".yml", ".html")):
            yield from reading.look(_find_digits, path, country)
    if reading.loaded_contacts:
        yield from _value_digits(reading.loaded_contacts.data, _is_said_of_contact, country)


_TITLE = re.compile(r"(title|site_name):[ ]+(.*)")
_AS_WRITTEN = frozenset({"title", "ask", "answer", "what"})
"""Keys of a flowchart whose values are shown as they are."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
"""HTML, which is told of every text of a flowchart."""


def check_as_written(reading: Reading) -> Iterable[Problem]:
    """Titles, answers and what is said of contacts are shown as they are, and have no marks."""
    settled = {record.path for record in reading.records if _is_settled(record, reading)}
    for path in reading.texts.keys() - settled:
        if path == SETTINGS or (path.startswith(DOCS) and path.endswith(".md")):
            yield from reading.look(_marked_title, path)
    for tree in reading.trees:
        yield from _marked_values(tree.data, lambda keys: keys[-1] in _AS_WRITTEN, but_for=_TAG)
    if reading.loaded_contacts:
        yield from _marked_values(reading.loaded_contacts.data, _is_said_of_contact)


def _is_settled(record: Record, reading: Reading) -> bool:
    """Whether a record was sealed and is in force, so that nobody may change its title."""
    sealed = reading.seal.records if reading.seal else {}
    return record.number in sealed and record.in_force <= reading.today


def _marked_title(path: str, text: str) -> Iterable[Problem]:
    """The title in the keys at the head of a page, or the name of the site, with marks."""
    front = FRONT.match(text.replace("\r\n", "\n"))
    keys = split_lines(text) if path == SETTINGS else front[1].split("\n") if front else ()
    for number, line in enumerate(keys, 1 if path == SETTINGS else 2):
        if match := _TITLE.match(line):
            value = re.sub(r"\\.", "", match[2]) if match[2].startswith('"') else match[2]
            yield from _marked(match[1], value.strip("\"'"), Where(path, number))


def _marked_values(
    data: Data, is_asked: Callable[[Key], bool], but_for: re.Pattern[str] | None = None
) -> Iterable[Problem]:
    for keys, value in data.texts():
        if is_asked(keys):
            text = but_for.sub("", value) if but_for else value
            yield from _marked(spell(keys), text, data.where(*keys))


def _marked(name: str, text: str, where: Where) -> Iterable[Problem]:
    if mark := find_mark(text):
        message = f"'{name}' is shown as it is, with its mark: {mark[:40]}"
        yield Problem("markup-unknown", where, message, "write the words alone")


def _is_said_of_contact(keys: Key) -> bool:
    """Whether a value of `docs/contacts.yml` is words, and no number, day or address."""
    return keys[-1] in ("name", "for", "note", "address", "partnership") or "covers" in keys


def _value_digits(
    data: Data, is_asked: Callable[[Key], bool], country: Country
) -> Iterable[Problem]:
    for keys, value in data.texts():
        if is_asked(keys):
            yield from _shown_digits([value], Region(data.path, data.where(*keys).line), country)


def _find_digits(path: str, text: str, country: Country) -> Iterable[Problem]:
    """The numbers in a file of keys, in the keys at the head of a page, or in a template."""
    front = FRONT.match(text.replace("\r\n", "\n"))
    if path.endswith(".md"):
        text = front[1] if front else ""
    first = 2 if path.endswith(".md") else 1
    if path.endswith(".html") or ("\\" not in text and not any(find_numbers(text, country))):
        yield from _shown_digits([text], Region(path, first, split_lines(text)), country)
        return
    try:
        yield from _value_digits(read_yaml(path, text, first_line=first), lambda _: True, country)
    except ProblemsError:
        return  # told as it is read
