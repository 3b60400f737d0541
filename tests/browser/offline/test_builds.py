"""Two builds with different editions: a page is of one of them, with all its files."""

import json
import shutil
from pathlib import Path

import pytest
from kinds import KINDS
from manual.address import NEWEST
from manual.days import spell_day
from manual.folder import build_day
from manual.site.offline.kept_files import WORKER
from playwright.sync_api import expect
from stage import IN_COPY, INSTALL, OFFLINE, assert_of, bar, caches, go, until

SECTION = KINDS["section"]
# A browser looks for a newer worker when it has nothing better to do.
UPDATED = 30_000


@pytest.mark.parametrize("fault", ["cut", "break", "hold"])
@pytest.mark.parametrize("asset", [r"manual\.\w{8}\.css", r"frame/scheme\.\w{8}\.mjs"])
def test_page_of_a_new_build_never_stands_without_its_files(
    saved, stage, newer, asset: str, fault: str
):
    stage.folder = newer
    stage.faults = {f"^assets/{asset}$": fault, r"^sw\.js$": "break"}
    go(saved, stage, KINDS["contacts"])
    assert_of("older", saved)
    expect(bar(saved)).to_have_text(OFFLINE)
    stage.faults = {r"^sw\.js$": "break"}
    stage.go_on.set()
    go(saved, stage, KINDS["contacts"])
    assert_of("newer", saved)
    expect(bar(saved)).to_be_empty()


def test_page_of_a_new_build_stays_whole_when_the_line_is_cut_behind_it(saved, stage, newer):
    """Its files were fetched before it was shown; the next page is a whole one of the copy."""
    stage.folder = newer
    stage.faults = {r"^sw\.js$": "break"}
    go(saved, stage, KINDS["contacts"])
    stage.cut()
    assert_of("newer", saved)
    go(saved, stage, KINDS["contacts"])
    assert_of("older", saved)
    expect(bar(saved)).to_have_text(OFFLINE)


def test_newer_edition_is_saved_at_the_next_visit_and_shows_at_the_next_page(saved, stage, newer):
    other = saved.context.new_page()
    other.goto(stage.address + KINDS["contacts"])
    assert_of("older", other)
    before = caches(saved)
    stage.folder = newer
    go(saved, stage, SECTION)  # looks for a newer worker
    note = "A newer edition is saved. You will see it on the next page you open."
    expect(bar(other)).to_have_text(note, timeout=UPDATED)
    assert_of("older", other)
    expect(bar(saved)).to_be_empty()
    # The page that is still open has all files of its own build.
    stage.cut()
    names = other.evaluate(
        "performance.getEntriesByType('resource').map(e => e.name).filter(n => /[.]css$/.test(n))"
    )
    assert other.evaluate("async (url) => (await fetch(url)).ok", names[0])
    go(other, stage, KINDS["contacts"])
    assert_of("newer", other)
    expect(bar(other)).to_contain_text(f"Offline copy: edition of {spell_day(build_day())}")
    # The files of the edition before go once nobody reads it any more.
    go(saved, stage, SECTION)
    go(other, stage, SECTION)
    until(saved, f"async () => !(await caches.keys()).includes({json.dumps(before[0])})")
    assert len(caches(saved)) == 1


def test_page_left_open_finds_the_newer_edition_when_the_line_is_back(saved, stage, newer):
    go(saved, stage, KINDS["contacts"])
    saved.context.set_offline(True)
    stage.folder = newer
    saved.context.set_offline(False)
    note = "A newer edition is saved. You will see it on the next page you open."
    expect(bar(saved)).to_have_text(note, timeout=UPDATED)
    assert_of("older", saved)


def spoil(folder: Path, target: Path) -> Path:
    """The site as it is while another takes its place: one file is not of the build."""
    shutil.copytree(folder, target)
    (target / "glossary/index.html").write_text("<h1>Another build</h1>", encoding="utf-8")
    return target


READ = """(addresses) => Promise.all(
    addresses.map(async (address) => (await fetch(address, { cache: "no-store" })).text()))"""


@pytest.mark.parametrize("fault", ["break", "cut", "other"])
def test_copy_stays_whole_when_a_newer_one_cannot_be_filled(
    saved, stage, newer, tmp_path, fault: str
):
    go(saved, stage, KINDS["contacts"])
    if fault == "other":
        stage.folder = spoil(newer, tmp_path / "spoilt")
    else:
        stage.folder = newer
        stage.faults = {"^glossary/$": fault}
    assert saved.evaluate(INSTALL) == "redundant"
    faults, stage.faults = stage.faults, {"": "cut"}
    pages = {stage.address + path: stage.own / path / "index.html" for path in IN_COPY.values()}
    assert saved.evaluate(READ, list(pages)) == [page.read_text("utf-8") for page in pages.values()]
    go(saved, stage, KINDS["contacts"])
    expect(bar(saved)).to_have_text(OFFLINE)
    assert_of("older", saved)
    # What was fetched is not fetched again.
    stage.folder, stage.faults = newer, {}
    stage.asked.clear()
    assert faults or fault == "other"
    assert saved.evaluate(INSTALL) in ("activating", "installed", "activated")
    expect(bar(saved)).to_contain_text("A newer edition is saved", timeout=UPDATED)
    assert "glossary/" in stage.asked
    assert len([path for path in stage.asked if path != WORKER]) < 35


NOTED = """async (name) => {
    const url = new URL(name, (await navigator.serviceWorker.ready).scope).href;
    return (await caches.match(url))?.text() ?? "";
}"""
AGED = """async (moment) => {
    const copy = await caches.open((await caches.keys())[0]);
    const { scope } = await navigator.serviceWorker.ready;
    await copy.put(new URL(".saved", scope).href, new Response(moment));
}"""


def test_a_copy_that_is_old_and_still_the_newest_says_so(saved, stage):
    go(saved, stage, SECTION)  # its worker asks whether the copy is the newest
    until(saved, f"async () => (await ({NOTED})('.found')) !== ''")
    saved.evaluate(AGED, "2026-11-01T09:10:00.000Z")
    stage.cut()
    go(saved, stage, KINDS["contacts"])
    expect(bar(saved)).to_contain_text("saved on 1 November 2026 at 09:10, still the newest on ")
    go(saved, stage, "current/#2.1@2026-11-22.4")
    reach = saved.locator(".copy-reach")
    expect(reach).to_contain_text("the copy saved on Sunday 1 November 2026 at 09:10:00 GMT")
    expect(reach).to_contain_text("which was last found to be the newest on ")


@pytest.mark.parametrize("answer", ['{"build": "another"}', "<!doctype html>Sign in", "[]"])
def test_a_copy_of_another_build_is_not_called_the_newest(saved, stage, tmp_path, answer: str):
    go(saved, stage, SECTION)  # its worker asks whether the copy is the newest
    until(saved, f"async () => (await ({NOTED})('.found')) !== ''")
    found = saved.evaluate(NOTED, ".found")
    stage.folder = shutil.copytree(stage.folder, tmp_path / "site")
    (stage.folder / NEWEST).write_text(answer, encoding="utf-8")
    before = stage.asked.count(NEWEST)
    go(saved, stage, KINDS["contacts"])
    saved.wait_for_load_state()
    until(saved, "async () => document.querySelector('[data-offline-saved]').hidden === false")
    saved.evaluate("navigator.serviceWorker.controller.postMessage('what is saved?')")
    while stage.asked.count(NEWEST) < before + 2:
        saved.wait_for_timeout(50)
    assert saved.evaluate(NOTED, ".found") == found
