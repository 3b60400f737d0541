"""Pieces as blocks of Markdown: paragraphs, items, tables, headings and footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from manual.bring.inline import bare_words, escape, escape_start
from manual.bring.label import begins_list, follows, kind_of_mark
from manual.bring.piece import TYPED
from manual.numbers.lookalike import hint_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manual.bring.piece import Piece, Source
    from manual.numbers.scheme import Scheme

_WRITTEN = re.compile(
    r"\((?:[A-Za-z]|([A-Za-z])\1|[ivxlc]{1,6}|[IVXLC]{1,6}|\d{1,3})\)"
    r"|(?:[A-Za-z]|[ivxlc]{1,6}|\d{1,3})\)|(?:[a-z]|[ivxlc]{2,6}|\d{1,3})\."
)
_SIGNED = re.compile(r"[A-Z]{1,2}|[IVXLC]{1,6}|[ivxlc]{1,6}|[a-z]{1,2}|\d{1,3}")
_STEP = "    "
Within = Literal["provision", "section", "page"]
"""Where pieces stand: below a number, in a section ahead of the first, or on a page without any."""


@dataclass(frozen=True)
class Block:
    """A block of a text, and the piece that it is of."""

    text: str
    place: int
    number: str = ""
    """The number of its provision or its section."""
    clause: str = ""
    """The marks of the item, `(b)(ii)`."""
    targets: tuple[str, ...] = ()
    is_section: bool = False
    tight: bool = False
    """Whether it follows on the line before it, as items do."""


class _Open(NamedTuple):
    """A list that has not ended."""

    kind: str
    """What its marks share, `(a)`."""
    family: str
    level: int
    mark: str
    """That of its newest item."""

    @property
    def clause(self) -> str:
        """The newest item as a part of an address; a bullet is none."""
        sign = self.mark.strip("().")
        return f"({sign})" if sign.isalnum() else ""


@dataclass
class _Lay:
    """Lays the pieces of one provision."""

    source: Source
    scheme: Scheme
    number: str
    parents: set[tuple[str, int]]
    """The lists, by family and level, whose marks are in brackets."""
    open: list[_Open] = field(default_factory=list)

    def item(self, piece: Piece) -> Block:
        """An item, as far to the right as the lists that it is in."""
        tight = bool(self.open)
        self._leave_for(piece)
        depth = len(self.open)
        self.open.append(_opened(piece))
        mark = _mark(piece.label, in_brackets=(piece.family, piece.level) in self.parents)
        text = _lines(f"{mark} {escape_start(piece.text)}", _STEP * depth, _STEP * (depth + 1))
        if mark != "-" and not _WRITTEN.fullmatch(mark):
            self.source.note("the mark {} is plain words here: lists have no such marks", mark)
            text = escape_start(text.lstrip())
        elif mark not in {"-", piece.label}:
            self.source.note("the mark {} is in brackets here", piece.label)
        clause = "".join(one.clause for one in self.open)
        return Block(text, piece.place, self.number, clause, piece.targets, tight=tight)

    def _leave_for(self, piece: Piece) -> None:
        """End the lists that an item is not in, and the item before it in its own."""
        its = _opened(piece)
        is_typed = piece.family == TYPED
        begins = is_typed and begins_list(piece.label) and piece.label != "•"
        for at in range(len(self.open) - 1, -1, -1):
            one = self.open[at]
            is_same = one.kind == its.kind if is_typed else one[1:3] == its[1:3]
            if not begins and (is_same or follows(one.mark, piece.label)):
                del self.open[at:]
                return
        deeper = (
            at
            for at, one in enumerate(self.open)
            if one.family == its.family and one.level > its.level and not is_typed
        )
        del self.open[next(deeper, len(self.open)) :]

    def text(self, piece: Piece, rest: Sequence[Piece]) -> Block:
        """A paragraph without a number; between the items of a list it belongs to the one above."""
        if self.open and not self._goes_on(rest):
            self.open.clear()
        indent = _STEP * len(self.open)
        lines = [_safe(line, self.scheme) for line in piece.text.split("\n")]
        text = "\n\n".join(f"{indent}{line}" for line in lines)
        return Block(text, piece.place, self.number, "", piece.targets)

    def _goes_on(self, rest: Sequence[Piece]) -> bool:
        """Whether the next item, behind paragraphs, is the next one of a list that is open."""
        following = next((one for one in rest if one.kind != "text" or _is_item(one)), None)
        if following is None or not _is_item(following) or begins_list(following.label):
            return False
        its = _opened(following)
        return any(one[:2] == its[:2] for one in self.open)


def _opened(piece: Piece) -> _Open:
    return _Open(kind_of_mark(piece.label), piece.family, piece.level, piece.label)


def _mark(label: str, *, in_brackets: bool) -> str:
    """A mark as lists have it here; capitals with a point, as in names, are in brackets."""
    if label == "•":
        return "-"
    bare = label.strip("().")
    fits = _WRITTEN.fullmatch(label) and not in_brackets
    return label if fits or not _SIGNED.fullmatch(bare) else f"({bare})"


def _parents(pieces: Sequence[Piece]) -> set[tuple[str, int]]:
    """The lists like `1.` whose items have lists like `a.` within them.

    Their marks are in brackets here: only so are they part of the address, `2.1.3(1)(a)`.
    """
    items = [piece for piece in pieces if _is_item(piece) and piece.label != "•"]
    return {
        (one.family, one.level)
        for one, next_ in pairwise(items)
        if one.label[:-1].isdecimal() and begins_list(next_.label) and next_.label[0].isalpha()
    }


def _lines(text: str, first: str, rest: str) -> str:
    """A paragraph as Markdown, its line breaks as paragraphs below one another."""
    lines = text.split("\n")
    more = [f"{rest}{escape_start(line)}" for line in lines[1:]]
    return "\n\n".join([f"{first}{lines[0]}", *more])


def lay_blocks(
    pieces: Sequence[Piece], source: Source, scheme: Scheme, number: str, within: Within
) -> Iterator[Block]:
    """The blocks of a provision, or of what has no number."""
    lay = _Lay(source, scheme, number, _parents(pieces))
    rest = [*pieces]
    if within == "provision" and rest:
        yield from _begin(rest, number)
    while rest:
        piece = rest.pop(0)
        below = rest[0] if rest else None
        if _is_item(piece):
            yield lay.item(piece)
        elif piece.kind == "table":
            lay.open.clear()
            yield Block(piece.text, piece.place, number, "", piece.targets)
        elif piece.kind == "heading":
            lay.open.clear()
            yield _heading(piece, below, number, source, within)
        else:
            yield lay.text(piece, rest)
    for note in dict.fromkeys(note for piece in pieces for note in piece.notes):
        yield Block(f"[^{note}]: {source.footnotes.get(note, '')}", pieces[-1].place, number)


def _begin(rest: list[Piece], number: str) -> Iterator[Block]:
    """The first blocks of a provision, whose pieces are taken from `rest`.

    A heading stands over its number where text follows that can begin with the number.
    """
    first = rest.pop(0)
    text = _lines(first.text, "", "")
    if first.kind == "heading" or not first.text:
        below = rest[0] if rest else None
        is_text = below is not None and below.kind == "text" and not below.label
        if below is not None and is_text and not below.text.startswith("!["):
            words = escape(bare_words(first.text))
            if words:  # else its number stands alone
                yield Block(f"## {words}", first.place, number, "", first.targets)
            first = rest.pop(0)
            text = _lines(first.text, "", "")
        elif first.text:
            text = f"**{escape(bare_words(first.text))}**"
    yield Block(f"{number} {text}", first.place, number, "", first.targets)


def _is_item(piece: Piece) -> bool:
    return (
        bool(piece.label)
        and piece.kind != "table"
        and not (
            piece.kind == "heading" and len(piece.label) > 3  # noqa: PLR2004 - "Step 1" is no mark
        )
    )


def _heading(
    piece: Piece, below: Piece | None, number: str, source: Source, within: Within
) -> Block:
    """A heading over paragraphs; in a section it is one only right above a paragraph's number."""
    words = escape(bare_words(piece.text))
    label = f"{piece.label} " if piece.label else ""
    if within == "page" or below is None or below.kind == "heading":
        return Block(f"## {label}{words}", piece.place, number, "", piece.targets)
    source.note("a heading over text without a number is bold here")
    return Block(f"**{label}{words}**", piece.place, number, "", piece.targets)


def _safe(line: str, scheme: Scheme) -> str:
    """A line that begins no list, no heading and no provision."""
    if line.startswith("!["):
        return line
    first = bare_words(line).split(" ")
    starts = {" ".join(first[:words]).rstrip(".:)") for words in (1, 2, 3, 4)}
    if hint_of(bare_words(line), "", scheme) or any(scheme.match(start) for start in starts):
        return f"\\{line}"
    return escape_start(line)
