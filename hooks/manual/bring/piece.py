"""What every kind of source is read into: its pieces in their order, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["text", "heading", "item", "table", "title"]
REF_OPENS, REF_ENDS, REF_CLOSES = "\ue000", "\ue001", "\ue002"
"""Signs around a reference in a text, until its target is known: opens, target, words, closes."""
TYPED, PROPOSED = "typed", "proposed"
"""In place of a list: of a number that was typed, and of one that the source does not have."""


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
    """The list that it is numbered by; `TYPED` or `PROPOSED` where there is none."""
    targets: tuple[str, ...] = ()
    """The names by which references lead to it."""
    bold: bool = False
    """Whether all of it is bold, as in a heading that has no style of one."""
    notes: tuple[str, ...] = ()
    """The labels of its footnotes."""


def with_next(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece | None]]:
    """Each piece with the one after it; None after the last."""
    return zip(pieces, [*pieces[1:], None], strict=False)


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
    notes: dict[str, dict[str, int]] = field(default_factory=dict)
    """What was done and needs no hand: messages, each with its marks and how often they were."""
    words: list[str] = field(default_factory=list)
    """Every piece of text of the source, read apart from the pieces, to be counted."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures, by the names that the texts have for them."""

    def remark(self, place: int, message: str, words: str = "") -> None:
        """Note something to decide or to mend."""
        self.remarks.append(Remark(place, message, words))

    def note(self, message: str, mark: str = "") -> None:
        """Note what was done and needs no hand; `{}` in the message stands for the marks."""
        marks = self.notes.setdefault(message, {})
        marks[mark] = marks.get(mark, 0) + 1

    def leave_out(self, place: int, why: str, words: str) -> None:
        """Note words that no page has."""
        if words.strip():
            self.left_out.append(Remark(place, why, " ".join(words.split())))
