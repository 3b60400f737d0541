"""The two lines `---` around the keys at the head of a page, and what people write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.problem import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Collection

FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
"""The keys of a page between their two lines, at the beginning of the text."""
_MARK = re.compile(r"[^\S\n]*(?:[-–—_*=+][^\S\n]*){1,12}$")
_KEY = re.compile(r"[a-z_]+:(?!//)|\s+\S|-\s|#")
"""A line that may be among the keys: a key, what belongs to it, or a comment."""
_QUOTED = re.compile(
    r"""(?<=: )(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*$""", re.DOTALL | re.MULTILINE
)
"""A text in quotation marks, some lines of which may look like no key."""


def check_opening(path: str, text: str, needed: Collection[str]) -> Problem | None:
    """What is wrong with a text that does not begin with a line `---`; None if it need not.

    `path` is that of the file, from the project's folder, and `text` all of it. `needed` are the
    keys that a page of its kind has; a page that needs none may go without the line.
    """
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    rest = lines[first + 1 :]
    if _MARK.match(lines[first]) and rest and re.match(r"[a-z_]+(?::|[ ]*=[ ])", rest[0]):
        return _written_otherwise(path, first, lines[first])
    key = re.match(r"([a-z_]+):", lines[first])
    closed = any(line.rstrip() == "---" for line in _head(lines[first:]))
    if key and (closed or key[1] in needed):
        hint = f"write three hyphens, ---, on a line of their own above '{lines[first]}'"
        return Problem(
            "front-matter-not-opened",
            Where(path, first + 1),
            "the line '---' above the keys is missing",
            hint,
        )
    return _keys_missing(path, needed) if needed else None


def check_closing(path: str, text: str, needed: Collection[str]) -> Problem:
    """What is wrong with a text that has a line `---` above its keys and none below them.

    `path`, `text` and `needed` are as for `check_opening`.
    """
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if place and line.strip()), 1)
    head = _head(lines[first:])
    end = first + len(head)
    if end < len(lines) and lines[end].strip() and _MARK.match(lines[end]):
        return _written_otherwise(path, end, lines[end])
    if not any(re.match(r"[a-z_]+:", line) for line in head):
        if needed:
            return _keys_missing(path, needed)
        hint = "delete this line: as a rule it cannot be the first of a page"
        return Problem(
            "front-matter-empty",
            Where(path, 1),
            "the page begins with '---', and no keys follow",
            hint,
        )
    hint = f"write three hyphens, ---, on a line of their own below '{head[-1].strip()[:60]}'"
    return Problem(
        "front-matter-not-closed",
        Where(path, end + 1),
        "the line '---' below the keys is missing",
        hint,
    )


def runs_into_text(keys: str) -> bool:
    """Whether the text between two lines `---` holds more than keys.

    If so, the second line is not the end of the keys but a rule across the page.
    """
    _, *blocks = re.split(r"\n\s*\n", "\n" + _QUOTED.sub("", keys))
    return any(block.strip() and not _KEY.match(block) for block in blocks)


def _head(lines: list[str]) -> list[str]:
    """The lines at the beginning that may be keys, and the line `---` if it follows them."""
    for place, line in enumerate(lines):
        if line.rstrip() == "---":
            return lines[: place + 1]
        if not _KEY.match(line) or _MARK.match(line):
            return lines[:place]
    return lines


def _keys_missing(path: str, needed: Collection[str]) -> Problem:
    keys = ", ".join(f"{name}: …" for name in needed)
    hint = f"begin it with a line '---', then {keys}, each on a line of its own, then '---' again"
    return Problem(
        "front-matter-missing", Where(path), "the page does not begin with its keys", hint
    )


def _written_otherwise(path: str, place: int, line: str) -> Problem:
    if place and line.rstrip() == "---":
        hint = "delete the empty lines above '---'"
        return Problem(
            "front-matter-not-first", Where(path), "the page begins with an empty line", hint
        )
    shown = f"'{line.rstrip()}'"
    hint = "write three hyphens at the very left, ---, and nothing else on the line"
    return Problem(
        "front-matter-mark", Where(path, place + 1), f"{shown} is where '---' belongs", hint
    )
