"""How the numbers of a source are read: which are those of sections, and which of provisions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from manual.bring.inline import bare_words
from manual.bring.label import Label, read_label, read_romans
from manual.bring.piece import TYPED, Piece, with_next
from manual.numbers.scheme import DEFAULT, read_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from manual.numbers.scheme import Scheme

_LONGEST = 120
"""Characters of a heading; what is longer is text."""
_SHORT = 80
_ENDS = (".", ";", ":", ",")


@dataclass(frozen=True)
class Plan:
    """What the numbers of a source mean."""

    scheme: Scheme
    section_depth: int
    """How many parts the number of a section has; 0 where numbers run through the sections."""
    labels: Mapping[int, Label]
    """The numbers of chapters, sections and provisions, by the places of their pieces."""
    why: tuple[str, ...]
    """What was found: kinds of numbers, and how many."""


def is_heading(piece: Piece, below: Piece | None) -> bool:
    """Whether a piece is a heading; `below` is the one after it."""
    words = bare_words(piece.text)
    if len(words) > _LONGEST or piece.kind == "table":
        return False
    if piece.kind == "heading":
        return len(words) <= _SHORT or not words.endswith(_ENDS)
    if words.endswith(_ENDS) or not words:
        return False
    return piece.bold or (len(words) <= _SHORT and _is_over(piece, below))


def _is_over(piece: Piece, below: Piece | None) -> bool:
    """Whether the words below a numbered piece are rather what stands under it."""
    label, its = read_label(piece.label), read_label(below.label) if below else None
    if below is None or label is None:
        return False
    if its is None:
        return not below.label
    return its.depth > label.depth or its.word != label.word


def make_plan(pieces: Sequence[Piece]) -> Plan | None:
    """What the numbers of the pieces mean; None where they give no order to the text."""
    labels = read_romans(_numbered(pieces))
    counted = _before_schedules(labels)
    plain = {place: label for place, label in counted.items() if label.is_plain}
    running = _running(counted)
    if len(running) > len(counted) / 2:
        return _run_through(labels, running)
    if not plain:
        return None
    headings, texts = _by_depth(pieces, plain)
    of_one_part = max(label.depth for label in plain.values()) == 1
    if of_one_part and texts[1] > headings[1] and not _has_lists(pieces, labels):
        return _run_through(labels, [*plain.values()])
    return _leveled(labels, plain, headings, texts)


def _leveled(
    labels: Mapping[int, Label],
    plain: Mapping[int, Label],
    headings: Counter[int],
    texts: Counter[int],
) -> Plan:
    """Numbers that begin with those of their sections.

    A provision has the first depth, from two parts on, whose pieces are texts rather than headings;
    else the last, so that a section is never a page for each short rule.
    """
    deepest = max(label.depth for label in plain.values())
    mostly = (d for d in range(2, deepest + 1) if texts[d] and texts[d] >= headings[d])
    section = min(next(mostly, max(deepest, 2)) - 1, 2)
    levels = max(deepest, section + 1)
    example = max(plain.values(), key=lambda label: label.depth)
    if section == 1 and levels == DEFAULT.levels and not example.number[0].isalpha():
        levels += 1  # three parts would be chapter, section and paragraph
    scheme = read_scheme(example.number + ".1" * (levels - example.depth)) or DEFAULT
    said = [f"headings like {_like(d)} ({n})" for d, n in sorted(headings.items())]
    said += [f"paragraphs like {_like(d)} ({n})" for d, n in sorted(texts.items())]
    return Plan(scheme, section, labels, tuple(said))


def _like(depth: int) -> str:
    return ".".join("213111111"[:depth])


def _running(labels: Mapping[int, Label]) -> list[Label]:
    """The numbers with the word that most have, if they run through the whole: `Rule 7`."""
    words = Counter(
        label.word for label in labels.values() if not label.is_plain and not label.is_roman
    )
    found = {
        word: [label for label in labels.values() if label.word == word]
        for word, _ in words.most_common()
    }
    fit = (ones for ones in found.values() if read_scheme(f"{ones[0].word}{ones[0].number}"))
    return next((ones for ones in fit if _grow(ones)), [])


def _grow(labels: Sequence[Label]) -> bool:
    return all(one.key < next_.key for one, next_ in pairwise(labels))


def _run_through(labels: Mapping[int, Label], ones: Sequence[Label]) -> Plan:
    """Numbers of one part that run through all sections."""
    word = ones[0].word
    marks = Counter(label.mark for label in ones if label.mark in {".", ""})
    mark = "" if word or not marks else marks.most_common(1)[0][0]
    scheme = read_scheme(f"{word}{ones[0].number}{mark}") or DEFAULT
    return Plan(scheme, 0, labels, (f"paragraphs like {scheme.example} ({len(ones)})",))


def _has_lists(pieces: Sequence[Piece], labels: Mapping[int, Label]) -> bool:
    """Whether lists have numbers of one part too, so that the two could be confused."""
    return any(
        piece.label[:-1].isdecimal()
        for piece in pieces
        if piece.label and piece.place not in labels
    )


def _numbered(pieces: Sequence[Piece]) -> dict[int, Label]:
    """The numbers that are no marks of a list: those of families that also number deeper."""
    found = {
        piece.place: (piece, label)
        for piece in pieces
        if piece.kind != "table" and (label := read_label(piece.label))
    }
    main = {
        piece.family
        for piece, label in found.values()
        if label.depth > 1 or label.word or (piece.kind == "heading" and piece.family != TYPED)
    }
    if not main:
        return _alone(found)
    marks = {*_typed_marks([*found.values()])}
    return {
        place: label
        for place, (piece, label) in found.items()
        if piece.family in main and place not in marks
    }


def _alone(found: Mapping[int, tuple[Piece, Label]]) -> dict[int, Label]:
    """The numbers of the one list that runs through the whole; none where others rival it.

    Typed numbers that are bold are a list of their own: those of headings.
    """
    lists: dict[object, dict[int, Label]] = {}
    for place, (piece, label) in found.items():
        key = (piece.family, piece.bold) if piece.family == TYPED else piece.family
        lists.setdefault(key, {})[place] = label
    growing = sorted((one for one in lists.values() if _grow([*one.values()])), key=len)
    is_one = bool(growing) and len(growing[-1]) > 1
    has_rival = len(growing) > 1 and len(growing[-1]) <= 2 * len(growing[-2])
    return growing[-1] if is_one and not has_rival else {}


def _typed_marks(found: Sequence[tuple[Piece, Label]]) -> Iterator[int]:
    """The places of typed numbers of one part that are marks of a list, beside numbers of more.

    `2.` is a section's where `2.1` follows, and where it is a heading that is next in order.
    """
    if all(label.depth == 1 for _, label in found):
        return
    last, deeper = 0, None
    parts = []
    for piece, label in reversed(found):
        deeper = label.key[0] if label.depth > 1 else deeper
        parts.append((piece, label, deeper))
    for piece, label, after in reversed(parts):
        if piece.family != TYPED or label.word or label.depth > 1:
            continue
        number = label.key[0][1]
        if label.key[0] == after or (
            number == last + 1 and (piece.bold or piece.kind == "heading")
        ):
            last = number
        else:
            yield piece.place


def _before_schedules(labels: Mapping[int, Label]) -> Mapping[int, Label]:
    """The numbers that stand before the first schedule; all of them where it is the first thing."""
    first = min((place for place, label in labels.items() if label.is_behind), default=None)
    before = {place: one for place, one in labels.items() if first is None or place < first}
    return before or labels


def _by_depth(
    pieces: Sequence[Piece], labels: Mapping[int, Label]
) -> tuple[Counter[int], Counter[int]]:
    """How many headings and how many texts have numbers of so many parts."""
    headings, texts = Counter[int](), Counter[int]()
    for piece, below in with_next(pieces):
        if label := labels.get(piece.place):
            (headings if is_heading(piece, below) else texts)[label.depth] += 1
    return headings, texts
