"""The habits of a phone: sharing, large text, narrow screens."""

import pytest
from kinds import KINDS
from playwright.sync_api import Page, expect
from support import OpenPage

# What a page is wider than the screen by, and what of its text a box cuts off.
OVERFLOW = """() => {
    const root = document.documentElement;
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
        if (element.closest("svg, table, pre, .visually-hidden, [hidden]")) return false;
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && element.checkVisibility() && (left < -1 || right > innerWidth + 1);
    });
    return root.scrollWidth > innerWidth + 1
        ? [root.scrollWidth, ...wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120))] : [];
}"""


# The spacing that a reader may set (WCAG 1.4.12).
SPACE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
        + " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
}"""

# Words that a box of one height or width cuts off.
CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = [overflowX, overflowY].some((way) => way === "hidden" || way === "clip");
    const more = element.scrollHeight > element.clientHeight + 2
        || element.scrollWidth > element.clientWidth + 2;
    const heard = element.clientWidth <= 1 || element.closest("svg");
    return cuts && more && !heard && element.checkVisibility() && element.textContent.trim();
}).map((element) => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_at_320_pixels_or_with_text_of_twice_the_size(phone: OpenPage, kind: str):
    page = phone(KINDS[kind], width=320, height=568)
    assert page.evaluate(OVERFLOW) == []
    page.evaluate(SPACE)
    assert page.evaluate(OVERFLOW) + page.evaluate(CUT) == []
    page.evaluate("document.adoptedStyleSheets = []")
    # The reader's own setting, doubled.
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    page.set_viewport_size({"width": 640, "height": 1136})
    assert page.evaluate(OVERFLOW) + page.evaluate(CUT) == []


def test_nothing_moves_for_those_who_ask_for_less_motion(phone: OpenPage):
    page = phone(f"{KINDS['section']}#2.1.3")
    moving = "document.getAnimations().length"
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate("location.hash = '#2.1.4'")
    page.wait_for_function(f"{moving} > 0")
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == 0


SHARED = "navigator.share = (what) => { window.shared = what; return Promise.resolve(); };"


def share_page(page: Page, address: str) -> dict[str, str]:
    """What "Share this page" at an address of the site hands to the device."""
    page.add_init_script(SHARED)
    page.goto(page.url + address)
    page.get_by_role("button", name="Share this page").click()
    return page.evaluate("shared")


def test_share_hands_the_address_of_the_page_to_the_device(open_page: OpenPage):
    shared = share_page(open_page(), KINDS["section"] + "#2.1.3")
    assert shared["url"].endswith("/introduction/#2.1.3")
    assert shared["title"].startswith("2.1 Introduction")


def test_share_leaves_the_answers_of_a_flowchart_out(open_page: OpenPage):
    shared = share_page(open_page(), KINDS["flowchart"] + "#danger=no")
    assert shared["url"].endswith("/flowchart/information-sharing/")


def test_share_leaves_out_a_fragment_that_cannot_be_read(open_page: OpenPage):
    shared = share_page(open_page(), KINDS["section"] + "#100%")
    assert shared["url"].endswith("/introduction/")


def test_share_of_a_paragraph_says_its_citation(open_page: OpenPage):
    page = open_page()
    page.add_init_script(SHARED)
    page.goto(page.url + KINDS["section"])
    provision = page.locator('[data-provision="2.1.3"]')
    provision.locator("summary").first.click()
    provision.get_by_role("button", name="Share").click()
    shared = page.evaluate("shared")
    assert shared["url"].endswith("/introduction/#2.1.3")
    assert "paragraph 2.1.3, edition of" in shared["text"]


def test_a_device_that_cannot_share_copies_the_link(open_page: OpenPage):
    page = open_page(KINDS["contacts"], permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link to this page").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/contacts/")


@pytest.mark.parametrize("width", [320, 360, 740, 1280])
def test_menus_open_within_the_screen(phone: OpenPage, width: int):
    page = phone(KINDS["section"], width=width, height=700)
    for provision in ("2.1", "2.1.3"):
        tools = page.locator(f'[data-provision="{provision}"] .provision-tools')
        tools.locator("summary").click()
        box = tools.locator(".provision-menu").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")


def test_urgent_outcome_has_a_large_target_to_call(phone: OpenPage):
    page = phone(f"{KINDS['flowchart']}#danger=yes")
    call = page.locator("#call-999").get_by_role("link", name="Call 999")
    expect(call).to_have_attribute("href", "tel:999")
    expect(call).to_be_in_viewport(ratio=1)
    box = call.bounding_box()
    assert box
    assert box["height"] >= 44
    assert box["width"] >= 300


def test_strip_keeps_the_number_of_the_chosen_area_whole(phone: OpenPage):
    page = phone(KINDS["contacts"])
    page.get_by_label("Numbers for").first.select_option(label="Hastings")
    page.goto(page.url.replace(KINDS["contacts"], KINDS["flowchart"]))
    strip = page.locator(".urgent-numbers").first
    number = strip.locator('[data-area="east-sussex"] .tel').first
    for step in ("folded", "opened"):
        box = number.bounding_box()
        assert box, step
        assert box["x"] >= 0, step
        assert box["x"] + box["width"] <= 360, step
        fold = strip.locator(".call-others summary")
        box = fold.bounding_box()
        assert box, step
        assert box["x"] + box["width"] <= 360, step
        fold.click()


def test_bar_leaves_the_screen_to_the_text_where_letters_are_large(phone: OpenPage):
    # A media query's em is the reader's own letter: 240 pixels of 16 are 360 of 24.
    page = phone(KINDS["section"], width=240)
    ways = page.get_by_role("navigation", name="Quick links").get_by_role("list")
    expect(ways).not_to_be_in_viewport()
    page.set_viewport_size({"width": 320, "height": 640})
    expect(ways).to_be_in_viewport()
    page.set_viewport_size({"width": 320, "height": 200})  # a desk's screen at 400 %
    expect(ways).not_to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360, 900])
def test_the_last_words_of_a_page_scroll_clear_of_the_bar(phone: OpenPage, width: int):
    page = phone(KINDS["section"], width=width)
    ways = page.get_by_role("navigation", name="Quick links").get_by_role("list")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(".footer-meta").bounding_box()
    bar = ways.bounding_box()
    assert last
    assert bar
    assert last["y"] + last["height"] <= bar["y"] + 1
    assert bar["y"] + bar["height"] == pytest.approx(640, abs=1)
