"""The numbering of a manual: which numbers it has, and in which section each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from manual.numbers.definition import read_definition
from manual.numbers.number import Key, Number, tidy
from manual.numbers.roman import read_roman
from manual.numbers.scheme import DEFAULT, Scheme, read_key, read_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAMED = re.compile(
    r"(?P<word>[^\d.]*?) ?(?P<number>(?:[A-Z]{0,2}\d[\w.]*|[A-Z]{1,2}|[IVXLC]{3,7}))"
)
_LAST = frozenset({"schedule", "annex", "appendix"})
"""Words of what stands behind the sections of a chapter."""


class Place(NamedTuple):
    """A section as its numbering needs it."""

    chapter: int
    section: str
    """Its number, as its file has it."""
    scheme: Scheme = DEFAULT
    """That of its paragraphs."""
    first: str = ""
    """The first number in it, where its numbers do not begin with its own: `Rule 7`."""


@dataclass(frozen=True)
class Numbering:
    """Reads numbers as a manual writes them.

    Where a number begins with that of its section (`2.1.3` in `2.1`), the section follows from it.
    Where numbers run through several sections (`Rule 7` in `Part 2`), each section says at which
    it begins, and holds those up to the next section's.

    >>> rules = Scheme("Rule 7", "Rule ", 1)
    >>> parts = Place(1, "Part 1", rules, "Rule 1"), Place(1, "Part 2", rules, "Rule 7")
    >>> numbering = Numbering(parts)
    >>> [numbering.read(text).section for text in ("Rule 6", "Rule 6A", "rule-7", "Rule 12")]
    ['Part 1', 'Part 1', 'Part 2', 'Part 2']
    """

    places: tuple[Place, ...] = ()
    scheme: Scheme = DEFAULT
    """That of what is declared nowhere else."""

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        """Every scheme that is in use, the manual's own first."""
        return tuple(dict.fromkeys((self.scheme, *(place.scheme for place in self.places))))

    @cached_property
    def sections(self) -> dict[str, Number]:
        """The numbers of the sections, by what is written."""
        found = (
            (place.chapter, tidy(place.section), place.scheme.is_roman)
            for place in self.places
            if find_fault(place.section, place.scheme, place.first) is None
        )
        return {
            name: Number(chapter, self._place(name, is_roman=is_roman), (), name, name)
            for chapter, name, is_roman in found
        }

    def _place(self, section: str, *, is_roman: bool) -> tuple[int, str, Key]:
        """Where a section stands among others, by its number."""
        match = _NAMED.fullmatch(section)
        word = match["word"] if match else ""
        key = read_key(match["number"] if match and word else section)
        if is_roman or (word and not self._lettered[word]):
            number = section[len(word) :].strip()
            key = read_key(number, is_roman=True) or key
        rank = 2 if word.lower() in _LAST else 1 if word else 0
        return (rank, word, key)

    @cached_property
    def _lettered(self) -> dict[str, bool]:
        """By the word of sections, whether one of them has a letter that is no Roman number.

        `Part C` is the third where there is a `Part A`, and the hundredth beside a `Part XCIX`.
        """
        found: dict[str, bool] = defaultdict(bool)
        for place in self.places:
            if match := _NAMED.fullmatch(tidy(place.section)):
                letters = match["number"] if match["number"].isalpha() else ""
                found[match["word"]] |= bool(letters) and not read_roman(letters)
        return found

    @cached_property
    def is_plain(self) -> bool:
        """Whether it reads as that of a manual that declares nothing."""
        return self.schemes == (DEFAULT,)

    def order(self, text: str) -> tuple[bool, Number | str]:
        """A key by which texts of numbers sort as the numbers do; what is none comes last."""
        number = self.read(text)
        return (False, number) if number else (True, text)

    def scheme_of(self, section: str) -> Scheme:
        """The scheme of the paragraphs of a section, given its number."""
        return self._schemes.get(tidy(section), self.scheme)

    def tells_chapter(self, section: Number) -> bool:
        """Whether the number of a section begins with that of its chapter."""
        return self.scheme_of(section.section).is_default

    @cached_property
    def _schemes(self) -> dict[str, Scheme]:
        return {tidy(place.section): place.scheme for place in self.places}

    @cached_property
    def _read(self) -> dict[str, Number | None]:
        """What was read before."""
        return {}

    def read(self, text: str) -> Number | None:
        """The number that is written as `text`, or whose plain form it is; None if it is none.

        >>> Numbering().read("2.1.3A").own
        (('', 3, 'A'),)
        >>> Numbering().read("2.1").is_section
        True
        >>> [Numbering().read(text) for text in ("2.1.0", "2.1.3a", "paragraph 2.1.3")]
        [None, None, None]
        """
        if text not in self._read:
            self._read[text] = self._find(tidy(text))
        return self._read[text]

    def read_within(self, section: Number, text: str) -> Number | None:
        """The number with which a paragraph of a section begins; it may leave out the section's."""
        within = self.scheme_of(section.section).within
        number = self.read(f"{section}{within}{text}") if within else None
        return number or self.read(text)

    def _find(self, text: str) -> Number | None:
        if text in self.sections:
            return self.sections[text]
        if named := self._by_plain_form.get(text) or read_definition(text):
            return named
        known = (self._known(scheme, text) for scheme in self.schemes)
        unknown = (self._unknown(scheme, text) for scheme in self.schemes)
        return next((number for number in chain(known, unknown) if number), None)

    @cached_property
    def _by_plain_form(self) -> dict[str, Number]:
        return {number.id: number for number in self.sections.values()}

    def _known(self, scheme: Scheme, text: str) -> Number | None:
        """The number `text` in a section that is there."""
        match = scheme.match(text)
        if match is None:
            return None
        key, inner = match
        if scheme.within:
            section = self.sections.get(scheme.write(key))
            return _within(section, inner, scheme.write(key, inner)) if section else None
        for end in range(len(key) - 1, 0, -1):
            section = self.sections.get(scheme.write(key[:end]))
            if section and self.scheme_of(section.section) == scheme:
                return _within(section, key[end:], scheme.write(key))
        if begun := self._begun.get(scheme):
            at = bisect_right(begun, key, key=lambda one: one[0])
            return _within(begun[max(at - 1, 0)][1], key, scheme.write(key))
        return None

    def _unknown(self, scheme: Scheme, text: str) -> Number | None:
        """The number `text` of a section that is not there; None where none can be told from it."""
        match = scheme.match(text)
        if match is None:
            return None
        key, inner = match
        depth = len(key) if scheme.within else scheme.levels - 1
        if depth < 1 or not depth <= len(key) <= scheme.levels:
            return None
        name = scheme.write(key[:depth])
        place = self._place(name, is_roman=scheme.is_roman)
        section = Number(key[0][1], place, (), name, name)
        own = inner or key[depth:]
        return _within(section, own, scheme.write(key, inner)) if own else section

    @cached_property
    def _begun(self) -> dict[Scheme, list[tuple[Key, Number]]]:
        """By scheme, the sections through which its numbers run, each with the first of its own."""
        begun: dict[Scheme, list[tuple[Key, Number]]] = {}
        for place in self.places:
            match = place.scheme.match(tidy(place.first)) if place.first else None
            if match and tidy(place.section) in self.sections:
                one = (match[0], self.sections[tidy(place.section)])
                begun.setdefault(place.scheme, []).append(one)
        return {scheme: sorted(ones) for scheme, ones in begun.items()}


PLAIN = Numbering()
"""That of a manual that declares nothing."""


def find_fault(section: str, scheme: Scheme, first: str | None) -> tuple[str, str] | None:
    """Why `section` cannot be the number of a section, and a hint; None if it can.

    `scheme` is that of its paragraphs, `first` the first of their numbers where that is told.
    """
    example = scheme.example
    if scheme.is_default and not re.fullmatch(r"\d{1,4}\.\d{1,4}", section):
        hint = (
            "write the chapter's number, a dot and the section's: 2.4; a manual that is numbered "
            "otherwise shows how, by 'numbers:' and one number (documentation/numbering.md)"
        )
        return f"'{section}' is not the number of a section", hint
    ahead = scheme.match_section(section)
    if ahead and first:
        hint = "delete the line: the numbers in it begin with its own"
        return f"'first: {first}' says what the number of the section says already", hint
    if ahead:
        return None
    if scheme.within or not _NAMED.fullmatch(section):
        hint = f"write it as its paragraphs' numbers begin, as in '{example}'"
        return f"'{section}' is not the number of a section", hint
    found = scheme.match(tidy(first or ""))
    if found is None or len(found[0]) < scheme.levels:
        hint = f"add the number with which it begins: 'first: {example}'"
        said = (
            f"says '{first}', which is none of them" if first else "does not say where they begin"
        )
        message = f"the numbers in section {section} do not begin with its own, and 'first' {said}"
        return message, hint
    return None


_KEY = re.compile(r"^(?P<key>section|chapter|numbers|first):[ \t]+(?P<value>.*)$", re.MULTILINE)
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---", re.DOTALL | re.MULTILINE)


def read_places(chapter: str, sections: Iterable[str], scheme: Scheme = DEFAULT) -> Iterator[Place]:
    """The sections of a chapter as its numbering needs them, from the texts of the files.

    `scheme` is that of the manual. A key that cannot be read here is told where its file is read.
    """
    keys = _keys(chapter)
    own = read_scheme(keys.get("numbers", "")) or scheme
    number = keys.get("chapter", "")
    for text in sections:
        front = _keys(text)
        section, first = front.get("section", ""), front.get("first", "")
        its = read_scheme(front.get("numbers", "")) or own
        if section:
            yield Place(int(number) if number.isdecimal() else 0, section, its, first)


def declared_numbers(settings: str) -> str:
    """The example of a manual's numbers in the text of its settings, though those have faults."""
    found = re.search(r"^[ \t]+numbers:[ \t]+(.*)$", settings, re.MULTILINE)
    return tidy(_bare(found[1])) if found else ""


def section_number(text: str) -> str:
    """The number that the text of a section names, also where the text has faults; or nothing."""
    return _keys(text).get("section", "")


def _keys(text: str) -> dict[str, str]:
    """The keys at the head of a text that have to do with numbers, as far as they are plain."""
    front = _FRONT.match(text)
    found = _KEY.finditer(front[1]) if front else ()
    return {match["key"]: tidy(_bare(match["value"])) for match in found}


def _bare(value: str) -> str:
    quoted = re.match(r"""(["'])(.*?)\1""", value)
    return quoted[2] if quoted else re.split(r"\s#", value)[0]


def _within(section: Number, own: Key, text: str) -> Number | None:
    is_none = own == (("", 0, ""),) and len(section.place[2]) > 1
    return None if is_none else section._replace(own=own, text=text)
