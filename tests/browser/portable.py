"""The manual built by other generators does what it does here. Run by `make portability` alone."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from manual.address import address_of
from manual.folder import build_day
from manual.pages.context import Context
from playwright.sync_api import Page, expect
from support import ROOT, OpenPage, first_section, pdf_text, print_pdf, serve, site_path

SITES = {
    "zensical": ROOT / ".portability/exported/site",
    "properdocs": ROOT / ".portability/properdocs-site",
}
MARKERS = re.compile(
    r"\s(data-(?:provision|wording|tombstone|redline|amendments?|step|kind|answer|cites|contact"
    r'|area|copy-stamp))(?:="([^"]*)")?'
)
Opens = Callable[[str], Page]


@pytest.fixture(params=SITES)
def folder(request: pytest.FixtureRequest) -> Path:
    return SITES[request.param]


@pytest.fixture
def opened(folder: Path, open_at: Callable[[str], OpenPage]) -> Iterator[OpenPage]:
    """A function that opens a page of the other site; an error or a request elsewhere fails."""
    with serve(folder, site_path()) as address:
        yield open_at(address)


def markers(page: Path) -> Counter[tuple[str, str]]:
    """The markers of a page's text, without those of the frame around it."""
    html = page.read_text(encoding="utf-8")
    start = re.search(r'<[^>]*\bid="content"', html)
    assert start, page
    return Counter(MARKERS.findall(html[start.start() : html.index("</article>")]))


def test_every_page_is_there_with_the_same_markers(folder, built_site):
    own = [page.relative_to(built_site) for page in built_site.rglob("index.html")]
    texts = [page for page in own if 'id="content"' in (built_site / page).read_text("utf-8")]
    assert len(texts) > 3
    for page in texts:
        assert markers(folder / page) == markers(built_site / page), page


def test_a_deep_link_leads_to_its_paragraph(manual, opened: OpenPage):
    number = manual.chapters[0].sections[0].provisions[-1].number
    page = opened(f"{first_section(manual)}#{number}")
    expect(page.locator(f"[id='{number}']")).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_amendments_are_shown_and_hidden(manual, built_site, opened: OpenPage, script):
    addresses = [address_of(section.path) for section in manual.chapters[0].sections]
    amended = (
        address
        for address in addresses
        if " data-redline" in (built_site / address / "index.html").read_text("utf-8")
    )
    address = next(amended, None)
    if address is None:
        pytest.skip("no amendment has changed a wording of the first chapter yet")
    page = opened(address, script=script)
    redline = page.locator("[data-redline]").first
    expect(redline).to_be_hidden()
    page.locator(".amendments-switch").click()
    expect(redline).to_be_visible()
    expect(page.locator("[data-wording]:has(+ [data-redline])").first).to_be_hidden()


def test_every_worked_case_is_followed_to_its_outcome(manual, opened: OpenPage):
    for loaded in manual.trees:
        for case in manual.cases[loaded.name].cases:
            page = opened(f"flowchart/{loaded.name}/")
            for question, words in case.answers.items():
                page.locator(f"[id='{question}'] [data-answer='{words}']").click()
            expect(page.locator(f"[id='{case.outcome}'][data-step='outcome']")).to_be_visible()


def test_a_number_can_be_rung(manual, opened: OpenPage):
    page = opened("contacts/")
    for name, contact, _ in manual.loaded_contacts.everyone():
        if contact.tel:
            card = page.locator(f"#content [data-contact='{name.rpartition('/')[2]}']")
            expect(card.locator(f"a[href='{contact.tel}']").first).to_be_visible()


def test_status_and_stamp_stand_on_the_page_and_on_paper(manual, opened: OpenPage):
    page = opened(first_section(manual))
    expect(page.get_by_text(Context(manual, build_day()).status).first).to_be_visible()
    assert "as printed on" in " ".join(" ".join(pdf_text(print_pdf(page))).split())


def test_the_manual_keeps_its_looks_beside_the_theme(manual, opened: OpenPage):
    page = opened(first_section(manual))
    tools = page.locator("#content .provision-tools").first
    assert tools.evaluate("(part) => getComputedStyle(part).borderStyle") == "none"
    sign = "(part, pseudo) => getComputedStyle(part, pseudo).content"
    assert tools.locator("summary").evaluate(sign, "::before") == "none"
    assert "•••" in tools.locator("summary").evaluate(sign, "::after")


def test_the_theme_finds_a_paragraph(manual, open_at):
    """ProperDocs has our own search, which has tests of its own."""
    title = manual.chapters[0].sections[0].title
    with serve(SITES["zensical"], site_path()) as address:
        page = open_at(address)("", width=1280, height=800)
        page.locator("[data-open-search]").first.click()
        page.keyboard.type(title)
        expect(page.get_by_role("option", name=re.compile(re.escape(title))).first).to_be_visible()
