"""The blocks that an editor puts on a plain page by a name in braces, on a line of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.markup.fence import mark_fenced
from manual.markup.render import blank_code
from manual.problem import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from manual.plain.model import PlainPage

NAMES = (
    "contacts",
    "newest-amendments",
    "points-to-confirm",
    "publisher",
    "search",
    "situations",
    "status",
    "ways-in",
    "who-to-call",
)
"""The names that there are; `pages/plain.py` fills each in."""

FORMER = {"whom-to-ring": "who-to-call"}
"""Blocks that were called otherwise, and what they are called now. They are read all the same."""

BLOCK = re.compile(r"^\{([a-z-]+)\}[ \t]*$", re.MULTILINE)
"""Any name in braces, whether there is such a block or not."""


def set_apart(body: str) -> str:
    """The Markdown of a page with each block in a paragraph of its own; code stays as it is."""
    lines = body.split("\n")
    return "\n".join(
        line if is_code else BLOCK.sub(r"\n\n{\1}\n\n", line)
        for line, is_code in zip(lines, mark_fenced(lines), strict=True)
    )


def present_name(name: str) -> str:
    """What the block that an editor calls `name` is called now."""
    return FORMER.get(name, name)


def former_names(pages: Iterable[PlainPage]) -> Iterator[Problem]:
    """A notice for each block that has another name now."""
    for page in pages:
        body = blank_code(page.body)
        for match in BLOCK.finditer(body):
            if match[1] in FORMER:
                now = FORMER[match[1]]
                line = page.body_line + body.count("\n", 0, match.start())
                message = f"{{{match[1]}}} is now called {{{now}}}"
                hint = f"write {{{now}}} in its place: it means the same"
                yield Problem("name-former", Where(page.source, line), message, hint)
