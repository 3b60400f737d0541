"""Addresses of pages: a source path in `docs/`, the address it is served at, links between them."""

from __future__ import annotations

import posixpath
import re
import unicodedata


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
