"""Definitions of the glossary on record: none changes in silence, and each earlier one is kept."""

import json
from datetime import date

import pytest
from invented import BASE, TODAY, change
from manual.address import CHAIN, SEAL
from manual.amendments.load import load_record
from manual.build import build
from manual.keep import amend, revise, seal
from manual.numbers.definition import OF_GLOSSARY, definition_number
from manual.numbers.numbering import PLAIN
from manual.provisions.definitions import take_definitions, write_definition
from manual.provisions.model import Wording
from manual.published import hold_against
from manual.read import Collector, read_manual, read_texts
from manual.seal.answer import Answer
from manual.seal.draft import Heading, Revision
from manual.unrecorded import compare_since

GLOSSARY = "docs/glossary.md"
LATER = date(2027, 3, 1)
NEW = {": The light itself.": ": The light, its oil and its glass."}


def heading(day: date = TODAY) -> Heading:
    return Heading(0, "Glass", day, "Glass was bought.", "Clean the glass.")


def sealed() -> dict[str, str]:
    return {**BASE, **seal(BASE, TODAY).texts}


def amended(day: date = TODAY) -> dict[str, str]:
    """The manual in which an amendment has changed a definition."""
    texts = change(sealed(), GLOSSARY, NEW)
    return {**texts, **amend(texts, TODAY, heading(day)).texts}


def page(texts: dict[str, str], path: str, day: date = TODAY) -> str:
    output = build(texts, day)
    assert output.problems == ()
    assert output.pages
    made = {**output.pages.pages, **output.pages.files}
    return made[path]


def test_definitions_sort_behind_all_paragraphs_and_are_read_by_their_ids():
    lamp = PLAIN.read("glossary/lamp")
    assert lamp == definition_number("lamp")
    assert lamp.is_definition
    assert not lamp.is_section
    assert lamp.of_section == OF_GLOSSARY
    assert lamp.id == "lamp"
    assert max(map(PLAIN.read, ["99.99.99", "glossary/a", "2.1"])).text == "glossary/a"
    assert PLAIN.read("glossary/The lamp") is None


@pytest.mark.parametrize(
    "wording",
    [
        Wording("Lamp", "The light."),
        Wording("Lamp / lamps", "Of paragraph 2.1.3: the *light*, or {contact:police}."),
        Wording("Lamp", "2.1.3 is what says it."),
    ],
)
def test_a_definition_is_read_as_it_was_written(wording: Wording):
    written = write_definition(definition_number("lamp"), wording)
    rest, (read,) = take_definitions("a.md", f"2.1.1 Text.\n\n{written}\n", 1, PLAIN)
    assert read.wording == wording
    assert rest.rstrip("\n") == "2.1.1 Text."


def test_what_a_record_says_of_definitions_stands_beside_its_paragraphs():
    text = (
        "---\namendment: 3\ntitle: A\nin_force: 2026-11-22\nreason: B\naction: C\n---\n\n"
        "glossary/lamp What it\nwas.\n\n2.1.1 Text.\n"
    )
    record = load_record("docs/amendments/0003-a.md", text)
    assert {str(one.number): one.wording.text for one in record.wordings} == {
        "2.1.1": "Text.",
        "glossary/lamp": "What it was.",
    }


def test_the_seal_holds_definitions_which_enter_without_an_amendment():
    texts = sealed()
    assert json.loads(texts[SEAL])["provisions"]["glossary/lamp"]["text"] == "The light itself."
    assert build(texts, TODAY).problems == ()
    assert seal(texts, TODAY).texts[SEAL] == texts[SEAL]


def test_an_amendment_records_a_changed_definition():
    texts = amended()
    record = texts["docs/amendments/0003-glass.md"]
    assert record.endswith("---\n\nglossary/lamp\nLamp / lamps\n: The light itself.\n")
    assert build(texts, TODAY).problems == ()
    glossary = page(texts, "glossary.md")
    assert "The light, its oil and its glass." in glossary
    assert "Amended by amendment 3" in glossary


def test_a_definition_to_come_is_not_shown_before_its_day():
    texts = amended(LATER)
    assert "<dd>The light itself.</dd>" in page(texts, "glossary.md")
    assert "<dd>The light, its oil and its glass.</dd>" in page(texts, "glossary.md", LATER)
    before, after = (page(texts, "lighthouse/lamp.md", day) for day in (TODAY, LATER))
    assert "The light itself." in before
    assert "its oil and its glass" in after


def test_an_earlier_wording_of_a_section_explains_words_as_they_stood():
    texts = amended()
    texts = change(texts, "docs/lighthouse/lamp.md", {"at dusk.": "at sunset."})
    texts |= amend(texts, TODAY, Heading(0, "Sunset", LATER, "A", "B")).texts
    path = "lighthouse/lamp/as-at/2020-01-01.md"
    assert "The light itself." in page(texts, path, LATER)


def test_the_data_have_each_wording_of_a_definition():
    data = json.loads(page(amended(LATER), "manual.json"))
    lamp = next(one for one in data["definitions"] if one["number"] == "glossary/lamp")
    assert [(one["from"], one["until"], one["text"]) for one in lamp["meanings"]] == [
        (None, "2027-02-28", "The light itself."),
        ("2027-03-01", None, "The light, its oil and its glass."),
    ]
    assert lamp["address"] == "https://light.test/glossary/#lamp"


def test_a_comparison_shows_the_words_of_a_definition():
    texts = sealed()
    shown = compare_since(change(texts, GLOSSARY, NEW), TODAY, texts[SEAL])
    assert "**glossary/lamp** amended" in shown


def test_a_pending_definition_is_revised_and_withdrawn():
    texts = amended(LATER)
    other = change(texts, GLOSSARY, {"its oil and": "its wick and"})
    revised = {**other, **revise(other, TODAY, 3, Revision()).texts}
    assert build(revised, TODAY).problems == ()
    assert "The light itself." in revised["docs/amendments/0003-glass.md"]
    back = change(texts, GLOSSARY, {": The light, its oil and its glass.": ": The light itself."})
    withdrawn = revise(back, TODAY, 3, Revision())
    assert withdrawn.removed == ("docs/amendments/0003-glass.md",)


def test_a_published_definition_does_not_change_in_silence():
    texts = sealed()
    forged = {k: v for k, v in change(texts, GLOSSARY, NEW).items() if k not in (SEAL, CHAIN)}
    forged |= seal(forged, TODAY).texts
    answer = Answer("published/seal.json", texts[SEAL], chain=texts[CHAIN])
    told = hold_against(read_texts(forged, TODAY, Collector()), [answer]).problems
    assert any("glossary/lamp is not as published" in str(problem) for problem in told)
    recorded = amended()
    assert hold_against(read_texts(recorded, TODAY, Collector()), [answer]).problems == ()


def test_a_term_may_come_back():
    texts = sealed()
    gone = {"Lamp / lamps\n: The light itself.\n\n": ""}
    texts = change(texts, GLOSSARY, gone)
    texts |= amend(texts, TODAY, Heading(0, "Gone", TODAY, "A", "B")).texts
    texts = change(texts, GLOSSARY, {"Wick\n": "Lamp\n: It came back.\n\nWick\n"})
    texts |= amend(texts, TODAY, Heading(0, "Back", TODAY, "A", "B")).texts
    history = read_manual(texts, TODAY).history
    lamp = definition_number("lamp")
    assert history.at(TODAY)[lamp].text == "It came back."
    assert history.at(date(2020, 1, 1))[lamp].text == "The light itself."
    assert history.at(date(2019, 1, 1)) == {}
    assert "It came back." in page(texts, "glossary.md")
    assert "data-tombstone" not in page(texts, "glossary.md")
