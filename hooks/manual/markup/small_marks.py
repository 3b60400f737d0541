"""Marks within a line: words raised, as in m^2^, or lowered, and words of another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from manual.language import is_language

if TYPE_CHECKING:
    from markdown import Markdown

RAISED = r"(?<![\[^])\^([\w+\u2212-]{1,20})\^(?!\^)"
LOWERED = r"(?<=\w)~([\w+\u2212-]{1,20})~(?!~)"
IN_LANGUAGE = r"\[([^\[\]\n]{1,500})\]\{lang=([A-Za-z0-9-]{2,15})\}"


class Small(InlineProcessor):
    """Makes an element of what a pattern's first group holds."""

    def __init__(self, pattern: str, md: Markdown, tag: str) -> None:
        super().__init__(pattern, md)
        self._tag = tag

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown names and types it
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """The element, and where in `data` it stands."""
        del data
        element = Element(self._tag)
        element.text = AtomicString(m[1])
        return element, m.start(), m.end()


class InLanguage(InlineProcessor):
    """Says of which language some words are: `[Bwrdd]{lang=cy}`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - as above
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The words, and where in `data` they stand; nothing where there is no such language."""
        del data
        if not is_language(m[2]):
            return None, None, None
        words = Element("span", {"lang": m[2]})
        words.text = m[1]
        return words, m.start(), m.end()


def has_other_attribute(text: str) -> bool:
    """Whether braces in a line hold an attribute other than the language of the words ahead."""
    found = _ATTRIBUTE.finditer(text)
    return any(not (match["lang"] and is_language(match["lang"])) for match in found)


_ATTRIBUTE = re.compile(
    r"\{(?:[:.#][^{}\n]*|(?<=\]\{)lang=(?P<lang>[^{}\n]*)|[ ]*[\w-]+=[^{}\n]*)\}"
)
