"""What floats over a page: menus, bars, toasts and notices, at every width and size of text.

No two of them ever meet, and none leaves the screen.
"""

import pytest
from kinds import KINDS
from playwright.sync_api import Page
from support import OpenPage

WIDTHS = (280, 320, 360, 412, 600, 768, 960, 1280, 1600)

# What floats and is seen: its name, and its rectangle.
FLOATING = """() => [
    ".masthead", ".bar ul", ".provision-menu", ".change-bar", ".toast:not(:empty)",
    ".notice:not(:empty)", ".search-dialog[open]", ".offline-bar:not(:empty)",
].flatMap((name) => [...document.querySelectorAll(name)].flatMap((one) => {
    const isOver = ["fixed", "sticky", "absolute"].includes(getComputedStyle(one).position);
    const { left, right, top, bottom, width } = one.getBoundingClientRect();
    return isOver && width > 2 && one.checkVisibility() ? [{ name, left, right, top, bottom }] : [];
}))"""


def spell(one: dict[str, str | float]) -> str:
    """`.notice (0 to 280, 500 to 640)`: from left to right, from top to bottom."""
    left, right, top, bottom = (round(one[side]) for side in ("left", "right", "top", "bottom"))
    return f"{one['name']} ({left} to {right}, {top} to {bottom})"


def faults(page: Page, state: str) -> list[str]:
    """Each pair that meets, and each that is not whole on the screen."""
    size = page.viewport_size
    shown = page.evaluate(FLOATING)
    found = [
        f"{state}: {spell(one)} leaves the screen"
        for one in shown
        if one["left"] < -1
        or one["top"] < -1
        or one["right"] > size["width"] + 1
        or one["bottom"] > size["height"] + 1
    ]
    for place, one in enumerate(shown):
        for other in shown[place + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if across > 1 and down > 1:
                found.append(f"{state}: {spell(one)} meets {spell(other)}")
    return found


def tell(page: Page) -> None:
    """Have something said for a moment, and something that stays."""
    toast = "document.querySelector('.toast')"
    page.evaluate(f"{toast}.classList.remove('visually-hidden')")
    page.evaluate(f"{toast}.textContent = 'Citation copied'")


def note(page: Page) -> None:
    words = "Copy this: Child safeguarding procedures (draft), paragraph 2.1.3."
    page.evaluate("words => document.querySelector('.notice').append(words)", words)


def walk(page: Page) -> list[str]:
    """Open what a section can open, one after the other, and all that can be open together."""
    # The bar tells its height once it is drawn.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    found = faults(page, "at first")
    for number in ("2.1", "2.1.3", "2.1.8"):
        summary = page.locator(f'[data-provision="{number}"] summary').first
        summary.click()
        page.wait_for_timeout(60)
        found += faults(page, f"sheet of {number}")
        summary.focus()
        page.keyboard.press("Escape")
        assert not page.locator(".provision-tools[open]").count()
    page.locator(".amendments-switch").click()
    found += faults(page, "changes")
    tell(page)
    found += faults(page, "changes, toast")
    note(page)
    found += faults(page, "changes, toast, notice")
    page.locator('[data-provision="2.1.3"] summary').first.evaluate("one => one.click()")
    page.wait_for_timeout(60)
    found += faults(page, "sheet over all of that")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("size", "height"), [(100, 640), (150, 640), (200, 800), (100, 330)])
def test_nothing_that_floats_meets_another_or_leaves_the_screen(
    phone: OpenPage, size: int, height: int, scheme: str
):
    found = []
    for width in WIDTHS if scheme == "light" else (360, 1280):
        page = phone(KINDS["section"], width=width, height=height)
        page.emulate_media(color_scheme=scheme)
        # The size of the reader's letters; an em of the width of the screen stays as it is.
        page.evaluate(f"document.documentElement.style.fontSize = '{size * 1.25}%'")
        found += [f"{width} px, {one}" for one in walk(page)]
    assert not found, "\n".join(found)


LEFT = """names => names.map((name) => {
    const place = document.querySelector(name);
    const { paddingLeft } = getComputedStyle(place);
    return Math.round(place.getBoundingClientRect().left + parseFloat(paddingLeft));
})"""


@pytest.mark.parametrize("kind", ["register", "contents", "glossary", "contacts"])
def test_a_wide_page_has_one_left_edge(phone: OpenPage, kind: str):
    page = phone(KINDS[kind], width=1280, height=800)
    names = [".status-line", ".masthead-name", "h1", ".footer-contacts h2", ".footer-meta p"]
    assert len(set(page.evaluate(LEFT, names))) == 1


# Of what is no link within a sentence.
SMALL = """() => [...document.querySelectorAll(
    "button, summary, .version-link, .read-on, .bar a, .masthead-tool, .switch, .footer-meta a",
)].filter((one) => one.checkVisibility()).flatMap((one) => {
    const { width, height } = one.getBoundingClientRect();
    return Math.min(width, height) < 43.5 ? [`${one.outerHTML.slice(0, 80)}: ${height}`] : [];
})"""


@pytest.mark.parametrize("kind", ["section", "as-at", "register", "amendment"])
def test_targets_on_a_phone_are_as_large_as_a_thumb(phone: OpenPage, kind: str):
    page = phone(f"{KINDS[kind]}?amendments=shown")
    assert page.evaluate(SMALL) == []
    if kind == "section":
        page.locator('[data-provision="2.1.3"] summary').first.click()
        assert page.evaluate(SMALL) == []
