"""Saved pages as pieces: their headings, paragraphs, lists and tables, as a browser shows them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from manual.address import slug
from manual.bring.html_parts import grid_of, mark_of, rows_of, span_of, strays_of, whole
from manual.bring.html_text import Said, Speaker, is_hidden
from manual.bring.html_tree import BLOCKS, UNSEEN, Node, decode, read_tree
from manual.bring.inline import Looks, Span, bare_words, clean, write_table
from manual.bring.pictures import keep_picture
from manual.bring.piece import TYPED, Kind, Piece, Source
from manual.bring.typed import split_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ASIDE = {"nav": "the navigation of a page", "aside": "what stands beside the text of a page"}
_FRAME = {"header": "the head of a page", "footer": "the foot of a page"}
_FORMS = frozenset({"button", "select", "textarea", "datalist"})
_LISTS = frozenset({"ol", "ul", "menu"})
_CONTENTS = frozenset({"toc", "table-of-contents", "tableofcontents", "contents-list"})


class Page(NamedTuple):
    """A page that was saved."""

    path: str
    """From the folder of all pages."""
    text: str


def read_html(
    name: str,
    pages: Mapping[str, bytes],
    pictures: Callable[[str], bytes | None],
    tell: Callable[[int, int], None],
) -> Source:
    """The pieces of pages, in their order. Raises `FileError` where one cannot be read.

    `pages` has their bytes by path, `pictures` gives those of a picture; `tell` is given how many
    pages are read, and how many there are.
    """
    decoded = [Page(path, decode(data)) for path, data in pages.items()]
    return read_pages(Source(name), decoded, pictures, tell)


def read_pages(
    source: Source,
    pages: list[Page],
    pictures: Callable[[str], bytes | None],
    tell: Callable[[int, int], None],
) -> Source:
    """The pieces of pages, added to a source."""
    paths = frozenset(page.path for page in pages)
    for done, page in enumerate(pages, 1):
        root = read_tree(page.text)
        title = next((node for node in root.walk() if node.tag == "title"), None)
        if title is not None and not source.title:
            source.title = " ".join(clean(title.words()).split())
        source.words.append(clean(root.words()))
        _Page(source, page.path, paths, pictures).read_page(root)
        tell(done, len(pages))
    return source


@dataclass
class _List:
    """A list that is read, and how far it has come."""

    name: str
    node: Node
    next: int
    """The place of its next item."""
    step: int


@dataclass
class _Page:
    """Reads the text of a page from its beginning to its end."""

    source: Source
    path: str
    paths: frozenset[str]
    pictures: Callable[[str], bytes | None]
    targets: list[str] = field(default_factory=list)
    """Names of blocks that have begun: the next piece has them."""
    lists: list[_List] = field(default_factory=list)
    in_main: bool = False
    """Whether only the main part of the page is read."""
    label: str = ""
    """The mark of the item that has begun, until a piece has it."""
    begun: int = 0
    """How many lists have begun."""
    bare: list[Node | str] = field(default_factory=list)
    """Words that stand in no paragraph, until a block begins or ends."""

    def read_page(self, root: Node) -> None:
        """Read the main part of a page, and tell what else it has."""
        self.targets.append(self.path)
        mains = [node for node in root.walk() if node.tag == "main" or node.get("role") == "main"]
        articles = [node for node in root.walk() if node.tag == "article"]
        main = mains[0] if len(mains) == 1 else articles[0] if len(articles) == 1 else None
        self.in_main = main is not None
        self._read_all(root, main)
        if any(node.tag in {"script", "style", "iframe", "video"} for node in root.walk()):
            self.source.note("scripts, styles, films and frames of pages are left out")

    @property
    def place(self) -> int:
        """The place of the next piece."""
        return len(self.source.pieces) + 1

    def _read_all(self, node: Node, main: Node | None) -> None:
        """Read what is in a node; where the page has a main part, only that."""
        if main is None:
            self._read(node)
            return
        outside = "outside the main part of a page"
        for child in node.children:
            if child is main:
                self._read(child)
            elif isinstance(child, str):
                self.source.leave_out(self.place, outside, clean(child))
            elif any(one is main for one in child.walk()):
                self._read_all(child, main)
            else:
                self.source.leave_out(self.place, outside, clean(child.words()))

    def _read(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str) or not _is_block(child):
                self.bare.append(child)
            else:
                self._flush()
                self._block(child)
        self._flush()

    def _block(self, node: Node) -> None:
        if node.get("id"):
            self.targets.append(f"{self.path}#{node.get('id')}")
        if why := self._why_not(node):
            self.source.leave_out(self.place, why, clean(node.words()))
        elif node.tag in _HEADINGS:
            self.targets.append(f"{self.path}#{slug(node.words())}")
            self._paragraph([*node.children], "heading", _HEADINGS[node.tag])
        elif node.tag in _LISTS:
            self._list(node)
        elif node.tag == "table":
            self._table(node)
        elif node.tag == "dt":
            self._paragraph([Node("b", {}, node.children)])
        else:
            self._read(node)

    def _why_not(self, node: Node) -> str:
        """Why the words of a block are on no page; empty where they are."""
        if is_hidden(node):
            return "hidden text"
        if node.tag in {"del", "s", "strike"}:
            return "struck out"
        if node.tag in _FORMS:
            return "a field of a form"
        if node.tag in _FRAME and not self.in_main:
            has_title = any(one.tag in _HEADINGS for one in node.walk())
            return "" if has_title else _FRAME[node.tag]
        return "the table of contents" if _is_contents(node) else _ASIDE.get(node.tag, "")

    def _flush(self) -> None:
        bare, self.bare = self.bare, []
        if bare:
            self._paragraph(bare)

    def _say(self, nodes: list[Node | str], looks: Looks = Looks()) -> Said:  # noqa: B008 - frozen
        speaker = Speaker(self.path, self.paths)
        for node in nodes:
            speaker.add(node, looks)
        said = speaker.said
        for why, words in said.gone:
            self.source.leave_out(self.place, why, clean(words))
        return said

    def _paragraph(self, nodes: list[Node | str], kind: Kind = "text", level: int = 0) -> None:
        said = self._say(nodes)
        self.targets += said.targets
        text = said.text
        if text:
            label, family = self.label, self.lists[-1].name if self.label else ""
            self.label = ""
            if not label:
                label, text = split_number(text, kind)
                family = TYPED if label else ""
            for doubt in dict.fromkeys(said.doubts):
                self.source.remark(self.place, doubt, bare_words(text)[:80])
            depth = level or max(len(self.lists) - 1, 0)
            piece = Piece(self.place, kind, text, depth, label, family, (*self.targets,))
            self._add(piece, said)
        for picture in said.pictures:
            self._picture(picture)

    def _add(self, piece: Piece, said: Said) -> None:
        self.source.pieces.append(replace(piece, bold=said.bold, notes=tuple(said.notes)))
        self.targets = []

    def _picture(self, node: Node) -> None:
        shown = self._show(node)
        if shown:
            self.source.pieces.append(Piece(self.place, "text", shown))

    def _show(self, node: Node) -> str:
        """The Markdown of a picture."""
        path = posixpath.join(posixpath.dirname(self.path), unquote(node.get("src")))
        data = self.pictures(posixpath.normpath(path)) if node.get("src") else None
        return keep_picture(data, node.get("alt") or node.get("title"), self.source, self.place)

    def _list(self, node: Node) -> None:
        if "footnotes" in node.classes:  # of a text in Markdown
            self._footnotes(node)
            return
        count = sum(child.tag == "li" for child in node.elements())
        start = whole(node.get("start"))
        step = -1 if "reversed" in node.attributes else 1
        self.begun += 1
        found = _List(f"list {self.path} {self.begun}", node, 1 if step > 0 else count, step)
        found.next = found.next if start is None else start
        self.lists.append(found)
        for child in node.children:
            if isinstance(child, Node) and child.tag == "li":
                self._item(child, found)
            elif isinstance(child, Node) and child.tag in _LISTS:
                self._list(child)  # in no item, as some programs write it
            else:
                self._read(Node("div", {}, [child]))
        self.lists.pop()

    def _item(self, node: Node, list_: _List) -> None:
        value = whole(node.get("value"))
        place = list_.next if value is None else value
        list_.next = place + list_.step
        first = next(node.elements(), None)
        inner = node
        if first is not None and "list-mark" in first.classes:  # of a text in Markdown
            self.label = first.words().strip()
            rest = [child for child in node.children if child is not first]
            inner = Node(node.tag, node.attributes, rest)
        else:
            self.label = mark_of(list_.node, node, place)
        if node.get("id"):
            self.targets.append(f"{self.path}#{node.get('id')}")
        self._read(inner)
        self.label = ""

    def _footnotes(self, node: Node) -> None:
        for item in node.elements():
            first = next(item.elements(), None)
            if first is not None:
                label = first.words().strip()
                words = [child for child in item.children if child is not first]
                self.source.footnotes[label] = self._say(words).text.replace("\n", " ")

    def _table(self, node: Node) -> None:
        self._read(Node("div", {}, [*strays_of(node)]))
        rows = rows_of(node)
        if max((len(row) for row in rows), default=0) <= 1:
            for row in rows:
                for cell in row:
                    self._read(cell)
            return
        all_said = Said()
        spans = (span_of(c, name) for row in rows for c in row for name in ("colspan", "rowspan"))
        lines = [
            ["" if cell is None else self._cell(cell, all_said) for cell in row]
            for row in grid_of(rows)
        ]
        if max(spans) > 1:
            message = "cells of this table were joined: see that it reads well"
            self.source.remark(self.place, message)
        self.targets += all_said.targets
        piece = Piece(self.place, "table", write_table(lines), targets=(*self.targets,))
        self._add(piece, all_said)

    def _cell(self, cell: Node, whole: Said) -> str:
        """The words of a cell on one line."""
        words = []
        for said in self._parts(cell):
            words.append(said.text.replace("\n", "<br>"))
            words += [self._show(picture) for picture in said.pictures]
            whole.notes += said.notes
            whole.targets += said.targets
        return "<br>".join(word for word in words if word)

    def _parts(self, node: Node) -> list[Said]:
        """What the blocks within a cell say."""
        parts: list[Said] = []
        bare: list[Node | str] = []
        item = whole(node.get("start")) or 1
        for child in [*node.children, Node("hr")]:
            if isinstance(child, str) or not _is_block(child):
                bare.append(child)
                continue
            parts.append(self._say(bare))
            bare = []
            inner = self._parts(child) if child.children else []
            if child.tag == "li":
                mark = mark_of(node, child, item).replace("•", "")
                if inner and mark:
                    inner[0].spans.insert(0, Span(f"{mark} "))
                item += 1
            parts += inner
        return [part for part in parts if part.spans or part.pictures]


def _is_contents(node: Node) -> bool:
    """Whether a block is a table of contents that a program made."""
    names = {node.get("id").lower(), *(name.lower() for name in node.classes)}
    return not names.isdisjoint(_CONTENTS) and not any(c.tag in _HEADINGS for c in node.elements())


def _is_block(node: Node) -> bool:
    """Whether a node is a block, or holds one: `<a><h2>`."""
    if node.tag in BLOCKS:
        return True
    return node.tag not in UNSEEN and any(_is_block(child) for child in node.elements())
