"""Turns the Markdown of the manual's texts into HTML. Raw HTML in them is shown, never obeyed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from itertools import groupby
from string import punctuation
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, STX, AtomicString
from markupsafe import Markup

from manual.markup.boxes import Boxes
from manual.markup.emphasis import Emphasis
from manual.markup.headings import Headings
from manual.markup.lists import CLOSE, OPEN, find_code, nest
from manual.markup.reading import Reading, read_html
from manual.markup.safe import OWN, MarkupLeft, SafeAddresses
from manual.markup.small_marks import IN_LANGUAGE, LOWERED, RAISED, InLanguage, Small
from manual.markup.table_rows import Tables
from manual.markup.written_marks import WrittenMarks

if TYPE_CHECKING:
    from collections.abc import Callable

_ESCAPED = f"{STX}klzzwxh:[0-9]+{ETX}"
"""What Python-Markdown has put in place of an escaped sign, `\\_`, by then."""
_MAIL = (
    rf"[A-Za-z0-9](?:[A-Za-z0-9_.+'-]|{_ESCAPED}){{0,63}}"
    rf"@(?:(?:[A-Za-z0-9-]|{_ESCAPED}){{1,63}}\.)+[A-Za-z]{{2,24}}"
)
_MAIL_LINK = rf"<(?:mailto:)?({_MAIL})>|(?<![\w.+'/:@={ETX}-])({_MAIL})(?![\w@{STX}-])"
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+'-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
_EXTENSIONS = ["tables", "admonition", "def_list", "sane_lists", "pymdownx.superfences"]
FOOTNOTE_MARK = r"(?<!\\)\[\^([^\]\s^]{1,30})\]"


_MAY_BE_LEFT = re.compile(r"^[ ]+#|<|\*\*|`|\][(\[\w.]|!\[|\] \(|\)\[", re.MULTILINE)
"""Without which no markup is left among the words."""


_IN_ADDRESS = r"[^\s<>(){}\[\]]|\([^\s<>(){}]{0,200}\)|\[[^\s<>\[\]{}]{0,200}\]"
_WEB_LINK = (
    r"<((?i:https?)://[^\s<>]{1,1000})>"
    r"|(?<![\w/@.=-])((?:(?i:https?)://|www\.(?=[\w-]+\.))"
    rf"(?:(?!['’]s(?!\w))(?:{_IN_ADDRESS})){{1,1000}}(?<![.,;:!?'\"’”*_]))"
)
"""A web address in angle brackets or bare: without what ends its sentence, its brackets closed."""


class _WebLinks(InlineProcessor):
    """Makes a web address, in angle brackets or bare, a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown names and types it
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """The link, and where in `data` it stands."""
        del data
        # On paper the address of a link stands behind it, but for one that is its own words.
        address = self.unescape(m[1] or m[2])
        whole = f"https://{address}" if address.startswith("www.") else address
        link = Element("a", {"href": whole, "class": "address"})
        link.text = AtomicString(m[1] or m[2])
        return link, m.start(), m.end()


class _MailLinks(InlineProcessor):
    """Makes a mail address, in angle brackets or bare, a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown names and types it
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int] | tuple[None, None, None]:
        """The link, and where in `data` it stands; nothing where code is within."""
        del data
        address = UnescapeTreeprocessor().unescape(self.unescape(m[1] or m[2]))
        if not _ADDRESS.fullmatch(address):
            return None, None, None
        link = Element("a", {"href": f"mailto:{address}"})
        link.text = AtomicString(address)
        return link, m.start(), m.end()


class _FootnoteMarks(InlineProcessor):
    """Shows where a footnote belongs: its label, raised. Its words are an item of a list below."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - as above
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """The label, and where in `data` its mark stands."""
        del data
        mark = Element("sup", {"class": "footnote-mark"})
        mark.text = AtomicString(m[1])
        return mark, m.start(), m.end()


class _Definitions(dict[str, tuple[str, str]]):
    """The definitions of a text, `[name]: address`, and the addresses that no link gets."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()
        self.replaced: list[str] = []

    def __getitem__(self, name: str) -> tuple[str, str]:
        self.asked.add(name)
        return super().__getitem__(name)

    def __setitem__(self, name: str, definition: tuple[str, str]) -> None:
        if name in self:
            self.replaced.append(self.get(name, definition)[0])
        super().__setitem__(name, definition)

    def clear(self) -> None:
        super().clear()
        self.asked.clear()
        self.replaced.clear()

    @property
    def unused(self) -> tuple[str, ...]:
        left = (address for name, (address, _) in self.items() if name not in self.asked)
        return (*self.replaced, *left)


class _Converter(markdown.Markdown):
    """Python-Markdown without HTML, and what it notes of the text that it converts."""

    def __init__(self) -> None:
        super().__init__(
            extensions=_EXTENSIONS,
            output_format="html",
        )
        # As CommonMark has it: every sign of ASCII that is no letter and no digit.
        self.ESCAPED_CHARS = list(punctuation)
        self.references: _Definitions = _Definitions()
        self.preprocessors.deregister("html_block")
        self.parser.blockprocessors.register(Boxes(self.parser), "admonition", 105)
        self.parser.blockprocessors.register(Headings(self.parser), "hashheader", 70)
        self.tables = Tables(self.parser)
        self.parser.blockprocessors.register(self.tables, "table", 75)
        self.inlinePatterns.deregister("html")
        self.inlinePatterns.deregister("automail")
        self.inlinePatterns.register(Emphasis(self), "em_strong", 60)
        self.inlinePatterns.register(_MailLinks(_MAIL_LINK, self), "mail", 110)
        self.inlinePatterns.register(_WebLinks(_WEB_LINK, self), "web", 125)
        self.inlinePatterns.register(_FootnoteMarks(FOOTNOTE_MARK, self), "footnote", 175)
        self.inlinePatterns.register(InLanguage(IN_LANGUAGE, self), "language", 176)
        self.inlinePatterns.register(Small(RAISED, self, "sup"), "raised", 58)
        self.inlinePatterns.register(Small(LOWERED, self, "sub"), "lowered", 57)
        self.addresses = SafeAddresses(self)
        self.left = MarkupLeft(self)
        for one in (self.addresses, self.left, WrittenMarks(self)):
            self.treeprocessors.register(one, one.name, one.priority)


_CONVERTER = _Converter()

_AS_WRITTEN = re.compile(
    r"(?:(?P<level>#{1,6}) )?"
    r"(?P<words>(?!o\s|\w+[.)](?:\s|\Z))(?:[^\W_]|[“‘\"'£])"
    r"[^\[\]<>&`\\*_|~^#!{}=+@\x00-\x1f\x7f-\x9f\u2028\u2029\ue000]*(?<!\s))"
)
"""A paragraph or a heading on one line that begins no list and has no mark of Markdown."""


@dataclass(frozen=True)
class Rendered:
    """A text as HTML blocks, and what was noted on the way."""

    html: Markup
    taken: tuple[str, ...] = ()
    """Addresses that were taken from links."""
    foreign: tuple[str, ...] = ()
    """Addresses that were taken from pictures."""
    defined: tuple[str, ...] = ()
    """Addresses of definitions, `[name]: address`."""
    unused: tuple[str, ...] = ()
    """Those of them that no link gets: no reader sees them."""
    tags: tuple[str, ...] = ()
    """HTML tags that were written, and are shown as words."""
    unknown: tuple[str, ...] = ()
    """Links to names that no definition has, `[words][name]`, which are shown as words too."""
    broken: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    """Links and pictures that are written so that they are none."""
    headings: tuple[str, ...] = ()
    """Headings that are shown as words."""
    cut: tuple[str, ...] = ()
    """Rows of tables with more cells than columns: the last ones are not shown."""
    uneven: tuple[str, ...] = ()
    """What is no table since its line of dashes has a different number of cells than the head."""
    bare: tuple[str, ...] = ()
    """First rows of what is no table since it has no line of dashes."""
    astray: tuple[str, ...] = ()
    """Items of lists that are not shown as items."""

    @cached_property
    def reading(self) -> Reading:
        """What a reader gets."""
        return read_html(self.html)


@lru_cache(maxsize=8_192)
def convert(text: str) -> Rendered:
    """`text` rendered, and what was noted.

    Most texts have no mark at all. Their HTML is known without Markdown, which takes its time.
    """
    blocks = [_AS_WRITTEN.fullmatch(block) for block in text.split("\n\n")]
    if all(blocks) and "://" not in text and "www." not in text:
        html = "\n".join(_as_written(block) for block in blocks if block)
        return Rendered(Markup(html))  # noqa: S704 - no text in it has < or &
    return _convert_marked(text)


def _as_written(block: re.Match[str]) -> str:
    tag = f"h{len(block['level'])}" if block["level"] else "p"
    return f"<{tag}>{block['words']}</{tag}>"


def _convert_marked(text: str) -> Rendered:
    if not text.strip():
        return Rendered(Markup())  # Markdown would not even forget what it noted before
    _CONVERTER.left.is_asked = bool(_MAY_BE_LEFT.search(text))
    _CONVERTER.tables.reset()
    html, astray = _settle(_CONVERTER.reset().convert(nest(text)))
    return Rendered(
        Markup(html),  # noqa: S704 - raw HTML is off: see _Converter
        tuple(_CONVERTER.addresses.links),
        tuple(_CONVERTER.addresses.pictures),
        tuple(address for address, _ in _CONVERTER.references.values()),
        _CONVERTER.references.unused,
        tuple(_CONVERTER.left.tags),
        tuple(_CONVERTER.left.links),
        tuple(_CONVERTER.left.broken),
        tuple(_CONVERTER.left.alone),
        tuple(_CONVERTER.left.headings),
        tuple(_CONVERTER.tables.cut),
        tuple(_CONVERTER.tables.uneven),
        tuple(_CONVERTER.tables.bare),
        astray,
    )


_ASTRAY = re.compile(rf"{OPEN}(?:\d+:)?([^{CLOSE}]*){CLOSE}([^<\n]*)")
_OWN_LINK = re.compile(rf"\[([^\[\]]*)\]\({OWN}(contact:[^()]*|[^()]*)\)")


def _settle(html: str) -> tuple[str, tuple[str, ...]]:
    """`html` without signs of our own, and the items that Python-Markdown read as something else.

    It may take for code what we take for an item or for words.
    """
    if OWN in html:
        html = _OWN_LINK.sub(lambda m: f"{{{m[2]}}}" if m[2].startswith("contact:") else m[1], html)
    if OPEN not in html:
        return html, ()
    found = (unescape(match[1] + match[2]) for match in _ASTRAY.finditer(html))
    astray = tuple(re.sub(r"\A\^(\S+)", r"[^\1]:", item) for item in found if item.strip())
    return _ASTRAY.sub(r"\1\2", html), astray


def render(text: str) -> Markup:
    """`text` as HTML blocks."""
    return convert(text).html


def unwrap(html: Markup) -> Markup:
    """The HTML of one paragraph without its `<p>`; other HTML as it is."""
    return Markup(re.sub(r"\A<p>(.*)</p>\Z", r"\1", str(html), flags=re.DOTALL))  # noqa: S704 - as above


_BOX_TITLE = re.compile(
    r'(?<=<div class="admonition scope">)\s*<p class="admonition-title">.*?</p>'
    r'|<p class="admonition-title">Note</p>',
    re.DOTALL,
)
"""A title that says what every box of its kind does."""
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|em|i|span|strong|s|sub|sup|u)(?:\s[^>]*)?>")
_PICTURE = re.compile(r'<img alt="([^"]*)"[^>]*>')
_FOOTNOTE_MARK = re.compile(r'<sup class="footnote-mark">(.*?)</sup>')
_ANY_TAG = re.compile(r"<[^>]*>")


def plain_text(html: str) -> str:
    """The words of HTML that `render` made, on one line, without the titles that all boxes have.

    A picture has the words that stand for it.
    """
    if "<img" in html:
        html = _PICTURE.sub(r" \1 ", html)
    apart = _FOOTNOTE_MARK.sub(r" \1 ", _BOX_TITLE.sub("", html))
    bare = _ANY_TAG.sub(" ", _INLINE_TAG.sub("", apart))
    return " ".join(unescape(bare).split())


_FENCED = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_CODE_OR_LINK = (
    r"(?P<skip>(?P<ticks>`+).+?(?P=ticks)|!?\[[^\]\n]*\]\([^)\s]*\)|<?https?://[^>\s]+>?)"
)


def replace_in_prose(pattern: str, text: str, replace: Callable[[re.Match[str]], str]) -> str:
    """`text` (Markdown) with every match of `pattern` replaced, except in code and links.

    `pattern` must have no group called `skip` or `ticks`.
    """
    if "\n    " in text and (code := find_code(text)):
        lines = enumerate(text.split("\n"))
        return "\n".join(
            said if is_code else replace_in_prose(pattern, said, replace)
            for is_code, run in groupby(lines, lambda line: line[0] in code)
            for said in ["\n".join(line for _, line in run)]
        )
    whole = re.compile(f"{_CODE_OR_LINK}|{pattern}", re.DOTALL)

    def one(match: re.Match[str]) -> str:
        return match[0] if match["skip"] else replace(match)

    if "```" not in text and "~~~" not in text:
        return whole.sub(one, text)
    parts = re.split(
        r"(^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\2[ \t]*$|\Z))", text, flags=re.DOTALL | re.MULTILINE
    )
    # split() gives prose, fence, the fence's mark, prose, …
    return "".join(
        whole.sub(one, part) if index % 3 == 0 else part if index % 3 == 1 else ""
        for index, part in enumerate(parts)
    )


_TAG = re.compile(r"(<[^>]*>)")


def replace_in_text(html: str, replace: Callable[[str], str], *, outside: frozenset[str]) -> str:
    """`html` with `replace` applied to its texts, except within elements named in `outside`."""
    parts, depth = [], 0
    for part in _TAG.split(html):
        if part.startswith("<"):
            name = re.match(r"</?([a-z0-9]+)", part)
            if name and name[1] in outside:
                depth += -1 if part.startswith("</") else 1
        elif part and not depth:
            part = replace(part)  # noqa: PLW2901 - the part is what goes out
        parts.append(part)
    return "".join(parts)


def blank_code(text: str) -> str:
    """`text` (Markdown) with as many blank lines in place of code that has lines of its own."""
    bare = _FENCED.sub(lambda match: "\n" * match[0].count("\n"), text)
    code = find_code(bare) if "\n    " in bare else ()
    lines = enumerate(bare.split("\n"))
    return "\n".join("" if at in code else line for at, line in lines) if code else bare
