"""References in running text: `paragraphs 2.3.2, 2.3.4(a) and 2.4.1`, `section 2.3`, `Rule 7`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from manual.numbers.scheme import DEFAULT, Scheme

if TYPE_CHECKING:
    from manual.numbers.numbering import Numbering

_SPACE = r"(?:\s|&nbsp;|&#160;)"
_KIND = (
    r"(?:\b(?i:paragraphs?|sections?)[*_]{0,3}(?=\s|&)"
    r"|\b(?i:paras?|sects?)\b\.?[*_]{0,3}"
    # "s." is the section of many an Act; but no Act numbers one "2.1".
    r"|(?<![\w.'’])(?i:ss?)\.|§{1,2}|¶{1,2})"
)
_CLAUSE = r"\((?:[a-z]{1,2}|[A-Z]{1,2}|[ivxlc]{1,6}|[IVXLC]{1,6}|\d{1,2})\)"
_CLAUSES = rf"(?:[ \u00a0]?{_CLAUSE})*"
_MARKS = (
    *((mark, mark) for mark in ("**", "__", "*", "_", "`", '"', "'")),
    *(("“", "”"), ("‘", "’")),
)
_DASH = rf"{_SPACE}*(?:[-–—‐‑‒−]{{1,3}}|&[nm]dash;){_SPACE}*"
_WORDS = (
    *("and/or", "and", "or", "nor", "to", "up to", "until", "till", "through", "plus", "but not"),
    *("as well as", "together with", "along with", "&amp;", "&"),
)
_WORD = rf"(?i:{'|'.join(words.replace(' ', f'{_SPACE}+') for words in _WORDS)})"
_JOINED = rf"(?:{_SPACE}*[,;/]{_SPACE}*(?:{_WORD}{_SPACE}+)?|{_SPACE}+{_WORD}{_SPACE}+|{_DASH})"
_SHORT = rf"(?P<dash>{_DASH})(?P<end>\d{{1,3}})(?![\w.]*\w)"
"""The end of a range that says its last part only: the 5 of `2.1.3–5`."""
_UNNAMED_SHORT = rf"{_DASH}\d{{1,3}}(?![\w.]*\w)"
_OURS = (
    r"(?i:(?:this|that|the|our)\s+(?:same|present|current|earlier|former|previous|last|new)?\s*"
    r"(?:manual|chapter|section)\b|(?:chapter|section)s?\s+\d)"
)
_DOTTED = r"\d+\.\d+(?:\.\d+[A-Z]{0,2})?"
"""A number of the default scheme, as it stands in running text."""


def _one(number: str) -> str:
    """A pattern of a number as it is written: with sub-paragraphs, in bold, in quotation marks."""
    full = rf"(?!0){number}(?!\.?\w){_CLAUSES}"
    quoted = "|".join(f"{re.escape(before)}{full}{re.escape(after)}" for before, after in _MARKS)
    return rf"(?:{quoted}|{full})"


def _whole(kind: str, number: str) -> str:
    """A pattern of a reference. Where its group `elsewhere` matches, it is another document's."""
    one = _one(number)
    more = rf"(?:{_JOINED}(?:{one}|{_CLAUSE}{_CLAUSES})|{_UNNAMED_SHORT})"
    return (
        rf"(?P<reference>(?P<kind>{kind})(?P<gap>{_SPACE}*)(?P<numbers>{one}{more}*)"
        rf"(?=(?P<elsewhere>{_SPACE}+of{_SPACE}+(?!{_OURS}))?))"
    )


ESCAPED = rf"{_KIND}{_SPACE}*(?:{_one(_DOTTED)}{_JOINED})*\\+(?=\d+\.\d)"
r"""What makes a number none of ours, up to its mark: `section \\1.1`."""


class Form(NamedTuple):
    """A way in which running text names numbers."""

    pattern: str
    """Of a reference, with the groups `reference`, `kind`, `gap`, `numbers`, `elsewhere`."""
    each: re.Pattern[str]
    """Finds each number in the group `numbers`, as `one`; or `end`, the short end of a range."""
    number: re.Pattern[str]
    """Finds the bare number in `one`."""
    may_be_in: re.Pattern[str]
    """Without which a text has none."""
    ahead: str = ""
    """What stands ahead of the bare number where a number is written alone: `Rule `."""


def _form(kind: str, number: str, may_be_in: str, ahead: str = "") -> Form:
    each = re.compile(rf"(?P<one>{_one(number)})|{_SHORT}")
    return Form(_whole(kind, number), each, re.compile(number), re.compile(may_be_in), ahead)


_PLAIN = _form(_KIND, _DOTTED, r"\d\.\d")


def forms(numbering: Numbering) -> tuple[Form, ...]:
    """The ways in which the texts of a manual name its numbers, the most particular first."""
    single = tuple(text for text in numbering.sections if text.isalnum() and not text.isalpha())
    named = tuple(sorted({word for text in numbering.sections if (word := _word_of(text))}))
    return _forms(numbering.schemes, single, named)


def _word_of(section: str) -> str:
    """The word ahead of the number of a section, with its space: `Part `; empty if it has none."""
    match = re.fullmatch(r"((?:[^\W\d_]+ ){1,3}|§{1,2} ?|¶ ?).*", section)
    return match[1] if match else ""


@lru_cache(maxsize=64)
def _forms(
    schemes: tuple[Scheme, ...], single: tuple[str, ...], named: tuple[str, ...]
) -> tuple[Form, ...]:
    if schemes == (DEFAULT,) and not single and not named:
        return (_PLAIN,)
    found = [form for scheme in schemes if scheme.within for form in _within(scheme)]
    found += [_named(s.word, s.numbers) for s in schemes if s.word and not s.within]
    known = {scheme.word for scheme in schemes if not scheme.within}
    found += [
        _named(word, r"(?:[A-Z]{0,2}\d{1,4}[A-Za-z]?|[A-Z])") for word in named if word not in known
    ]
    bare = [_DOTTED if s.is_default else s.numbers for s in schemes if not s.word]
    bare += [re.escape(text) for text in single]
    if bare:
        found.append(_form(_KIND, rf"(?:{'|'.join(bare)})", r"\d"))
    return tuple(found)


def _named(word: str, number: str) -> Form:
    bare = re.escape(word.rstrip())
    if word[0] in "§¶":
        return _form(rf"{word[0]}{{1,2}}", number, re.escape(word[0]), word)
    return _form(rf"\b(?i:{bare}s?)[*_]{{0,3}}(?=\s|&)", number, rf"(?i:{bare})", word)


def _within(scheme: Scheme) -> tuple[Form, ...]:
    """`Schedule 1, paragraphs 2 and 3`; `paragraphs 2 and 3 of Schedule 1`."""
    word = re.escape(scheme.word.rstrip())
    holder = rf"(?P<holder>(?i:{word}){_SPACE}+{scheme.numbers})"
    part = re.escape(scheme.within.strip(", "))
    ahead = _form(rf"{holder},?{_SPACE}+(?i:{part}s?)(?=\s|&)", scheme.inner, rf"(?i:{word})")
    after = _form(rf"\b(?i:{part}s?)(?=\s|&)", scheme.inner, rf"(?i:{word})")
    turned = (
        after.pattern.removesuffix(rf"(?=(?P<elsewhere>{_SPACE}+of{_SPACE}+(?!{_OURS}))?))")
        + rf"(?={_SPACE}+(?:of|to|in){_SPACE}+{holder})(?P<elsewhere>(?!))?)"
    )
    return ahead._replace(ahead=scheme.within), after._replace(pattern=turned, ahead=scheme.within)
