import io
import re

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, print_pdf, read_sheets

FLOWCHART = "flowchart/information-sharing/"
PATH = {"danger": "No", "asked": "No", "concern": "No", "duty": "Yes"}
PAIRS = {("danger", "asked"), ("asked", "concern"), ("concern", "duty"), ("duty", "worse")}


def shown(page: Page) -> Locator:
    return page.locator("[data-step]").filter(visible=True)


def answer(page: Page, *answers: str) -> None:
    for words in answers:
        asked = shown(page).get_attribute("id")
        shown(page).locator(f'[data-answer="{words}"]').click()
        expect(shown(page)).not_to_have_id(asked)


def picture(page: Page) -> Locator:
    return page.get_by_role("group", name=re.compile("^Picture of the flowchart"))


def opener(page: Page) -> Locator:
    return page.get_by_role("button", name="Show the picture full screen")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Picture of the flowchart")


def open_picture(page: Page) -> None:
    opener(page).click()
    expect(dialog(page)).to_be_visible()


def box(page: Page, step: str) -> Locator:
    return picture(page).locator(f'a[href="#{step}"]')


# How thick each arrow is drawn, and the outline of each box.
DRAWN = """picture => [
    Array.from(picture.querySelectorAll("path[data-from]"), line => [
        line.dataset.from, line.dataset.to, parseFloat(getComputedStyle(line).strokeWidth),
    ]),
    Array.from(picture.querySelectorAll("a"), link => [
        link.getAttribute("href").slice(1),
        parseFloat(getComputedStyle(link.querySelector(".box")).strokeWidth),
    ]),
]"""


def lit(page: Page) -> tuple[set[tuple[str, str]], set[str]]:
    """The arrows and the boxes that stand out from the others."""
    lines, boxes = picture(page).evaluate(DRAWN)
    return (
        {(start, end) for start, end, width in lines if width >= 4},
        {step for step, width in boxes if width >= 3.5},
    )


# On a desk


@pytest.fixture
def desk(phone: OpenPage) -> Page:
    return phone(FLOWCHART, width=1280, height=800)


def test_picture_stands_at_the_right_of_the_question(desk: Page):
    expect(picture(desk)).to_be_visible()
    question, beside = shown(desk).bounding_box(), picture(desk).bounding_box()
    assert question["x"] + question["width"] <= beside["x"]
    assert beside["y"] < 800


def test_path_is_lit_as_one_goes_and_put_out_as_one_goes_back(desk: Page):
    assert lit(desk) == (set(), {"danger"})
    for place, words in enumerate(PATH.values(), 1):
        answer(desk, words)
        lines, boxes = lit(desk)
        assert len(lines) == place
        assert boxes == {*list(PATH)[:place], shown(desk).get_attribute("id")}
    assert lit(desk) == (PAIRS, {*PATH, "worse"})
    desk.go_back()
    expect(shown(desk)).to_have_id("duty")
    assert lit(desk) == (PAIRS - {("duty", "worse")}, set(PATH))


def test_where_one_is_stands_out_from_where_one_was(desk: Page):
    answer(desk, *PATH.values())
    fill = 'link => getComputedStyle(link.querySelector(".box")).fill'
    here, there = box(desk, "worse").evaluate(fill), box(desk, "duty").evaluate(fill)
    assert here != there


def test_every_word_is_inside_its_box_as_the_browser_draws_it(desk: Page):
    outside = picture(desk).evaluate(
        """picture => Array.from(picture.querySelectorAll("a"), link => {
            const box = link.querySelector(".box").getBBox();
            const text = link.querySelector("text").getBBox();
            const inside = text.x >= box.x && text.x + text.width <= box.x + box.width
                && text.y >= box.y && text.y + text.height <= box.y + box.height;
            return inside ? [] : [link.getAttribute("href")];
        }).flat()"""
    )
    assert outside == []


def test_every_answer_is_inside_its_label_as_the_browser_draws_it(desk: Page):
    outside = picture(desk).evaluate(
        """picture => Array.from(picture.querySelectorAll("g > g"), label => {
            const box = label.querySelector("rect").getBBox();
            const text = label.querySelector("text").getBBox();
            return text.width <= box.width ? [] : [label.textContent];
        }).flat()"""
    )
    assert outside == []


def test_box_leads_to_its_step_and_back(desk: Page):
    answer(desk, "No", "No", "No")
    left = desk.url
    box(desk, "purpose").click()
    expect(shown(desk)).to_have_id("purpose")
    expect(shown(desk).get_by_role("heading", level=2)).to_be_focused()
    desk.go_back()
    expect(desk).to_have_url(left)
    expect(shown(desk)).to_have_id("duty")


def test_without_script_the_picture_is_there_and_leads_to_the_steps(phone: OpenPage):
    page = phone(FLOWCHART, width=1280, height=800, script=False)
    expect(picture(page)).to_be_visible()
    expect(opener(page)).to_be_hidden()
    box(page, "purpose").click()
    expect(page).to_have_url(re.compile("#purpose$"))


# On a phone: one tap away, over the whole screen


@pytest.fixture
def hand(phone: OpenPage) -> Page:
    return phone(FLOWCHART)


def test_picture_is_one_tap_away_and_fills_the_screen(hand: Page):
    expect(picture(hand)).to_be_hidden()
    open_picture(hand)
    expect(picture(hand)).to_be_visible()
    assert dialog(hand).bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}


def test_words_of_the_picture_can_be_read_on_a_phone(hand: Page):
    open_picture(hand)
    scale = picture(hand).evaluate("picture => picture.getScreenCTM().a")
    size = picture(hand).evaluate("picture => parseFloat(getComputedStyle(picture).fontSize)")
    assert scale * size >= 12


def test_where_one_is_is_on_the_screen_when_the_picture_opens(hand: Page):
    answer(hand, "No", "No", "No", "No", "Yes", "Yes", "Yes")
    expect(shown(hand)).to_have_id("consent")
    open_picture(hand)
    expect(box(hand, "consent")).to_be_in_viewport(ratio=1)


def test_path_is_lit_on_the_phone_too(hand: Page):
    answer(hand, *PATH.values())
    open_picture(hand)
    assert lit(hand) == (PAIRS, {*PATH, "worse"})


def test_larger_and_smaller(hand: Page):
    open_picture(hand)
    widths = [picture(hand).bounding_box()["width"]]
    for name in ("Larger", "Larger", "Smaller", "Smaller", "Smaller"):
        dialog(hand).get_by_role("button", name=name).click()
        widths.append(picture(hand).bounding_box()["width"])
    assert widths[0] < widths[1] < widths[2] > widths[3] > widths[4] > widths[5]
    for _ in range(12):
        dialog(hand).get_by_role("button", name="Smaller").click()
    assert picture(hand).bounding_box()["width"] >= 300
    for _ in range(20):
        dialog(hand).get_by_role("button", name="Larger").click()
    assert picture(hand).bounding_box()["width"] <= 3.01 * widths[0]


def test_picture_can_be_moved(hand: Page):
    open_picture(hand)
    for _ in range(3):
        dialog(hand).get_by_role("button", name="Larger").click()
    moved = picture(hand).evaluate(
        """picture => {
            const stage = picture.parentElement;
            stage.scrollTo(1e6, 1e6);
            return [stage.scrollLeft, stage.scrollTop];
        }"""
    )
    assert min(moved) > 0


def close(page: Page) -> None:
    dialog(page).get_by_role("button", name="Close").click()


def escape(page: Page) -> None:
    page.keyboard.press("Escape")


@pytest.mark.parametrize("leave", [close, escape])
@pytest.mark.parametrize("size", [(360, 640), (1280, 800)], ids=["phone", "desk"])
def test_picture_closes_and_gives_the_focus_back_by(phone: OpenPage, size: tuple[int, int], leave):
    page = phone(FLOWCHART, width=size[0], height=size[1])
    answer(page, "No")
    open_picture(page)
    leave(page)
    expect(dialog(page)).to_be_hidden()
    expect(opener(page)).to_be_focused()
    expect(shown(page)).to_have_id("asked")
    if size[0] == 1280:
        expect(picture(page)).to_be_visible()


def test_box_leads_from_the_full_screen_to_its_step(hand: Page):
    open_picture(hand)
    box(hand, "concern").click()
    expect(dialog(hand)).to_be_hidden()
    expect(shown(hand)).to_have_id("concern")
    expect(shown(hand).get_by_role("heading", level=2)).to_be_focused()


def test_picture_opens_again_as_it_was_at_first(hand: Page):
    open_picture(hand)
    first = picture(hand).bounding_box()["width"]
    dialog(hand).get_by_role("button", name="Larger").click()
    close(hand)
    expect(dialog(hand)).to_be_hidden()
    open_picture(hand)
    assert picture(hand).bounding_box()["width"] == first


def test_steps_are_listed_with_the_path_taken_marked(hand: Page):
    answer(hand, *PATH.values())
    hand.get_by_text("All steps", exact=True).click()
    steps = hand.locator("[data-step]").evaluate_all("steps => steps.map(step => step.id)")
    listed = hand.locator("details").filter(has_text="All steps").locator("a")
    assert listed.evaluate_all("links => links.map(link => link.hash.slice(1))") == steps
    here = listed.and_(hand.locator("[aria-current=step]"))
    assert here.evaluate_all("links => links.map(link => link.hash)") == ["#worse"]
    before = 'link => getComputedStyle(link, "::before").content'
    marked = [step for step in steps if "✓" in listed.nth(steps.index(step)).evaluate(before)]
    assert marked == list(PATH)


# With fingers


@pytest.fixture
def finger(open_page: OpenPage) -> Page:
    """The picture over the whole screen of a phone."""
    page = open_page(FLOWCHART, has_touch=True, is_mobile=True)
    answer(page, *PATH.values())
    open_picture(page)
    return page


def touch(page: Page, *rounds: list[tuple[float, float]]) -> None:
    """Put fingers on the screen, move them from round to round, and take them off."""
    session = page.context.new_cdp_session(page)
    for place, fingers in enumerate(rounds):
        points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(fingers)]
        kind = "touchMove" if place else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


SCALE = "() => visualViewport.scale"


def test_two_fingers_zoom_the_picture_about_themselves_and_not_the_page(finger: Page):
    before = box(finger, "worse").bounding_box()
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    apart = [[(x - d, y), (x + d, y)] for d in (40, 50, 60, 80)]
    touch(finger, *apart)
    after = box(finger, "worse").bounding_box()
    assert after["width"] == pytest.approx(2 * before["width"], rel=0.1)
    assert after["x"] + after["width"] / 2 == pytest.approx(x, abs=6)
    assert after["y"] + after["height"] / 2 == pytest.approx(y, abs=12)
    touch(finger, *reversed(apart))
    assert box(finger, "worse").bounding_box()["width"] == pytest.approx(before["width"], rel=0.1)
    assert finger.evaluate(SCALE) == 1
    expect(dialog(finger).get_by_role("button", name="Close")).to_be_in_viewport(ratio=1)


def test_one_finger_moves_the_picture(finger: Page):
    before = box(finger, "worse").bounding_box()
    touch(finger, *([(180, y)] for y in range(300, 460, 20)))
    stage = finger.locator("[data-picture-stage]")
    place = box(finger, "worse").bounding_box()
    assert place["y"] > before["y"] + 50, stage.evaluate("stage => stage.scrollTop")


def test_wheel_with_ctrl_zooms_as_a_touchpad_does(desk: Page):
    open_picture(desk)
    before = picture(desk).bounding_box()["width"]
    desk.mouse.move(600, 400)
    desk.keyboard.down("Control")
    desk.mouse.wheel(0, -50)
    desk.keyboard.up("Control")
    wider = "([was]) => document.querySelector('svg.picture').getBoundingClientRect().width > was"
    desk.wait_for_function(wider, arg=[before * 1.3])


def test_step_reached_is_in_sight_in_the_picture_beside_it(desk: Page):
    for words in ("No", "No", "No", "No", "Yes", "Yes", "Yes", "No"):
        answer(desk, words)
        reached = box(desk, shown(desk).get_attribute("id"))
        expect(reached).to_be_in_viewport(ratio=0.99)
    top = desk.locator(".flowchart").bounding_box()["y"]
    assert top >= 0, "the page itself is not moved by it"


# On paper


def sheets_with_the_whole_tree(page: Page) -> list[tuple[pypdf.PageObject, list[tuple]]]:
    """The sheets on which every step is named, with each piece of text: place and size in pt."""
    titles = page.locator("[data-step] h2").all_text_contents()
    found = []
    pdf = print_pdf(page)
    for sheet, text in zip(pypdf.PdfReader(io.BytesIO(pdf)).pages, read_sheets(pdf), strict=True):
        if not all(squeeze(title) in squeeze(text) for title in titles):
            continue
        pieces: list[tuple] = []

        def note(text, matrix, letters, _font, size, pieces=pieces) -> None:
            if text.strip():
                across, up = matrix[0] * letters[4] + matrix[4], matrix[3] * letters[5] + matrix[5]
                pieces.append((text, across, up, abs(size * letters[3] * matrix[3])))

        sheet.extract_text(visitor_text=note)
        found.append((sheet, pieces))
    return found


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_picture_fills_one_sheet_of_paper_legibly(desk: Page):
    ((sheet, pieces),) = sheets_with_the_whole_tree(desk)
    width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
    across = [x for _, x, _, _ in pieces]
    up = [y for _, _, y, _ in pieces]
    assert (max(across) - min(across)) / width > 0.7 or (max(up) - min(up)) / height > 0.7
    assert min(size for *_, size in pieces) >= 6
