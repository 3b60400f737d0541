"""A command that is killed while it writes leaves all as it was, or what the next one finishes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import BASE, SECTION, change
from manual import journal
from manual.address import JOURNAL
from manual.command import main
from manual.folder import write_texts
from manual.journal import UnfinishedError, change_files, finish

BEFORE = {"a.md": "old a", "b/b.md": "old b", "gone.md": "old"}
TEXTS = {"a.md": "new a", "b/b.md": "new b", "c/c.md": "new c"}
AFTER = TEXTS
STEPS = ("replace", "unlink", "write_text", "mkdir")
DEAD = 9


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in root.rglob("*")
        if path.is_file() and not path.name.endswith(".new")
    }


def die_at(step: int, run: Callable[[], None]) -> bool:
    """Whether `run` ended by itself: before its step number `step` with the disk it is killed."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    left = step

    def before(act: Callable[..., object]) -> Callable[..., object]:
        def step_by_step(*args: object, **kwargs: object) -> object:
            nonlocal left
            if not left:
                os._exit(DEAD)
            left -= 1
            return act(*args, **kwargs)

        return step_by_step

    for name in STEPS:
        setattr(Path, name, before(getattr(Path, name)))
    run()
    os._exit(0)


def test_a_change_that_is_killed_at_any_moment_is_as_before_or_finished(tmp_path: Path):
    seen = set()
    for step in range(100):
        root = tmp_path / str(step)
        write_texts(root, BEFORE)
        done = die_at(step, lambda root=root: change_files(root, TEXTS, ["gone.md"]))
        finished = finish(root)
        seen.add("after" if done else "finished" if finished else "before")
        assert files(root) == (AFTER if done or finished else BEFORE)
        if done:
            break
    assert seen == {"before", "finished", "after"}


def test_nothing_that_was_changed_since_is_overwritten(tmp_path: Path):
    write_texts(tmp_path, BEFORE)
    step = next(n for n in range(100) if not _is_untouched(tmp_path / f"try{n}", n))
    die_at(step, lambda: change_files(tmp_path, TEXTS, ["gone.md"]))
    (tmp_path / "b/b.md").write_text("by hand", encoding="utf-8")
    with pytest.raises(UnfinishedError, match=r"b/b\.md has been changed since"):
        finish(tmp_path)
    assert files(tmp_path)["b/b.md"] == "by hand"


def _is_untouched(root: Path, step: int) -> bool:
    write_texts(root, BEFORE)
    die_at(step, lambda: change_files(root, TEXTS, ["gone.md"]))
    return not (root / JOURNAL).exists()


def test_a_note_that_cannot_be_read_is_told(tmp_path: Path):
    (tmp_path / JOURNAL).write_text("{", encoding="utf-8")
    with pytest.raises(UnfinishedError, match="cannot be read"):
        finish(tmp_path)
    told = CliRunner().invoke(main, ["seal", "--root", str(tmp_path)])
    assert told.exit_code == 1
    assert "cannot be finished: .manual-change.json cannot be read. Compare" in told.output


def test_a_disk_that_is_full_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_texts(tmp_path, BEFORE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "write_texts", full)
    with pytest.raises(OSError, match="No space"):
        change_files(tmp_path, TEXTS)
    assert files(tmp_path) == BEFORE


def test_an_amendment_that_was_cut_off_is_finished_by_the_next_command(tmp_path: Path):
    write_texts(tmp_path, BASE)
    run(tmp_path, "seal")
    write_texts(tmp_path, change(BASE, SECTION, {"at dusk": "at sunset"}))
    asked = ["amend", "Wax", "--reason", "Oil ran out.", "--action", "Bring wax."]
    changes: list[dict[str, str]] = []
    for step in range(200):
        root = tmp_path.parent / f"{tmp_path.name}-{step}"
        write_texts(root, files(tmp_path))
        if die_at(step, lambda root=root: run(root, *asked)):
            break
        if (root / JOURNAL).exists():
            told = CliRunner().invoke(main, ["check", "--root", str(root)])
            assert told.exit_code == 1
            assert "a command was cut off while it wrote" in told.output
            said = run(root, "seal")
            assert "it is finished now:" in said
            assert run(root, "check")
            changes.append(files(root))
    assert len(changes) > 1
    assert all(one == changes[0] for one in changes)
    assert any("Oil ran out." in text for text in changes[0].values())


def run(root: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, [*arguments, "--root", str(root)])
    assert done.exit_code == 0, done.output
    return done.output
