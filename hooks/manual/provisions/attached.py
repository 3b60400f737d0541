"""Which files a text names."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from manual.provisions.page import convert_wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.numbers.numbering import Numbering

_MAY_LINK = re.compile(r"\]\(|\]:")


def links_to_files(text: str, folder: str, numbering: Numbering) -> Iterator[tuple[str, str]]:
    """The path in `docs/` to which each link and picture of a text leads, with its words.

    `folder`, in `docs/`, is that at which its links begin. Paths of pages are among them, and
    whatever links to elsewhere come to: the caller knows which files there are.
    """
    if not _MAY_LINK.search(text):
        return
    reading = convert_wording(text, numbering).reading
    for link in (*reading.links, *reading.pictures):
        address = unquote(re.split("[?#]", link.address, maxsplit=1)[0])
        yield posixpath.normpath(posixpath.join(folder, address)), link.words
