"""A text from elsewhere on the disk: one file, or a folder of pages with their pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from manual.bring.html import read_html
from manual.bring.markdown import read_markdown
from manual.bring.word import read_word
from manual.word.package import FileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from manual.bring.piece import Source

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_TEXTS = frozenset({".md", ".markdown"})
_LARGEST = 60_000_000
"""Bytes of a file."""
_MOST = 2_000
"""Pages of a folder."""


def read_source(path: Path, tell: Callable[[int, int], None]) -> Source:
    """The pieces of a file or a folder. Raises `FileError` or `OSError` where it cannot be read.

    `tell` is given how many parts are read, and how many there are.
    """
    if path.is_dir():
        return _read_folder(path, tell)
    ending = path.suffix.lower()
    if ending in _PAGES | _TEXTS:
        return _read_pages(path.name, path.parent, [path], tell)
    return read_word(path.name, _read(path), tell)


def _read_folder(folder: Path, tell: Callable[[int, int], None]) -> Source:
    """The pages of a folder in the order of their names; of two kinds, those of HTML."""
    files = [path for path in sorted(folder.rglob("*"), key=_order) if path.is_file()]
    for endings in (_PAGES, _TEXTS):
        found = [path for path in files if path.suffix.lower() in endings]
        if len(found) > _MOST:
            raise FileError(f"it has more than {_MOST:,} pages: split it")
        if found:
            return _read_pages(folder.name, folder, found, tell)
    raise FileError("it has no page (.html) and no text (.md)")


def _order(path: Path) -> tuple[object, ...]:
    """By which pages are sorted: the first page of a folder first, and page 10 behind page 9."""
    parts = re.split(r"(\d+)", path.stem.lower())
    numbers = [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
    return (str(path.parent), path.stem.lower() not in {"index", "readme"}, numbers, path.suffix)


def _read_pages(
    name: str, folder: Path, paths: list[Path], tell: Callable[[int, int], None]
) -> Source:
    pages = {path.relative_to(folder).as_posix(): _read(path) for path in paths}
    read = read_html if paths[0].suffix.lower() in _PAGES else read_markdown

    def picture(way: str) -> bytes | None:
        """The bytes of a picture in the folder."""
        try:
            path = (folder / way).resolve()
            is_here = path.is_relative_to(folder.resolve()) and path.is_file()
        except (OSError, ValueError):
            return None  # no file has such a name: a picture within the page, for instance
        return _read(path) if is_here else None

    return read(name, pages, picture, tell)


def _read(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise FileError(f"{path.name} has more than {_LARGEST // 1_000_000} MB: split it")
    return path.read_bytes()
