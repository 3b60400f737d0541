import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from kinds import KINDS
from playwright.sync_api import Page, expect
from support import ICONS, ROOT, OpenPage, is_uncovered, serve_live

STATUS = "Draft for adoption. Not an official publication."
AREAS = ("east-sussex", "west-sussex", "brighton-and-hove")

# What every page bears; the page for an address that does not exist, too.


def assert_framed(page: Page, kind: str) -> None:
    status = page.get_by_text(STATUS, exact=True).first
    expect(status, kind).to_be_visible()
    expect(status, kind).to_be_in_viewport()
    foot = page.get_by_role("contentinfo")
    expect(foot.locator('[data-contact="police"] a[href="tel:999"]'), kind).to_be_visible()
    for area in AREAS:
        door = foot.locator(f'[data-contact="front-door"][data-area="{area}"]')
        number = door.locator('a[href^="tel:+44"]').first
        expect(number, kind).to_be_visible()
        digits = re.sub(r"\D", "", number.inner_text())
        assert number.get_attribute("href") == f"tel:+44{digits[1:]}", kind
    report = foot.get_by_role("link", name="Report a mistake on this page")
    expect(report, kind).to_be_visible()
    address = urlsplit(report.get_attribute("href"))
    assert address.scheme == "mailto", kind
    assert "Do not write anything about a child here" in unquote(address.query), kind


# The focus is in the text, or in what follows a text that holds no link.
PAST_THE_FRAME = """() => {
    const after = Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY;
    const text = document.querySelector("main article");
    return (text.compareDocumentPosition(document.activeElement) & after) !== 0;
}"""


def assert_skips(page: Page, kind: str) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip, kind).to_be_focused()
    expect(skip, kind).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page, kind).to_have_url(re.compile("#[a-z]+$"))
    page.keyboard.press("Tab")
    assert page.evaluate(PAST_THE_FRAME), kind


def test_every_kind_of_page_says_where_it_stands_whom_to_ring_and_skips_to_the_text(
    phone: OpenPage,
):
    for kind, path in KINDS.items():
        page = phone(path)
        assert_framed(page, kind)
        assert_skips(page, kind)


def test_frame_needs_no_script(phone: OpenPage):
    for kind in ("section", "flowchart"):
        assert_framed(phone(KINDS[kind], script=False), kind)


def test_page_that_is_not_there_helps_all_the_same(open_page: OpenPage):
    page = open_page("information-sharing/nothing/here/", allow=["404"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert_framed(page, "404")
    text = page.locator("#content")
    expect(text.locator('a[href="tel:999"]')).to_be_visible()
    text.get_by_role("link", name="2 Information sharing").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 Information sharing")


# Colours


def brightness(page: Page) -> int:
    """Of the paper, from 0 for black to 765 for white."""
    rgb = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", rgb)[:3])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_device_until_the_reader_chooses(open_page: OpenPage, scheme: str):
    dark = scheme == "dark"
    page = open_page(KINDS["section"], scheme=scheme)
    assert (brightness(page) < 200) is dark
    page.get_by_title(f"Switch to {'light' if dark else 'dark'} colours").click()
    back = page.get_by_title(f"Switch to {scheme} colours")
    expect(back).to_be_visible()
    assert (brightness(page) < 200) is not dark
    page.goto(page.url.replace(KINDS["section"], KINDS["contacts"]))
    expect(back).to_be_visible()
    assert (brightness(page) < 200) is not dark


# What a page loads


def test_every_file_of_a_page_bears_a_fingerprint_and_none_is_the_theme_s(phone: OpenPage):
    for kind, path in KINDS.items():
        page = phone(path)
        loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        files = [urlsplit(url).path for url in loaded]
        assert files, kind
        for file in files:
            named = re.search(r"/assets/[a-z/-]+\.[0-9a-f]{8}\.(css|mjs|json)$", file)
            assert named or ICONS.search(file), (kind, file)


# The ways on


def ways(page: Page, name: str) -> list[str]:
    return page.get_by_role("navigation", name=name).get_by_role("link").all_inner_texts()


def test_a_phone_has_the_ways_on_at_the_foot_and_nothing_covers_the_text(phone: OpenPage):
    page = phone(KINDS["section"])
    bar = page.get_by_role("navigation", name="Quick links")
    words = ["Decide", "Call", "Contents", "Changes", "Search", "Top"]
    assert ways(page, "Quick links") == words
    rows = {link.bounding_box()["y"] for link in bar.get_by_role("link").all()}
    assert len(rows) == 1
    for link in bar.get_by_role("link").all():
        box = link.bounding_box()
        assert box
        assert min(box["height"], box["width"]) >= 44
        assert box["y"] + box["height"] <= 640
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    last = page.get_by_role("link", name="About, privacy, accessibility")
    assert is_uncovered(last)
    bar.get_by_role("link", name="Top").click()
    page.wait_for_function("scrollY === 0")


def test_a_desk_has_them_in_the_head_and_the_chapter_beside_the_text(phone: OpenPage):
    page = phone(KINDS["section"], width=1280, height=800)
    assert ways(page, "Main") == ["Flowchart", "Contents", "Contacts", "Amendments"]
    expect(page.get_by_role("navigation", name="Quick links")).to_be_hidden()
    beside = page.get_by_role("navigation", name="Chapter 2 Information sharing")
    here = beside.locator("[aria-current=page]")
    expect(here).to_have_text(re.compile(r"2\.1\s+Introduction"))
    beside.get_by_role("link", name="2.11").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.11")


def test_contents_list_every_section_and_every_other_page(phone: OpenPage):
    page = phone("contents/")
    sections = page.get_by_role("navigation", name="Sections of chapter 2").get_by_role("listitem")
    assert sections.count() == 12
    for name in ("Contacts", "Amendments", "Glossary", "About"):
        expect(page.locator("#content").get_by_role("link", name=name, exact=True)).to_be_visible()


# Live reload


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to be edited."""
    for name in ("docs", "decision_tree", "hooks", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{file.name}: {old}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def edit_paragraph(project: Path) -> None:
    """Change a word of 2.1.1, and record the amendment that does so."""
    section = project / "docs/information-sharing/introduction.md"
    was = re.search(r"^2\.1\.1 .*$", section.read_text(encoding="utf-8"), re.MULTILINE)
    assert was
    records = sorted((project / "docs/amendments").glob("[0-9]*.md"))
    number = int(records[-1].name[:4]) + 1
    today = datetime.now(ZoneInfo("Europe/London")).date()
    record = (
        f"---\namendment: {number}\ntitle: A trial\nin_force: {today}\nkind: substantive\n"
        f"reason: To try.\naction: Nothing.\n---\n\n{was[0]}\n"
    )
    (project / f"docs/amendments/{number:04}-trial.md").write_text(record, encoding="utf-8")
    edit(section, (was[0], was[0].replace("vital if help", "vital where help")))


def edit_tree(project: Path) -> None:
    """Change a question, and give the flowchart a new edition that says so."""
    file = project / "decision_tree/information-sharing.yml"
    entry = '  - {date: 2099-01-01, what: "A trial", steps: [danger]}\n'
    text = file.read_text(encoding="utf-8")
    edition = re.search(r"^edition: .*$", text, re.MULTILINE)
    assert edition
    edit(
        file,
        (edition[0], "edition: 2099-01-01"),
        ("\nchanges:\n", f"\nchanges:\n{entry}"),
        ("ask: Is anyone in immediate danger?", "ask: Is anyone in danger at this moment?"),
    )


def edit_contact(project: Path) -> None:
    edit(
        project / "docs/contacts.yml",
        ("name: Single Point of Advice", "name: Only Point of Advice"),
    )


def test_page_changes_by_itself_when_its_source_is_edited(
    open_at: Callable[[str], OpenPage], project: Path
):
    with serve_live(project) as address:
        page = open_at(address)(KINDS["section"])
        assert "unregister" in page.request.get(address + "sw.js").text(), "a copy would be stale"
        expect(page.locator("[data-offline-bar]")).to_have_count(0)
        wording = page.locator('[data-provision="2.1.1"] [data-wording]')
        expect(wording).to_contain_text("vital if help")
        edit_paragraph(project)
        expect(wording).to_contain_text("vital where help", timeout=30_000)
        door = page.get_by_role("contentinfo").locator('[data-area="east-sussex"]')
        expect(door).to_contain_text("Single Point of Advice")
        edit_contact(project)
        expect(door).to_contain_text("Only Point of Advice", timeout=30_000)
        page.goto(address + KINDS["flowchart"])
        question = page.locator("#danger").get_by_role("heading", level=2)
        expect(question).to_have_text("Is anyone in immediate danger?")
        edit_tree(project)
        expect(question).to_have_text("Is anyone in danger at this moment?", timeout=30_000)
        page.close()  # before the server ends, on whose next word it waits
