"""Headings, `## Words`, with a space after the signs, as CommonMark has them."""

from __future__ import annotations

import re

from markdown.blockprocessors import HashHeaderProcessor


class Headings(HashHeaderProcessor):
    """Reads headings; `#5` at the start of a line is none, and `## C#` keeps its last sign.

    Source: https://spec.commonmark.org/0.31.2/#atx-headings
    """

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})(?=[ \t])(?P<header>[^\n]*?)(?:[ \t]#{1,20})?[ \t]{0,3}(?:\n|$)"
    )
