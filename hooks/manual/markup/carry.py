"""HTML that the build has made, carried through Markdown unchanged.

Markdown reads every tag of the HTML in a page. For a page as large as a section's that takes longer
than all the rest, and changes nothing: the HTML is complete, and its texts are escaped. So it is
put between two comments. `CarriedHtml` takes it out before Markdown runs, and puts it back after.
To any other reader of Markdown they are mere comments, and the page comes out the same.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown import Markdown

_OPEN, _CLOSE = "<!--made-->", "<!--/made-->"
_CARRIED = re.compile(rf"^{_OPEN}\n(.*?)\n{_CLOSE}$", re.DOTALL | re.MULTILINE)


def carry(html: Markup) -> str:
    """`html` as a block of a page of Markdown."""
    return f"{_OPEN}\n{html.strip()}\n{_CLOSE}"


def join_blocks(blocks: Iterable[str]) -> str:
    """A page of Markdown made of blocks of Markdown, and of HTML (`Markup`), which is carried."""
    parts = []
    for is_html, some in groupby(blocks, lambda block: isinstance(block, Markup)):
        text = "\n\n".join(block.strip() for block in some)
        parts.append(carry(Markup(text)) if is_html else text)  # noqa: S704 - made of Markup
    return "\n\n".join(parts)


class CarriedHtml(Extension):
    """The extension of Markdown that carries HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown names it
        """Register the step that takes the HTML out, before those that read HTML and code."""
        # Ahead of the one that reads fenced code, which a value may look like.
        md.preprocessors.register(_Carrier(md), "carried", 27)


class _Carrier(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        stash = self.md.htmlStash
        text = _CARRIED.sub(lambda match: f"\n{stash.store(match[1])}\n", "\n".join(lines))
        return text.split("\n")
