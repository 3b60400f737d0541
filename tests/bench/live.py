"""How long an editor waits under `make serve`: from saving a paragraph until a browser shows it."""

import contextlib
import io
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests"), str(Path(__file__).parent)]

from manual.address import address_of  # noqa: E402
from manuals import Size, project  # noqa: E402
from playwright.sync_api import expect, sync_playwright  # noqa: E402
from support import find_chromium, read_own, serve_live  # noqa: E402

LARGE = Size(1_000, 20_000, 200, 4_000)
EDITS = 5
LONGEST = 120_000
"""Milliseconds after which a page is given up."""


def shipped() -> None:
    """Of the manual in docs/."""
    first = next(s for chapter in read_own().chapters for s in chapter.sections)
    number = next(str(p.number) for p in first.provisions if not p.number.is_section)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("docs", "decision_tree", "hooks", "overrides"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        measure("the manual in docs/", folder, first.path, number, 2)


def generated() -> None:
    """Of a large manual."""
    with project(LARGE) as folder:
        measure(str(LARGE), folder, "chapter-07/s03.md", "7.3.2", 10)


def measure(what: str, folder: Path, path: str, number: str, goal: int) -> None:
    """Print the seconds of some edits of one paragraph."""
    begun = time.monotonic()
    with (
        contextlib.redirect_stderr(io.StringIO()),
        serve_live(folder) as address,
        sync_playwright() as playwright,
    ):
        served = time.monotonic() - begun
        browser = playwright.chromium.launch(executable_path=find_chromium())
        page = browser.new_page()
        page.goto(address + address_of(path), timeout=LONGEST)
        wording = page.locator(f'[data-provision="{number}"] [data-wording]')
        source, waits = folder / "docs" / path, []
        for edit in range(EDITS):
            text = source.read_text(encoding="utf-8")
            begun = time.monotonic()
            changed = text.replace(f"\n{number} ", f"\n{number} Word{edit} ", 1)
            source.write_text(changed, encoding="utf-8")
            expect(wording).to_contain_text(f"Word{edit}", timeout=LONGEST)
            waits.append(time.monotonic() - begun)
        browser.close()
    print(
        f"{what}: serving after {served:.1f} s; from saving to shown "
        f"{statistics.median(waits):.1f} s (the middle of {EDITS}; {min(waits):.1f} to "
        f"{max(waits):.1f}; goal {goal})"
    )


if __name__ == "__main__":
    shipped()
    generated()
