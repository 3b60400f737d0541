"""HTML as a tree, read with bounds by the parser of the standard library; nothing in it is run.

That parser knows the signs of HTML, not which ends are implied. Of those, texts have only the few
that are here, so another parser would bring more than is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from manual.word.package import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 40_000_000
"""Bytes of a page."""
_MOST_NODES = 200_000
"""Of a page: 500 pages of paper have about 30,000."""
_DEEPEST = 150
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_END_PARAGRAPHS = frozenset(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 "  # noqa: SIM905
    "h4 h5 h6 header hr main menu nav ol p pre section table ul".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENDS_BY = {
    "p": _END_PARAGRAPHS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "thead": frozenset({"tbody", "tfoot"}),
    "tbody": frozenset({"tbody", "tfoot"}),
    "option": frozenset({"option", "optgroup"}),
    **dict.fromkeys(_HEADINGS, _HEADINGS),
}
"""Elements whose end may be left out, and what begins only after it."""
_WALLS = frozenset({"table", "ul", "ol", "dl", "td", "th", "caption", "body", "html", "template"})
"""Beyond these no end is implied: a list in a cell does not end the cell's row."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"<[!?][^>]*(?:>|\Z)")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass
class Node:
    """An element, with what it holds."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute; empty if it has none."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.get("class").split()

    def elements(self) -> Iterator[Node]:
        """The elements in it, at once below it."""
        return (child for child in self.children if isinstance(child, Node))

    def walk(self) -> Iterator[Node]:
        """It and every element within it, in their order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed([*node.elements()])

    def words(self) -> str:
        """Every word in it; gaps between blocks are spaces."""
        if self.tag in UNSEEN:
            return ""
        inner = "".join(one if isinstance(one, str) else one.words() for one in self.children)
        is_apart = self.tag in BLOCKS or self.tag == "br" or "footnote-mark" in self.classes
        return f" {inner} " if is_apart else inner


UNSEEN = frozenset({"script", "style", "template", "head", "noscript", "svg", "math", "object"})
"""Elements whose text nobody reads as words."""
BLOCKS = frozenset(
    "address article aside blockquote body button caption center datalist details dialog div dl dt "  # noqa: SIM905
    "dd fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "main menu nav ol option p pre section select summary table tbody textarea tfoot thead tr td "
    "th ul".split()
)
"""Elements that stand apart from the words around them."""


class _Builder(HTMLParser):
    """Builds the tree of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html")
        self.open = [self.root]
        self.count = 0
        self.endable = 0
        """How many of the open elements have ends that may be left out."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element, and end those before it whose end is implied."""
        self._end_before(tag)
        self._count()
        node = Node(tag, {name: value or "" for name, value in reversed(attrs)})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)
            self.endable += tag in _ENDS_BY
            if len(self.open) > _DEEPEST:
                raise FileError(f"its elements are nested more than {_DEEPEST} deep")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element; `<p/>` is one that has begun, as browsers read it."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End the newest element of that name, and what is open in it."""
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag == tag:
                self._close(at)
                return
            if self.open[at].tag in _WALLS and tag not in _WALLS:
                return

    def handle_data(self, data: str) -> None:
        """Add words."""
        self._count()
        self.open[-1].children.append(data)

    def _end_before(self, tag: str) -> None:
        if not self.endable:
            return
        for at in range(len(self.open) - 1, 0, -1):
            name = self.open[at].tag
            if tag in _ENDS_BY.get(name, ()):
                self._close(at)
                self._end_before(tag)
                return
            if name in _WALLS and not (name in _ENDS_BY and tag in {"td", "th", "tr"}):
                return

    def _close(self, at: int) -> None:
        self.endable -= sum(node.tag in _ENDS_BY for node in self.open[at:])
        del self.open[at:]

    def _count(self) -> None:
        self.count += 1
        if self.count > _MOST_NODES:
            raise FileError(f"it has more than {_MOST_NODES:,} elements: split it")


def read_tree(text: str) -> Node:
    """The tree of a page. Raises `FileError` where it is too large or too deep."""
    if len(text) > _LARGEST:
        raise FileError(f"it has more than {_LARGEST // 1_000_000} MB: split it")
    builder = _Builder()
    try:
        builder.feed(_simple(text))
        builder.close()
    except (AssertionError, ValueError) as error:
        raise FileError(f"it is damaged: {error}") from error
    return builder.root


_SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
"""Each match runs to its end or to that of the page, so that no page takes long."""
_NO_ENCODINGS = frozenset({"unicode_escape", "raw_unicode_escape", "unicode-escape", "utf-7"})
"""What Python can read and no browser does."""


def _simple(text: str) -> str:
    """A page without comments and declarations, and without tags that never end.

    The parser looks for the end of each anew: many that have none would take it hours.
    """
    text = _DECLARATION.sub("", _COMMENT.sub("", _SCRIPT.sub("", text)))
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", "&lt;")


def decode(data: bytes) -> str:
    r"""The text of a page in the encoding that it names: UTF-8 if it is that, else as Windows had.

    >>> decode(b"<meta charset=iso-8859-1><p>caf\xe9")[-4:], decode("é".encode())
    ('café', 'é')
    """
    named = _CHARSET.search(data[:4096])
    of_mark = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    named_so = named[1].decode("ascii") if named else None
    for name in (of_mark, "utf-8", named_so, "cp1252"):
        try:
            if name is not None and name.lower() not in _NO_ENCODINGS:
                return data.decode(name).removeprefix("\ufeff")
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")
