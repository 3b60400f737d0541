"""A new manual tests itself: what every manual must do is tested there as it is here."""

import os
import subprocess
import sys
from pathlib import Path

from manual.new import lay_manual
from support import ROOT


def test_a_new_manual_opens_is_followed_and_is_printed(tmp_path: Path):
    lay_manual(ROOT, tmp_path / "ours")
    command = ["pytest", "-q", "-p", "no:cacheprovider", "tests/browser/test_whole.py"]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=tmp_path / "ours",
        env={**os.environ, "PYTHONPATH": str(tmp_path / "ours/hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
