"""Texts that are too large, too long or too deep are refused before anything else reads them."""

import pytest
from manual.text.characters import check_characters, spell
from manual.text.limits import LARGEST_PAGE, LONGEST_LINE, check_page

LINE = "word " * 20 + "\n"


def said(text: str) -> list[str]:
    return [f"{problem.where.line}: {problem.message}" for problem in check_page("a.md", text)]


def test_a_page_as_large_as_a_book_is_refused():
    paragraph = f"{LINE}\n"
    assert said(paragraph * (LARGEST_PAGE // len(paragraph))) == []
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
    assert len(said("[" * 3000)) == 1


@pytest.mark.parametrize(
    "line",
    [" " * 61 + "x", "\t" * 16 + "x", ">" * 11 + " x", "> " * 11 + "x", "1. " * 11 + "x"],
)
def test_what_is_nested_too_deep(line):
    assert said(line) == ["1: lists or quotations are nested more than 10 levels deep"]


@pytest.mark.parametrize("line", [" " * 60 + "x", "> " * 10 + "x", "- " * 40, "* * *", "--- " * 30])
def test_what_is_not(line):
    assert said(line) == []


@pytest.mark.parametrize(
    "sign",
    "\x00\x08\x0b\x1b\x7f\x85\u200e\u202e\u2066\u2028\ufeff\uffff\u200b\u200c\u200d\u2060\u2062"
    "\u00ad\u034f\u180e\u2800\u3164\ue000\ufffd\ufe00\u0378\ud800\U000e0041\U000e0101\U0010ffff",
)
def test_signs_that_nobody_sees_are_refused(sign):
    (problem,) = check_characters("a.md", f"one\ntwo{sign}{sign}x\nthree")
    assert problem.where.line == 2
    assert problem.message == f"the character {spell(sign)} is not allowed in a text"


@pytest.mark.parametrize(
    ("sign", "spelt"),
    [
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\x00", "U+0000 (control character)"),
        ("\ue000", "U+E000 (private use)"),
        ("\u0378", "U+0378 (unassigned)"),
        ("\ud800", "U+D800 (half of a character)"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
    ],
)
def test_a_sign_is_spelt_by_its_code_point_and_its_name(sign, spelt):
    assert spell(sign) == spelt


def test_more_marks_on_a_letter_than_words_need_are_refused():
    (problem,) = check_characters("a.md", "one\ntwo" + "\u0301" * 60)
    assert str(problem).startswith("a.md:2: more than 4 marks are on one letter, of U+0301 (")


@pytest.mark.parametrize(
    "text",
    [
        "tab\there, caf\u00e9, cafe\u0301, \u201cquoted\u201d \u2013\r\n",
        "\u0645\u0631\u062d \U0001f600",
        "25\u00a0000, 5\u202fkm, a non\u2011breaking hyphen",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with a non-joiner
        "\u0915\u094d\u200d\u0937",  # Devanagari, with a joiner
        "\u26a0\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u05e9\u05c1\u05b8\u0591",
    ],
)
def test_ordinary_signs_are_not(text):
    assert not [*check_characters("a.md", text)]
