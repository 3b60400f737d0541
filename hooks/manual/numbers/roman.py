"""Roman numbers."""

from __future__ import annotations

import re

_STEPS = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX")),
    *((5, "V"), (4, "IV"), (1, "I")),
)
_IS_ROMAN = re.compile("(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = dict(zip("IVXLC", (1, 5, 10, 50, 100), strict=True))


def read_roman(word: str) -> int:
    """The value of a Roman number in capitals, up to 399; 0 of what is none.

    >>> [read_roman(word) for word in ("I", "IV", "XIX", "XC", "IIII", "VX", "")]
    [1, 4, 19, 90, 0, 0, 0]
    """
    if not _IS_ROMAN.fullmatch(word):
        return 0
    values = [_VALUES[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def write_roman(value: int) -> str:
    """A number from 1 as a Roman one.

    >>> [write_roman(value) for value in (1, 4, 19, 90)]
    ['I', 'IV', 'XIX', 'XC']
    """
    written = ""
    for step, letters in _STEPS:
        written += letters * (value // step)
        value %= step
    return written
