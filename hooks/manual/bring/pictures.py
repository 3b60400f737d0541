"""Pictures of a source: their bytes beside the texts, and the words that say what they show."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from manual.bring.inline import clean

if TYPE_CHECKING:
    from manual.bring.piece import Source

_KINDS = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"))
_LARGEST = 20_000_000
"""Bytes of a picture."""
_MARKUP = re.compile(r"[\[\]\\`*_<>{}^~|]")


def keep_picture(data: bytes | None, said: str, source: Source, place: int) -> str:
    """The Markdown of a picture, whose bytes go into the files of the source.

    Empty where it cannot be one, which is remarked. `said` are the words for those who cannot see.
    """
    words = " ".join(_MARKUP.sub(" ", clean(said)).split())
    ending = next((e for begins, e in _KINDS if data and data.startswith(begins)), "")
    if data is None or not ending or len(data) > _LARGEST:
        source.remark(place, "a picture is left out: save it as .png or .jpg, and put it in", words)
        return ""
    # Named by what it is, so that two sources never have two of one name.
    name = f"picture-{hashlib.sha256(data).hexdigest()[:8]}{ending}"
    source.files[name] = data
    # A picture without words is named so that the checks ask for some.
    return f"![{words or name.partition('.')[0]}]({name})"
