"""/current/: a printed sheet asks whether it is current."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from invented import TODAY, with_history
from kinds import KINDS
from manual.address import CHAIN
from manual.copies.proof import show_proof
from manual.folder import read_texts, write_texts
from manual.keep import seal
from manual.seal.chain import read_chain
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Locator, Page, expect
from support import (
    EMPTY,
    ROOT,
    OpenPage,
    build_site,
    make_once,
    print_pdf,
    read_codes,
    serve,
    site_path,
    write_invented,
)

CONTACTS = """---
title: Contacts
---

# Contacts

{contacts}
"""
BUILT = "1795348800"
"""22 November 2026, in seconds."""


@pytest.fixture(scope="module")
def made(common: Path) -> Iterator[str]:
    """The address of an invented manual with a history, built on 22 November 2026."""
    texts = with_history() | {"docs/contacts.md": CONTACTS}
    contacts = texts["docs/contacts.yml"]
    texts["docs/contacts.yml"] = contacts.replace(
        "checked: 2026-11-01",
        "checked: 2026-11-01\n        former: [{phone: 01632 960009, until: 2026-10}]",
    )

    def make(folder: Path) -> None:
        config = write_invented(folder, texts)
        build_site(folder / "site", config=config, env={"SOURCE_DATE_EPOCH": BUILT})

    with serve(make_once(common / "history", make) / "site", site_path()) as address:
        yield address


@pytest.fixture
def ask(phone_at: Callable[[str], OpenPage], made: str) -> Callable[..., Page]:
    """A function that opens what a code asks of the made manual, on a day."""

    def ask(asked: str, day: str = "2026-11-25") -> Page:
        page = phone_at(made)(EMPTY)
        page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC))
        page.goto(f"{made}current/#{asked}")
        return page

    return ask


def answer(page: Page) -> Locator:
    return page.locator("[data-copy-answer]")


def expect_answer(page: Page, verdict: str, title: str, *words: str) -> None:
    expect(answer(page).locator("h2")).to_have_text(title)
    expect(answer(page)).to_have_attribute("data-verdict", verdict)
    for part in words:
        expect(answer(page)).to_contain_text(part)


BARE = "Your copy gives a day and no edition: changes made on {} may be missing from it."


@pytest.mark.parametrize(
    ("asked", "verdict", "title", "words"),
    [
        # Sections
        ("2.1@2026-11-18.4", "current", "Yes: unchanged since 18 November 2026", ()),
        (
            "2.1@2026-11-10.3",
            "substance",
            "Yes: unchanged in substance since 10 November 2026",
            ("Only the words have changed", "2.1.2 amended.", "trim the wick each day;"),
        ),
        (
            "2.1@2026-11-01.2",
            "changed",
            "No: it has changed since 1 November 2026",
            ("2.1.2 amended; 2.1.4 inserted.", "Amendment 3: The log", "Do as it says."),
        ),
        (
            "2.1@2020-01-01.1",
            "changed",
            "No: it has changed since 1 January 2020",
            ("2.1.1 and 2.1.2 amended; 2.1.4 inserted.", "Read it as it stood on 1 January 2020"),
        ),
        (
            "2.2@2026-11-01.2",
            "changed",
            "No: it has changed since 1 November 2026",
            ("2.2.3 deleted; 2.2.2 renumbered.", "now 2.2.4", "The wording is the same."),
        ),
        (
            "2.2@2026-11-10.3",
            "current",
            "Yes: unchanged since 10 November 2026",
            ("From 1 March 2027: amendment 5, The dark", "an hour"),
        ),
        (
            "2.2@2020-01-01.1",
            "before",
            "It was not there on 1 January 2020",
            ("2.2 The boat has been there since 1 November 2026.", "print a fresh copy"),
        ),
        # A day alone
        (
            "2.2@2026-11-10",
            "changed",
            "Your copy may lack changes of 10 November 2026",
            (BARE.format("10 November 2026"), "They are counted here.", "2.2.3 deleted"),
        ),
        (
            "2.2@2026-11-15",
            "current",
            "Yes: unchanged since 10 November 2026",
            (BARE.format("15 November 2026"),),
        ),
        (
            "2.1@2026-11-01",
            "changed",
            "No: it has changed since 1 January 2020",
            (BARE.format("1 November 2026"), "2.1.1 and 2.1.2 amended"),
        ),
        # A paragraph, a chapter, the whole
        (
            "2.1.4@2026-11-01.2",
            "changed",
            "No: it has changed since 1 November 2026",
            ("Paragraph 2.1.4 is among them.",),
        ),
        (
            "2.1.1@2026-11-01.2",
            "changed",
            "No: it has changed since 1 November 2026",
            ("Nothing has changed in paragraph 2.1.1.",),
        ),
        (
            "2@2026-11-01.2",
            "changed",
            "No: chapter 2 has changed since 1 November 2026",
            ("2.1 The lamp: changed", "2.2 The boat: changed"),
        ),
        (
            "2@2026-11-10.3",
            "substance",
            "Yes: chapter 2 is unchanged in substance since 10 November 2026",
            ("2.1 The lamp: unchanged in substance",),
        ),
        (
            "manual@2026-11-18.4",
            "current",
            "Yes: the manual is unchanged since 18 November 2026",
            ("are not on record",),
        ),
        # Flowcharts
        (
            "flowchart/light@2026-11-05",
            "changed",
            "No: it has changed since 5 November 2026",
            (
                "12 November 2026: A plainer question",
                "Is there oil in the tank?",
                "Paragraph 2.1.2",
            ),
        ),
        (
            "flowchart/light@2026-11-12",
            "substance",
            "Yes: the flowchart is unchanged since 12 November 2026",
            ("Paragraphs that it rests on have changed", "Paragraph 2.1.2, on 18 November 2026"),
        ),
        (
            "flowchart/light@2026-11-18.4",
            "current",
            "Yes: unchanged since 18 November 2026",
            (),
        ),
        # Contacts
        (
            "contacts@2026-10-03.00000000",
            "changed",
            "No: the contacts have changed since 3 October 2026",
            ("These numbers have changed:", "North Bay: Harbour office 01632 960001"),
        ),
        (
            "contacts@2026-11-18.4",
            "compare",
            "Compare the numbers on your copy",
            ("the day alone does not show", "Police 999"),
        ),
    ],
)
def test_answers(
    ask: Callable[..., Page], asked: str, verdict: str, title: str, words: tuple[str, ...]
):
    page = ask(asked)
    expect_answer(page, verdict, title, *words)
    if verdict != "before":
        expect(answer(page)).to_contain_text(
            "Compared with edition 2026-11-18.4, as published on 22 November 2026."
        )


def test_redlines_name_their_amendments_and_links_lead_on(ask: Callable[..., Page], made: str):
    page = ask("2.1@2020-01-01.1")
    change = answer(page).locator('[data-changed="2.1.1"]')
    expect(change.locator('del[data-amendment="2"]')).to_have_text("when it is dark")
    expect(change.locator('ins[data-amendment="2"]')).to_have_text("at dusk")
    for link in answer(page).get_by_role("link").all():
        address = link.evaluate("link => link.href")
        assert page.request.get(address).status == 200, address
    answer(page).get_by_role("link", name="Open 2.1 The lamp and print a fresh copy").click()
    expect(page).to_have_url(f"{made}lighthouse/lamp/")


def test_contacts_are_current_while_their_fingerprint_is_the_same(
    ask: Callable[..., Page], phone_at: Callable[[str], OpenPage], made: str
):
    (code,) = read_codes(print_pdf(phone_at(made)("contacts/")))[0]
    asked = code.partition("#")[2]
    assert asked.startswith("contacts@2026-11-22.")
    expect_answer(ask(asked), "current", "Yes: unchanged since 22 November 2026", "opening hour")


@pytest.mark.parametrize(
    ("asked", "title", "words"),
    [
        (
            "2.9@2026-11-01.2",
            "Nothing here is called “2.9”",
            "Chapter 2 has sections 2.1 to 2.2.",
        ),
        ("tower@2026-11-01.2", "Nothing here is called “tower”", "at the top left of each sheet"),
        ("2.1@yesterday", "“yesterday” is not an edition or a date", "2026-11-18.4, for instance"),
        ("2.1@2026-02-30", "“2026-02-30” is not an edition or a date", "at the foot of each sheet"),
        ("2.1@2026-00-10.1", "“2026-00-10.1” is not an edition or a date", "at the foot"),
        ("2.1", "Which edition is your copy?", "at the foot of each sheet"),
        ("2.1@2030-01-01.9", "1 January 2030 has not come yet", "is this its edition?"),
        ("%E0%A4%A@2026-11-01.2", "Nothing here is called “%E0%A4%A”", "two parts"),
        ("<b>2</b>@<i>", "Nothing here is called “<b>2</b>”", "Chapter 2 has"),
    ],
)
def test_what_cannot_be_understood_gets_an_answer_that_helps(
    ask: Callable[..., Page], asked: str, title: str, words: str
):
    expect_answer(ask(asked), "unknown", title, words)


def test_an_edition_that_never_was_is_compared_by_its_day(ask: Callable[..., Page]):
    expect_answer(
        ask("2.1@2026-11-12.7"),
        "substance",
        "Yes: unchanged in substance since 10 November 2026",
        "There is no edition 2026-11-12.7: is it mistyped?",
    )


def test_a_copy_newer_than_the_page_is_told_so(ask: Callable[..., Page]):
    page = ask("2.1@2026-11-24.5")
    expect_answer(page, "newer", "Your copy is newer than this page", "22 November 2026")


def test_contacts_newer_than_the_page_are_told_so_and_compared_with_nothing(
    ask: Callable[..., Page],
):
    page = ask("contacts@2026-11-24.00000000")
    expect_answer(page, "newer", "Your copy is newer than this page", "22 November 2026")
    expect(answer(page)).not_to_contain_text("999")
    expect(answer(page).get_by_role("link")).to_have_count(0)


def test_of_two_lists_of_contacts_of_one_day_neither_is_called_the_newer(
    ask: Callable[..., Page],
):
    page = ask("contacts@2026-11-22.00000000")
    differ = "Your copy and this page differ: compare the numbers"
    expect_answer(page, "compare", differ, "more than once on 22 November 2026", "Police 999")
    expect(answer(page)).not_to_contain_text("These numbers have changed")
    expect(answer(page).locator(".copy-fresh")).to_have_count(1)
    page.evaluate("document.documentElement.dataset.offline = '2026-11-22T15:53:12Z'")
    expect(answer(page)).to_contain_text("You are offline")
    expect(answer(page).locator(".copy-fresh")).to_have_count(0)


def test_a_day_after_the_page_was_made_is_newer_only_where_the_page_was_stored(
    ask: Callable[..., Page],
):
    page = ask("2.1@2026-11-24")
    expect_answer(page, "current", "Yes: unchanged since 18 November 2026")
    page.evaluate("document.documentElement.dataset.offline = '2026-11-22T15:53:12Z'")
    expect_answer(page, "newer", "Your copy is newer than this page", "when you are online")


def test_a_known_edition_is_compared_though_the_clock_of_the_device_is_behind(
    ask: Callable[..., Page],
):
    page = ask("2.1@2026-11-18.4", "2020-01-01")
    expect_answer(page, "current", "Yes: unchanged since 18 November 2026")


@pytest.mark.parametrize(
    ("asked", "day", "verdict", "title"),
    [
        ("2.2@2026-11-10.3", "2027-02-28", "current", "Yes: unchanged since 10 November 2026"),
        (
            "2.2@2026-11-10.3",
            "2027-03-01",
            "due",
            "A newer edition has been due since 1 March 2027, and this page does not have it yet.",
        ),
        ("2.1@2026-11-18.4", "2027-03-01", "current", "Yes: unchanged since 18 November 2026"),
        (
            "manual@2026-11-18.4",
            "2027-03-01",
            "due",
            "A newer edition has been due since 1 March 2027, and this page does not have it yet.",
        ),
    ],
)
def test_after_the_day_of_a_pending_amendment_a_newer_edition_is_due(
    ask: Callable[..., Page], asked: str, day: str, verdict: str, title: str
):
    page = ask(asked, day)
    expect_answer(page, verdict, title)
    due = "A newer edition has been due since 1 March 2027"
    if day == "2027-03-01":
        expect(answer(page)).to_contain_text(due)
    else:
        expect(answer(page)).not_to_contain_text(due)


def test_the_day_is_that_of_london_whatever_the_device_says(
    open_at: Callable[[str], OpenPage], made: str
):
    """At half past eleven in the evening of 28 February in London it is March in Auckland."""
    page = open_at(made)("contacts/", timezone_id="Pacific/Auckland")
    page.clock.set_fixed_time(datetime(2027, 2, 28, 23, 30, tzinfo=UTC))
    page.goto(f"{made}current/#2.2@2026-11-10.3")
    expect_answer(page, "current", "Yes: unchanged since 10 November 2026")


# Offline


def test_offline_it_says_as_far_as_which_copy_it_knows(ask: Callable[..., Page]):
    page = ask("2.1@2026-11-18.4")
    expect_answer(page, "current", "Yes: unchanged since 18 November 2026", "Compared with")
    page.evaluate("document.documentElement.dataset.offline = '2026-07-22T15:53:12Z'")
    said = "so this goes by the copy saved on Wednesday 22 July 2026 at 16:53:12 BST"
    expect(answer(page)).to_contain_text(said)


def test_where_the_changes_cannot_be_fetched_the_answer_stands_all_the_same(
    open_at: Callable[[str], OpenPage], made: str
):
    page = open_at(made)("contacts/", allow=["ERR_FAILED"])
    page.route(re.compile(r"/current/2\.1\..*html"), lambda route: route.abort())
    page.goto(f"{made}current/#2.1@2026-11-01.2")
    expect_answer(
        page,
        "changed",
        "No: it has changed since 1 November 2026",
        "It changed on 10 November 2026 and 18 November 2026",
    )


def test_a_file_that_does_not_know_the_copy_is_no_word_that_nothing_has_changed(
    ask: Callable[..., Page], made: str
):
    page = ask("")
    other = "<!doctype html><title>Another build</title><main></main>"
    file = re.compile(r"/current/2\.1\..*html")
    page.route(file, lambda route: route.fulfill(body=other, content_type="text/html"))
    page.goto(f"{made}current/#2.1.3@2026-11-01.2")
    expect_answer(
        page,
        "changed",
        "No: it has changed since 1 November 2026",
        "The changes cannot be shown at the moment.",
    )
    expect(answer(page)).not_to_contain_text("Nothing has changed")


def test_what_is_current_asks_for_nothing_more(ask: Callable[..., Page]):
    asked: list[str] = []
    page = ask("2.1@2026-11-18.4")
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect_answer(page, "current", "Yes: unchanged since 18 November 2026")
    assert [url for url in asked if re.search(r"current/.+\.html", url)] == []


# By hand


@pytest.mark.parametrize(
    ("subject", "edition", "title"),
    [
        ("section 2.1", "2026-11-18.4", "Yes: unchanged since 18 November 2026"),
        ("§ 2.1", "Thursday 19 November 2026", "Yes: unchanged since 18 November 2026"),
        ("The lamp", "1st of Nov 2026", "No: it has changed since 1 January 2020"),
        ("2.2", "15/11/2026", "Yes: unchanged since 10 November 2026"),
        ("Flowchart", "edition of 2026-11-18", "Yes: unchanged since 18 November 2026"),
        ("2.7", "2026-11-18.4", "Nothing here is called “2.7”"),
        ("2.1", "", "Which edition is your copy?"),
    ],
)
def test_a_section_and_a_date_can_be_typed(
    ask: Callable[..., Page], subject: str, edition: str, title: str
):
    page = ask("")
    expect(answer(page)).to_be_hidden()
    page.get_by_label("What is it a copy of?").fill(subject)
    page.get_by_label("Which edition, or printed on which day?").fill(edition)
    page.get_by_role("button", name="Check this copy").press("Enter")
    expect(answer(page).locator("h2")).to_have_text(title)
    expect(answer(page).locator("h2")).to_be_focused()


def test_back_leads_to_the_answer_before(ask: Callable[..., Page]):
    page = ask("2.1@2026-11-18.4")
    expect_answer(page, "current", "Yes: unchanged since 18 November 2026")
    page.get_by_label("What is it a copy of?").fill("2.2")
    page.get_by_role("button", name="Check this copy").click()
    expect(answer(page)).to_contain_text("Your copy: 2.2 The boat")
    page.go_back()
    expect(answer(page)).to_contain_text("Your copy: 2.1 The lamp")


def test_without_script_the_page_says_how_to_compare_by_hand(phone: OpenPage):
    page = phone("current/#2.1@2017-08-18.1", script=False)
    expect(answer(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Check this copy")).to_be_hidden()
    row = page.locator('[data-subject="2.1"]')
    expect(row).to_contain_text("22 November 2026")
    expect(row.get_by_role("link", name="18 August 2017")).to_be_visible()
    expect(page.get_by_role("link", name="register of amendments")).to_be_visible()


# The whole way: from the sheet to the answer


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "as-at"])
def test_the_code_of_a_fresh_sheet_opens_the_answer_that_it_is_current(
    phone: OpenPage, printed: Callable[[str], bytes], kind: str
):
    ((code,),) = read_codes(printed(KINDS[kind]), last=True)
    page = phone(code.removeprefix(site_url()))
    expect(answer(page)).to_have_attribute("data-verdict", "current")
    expect(answer(page).locator("h2")).to_have_text(re.compile("^Yes: .*unchanged since "))


def test_the_code_of_an_earlier_wording_opens_what_has_changed_since(
    phone: OpenPage, printed: Callable[[str], bytes]
):
    (code,) = read_codes(printed(KINDS["as-at"]))[0]
    page = phone(code.removeprefix(site_url()))
    expect_answer(
        page,
        "changed",
        "No: it has changed since 18 August 2017",
        "2.1, 2.1.1, 2.1.2, 2.1.3 and 2.1.5 amended; 2.1.6, 2.1.7 and 2.1.8 inserted.",
    )


def test_an_answer_on_paper_is_whole_and_without_the_form(phone: OpenPage):
    page = phone("current/#2.1@2017-08-18.1")
    expect(answer(page)).to_contain_text("2.1.6, 2.1.7 and 2.1.8 inserted")
    page.emulate_media(media="print")
    expect(answer(page)).to_be_visible()
    expect(page.locator("[data-copy-form]")).to_be_hidden()
    expect(page.locator("[data-copy-index]")).to_be_hidden()
    page.emulate_media(media="null")


def site_url() -> str:
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        return yaml_load(file)["site_url"]


def test_what_is_not_understood_is_tied_to_its_field(phone: OpenPage):
    page = phone("current/#9.9@2026-11-22.4")
    subject = page.get_by_label("What is it a copy of?")
    edition = page.get_by_label("Which edition, or printed on which day?")
    expect(subject).to_have_attribute("aria-invalid", "true")
    title = page.locator("[data-copy-answer] h2").inner_text()
    expect(subject).to_have_accessible_description(re.compile(f"{re.escape(title)}$"))
    expect(edition).not_to_have_attribute("aria-invalid", "true")
    subject.fill("2.1")
    edition.fill("last spring")
    page.get_by_role("button", name="Check this copy").click()
    expect(edition).to_have_attribute("aria-invalid", "true")
    expect(subject).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-copy-answer] h2")).to_be_focused()


def test_a_day_is_given_in_words_beside_what_was_asked(ask: Callable[..., Page]):
    page = ask("2.1@2026-11-01.2")
    expect(answer(page)).to_contain_text("2.1 The lamp, edition 2026-11-01.2, of 1 November 2026")
    page = ask("2.1@2026-11-02")
    expect(answer(page)).to_contain_text("Your copy: 2.1 The lamp, of 2 November 2026")


def test_without_script_it_says_that_it_cannot_compare(phone: OpenPage):
    text = phone("current/", script=False).locator("#content")
    expect(text).to_contain_text("It needs JavaScript.")
    expect(text.get_by_text("Scan it, and this page says")).to_be_hidden()
    expect(phone("current/").get_by_text("It needs JavaScript.")).to_be_hidden()


# A sheet proves itself


@pytest.fixture(scope="module")
def sealed(common: Path) -> Iterator[tuple[str, str]]:
    """The address of the manual once it was sealed, and the proof of that."""

    def make(folder: Path) -> None:
        config = write_invented(folder, with_history())
        texts, _ = read_texts(folder)
        write_texts(folder, seal(texts, TODAY).texts)
        build_site(folder / "site", config=config, env={"SOURCE_DATE_EPOCH": BUILT})

    folder = make_once(common / "sealed", make)
    chain = read_chain((folder / CHAIN).read_text(encoding="utf-8"))
    with serve(folder / "site", site_path()) as address:
        yield address, chain.last.proof


@pytest.fixture
def prove(phone_at: Callable[[str], OpenPage], sealed: tuple[str, str]) -> Callable[..., Page]:
    """A function that opens what a code with a proof asks; `{}` stands for the true one."""

    def prove(asked: str) -> Page:
        page = phone_at(sealed[0])(EMPTY)
        page.clock.set_fixed_time(datetime(2026, 11, 25, 12, tzinfo=UTC))
        page.goto(f"{sealed[0]}current/#{asked.format(sealed[1])}")
        return page

    return prove


COPIED = "A proof can be copied from a true sheet onto a false one, so compare the words"


@pytest.mark.parametrize(
    ("asked", "verdict", "title", "words"),
    [
        (
            "2.1@2026-11-18.4&{}",
            "current",
            "Yes: unchanged since 18 November 2026",
            ("has applied since 18 November 2026.", COPIED, "trim the wick each day;"),
        ),
        (
            "2.1@2020-01-01.1&{}",
            "changed",
            "No: it has changed since 1 January 2020",
            ("applied from 1 January 2020 to 31 October 2026", "Light the lamp when it is dark."),
        ),
        # Renumbered since: the words stand under the number that the sheet has.
        (
            "2.2.2@2026-11-01.2&{}",
            "changed",
            "No: it has changed since 1 November 2026",
            ("applied from 1 November 2026 to 9 November 2026", "Tie up the boat."),
        ),
        (
            "manual@2026-11-18.4&{}",
            "current",
            "Yes: the manual is unchanged since 18 November 2026",
            ("Sealing 1, of 22 November 2026, has the proof on your sheet.", "2.2 The boat"),
        ),
        (
            "flowchart/light@2026-11-12&{}",
            "substance",
            "Yes: the flowchart is unchanged since 12 November 2026",
            ("Earlier words are kept for sections only",),
        ),
        (
            "2.1@2026-11-18.4&0000000000000000",
            "doubted",
            "The record does not have this proof",
            ("was ever sealed with 0000-0000-0000-0000", "keep the sheet, and report it"),
        ),
        (
            "2.1@2026-11-18.4&EKHVQGP2ZY4WP3A",
            "doubted",
            "This is not a proof",
            ("A proof has 16 characters, and this has 15.",),
        ),
    ],
)
def test_what_the_record_says_of_a_sheet_with_a_proof(
    prove: Callable[..., Page], asked: str, verdict: str, title: str, words: tuple[str, ...]
):
    page = prove(asked)
    expect_answer(page, verdict, title, *words)
    expect(page.locator(".copy-proof")).to_have_count(0 if verdict == "doubted" else 1)
    # What to do comes before the long words of the sheet.
    expect(page.locator(".copy-proof ~ .copy-fresh")).to_have_count(0)
    expect(answer(page).locator("[id]")).to_have_count(1)


def test_the_words_of_a_paragraph_alone_are_shown_where_it_alone_is_asked(
    prove: Callable[..., Page],
):
    words = prove("2.2.2@2026-11-01.2&{}").locator(".copy-words h4")
    expect(words).to_have_text(["2.2.2"])


def test_a_proof_is_typed_with_letters_that_are_confused(
    prove: Callable[..., Page], sealed: tuple[str, str]
):
    page = prove("2.1@2026-11-18.4")
    expect_answer(page, "current", "Yes: unchanged since 18 November 2026")
    expect(page.locator(".copy-proof")).to_have_count(0)
    typed = show_proof(sealed[1]).lower().replace("0", "o").replace("1", "l")
    page.get_by_label("Its proof").fill(typed)
    page.get_by_role("button", name="Check this copy").click()
    expect(page.locator(".copy-proof h3")).to_have_text("The record has this proof")
    page.get_by_label("Its proof").fill("U")
    page.get_by_role("button", name="Check this copy").click()
    expect_answer(page, "doubted", "This is not a proof", "“U” cannot be in a proof")
    expect(page.get_by_label("Its proof")).to_have_attribute("aria-invalid", "true")


def test_where_the_words_of_an_edition_cannot_be_had_that_is_said(
    prove: Callable[..., Page], sealed: tuple[str, str]
):
    page = prove("2.1@2026-11-18.4")
    page.route("**/as-at/**", lambda route: route.fulfill(body="<!doctype html>"))
    page.evaluate("document.documentElement.dataset.offline = '2026-11-22T15:53:12Z'")
    page.evaluate(f"location.hash = '#2.1@2020-01-01.1&{sealed[1]}'")
    expect(page.locator(".copy-proof")).to_contain_text("you need a signal")
    expect(answer(page)).to_contain_text("2.1.1 and 2.1.2 amended; 2.1.4 inserted.")


def test_where_the_record_cannot_be_had_that_is_said(prove: Callable[..., Page]):
    page = prove("2.1@2026-11-18.4")
    page.route("**/proofs.json", lambda route: route.fulfill(body="<!doctype html>"))
    page.evaluate("location.hash = '#2.1@2026-11-18.4&' + '0'.repeat(16)")
    said = "Whether the proof on your sheet is in the record cannot be checked now."
    expect_answer(page, "current", "Yes: unchanged since 18 November 2026", said)
