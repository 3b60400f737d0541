"""Links to forms, which say what they lead to; and pictures, which keep their place on the page."""

from __future__ import annotations

import re

from markupsafe import escape

_LINK = re.compile(
    r'(<a data-file="[^"]*") data-said="([^"]*)"( data-far)?([^>]*>)(.*?)</a>', re.DOTALL
)
"""A link to a file as `open_link` begins it."""
_SAID = re.compile(r' data-said="[^"]*"(?: data-far)?')
_HEADING = re.compile(r"<(h[1-6])>.*?</\1>", re.DOTALL)
_TITLED = re.compile(r'(<img alt="[^"]*"[^>]*?) title="([^"]*)">')
_CAPTIONED = r'<span class="picture">\1><span class="caption">\2</span></span>'
"""It may be within words that were inserted, so it is no block."""


def open_link(link: str, address: str, said: str, *, is_far: bool) -> str:
    """The attributes of a link to a file; `say_kinds` puts what is `said` of it among its words.

    `address` is the whole one, for paper. `is_far`: the copy on a device does not hold it.
    """
    # A number and its unit stay on one line.
    whole = escape(re.sub(r"(?<=\d) ", "\N{NO-BREAK SPACE}", said))
    far = " data-far" if is_far else ""
    return f' data-file="{escape(address)}" data-said="{whole}"{far} href="{escape(link)}"'


def open_picture(link: str, width: int, height: int, *, is_late: bool) -> str:
    """The attributes of a picture: with its size, nothing moves when it comes.

    `is_late`: it is loaded when a reader comes near it.
    """
    size = f' width="{width}" height="{height}"' if width and height else ""
    return f' src="{escape(link)}"{size}' + (' loading="lazy" decoding="async"' if is_late else "")


def say_kinds(html: str) -> str:
    """`html` with the kind and the size of each file among the words of the link to it.

    A picture with a title has that as its caption.
    """
    if "data-said" in html:
        # The address of a heading is made of its words, and stays when a form changes.
        html = _HEADING.sub(lambda match: _SAID.sub("", match[0]), html)
        html = _LINK.sub(_say_kind, html)
    if "<img" in html:
        html = _TITLED.sub(_CAPTIONED, html)
    return html


def _say_kind(match: re.Match[str]) -> str:
    start, said, far, rest, words = match.groups()
    far = '<span class="file-far">, needs a signal</span>' if far else ""
    return f'{start}{rest}{words} <span class="file-kind">({said}{far})</span></a>'
