"""Whatever comes in, a loader returns a whole model or says what is wrong: never another error.

The texts of the invented manual are cut and filled with what has broken such programs before.
`make test` tries few and always the same; `make fuzz` tries many, and others each time.
"""

import os
from collections.abc import Callable

import pytest
from forbidden import as_published, forbidden
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import BASE, TODAY
from manual.amendments.load import load_record
from manual.build import build
from manual.contacts.hours import parse_hours
from manual.contacts.load import load_contacts
from manual.contacts.telephone import is_possible
from manual.keep import seal
from manual.markup.render import render
from manual.markup.safe import as_page, as_text
from manual.numbers.number import parse_span
from manual.numbers.numbering import PLAIN
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.canonical import canonical
from manual.provisions.glossary import load_glossary
from manual.provisions.load import load_chapter, load_section
from manual.provisions.mention import find_mentions
from manual.seal.file import read_seal, write_seal
from manual.settings import read_site
from manual.situations.load import load_situations
from manual.text.source import read_document
from manual.tree.load import load_cases, load_tree
from test_safe import ATTEMPTS, of_the_manual, placeholders_settled

FUZZ = int(os.environ.get("FUZZ", "0"))
"""How many texts each target is tried with; 0 for the few of `make test`."""
fuzz = settings(
    max_examples=FUZZ or 25,
    derandomize=not FUZZ,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

FRAGMENTS = [
    *ATTEMPTS,
    *("", "\n", "\n\n", "    ", "\t", "---\n", "- ", "> ", "## ", "1. ", "2.1.4 ", "2.1.1A ", ":"),
    *("!!! confirm\n", '!!! scope "x"\n', "```\n", "~~~\n", "|a|\n|-|\n", "{contact:", "}"),
    *("{status}", "paragraph 2.1.1", "paragraphs 2.1.1 to 2.9.9", "section 2.1"),
    *("999", "&", "*x", "&x y", "!!x"),
    *("{", "[", "]", "'", '"', "#", "%", "@", "|", ">", "null", "~", "0x1F", "1e999", "2026-13-45"),
    *("\u202e", "\x00", "\ufeff", "\ud7ff", "\U0010ffff", "e\u0301", "9" * 50, "[" * 30, "a: " * 5),
]  # fmt: skip
junk = st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12))
texts = st.lists(junk, max_size=8).map("".join)


def cut(text: str) -> st.SearchStrategy[str]:
    """`text` with a piece of it replaced by anything."""
    place = st.integers(0, len(text))
    return st.builds(
        lambda start, length, new: text[:start] + new + text[start + length :],
        place,
        st.integers(0, 40),
        texts,
    )


SEAL = seal(BASE, TODAY).texts["docs/amendments/seal.json"]
RECORD = "docs/amendments/0002-the-boat.md"
LOADERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "settings": ("mkdocs.yml", read_site),
    "contacts": ("docs/contacts.yml", load_contacts),
    "glossary": ("docs/glossary.md", load_glossary),
    "section": ("docs/lighthouse/lamp.md", lambda text: load_section("lighthouse/lamp.md", text)),
    "chapter": ("docs/lighthouse/index.md", lambda t: load_chapter("lighthouse/index.md", t, ())),
    "record": (RECORD, lambda text: load_record(RECORD, text)),
    "tree": ("decision_tree/light.yml", lambda t: load_tree("decision_tree/light.yml", t)),
    "situations": ("docs/situations.yml", load_situations),
    "cases": ("decision_tree/light.cases.yml", lambda t: load_cases("decision_tree/x.yml", t)),
    "page": ("docs/index.md", lambda text: read_document("docs/index.md", text)),
}


@pytest.mark.parametrize("name", LOADERS)
@fuzz
@given(data=st.data())
def test_a_loader_returns_a_model_or_says_what_is_wrong(name: str, data: st.DataObject):
    path, load = LOADERS[name]
    whole = BASE.get(path, "- {case: x, answers: {a: b}, outcome: c}")
    text = data.draw(st.one_of(cut(whole), texts))
    for problem in problems_of(load, text):
        assert problem.message
        assert problem.hint
        assert problem.where.line >= 1


def problems_of(load: Callable[[str], object], text: str) -> tuple[Problem, ...]:
    """What a loader finds wrong; it finds at least one fault, or none and returns."""
    try:
        load(text)
    except ProblemsError as error:
        return error.problems or (Problem("", Where(""), "", ""),)
    return ()


@fuzz
@given(st.one_of(cut(SEAL), texts))
def test_a_seal_is_read_whole_or_refused(text: str):
    if not problems_of(read_seal, text):
        assert read_seal(write_seal(read_seal(text))) == read_seal(text)


@fuzz
@given(texts)
def test_small_readers_never_fail(text: str):
    parse_hours(text)
    PLAIN.read(text)
    parse_span(text, PLAIN.read)
    is_possible(text)
    find_mentions("a.md", text, 1, PLAIN)
    assert canonical(canonical(text)) == canonical(text)


@fuzz
@given(texts)
def test_what_is_rendered_holds_nothing_that_acts(text: str):
    html = placeholders_settled(render(text))
    assert forbidden(html) == []
    assert forbidden(as_published(as_page(html))) == []
    assert forbidden(as_published(as_text(text))) == []


@pytest.mark.parametrize("path", sorted(path for path in BASE if path.endswith((".md", ".yml"))))
@fuzz
@given(data=st.data())
def test_a_manual_is_made_or_told_what_is_wrong_with_it(path: str, data: st.DataObject):
    output = build({**BASE, path: data.draw(cut(BASE[path]))}, TODAY)
    if output.pages is None:
        assert output.problems
        return
    for name, page in output.pages.pages.items():
        assert not {*forbidden(as_published(page))} - of_the_manual(), name
