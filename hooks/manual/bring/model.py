"""A source as a manual has it: its chapters, sections and provisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manual.bring.piece import Piece, Remark
    from manual.numbers.number import Key
    from manual.numbers.scheme import Scheme


@dataclass
class Unit:
    """A provision, or what stands ahead of the first one; its pieces in their order."""

    number: str = ""
    """As its text begins, `2.1.3`; empty for what stands ahead."""
    pieces: list[Piece] = field(default_factory=list)


@dataclass
class Section:
    """A section, with its provisions."""

    number: str
    title: str
    place: int
    scheme: Scheme
    first: str = ""
    """The first number in it, where its numbers do not begin with its own."""
    units: list[Unit] = field(default_factory=lambda: [Unit()])
    last: Key = ()


@dataclass
class Chapter:
    """A chapter, with its sections."""

    number: int
    title: str
    place: int = 0
    opening: list[Piece] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


@dataclass
class Outline:
    """A source as a manual has it."""

    title: str
    scheme: Scheme
    why: tuple[str, ...]
    front: list[Piece] = field(default_factory=list)
    """What stands ahead of the first chapter."""
    chapters: list[Chapter] = field(default_factory=list)
    proposed: bool = False
    """Whether its numbers are proposed, since the source has none that could be kept."""
    changed: set[int] = field(default_factory=set)
    """The places of the numbers that are plain words here."""
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[Remark] = field(default_factory=list)
