"""The blocks that an editor asks for by a name in braces, on a line of its own, on a plain page."""

from __future__ import annotations

import re

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

BLOCK = re.compile(r"^\{([a-z-]+)\}[ \t]*$", re.MULTILINE)


def set_apart(body: str) -> str:
    """The Markdown of a page with each block in a paragraph of its own."""
    return BLOCK.sub(r"\n\n{\1}\n\n", body)
