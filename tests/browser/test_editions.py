"""Links that were made with an earlier edition of the flowchart."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from support import (
    ROOT,
    OpenPage,
    build_site,
    make_once,
    pdf_text,
    print_pdf,
    seal_project,
    serve,
    site_path,
)

FLOWCHART = "flowchart/information-sharing/"
TREE = "decision_tree/information-sharing.yml"
FIRST = "2026-12-03"
SECOND = "2027-03-01"
ASKED = "Is the person under 18?"
WHAT = "A question about age"

# A later edition: one question more between the second and the third, and another title.
EDITS = {
    f"edition: {FIRST}": f"edition: {SECOND}",
    "changes:\n": f"changes:\n  - {{date: {SECOND}, what: {WHAT}, steps: [age, worse]}}\n",
    "      - {answer: No, go: concern}\n": "      - {answer: No, go: age}\n",
    "  concern:\n    ask:": (
        f"  age:\n    ask: {ASKED}\n    see: [2.1.7]\n    answers:\n"
        "      - {answer: Yes, go: concern}\n      - {answer: No, go: seek-advice}\n"
        "  concern:\n    ask:"
    ),
    "Would sharing be worse for the child than not sharing?": "Would sharing harm the child more?",
}


@pytest.fixture(scope="module")
def edited(common: Path) -> Iterator[str]:
    """The address of the site with the second edition of its flowchart."""
    with serve(make_once(common / "edited", build_edited) / "site", site_path()) as address:
        yield address


def build_edited(folder: Path) -> None:
    for name in ("docs", "decision_tree", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    tree = folder / TREE
    text = tree.read_text(encoding="utf-8")
    for old, new in EDITS.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    tree.write_text(text, encoding="utf-8")
    # The worked cases of the first edition do not answer the new question.
    (folder / "decision_tree/information-sharing.cases.yml").unlink()
    seal_project(folder)
    build_site(folder / "site", config=folder / "mkdocs.yml")


@pytest.fixture
def later(phone_at: Callable[[str], OpenPage], edited: str) -> Callable[[str], Page]:
    """A function that opens a path in the second edition."""
    return lambda fragment: phone_at(edited)(f"{FLOWCHART}#{fragment}")


def shown(page: Page) -> Locator:
    return page.locator("[data-step]").filter(visible=True)


def answer(page: Page, words: str) -> None:
    asked = shown(page).get_attribute("id")
    shown(page).locator(f'[data-answer="{words}"]').click()
    expect(shown(page)).not_to_have_id(asked)


def told(page: Page) -> Locator:
    return page.locator("[data-status]")


def answers(page: Page) -> list[str]:
    items = page.get_by_role("region", name="Your answers").get_by_role("link")
    return [name.strip() for name in items.all_text_contents()]


# A path to the same outcome, in either edition.
OLD = "danger=no&asked=no&concern=no&duty=yes&worse=no&duty-measure=yes"
NEW = "danger=no&asked=no&age=yes&concern=no&duty=yes&worse=no&duty-measure=yes"


def test_link_of_an_older_edition_holds_as_far_as_it_can_and_says_what_has_changed(later):
    page = later(f"{OLD}&@={FIRST}")
    expect(shown(page)).to_have_id("age")
    expect(told(page)).to_contain_text("made with another edition")
    expect(told(page)).to_contain_text(WHAT)
    expect(told(page)).to_contain_text("1 March 2027")
    for title in (ASKED, "Would sharing harm the child more?"):
        expect(told(page)).to_contain_text(f"“{title}”")
    assert len(answers(page)) == 2


def test_answers_beyond_the_new_question_are_kept_for_when_it_is_answered(later):
    page = later(f"{OLD}&@={FIRST}")
    answer(page, "Yes")
    expect(shown(page)).to_have_id("share")
    assert len(answers(page)) == 7
    assert parse_qsl(urlsplit(page.url).fragment) == parse_qsl(f"{NEW}&@={SECOND}")


def test_answers_that_no_longer_hold_are_dropped_and_named(later):
    page = later(f"{OLD}&@={FIRST}")
    answer(page, "No")
    expect(shown(page)).to_have_id("seek-advice")
    for question in ("concern", "duty", "worse", "duty-measure"):
        title = page.locator(f"#{question} h2").text_content()
        expect(told(page)).to_contain_text(f"“{title}”")


def test_answer_that_is_given_now_makes_the_link_one_of_this_edition(later):
    page = later(f"{OLD}&@={FIRST}")
    answer(page, "Yes")
    page.reload()
    expect(shown(page)).to_have_id("share")
    expect(told(page)).to_have_text("")


def test_link_of_this_edition_tells_nothing(later):
    page = later(f"{NEW}&@={SECOND}")
    expect(shown(page)).to_have_id("share")
    expect(told(page)).to_have_text("")


def test_link_without_an_edition_tells_nothing(later):
    page = later(NEW)
    expect(shown(page)).to_have_id("share")
    expect(told(page)).to_have_text("")


def test_path_that_holds_whole_is_still_told_what_has_changed(later):
    page = later(f"danger=yes&@={FIRST}")
    expect(shown(page)).to_have_id("call-999")
    expect(told(page)).to_contain_text(WHAT)


def test_only_what_changed_since_the_link_was_made_is_told(later):
    page = later(f"danger=yes&@={FIRST}")
    expect(told(page)).not_to_contain_text("First edition")


def test_link_older_than_the_first_edition_is_told_every_change(later):
    page = later("danger=yes&@=2020-01-01")
    expect(told(page)).to_contain_text(WHAT)
    expect(told(page)).to_contain_text("First edition")


@pytest.mark.parametrize("edition", ["2030-01-01", "tomorrow", "0", "2026-11-22x"])
def test_link_of_an_edition_that_is_not_known_says_so(later, edition: str):
    page = later(f"danger=yes&@={edition}")
    expect(shown(page)).to_have_id("call-999")
    expect(told(page)).to_contain_text("made with another edition")


def test_answer_to_a_question_that_is_gone_is_told(later):
    page = later(f"danger=no&asked=no&weather=fine&age=yes&@={FIRST}")
    expect(shown(page)).to_have_id("concern")
    expect(told(page)).to_contain_text("do not fit this flowchart")


def test_answer_that_is_gone_ends_the_path_at_its_question(later):
    page = later(f"danger=no&asked=no&age=perhaps&@={SECOND}")
    expect(shown(page)).to_have_id("age")


def test_record_bears_the_edition_with_which_it_is_made(later):
    page = later(f"danger=yes&@={FIRST}")
    page.evaluate("() => { window.print = () => {}; }")
    page.get_by_role("button", name="Print the record").click()
    assert "Edition of 1 March 2027." in " ".join(pdf_text(print_pdf(page)))
