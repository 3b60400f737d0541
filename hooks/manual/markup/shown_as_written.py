"""Marks of Markdown and HTML in a text that is shown as it is written: a title, an answer."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"\*\*(?=\S)[^*\n]+\*\*|(?<!\S)([*_]{1,2})(?=\w)[^*_\n]*[\w.,;:!?]\1(?![\w*_])|`[^`\n]+`"
    r"|!?\[[^\[\]\n]+\]\([^()\n]*\)|</?[A-Za-z][^<>\n]*>|<!--|\{contact:[^{}\n]*\}"
    r"|\\(?=[\\*_`\[\]<>#.\d-])|&(?:[A-Za-z]{2,8}|#\w{1,7});|~~(?=\S)[^~\n]+~~|\A#{1,6}[ ]"
)


def find_mark(text: str) -> str:
    """The first mark in `text` that its readers would see, with the words that it marks; or ''.

    >>> [find_mark(text) for text in ("The **lamp**", "5 * 3", "Oil & wicks", "[Oil](oil.md)")]
    ['**lamp**', '', '', '[Oil](oil.md)']
    """
    match = _MARK.search(text)
    return match[0].strip() if match else ""
