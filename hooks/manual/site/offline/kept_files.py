"""Which files of the built site the copy on a reader's device holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from manual.address import DATA, DATA_SCHEMA, FEED, NEWEST, PUBLISHED_CHAIN, PUBLISHED_SEAL

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

WORKER = "sw.js"
"""It is at the root, since a worker serves only what is below its own address."""
_LEFT_OUT_PAGES = re.compile(r"print/|poster/|amendments/\d+/|(?:.+/)?as-at/\d{4}-\d\d-\d\d/")
"""The beginnings of the paths of pages for paper, of the poster, of single amendments, and of
earlier wordings.

What an amendment changed in the present text stands beside that too."""
_INDEX = re.compile(r"(?:^|(?<=/))index\.html$")
_LEFT_OUT = {
    WORKER,
    NEWEST,
    "sitemap.xml",
    FEED,
    DATA,
    DATA_SCHEMA,
    PUBLISHED_SEAL,
    PUBLISHED_CHAIN,
}
"""What programs read and no page loads; and `newest.json`, which is read past the copy."""
_OF_THE_HOST = ("_", ".", "CNAME", "headers.nginx", "robots.txt")
"""How the names of files for the host begin, which it may not serve."""
_AS_BROWSERS_WRITE = "/!$&'()*+,;=:@~"
"""What a path has unencoded. Source: https://url.spec.whatwg.org/#path-percent-encode-set"""


@dataclass(frozen=True)
class SiteFile:
    """A file of the built site."""

    hash: str
    """SHA-256 of its content, as hexadecimal digits."""
    size: int
    """In bytes."""


def files_of_copy(
    files: Mapping[str, SiteFile], uncopied: Collection[str] = ()
) -> dict[str, SiteFile]:
    """Those of the `files` (by path from the site's root) that the copy holds.

    They are by address from the root, percent-encoded as browsers ask for it. `uncopied` are forms
    and pictures for which there is no room in it, and those of earlier days.
    """
    return {
        address_of_file(path): file
        for path, file in sorted(files.items())
        if _is_copied(path) and path not in uncopied
    }


def address_of_file(path: str) -> str:
    """The address of a file of the built site, from the root, percent-encoded as browsers do."""
    return quote(_INDEX.sub("", path), safe=_AS_BROWSERS_WRITE)


def is_for_readers(path: str) -> bool:
    """Whether a file of the built site is served, and is neither for the host nor a packed twin."""
    return not path.startswith(_OF_THE_HOST) and not path.endswith(".gz")


def _is_copied(path: str) -> bool:
    return not (
        path in _LEFT_OUT
        or path.startswith(_OF_THE_HOST)
        or path.endswith(".gz")
        or _LEFT_OUT_PAGES.match(path)
    )
