"""How the numbers of a source are read: which are those of sections, and which of provisions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from manual.bring.inline import bare_words
from manual.bring.label import Label, read_label
from manual.bring.piece import Piece
from manual.numbers.scheme import DEFAULT, read_scheme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from manual.numbers.scheme import Scheme

_LONGEST = 120
"""Characters of a heading; what is longer is text."""
_SHORT = 80
_ENDS = (".", ";", ":", ",")
PROPOSED = "proposed"
"""In place of a list, for numbers that the source does not have."""


@dataclass(frozen=True)
class Plan:
    """What the numbers of a source mean."""

    scheme: Scheme
    section_depth: int
    """How many parts the number of a section has; 0 where numbers run through the sections."""
    labels: Mapping[int, Label]
    """The numbers of chapters, sections and provisions, by the places of their pieces."""
    why: tuple[str, ...]
    """What was found, in sentences."""


def is_heading(piece: Piece, deeper: bool) -> bool:  # noqa: FBT001 - said by the name
    """Whether a piece is a heading; `deeper` is whether what it numbers is below it."""
    words = bare_words(piece.text)
    if len(words) > _LONGEST or piece.kind == "table":
        return False
    if piece.kind == "heading":
        return len(words) <= _SHORT or not words.endswith(_ENDS)
    return not words.endswith(_ENDS) and (piece.bold or (deeper and len(words) <= _SHORT))


def make_plan(pieces: Sequence[Piece]) -> Plan:
    """What the numbers of the pieces mean."""
    labels = _numbered(pieces)
    own = {place: label for place, label in labels.items() if not label.is_behind}
    counted = _before_schedules(pieces, own)
    plain = {place: label for place, label in counted.items() if not label.word}
    words = (label.word for label in counted.values() if not label.holds)
    named = Counter(word for word in words if word)
    if named and named.most_common(1)[0][1] > len(plain):
        return _running(labels, named.most_common(1)[0][0], counted)
    deepest = max((label.depth for label in plain.values()), default=0)
    headings, texts = _by_depth(pieces, plain)
    if deepest <= 1 and texts[1] > headings[1]:
        return _running(labels, "", counted)
    return _leveled(labels, plain, headings, texts, deepest)


def _leveled(
    labels: Mapping[int, Label],
    plain: Mapping[int, Label],
    headings: Counter[int],
    texts: Counter[int],
    deepest: int,
) -> Plan:
    depths = range(2, deepest + 1)
    mostly = (depth for depth in depths if texts[depth] and texts[depth] >= headings[depth])
    first = next(mostly, min(deepest + 1, 3))
    section = min(max(first - 1, 1), 2)
    levels = max(deepest, section + 1)
    levels += section == 1 and levels == DEFAULT.levels and not _has_letters(plain)
    example = next(iter(sorted(plain.values(), key=lambda label: -label.depth)))
    number = example.number + ".1" * (levels - example.depth)
    scheme = read_scheme(number) or DEFAULT
    said = [
        f"{count} headings with numbers like {_like(d)}" for d, count in sorted(headings.items())
    ]
    said += [
        f"{count} paragraphs with numbers like {_like(d)}" for d, count in sorted(texts.items())
    ]
    return Plan(scheme, section, labels, tuple(said))


def _has_letters(labels: Mapping[int, Label]) -> bool:
    return any(label.number[0].isalpha() for label in labels.values())


def _like(depth: int) -> str:
    return ".".join("213111111"[:depth])


def _running(labels: Mapping[int, Label], word: str, counted: Mapping[int, Label]) -> Plan:
    """Numbers of one part that run through all sections."""
    ones = [label for label in counted.values() if label.word == word and label.depth == 1]
    mark = Counter(label.mark for label in ones).most_common(1)[0][0] if not word else ""
    scheme = read_scheme(f"{word}{ones[0].number}{mark}") or DEFAULT
    said = f"{len(ones)} paragraphs with numbers like {word}{ones[0].number}{mark}"
    return Plan(scheme, 0, labels, (said,))


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
        if label.depth > 1 or label.word or (piece.kind == "heading" and piece.family != "typed")
    }
    heads = {p.place for p, _ in found.values() if p.kind == "heading" or p.family == PROPOSED}
    if not main and not heads:
        families = Counter(piece.family for piece, _ in found.values())
        most = families.most_common(1)
        main = {most[0][0]} if most and most[0][1] > 1 else set()
    return {
        place: label
        for place, (piece, label) in found.items()
        if (piece.family in main and not _is_item(piece, label, main)) or place in heads
    }


def _is_item(piece: Piece, label: Label, main: set[str]) -> bool:
    """Whether a typed number of one part is rather the mark of a list, beside numbers of more."""
    is_one = label.depth == 1 and not label.word
    return is_one and piece.family == "typed" and len(main) > 1 and not piece.bold


def _before_schedules(pieces: Sequence[Piece], labels: Mapping[int, Label]) -> Mapping[int, Label]:
    """The numbers that stand before the first schedule, if there is one."""
    numbered = ((piece.place, read_label(piece.label)) for piece in pieces)
    first = next((place for place, label in numbered if label and label.is_behind), None)
    before = {place: label for place, label in labels.items() if first is None or place < first}
    return before or labels


def _by_depth(
    pieces: Sequence[Piece], labels: Mapping[int, Label]
) -> tuple[Counter[int], Counter[int]]:
    """How many headings and how many texts have numbers of so many parts."""
    headings, texts = Counter[int](), Counter[int]()
    numbered = [piece for piece in pieces if piece.place in labels]
    for at, piece in enumerate(numbered):
        depth = labels[piece.place].depth
        below = numbered[at + 1] if at + 1 < len(numbered) else None
        deeper = below is not None and labels[below.place].depth > depth
        (headings if is_heading(piece, deeper) else texts)[depth] += 1
    return headings, texts


def propose_numbers(pieces: Sequence[Piece], chapter: int, title: str) -> list[Piece]:
    """The pieces of a source without numbers, with numbers that are proposed.

    They begin with `chapter`; a source without headings is one section, called `title`.
    """
    pieces = _with_headings(pieces, title)
    levels = sorted({piece.level for piece in pieces if piece.kind == "heading"})
    has_chapters = len(levels) > 1
    counts = [chapter - has_chapters, 0, 0]
    proposed = []
    for piece in pieces:
        depth = _depth(piece, levels, 1 if has_chapters else 2)
        if depth == _WHOLE and not counts[1]:
            depth = 0  # ahead of the first section
        if depth:
            counts[depth - 1] += 1
            counts[depth:] = [0] * (_WHOLE - depth)
            label = ".".join(map(str, counts[:depth]))
            proposed.append(replace(piece, label=label, family=PROPOSED))
        else:
            proposed.append(piece)
    return proposed


_WHOLE = DEFAULT.levels
"""Parts of the number of a provision."""


def _with_headings(pieces: Sequence[Piece], title: str) -> list[Piece]:
    """The pieces with at least one heading, and none over all of them."""
    headings = [piece for piece in pieces if piece.kind == "heading"]
    if not headings:
        return [Piece(0, "heading", title, 1), *pieces]
    top = min(piece.level for piece in headings)
    alone = [piece for piece in headings if piece.level == top]
    if len(alone) == 1 and len(headings) > 1 and alone[0] is headings[0]:
        return [replace(piece, kind="title") if piece is alone[0] else piece for piece in pieces]
    return [*pieces]


def _depth(piece: Piece, levels: Sequence[int], top: int) -> int:
    """How many parts the number of a piece gets, 0 for none; headings of the first level `top`."""
    if piece.kind == "heading":
        depth = levels.index(piece.level) + top
        return depth if depth < _WHOLE else 0
    is_plain = piece.kind == "text" and not piece.label and not piece.text.startswith("![")
    return _WHOLE if is_plain else 0
