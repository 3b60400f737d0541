"""An editor changes a word: the build refuses, one command records it, the reader sees both."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect
from support import ROOT, serve

PARTS = ("docs", "decision_tree", "hooks", "overrides", "mkdocs.yml")
PAGE = "docs/information-sharing/golden-rules.md"
LATER = "1796126400"
"""1 December 2026, in seconds: a day after the last amendment, so a new edition begins."""
ADDRESS = "information-sharing/golden-rules/"


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "hooks"), "SOURCE_DATE_EPOCH": LATER},
        capture_output=True,
        text=True,
        check=False,
    )


def manual(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(
        copy, "-c", "from manual import command; command.main(prog_name='manual')", *arguments
    )


def build(copy: Path) -> subprocess.CompletedProcess[str]:
    return run(copy, "-m", "mkdocs", "build", "--strict", "--site-dir", str(copy / "site"))


def test_a_changed_word_is_refused_recorded_and_shown(tmp_path: Path, browser: Browser):
    copy = tmp_path / "project"
    copy.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part)
        else:
            shutil.copy2(source, copy / part)
    assert manual(copy, "seal").returncode == 0

    text = (copy / PAGE).read_text(encoding="utf-8")
    assert text.count("and check that it is correct.") == 1
    changed = text.replace("and check that it is correct.", "and prove that it is correct.")
    (copy / PAGE).write_text(changed, encoding="utf-8")
    refused = build(copy)
    assert refused.returncode != 0
    assert f"{PAGE}:" in refused.stderr
    assert "2.2.7 has been changed, and no amendment records it" in refused.stderr
    assert "Traceback" not in refused.stderr

    done = manual(copy, "amend", "Proof", "--reason", "It was vague.", "--action", "Prove it.")
    assert done.returncode == 0, done.stderr
    assert "[-check-]{+prove+}" in done.stdout
    assert build(copy).returncode == 0

    with serve(copy / "site") as base:
        page = browser.new_page()
        page.goto(f"{base}{ADDRESS}?amendments=shown#2.2.7")
        changes = page.locator('[data-provision="2.2.7"] [data-redline]')
        expect(changes.locator("del[data-amendment]")).to_have_text("check")
        expect(changes.locator("ins[data-amendment]")).to_have_text("prove")
        page.goto(f"{base}{ADDRESS}as-at/2026-11-22/")
        before = page.locator('[data-provision="2.2.7"] [data-wording]')
        expect(before).to_contain_text("check that it")
        page.close()
