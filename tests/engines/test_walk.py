"""The walk: every function of the site, in each engine, as a reader comes to it."""

import re
from collections.abc import Callable

import pytest
from engines.conftest import Changed
from engines.engine import Engine, Look
from kinds import KINDS
from support import serve, site_path

Walk = Callable[..., Engine]

SECTION = KINDS["section"]
FLOWCHART = KINDS["flowchart"]

# What a page is wider than the screen by. A scroll bar takes a part of the screen in Firefox.
OVERFLOW = """
const root = document.documentElement;
const wide = [...document.querySelectorAll("body *")].filter((element) => {
    if (element.closest("svg, table, pre, .visually-hidden, [hidden]")) return false;
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -1 || right > root.clientWidth + 1);
});
return root.scrollWidth > root.clientWidth + 1
    ? [root.scrollWidth, ...wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))] : [];
"""

# Whether the top of an element is on the screen with nothing upon it.
UNCOVERED = """(() => {
    const element = document.querySelector(arguments[0]);
    const { left, top, width } = element.getClientRects()[0];
    const found = document.elementFromPoint(left + width / 2, top + 3);
    return found !== null && (element === found || element.contains(found));
})()"""

SEEN = "document.querySelector(arguments[0])?.getClientRects().length > 0"
SHOWN = "[...document.querySelectorAll('[data-step]')].filter(one => one.getClientRects().length)"

SHARE = (
    ("danger", "no"),
    ("asked", "no"),
    ("concern", "no"),
    ("duty", "yes"),
    ("worse", "no"),
    ("duty-measure", "yes"),
)
DO_NOT_SHARE = (*SHARE[:3], ("duty", "no"), ("purpose", "no"))
OUTCOMES = {
    "call-999": (("danger", "yes"),),
    "share": SHARE,
    "do-not-share": DO_NOT_SHARE,
}

# A Wednesday in winter: at 10am every front door is open; at 8pm none is.
CLOCK = """{
    const Real = Date, now = Date.parse("2026-11-25T%sZ");
    globalThis.Date = class extends Real {
        constructor(...given) { super(...(given.length ? given : [now])); }
        static now() { return now; }
    };
}"""


def sees(engine: Engine, selector: str) -> bool:
    return bool(engine.run(f"return {SEEN}", selector))


def style(engine: Engine, selector: str, name: str) -> str:
    script = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
    return engine.run(script, selector, name)


def await_step(engine: Engine, step: str) -> None:
    """Until one step is shown and it is this one."""
    engine.until(f"{SHOWN}.map(one => one.id).join() === arguments[0]", step)


def answer(engine: Engine, *answers: tuple[str, str]) -> None:
    # Before that an answer is a plain link, which keeps no path and so leads to no record.
    engine.until("'ready' in document.querySelector('.flowchart').dataset")
    for question, name in answers:
        await_step(engine, question)
        engine.click(f'[id="{question}"] [data-name="{name}"]')


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_the_screen(walk: Walk, kind: str):
    engine = walk(KINDS[kind])
    for width in (360, 768, 1280):
        engine.dress(Look(width=width))
        assert engine.run(OVERFLOW) == [], width
        assert sees(engine, "h1")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_deep_link_leads_to_its_paragraph_clear_of_what_is_fixed(walk: Walk, width: int):
    for number in ("2.1.3", "2.1.8"):
        engine = walk(f"{SECTION}#{number}", width=width, still=True)
        engine.until(UNCOVERED, f'[data-provision="{number}"] .provision-number')


def test_the_switch_shows_and_hides_the_amendments(walk: Walk):
    redline = '[data-provision="2.1.3"] [data-redline]'
    engine = walk(SECTION)
    assert not sees(engine, redline)
    engine.click(".amendments-switch")
    engine.until(SEEN, redline)
    assert sees(engine, f"{redline} ins")
    assert not sees(engine, '[data-provision="2.1.3"] [data-wording]')
    engine.click(".amendments-switch")
    assert not sees(engine, redline)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_flowchart_leads_to_an_outcome(walk: Walk, outcome: str):
    engine = walk(FLOWCHART)
    answer(engine, *OUTCOMES[outcome])
    await_step(engine, outcome)
    engine.until("document.activeElement.id === arguments[0]", f"{outcome}--title")
    assert sees(engine, f'[id="{outcome}"] .tel')
    engine.until(SEEN, ".record")


def test_the_strip_of_numbers_is_whole_in_a_wide_face(walk: Walk):
    engine = walk(FLOWCHART)
    engine.run("document.documentElement.style.letterSpacing = '0.08em'")
    cut = """const strip = document.querySelector(".flowchart-steps > .urgent");
    return [...strip.querySelectorAll(".tel")].filter((tel) => {
        const { left, right } = tel.getBoundingClientRect();
        return right > left && (left < 0 || right > document.documentElement.clientWidth);
    }).map((tel) => tel.textContent)"""
    assert engine.run(cut) == []
    assert engine.run(OVERFLOW) == []


def test_back_forward_reload_and_a_bookmark_keep_the_path(walk: Walk):
    engine = walk(FLOWCHART)
    answer(engine, *SHARE)
    await_step(engine, "share")
    engine.back()
    await_step(engine, "duty-measure")
    engine.back()
    await_step(engine, "worse")
    engine.forward()
    await_step(engine, "duty-measure")
    engine.forward()
    await_step(engine, "share")
    engine.reload()
    await_step(engine, "share")
    bookmark = engine.run("return location.hash")
    walk(FLOWCHART + bookmark)
    await_step(engine, "share")


def test_an_answer_is_changed(walk: Walk):
    engine = walk(FLOWCHART)
    answer(engine, *SHARE)
    await_step(engine, "share")
    engine.click('.trail [data-change="duty"]')
    await_step(engine, "duty")
    assert sees(engine, "#duty .answer-before")
    engine.click('#duty [data-name="no"]')
    await_step(engine, "purpose")


def test_an_area_is_chosen_once_and_comes_first_everywhere(walk: Walk):
    engine = walk(KINDS["contacts"])
    engine.until(SEEN, "#content [data-area-choice] select")
    engine.run(
        """const select = document.querySelector("#content [data-area-choice] select");
        select.value = "west-sussex";
        select.dispatchEvent(new Event("input", { bubbles: true }));
        select.dispatchEvent(new Event("change", { bubbles: true }));"""
    )
    first = "document.querySelector('#content h2[data-area]').dataset.area === arguments[0]"
    engine.until(first, "west-sussex")
    walk(KINDS["contacts"])
    engine.until(first, "west-sussex")


@pytest.mark.parametrize(("hour", "words"), [("10:00", "Open now"), ("20:00", "Closed now")])
def test_a_number_says_whether_it_answers_now(walk: Walk, changed: Changed, hour: str, words: str):
    number = '#content [data-contact="front-door"] [data-standing]'
    with changed(CLOCK % hour) as at:
        engine = walk(KINDS["contacts"], at=at)
        engine.until(SEEN, number)
        assert words in engine.words(number)


def test_the_search_finds_words_and_numbers(walk: Walk):
    engine = walk(width=1280, height=800)
    engine.click("[data-open-search]")
    engine.until("document.activeElement.matches('.search-field')")
    engine.press(*"2.1.3")
    engine.until(SEEN, '.search a[href$="#2.1.3"]')
    engine.press("Enter")
    engine.until("location.hash === '#2.1.3'")


def test_a_citation_is_copied_or_shown(walk: Walk):
    engine = walk(SECTION)
    engine.click('[data-provision="2.1.3"] .provision-tools > summary')
    engine.until(SEEN, '[data-provision="2.1.3"] .provision-tools button')
    button = "[...document.querySelectorAll('.provision-tools button')]"
    engine.run(
        f"{button}.find(one => one.textContent === 'Copy citation').dataset.walk = 'copy'",
    )
    engine.click('[data-walk="copy"]')
    said = "document.querySelector('[data-said]').textContent"
    engine.until(f"/^Citation copied|^Copy this: .*paragraph 2.1.3/.test({said})")


def test_a_term_is_explained_by_the_keyboard(walk: Walk):
    engine = walk(SECTION)
    engine.until(SEEN, "a.term[role=button]")
    engine.run("document.querySelector('#content a.term').focus()")
    engine.press("Enter")
    engine.until(SEEN, ".term-card")
    explained = "document.querySelector('.term-card > span').textContent"
    engine.until(f"document.querySelector('[data-said]').textContent === {explained}")
    engine.press("Escape")
    engine.until("!document.querySelector('.term-card')?.textContent")
    assert engine.run("return document.activeElement.matches('a.term')")


def test_the_colours_follow_the_device_and_the_reader(walk: Walk):
    light = style(walk(), "body", "backgroundColor")
    dark = style(walk(dark=True), "body", "backgroundColor")
    assert light != dark
    engine = walk()
    engine.click("[data-scheme-switch]")
    assert style(engine, "body", "backgroundColor") == dark
    engine = walk(SECTION)
    assert style(engine, "body", "backgroundColor") == dark


def test_a_printed_sheet_learns_whether_it_is_current(walk: Walk):
    engine = walk("current/#2.1@2017-08-18")
    engine.until("document.querySelector('[data-copy-answer]').dataset.verdict === 'changed'")
    engine = walk("current/")
    edition = engine.run("return document.querySelector('[data-copy-index]').dataset.edition")
    engine = walk(f"current/#2.1@{edition}")
    engine.until("document.querySelector('[data-copy-answer]').dataset.verdict === 'current'")


def test_a_saved_copy_serves_when_the_server_is_gone(walk: Walk, built_site):
    with serve(built_site, site_path()) as at:
        engine = walk(at=at)
        engine.until(
            "/copy is saved/.test(document.querySelector('[data-offline-saved]').innerText)"
        )
        engine.go(at + SECTION)
        engine.until("!!navigator.serviceWorker.controller")
    engine.go(at + KINDS["contacts"])
    assert "Contacts" in engine.words("h1")
    engine.until("/^Offline copy/.test(document.querySelector('[data-offline-bar]').innerText)")
    engine.go(f"{at}{FLOWCHART}#danger=no")
    await_step(engine, "asked")
    # That nothing could be fetched stands in the console, rightly.
    assert [one for one in engine.take_faults() if not re.search("ERR_|sw.js|load", one)] == []


def test_without_script_every_page_says_what_it_has_to_say(walk: Walk):
    for kind, path in KINDS.items():
        engine = walk(path, script=False)
        assert engine.run(OVERFLOW) == [], path
        assert sees(engine, "h1"), path
        if kind == "flowchart":
            assert engine.run(f"return {SHOWN}.length") > 5
            engine.click('#danger [data-name="yes"]')
            engine.until(UNCOVERED, "#call-999 h2")
        if kind == "section":
            engine.click(".amendments-switch")
            assert sees(engine, '[data-provision="2.1.3"] [data-redline]')


def test_forced_colours_leave_what_is_pressed_to_be_seen(walk: Walk, engine: Engine):
    if "forced" in engine.lacks:
        pytest.skip(f"{engine.name} knows no forced colours")
    walk(FLOWCHART, forced=True)
    assert engine.run("return matchMedia('(forced-colors: active)').matches")
    assert float(style(engine, "#danger .answer", "borderTopWidth").removesuffix("px")) >= 1


def test_nothing_moves_for_those_who_ask_for_less_motion(walk: Walk):
    moving = "return document.getAnimations().length"
    engine = walk(f"{SECTION}#2.1.3", still=True)
    engine.run("location.hash = '#2.1.4'")
    assert engine.run(moving) == 0


def test_text_alone_at_twice_the_size_fits(walk: Walk):
    for path in KINDS.values():
        assert walk(path, text=200).run(OVERFLOW) == [], path
