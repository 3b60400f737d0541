"""A contact's online form, in the browser: where it leads, offline, narrow, and on paper."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from invented import BASE, change
from playwright.sync_api import Browser, Page, expect
from support import build_site, print_sheets, serve, write_invented

FORM = "https://www.forms.light.test/keepers/of-the-light/report-a-light-that-went-out"
OPENS = "() => document.documentElement.setAttribute('data-offline', '2026-11-25T09:10:00.000Z')"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The invented manual, whose office has a form, built and served."""
    folder = tmp_path_factory.mktemp("form")
    number = "phone: 01632 960001"
    texts = change(BASE, "docs/contacts.yml", {number: f"{number}\n        form: {FORM}"})
    texts = change(texts, "docs/index.md", {"{newest-amendments}": "{who-to-call}\n\n{contacts}"})
    build_site(folder / "site", config=write_invented(folder, texts))
    with serve(folder / "site") as address:
        yield address


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """The page on a narrow screen."""
    options = {"width": 320, "height": 640}
    context = browser.new_context(viewport=options, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_it_says_where_it_leads_ahead_of_the_number(phone: Page):
    for place in ("#content .call-list", "#content .contact", "footer"):
        contact = phone.locator(place).locator("xpath=.", has_text="Harbour office").last
        link = contact.get_by_role("link", name="Online form at forms.light.test")
        expect(link).to_have_attribute("href", FORM)
        number = contact.get_by_role("link", name="01632 960001")
        assert (
            link.evaluate(
                "(form, number) => form.compareDocumentPosition(number)", number.element_handle()
            )
            & 4
        ), place
    assert phone.evaluate("document.documentElement.scrollWidth") == 320


def test_a_copy_says_that_it_needs_a_connection(phone: Page):
    said = phone.locator("#content .contact").get_by_text("(needs a connection)")
    expect(said).to_be_hidden()
    phone.evaluate(OPENS)
    expect(said).to_be_visible()


def test_paper_spells_its_address(phone: Page):
    text = "".join("".join(print_sheets(phone)).split())
    assert f"Onlineformatforms.light.test({FORM})" in text
    assert "needsaconnection" not in text


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_where_a_form_stands(phone: Page, colours):
    """That targets are 24 px is of WCAG 2.2, and off unless asked for."""
    phone.emulate_media(color_scheme=colours)
    for where in ("#content", "footer"):
        options = {"rules": {"target-size": {"enabled": True}}}
        found = Axe().run(phone, context=where, options=options)
        assert found.violations_count == 0, found.generate_report()


@pytest.fixture(scope="module")
def strip(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A flowchart of two areas, of which one is reached by a form alone."""
    folder = tmp_path_factory.mktemp("strip")
    bay = "name: South Bay\n    partnership: South Bay Keepers\n    contacts:\n      front-door:\n"
    office = f"        name: Watch house\n        for: Ask about the light\n        form: {FORM}\n"
    texts = change(
        BASE, "docs/contacts.yml", {"everywhere:": f"  south-bay:\n    {bay}{office}everywhere:"}
    )
    build_site(folder / "site", config=write_invented(folder, texts))
    with serve(folder / "site") as address:
        yield f"{address}flowchart/light/"


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_an_area_with_a_form_alone_is_in_the_strip(browser: Browser, strip: str, *, script: bool):
    """It stands beside the numbers of others, and no form stands where there is a number."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, java_script_enabled=script, service_workers="block"
    )
    page = context.new_page()
    page.goto(strip)
    numbers = page.locator(".flowchart-steps > .urgent .urgent-numbers")
    expect(numbers.get_by_role("link", name="01632 960001")).to_be_visible()
    link = numbers.get_by_role("link", name="Online form at forms.light.test")
    expect(link).to_be_visible()
    assert (link.bounding_box() or {"height": 0})["height"] >= 24
    context.close()
