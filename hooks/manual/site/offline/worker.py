"""The service worker, `sw.js`: it keeps one whole copy of the manual on the reader's device."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from manual.site.offline.kept_files import files_of_copy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from manual.site.offline.kept_files import SiteFile


def worker(files: Mapping[str, SiteFile], edition: str, uncopied: Collection[str] = ()) -> str:
    """The text of `sw.js` for the published `files` (by path from the site's root).

    It is `worker.js` after the constants that `constants.d.ts` declares. It changes when a file of
    the copy or the id of the `edition` does, and not otherwise. `uncopied` are as for
    `files_of_copy`.
    """
    hashes = _hashes(files, uncopied)
    constants = {"BUILD": _build(hashes, edition), "EDITION": edition, "FILES": hashes}
    lines = [f"const {name} = {json.dumps(value, indent=1)};" for name, value in constants.items()]
    return "\n".join([*lines, "", _script("worker.js")])


def newest(
    files: Mapping[str, SiteFile], edition: str, today: date, uncopied: Collection[str] = ()
) -> str:
    """The text of `newest.json`, by which a page and a worker learn what the site serves now.

    It alone says on which day the site was built: on a day on which nothing else changes, no page
    does. `build` is that of the worker.
    """
    values = {
        "day": today.isoformat(),
        "edition": edition,
        "build": _build(_hashes(files, uncopied), edition),
    }
    return json.dumps(values) + "\n"


def _hashes(files: Mapping[str, SiteFile], uncopied: Collection[str]) -> dict[str, str]:
    return {address: file.hash for address, file in files_of_copy(files, uncopied).items()}


def _build(hashes: Mapping[str, str], edition: str) -> str:
    listed = json.dumps(hashes, indent=1)
    return hashlib.sha256(f"{edition}\n{listed}".encode()).hexdigest()[:16]


def recall() -> str:
    """The text of a `sw.js` that removes every copy and every worker of this site."""
    return _script("recall.js")


@cache
def _script(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
