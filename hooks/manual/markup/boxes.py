"""Boxes, `!!! note "Title"`, with lists in them whose words stay in order."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions.admonition import AdmonitionProcessor

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET


class Boxes(AdmonitionProcessor):
    """Reads boxes; an item in one keeps its first words ahead of the list below them.

    Python-Markdown puts them after that list as soon as more of the item follows.
    """

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Read the first of `blocks` into `parent`."""
        item = self.current_sibling
        if item is not None and item.tag in ("li", "dd") and item.text:
            words = Element("p")
            words.text, item.text = item.text, ""
            item.insert(0, words)
        super().run(parent, blocks)
