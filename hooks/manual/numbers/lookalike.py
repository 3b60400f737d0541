"""Lines that look as if they began with a number, and begin with none that the manual reads."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from manual.numbers.scheme import Scheme

_OPENS = r"[(\[*_\"'“‘]{0,3}"
_NEXT = r"(?:[\"“‘'(*_]{0,3}[A-Z][a-z]|$)"
"""What follows the number of a paragraph: a word with a capital. `2.5 million` is an amount."""
_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December"
)
_UNIT = r"(?:[A-Z][a-z]|[A-Z]+)\b"
_NAMES = (
    "Annex|Appendix|Article|Chapter|Clause|Guideline|Paragraph|Para|Part|Principle|Regulation"
    "|Requirement|Rule|Schedule|Section|Standard"
)
_LAW = r".{0,80}?\b(?:Act|Code|Convention|Directive|Order|Regulations|Rules|GDPR|Treaty)\b"
_DATE = re.compile(
    r"(?:\d{1,2}[.-]\d{1,2}[.-](?:19|20)?\d\d|(?:19|20)\d\d[.-]\d{1,2}[.-]\d{1,2})\b"
)
_FULL_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\w.]*\w)")
_DOTS = str.maketrans(dict.fromkeys("·‧∙․・。", "."))
_WRAPS = re.compile(
    r"(?:\b(?:about|above|after|and|at|below|by|form|from|in|of|on|or|over|paragraphs?|see|sections?"
    r"|than|that|the|this|to|under|version|with)|,)[ \t]*$",
    re.IGNORECASE,
)


class _Kind(NamedTuple):
    pattern: re.Pattern[str]
    hint: str


def _kind(pattern: str, hint: str) -> _Kind:
    return _Kind(re.compile(pattern), hint)


_WRITE = "write the number at the start of the line, a space, then the text: 2.1.3 Text"
_KINDS = (
    _kind(r"\d+(?:\.\d+){3,}", "a number here has three parts, 2.1.3"),
    _kind(r"\d+\.\d+\.\d+[a-z]", "the letter of a number that was put in is a capital: 2.1.3A"),
    _kind(rf"{_OPENS}\d+\.\d+\.\d+", _WRITE),
    _kind(
        r"\d+(?:\.[ ]\d+\.[ ]\d+|[ ]\.[ ]?\d+[ ]?\.[ ]?\d+|\.\d+[ ]\.[ ]?\d+|\.\d+\.[ ]\d+)"
        rf"\s+{_NEXT}",
        f"leave no spaces in it: {_WRITE}",
    ),
    _kind(
        rf"(?:\d{{1,2}}\.\d{{1,2}}(?:[ :_]\d{{1,2}}|\(\d{{1,2}}\)|\.[IVX]{{1,5}})"
        rf"|\d{{1,2}}[ :_]\d{{1,2}}\.\d{{1,2}})[.:)]?\s+{_NEXT}",
        "put dots between: 2.1.3",
    ),
    _kind(
        rf"\d{{1,2}}([-/,:_ ])\d{{1,2}}\1\d{{1,2}}[A-Z]?[.:)]?\s+{_NEXT}", "put dots between: 2.1.3"
    ),
    _kind(
        rf"{_OPENS}\d{{1,3}}\.\d{{1,3}}[A-Z]?[\])*_.:\"'”’]{{0,3}}\s+"
        rf"(?!{_DAY}|{_UNIT}){_NEXT}",
        "a number here has three parts, 2.1.3",
    ),
    _kind(
        rf"{_OPENS}[A-Z]{{1,2}}(?:\.\d+|\d+\.\d+)(?:\.\d+)*[\])*_.:]{{0,3}}\s+{_NEXT}",
        "a number here begins with the section's, without letters: 2.1.3",
    ),
    _kind(
        rf"{_OPENS}(?=[\d.]*[A-Z])(?=[A-Z.]*\d)(?:[A-Z]{{1,4}}|\d{{1,4}})"
        rf"(?:\.(?:[A-Z]{{1,2}}|\d{{1,4}})){{2,}}[\])*_.:]{{0,3}}\s+{_NEXT}",
        "a number here has digits in each part: 2.1.3",
    ),
    _kind(
        rf"{_OPENS}(?:§§?|¶)\s*\d[\d.]*[A-Z]?[\])*_.:]{{0,3}}\s+(?!{_LAW}){_NEXT}",
        "a number here is written without a sign before it: 2.1.3",
    ),
    _kind(
        rf"{_OPENS}(?:{_NAMES})\s+\d[\d.]*[A-Z]?[\])*_.:]{{0,3}}(?:\s+[–—-])?\s+(?!{_LAW}){_NEXT}",
        "a number here is written without a word before it: 2.1.3",
    ),
)


@lru_cache(maxsize=64)
def _like(scheme: Scheme) -> re.Pattern[str]:
    """What looks like a number of `scheme` that is written a little otherwise."""
    word = re.escape(scheme.word.strip())
    named = (
        rf"{_OPENS}(?i:{word}s?)[.:]?\s*(?i:no\.?)?\s*(?:\d[\w.]*|[IVXLC]+)[.:)\]]?\s+{_NEXT}|"
        if word
        else ""
    )
    parted = (
        rf"{_OPENS}(?:[A-Z]{{1,2}}[-. ]?)?\d{{1,3}}(?:[,/·-]\d{{1,2}})+[A-Za-z]?[.:)]?\s+{_NEXT}"
    )
    return re.compile(f"{named}{parted}")


def is_date(text: str) -> bool:
    """Whether `text` begins with a day, `24.12.2026`, which is not a number of a paragraph."""
    return bool(_FULL_DATE.match(text))


def hint_of(line: str, before: str, scheme: Scheme) -> str | None:
    """How to write what a line begins with, if that looks like a number; None if it does not.

    `line` is none that begins a paragraph of the manual, and `before` the line above it.
    """
    bare = line.strip()
    if not bare:
        return None
    if len(line) - len(line.lstrip()) >= 4 or (before.strip() and _WRAPS.search(before)):  # noqa: PLR2004
        return None  # code, or a wrapped sentence
    plain = unicodedata.normalize("NFKC", bare[:200]).translate(_DOTS)
    if _DATE.match(plain):
        return None
    # A sign that looks like a digit or a dot is one mistake, what is written with it another.
    first = re.match(r"\S*", bare)
    if first and plain[: len(first[0])] != first[0] and re.match(r"\d+\.\d+\.\d+", plain):
        return "write its digits and dots as the keyboard has them: 2.1.3 Text"
    found = next((kind.hint for kind in _KINDS if kind.pattern.match(plain)), None)
    if not scheme.is_default and (found or _like(scheme).match(plain)):
        found = f"a number here is written as in '{scheme.example} Text'"
    return found and f"{found}; if it is not one, write \\ before it"
