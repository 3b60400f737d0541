"""Random texts as people write them, each word of which can be found again.

A text is drawn as blocks; as they are written, every word gets letters of its own at its end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

from hypothesis import strategies as st

STEMS = ["lamp", "Harbour", "light", "wick", "Llŷn", "Straße", "don’t", "маяк", "φάρος", "منارة"]
STEMS += ["מגדלור", "灯塔", "दीपस्तंभ", "đèn", "O’Neil", "co-keeper", "and", "tower" * 16]
FRAMES = ["{}", "{}", "{}", "{},", "**{}**", "*{}*", "***{}***", "__{}__", "_{}_", "`{}`", "“{}”"]
FRAMES += ["[{}](https://fair.test/a_b)", "[**{}**](https://fair.test/)", "{}&nbsp;", "&lt;{}&gt;"]
FRAMES += ["{} &amp; {}", "\\*{}\\*", "({})", "[{}]", "{}; 2 * 3 =", "{}: 1 < 2", "{}_{}_", "~{}"]
FRAMES += ["{}  \n", "{}\\\n", "{}\n", "{} paragraph 2.2.1", "{} {contact:police}", "{} 3.5 %"]
FRAMES += ["{} <{}@light.test>", "{}@light.test", "see section 2.2 {}", "{}!", "{} – {}", "{}…"]
BULLETS = ["-", "*", "+", "•", "–"]
NUMBERED = ["{0}.", "{0})", "({0})", "({1})", "{1}.", "{1})", "({2})", "{2}."]
ROMAN = ["i", "ii", "iii", "iv", "v"]


@dataclass
class Writer:
    """Gives each word letters of its own, and keeps all that were written."""

    words: list[str] = field(default_factory=list)
    own: str = ""
    """Letters that the words of no other text have."""
    stems: Iterator[str] = field(default_factory=lambda: cycle(STEMS))

    def word(self, stem: str) -> str:
        count, letters = len(self.words), ""
        for _ in range(3):
            letters = chr(97 + count % 26) + letters
            count //= 26
        self.words.append(f"{stem}q{self.own}{letters}")
        return self.words[-1]

    def sentence(self, pairs: tuple[tuple[str, str], ...], *, one_line: bool = False) -> str:
        said = []
        for stem, frame in pairs:
            parts = frame.split("{}")
            text = parts[0]
            for part in parts[1:]:
                text += self.word(stem) + part
            said.append(text)
        text = "".join(one if one.endswith("\n") else f"{one} " for one in said).strip(" \n\\")
        return " ".join(text.replace("\\\n", " ").split()) if one_line else text


Block = tuple
"""The name of a kind, and what is in it."""


def write(block: Block, writer: Writer) -> list[str]:
    """The lines of a block."""
    return WRITERS[block[0]](writer, *block[1:])


def write_all(blocks: tuple[Block, ...], writer: Writer) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += [*([""] if lines else []), *write(block, writer)]
    return lines


def _paragraph(writer, pairs):
    return writer.sentence(pairs).split("\n")


def _points(writer, mark, depth, items, is_loose):
    lines = []
    for at, (pairs, below) in enumerate(items):
        sign = mark.format(at + 1, chr(97 + at), ROMAN[at])
        first, *rest = writer.sentence(pairs).split("\n")
        lines += [*([""] if lines and is_loose else []), f"{sign} {first}"]
        indent = " " * (depth or len(sign) + 1)
        lines += [f"{indent}{line}" for line in rest]
        for block in below:
            if block[0] != "points":
                lines.append("")
            lines += [f"{indent}{line}".rstrip() for line in write(block, writer)]
    return lines


def _table(writer, rows):
    written = [" | ".join(writer.sentence(cell, one_line=True) for cell in row) for row in rows]
    head, *body = (f"| {row} |" for row in written)
    return [head, f"|{' --- |' * len(rows[0])}", *body]


def _quotation(writer, blocks):
    return [f"> {line}".rstrip() for line in write_all(blocks, writer)]


def _code(writer, pairs, fence):
    lines = writer.sentence(tuple((stem, "{}") for stem, _ in pairs)).split(" ")
    if not fence:
        return [f"    {line}" for line in lines]
    return [fence, *lines, fence[:3]]


def _box(writer, title, blocks):
    head = f'!!! note "{writer.word(title)}"'
    return [head, "", *(f"    {line}".rstrip() for line in write_all(blocks, writer))]


def _footnote(writer, first, second):
    said = [writer.sentence(one, one_line=True) for one in (first, second)]
    return [f"{said[0]}[^1]", "", f"[^1]: {said[1]}"]


def _definition(writer, first, second):
    said = [writer.sentence(one, one_line=True) for one in (first, second)]
    return [said[0], f": {said[1]}"]


WRITERS = {
    "paragraph": _paragraph,
    "points": _points,
    "table": _table,
    "quotation": _quotation,
    "code": _code,
    "box": _box,
    "footnote": _footnote,
    "definition": _definition,
    "rule": lambda _: ["* * *"],
}

pairs = st.tuples(st.sampled_from(STEMS), st.sampled_from(FRAMES))
sentences = st.lists(pairs, min_size=1, max_size=5).map(tuple)
few = st.lists(pairs, max_size=2).map(tuple)


def _inner(blocks):
    some = st.lists(blocks, max_size=2).map(tuple)
    items = st.lists(st.tuples(sentences, some), min_size=1, max_size=4).map(tuple)
    marks = st.sampled_from([*BULLETS, "-", "-", *NUMBERED, "{0}.", "{0}."])
    return st.one_of(
        st.tuples(st.just("points"), marks, st.sampled_from([0, 0, 2, 3, 4]), items, st.booleans()),
        st.tuples(st.just("points"), marks, st.just(0), items, st.booleans()),
        st.tuples(st.just("quotation"), st.lists(blocks, min_size=1, max_size=2).map(tuple)),
        st.tuples(
            st.just("box"),
            st.sampled_from(STEMS),
            st.lists(blocks, min_size=1, max_size=2).map(tuple),
        ),
    )


@st.composite
def _tables(draw):
    width = draw(st.integers(1, 4))
    row = st.lists(few, min_size=width, max_size=width).map(tuple)
    return ("table", draw(st.lists(row, min_size=2, max_size=4).map(tuple)))


plain = st.one_of(
    st.tuples(st.just("paragraph"), sentences),
    st.tuples(st.just("paragraph"), sentences),
    st.tuples(st.just("code"), sentences, st.sampled_from(["```", "~~~", "``` text", ""])),
    _tables(),
    st.tuples(st.just("paragraph"), sentences),
    _tables(),
    st.tuples(st.sampled_from(["footnote", "definition"]), sentences, sentences),
    st.just(("rule",)),
)
blocks = st.recursive(plain, _inner, max_leaves=6)
documents = st.lists(blocks, min_size=1, max_size=4).map(tuple)


def written(document: tuple[Block, ...], own: str = "") -> tuple[list[str], list[str]]:
    """The lines of a document, and its words, with letters that no other document has."""
    writer = Writer(own=own)
    lines = write_all(document, writer)
    return lines, writer.words
