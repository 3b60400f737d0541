"""The stamp that dates a copy: on paper it says what was printed, when, and where to check it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.address import CURRENT_ADDRESS
from manual.copies.proof import show_proof
from manual.copies.qr_code import code_svg
from manual.markup.template import fill

if TYPE_CHECKING:
    from markupsafe import Markup

    from manual.copies.model import CopyLabel


@dataclass(frozen=True)
class Stamp:
    """What the stamp of a page says; the time of printing is filled in when it is printed."""

    title: str
    """The page's: `2.1 Introduction`."""
    label: CopyLabel
    status: str
    """The manual's status, in a sentence."""
    site: str
    """The whole address of the site's root, with a slash at its end."""
    address: str
    """The page's own, from there."""
    proof: str
    """Of the newest sealing; empty where there is none, or where something is not sealed."""


def stamp_html(stamp: Stamp) -> Markup:
    """The stamp as HTML, for the end of a page.

    What has `data-sheet` is also put at the edge of every sheet, by `copy.mjs`.
    """
    code = code_svg(f"{stamp.site}{stamp.label.address(stamp.proof)}")
    return fill(
        "copies/stamp.html",
        stamp=stamp,
        label=stamp.label,
        code=code,
        current=f"{stamp.site}{CURRENT_ADDRESS}",
        proof=show_proof(stamp.proof),
    )
