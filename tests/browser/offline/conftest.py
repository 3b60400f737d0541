"""The real site on a stage, a later build of it, and pages that may keep a copy."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from manual.folder import build_day
from playwright.sync_api import Page
from stage import CUT, Stage, await_copy, build, set_up
from support import ROOT, OpenPage, make_once


@pytest.fixture(scope="session")
def site_below(common: Path) -> Path:
    """The folder of the real site, built for an address below a path."""
    return make_once(common / "below", build) / "site"


@pytest.fixture(scope="session")
def newer(common: Path) -> Path:
    """The folder of a later build: another edition, another stylesheet, another module."""
    return make_once(common / "newer", build_newer) / "site"


def build_newer(folder: Path) -> None:
    build(
        folder,
        ("overrides/assets/frame/base.css", r"\A", ":root { --build: newer; }\n"),
        (
            "overrides/assets/frame/scheme.mjs",
            r"\A",
            "document.documentElement.dataset.newer = '';\n",
        ),
        ("docs/contacts.md", r"^# .*", "# New contacts"),
        ("docs/information-sharing/introduction.md", "^2.1.1 Sharing", "2.1.1 To share"),
        files={"docs/amendments/9999-trial.md": record()},
    )


def record() -> str:
    """The amendment that brings the later edition."""
    section = (ROOT / "docs/information-sharing/introduction.md").read_text(encoding="utf-8")
    was = re.search(r"^2\.1\.1 .*$", section, re.MULTILINE)[0]
    number = 1 + len([*(ROOT / "docs/amendments").glob("[0-9]*.md")])
    return (
        f"---\namendment: {number}\ntitle: A trial\nin_force: {build_day()}\nkind: editorial\n"
        f"reason: To try.\naction: Nothing.\n---\n\n{was}\n"
    )


@pytest.fixture
def stage(site_below: Path) -> Iterator[Stage]:
    """A server of the real site, whose faults the test chooses."""
    with set_up(site_below) as stage:
        yield stage


@pytest.fixture
def visit(open_at: Callable[[str], OpenPage], stage: Stage) -> Callable[..., Page]:
    """A function that opens a page of the stage in a profile that may keep a copy."""

    def visit(path: str = "", **options: Any) -> Page:
        return open_at(stage.address)(path, service_workers="allow", allow=CUT, **options)

    return visit


@pytest.fixture
def saved(visit: Callable[..., Page]) -> Page:
    """The home page, with a copy on the device."""
    page = visit()
    await_copy(page)
    return page
