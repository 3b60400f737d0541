"""Which pieces of an old wording and of a new one are one, changed; and the two in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from manual.amendments.pieces import Block, Text
from manual.amendments.words import ALIKE
from manual.text.runs import share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from manual.amendments.pieces import Piece

T = TypeVar("T")

_MOST = 400
"""Pieces on each side of which every one is compared with every other."""
_PART = 100
"""Where there are more: those of one part with those that stand about as far down."""


def likeness(old: Piece, new: Piece) -> float:
    """How much two pieces have in common; 0 where they are not one, changed.

    What holds something never becomes what holds nothing: without its marks it would be empty,
    and nobody could tell whether it was there. What makes a list another kind makes it another.
    """
    if isinstance(old, Text) or isinstance(new, Text):
        return _share(old, new) if isinstance(old, Text) and isinstance(new, Text) else 0.0
    if (old.name, old.attributes) != (new.name, new.attributes):
        return 0.0
    if not (old.alive and new.alive):
        return 0.0 if old.alive or new.alive else 1.0
    share = _share(old, new)
    if old.is_leaf and new.is_leaf:
        return share
    if old.name == "li":
        # An item is what it says itself, rather than the points below it.
        return (likeness(old.alive[0], new.alive[0]) + share) / 2
    return share or (ALIKE if _have_one_in_common(old, new) else 0.0)


def _share(old: Piece, new: Piece) -> float:
    return share(old.tokens, new.tokens, ALIKE)


def _have_one_in_common(old: Block, new: Block) -> bool:
    return any(
        before.tokens and likeness(before, after) for before in old.alive for after in new.alive
    )


def pair(
    old: Sequence[T],
    new: Sequence[T],
    same: Callable[[T, T], bool],
    like: Callable[[T, T], float],
) -> list[tuple[int, int]]:
    """Places (old, new) of those that are one, in order on both sides; what is alike the most."""
    start, end = 0, 0
    while start < min(len(old), len(new)) and same(old[start], new[start]):
        start += 1
    while end < min(len(old), len(new)) - start and same(old[-1 - end], new[-1 - end]):
        end += 1
    middle = _pairs_in_parts(old[start : len(old) - end], new[start : len(new) - end], like)
    return [
        *((i, i) for i in range(start)),
        *((i + start, j + start) for i, j in middle),
        *((len(old) - i, len(new) - i) for i in range(end, 0, -1)),
    ]


def _pairs_in_parts(
    old: Sequence[T], new: Sequence[T], like: Callable[[T, T], float]
) -> list[tuple[int, int]]:
    """The best pairs of all; of a text without end those of each part, so that the work is bounded.

    No honest wording has so many paragraphs. What moved further than a part is shown as gone and
    new.
    """
    if len(old) * len(new) <= _MOST * _MOST:
        return _best_pairs(old, new, like)
    parts = -(-max(len(old), len(new)) // _PART)
    pairs: list[tuple[int, int]] = []
    for part in range(parts):
        i, i2 = (len(old) * at // parts for at in (part, part + 1))
        j, j2 = (len(new) * at // parts for at in (part, part + 1))
        pairs += [(i + one, j + other) for one, other in _best_pairs(old[i:i2], new[j:j2], like)]
    return pairs


def _best_pairs(
    old: Sequence[T], new: Sequence[T], like: Callable[[T, T], float]
) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, whose likenesses sum to the most."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score = [[like(before, after) for after in new] for before in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = best[i + 1][j + 1] + score[i][j] if score[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if score[i][j] and best[i][j] == best[i + 1][j + 1] + score[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def in_one_order(
    old: Sequence[T], new: Sequence[T], pairs: Sequence[tuple[T, int]]
) -> Iterator[tuple[T | None, T | None]]:
    """Each of the old and of the new once, those that are one together, the old ahead of the new.

    `pairs` are some of the old, each with the place of its partner among the new.
    """
    partners = {id(one): place for one, place in pairs}
    taken = 0
    for one in old:
        place = partners.get(id(one))
        if place is None:
            yield one, None
            continue
        for other in new[taken:place]:
            yield None, other
        yield one, new[place]
        taken = place + 1
    for other in new[taken:]:
        yield None, other
