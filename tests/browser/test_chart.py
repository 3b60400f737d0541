"""The whole flowchart on paper, its outcomes, and who to call in one line."""

import re

import pypdfium2
import pytest
from kinds import KINDS
from playwright.sync_api import Page, expect
from support import OpenPage, print_pdf, read_sheets

FLOWCHART = KINDS["flowchart"]
REFER = f"{FLOWCHART}#danger=no&asked=no&concern=yes-a-child"
ADVICE = f"{FLOWCHART}#danger=no&asked=no&concern=not-sure"
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
NIGHT = "2026-12-01T03:00:00Z"


def numbered(page: Page) -> dict[str, str]:
    """The number on paper of each step, by its id."""
    steps = page.locator("[data-step]").all()
    return {
        step.get_attribute("id") or "": step.locator("h2").get_attribute("data-place") or ""
        for step in steps
    }


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


# On paper


@SCRIPT
def test_the_whole_chart_is_five_sheets(phone: OpenPage, *, script: bool):
    sheets = read_sheets(print_pdf(phone(FLOWCHART, script=script)))
    # One is the picture. Solid type of nine points alone would fill three and a half.
    assert len(sheets) <= 5 + (not script)


def test_the_picture_is_the_first_sheet(phone: OpenPage):
    page = phone(FLOWCHART)
    first, *others = read_sheets(print_pdf(page))
    for title in page.locator("[data-step] h2").all_text_contents():
        assert squeezed(title) in squeezed(first)
    assert "It is not already lawfully public" not in first
    assert "Begin at 1." in others[0]
    # On the screen it is where it was.
    expect(page.locator(".flowchart-steps + .flowchart-picture")).to_be_attached()


@SCRIPT
def test_an_answer_names_the_step_that_it_leads_to(phone: OpenPage, *, script: bool):
    page = phone(FLOWCHART, script=script)
    text = squeezed(" ".join(read_sheets(print_pdf(page))))
    places = numbered(page)
    assert list(places.values()) == [str(n) for n in range(1, len(places) + 1)]
    for question in page.locator('[data-step="question"]').all():
        title = question.locator("h2").text_content() or ""
        assert squeezed(places[question.get_attribute("id") or ""] + title) in text
        for answer in question.locator("[data-answer]").all():
            goes = places[(answer.get_attribute("href") or "").split("#")[-1].split("=")[0]]
            said = answer.get_attribute("data-answer") or ""
            assert squeezed(f"{said} → {goes}") in text


@SCRIPT
def test_each_number_to_call_stands_once_behind_the_steps(phone: OpenPage, *, script: bool):
    page = phone(FLOWCHART, script=script)
    text = " ".join(read_sheets(print_pdf(page)))
    steps, _, contacts = text.partition("Who to call Not yet confirmed")
    assert len(contacts) > 1000
    for number in ("0330 222 6450", "020 7008 0151", "0808 800 5000"):
        assert number not in steps
        assert contacts.count(number) == 1


def test_no_letter_of_the_text_is_smaller_than_nine_points(phone: OpenPage):
    page = phone(FLOWCHART)
    page.emulate_media(media="print")
    sizes = page.locator(".flowchart-steps").evaluate(
        """steps => Array.from(steps.querySelectorAll("*"))
            .filter(one => one.checkVisibility() && one.textContent.trim())
            .map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75)"""
    )
    assert min(sizes) >= 9


def test_no_title_ends_a_sheet_of_the_chart(phone: OpenPage):
    page = phone(FLOWCHART)
    titles = [squeezed(title) for title in page.locator("[data-step] h2").all_text_contents()]
    for sheet in pypdfium2.PdfDocument(print_pdf(page)):
        text = sheet.get_textpage()
        for left in (0, sheet.get_width() / 2):
            column = text.get_text_bounded(left, 92, left + sheet.get_width() / 2, 720)
            last = squeezed((column.strip().splitlines() or [""])[-1])
            assert not any(last.lstrip("0123456789") == title for title in titles)


# An outcome


@pytest.fixture
def hastings(phone: OpenPage):
    """Opens an address for who chose Hastings, at three in the night."""

    def open_at(path: str, **how: object) -> Page:
        page = phone(KINDS["contacts"], clock=NIGHT, **how)
        page.get_by_label("Numbers for").first.select_option(label="Hastings")
        page.goto(page.url.replace(KINDS["contacts"], path))
        return page

    return open_at


def test_the_number_to_call_is_on_the_first_screen(hastings):
    page = hastings(REFER)
    call = page.locator("#refer .outcome-call .tel").first
    expect(call).to_have_text("01273 335905")
    expect(call).to_be_in_viewport(ratio=1)
    box = call.bounding_box()
    assert box
    assert box["height"] >= 44


@SCRIPT
def test_who_to_call_first_comes_before_what_to_do(phone: OpenPage, *, script: bool):
    page = phone(f"{FLOWCHART}#refer", script=script)
    first = page.locator("#refer .outcome-call")
    expect(first.locator('[data-contact="front-door"] .tel').first).to_be_visible()
    top = page.locator('#refer [data-part="do"]').bounding_box()
    assert top
    assert first.bounding_box()["y"] < top["y"]
    # The others come last, and nobody twice.
    expect(page.locator('#refer .call-list [data-contact="front-door"]')).to_have_count(3)
    expect(page.locator('#refer h3 ~ .call-list [data-contact="police"]')).to_be_visible()


def test_where_nothing_is_shared_nobody_is_called_first(phone: OpenPage):
    page = phone(f"{FLOWCHART}#do-not-share")
    expect(page.locator("#do-not-share .outcome-call")).to_have_count(0)
    expect(page.locator('#do-not-share [data-contact="front-door"]').first).to_be_visible()


@pytest.mark.parametrize("which", [0, 1], ids=["at the head", "at what to record"])
def test_the_record_is_one_tap_away_and_the_path_stays(phone: OpenPage, which: int):
    page = phone(REFER)
    before = page.url
    ways = page.locator("#refer").get_by_role("button", name="Make a record")
    expect(ways).to_have_count(2)
    box = ways.nth(which).bounding_box()
    assert box
    assert box["height"] >= 44
    ways.nth(which).click()
    title = page.get_by_role("heading", name="Make a record")
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport()
    assert page.url == before


def test_the_way_back_stands_below_the_advice(phone: OpenPage):
    page = phone(ADVICE)
    back = page.get_by_role("link", name=re.compile("^Back to the question you left"))
    advice = page.locator("#speak-today .outcome-part").last.bounding_box()
    box = back.bounding_box()
    assert advice
    assert box
    assert box["y"] >= advice["y"] + advice["height"]
    back.click()
    expect(page.locator("#concern")).to_be_visible()


# Who to call, in one line


def test_the_number_of_the_chosen_place_heads_the_home_page(hastings):
    page = hastings("")
    bar = page.locator("[data-call-bar]")
    expect(bar.get_by_text("Hastings", exact=True).first).to_be_visible()
    expect(bar).to_contain_text("out of hours now")
    call = bar.get_by_role("link", name="Call 01273 335905")
    expect(call).to_have_attribute("href", "tel:+441273335905")
    expect(call).to_be_in_viewport(ratio=1)
    heading, box = page.get_by_role("heading", level=1).bounding_box(), call.bounding_box()
    assert heading
    assert box
    assert box["y"] < heading["y"]
    assert box["height"] >= 44
    bar.get_by_label("Numbers for").select_option(label="All of West Sussex")
    expect(bar.get_by_role("link", name="Call 0330 222 6664")).to_be_visible()
    expect(bar.get_by_text("West Sussex", exact=True).first).to_be_visible()
    bar.get_by_label("Numbers for").select_option(label="All areas")
    expect(bar.get_by_role("link")).to_have_count(0)


def test_the_home_page_does_not_move_when_the_number_comes(hastings):
    page = hastings("")
    page.evaluate("() => window.scrollTo(0, 0)")
    bar = page.locator("[data-call-bar]").bounding_box()
    assert bar
    assert bar["height"] <= 110


def test_without_script_the_line_is_not_there(phone: OpenPage):
    page = phone("", script=False)
    expect(page.locator("[data-call-bar]")).to_be_hidden()
    expect(page.locator("#content .call-list").first).to_be_visible()


STRIP = ".flowchart-steps > .urgent"


@pytest.mark.parametrize("clock", [NIGHT, "2026-12-01T12:00:00Z"], ids=["night", "day"])
def test_the_strip_hardly_grows_once_an_area_is_chosen(hastings, phone: OpenPage, clock: str):
    chosen = hastings(FLOWCHART)
    chosen.clock.set_fixed_time(clock)
    chosen.reload()
    known = chosen.locator(STRIP).bounding_box()
    every = phone(FLOWCHART, clock=clock).locator(STRIP).bounding_box()
    assert known
    assert every
    assert known["height"] <= every["height"] + 12


def test_a_thumb_finds_the_numbers_of_the_strip(hastings, phone: OpenPage):
    for page in (hastings(FLOWCHART), phone(FLOWCHART, clock=NIGHT)):
        for place in page.locator(f"{STRIP} .call-list > li").filter(visible=True).all():
            box = place.bounding_box()
            assert box
            assert box["height"] >= 44
        # The whole of it is the link.
        first = page.locator(f"{STRIP} .call-where").first
        spot = first.bounding_box()
        assert spot
        hit = "([x, y]) => document.elementFromPoint(x, y).closest('a')?.getAttribute('href')"
        assert page.evaluate(hit, [spot["x"] + 5, spot["y"] + 5]) == "tel:+441273335905"
