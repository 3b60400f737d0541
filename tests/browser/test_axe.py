"""Runs axe, which finds faults that shut people out, on each kind of page and its states."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from kinds import KINDS
from playwright.sync_api import Locator, Page, expect
from support import OpenPage

FLOWCHART = KINDS["flowchart"]
SIZES = ((360, 640), (1280, 800))

# What is asked of axe in which colours. Only the rules of its one category look at colours, so
# these alone are asked twice. That targets are 24 px is of WCAG 2.2, and off unless asked for.
ASKED = (
    ("light", {}),
    ("dark", {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}}),
)
TARGETS = {"runOnly": {"type": "rule", "values": ["target-size"]}}

# The head and the strip lie over whatever the page shows beneath: a target is measured without.
UNSTICK = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".masthead, .urgent { position: static !important }");
    document.adoptedStyleSheets.push(sheet);
}"""


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
    page.get_by_text("What is proved of this flowchart", exact=True).click()


def urgent_outcome(page: Page) -> None:
    answer(page, "Yes")


def outcome_with_the_record_filled_in(page: Page) -> None:
    answer(page, "No", "No", "No", "Yes", "No", "Yes")
    page.get_by_role("textbox", name=re.compile("^Case reference")).fill("EX-4471")


def advice(page: Page) -> None:
    answer(page, "No", "Not sure")


def refusal(page: Page) -> None:
    answer(page, "No", "No", "No", "No", "No")


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
    answer(page, "No", "No", "No", "Yes", "No", "Yes")
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
    page.get_by_label("Numbers for").first.select_option("Hastings")
    page.get_by_text("If the child lives in another area").last.click()


def answered(page: Page) -> None:
    expect(page.get_by_role("heading", name="No: it has changed since")).to_be_visible()


def not_understood(page: Page) -> None:
    expect(page.locator("[data-copy-answer] h2")).to_be_visible()


def shortened(page: Page) -> None:
    """What repeats hundreds of times is looked at in its first two sections."""
    page.evaluate(
        """() => [...document.querySelectorAll(".whole-section")]
            .slice(2).forEach((section) => section.remove())"""
    )


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
    "not-found": ("404.html", as_opened),
    "print": ("print/", shortened),
    "print-chapter": ("print/information-sharing/", shortened),
    "current-changed": ("current/#2.1@2017-08-18", answered),
    "current-not-understood": ("current/#9.9@yesterday", not_understood),
    "search-dialog": (KINDS["section"], search),
    "search-nothing": (KINDS["section"], search_without_result),
    "search-results-on-its-page": ("search/#q=consent", results),
}


def faults(page: Page, where: str, options: dict) -> list[str]:
    found = page.evaluate("options => axe.run(options)", {"resultTypes": ["violations"], **options})
    assert found["testEngine"]["name"] == "axe-core"
    return [
        f"{where}: {fault['id']} ({fault['impact']}): {node['target']}: {node['html']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def look(page: Page) -> list[str]:
    """All that axe finds at each size, in each colours; then the targets that are too small."""
    page.evaluate(Axe().axe_script)
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme, options in ASKED:
            page.emulate_media(color_scheme=scheme)
            found += faults(page, f"{width} px, {scheme}", options)
    page.emulate_media(color_scheme="light")
    page.evaluate(UNSTICK)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found += faults(page, f"{width} px", TARGETS)
    return found


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_no_fault(phone: OpenPage, place: str):
    address, act = PLACES[place]
    page = phone(address)
    act(page)
    found = look(page)
    assert not found, "\n".join(found)
