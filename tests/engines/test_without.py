"""What a browser may lack, taken away in turn: each page still does what it says, or says so."""

from collections.abc import Callable

import pytest
from engines.conftest import Changed
from engines.engine import Engine
from kinds import KINDS

Walk = Callable[..., Engine]

TAKEN = {
    "storage": """
        for (const name of ["localStorage", "sessionStorage"]) {
            const get = () => { throw new DOMException("denied", "SecurityError"); };
            Object.defineProperty(window, name, { get });
        }
    """,
    "service worker": "delete Navigator.prototype.serviceWorker;",
    "clipboard": "delete Navigator.prototype.clipboard;",
    "share": "delete Navigator.prototype.share;",
}
NO_MODULES = {r'(type="module" src="[^"]+)\.mjs': r"\1.gone"}
NO_STYLES = {'<link[^>]* rel="?stylesheet"?[^>]*>': ""}

SEEN = "document.querySelector(arguments[0])?.getClientRects().length > 0"


def said(engine: Engine, words: str) -> None:
    region = "document.querySelector('[data-said]').textContent"
    engine.until(f"{region}.includes(arguments[0])", words)


def copy_citation(engine: Engine) -> None:
    menu = '[data-provision="2.1.3"] .provision-tools'
    engine.click(f"{menu} > summary")
    engine.until(SEEN, f"{menu} button")
    engine.run(
        """for (const one of document.querySelectorAll(".provision-tools button"))
            one.dataset.walk = one.textContent;"""
    )
    engine.click('[data-walk="Copy citation"]')


@pytest.mark.parametrize("what", TAKEN)
def test_every_page_stands_without(walk: Walk, changed: Changed, what: str):
    with changed(TAKEN[what]) as at:
        for path in KINDS.values():
            engine = walk(path, at=at)
            engine.until(SEEN, "[data-scheme-switch]")
        engine.click("[data-scheme-switch]")
        engine.until("!!document.documentElement.dataset.scheme")


def test_without_a_clipboard_the_citation_stays_to_be_copied_by_hand(walk: Walk, changed: Changed):
    with changed(TAKEN["clipboard"]) as at:
        engine = walk(KINDS["section"], at=at)
        copy_citation(engine)
        said(engine, "Copy this:")
        engine.until("!document.querySelector('[data-said]').textContent")
        assert "paragraph 2.1.3" in engine.words(".notice-copy")


def test_without_sharing_the_link_is_copied(walk: Walk, changed: Changed):
    with changed(TAKEN["share"]) as at:
        engine = walk(KINDS["contacts"], at=at)
        engine.until(SEEN, "[data-share]")
        assert engine.words("[data-share]") == "Copy the link to this page"


def test_without_storage_the_switch_and_the_area_last_for_the_page(walk: Walk, changed: Changed):
    with changed(TAKEN["storage"]) as at:
        engine = walk(KINDS["section"], at=at)
        engine.click(".amendments-switch")
        engine.until(SEEN, '[data-provision="2.1.3"] [data-redline]')
        assert engine.run("return location.search") == "?amendments=shown"


def test_without_modules_every_page_says_what_it_has_to_say(walk: Walk, changed: Changed):
    with changed(replace=NO_MODULES) as at:
        for path in KINDS.values():
            engine = walk(path, at=at)
            assert engine.run(f"return {SEEN}", "h1"), path
        engine = walk("current/", at=at)
        assert "It needs JavaScript." in engine.words()
        engine = walk(KINDS["flowchart"], at=at)
        engine.click('#danger [data-name="yes"]')
        engine.until(SEEN, "#call-999 h2")
        # Each console says, rightly, what could not be loaded.
        assert engine.take_faults()


def test_without_styles_a_page_reads_in_order(walk: Walk, changed: Changed):
    with changed(replace=NO_STYLES) as at:
        engine = walk(KINDS["section"], at=at)
        words = engine.words("#content")
        assert words.index("2.1.1") < words.index("2.1.2") < words.index("2.1.3")
