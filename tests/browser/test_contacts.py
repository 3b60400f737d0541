"""Who to call, in the browser: the reader's area first, and whether a number answers now."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from kinds import KINDS
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, is_uncovered, pdf_text, print_pdf, print_sheets

CONTACTS = KINDS["contacts"]
SECTION = KINDS["section"]
OUTCOME = KINDS["flowchart"] + "#call-999"

# A Wednesday in winter: at 10am every front door is open; at 8pm none is.
OPEN = "2026-11-25T10:00:00Z"
CLOSED = "2026-11-25T20:00:00Z"
CHRISTMAS = "2026-12-25T10:00:00Z"  # a Friday

OpenAt = Callable[..., Page]


@pytest.fixture
def open_when(open_page: OpenPage, phone: OpenPage) -> OpenAt:
    """A function that opens an address on a device whose clock stands at a moment."""

    def open_when(path: str, moment: str, **options: Any) -> Page:
        if not options:
            return phone(path, clock=moment)
        page = open_page("404.html", **options)
        page.clock.set_fixed_time(moment)
        page.goto(page.url.replace("404.html", path))
        return page

    return open_when


def choose(page: Page, place: str, within: str = "#content") -> None:
    select = page.locator(within).get_by_label("Numbers for").filter(visible=True).first
    select.select_option(place)


def foot(page: Page) -> Locator:
    return page.get_by_role("contentinfo")


def shown_areas(place: Locator) -> list[str]:
    """The areas of the contacts that can be seen in a place, in order."""
    contacts = place.locator("[data-contact][data-area]").filter(visible=True)
    return [one.get_attribute("data-area") or "" for one in contacts.all()]


def outcome(page: Page) -> Locator:
    return page.locator("#call-999")


# Areas


def test_without_a_choice_every_area_is_shown(phone: OpenPage):
    page = phone(SECTION)
    every = ["everywhere", "east-sussex", "west-sussex", "brighton-and-hove"]
    assert shown_areas(foot(page)) == every
    assert shown_areas(page.locator('[data-provision="2.1.7"]')) == every[1:]
    assert shown_areas(outcome(phone(OUTCOME))) == every
    headings = phone(CONTACTS).locator("h2[data-area]").all_inner_texts()
    assert headings == ["All areas", "East Sussex", "West Sussex", "Brighton & Hove"]


def test_a_place_is_chosen_once_and_its_area_comes_first_everywhere(phone: OpenPage):
    page = phone(CONTACTS)
    choose(page, "Worthing")
    headings = page.locator("h2[data-area]").all_inner_texts()
    assert headings == ["West Sussex", "All areas", "East Sussex", "Brighton & Hove"]
    first = page.locator("#content .contact").first
    expect(first).to_contain_text("Integrated Front Door")
    assert shown_areas(foot(page)) == ["everywhere", "west-sussex"]

    page = phone(SECTION)
    assert shown_areas(foot(page)) == ["everywhere", "west-sussex"]
    areas = shown_areas(page.locator('[data-provision="2.1.7"]'))
    assert areas == ["west-sussex", "east-sussex", "brighton-and-hove"]

    page = phone(OUTCOME)
    assert shown_areas(outcome(page)) == ["everywhere", "west-sussex"]
    expect(outcome(page).get_by_label("Numbers for")).to_have_value("west-sussex/worthing")

    page = phone()
    assert shown_areas(page.locator("#content")) == ["everywhere", "west-sussex"]


def test_other_areas_are_one_tap_away(phone: OpenPage):
    page = phone(OUTCOME)
    choose(page, "Hastings")
    others = outcome(page).locator("details.other-areas")
    expect(others.locator(".contact").first).to_be_hidden()
    others.get_by_text("If the child lives in another area").click()
    assert shown_areas(others) == ["west-sussex", "brighton-and-hove"]
    foot(page).get_by_text("If the child lives in another area").click()
    everyone = ["everywhere", "east-sussex", "west-sussex", "brighton-and-hove"]
    assert shown_areas(foot(page)) == everyone


def test_a_choice_is_changed_in_one_tap_and_taken_back(phone: OpenPage):
    page = phone(SECTION)
    choose(page, "Hastings", "footer")
    assert shown_areas(foot(page)) == ["everywhere", "east-sussex"]
    said = foot(page).get_by_role("status")
    expect(said).to_have_text("The numbers of East Sussex now come first.")
    choose(page, "Brighton & Hove", "footer")
    assert shown_areas(foot(page)) == ["everywhere", "brighton-and-hove"]
    choose(page, "All areas", "footer")
    assert shown_areas(foot(page))[1:] == ["east-sussex", "west-sussex", "brighton-and-hove"]
    expect(said).to_have_text("Showing all areas.")
    areas = shown_areas(page.locator('[data-provision="2.1.7"]'))
    assert areas == ["east-sussex", "west-sussex", "brighton-and-hove"]
    assert page.evaluate("localStorage.getItem('area')") is None


def test_all_the_places_of_a_page_show_the_same_choice(phone: OpenPage):
    page = phone(CONTACTS)
    choose(page, "Crawley", "footer")
    for select in page.get_by_label("Numbers for").all():
        expect(select).to_have_value("west-sussex/crawley")
    assert page.locator("h2[data-area]").first.inner_text() == "West Sussex"


def test_nothing_but_the_area_is_kept(phone: OpenPage):
    page = phone(CONTACTS)
    choose(page, "Hastings")
    kept = page.evaluate("[{ ...localStorage }, { ...sessionStorage }, document.cookie]")
    assert kept == [{"area": "east-sussex/hastings"}, {}, ""]


@pytest.mark.parametrize(
    ("kept", "value", "areas"),
    [
        ("east-sussex/atlantis", "east-sussex", ["everywhere", "east-sussex"]),
        ("atlantis", "", ["everywhere", "east-sussex", "west-sussex", "brighton-and-hove"]),
        ('"]', "", ["everywhere", "east-sussex", "west-sussex", "brighton-and-hove"]),
    ],
)
def test_a_place_that_is_gone_leaves_its_area_and_an_area_none(
    phone: OpenPage, kept: str, value: str, areas: list[str]
):
    page = phone(SECTION)
    page.evaluate("kept => localStorage.setItem('area', kept)", kept)
    page.reload()
    expect(foot(page).get_by_label("Numbers for")).to_have_value(value)
    assert shown_areas(foot(page)) == areas


DENIED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError"); },
});"""
FULL = """Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
};"""


@pytest.mark.parametrize("storage", [DENIED, FULL], ids=["denied", "full"])
def test_without_storage_the_choice_holds_for_the_page(open_page: OpenPage, storage: str):
    page = open_page("404.html")
    page.add_init_script(storage)
    page.goto(page.url.replace("404.html", CONTACTS))
    choose(page, "Hastings")
    assert shown_areas(foot(page)) == ["everywhere", "east-sussex"]
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert shown_areas(foot(page)) == ["everywhere", "east-sussex"]
    page.reload()
    assert len(shown_areas(foot(page))) == 4


def test_a_choice_reaches_the_pages_that_are_open(open_page: OpenPage):
    page = open_page(CONTACTS)
    other = page.context.new_page()
    other.goto(page.url.replace(CONTACTS, SECTION))
    choose(page, "Hastings")
    expect(foot(other).get_by_label("Numbers for")).to_have_value("east-sussex/hastings")
    assert shown_areas(foot(other)) == ["everywhere", "east-sussex"]


def test_without_script_every_number_is_there_and_nothing_that_does_nothing(phone: OpenPage):
    for path in (CONTACTS, SECTION, "", KINDS["flowchart"]):
        page = phone(path, script=False)
        expect(page.get_by_label("Numbers for").filter(visible=True)).to_have_count(0)
        for number in ("999", "01323 464222", "01273 335905", "01403 229900", "01273 290400"):
            expect(foot(page).get_by_role("link", name=number).first).to_be_visible()
    text = phone(SECTION, script=False).locator('[data-provision="2.1.7"]').inner_text()
    said = "Single Point of Advice 01323 464222, out of hours 01273 335905;"
    assert f"East Sussex: {said}" in text
    assert text.count("confirmed yet") == 1


def test_choice_is_reached_and_made_by_keys(phone: OpenPage):
    page = phone(CONTACTS)
    page.locator("#content").get_by_label("Numbers for").focus()
    page.keyboard.type("Hast")
    expect(foot(page).get_by_label("Numbers for")).to_have_value("east-sussex/hastings")
    expect(page.locator("#content").get_by_label("Numbers for")).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_choice_is_large_enough_and_within_the_screen(phone: OpenPage, width: int):
    page = phone(CONTACTS, width=width)
    choose(page, "Brighton & Hove")
    for select in page.get_by_label("Numbers for").all():
        box = select.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# Hours


def door(place: Locator, area: str = "east-sussex") -> Locator:
    """The front door of an area as it is shown in a place."""
    return place.locator(f'[data-contact="front-door"][data-area="{area}"]').first


def numbers(contact: Locator) -> list[str]:
    return contact.locator("a.tel").all_inner_texts()


USUAL, OTHER = "01323 464222", "01273 335905"


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York"])
def test_an_open_number_says_until_when(open_when: OpenAt, zone: str):
    page = open_when(CONTACTS, OPEN, timezone_id=zone)
    for place in (page.locator("#content"), foot(page)):
        expect(door(place)).to_contain_text("Open now, until 5pm.")
        assert numbers(door(place)) == [USUAL, OTHER]


@pytest.mark.parametrize(
    ("zone", "opens"),
    [
        ("Europe/London", "Closed now. Opens tomorrow at 8.30am."),
        ("Asia/Tokyo", "Closed now. Opens tomorrow at 8.30am (UK time)."),
    ],
)
@pytest.mark.parametrize("path", [CONTACTS, "", OUTCOME, SECTION])
def test_a_closed_number_lets_the_out_of_hours_number_go_first(
    open_when: OpenAt, path: str, zone: str, opens: str
):
    page = open_when(path, CLOSED, timezone_id=zone)
    content = outcome(page) if path == OUTCOME else page.locator("#content")
    for place in (content, foot(page)):
        assert numbers(door(place)) == [OTHER, USUAL]
    expect(door(foot(page))).to_contain_text(opens)
    expect(door(content)).to_contain_text("(closed now)" if path == SECTION else opens)


def test_on_a_bank_holiday_hours_may_differ(open_when: OpenAt):
    page = open_when(CONTACTS, CHRISTMAS)
    said = "Bank holiday: hours may differ today. Usual hours from Tuesday at 8.30am."
    expect(door(page.locator("#content"))).to_contain_text(said)
    assert numbers(door(foot(page))) == [USUAL, OTHER]
    police = page.locator('#content [data-contact="police"]')
    expect(police).to_contain_text("Every day, day and night")
    expect(police).not_to_contain_text(re.compile("holiday|closed|open", re.IGNORECASE))


def test_a_year_whose_bank_holidays_are_not_known_is_told(open_when: OpenAt):
    page = open_when(CONTACTS, "2036-11-26T10:00:00Z")
    said = "Open now, until 5pm. Bank holidays in 2036 are not known here, so hours may differ."
    expect(door(page.locator("#content"))).to_contain_text(said)


def test_a_number_without_hours_claims_none(open_when: OpenAt):
    page = open_when(CONTACTS, CLOSED)
    helpline = page.locator('#content [data-contact="nspcc"]')
    expect(helpline).to_contain_text("Hours not known")
    expect(helpline).not_to_contain_text(re.compile("closed|open", re.IGNORECASE))


def test_the_clock_goes_on_while_the_page_is_open(open_page: OpenPage):
    page = open_page("404.html")
    page.clock.install(time="2026-11-25T16:58:30Z")
    page.goto(page.url.replace("404.html", CONTACTS))
    contact = door(page.locator("#content"))
    expect(contact).to_contain_text("Open now, until 5pm.")
    usual = contact.get_by_role("link", name=USUAL)
    usual.focus()
    page.clock.run_for(60_000)
    expect(contact).to_contain_text("Open now, until 5pm.")
    page.clock.run_for(60_000)
    expect(contact).to_contain_text("Closed now. Opens tomorrow at 8.30am.")
    assert numbers(contact) == [OTHER, USUAL]
    expect(usual).to_be_focused()  # what was at hand stays so
    page.clock.run_for(1000 * 60 * 60 * 16)
    expect(contact).to_contain_text("Open now, until 5pm.")
    assert numbers(contact) == [USUAL, OTHER]
    assert contact.locator("[data-standing]").count() == 1


LATER = """place => {
    const mark = document.createElement("span");
    mark.dataset.overdueFrom = "2026-11-25";
    mark.dataset.overdue = " (not confirmed since 29 May 2026)";
    mark.hidden = true;
    place.append(mark);
}"""


@pytest.mark.parametrize(
    "place", ['[data-provision="2.1.7"] .contact-inline', "footer .call-list > li"]
)
def test_a_number_that_becomes_overdue_after_the_build_is_warned_of(open_when: OpenAt, place: str):
    page = open_when(SECTION, "2026-11-24T10:00:00Z")
    shown = page.locator(place).first
    shown.evaluate(LATER)
    for moment, seen in (("2026-11-24T23:59:00Z", False), ("2026-11-25T00:00:00Z", True)):
        page.clock.set_fixed_time(moment)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
        warning = shown.get_by_text("(not confirmed since 29 May 2026)", exact=True)
        expect(warning).to_have_count(int(seen))
        if seen:
            expect(warning).to_be_visible()


# Paper


def paper(page: Page) -> str:
    """The text of the page on paper, in one line, ligatures taken apart."""
    return unicodedata.normalize("NFKC", " ".join(" ".join(pdf_text(print_pdf(page))).split()))


def test_paper_holds_every_area_whatever_was_chosen_and_nothing_of_the_moment(open_when: OpenAt):
    page = open_when(CONTACTS, CLOSED)
    choose(page, "Hastings")
    text = paper(page)
    for number in ("999", USUAL, OTHER, "01403 229900", "01273 290400", "0808 800 5000"):
        assert number in text
    assert text.index(USUAL) < text.index(OTHER)
    assert numbers(door(page.locator("#content"))) == [OTHER, USUAL]  # on the screen, again
    assert "Not yet confirmed" in text
    for words in ("Closed now", "Numbers for", "Save to your phone"):
        assert words not in text


def test_contacts_fit_on_five_sheets_each_with_its_stamp(phone: OpenPage):
    for script in (True, False):
        sheets = print_sheets(phone(CONTACTS, script=script))
        assert len(sheets) <= 5
        assert script is False or all("Contacts unchanged since" in sheet for sheet in sheets)
        for number in ("999", USUAL, OTHER, "01403 229900", "01273 290400", "0808 800 5000"):
            assert any(number in sheet for sheet in sheets)


def test_a_sentence_says_once_that_no_number_is_confirmed_whatever_is_chosen(phone: OpenPage):
    page = phone(SECTION)
    choose(page, "Hastings", ".footer-contacts")
    text = page.locator('[data-provision="2.1.7"] [data-wording]').inner_text()
    assert text.index("East Sussex") < text.index("West Sussex")
    assert text.count("(none of these numbers is confirmed yet).") == 1
    assert "not yet confirmed" not in text


def test_home_says_whom_to_ring_on_the_first_screen_of_a_phone(phone: OpenPage):
    for script in (True, False):
        page = phone(script=script)
        content = page.locator("#content")
        for way in ("999", "the front door", "Search, or type a number such as 2.1.3"):
            place = content.get_by_role("link", name=way).first
            expect(place).to_be_in_viewport(ratio=1)
            assert is_uncovered(place)
        content.get_by_role("link", name="the front door").click()
        expect(content.get_by_role("link", name=USUAL)).to_be_in_viewport()


def test_paper_of_an_outcome_unfolds_the_other_areas(open_when: OpenAt):
    page = open_when(OUTCOME, CLOSED)
    choose(page, "Hastings", "#call-999")
    text = paper(page)
    assert "01403 229900" in text
    assert "01273 290400" in text
    assert "If the child lives in another area" not in text
    expect(outcome(page).locator("details.other-areas")).not_to_have_attribute("open", "")
