"""What may go from an editor's text into a page: addresses that do nothing but lead, no markup."""

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
"""The schemes that a link may have; one without a scheme leads to a place within the site."""
_PLACEHOLDERS = frozenset({"ref", "contact"})
"""The schemes of the manual's own references, until the page that they are on is known."""

# Browsers drop spaces and control characters, and decode entities, before they look at the scheme.
# Source: https://url.spec.whatwg.org/#url-parsing
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")  # RFC 3986, section 3.1


def plain_address(address: str) -> str:
    """An address as a browser reads it: entities decoded, invisible characters left out."""
    return _UNSEEN.sub("", unescape(address.replace(AMP_SUBSTITUTE, "&")))


def scheme_of(address: str) -> str:
    """The scheme of an address in lower case, without the colon; empty where it has none."""
    match = _SCHEME.match(plain_address(address))
    return match[1].lower() if match else ""


def is_foreign(address: str) -> bool:
    """Whether an address is that of something outside the site."""
    plain = plain_address(address).replace("\\", "/")
    return bool(scheme_of(address)) or plain.startswith("//")


class SafeAddresses(Treeprocessor):
    """Removes the address of every link with a forbidden scheme and of every foreign picture.

    `check_links` reports them to the editor; this is for any that it does not see.
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


# What would mean something when Markdown reads it again; in HTML an entity is the same character.
_ENTITIES = {ord(character): f"&#{ord(character)};" for character in "\\`*_[]{}!|~^"}


def as_text(text: str) -> str:
    """`text` on one line, as Markdown that shows every character as it is."""
    plain = str(escape(" ".join(text.split()))).translate(_ENTITIES)
    # What begins a heading or a list at the start of a line, or closes a heading at its end.
    return re.sub(r"\A[#+\-.=:]|\A\d+[.)]|#+\Z", _spell, plain)


def _spell(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])


_ELEMENT = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_VOID = frozenset({"br", "hr", "img"})
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)


def as_page(html: str) -> str:
    """HTML as the Markdown of a page: blocks of HTML, except for headings.

    Headings become Markdown, so that the site's generator lists them, but nothing within one is
    read as Markdown again. Those within another block stay as they are.
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
    words = re.sub(r"#+\Z", _spell, " ".join(html.split()).translate(_ENTITIES))
    return f"{'#' * level} {words}"
