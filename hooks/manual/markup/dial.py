"""Links to dial at the numbers that texts may hold."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from manual.markup.render import replace_in_text

_NOT_DIALLED = frozenset({"a", "code", "pre"})


def link_numbers(html: str, dialled: tuple[str, ...]) -> str:
    """`html` with links to dial at those short numbers, outside links and code."""
    if not any(number in html for number in dialled):
        return html
    return replace_in_text(html, partial(_link, _short_numbers(dialled)), outside=_NOT_DIALLED)


def _link(numbers: re.Pattern[str], text: str) -> str:
    return numbers.sub(r'<a class="tel" href="tel:\1">\1</a>', text)


@lru_cache(maxsize=4)
def _short_numbers(dialled: tuple[str, ...]) -> re.Pattern[str]:
    """Matches the numbers that texts may hold. What could be something else follows a verb."""
    plain = "|".join(number for number in dialled if number == "999") or "(?!)"
    others = "|".join(number for number in dialled if number != "999") or "(?!)"
    return re.compile(
        rf"(?<![\w.])({plain}|(?:(?<=\A)|(?<=on\s)"
        rf"|(?i:(?<=call\s)|(?<=ring\s)|(?<=dial\s)|(?<=phone\s)))(?:{others}))(?![\w.]*\w)"
    )
