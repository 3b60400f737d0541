"""Runs axe, which finds faults that shut people out, on each kind of page and its states."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from support import KINDS, OpenPage

FLOWCHART = KINDS["flowchart"]
SIZES = ((360, 640), (1280, 800))


def shown(page: Page) -> Locator:
    return page.locator("[data-step]").filter(visible=True)


def answer(page: Page, *answers: str) -> None:
    for words in answers:
        asked = shown(page).get_attribute("id")
        shown(page).locator(f'[data-answer="{words}"]').click()
        expect(shown(page)).not_to_have_id(asked)


def as_opened(_: Page) -> None:
    pass


def with_answers(page: Page) -> None:
    answer(page, "No", "No")
    page.get_by_text("Help with this question").filter(visible=True).click()
    page.get_by_text("All steps", exact=True).click()
    page.get_by_text("About this flowchart", exact=True).click()


def urgent_outcome(page: Page) -> None:
    answer(page, "Yes")


def outcome_with_the_record_filled_in(page: Page) -> None:
    answer(page, "No", "No", "Yes", "No")
    page.get_by_role("textbox", name=re.compile("^Case reference")).fill("EX-4471")


def advice(page: Page) -> None:
    answer(page, "No", "Not sure")


def refusal(page: Page) -> None:
    answer(page, "No", "No", "No", "No")


def picture(page: Page) -> None:
    answer(page, "No", "No")
    page.get_by_role("button", name="Show the picture full screen").click()
    expect(page.get_by_role("dialog", name="Picture of the flowchart")).to_be_visible()


def citation_open(page: Page) -> None:
    shown(page).locator("details").filter(has_text="Paragraph").locator("summary").last.click()
    expect(
        page.get_by_role("link", name=re.compile("^Read 2")).filter(visible=True)
    ).to_be_visible()


def dropped_answers(page: Page) -> None:
    answer(page, "No", "No", "Yes", "No")
    page.get_by_role("link", name=re.compile("^Change your answer to: Does the duty")).click()
    expect(shown(page)).to_have_id("duty")
    answer(page, "No")


def search(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("textbox", name=re.compile("^Search the manual")).fill("permission")
    expect(page.get_by_role("status").filter(has_text="Also looked for: consent")).to_be_visible()


def results(page: Page) -> None:
    expect(page.get_by_role("link", name=re.compile("^2.4.1 "))).to_be_visible()


def search_without_result(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("textbox", name=re.compile("^Search the manual")).fill("xylophone")
    expect(page.get_by_role("status").filter(has_text="Nothing found")).to_be_visible()


def area_chosen(page: Page) -> None:
    page.get_by_label("I work in").first.select_option("Hastings")
    page.get_by_text("If the child lives in another area").last.click()


# What is looked at, and what is done there first.
PLACES: dict[str, tuple[str, Callable[[Page], None]]] = {
    **{kind: (address, as_opened) for kind, address in KINDS.items()},
    "section-amendments-shown": ("information-sharing/introduction/?amendments=shown", as_opened),
    "contacts-area-chosen": ("contacts/", area_chosen),
    "flowchart-answers-and-folds": (FLOWCHART, with_answers),
    "flowchart-urgent": (FLOWCHART, urgent_outcome),
    "flowchart-record": (FLOWCHART, outcome_with_the_record_filled_in),
    "flowchart-advice": (FLOWCHART, advice),
    "flowchart-refusal": (FLOWCHART, refusal),
    "flowchart-picture": (FLOWCHART, picture),
    "flowchart-citation-open": (FLOWCHART, citation_open),
    "flowchart-part-of-a-path": (f"{FLOWCHART}#purpose", as_opened),
    "flowchart-older-link": (f"{FLOWCHART}#danger=no&@=2020-01-01", as_opened),
    "flowchart-dropped-answers": (FLOWCHART, dropped_answers),
    "flowcharts": ("flowchart/", as_opened),
    "not-found": ("nowhere/", as_opened),
    "search-dialog": (KINDS["section"], search),
    "search-nothing": (KINDS["section"], search_without_result),
    "search-results-on-its-page": ("search/#q=consent", results),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_no_fault(open_page: OpenPage, place: str, scheme: str):
    address, act = PLACES[place]
    page = open_page(address, scheme=scheme, allow=("404",) if place == "not-found" else ())
    act(page)
    faults = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found = Axe().run(page).response
        assert found["testEngine"]["name"] == "axe-core"
        faults += [
            f"{width} px: {fault['id']} ({fault['impact']}): {node['target']}: {node['html']}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]
    assert not faults, "\n".join(faults)
