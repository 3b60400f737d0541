"""The work that a text makes grows with its length, in each field, whatever it is full of.

`make test` counts the calls of a few builds, always the same ones. `make fuzz` measures the CPU of
many, as much text as is read, each in a process of its own: none takes longer than three seconds.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context

import pytest
from invented import BASE, TODAY
from manual.amendments.redline import redline
from manual.build import build
from manual.markup.render import convert
from manual.provisions.page import convert_wording
from manual.text.limits import MOST_IN_PARAGRAPH, MOST_LINES, MOST_MARKS, weigh

SECONDS = 3
LINEAR = 6
"""How many times the work four times the text may make."""

FIELDS = {
    "provision": ("docs/lighthouse/lamp.md", "Stay awake. Paragraph 2.1.2 says what to do."),
    "page": ("docs/index.md", "Begin with section 2.1."),
    "chapter": ("docs/lighthouse/index.md", "How the light is kept."),
    "term": ("docs/glossary.md", "The light itself."),
    "record": ("docs/amendments/0002-the-boat.md", "Light the lamp when it is dark."),
    "question": ("decision_tree/light.yml", "Is it dusk?"),
    "help": ("decision_tree/light.yml", "Look out of the window."),
    "case": ("decision_tree/light.cases.yml", "A clear evening."),
    "contact": ("docs/contacts.yml", "Harbour office"),
    "hours": ("docs/contacts.yml", "Mo-Fr 09:00-17:00"),
    "publisher": ("mkdocs.yml", "Nobody has adopted it."),
}
"""In which file a field is, and what stands there."""
UNITS = (
    *("words and more ", "a", "7", "\\", "*a ", "*a **b ", "_a__b ", "`a``b```", "` ", "[a](b) "),
    *("[a][b] ", "![a](", "[a ", "<a ", "<!-- ", "<http://a ", "a@b.", "&a", "&#", "|a", "# a "),
    *("> ", "- a ", "1. a ", "(a) b ", "• b ", "~~a ", "==a ", "{contact:police} ", ":a", "||a"),
    *("\\(a", "[^1]", "paragraph 2.1.1, ", "2.1.1 and ", "01632 96 ", "+44 ", "http://a.b/", "a."),
    *("!!! note ", "``` ", "[a]: b", "é́", "漢", "\t", "999 "),
)
FEW = ("- a ", "1. a ", "*a ", "[a](b) ", "> ", "# a ", "paragraph 2.1.1, ")


def texts_with(field: str, text: str) -> dict[str, str]:
    """The invented manual with a text in one field."""
    path, place = FIELDS[field]
    is_yaml = path.endswith(".yml")
    old = next(old for old in (f'"{place}"', place) if old in BASE[path])
    return {**BASE, path: BASE[path].replace(old, json.dumps(text) if is_yaml else text.lstrip())}


def rows(unit: str, length: int) -> str:
    """A unit on each line, in paragraphs of forty lines."""
    paragraph = f"{unit}\n" * 40 + "\n"
    return paragraph * max(1, length // len(paragraph))


def full(unit: str, length: int) -> str:
    """Paragraphs with as much of a unit as the limits allow."""
    weight = max(weigh(unit * 10) - 1, 1) / 10
    count = int(min((MOST_IN_PARAGRAPH - 60) / weight, length / len(unit)))
    each = max(9_000 // len(unit), 1)
    lines = [unit * min(each, count - done) for done in range(0, count, each)]
    paragraph = "\n".join(lines[: MOST_LINES - 1])
    most = min((MOST_MARKS - 500) / weigh(paragraph), length / (len(paragraph) + 2))
    return "\n\n".join([paragraph] * max(1, int(most)))


def count_calls(work: Callable[[], object]) -> int:
    """How many functions it calls, the same each time: nothing is left of builds before."""
    for kept in (convert, convert_wording, redline):
        kept.cache_clear()
    count = 0

    def note(_frame: object, event: str, _given: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", FEW)
@pytest.mark.parametrize("field", ["page", "provision", "help"])
def test_four_times_the_text_makes_four_times_the_work(field: str, unit: str):
    build(BASE, TODAY)  # templates are read once
    least, once, four = (
        count_calls(partial(build, texts_with(field, text), TODAY))
        for text in ("Word.", rows(unit, 1_500), rows(unit, 6_000))
    )
    assert four - least <= LINEAR * max(once - least, 2_000)


def changed(count: int) -> Callable[[], str]:
    """Makes the redline of as many paragraphs, every one of which has changed."""
    old, new = (
        "\n".join(f"<p>{said} number {at} of all</p>" for at in range(count))
        for said in ("Some words", "Other words")
    )
    return lambda: redline(old, ((2, new),))


def test_a_redline_of_four_times_the_paragraphs_makes_four_times_the_work():
    once, four = (count_calls(changed(count)) for count in (500, 2_000))
    assert four <= LINEAR * once


def test_each_paragraph_of_a_long_redline_stands_beside_its_old_words():
    html = changed(450)()
    assert html.count("<p>") == 450
    assert html.count("<del") == html.count("<ins") == 450


@pytest.mark.parametrize("field", ["page", "provision", "chapter", "term", "record"])
def test_a_text_that_is_too_long_is_looked_at_no_further(field: str):
    texts = texts_with(field, "- a\n" * 250_000)
    assert "at most 250,000 are read" in str(build(texts, TODAY).problems[0])
    assert count_calls(partial(build, texts, TODAY)) < 500_000


def with_records(count: int) -> dict[str, str]:
    """The invented manual with as many more amendments, each of one and the same paragraph."""
    record = (
        "---\namendment: {0}\ntitle: Again\nin_force: {1}\nreason: It was.\naction: Do.\n---\n\n"
        "2.1.2 Wording {0} of this paragraph, which has some words.\n"
    )
    first = date(2020, 1, 1)
    return BASE | {
        f"docs/amendments/{number:04}-again.md": record.format(
            number, first + timedelta(days=number)
        )
        for number in range(3, count + 3)
    }


def test_four_times_the_records_of_a_paragraph_make_four_times_the_work():
    once, four = (count_calls(partial(build, with_records(count), TODAY)) for count in (50, 200))
    assert four <= LINEAR * once


def test_of_many_amendments_since_a_copy_the_newest_are_listed_and_the_others_counted():
    pages = build(with_records(60), TODAY).pages
    assert pages is not None
    changes = next(file for path, file in pages.files.items() if path.startswith("current/2.1."))
    counted = re.findall(r'<a href="\.\./amendments/">(\d+) more amendments?</a>', changes)
    assert [int(count) for count in counted] == [*range(len(counted), 0, -1)]
    blocks = changes.split("<section data-after=")
    assert [block.count("What to do differently") for block in blocks[-32:]] == [
        *(30, 30),
        *range(30, 0, -1),
    ]
    # A redline has ten steps: the first of them stands for all before.
    assert len({*re.findall(r'data-amendment="(\d+)"', blocks[1])}) <= 11


def cpu_seconds(field: str, text: str) -> float:
    texts = texts_with(field, text)
    begun = time.process_time()
    build(texts, TODAY)
    return time.process_time() - begun


@pytest.mark.skipif("FUZZ" not in os.environ, reason="it measures time: make fuzz")
@pytest.mark.parametrize("shape", [rows, full])
@pytest.mark.parametrize("field", FIELDS)
def test_no_text_takes_long(field: str, shape: Callable[[str, int], str]):
    longest = 9_900 if FIELDS[field][0].endswith(".yml") else 240_000
    slow = {}
    with ProcessPoolExecutor(1, get_context("fork")) as one:
        for unit in UNITS:
            quarter, whole = (
                one.submit(cpu_seconds, field, shape(unit, n)).result()
                for n in (longest // 4, longest)
            )
            if whole > SECONDS or whole > 2 * LINEAR * max(quarter, 0.15):
                slow[unit] = (round(quarter, 2), round(whole, 2))
    assert slow == {}
