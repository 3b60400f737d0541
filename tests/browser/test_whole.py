"""The manual in docs/, whichever it is: every page opens, is cited, followed and printed.

These tests know no word of the text, so that they serve any manual that uses this software.
"""

import json
import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect
from support import OpenPage, first_section, pdf_text, print_pdf, site_path


@pytest.fixture(scope="module")
def data(built_site: Path) -> dict:
    return json.loads((built_site / "manual.json").read_text(encoding="utf-8"))


def local(address: str) -> str:
    """An address of the published site, from its root."""
    parts = urlsplit(address)
    return parts.path.removeprefix(site_path()) + (f"#{parts.fragment}" if parts.fragment else "")


def pages_of(built_site: Path) -> list[str]:
    tree = ET.parse(built_site / "sitemap.xml")
    return [local(place.text or "") for place in tree.iter() if place.tag.endswith("}loc")]


def test_every_page_opens_and_says_where_it_stands(built_site, phone: OpenPage):
    """A page that raises an error or asks another site for anything fails in the fixture."""
    pages = pages_of(built_site)
    assert "" in pages
    for address in pages:
        page = phone(address)
        assert page.locator("h1").count() == 1, address
        assert page.locator("[data-copy-stamp]").count() == 1, address


def test_every_paragraph_that_stands_is_reached_by_its_address(data, phone: OpenPage):
    today = date.fromisoformat(data["built"])
    sections: dict[str, list[str]] = {}
    for provision in data["provisions"]:
        starts = [date.fromisoformat(wording["from"]) for wording in provision["wordings"]]
        ends = [wording["until"] for wording in provision["wordings"]]
        if starts and min(starts) <= today and ends[-1] is None and not provision["now"]:
            page, _, number = local(provision["address"]).partition("#")
            sections.setdefault(page, []).append(number)
    assert sections
    for address, numbers in sections.items():
        page = phone(address)
        for number in numbers:
            provision = page.locator(f"[id='{number}'][data-provision='{number}']")
            expect(provision).to_have_count(1)
            expect(provision.locator("[data-wording]")).to_have_count(1)


def test_every_worked_case_is_followed_to_its_outcome(manual, phone: OpenPage):
    for loaded in manual.trees:
        page = phone(f"flowchart/{loaded.name}/")
        start = f"{page.url}#{loaded.tree.first}"
        for case in manual.cases[loaded.name].cases:
            page.goto(start)
            for question, words in case.answers.items():
                step = page.locator(f"[data-step][id='{question}']")
                step.locator(f"[data-answer='{words}']").click()
            expect(page.locator(f"[id='{case.outcome}'][data-step='outcome']")).to_be_visible()


def test_every_flowchart_can_be_followed_without_script(manual, phone: OpenPage):
    for loaded in manual.trees:
        page = phone(f"flowchart/{loaded.name}/", script=False)
        for name, step in loaded.tree.steps.items():
            place = page.locator(f"[id='{name}'][data-step]")
            expect(place).to_be_visible()
            for given in getattr(step, "answers", ()):
                way = place.locator(f"[data-answer='{given.answer}']")
                assert way.get_attribute("href") == f"#{given.go}"


def test_every_contact_can_be_rung(manual, phone: OpenPage):
    page = phone("contacts/")
    for name, contact, _ in manual.loaded_contacts.everyone():
        area, _, own = name.rpartition("/")
        card = page.locator(f"[data-contact='{own}'][data-area='{area or 'everywhere'}']").first
        if contact.tel:
            expect(card.locator(f"a[href='{contact.tel}']").first).to_be_visible()


def test_a_section_is_printed_whole_with_its_stamp(manual, open_page: OpenPage):
    section = manual.chapters[0].sections[0]
    page = open_page(first_section(manual))
    # Letters that are set as one, such as fi, are told apart.
    text = unicodedata.normalize("NFKC", " ".join(pdf_text(print_pdf(page))))
    paper = " ".join(text.split())
    assert section.title in paper
    for provision in section.provisions:
        assert str(provision.number) in paper
    assert "as printed on" in paper
    address = urljoin(manual.site.url, first_section(manual))
    assert address in paper.replace(" ", "")
