"""Random wordings in Markdown, and random changes to their structure and words."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

WORDS = ["a", "the", "harbour", "light,", "lamp", "oil;", "wick", "2.1.3", "&", "<", "don't", "is"]
WORDS += ["well-lit", "–", "ring", "999", "once"]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
phrases = st.one_of(
    words,
    words,
    words.map("**{}**".format),
    words.map("*{}*".format),
    words.map("[{}](https://a.test/)".format),
    words.map("[{}](https://b.test/)".format),
    st.just("`x  y`"),
)
lines = st.lists(phrases, min_size=1, max_size=3).map(" ".join)


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading, a line across."""

    text: str
    prefix: str = ""

    def write(self) -> list[str]:
        return [self.prefix + self.text]


@dataclass(frozen=True)
class Code:
    text: str
    language: str = ""

    def write(self) -> list[str]:
        return [f"```{self.language}", *self.text.split("\n"), "```"]


@dataclass(frozen=True)
class Box:
    """Blocks that stand together: in a quotation or a box."""

    blocks: tuple
    kind: str = ""

    def write(self) -> list[str]:
        inner = write_blocks(self.blocks)
        if self.kind:
            return [f"!!! {self.kind}", "", *(f"    {row}".rstrip() for row in inner)]
        return [f"> {row}".rstrip() for row in inner]


@dataclass(frozen=True)
class Points:
    """A list: each item is its text and the blocks below it; `start` is 0 for bullets."""

    items: tuple
    start: int = 0
    is_loose: bool = False

    def write(self) -> list[str]:
        out = []
        for at, (text, blocks) in enumerate(self.items):
            out.append(f"{self.start + at}. {text}" if self.start else f"- {text}")
            below = write_blocks(blocks)
            if blocks and not isinstance(blocks[0], Points):
                out.append("")
            out += [f"    {row}".rstrip() for row in below]
            if self.is_loose:
                out.append("")
        return out


@dataclass(frozen=True)
class Table:
    rows: tuple
    aligned: str

    def write(self) -> list[str]:
        marks = {"l": ":--", "r": "--:", "c": ":-:", "-": "---"}
        head, *body = (f"| {' | '.join(row)} |" for row in self.rows)
        return [head, f"| {' | '.join(marks[one] for one in self.aligned)} |", *body]


def write_blocks(blocks) -> list[str]:
    out: list[str] = []
    for block in blocks:
        out += [*([""] if out else []), *block.write()]
    return out


def write(blocks) -> str:
    """The Markdown of blocks."""
    return "\n".join(write_blocks(blocks))


cells = st.one_of(st.just(""), words, phrases)


@st.composite
def tables(draw):
    width = draw(st.integers(1, 4))
    row = st.lists(cells, min_size=width, max_size=width).map(tuple)
    rows = draw(st.lists(row, min_size=2, max_size=4).map(tuple))
    return Table(rows, draw(st.text("--lrc", min_size=width, max_size=width)))


def blocks_of(inner):
    some = st.lists(inner, max_size=2).map(tuple)
    items = st.lists(st.tuples(st.one_of(lines, lines, st.just("")), some), min_size=1, max_size=4)
    starts = st.sampled_from([0, 0, 1, 1, 3])
    return st.one_of(
        st.builds(Points, items.map(tuple), starts, st.booleans()),
        st.builds(
            Box, st.lists(inner, min_size=1, max_size=2).map(tuple), st.sampled_from(["", "note"])
        ),
        tables(),
    )


plain = st.one_of(
    st.builds(Line, lines),
    st.builds(Line, st.lists(lines, min_size=2, max_size=3).map("  \n".join)),
    st.builds(Line, words, st.sampled_from(["## ", "### "])),
    st.just(Line("---")),
    st.builds(
        Code, words.map("{}\n\n  z".format) | words | st.just(""), st.sampled_from(["", "text"])
    ),
    tables(),
)
blocks = st.recursive(plain, blocks_of, max_leaves=6)
wordings = st.lists(blocks, max_size=4).map(tuple)
texts = wordings.map(write)


@st.composite
def edited(draw, one):
    """The block with one change, to its words or to its structure."""
    match one:
        case Line():
            return draw(
                st.sampled_from(
                    [replace(one, text=draw(edited_text(one.text))), Points(((one.text, ()),))]
                )
            )
        case Code():
            return replace(one, text=draw(edited_text(one.text)))
        case Box():
            return draw(
                st.sampled_from(
                    [
                        replace(one, blocks=draw(edited_blocks(one.blocks))),
                        replace(one, kind="" if one.kind else "note"),
                    ]
                )
            )
        case Points():
            return draw(edited_points(one))
        case Table():
            return draw(edited_table(one))


@st.composite
def edited_text(draw, text):
    parts = text.split(" ")
    at = draw(st.integers(0, len(parts)))
    end = min(len(parts), at + draw(st.integers(0, 2)))
    return " ".join([*parts[:at], *draw(st.lists(words, max_size=1)), *parts[end:]])


@st.composite
def edited_list(draw, items, new):
    """The items with one dropped, added, moved or repeated."""
    items = list(items)
    at = draw(st.integers(0, len(items)))
    kind = draw(st.sampled_from(["add", "drop", "move"]))
    if kind == "add" or not items:
        items.insert(at, draw(new))
        return tuple(items)
    one = items.pop(min(at, len(items) - 1))
    if kind == "move":
        items.insert(draw(st.integers(0, len(items))), one)
    return tuple(items)


@st.composite
def edited_blocks(draw, these):
    """The blocks with one of them changed, or dropped, added or moved."""
    if these and draw(st.booleans()):
        at = draw(st.integers(0, len(these) - 1))
        return (*these[:at], draw(edited(these[at])), *these[at + 1 :])
    return draw(edited_list(these, blocks))


@st.composite
def edited_points(draw, points):
    kind = draw(st.sampled_from(["kind", "space", "items", "item", "out", "in"]))
    if kind == "kind":
        return replace(points, start=draw(st.sampled_from([0, 1, 3, 4])))
    if kind == "space":
        return replace(points, is_loose=not points.is_loose)
    items = points.items
    if kind == "items":
        return replace(
            points, items=draw(edited_list(items, st.tuples(lines, st.just(())))) or items
        )
    at = draw(st.integers(0, len(items) - 1))
    (text, below), before, rest = items[at], items[:at], items[at + 1 :]
    changed = ((draw(edited_text(text)), below),)
    if kind == "out" and below and isinstance(below[0], Points):
        changed = ((text, below[1:]), *below[0].items)
    elif kind == "in" and at:
        (above, inner), before = before[-1], before[:-1]
        changed = ((above, (*inner, Points((items[at],), points.start))),)
    elif draw(st.booleans()):
        changed = ((text, draw(edited_blocks(below))),)
    return replace(points, items=(*before, *changed, *rest))


@st.composite
def edited_table(draw, table):
    rows, aligned = [list(row) for row in table.rows], list(table.aligned)
    at, to = (draw(st.integers(0, len(rows) - 1)) for _ in range(2))
    x, y = (draw(st.integers(0, len(aligned) - 1)) for _ in range(2))
    kind = draw(st.sampled_from(["cell", "empty", "swap", "rows", "add", "drop", "move", "align"]))
    if kind == "cell":
        rows[at][x] = draw(edited_text(rows[at][x]))
    elif kind == "empty":
        rows[at][x] = ""
    elif kind == "swap":
        rows[at][x], rows[to][y] = rows[to][y], rows[at][x]
    elif kind == "rows":
        new = st.lists(cells, min_size=len(aligned), max_size=len(aligned))
        rows = list(draw(edited_list(rows, new))) or rows  # a table keeps its head
    elif kind == "align":
        aligned[x] = draw(st.sampled_from("-lrc"))
    else:
        columns = [list(column) for column in zip(*rows, strict=True)]
        moved = (
            columns.pop(x)
            if kind != "add"
            else draw(st.lists(cells, min_size=len(rows), max_size=len(rows)))
        )
        align = aligned.pop(x) if kind != "add" else "-"
        if kind != "drop" or not columns:
            columns.insert(y, moved)
            aligned.insert(y, align)
        rows = [list(row) for row in zip(*columns, strict=True)]
    return Table(tuple(map(tuple, rows)), "".join(aligned))


@st.composite
def histories(draw, most=3):
    """Two and more wordings, each made of the one before by some changes."""
    made = [draw(wordings)]
    for _ in range(draw(st.integers(1, most))):
        now = made[-1]
        for _ in range(draw(st.integers(1, 3))):
            now = draw(edited_blocks(now))
        made.append(now)
    return [write(one) for one in made]
