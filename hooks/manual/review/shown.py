"""A wording as blocks: what its Markdown shows, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from manual.markup.render import render
from manual.word.block import BULLET, HEAD, Block, Kind, Run, tidy

_BLOCKS = {"p", "li", "td", "th", "dt", "dd", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass
class _List:
    """A list that is open."""

    tag: str
    notes: bool
    """Whether its items are footnotes."""
    next: int = 1


@dataclass
class _Shown(HTMLParser):
    """Reads the HTML of a wording."""

    blocks: list[Block] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    """The boxes and quotations that are open, the outer ones first."""
    runs: list[Run] = field(default_factory=list)
    look: list[Run] = field(default_factory=lambda: [Run("")])
    kind: Kind = "prose"
    mark: str = ""
    level: int = 0
    cells: list[tuple[Run, ...]] = field(default_factory=list)
    heads: bool = False
    """Whether the last cell was one of the head of a table."""
    opened: list[str] = field(default_factory=list)
    """What each open element means: the tag, or a word of our own."""
    marking: str | None = None
    """The mark of an item, or the label of a footnote, while it is read."""
    boxes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    # What begins

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        at = {name: value or "" for name, value in attrs}
        kinds = at.get("class", "")
        if tag == "br":
            self._say("\n")
        elif tag == "img":
            self._say(f"![{at.get('alt', '')}]({at.get('src', '')})")
        else:
            self.opened.append(self._begin(tag, at, kinds))

    def _begin(self, tag: str, at: dict[str, str], kinds: str) -> str:
        if tag in {"strong", "em", "code", "sup", "sub", "a"}:
            return self._begin_words(tag, at, kinds)
        if tag == "span":
            if kinds == "list-mark":
                self.marking = ""
                return "mark"
            if language := at.get("lang"):
                self._say("[")
                return f"lang {language}"
            return "span"
        if tag in {"ol", "ul"}:
            self._end_block()
            self.lists.append(_List(tag, "footnotes" in kinds, int(at.get("start") or 1)))
        elif tag in {"blockquote", "div", "tr"} or tag in _BLOCKS:
            return self._begin_block(tag, kinds)
        return tag

    def _begin_words(self, tag: str, at: dict[str, str], kinds: str) -> str:
        look = self.look[-1]
        if tag == "sup" and kinds == "footnote-mark":
            self.marking = ""
            return "note"
        if tag == "code" and self.kind == "code":
            return tag
        own_words = kinds == "address" or at.get("href", "").startswith("mailto:")
        change = {
            "strong": {"bold": True},
            "em": {"slanting": True},
            "code": {"code": True},
            "sup": {"raised": 1},
            "sub": {"raised": -1},
            "a": {} if own_words else {"link": at.get("href", "")},
        }[tag]
        self.look.append(look._replace(**change))  # type: ignore[arg-type] # its own fields
        return "look"

    def _begin_block(self, tag: str, kinds: str) -> str:
        if tag == "p" and self.opened and self.opened[-1] == "li first":
            self.opened[-1] = "li"
            return "span"
        self._end_block()
        self.level = int(tag[1]) if tag[0] == "h" and tag[1:].isdecimal() else 0
        self.kind = "heading" if self.level else "prose"
        if tag == "p" and "admonition-title" in kinds:
            self.kind, self.mark = "title", self.boxes[-1] if self.boxes else ""
        elif tag == "div" and "admonition" in kinds:
            self.boxes.append(" ".join(word for word in kinds.split() if word != "admonition"))
            self.within.append("box")
            return "box"
        elif tag == "blockquote":
            self.within.append("quote")
        elif tag == "li":
            self._begin_item()
            return "li first"
        elif tag in {"td", "th", "pre", "dt", "dd"}:
            self.kind = {"pre": "code", "dt": "term", "dd": "meaning"}.get(tag, "row")  # type: ignore[assignment] # each is a kind
        return tag

    def _begin_item(self) -> None:
        of = self.lists[-1]
        self.kind = "note" if of.notes else "item"
        self.mark = BULLET if of.tag == "ul" else f"{of.next}."
        of.next += 1

    # What ends

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        del tag
        if not self.opened:
            return
        was = self.opened.pop()
        if was == "look":
            self.look.pop()
        elif was == "mark":
            self.mark, self.marking = self.marking or "", None
        elif was == "note":
            self.runs.append(Run("", note=self.marking or ""))
            self.marking = None
        elif was.startswith("lang "):
            self._say(f"]{{lang={was.removeprefix('lang ')}}}")
        elif was in {"td", "th"}:
            self.heads = was == "th"
            self.cells.append(tidy(self.runs))
            self.runs = []
        elif was in {"ol", "ul", "blockquote", "box", "tr", "li", "li first"} or was in _BLOCKS:
            self._leave(was)

    def _leave(self, was: str) -> None:
        self._end_block(empty=was == "li first")
        if was in {"ol", "ul"}:
            self.lists.pop()
        elif was in {"blockquote", "box"}:
            self.within.pop()
            if was == "box":
                self.boxes.pop()
        elif was == "tr":
            self._add(Block("row", tuple(self.cells), mark=HEAD if self.heads else ""))
            self.cells = []
        self.kind = "prose"

    # What is said

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self.marking is not None:
            self.marking += data
        elif self.kind == "code":
            self.runs.append(Run(data))
        else:
            self._say(re.sub(r"[ \t\r\n]+", " ", data))

    def _say(self, text: str) -> None:
        self.runs.append(self.look[-1]._replace(text=text))

    def _end_block(self, *, empty: bool = False) -> None:
        """Add what was said since the last block ended."""
        runs, self.runs = self.runs, []
        if self.kind == "code":
            text = "".join(run.text for run in runs).strip("\n")
            cells: tuple[tuple[Run, ...], ...] = ((Run(text),),) if text else ()
        else:
            cells = (tidy(runs),)
        said = bool(cells and cells[0])
        if not said and not (empty and self.kind in {"item", "note"}):
            return
        self._add(Block(self.kind, cells, mark=self.mark, depth=self._depth()))
        self.kind, self.mark = "prose", ""

    def _depth(self) -> int:
        return self.level if self.kind == "heading" else len(self.lists)

    def _add(self, block: Block) -> None:
        within = self.within[-1] if self.within else ""
        depth = 0 if block.kind in {"row", "note"} else block.depth
        self.blocks.append(Block(block.kind, block.cells, "", block.mark, depth, within))


@lru_cache(maxsize=4_096)
def show(text: str) -> tuple[Block, ...]:
    r"""The blocks that a Markdown text shows, in order.

    >>> [(block.kind, block.mark, block.text) for block in show("Ask:\n\n- **who**;\n- why.")]
    [('prose', '', 'Ask:'), ('item', '•', 'who;'), ('item', '•', 'why.')]
    """
    reader = _Shown()
    reader.feed(str(render(text)))
    reader.close()
    reader._end_block()  # noqa: SLF001 - its own reader
    return tuple(reader.blocks)
