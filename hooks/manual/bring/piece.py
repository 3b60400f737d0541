"""What every kind of source is read into: its pieces in their order, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "heading", "item", "table", "title"]
REF_OPENS, REF_ENDS, REF_CLOSES = "\ue000", "\ue001", "\ue002"
"""Signs around a reference in a text, until its target is known: opens, target, words, closes."""


@dataclass(frozen=True)
class Piece:
    """A paragraph, a heading, an item of a list or a table."""

    place: int
    """Which piece of the source it is, from 1."""
    kind: Kind
    text: str
    """Markdown of one paragraph; a line break in the source is one here."""
    level: int = 0
    """Of a heading from 1, of an item from 0."""
    label: str = ""
    """Its number as the source shows it: `2.1.3`, `(a)`, `1.`; a bullet is `•`."""
    family: str = ""
    """The list that it is numbered by; `typed` where its number was."""
    targets: tuple[str, ...] = ()
    """The names by which references lead to it."""
    bold: bool = False
    """Whether all of it is bold, as in a heading that has no style of one."""
    notes: tuple[str, ...] = ()
    """The labels of its footnotes."""


@dataclass(frozen=True)
class Remark:
    """Something to decide or to mend, or that is left out, at a piece of the source."""

    place: int
    """From 1; 0 where it concerns the whole."""
    message: str
    words: str = ""
    """Words of the source, so that none are lost and the place can be found."""


@dataclass
class Source:
    """A source as it was read."""

    name: str
    title: str = ""
    pieces: list[Piece] = field(default_factory=list)
    footnotes: dict[str, str] = field(default_factory=dict)
    """Markdown, by label."""
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[Remark] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Every piece of text of the source, read apart from the pieces, to be counted."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures, by the names that the texts have for them."""

    def remark(self, place: int, message: str, words: str = "") -> None:
        """Note something to decide or to mend."""
        self.remarks.append(Remark(place, message, words))

    def leave_out(self, place: int, why: str, words: str) -> None:
        """Note words that no page has."""
        if words.strip():
            self.left_out.append(Remark(place, why, " ".join(words.split())))
