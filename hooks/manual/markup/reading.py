"""What a reader gets of a text once it is rendered: words, links, pictures.

All of it is read out of the HTML that goes into the pages, so that what is checked is what is
shown. The HTML is our own renderer's: every tag is whole, and every other `<` is escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "i", "ins", "s", "span", "strong", "sub", "sup"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_CODE = frozenset({"div", "span", "td"})
_CODE = "highlight"
"""The class of code."""
_ASKED = frozenset({"filename", "linenos", "hll"})
"""Classes of what is set around code and in it where its first line asks for that."""
_SAID = ("alt", "title")
"""Attributes that hold words for readers."""


@dataclass(frozen=True)
class Link:
    """A link, or a picture, as a reader meets it."""

    words: str
    """Of a link that is a picture, the words that stand for that."""
    address: str
    """With its entities decoded."""


@dataclass
class Reading:
    """What is read out of the HTML of one text."""

    links: list[Link] = field(default_factory=list)
    pictures: list[Link] = field(default_factory=list)
    """Each with the words that stand for it."""
    code_marks: list[str] = field(default_factory=list)
    """What code bears besides its language: an id, a class, a title, numbers of lines."""
    headings: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """The words of each block, and those of attributes; emphasis and the like parts none."""


def read_html(html: str) -> Reading:
    """What a reader gets of HTML that was rendered here."""
    reading, parts, open_link, shown = Reading(), [""], None, ""
    for before, is_end, name, attributes in _tokens(html):
        parts.append(before)
        values = dict(_ATTRIBUTE.findall(attributes)) if attributes else {}
        if name == "a" and is_end and open_link:
            address, start = open_link
            words = unescape("".join(parts[start:]))
            reading.links.append(Link(words if words.strip() else shown, address))
            if words.strip() == address:
                parts[start:] = [" "]  # an address is judged as one
            open_link = None
        elif name == "a" and "href" in values:
            open_link, shown = (unescape(values["href"]), len(parts)), ""
        elif name not in _INLINE:
            _end_block(reading, parts, name)
        shown = shown or unescape(values.get("alt", ""))
        _note(reading, name, values)
    parts.append(html[html.rfind(">") + 1 :])
    _end_block(reading, parts, "")
    return reading


def _tokens(html: str) -> Iterator[tuple[str, str, str, str]]:
    """Each tag: the text before it, whether it closes, its name and its attributes."""
    start = 0
    for match in _TAG.finditer(html):
        yield html[start : match.start()], match[1], match[2], match[3]
        start = match.end()


def _end_block(reading: Reading, parts: list[str], name: str) -> None:
    if name == "br":
        parts.append(" ")
        return
    text = unescape("".join(parts)).strip()
    if text:
        reading.words.append(text)
        if name in _HEADINGS:
            reading.headings.append(text)
    parts[:] = [""]


def _note(reading: Reading, name: str, values: dict[str, str]) -> None:
    if name == "img" and "src" in values:
        words = unescape(values.get("alt", ""))
        reading.pictures.append(Link(words, unescape(values["src"])))
    if name in _OF_CODE:
        reading.code_marks += _code_marks(values)
    reading.words += [unescape(values[key]) for key in _SAID if key in values]


def _code_marks(values: dict[str, str]) -> list[str]:
    classes = values.get("class", "").split()
    if _CODE not in classes:
        return [one for one in classes if one in _ASKED]
    own = [one for one in classes if one != _CODE]
    named = [f"#{values['id']}"] if values.get("id") else []
    return [unescape(one) for one in (*named, *own)]
