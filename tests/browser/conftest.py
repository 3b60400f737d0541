import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    sync_playwright,
)
from support import ROOT, OpenPage, serve, site_path

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Nothing but the site can be reached, not even by a service worker.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def site(built_site: Path) -> Iterator[str]:
    """The address of the real site on this machine, with the path of its site_url."""
    with serve(built_site, site_path()) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM")
    if not path:
        found = subprocess.run(
            [ROOT / ".ci/find-chromium"], check=True, stdout=subprocess.PIPE, text=True
        )
        path = found.stdout.strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """Notes what no page may do: raise, log an error, or ask another origin for anything."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.faults: list[str] = []

    def over(self, context: BrowserContext, allow: Sequence[str]) -> None:
        def on_error(error: WebError) -> None:
            self.faults.append(f"uncaught: {error.error}")

        def on_console(message: ConsoleMessage) -> None:
            said = f"{message.text} ({message.location['url']})"
            if message.type == "error" and not any(part in said for part in allow):
                self.faults.append(f"console: {said}")

        def on_request(request: Request) -> None:
            url = urlsplit(request.url)
            away = f"{url.scheme}://{url.netloc}" != self.origin
            if away and url.scheme not in {"blob", "data"}:
                self.faults.append(f"left the site: {request.url}")

        context.on("weberror", on_error)
        context.on("console", on_console)
        context.on("request", on_request)


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """A function that opens an address of the site, each time in a profile of its own.

    `allow`: parts of console errors that the test means to cause, `"404"` for instance.
    Other options go to Playwright's `new_context`.
    """
    watch = Watch("{0.scheme}://{0.netloc}".format(urlsplit(site)))
    contexts: list[BrowserContext] = []

    def open_page(  # noqa: PLR0913
        path: str = "",
        *,
        width: int = 360,
        height: int = 640,
        scheme: str = "light",
        script: bool = True,
        allow: Sequence[str] = (),
        **options: Any,
    ) -> Page:
        settings: dict[str, Any] = {
            "color_scheme": scheme,
            "java_script_enabled": script,
            "locale": "en-GB",
            "reduced_motion": "reduce",
            "timezone_id": "Europe/London",
            "viewport": {"width": width, "height": height},
        }
        context = browser.new_context(**settings | options)
        contexts.append(context)
        watch.over(context, allow)
        page = context.new_page()
        page.goto(urljoin(site, path.lstrip("/")))
        return page

    yield open_page
    for context in contexts:
        context.close()
    if watch.faults:
        pytest.fail("\n".join(["the page did what no page may:", *watch.faults]), pytrace=False)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The home page, on a phone, in light colours."""
    return open_page()
