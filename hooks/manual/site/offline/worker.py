"""The service worker, `sw.js`: it keeps one whole copy of the manual on the reader's device."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from manual.site.offline.kept_files import files_of_copy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.site.offline.kept_files import SiteFile


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


@cache
def _script(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
