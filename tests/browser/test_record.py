import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from support import ICONS, OpenPage, pdf_text, print_pdf, read_sheets

FLOWCHART = "flowchart/information-sharing/"
SHARE = {
    "danger": "No",
    "asked": "No",
    "concern": "No",
    "duty": "Yes",
    "worse": "No",
    "duty-measure": "Yes",
}
MOMENT = "2026-12-01T09:05:07Z"
SPELLED = "Tuesday 1 December 2026 at 09:05:07 GMT"

# What the practitioner writes, by the beginning of the field's name.
WORDS = {
    "Case reference": "EX-4471",
    "Your name and role": "R. Keeper, health visitor",
    "Your reasons": "The hearing tests were missed twice.\nThe family agreed.",
    "Who you asked for advice": "The named nurse, who said yes",
    "What was shared, with whom, and how": "The two dates, with the family worker, by secure mail",
    "Was the person told?": "Yes, on the telephone",
}

SIZES = {"phone": (360, 640), "desk": (1280, 800)}
each_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())


def shown(page: Page) -> Locator:
    return page.locator("[data-step]").filter(visible=True)


def answer(page: Page, *answers: str) -> None:
    for words in answers:
        asked = shown(page).get_attribute("id")
        shown(page).locator(f'[data-answer="{words}"]').click()
        expect(shown(page)).not_to_have_id(asked)


def record(page: Page) -> Locator:
    return page.get_by_role("region", name="Make a record")


def field(page: Page, name: str) -> Locator:
    return record(page).get_by_role("textbox", name=re.compile(f"^{re.escape(name)}"))


def fill(page: Page) -> None:
    for name, words in WORDS.items():
        field(page, name).fill(words)


def press(page: Page, name: str) -> None:
    record(page).get_by_role("button", name=name).click()


# What the browser's window for printing comes to here.
NO_PRINTER = "() => { window.printed = 0; window.print = () => { window.printed += 1; }; }"


@pytest.fixture
def at_outcome(phone: OpenPage, open_page: OpenPage):
    """A function that opens the flowchart at the outcome to which the answers lead.

    In a profile of its own, if it is given options for that.
    """

    def at_outcome(size: tuple[int, int], *, by_hand: bool = False, **options: Any) -> Page:
        path = "&".join(f"{question}={words.lower()}" for question, words in SHARE.items())
        address = FLOWCHART if by_hand else f"{FLOWCHART}#{path}"
        if options:
            page = open_page(address, width=size[0], height=size[1], **options)
            page.clock.set_fixed_time(MOMENT)
        else:
            page = phone(address, width=size[0], height=size[1], clock=MOMENT)
        page.evaluate(NO_PRINTER)
        if by_hand:
            answer(page, *SHARE.values())
        expect(shown(page)).to_have_id("share")
        return page

    return at_outcome


def parts(page: Page) -> list[str]:
    """What every record of this path says, read off the steps."""
    found = [SPELLED, page.locator("[data-tree] h1").text_content()]
    found.append(f"Edition of {page.locator('[data-tree]').get_attribute('data-edition-words')}")
    for question, words in SHARE.items():
        found.append(f"{page.locator(f'#{question} h2').text_content()} {words}")
    found.append(page.locator("#share h2").text_content())
    for step in (*SHARE, "share"):
        for cite in page.locator(f"#{step} [data-since]").all():
            found.append(cite.get_attribute("data-cites"))
            found.append(f"(wording of {cite.get_attribute('data-since')})")
        for note in page.locator(f"#{step} [data-note]").all():
            *_, text = note.locator("> *").all_text_contents()
            found += [note.get_attribute("data-note"), text]
    return [*found, *(line for words in WORDS.values() for line in words.split("\n"))]


def missing(text: str, wanted: list[str]) -> list[str]:
    bare = " ".join(unicodedata.normalize("NFKC", text).split())  # paper has ligatures
    return [part for part in wanted if not re.search(rf"(?<![\w.]){re.escape(part)}(?![\d])", bare)]


CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@each_size
def test_copied_text_has_every_part(at_outcome, size: tuple[int, int]):
    page = at_outcome(size, **CLIPBOARD)
    fill(page)
    press(page, "Copy as text")
    expect(record(page).get_by_role("button", name="Copied")).to_be_visible()
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert missing(text, parts(page)) == []
    assert "2.8.7: How the exception works" in text
    for name in ("Reference", "Recorded by", "Reasons", "Advice sought", "What was shared"):
        assert re.search(rf"^{name}", text, re.MULTILINE), name


@each_size
def test_saved_file_has_every_part(at_outcome, size: tuple[int, int]):
    page = at_outcome(size)
    fill(page)
    with page.expect_download() as download:
        press(page, "Save as a file")
    assert re.fullmatch(r"record-2026-12-01\.txt", download.value.suggested_filename)
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert missing(text, parts(page)) == []


def test_saved_file_bears_the_day_in_london(at_outcome):
    page = at_outcome(SIZES["phone"], timezone_id="America/New_York")
    page.clock.set_fixed_time("2026-06-30T23:30:00Z")
    with page.expect_download() as download:
        press(page, "Save as a file")
    assert download.value.suggested_filename == "record-2026-07-01.txt"


def test_saved_file_is_the_copied_text(at_outcome):
    page = at_outcome(SIZES["phone"], **CLIPBOARD)
    fill(page)
    press(page, "Copy as text")
    expect(record(page).get_by_role("button", name="Copied")).to_be_visible()
    with page.expect_download() as download:
        press(page, "Save as a file")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text == page.evaluate("() => navigator.clipboard.readText()")


@each_size
def test_printed_record_has_every_part_and_the_stamp(at_outcome, size: tuple[int, int]):
    page = at_outcome(size)
    fill(page)
    press(page, "Print the record")
    assert page.evaluate("() => window.printed") == 1
    sheets = pdf_text(print_pdf(page))
    assert missing(" ".join(sheets), parts(page)) == []
    assert f"Correct as printed on {SPELLED}" in " ".join(" ".join(sheets).split())
    assert "Draft for adoption" in " ".join(sheets)


def test_printed_record_is_one_sheet_with_nothing_to_press(at_outcome):
    page = at_outcome(SIZES["desk"])
    fill(page)
    press(page, "Print the record")
    sheet, *notes = pdf_text(print_pdf(page))
    assert missing(sheet, [line for words in WORDS.values() for line in words.split("\n")]) == []
    # What is still to be confirmed may go on.
    assert len(notes) <= 2
    for gone in ("Print the record", "Start again", "Change", "Based on", "All steps"):
        assert gone not in sheet


def test_what_is_written_is_not_sent_to_check_its_spelling(at_outcome):
    page = at_outcome(SIZES["phone"])
    for name in WORDS:
        assert field(page, name).evaluate("field => field.spellcheck") is False


def test_once_printed_the_page_is_as_before(at_outcome):
    page = at_outcome(SIZES["desk"])
    fill(page)
    press(page, "Print the record")
    print_pdf(page)
    expect(record(page).get_by_role("button", name="Print the record")).to_be_visible()
    expect(field(page, "Case reference")).to_have_value(WORDS["Case reference"])
    again = " ".join(pdf_text(print_pdf(page)))
    assert "Record of a decision" not in again
    assert WORDS["Case reference"] not in again


def test_field_that_is_left_empty_stands_on_the_sheet_to_be_written_on(at_outcome):
    page = at_outcome(SIZES["desk"])
    press(page, "Print the record")
    sheet, *_ = pdf_text(print_pdf(page))
    for name in ("Reference", "Recorded by", "Reasons", "Advice sought"):
        assert re.search(rf"^{name}", sheet, re.MULTILINE), name


def test_copying_that_is_not_allowed_is_told(at_outcome):
    page = at_outcome(SIZES["phone"])
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    press(page, "Copy as text")
    told = record(page).get_by_role("button", name=re.compile("Copying is not allowed here"))
    expect(told).to_be_visible()


# Nothing is sent or kept


@each_size
def test_record_says_that_nothing_is_kept_and_what_not_to_write(at_outcome, size: tuple[int, int]):
    page = at_outcome(size)
    expect(record(page)).to_contain_text("Nothing that you write here is sent or kept")
    expect(record(page)).to_contain_text("gone when you leave this page")
    expect(record(page)).to_contain_text(
        "If other people use this device, do not write anything that they must not"
    )


KEPT = """async () => JSON.stringify([
    {...localStorage}, {...sessionStorage}, document.cookie, history.state,
    (await indexedDB.databases()).map(base => base.name), location.href,
])"""


@each_size
def test_record_asks_for_nothing_and_stores_nothing(at_outcome, size: tuple[int, int]):
    page = at_outcome(size, **CLIPBOARD)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = page.evaluate(KEPT)
    fill(page)
    press(page, "Copy as text")
    with page.expect_download():
        press(page, "Save as a file")
    press(page, "Print the record")
    print_pdf(page)
    # The browser asks for the site's icon when it likes, and for the file that it saves.
    assert [url for url in asked if not url.startswith("blob:") and not ICONS.search(url)] == []
    assert page.evaluate(KEPT) == before
    assert all(words.split("\n")[0] not in before for words in WORDS.values())


def test_record_works_without_a_network(at_outcome):
    page = at_outcome(SIZES["phone"], allow=("ERR_INTERNET_DISCONNECTED",), **CLIPBOARD)
    page.context.set_offline(True)
    fill(page)
    press(page, "Copy as text")
    expect(record(page).get_by_role("button", name="Copied")).to_be_visible()


def leave(page: Page) -> None:
    page.evaluate("() => { location.href = '../../contacts/'; }")
    expect(page).to_have_url(re.compile("contacts/$"))
    page.go_back()


def reload(page: Page) -> None:
    page.reload()


def change_and_back(page: Page) -> None:
    page.go_back()
    expect(shown(page)).to_have_id("duty-measure")
    page.go_forward()


@each_size
def test_what_was_written_is_kept_while_an_answer_is_changed(at_outcome, size: tuple[int, int]):
    page = at_outcome(size, by_hand=True)
    fill(page)
    change_and_back(page)
    expect(shown(page)).to_have_id("share")
    for name, words in WORDS.items():
        expect(field(page, name)).to_have_value(words)


@pytest.mark.parametrize("way", [leave, reload])
@each_size
def test_what_was_written_is_gone_after(at_outcome, size: tuple[int, int], way):
    page = at_outcome(size)
    fill(page)
    way(page)
    expect(shown(page)).to_have_id("share")
    for name in WORDS:
        expect(field(page, name)).to_have_value("")


def test_page_that_the_browser_keeps_for_back_does_not_keep_the_words(at_outcome):
    page = at_outcome(SIZES["phone"])
    fill(page)
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    for name in WORDS:
        expect(field(page, name)).to_have_value("")


# Where there is no record


def test_no_record_before_an_outcome(phone: OpenPage):
    page = phone(FLOWCHART)
    expect(record(page)).to_have_count(0)
    answer(page, "No")
    expect(record(page)).to_have_count(0)


@pytest.mark.parametrize(
    "fragment", ["share", "duty-measure", "@from=worse&worse=no&duty-measure=yes"]
)
def test_no_record_of_a_part_of_a_path(phone: OpenPage, fragment: str):
    page = phone(f"{FLOWCHART}#{fragment}")
    if fragment == "duty-measure":
        answer(page, "Yes")
    expect(shown(page)).to_have_id("share")
    expect(record(page)).to_have_count(0)


def test_without_script_there_is_no_form(phone: OpenPage):
    page = phone(f"{FLOWCHART}#share", script=False)
    expect(page.get_by_role("textbox", name=re.compile("Case reference"))).to_have_count(0)


# The keyboard alone


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab never reached {wanted}")


@each_size
def test_keyboard_alone_leads_from_the_first_question_to_a_printed_record(
    phone: OpenPage, size: tuple[int, int]
):
    page = phone(FLOWCHART, width=size[0], height=size[1], clock=MOMENT)
    page.evaluate(NO_PRINTER)
    for question, words in SHARE.items():
        expect(shown(page)).to_have_id(question)
        tab_to(page, shown(page).locator(f'[data-answer="{words}"]'))
        page.keyboard.press("Enter")
        expect(shown(page)).not_to_have_id(question)
        expect(shown(page).get_by_role("heading", level=2)).to_be_focused()
    for name, words in WORDS.items():
        tab_to(page, field(page, name))
        page.keyboard.type(words)
    tab_to(page, record(page).get_by_role("button", name="Print the record"))
    page.keyboard.press("Enter")
    assert page.evaluate("() => window.printed") == 1
    assert missing(" ".join(pdf_text(print_pdf(page))), parts(page)) == []


# What was shown, and what was opened


def open_paragraph(page: Page, step: str, number: str) -> None:
    """Open a paragraph behind a step, and go back to the outcome."""
    cited = page.locator(f"#{step} .citation").filter(has=page.locator(f'[data-cites="{number}"]'))
    cited.locator("summary").click()
    expect(cited.locator(".citation-card")).to_be_visible()


def test_record_tells_what_was_opened_from_what_was_shown(at_outcome):
    page = at_outcome(SIZES["desk"])
    open_paragraph(page, "share", "2.10.5")
    press(page, "Print the record")
    first, second = read_sheets(print_pdf(page))
    assert "Signed, and date" in first
    assert re.search(r"Of these, opened in the flowchart 2\.10\.5 ", f"{first} {second}")


def test_record_is_a_grid_of_question_answer_and_paragraphs(at_outcome):
    page = at_outcome(SIZES["desk"])
    open_paragraph(page, "share", "2.10.5")
    page.evaluate("() => { window.print = () => {}; }")
    press(page, "Print the record")
    rows = page.locator(".record-grid tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    head, *questions, outcome = rows
    assert head == ["Question", "Answer", "Paragraphs shown", "Opened"]
    assert [row[:2] for row in questions] == [
        [page.locator(f"#{name} h2").text_content(), words] for name, words in SHARE.items()
    ]
    assert all(row[3] == "\N{EN DASH}" for row in questions)
    assert outcome[0] == page.locator("#share h2").text_content()
    assert "2.10.5" in outcome[2].split(", ")
    assert outcome[3] == "2.10.5"


def test_the_next_record_forgets_what_was_opened(at_outcome):
    page = at_outcome(SIZES["desk"])
    open_paragraph(page, "share", "2.10.5")
    page.locator("#share").get_by_role("link", name="Start again").click()
    expect(page.locator("[data-opened]")).to_have_count(0)
