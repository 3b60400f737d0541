import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from kinds import KINDS
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, is_uncovered

SECTION = "information-sharing/introduction/"
CITATION = "Child safeguarding procedures (draft), paragraph 2.1.3, edition of 30 November 2026"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def provision(page: Page, number: str) -> Locator:
    return page.locator(f'[data-provision="{number}"]')


def number_of(page: Page, number: str) -> Locator:
    """The number of a provision, which is a link to itself."""
    return provision(page, number).get_by_role("link", name=number, exact=True).first


def background(place: Locator) -> str:
    return place.evaluate("element => getComputedStyle(element).backgroundColor")


# Arriving at a paragraph


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("number", ["2.1.3", "2.1.7"])
def test_deep_link_shows_the_paragraph_marked_and_clear_of_the_header(
    phone: OpenPage, number: str, width: int
):
    page = phone(f"{SECTION}#{number}", width=width, height=640)
    expect(number_of(page, number)).to_be_in_viewport(ratio=1)
    assert is_uncovered(number_of(page, number))
    assert is_uncovered(provision(page, number).locator("[data-wording] p").first)
    assert background(provision(page, number)) != background(provision(page, "2.1.2"))


def test_number_of_every_paragraph_is_a_link_to_itself(phone: OpenPage):
    page = phone(SECTION)
    every = page.locator("[data-provision]").all()
    assert len(every) > 7
    for one in every:
        number = one.get_attribute("data-provision")
        expect(one).to_have_id(number)
        expect(number_of(page, number)).to_have_attribute("href", f"#{number}")
    number_of(page, "2.1.4").click()
    expect(page).to_have_url(re.compile(r"/introduction/#2\.1\.4$"))
    assert is_uncovered(number_of(page, "2.1.4"))
    assert background(provision(page, "2.1.4")) != background(provision(page, "2.1.3"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_references_lead_to_what_they_name(phone: OpenPage, *, script: bool):
    page = phone(SECTION, script=script)
    for place, link, number in (
        ("2.1.7", "paragraph 2.11.3", "2.11.3"),
        ("2.1.5", "section 2.8", "2.8"),  # at the top of its page, with or without a fragment
    ):
        wording = provision(page, place).locator("[data-wording]")
        wording.get_by_role("link", name=link).click()
        expect(page).to_have_url(re.compile(rf"/information-sharing/[a-z-]+/(#{number})?$"))
        expect(provision(page, number)).to_be_in_viewport()
        assert is_uncovered(number_of(page, number))
        page.go_back()


# What can be done with a paragraph


def open_menu(page: Page, number: str) -> Locator:
    """Open what a paragraph offers; returns it."""
    menu = provision(page, number).locator("details").first
    menu.locator("summary").click()
    expect(menu.locator("[data-report]")).to_be_visible()
    return menu


def assert_reports(link: Locator, citation: str) -> None:
    """The link writes to whoever mends mistakes, and names the place."""
    address = urlsplit(link.get_attribute("href"))
    assert address.scheme == "mailto"
    assert "@" in address.path
    assert citation in unquote(parse_qs(address.query)["subject"][0])
    assert "What is wrong:" in unquote(parse_qs(address.query)["body"][0])


def test_menu_copies_the_citation_and_the_link(open_page: OpenPage):
    page = open_page(f"{SECTION}?amendments=shown", permissions=CLIPBOARD)
    link = page.url.split("?")[0] + "#2.1.3"
    for button, said, copied in (
        ("Copy citation", "Citation copied", f"{CITATION}, {link}"),
        ("Copy link", "Link copied", link),
    ):
        menu = open_menu(page, "2.1.3")
        menu.get_by_text(button, exact=True).click()
        expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == copied
        expect(menu.locator("[data-report]")).to_be_hidden()
        expect(menu.locator("summary")).to_be_focused()


def test_menu_copies_the_words_as_they_stand(open_page: OpenPage):
    page = open_page(SECTION, permissions=CLIPBOARD)
    open_menu(page, "2.1.3").get_by_role("button", name="Copy words").click()
    expect(page.get_by_role("status").filter(has_text="Words copied")).to_be_visible()
    first, *points = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert first.endswith("You therefore need to:")
    shown = provision(page, "2.1.3").locator("[data-wording]")
    assert len(points) + 1 == shown.locator("li, p").count()


def test_menu_prints_the_section_without_itself(open_page: OpenPage):
    page = open_page(SECTION)
    page.evaluate("window.print = () => (document.title = 'printed')")
    menu = open_menu(page, "2.1.3")
    expect(menu.get_by_text(f"{CITATION}, {page.url}#2.1.3", exact=True)).to_be_visible()
    menu.get_by_role("button", name="Print section").click()
    expect(page).to_have_title("printed")
    expect(menu.locator("[data-report]")).to_be_hidden()


def test_menu_closes_by_escape_and_by_a_click_elsewhere(phone: OpenPage):
    page = phone(SECTION)
    menu = open_menu(page, "2.1.3")
    menu.get_by_text("Copy citation").focus()
    page.keyboard.press("Escape")
    expect(menu.locator("[data-report]")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu.locator("[data-report]")).to_be_visible()
    provision(page, "2.1.2").locator("[data-wording] p").first.click(position={"x": 5, "y": 5})
    expect(menu.locator("[data-report]")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_menu_gives_citation_link_and_report(phone: OpenPage, *, script: bool):
    page = phone(SECTION, script=script)
    menu = open_menu(page, "2.1.3")
    expect(menu.get_by_text(CITATION)).to_be_visible()
    expect(menu.locator('a[href="#2.1.3"]')).to_be_visible()
    assert_reports(menu.get_by_role("link", name="Report a mistake"), CITATION)
    for link in menu.get_by_role("link").all():
        box = link.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


# Terms


def test_term_is_explained_where_it_stands(phone: OpenPage):
    page = phone(SECTION)
    there = page.url
    paragraph = provision(page, "2.1.3")
    term = paragraph.get_by_role("button", name="lawful basis")
    explanation = paragraph.get_by_text("Article 6 of the UK GDPR")
    expect(explanation).to_have_count(0)
    term.click()
    expect(explanation).to_be_visible()
    expect(term).to_have_attribute("aria-expanded", "true")
    assert page.url == there
    page.keyboard.press("Escape")
    expect(explanation).to_have_count(0)
    expect(term).to_be_focused()
    expect(term).to_have_attribute("aria-expanded", "false")
    for key in ("Space", "Enter"):
        page.keyboard.press(key)
        expect(explanation).to_be_visible()
        page.keyboard.press(key)
        expect(explanation).to_have_count(0)


def test_an_explanation_stands_after_the_sentence_that_it_explains(phone: OpenPage):
    page = phone(SECTION)
    for number, name in (("2.1.3", "lawful basis"), ("2.1.5", "proportionate")):
        words = provision(page, number).locator("[data-wording]")
        before = words.inner_text()
        words.get_by_role("button", name=name).click()
        block = words.locator(":is(p, li):has(> .term-card)")
        expect(block).to_have_count(1)
        card = block.locator(".term-card").inner_text()
        assert block.inner_text().strip().endswith(card)
        page.keyboard.press("Escape")
        assert words.inner_text() == before


def test_a_paragraph_that_was_asked_for_is_not_taken_for_inserted_text(phone: OpenPage):
    page = phone(f"{SECTION}#2.1.3")
    colour = "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    shown = provision(page, "2.1.3").evaluate("e => getComputedStyle(e).backgroundColor")
    red, green, blue = map(int, re.findall(r"\d+", shown)[:3])
    assert red > blue
    assert green > blue
    assert page.evaluate(colour, "--here") not in {"", page.evaluate(colour, "--accent-soft")}


def test_without_script_a_term_leads_to_the_glossary(phone: OpenPage):
    page = phone(SECTION, script=False)
    provision(page, "2.1.3").get_by_role("link", name="lawful basis").click()
    expect(page).to_have_url(re.compile(r"/glossary/#[a-z-]+$"))
    entry = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    expect(entry).to_contain_text("Article 6 of the UK GDPR")
    expect(entry).to_be_in_viewport()
    assert is_uncovered(entry)


# Widths


def assert_fits(page: Page, what: str) -> None:
    for width in (320, 360, 768, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 640})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{what} is {wide} px wide in a window of {width} px"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_on(phone: OpenPage, kind: str):
    page = phone(KINDS[kind])
    assert_fits(page, kind)
    if kind == "section":
        page.get_by_text("Show amendments").click()
        provision(page, "2.1.4").get_by_role("button", name="parent or carer").click()
        open_menu(page, "2.1.3")
        assert_fits(page, "section with its amendments, a menu and a term open")
    if kind == "flowchart":
        page.goto(
            page.url + "#danger=no&asked=no&concern=no&duty=no&purpose=yes&identifiable=not-sure"
        )
        assert_fits(page, "flowchart with a path")
