"""Devices that keep nothing, copies that are taken back, and how the site is installed."""

import json
import re
import shutil
from pathlib import Path

import pytest
from kinds import KINDS
from manual.site.offline.kept_files import WORKER
from manual.site.offline.worker import recall
from playwright.sync_api import Browser, expect
from stage import CUT, INSTALL, OFFLINE, await_copy, bar, build, caches, go, set_up, until

SECTION = KINDS["section"]

# There is no copy


def test_device_without_room_keeps_nothing_and_works_online(visit, stage):
    page = visit()
    session = page.context.new_cdp_session(page)
    origin = re.match("http://[^/]+", stage.address)[0]
    page.evaluate(
        """async () => {
            for (const key of await caches.keys()) await caches.delete(key);
            await (await navigator.serviceWorker.getRegistration())?.unregister();
        }"""
    )
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 300_000})
    page.evaluate("navigator.serviceWorker.register('sw.js')")
    until(page, "async () => !(await navigator.serviceWorker.getRegistration())?.installing")
    assert caches(page) == []
    go(page, stage, SECTION)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.1")
    expect(page.locator("[data-offline-saved]")).to_be_hidden()


WITHOUT = {
    "no workers": "delete Navigator.prototype.serviceWorker",
    "refused": "ServiceWorkerContainer.prototype.register = () => "
    "Promise.reject(new DOMException('denied', 'SecurityError'))",
}


@pytest.mark.parametrize("missing", WITHOUT)
def test_browser_that_keeps_nothing_works_online(visit, stage, missing: str):
    page = visit()
    page.context.add_init_script(WITHOUT[missing])
    go(page, stage, SECTION)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.1")
    expect(page.get_by_title("Switch to dark colours")).to_be_visible()
    expect(bar(page)).to_be_empty()


def test_a_worker_needs_nothing_that_came_after_the_oldest_browsers(visit, stage, tmp_path):
    """Safari before 17 has no `Response.json`."""
    stage.folder = shutil.copytree(stage.folder, tmp_path / "site")
    worker = stage.folder / WORKER
    worker.write_text(f"delete Response.json;\n{worker.read_text('utf-8')}", encoding="utf-8")
    for packed in stage.folder.glob(f"{WORKER}.gz"):
        packed.unlink()
    page = visit()
    await_copy(page)
    until(page, "async () => navigator.serviceWorker.controller !== null")


def test_browser_in_which_storage_is_forbidden_works_online(
    browser: Browser, chromium: str, stage, tmp_path
):
    preferences = tmp_path / "Default/Preferences"
    preferences.parent.mkdir()
    forbidden = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    preferences.write_text(json.dumps(forbidden), encoding="utf-8")
    start = browser.browser_type.launch_persistent_context
    with start(tmp_path, executable_path=chromium) as context:
        said: list[str] = []
        context.on("console", lambda message: message.type == "error" and said.append(message.text))
        context.on("weberror", lambda error: said.append(str(error.error)))
        page = context.new_page()
        go(page, stage, SECTION)
        expect(page.get_by_title("Switch to dark colours")).to_be_visible()
        page.wait_for_load_state()
        asked = "() => navigator.serviceWorker.register('../../sw.js').then(() => '', String)"
        assert page.evaluate(asked) != "", "storage is forbidden"
        expect(page.locator("[data-offline-saved]")).to_be_hidden()
        assert said == []


# It is taken back


def recalled(folder: Path, target: Path) -> Path:
    """The site as it is built with `offline: false`."""
    shutil.copytree(folder, target)
    (target / WORKER).write_text(recall(), encoding="utf-8")
    return target


SETTLED = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return !registration.installing && !registration.waiting &&
        registration.active.state === "activated";
}"""
FREE = "async () => !(await navigator.serviceWorker.getRegistration())"


def test_copy_is_taken_back_and_nothing_else(saved, stage, tmp_path):
    saved.evaluate("caches.open('manual http://elsewhere/ 1').then(() => caches.open('another'))")
    stage.folder = recalled(stage.folder, tmp_path / "site")
    go(saved, stage, SECTION)
    until(saved, FREE)
    assert sorted(caches(saved)) == ["another", "manual http://elsewhere/ 1"]
    expect(saved.get_by_role("heading", level=1)).to_contain_text("2.1")


def test_worker_that_has_gone_wrong_is_taken_back(saved, stage, tmp_path):
    wrong = tmp_path / "wrong"
    shutil.copytree(stage.folder, wrong)
    text = "addEventListener('fetch', (e) => e.respondWith(new Response('wrong')));"
    (wrong / WORKER).write_text(f"skipWaiting();\n{text}\n", encoding="utf-8")
    right, stage.folder = stage.folder, wrong
    assert saved.evaluate(INSTALL)
    until(saved, SETTLED)
    stage.folder = recalled(right, tmp_path / "site")
    go(saved, stage, SECTION)
    expect(saved.locator("body")).to_have_text("wrong")
    until(saved, FREE)
    go(saved, stage, SECTION)
    expect(saved.get_by_role("heading", level=1)).to_contain_text("2.1")


def test_build_without_the_copy_registers_nothing_and_takes_it_back(tmp_path, open_at):
    folder = build(tmp_path, ("mkdocs.yml", r"^    offline: true", "    offline: false"))
    assert (folder / WORKER).read_text(encoding="utf-8") == recall()
    with set_up(folder) as stage:
        page = open_at(stage.address)("", service_workers="allow")
        page.wait_for_load_state()
        expect(bar(page)).to_have_count(0)
        assert page.evaluate(FREE)
        assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []


def test_two_sites_of_one_host_leave_each_other_alone(open_at, site_below, tmp_path):
    both = tmp_path / "both"
    for name in ("a", "b"):
        shutil.copytree(site_below, both / name)
    with set_up(both, "/") as stage:
        page = open_at(stage.address)("a/", service_workers="allow", allow=CUT)
        await_copy(page)
        go(page, stage, "b/")
        await_copy(page)
        assert len(caches(page)) == 2
        (both / "a" / WORKER).write_text(recall(), encoding="utf-8")
        go(page, stage, f"a/{SECTION}")
        until(page, FREE)
        (left,) = caches(page)
        assert f" {stage.address}b/ " in left
        stage.cut()
        go(page, stage, f"b/{SECTION}")
        expect(bar(page)).to_have_text(OFFLINE)


# It is installed


def test_browser_finds_that_the_site_can_be_installed(visit, stage):
    page = visit()
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["url"] == f"{stage.address}manifest.webmanifest"
    assert found["errors"] == []
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [e["errorId"] for e in errors if e["errorId"] != "in-incognito"] == []
    manifest = json.loads(found["data"])
    for link in (manifest["start_url"], manifest["scope"]):
        assert page.evaluate(
            "([link, base]) => new URL(link, base).href", [link, found["url"]]
        ) == (stage.address)
    for entry in [*manifest["icons"], *({"src": way["url"]} for way in manifest["shortcuts"])]:
        response = page.request.get(stage.address + entry["src"])
        assert response.ok, entry


def test_icons_are_as_large_as_they_are_said_to_be(visit, stage):
    page = visit()
    manifest = page.request.get(f"{stage.address}manifest.webmanifest").json()
    icons = [(stage.address + icon["src"], icon["sizes"]) for icon in manifest["icons"]]
    links = page.locator('link[rel$="icon"]')
    icons += [(link.evaluate("link => link.href"), None) for link in links.all()]
    assert len(icons) == 8
    for url, sizes in icons:
        width = page.evaluate(
            """async (url) => {
                const image = new Image();
                image.src = url;
                await image.decode();
                return image.naturalWidth;
            }""",
            url,
        )
        assert width > 0
        if sizes and sizes != "any":
            assert f"{width}x{width}" == sizes, url
