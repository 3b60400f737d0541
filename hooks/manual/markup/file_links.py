"""Links to forms, which say what they lead to; and pictures, which keep their place on the page."""

from __future__ import annotations

import re

from markupsafe import escape

_LINK = re.compile(r'(<a data-file="[^"]*") data-said="([^"]*)"([^>]*>)(.*?)</a>', re.DOTALL)
"""A link to a file as `open_link` begins it."""


def open_link(link: str, address: str, said: str) -> str:
    """The attributes of a link to a file; `say_kinds` puts what is `said` of it among its words.

    `address` is the whole one, for paper.
    """
    return f' data-file="{escape(address)}" data-said="{escape(said)}" href="{escape(link)}"'


def open_picture(link: str, width: int, height: int, *, is_late: bool) -> str:
    """The attributes of a picture: with its size, nothing moves when it comes.

    `is_late`: it is loaded when a reader comes near it.
    """
    size = f' width="{width}" height="{height}"' if width and height else ""
    return f' src="{escape(link)}"{size}' + (' loading="lazy" decoding="async"' if is_late else "")


def say_kinds(html: str) -> str:
    """`html` with the kind and the size of each file among the words of the link to it."""
    if "data-said" not in html:
        return html
    return _LINK.sub(r'\1\3\4 <span class="file-kind">(\2)</span></a>', html)
