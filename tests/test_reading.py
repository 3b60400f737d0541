"""What is read out of rendered HTML, and where it is in the source."""

import re

import pytest
from manual.address import FRAME_IDS, PART_IDS
from manual.markup.reading import Link, read_html
from manual.markup.render import convert
from manual.text.region import Region
from support import ROOT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a **b**c", ["a bc"]),
        ("a\nb  \nc", ["a\nb \nc"]),
        ("a\n\nb", ["a", "b"]),
        ("- a\n- b", ["a", "b"]),
        ("a | b\n- | -\nc | `d`", ["a", "b", "c", "d"]),
        ("> a\n\n    b", ["a", "b"]),
        ("&lt;a&gt; &#48;", ["<a> 0"]),
        ('![a](b.png "c") d', ["a", "c", "d"]),
        ("<https://light.test>", []),
        ("```\na\nb\n```", ["a\nb"]),
        ("", []),
    ],
)
def test_the_words_are_those_that_a_reader_sees(text, words):
    assert read_html(convert(text).html).words == words


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[a *b*](c.md)", [Link("a b", "c.md")]),
        ("[a](<b c.md> 'd')", [Link("a", "b c.md")]),
        ("> - [a][b]\n>\n> [b]:\n>   c.md", [Link("a", "c.md")]),
        ("[a](tel:&#49;01)", [Link("a", "tel:101")]),
        ("[![a](b.png)](c.md)", [Link("a", "c.md")]),
        ("`[a](b)`", []),
        ("[a](javascript:b)", []),
    ],
)
def test_the_links_are_those_that_a_reader_meets(text, links):
    assert read_html(convert(text).html).links == links


def test_headings_and_pictures_are_known():
    reading = read_html(convert("## A *b*\n\n![d](c.png)").html)
    assert (reading.headings, reading.pictures) == (["A b"], [Link("d", "c.png")])


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("two", 4),
        ("tel:016", 5),
        ("01632 960001", 6),
        ("bold word", 7),
        ("nowhere at all", 3),
        ("", 3),
    ],
)
def test_what_is_shown_is_found_in_the_source(said, line):
    lines = ["one", "two", "[a](tel:&#48;16)", "01632·960001", "a **bold** word"]
    assert Region("a.md", 3, lines).find(said).line == line


def test_what_is_there_twice_is_found_in_turn():
    region = Region("a.md", 1, ["oil oil", "", "oil"])
    assert [region.find("oil").line for _ in range(4)] == [1, 1, 3, 3]


def test_the_ids_of_the_frame_and_of_parts_are_all_known():
    """Those that a template gives as they are: a heading may not be given one of them."""
    folders = (ROOT / "overrides", ROOT / "hooks/manual")
    found = {
        name
        for folder in folders
        for file in folder.rglob("*.html")
        for name in re.findall(r' id="([a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    elsewhere = {"changes", "print-contents", "print-contacts", "print-glossary"}
    elsewhere |= {"print-amendments"}
    assert found - elsewhere == {*FRAME_IDS, *PART_IDS}
