"""Pieces as blocks of Markdown: paragraphs, items, tables, headings and footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manual.bring.inline import bare_words, escape, escape_start
from manual.bring.label import begins_list, kind_of_mark
from manual.numbers.lookalike import hint_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manual.bring.piece import Piece, Source
    from manual.numbers.scheme import Scheme

_WRITTEN = re.compile(
    r"\((?:[A-Za-z]|([A-Za-z])\1|[ivxlc]{1,6}|[IVXLC]{1,6}|\d{1,3})\)"
    r"|(?:[A-Za-z]|[ivxlc]{1,6}|\d{1,3})\)|(?:[a-z]|[ivxlc]{2,6}|\d{1,3})\."
)
_STEP = "    "


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


@dataclass
class _Lay:
    """Lays the pieces of one provision."""

    source: Source
    scheme: Scheme
    number: str
    open: list[tuple[str, str, int, str]] = field(default_factory=list)
    """The lists that have not ended: kind of mark, list, level, and the mark of the newest item."""

    def item(self, piece: Piece) -> Block:
        """An item, as far to the right as the lists that it is in."""
        kind = (kind_of_mark(piece.label), piece.family, piece.level)
        is_typed = piece.family == "typed"
        places = [
            at
            for at, one in enumerate(self.open)
            if (one[:3] == kind if not is_typed else one[0] == kind[0])
            or (is_typed and _continues(one[3], piece.label))
        ]
        deeper = [at for at, one in enumerate(self.open) if one[1] == kind[1] and one[2] > kind[2]]
        follows = bool(self.open)
        if places and not (is_typed and begins_list(piece.label) and piece.label != "•"):
            del self.open[places[-1] :]
        elif not is_typed and deeper:
            del self.open[deeper[0] :]
        mark = _mark(piece)
        depth = len(self.open)
        self.open.append((*kind, piece.label))
        clause = "".join(
            f"({one[3].strip('().')})" for one in self.open if one[3].strip("().").isalnum()
        )
        text = _lines(f"{mark} {_first(piece.text)}", _STEP * depth, _STEP * (depth + 1))
        if mark != "-" and not _WRITTEN.fullmatch(mark):
            message = f"the mark {piece.label} is none that lists have here: it is plain words"
            self.source.remark(piece.place, message, bare_words(piece.text)[:80])
            text = escape_start(text.lstrip())
        return Block(text, piece.place, self.number, clause, piece.targets, tight=follows)


def _continues(before: str, label: str) -> bool:
    """Whether a mark follows on another: `(i)` may be after `(h)`."""
    one, other = before.strip("()."), label.strip("().")
    return (
        len(one) == len(other) == 1
        and before.replace(one, "") == label.replace(other, "")
        and ord(other) == ord(one) + 1
    )


def _first(text: str) -> str:
    """Words behind a mark; they begin no list of their own."""
    return escape_start(text)


def _mark(piece: Piece) -> str:
    return "-" if piece.label == "•" else piece.label


def _lines(text: str, first: str, rest: str) -> str:
    """A paragraph as Markdown, its line breaks as paragraphs below one another."""
    lines = text.split("\n")
    more = [f"{rest}{escape_start(line)}" for line in lines[1:]]
    return "\n\n".join([f"{first}{lines[0]}", *more])


def lay_blocks(  # noqa: PLR0913 - where the pieces stand
    pieces: Sequence[Piece],
    source: Source,
    scheme: Scheme,
    number: str,
    *,
    begins: bool = False,
    in_section: bool = True,
) -> Iterator[Block]:
    """The blocks of a provision, or of what has no number; `begins` is whether it has one."""
    lay = _Lay(source, scheme, number)
    notes: list[str] = []
    held: list[Piece] = []
    for at, piece in enumerate(pieces):
        notes += piece.notes
        below = pieces[at + 1] if at + 1 < len(pieces) else None
        if begins and at == 0:
            yield Block(
                f"{number} {_lines(piece.text, '', '')}", piece.place, number, "", piece.targets
            )
        elif _is_item(piece):
            yield lay.item(piece)
        elif piece.kind == "table":
            lay.open.clear()
            yield Block(piece.text, piece.place, number, "", piece.targets)
        elif piece.kind == "heading":
            lay.open.clear()
            yield _heading(piece, below, number, source, in_section=in_section)
        else:
            yield _text(piece, below, lay)
    del held
    for note in dict.fromkeys(notes):
        words = source.footnotes.get(note, "")
        yield Block(f"[^{note}]: {words}", pieces[-1].place, number)


def _is_item(piece: Piece) -> bool:
    return (
        bool(piece.label)
        and piece.kind != "table"
        and not (
            piece.kind == "heading" and len(piece.label) > 3  # noqa: PLR2004 - "Step 1" is no mark
        )
    )


def _heading(
    piece: Piece, below: Piece | None, number: str, source: Source, *, in_section: bool
) -> Block:
    """A heading over paragraphs; in a section it is one only right above a paragraph's number."""
    words = escape(bare_words(piece.text))
    label = f"{piece.label} " if piece.label else ""
    if not in_section:
        return Block(f"## {label}{words}", piece.place, number, "", piece.targets)
    if below is None or below.kind == "heading":
        return Block(f"## {label}{words}", piece.place, number, "", piece.targets)
    source.remark(piece.place, "a heading over text without a number is bold here", words[:80])
    return Block(f"**{label}{words}**", piece.place, number, "", piece.targets)


def _text(piece: Piece, below: Piece | None, lay: _Lay) -> Block:
    """A paragraph without a number; between the items of a list it belongs to the one above."""
    indent = ""
    if lay.open and below is not None and _is_item(below) and not begins_list(below.label):
        indent = _STEP * len(lay.open)
    else:
        lay.open.clear()
    lines = piece.text.split("\n")
    safe = [_safe(line, lay.scheme) for line in lines]
    text = "\n\n".join(f"{indent}{line}" for line in safe)
    return Block(text, piece.place, lay.number, "", piece.targets)


def _safe(line: str, scheme: Scheme) -> str:
    """A line that begins no list, no heading and no provision."""
    if line.startswith("!["):
        return line
    first = bare_words(line).split(" ")
    starts = {" ".join(first[:words]).rstrip(".:)") for words in (1, 2, 3, 4)}
    if hint_of(bare_words(line), "", scheme) or any(scheme.match(start) for start in starts):
        return f"\\{line}"
    return escape_start(line)
