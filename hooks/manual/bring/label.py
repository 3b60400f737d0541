"""The number of a piece in its parts, where it is one of a chapter, a section or a provision."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from manual.numbers.scheme import read_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.numbers.number import Key

_NUMBER = re.compile(
    r"(?P<word>(?:[^\W\d_]+ ){1,3}|§{1,2} ?)?"
    r"(?P<number>[A-Z]{0,2}\d{1,4}[A-Za-z]?(?:\.\d{1,4}[A-Za-z]?)*|[A-Z]{1,2}(?:\.\d{1,4}[A-Za-z]?)+"
    r"|(?<= )(?:[IVXLC]{1,7}|[A-Z]))(?P<mark>(?:\s?[.:–—-])?)"
)
_ZEROS = re.compile(r"(?<![\d])0+(?=\d)")
_HOLDS = frozenset({"chapter", "part", "section", "article", "division", "title"})
_BEHIND = frozenset({"schedule", "annex", "appendix"})
_ROMAN = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_FIRST = re.compile(r"\(?(?:a|i|A|I|1)[.)]?|•")


class Label(NamedTuple):
    """A number with parts: `2.1.3`, `Rule 7`, `A1.2`."""

    word: str
    """What stands ahead, with its space."""
    number: str
    mark: str
    """What stands behind."""
    is_roman: bool = False
    """Whether the source has it as a Roman number; here it is in digits."""

    @property
    def key(self) -> Key:
        """Its parts, by which it sorts."""
        return read_key(self.number)

    @property
    def depth(self) -> int:
        """How many parts it has."""
        return self.number.count(".") + 1

    @property
    def name(self) -> str:
        """The word ahead, in small letters."""
        return self.word.strip().lower()

    @property
    def holds(self) -> bool:
        """Whether it is of a chapter, a part, an article or a section, by its word."""
        return self.name in _HOLDS

    @property
    def is_plain(self) -> bool:
        """Whether the number stands for itself: `2.1`, and `Section 2.1`, but not `Rule 7`."""
        return not self.word or (self.holds and self.depth > 1)

    @property
    def is_behind(self) -> bool:
        """Whether it is of a schedule, an annex or an appendix: these have numbers of their own."""
        return self.name in _BEHIND


def read_label(text: str) -> Label | None:
    """The parts of a number; None for the mark of a list.

    A part has no zeros ahead: numbers here have none.

    >>> read_label("2.1.3.").number, read_label("Rule 7").word, read_label("Appendix B").number
    ('2.1.3', 'Rule ', 'B')
    >>> read_label("1.01").number, read_label("0.10").number
    ('1.1', '0.10')
    >>> [read_label(text) for text in ("(a)", "a)", "•", "1)", "iv.", "")]
    [None, None, None, None, None, None]
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    return Label(match["word"] or "", _ZEROS.sub("", match["number"]), match["mark"])


def read_romans(labels: dict[int, Label]) -> dict[int, Label]:
    """The labels, those in digits that are Roman numbers: all with one word, or none of them.

    >>> [label.number for label in read_romans({1: read_label("Article I"),
    ...     2: read_label("Article IV"), 3: read_label("Annex C")}).values()]
    ['1', '4', 'C']
    """
    words = {label.word for label in labels.values() if label.number in {"I", "II"}}
    lettered = {label.word for label in labels.values() if not _ROMAN.fullmatch(label.number)}
    return {
        place: label._replace(number=str(_worth(label.number)), is_roman=True)
        if label.word and label.word in words - lettered
        else label
        for place, label in labels.items()
    }


def _worth(roman: str) -> int:
    """The number that a Roman one stands for."""
    signs = [_WORTH[sign] for sign in roman]
    following = [*signs[1:], 0]
    return sum(-one if one < next_ else one for one, next_ in zip(signs, following, strict=True))


def begins_list(label: str) -> bool:
    """Whether a mark is the first of a list.

    >>> [begins_list(label) for label in ("(a)", "i)", "1.", "•", "(b)")]
    [True, True, True, True, False]
    """
    return bool(_FIRST.fullmatch(label))


def follows(before: str, label: str) -> bool:
    """Whether a mark may be the next of a list after another: `(i)` may be after `(h)`.

    >>> [follows(*pair) for pair in (("(h)", "(i)"), ("i.", "ii."), ("9.", "10."), ("a.", "(b)"))]
    [True, True, True, False]
    """
    one, other = before.strip("()."), label.strip("().")
    if not one or not other or before.replace(one, "") != label.replace(other, ""):
        return False
    places = {(kind, place + 1) for kind, place in _places(one)}
    return not places.isdisjoint(_places(other))


def _places(sign: str) -> Iterator[tuple[str, int]]:
    """The places in a list that a sign may stand for, as a digit, a letter or a Roman number."""
    if sign.isdecimal():
        yield "1", int(sign)
    if sign.isalpha() and len({*sign}) == 1 and sign.isascii():
        case = "a" if sign.islower() else "A"
        yield case, ord(sign[0]) - ord(case) + 1 + (len(sign) - 1) * 26
    if _ROMAN.fullmatch(sign.upper()) and sign in {sign.lower(), sign.upper()}:
        yield ("i" if sign.islower() else "I"), _worth(sign.upper())


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
