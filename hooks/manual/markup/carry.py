"""HTML that the build has made, carried through Markdown as it stands.

Markdown reads every tag of the HTML in a page. For pages as large as a section's that takes longer
than everything else, and finds nothing: the HTML is whole, and its texts are escaped. So it stands
between two comments, and whoever knows them (`CarriedHtml`) takes it out ahead of Markdown and puts
it back behind. For all others the comments are comments, and the page is the same.
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
    """A page of Markdown made of blocks; what is `Markup` among them is carried."""
    parts = []
    for is_html, some in groupby(blocks, lambda block: isinstance(block, Markup)):
        text = "\n\n".join(block.strip() for block in some)
        parts.append(carry(Markup(text)) if is_html else text)  # noqa: S704 - made of Markup
    return "\n\n".join(parts)


class CarriedHtml(Extension):
    """The extension of Markdown that carries it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown names it
        """Take part in a conversion, ahead of what reads HTML."""
        md.preprocessors.register(_Carrier(md), "carried", 25)


class _Carrier(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        stash = self.md.htmlStash
        text = _CARRIED.sub(lambda match: f"\n{stash.store(match[1])}\n", "\n".join(lines))
        return text.split("\n")
