"""The marks of a sub-paragraph as they are cited, always in brackets: `(b)(ii)`."""

from __future__ import annotations

import re

_WORD = r"(?:[a-z]{1,2}|[A-Z]{1,2}|[ivxlc]{3,6}|[IVXLC]{3,6}|\d{1,3}[A-Z]?)"
_IS_WORD = re.compile(
    r"[a-z]|([a-z])\1|(?=.)c?(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|\d+[a-z]?", re.IGNORECASE
)
"""`b`, `aa`, `iv` or `3A`; no word of a sentence, such as `or` and `civil`."""
ONE = rf"\({_WORD}\)"
"""A pattern of one mark: `(b)`."""
BRACKETED = rf"{ONE}(?:[ \u00a0]?{ONE})*"
"""A pattern of the marks of a sub-paragraph, as running text has them."""
DOTTED = r"(?:\.(?:[a-zA-Z]|[ivxlc]{2,6})(?!\w))+"
"""The same where stops are in place of brackets: the `.b.ii` of `2.1.3.b.ii`."""
_CITED = re.compile(rf"(?P<number>.*?[^\s(])(?P<clause>(?:{ONE})+)", re.DOTALL)
_PLAIN = re.compile(r"\w+")

Path = tuple[str, ...]
"""The words of the marks, the outermost first: `("b", "ii")`."""


def read_path(marks: str) -> Path:
    """The words of marks, however they are written.

    >>> [read_path(marks) for marks in ("(b)(ii)", ".b.ii", "(b) (ii)", "")]
    [('b', 'ii'), ('b', 'ii'), ('b', 'ii'), ()]
    """
    return tuple(_PLAIN.findall(marks))


def is_path(path: Path) -> bool:
    """Whether these words are those of marks.

    >>> [is_path((word,)) for word in ("b", "aa", "iv", "3A", "or", "UK", "civil")]
    [True, True, True, True, False, False, False]
    """
    return all(map(_IS_WORD.fullmatch, path))


def write_path(path: Path) -> str:
    """The marks with these words, as they are cited and as an address has them: `(b)(ii)`."""
    return "".join(f"({word})" for word in path)


def split_clause(cited: str) -> tuple[str, str]:
    """The number of a provision, and the marks of its sub-paragraph; without marks none.

    >>> [split_clause(cited) for cited in ("2.1.3(b)(ii)", "Rule 7(2)", "2.1.3")]
    [('2.1.3', '(b)(ii)'), ('Rule 7', '(2)'), ('2.1.3', '')]
    """
    match = _CITED.fullmatch(cited)
    return (match["number"], match["clause"]) if match else (cited, "")
