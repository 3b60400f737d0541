"""The keyboard alone: every kind of page from its first stop to its last."""

import pytest
from kinds import KINDS
from playwright.sync_api import Page, expect
from support import OpenPage

PLACES = {
    **KINDS,
    "not-found": "404.html",
    "flowchart-outcome": "flowchart/information-sharing/#danger=yes",
    "section-amendments-shown": "information-sharing/introduction/?amendments=shown",
    "current-changed": "current/#2.1@2017-08-18",
}

# On a desk the head stays at the top of the screen, and the strip below it.
WIDE = ("section", "flowchart-outcome", "contacts")

# Notes at each Tab where the focus is; null once it has left the page, or come round to where it
# was. The switch shows its focus on the track beside it.
NOTE = """() => {
    window.reached = new Set();
    window.stops = [];
    const stop = (element) => {
        if (element === document.body || window.reached.has(element)) return null;
        window.reached.add(element);
        const isHidden = getComputedStyle(element).opacity === "0";
        const drawn = isHidden ? element.nextElementSibling : element;
        const { left, right, top, bottom } = drawn.getClientRects()[0];
        const all = [[left + 4, top + 3], [(left + right) / 2, (top + bottom) / 2]];
        // Of a box that is taller than one line a browser may show the line with the caret alone.
        const seen = all.filter(([, y]) => y >= 0 && y < innerHeight);
        const points = seen.length ? seen : all;
        const covering = points.map(([x, y]) => document.elementFromPoint(x, y)).filter(
            (found) => !found || !(drawn.contains(found) || found.contains(drawn)));
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(drawn);
        const name = (found) => found ? found.outerHTML.slice(0, 60) : "off the screen";
        return {
            element: element.outerHTML.slice(0, 100),
            covering: covering.map(name),
            tall: bottom - top > innerHeight / 2,
            width: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
            colours: [outlineColor, getComputedStyle(document.body).backgroundColor],
        };
    };
    addEventListener("keyup", () => {
        if (window.stops.at(-1) !== null) window.stops.push(stop(document.activeElement));
    }, true);
}"""

# What a pointer could use and the focus never came to.
LEFT_OUT = """() => [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((element) => element.checkVisibility() && !element.disabled)
    .filter((element) => !window.reached.has(element))
    .map((element) => element.outerHTML.slice(0, 100))"""

# The order in which the focus came by, against the order of the text.
OUT_OF_ORDER = """() => [...window.reached].filter((element, index, all) => index > 0 &&
        all[index - 1].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)
    .map((element) => element.outerHTML.slice(0, 100))"""


def luminance(colour: str) -> float:
    """Relative luminance of `rgb(…)`, as WCAG defines it."""
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def stop_faults(stop: dict) -> list[str]:
    """What is wrong where the focus stands: it is covered (2.4.11), or not to be seen (2.4.7)."""
    covered = [] if stop["tall"] else stop["covering"]
    plain = stop["width"] >= 2 and contrast(*stop["colours"]) >= 3
    return [f"covered by {one}" for one in covered] + ["no outline to be seen"] * (not plain)


def walk(page: Page) -> list[str]:
    """Press Tab until the page has no further stop; returns what was wrong on the way."""
    page.evaluate(NOTE)
    stops: list[dict | None] = []
    while None not in stops:
        before = len(stops)
        for _ in range(20):
            page.keyboard.press("Tab")
        stops = page.evaluate("window.stops")
        assert len(stops) > before
    *stops, _ = stops
    assert len(stops) > 5
    return [f"{stop['element']}: {fault}" for stop in stops for fault in stop_faults(stop)]


@pytest.mark.parametrize(
    ("place", "width", "height"),
    [*((place, 360, 640) for place in PLACES), *((place, 1280, 800) for place in WIDE)],
)
def test_tab_comes_to_everything_in_order_and_is_seen_there(
    phone: OpenPage, place: str, width: int, height: int
):
    page = phone(PLACES[place], width=width, height=height)
    if place == "current-changed":
        expect(page.locator(".changed-by").first).to_be_visible()
    faults = walk(page)
    assert not faults, "\n".join(faults)
    assert page.evaluate(LEFT_OUT) == []
    assert page.evaluate(OUT_OF_ORDER) == []
