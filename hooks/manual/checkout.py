"""A checkout as its files: those that git keeps, or would, and of any other folder all."""

from __future__ import annotations

import hashlib
import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_checkout(root: Path) -> dict[str, bytes]:
    """The content of every file below `root` by its path from there; of a link, where it leads."""
    return {name: _read(root / name) for name in _list_names(root)}


def _read(path: Path) -> bytes:
    if path.is_symlink():
        return b"link to " + os.fsencode(path.readlink())
    return path.read_bytes() if path.is_file() else b"neither a file nor a folder"


_MOST = 500
"""Commits of one file that are looked through."""


def find_earlier(root: Path, path: str, digest: str) -> bytes | None:
    """The bytes with a SHA-256 that the file at `path` below `root` had in some commit.

    None where there is none, or where `root` is no checkout of git.
    """
    log = _git(root, "log", f"--max-count={_MOST}", "--format=%H", "--", path)
    for commit in ["HEAD", *(log or b"").decode().split()]:
        data = _git(root, "cat-file", "blob", f"{commit}:./{path}")
        if data is not None and hashlib.sha256(data).hexdigest() == digest:
            return data
    return None


def _git(root: Path, *words: str) -> bytes | None:
    """What git says; None where it cannot."""
    command = ["git", "-c", "safe.directory=*", "-C", str(root), *words]
    try:
        # As below: nothing of the folder is run.
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _list_names(root: Path) -> list[str]:
    # The folder may be another user's, as in a container: git is told to read it all the same.
    listed = ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "--cached"]
    options = ["--others", "--exclude-standard"]
    try:
        # Nothing of the folder is run: git lists names, and the folder is no option.
        done = subprocess.run([*listed, *options], capture_output=True, check=False)  # noqa: S603
    except OSError:
        return _walk(root)
    names = [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
    there = [name for name in dict.fromkeys(names) if os.path.lexists(root / name)]
    return there if done.returncode == 0 and there else _walk(root)


def _walk(root: Path) -> list[str]:
    return [
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if (path.is_symlink() or not path.is_dir()) and ".git" not in path.relative_to(root).parts
    ]
