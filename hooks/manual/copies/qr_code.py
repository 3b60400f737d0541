"""The code of a copy: a QR code that a phone reads off paper, and that opens what has changed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator

QUIET_ZONE = 4
"""Modules of white on each side (ISO/IEC 18004)."""
MASK = 0
"""The pattern that breaks up plain areas. Scanners read any of the eight. By itself the library
tries all and takes the best, which is three quarters of its time, and every page has a code."""


@lru_cache(maxsize=64)
def code_svg(address: str) -> Markup:
    """A QR code of `address`, with its quiet zone, as an SVG without a size of its own.

    Level M (ISO/IEC 18004): it can be read even if a crease or a stain hides up to 15 % of it. A
    higher level makes the modules smaller, and on paper their size matters most. Kept, since all
    pages that are neither section nor flowchart have the same.
    """
    code = segno.make(address, error="m", boost_error=False, micro=False, mask=MASK)
    side = code.symbol_size(border=QUIET_ZONE)[0]
    path = "".join(
        f"M{x} {y + QUIET_ZONE}.5h{width}"
        for y, row in enumerate(code.matrix)
        for x, width in _runs(row)
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="copy-code" viewBox="0 0 {0} {0}">'
        '<path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/><path stroke="#000" d="{1}"/></svg>'
    ).format(side, path)


def _runs(row: bytearray) -> Iterator[tuple[int, int]]:
    """The runs of dark modules in a row: the left edge of each, and how many modules it has."""
    x = QUIET_ZONE
    for run in row.split(b"\x00"):
        if run:
            yield x, len(run)
        x += len(run) + 1
