"""Says of the tables on a page how their words fit on a sheet of paper.

On a screen a wide table is moved within its own box. A sheet has none to move, and a browser that
may part every word to make columns fit parts short ones too.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from manual.markup.render import plain_text

_TABLE = re.compile(r"<table((?:\s[^>]*)?)>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_BREAK = re.compile(r"[\s-]+")
"""Where a browser may end a line."""
_GAP = 2
"""The space between two columns, in characters."""
_WHOLE, _SMALL = 72, 94
"""How many characters fit beside one another: in the usual type of a table, and in small type."""


def fit_tables(html: str) -> str:
    """`html`, each table with `data-fit` where its columns cannot all be as wide as their words.

    `small` needs small type; `broken` parts words, in small type.
    """
    return _TABLE.sub(_fit, html) if "<table" in html else html


def _fit(match: re.Match[str]) -> str:
    width = _width(match[2])
    if width <= _WHOLE:
        return match[0]
    fit = "small" if width <= _SMALL else "broken"
    return f'<table{match[1]} data-fit="{fit}">{match[2]}</table>'


def _width(table: str) -> int:
    """How many characters the longest words of all columns take, and the gaps between them."""
    rows = [[_longest(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(table)]
    return sum(max(column) + _GAP for column in zip_longest(*rows, fillvalue=0))


def _longest(cell: str) -> int:
    return max(map(len, _BREAK.split(plain_text(cell))))
