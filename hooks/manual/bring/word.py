"""A Word file as pieces: its paragraphs, headings and tables, with the numbers that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from manual.bring.inline import bare_words, clean, escape, write_table
from manual.bring.piece import Kind, Piece, Source
from manual.bring.typed import split_number
from manual.bring.word_parts import read_beside, read_notes, read_pictures, read_title
from manual.bring.word_text import Notes, Reader, Said
from manual.word.content import CHOICES, boxes_of, chosen, words_of
from manual.word.numbers import Numbers, Shown, read_numbers
from manual.word.package import Package, W, open_main, open_package
from manual.word.styles import Styles, is_on, number, read_styles, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

_WITHIN = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_GONE = {f"{W}del", f"{W}moveFrom"}
_DELETED = "deleted in a tracked change"
_WIDEST = 60
"""Columns that a cell may span."""
_MOST_BOXES = 8
"""Text boxes within one another."""
_STEP = 720
"""Half an inch, in twentieths of a point."""


def read_word(name: str, data: bytes, tell: Callable[[int, int], None]) -> Source:
    """The pieces of a Word file. Raises `FileError` where it cannot be read.

    `tell` is given how many of the paragraphs are read, and how many there are.
    """
    package = open_package(data)
    root = open_main(package)
    styles = read_styles(package.tree(package.beside("styles")))
    source = Source(name, read_title(package))
    source.words.append(clean(words_of(root)))
    notes = Notes()
    reader = Reader(styles, package.related(package.main), notes)
    numbers = read_numbers(package.tree(package.beside("numbering")), styles)
    count, done = sum(1 for _ in root.iter(f"{W}p")), iter(range(1, 10**9))
    body = _Body(package, styles, numbers, reader, source, lambda: tell(next(done), count))
    for child in root:
        if child.tag == f"{W}body":
            body.read(child)
    body.finish()
    read_notes(package, styles, notes, source)
    read_beside(package, source)
    return source


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph, and what is said of its kind."""

    element: Element
    properties: Element | None
    style: str | None

    def ends(self, *ways: str) -> bool:
        """Whether its end is marked in one of the ways: `del` where a tracked change deletes it."""
        marks = self.properties.find(f"{W}rPr") if self.properties is not None else None
        return marks is not None and any(is_on(marks.find(f"{W}{way}")) for way in ways)


def _paragraph(element: Element) -> _Paragraph:
    properties = element.find(f"{W}pPr")
    style = value(properties.find(f"{W}pStyle")) if properties is not None else None
    return _Paragraph(element, properties, style)


@dataclass
class _Body:
    """Reads the text of a document from its beginning to its end."""

    package: Package
    styles: Styles
    numbers: Numbers
    reader: Reader
    source: Source
    tell: Callable[[], None]
    place: int = 0
    carried: Said | None = None
    """Words of a paragraph whose end is gone: they begin the next one."""
    carried_number: Shown | None = None
    boxes: int = 0
    """Text boxes that are open."""
    targets: list[str] = field(default_factory=list)
    """Bookmarks between paragraphs: they are those of the next one."""

    def read(self, element: Element) -> None:
        """Read what stands in a body, a cell or a box."""
        for child in element:
            if child.tag == f"{W}p":
                self._read_paragraph(_paragraph(child))
            elif child.tag == f"{W}tbl":
                self._read_table(child)
            elif child.tag == f"{W}bookmarkStart":
                self.targets.append(value(child, "name") or "")
            elif child.tag in _WITHIN:
                self.read(child)
            elif child.tag == CHOICES and (one := chosen(child)) is not None:
                self.read(one)
            elif child.tag == f"{W}altChunk":
                message = "a text of another file stands here and is left out: save it in Word anew"
                self.source.remark(self.place + 1, message)
            elif child.tag in _GONE:
                self.source.leave_out(self.place, _DELETED, clean(words_of(child)))

    def finish(self) -> None:
        """Keep the words of a paragraph whose end is gone where no other follows."""
        if self.carried is not None and self.carried.text.strip():
            self.place += 1
            text = _tidy(self.carried.text)
            self.source.pieces.append(Piece(self.place, "text", text))
        self.carried = self.carried_number = None

    def _say(self, paragraph: _Paragraph) -> tuple[Said, Shown | None]:
        """What a paragraph says, and the number that it shows."""
        self.tell()
        said = self.reader.read(paragraph.element, paragraph.style)
        self.source.leave_out(self.place + 1, _DELETED, " ".join(said.deleted))
        self.source.leave_out(self.place + 1, "hidden text", " ".join(said.hidden))
        said.targets[:0], self.targets = self.targets, []
        shown, self.carried_number = self.carried_number, None
        if self.carried is not None:
            said.begin_with(self.carried)
            self.carried = None
        if paragraph.ends("del", "moveFrom"):  # the next one has a number of its own
            self.carried = said
            return Said(), None
        if paragraph.ends("vanish") and not said.text.strip():
            self.targets = said.targets
            return Said(), None
        shown = self.numbers.show(paragraph.properties, paragraph.style) or shown
        if paragraph.ends("specVanish"):  # a heading that runs on into the text
            self.carried, self.carried_number = said, shown
            return Said(), None
        return said, shown

    def _read_paragraph(self, paragraph: _Paragraph) -> None:
        said, shown = self._say(paragraph)
        text = said.text.strip(" \n")
        if said.in_contents or self.styles.name(paragraph.style).startswith("toc "):
            self.source.leave_out(self.place, "the table of contents", bare_words(text))
            return
        if text:
            self._add(paragraph, text, said, shown)
        else:
            self.targets += said.targets
            if shown and shown.label not in {"", "•"}:
                self.place += 1
                message = f"the number {shown.label} stands alone: its paragraph is empty"
                self.source.remark(self.place, message)
        self._add_drawings(said)

    def _add(self, paragraph: _Paragraph, text: str, said: Said, shown: Shown | None) -> None:
        self.place += 1
        label, family, level = "", "", 0
        outline = self.styles.outline(paragraph.properties, paragraph.style)
        kind = self._kind(paragraph, outline)
        if shown and shown.label:
            label, family, level = shown.label, shown.family, shown.level
        else:
            label, text = split_number(text, kind)
            family, level = "typed" if label else "", _indent(paragraph.properties)
        if shown and shown.doubt:
            self.source.remark(self.place, f"the number {label} is not certain: {shown.doubt}")
        for doubt in dict.fromkeys(said.doubts):
            self.source.remark(self.place, doubt, bare_words(text)[:80])
        self.source.pieces.append(
            Piece(
                self.place,
                kind,
                _tidy(text),
                level=outline or level,
                label=label,
                family=family,
                targets=tuple(said.targets),
                bold=said.bold,
                notes=tuple(said.notes),
            )
        )

    def _kind(self, paragraph: _Paragraph, outline: int) -> Kind:
        if self.styles.name(paragraph.style) in {"title", "subtitle"}:
            return "title"
        return "heading" if outline else "text"

    def _add_drawings(self, said: Said) -> None:
        for drawing in said.drawn:
            self._read_boxes(drawing)
        for picture in read_pictures(said.drawn, self.package, self.source, self.place + 1):
            self.place += 1
            self.source.pieces.append(Piece(self.place, "text", picture))

    def _read_boxes(self, drawing: Element) -> None:
        for box in boxes_of(drawing):
            if self.boxes == _MOST_BOXES:
                why = f"in more than {_MOST_BOXES} text boxes within one another"
                self.source.leave_out(self.place, why, clean(words_of(box)))
                continue
            self.boxes += 1
            self.source.remark(self.place + 1, "this stood in a text box: see that it is in place")
            self.read(box)
            self.boxes -= 1

    def _read_table(self, table: Element) -> None:
        self.finish()
        rows = [[*_cells(row)] for row in self._rows(table)]
        if max((len(row) for row in rows), default=0) <= 1:
            for cell in (cell.element for row in rows for cell in row):
                if cell is not None:
                    self.read(cell)
            return
        whole = Said()
        lines = [[self._write_cell(cell.element, whole) for cell in row] for row in rows]
        self.place += 1
        if any(cell.joined for row in rows for cell in row):
            message = "cells of this table were joined: see that it reads well"
            self.source.remark(self.place, message)
        self.source.pieces.append(
            Piece(
                self.place,
                "table",
                write_table(lines),
                targets=tuple(whole.targets),
                notes=tuple(whole.notes),
            )
        )

    def _rows(self, table: Element) -> Iterator[Element]:
        for child in table:
            if child.tag == f"{W}tr":
                properties = child.find(f"{W}trPr")
                if properties is not None and is_on(properties.find(f"{W}del")):
                    self.source.leave_out(self.place, _DELETED, clean(words_of(child)))
                else:
                    yield child
            elif child.tag in _WITHIN:
                yield from self._rows(child)

    def _write_cell(self, cell: Element | None, whole: Said) -> str:
        """The words of a cell on one line; its footnotes and bookmarks go into `whole`."""
        words = []
        for paragraph in _paragraphs(cell) if cell is not None else ():
            said, shown = self._say(_paragraph(paragraph))
            label = shown.label if shown else ""
            text = _tidy(said.text.strip()).replace("\n", "<br>")
            words.append(f"{escape(label)} {text}".strip())
            words += read_pictures(said.drawn, self.package, self.source, self.place + 1)
            for box in (box for drawing in said.drawn for box in boxes_of(drawing)):
                words.append(escape(" ".join(clean(words_of(box)).split())))
            whole.notes += said.notes
            whole.targets += said.targets
            for doubt in dict.fromkeys(said.doubts):
                self.source.remark(self.place + 1, doubt, bare_words(text)[:80])
        return "<br>".join(word for word in words if word)


class _Cell(NamedTuple):
    """A cell of a table."""

    element: Element | None
    """None where another cell covers it."""
    joined: bool
    """Whether it covers others, or is covered."""


def _cells(row: Element) -> Iterator[_Cell]:
    for child in row:
        if child.tag in _WITHIN:
            yield from _cells(child)
        if child.tag != f"{W}tc":
            continue
        properties = child.find(f"{W}tcPr")
        span = number(properties.find(f"{W}gridSpan")) if properties is not None else None
        down = properties.find(f"{W}vMerge") if properties is not None else None
        span = min(max(span or 1, 1), _WIDEST)
        covered = down is not None and value(down) != "restart" and not words_of(child).strip()
        yield _Cell(None if covered else child, span > 1 or down is not None)
        yield from [_Cell(None, joined=True)] * (span - 1)


def _paragraphs(cell: Element) -> Iterator[Element]:
    """The paragraphs of a cell, those of tables within it too."""
    for child in cell:
        if child.tag == f"{W}p":
            yield child
        elif child.tag == CHOICES:
            one = chosen(child)
            yield from _paragraphs(one) if one is not None else ()
        else:
            yield from _paragraphs(child)


def _indent(properties: Element | None) -> int:
    """How far a paragraph with a typed number is to the right, in steps of half an inch."""
    found = properties.find(f"{W}ind") if properties is not None else None
    left = number(found, "left") or number(found, "start") or 0
    return min(max(left // _STEP, 0), 8)


def _tidy(text: str) -> str:
    """Words with single spaces between them, on lines of their own where the source has breaks."""
    lines = (" ".join(re.split(r"[ \t\u00a0]+", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
