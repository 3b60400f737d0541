"""Links to dial at the numbers that texts may hold."""

from __future__ import annotations

import re

from manual.markup.links import DIALLED
from manual.markup.render import replace_in_text

_NUMBER = re.compile(
    r"(?<![\w.])(999|(?:(?<=\A)|(?<=on\s)|(?i:(?<=call\s)|(?<=ring\s)|(?<=dial\s)|(?<=phone\s)))101)"
    r"(?![\w.]*\w)"
)
_NOT_DIALLED = frozenset({"a", "code", "pre"})


def link_numbers(html: str) -> str:
    """`html` with links to dial at 999 and 101, outside links and code."""
    if not any(number in html for number in DIALLED):
        return html
    return replace_in_text(html, _link, outside=_NOT_DIALLED)


def _link(text: str) -> str:
    return _NUMBER.sub(r'<a class="tel" href="tel:\1">\1</a>', text)
