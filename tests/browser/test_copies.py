import re
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pypdf
import pytest
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Page, expect
from support import KINDS, ROOT, OpenPage, pdf_text, print_pdf

SECTION = KINDS["section"]
STATUS = "Draft for adoption. Not an official publication."
EDITION = "2026-11-22.4"
PRINTED = ("section", "flowchart", "contacts", "home")

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
    "•••",
    "Worried about a child?",
    "About, privacy, accessibility",
    "Previous 2",
    "Next 2",
)


def paper(page: Page) -> str:
    """The text of the page on paper, in one line, ligatures taken apart."""
    text = unicodedata.normalize("NFKC", " ".join(pdf_text(print_pdf(page))))
    return re.sub(r"\s+", " ", text)


def site_url() -> str:
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        return yaml_load(file)["site_url"]


# The stamp


@pytest.mark.parametrize("kind", PRINTED)
def test_copy_bears_its_stamp_and_nothing_of_the_frame(phone: OpenPage, kind: str):
    page = phone(KINDS[kind])
    expect(page.locator("[data-copy-stamp]")).to_be_hidden()
    text = paper(page)
    title = page.title().split(" - ")[0] if kind != "home" else "Child safeguarding procedures"
    stamp = re.search(
        rf"{re.escape(title)}\W+Draft dated 22 November 2026 \({EDITION}\)\. {re.escape(STATUS)} "
        r"Correct as printed on [A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ \d{4} "
        r"at \d\d:\d\d:\d\d (GMT|BST)\. "
        rf"Refer back to {re.escape(site_url() + KINDS[kind])} for updates\.",
        text,
    )
    assert stamp, text[-600:]
    assert [words for words in FRAME if words in text] == []


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
                "2027-01-01T00:00:00": "Friday 1 January 2027 at 00:00:00 GMT",
            },
        ),
    ],
    ids=["east", "west"],
)
def test_stamp_gives_the_time_in_london_wherever_the_device_is(
    open_page: OpenPage, zone: str, moments: dict[str, str]
):
    page = open_page(KINDS["glossary"], timezone_id=zone)
    for moment, spelt in moments.items():
        page.clock.set_fixed_time(datetime.fromisoformat(moment).replace(tzinfo=UTC))
        text = paper(page)
        assert f"Correct as printed on {spelt}." in text
        assert text.count("Correct as printed on") == 1


def test_without_script_the_stamp_gives_the_day_of_the_build(phone: OpenPage):
    text = paper(phone(SECTION, script=False))
    today = datetime.now(ZoneInfo("Europe/London")).date()
    day = f"{today:%A} {today.day} {today:%B %Y}"
    assert f"Correct as published on {day}. The time of printing is not known." in text
    assert "Correct as printed" not in text
    assert f"{site_url()}{SECTION} for updates" in text


def test_stamp_says_that_amendments_were_shown(phone: OpenPage):
    page = phone(SECTION)
    said = "Printed with amendments shown."
    gone = "October 2008. Training materials, case examples"
    text = paper(page)
    assert said not in text
    assert gone not in text
    page.get_by_text("Show amendments").click()
    text = paper(page)
    assert said in text
    assert gone in text
    page.get_by_text("Show amendments").click()
    assert said not in paper(page)


# The sheet


def test_number_column_is_kept_on_paper(phone: OpenPage):
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

    for sheet in pypdf.PdfReader(BytesIO(print_pdf(page))).pages:
        sheet.extract_text(visitor_text=note)
    assert sorted(left) == [f"2.1.{n}" for n in range(1, 8)]
    assert len(set(left.values())) == 1, "the numbers stand in one column"
    assert len(texts) >= 5
    assert min(texts) > max(left.values())


def test_flowchart_on_paper_holds_every_step_before_the_first_answer(phone: OpenPage):
    page = phone(KINDS["flowchart"])
    text = paper(page)
    assert "Immediate danger: call 999" in text
    for step in page.locator("[data-step]").all():
        for words in (step.locator("h2"), step.locator("li, p:not(p:first-child)").first):
            assert " ".join(words.text_content().split()) in text


def test_flowchart_on_paper_holds_the_path_and_the_outcome(phone: OpenPage):
    page = phone(f"{KINDS['flowchart']}#danger=no&concern=no&duty=yes&worse=no")
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
