"""Numbers, references, the canonical form, and the splitting of a text at its numbers."""

import re
import unicodedata
from textwrap import dedent, fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manual.markup.lists import find_unclear
from manual.markup.render import render
from manual.numbers.number import Number, parse_span
from manual.numbers.numbering import PLAIN
from manual.problem import ProblemsError
from manual.provisions.canonical import canonical, escape_numbers
from manual.provisions.load import load_section, load_wordings
from manual.provisions.mention import find_mentions, link_mentions

FRONT = "---\nsection: 2.1\ntitle: The lamp\nreviewed: 2026-11-01\nreview_by: 2027-11-01\n---\n\n"


def numbers(*texts: str) -> list[Number]:
    return [number for text in texts if (number := PLAIN.read(text))]


# Numbers


def test_numbers_sort_as_readers_expect():
    written = [
        "2.1",
        "2.1.1",
        "2.1.3",
        "2.1.3A",
        "2.1.3AA",
        "2.1.3B",
        "2.1.3Z",
        "2.1.4",
        "2.1.10",
        "2.2",
        "2.2.1",
        "2.9",
        "2.9.1",
        "2.10",
        "10.1",
    ]
    assert list(map(str, sorted(numbers(*written)))) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "2.",
        "2.1.",
        "2.1.0",
        "2.1.3a",
        "2.1.3ABC",
        "2.1.3.1",
        "2.1 .3",
        "v2.1",
        "2,1",
        "2.1A",
    ],
)
def test_what_is_no_number(text):
    assert PLAIN.read(text) is None


def test_a_number_knows_its_section():
    number, section = numbers("2.1.3A", "2.1")
    assert number.of_section == section
    assert section.is_section
    assert not number.is_section


NUMBERS = st.from_regex(r"([1-9][0-9]{0,3}\.){2}[1-9][0-9]{0,3}[A-Z]{0,2}", fullmatch=True)


@given(NUMBERS)
@settings(deadline=None, max_examples=50)
def test_a_number_reads_back_as_it_is_written(text):
    assert str(PLAIN.read(text)) == text


@pytest.mark.parametrize(
    ("span", "within", "without"),
    [
        ("2.4", "2.4", "2.4.1"),
        ("2.4.2", "2.4.2", "2.4.2A"),
        ("2.4.1 to 2.4.9", "2.4.3B", "2.4.10"),
        ("2.4 to 2.4.2", "2.4", "2.4.3"),
        ("section 2.4", "2.4.7A", "2.40.7"),
        ("section 2.4", "2.4", "2.5"),
    ],
)
def test_a_span_holds_what_it_names(span, within, without):
    found = parse_span(span, PLAIN.read)
    assert found
    assert [found.holds(number) for number in numbers(within, without)] == [True, False]


@pytest.mark.parametrize(
    "text",
    ["2.4.2 to 2.4.1", "2.4.1 to 2.5.1", "section 2.4 to 2.5", "section 2.4.1", "2.4.1-3", ""],
)
def test_what_is_no_span(text):
    assert parse_span(text, PLAIN.read) is None


# References


def targets(text: str) -> list[str]:
    return [mention.target for mention in find_mentions("a.md", text, 1, PLAIN)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paragraph 2.3.2", ["2.3.2"]),
        ("Paragraph 2.3.2.", ["2.3.2"]),
        ("paragraphs 2.3.2, 2.3.4 and 2.4.1", ["2.3.2", "2.3.4", "2.4.1"]),
        ("paragraphs 2.3.2, 2.3.4, and 2.4.1", ["2.3.2", "2.3.4", "2.4.1"]),
        ("paragraphs 2.4.1 to 2.4.3", ["2.4.1", "2.4.3"]),
        ("paragraph 2.3.2 or 2.3.3A", ["2.3.2", "2.3.3A"]),
        ("section 2.3", ["2.3"]),
        ("Sections 2.3 and 2.10", ["2.3", "2.10"]),
        ("(see section 2.3)", ["2.3"]),
        ("paragraph\n2.3.2", ["2.3.2"]),
        ("paragraph 2.3.2, which 2.3.3 repeats", ["2.3.2"]),
        ("paragraph 2.3.2 and 3 others", ["2.3.2"]),
        ("paragraphs 2.3.2–2.3.9", ["2.3.2", "2.3.9"]),
        ("paragraphs 2.3.2 - 2.3.9", ["2.3.2", "2.3.9"]),
        ("paragraphs 2.3.2–9 and 2.4.1", ["2.3.2", "2.3.9", "2.4.1"]),
        ("paras 2.3.2(a), 2.3.3(b)(ii) & 2.3.4", ["2.3.2(a)", "2.3.3(b)(ii)", "2.3.4"]),
        ("paragraphs 2.3.2(a) and (b), and 2.3.4", ["2.3.2(a)", "2.3.2(b)", "2.3.4"]),
        ("paragraph 2.3.2 (b) to (d)", ["2.3.2(b)", "2.3.2(d)"]),
        (
            "paragraph 2.3.2(b)(ii)–(iv), (d) or (e)(i)",
            ["2.3.2(b)(ii)", "2.3.2(b)(iv)", "2.3.2(d)", "2.3.2(e)(i)"],
        ),
        ("paragraphs 2.3.2(h) and (i)", ["2.3.2(h)", "2.3.2(i)"]),
        ("paragraph 2.3.2.a and 2.3.2.b.ii.", ["2.3.2(a)", "2.3.2(b)(ii)"]),
        ("paragraph 2.3.2, sub-paragraph (aa)", ["2.3.2", "2.3.2(aa)"]),
        (
            "sub-paragraphs (i) and (ii) of paragraph 2.3.2(b)",
            ["2.3.2(b)(i)", "2.3.2(b)(ii)", "2.3.2(b)"],
        ),
        ("paragraph 2.3.2 (UK), paragraph 2.3.3 (or so)", ["2.3.2", "2.3.3"]),
        ("You (a) read paragraph 2.3.2, (b) ring and (c) go", ["2.3.2"]),
        ("paragraph 2.3.2(a);\n(b) the next", ["2.3.2(a)"]),
        ("paragraph 2.3.2(a)(i) to (a)(iii)", ["2.3.2(a)(i)", "2.3.2(a)(iii)"]),
        ("paragraph 2.3.2(a)&(b)", ["2.3.2(a)", "2.3.2(b)"]),
        ("sub-paragraph (b) or (c)", ["(b)", "(c)"]),
        ("sub-paragraph (b) of this paragraph, (c) of that paragraph", ["(b)"]),
        ("In this paragraph (a) oil is", []),
        ("paragraph (b) of the Act, sub-paragraph (c) of that Schedule", []),
        ("para. 2.3.2; 2.3.3 and/or 2.3.4", ["2.3.2", "2.3.3", "2.3.4"]),
        ("§2.3", ["2.3"]),
        ("§§ 2.3.2 through 2.3.4", ["2.3.2", "2.3.4"]),
        ("s. 2.3 and ss. 2.4/2.5", ["2.3", "2.4", "2.5"]),
        ("it's 2.3; the U.S. 2.3", []),
        ("paragraph **2.3.2** or `2.3.3`", ["2.3.2", "2.3.3"]),
        ("PARAGRAPH \u201c2.3.2\u201d", ["2.3.2"]),
        ("paragraph\u00a02.3.2", ["2.3.2"]),
        ("section 2.3 of the Localism Act 2011", []),
        ("sections 2.3 and 2.4 of that Act", []),
        ("section 2.3 of this manual", ["2.3"]),
        ("paragraph 2.3.2 of section 2.3", ["2.3.2", "2.3"]),
        (r"section \2.3", []),
        (r"sections 2.3 and \2.4", ["2.3"]),
        ("section 47 of the Act", []),
        ("section 16LA", []),
        ("subsection 2.3", []),
        ("paragraph 2.3.2abc", []),
        ("paragraph 2.3.2.1", []),
        ("version 2.3.2", []),
        ("2.3.2", []),
        ("`paragraph 2.3.2`", []),
        ("``a ` paragraph 2.3.2``", []),
        ("[paragraph 2.3.2](x.md)", []),
        ("<https://light.test/paragraph 2.3.2>", []),
        ("~~~\nparagraph 2.3.2\n~~~\nparagraph 2.3.3", ["2.3.3"]),
    ],
)
def test_what_a_reference_names(text, found):
    assert targets(text) == found


def test_a_reference_is_where_its_number_stands():
    text = "One.\n\n```\ncode\n```\n\nSee paragraph\n2.3.2 and {contact:front-door}."
    found = [(m.kind, m.target, m.where.line) for m in find_mentions("a.md", text, 10, PLAIN)]
    assert found == [("paragraph", "2.3.2", 17), ("contact", "front-door", 17)]


def test_links_keep_the_words():
    text = "See paragraphs 2.3.2 and 2.3.4, section 2.4, {contact:a/b} and `section 2.5`."
    linked = link_mentions(text, PLAIN, lambda number, words: f"<{words}|{number}>", "({})".format)
    assert linked == (
        "See paragraphs <2.3.2|2.3.2> and <2.3.4|2.3.4>, <section 2.4|2.4>, (a/b) and "
        "`section 2.5`."
    )


def test_a_number_of_another_document_keeps_its_mark():
    text = r"Section \2.5 and paragraphs 2.3.2 and \2.5, by \2.5 million."
    assert canonical(text) == r"Section \2.5 and paragraphs 2.3.2 and \2.5, by 2.5 million."
    linked = link_mentions(canonical(text), PLAIN, "<{}|{}>".format, str)
    assert linked == "Section 2.5 and <2.3.2|paragraphs 2.3.2> and 2.5, by 2.5 million."


# The canonical form


def same(first: str, second: str) -> None:
    assert canonical(dedent(first)) == canonical(dedent(second))


def test_wrapping_anew_is_no_change():
    same("one two\nthree", "one\ntwo three")
    same("- one\n  two\n- three", "- one two\n- three")
    same("one  two\t three ", "one two three")
    same("!!! scope\n\n    one\n    two", "!!! scope\n\n    one two")


def test_blank_lines_and_line_ends_are_no_change():
    same("one\n\n\n\ntwo\n", "one\r\n\r\ntwo")
    same("\n\none", "one")
    same("one   \n\ntwo", "one\n\ntwo")


def test_a_list_without_its_blank_line_is_a_list():
    same("one:\n- two\n- three", "one:\n\n- two\n- three")
    assert "<li>" in render(canonical("one:\n- two"))


def test_letters_are_composed():
    assert canonical(unicodedata.normalize("NFD", "café")) == unicodedata.normalize("NFC", "café")


def test_hard_breaks_are_kept():
    assert canonical("one  \ntwo") == "one  \ntwo"
    assert canonical("one\\\ntwo") == "one  \ntwo"
    assert canonical("one\ntwo") == "one two"


def test_code_is_kept():
    text = "```\na  b\n\n    c\n- d\n```"
    assert canonical(text) == text
    assert canonical(f"one\ntwo\n\n{text}\n\nthree\nfour") == f"one two\n\n{text}\n\nthree four"


def test_a_fence_ends_at_its_own_mark():
    text = "````\n```\na  b\n````"
    assert canonical(f"{text}\n\nc  d") == f"{text}\n\nc d"


def test_indented_code_is_kept():
    text = "one\n\n    a  b\n    c\n\n\n    d\n\ntwo"
    assert canonical(text) == text
    assert canonical("\ta  b\n\tc") == "    a  b\n    c"
    assert canonical("- one\n\n    two\n    three\n\n        a  b\n        c") == (
        "- one\n\n    two three\n\n        a  b\n        c"
    )


def test_code_in_a_line_is_kept():
    assert canonical("a  `b  c`  d") == "a `b  c` d"
    assert canonical("a ``b ` c  d``\ne") == "a ``b ` c  d`` e"


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| --- | --- |\n| c | d |",
        "a | b\n--- | ---\nc | d\ne |",
        "one\n\na | b\n:-- | --:\n1 | 2\n\ntwo",
    ],
)
def test_table_rows_are_kept(text):
    assert canonical(text) == text
    assert "<td" in render(text)


def test_a_bar_alone_makes_no_table():
    assert canonical("a | b\nc | d") == "a | b c | d"
    assert canonical("| a | b |\n| c | d |") == "| a | b | | c | d |"


def test_a_table_without_its_blank_line_is_a_table():
    same("one:\n| a | b |\n| - | - |", "one:\n\n| a | b |\n| - | - |")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("one two", "one, two"),
        ("one\n\ntwo", "one two"),
        ("- one\n- two", "- one two"),
        ("one **two**", "one two"),
        ("```\na b\n```", "```\na  b\n```"),
        ("one  \ntwo", "one two"),
        ("- one\n    - two", "- one\n- two"),
        ("Two", "two"),
        ("a `b c`", "a `b  c`"),
        ("    a b", "    a  b"),
        ("a | b\n-- | --\nc | d", "a | b\n-- | --\nc | d e"),
        ("2 km", "2\u00a0km"),
    ],
)
def test_a_change_of_wording_is_one(first, second):
    assert canonical(first) != canonical(second)


WORDS = st.sampled_from(
    [
        "light",
        "the",
        "lamp",
        "at",
        "dusk,",
        "Mr",
        "O'Neill;",
        "café",
        "2.1.3",
        "&",
        "–",
        "(or)",
        "not.",
        "**now**",
        "7",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


@given(st.lists(SENTENCES, min_size=1, max_size=3), st.integers(8, 60), st.integers(8, 60))
@settings(deadline=None, max_examples=100)
def test_paragraphs_wrapped_at_any_width_are_one_wording(paragraphs, first, second):
    def wrap(width: int) -> str:
        return "\n\n".join(
            fill(text, width, break_long_words=False, break_on_hyphens=False) for text in paragraphs
        )

    whole = "\n\n".join(paragraphs)
    # A dash at the start of two lines makes a list of them; what is unclear is refused.
    if whole.count("–") < 2 and not [*find_unclear(whole)]:
        assert canonical(wrap(first)) == canonical(wrap(second)) == whole


LINES = st.one_of(
    SENTENCES,
    st.sampled_from(
        ["", "- a", "  b", "    - c", "1. d", "> e", "| f | g |", "| - | - |", "x  ", "y\\"]
    ),
    st.sampled_from(["  - j", "2. k", "   1. l", "(a) m", "(b) n", "  (i) o", "1) p", "• q:"]),
    st.sampled_from(["```", "~~~", "!!! note", "    deep", "## h", "* i"]),
    st.sampled_from(["a | b", "-- | --", "`x  y`", "`x", "y  z`", r"\2.1.9 a", "        c  d"]),
)


@given(st.lists(LINES, max_size=12).map("\n".join))
@settings(deadline=None, max_examples=150)
def test_the_canonical_form_of_a_canonical_form_is_itself(text):
    if not [*find_unclear(text)]:  # which is refused
        assert canonical(canonical(text)) == canonical(text)


LISTED = st.one_of(
    st.sampled_from(["", "- a", "  - b", "    - c", "1. d", "2. e", "  1. f", "   - g", "s"]),
    st.sampled_from(["(a) h", "(b) i", "  (i) j", "(ii) k", "1) l", "2) m", "  t", "    u"]),
    st.sampled_from(["• n", "o p", "o q", "– r", "2026. v", "9. y", "10. z", "ends:"]),
    st.sampled_from(["a. aa", "b. bb"]),
)


def bare(html: str) -> str:
    return re.sub(r"</?p>|\s", "", html)


@given(st.lists(LISTED, max_size=8).map("\n".join))
@settings(deadline=None, max_examples=200)
def test_lists_are_read_alike_before_and_after(text):
    if not [*find_unclear(text)]:
        assert bare(render(text)) == bare(render(canonical(text)))


def test_an_escaped_number_loses_its_mark():
    assert canonical(r"\2.1.9 is oil and \2.1.8 is not") == "2.1.9 is oil and 2.1.8 is not"
    assert canonical(r"a \* b `\2.1`") == r"a \* b `\2.1`"


def test_a_number_that_begins_a_line_of_prose_is_given_its_mark_again():
    text = "2.5 million\n\n**2.5** x  \n2.6 y\n\n```\n2.7\n```\n\n    2.8\n\nsee 2.9"
    escaped = "\\2.5 million\n\n**\\2.5** x  \n\\2.6 y\n\n```\n2.7\n```\n\n    2.8\n\nsee 2.9"
    assert escape_numbers(text) == escaped
    assert canonical(escaped) == text


# Splitting


def sections(body: str):
    return load_section("lighthouse/lamp.md", FRONT + dedent(body)).provisions


def test_a_section_is_its_scope_and_its_paragraphs():
    provisions = sections(
        """\
        Scope.

        2.1.1 One.

        - a
        - b

        More of one.

        ## A heading

        2.1.2 Two.
        """
    )
    assert [(str(p.number), p.wording.heading, p.wording.text) for p in provisions] == [
        ("2.1", "The lamp", "Scope."),
        ("2.1.1", "", "One.\n\n- a\n- b\n\nMore of one."),
        ("2.1.2", "## A heading", "Two."),
    ]
    assert [p.where.line for p in provisions] == [7, 10, 19]


def test_every_word_belongs_to_one_provision():
    body = "2.1.1 Beta\ngamma.\n\n## Delta\n\n### Epsilon\n\n2.1.2 Zeta\n\n- eta\n\n> theta\n"
    text = " ".join(f"{p.wording.heading} {p.wording.text}" for p in sections(body)[1:])
    words = re.findall(r"[A-Za-z]+", text)
    assert words == ["Beta", "gamma", "Delta", "Epsilon", "Zeta", "eta", "theta"]


def test_notes_are_taken_out_of_the_wording():
    (_, first, second) = sections(
        """\
        2.1.1 One.

        !!! confirm "To ask"

            Whether.

            And when.

        2.1.2 Two.

        !!! confirm

            Why.

        Still two.
        """
    )
    assert first.wording.text == "One."
    assert [(n.title, n.text, n.where.line) for n in first.notes] == [
        ("To ask", "Whether.\n\nAnd when.", 10)
    ]
    assert second.wording.text == "Two.\n\nStill two."
    assert [n.title for n in second.notes] == ["To confirm before adoption"]


def test_a_record_holds_wordings_under_their_numbers():
    wordings = load_wordings("a.md", "2.1 The old title\n\nScope.\n\n## H\n\n2.2.4A One.\n", 9)
    assert [(str(p.number), p.wording.heading, p.wording.text) for p in wordings] == [
        ("2.1", "The old title", "Scope."),
        ("2.2.4A", "## H", "One."),
    ]


def test_every_fault_of_a_section_is_told_at_once():
    with pytest.raises(ProblemsError) as error:
        sections(
            "2.1.2. One.\n\n2.1.1 Two.\n\n2.3.1 Three.\n\n2.1.2\n\n2.1.4 Four.\n\n## H\n\nFive.\n"
        )
    found = [(p.where.line, p.message) for p in error.value.problems]
    assert found == [
        (8, "the number 2.1.2 is followed by '.'"),
        (10, "2.1.1 comes after 2.1.2"),
        (12, "2.3.1 does not belong to section 2.1"),
        (14, "2.1.2 has no text"),
        (14, "2.1.2 is used twice: line 8 has it already"),
        (18, "the heading 'H' has no provision after it"),
        (20, "this text follows a heading and has no number"),
    ]
