"""The number of a provision, and what a record's lists name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Part = tuple[str, int, str]
"""A part of a number between its dots: letters ahead, digits (0 if none), what was inserted."""
Key = tuple[Part, ...]
"""The parts of a number, by which it sorts: `A1.2b` is `(("A", 1, ""), ("", 2, "b"))`."""


GLOSSARY_NAME = "glossary"
"""In place of the number of their section, for the definitions of the glossary."""


class Number(NamedTuple):
    """The number of a provision as a `Numbering` reads it, `2.1.3A`, or that of a section.

    Numbers sort by value, and what was inserted after a number comes right after it:

    >>> from manual.numbers.numbering import Numbering
    >>> read = Numbering().read
    >>> numbers = map(read, ["2.1.10", "2.1.4", "2.1.3A", "2.1.3", "2.1"])
    >>> [str(number) for number in sorted(numbers)]
    ['2.1', '2.1.3', '2.1.3A', '2.1.4', '2.1.10']
    """

    chapter: int
    """The number of the chapter that it is in."""
    place: tuple[int, str, Key]
    """Where its section stands in the chapter."""
    own: Key
    """Where it stands in its section; empty for the section's own number."""
    text: str
    """As it is written and cited: `2.1.3A`, `Rule 7`, `Schedule 1, paragraph 2`."""
    section: str
    """The number of its section, as written."""

    @property
    def id(self) -> str:
        """Its plain form, in addresses: `2.1.3A`, `rule-7`, `schedule-1.2`."""
        return self.text.rpartition("/")[2] if self.is_definition else plain_form(self.text)

    @property
    def label(self) -> str:
        """As it stands beside its text, under its section's head: `2` in Schedule 1."""
        ahead = f"{self.section}, "
        return self.text.rpartition(" ")[2] if self.text.startswith(ahead) else self.text

    @property
    def named(self) -> str:
        """With what it is of, unless it says so: `paragraph 2.1.3`, `section 2.1`, `Rule 7`."""
        if re.match(r"[^\W\d_]{3,}|[§¶]", self.text):
            return self.text
        return f"{'section' if self.is_section else 'paragraph'} {self.text}"

    @property
    def of_section(self) -> Number:
        """The number of the section that this one is in; of a section, its own."""
        return self._replace(own=(), text=self.section)

    @property
    def is_definition(self) -> bool:
        """Whether this is no paragraph, but a definition of the glossary."""
        return self.section == GLOSSARY_NAME

    @property
    def is_section(self) -> bool:
        """Whether this is a section's own number."""
        return not self.own

    def __str__(self) -> str:
        return self.text


def tidy(text: str) -> str:
    """`text` with one space between its words."""
    return " ".join(text.split())


@lru_cache(maxsize=65_536)
def plain_form(text: str) -> str:
    """The plain form of a number, with which its address ends.

    >>> [plain_form(text) for text in ("2.1.3A", "Standing Order 14", "§ 12a", "B.3")]
    ['2.1.3A', 'standing-order-14', 's-12a', 'B.3']
    >>> plain_form("Schedule 1, paragraph 2")
    'schedule-1.2'
    """
    if text[:1].isdigit():
        return text
    *ahead, own = re.split(r",\s*[^\d,]*\s", text)
    words = re.findall(r"§+|¶|[^\W_]+(?:\.[^\W_]+)*", " ".join([*ahead, own]))
    if not words:
        return text
    last = words.pop()
    if ahead and words:
        last = f"{words.pop()}.{last}"
    signs = {"§": "s", "§§": "s", "¶": "p"}
    return "-".join([*(signs.get(word, word.lower()) for word in words), last])


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


def parse_span(text: str, read: Callable[[str], Number | None]) -> Span | None:
    """The span that an entry of a list names: a provision, a range in one section, or a section.

    None where it is neither. `read` reads a number.

    >>> from manual.numbers.numbering import Numbering
    >>> read = Numbering().read
    >>> [parse_span("2.4.1 to 2.4.9", read).holds(read(text)) for text in ("2.4.3A", "2.4.10")]
    [True, False]
    >>> parse_span("section 2.4", read).holds(read("2.4.10"))
    True
    >>> parse_span("2.4", read) == parse_span("section 2.4", read)  # the first is its title alone
    False
    >>> parse_span("2.4.9 to 2.5.1", read) is None
    True
    """
    first, *rest = re.split(r"\s+to\s+", text.strip(), maxsplit=1)
    if number := read(first):
        last = read(rest[0]) if rest else number
        if last is None or last < number or last.of_section != number.of_section:
            return None
        return Span(number, last)
    named = re.fullmatch(r"section\s+(.*)", text.strip())
    section = read(named[1]) if named else None
    return Span(section, section, whole_section=True) if section and section.is_section else None
