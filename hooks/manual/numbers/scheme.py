"""How the numbers of a manual, a chapter or a section are written, read from one example."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from manual.numbers.number import Key, plain_form, tidy
from manual.numbers.roman import read_roman, write_roman
from manual.problem import RefusedError

WORD = r"(?:(?:[^\W\d_]+ ){1,3}|§{1,2} ?|¶ ?)"
"""A pattern of what may stand ahead of a number, with its space: `Standing Order `, `§`."""
_EXAMPLE = re.compile(
    rf"(?P<word>{WORD})?"
    r"(?P<number>(?:[A-Z]{0,2}\d{1,4}[A-Za-z]?|[A-Z]{1,2}|[IVXLC]{3,7})(?:\.\d{1,4}[A-Za-z]?)*)"
    r"(?:(?P<within>,(?: [^\W\d_]+){1,2} )(?P<inner>\d{1,4}(?:\.\d{1,4})*[A-Za-z]?))?"
    r"(?P<mark>[.)]?)"
)
_PART = re.compile(r"(?P<lead>[A-Z]{0,2})(?P<digits>\d{1,4})(?P<inserted>[A-Za-z]{0,2})|[A-Z]{1,2}")


class Scheme(NamedTuple):
    """A way to write numbers: `2.1.3`, `11.1`, `Rule 7`, `A1.2`, `Schedule 1, paragraph 2`."""

    example: str
    """As it was declared."""
    word: str = ""
    """The word or sign ahead of every number, with the space: `Rule `; empty if there is none."""
    levels: int = 3
    """How many parts a whole number has; in a schedule, one that is within it."""
    first: str = r"\d{1,4}"
    """A pattern of the first part."""
    inserted: str = r"[A-Z]{0,2}"
    """A pattern of what a number has that was inserted after another."""
    within: str = ""
    """What joins the number of a paragraph to that of its schedule: `, paragraph `."""
    mark: str = ""
    """What follows a number at the start of its text: `.` or `)`; empty where nothing does."""
    is_roman: bool = False
    """Whether the first part is a Roman number: `Article IV`, `IV.2`."""

    @property
    def is_default(self) -> bool:
        """Whether it is the one of a manual that declares none."""
        return self == DEFAULT

    @property
    def numbers(self) -> str:
        """A regular expression for a number without its word, whole or of fewer parts."""
        if self.is_default:
            return r"\d{1,4}\.\d{1,4}(?:\.\d{1,4}[A-Z]{0,2})?"
        levels = 1 if self.within else self.levels
        further = rf"(?:\.\d{{1,4}}{self.inserted}){{0,{levels - 1}}}"
        return rf"{self.first}{self.inserted if self.first[-1] == '}' else ''}{further}"

    @property
    def inner(self) -> str:
        """A regular expression for a number within a schedule, without that of the schedule."""
        further = rf"(?:\.\d{{1,4}}{self.inserted}){{{self.levels - 1}}}"
        return rf"\d{{1,4}}{self.inserted}{further}"

    def match(self, text: str) -> tuple[Key, Key] | None:
        """The parts of the number that is written as `text`, or whose plain form it is.

        In a schedule those of its own number, and those of the one within it. None if it is none.
        """
        for pattern in _patterns(self):
            if match := pattern.fullmatch(text.removesuffix(self.mark)):
                inner = match["inner"] if self.within else ""
                key = read_key(match["number"], is_roman=self.is_roman)
                return (key, read_key(inner) if inner else ()) if key else None
        return None

    def match_section(self, text: str) -> bool:
        """Whether `text` may be the number of a section whose paragraphs' numbers begin with it.

        Or that of a section which is one provision, and has no numbers in it.
        """
        levels = 1 if self.within else self.levels
        return self._replace(within="", levels=levels).match(text) is not None

    def write(self, key: Key, inner: Key = ()) -> str:
        """The number with the parts of `key`, as it is written; `inner` are those within it."""
        written = _dotted(key)
        if self.is_roman:
            first, dot, further = written.partition(".")
            written = f"{write_roman(int(first))}{dot}{further}"
        number = f"{self.word}{written}"
        return f"{number}{self.within}{_dotted(inner)}" if inner else number


def _dotted(key: Key) -> str:
    parts = (f"{lead}{digits if digits or not lead else ''}{tail}" for lead, digits, tail in key)
    return ".".join(parts)


@lru_cache(maxsize=256)
def _patterns(scheme: Scheme) -> tuple[re.Pattern[str], ...]:
    """Patterns of a number as it is written, and of its plain form."""
    number, inner = rf"(?P<number>{scheme.numbers})", rf"(?P<inner>{scheme.inner})"
    if not scheme.word:
        return (re.compile(number, re.ASCII),)
    word = re.escape(scheme.word.rstrip()) + (" ?" if scheme.word[0] in "§¶" else " ")
    within = re.escape(scheme.within)
    plain = re.escape(plain_form(f"{scheme.word.rstrip()} 1").removesuffix("1"))
    if scheme.within:
        written, short = rf"{word}{number}{within}{inner}", rf"{plain}{number}\.{inner}"
    else:
        written, short = rf"{word}{number}", rf"{plain}{number}"
    return re.compile(written, re.ASCII), re.compile(short, re.ASCII)


DEFAULT = Scheme("2.1.3")
"""Chapter, section, paragraph."""


@lru_cache(maxsize=256)
def read_scheme(example: str) -> Scheme | None:
    """The scheme of which `example` is a number; None where it is none.

    >>> read_scheme("Rule 7")[:3]
    ('Rule 7', 'Rule ', 1)
    >>> [read_scheme(text).levels for text in ("11.1", "2.1.3.1", "A1.2", "B.3", "2.1.3a")]
    [2, 4, 2, 2, 3]
    >>> read_scheme("Schedule 1, paragraph 2").within
    ', paragraph '
    >>> [read_scheme(text).is_roman for text in ("Article IV", "II.3", "B.3", "C.3")]
    [True, True, False, False]
    >>> [read_scheme(text) for text in ("two", "2..1", "Rule", "IV", "")]
    [None, None, None, None, None]
    """
    match = _EXAMPLE.fullmatch(tidy(example))
    if match is None:
        return None
    number, inner = match["number"], match["inner"]
    is_roman = _is_roman(number)
    ends = match["within"] or (is_roman and (match["word"] or match["mark"]))
    if (number.isalpha() and not ends) or (not is_roman and re.match("[A-Z]{3}", number)):
        return None
    last = inner or ("" if number.isalpha() else number)
    first = r"\d{1,4}"
    if is_roman:
        first = "(?:[IVXLC]{1,7})"
    elif number[0].isalpha():
        has_digits = any(sign.isdigit() for sign in number.partition(".")[0])
        first = r"[A-Z]{1,2}\d{1,4}" if has_digits else r"[A-Z]{1,2}"
    inserted = "[a-z]{0,2}" if last[-1:].islower() else "[A-Z]{0,2}"
    levels = last.count(".") + 1
    scheme = Scheme(
        tidy(example),
        match["word"] or "",
        levels,
        first,
        inserted,
        match["within"] or "",
        match["mark"],
        is_roman,
    )
    return DEFAULT if scheme._replace(example=DEFAULT.example) == DEFAULT else scheme


def _is_roman(number: str) -> bool:
    """Whether a number begins with a Roman one; a single letter may be a letter."""
    first = number.partition(".")[0]
    return len(first) > 1 and read_roman(first) > 0


def _check_example(text: str) -> str:
    if read_scheme(text) is None:
        message = f"'{text}' is not an example of a number"
        hint = "write one number as the text has it: 2.1.3, 11.1, Rule 7, § 12"
        raise RefusedError("numbers-example-wrong", message, hint)
    return tidy(text)


Example = Annotated[str, AfterValidator(_check_example)]
"""How paragraphs are numbered, shown by one number: `11.1`."""


def read_key(number: str, *, is_roman: bool = False) -> Key:
    """The parts of a number without its word; none where its first should be Roman, and is not."""
    if is_roman:
        first, dot, further = number.partition(".")
        value = read_roman(first)
        return (("", value, ""), *(read_key(further) if dot else ())) if value else ()
    parts = (_PART.fullmatch(part) for part in number.split("."))
    return tuple(
        (part["lead"], int(part["digits"]), part["inserted"])
        if part["digits"]
        else (part[0], 0, "")
        for part in parts
        if part
    )
