"""What may go from an editor's text into a page: addresses that only lead somewhere, no markup."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from markupsafe import escape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Kinds of address that a link may have; one without a scheme leads within the site."""
_PLACEHOLDERS = frozenset({"ref", "contact"})
"""What the manual's own references look like until the page is known that they stand on."""

# A browser leaves out spaces and control signs, and reads entities, before it looks at the scheme.
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def plain_address(address: str) -> str:
    """An address as a browser reads it: entities decoded, what is not seen left out."""
    return _UNSEEN.sub("", unescape(address.replace(AMP_SUBSTITUTE, "&")))


def scheme_of(address: str) -> str:
    """The scheme of an address in small letters; empty where it has none."""
    match = _SCHEME.match(plain_address(address))
    return match[1].lower() if match else ""


def is_foreign(address: str) -> bool:
    """Whether what stands at an address would be loaded from elsewhere than the site."""
    plain = plain_address(address).replace("\\", "/")
    return bool(scheme_of(address)) or plain.startswith("//")


class SafeAddresses(Treeprocessor):
    """Takes the address from every link that may not be followed and picture from elsewhere.

    The check names them to the editor; this is for what the check does not see.
    """

    name = "safe_addresses"
    priority = -10
    """After everything that makes or changes an address."""

    def run(self, root: Element) -> None:
        """Look at every element below `root`."""
        for element in root.iter():
            link, picture = element.get("href"), element.get("src")
            if link is not None and scheme_of(link) not in {"", *SCHEMES, *_PLACEHOLDERS}:
                del element.attrib["href"]
            if picture is not None and is_foreign(picture):
                del element.attrib["src"]


# What Markdown, read once more, could take for a sign of its own; entities mean the same in HTML.
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_[]{}!|~^"}


def as_text(text: str) -> str:
    """`text`, on one line, as Markdown that shows it letter by letter."""
    plain = str(escape(" ".join(text.split()))).translate(_SIGNS)
    # What makes a heading, a list or a number where it begins a line, or ends a heading.
    return re.sub(r"\A[#+\-.=:]|\A\d+[.)]|#+\Z", _spell, plain)


def _spell(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign)};" for sign in match[0])


_ELEMENT = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_VOID = frozenset({"br", "hr", "img"})
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)


def as_page(html: str) -> str:
    """HTML as Markdown of a page: all of it blocks of HTML, but for headings.

    Headings are Markdown, so that the site's generator lists them; nothing in them is read as
    Markdown a second time. Those within another block stay as they are.
    """
    parts: list[str] = []
    start = depth = 0
    for match in _ELEMENT.finditer(html):
        if match.start() < start:
            continue
        if not depth and not match[1] and (heading := _HEADING.match(html, match.start())):
            parts += [html[start : heading.start()], _heading(int(heading[1]), heading[2])]
            start = heading.end()
        elif match[2] not in _VOID:
            depth += -1 if match[1] else 1
    parts.append(html[start:])
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _heading(level: int, html: str) -> str:
    words = re.sub(r"#+\Z", _spell, " ".join(html.split()).translate(_SIGNS))
    return f"{'#' * level} {words}"
