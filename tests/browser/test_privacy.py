"""What a page may do: the policy holds and breaks nothing, and nothing is kept but what is said.

Every other test of the browser runs under the policy too: the site is served with its headers, and
what the policy forbids is an error in the console, at which a test fails.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kinds import KINDS
from playwright.sync_api import Browser, Page, expect
from support import ROOT, OpenPage, headers_of, serve, site_path

REFUSED = "Content Security Policy"
"""Words of the error with which the browser refuses what the policy forbids."""

KEPT = """async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    cookies: document.cookie,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def listed() -> list[re.Pattern[str]]:
    """The names in the table "What your device keeps" of the page about the manual."""
    about = (ROOT / "docs/about.md").read_text(encoding="utf-8")
    rows = [line for line in about.splitlines() if re.match(r"\|.*\| `", line)]
    names = [name for row in rows for name in re.findall(r"`([^`]+)`", row.rpartition("| ")[0])]
    return [re.compile(re.escape(name).replace("…", ".*")) for name in names]


def unlisted(page: Page) -> list[str]:
    kept = page.evaluate(KEPT)
    assert kept["cookies"] == ""
    assert page.context.cookies() == []
    names = [*kept["local"], *kept["session"], *kept["databases"], *kept["caches"]]
    return [name for name in names if not any(known.fullmatch(name) for known in listed())]


@pytest.fixture(scope="module")
def unwatched(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


@pytest.fixture
def alone(unwatched: Page) -> Iterator[Page]:
    """A page that is made to do what no page may, so that nobody watches it."""
    yield unwatched
    unwatched.unroute_all()


@pytest.fixture(params=["headers", "head"])
def guarded(
    request: pytest.FixtureRequest, open_at: Callable[[str], OpenPage], built_site: Path
) -> Iterator[OpenPage]:
    """Opens pages under the policy of the headers and the head, or of the head alone."""
    with serve(built_site, site_path(), headers=request.param == "headers") as address:
        yield open_at(address)


def test_the_site_is_served_with_its_headers(page: Page, built_site: Path):
    sent = page.request.get(page.url).headers
    assert {name.lower(): value for name, value in headers_of(built_site).items()}.items() <= (
        sent.items()
    )


def test_the_policy_is_whole_in_the_built_site(built_site):
    found = headers_of(built_site)
    assert "frame-ancestors 'none'" in found["Content-Security-Policy"]
    scripts = {
        script
        for file in built_site.rglob("*.html")
        for script in re.findall(
            r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>",
            file.read_text(encoding="utf-8"),
            re.DOTALL,
        )
    }
    assert len(scripts) == 1
    for file in built_site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text.partition("<script")[0], file
        assert not re.search(r"<[a-z][^<>]*\s(?:style|on[a-z]+)=", text), file
        assert not re.search(r"<style\b", text), file


INJECTED = {
    "script": "<script>document.title = 'ran'</script>",
    "handler": "<img src='x:' onerror=\"document.title = 'ran'\">",
    "svg": "<svg><animate onbegin=\"document.title = 'ran'\" attributeName='x' dur='1s'></svg>",
    "frame": "<iframe srcdoc=\"<script>parent.document.title = 'ran'</script>\"></iframe>",
}


@pytest.mark.parametrize("kind", ["home", "section", "flowchart"])
@pytest.mark.parametrize("way", INJECTED)
def test_what_is_injected_into_a_page_does_not_run(
    alone: Page, built_site: Path, kind: str, way: str
):
    """The head's policy alone stops it, as if a page had been tampered with once it was built."""
    whole = (built_site / KINDS[kind] / "index.html").read_text(encoding="utf-8")
    tampered = whole.replace("</h1>", f"</h1>{INJECTED[way]}", 1)
    refused: list[str] = []
    alone.on("console", lambda said: refused.append(said.text))
    with serve(built_site, site_path(), headers=False) as address:
        alone.route(
            address + KINDS[kind],
            lambda route: route.fulfill(body=tampered, content_type="text/html; charset=utf-8"),
        )
        alone.goto(address + KINDS[kind])
        assert any(REFUSED in said for said in refused)
        assert alone.title() != "ran"


def test_a_script_address_does_not_run(guarded: OpenPage):
    page = guarded(KINDS["section"], allow=[REFUSED])
    page.evaluate(
        """() => {
            const link = document.createElement("a");
            link.href = "javascript:document.title = 'ran'";
            link.textContent = "Injected";
            document.querySelector("#content").prepend(link);
        }"""
    )
    with page.expect_console_message(lambda said: REFUSED in said.text):
        page.get_by_role("link", name="Injected").click()
    assert page.title() != "ran"


ELSEWHERE = "https://127.0.0.1:9/elsewhere"


@pytest.mark.parametrize("tag", ["img", "script", "iframe", "embed", "audio"])
def test_nothing_is_loaded_from_elsewhere(alone: Page, built_site: Path, tag: str):
    with serve(built_site, site_path(), headers=False) as address:
        alone.goto(address)
        with alone.expect_console_message(lambda said: REFUSED in said.text):
            alone.evaluate(
                """([tag, address]) => {
                    const element = document.createElement(tag);
                    element.src = address;
                    document.body.append(element);
                }""",
                [tag, ELSEWHERE],
            )


def test_nothing_is_sent_elsewhere(alone: Page, built_site: Path):
    with serve(built_site, site_path(), headers=False) as address:
        alone.goto(address)
        with alone.expect_console_message(lambda said: REFUSED in said.text):
            alone.evaluate("address => fetch(address).catch(() => 0)", ELSEWHERE)
        with alone.expect_console_message(lambda said: REFUSED in said.text):
            alone.evaluate(
                """address => {
                    const form = Object.assign(document.createElement("form"), { action: address });
                    document.body.append(form);
                    form.submit();
                }""",
                ELSEWHERE,
            )


def test_a_style_attribute_has_no_effect(guarded: OpenPage):
    page = guarded(KINDS["home"], allow=[REFUSED])
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p id=\"x\" style=\"color: red\">x</p>')"
    )
    color = page.locator("#x").evaluate("element => getComputedStyle(element).color")
    assert color != "rgb(255, 0, 0)"


@pytest.mark.parametrize("sent", ["headers", "none"])
def test_headers_alone_keep_a_page_out_of_frames(
    alone: Page, built_site: Path, tmp_path: Path, sent: str
):
    """deploy/README says that a host without headers lacks this."""
    with serve(built_site, site_path(), headers=sent == "headers") as address:
        (tmp_path / "index.html").write_text(f'<iframe src="{address}"></iframe>', "utf-8")
        with serve(tmp_path) as other:
            alone.goto(other)
            frame = alone.frames[1]
            expect(frame.locator("[data-copy-stamp]")).to_have_count(0 if sent == "headers" else 1)


def test_a_visit_leaves_nothing_but_what_the_page_about_it_lists(open_page: OpenPage):
    page = open_page(width=1280, height=800, service_workers="allow")
    expect(page.locator("[data-offline-saved]")).to_be_visible()
    here = page.url
    for address in KINDS.values():
        page.goto(here + address)
        assert unlisted(page) == [], address
    page.goto(here + KINDS["section"])
    page.locator("#amendments-switch").check()
    page.locator("[data-scheme-switch]").click()
    page.get_by_label("Numbers for").last.select_option("Hastings")
    page.goto(here + KINDS["flowchart"])
    for words in ("No", "No", "No", "No", "No"):
        step = page.locator("[data-step]").filter(visible=True)
        asked = step.get_attribute("id")
        step.locator(f'[data-answer="{words}"]').click()
        expect(step).not_to_have_id(asked)
    page.get_by_role("textbox", name=re.compile("^Case reference")).fill("EX-4471")
    assert unlisted(page) == []
    kept = page.evaluate(KEPT)
    assert sorted(kept["local"]) == ["area", "scheme", "seen"]
    assert "amendments" in kept["session"]
    assert kept["caches"]
    stored = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "EX-4471" not in stored
