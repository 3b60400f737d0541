import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage

SECTION = "information-sharing/introduction/"
OTHER = "../consent/"
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def switch(page: Page) -> Locator:
    return page.get_by_role("checkbox", name="Show amendments")


def wording(page: Page, number: str) -> Locator:
    return page.locator(f'[data-provision="{number}"] [data-wording]')


def redline(page: Page, number: str) -> Locator:
    return page.locator(f'[data-provision="{number}"] [data-redline]')


def expect_shown(page: Page) -> None:
    expect(switch(page)).to_be_checked()
    for one in page.locator("[data-redline]").all():
        expect(one).to_be_visible()
    for number in ("2.1.1", "2.1.3", "2.1.6", "2.1.8"):
        expect(wording(page, number)).to_be_hidden()
    expect(wording(page, "2.1.2"), "which was not amended").to_be_visible()
    for change in redline(page, "2.1.3").locator("ins, del").all():
        expect(change).to_be_visible()


def expect_hidden(page: Page) -> None:
    expect(switch(page)).not_to_be_checked()
    for one in page.locator("[data-redline], ins, del").all():
        expect(one).to_be_hidden()
    for one in page.locator("[data-wording]").all():
        expect(one).to_be_visible()


def expect_marker(page: Page, state: str) -> None:
    """The state that the page's element declares."""
    expect(page.locator("[data-amendments]")).to_have_attribute("data-amendments", state)


@SCRIPT
def test_switch_shows_and_hides_by_mouse(phone: OpenPage, *, script: bool):
    page = phone(SECTION, script=script)
    assert page.locator("[data-redline]").count() >= 4
    expect_hidden(page)
    expect_marker(page, "hidden")
    page.get_by_text("Show amendments").click()
    expect_shown(page)
    if script:
        expect_marker(page, "shown")
    page.get_by_text("Show amendments").click()
    expect_hidden(page)
    expect_marker(page, "hidden")


@SCRIPT
def test_switch_shows_and_hides_by_keyboard(phone: OpenPage, *, script: bool):
    page = phone(SECTION, script=script, width=1280)
    for _ in range(60):
        page.keyboard.press("Tab")
        if switch(page).evaluate("box => box === document.activeElement"):
            break
    expect(switch(page)).to_be_focused()
    page.keyboard.press("Space")
    expect_shown(page)
    page.keyboard.press("Space")
    expect_hidden(page)


def test_address_shares_the_choice(open_page: OpenPage):
    page = open_page(f"{SECTION}#2.1.3")
    page.get_by_text("Show amendments").click()
    expect(page).to_have_url(re.compile(r"/introduction/\?amendments=shown#2\.1\.3$"))
    received = open_page(f"{SECTION}?amendments=shown#2.1.3")
    expect_shown(received)
    expect_marker(received, "shown")
    page.get_by_text("Show amendments").click()
    expect(page).to_have_url(re.compile(r"/introduction/#2\.1\.3$"))


def test_choice_is_remembered_for_the_visit_and_no_longer(open_page: OpenPage):
    page = open_page(SECTION)
    section = page.url
    page.get_by_text("Show amendments").click()
    page.goto(urljoin(section, OTHER))
    expect(switch(page)).to_be_checked()
    expect_marker(page, "shown")
    page.get_by_text("Show amendments").click()
    page.goto(section)
    expect_hidden(page)
    expect_marker(page, "hidden")
    page.get_by_text("Show amendments").click()
    expect_shown(page)
    next_visit = page.context.new_page()
    next_visit.goto(section)
    expect_hidden(next_visit)
    page.goto(f"{section}?amendments=hidden")
    expect_hidden(page)


@SCRIPT
def test_changes_are_marked_by_more_than_colour(phone: OpenPage, *, script: bool):
    page = phone(SECTION, script=script)
    page.get_by_text("Show amendments").click()
    lines = "change => getComputedStyle(change).textDecorationLine"
    for number, amendment in (("2.1.1", "6"), ("2.1.3", "6"), ("2.1.6", "7")):
        inserted = redline(page, number).locator(f'ins[data-amendment="{amendment}"]')
        assert inserted.count() > 0, number
        for one in inserted.all():
            assert one.evaluate(lines) == "underline", number
    for number, amendment in (("2.1.1", "6"), ("2.1.3", "6")):
        deleted = redline(page, number).locator(f'del[data-amendment="{amendment}"]')
        assert deleted.count() > 0, number
        for one in deleted.all():
            assert one.evaluate(lines) == "line-through", number
    new = redline(page, "2.1.8")
    expect(new).to_contain_text("inserted by amendment 6")
    expect(new.locator('ins[data-amendment="6"]').first).to_be_visible()
    for one in page.locator("[data-redline] :is(ins, del)").all():
        assert one.get_attribute("data-amendment") in {"6", "7"}


def test_wording_and_redline_agree(phone: OpenPage):
    page = phone(SECTION)
    agree = """redline => {
        const words = node => node.textContent.replace(/\\s+/g, "");
        const copy = redline.cloneNode(true);
        copy.querySelectorAll("del").forEach(one => one.remove());
        return [words(copy), words(redline.parentElement.querySelector("[data-wording]"))];
    }"""
    for number in ("2.1.1", "2.1.3", "2.1.6"):
        redlined, present = redline(page, number).evaluate(agree)
        assert redlined == present


def test_register_and_each_amendment_say_that_they_are_drafts(phone: OpenPage):
    page = phone("amendments/")
    register = page.url
    text = page.get_by_role("article").filter(has=page.get_by_role("heading", level=1))
    entries = text.get_by_role("article")
    expect(entries).to_have_count(9)
    expect(entries.get_by_text("Not yet approved")).to_have_count(9)
    expect(entries.get_by_text("Draft dated 22 November 2026")).to_have_count(3)
    expect(entries.last).to_contain_text("Restated from a print of 18 August 2017")
    for number in ("8", "7", "4", "3", "2", "1"):
        page.goto(register)
        page.get_by_role("link", name=re.compile(rf"^Amendment {number}: ")).click()
        expect(page).to_have_url(re.compile(rf"/amendments/{number}/$"))
        head = text.get_by_role("heading", level=1).locator("..")
        expect(head).to_contain_text(f"Amendment {number}")
        expect(head.get_by_text("Not yet approved")).to_be_visible()
        days = {"1": "Restated from a print of 18 August 2017"}
        days |= dict.fromkeys("78", "Draft dated 30")
        standing = days.get(number, "Draft dated 22")
        expect(head).to_contain_text(standing)
        expect(head).not_to_contain_text("In force")


@pytest.mark.parametrize("width", [280, 360, 1280])
def test_a_bar_leads_through_the_changes_above_the_bar_of_a_phone(phone: OpenPage, width: int):
    page = phone(SECTION, width=width)
    bar = page.get_by_role("group", name="Changes")
    expect(bar).to_be_hidden()
    page.locator(".amendments-switch").click()
    changes = page.locator("[data-provision]:has([data-redline])")
    expect(bar).to_contain_text(f"{changes.count()} changes")
    for place in (1, 2):
        box = bar.get_by_role("button", name="Next change").bounding_box()
        bar.get_by_role("button", name="Next change").click()
        number = changes.nth(place - 1).get_attribute("data-provision")
        expect(bar).to_contain_text(f"{place} of {changes.count()}: {number}")
        expect(changes.nth(place - 1)).to_be_in_viewport()
        assert bar.get_by_role("button", name="Next change").bounding_box() == box, (
            "under the thumb"
        )
        assert min(box["width"], box["height"]) >= 44
    bar.get_by_role("button", name="Previous change").click()
    expect(bar).to_contain_text("1 of ")
    foot = page.locator(".bar ul").bounding_box()
    own = bar.bounding_box()
    assert own["x"] >= 0
    assert own["x"] + own["width"] <= width
    if foot and width > 300 and width < 900:
        assert own["y"] + own["height"] <= foot["y"]
    bar.get_by_role("button", name="Hide changes").click()
    expect(bar).to_be_hidden()
    expect_hidden(page)


# The register


def entries(page: Page) -> list[str]:
    """The numbers of the amendments that are listed."""
    shown = page.locator(".register-entry").filter(visible=True)
    return [re.search(r"\d+", one)[0] for one in shown.locator("h2").all_text_contents()]


def test_register_leads_with_what_to_do_and_folds_why(phone: OpenPage):
    page = phone("amendments/")
    for entry in page.locator(".register-entry").all():
        first = entry.locator("h2 ~ p:not(.section-standing)").first
        expect(first).to_contain_text("What to do differently:")
        expect(entry.locator("details > p")).to_be_hidden()
    page.locator("summary", has_text="Why").first.click()
    expect(page.locator("details > p").first).to_be_visible()


def test_register_shows_the_past_days_and_what_came_since_the_last_visit(phone: OpenPage):
    page = phone("amendments/")
    expect(page.get_by_role("button", name="Since my last visit")).to_have_count(0)
    page.clock.set_fixed_time("2026-12-01T12:00:00Z")
    page.reload()
    every = entries(page)
    assert len(every) == 9
    page.get_by_role("button", name="Past 30 days").click()
    assert entries(page) == every[:-1], "all but the print of 2017"
    page.evaluate("sessionStorage.clear(), localStorage.setItem('seen', '2026-11-22.000003')")
    page.reload()
    since = page.get_by_role("button", name="Since my last visit (edition of 22 November 2026)")
    since.click()
    assert entries(page) == ["9", "8", "7", "6", "5", "4"]
    expect(since).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(since, "which is one visit").to_be_visible()
    page.evaluate("sessionStorage.clear()")
    page.reload()
    since = page.get_by_role("button", name="Since my last visit (edition of 30 November 2026)")
    since.click()
    assert entries(page) == []
    expect(page.get_by_text("Nothing has changed in that time.")).to_be_visible()


def test_leave_no_trace_forgets_the_last_visit(phone: OpenPage):
    page = phone("amendments/")
    assert page.evaluate("localStorage.getItem('seen')") == "2026-11-30.000009"
    page.goto(urljoin(page.url, "../search/"))
    page.get_by_role("button", name="Leave no trace").click()
    page.wait_for_function("localStorage.getItem('seen') === null")
    assert page.evaluate("sessionStorage.getItem('seen')") is None


def test_register_without_script_lists_every_amendment(phone: OpenPage):
    page = phone("amendments/", script=False)
    assert len(entries(page)) == 9
    expect(page.locator("[data-register-filter]")).to_be_hidden()
