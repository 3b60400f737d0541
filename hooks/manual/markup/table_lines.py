"""Lines of tables that are written so that no table is made of them, or more than was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.markup.lists import find_items
from manual.markup.table_rows import NO_DASHES, is_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROW = re.compile(r"[ ]*\|.*\|[ ]*$")
_RULE = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-*:?[ ]*)*$")
_BELOW_WORDS = (
    "no mark is read for a table at once below other words",
    "leave a blank line above its row of headings",
)
_ROW_BY_CHANCE = (
    "a line at once below a table is read as a row of it",
    "leave a blank line between them; or write its bars, | a | b |",
)
_MERGED = (
    "no mark is read for a cell that is merged with another",
    "write its words in each cell: a table has no merged cells; an empty one is | |",
)
_TWO_BARS = re.compile(r"(?<!\\)\|\|")
_TABLE = "|"


_QUOTED = re.compile(r"[ ]*(?:>[ ]?)+")
_BOX = re.compile(r"[ ]*!!!")


def find_table_faults(lines: Sequence[str]) -> Iterator[tuple[int, str, tuple[str, str]]]:
    """Each line, from 0, that is at fault, with the rule that it breaks, a message and a hint.

    `lines` are without code.
    """
    if not any(_TABLE in line for line in lines):
        return
    lines = [_QUOTED.sub("", line, count=1) for line in lines]
    items: frozenset[int] | None = None
    inside = False
    for at, line in enumerate(lines):
        before, below = lines[at - 1] if at else "", lines[at + 1] if at + 1 < len(lines) else ""
        inside = bool(line.strip()) and (inside or (_TABLE in before and _is_rule(line)))
        # Without bars at its edges a table may have a row of one cell.
        if inside and _TABLE not in line and _has_edge(before) and not _BOX.match(line):
            items = find_items(lines) if items is None else items
            if at not in items:
                yield at, "table-uneven", _ROW_BY_CHANCE
            inside = False
        is_within = inside or (_TABLE in line and _is_rule(below))
        if is_within and _TWO_BARS.search(line) and not _is_rule(line):
            yield at, "markup-unknown", _MERGED
        begins = _ROW.match(line) or (is_row(line) and is_row(below))
        if not begins or _TABLE in before:
            continue
        if not _is_rule(below):
            yield at, "markup-unknown", NO_DASHES
        elif before.strip() and not _has_edge(line):
            yield at, "markup-unknown", _BELOW_WORDS


def _has_edge(line: str) -> bool:
    return line.lstrip().startswith(_TABLE)


def _is_rule(line: str) -> bool:
    return _TABLE in line and bool(_RULE.match(line))
