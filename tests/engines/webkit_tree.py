"""Writes what WebKitGTK tells a screen reader, by AT-SPI; run by the system's Python.

In a process of its own: the window could not answer while it asks.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

CHILD = "\ufffc"
"""What stands in a text where one of its children stands."""


def children(one: Atspi.Accessible) -> Iterator[Atspi.Accessible]:
    found = (one.get_child_at_index(n) for n in range(one.get_child_count()))
    return (child for child in found if child)


def find_page(one: Atspi.Accessible) -> Atspi.Accessible | None:
    if one.get_role_name() == "document web":
        return one
    return next(filter(None, map(find_page, children(one))), None)


def tell(one: Atspi.Accessible) -> str:
    if one.get_role_name() == "unknown" and one.get_name():
        return str(one.get_name())  # what opens and closes something: a reader says its name
    inner = [tell(child) for child in children(one)]
    text = one.get_text_iface()
    words = Atspi.Text.get_text(text, 0, -1) if text else ""
    first, *behind = words.split(CHILD)
    if len(behind) == len(inner):
        parts = [first, *(part for pair in zip(inner, behind, strict=True) for part in pair)]
    else:
        parts = [words.replace(CHILD, " "), *inner]
    told = " ".join(filter(None, parts))
    return told if told.strip() else one.get_name() or ""


page = find_page(Atspi.get_desktop(0))
Path(sys.argv[1]).write_text(tell(page) if page else "", encoding="utf-8")
