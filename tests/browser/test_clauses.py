"""Sub-paragraphs in the browser: arriving at one, also where amendments are shown; citing one."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from invented import BASE, change
from manual.keep import amend, seal
from manual.seal.draft import Heading
from playwright.sync_api import Locator, Page, expect
from support import ROOT, OpenPage, build_site, serve, write_invented

DAY = date(2026, 11, 20)
BOAT = "docs/lighthouse/boat.md"
FIRST = """Row out, and not before you have looked at the sky and at the sea for a good while:

(a) ring the office;
(b) ask the watch at the pier;
(c) go home by boat."""
LATER = {
    "(b) ask": "(b) write all of it down;\n(c) ask",
    "(c) go": "(d) go",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a manual whose list has got one item more, by its last amendment."""
    folder: Path = tmp_path_factory.mktemp("clauses")
    texts = BASE | {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8")}
    far = "".join(f"\n\n2.2.{n} Row on." for n in range(3, 40))
    far += "\n\n2.2.40 Or stay, as paragraph 2.2.1(b) to (c) says."
    texts = change(texts, BOAT, {"Row out before dark.": FIRST, "the boat.": f"the boat.{far}"})
    heading = Heading(0, "More", DAY, "It was needed.", "Do it.", approved_by="The board")
    texts |= seal(texts, DAY).texts
    texts = change(texts, BOAT, LATER)
    texts |= amend(texts, DAY, heading).texts
    build_site(folder / "site", config=write_invented(folder, texts))
    with serve(folder / "site") as address:
        yield address


@pytest.fixture
def open_made(open_at: Callable[[str], OpenPage], made: str) -> OpenPage:
    return open_at(made)


def background(place: Locator) -> str:
    return place.evaluate("element => getComputedStyle(element).backgroundColor")


def show_amendments(page: Page) -> None:
    page.locator(".amendments-switch").click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_sub_paragraph_is_shown_marked_also_where_amendments_are_shown(
    open_made: OpenPage, *, script: bool
):
    page = open_made("lighthouse/boat/#2.2.1(c)", script=script)
    clause, beside = page.locator('[id="2.2.1(c)"]'), page.locator('[id="2.2.1(a)"]')
    expect(clause).to_be_in_viewport()
    assert background(clause) != background(beside)
    clause.get_by_role("link", name="(c)").focus()
    expect(clause.get_by_role("link", name="(c)")).to_have_attribute("href", "#2.2.1(c)")
    show_amendments(page)
    expect(clause).to_be_hidden()
    page.locator('[id="2.2.40"] [data-wording]').get_by_role("link", name="(c)").click()
    redline = page.locator('[id="2.2.1"] [data-redline]')
    items = redline.get_by_role("listitem")
    expect(items.nth(2)).to_contain_text("ask the watch")
    expect(items.nth(2)).to_be_in_viewport()
    assert background(items.nth(2)) not in {background(items.nth(1)), background(items.nth(3))}


def test_the_menu_of_its_paragraph_cites_the_sub_paragraph(open_made: OpenPage):
    page = open_made("lighthouse/boat/#2.2.1(c)", permissions=["clipboard-read", "clipboard-write"])
    menu = page.locator('[id="2.2.1"] .provision-tools')
    menu.locator("summary").click()
    expect(menu).to_contain_text("paragraph 2.2.1(c), edition of 20 November 2026")
    menu.get_by_role("link", name="Copy link").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/lighthouse/boat/#2.2.1(c)")
    page.locator('[id="2.2.1(a)"]').get_by_role("link", name="(a)").click()
    menu.locator("summary").click()
    expect(menu).to_contain_text("paragraph 2.2.1(a), edition")


def test_one_that_is_not_there_leads_to_its_paragraph_and_says_so(open_made: OpenPage):
    page = open_made("lighthouse/boat/#2.2.1(f)")
    expect(page.locator('[id="2.2.1"]')).to_be_in_viewport()
    told = page.get_by_text("There is no 2.2.1(f) here. This is 2.2.1.", exact=True)
    expect(told).to_be_visible()
