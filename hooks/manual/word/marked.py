"""A Word file with tracked changes, read twice: with all of them rejected, and with all accepted.

Source: ECMA-376, part 1, 17.13.5 (revisions). A deleted mark of a paragraph joins it to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from manual.word.block import Run, tidy
from manual.word.content import CHOICES, chosen, words_of
from manual.word.marked_words import DELETED, INSERTED, Refusal, Words
from manual.word.numbers import Numbers, read_numbers
from manual.word.package import MAIN, FileError, Package, W, open_main, open_package
from manual.word.styles import Styles, number, read_styles, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHANGED = {
    *(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")),
}
_TEXTS = {f"{W}t", f"{W}delText"}
_MOST_SIGNS = 3_000_000
"""A thousand pages have about that."""
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_DONE = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a row of a table, in one of the two readings."""

    place: int
    """Which paragraph of the file it is, from 1."""
    style: str
    """The name of its style, in small letters."""
    runs: tuple[Run, ...]
    """As they are written, with tabs."""
    label: str = ""
    """The number or the bullet that Word itself puts before it."""
    level: int = 0
    """That of the list it is in, from 0."""
    cells: tuple[tuple[Run, ...], ...] = ()
    """Those of a row."""
    head: bool = False
    """Whether it is the first row of its table."""

    @property
    def text(self) -> str:
        """Its words, tabs and all."""
        return "".join(run.text for run in self.runs)


class Hand(NamedTuple):
    """Who changed something, when, and in which paragraph."""

    author: str
    day: str
    place: int


class Comment(NamedTuple):
    """What a reviewer said beside the text, and is not settled."""

    author: str
    day: str
    text: str
    place: int
    """0 where nothing in the text leads to it."""


@dataclass
class Marked:
    """What was read of a file."""

    rejected: list[Paragraph] = field(default_factory=list)
    accepted: list[Paragraph] = field(default_factory=list)
    notes: dict[str, tuple[tuple[Run, ...], tuple[Run, ...]]] = field(default_factory=dict)
    """The words of each footnote by its id, in the two readings."""
    facts: dict[str, str] = field(default_factory=dict)
    """What the file says of its base."""
    hands: list[Hand] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    faults: list[Refusal] = field(default_factory=list)


def read_marked(data: bytes) -> Marked:
    """The two readings of a Word file. Raises `FileError` where it cannot be read."""
    package = open_package(data)
    root = open_main(package)
    if sum(len(one.text or "") for one in root.iter() if one.tag in _TEXTS) > _MOST_SIGNS:
        raise FileError(f"it has more than {_MOST_SIGNS:,} signs: split it")
    styles = read_styles(package.tree("word/styles.xml"))
    places = {id(one): at for at, one in enumerate(root.iter(f"{W}p"), 1)}
    marked = Marked(facts=_facts(package))
    faults: dict[Refusal, None] = {}
    for accepted in (False, True):
        words = Words(accepted, styles, package.related(MAIN), faults)
        numbers = read_numbers(package.tree("word/numbering.xml"), styles)
        reader = _Reader(words, styles, numbers, places)
        body = root.find(f"{W}body")
        reader.read(body if body is not None else root)
        (marked.accepted if accepted else marked.rejected).extend(reader.found)
    marked.faults = [*faults]
    marked.notes = _read_notes(package, styles, faults)
    marked.faults = [*faults]
    marked.hands = [*_hands(root, places)]
    marked.comments = [*_comments(package, root, places)]
    return marked


def _facts(package: Package) -> dict[str, str]:
    """What the file keeps of its base: as properties, or as variables of the document."""
    settings, custom = package.tree("word/settings.xml"), package.tree("docProps/custom.xml")
    known = {
        value(one, "name") or "": value(one) or ""
        for one in (settings.iter(f"{W}docVar") if settings is not None else ())
    }
    for one in custom.iter(_PROPERTY) if custom is not None else ():
        known[one.get("name", "")] = "".join(one.itertext())
    return known


@dataclass
class _Waiting:
    """A paragraph whose mark is not there: it goes on with the next."""

    first: Paragraph
    runs: list[Run]


@dataclass
class _Reader:
    """Reads the paragraphs of a document in one of the two ways."""

    words: Words
    styles: Styles
    numbers: Numbers
    places: Mapping[int, int]
    found: list[Paragraph] = field(default_factory=list)
    waiting: _Waiting | None = None

    def read(self, element: Element) -> None:
        """Read all that stands in an element."""
        self._within(element)
        self._settle()

    def _within(self, element: Element) -> None:
        for child in element:
            tag = str(child.tag)
            if tag == f"{W}p":
                self._paragraph(child)
            elif tag == f"{W}tbl":
                self._settle()
                self._table(child)
            elif tag == f"{W}sdt":
                for content in child.findall(f"{W}sdtContent"):
                    self._within(content)
            elif self.words.hides(tag):
                continue
            elif tag in INSERTED or tag in DELETED or tag in {f"{W}customXml", f"{W}smartTag"}:
                self._within(child)
            elif tag == CHOICES and (one := chosen(child)) is not None:
                self._within(one)
            elif tag in {f"{W}altChunk", f"{W}subDoc"}:
                self.words.refuse("another document within this one", "paste its words instead")

    # Paragraphs

    def _paragraph(self, element: Element) -> None:
        self.words.place = place = self.places.get(id(element), 0)
        own = element.find(f"{W}pPr")
        properties = self._properties(own)
        style = value(properties.find(f"{W}pStyle")) if properties is not None else None
        shown = self.numbers.show(properties, style)
        runs = self.words.read(element)
        one = Paragraph(
            place,
            self.styles.name(style),
            (),
            shown.label if shown else "",
            shown.level if shown else 0,
        )
        said = any(run.text.strip() or run.note for run in runs)
        if self.waiting:
            if any(run.text.strip() or run.note for run in self.waiting.runs):
                one = self.waiting.first
            elif not said and _is_gone(own, self.words):
                return
            self.waiting.runs.extend(runs)
            runs = self.waiting.runs
        if _is_gone(own, self.words):
            self.waiting = _Waiting(one, runs)
            return
        self.waiting = None
        self.found.append(replace(one, runs=tuple(runs)))

    def _properties(self, own: Element | None) -> Element | None:
        changed = own.find(f"{W}pPrChange") if own is not None else None
        if changed is None or self.words.accepted:
            return own
        return changed.find(f"{W}pPr")

    def _settle(self) -> None:
        """End what waits for a next paragraph where none comes."""
        if self.waiting:
            runs = tuple(self.waiting.runs)
            if any(run.text.strip() or run.note for run in runs):
                self.found.append(replace(self.waiting.first, runs=runs))
            self.waiting = None

    # Tables

    def _table(self, table: Element) -> None:
        begins = True
        for row in _unwrap(table, f"{W}tr"):
            top = row.find(f"{W}trPr")
            state = {str(one.tag) for one in top} if top is not None else set()
            if any(self.words.hides(tag) for tag in state):
                continue
            cells = [*_unwrap(row, f"{W}tc")]
            read = tuple(self._cell(cell) for cell in cells)
            places = [self.places.get(id(p), 0) for cell in cells for p in cell.iter(f"{W}p")]
            place = min(places, default=self.words.place)
            self.found.append(Paragraph(place, "", (), cells=read, head=begins))
            begins = False

    def _cell(self, cell: Element) -> tuple[Run, ...]:
        self.words.place = next(
            (self.places.get(id(one), 0) for one in cell.iter(f"{W}p")), self.words.place
        )
        top = cell.find(f"{W}tcPr")
        if top is not None:
            if (number(top.find(f"{W}gridSpan")) or 1) > 1 or top.find(f"{W}vMerge") is not None:
                hint = "part them again, and write the words in each: a table has no merged cells"
                self.words.refuse("cells that are merged", hint)
            if any(top.find(f"{W}cell{what}") is not None for what in ("Ins", "Del", "Merge")):
                hint = "say it in a comment, and change the columns in docs/ by hand"
                self.words.refuse("a column that is put in or taken out", hint)
        inner = _Reader(self.words, self.styles, self.numbers, self.places)
        inner.read(cell)
        lines: list[Run] = []
        for one in inner.found:
            if one.cells:
                self.words.refuse("a table within a table", "write it as a table of its own")
            elif one.label:
                self.words.refuse("a list within a table", "write it as words, or below the table")
            if tidy(one.runs):
                lines += [Run("\n"), *one.runs] if lines else one.runs
        return tidy(lines)


def _is_gone(properties: Element | None, words: Words) -> bool:
    """Whether the mark at the end of a paragraph is not there."""
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and any(words.hides(str(one.tag)) for one in mark)


def _unwrap(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, out of content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _unwrap(child, tag)


def _read_notes(
    package: Package, styles: Styles, faults: dict[Refusal, None]
) -> dict[str, tuple[tuple[Run, ...], tuple[Run, ...]]]:
    name = "word/footnotes.xml"
    root = package.tree(name)
    found = {}
    for note in root.findall(f"{W}footnote") if root is not None else ():
        readings = []
        for accepted in (False, True):
            words = Words(accepted, styles, package.related(name), faults)
            reader = _Reader(words, styles, Numbers(styles, {}), {})
            reader.read(note)
            runs = [run for one in reader.found for run in (*one.runs, Run(" "))]
            readings.append(tidy(runs))
        found[value(note, "id") or ""] = (readings[0], readings[1])
    return found


def _hands(root: Element, places: Mapping[int, int]) -> Iterator[Hand]:
    for paragraph in root.iter(f"{W}p"):
        for one in paragraph.iter():
            if one.tag in _CHANGED:
                author = " ".join((value(one, "author") or "somebody").split())[:100]
                yield Hand(author, (value(one, "date") or "")[:10], places[id(paragraph)])


def _comments(package: Package, root: Element, places: Mapping[int, int]) -> Iterator[Comment]:
    """The comments that nobody has marked as settled."""
    part = package.tree("word/comments.xml")
    if part is None:
        return
    more = package.tree("word/commentsExtended.xml")
    done = {
        one.get(f"{_DONE}paraId")
        for one in (more.iter(f"{_DONE}commentEx") if more is not None else ())
        if one.get(f"{_DONE}done") in {"1", "true"}
    }
    at: dict[str | None, int] = {}
    for paragraph in root.iter(f"{W}p"):
        for one in paragraph.iter():
            if one.tag in {f"{W}commentReference", f"{W}commentRangeStart"}:
                at.setdefault(value(one, "id"), places[id(paragraph)])
    for one in part.iter(f"{W}comment"):
        if any(p.get(_PARA_ID) in done for p in one.iter(f"{W}p") if done):
            continue
        said = " ".join(words_of(one).split())[:2_000]
        author = " ".join((value(one, "author") or "somebody").split())[:100]
        place = at.get(value(one, "id"), 0)
        yield Comment(author, (value(one, "date") or "")[:10], said, place)
