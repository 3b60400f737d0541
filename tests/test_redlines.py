"""What changed, word by word: tests/cases/redlines, and rules that hold whatever changed."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from invented import CASES, bare, read_case
from manual.amendments.redline import redline
from manual.markup.render import render
from wording_tree import tree
from wordings import histories, texts

BLOCKS = {"p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "pre", "div"}
BLOCKS |= {"blockquote", "h2", "h3"}
VOID = {"br", "hr", "img"}
PARENTS = {"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}}


class Reader(HTMLParser):
    """Reads a redline: its marks, and every fault in its nesting."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
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


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(str(html))
    reader.close()
    assert not reader.faults + reader.open, html
    return reader


def amend(*wordings: str) -> str:
    """The redline of wordings that followed one another: amendments 2, 3, …"""
    first, *others = map(render, wordings)
    return str(redline(str(first), tuple((i, str(html)) for i, html in enumerate(others, 2))))


@given(histories())
@settings(deadline=None, max_examples=60)
def test_without_insertions_it_is_the_old_wording_and_without_deletions_the_new(wordings):
    html = amend(*wordings)
    assert tree(html, drop="ins") == tree(render(wordings[0]))
    assert tree(html, drop="del") == tree(render(wordings[-1]))


@given(histories())
@settings(deadline=None, max_examples=25)
def test_marks_name_the_amendments_that_were_given(wordings):
    numbers = {str(number) for number in range(2, len(wordings) + 1)}
    assert {number for _, number in read(amend(*wordings)).marks} <= numbers


@given(texts)
@settings(deadline=None, max_examples=15)
def test_what_did_not_change_bears_no_mark(text):
    html = amend(text, text)
    assert not read(html).marks
    assert tree(html) == tree(render(text))


@given(histories(most=1))
@settings(deadline=None, max_examples=25)
def test_what_changed_bears_a_mark(wordings):
    before, after = map(render, wordings)
    assert bool(read(amend(*wordings)).marks) == (tree(before) != tree(after))


@given(texts)
@settings(deadline=None, max_examples=15)
def test_what_is_inserted_or_deleted_whole_is_marked_whole(text):
    assert tree(amend("", text), drop="ins") == tree("")
    assert tree(amend(text, ""), drop="del") == tree("")


FILES = sorted(CASES.glob("redlines/*.yml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_kind_of_change(file):
    case = read_case(file)
    html = amend(*case["wordings"])
    assert bare(html) == bare(case["redline"])
    assert re.findall(r'data-remark="([^"]*)"', html) == case.get("remarks", [])


def test_a_word_inserted_and_deleted_again_is_left_out():
    html = amend("Light the lamp.", "Light the old lamp.", "Light the lamp.")
    assert html == "<p>Light the lamp.</p>"


def test_text_is_escaped():
    assert "&lt;b&gt;" in amend("Write `<b>` down.", "Write `<b>` up.")
