"""What changed between wordings, as HTML: what was inserted and deleted, each by which amendment.

A wording's HTML is read as a tree: blocks, and texts that hold words. A word carries its
formatting, so that a changed emphasis or link target is a change. Blocks are matched first, then
what they hold, down to the words; tables are matched cell by cell. No mark ever crosses the border
of a paragraph, an item or a cell.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from manual.amendments.pairs import in_one_order, likeness, pair
from manual.amendments.pieces import Block, Text, deleted, inserted, read
from manual.amendments.remarks import remark
from manual.amendments.tables import merge_tables
from manual.amendments.words import merge_words, write_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from manual.amendments.model import Change
    from manual.amendments.pieces import Piece
    from manual.amendments.words import Word
    from manual.provisions.model import Wording

_MOST_STEPS = 10
"""Steps of one redline: each takes its time, and each edition has a redline of its own."""


@lru_cache(maxsize=8_192)
def redline(first: str, steps: tuple[tuple[int, str], ...]) -> Markup:
    """The HTML `first` as amended by `steps` (an amendment's number, the HTML after it), in turn.

    Words are in `<ins data-amendment="2">` and `<del data-amendment="2">`. Dropping every `ins`,
    and the elements that are empty without it, gives `first`; dropping every `del` so gives the
    last step. What one step inserts and a later one deletes is left out. An item, a row or a cell
    that came or went without words has an empty mark, so that it goes with the others. What marks
    on words cannot show is in an empty mark too, as `data-remark`: it is not part of the text.

    >>> print(redline("<p>Call 999.</p>", ((2, "<p>Call 999 at once.</p>"),)))
    <p>Call 999<ins data-amendment="2"> at once</ins>.</p>
    """
    whole = read(first)
    for amendment, html in steps:
        whole = _amend(whole, read(html), amendment)
    return Markup(_Writer(remark(whole)).children(whole, _Marks()))  # noqa: S704 - it escapes


def redline_changes(changes: Sequence[Change], html: Callable[[str], str]) -> Markup:
    """What several changes to one provision, in order, have made of its wording.

    `html` makes a wording's Markdown HTML. A heading is shown where it changed, or went or came
    with its text. Of many changes the earlier ones are shown as one, which the last of them made.
    """
    if len(changes) > _MOST_STEPS:
        until = len(changes) - _MOST_STEPS
        earlier = replace(changes[until], before=changes[0].before)
        changes = [earlier, *changes[until + 1 :]]
    wordings = [changes[0].before, *(change.after for change in changes)]
    headings = {wording.heading if wording else None for wording in wordings}
    with_heading = len(headings) > 1

    def whole(wording: Wording | None) -> str:
        if wording is None:
            return ""
        heading = wording.heading.lstrip("# ") if with_heading else ""
        shown = f'<p class="redline-heading">{escape(heading)}</p>' if heading else ""
        return f"{shown}{html(wording.text)}"

    first, *rest = map(whole, wordings)
    return redline(first, tuple((c.record.number, h) for c, h in zip(changes, rest, strict=True)))


def _amend(old: Block, new: Block, amendment: int) -> Block:
    """The block with what it holds now beside what it held."""
    return replace(old, children=tuple(_amend_pieces(old.children, new.children, amendment)))


def _amend_pieces(old: Sequence[Piece], new: Sequence[Piece], amendment: int) -> Iterator[Piece]:
    alive = [piece for piece in old if piece.is_alive]
    pairs = pair(alive, new, lambda one, other: one.signature == other.signature, likeness)
    for before, after in in_one_order(old, new, [(alive[i], j) for i, j in pairs]):
        if before is not None and after is not None:
            yield from _merge(before, after, amendment)
        elif before is not None:
            yield deleted(before, amendment)
        elif after is not None:
            yield inserted(after, amendment)


def _merge(old: Piece, new: Piece, amendment: int) -> Iterator[Piece]:
    """The one piece that the two are; both where they cannot be shown as one."""
    if old.signature == new.signature:
        yield old
    elif isinstance(old, Text) and isinstance(new, Text):
        yield Text(tuple(merge_words(old.split, new.split, amendment)))
    elif isinstance(old, Block) and isinstance(new, Block):
        if old.name != "table":
            yield _amend(old, new, amendment)
            return
        table = merge_tables(old, new, amendment, lambda o, n: _amend(o, n, amendment))
        yield from [table] if table else [deleted(old, amendment), inserted(new, amendment)]


class _Marks(NamedTuple):
    """What became of a piece, by itself or with what it stands in."""

    inserted: int | None = None
    deleted: int | None = None

    def of(self, block: Block) -> _Marks:
        """The marks of a block within one that has these."""
        return _Marks(block.inserted or self.inserted, block.deleted or self.deleted)

    def over(self, word: Word) -> Word:
        """A word within a block that has these marks."""
        return word._replace(
            inserted=word.inserted or self.inserted, deleted=word.deleted or self.deleted
        )

    @property
    def are_both(self) -> bool:
        """Whether one amendment inserted it and a later one deleted it."""
        return self.inserted is not None and self.deleted is not None

    def empty(self) -> str:
        """The marks around nothing."""
        inserted = _mark("ins", self.inserted) if self.inserted else ""
        return inserted + (_mark("del", self.deleted) if self.deleted else "")


class _Writer:
    """Writes pieces as HTML; `remarks` are what is to be said of some of them, by their id()."""

    def __init__(self, remarks: Mapping[int, str]) -> None:
        self._remarks = remarks

    def write(self, piece: Piece, outer: _Marks) -> str:
        """A piece within a block that has the marks `outer`; nothing where it has both."""
        if isinstance(piece, Text):
            words = piece.words if outer == (None, None) else map(outer.over, piece.words)
            return write_words([word for word in words if not word.is_left_out])
        marks = outer.of(piece)
        if marks.are_both:
            return ""
        if piece.name == "tr":
            columns = [one for one in piece.children if isinstance(one, Block)]
            cells = [self._cell(cell, marks) for cell in columns if not outer.of(cell).are_both]
            return _element(piece, "".join(cells))
        inner = self.children(piece, marks)
        if piece.children and not inner:
            return ""
        said = self._said_of(piece, marks)
        if piece.name in {"ol", "ul"}:
            return said + _element(piece, inner or marks.empty())
        return _element(piece, said + inner or marks.empty())

    def children(self, block: Block, marks: _Marks) -> str:
        """All that a block holds."""
        return "".join(self.write(child, marks) for child in block.children)

    def _cell(self, cell: Block, row: _Marks) -> str:
        """A cell; without words where its row is in one wording and its column in another."""
        marks = row.of(cell)
        inner = self._said_of(cell, marks) + self.children(cell, marks)
        return _element(cell, inner or marks.empty())

    def _said_of(self, block: Block, marks: _Marks) -> str:
        said = self._remarks.get(id(block))
        if said is None:
            return ""
        attributes = f' data-remark="{escape(said)}"'
        if marks.inserted:
            return _mark("ins", marks.inserted, attributes)
        return _mark("del", marks.deleted, attributes) if marks.deleted else ""


def _mark(name: str, amendment: int, attributes: str = "") -> str:
    return f'<{name} data-amendment="{amendment}"{attributes}></{name}>'


def _element(block: Block, inner: str) -> str:
    return f"<{block.name}{block.attributes}>{inner}</{block.name}>"
