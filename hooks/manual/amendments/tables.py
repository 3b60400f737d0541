"""Tables compared cell by cell: columns first, then rows, then the words within each cell.

Every row of a marked table has a cell for every column, old and new, so that words stay in their
column. A row's marks are on the row; a cell's are those of its column. Where a row of one wording
meets a column of another only, the cell is in neither: it is empty, and marked as both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from manual.amendments.pairs import in_one_order, pair
from manual.amendments.pieces import Block
from manual.amendments.words import ALIKE
from manual.text.runs import share as share_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class _Cells(NamedTuple):
    """What one wording has in a column, from the head down."""

    place: int
    cells: tuple[Block, ...]

    @property
    def kinds(self) -> set[tuple[str, str]]:
        """What its cells are, their alignment with them."""
        return {(cell.name, cell.attributes) for cell in self.cells}


class _Column(NamedTuple):
    """A column of the two tables in one: its place in each, and what became of it."""

    old: int | None
    new: int | None
    inserted: int | None
    deleted: int | None


def merge_tables(
    old: Block, new: Block, amendment: int, merge: Callable[[Block, Block], Block]
) -> Block | None:
    """The table as amended, its cells merged by `merge`.

    None where the two have no column in common, or where the marks would leave it open whether a
    row or a column is gone or only empty: the one is then to stand after the other.
    """
    if not (_is_grid(old) and _is_grid(new)):
        return None
    merged = _Merger(tuple(_columns(old, new, amendment)), amendment, merge).table(old, new)
    return merged if _is_clear(merged) else None


def _blocks(block: Block) -> list[Block]:
    return [child for child in block.children if isinstance(child, Block)]


def _rows(table: Block) -> list[Block]:
    return [row for section in _blocks(table) for row in _blocks(section)]


def _is_grid(table: Block) -> bool:
    """Whether it has rows, all with as many cells."""
    return len({len(_blocks(row)) for row in _rows(table)}) == 1


def _columns(old: Block, new: Block, amendment: int) -> Iterator[_Column]:
    """Every column, old and new, in one order."""
    before, after = _cells(old), _cells(new)
    alive = [column for column in before if column.cells[0].is_alive]
    pairs = pair(alive, after, _same_column, _column_likeness)
    for one, other in in_one_order(before, after, [(alive[i], j) for i, j in pairs]):
        if one is None:
            yield _Column(None, other and other.place, amendment, None)
        else:
            head = one.cells[0]
            gone = head.deleted if other or not head.is_alive else amendment
            yield _Column(one.place, other and other.place, head.inserted, gone)


def _cells(table: Block) -> list[_Cells]:
    rows = [_blocks(row) for row in _rows(table) if row.is_alive]
    return [_Cells(place, cells) for place, cells in enumerate(zip(*rows, strict=True))]


def _same_column(old: _Cells, new: _Cells) -> bool:
    return [cell.signature for cell in old.cells] == [cell.signature for cell in new.cells]


def _column_likeness(old: _Cells, new: _Cells) -> float:
    """How much two columns have in common; 0 where they are not one. The head counts most."""
    if not (old.kinds <= new.kinds or new.kinds <= old.kinds):
        return 0.0
    first = [token for cell in old.cells for token in cell.tokens]
    second = [token for cell in new.cells for token in cell.tokens]
    share = share_of(first, second, ALIKE)
    head = old.cells[0]
    return share + 1 if head.tokens and head.signature == new.cells[0].signature else share


@dataclass(frozen=True)
class _Merger:
    """Makes one table of two, by their columns."""

    columns: tuple[_Column, ...]
    amendment: int
    merge: Callable[[Block, Block], Block]

    def table(self, old: Block, new: Block) -> Block:
        """The two tables in one, head with head and body with body."""
        before = {section.name: section for section in _blocks(old)}
        after = {section.name: section for section in _blocks(new)}
        sections = (
            replace(section, children=tuple(self._rows(before.get(name), after.get(name))))
            for name, section in (before | after).items()
        )
        return replace(old, children=tuple(sections))

    def _rows(self, old: Block | None, new: Block | None) -> Iterator[Block]:
        """The rows of a section, old and new, in one order, each with a cell for every column."""
        before, after = (_blocks(one) if one else [] for one in (old, new))
        alive = [row for row in before if row.is_alive]
        pairs = pair(alive, after, self._same_row, self._row_likeness)
        for one, other in in_one_order(before, after, [(alive[i], j) for i, j in pairs]):
            row = one or other or Block("tr", "", ())
            gone = row.deleted if other or not row.is_alive else self.amendment
            came = row.inserted if one else self.amendment
            yield replace(row, inserted=came, deleted=gone, children=self._cells(one, other))

    def _cells(self, old: Block | None, new: Block | None) -> tuple[Block, ...]:
        before, after = (_blocks(one) if one else [] for one in (old, new))
        return tuple(self._cell(column, before, after) for column in self.columns)

    def _cell(self, column: _Column, before: Sequence[Block], after: Sequence[Block]) -> Block:
        """What the row has in a column; one without words where it is in neither wording."""
        one = before[column.old] if before and column.old is not None else None
        other = after[column.new] if after and column.new is not None else None
        if one and other:
            cell = self.merge(one, other)
        else:
            cell = one or other or Block((before or after)[0].name, "", ())
        return replace(cell, inserted=column.inserted, deleted=column.deleted)

    def _shared(self, old: Block, new: Block) -> list[tuple[Block, Block]]:
        """The cells of two rows in the columns that are in both wordings."""
        before, after = _blocks(old), _blocks(new)
        return [
            (before[column.old], after[column.new])
            for column in self.columns
            if column.old is not None and column.new is not None
        ]

    def _same_row(self, old: Block, new: Block) -> bool:
        return all(one.signature == other.signature for one, other in self._shared(old, new))

    def _row_likeness(self, old: Block, new: Block) -> float:
        """How much two rows have in common, each word in its column; what they begin with tells."""
        shared = self._shared(old, new)
        first = [(at, token) for at, (cell, _) in enumerate(shared) for token in cell.tokens]
        second = [(at, token) for at, (_, cell) in enumerate(shared) for token in cell.tokens]
        share = share_of(first, second, ALIKE)
        begin_alike = any(cell.tokens for cell, _ in shared[:1]) and (
            shared[0][0].signature == shared[0][1].signature
        )
        return share or (ALIKE if begin_alike else 0.0)


def _is_clear(table: Block) -> bool:
    """Whether every row and column that is in both wordings shows it by a cell without doubt."""
    rows = [_blocks(row) for row in _rows(table) if row.inserted is None and row.deleted is None]
    grid = [
        [cell for cell in row if cell.inserted is None and cell.deleted is None] for row in rows
    ]
    lines = [*grid, *zip(*grid, strict=True)]
    return bool(lines) and all(
        any(_was_filled(cell) or not _is_filled(cell) for cell in line)
        and any(_is_filled(cell) or not _was_filled(cell) for cell in line)
        for line in lines
    )


def _was_filled(cell: Block) -> bool:
    """Whether the cell held something before the first amendment."""
    return any(
        child.inserted is None
        if isinstance(child, Block)
        else any(word.inserted is None for word in child.words)
        for child in cell.children
    )


def _is_filled(cell: Block) -> bool:
    """Whether the cell holds something now."""
    return bool(cell.alive)
