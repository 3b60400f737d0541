"""Saved pages and texts in Markdown as pieces: what a browser shows of them, and what it hides."""

from contextlib import suppress
from time import process_time

import pytest
from manual.bring.html import read_html
from manual.bring.html_tree import read_tree
from manual.bring.markdown import read_markdown
from manual.bring.piece import REF_OPENS, Source
from manual.bring.report import words_in, words_on_pages
from manual.word.package import FileError

PICTURE = b"\x89PNG\r\n\x1a\n"


def read(*pages: str, kind: str = "html") -> Source:
    reader = read_html if kind == "html" else read_markdown
    named = {f"{chr(97 + at)}.{kind}": page.encode() for at, page in enumerate(pages)}
    return reader("site", named, {"m.png": PICTURE}.get, lambda _done, _whole: None)


def shown(source: Source) -> str:
    return "\n".join(f"{piece.label} {piece.text}".strip() for piece in source.pieces)


PAGES = {
    "a list": ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
    "a list that starts elsewhere": ("<ol start=5><li>a<li>b</ol>", "5. a\n6. b"),
    "a list in letters": ("<ol type=a start=26><li>a<li>b</ol>", "z. a\naa. b"),
    "a list in Roman numbers": ("<ol type=I start=3><li>a<li>b</ol>", "III. a\nIV. b"),
    "a list by its style": ('<ol style="list-style-type: lower-alpha"><li>a</ol>', "a. a"),
    "a list that counts down": ("<ol reversed><li>a<li>b</ol>", "2. a\n1. b"),
    "an item with a number of its own": ("<ol><li>a<li value=7>b<li>c</ol>", "1. a\n7. b\n8. c"),
    "lists in lists": (
        "<ol><li>a<ol type=a><li>b</ol><li>c<ul><li>d</ul></ol>",
        "1. a\na. b\n2. c\n• d",
    ),
    "a list in a list, in no item": (
        "<ol><li>a</li><ol type=a><li>b</ol><li>c</ol>",
        "1. a\na. b\n2. c",
    ),
    "two paragraphs of one item": ("<ol><li><p>a<p>b<li>c</ol>", "1. a\nb\n2. c"),
    "numbers that were typed": ("<p>2.1 Go<p>(a) go", "2.1 Go\n(a) go"),
    "a number of a heading": ("<h2>2 Doors</h2>", "2 Doors"),
    "a number set apart by spaces": ("<p>2.1&nbsp;&nbsp; Go", "2.1 Go"),
    "looks": ("<p>a <b>b</b> <em>c</em> m<sup>2</sup>", "a **b** *c* m^2^"),
    "looks by style": ('<p>a <span style="font-weight: bold">b</span>', "a **b**"),
    "words in no paragraph": ("a<p>b</p>c <b>d</b><div>e</div>", "a\nb\nc **d**\ne"),
    "a line break": ("<p>a<br>b", "a\nb"),
    "signs of HTML": ("<p>a &lt;b&gt; &amp; c &eacute;", r"a \<b\> & c é"),
    "a table": (
        "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
        "| a | b |\n| --- | --- |\n| c | d |",
    ),
    "cells that are joined": (
        "<table><tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>",
        "| a |  | b |\n| --- | --- | --- |\n| c | d | e |\n|  | f | g |",
    ),
    "a list in a cell": (
        "<table><tr><td>a<td><ol><li>b<li>c</ol></table>",
        "| a | 1. b<br>2. c |\n| --- | --- |",
    ),
    "a table that only lays out": ("<table><tr><td><p>a<p>b<tr><td>c</table>", "a\nb\nc"),
    "words in a table and in no cell": (
        "<table><caption>a</caption>b<tr>c<td>d<td>e</table>",
        "a\nb\nc\n| d | e |\n| --- | --- |",
    ),
    "headings that do not end": ("<h2>a<h3>b<p>c", "a\nb c"),
    "cells in no row": ("<table><td>a<td>b</table>", "| a | b |\n| --- | --- |"),
    "elements that nobody knows": ("a<x>b</x>c <y>d", "abc d"),
    "a list of definitions": ("<dl><dt>a<dd>b</dl>", "**a**\nb"),
    "a link to the web": ('<p><a href="https://a.test/b">c</a>', "[c](https://a.test/b)"),
    "a picture": ('<p>a<img src="m.png" alt="Map">', "a\n![Map](picture-4c4b6a3b.png)"),
    "a heading with a sign that links to it": ('<h2 id=a>b<a href="#a">¶</a></h2>', "b"),
    "only the main part of a page": ("<p>a<main><p>b</main><p>c", "b"),
    "the one article of a page": ("<div>a</div><article><p>b</article>", "b"),
    "a head that has the title": ("<header><h1>a</h1></header><p>b", "a\nb"),
    "what nobody reads": (
        """<nav>a</nav><script>b</script><style>c</style><p hidden>d</p>
        <p style="display: none">e</p><button>f</button><footer>g</footer><p>h""",
        "h",
    ),
    "what was struck out": ("<p>a <del>b</del> c", "a c"),
    "ends left out, and some that nothing began": ("<p>a</b><div>b</p></div></ul>c", "a\nb\nc"),
}
TEXTS = {
    "headings, paragraphs and typed numbers": ("# A\n\n2.1 B\n\n2.2 C", "A\n2.1 B\n2.2 C"),
    "lists with their marks": ("(a) a\n    (i) b\n(b) c", "(a) a\n(i) b\n(b) c"),
    "numbered lists": ("1. a\n1. b\n   - c", "1. a\n2. b\n• c"),
    "lists that are counted when they are shown": (
        "1. a\n1. b\n   1. c\n   1. d\n1. e\n\nf\n\n1. g",
        "1. a\n2. b\n1. c\n2. d\n3. e\nf\n1. g",
    ),
    "what stands ahead": ("---\ntitle: A\n---\n\nb", "b"),
    "comments, tags and names of headings": ("## A {#a}\n\n<!-- b -->\n<b>c</b><br>d", "A\nc\nd"),
    "a footnote": ("a[^x]\n\n[^x]: b", "a[^x]"),
    "a table": ("| a | b |\n| - | - |\n| c | d |", "| a | b |\n| --- | --- |\n| c | d |"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_as_a_browser_shows_it(name: str):
    page, pieces = PAGES[name]
    assert shown(read(page)) == pieces


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_markdown_is_read_as_it_is_shown(name: str):
    text, pieces = TEXTS[name]
    assert shown(read(text, kind="md")) == pieces


@pytest.mark.parametrize("name", [*PAGES, *TEXTS])
def test_no_word_is_lost(name: str):
    kind, text = ("html", PAGES[name][0]) if name in PAGES else ("md", TEXTS[name][0])
    source = read(text, kind=kind)
    texts = [f"{piece.label} {piece.text}" for piece in source.pieces]
    notes = [f"{label} {words}" for label, words in source.footnotes.items()]
    kept = words_on_pages([*texts, *notes])
    left_out = words_in(" ".join(one.words for one in source.left_out))
    assert words_in(" ".join(source.words)) <= kept + left_out


def test_footnotes_of_markdown_go_with_their_paragraph():
    source = read(TEXTS["a footnote"][0], kind="md")
    assert (source.pieces[0].notes, source.footnotes) == (("x",), {"x": "b"})


def test_links_between_pages_are_references():
    source = read('<p>See <a href="b.html#x">2</a>.', '<p id="x">There.')
    assert f"{REF_OPENS}b.html#x" in source.pieces[0].text
    assert "b.html#x" in source.pieces[1].targets


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "../other.html", "data:text/html,x"]
)
def test_a_link_to_nowhere_is_plain_words_and_told(address: str):
    source = read(f'<p>a <a href="{address}">b</a>')
    assert shown(source) == "a b"
    assert [one.message for one in source.remarks] == [
        f"a link led to {address}: it is plain words here"
    ]


def test_what_nobody_reads_is_told_with_its_words():
    source = read(PAGES["what nobody reads"][0])
    assert [(one.message, one.words) for one in source.left_out] == [
        ("the navigation of a page", "a"),
        ("hidden text", "d"),
        ("hidden text", "e"),
        ("a field of a form", "f"),
        ("the foot of a page", "g"),
    ]


@pytest.mark.parametrize("page", ["<div>" * 300, "<b>" * 300, "<ul><li>" * 300])
def test_a_page_that_is_too_deep_is_refused(page: str):
    with pytest.raises(FileError, match="nested more than 150 deep"):
        read_tree(page)


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<![CDATA[",
        "<!",
        "<?",
        "<",
        "<a ",
        "<a b=",
        '<a b="',
        "</a ",
        "<p>",
        "<b>",
        "&",
        "&#",
    ],
)
def test_what_never_ends_is_read_in_time(piece: str):
    """The parser looks for an end again and again: many beginnings would take it hours."""
    start = process_time()
    with suppress(FileError):  # "<b>" is nested too deep
        read(piece * 100_000)
    assert process_time() - start < 10
