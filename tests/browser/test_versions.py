"""What a section said on any day: found from its page in two taps, printed in one more."""

import re

import pytest
from playwright.sync_api import Page, expect
from support import OpenPage

LATE = "information-sharing/significant-harm/"
FIRST = "information-sharing/introduction/"
AT = f"{FIRST}as-at/2026-11-22/"


def ask(page: Page, day: str) -> str:
    """What is said of a day."""
    opener = page.get_by_role("button", name="Read on another day")
    if opener.is_visible():
        opener.click()
        expect(page.get_by_label("Read on")).to_be_focused()
    page.get_by_label("Read on").fill(day)
    return page.locator(".read-on-answer").inner_text()


def test_what_stood_before_a_section_began_is_two_taps_away_and_printed_with_one(phone: OpenPage):
    page = phone(LATE)
    said = ask(page, "2020-12-01")
    assert said == (
        "2.7 had no wording on 1 December 2020; the nearest is that of 22 to 29 November 2026. "
        "The manual then held 2.1 Introduction."
    )
    page.locator(".read-on-answer").get_by_role("link", name="2.1 Introduction").click()
    expect(page).to_have_url(re.compile(r"/introduction/as-at/2017-08-18/$"))
    page.evaluate("window.print = () => (document.title = 'printed')")
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page).to_have_title("printed")


@pytest.mark.parametrize(
    ("path", "day", "said", "leads"),
    [
        (FIRST, "2020-12-01", "Read 2.1 as it stood on 1 December 2020", "/as-at/2017-08-18/"),
        (FIRST, "2026-11-29", "Read 2.1 as it stood on 29 November 2026", "/as-at/2026-11-22/"),
        (FIRST, "2026-11-30", "This is what stood on 30 November 2026.", ""),
        (AT, "2026-11-22", "This is what stood on 22 November 2026.", ""),
        (AT, "2026-11-30", "The present wording stood on 30 November 2026: ", "/introduction/"),
        (FIRST, "2001-01-01", "2.1 had no wording on 1 January 2001; the nearest ", "2017-08-18/"),
        (FIRST, "2199-01-01", "Nobody can say yet what 2.1 will say on 1 January 2199.", ""),
    ],
)  # fmt: skip
def test_any_day_is_answered_in_place(phone: OpenPage, path: str, day: str, said: str, leads: str):
    page = phone(path, clock="2026-12-01T12:00")
    assert ask(page, day).startswith(said)
    links = page.locator(".read-on-answer a").evaluate_all("all => all.map(one => one.href)")
    assert bool(links) == bool(leads)
    assert all(link.endswith(leads) for link in links)


def test_half_a_year_asks_nothing(phone: OpenPage):
    page = phone(FIRST)
    assert ask(page, "0020-12-01") == ""


def test_without_script_the_list_leads_to_every_wording(phone: OpenPage):
    page = phone(FIRST, script=False)
    expect(page.get_by_text("Read on another day")).to_have_count(0)
    page.get_by_role("link", name="2 earlier wordings").click()
    page.get_by_role("link", name="22 to 29 November 2026").click()
    expect(page.locator(".as-at-banner")).to_contain_text("This is not the present wording.")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_earlier_wording_shows_one_comparison_at_a_time(phone: OpenPage, *, script: bool):
    page = phone(AT, script=script)
    before = page.get_by_role("checkbox", name="Show what was new on 22 November 2026")
    since = page.get_by_role("checkbox", name="Show what has changed since")
    paragraph = page.locator('[id="as-at-2.1.3"]')
    before.focus()
    page.keyboard.press("Space")
    expect(paragraph.locator("[data-compared]")).to_be_visible()
    expect(paragraph.locator("[data-redline], [data-wording]").filter(visible=True)).to_have_count(
        0
    )
    expect(page.locator(".amendments-switch")).to_be_hidden()
    expect(page.locator(".before-legend")).to_contain_text("18 August 2017 to 21 November 2026")
    page.keyboard.press("Space")
    since.focus()
    page.keyboard.press("Space")
    expect(paragraph.locator("[data-redline]")).to_be_visible()
    expect(paragraph.locator("[data-compared]")).to_be_hidden()
    expect(page.locator(".before-switch")).to_be_hidden()


def test_a_link_opens_the_comparison_and_the_sheet_says_which(phone: OpenPage):
    page = phone(AT.replace("as-at/2026-11-22/", ""))
    page.locator(".versions").get_by_role("link", name="the one before it").nth(1).click()
    expect(page).to_have_url(re.compile(r"as-at/2026-11-22/\?compare=before$"))
    expect(page.locator('[id="as-at-2.1.3"] [data-compared]')).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = "getComputedStyle(document.documentElement).getPropertyValue('--sheet-amendments')"
    assert page.evaluate(said) == '"Showing amendments since 18 August 2017."'
