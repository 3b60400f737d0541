"""The footnotes of a text: each has its mark, [^1], and its words, [^1]: …, in the same text."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from manual.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.markup.links import Find

_MARK = re.compile(r'<sup class="footnote-mark">([^<]*)</sup>')
_OF_LISTS = re.compile(
    r'<(?P<tag>/?[ou]l)(?: class="(?P<kind>[^"]*)")?[^>]*>'
    r'|<span class="list-mark">(?P<label>[^<]*)</span>'
)
"""Where a list begins or ends, and the mark of an item."""


def check_footnotes(html: str, find: Find) -> Iterator[Problem]:
    """A problem for each footnote of the rendered `html` that lacks its mark or its words.

    `find` says where something is written.
    """
    if "footnote" not in html:
        return
    marks = dict.fromkeys(map(unescape, _MARK.findall(html)))
    words = Counter(_labels(html))
    for label in marks:
        if label not in words:
            hint = f"write [^{label}]: and its words on a line of its own, in the same paragraph"
            message = f"footnote {label} has no words"
            yield Problem("footnote-without-words", find(f"[^{label}]"), message, hint)
    for label, count in words.items():
        if label not in marks:
            hint = f"write [^{label}] where it belongs, in the same paragraph, or delete it"
            message = f"no text has the mark of footnote {label}"
            yield Problem("footnote-without-mark", find(f"[^{label}]:"), message, hint)
        if count > 1:
            hint = "give one of them another label, or delete it"
            message = f"footnote {label} has words {count} times"
            yield Problem("footnote-twice", find(f"[^{label}]:"), message, hint)


def _labels(html: str) -> Iterator[str]:
    """The label of each footnote's words; not the marks of a list within them."""
    lists: list[str] = []
    for match in _OF_LISTS.finditer(html):
        if match["label"] is not None:
            if lists and lists[-1] == "marked footnotes":
                yield unescape(match["label"])
        elif match["tag"].startswith("/"):
            lists.pop()
        else:
            lists.append(match["kind"] or "")
