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
_LIST = re.compile(r'<ol class="marked footnotes">(.*?)</ol>', re.DOTALL)
_WORDS = re.compile(r'<span class="list-mark">([^<]*)</span>')


def check_footnotes(html: str, find: Find) -> Iterator[Problem]:
    """A problem for each footnote of the rendered `html` that lacks its mark or its words.

    `find` says where something is written.
    """
    if "footnote" not in html:
        return
    marks = dict.fromkeys(map(unescape, _MARK.findall(html)))
    lists = [words for found in _LIST.findall(html) for words in _WORDS.findall(found)]
    words = Counter(map(unescape, lists))
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
