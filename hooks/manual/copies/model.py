"""What a copy is of, and of which edition: with that a reader asks whether it is current."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.address import CURRENT_ADDRESS
from manual.days import spell_day

if TYPE_CHECKING:
    from datetime import date

WHOLE = "manual"
"""The subject of a copy for which there is nothing to compare but the manual's edition."""


def flowchart_subject(name: str) -> str:
    """The subject of a copy of the flowchart called `name`: `flowchart/information-sharing`."""
    return f"flowchart/{name}"


@dataclass(frozen=True)
class CopyLabel:
    """What a page is a copy of once it is printed or saved."""

    subject: str
    """A section or chapter by its number, `flowchart/NAME`, `contacts`, or `manual`."""
    edition: str
    """The manual's, `2026-11-22.4`; of a flowchart the day of its own; of the contacts the day of
    their last change and their digest, `2026-11-25.5d41402a`."""
    words: str
    """The edition in a sentence."""
    amendments: tuple[str, str] | None = None
    """What it says of amendments where they are shown, and where they are hidden.

    None where the page has none to show.
    """
    compared: str = ""
    """What it says where it is compared with the wording before it; empty where it cannot be."""
    back: str = ""
    """Where it says to look for updates, from the site's root; empty: at the page's own address."""

    def address(self, proof: str) -> str:
        """Where to ask about it, from the site's root. A fragment never leaves the device.

        `proof` is that of the newest sealing; empty where there is none.
        """
        asked = f"{CURRENT_ADDRESS}#{self.subject}@{self.edition}"
        return f"{asked}&{proof}" if proof else asked


def tell_amendments(since: date | None, of: date) -> tuple[str, str]:
    """What a copy says of amendments where they are shown, and where they are hidden.

    `since` is the day of the wording with which the present one is compared; None where there is
    none, so that everything shows as inserted by the amendments of the day `of`.
    """
    shown = (
        f"amendments since {spell_day(since)}" if since else f"the amendments of {spell_day(of)}"
    )
    return (f"Showing {shown}.", "Amendments are not shown.")
