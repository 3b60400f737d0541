"""The number of a piece in its parts, where it is one of a chapter, a section or a provision."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from manual.numbers.scheme import read_key

if TYPE_CHECKING:
    from manual.numbers.number import Key

_NUMBER = re.compile(
    r"(?P<word>(?:[^\W\d_]+ ){1,3}|§{1,2} ?)?"
    r"(?P<number>[A-Z]{0,2}\d{1,4}[A-Za-z]?(?:\.\d{1,4}[A-Za-z]?)*|[A-Z]{1,2}(?:\.\d{1,4}[A-Za-z]?)+"
    r"|(?<= )[A-Z])(?P<mark>[.:]?)"
)
_HOLDS_SECTIONS = frozenset({"chapter", "part", "section"})
BEHIND = frozenset({"schedule", "annex", "appendix"})
"""Words of what stands behind the sections, with numbers of its own."""
_FIRST = re.compile(r"\(?(?:a|i|A|I|1)[.)]?|•")


class Label(NamedTuple):
    """A number with parts: `2.1.3`, `Rule 7`, `A1.2`."""

    word: str
    """What stands ahead, with its space."""
    number: str
    mark: str
    """What stands behind."""

    @property
    def key(self) -> Key:
        """Its parts, by which it sorts."""
        return read_key(self.number)

    @property
    def depth(self) -> int:
        """How many parts it has."""
        return self.number.count(".") + 1

    @property
    def holds(self) -> bool:
        """Whether it is of a chapter, a part or a section by its word."""
        return self.word.strip().lower() in _HOLDS_SECTIONS

    @property
    def is_behind(self) -> bool:
        """Whether it is of a schedule, an annex or an appendix."""
        return self.word.strip().lower() in BEHIND


def read_label(text: str) -> Label | None:
    """The parts of a number; None for the mark of a list.

    >>> read_label("2.1.3.").number, read_label("Rule 7").word, read_label("Appendix B").number
    ('2.1.3', 'Rule ', 'B')
    >>> [read_label(text) for text in ("(a)", "a)", "•", "1)", "iv.", "")]
    [None, None, None, None, None, None]
    """
    match = _NUMBER.fullmatch(text)
    return Label(match["word"] or "", match["number"], match["mark"]) if match else None


def begins_list(label: str) -> bool:
    """Whether a mark is the first of a list.

    >>> [begins_list(label) for label in ("(a)", "i)", "1.", "•", "(b)")]
    [True, True, True, True, False]
    """
    return bool(_FIRST.fullmatch(label))


def kind_of_mark(label: str) -> str:
    """What marks of one list share: their brackets and the kind of their signs.

    >>> [kind_of_mark(label) for label in ("(a)", "(iv)", "1.", "•")]
    ['(a)', '(i)', '1.', '•']
    """
    bare = label.strip("().")
    sign = "1" if bare.isdecimal() else "a"
    if len(bare) > 1 and re.fullmatch(r"[ivxlcIVXLC]+", bare):
        sign = "i"
    if bare and bare[0].isupper():
        sign = sign.upper()
    return label.replace(bare, sign) if bare and bare != "•" else label
