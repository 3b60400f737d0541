"""How large and deep a text may be.

A text beyond these limits is a mistake or an attack, which would stop the build or show readers
what is not there. Ordinary texts stay far below them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.problem import Problem, Where
from manual.text.characters import check_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST_PAGE = 250_000
"""Characters of one Markdown text: a book has about four times as many."""
LONGEST_LINE = 10_000
"""Characters of one line."""
MOST_BRACKETS = 100
"""Brackets `[` in one paragraph: the time that Markdown needs grows with their square."""
DEEPEST = 10
"""Levels of lists and quotations within one another."""
WIDEST = 60
"""Spaces at the beginning of a line: each four are a level."""


def check_page(path: str, text: str) -> tuple[Problem, ...]:
    """What makes a Markdown text too large, too deep or misleading to be read; empty if nothing.

    `path` and `text` are as for `check_characters`; line ends are LF. A text that is too large is
    not looked at any further.
    """
    if len(text) > LARGEST_PAGE:
        message = f"the text has {len(text):,} characters; at most {LARGEST_PAGE:,} are read"
        return (Problem("text-too-long", Where(path), message, "split it into several pages"),)
    return (*check_characters(path, text), *_check_lines(path, text.split("\n")))


def _check_lines(path: str, lines: Iterable[str]) -> Iterator[Problem]:
    brackets = 0
    for number, line in enumerate(lines, 1):
        where = Where(path, number)
        before = brackets
        brackets = brackets + line.count("[") if line.strip() else 0
        if before <= MOST_BRACKETS < brackets:
            message = f"a paragraph has more than {MOST_BRACKETS} opening brackets"
            yield Problem(
                "brackets-too-many",
                where,
                message,
                "split it: leave a blank line between its parts",
            )
        if len(line) > LONGEST_LINE:
            message = f"the line has {len(line):,} characters; at most {LONGEST_LINE:,} are read"
            yield Problem("line-too-long", where, message, "break it, or split the paragraph")
        elif _depth(line) > DEEPEST:
            message = f"lists or quotations are nested more than {DEEPEST} levels deep"
            yield Problem("nesting-too-deep", where, message, "use fewer levels")


def _depth(line: str) -> int:
    """How many levels deep a line is, by its indentation or by the marks at its beginning."""
    bare = line.lstrip()
    if len(line.expandtabs(4)) - len(bare.expandtabs(4)) > WIDEST:
        return DEEPEST + 1
    depth = 0
    for word in line[:LONGEST_LINE].split():
        if word.strip(">-*+") and not re.fullmatch(r"\d+[.)]", word):
            break
        depth += max(word.count(">"), 1)
    # A rule across the page, `* * *`, has no words after it.
    return depth if set(bare) - set("-*_ \t") else 0
