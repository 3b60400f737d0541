import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from invented import BASE
from kinds import KINDS
from manual.address import CHAIN
from manual.seal.chain import read_chain
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Page, expect
from support import (
    ROOT,
    OpenPage,
    build_site,
    print_pdf,
    print_sheets,
    read_codes,
    read_sheets,
    serve,
    site_path,
    write_invented,
)

SECTION = KINDS["section"]
LONG = "information-sharing/duty-to-share/"
NEW = "information-sharing/particular-situations/"
STATUS = "Draft for adoption. Not an official publication."
EDITION = "2026-11-30.9"
PROOF = read_chain((ROOT / CHAIN).read_text(encoding="utf-8")).last.proof
MOMENT = r"[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d:\d\d (GMT|BST)"

# Words of the frame: of the header, the navigation, the search, the menus and the footer.
FRAME = (
    "Skip to the text",
    "Initializing search",
    "Type to start searching",
    "On this page",
    "Show amendments",
    "Copy citation",
    "Link to 2.1.3",
    "Report a mistake on",
    "Report a mistake in",
    "Save to your phone",
    "Save a number",
    "•••",
    "Worried about a child?",
    "About, privacy, accessibility",
    "Previous 2",
    "Next 2",
)


def paper(page: Page) -> str:
    """The text of the page on paper, in one line."""
    return " ".join(print_sheets(page))


def site_url() -> str:
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        return yaml_load(file)["site_url"]


# The stamp

PATH = "danger=no&asked=no&concern=no&duty=yes&worse=no&duty-measure=yes"
ASKED = dict.fromkeys(KINDS, f"manual@{EDITION}") | {
    "section": f"2.1@{EDITION}",
    "chapter": f"2@{EDITION}",
    # An earlier wording asks what has changed since that wording.
    "as-at": "2.1@2017-08-18.1",
    "flowchart": "flowchart/information-sharing@2026-12-03",
    "contacts": r"contacts@\d{4}-\d\d-\d\d\.[0-9a-f]{8}",
}
WORDS = dict.fromkeys(KINDS, f"Draft dated 30 November 2026 (edition {EDITION}).") | {
    "as-at": "Earlier wording: it stood from 18 August 2017 to 21 November 2026 "
    "(edition 2017-08-18.1).",
    "contacts": "Contacts unchanged since ",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_sheet_bears_the_stamp_and_nothing_of_the_frame(
    phone: OpenPage, printed: Callable[[str], bytes], kind: str
):
    page = phone(KINDS[kind])
    expect(page.locator("[data-copy-stamp]")).to_be_hidden()
    title = page.title().split(" - ")[0] if kind != "home" else "Child safeguarding procedures"
    sheets = read_sheets(printed(KINDS[kind]))
    moments = set()
    for number, sheet in enumerate(sheets, 1):
        for words in (title, STATUS, f"Page {number} of {len(sheets)}", WORDS[kind]):
            assert words in sheet
        assert f"Refer back to {site_url()}{KINDS[kind]} for updates." in sheet
        (moment,) = re.finditer(rf"Correct as printed on {MOMENT}\.", sheet)  # and not twice
        moments.add(moment[0])
        assert [words for words in FRAME if words in sheet] == []
    assert len(moments) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_sheet_bears_a_code_that_asks_what_has_changed_since(
    printed: Callable[[str], bytes], kind: str
):
    codes = read_codes(printed(KINDS[kind]))
    address = f"{re.escape(site_url())}current/#{ASKED[kind]}&{PROOF}"
    assert len(codes) >= 1
    assert all(len(found) == 1 and re.fullmatch(address, found[0]) for found in codes), codes


def test_what_is_printed_from_the_saved_copy_says_when_that_was_saved(phone: OpenPage):
    page = phone(SECTION)
    page.evaluate("document.documentElement.dataset.offline = '2026-07-22T15:53:12Z'")
    saved = "Wednesday 22 July 2026 at 16:53:12 BST"
    for sheet in print_sheets(page):
        assert "Correct as printed" not in sheet
        assert re.search(rf"Printed on {MOMENT} from the copy saved on {saved}\.", sheet)
    page.evaluate("document.documentElement.dataset.found = '2026-07-29T06:05:00Z'")
    said = f"the copy saved on {saved}, last found to be the newest on Wednesday 29 July 2026 at"
    assert all(said in sheet for sheet in print_sheets(page))


def test_a_section_of_several_sheets_is_numbered_through(printed: Callable[[str], bytes]):
    sheets = read_sheets(printed(LONG))
    assert len(sheets) > 2
    assert [re.findall(r"Page \d+ of \d+", sheet) for sheet in sheets] == [
        [f"Page {number} of {len(sheets)}"] for number in range(1, len(sheets) + 1)
    ]


@pytest.mark.parametrize(
    ("zone", "moments"),
    [
        (
            "Pacific/Auckland",
            {
                "2026-07-01T12:00:05": "Wednesday 1 July 2026 at 13:00:05 BST",
                "2026-12-31T23:59:59": "Thursday 31 December 2026 at 23:59:59 GMT",
            },
        ),
        (
            "America/Los_Angeles",
            {
                "2026-03-29T00:59:59": "Sunday 29 March 2026 at 00:59:59 GMT",
                "2026-03-29T01:00:00": "Sunday 29 March 2026 at 02:00:00 BST",
                "2026-06-30T23:30:00": "Wednesday 1 July 2026 at 00:30:00 BST",
                "2026-10-25T00:59:59": "Sunday 25 October 2026 at 01:59:59 BST",
                "2026-10-25T01:00:00": "Sunday 25 October 2026 at 01:00:00 GMT",
                "2027-01-01T00:00:00": "Friday 1 January 2027 at 00:00:00 GMT",
            },
        ),
    ],
    ids=["east", "west"],
)
def test_stamp_gives_the_time_in_london_wherever_the_device_is(
    open_page: OpenPage, zone: str, moments: dict[str, str]
):
    page = open_page(SECTION, timezone_id=zone)
    for moment, spelt in moments.items():
        page.clock.set_fixed_time(datetime.fromisoformat(moment).replace(tzinfo=UTC))
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        said = page.evaluate("document.documentElement.style.getPropertyValue('--sheet-printed')")
        assert said == f'"Correct as printed on {spelt}."'
    sheets = print_sheets(page)
    assert len(sheets) > 1
    for sheet in sheets:
        assert re.findall(r"Correct as printed on [^.]+\.", sheet) == [
            f"Correct as printed on {spelt}."
        ]


def test_stamp_is_dated_also_where_paper_is_told_of_by_its_media_alone(phone: OpenPage):
    page = phone(SECTION)
    page.emulate_media(media="print")
    expect(page.locator('[data-sheet="printed"]')).to_have_text(
        re.compile(rf"^Correct as printed on {MOMENT}\.$")
    )


def test_without_script_the_stamp_names_the_edition_and_no_day_of_printing(phone: OpenPage):
    sheets = print_sheets(phone(SECTION, script=False))
    text = " ".join(sheets)
    said = f"(edition {EDITION}). Draft for adoption. Not an official publication. "
    said += "The time of printing is not known."
    assert text.count(said) == 1
    assert said in sheets[0]
    assert "Correct as printed" not in text
    assert f"Refer back to {site_url()}{SECTION} for updates" in text
    assert all(f"Page {n} of {len(sheets)}" in sheet for n, sheet in enumerate(sheets, 1))


def test_without_script_the_first_sheet_bears_the_code(phone: OpenPage):
    first, *others = read_codes(print_pdf(phone(SECTION, script=False)))
    assert first == [f"{site_url()}current/#2.1@{EDITION}&{PROOF}"]
    assert others == [[]] * len(others)


# As Firefox is: it knows no margin boxes.
OLD = """
    delete globalThis.CSSMarginRule;
    CSS.supports = () => false;
"""


def test_where_sheets_have_no_margin_boxes_the_stamp_heads_the_first(open_at, site: str):
    page = open_at(site)("about/")
    page.add_init_script(OLD)
    page.goto(f"{site}{SECTION}")
    pdf = print_pdf(page)
    sheets = read_sheets(pdf)
    (moment,) = re.finditer(rf"Correct as printed on {MOMENT}\.", " ".join(sheets))
    assert moment[0] in sheets[0]
    first, *others = read_codes(pdf)
    assert first == [f"{site_url()}current/#2.1@{EDITION}&{PROOF}"]
    assert others == [[]] * len(others)


# Amendments

SHOWN = "Showing amendments since 22 November 2026."
HIDDEN = "Amendments are not shown."
GONE = "when you make these decisions"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_stamp_says_whether_amendments_show(phone: OpenPage, *, script: bool):
    page = phone(SECTION, script=script)
    for _ in range(2):
        sheets = print_sheets(page)
        told = sheets if script else sheets[:1]
        assert all(HIDDEN in sheet and SHOWN not in sheet for sheet in told)
        assert GONE not in " ".join(sheets)
        page.get_by_text("Show amendments").click()
        sheets = print_sheets(page)
        told = sheets if script else sheets[:1]
        assert all(SHOWN in sheet and HIDDEN not in sheet for sheet in told)
        assert GONE in " ".join(sheets)
        page.get_by_text("Show amendments").click()


def test_a_section_that_is_new_says_of_which_day_its_amendments_are(phone: OpenPage):
    page = phone(NEW)
    page.get_by_text("Show amendments").click()
    assert "Showing the amendments of 30 November 2026." in paper(page)


def test_a_page_without_amendments_says_nothing_of_them(printed: Callable[[str], bytes]):
    text = " ".join(read_sheets(printed(KINDS["about"])))
    assert HIDDEN not in text
    assert "Showing" not in text


@pytest.mark.parametrize("address", [f"{SECTION}?amendments=shown", "amendments/2/"])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_deleted_words_are_struck_through_on_paper_whatever_its_colours(
    phone: OpenPage, address: str, colours: str
):
    page = phone(address)
    page.emulate_media(media="print", forced_colors=colours)
    marks = page.locator("del").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => getComputedStyle(e))"
        ".map(s => [s.textDecorationLine, s.textDecorationColor, s.opacity])"
    )
    assert len(marks) > 3
    assert {tuple(mark) for mark in marks} == {("line-through", "rgb(0, 0, 0)", "1")}


# The sheet

SECTIONS = sorted(
    f"information-sharing/{path.stem}/"
    for path in (ROOT / "docs/information-sharing").glob("*.md")
    if path.stem != "index"
)


def squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("address", SECTIONS)
def test_no_number_and_no_heading_parts_from_its_text(
    phone: OpenPage, printed: Callable[[str], bytes], address: str
):
    page = phone(address)
    numbers = page.locator("[data-provision]:has([data-wording]):not(header)").evaluate_all(
        "all => all.map(e => [e.dataset.provision, e.querySelector('[data-wording]').innerText])"
    )
    headings = page.locator("article h2:not(.earlier h2)").evaluate_all(
        """all => all.map(e => {
            const next = e.nextElementSibling;
            const first = next.querySelector("[data-wording], dl > div") ?? next;
            return [e.innerText, first.innerText];
        })"""
    )
    assert len(numbers) >= 5
    sheets = [squeeze(sheet) for sheet in read_sheets(printed(address))]
    for name, text in [*numbers, *headings]:
        together = squeeze(f"{name}") in sheet_of(sheets, squeeze(text)[:30])
        assert together, f"{name} stands on another sheet than: {text[:60]}"


def sheet_of(sheets: list[str], text: str) -> str:
    found = [sheet for sheet in sheets if text in sheet]
    assert found, text
    return found[0]


def test_a_paragraph_longer_than_a_sheet_keeps_its_number_and_leaves_none_empty(
    phone_at, made: str
):
    sheets = print_sheets(phone_at(made)("lighthouse/lamp/"))
    numbered = [sheet for sheet in sheets if "2.1.3 " in sheet]
    assert "Stay awake in every hour of the night 1." in numbered[0]
    assert [sheet for sheet in sheets if "hour" not in sheet and "lamp" not in sheet] == []


def test_number_column_is_kept_on_paper(phone: OpenPage, printed: Callable[[str], bytes]):
    page = phone(SECTION)
    numbers = [n for n in page.locator("[data-provision]").all_inner_texts() if n]
    assert len(numbers) >= 8
    left: dict[str, float] = {}
    texts: list[float] = []

    def note(text: str, _: object, matrix: list[float], *__: object) -> None:
        if re.fullmatch(r"2\.1\.\d", text.strip()):
            left[text.strip()] = matrix[4]
        elif re.match(r"(When|Under|Practitioners|If|You) ", text.strip()):
            texts.append(matrix[4])

    for sheet in pypdf.PdfReader(BytesIO(printed(SECTION))).pages:
        sheet.extract_text(visitor_text=note)
    assert sorted(left) == [f"2.1.{n}" for n in range(1, 9)]
    assert len(set(left.values())) == 1, "the numbers stand in one column"
    assert len(texts) >= 5
    assert min(texts) > max(left.values())


def test_flowchart_on_paper_holds_every_step_before_the_first_answer(
    phone: OpenPage, printed: Callable[[str], bytes]
):
    page = phone(KINDS["flowchart"])
    text = " ".join(read_sheets(printed(KINDS["flowchart"])))
    assert "Immediate danger: call 999" in text
    for step in page.locator("[data-step]").all():
        for words in (
            step.locator("h2"),
            step.locator(":is(li, p:not(p:first-child)):not(.outcome-call, .outcome-call *)").first,
        ):
            assert " ".join(words.text_content().split()) in text


def test_flowchart_on_paper_holds_the_path_and_the_outcome(phone: OpenPage):
    page = phone(f"{KINDS['flowchart']}#{PATH}")
    text = paper(page)
    for words in (
        "Immediate danger: call 999",
        "Does the duty to share in the 2026 Act apply here?",
        "Would sharing be worse for the child than not sharing?",
        "Share what is needed",
        "01323 464222",
    ):
        assert words in text
    assert "Do not share it now" not in text
    assert "Start again" not in text
    assert "Change your answer" not in text


def test_record_of_a_path_bears_the_stamp_and_the_code_of_its_flowchart(phone: OpenPage):
    page = phone(f"{KINDS['flowchart']}#{PATH}")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print the record").click()
    pdf = print_pdf(page)
    sheet, *notes = read_sheets(pdf)
    assert "Record of a decision about sharing information" in sheet
    assert re.search(rf"Correct as printed on {MOMENT}\.", sheet)
    assert "Flowchart edition of 3 December 2026." in sheet
    assert f"Page 1 of {len(notes) + 1}" in sheet
    code = f"{site_url()}current/#{ASKED['flowchart']}&{PROOF}"
    assert read_codes(pdf) == [[code]] * (len(notes) + 1)


# A made manual: a flowchart that is wider than it is high, and a paragraph longer than a sheet

WIDE = {
    "decision_tree/light.yml": """
title: Which light is it?
edition: 2026-11-22
changes:
  - {date: 2026-11-22, what: First edition, steps: []}
about: Use it at dusk.
urgent: Call 999 if a ship is in danger.
first: colour
questions:
  colour:
    ask: Which colour is it?
    see: [2.1.1]
    answers:
"""
    + "".join(f"      - {{answer: Colour {n}, go: light-{n}}}\n" for n in range(9))
    + "outcomes:\n"
    + "".join(
        f"  light-{n}: {{kind: advice, title: Light {n}, do: Look it up., tell: none, "
        "record: none, see: [2.1.1], contacts: none}\n"
        for n in range(9)
    ),
    "docs/lighthouse/lamp.md": BASE["docs/lighthouse/lamp.md"].replace(
        "2.1.3 Stay awake.",
        "2.1.3 "
        + "\n\n".join(f"Stay awake in every hour of the night {n}." for n in range(1, 80))
        + "\n\n",
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an invented manual."""
    folder: Path = tmp_path_factory.mktemp("made")
    texts = BASE | WIDE
    del texts["decision_tree/light.cases.yml"]
    config = write_invented(folder, texts)
    build_site(folder / "site", config=config)
    with serve(folder / "site", site_path()) as address:
        yield address


def test_a_wide_flowchart_has_a_wide_sheet_with_its_stamp(
    phone_at: Callable[[str], OpenPage], made: str
):
    pdf = print_pdf(phone_at(made)("flowchart/light/"))
    *_, last = pypdf.PdfReader(BytesIO(pdf)).pages
    assert last.mediabox.width > last.mediabox.height
    text = " ".join(last.extract_text().split())
    assert "Light 8" in text
    assert "Which light is it?" in text
    assert re.search(rf"Correct as printed on {MOMENT}\.", text)
    assert read_codes(pdf)[-1] == [f"{site_url()}current/#flowchart/light@2026-11-22"]
    assert len(read_codes(pdf)[0]) == 1
