import compileall
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from manual.folder import read_texts
from manual.model import Manual
from playwright.sync_api import Playwright, sync_playwright
from scripts import Scripts
from support import ROOT, build_site, make_once, read_own

# Invented texts are the same in each run, so that a change is judged by what it does; `make fuzz`
# invents others each time.
settings.register_profile("steady", derandomize=True, database=None)
settings.load_profile("default" if os.environ.get("FUZZ") else "steady")

TESTS = Path(__file__).parent
OWN = {"built_site", "own_texts", "manual"}
"""Fixtures that are made of the manual in docs/."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: tests of the browser often wait for it."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_configure(config: pytest.Config) -> None:
    """Compile the software once; every copy of it that a test builds with is then compiled too."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(ROOT / "hooks", quiet=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The fast ones first: units, then whole builds, then the browser."""

    def rank(item: pytest.Item) -> int:
        where = item.path.relative_to(TESTS)
        return 2 if where.parts[0] in {"browser", "engines"} else int(where.name == "test_build.py")

    for item in items:
        if rank(item) == 2:
            item.add_marker(pytest.mark.browser)
        if OWN & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.own)
    items.sort(key=rank)


@pytest.fixture(scope="session")
def common(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is made once in this run of the tests, whichever process makes it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if hasattr(request.config, "workerinput") else own) / "common"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def built_site(common: Path) -> Path:
    """The folder of the real site, built once."""
    return make_once(common / "site", build_site)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives Chromium; a process can start it once."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def own_texts() -> dict[str, str]:
    """The texts of the manual in docs/, whichever it is, to be changed."""
    texts, unread = read_texts(ROOT)
    assert not unread
    return texts


@pytest.fixture(scope="session")
def manual() -> Manual:
    """The manual in docs/, whichever it is, as it stands today."""
    return read_own()


@pytest.fixture(scope="module")
def scripts() -> Iterator[Scripts]:
    """The site's scripts that know no page, run without a browser."""
    scripts = Scripts()
    yield scripts
    scripts.close()
