"""The blocks that an editor puts on a plain page by a name in braces, on a line of its own."""

from __future__ import annotations

import re

from manual.markup.fence import mark_fenced

NAMES = (
    "contacts",
    "newest-amendments",
    "points-to-confirm",
    "publisher",
    "search",
    "status",
    "ways-in",
    "whom-to-ring",
)
"""The names that there are; `pages/plain.py` fills each in."""

BLOCK = re.compile(r"^\{([a-z-]+)\}[ \t]*$", re.MULTILINE)
"""Any name in braces, whether there is such a block or not."""


def set_apart(body: str) -> str:
    """The Markdown of a page with each block in a paragraph of its own; code stays as it is."""
    lines = body.split("\n")
    return "\n".join(
        line if is_code else BLOCK.sub(r"\n\n{\1}\n\n", line)
        for line, is_code in zip(lines, mark_fenced(lines), strict=True)
    )
