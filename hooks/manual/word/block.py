"""A paragraph, an item of a list or a row of a table, as both Word and Markdown can hold it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal[
    "section",
    "heading",
    "prose",
    "item",
    "row",
    "code",
    "title",
    "term",
    "meaning",
    "note",
]
"""`section` is a section's title, `title` that of a box, `note` the words of a footnote."""
BULLET = "•"
"""The mark of an item that has none of its own."""
HEAD = "head"
"""The mark of the first row of a table."""


class Run(NamedTuple):
    """Words that look alike, or the mark of a footnote."""

    text: str
    bold: bool = False
    slanting: bool = False
    code: bool = False
    raised: int = 0
    """1 above the line, -1 below it."""
    link: str = ""
    """The address that the words lead to."""
    note: str = ""
    """The label of a footnote, which stands here; `text` is empty then."""


@dataclass(frozen=True)
class Block:
    """One of them, with what it stands in."""

    kind: Kind
    cells: tuple[tuple[Run, ...], ...]
    """The words of each cell of a row; of everything else, one."""
    number: str = ""
    """The number of the provision that begins with it, as it is written."""
    mark: str = ""
    """That of an item, `•` or `(a)`; the label of a footnote; the kind of box that a title has; of
    the first row of a table `head`."""
    depth: int = 0
    """In how many lists it stands; of a heading its level."""
    within: str = ""
    """`box` or `quote`, or nothing."""

    @property
    def text(self) -> str:
        """Its words."""
        return " | ".join("".join(run.text for run in cell) for cell in self.cells)

    @property
    def words(self) -> Block:
        """The same without how its words look."""
        cells = (tidy(Run(run.text, note=run.note) for run in cell) for cell in self.cells)
        return replace(self, cells=tuple(cells))


class Sign(NamedTuple):
    """One sign of a run, or the mark of a footnote."""

    sign: str
    look: Run
    """The run without its text."""


def signs_of(runs: Iterable[Run]) -> Iterator[Sign]:
    """The signs of some runs, one after another."""
    for run in runs:
        look = run._replace(text="")
        if run.note:
            yield Sign("", look)
        for sign in run.text:
            yield Sign(sign, look)


def runs_of(signs: Iterable[Sign]) -> tuple[Run, ...]:
    """The runs that some signs make."""
    found = []
    for look, same in groupby(signs, key=lambda one: one.look):
        text = "".join(one.sign for one in same)
        found.append(look._replace(text=text))
    return tuple(found)


_SPACES = " \t\r\f\v"


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs as they are compared: no space at an end or beside another, none that looks special.

    >>> [(run.text, run.bold) for run in tidy([Run("a "), Run(" b ", bold=True), Run("c")])]
    [('a ', False), ('b', True), (' c', False)]
    """
    kept: list[Sign] = []
    for one in signs_of(runs):
        sign = " " if one.sign in _SPACES and one.sign else one.sign
        before = kept[-1].sign if kept else "\n"
        if sign == " " and before in {" ", "\n"}:
            continue
        if sign == "\n":
            while kept and kept[-1].sign == " ":
                kept.pop()
        kept.append(Sign(sign, one.look))
    while kept and kept[-1].sign in {" ", "\n"}:
        kept.pop()
    while kept and kept[0].sign == "\n":
        del kept[0]
    return runs_of(_plain_spaces(kept))


def _plain_spaces(signs: list[Sign]) -> Iterator[Sign]:
    """The signs, with spaces that look as what is on both sides of them, and else as nothing."""
    ahead = _looks(signs)
    behind = _looks(signs[::-1])[::-1]
    for one, before, after in zip(signs, ahead, behind, strict=True):
        if one.sign not in {" ", "\n"}:
            yield one
            continue
        same = before == after and before is not None and not before.note
        yield Sign(one.sign, before if same and before else Run(""))


def _looks(signs: Sequence[Sign]) -> list[Run | None]:
    """For each sign the look of the nearest one up to it that is no space."""
    found: list[Run | None] = []
    last: Run | None = None
    for one in signs:
        last = last if one.sign in {" ", "\n"} else one.look
        found.append(last)
    return found


def row_of(*cells: Iterable[Run], kind: Kind = "row") -> Block:
    """A row with some cells, or another block with one, tidied."""
    return Block(kind, tuple(tidy(cell) for cell in cells))
