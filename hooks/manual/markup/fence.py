"""Fenced code: lines that no reader of a text takes for anything but code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
"""A line that begins fenced code, with its mark."""


def closes(fence: str, line: str) -> bool:
    """Whether `line` ends the code that the mark `fence` began."""
    mark = line.strip()
    return mark.startswith(fence) and not mark.strip(fence[0])


def mark_fenced(lines: Iterable[str]) -> Iterator[bool]:
    """Of each line, whether it belongs to fenced code."""
    fence = ""
    for line in lines:
        mark = FENCE.match(line)
        yield bool(fence or mark)
        if fence:
            fence = "" if closes(fence, line) else fence
        elif mark:
            fence = mark[1]
