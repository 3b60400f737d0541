"""The device has lost a part of the copy, or altered it: nothing is claimed, and it is mended."""

import time

from kinds import KINDS
from playwright.sync_api import Page, expect
from stage import OFFLINE, await_copy, bar, go

SECTION = KINDS["section"]

CHANGE = """async ([address, text]) => {
    const [name] = await caches.keys();
    const copy = await caches.open(name);
    const url = new URL(address, (await navigator.serviceWorker.ready).scope).href;
    const kept = await copy.match(url);
    if (!kept) return false;
    if (text === null) return copy.delete(url);
    await copy.put(url, new Response(text, { headers: kept.headers }));
    return true;
}"""
HOLDS = """async (address) => {
    const url = new URL(address, (await navigator.serviceWorker.ready).scope).href;
    return (await (await caches.match(url))?.text())?.length ?? 0;
}"""


def end_worker(page: Page) -> None:
    """As a browser ends a worker that is idle."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")


def await_asked(stage, path: str) -> None:
    for _ in range(200):
        if path in stage.asked:
            return
        time.sleep(0.05)
    raise AssertionError(f"{path} was not asked for")


def test_copy_that_has_lost_a_file_is_not_said_to_be_saved_until_it_is_mended(saved, stage):
    assert saved.evaluate(CHANGE, [SECTION, None])
    stage.asked.clear()
    stage.faults = {SECTION: "break"}
    go(saved, stage, "about/")
    await_asked(stage, SECTION)
    expect(saved.locator("[data-offline-saved]")).to_be_hidden()
    stage.faults = {}
    go(saved, stage, "about/")
    await_copy(saved)
    stage.cut()
    go(saved, stage, SECTION)
    expect(bar(saved)).to_have_text(OFFLINE)
    expect(saved.get_by_role("heading", level=1)).to_contain_text("2.1")


def test_copy_that_is_gone_whole_is_saved_again(saved, stage):
    saved.evaluate("caches.keys().then((names) => Promise.all(names.map((n) => caches.delete(n))))")
    go(saved, stage, "about/")
    await_copy(saved)
    stage.cut()
    go(saved, stage, SECTION)
    expect(bar(saved)).to_have_text(OFFLINE)


def test_altered_page_is_not_shown_and_altered_files_are_got_again(saved, stage):
    module = saved.locator('script[src*="scheme"]').get_attribute("src")
    assert saved.evaluate(CHANGE, [SECTION, "<html><h1>Altered</h1>"])
    assert saved.evaluate(CHANGE, [module, "globalThis.altered = 1;"])
    stage.cut()
    go(saved, stage, SECTION)
    heading = saved.get_by_role("heading", level=1)
    expect(heading).to_have_text("This page is not in the offline copy")
    stage.faults = {}
    end_worker(saved)
    go(saved, stage, "about/")
    await_copy(saved)
    assert saved.evaluate(HOLDS, SECTION) > 1000
    assert saved.evaluate(HOLDS, module) > 100
    stage.cut()
    go(saved, stage, SECTION)
    expect(heading).to_contain_text("2.1")
