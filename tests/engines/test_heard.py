"""What a screen reader finds, read from each engine's own accessibility tree, held as text."""

import re
from collections.abc import Callable

import pytest
from engines.engine import Engine, wait_for
from kinds import KINDS

Walk = Callable[..., Engine]

SECTION = KINDS["section"]
FLOWCHART = KINDS["flowchart"]
OUTCOME = f"{FLOWCHART}#danger=yes"
HEAD = (
    "Draft for adoption. Not an official publication. Skip to the text "
    "Child safeguarding procedures Search Switch to dark colours "
)
BEFORE = "have your employer's support when you make these decisions"

TWICE = re.compile(r"(\b\w[^.]{40,}?[.!?]) \1")
"""A sentence that is heard, and heard again at once."""


def listen(walk: Walk, path: str) -> str:
    engine = walk(path)
    engine.until("!!document.querySelector('[data-scheme-switch]:not([hidden])')")
    heard = engine.heard()
    assert heard.startswith(HEAD)
    assert not TWICE.search(heard)
    return heard.removeprefix(HEAD)


def hear(engine: Engine, words: str) -> str:
    """What is heard, once these words are: the tree follows the page, and may come later."""

    def ask() -> str:
        heard = engine.heard()
        return heard if words in heard else ""

    return str(wait_for(ask, f"{words!r} to be heard"))


def assert_in_order(heard: str, *phrases: str) -> None:
    at = 0
    for phrase in phrases:
        found = heard.find(phrase, at)
        assert found >= 0, f"{phrase!r} is not heard after {heard[max(0, at - 80) : at]!r}"
        at = found + len(phrase)


def test_home(walk: Walk):
    assert_in_order(
        listen(walk, KINDS["home"]),
        "Child safeguarding procedures For everyone in East Sussex, West Sussex and Brighton",
        "In immediate danger: call 999.",
        "Should I share this information?",
    )


def test_a_section_with_its_changes_hidden(walk: Walk):
    heard = listen(walk, SECTION)
    assert_in_order(
        heard,
        "Chapter 2: Information sharing 2.1 Introduction",
        "2.1.3 Cite, link or report paragraph 2.1.3 Practitioners can be unsure when the law lets",
    )
    assert heard.count("Practitioners can be unsure when the law lets them share.") == 1
    assert BEFORE not in heard
    assert "[deleted:" not in heard


def test_a_section_with_its_changes_shown(walk: Walk):
    heard = listen(walk, f"{SECTION}?amendments=shown")
    assert heard.count("Practitioners can be unsure when the law lets them share.") == 1
    assert "[deleted:" in heard
    assert "[inserted:" in heard
    assert heard.count("have your employer's support") == 1


def test_no_change_is_announced_by_its_role_and_by_words(walk: Walk):
    engine = walk(f"{SECTION}?amendments=shown")
    engine.until("!document.querySelector('[data-redline] :is(ins, del):not([role=none])')")


def test_a_question(walk: Walk):
    heard = listen(walk, FLOWCHART)
    assert_in_order(
        heard,
        "Should I share this information? Immediate danger: call 999.",
        "Question 1; at most ",
        "Is anyone in immediate danger? Help with this question Yes",
        "No",
        "Not sure",
        "Based on paragraphs",
    )
    assert heard.count("Is anyone in immediate danger? Help") == 1
    engine = walk(FLOWCHART)
    named = "return document.querySelectorAll('.step[aria-labelledby], .step[aria-label]').length"
    assert engine.run(named) == 0, "a step would be heard by its name and by its heading"


def test_an_outcome_and_its_record(walk: Walk):
    engine = walk(OUTCOME)
    engine.until("!!document.querySelector('.record')")
    assert_in_order(
        hear(engine, "Print the record"),
        "Call 999 now Call 999 What to do",
        "Who to tell",
        "What to record",
        "Who to call",
        "Police, fire and ambulance",
        "999",
        "Your answers Is anyone in immediate danger?",
        "Yes Change your answer to: Is anyone in immediate danger?",
        "Make a record",
        "Nothing that you write here is sent or kept.",
        "Case reference",
        "Your name and role",
        "Your reasons",
        "Print the record Copy as text Save as a file",
    )


def test_contacts(walk: Walk):
    heard = listen(walk, KINDS["contacts"])
    assert_in_order(heard, "Contacts If someone is in immediate danger, call 999", "East Sussex")
    assert heard.count("01323 464222") >= 1


def test_results_of_the_search(walk: Walk):
    engine = walk(width=1280, height=800)
    engine.click("[data-open-search]")
    engine.until("document.activeElement.matches('.search-field')")
    engine.press(*"2.1.3")
    said = "document.querySelector('.search [role=status]').textContent"
    engine.until(f"/result/.test({said})")
    heard = engine.heard()
    assert_in_order(heard, engine.run(f"return {said}").strip(), "2.1.3", "Introduction")


@pytest.mark.parametrize("path", [SECTION, OUTCOME])
def test_there_is_one_region_for_what_comes_about_and_it_is_there_from_the_start(
    walk: Walk, path: str
):
    engine = walk(path, script=False)
    region = "document.querySelectorAll('[data-said][role=status]')"
    assert engine.run(f"return {region}.length") == 1
    shown = f"return getComputedStyle({region}[0]).display"
    assert engine.run(shown) != "none", "what is not displayed is no region"


def test_a_copied_record_is_heard(walk: Walk):
    engine = walk(OUTCOME)
    engine.until("!!document.querySelector('[data-record-copy]')")
    engine.click("[data-record-copy]")
    engine.until(
        "/^(Copied|Copying is not)/.test(document.querySelector('[data-said]').textContent)"
    )
    assert re.search(r"Copied|Copying is not allowed here", engine.heard())
