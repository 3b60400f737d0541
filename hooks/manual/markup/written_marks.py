"""The marks of lettered lists and of footnotes, such as (a), ii. or 1, as they were written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from manual.markup.lists import CLOSE, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator


class WrittenMarks(Treeprocessor):
    """Shows the mark that was written before each item of a lettered list."""

    name = "written_marks"
    priority = 5
    """After the texts have been read, before the links are looked at."""

    def run(self, root: Element) -> None:
        """Look at every list below `root`."""
        for parent in [*root.iter()]:
            for place, child in [*enumerate(parent)][::-1]:
                if child.tag == "p" and child.text == f"{OPEN}{CLOSE}":
                    del parent[place]
                elif child.tag == "ol":
                    parent[place : place + 1] = [*_lists(child)]


def _lists(found: Element) -> Iterator[Element]:
    """A list as several, one for each run of marks."""
    run, current = None, None
    for item in found:
        written = _take_mark(item)
        now = written[0] if written else ""
        if current is None or now != run:
            current = Element("ol", _attributes(written))
            current.text, current.tail = found.text, found.tail
            if not now and run is None:
                current.attrib.update(found.attrib)
            run = now
            yield current
        current.append(item)


def _attributes(written: tuple[str, str] | None) -> dict[str, str]:
    if written is None:
        return {}
    return {"class": "marked footnotes" if written[1].startswith("^") else "marked"}


def _take_mark(item: Element) -> tuple[str, str] | None:
    """The run and the mark of an item, which gets the mark in an element of its own."""
    holder = item if (item.text or "").strip() or not len(item) else item[0]
    match = re.match(rf"{OPEN}(\d+):([^{CLOSE}]*){CLOSE}(.*)", holder.text or "", re.DOTALL)
    if match is None:
        return None
    mark = Element("span", {"class": "list-mark"})
    mark.text, mark.tail, holder.text = match[2].removeprefix("^"), match[3], ""
    holder.insert(0, mark)
    return match[1], match[2]
