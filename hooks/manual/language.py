"""Languages, as browsers and screen readers know them by their tags: `cy`, `en-GB`."""

from __future__ import annotations

import re

from manual.problem import RefusedError

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
"""Language, script and region, each written as is usual.

Source: RFC 5646 (BCP 47), section 2.1.
"""


def is_language(tag: str) -> bool:
    """Whether `tag` has the form of a language's tag.

    >>> is_language("cy"), is_language("zh-Hant-TW"), is_language("Welsh"), is_language("en_GB")
    (True, True, False, False)
    """
    return _TAG.fullmatch(tag) is not None


def check_language(tag: str) -> str:
    """The tag; raises `RefusedError` where it is none."""
    if not is_language(tag):
        message = f"'{tag}' is not the tag of a language"
        hint = "write two or three small letters, and perhaps a country: cy, en-GB"
        raise RefusedError("language-unknown", message, hint)
    return tag
