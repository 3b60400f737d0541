"""What changed, word by word: tests/cases/redlines, and rules that hold whatever changed."""

from html.parser import HTMLParser

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import CASES, bare
from manual.amendments.redline import redline
from manual.markup.render import render

BLOCKS = {"p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "pre", "div"}
BLOCKS |= {"blockquote", "h2", "h3"}
VOID = {"br", "hr", "img"}
PARENTS = {"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}}


class Reader(HTMLParser):
    """Reads a redline: its text without one kind of mark, and every fault in its nesting."""

    def __init__(self, drop: str = "") -> None:
        super().__init__()
        self.drop = drop
        self.open: list[str] = []
        self.texts: list[str] = []
        self.marks: set[tuple[str, str | None]] = set()
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        marked = {"ins", "del"} & {*self.open}
        if marked and (tag in BLOCKS or tag in ("ins", "del")):
            self.faults.append(f"<{tag}> within {marked}")
        if tag in PARENTS and (not self.open or self.open[-1] not in PARENTS[tag]):
            self.faults.append(f"<{tag}> within {self.open[-1:]}")
        if tag in ("ins", "del"):
            self.marks.add((tag, dict(attrs).get("data-amendment")))
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data):
        if self.drop not in self.open:
            self.texts.append(data)


def read(html: str, drop: str = "") -> Reader:
    reader = Reader(drop)
    reader.feed(str(html))
    reader.close()
    assert not reader.faults + reader.open, html
    return reader


def letters(html: str, drop: str = "") -> str:
    """The text of `html`, in order, without spaces."""
    return "".join("".join(read(html, drop).texts).split())


def amend(*wordings: str) -> str:
    """The redline of wordings that followed one another: amendments 2, 3, …"""
    first, *others = map(render, wordings)
    return str(redline(str(first), tuple((i, str(html)) for i, html in enumerate(others, 2))))


words = st.lists(
    st.sampled_from(
        [
            "a",
            "the",
            "harbour",
            "light,",
            "lamp",
            "oil;",
            "wick",
            "2.1.3",
            "&",
            "<",
            "don't",
            "well-lit",
            "is",
            "–",
        ]
    ),
    min_size=1,
    max_size=7,
).map(" ".join)
phrases = st.one_of(
    words,
    words.map("**{}**".format),
    words.map("*{}*".format),
    words.map("[{}](https://a.test/)".format),
    words.map("[{}](https://b.test/)".format),
    st.just("`x  y`"),
)
lines = st.lists(phrases, min_size=1, max_size=3).map(" ".join)
cells = st.lists(words, min_size=2, max_size=2).map("| {0[0]} | {0[1]} |".format)
blocks = st.one_of(
    lines,
    st.lists(lines, min_size=1, max_size=4).map("  \n".join),
    st.lists(lines.map("- {}".format), min_size=1, max_size=4).map("\n".join),
    st.lists(lines.map("1. {}".format), min_size=1, max_size=3).map("\n".join),
    st.lists(cells, min_size=2, max_size=4).map(
        lambda rows: "\n".join([rows[0], "|---|---|", *rows[1:]])
    ),
    words.map("- one\n\n    {}\n\n- two\n    - three".format),
    words.map("> {}".format),
    words.map("```\n{}\n\n  z\n```".format),
)
texts = st.lists(blocks, max_size=4).map("\n\n".join)


@st.composite
def edited(draw):
    """Two to four wordings, each made of pieces of the one before and of new ones."""
    wordings = [draw(texts)]
    for _ in range(draw(st.integers(1, 3))):
        pieces = wordings[-1].split("\n\n")
        at = draw(st.integers(0, len(pieces)))
        end = min(len(pieces), at + draw(st.integers(0, 2)))
        wordings.append(
            "\n\n".join([*pieces[:at], *draw(st.lists(blocks, max_size=1)), *pieces[end:]])
        )
    return wordings


@given(edited())
@settings(deadline=None, max_examples=100)
def test_without_insertions_it_is_the_old_text_and_without_deletions_the_new(wordings):
    html = amend(*wordings)
    assert letters(html, drop="ins") == letters(render(wordings[0]))
    assert letters(html, drop="del") == letters(render(wordings[-1]))


@given(edited())
@settings(deadline=None, max_examples=50)
def test_marks_name_the_amendments_that_were_given(wordings):
    numbers = {str(number) for number in range(2, len(wordings) + 1)}
    assert {number for _, number in read(amend(*wordings)).marks} <= numbers


@given(texts)
@settings(deadline=None, max_examples=30)
def test_what_did_not_change_bears_no_mark(text):
    html = amend(text, text)
    assert not read(html).marks
    assert letters(html) == letters(render(text))


@given(texts)
@settings(deadline=None, max_examples=30)
def test_what_is_inserted_or_deleted_whole_is_marked_whole(text):
    assert letters(amend("", text), drop="ins") == ""
    assert letters(amend(text, ""), drop="del") == ""


FILES = sorted(CASES.glob("redlines/*.yml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_kind_of_change(file):
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert bare(amend(*case["wordings"])) == bare(case["redline"])


def test_a_word_inserted_and_deleted_again_is_left_out():
    html = amend("Light the lamp.", "Light the old lamp.", "Light the lamp.")
    assert html == "<p>Light the lamp.</p>"


def test_text_is_escaped():
    assert "&lt;b&gt;" in amend("Write `<b>` down.", "Write `<b>` up.")
