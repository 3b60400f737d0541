"""A new manual: a folder with the software of this project, and the texts of `starter/`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from manual.folder import fault_of_target

if TYPE_CHECKING:
    from collections.abc import Iterator

SOFTWARE = (
    ".ci",
    ".editorconfig",
    ".github",
    ".gitignore",
    ".gitlab",
    ".pre-commit-config.yaml",
    "CONTRIBUTING.md",
    "EDITING.md",
    "LICENSE",
    "Makefile",
    "PROBLEMS.md",
    "SECURITY.md",
    "decision_tree/README.md",
    "decision_tree/flowchart",
    "decision_tree/schema.json",
    "deploy",
    "documentation",
    "hooks",
    "overrides",
    "pyproject.toml",
    "requirements.txt",
    "schemas",
    "starter",
    "tests",
)
"""What every manual has; the rest of the project is the text of one."""
OF_THIS_MANUAL = (
    "readme.png",
    "tests/bench/RESULTS.md",
    "tests/engines",
    "tests/kinds.py",
    "tests/requests.yml",
    "tests/stage.py",
    "tests/test_build.py",
    "tests/test_content.py",
    "tests/test_finding.py",
    "tests/test_project.py",
    "tests/test_requests.py",
    "tests/test_situations.py",
    "tests/test_word_copy.py",
    "tests/test_word_office.py",
    "tests/test_word_return.py",
)
"""Files and folders among them that are about the text of one manual nevertheless."""
OF_EVERY_MANUAL = (
    "tests/browser/conftest.py",
    "tests/browser/portable.py",
    "tests/browser/test_whole.py",
)
"""Tests in a browser that suit any manual; the others in their folder know the text of one."""
STARTER = "starter"
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", ".DS_Store")


class NewError(Exception):
    """Raised when no manual can be laid, with a message for the person who asked for one."""


def lay_manual(software: Path, target: Path) -> list[str]:
    """Lay a small but whole manual in `target`; returns the paths of its texts, for editors.

    `software` is the folder of a project. Raises `NewError` where `target` cannot be a new folder.
    """
    if not (software / STARTER / "mkdocs.yml").is_file():
        raise NewError(f"{software} holds no software to copy: the folder '{STARTER}' is missing")
    if target.resolve().is_relative_to(software.resolve()):
        raise NewError(f"{target} lies in this manual's own folder: choose one beside it")
    if fault := fault_of_target(target):
        raise NewError(fault)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for part in SOFTWARE:
            _copy(software, software / part, target / part)
        shutil.copytree(software / STARTER, target, dirs_exist_ok=True)
    except OSError as error:
        raise NewError(f"{target} cannot be written: {error.strerror or error}") from error
    return sorted(path.relative_to(software / STARTER).as_posix() for path in _texts(software))


def _copy(software: Path, source: Path, target: Path) -> None:
    def left_out(folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(software)
        paths = {name: (inside / name).as_posix() for name in names}
        return {name for name, path in paths.items() if not _is_software(path)} | set(
            _LEFT_OUT(folder, names)
        )

    if source.is_dir():
        shutil.copytree(source, target, ignore=left_out)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _is_software(path: str) -> bool:
    if path.startswith("tests/browser/"):
        return path in OF_EVERY_MANUAL
    return path not in OF_THIS_MANUAL


def _texts(software: Path) -> Iterator[Path]:
    return (path for path in (software / STARTER).rglob("*") if path.is_file())
