"""Which runs of two sequences are equal, in little time and memory however long the two are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel, LCSseq

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from rapidfuzz.distance import Opcode

MOST_PAIRS = 400_000_000
"""Pairs that are compared one by one: each takes a bit of memory."""


class Run(NamedTuple):
    """A run that is equal in both, or what stands between two such; the ends are as in a slice."""

    equal: bool
    old: int
    old_end: int
    new: int
    new_end: int


def list_runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Run]:
    """The runs of `old` and `new`, in order, those that are empty left out.

    Between the equal beginnings and the equal ends of very long ones only what occurs once in each
    is held against the other, and what stands between those again by itself.

    >>> [tuple(run) for run in list_runs("abc", "abd")]
    [(True, 0, 2, 0, 2), (False, 2, 3, 2, 3)]
    """
    whole: Run | None = None
    for run in _list(old, new):
        if whole and whole.equal == run.equal:
            whole = whole._replace(old_end=run.old_end, new_end=run.new_end)
        else:
            yield from [whole] if whole else []
            whole = run
    yield from [whole] if whole else []


def _list(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Run]:
    """The runs, some of which may go on with the one before."""
    if _are_short(old, new):
        codes = LCSseq.opcodes(list(old), list(new))
        yield from (Run(code.tag == "equal", *_ends(code)) for code in codes)
    else:
        yield from _between(old, new, [*_equals(old, new), (len(old), len(new))])


def _are_short(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    return len(old) * len(new) <= MOST_PAIRS


def _ends(code: Opcode) -> tuple[int, int, int, int]:
    return code.src_start, code.src_end, code.dest_start, code.dest_end


def _equals(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Places that belong together: of the two beginnings, of what is there once, of the ends."""
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    rest = least - start
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    yield from ((at, at) for at in range(start))
    yield from _single(old, new, start, end)
    yield from ((len(old) - at, len(new) - at) for at in range(end, 0, -1))


def _single(
    old: Sequence[Hashable], new: Sequence[Hashable], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Where things stand that occur once in each, as many as are in one order."""
    in_old, in_new = Counter(old), Counter(new)
    places = {one: at for at, one in enumerate(new) if in_new[one] == 1}
    last = start - 1
    for at in range(start, len(old) - end):
        place = places.get(old[at], -1) if in_old[old[at]] == 1 else -1
        if last < place < len(new) - end:
            yield at, place
            last = place


def _between(
    old: Sequence[Hashable], new: Sequence[Hashable], places: Sequence[tuple[int, int]]
) -> Iterator[Run]:
    """Each of the places, the last of which is the end, and the runs ahead of it."""
    i = j = 0
    for at, place in places:
        ahead, behind = old[i:at], new[j:place]
        if (ahead or behind) and _are_short(ahead, behind):
            for run in _list(ahead, behind):
                ends = (run.old + i, run.old_end + i, run.new + j, run.new_end + j)
                yield Run(run.equal, *ends)
        elif ahead or behind:
            yield Run(False, i, at, j, place)  # noqa: FBT003 - its first field
        if at < len(old):
            yield Run(True, at, at + 1, place, place + 1)  # noqa: FBT003 - its first field
        i, j = at + 1, place + 1


def share(old: Sequence[Hashable], new: Sequence[Hashable], least: float = 0) -> float:
    """How much two sequences have in common, from 0 to 1; 0 where it is less than `least`.

    In what order it stands does not count in very long ones.
    """
    if _are_short(old, new):
        return Indel.normalized_similarity(old, new, score_cutoff=least)
    both = sum((Counter(old) & Counter(new)).values())
    whole = 2 * both / (len(old) + len(new))
    return whole if whole >= least else 0
