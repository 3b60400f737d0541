"""The number of a provision, and references to numbers in running text."""

from __future__ import annotations

import re
from typing import NamedTuple

PATTERN = r"\d+\.\d+(?:\.\d+[A-Z]{0,2})?"


class Number(NamedTuple):
    """The number of a provision, `2.1.3A`; that of a section itself, `2.1`, has paragraph 0.

    Numbers sort by value, and what was inserted after a number comes right after it:

    >>> numbers = map(parse_number, ["2.1.10", "2.1.4", "2.1.3A", "2.1.3", "2.1"])
    >>> [str(number) for number in sorted(numbers)]
    ['2.1', '2.1.3', '2.1.3A', '2.1.4', '2.1.10']
    """

    chapter: int
    section: int
    paragraph: int = 0
    letters: str = ""

    @property
    def of_section(self) -> Number:
        """The number of the section that this one is in; of a section, its own."""
        return Number(self.chapter, self.section)

    @property
    def is_section(self) -> bool:
        """Whether this is a section's own number."""
        return self.paragraph == 0

    def __str__(self) -> str:
        if self.paragraph == 0:
            return f"{self.chapter}.{self.section}"
        return f"{self.chapter}.{self.section}.{self.paragraph}{self.letters}"


_NUMBER = re.compile(r"(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4})([A-Z]{0,2}))?")


def parse_number(text: str) -> Number | None:
    """The number that is written as `text`, and nothing else; None where it is no number.

    >>> parse_number("2.1.3A")
    Number(chapter=2, section=1, paragraph=3, letters='A')
    >>> parse_number("2.1").is_section
    True
    >>> [parse_number(text) for text in ("2.1.0", "2.1.3a", "paragraph 2.1.3")]
    [None, None, None]
    """
    match = _NUMBER.fullmatch(text)
    if match is None or match[3] == "0":
        return None
    return Number(int(match[1]), int(match[2]), int(match[3] or 0), match[4] or "")


class Span(NamedTuple):
    """The provisions that an entry of a record's lists names, from the `first` to the `last`."""

    first: Number
    last: Number
    whole_section: bool = False
    """Whether it is a section with all its provisions; then `first` and `last` are its number."""

    def holds(self, number: Number) -> bool:
        """Whether `number` is one of those named."""
        if self.whole_section:
            return number.of_section == self.first
        return self.first <= number <= self.last


def parse_span(text: str) -> Span | None:
    """The span that an entry of a list names: a provision, a range in one section, or a section.

    None where it is neither.

    >>> [parse_span("2.4.1 to 2.4.9").holds(parse_number(n)) for n in ("2.4.3A", "2.4.10")]
    [True, False]
    >>> parse_span("section 2.4").holds(parse_number("2.4.10"))
    True
    >>> parse_span("2.4") == parse_span("section 2.4")  # the first is its title and scope alone
    False
    >>> parse_span("2.4.9 to 2.5.1") is None
    True
    """
    match = re.fullmatch(rf"(section\s+)?({PATTERN})(?:\s+to\s+({PATTERN}))?", text.strip())
    if match is None:
        return None
    first, last = parse_number(match[2]), parse_number(match[3] or match[2])
    if first is None or last is None or last < first or first.of_section != last.of_section:
        return None
    if match[1]:
        return None if match[3] or not first.is_section else Span(first, first, whole_section=True)
    return Span(first, last)


_SPACE = r"(?:\s|&nbsp;|&#160;)"
_KIND = (
    r"(?:\b(?i:paragraphs?|sections?)[*_]{0,3}(?=\s|&)"
    r"|\b(?i:paras?|sects?)\b\.?[*_]{0,3}"
    # "s." is the section of many an Act; but no Act numbers one "2.1".
    r"|(?<![\w.'’])(?i:ss?)\.|§{1,2}|¶{1,2})"
)
_CLAUSE = r"\((?:[a-z]{1,2}|[A-Z]{1,2}|[ivxlc]{1,6}|[IVXLC]{1,6}|\d{1,2})\)"
_CLAUSES = rf"(?:[ \u00a0]?{_CLAUSE})*"
_FULL = rf"(?!0){PATTERN}(?!\.?\w){_CLAUSES}"
_MARKS = (
    *((mark, mark) for mark in ("**", "__", "*", "_", "`", '"', "'")),
    *(("“", "”"), ("‘", "’")),
)
_QUOTED = "|".join(f"{re.escape(before)}{_FULL}{re.escape(after)}" for before, after in _MARKS)
ONE = rf"(?:{_QUOTED}|{_FULL})"
"""A number of a run as it is written: with its sub-paragraphs, in bold, in quotation marks."""
_DASH = rf"{_SPACE}*(?:[-–—‐‑‒−]{{1,3}}|&[nm]dash;){_SPACE}*"
_WORDS = (
    *("and/or", "and", "or", "nor", "to", "up to", "until", "till", "through", "plus", "but not"),
    *("as well as", "together with", "along with", "&amp;", "&"),
)
_WORD = rf"(?i:{'|'.join(words.replace(' ', f'{_SPACE}+') for words in _WORDS)})"
_JOINED = rf"(?:{_SPACE}*[,;/]{_SPACE}*(?:{_WORD}{_SPACE}+)?|{_SPACE}+{_WORD}{_SPACE}+|{_DASH})"
SHORT = rf"(?P<dash>{_DASH})(?P<end>\d{{1,3}})(?![\w.]*\w)"
"""The end of a range that says its last part only: the 5 of `2.1.3–5`."""
_SHORT = rf"{_DASH}\d{{1,3}}(?![\w.]*\w)"
_MORE = rf"(?:{_JOINED}(?:{ONE}|{_CLAUSE}{_CLAUSES})|{_SHORT})"
_OURS = (
    r"(?i:(?:this|that|the|our)\s+(?:same|present|current|earlier|former|previous|last|new)?\s*"
    r"(?:manual|chapter|section)\b|(?:chapter|section)s?\s+\d)"
)

REFERENCE = (
    rf"(?P<reference>(?P<kind>{_KIND})(?P<gap>{_SPACE}*)(?P<numbers>{ONE}{_MORE}*)"
    rf"(?=(?P<elsewhere>{_SPACE}+of{_SPACE}+(?!{_OURS}))?))"
)
"""A reference in running text: `paragraphs 2.3.2, 2.3.4(a) and 2.4.1`, `section 2.3`.

Where the group `elsewhere` has matched, the numbers are another document's.
"""
ESCAPED = rf"{_KIND}{_SPACE}*(?:{ONE}{_JOINED})*\\+(?=\d+\.\d)"
r"""What makes a number none of ours, up to its mark: `section \\1.1`."""
