"""What marks on words cannot show of a redline, in words: another kind of list, a moved item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from manual.amendments.pieces import Block
from manual.amendments.words import ALIKE, is_mark
from manual.text.runs import share

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from manual.amendments.words import Key

_LISTS = frozenset({"ol", "ul"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEADS_ON = frozenset({";", ",", ".", "and", "or"})
_MARKED = ' class="marked'
_ALIGNED = {"right": "now aligned right", "center": "now centred", "left": "now aligned left"}


@dataclass(frozen=True)
class _Place:
    """A block that came or went whole, and in how many lists it is or was."""

    block: Block
    depth: int

    @property
    def key(self) -> Hashable:
        """The same for what came and what went where it is the one, moved; None: it has no words.

        A line may be of another kind afterwards; all else stays what it was.
        """
        block = self.block
        if block.name == "li" and block.alive:
            return _words(block.alive[0].tokens) or None
        if block.name == "p" or block.name in _HEADINGS:
            return _words(block.tokens) or None
        if block.name == "th":
            return ("th", block.tokens) if block.tokens else None
        if block.name == "td":
            return None
        if block.name == "tr":
            return ("tr", *(cell.tokens for cell in block.alive)) if block.tokens else None
        return block.signature if block.tokens else None


def _words(tokens: Sequence[Key]) -> tuple[Key, ...]:
    """What an item says wherever it is: without its mark, and without what leads to the next."""
    words = [key for key in tokens if not is_mark(key)]
    while words and words[-1][0] in _LEADS_ON:
        words.pop()
    return tuple(words)


def remark(whole: Block) -> dict[int, str]:
    """What is to be said of pieces of a marked wording that came or went, by their id()."""
    survey = _Survey()
    survey.look(whole, 0)
    return survey.tell()


class _Survey:
    """Everything that came or went, and the lists that became lists of another kind."""

    def __init__(self) -> None:
        self._came: list[_Place] = []
        self._went: dict[Hashable, list[_Place]] = {}
        self._said: dict[int, str] = {}

    def look(self, block: Block, depth: int) -> None:
        """Look at all that a block holds that neither came nor went, in `depth` lists."""
        blocks = [child for child in block.children if isinstance(child, Block)]
        turned = self._turned_lists(blocks)
        if block.name == "ol" and not block.attributes.startswith(_MARKED):
            self._number(block, blocks)
        for child in blocks:
            if id(child) in turned or (child.inserted and child.deleted):
                continue
            if child.inserted:
                self._came.append(_Place(child, depth))
            elif child.deleted:
                for place in _with_items(_Place(child, depth)):
                    self._went.setdefault((child.deleted, place.key), []).append(place)
            else:
                self.look(child, depth + (child.name in _LISTS))

    def _number(self, block: Block, items: Sequence[Block]) -> None:
        """Say of each item that went which number it had: those that stay bear their new ones."""
        were = [item for item in items if item.inserted is None]
        for number, item in enumerate(were, _start(block)):
            if item.deleted:
                self._said[id(item)] = f"was {number}"

    def _turned_lists(self, blocks: Sequence[Block]) -> set[int]:
        """The id() of each list that went, or came in place of one; what became of it is said."""
        found: set[int] = set()
        lists = [block for block in blocks if block.name in _LISTS]
        for old, new in pairwise(lists):
            if (
                old.deleted
                and old.deleted == new.inserted
                and not (old.inserted or new.deleted)
                and (old.name, old.attributes) != (new.name, new.attributes)
                and share(old.tokens, new.tokens) >= ALIKE
            ):
                found |= {id(old), id(new)}
                self._said[id(new)] = _turn(old, new)
        return found

    def tell(self) -> dict[int, str]:
        """What is to be said, by the id() of what it is said of."""
        for place in self._came:
            self._tell(place, place.block.inserted)
        return self._said

    def _tell(self, place: _Place, amendment: int | None) -> None:
        """Say what became of it; where it was not there before, of the items that it holds."""
        twins = self._went.get((amendment, place.key)) if place.key else None
        if twins:
            # Nothing but a cell may stand in a row.
            said_of = place.block.alive[0] if place.block.name == "tr" else place.block
            self._said[id(said_of)] = _move(twins.pop(0), place)
        else:
            for item in _items(place):
                self._tell(item, amendment)


def _items(place: _Place) -> Iterator[_Place]:
    """The items that it holds, but for those within them."""
    depth = place.depth + (place.block.name in _LISTS)
    for child in place.block.alive:
        if isinstance(child, Block):
            inner = _Place(child, depth)
            yield from [inner] if child.name == "li" else _items(inner)


def _with_items(place: _Place) -> Iterator[_Place]:
    yield place
    for item in _items(place):
        yield from _with_items(item)


def _turn(old: Block, new: Block) -> str:
    """What became of a list that went, where another kind of list came in its place."""
    if old.name != new.name:
        return "now numbered steps" if new.name == "ol" else "now bullet points"
    return f"now begins at {_start(new)}"


def _start(block: Block) -> int:
    start = re.search(r' start="(-?\d+)"', block.attributes)
    return int(start[1]) if start else 1


def _move(old: _Place, new: _Place) -> str:
    """What became of a piece that went and came with the same words."""
    before, after = old.block, new.block
    if before.name != after.name:
        return _recast(before.name, after.name)
    if after.name == "li" and old.depth != new.depth:
        return "now a sub-point" if new.depth > old.depth else "was a sub-point"
    if before.attributes != after.attributes:
        return _align(after)
    marks = [_mark_of(block) for block in (before, after)]
    return f"moved here, was {marks[0]}" if marks[0] != marks[1] else "moved here"


def _mark_of(block: Block) -> str:
    """The mark of an item as it was written; empty where it has none."""
    first = block.alive[0].tokens if block.name == "li" and block.alive else ()
    return next((text for text, wrap in first if is_mark((text, wrap))), "")


def _recast(before: str, after: str) -> str:
    """What became of a line that is now of another kind."""
    if after == "li":
        return "now a point of the list"
    if before == "li":
        return "was a point of the list"
    if before in _HEADINGS and after in _HEADINGS:
        return "now a heading at another level"
    return "now a heading" if after in _HEADINGS else "was a heading"


def _align(head: Block) -> str:
    align = re.search(r' align="(\w+)"', head.attributes)
    return _ALIGNED[align[1]] if align else "no longer aligned"
