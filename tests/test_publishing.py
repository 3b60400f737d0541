"""`.ci/build-site` publishes all or nothing: whatever happens to it, `site/` is one whole build."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

# Stands in for MkDocs: it writes a site of many files, each with the name of the build.
MKDOCS = """#!{python}
import os, pathlib, sys
site = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
site.mkdir()
for number in range(20):
    (site / f"{{number}}.html").write_text(os.environ["BUILD"] * 500)
    if number == 10 and "PAUSE" in os.environ:
        open(os.environ["PAUSE"] + ".begun", "w").close()
        with open(os.environ["PAUSE"]) as pipe:
            pipe.read()
sys.exit(int(os.environ.get("CODE", 0)))
"""
KILL = """
step=0
tick() { step=$((step + 1)); if [ "$step" = "$KILL_AT" ]; then kill -9 $$; fi; }
set -T
trap tick DEBUG
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(sys.executable)
    mkdocs = folder / ".venv/bin/mkdocs"
    mkdocs.write_text(MKDOCS.format(python=sys.executable))
    mkdocs.chmod(0o755)
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / ".ci/compress").write_text(
        'import os\nraise SystemExit(int(os.environ.get("COMPRESS", "0")))\n'
    )
    return folder


def without_exchange(project: Path) -> None:
    """As on a system that cannot make two folders change places."""
    (project / ".ci/exchange").write_text("raise SystemExit(1)")


def start(project: Path, build: str, *shell: str, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*(shell or ("sh",)), ".ci/build-site"],
        cwd=project,
        env={**os.environ, "BUILD": build, **env},
        preexec_fn=_hear_signals,  # noqa: PLW1509 - no thread runs here
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _hear_signals() -> None:
    """A shell that was started to ignore a signal, as in the background, can never hear it."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def build(project: Path, build: str, *shell: str, **env: str) -> tuple[int, str]:
    process = start(project, build, *shell, **env)
    said, _ = process.communicate(timeout=60)
    return process.returncode, said


def published(project: Path) -> str:
    """The name of the one build that `site/` holds, all of it."""
    files = sorted((project / "site").iterdir())
    assert len(files) == 20
    (name,) = {file.read_text() for file in files}
    assert name == name[0] * 500
    return name[0]


def left_behind(project: Path) -> list[Path]:
    return [*project.glob(".site.*")]


def test_a_build_takes_the_place_of_the_last(project):
    assert build(project, "a")[0] == 0
    assert published(project) == "a"
    assert build(project, "b")[0] == 0
    assert published(project) == "b"
    assert left_behind(project) == []


def test_a_failed_build_says_so_and_leaves_the_last(project):
    build(project, "a")
    code, said = build(project, "b", CODE="3")
    assert code == 3
    assert "The build failed. site/ is as it was." in said
    assert published(project) == "a"
    assert left_behind(project) == []


def test_a_build_whose_files_cannot_be_compressed_leaves_the_last(project):
    build(project, "a")
    code, said = build(project, "b", COMPRESS="1")
    assert code == 1
    assert "The build failed. site/ is as it was." in said
    assert published(project) == "a"
    assert left_behind(project) == []


@pytest.mark.parametrize("exchange", ["one-step", "two-steps"])
def test_a_build_killed_at_any_step_leaves_a_whole_site(project, tmp_path, exchange):
    if exchange == "two-steps":
        without_exchange(project)
    (tmp_path / "kill").write_text(KILL)
    build(project, "a")
    killed = absent = 0
    for step in range(1, 100):
        code, _ = build(project, "b", "bash", BASH_ENV=str(tmp_path / "kill"), KILL_AT=str(step))
        if (project / "site").exists():
            assert published(project) in "ab"
        else:
            absent += 1
        if code == 0:
            break
        assert code == -signal.SIGKILL
        killed += 1
        # The next build mends what is left, even if it fails itself.
        assert build(project, "c", CODE="1")[0] == 1
        assert published(project) in "ab"
        assert left_behind(project) == []
    assert killed >= 10
    assert absent == (0 if exchange == "one-step" else 1)
    assert published(project) == "b"


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_build_that_is_stopped_tidies_up(project, tmp_path, sign):
    build(project, "a")
    pause = tmp_path / "pause"
    os.mkfifo(pause)
    process = start(project, "b", PAUSE=str(pause))
    wait_for(Path(f"{pause}.begun"), process)
    process.send_signal(sign)
    process.communicate(timeout=60)
    assert process.returncode == 128 + sign
    assert published(project) == "a"
    assert left_behind(project) == []


def wait_for(file: Path, process: subprocess.Popen[str]) -> None:
    while not file.exists():
        assert process.poll() is None


def test_two_builds_at_once_follow_one_another(project, tmp_path):
    pause = tmp_path / "pause"
    os.mkfifo(pause)
    first = start(project, "a", PAUSE=str(pause))
    wait_for(Path(f"{pause}.begun"), first)
    second = start(project, "b")
    assert second.stdout is not None
    assert second.stdout.readline() == "Another build is running. Waiting for it.\n"
    assert not (project / "site").exists()
    pause.write_text("go on")
    first.communicate(timeout=60)
    assert first.returncode == 0
    second.communicate(timeout=60)
    assert second.returncode == 0
    assert published(project) == "b"
    assert left_behind(project) == []


def test_a_full_disk_leaves_the_last_site(project):
    build(project, "a")
    process = subprocess.run(
        ["sh", ".ci/build-site"],
        cwd=project,
        env={**os.environ, "BUILD": "b"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )
    assert process.returncode == 1
    assert "The build failed. site/ is as it was." in process.stderr
    assert published(project) == "a"
    assert left_behind(project) == []


def test_whoever_reads_meanwhile_always_finds_a_site(project):
    build(project, "a")
    process = start(project, "b")
    while process.poll() is None:
        assert (project / "site/0.html").read_text()[0] in "ab"
    process.communicate()
    assert published(project) == "b"
