"""The line is cut, or bad: what pages come from, and what they say of it."""

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from kinds import KINDS
from manual.folder import list_files
from manual.site.offline.kept_files import files_of_copy
from playwright.sync_api import Page, expect
from stage import CUT, IN_COPY, OFFLINE, Stage, assert_of, await_copy, bar, go, set_up
from support import OpenPage, is_uncovered

SECTION = KINDS["section"]
FLOWCHART = KINDS["flowchart"]


# No test here changes the copy, which takes longer to save than any of them: one page hands it on.


@pytest.fixture(scope="module")
def kept_stage(site_below: Path) -> Iterator[Stage]:
    with set_up(site_below) as stage:
        yield stage


@pytest.fixture
def stage(kept_stage: Stage) -> Iterator[Stage]:
    yield kept_stage
    kept_stage.restore()


@pytest.fixture(scope="module")
def kept(kept_stage: Stage, module_at: Callable[[str], OpenPage]) -> Page:
    page = module_at(kept_stage.address)(service_workers="allow", allow=CUT)
    await_copy(page)
    return page


@pytest.fixture
def saved(kept: Page, stage: Stage) -> Iterator[Page]:
    go(kept, stage, "")
    yield kept
    kept.context.set_offline(False)
    kept.emulate_media(media="null", color_scheme="light")
    kept.set_viewport_size({"width": 360, "height": 640})
    kept.evaluate("localStorage.clear(), sessionStorage.clear()")


# The line is cut


def test_every_kind_of_page_opens_without_a_network_and_says_that_it_is_a_copy(saved, stage):
    saved.context.set_offline(True)
    for kind, path in IN_COPY.items():
        go(saved, stage, path)
        expect(bar(saved), kind).to_have_text(OFFLINE)
        expect(saved.get_by_role("heading", level=1), kind).to_be_visible()
        expect(saved.get_by_title("Switch to dark colours"), kind).to_be_visible()
        assert saved.evaluate("getComputedStyle(document.body).display") == "flex", kind


def test_every_file_of_the_copy_is_there_without_a_network(saved, stage, site_below):
    addresses = list(files_of_copy(list_files(site_below)))
    assert len(addresses) > 50
    stage.cut()
    gone = saved.evaluate(
        """async (addresses) => {
            const gone = [];
            for (const address of addresses) {
                const response = await fetch(address).catch(() => null);
                if (!response?.ok) gone.push(address);
            }
            return gone;
        }""",
        addresses,
    )
    assert gone == []


def test_visit_goes_on_when_the_line_is_cut(saved, stage):
    go(saved, stage, SECTION)
    expect(bar(saved)).to_be_empty()
    stage.cut()
    saved.get_by_role("link", name="Next 2.2").click()
    expect(saved.get_by_role("heading", level=1)).to_contain_text("2.2")
    expect(bar(saved)).to_have_text(OFFLINE)
    go(saved, stage, FLOWCHART)
    saved.locator('#danger [data-answer="No"]').click()
    saved.locator('#asked [data-answer="Not sure"]').click()
    expect(saved.locator("#speak-today")).to_be_visible()


def test_copy_is_found_whatever_the_query_and_however_the_address_ends(saved, stage):
    stage.cut()
    go(saved, stage, f"{SECTION}?amendments=shown#2.1.5")
    expect(saved.locator("#content")).to_have_attribute("data-amendments", "shown")
    go(saved, stage, f"{SECTION}index.html")
    expect(bar(saved)).to_have_text(OFFLINE)
    go(saved, stage, f"{SECTION.rstrip('/')}?amendments=shown")
    expect(saved.locator("#content")).to_have_attribute("data-amendments", "shown")
    assert saved.url == f"{stage.address}{SECTION}?amendments=shown"


def test_search_and_the_check_of_a_copy_work_without_a_network(saved, stage):
    stage.cut()
    go(saved, stage, "current/#2.1@2026-11-22.4")
    expect(saved.locator("[data-copy-answer]")).to_contain_text("so this goes by the copy saved on")
    saved.locator("[data-open-search]").filter(visible=True).first.click()
    saved.get_by_role("textbox", name=re.compile("^Search the manual")).fill("2.6.6")
    found = saved.locator(".search").get_by_role("listitem").get_by_role("link").first
    expect(found).to_contain_text("2.6.6")


def test_time_of_saving_stands_on_the_page_s_element(visit, stage):
    saved = visit()
    await_copy(saved)
    assert saved.evaluate("document.documentElement.dataset.offline") is None
    stage.cut()
    go(saved, stage, SECTION)
    age = "Date.now() - Date.parse(document.documentElement.dataset.offline)"
    assert 0 <= saved.evaluate(age) < 120_000


@pytest.mark.parametrize("path", [KINDS["as-at"], "nowhere/at/all/"])
def test_page_that_is_not_in_the_copy_helps_all_the_same(saved, stage, path: str):
    stage.cut()
    go(saved, stage, path)
    heading = saved.get_by_role("heading", level=1)
    expect(heading).to_have_text("This page is not in the offline copy")
    expect(bar(saved)).to_have_text(OFFLINE)
    content = saved.locator("#content")
    expect(content.get_by_role("link", name="999")).to_be_visible()
    expect(content.get_by_role("link", name="Contacts", exact=True)).to_be_visible()
    content.get_by_role("link", name="Should I share this information?").click()
    expect(saved.locator("#danger")).to_be_visible()


def test_page_of_the_copy_is_tried_again(saved, stage):
    stage.cut()
    go(saved, stage, SECTION)
    stage.faults = {}
    bar(saved).get_by_role("button", name="Try again").click()
    expect(bar(saved)).to_be_empty()
    expect(saved.get_by_role("heading", level=1)).to_contain_text("2.1")


def test_printed_page_says_that_it_is_a_copy(saved, stage):
    stage.cut()
    go(saved, stage, SECTION)
    saved.emulate_media(media="print")
    expect(bar(saved)).to_be_visible()
    expect(bar(saved).get_by_role("button")).to_be_hidden()


@pytest.mark.parametrize("size", [(360, 640), (1280, 800)])
def test_bar_covers_nothing_that_was_gone_to(saved, stage, size: tuple[int, int]):
    saved.set_viewport_size({"width": size[0], "height": size[1]})
    stage.cut()
    go(saved, stage, "information-sharing/law/#2.6.6")
    paragraph = saved.locator('[id="2.6.6"]')
    expect(bar(saved)).to_be_in_viewport()
    expect(paragraph).to_be_in_viewport()
    assert is_uncovered(paragraph)
    above = bar(saved).bounding_box()
    assert paragraph.bounding_box()["y"] >= above["y"] + above["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [SECTION, "nowhere/"])
def test_axe_finds_no_fault_in_the_copy(saved, stage, path: str, scheme: str):
    saved.emulate_media(color_scheme=scheme)
    stage.cut()
    go(saved, stage, path)
    expect(bar(saved)).to_have_text(OFFLINE)
    assert Axe().run(saved).response["violations"] == []


# The line is bad


def test_page_comes_from_the_network_first(visit, stage, newer):
    saved = visit()
    await_copy(saved)
    stage.folder = newer
    stage.faults = {r"^sw\.js$": "break"}
    go(saved, stage, KINDS["contacts"])
    assert_of("newer", saved)
    expect(bar(saved)).to_be_empty()


def test_page_that_arrives_by_halves_gives_way_to_the_copy_in_three_seconds(saved, stage):
    stage.faults = {f"^{SECTION}$": "hold"}
    started = time.monotonic()
    go(saved, stage, SECTION)
    expect(bar(saved)).to_have_text(OFFLINE)
    expect(saved.get_by_role("contentinfo")).to_be_visible()
    assert time.monotonic() - started > 2.9
    assert not stage.go_on.is_set()


def test_page_that_is_not_in_the_copy_is_waited_for(saved, stage):
    path = KINDS["as-at"]
    stage.faults = {f"^{path}$": "hold"}
    threading.Timer(3.5, stage.go_on.set).start()
    go(saved, stage, path)
    expect(bar(saved)).to_be_empty()
    expect(saved.get_by_role("heading", level=1)).to_contain_text("2.1")


def test_server_that_fails_gives_way_to_the_copy(saved, stage):
    stage.faults = {"": "break"}
    go(saved, stage, SECTION)
    expect(bar(saved)).to_have_text(OFFLINE)


def test_page_that_the_server_does_not_know_is_not_taken_from_the_copy(saved, stage, tmp_path):
    shutil.copytree(stage.folder, tmp_path / "site")
    shutil.rmtree(tmp_path / "site/glossary")
    stage.folder = tmp_path / "site"
    response = saved.goto(stage.address + "glossary/")
    assert response.status == 404
    expect(saved.get_by_role("heading", level=1)).to_have_text("Page not found")
