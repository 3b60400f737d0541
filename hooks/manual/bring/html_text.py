"""The words of a paragraph of a page as Markdown, with its links, and what is beside them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote, urldefrag, urlsplit

from manual.bring.html_tree import BLOCKS, UNSEEN, Node
from manual.bring.inline import Looks, Span, are_bold, clean, escape, write_spans
from manual.bring.linking import make_link, make_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_BOLD, _SLANTING = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn", "var"})
_SIGNS = frozenset({"¶", "#", "§", "🔗", "⚓"})
_GAPS = re.compile(r"\s+")
_RAISED = {"sup": 1, "sub": -1}


@dataclass
class Said:
    """What a paragraph says."""

    spans: list[Span] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictures: list[Node] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    """Why words are on no page, and the words."""
    doubts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its Markdown; a line break is one."""
        lines = write_spans(self.spans).split("\n")
        return "\n".join(line for line in (" ".join(one.split()) for one in lines) if line)

    @property
    def bold(self) -> bool:
        """Whether all of its words are bold."""
        return are_bold(self.spans)


@dataclass
class Speaker:
    """Reads paragraphs of a page; `pages` are those that came with it."""

    path: str
    pages: Collection[str]
    said: Said = field(default_factory=Said)

    def add(self, node: Node | str, looks: Looks) -> None:
        """Add what a node within a paragraph says."""
        if isinstance(node, str):
            self.said.spans.append(Span(escape(_GAPS.sub(" ", clean(node))), looks))
            return
        if node.tag in UNSEEN or _is_sign(node):
            return
        if is_hidden(node):
            self.said.gone.append(("hidden text", node.words()))
            return
        for name in ("id", "name"):
            if node.get(name):
                self.said.targets.append(f"{self.path}#{node.get(name)}")
        gap = [Span(" ")] if node.tag in BLOCKS else []
        self.said.spans += gap
        take = self._take.get(node.tag)
        if take is not None:
            take(self, node, looks)
        else:
            self.add_all(node, _looks(node, looks))
        self.said.spans += gap

    def add_all(self, node: Node, looks: Looks) -> None:
        """Add what is within a node."""
        for child in node.children:
            self.add(child, looks)

    def _break(self, _node: Node, looks: Looks) -> None:
        self.said.spans.append(Span("\n", looks))

    def _picture(self, node: Node, _looks: Looks) -> None:
        self.said.pictures.append(node)

    def _deleted(self, node: Node, _looks: Looks) -> None:
        self.said.gone.append(("struck out", node.words()))

    def _raised(self, node: Node, looks: Looks) -> None:
        if "footnote-mark" in node.classes:  # of a text in Markdown
            label = node.words().strip()
            self.said.notes.append(label)
            self.said.spans.append(Span(f"[^{label}]"))
            return
        self.add_all(node, looks._replace(raised=_RAISED[node.tag]))

    def _link(self, node: Node, looks: Looks) -> None:
        begin = len(self.said.spans)
        self.add_all(node, looks)
        address = node.get("href").strip()
        if not address:
            return
        target = self._target(address)
        if target:
            make_reference(self.said.spans, begin, target)
        elif not address.startswith("#"):
            self.said.doubts += make_link(self.said.spans, begin, address)

    def _target(self, address: str) -> str:
        """The place in the pages that an address leads to; empty if it leads elsewhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc:
            return ""
        path, anchor = urldefrag(address)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(path)))
        page = self.path if address.startswith("#") else path
        if page not in self.pages:
            return ""
        return f"{page}#{unquote(anchor)}" if anchor else page

    _take: ClassVar[dict[str, Callable[[Speaker, Node, Looks], None]]] = {
        "br": _break,
        "img": _picture,
        "a": _link,
        **dict.fromkeys(("del", "s", "strike"), _deleted),
        **dict.fromkeys(_RAISED, _raised),
    }


def _is_sign(node: Node) -> bool:
    """Whether a node is only the sign beside a heading that links to it."""
    return node.tag == "a" and node.words().strip() in _SIGNS


def is_hidden(node: Node) -> bool:
    """Whether no reader sees a node."""
    style = node.get("style").replace(" ", "").lower()
    return "hidden" in node.attributes or "display:none" in style


def _looks(node: Node, looks: Looks) -> Looks:
    style = node.get("style").replace(" ", "").lower()
    bold = node.tag in _BOLD or "font-weight:bold" in style or "font-weight:700" in style
    slanting = node.tag in _SLANTING or "font-style:italic" in style
    return looks._replace(bold=looks.bold or bold, slanting=looks.slanting or slanting)
