"""Which characters a text may hold: none that readers cannot see and that mislead them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from manual.problem import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MARKS = 4
"""Combining marks on one letter: Hebrew and Thai need three."""

_PLAIN = frozenset("\t\n\r" + "".join(map(chr, range(0x20, 0x7F))))
"""What no text is the worse for: the signs of ASCII, spaces and line ends."""
_ODD = re.compile(r"[^\t\n\r -~]")
_UNSEEN_KINDS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_UNSEEN_RANGES = (
    *((0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2800, 0x2800)),
    *((0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFFC, 0xFFFD), (0x1D159, 0x1D159)),
    (0xE0100, 0xE01EF),
)
"""What shows nothing, or stands for a letter that was lost, though Unicode calls it otherwise."""
_ARABIC_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Signs around numbers, which show, though Unicode has them among what does not."""
_JOINERS = "\u200c\u200d"
_EMOJI_STYLE = "\ufe0e\ufe0f"
_JOINED_SCRIPTS = ((0x0600, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x18AF), (0xFB50, 0xFEFC))
"""Arabic, Syriac, the scripts of India, Burmese, Khmer and Mongolian: spelling needs joiners."""
_SYMBOLS = frozenset({"So", "Sm", "Sk", "Po", "Nd"})
_CONTROL = "control character"
_NAMELESS = {"Cc": _CONTROL, "Cn": "unassigned", "Co": "private use", "Cs": "half of a character"}


def check_characters(path: str, text: str) -> Iterator[Problem]:
    """A problem for each line with a character that readers cannot see and that misleads.

    `path` is that of the file, from the project's folder, and `text` all of it: lines are counted
    from 1 at its beginning.
    """
    told = counted = 0
    line = 1
    for at, found in find_faults(text):
        line, counted = line + text.count("\n", counted, at), at
        if line != told:
            told = line
            yield character_problem(Where(path, line), found)


def character_problem(where: Where, found: str) -> Problem:
    """The problem with what `find_faults` found at a place."""
    if len(found) > 1:
        message = f"more than {MOST_MARKS} marks are on one letter, of {spell(found[0])}"
        return Problem("character-forbidden", where, message, "delete those that no word needs")
    message = f"the character {spell(found)} is not allowed in a text"
    hint = "delete it: nobody can see it, and it can hide the text around it or turn it round"
    return Problem("character-forbidden", where, message, hint)


def spell(character: str) -> str:
    """A character by its code point and its name: `U+202E (right-to-left override)`."""
    otherwise = _NAMELESS.get(unicodedata.category(character), "without a name")
    return f"U+{ord(character):04X} ({unicodedata.name(character, otherwise).lower()})"


def find_faults(text: str) -> Iterator[tuple[int, str]]:
    """Each character that may not stand in a text, or the marks too many, and where."""
    if not _ODD.search(text):
        return
    kinds = set(text) - _PLAIN
    unseen = {one for one in kinds if is_unseen(one)}
    marks = {one for one in kinds if one > "\u02ff" and unicodedata.category(one) in ("Mn", "Me")}
    if not unseen and not marks:
        return
    for match in re.finditer(_any_of(unseen | marks), text):
        at, run = match.start(), match[0]
        for place, one in enumerate(run, at):
            if one in unseen and not _is_needed(text, place):
                yield place, one
        if len(run) > MOST_MARKS and marks.issuperset(run):
            yield at, run


def is_unseen(character: str) -> bool:
    """Whether a character shows nothing by itself; spaces do."""
    if character in _PLAIN or character in _ARABIC_SIGNS:
        return False
    code = ord(character)
    is_listed = any(first <= code <= last for first, last in _UNSEEN_RANGES)
    return is_listed or unicodedata.category(character) in _UNSEEN_KINDS


def as_seen(text: str) -> str:
    """`text` as it looks to a reader: in one form (NFKC), without what cannot be seen."""
    if not _ODD.search(text):
        return text
    unseen = {ord(one): None for one in set(text) - _PLAIN if is_unseen(one)}
    return unicodedata.normalize("NFKC", text.translate(unseen))


def _any_of(characters: set[str]) -> str:
    return "[{}]+".format("".join(f"\\U{ord(one):08x}" for one in sorted(characters)))


def _is_needed(text: str, at: int) -> bool:
    """Whether an unseen character does its work there: it joins letters, or makes an emoji."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in _EMOJI_STYLE:
        return bool(before) and unicodedata.category(before) in _SYMBOLS
    if text[at] not in _JOINERS or not before or not after:
        return False
    is_emoji = unicodedata.category(after) == "So" and (
        unicodedata.category(before) in ("So", "Sk") or before in _EMOJI_STYLE
    )
    return is_emoji or (_needs_joiners(before) and _needs_joiners(after))


def _needs_joiners(character: str) -> bool:
    is_letter = unicodedata.category(character)[0] in "LM"
    return is_letter and any(first <= ord(character) <= last for first, last in _JOINED_SCRIPTS)
