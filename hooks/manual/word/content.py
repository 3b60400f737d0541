"""What stands in the content of a Word file: its words, and the one of several forms to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.word.package import W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
"""Holds several forms of one content: the newest first, older ones to fall back on."""
_CHOICE = CHOICES.replace("AlternateContent", "Choice")
_FALLBACK = CHOICES.replace("AlternateContent", "Fallback")
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WORDS = {f"{W}t", f"{W}delText", f"{MATH}t", f"{_DRAWN}t"}
_GAPS = {f"{W}{name}" for name in ("tab", "ptab", "br", "cr", "p")} | {f"{_DRAWN}p"}


def chosen(element: Element) -> Element | None:
    """Of several forms of one content, the first: what Word shows."""
    found = element.find(_CHOICE)
    return found if found is not None else element.find(_FALLBACK)


def words_of(element: Element) -> str:
    """Every word within an element, deleted ones too; gaps between words are spaces."""
    words: list[str] = []
    _gather(element, words)
    return "".join(words)


def _gather(element: Element, words: list[str]) -> None:
    if element.tag == CHOICES:
        if (one := chosen(element)) is not None:
            _gather(one, words)
        return
    if element.tag in _WORDS:
        words.append(element.text or "")
    elif element.tag in _GAPS:
        words.append(" ")
    for child in element:
        _gather(child, words)


def boxes_of(element: Element) -> Iterator[Element]:
    """The text boxes within a drawing, each once; not those within one another."""
    if element.tag == f"{W}txbxContent":
        yield element
        return
    if element.tag == CHOICES:
        one = chosen(element)
        yield from boxes_of(one) if one is not None else ()
        return
    for child in element:
        yield from boxes_of(child)
