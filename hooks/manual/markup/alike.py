"""Lines one below the other that begin alike: a list to who wrote it, one paragraph on the page."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from manual.markup.lists import find_items
from manual.markup.marks import read_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOOKED_AT = 60
"""Letters at the beginning of a line: no mark is longer."""
_LABEL = re.compile(
    r"(?P<open>[(\[]?)"
    r"(?P<word>(?i:step|stage|part|point|item|option|question|q|no\.?|number|rule)[ ]?(?=\d))?"
    r"(?P<label>\d{1,3}(?:st|nd|rd|th)?|[^\W\d_]\d|[^\W\d_]{1,4})"
    r"(?P<close>[)\].:/]{0,2})(?!\()(?P<dash>[ ]*[-–—](?=[ ]))?(?P<gap>[ ]*)(?=\S)"
)
_CODE_OR_MARKUP = frozenset("’”\"'()[]{}!#&\\|<>$%@`.,;:/?…_*+-")
_SIGNS = ("So", "Sm", "Sk", "Po", "Pd", "Pf", "Co")
_OWN_SIGN = re.compile(r"(?:-(?!-)|\+(?!\+))(?=[^\s\d])|\*(?=[^\s*])(?!.*\*)")
"""A bullet with no space behind it."""
_BREAKS = re.compile(r"(?:[ ]{2}|\\)$")
_LEADS = re.compile(r"[:;,.]$")


class _Beginning(NamedTuple):
    """How a line begins, read in one way."""

    frame: str
    """What it has in common with others of its list."""
    place: float | None
    """Its place among them, from 1; None for a bullet."""
    weak: bool = False
    """Whether prose begins so too."""


def find_alike(lines: Sequence[str]) -> Iterator[int]:
    """The lines, from 0, that begin like the one below, and would run together with it.

    `lines` are without code. What is read as an item of a list is none of them.
    """
    items: frozenset[int] | None = None
    told = -1
    for at, (one, other) in enumerate(pairwise(lines)):
        if not one.strip() or not other.strip() or _BREAKS.search(one):
            continue
        before = lines[at - 1].strip() if at else ""
        if not _are_alike(one, other, leads=not before or bool(_LEADS.search(before))):
            continue
        items = find_items(lines) if items is None else items
        if not {at, at + 1} & items and told != at - 1:
            yield at
        told = at


def _are_alike(one: str, other: str, *, leads: bool) -> bool:
    below = [*_beginnings(other)]
    return any(
        first.frame == second.frame
        and (first.place is None or second.place == first.place + 1)
        and (leads or not first.weak)
        for first in (_beginnings(one) if below else ())
        for second in below
    )


def _beginnings(line: str) -> Iterator[_Beginning]:
    """The ways to read what a line begins with."""
    bare = line.strip()
    if sign := _OWN_SIGN.match(bare):
        yield _Beginning(sign[0], None)
        return
    bare = unicodedata.normalize("NFKC", bare[:_LOOKED_AT]).lstrip("*_")
    first = bare[:1]
    if not first.isalnum() and first not in "([":
        is_sign = unicodedata.category(first or " ") in _SIGNS and first not in _CODE_OR_MARKUP
        if is_sign and not re.match(r".[ ]?[\d=~]", bare):
            yield _Beginning("-" if unicodedata.category(first) == "Pd" else first, None)
        return
    match = _LABEL.match(re.sub(r"(?<=\S)[*_]{1,3}", "", bare))
    if match:
        yield from _labels(match)


def _labels(match: re.Match[str]) -> Iterator[_Beginning]:
    word = (match["word"] or "").strip().lower()
    signs = f"{match['open']}{word}{match['close']}{(match['dash'] or '').strip()}"
    label = match["label"]
    if number := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?|([^\W\d_])(\d)", label):
        kind = "" if label.isdigit() else number[2] or "th"
        signed = match["close"] or match["open"]
        weak = not word and not signed and kind in ("", "th")
        part = match["close"] in ("", ".", ":", "/")  # of what is no mark: 1.5, 10:30, 24/7
        if match["gap"] or not part or (signed and not match.string[match.end()].isdigit()):
            yield _Beginning(f"{signs}{kind} number", int(number[1] or number[3]), weak)
        return
    if not match["close"] and not match["dash"]:
        return  # a word
    if signs == "." and match["gap"]:
        return  # a list, or a name: "A. Smith"
    if len(label) == 1:
        yield _Beginning(f"{signs} letter", ord(label.lower()))
    for reading in read_word(label.lower(), "") if label.isascii() else ():
        if "Roman" in reading.kind:
            yield _Beginning(f"{signs} Roman", reading.place)
