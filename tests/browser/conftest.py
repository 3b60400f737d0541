from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    WebError,
)
from support import (
    EMPTY,
    OpenPage,
    find_chromium,
    find_windowless_chromium,
    make_once,
    print_pdf,
    serve,
    site_path,
)

# What a window does for itself. The panels below its address bar are pages of their own: loading
# them takes as long as loading one of ours, at each new profile. The others ask the network, and
# are off in Playwright as well, whose list this one replaces.
UNUSED = [
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PreconnectToSearch",
    # A frame of its own for each page that is gone to: a seventh of the work of every load.
    "RenderDocument",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
]
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    f"--disable-features={','.join(UNUSED)}",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    # No process of its own for the network: a tenth of the work of a load.
    "--enable-features=NetworkServiceInProcess2",
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
def chromium() -> str:
    """The path of a Chromium."""
    return find_chromium()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=find_windowless_chromium(), args=FLAGS)
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


MEDIA = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "reduce"}
SETTINGS = MEDIA | {
    "java_script_enabled": True,
    "locale": "en-GB",
    # Only the tests of the offline copy keep one: filling it takes as long as many a test.
    "service_workers": "block",
    "timezone_id": "Europe/London",
    "viewport": {"width": 360, "height": 640},
}


class Profiles:
    """Pages of one site, opened in profiles that nothing was done in before."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser = browser
        self.site = site
        self.watch = Watch("{0.scheme}://{0.netloc}".format(urlsplit(site)))
        self.contexts: list[BrowserContext] = []

    def blank(self, allow: Sequence[str] = (), **settings: Any) -> Page:
        context = self.browser.new_context(**SETTINGS | settings)
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        self.watch.over(context, allow)
        return context.new_page()

    def open_page(  # noqa: PLR0913
        self,
        path: str = "",
        *,
        width: int = 360,
        height: int = 640,
        scheme: str = "light",
        script: bool = True,
        allow: Sequence[str] = (),
        **options: Any,
    ) -> Page:
        """Open an address of the site.

        `allow`: parts of console errors that the test means to cause, `"404"` for instance.
        Other options go to Playwright's `new_context`.
        """
        page = self.blank(
            allow,
            color_scheme=scheme,
            java_script_enabled=script,
            viewport={"width": width, "height": height},
            **options,
        )
        page.goto(urljoin(self.site, path.lstrip("/")))
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def fail_on_faults(self) -> None:
        faults, self.watch.faults = self.watch.faults, []
        if faults:
            pytest.fail("\n".join(["the page did what no page may:", *faults]), pytrace=False)


@contextmanager
def opening(browser: Browser) -> Iterator[Callable[[str], OpenPage]]:
    """A function that gives, for the address of a site, the function that opens its pages."""
    opened: list[Profiles] = []

    def open_at(site: str) -> OpenPage:
        opened.append(Profiles(browser, site))
        return opened[-1].open_page

    yield open_at
    for profiles in opened:
        profiles.close()
    for profiles in opened:
        profiles.fail_on_faults()


@pytest.fixture
def open_at(browser: Browser) -> Iterator[Callable[[str], OpenPage]]:
    """See `opening`: what a test opens is closed behind it."""
    with opening(browser) as open_at:
        yield open_at


@pytest.fixture(scope="module")
def module_at(browser: Browser) -> Iterator[Callable[[str], OpenPage]]:
    """See `opening`: what is opened for a whole file of tests, which hand it on."""
    with opening(browser) as open_at:
        yield open_at


@pytest.fixture
def open_page(open_at: Callable[[str], OpenPage], site: str) -> OpenPage:
    """A function that opens an address of the real site, each time in a profile of its own."""
    return open_at(site)


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[Callable[[str, bool, bool], tuple[Page, Profiles]]]:
    """The pages that tests hand on to one another, three of each site.

    One is with script, one without; the clock of the third stands where a test puts it.
    """
    opened: list[Profiles] = []

    @cache
    def shared(site: str, script: bool, clock: bool) -> tuple[Page, Profiles]:  # noqa: ARG001, FBT001
        opened.append(Profiles(browser, site))
        return opened[-1].blank(java_script_enabled=script), opened[-1]

    yield shared
    for profiles in opened:
        profiles.close()


@pytest.fixture
def phone_at(
    shared: Callable[[str, bool, bool], tuple[Page, Profiles]],
) -> Iterator[Callable[[str], OpenPage]]:
    """A function that gives `phone` for the address of a site."""
    used: list[tuple[Page, Profiles]] = []

    def phone_at(site: str) -> OpenPage:
        def phone(
            path: str = "",
            *,
            width: int = 360,
            height: int = 640,
            script: bool = True,
            clock: datetime | str | None = None,
        ) -> Page:
            page, profiles = shared(site, script, clock is not None)
            used.append((page, profiles))
            if clock is not None:
                page.clock.set_fixed_time(clock)
            page.set_viewport_size({"width": width, "height": height})
            address = urljoin(site, path.lstrip("/"))
            if urldefrag(page.url).url == urldefrag(address).url:
                # An address that differs in its fragment alone is loaded too. By way of
                # about:blank, of another origin, the browser would begin a process for each page.
                page.goto(urljoin(site, EMPTY))
            page.goto(address)
            return page

        return phone

    yield phone_at
    for page, profiles in used:
        page.unroute_all()
        page.emulate_media(media="null", **MEDIA)
        page.evaluate("origin === 'null' || (localStorage.clear(), sessionStorage.clear())")
        profiles.fail_on_faults()


@pytest.fixture
def phone(phone_at: Callable[[str], OpenPage], site: str) -> OpenPage:
    """A function that opens an address of the real site in a page that other tests used before.

    Four times as quick as `open_page`, for the tests that need no profile of their own. What
    the test stored is cleared behind it, and colours and paper are as before. With `clock` the
    page has that time, which stands still.
    """
    return phone_at(site)


@pytest.fixture
def printed(common: Path, phone: OpenPage) -> Callable[[str], bytes]:
    """A function that gives the page at an address as a PDF, printed once for all tests."""

    def printed(path: str) -> bytes:
        def save(file: Path) -> None:
            file.write_bytes(print_pdf(phone(path)))

        return make_once(common / f"{path.replace('/', '-')}.pdf", save).read_bytes()

    return printed


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The home page, on a phone, in light colours."""
    return open_page()
