"""The engines that walk the real site: `ENGINES`, Chromium alone unless that says otherwise."""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urljoin

import pytest
from engines.chromium import Chromium
from engines.engine import Engine, Look
from engines.firefox import Firefox
from engines.webkit import WebKit
from playwright.sync_api import Playwright
from support import EMPTY, serve, site_path

LEFT = re.compile(r"/assets/icons/.*A ServiceWorker intercepted")
"""What Firefox says of an icon that was still coming when its page was left."""
CLEAR = "localStorage.clear(); sessionStorage.clear()"

FIRST = "first.js"
NONE: Mapping[str, str] = MappingProxyType({})

Changed = Callable[..., AbstractContextManager[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With `--dist loadgroup` each engine walks in a process of its own."""
    for item in items:
        if engine := getattr(item, "callspec", None) and item.callspec.params.get("started"):
            item.add_marker(pytest.mark.xdist_group(engine))


@pytest.fixture(scope="session", params=os.environ.get("ENGINES", "chromium").split())
def started(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Engine]:
    """Each engine in turn, one browser for all that it walks."""
    engines = {"chromium": lambda: Chromium(playwright), "firefox": Firefox, "webkit": WebKit}
    with engines[request.param]() as engine:
        yield engine


@pytest.fixture
def engine(started: Engine, site: str) -> Iterator[Engine]:
    """An engine that keeps nothing of what was done before; an error in its console fails."""
    started.take_faults()
    yield started
    faults = [fault for fault in started.take_faults() if not LEFT.search(fault)]
    started.dress(Look())
    started.go(urljoin(site, EMPTY))
    started.run(CLEAR)
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def site(built_site: Path) -> Iterator[str]:
    """The address of the real site on this machine."""
    with serve(built_site, site_path()) as address:
        yield address


@pytest.fixture
def walk(engine: Engine, site: str) -> Callable[..., Engine]:
    """A function that opens an address of the site, for a reader who has set up her device so."""

    def walk(path: str = "", *, at: str = site, **look: int) -> Engine:
        # An address that differs in its fragment alone is loaded too.
        engine.go(urljoin(at, EMPTY))
        engine.dress(Look(**look))
        engine.go(urljoin(at, path))
        return engine

    return walk


@pytest.fixture
def changed(built_site: Path, tmp_path: Path) -> Changed:
    """A function that serves the site with a script ahead of all others of each page.

    Or with a text of each page replaced: `replace`, by pattern.
    """

    @contextmanager
    def changed(script: str = "", replace: Mapping[str, str] = NONE) -> Iterator[str]:
        folder = tmp_path / "site"
        shutil.copytree(built_site, folder)
        (folder / FIRST).write_text(script, encoding="utf-8")
        first = f'<script src="{site_path()}{FIRST}"></script>'
        for page in folder.rglob("*.html"):
            html = page.read_text(encoding="utf-8").replace("<link", f"{first}<link", 1)
            for pattern, text in replace.items():
                html = re.sub(pattern, text, html)
            page.write_text(html, encoding="utf-8")
        with serve(folder, site_path(), headers=False) as address:
            yield address

    return changed
