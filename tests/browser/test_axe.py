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

# That targets are 24 px is of WCAG 2.2, and off unless asked for.
WHOLE = {"rules": {"target-size": {"enabled": True}}}
# To measure colours takes as long as all else together. It is asked of each page as it opens; of
# its other states, sizes and colours where they show a look that was not measured before.
BUT_CONTRAST = {"rules": {**WHOLE["rules"], "color-contrast": {"enabled": False}}}
COLOURS = {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}}

# Marks one element of each look that is new, and gives those looks: all by which one text could
# differ from another in its colours, or in what is asked of them.
MARK = """(known) => {
    const seen = new Set(known);
    const clear = "rgba(0, 0, 0, 0)";
    const beneath = new Map([[null, ""]]);
    const ground = (element) => {
        if (!beneath.has(element)) {
            const style = getComputedStyle(element);
            const own = [style.backgroundColor, style.backgroundImage, style.opacity].join();
            const plain = own === `${clear},none,1`;
            beneath.set(element, ground(element.parentElement) + (plain ? "" : `|${own}`));
        }
        return beneath.get(element);
    };
    const bears = (element) => element.matches("input, select, textarea") ||
        [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const look = (element) => {
        const style = getComputedStyle(element);
        const { color } = getComputedStyle(element.parentElement);
        return [element.localName, element.getAttribute("class"), style.color, color,
            style.fontSize, style.fontWeight, style.textDecorationLine, ground(element)].join();
    };
    const found = [];
    for (const element of document.querySelectorAll("body *")) {
        element.removeAttribute("data-look");
        if (!bears(element) || !element.checkVisibility()) continue;
        const its = look(element);
        if (seen.has(its)) continue;
        seen.add(its);
        found.push(its);
        element.setAttribute("data-look", "");
    }
    return found;
}"""
SEEN: dict[str, set[str]] = {"light": set(), "dark": set()}

# The head, the strip and the bar lie over what the page shows beneath, and what is far down the
# page is laid out when it comes near: a target is measured without the ones, and with the other.
UNSTICK = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".masthead, .urgent, .bar ul { position: static !important }"
        + "* { content-visibility: visible !important }");
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


def faults(page: Page, where: str, options: dict, context: str = "html") -> list[str]:
    """What axe finds in the elements of the page that match `context`."""
    asked = [context, {"resultTypes": ["violations"], **options}]
    found = page.evaluate("([context, options]) => axe.run(context, options)", asked)
    assert found["testEngine"]["name"] == "axe-core"
    return [
        f"{where}: {fault['id']} ({fault['impact']}): {node['target']}: {node['html']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def mark_looks(page: Page, scheme: str) -> bool:
    """Mark what looks like nothing before it, in these colours; whether there is any."""
    found = page.evaluate(MARK, sorted(SEEN[scheme]))
    SEEN[scheme].update(found)
    return bool(found)


def look(page: Page, *, as_it_opens: bool) -> list[str]:
    """All that axe finds at each size, in each colours."""
    page.evaluate(Axe().axe_script)
    page.evaluate(UNSTICK)
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        is_whole = as_it_opens and width == SIZES[0][0]
        found += faults(page, f"{width} px", WHOLE if is_whole else BUT_CONTRAST)
        for scheme in SEEN:
            page.emulate_media(color_scheme=scheme)
            is_new = mark_looks(page, scheme)
            if is_new and not (is_whole and scheme == "light"):
                found += faults(page, f"{width} px, {scheme}", COLOURS, "[data-look]")
        page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_no_fault(phone: OpenPage, place: str):
    address, act = PLACES[place]
    page = phone(address)
    act(page)
    found = look(page, as_it_opens=act is as_opened)
    assert not found, "\n".join(found)
