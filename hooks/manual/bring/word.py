"""A Word file as pieces: its paragraphs, headings and tables, with the numbers that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manual.bring.inline import bare_words
from manual.bring.piece import Kind, Piece, Source
from manual.bring.typed import split_number
from manual.bring.word_parts import (
    read_beside,
    read_notes,
    read_pictures,
    read_title,
    words_of,
)
from manual.bring.word_text import CHOICE, Notes, Reader, Said, chosen, iter_drawn
from manual.word.numbers import Numbers, Shown, read_numbers
from manual.word.package import MAIN, Package, W, open_main, open_package
from manual.word.styles import Styles, is_on, number, read_styles, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

_WITHIN = {f"{W}{name}" for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_WIDEST = 60
"""Columns that a cell may span."""
_MOST_BOXES = 8
"""Text boxes in one another."""


def read_word(name: str, data: bytes, tell: Callable[[int, int], None] | None = None) -> Source:
    """The pieces of a Word file. Raises `BringError` where it cannot be read.

    `tell` is given how many of the paragraphs are read, and how many there are.
    """
    package = open_package(data)
    root = open_main(package)
    styles = read_styles(package.tree("word/styles.xml"))
    source = Source(name, read_title(package))
    source.words.append("".join(words_of(root)))
    notes = Notes()
    body = _Body(
        package,
        styles,
        read_numbers(package.tree("word/numbering.xml"), styles),
        Reader(styles, package.related(MAIN), notes),
        source,
        sum(1 for _ in root.iter(f"{W}p")),
        tell,
    )
    for child in root:
        if child.tag == f"{W}body":
            body.read(child)
    read_notes(package, styles, notes, source)
    read_beside(package, source)
    return source


@dataclass
class _Body:
    """Reads the text of a document from its beginning to its end."""

    package: Package
    styles: Styles
    numbers: Numbers
    reader: Reader
    source: Source
    count: int
    tell: Callable[[int, int], None] | None
    place: int = 0
    done: int = 0
    carried: Said | None = None
    """Words of a paragraph whose end was deleted: they begin the next one."""
    boxes: int = 0
    targets: list[str] = field(default_factory=list)
    """Bookmarks between paragraphs: they are those of the next one."""

    def read(self, element: Element) -> None:
        """Read what stands in a body, a cell or a box."""
        for child in element:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}bookmarkStart":
                self.targets.append(value(child, "name") or "")
            elif child.tag == f"{W}sdt" and (found := child.find(f"{W}sdtContent")) is not None:
                self.read(found)
            elif child.tag in _WITHIN:
                self.read(child)
            elif child.tag == f"{CHOICE}AlternateContent" and (one := chosen(child)) is not None:
                self.read(one)
            elif child.tag in {f"{W}del", f"{W}moveFrom"}:
                self._leave(child, "deleted in a tracked change")

    def _leave(self, element: Element, why: str) -> None:
        self.source.leave_out(self.place, why, "".join(words_of(element)))

    def _say(self, paragraph: Element) -> tuple[Said, Shown | None]:
        """What a paragraph says, and the number that it shows."""
        self.done += 1
        if self.tell:
            self.tell(self.done, self.count)
        properties = paragraph.find(f"{W}pPr")
        style = value(properties.find(f"{W}pStyle")) if properties is not None else None
        said = self.reader.read(paragraph, style)
        said.targets[:0], self.targets = self.targets, []
        if self.carried is not None:
            said.spans[:0] = self.carried.spans
            said.targets[:0] = self.carried.targets
            said.notes[:0] = self.carried.notes
            self.carried = None
        self.source.leave_out(self.place + 1, "deleted in a tracked change", " ".join(said.deleted))
        self.source.leave_out(self.place + 1, "hidden text", " ".join(said.hidden))
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.carried = said
            return Said(), None
        return said, self.numbers.show(properties, style)

    def _paragraph(self, paragraph: Element) -> None:
        said, shown = self._say(paragraph)
        properties = paragraph.find(f"{W}pPr")
        style = value(properties.find(f"{W}pStyle")) if properties is not None else None
        name = self.styles.name(style)
        text = said.text.strip(" \n")
        if said.in_contents or name.startswith("toc "):
            self.source.leave_out(self.place, "the table of contents", bare_words(text))
            return
        if text:
            self._add(self._kind(name, properties, style), text, said, shown, properties, style)
        elif shown and shown.label not in {"", "•"}:
            self.place += 1
            message = f"the number {shown.label} stands alone: its paragraph is empty"
            self.source.remark(self.place, message)
            self.targets += said.targets
        else:
            self.targets += said.targets
        self._drawings(said)

    def _kind(self, name: str, properties: Element | None, style: str | None) -> Kind:
        if name in {"title", "subtitle"}:
            return "title"
        return "heading" if self.styles.outline(properties, style) else "text"

    def _add(  # noqa: PLR0913 - what a paragraph is made of
        self,
        kind: Kind,
        text: str,
        said: Said,
        shown: Shown | None,
        properties: Element | None,
        style: str | None,
    ) -> None:
        self.place += 1
        label, family = (shown.label, shown.family) if shown else ("", "")
        level = shown.level if shown else 0
        if not label:
            label, text = split_number(text)
            family = "typed" if label else ""
            level = self._indent(properties)
        if shown and shown.doubt:
            self.source.remark(self.place, f"the number {label} is not certain: {shown.doubt}", "")
        for doubt in dict.fromkeys(said.doubts):
            self.source.remark(self.place, doubt, bare_words(text)[:80])
        outline = self.styles.outline(properties, style)
        piece = Piece(
            self.place,
            kind,
            _tidy(text),
            outline or level,
            label,
            family,
            tuple(said.targets),
            said.bold,
            tuple(said.notes),
        )
        self.source.pieces.append(piece)

    def _indent(self, properties: Element | None) -> int:
        """How far a paragraph with a typed number is to the right, in steps of half an inch."""
        found = properties.find(f"{W}ind") if properties is not None else None
        left = number(found, "left") or number(found, "start") or 0
        return min(max(left // 720, 0), 8)

    def _drawings(self, said: Said) -> None:
        for box in [*iter_drawn(said.drawn)] if self.boxes < _MOST_BOXES else ():
            self.boxes += 1
            self.source.remark(self.place + 1, "this stood in a text box: see that it is in place")
            self.read(box)
            self.boxes -= 1
        pictures = [*read_pictures(said.drawn, self.package, self.source, self.place + 1)]
        for picture in pictures:
            self.place += 1
            self.source.pieces.append(Piece(self.place, "text", picture))

    def _table(self, table: Element) -> None:
        rows = [[*_cells(row)] for row in _rows(table)]
        widest = max((len(row) for row in rows), default=0)
        if widest <= 1:
            for cell in (cell for row in rows for cell, _ in row if cell is not None):
                self.read(cell)
            return
        notes: list[str] = []
        targets: list[str] = []
        lines = [[self._cell(cell, notes, targets) for cell, _ in row] for row in rows]
        self.place += 1
        if any(merged for row in rows for _, merged in row):
            self.source.remark(
                self.place, "cells of this table were joined: see that it reads well"
            )
        width = max(len(line) for line in lines)
        lines = [line + [""] * (width - len(line)) for line in lines]
        lines.insert(1, ["---"] * width)
        text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        self.source.pieces.append(
            Piece(self.place, "table", text, targets=tuple(targets), notes=tuple(notes))
        )

    def _cell(self, cell: Element | None, notes: list[str], targets: list[str]) -> str:
        """The words of a cell on one line; `None` is what another cell covers."""
        words = []
        for paragraph in _paragraphs(cell) if cell is not None else ():
            said, shown = self._say(paragraph)
            label = shown.label if shown else ""
            text = _tidy(said.text.strip()).replace("\n", "<br>")
            words.append(f"{label} {text}".strip())
            words += read_pictures(said.drawn, self.package, self.source, self.place + 1)
            for box in iter_drawn(said.drawn):
                words.append(" ".join("".join(words_of(box)).split()))
            notes += said.notes
            targets += said.targets
        return "<br>".join(word for word in words if word)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag == f"{W}sdt" or child.tag in _WITHIN:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[tuple[Element | None, bool]]:
    """The cells of a row, and whether they are joined to others; None where one is covered."""
    for child in row:
        if child.tag == f"{W}sdt" or child.tag in _WITHIN:
            yield from _cells(child)
        if child.tag != f"{W}tc":
            continue
        properties = child.find(f"{W}tcPr")
        span = number(properties.find(f"{W}gridSpan")) if properties is not None else None
        down = properties.find(f"{W}vMerge") if properties is not None else None
        span = min(max(span or 1, 1), _WIDEST)
        covered = down is not None and value(down) != "restart"
        yield (
            (None if covered and not "".join(words_of(child)).strip() else child),
            (span > 1 or is_on(down)),
        )
        yield from [(None, True)] * (span - 1)


def _paragraphs(cell: Element) -> Iterator[Element]:
    """The paragraphs of a cell, those of tables within it too."""
    for child in cell:
        if child.tag == f"{W}p":
            yield child
        elif child.tag == f"{CHOICE}AlternateContent":
            if (one := chosen(child)) is not None:
                yield from _paragraphs(one)
        else:
            yield from _paragraphs(child)


def _tidy(text: str) -> str:
    """Words with single spaces between them, on lines of their own where the source has breaks."""
    lines = (" ".join(re.split(r"[ \t\u00a0]+", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
