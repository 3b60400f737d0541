"""Markdown of the manual's texts, and the addresses that links lead to."""

import os
import re
from html import unescape
from urllib.parse import urljoin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from manual.address import address_of, link_to, slug
from manual.markup.render import (
    blank_code,
    convert,
    render,
    replace_in_prose,
    replace_in_text,
    unwrap,
)

EMPHASIS = ("*", "**", "***", "_", "__", "`", "(", ")", "\\*", "")

# Markdown


@pytest.mark.parametrize("tag", ["<b>bold</b>", "<script>x()</script>", "<!-- hidden -->", "<br/>"])
def test_html_in_a_text_is_shown_and_never_obeyed(tag):
    for text in (tag, f"One {tag} two.", f"- {tag}"):
        assert tag not in render(text)
        assert tag.replace("<", "&lt;").replace(">", "&gt;") in render(text)


def test_inline_markdown_stands_in_no_paragraph():
    assert unwrap(render("a **b**")) == "a <strong>b</strong>"


@settings(deadline=None)
@example("1. a")
@example("o a")
@example("A\n\n(a) b")
@example("## 1. a\n\nb ")
@given(st.text("abIo1 .,:;-–)('\"£é\u00a0\n#", max_size=30))
def test_a_text_without_marks_is_rendered_as_beside_one_with_marks(text):
    # A text in which no block has a mark goes past Markdown.
    if text.strip():
        assert render(f"{text}\n\n*x*") == f"{render(text)}\n<p><em>x</em></p>"


@settings(deadline=None, max_examples=int(os.environ.get("FUZZ", "0")) * 10 or 200)
@example([("*", " "), ("_", "_ * "), ("***", "***")])
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*EMPHASIS, *(f" {mark}" for mark in EMPHASIS)]),
            st.sampled_from([*EMPHASIS, *(f"{mark} " for mark in EMPHASIS)]),
        ),
        max_size=9,
    )
)
def test_marks_of_emphasis_cut_no_word_away(marks):
    words = [f"w{at}x" for at in range(len(marks))]
    said = "".join(f"{ahead}{word}{end}" for word, (ahead, end) in zip(words, marks, strict=True))
    assert re.findall(r"w\dx", unescape(re.sub("<[^>]*>", "", render(said)))) == words


def test_a_list_keeps_its_kind():
    assert render("- a\n\n1. b") == "<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <b>c</b>", ("<b>", "</b>")),
        ("\n\n<img src=x>", ("<img>",)),
        ("<!-- a -->", ("<!-->",)),
        ("2 < 3 and 4 > 3", ()),
        ("`<b>`", ()),
        ("``a ` <b>``", ()),
        ("```\n<b>\n```\n\n<i>", ("<i>",)),
        ("~~~\n<b>\n~~~", ()),
        ("<https://light.test/>", ()),
        ("I <3 you", ()),
        ("&lt;b>", ()),
        ("> - <b>", ("<b>",)),
        ("a | b\n- | -\n<b> | `<i>`", ("<b>",)),
    ],
)
def test_raw_html_is_found_where_it_is_shown(text, found):
    assert convert(text).tags == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[see][x]", ("[see][x]",)),
        ("[see][]", ("[see][]",)),
        ("[**see**\nthis][x]", ("[see\nthis][x]",)),
        ("- > [see][x]", ("[see][x]",)),
        ("![a map][x]", ("[a map][x]",)),
        ("[see][x]\n\n[x]: https://light.test", ()),
        ("> [see][x]\n>\n> [x]: a.md", ()),
        ("[see][x]\n\n[X]:\n  https://light.test", ()),
        ("`[see][x]`", ()),
        ("\\[see\\]\\[x\\]", ()),
        ("[see] and [x]", ()),
    ],
)
def test_a_link_to_a_name_that_has_no_address_is_found(text, found):
    assert convert(text).unknown == found


def test_prose_is_replaced_outside_code_and_links():
    text = "x `x` [x](x) <https://x.test> ``x ` x`` x\n\n```\nx\n```\n\nx ![x](x)"
    assert replace_in_prose("x", text, lambda _: "y") == (
        "y `x` [x](x) <https://x.test> ``x ` x`` y\n\n```\nx\n```\n\ny ![x](x)"
    )


def test_texts_are_replaced_outside_elements_and_attributes():
    html = '<p title="a">a <a href="a">a <b>a</b></a> a<br>a</p>'
    assert replace_in_text(html, str.upper, outside=frozenset({"a"})) == (
        '<p title="a">A <a href="a">a <b>a</b></a> A<br>A</p>'
    )


@given(
    st.lists(st.sampled_from(["a", "", "```", "~~~~", "```py", " b"]), max_size=10).map("\n".join)
)
@settings(deadline=None, max_examples=100)
def test_blanked_fences_keep_the_count_of_lines(text):
    assert blank_code(text).count("\n") == text.count("\n")


# Addresses


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("about.md", "about/"),
        ("lighthouse/index.md", "lighthouse/"),
        ("lighthouse/lamp.md", "lighthouse/lamp/"),
        ("amendments/2.md", "amendments/2/"),
    ],
)
def test_the_address_of_a_page(path, address):
    assert address_of(path) == address


@pytest.mark.parametrize(
    ("here", "target", "link"),
    [
        ("", "contacts/", "contacts/"),
        ("", "a/b/#2.1.3", "a/b/#2.1.3"),
        ("", "", "./"),
        ("a/b/", "", "../../"),
        ("a/b/", "a/", "../"),
        ("a/b/", "a/c/#2.1", "../c/#2.1"),
        ("a/b/", "a/b/#2.1", "#2.1"),
        ("a/b/", "a/b/", "./"),
        ("a/b/", "manual.json", "../../manual.json"),
        ("a/", "ab/", "../ab/"),
        ("404.html", "contacts/", "contacts/"),
    ],
)
def test_a_link_between_addresses(here, target, link):
    assert link_to(here, target) == link


folders = st.lists(st.sampled_from(["a", "b", "as-at", "2.1"]), max_size=3).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)


@given(
    folders, folders, st.sampled_from(["", "#2.1.3", "x.vcf"]), st.sampled_from(["", "deep/er/"])
)
@settings(deadline=None, max_examples=100)
def test_a_link_leads_from_here_to_there_below_any_path(here, folder, end, base):
    root = f"https://light.test/{base}"
    there = urljoin(f"{root}{here}", link_to(here, f"{folder}{end}"))
    assert there == f"{root}{folder}{end}"


@given(st.text(max_size=20))
@settings(deadline=None, max_examples=50)
def test_a_slug_is_fit_for_an_address(text):
    made = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert slug(made) == made


def test_slugs_read_like_the_text():
    assert slug("Not sure?") == "not-sure"
    assert slug("Café & Co.") == "cafe-co"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Größe", "grosse"),
        ("GRÖẞE", "grosse"),
        ("Łódź", "lodz"),
        ("Ærøskøbing", "aeroskobing"),
        ("Œuvre", "oeuvre"),
        ("Þórður", "thordur"),
        ("Đorđe", "dorde"),
        ("Ħamrun", "hamrun"),
        ("Iğdır", "igdir"),
        ("İzmir", "izmir"),
    ],
)
def test_letters_that_no_mark_makes_are_transliterated(text: str, expected: str):
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("CO~2~ on 5 m^2^", "<p>CO<sub>2</sub> on 5 m<sup>2</sup></p>"),
        ("~5 to ~6, x^a b^, `m^2^`, \\^2^", "<p>~5 to ~6, x^a b^, <code>m^2^</code>, ^2^</p>"),
        ("[y *bwrdd*]{lang=cy}", '<p><span lang="cy">y <em>bwrdd</em></span></p>'),
        ("[Wort]{lang=Deutsch}", "<p>[Wort]{lang=Deutsch}</p>"),
        ('[x]{lang=cy" onclick="a}', '<p>[x]{lang=cy" onclick="a}</p>'),
    ],
)
def test_words_raised_lowered_and_of_another_language(text: str, html: str):
    assert convert(text).html == html
