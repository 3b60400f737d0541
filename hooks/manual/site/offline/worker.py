"""The service worker, `sw.js`: it keeps one whole copy of the manual on the reader's device."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

from manual.address import DATA, DATA_SCHEMA, FEED

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = "sw.js"
"""It is at the root, since a worker serves only what is below its own address."""
_LEFT_OUT_PAGES = re.compile(r"print/|(?:.+/)?as-at/\d{4}-\d\d-\d\d/")
"""The beginnings of the paths of pages for paper, and of earlier wordings."""
_INDEX = re.compile(r"(?:^|(?<=/))index\.html$")
_LEFT_OUT_ENDINGS = (".pdf", ".gz")
_LEFT_OUT = {PATH, "sitemap.xml", FEED, DATA, DATA_SCHEMA}
"""What programs read, and no page loads."""
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


def files_of_copy(files: Mapping[str, SiteFile]) -> dict[str, SiteFile]:
    """Those of the `files` (by path from the site's root) that the copy holds.

    They are by address from the root, percent-encoded as browsers ask for it.
    """
    return {
        quote(_INDEX.sub("", path), safe=_AS_BROWSERS_WRITE): file
        for path, file in sorted(files.items())
        if _is_copied(path)
    }


def worker(files: Mapping[str, SiteFile], edition: str) -> str:
    """The text of `sw.js` for the published `files` (by path from the site's root).

    It is `worker.js` after the constants that `constants.d.ts` declares. It changes when a file of
    the copy or the id of the `edition` does, and not otherwise.
    """
    hashes = {address: file.hash for address, file in files_of_copy(files).items()}
    listed = json.dumps(hashes, indent=1)
    build = hashlib.sha256(f"{edition}\n{listed}".encode()).hexdigest()[:16]
    constants = {"BUILD": build, "EDITION": edition, "FILES": hashes}
    lines = [f"const {name} = {json.dumps(value, indent=1)};" for name, value in constants.items()]
    return "\n".join([*lines, "", _script("worker.js")])


def recall() -> str:
    """The text of a `sw.js` that removes every copy and every worker of this site."""
    return _script("recall.js")


def _is_copied(path: str) -> bool:
    return not (
        path in _LEFT_OUT
        or path.startswith(_OF_THE_HOST)
        or path.endswith(_LEFT_OUT_ENDINGS)
        or _LEFT_OUT_PAGES.match(path)
    )


@cache
def _script(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
