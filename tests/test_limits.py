"""Texts that are too large, too long or too deep are refused before anything else reads them."""

import pytest
from manual.text.limits import LARGEST_PAGE, LONGEST_LINE, check_characters, check_page

LINE = "word " * 20 + "\n"


def said(text: str) -> list[str]:
    return [f"{problem.where.line}: {problem.message}" for problem in check_page("a.md", text)]


def test_a_page_as_large_as_a_book_is_refused():
    assert said(LINE * (LARGEST_PAGE // len(LINE))) == []
    assert said("\n" * (LARGEST_PAGE + 1)) == [
        "1: the text has 250,001 characters; at most 250,000 are read"
    ]


def test_a_line_without_end_is_refused():
    assert said("x\n" + "y" * LONGEST_LINE) == []
    assert said("x\n" + "y" * (LONGEST_LINE + 1)) == [
        "2: the line has 10,001 characters; at most 10,000 are read"
    ]


def test_brackets_are_counted_by_the_paragraph():
    assert said("[\n" * 100 + "\n" + "[\n" * 100) == []
    assert said("[\n" * 101) == ["101: a paragraph has more than 100 opening brackets"]
    assert len(said("[" * 5000)) == 1


@pytest.mark.parametrize(
    "line",
    [" " * 61 + "x", "\t" * 16 + "x", ">" * 11 + " x", "> " * 11 + "x", "1. " * 11 + "x"],
)
def test_what_is_nested_too_deep(line):
    assert said(line) == ["1: lists or quotations are nested more than 10 levels deep"]


@pytest.mark.parametrize("line", [" " * 60 + "x", "> " * 10 + "x", "- " * 40, "* * *", "--- " * 30])
def test_what_is_not(line):
    assert said(line) == []


@pytest.mark.parametrize("sign", "\x00\x08\x0b\x1b\x7f\x85\u200e\u202e\u2066\u2028\ufeff\uffff")
def test_signs_that_nobody_sees_are_refused(sign):
    (problem,) = check_characters("a.md", f"one\ntwo{sign}{sign}\nthree")
    assert problem.where.line == 2
    assert problem.message == f"the character U+{ord(sign):04X} cannot stand in a text"


def test_ordinary_signs_are_not():
    text = "tab\there, caf\u00e9, \u201cquoted\u201d \u2013 \u0645\u0631\u062d \u200b\U0001f600\r\n"
    assert not [*check_characters("a.md", text)]
