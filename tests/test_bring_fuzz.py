"""Whatever a source holds, it is brought without losing a word, or refused in a message.

`make fuzz` tries many sources, and others each time.
"""

from collections import Counter
from contextlib import suppress
from datetime import date

import pytest
import word
from hypothesis import given
from hypothesis import strategies as st
from invented import BASE
from manual.bring.compose import compose
from manual.bring.html import read_html
from manual.bring.markdown import read_markdown
from manual.bring.outline import make_outline
from manual.bring.piece import Source
from manual.bring.report import Brought, tally, write_report
from manual.bring.word import read_word
from manual.numbers.scheme import DEFAULT
from manual.word.package import FileError
from test_fuzz import fuzz, texts

STYLES = ("", "Heading1", "Heading2", "Clause", "Title", "Unnumbered")
LABELS = (
    "",
    "1.\t",
    "2.1\t",
    "2.1.3 ",
    "(a) ",
    "Rule 7 ",
    "Article IV ",
    "Section 2. ",
    "A.\t",
    "• ",
)
paragraphs = st.builds(
    lambda style, num, label, text: word.par(word.run(f"{label}{text}"), style, num),
    st.sampled_from(STYLES),
    st.sampled_from([None, (1, 0), (1, 3), (1, 4), (2, 0)]),
    st.sampled_from(LABELS),
    texts.map(lambda text: "".join(sign for sign in text if sign >= " " and sign.isprintable())),
)
TAGS = (
    *("<p>", "</p>", "<ol>", "<ol type=a start=9>", "<li>", "</ol>", "<h1>", "<h2>", "<table>"),
    *("<tr>", "<td>", "<b>", "</b>", "<a href='#x'>", "<br>", "<del>", "<!--", "-->", "<main>"),
    "<div hidden>",
)
pages = st.lists(st.one_of(texts, st.sampled_from((*TAGS, *LABELS))), max_size=20).map("".join)


def quiet(_done: int, _total: int) -> None:
    """Tell nothing."""


def bring(source: Source) -> Brought:
    outline = make_outline(source, 5)
    taken = [path for path in BASE if path.startswith("docs/")]
    return Brought(source, outline, compose(source, outline, taken, DEFAULT, date(2026, 1, 1)))


def check(brought: Brought) -> None:
    assert tally(brought).lost == Counter()
    assert set(brought.composed.texts).isdisjoint(BASE)
    assert write_report([brought], (), ())


@fuzz
@given(st.lists(paragraphs, max_size=8).map("".join))
def test_no_word_of_a_word_file_is_lost(body: str):
    check(bring(read_word("a.docx", word.file(body), quiet)))


@pytest.mark.parametrize("read", [read_html, read_markdown])
@fuzz
@given(text=pages)
def test_no_word_of_a_page_is_lost(read: type[Source], text: str):
    check(bring(read("a", {"a.html": text.encode("utf-8", "replace")}, lambda _: None, quiet)))


@fuzz
@given(st.lists(paragraphs, max_size=3).map("".join), st.data())
def test_a_damaged_file_is_read_or_refused(body: str, data: st.DataObject):
    whole = bytearray(word.file(body))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(FileError):
        check(bring(read_word("a.docx", bytes(whole), quiet)))
