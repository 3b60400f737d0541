"""The whole manual, and a chapter, as one page for paper."""

import os
import re
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import pypdf
import pytest
from kinds import KINDS
from playwright.sync_api import Page, expect
from support import ROOT, OpenPage, pdf_text, print_pdf

WHOLE, CHAPTER = "print/", "print/information-sharing/"


def links(page: Page, selector: str = "#content a[href]") -> list[str]:
    return page.locator(selector).evaluate_all("all => all.map(one => one.getAttribute('href'))")


def test_chapter_and_contents_lead_to_the_page_for_paper(phone: OpenPage):
    page = phone(KINDS["chapter"])
    page.get_by_role("link", name="The chapter as one page, to print").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 Information sharing")
    page = phone(KINDS["contents"])
    page.get_by_role("link", name="The whole manual as one page, to print").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Child safeguarding procedures")
    expect(page.locator("#content")).to_contain_text("Draft for adoption.")


def test_every_paragraph_stands_in_it_once_as_on_its_own_page(phone: OpenPage):
    page = phone(WHOLE)
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    numbers = page.locator("[data-provision]").evaluate_all(
        "all => all.map(one => one.dataset.provision)"
    )
    assert len(numbers) == len(set(numbers)) > 100
    assert page.locator('[id="2.1.3"]').count() == 0  # the present page alone bears the number
    wording = page.locator('[id="print-2.1.3"] [data-wording]').inner_text()
    own = phone(KINDS["section"]).locator('[data-provision="2.1.3"] [data-wording]')
    assert " ".join(wording.split()) == " ".join(own.inner_text().split())


@pytest.mark.parametrize("path", [WHOLE, CHAPTER])
def test_links_stay_within_the_document(phone: OpenPage, path: str):
    page = phone(path)
    own = [link for link in links(page) if link.startswith("#")]
    assert len(own) > 10
    ids = set(page.locator("[id]").evaluate_all("all => all.map(one => one.id)"))
    assert [link for link in own if link[1:] not in ids] == []
    cited = links(page, "#content [data-cites]")
    assert len(cited) > 20
    assert [link for link in cited if not link.startswith("#print-")] == []


def test_whole_manual_has_contacts_flowchart_glossary_and_amendments(phone: OpenPage):
    page = phone(WHOLE, width=1280, height=800)
    chart = "Flowchart: Should I share this information?"
    for name in ("Contacts", "Glossary", "Amendments", chart):
        expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    steps = page.locator(".whole-steps tr")
    assert steps.count() == 1 + page.locator("[data-box]").count()
    expect(steps.nth(1)).to_contain_text("Is anyone in immediate danger?")
    expect(steps.nth(1)).to_contain_text("Yes: Call 999 now")
    box = page.locator("[data-box=danger]").get_attribute("href")
    assert box
    assert page.locator(box).count() == 1
    expect(page.get_by_role("heading", name="Amendment 1:")).to_be_visible()


def test_every_sheet_of_the_whole_manual_is_numbered_and_stamped(phone: OpenPage):
    page = phone(WHOLE)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    # In a PDF "ffi" is one sign.
    sheets = [normalize("NFKC", " ".join(text.split())) for text in pdf_text(print_pdf(page))]
    assert len(sheets) > 20
    for number, text in enumerate(sheets, 1):
        assert f"Page {number} of {len(sheets)}" in text
        assert "Draft for adoption. Not an official publication." in text
        assert "Correct as printed on" in text


def test_ready_pdf_is_tagged_and_has_bookmarks(built_site: Path, chromium: str, tmp_path: Path):
    site = tmp_path / "site"
    site.symlink_to(built_site)
    command = [sys.executable, ROOT / ".ci/print_pdf.py", site]
    env = os.environ | {"CHROMIUM": chromium}
    done = subprocess.run(command, check=True, env=env, stdout=subprocess.PIPE, text=True)
    name = re.fullmatch(r"Written: (manual-\d{4}-\d\d-\d\d\.\d+\.pdf)\n", done.stdout)
    assert name
    pdf = pypdf.PdfReader(tmp_path / name[1])
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    titles = [entry["/Title"] for entry in flat(pdf.outline)]
    assert titles[0] == "Child safeguarding procedures"
    assert "2.1 Introduction" in titles
    assert "Amendments" in titles


def flat(outline: list) -> list:
    """The entries of an outline, those of every level in one row."""
    return [
        entry for part in outline for entry in (flat(part) if isinstance(part, list) else [part])
    ]
