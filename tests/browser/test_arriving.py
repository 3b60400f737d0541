"""Links that were mangled on their way lead on, or the page says what is not there."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from kinds import KINDS
from playwright.sync_api import Page, expect
from support import OpenPage

SECTION = KINDS["section"]


def notice(page: Page):
    return page.locator(".notice")


@pytest.mark.parametrize(
    ("path", "id_"),
    [(f"{SECTION}#%202.1.5).", "2.1.5"), (f"{KINDS['as-at']}#2.1.3.", "as-at-2.1.3")],
)
def test_a_mangled_fragment_leads_to_its_paragraph(phone: OpenPage, path: str, id_: str):
    page = phone(path)
    place = page.locator(f"[id='{id_}']")
    expect(place).to_be_in_viewport()
    expect(page).to_have_url(re.compile(re.escape(f"#{id_}") + "$"))
    assert place.evaluate("element => element.matches(':target')")
    expect(notice(page)).to_be_empty()


def test_a_number_that_stands_elsewhere_is_told_and_found(phone: OpenPage):
    page = phone(f"{SECTION}#2.6.3)")
    expect(notice(page)).to_contain_text("2.6.3 is not on this page.")
    assert Axe().run(page).response["violations"] == []
    notice(page).get_by_role("link", name="Find 2.6.3").click()
    first = page.locator(".search-results a").first
    expect(first).to_have_attribute("href", re.compile("#2\\.6\\.3$"))
    page.goto(page.url.partition("search/")[0] + SECTION)
    page.evaluate("location.hash = '#2.1.5(x)'")
    expect(notice(page)).to_contain_text("There is no 2.1.5(x) here. This is 2.1.5.")
    notice(page).get_by_role("button", name="Close").click()
    expect(notice(page)).to_be_empty()
    page.evaluate("location.hash = '#2.6.4'")
    expect(notice(page)).to_contain_text("2.6.4 is not on this page.")
    page.evaluate("location.hash = '#2.1.4'")
    expect(notice(page)).to_be_empty()


def test_a_mangled_path_leads_on(open_page: OpenPage):
    page = open_page(f"{SECTION}%232.1.5).", allow=["404"])
    expect(page).to_have_url(re.compile("/introduction/#2.1.5$"))
    expect(page.locator("[id='2.1.5']")).to_be_in_viewport()
    page = open_page(f"{SECTION}2.6.3.", allow=["404"])
    expect(page).to_have_url(re.compile("/law/#2.6.3$"))
    expect(page.locator("[id='2.6.3']")).to_be_in_viewport()
    page = open_page("2.99.3", allow=["404"])
    expect(page).to_have_url(re.compile("search/#q=2.99.3$"))


@pytest.mark.parametrize(
    ("typed", "id_"), [("2.1/", "2.1"), ("2.1/#2.1.3", "2.1.3"), ("2.6/#2.6.3).", "2.6.3")]
)
def test_a_short_address_leads_to_its_section(open_page: OpenPage, typed: str, id_: str):
    page = open_page(typed)
    expect(page).to_have_url(re.compile("/information-sharing/[a-z-]+/(#.*)?$"))
    expect(page.locator(f"[id='{id_}']")).to_be_in_viewport()


def test_a_short_address_leads_on_without_script(open_page: OpenPage):
    page = open_page("2.1/", script=False)
    expect(page).to_have_url(re.compile("/information-sharing/introduction/$"))


@pytest.mark.parametrize("typed", ["2.1.3", "2.1.3/", "2.1.3).", "paragraph/2.1.3"])
def test_a_number_typed_by_hand_leads_to_its_paragraph(open_page: OpenPage, typed: str):
    page = open_page(typed, allow=["404"])
    expect(page).to_have_url(re.compile(r"/introduction/#2\.1\.3$"))
    expect(page.locator("[id='2.1.3']")).to_be_in_viewport()


def test_a_number_that_a_situation_bears_too_leads_to_its_paragraph(open_page: OpenPage):
    page = open_page("2.7.2", allow=["404"])
    expect(page).to_have_url(re.compile(r"#2\.7\.2$"))
