"""The project's folder as texts, and texts as a folder: the only place that knows the disk."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from manual.days import london_day
from manual.problem import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

_SOURCES = (
    ("docs", (".md", ".yml", "seal.json", ".css", ".mjs")),
    ("schemas", (".json",)),
    ("decision_tree", (".yml", ".html", ".json", ".txt", ".css", ".mjs")),
    ("overrides/partials/javascripts", (".html",)),
)


def read_texts(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Every source text below `root` by its path from there, and those that cannot be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    paths = [root / "mkdocs.yml"]
    for folder, endings in _SOURCES:
        paths += sorted(path for path in (root / folder).rglob("*") if path.name.endswith(endings))
    for path in paths:
        name = path.relative_to(root).as_posix()
        if not path.is_file():
            continue
        data = path.read_bytes()
        try:
            texts[name] = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"the file is not UTF-8: byte {error.start + 1} is {data[error.start]:#04x}"
            hint = "save it as UTF-8; your editor offers this under 'Save as' or 'Encoding'"
            problems.append(Problem(Where(name, line), message, hint))
    return texts, problems


def write_texts(root: Path, texts: Mapping[str, str]) -> None:
    """Write each text to its path below `root`; folders are made as needed."""
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def remove_texts(root: Path, names: Iterable[str]) -> None:
    """Delete files below `root`."""
    for name in names:
        (root / name).unlink(missing_ok=True)


def build_day() -> date:
    """The day of the build in London: today, or that of `SOURCE_DATE_EPOCH` where it is set.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    return london_day(float(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
