"""Lists and tables of pages: the marks that a browser writes, and where each cell stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.bring.html_tree import Node
from manual.word.signs import roman, web_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

_INNER = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "col"})
_WIDEST = 60
"""Columns, and rows, that a cell may span."""


def whole(text: str) -> int | None:
    """The whole number that an attribute is; None where it is none."""
    bare = text.strip()
    return int(bare) if re.fullmatch(r"-?\d{1,9}", bare) else None


def mark_of(list_: Node, item: Node, place: int) -> str:
    """The mark of an item as a browser writes it."""
    style = (item.get("style") or list_.get("style")).replace(" ", "").lower()
    if list_.tag != "ol":
        return "•"
    if "list-style-type:none" in style or "list-style:none" in style:
        return ""
    kind = item.get("type") or list_.get("type")
    named = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
    named |= {"lower-roman": "i", "upper-roman": "I", "decimal": "1"}
    kind = next((sign for name, sign in named.items() if name in style), kind)
    if kind in {"a", "A", "i", "I"} and place > 0:
        written = web_letters(place) if kind in {"a", "A"} else roman(place)
        return f"{written.upper() if kind.isupper() else written}."
    return f"{place}."


def rows_of(table: Node) -> list[list[Node]]:
    """The cells of a table by rows, without those of tables within it."""
    rows: list[list[Node]] = []
    row: list[Node] = []  # of cells that stand in none
    for child in table.elements():
        if child.tag in {"td", "th"}:
            row.append(child)
            rows += [row] if len(row) == 1 else []
            continue
        row = []
        if child.tag == "tr":
            rows.append([cell for cell in child.elements() if cell.tag in {"td", "th"}])
        elif child.tag in {"thead", "tbody", "tfoot"}:
            rows += rows_of(child)
    return [row for row in rows if row]


def strays_of(table: Node) -> Iterator[Node | str]:
    """The caption of a table, and what stands in it and in no cell: browsers show it above."""
    for child in table.children:
        if isinstance(child, str) or child.tag not in _INNER:
            yield child
        elif child.tag in _INNER - {"td", "th"}:
            yield Node("div", {}, [*strays_of(child)])


def span_of(cell: Node, name: str) -> int:
    """How many columns or rows a cell spans, by the name of the attribute."""
    return min(max(whole(cell.get(name)) or 1, 1), _WIDEST)


def grid_of(rows: list[list[Node]]) -> list[list[Node | None]]:
    """The cells by rows and columns; None where another one covers the place."""
    grid: list[dict[int, Node | None]] = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[at]:
                column += 1
            for down in range(min(span_of(cell, "rowspan"), len(rows) - at)):
                for right in range(span_of(cell, "colspan")):
                    grid[at + down][column + right] = None
            grid[at][column] = cell
            column += span_of(cell, "colspan")
    return [[line.get(at) for at in range(max(line, default=-1) + 1)] for line in grid]
