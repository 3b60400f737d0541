"""The footnotes of a text: each has its mark, [^1], and its words, [^1]: …, in the same text."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from manual.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


class Footnotes:
    """Numbers the footnotes of one page, and links each mark with its words, both ways.

    The words stand below their paragraph, since they belong to its wording. `prefix` is what ids
    on the page begin with: `as-at-`.
    """

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._count = 0

    def link(self, html: str, place: str) -> Markup:
        """The HTML of a paragraph with its footnotes numbered; `place` is its id on the page."""
        if "footnote-mark" not in html:
            return Markup(html)  # noqa: S704 - made of rendered HTML
        labels = dict.fromkeys(_MARK.findall(html))
        numbers = {label: n for n, label in enumerate(labels, self._count + 1)}
        self._count += len(labels)
        seen = set[str]()

        def mark(match: re.Match[str]) -> str:
            n, label = numbers[match[1]], match[1]
            own = "" if label in seen else f' id="{self._id(place, n, "mark")}"'
            seen.add(label)
            # With its class ahead it is taken for no link that a text has.
            to = f'href="#{self._id(place, n, "note")}" aria-label="Footnote {n}"'
            return f'<sup class="footnote-mark"><a class="footnote-link"{own} {to}>{n}</a></sup>'

        return Markup(_MARK.sub(mark, self._number_words(html, place, numbers)))  # noqa: S704 - as above

    def _number_words(self, html: str, place: str, numbers: Mapping[str, int]) -> str:
        parts, end = [], 0
        for match in _find_words(html):
            n = numbers.get(match["label"])
            if n is None:
                continue
            own = f'id="{self._id(place, n, "note")}" href="#{self._id(place, n, "mark")}"'
            link = f'<a class="footnote-link" {own} aria-label="Footnote {n}: back">{n}</a>'
            parts += [html[end : match.start()], f'<span class="list-mark">{link}</span>']
            end = match.end()
        return "".join([*parts, html[end:]])

    def _id(self, place: str, n: int, what: str) -> str:
        return escape(f"{self._prefix}{place}-{what}-{n}")


def _labels(html: str) -> Iterator[str]:
    return (unescape(match["label"]) for match in _find_words(html))


def _find_words(html: str) -> Iterator[re.Match[str]]:
    """Where the words of each footnote have its label; not the marks of a list within them."""
    lists: list[str] = []
    for match in _OF_LISTS.finditer(html):
        if match["label"] is not None:
            if lists and lists[-1] == "marked footnotes":
                yield match
        elif match["tag"].startswith("/"):
            lists.pop()
        else:
            lists.append(match["kind"] or "")
