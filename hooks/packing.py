"""Keeps what MkDocs holds small: it reads every page before it writes the first."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


def on_page_content(html: str, *, page: Page, **_: Any) -> Any:
    """Let go of a page's source, and pack its HTML."""
    page.markdown = ""  # MkDocs tells no title of a page whose source is None
    return zlib.compress(html.encode(), level=1)


def on_page_context(context: Any, *, page: Page, **_: Any) -> Any:
    """Give the template the page's HTML; the page itself keeps it packed."""
    return {**context, "content": zlib.decompress(page.content).decode()}  # type: ignore[arg-type]
