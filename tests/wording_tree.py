"""A strict comparer of wordings: HTML as a tree, and a redline as it is without one of its marks.

What is dropped with a mark: an element of which all that it held was dropped. An element that is
empty in the wording itself, and so holds no mark, stays. A cell goes with its row, where every
cell of that is gone, or with its column; one that was only emptied stays.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

INLINE = {"a", "abbr", "b", "code", "em", "i", "kbd", "s", "span", "strong", "sub", "sup"}
VOID = {"br", "hr", "img"}
CELLS = {"td", "th"}


@dataclass
class Node:
    """An element, with its attributes, what it holds, and whether a mark was dropped from it."""

    tag: str
    attributes: tuple = ()
    children: list = field(default_factory=list)
    lost: bool = False

    def nodes(self, *tags: str) -> list["Node"]:
        """The elements that it holds itself."""
        return [one for one in self.children if isinstance(one, Node) and one.tag in tags]


class Parser(HTMLParser):
    """Reads a tree; `drop` is the mark to drop with what it holds, the other is unwrapped."""

    def __init__(self, drop: str) -> None:
        super().__init__()
        self.drop = drop
        self.open = [Node("")]
        self.wrap: list[tuple] = []
        self.dropping = False

    def handle_starttag(self, tag, attrs):
        if tag == self.drop:
            assert not self.dropping
            self.dropping = True
            for node in self.open:
                node.lost = True
        elif tag in {"ins", "del"} or self.dropping:
            assert tag in {"ins", "del"} | INLINE | VOID, f"<{tag}> within a mark"
        elif tag in VOID:
            self.open[-1].children.append((tag, tuple(attrs), tuple(self.wrap)))
        elif tag in INLINE and (tag, self.open[-1].tag) != ("code", "pre"):
            self.wrap.append((tag, tuple(attrs)))
        else:
            node = Node(tag, tuple(attrs))
            self.open[-1].children.append(node)
            self.open.append(node)

    def handle_endtag(self, tag):
        if tag == self.drop:
            self.dropping = False
        elif tag in VOID | {"ins", "del"} or self.dropping:
            return
        elif self.wrap and self.wrap[-1][0] == tag:
            self.wrap.pop()
        else:
            assert self.open.pop().tag == tag

    def handle_data(self, data):
        if self.dropping:
            return
        keeps = any(node.tag == "pre" for node in self.open)
        text = data if keeps else re.sub(r"\s+", " ", data)
        self.open[-1].children.extend((letter, tuple(self.wrap)) for letter in text)


def tree(html: str, drop: str = "") -> tuple:
    """`html` as a tree, without one kind of mark and what goes with it."""
    parser = Parser(drop)
    parser.feed(str(html))
    parser.close()
    (root,) = parser.open
    assert not parser.wrap
    return shape(root, within_pre=False)


def shape(node: Node, *, within_pre: bool) -> tuple:
    """The tree as plain values: name, attributes, letters with their formatting, elements."""
    within_pre = within_pre or node.tag == "pre"
    if node.tag == "table":
        drop_cells(node)
    out: list = []
    run: list = []
    for child in [*node.children, None]:
        if isinstance(child, tuple):
            run.append(child)
            continue
        out += run if within_pre else trim(run)
        run = []
        if child is not None and not (is_gone(child) and child.tag not in CELLS):
            out.append(shape(child, within_pre=within_pre))
    return (node.tag, node.attributes, *out)


def trim(run: list) -> list:
    """Letters without the spaces that lie between elements; several spaces are one."""
    out: list = []
    for letter in run:
        if letter[0] != " " or out[-1:] != [letter]:
            out.append(letter)
    space = (" ", ())
    begin, end = out[:1] == [space], out[1:][-1:] == [space]
    return out[begin : len(out) - end]


def is_gone(node: Node) -> bool:
    """Whether it is empty because of what was dropped from it."""
    if not node.lost:
        return False
    return all(isinstance(one, Node) and is_gone(one) for one in node.children)


def drop_cells(table: Node) -> None:
    """Take the columns out of which every cell is gone; rows that are gone go by themselves."""
    rows = [row for part in table.nodes("thead", "tbody") for row in part.nodes("tr")]
    left = [row for row in rows if not is_gone(row)]
    columns = list(zip(*(row.nodes(*CELLS) for row in left), strict=True))
    gone = [all(is_gone(cell) for cell in column) for column in columns]
    for row in left:
        cells = row.nodes(*CELLS)
        row.children = [cell for cell, out in zip(cells, gone, strict=True) if not out]
