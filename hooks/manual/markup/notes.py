"""Editor's notes, `!!! confirm`: what is still open, beside a text and no part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.markup.fence import mark_fenced
from manual.problem import Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Line = tuple[int, str]
"""The number of a line, and its text."""

_NOTE = re.compile(r"(?P<indent> {0,3})!!![ \t]*confirm\b[ \t]*(?P<title>.*)$")
_QUOTES = "\"'“”‘’ \t"
_TAB = 4
"""Columns of a tab, and spaces by which the text of a box is indented."""


@dataclass(frozen=True)
class Note:
    """An editor's note: shown beside a text, no part of its wording."""

    title: str
    text: str
    where: Where
    text_line: int
    """The line at which its text begins."""


def take_notes(path: str, lines: Sequence[Line]) -> tuple[list[Line], list[Note]]:
    """The lines with blank ones in place of notes, and the notes, in order.

    A note's text is what is indented below its line, by how much soever, or what follows at once.
    """
    kept = [*lines]
    notes: list[Note] = []
    for start, end in _spans([text for _, text in lines]):
        # Blank lines keep the count of lines.
        kept[start:end] = [(line, "") for line, _ in lines[start:end]]
        text = "\n".join(_outdent([text for _, text in lines[start + 1 : end]])).strip("\n")
        begins = next((line for line, said in lines[start + 1 : end] if said.strip()), 0)
        where = Where(path, lines[start][0])
        notes.append(Note(_title(lines[start][1]), text, where, begins or where.line))
    return kept, notes


def set_notes(text: str) -> str:
    """`text` with each note written as Markdown has it, on as many lines."""
    lines = text.split("\n")
    for start, end in _spans(lines):
        body = _outdent(lines[start + 1 : end])
        lines[start] = f'!!! confirm "{_title(lines[start])}"'
        lines[start + 1 : end] = [f"{' ' * _TAB}{line}" if line else "" for line in body]
    return "\n".join(lines)


def _spans(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each note begins, and where it has ended."""
    fenced = [*mark_fenced(lines)]
    end = 0
    for start, line in enumerate(lines):
        match = _NOTE.match(line)
        if match and start >= end and not fenced[start]:
            end = _end(lines, start + 1, len(match["indent"]))
            yield start, end


def _end(lines: Sequence[str], first: int, indent: int) -> int:
    """Where the text of a note ends, whose line is indented by `indent`."""
    at = first
    if at < len(lines) and lines[at].strip() and _indent(lines[at]) <= indent:
        while at < len(lines) and lines[at].strip() and not lines[at].startswith(("#", "!!!")):
            at += 1
    while at < len(lines) and (not lines[at].strip() or _indent(lines[at]) > indent):
        at += 1
    return at


def _outdent(lines: Sequence[str]) -> list[str]:
    """The lines without the indentation that the first of them has."""
    depth = next((_indent(line) for line in lines if line.strip()), 0)
    plain = [line.expandtabs(_TAB) for line in lines]
    return [line[min(depth, _indent(line)) :] if line.strip() else "" for line in plain]


def _indent(line: str) -> int:
    plain = line.expandtabs(_TAB)
    return len(plain) - len(plain.lstrip(" "))


def _title(line: str) -> str:
    match = _NOTE.match(line)
    said = match["title"].strip(_QUOTES).replace('"', "”") if match else ""
    return said or "To confirm before adoption"
