"""Numbers for a source that has none which a manual can keep: those here are proposed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from manual.bring.label import Label, read_label
from manual.bring.piece import PROPOSED, Piece, with_next
from manual.bring.plan import Plan, is_heading
from manual.numbers.scheme import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FEWEST = 3
"""Paragraphs of a section, on average; where it would have fewer, its heading stands in a text."""
_CHAPTER, _SECTION, _PROVISION = 1, 2, 3
"""Parts of their numbers."""


def propose_numbers(pieces: Sequence[Piece], chapter: int, title: str) -> tuple[list[Piece], Plan]:
    """The pieces with numbers that are proposed, and what those mean.

    They begin with `chapter`; a source without headings is one section, called `title`. What the
    source has as a number stays with the words.
    """
    pieces = _with_headings(pieces, title)
    depths = _depths(pieces)
    counts = [chapter - (_CHAPTER in depths.values()), 0, 0]
    proposed, labels = [], dict[int, Label]()
    for piece in pieces:
        depth = depths.get(piece.place, 0)
        if depth == _PROVISION and not counts[1]:
            depth = 0  # ahead of the first section
        if depth:
            counts[depth - 1] += 1
            counts[depth:] = [0] * (_PROVISION - depth)
            label = ".".join(map(str, counts[:depth]))
            labels[piece.place] = Label("", label, "")
            is_item = piece.label.rstrip(".)") == str(counts[depth - 1])
            kept = replace(piece, label="") if is_item else _in_words(piece)
            proposed.append(replace(kept, label=label, family=PROPOSED))
        else:
            proposed.append(_in_words(piece) if piece.kind == "heading" else piece)
    return proposed, Plan(DEFAULT, _SECTION, labels, ())


def _in_words(piece: Piece) -> Piece:
    """A piece with its number ahead of its words."""
    if not piece.label:
        return piece
    sign = ":" if piece.label[-1].isalnum() else ""
    return replace(piece, text=f"{piece.label}{sign} {piece.text}", label="")


def _with_headings(pieces: Sequence[Piece], title: str) -> list[Piece]:
    """The pieces with those marked that are headings: at least one, and none over all of them."""
    found = _styled(pieces) or _worded(pieces) or _bold(pieces)
    if not found:
        return [Piece(0, "heading", title, 1), *pieces]
    marked = [
        replace(piece, kind="heading", level=found[piece.place]) if piece.place in found else piece
        for piece in pieces
    ]
    headings = [piece for piece in marked if piece.kind == "heading"]
    top = min(piece.level for piece in headings)
    alone = [piece for piece in headings if piece.level == top]
    if len(alone) == 1 and len(headings) > 1 and alone[0] is headings[0]:
        return [replace(one, kind="title") if one is alone[0] else one for one in marked]
    return marked


def _styled(pieces: Sequence[Piece]) -> Mapping[int, int]:
    """The levels of headings by style, by their places."""
    return {piece.place: piece.level for piece in pieces if piece.kind == "heading"}


def _worded(pieces: Sequence[Piece]) -> Mapping[int, int]:
    """The levels of headings by word: `Article` is over `Section` where it is first."""
    words: list[str] = []
    found = {}
    for piece, below in with_next(pieces):
        label = read_label(piece.label)
        if label and label.word and is_heading(piece, below):
            if label.word not in words:
                words.append(label.word)
            found[piece.place] = words.index(label.word) + 1
    return found


def _bold(pieces: Sequence[Piece]) -> Mapping[int, int]:
    """The headings that only look like some: bold, and no item of a list."""
    return {
        piece.place: 1
        for piece, below in with_next(pieces)
        if piece.bold and not piece.label and is_heading(piece, below)
    }


def _depths(pieces: Sequence[Piece]) -> dict[int, int]:
    """How many parts the number of each piece has that gets one."""
    levels = sorted({piece.level for piece in pieces if piece.kind == "heading"})
    depths = dict.fromkeys(_provisions(pieces), _PROVISION)
    parts = sum(piece.kind == "heading" and piece.level in levels[:2] for piece in pieces)
    if len(levels) > 1 and len(depths) >= _FEWEST * parts:
        of_level = {levels[0]: _CHAPTER, levels[1]: _SECTION}
    else:
        of_level = {levels[0]: _SECTION}
    for piece in pieces:
        if piece.kind == "heading" and (depth := of_level.get(piece.level)):
            depths[piece.place] = depth
    return depths


def _provisions(pieces: Sequence[Piece]) -> Iterator[int]:
    """The places of what becomes a provision.

    Under a heading over a list `1.`, `2.` these are its items, with the numbers that they have;
    else each paragraph.
    """
    is_list = begins = False
    for piece in pieces:
        if piece.kind == "heading":
            begins = True
            continue
        is_ordered = piece.level == 0 and piece.kind == "text" and piece.label[:-1].isdecimal()
        if begins:
            is_list, begins = is_ordered and piece.label[:-1] == "1", False
        if is_ordered if is_list else _is_text(piece):
            yield piece.place


def _is_text(piece: Piece) -> bool:
    """Whether a piece is text of its own: no item of a list, no table and no picture."""
    label = read_label(piece.label)
    is_item = bool(piece.label) and not (label and label.word)
    return piece.kind == "text" and not is_item and not piece.text.startswith("![")
