"""What may go from an editor's text into a page: addresses that do nothing but lead, no markup."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, STX
from markupsafe import escape

from manual.problem import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from markdown import Markdown

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Kinds of address that a link may have; one without a scheme leads within the site."""
OWN = "\ue000"
"""Ahead of the address of a link that the manual makes: no text may hold this character."""

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


_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z]){_LABEL}")
"""A host as browsers read it too (RFC 1123, 2.1), so that what is shown is where it leads.

One that ends in a number is that of a machine, which browsers may write otherwise.
Source: https://url.spec.whatwg.org/#host-parsing
"""
_NOT_IN_ADDRESS = frozenset(' "<>[]{}\\^`|')
"""What RFC 3986 has no place for in an address of a page."""


def is_plain_host(address: str) -> bool:
    """Whether everyone reads the same host, and nothing ahead of it, in a web address."""
    if "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - it raises where it is no number
    except ValueError:
        return False
    return parts.username is None and bool(HOST.fullmatch(parts.hostname or ""))


_MAILBOX = re.compile(r"[\w.+'-]+", re.ASCII)


def is_mail_address(text: str) -> bool:
    """Whether a text is one mail address, in letters that look like no others."""
    name, _, host = text.partition("@")
    return bool(_MAILBOX.fullmatch(name) and HOST.fullmatch(host.lower()))


def is_one_address(text: str) -> bool:
    """Whether a text is one address and nothing else: no space, no mark that an address lacks."""
    return text.isprintable() and not set(text) & _NOT_IN_ADDRESS


def check_web_address(text: str) -> str:
    """A web address as it is. Raises `RefusedError` where it is none, or hides where it leads."""
    if not text.startswith(("https://", "http://")):
        hint = "write https:// and the rest of it"
        raise RefusedError("web-address-wrong", "it is not a web address", hint)
    if not is_one_address(text) or not is_plain_host(text):
        hint = "write it as the browser shows it: https://www.example.org/page"
        raise RefusedError("link-host", "it is not clear where it leads", hint)
    return text


class SafeAddresses(Treeprocessor):
    """Removes the address of every link with a forbidden scheme and of every foreign picture.

    `check_links` reports them to the editor; this is for any that it does not see.
    """

    name = "safe_addresses"
    priority = -10
    """After everything that makes or changes an address."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.links: list[str] = []
        """The addresses of links that were taken away."""
        self.pictures: list[str] = []

    def run(self, root: Element) -> None:
        """Look at every element below `root`."""
        self.links, self.pictures = [], []
        for element in root.iter():
            link, picture = element.get("href"), element.get("src")
            if link is not None and link.startswith(OWN):
                element.set("href", link.removeprefix(OWN))
            elif link is not None and scheme_of(link) not in {"", *SCHEMES}:
                self.links.append(plain_address(link))
                del element.attrib["href"]
            if picture is not None and is_foreign(picture):
                self.pictures.append(plain_address(picture))
                del element.attrib["src"]


class MarkupLeft(Treeprocessor):
    """Notes what was written as markup and is left as words: HTML, and links to unknown names."""

    name = "markup_left"
    priority = 5
    """After links are made, and while what a backslash escapes can still be told."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.is_asked = False
        """Whether the text to be converted can hold any."""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.broken: list[str] = []
        """Links and pictures that are written so that they are none."""
        self.alone: list[str] = []
        """Marks of strong words and of code, with a word, that have no other to close them."""
        self.headings: list[str] = []
        """What begins as a heading does, and is none since it does not begin at the left."""

    def run(self, root: Element) -> None:
        """Look at the words of every element below `root`, but for code."""
        self.tags, self.links, self.broken, self.alone, self.headings = [], [], [], [], []
        if not self.is_asked:
            return
        text = "".join(_words(root))
        self.tags = [_tag(match[0]) for match in _RAW_HTML.finditer(text)]
        self.links = [match[0] for match in _UNKNOWN_NAME.finditer(text)]
        # Up to what Markdown has put aside: a character of its own marks that.
        self.broken = [match[0].partition(STX)[0] for match in _BROKEN_LINK.finditer(text)]
        self.alone = [match[0] for match in _ALONE.finditer(text)]
        self.headings = [match[0] for match in _HEADING_LEFT.finditer(text)]


def _words(element: Element) -> Iterator[str]:
    if element.tag != "code":
        yield element.text or ""
        for child in element:
            yield from _words(child)
    yield "\n\n" if element.tag in _BLOCKS else ""
    yield element.tail or ""


_BLOCKS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ADDRESS_LIKE = (
    r"<(?:[A-Za-z][A-Za-z0-9+.-]+:(?!//)|[^<>\s]{0,80}@|(?:\.{1,2}/|#)\w|[\w/-]{1,80}\.)"
    r"[^<>\s]{0,200}>"
)
"""What looks like an address in angle brackets, and was made no link."""
_RAW_HTML = re.compile(rf"<(?!https?://)(?!{_ADDRESS_LIKE[1:]})(?:/?[A-Za-z][^<>\n]*|!--|[!?])")
_FILE = r"[\w./-]{1,100}\.[a-z]{2,5}"
_BROKEN_LINK = re.compile(
    rf"\[[^\[\]\n]{{1,200}}\](?:\(|[ ]\((?:https?:|mailto:|{_FILE}\)))[^()\s]{{0,80}}\)?"
    r"|!\[[^\[\]\n]{1,200}\](?![\[(])"
    rf"|{_ADDRESS_LIKE}"
    rf"|\([^()\n]{{1,200}}\)\[(?:https?:[^\]\s]*|{_FILE})\]"
    rf"|(?<!\S)[\w’'-]{{1,40}}\]\((?:https?:[^()\s]*|{_FILE})\)"
    rf"|\[[^\[\]\n]{{1,200}}\](?:https?:[^()\s]*|{_FILE})\)"
)
"""What has the signs of a link, and a fault: a space ahead of the address, no bracket behind it."""
_ALONE = re.compile(
    r"(?<![\w*])\*\*(?=\w)\w{1,40}|\w{1,40}[.,;:!?]?\*\*(?![\w*])|`\w{1,40}|\w{1,40}`"
)
_HEADING_LEFT = re.compile(r"^#{1,6}[ ]+\S.{0,60}", re.MULTILINE)
_UNKNOWN_NAME = re.compile(r"\[(?:[^\[\]\n]|\n(?!\n))*\]\[[^\[\]\n]*\]")


def _tag(written: str) -> str:
    return written.split(maxsplit=1)[0].rstrip(">") + ">"


# What would mean something when Markdown reads it again; in HTML an entity is the same character.
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_[]{}!|~^"}


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
