"""What a paragraph of Word has from its style, and from those that the style is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.word.package import W

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

_DEEPEST = 30
"""Styles that a style is based on, one on the other; Word itself knows eleven."""
_OUTLINES = 9
"""The value of an outline level from which a paragraph is plain text."""


def value(element: Element | None, name: str = "val") -> str | None:
    """The attribute of an element that says its value; None without element or attribute."""
    return None if element is None else element.get(f"{W}{name}")


def number(element: Element | None, name: str = "val") -> int | None:
    """The same as a whole number; None where it is none."""
    text = value(element, name) or ""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None


def is_on(element: Element | None) -> bool:
    """Whether a property that is on or off is there and on."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids."""

    by_id: Mapping[str, Element]
    default: str = ""
    """The id of the one that paragraphs have which name none."""

    def chain(self, style: str | None) -> Iterator[tuple[str, Element]]:
        """A style and those it is based on, the nearest first; each once."""
        name, seen = style or self.default, set[str]()
        while name in self.by_id and name not in seen and len(seen) < _DEEPEST:
            seen.add(name)
            yield name, self.by_id[name]
            name = value(self.by_id[name].find(f"{W}basedOn")) or ""

    def name(self, style: str | None) -> str:
        """The name of a style as Word shows it, in small letters; empty if it is unknown."""
        element = self.by_id.get(style or self.default)
        name = value(element.find(f"{W}name")) if element is not None else None
        return (name or style or "").lower()

    def numbering(self, style: str | None) -> tuple[int | None, list[tuple[str, int | None]]]:
        """The list that a style gives; and each style it is based on with the level it gives."""
        list_, levels = None, list[tuple[str, int | None]]()
        for name, element in self.chain(style):
            found = element.find(f"{W}pPr/{W}numPr")
            of_style = number(found.find(f"{W}numId")) if found is not None else None
            list_ = of_style if list_ is None else list_
            levels.append((name, number(found.find(f"{W}ilvl")) if found is not None else None))
        return list_, levels

    def outline(self, paragraph: Element | None, style: str | None) -> int:
        """The level of a paragraph that is a heading, from 1; 0 where it is none."""
        own = number(paragraph.find(f"{W}outlineLvl")) if paragraph is not None else None
        if own is None:
            levels = (number(e.find(f"{W}pPr/{W}outlineLvl")) for _, e in self.chain(style))
            own = next((level for level in levels if level is not None), None)
        if own is None:
            for name, _ in self.chain(style):
                word, _, level = self.name(name).rpartition(" ")
                if word == "heading" and level.isdecimal() and len(level) == 1:
                    own = int(level) - 1
                    break
        return own + 1 if own is not None and 0 <= own < _OUTLINES else 0

    def toggled(self, style: str | None, tag: str) -> bool:
        """Whether a style makes what is bold (`b`), slanting (`i`) or hidden (`vanish`) so."""
        found = (e.find(f"{W}rPr/{W}{tag}") for _, e in self.chain(style))
        return is_on(next((one for one in found if one is not None), None))


def read_styles(root: Element | None) -> Styles:
    """The styles of the part `styles.xml`."""
    by_id: dict[str, Element] = {}
    default = ""
    for style in root.iter(f"{W}style") if root is not None else ():
        id_ = style.get(f"{W}styleId", "")
        by_id.setdefault(id_, style)
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
            default = default or id_
    return Styles(by_id, default)
