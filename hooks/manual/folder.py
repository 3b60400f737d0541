"""The project's folder as texts, and texts as a folder."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import os
import shutil
import time
from typing import TYPE_CHECKING

from manual.address import (
    CHAIN,
    CONTACTS,
    DOCS,
    JOURNAL,
    RECORDS,
    RESERVED,
    SEAL,
    SETTINGS,
    SITE_FILES,
    SITUATIONS,
    TREES,
)
from manual.country import HERE
from manual.days import local_day
from manual.problem import Problem, ProblemsError, Where
from manual.settings import place_of
from manual.site.offline.kept_files import SiteFile
from manual.text.attached import describe_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

_KEYS = frozenset({".yml", ".yaml"})
_SOURCES = (
    ("docs", (".md", CONTACTS, SITUATIONS, SEAL, CHAIN)),
    ("schemas", (".json",)),
    ("decision_tree", (".yml", ".html", ".json", ".txt", ".css", ".mjs")),
    ("overrides/assets", (".css", ".mjs")),
    ("overrides/partials/javascripts", (".html",)),
    ("starter", (".md", ".yml")),
)

_COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"})


_PUBLISHED = (
    *(".md", ".yml", ".json", ".txt", ".csv", ".pdf", ".docx", ".odt", ".ods", ".pptx", ".xlsx"),
    *(".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico"),
)
"""Endings of the files in `docs/` that editors add. Any other would be published as it is: a page
of HTML or a drawing in SVG can hold scripts."""
_HINT = "write a page as Markdown (.md); add pictures as .png, .jpg or .webp"
_INSTEAD = {
    ".svg": "export the drawing as .png: as .svg it can hold scripts",
    **dict.fromkeys(
        (".doc", ".docm", ".dot", ".dotm", ".dotx", ".rtf"), "save it as .docx or .pdf"
    ),
    **dict.fromkeys(
        (".xls", ".xlsm", ".xlsb", ".xlt", ".xltm", ".xltx"), "save it as .xlsx or .pdf"
    ),
    **dict.fromkeys((".ppt", ".pptm", ".pot", ".pps", ".ppsm"), "save it as .pptx or .pdf"),
    **dict.fromkeys((".bmp", ".heic", ".tif", ".tiff"), "save the picture as .png or .jpg"),
}
"""What to do with files of other kinds: the older ones of Office, and those ending in m, can hold
macros."""
_OF_THE_BUILD = tuple(f"{DOCS}{folder}" for folder in RESERVED if f"{DOCS}{folder}" != RECORDS)
"""Folders of `docs/` in which no editor's file is; beside the records their own files may be."""
_LARGEST = {SEAL: 50_000_000, CHAIN: 50_000_000}
_LARGEST_TEXT = 2_000_000
"""Bytes of one text; loaders have limits of their own for each kind."""


def read_project(root: Path) -> tuple[dict[str, str], date, list[Problem]]:
    """Every source text below `root` by its path, the day of the build, and the problems of both.

    Where the day is set wrongly, that is a problem, and the day is today.
    """
    texts, problems = read_texts(root)
    zone = (place_of(texts.get(SETTINGS, "")) or HERE).zone
    try:
        return texts, build_day(zone), problems
    except ProblemsError as error:
        return texts, local_day(time.time(), zone), [*error.problems, *problems]


def read_texts(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Every source text below `root` by its path from there, and those that cannot be read.

    A picture or a form in `docs/` is there with the hash of its bytes, since links may lead to it.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path, is_source in [(root / SETTINGS, True), *_walk(root)]:
        name = path.relative_to(root).as_posix()
        try:
            faults = [*_check_file(name, path, is_source=is_source)]
            if not faults and is_source and path.is_file():
                texts[name] = read_text(name, path)
            elif not faults and _is_editors(name) and path.is_file():
                texts[name] = describe_file(path.read_bytes())
            problems.extend(faults)
        except ProblemsError as error:
            problems.extend(error.problems)
        except OSError as error:
            problems.append(_unreadable(name, error))
    if (root / JOURNAL).exists():
        message = "a command was cut off while it wrote: some files are old, and some are new"
        hint = "run 'manual seal': it finishes what was begun"
        problems.append(Problem("change-unfinished", Where(JOURNAL), message, hint))
    return texts, problems


def _unreadable(name: str, error: OSError) -> Problem:
    hint = "give it back the rights of the files beside it, or put it there anew"
    message = f"this cannot be read: {error.strerror or error}"
    return Problem("file-unreadable", Where(name), message, hint)


def _walk(root: Path) -> Iterator[tuple[Path, bool]]:
    """Every file of the manual, and whether it is a text that the build reads."""
    for folder, endings in _SOURCES:
        for path in sorted((root / folder).rglob("*")):
            yield path, path.relative_to(root).as_posix().endswith(endings)


def _check_file(name: str, path: Path, *, is_source: bool) -> Iterator[Problem]:
    """A problem for a link, a folder in place of a file, or a kind that cannot be published."""
    if path.is_symlink():
        hint = "put the file itself here: a link could publish what lies outside the project"
        yield Problem("file-is-link", Where(name), "this is a link to another file or folder", hint)
    elif path.is_dir():
        if is_source and not _is_hidden(name):
            hint = "put the file in its place, or give the folder another name"
            yield Problem("file-kind", Where(name), "this is a folder, not a file", hint)
        os.scandir(path).close()  # a folder that cannot be read would be skipped in silence
    elif not is_source and name.startswith(TREES) and path.suffix.lower() in _KEYS:
        hint = f"write its ending so: {path.stem}.yml"
        yield Problem("file-kind", Where(name), f"the ending '{path.suffix}' is not read", hint)
    elif (is_source and path.is_file()) or not (_is_editors(name) or (is_source and path.exists())):
        return
    elif not path.is_file():
        hint = "delete it: only files and folders can be here"
        yield Problem("file-kind", Where(name), "this is neither a file nor a folder", hint)
    elif path.suffix.lower() == ".md":
        hint = f"write its ending in small letters: {path.stem}.md"
        yield Problem("file-kind", Where(name), f"the ending '{path.suffix}' is not read", hint)
    elif name.removeprefix(DOCS) in SITE_FILES or name.startswith(_OF_THE_BUILD):
        hint = "the build publishes files of its own there: give it another name, or another folder"
        message = f"/{name.removeprefix(DOCS)} is the address of another file"
        yield Problem("address-taken", Where(name), message, hint)
    elif path.suffix.lower() not in _PUBLISHED:
        kind = f"the ending '{path.suffix}'" if path.suffix else "no ending"
        hint = _INSTEAD.get(path.suffix.lower(), _HINT)
        yield Problem("file-kind", Where(name), f"a file with {kind} cannot be published", hint)


def _is_editors(name: str) -> bool:
    """Whether a file is one of the editors', which MkDocs would publish."""
    return name.startswith(DOCS) and not _is_hidden(name)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def read_text(name: str, path: Path) -> str:
    """The text of the file at `path`, called `name` in problems.

    Raises `ProblemsError` where it is too large or not UTF-8, `OSError` where it cannot be read.
    """
    largest = _LARGEST.get(name, _LARGEST_TEXT)
    if (size := path.stat().st_size) > largest:
        message = f"the file has {size:,} bytes; at most {largest:,} are read"
        raise ProblemsError(
            [Problem("text-too-long", Where(name), message, "split it into several files")]
        )
    data = path.read_bytes()
    hint = "save it as UTF-8; your editor offers this under 'Save as' or 'Encoding'"
    if b"\0" in data[:2] or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "the file is saved as UTF-16, in which each letter takes two bytes"
        raise ProblemsError([Problem("file-not-utf-8", Where(name), message, hint)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
        message = f"the file is not UTF-8: byte {error.start + 1} is {data[error.start]:#04x}"
        raise ProblemsError(
            [Problem("file-not-utf-8", Where(name, line), message, hint)]
        ) from error
    # Old programs end a line with CR alone.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_texts(root: Path, texts: Mapping[str, str]) -> None:
    """Write each text to its path below `root`; folders are made as needed.

    All are written beside their places before the first is moved there, so no file is ever half
    written. Raises `OSError` where one cannot be written; unless a move has failed, all files are
    then as they were.
    """
    beside: dict[Path, Path] = {}
    try:
        for name, text in texts.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path] = path.with_name(f".{path.name}.new")
            beside[path].write_text(text, encoding="utf-8", newline="\n")
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)


def copy_files(root: Path, target: Path, sources: Mapping[str, str]) -> None:
    """Copy files below `root` to `target`; `sources` are their paths, by those to copy them to.

    Raises `OSError` where one cannot be written.
    """
    for name, source in sources.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / source, target / name)


def remove_texts(root: Path, names: Iterable[str]) -> None:
    """Delete the files at the paths `names` below `root`; one that is missing does not matter."""
    for name in names:
        (root / name).unlink(missing_ok=True)


def compress_files(root: Path) -> int:
    """Write a `.gz` beside each file below `root` that shrinks by a tenth; returns how many.

    For servers that send such files as they are. The same file always gives the same bytes. Raises
    `OSError` where one cannot be written.
    """
    count = 0
    for path in sorted(root.rglob("*")):
        if path.suffix not in _COMPRESSED or not path.is_file():
            continue
        data = path.read_bytes()
        packed = gzip.compress(data, mtime=0)
        if len(packed) < 0.9 * len(data):
            path.with_name(f"{path.name}.gz").write_bytes(packed)
            count += 1
    return count


def fault_of_target(target: Path) -> str:
    """Why a new folder cannot be written at `target`, for the person who asked; empty if it can."""
    if target.exists() and not target.is_dir():
        return f"{target} is a file: name a folder that is empty, or not there yet"
    try:
        if target.is_dir() and any(target.iterdir()):
            return f"{target} is not empty: name a folder that is, or one not there yet"
    except OSError as error:
        return f"{target} cannot be read: {error.strerror or error}"
    parent = next(folder for folder in (target, *target.absolute().parents) if folder.exists())
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        return f"{target} cannot be written: {parent} does not allow it"
    return ""


def list_files(site: Path) -> dict[str, SiteFile]:
    """The files in the folder of a built site, by path from there."""
    return {
        path.relative_to(site).as_posix(): _describe(path.read_bytes())
        for path in site.rglob("*")
        if path.is_file()
    }


def _describe(data: bytes) -> SiteFile:
    return SiteFile(hashlib.sha256(data).hexdigest(), len(data))


def build_day(zone: str = HERE.zone) -> date:
    """The day of the build by a zone's clock: today, or that of `SOURCE_DATE_EPOCH` if it is set.

    Raises `ProblemsError` where it is not a whole number of seconds, which MkDocs needs too.
    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return local_day(int(given) if given else time.time(), zone)
    except (ValueError, OverflowError, OSError) as error:
        message = f"the setting is '{given}', which is not a time"
        hint = "write whole seconds since 1970, as 'date +%s' gives them, or leave it unset"
        raise ProblemsError(
            [Problem("build-day-wrong", Where("SOURCE_DATE_EPOCH"), message, hint)]
        ) from error
