"""`deploy/publish`: releases on a server, one shown at a time, whatever the clock says."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from support import ROOT

PUBLISH = ROOT / "deploy/publish"
KILL = """
step=0
tick() { step=$((step + 1)); if [ "$step" = "$KILL_AT" ]; then kill -9 $$; fi; }
set -T
trap tick DEBUG
"""


def run(*words: Path | str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [PUBLISH, *words]
    return subprocess.run(command, capture_output=True, check=False, cwd=cwd, text=True)


def publish(*words: Path | str, cwd: Path | None = None) -> str:
    done = run(*words, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_site(folder: Path, name: str) -> Path:
    site = folder / name
    (site / "assets").mkdir(parents=True)
    for page in ("index.html", "404.html"):
        (site / page).write_text(name, encoding="utf-8")
    (site / f"assets/{name}.css").write_text(name, encoding="utf-8")
    return site


@pytest.fixture
def server(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        publish(make_site(tmp_path, name), tmp_path / "srv")
    return tmp_path / "srv"


def shown(server: Path) -> str:
    return (server / "current/index.html").read_text(encoding="utf-8")


def test_publish_shows_the_new_build_and_keeps_the_assets_of_the_old(server: Path):
    assert shown(server) == "two"
    assets = sorted(path.name for path in (server / "current/assets").iterdir())
    assert assets == ["one.css", "two.css"]
    assert not (server / "releases/.new").exists()


def test_publish_leaves_assets_behind_after_a_month(server: Path, tmp_path: Path):
    old = server / "current/assets/one.css"
    os.utime(old, (time.time() - 40 * 86400,) * 2)
    publish(make_site(tmp_path, "three"), server)
    assets = sorted(path.name for path in (server / "current/assets").iterdir())
    assert assets == ["three.css", "two.css"]


def test_publish_goes_back_one_release_at_a_time(server: Path):
    assert "current is releases/" in publish("--back", server)
    assert shown(server) == "one"
    done = run("--back", server)
    assert done.returncode == 1
    assert done.stderr.startswith("There is no release before ")
    assert shown(server) == "one"


def test_publish_turns_to_the_new_build_after_it_was_stopped_before(server: Path, tmp_path: Path):
    (server / "current.new").symlink_to((server / "current").readlink())
    publish(make_site(tmp_path, "three"), server)
    assert shown(server) == "three"


def test_publish_keeps_five_releases(server: Path, tmp_path: Path):
    for name in "abcdef":
        publish(make_site(tmp_path, name), server)
    assert names(server) == ["4", "5", "6", "7", "8"]
    assert shown(server) == "f"


def test_publish_refuses_what_is_no_site(server: Path, tmp_path: Path):
    done = run(tmp_path, server)
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path} is no built site: run 'make build' first.\n"
    assert shown(server) == "two"


def test_publish_says_how_it_is_used():
    done = run()
    assert done.returncode == 2
    assert "deploy/publish --back ROOT" in done.stderr


# The clock, and the names of an earlier version


def names(server: Path) -> list[str]:
    return sorted(path.name for path in (server / "releases").iterdir() if path.name[0] != ".")


def lay_release(server: Path, name: str) -> Path:
    """A release as an earlier version of the script left it, or a person: shown at once."""
    release = make_site(server / "releases", name)
    (server / "current").unlink(missing_ok=True)
    (server / "current").symlink_to(f"releases/{name}")
    return release


@pytest.fixture
def clock_put_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that says 2020, whatever it said before."""
    date = tmp_path / "bin/date"
    date.parent.mkdir()
    date.write_text("#!/bin/sh\necho 20200101000000\n", encoding="utf-8")
    date.chmod(0o755)
    monkeypatch.setenv("PATH", f"{date.parent}:{os.environ['PATH']}")


@pytest.mark.usefixtures("clock_put_right")
def test_publish_goes_on_after_the_clock_was_put_right(tmp_path: Path):
    server = tmp_path / "srv"
    for day in range(10, 16):
        lay_release(server, f"203001{day}000000.0")
    publish(make_site(tmp_path, "new"), server)
    assert shown(server) == "new"
    assert len(names(server)) == 5
    publish("--back", server)
    assert shown(server) == "20300115000000.0"


def test_publish_understands_the_names_of_the_earlier_version(tmp_path: Path):
    server = tmp_path / "srv"
    for count in (2, 10):
        lay_release(server, f"20261130120000.{count}")
    publish(make_site(tmp_path, "new"), server)
    assert names(server) == ["1", "20261130120000.10", "20261130120000.2"]
    for before in ("20261130120000.10", "20261130120000.2"):
        publish("--back", server)
        assert shown(server) == before


def test_publish_goes_back_from_what_it_does_not_know_to_the_newest(server: Path):
    lay_release(server, "by-hand")
    publish("--back", server)
    assert shown(server) == "two"


def test_publish_takes_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CDPATH", f"{tmp_path}/elsewhere:{tmp_path}")
    for name in ("one", "two"):
        make_site(tmp_path / "work", name)
        publish(name, "../srv", cwd=tmp_path / "work")
    server = tmp_path / "srv"
    assert shown(server) == "two"
    publish("--back", "srv", cwd=tmp_path)
    assert shown(server) == "one"
    publish("../work/two", ".", cwd=server)
    publish("--back", ".", cwd=server)
    assert shown(server) == "two"


def test_publish_says_that_nothing_was_published(tmp_path: Path):
    done = run("--back", tmp_path)
    assert (done.returncode, done.stderr) == (1, f"Nothing was published in {tmp_path}.\n")


# Two at once, and one that is killed


def test_publish_twice_at_once_keeps_both(server: Path, tmp_path: Path):
    sites = [make_site(tmp_path, name) for name in ("a", "b", "c")]
    both = [subprocess.Popen([PUBLISH, site, server]) for site in sites]
    assert [process.wait(60) for process in both] == [0, 0, 0]
    assert names(server) == ["1", "2", "3", "4", "5"]
    assert (server / "current").readlink() == Path("releases/5")
    kept = {(server / f"releases/{n}/index.html").read_text(encoding="utf-8") for n in (3, 4, 5)}
    assert kept == {"a", "b", "c"}


def kill_at(step: int, tmp_path: Path, *words: Path | str) -> int:
    """The exit code of a run that is killed outright ahead of its command `step`."""
    (tmp_path / "kill").write_text(KILL, encoding="utf-8")
    env = os.environ | {"BASH_ENV": str(tmp_path / "kill"), "KILL_AT": str(step)}
    command = ["bash", PUBLISH, *words]
    return subprocess.run(command, capture_output=True, check=False, env=env).returncode


def is_whole(site: Path) -> bool:
    content = (site / "index.html").read_text(encoding="utf-8")
    return (site / f"assets/{content}.css").exists() and (site / "404.html").exists()


def test_publish_killed_at_any_step_shows_a_whole_release(tmp_path: Path):
    server, killed = tmp_path / "srv", 0
    for name in "abcde":
        publish(make_site(tmp_path, name), server)
    site = make_site(tmp_path, "new")
    for step in range(1, 200):
        code = kill_at(step, tmp_path, site, server)
        assert is_whole(server / "current")
        assert all(is_whole(server / "releases" / name) for name in names(server))
        assert len(names(server)) >= 5
        if code == 0:
            break
        assert code == -signal.SIGKILL
        killed += 1
    assert killed >= 20
    assert shown(server) == "new"
    publish(site, server)
    assert len(names(server)) == 5
    assert not [*(server / "releases").glob(".[no]*")]
