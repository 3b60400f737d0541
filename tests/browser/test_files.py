"""Forms and pictures in the browser: nothing moves, what is offline, what paper has."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from attached import office, pdf, picture
from invented import BASE, SECTION, change
from manual.keep import seal
from manual.text.attached import describe_file
from playwright.sync_api import Page, Route, expect
from stage import CUT, await_copy
from support import ROOT, OpenPage, build_site, pdf_text, print_pdf, serve, write_invented

DAY = date(2026, 11, 20)
FILES = {
    "docs/lighthouse/form.docx": office(),
    "docs/lighthouse/guide.pdf": pdf() + b"%" + b"x" * 1_200_000,
    "docs/lighthouse/map.png": picture(640, 480, 200),
}
WORDS = """at dusk, with the [log sheet](form.docx) and the [guide](guide.pdf).

![The way up](map.png)

Then come down."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a manual with two forms and a picture; devices keep a megabyte of them."""
    folder: Path = tmp_path_factory.mktemp("files")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    texts = change(BASE, SECTION, {"at dusk.": WORDS})
    texts["mkdocs.yml"] = settings.replace("  manual:\n", "  manual:\n    offline_files_mb: 1\n", 1)
    texts |= {path: describe_file(data) for path, data in FILES.items()}
    texts |= seal(texts, DAY).texts
    config = write_invented(folder, texts)
    config.write_text(texts["mkdocs.yml"], encoding="utf-8")
    for path, data in FILES.items():
        (folder / path).write_bytes(data)
    build_site(folder / "site", config=config)
    with serve(folder / "site") as address:
        yield address


@pytest.fixture
def open_made(open_at: Callable[[str], OpenPage], made: str) -> OpenPage:
    return open_at(made)


def test_nothing_moves_when_a_picture_comes_and_it_fits_the_screen(open_made: OpenPage):
    page = open_made("")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/map.*.png", hold)
    page.goto(page.url + "lighthouse/lamp/", wait_until="domcontentloaded")
    shown, below = (
        page.get_by_alt_text("The way up").first,
        page.get_by_text("Then come down.").first,
    )
    shown.scroll_into_view_if_needed()
    before = below.bounding_box()
    assert held
    held[0].continue_()
    expect(page.get_by_alt_text("The way up").first).to_have_js_property("naturalWidth", 640)
    assert below.bounding_box() == before
    box = shown.bounding_box()
    assert box
    assert box["width"] <= 360 - 2 * 8
    assert box["height"] == pytest.approx(box["width"] * 3 / 4, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_a_signal_the_small_ones_open_and_the_large_one_says_what_it_needs(
    open_at: Callable[[str], OpenPage], made: str
):
    page = open_at(made)("", service_workers="allow", allow=CUT)
    await_copy(page)
    page.context.set_offline(True)
    page.goto(made + "lighthouse/lamp/")
    assert page.locator("html").get_attribute("data-offline")
    form, guide = (page.get_by_role("link", name=name) for name in ("log sheet", "guide"))
    expect(form).to_have_text("log sheet (Word, 1\N{NO-BREAK SPACE}kB)")
    expect(guide).to_contain_text("(PDF, 1.2\N{NO-BREAK SPACE}MB, needs a signal)")
    assert (
        page.evaluate("async (link) => (await fetch(link)).status", form.get_attribute("href"))
        == 200
    )
    page.get_by_alt_text("The way up").first.scroll_into_view_if_needed()
    expect(page.get_by_alt_text("The way up").first).to_have_js_property("naturalWidth", 640)
    guide.click()
    expect(page.get_by_role("heading", name="This page is not in the offline copy")).to_be_visible()


@pytest.mark.parametrize("path", ["lighthouse/lamp/", "print/lighthouse/"])
def test_paper_has_the_picture_and_the_address_of_each_form(open_made: OpenPage, path: str):
    sheets = print_pdf(open_made(path))
    text = "".join("".join(pdf_text(sheets)).split())
    assert "logsheet(Word,1kB)https://" in text
    assert "/lighthouse/form." in text
    assert "needsasignal" not in text
    pages = pypdfium2.PdfDocument(sheets)
    kinds = [one.type for page in pages for one in page.get_objects()]
    assert kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) >= 1


def test_the_list_of_forms_fits_a_phone(open_made: OpenPage):
    page = open_made("forms/")
    rows = page.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Log sheet (Word")
    expect(rows.nth(1).get_by_role("link", name="2.1.1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_form_is_found(open_made: OpenPage):
    page: Page = open_made("search/#q=log%20sheet")
    found = page.locator("a[data-kind=form]")
    expect(found).to_contain_text("log sheet")
    assert "/lighthouse/form." in (found.get_attribute("href") or "")
