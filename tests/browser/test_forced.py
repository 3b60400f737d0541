"""Forced colours: a theme of the device overrules the page's, and takes away its backgrounds."""

import io
from collections.abc import Iterator

import pytest
from kinds import KINDS
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect
from support import OpenPage


@pytest.fixture(params=["light", "dark"])
def forced(phone: OpenPage, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """A function that opens an address with a light and a dark theme of the device."""
    opened: list[Page] = []

    def forced(path: str, **size: int) -> Page:
        page = phone(path, **size)
        opened.append(page)
        page.emulate_media(forced_colors="active", color_scheme=request.param)
        return page

    yield forced
    for page in opened:
        page.emulate_media(forced_colors="none", color_scheme="light")


def picture(place: Locator, **clip: float) -> Image.Image:
    """A picture of an element, or of a part of the page that starts at its corner."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    part = {
        "x": box["x"] + clip.get("left", 0),
        "y": box["y"],
        "width": clip.get("width", box["width"]),
        "height": box["height"],
    }
    shot = place.page.screenshot(clip=part)
    return Image.open(io.BytesIO(shot)).convert("RGB")


def differ(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is not None


def test_bar_in_the_margin_of_an_amended_paragraph_stays(forced: OpenPage):
    page = forced(KINDS["section"], width=1280, height=800)
    margin = {"left": -16, "width": 8}
    amended = picture(page.locator('[data-provision="2.1.3"] .provision-body'), **margin)
    assert len(amended.getcolors()) > 1
    unchanged = picture(page.locator('[data-provision="2.1.4"] .provision-body'), **margin)
    assert len(unchanged.getcolors()) == 1


def test_switch_shows_whether_it_is_on(forced: OpenPage):
    page = forced(KINDS["section"])
    track = page.locator(".switch-track").first
    off = picture(track)
    track.click()
    expect(page.get_by_role("checkbox", name="Show amendments")).to_be_checked()
    page.mouse.move(0, 0)
    assert differ(off, picture(track))


def test_inserted_and_deleted_words_are_lined(forced: OpenPage):
    page = forced(f"{KINDS['section']}?amendments=shown")
    line = "element => getComputedStyle(element).textDecorationLine"
    provision = page.locator('[data-provision="2.1.3"]')
    assert provision.locator("del").first.evaluate(line) == "line-through"
    assert provision.locator("ins").first.evaluate(line) == "underline"


def test_picture_takes_the_colours_of_the_theme(forced: OpenPage):
    page = forced(f"{KINDS['flowchart']}#danger=no", width=1280, height=800)
    assert page.evaluate(
        """() => {
            const { color, backgroundColor } = getComputedStyle(document.body);
            const all = (name) => [...document.querySelectorAll(`.picture ${name}`)];
            return all("text").every((text) => getComputedStyle(text).fill === color)
                && all(".box").every((box) => getComputedStyle(box).fill === backgroundColor)
                && all(".box").every((box) => getComputedStyle(box).stroke !== backgroundColor)
                && all(".box").length > 10;
        }"""
    )


def test_page_that_is_open_is_marked_among_the_ways_on(forced: OpenPage):
    page = forced(KINDS["contacts"])
    ways = page.get_by_role("navigation", name="Quick links")
    line = "element => getComputedStyle(element).textDecorationLine"
    assert ways.get_by_role("link", name="Call").evaluate(line) == "underline"
    assert ways.get_by_role("link", name="Contents").evaluate(line) == "none"


def test_contact_that_answers_now_has_a_dot_that_is_filled(forced: OpenPage):
    page = forced(KINDS["contacts"])
    dot = page.evaluate(
        """() => {
            const card = document.createElement("p");
            card.dataset.state = "open";
            card.innerHTML = '<span class="contact-state">Open now</span>';
            document.querySelector("#content").append(card);
            return [getComputedStyle(card.firstChild, "::before").backgroundColor,
                getComputedStyle(document.body).color];
        }"""
    )
    assert dot[0] == dot[1]
