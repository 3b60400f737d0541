"""Paths of source texts, the addresses at which their pages are served, and links between them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


DOCS = "docs/"
"""The folder of what readers read."""
RECORDS = "docs/amendments/"
"""The folder of the records, the seal among them."""


GLOSSARY = "docs/glossary.md"


def opens_chapter(path: str) -> bool:
    """Whether `path` is the `index.md` of a chapter's folder."""
    folder, _, name = path.rpartition("/")
    return name == "index.md" and path.startswith(DOCS) and f"{folder}/" not in (DOCS, RECORDS)


def chapter_folders(paths: Iterable[str]) -> list[str]:
    """The folders of chapters among the source `paths`, in order."""
    return sorted({path.rpartition("/")[0] for path in paths if opens_chapter(path)})


def section_paths(paths: Iterable[str], folder: str) -> list[str]:
    """The sources of the sections in a chapter's `folder`, in order."""
    beside = (path for path in sorted(paths) if path.rpartition("/")[0] == folder)
    return [path for path in beside if path.endswith(".md") and not opens_chapter(path)]


def record_paths(paths: Iterable[str]) -> list[str]:
    """The sources of the records, in order."""
    return [path for path in sorted(paths) if path.startswith(RECORDS) and path.endswith(".md")]


def plain_paths(paths: Collection[str]) -> list[str]:
    """The sources of the pages that are no chapter, section or record, nor the glossary."""
    folders = chapter_folders(paths)
    return [
        path
        for path in sorted(paths)
        if path.startswith(DOCS)
        and path.endswith(".md")
        and path != GLOSSARY
        and not path.startswith(RECORDS)
        and path.rpartition("/")[0] not in folders
    ]


def address_of(path: str) -> str:
    """The address, relative to the site's root, of the page made from `path` (relative to docs)."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    if stem == "index":
        return f"{folder}/" if folder else ""
    return f"{folder}/{stem}/" if folder else f"{stem}/"


MADE = ("amendments/", "assets/", "contents/", "current/", "flowchart/", "print/", "search/")
"""Where the build puts pages and files of its own."""
WHOLE_PATH = "print/index.md"
"""The path, relative to `docs/`, of the whole manual as one page for paper."""


def printed_path(path: str) -> str:
    """The same of the chapter whose page is made from `path`."""
    return f"print/{path.rpartition('/')[0]}.md"


def relative(here: str, target: str) -> str:
    """The link from the page at address `here` to `target`, an address that may hold a fragment."""
    address, mark, fragment = target.partition("#")
    if address == here:
        return f"{mark}{fragment}" if mark else "./"
    start = here if here.endswith("/") or not here else posixpath.dirname(here) + "/"
    way = posixpath.relpath("/" + address, "/" + start)
    if address.endswith("/") or not address:
        way += "/"
    return f"{way}{mark}{fragment}"


def slug(text: str) -> str:
    """`text` as an id: lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
