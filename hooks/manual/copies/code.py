"""The code of a copy: a QR code that a phone reads off paper, and that asks what has changed."""

from __future__ import annotations

import segno
from markupsafe import Markup

QUIET_ZONE = 4
"""Modules of white on each side (ISO/IEC 18004)."""
MASK = 0
"""The pattern that breaks up plain areas. Any of the eight is read; to try all and take the best,
as the library does by itself, takes three quarters of its time, and there is a code a page."""


def code_svg(address: str) -> Markup:
    """A QR code of `address` as an SVG without a size, its quiet zone included.

    Level M: a crease or a stain over 15 % of it may hide what it hides. A higher level makes the
    modules smaller, and on paper size is what phones want most.
    """
    code = segno.make(address, error="m", boost_error=False, micro=False, mask=MASK)
    svg = code.svg_inline(
        border=QUIET_ZONE, omitsize=True, light="#fff", svgclass="copy-code", lineclass=None
    )
    return Markup(svg)  # noqa: S704 - made here, of numbers alone
