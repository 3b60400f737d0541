"""The flowchart's steps: urgent first, an honest measure of what is to come, second thoughts."""

import re
from urllib.parse import urljoin

import pytest
from manual.tree.check import TAKEN
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, is_uncovered, print_sheets

FLOWCHART = "flowchart/information-sharing/"

STEPS = 'steps => steps.map(step => [step.id, step.querySelector("h2").textContent])'


def shown(page: Page) -> Locator:
    return page.locator("[data-step]").filter(visible=True)


def titles(page: Page) -> dict[str, str]:
    return dict(page.locator("[data-step]").evaluate_all(STEPS))


def answer(page: Page, *answers: str) -> None:
    for words in answers:
        asked = shown(page).get_attribute("id")
        shown(page).locator(f'[data-answer="{words}"]').click()
        expect(shown(page)).not_to_have_id(asked)


def change(page: Page, question: str) -> None:
    name = f"Change your answer to: {titles(page)[question]}"
    page.get_by_role("link", name=name, exact=True).click()
    expect(shown(page)).to_have_id(question)


def test_two_quick_taps_answer_one_question(phone: OpenPage):
    page = phone(FLOWCHART)
    for asked, next_ in (("danger", "asked"), ("asked", "concern")):
        page.locator(f'#{asked} [data-answer="No"]').dblclick()
        expect(shown(page)).to_have_id(next_)
    answers = page.get_by_role("region", name="Your answers").get_by_role("listitem")
    expect(answers).to_have_count(2)


# Large enough, near enough, and said


def test_whatever_is_pressed_is_large_enough_for_a_thumb(phone: OpenPage):
    page = phone(FLOWCHART)
    answer(page, "No", "No", "No", "Yes", "No", "Yes")
    pressed = [
        *page.locator("#share > .step-progress a, #share .step-cites summary").all(),
        *page.locator("#content")
        .get_by_role("link", name=re.compile("^Change|^Start again"))
        .all(),
        *page.locator(".record-actions button, [data-picture-open]").all(),
        *page.locator(".flowchart-about > summary, .overview > summary").all(),
    ]
    assert len(pressed) == 1 + 7 + 7 + 4 + 4
    small = [place.inner_text() for place in pressed if place.bounding_box()["height"] < 44]
    assert small == []


@pytest.mark.parametrize("height", [640, 844])
def test_answers_are_where_the_thumb_is(phone: OpenPage, height: int):
    page = phone(FLOWCHART, height=height)
    answer(page, "No")
    bottom = height - page.get_by_role("navigation", name="Quick links").bounding_box()["height"]
    answers = [one.bounding_box() for one in shown(page).locator("[data-answer]").all()]
    ends = [box["y"] + box["height"] for box in answers]
    assert max(ends) <= bottom
    assert max(ends) >= 0.6 * height
    if height > 800:
        cites = shown(page).locator(".step-cites").bounding_box()
        assert cites["y"] + 44 <= bottom, "the citations begin below them"


def test_progress_is_told_with_the_question(phone: OpenPage):
    page = phone(FLOWCHART)
    answer(page, "No")
    heading = shown(page).get_by_role("heading", level=2)
    expect(heading).to_be_focused()
    expect(heading).to_have_accessible_description("Question 2; at most 8 more")


def test_a_question_opened_by_its_id_says_so_in_sight(phone: OpenPage):
    page = phone(f"{FLOWCHART}#purpose")
    page.wait_for_load_state("load")
    notice = page.locator("[data-status]").get_by_text("part of a path")
    expect(notice).to_be_in_viewport(ratio=1)
    assert is_uncovered(notice)


def test_no_part_of_the_page_bears_an_id_that_a_step_could_have(phone: OpenPage):
    page = phone(FLOWCHART)
    answer(page, "Yes")
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), part => part.id)")
    assert len(set(ids)) == len(ids)
    slugs = {id_ for id_ in ids if re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", id_)}
    assert slugs - set(titles(page)) <= set(TAKEN)


# Urgent first


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_urgent_panel_is_on_the_first_screen_of_every_step(phone: OpenPage, *, script: bool):
    page = phone(FLOWCHART, script=script)
    faults = []
    for step in ["", *(f"#{step}" for step in titles(page))]:
        page.goto(urljoin(page.url, step))
        panel = page.get_by_role("complementary", name="If it is urgent")
        number = panel.locator('a[href="tel:999"]').first
        heading = page.locator(f"{step or '#danger'} h2")
        for place in (number, heading, *panel.get_by_role("listitem").all()):
            expect(place).to_be_in_viewport(ratio=1)
        if not is_uncovered(number):
            faults.append(f"{step}: 999 is covered")
        if not is_uncovered(heading):
            faults.append(f"{step}: the heading is covered")
    assert faults == []


SHEETS = {
    "whole": "",
    "path": "#danger=no&asked=no&concern=no&duty=yes&worse=no&duty-measure=yes",
    "part": "#purpose",
}


@pytest.mark.parametrize("fragment", SHEETS.values(), ids=SHEETS.keys())
def test_urgent_panel_stands_at_the_head_of_every_sheet(phone: OpenPage, fragment: str):
    page = phone(FLOWCHART + fragment)
    panel = page.get_by_role("complementary", name="If it is urgent")
    strip = [panel.locator("p").first.inner_text(), *panel.locator(".tel").all_text_contents()]
    assert len(strip) > 3
    sheets = print_sheets(page)
    assert len(sheets) > 1
    for sheet in sheets:
        assert [words for words in strip if words not in sheet] == []


def test_urgent_outcome_can_be_read_on_paper(phone: OpenPage):
    page = phone(f"{FLOWCHART}#danger=yes")
    page.emulate_media(media="print")
    colours = page.locator("#call-999 h2").evaluate(
        "title => [getComputedStyle(title).color, getComputedStyle(title).backgroundColor]"
    )
    page.emulate_media(media="null")
    assert colours == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]


# What is to come. Each answer is pressed, from the first question on, and pressed back.

WALK = """async () => {
    const paths = [];
    const shown = () => Array.from(document.querySelectorAll("[data-step]"))
        .find(step => step.checkVisibility());
    const arrive = async wanted => {
        const patience = performance.now() + 5000;
        while (shown()?.id !== wanted) {
            if (performance.now() > patience) throw new Error(`${wanted} is not shown`);
            await new Promise(done => setTimeout(done));
        }
    };
    const walk = async said => {
        const step = shown();
        if (step.dataset.step === "outcome") return void paths.push(said);
        const now = [...said, [step.id, step.querySelector("[data-progress]").innerText]];
        for (const answer of step.querySelectorAll("[data-answer]")) {
            answer.click();
            await arrive(answer.dataset.goes);
            await walk(now);
            history.back();
            await arrive(step.id);
        }
    };
    await walk([]);
    return paths;
}"""


def test_progress_never_promises_less_than_what_comes(phone: OpenPage):
    paths = phone(FLOWCHART).evaluate(WALK)
    assert len(paths) == 51
    promised: dict[str, int] = {}
    come: dict[str, int] = {}
    for path in paths:
        for place, (question, words) in enumerate(path):
            said = re.fullmatch(r"Question (\d+); (?:at most (\d+) more|the last one)", words)
            assert said, words
            assert int(said[1]) == place + 1
            promised[question] = int(said[2] or 0)
            come[question] = max(come.get(question, 0), len(path) - place - 1)
            assert promised[question] >= len(path) - place - 1, (question, path)
    assert promised == come, "nor more than the longest way"


# Second thoughts


def test_changed_answer_keeps_the_later_answers_that_hold_and_offers_the_one_before(
    phone: OpenPage,
):
    page = phone(FLOWCHART)
    answer(page, "No", "No", "No", "No", "Yes", "Yes", "No", "Yes")
    expect(shown(page)).to_have_id("share")
    change(page, "purpose")
    before = shown(page).locator("[data-answer]").filter(has_text="your answer before")
    expect(before).to_have_attribute("data-answer", "Yes")
    answer(page, "Yes")
    expect(shown(page)).to_have_id("share")
    kept = page.get_by_role("region", name="Your answers").get_by_role("listitem")
    expect(kept).to_have_count(8)
    expect(page.locator("[data-status]")).to_have_text("")


def test_changed_answer_says_which_later_answers_it_drops(phone: OpenPage):
    page = phone(FLOWCHART)
    answer(page, "No", "No", "No", "Yes", "No", "Yes")
    expect(shown(page)).to_have_id("share")
    change(page, "concern")
    answer(page, "Yes, a child")
    expect(shown(page)).to_have_id("refer")
    told = page.locator("[data-status]")
    for gone in ("duty", "worse", "duty-measure"):
        expect(told).to_contain_text(f"“{titles(page)[gone]}”")
    expect(told).to_contain_text("removed")
    for kept in ("danger", "asked", "concern"):
        expect(told).not_to_contain_text(titles(page)[kept])


def test_dropped_answers_are_told_once(phone: OpenPage):
    page = phone(FLOWCHART)
    answer(page, "No", "No", "No", "Yes", "No", "Yes")
    change(page, "duty")
    answer(page, "No")
    expect(page.locator("[data-status]")).to_contain_text("removed")
    answer(page, "Yes")
    expect(page.locator("[data-status]")).to_have_text("")
