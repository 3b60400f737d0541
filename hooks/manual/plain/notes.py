"""Editor's notes, `!!! confirm`, on the pages beside the chapters: what is still open there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.markup.render import blank_fences
from manual.problem import Problem, Where
from manual.provisions.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from manual.plain.model import PlainPage
    from manual.text.source import Document

_NOTE = re.compile(
    r'^!!![ \t]+confirm(?:[ \t]+"(?P<title>[^"\n]*)")?[ \t]*\n'
    r"(?P<text>(?:[ \t]*\n|    .*(?:\n|\Z))*)",
    re.MULTILINE,
)


def find_notes(document: Document) -> tuple[Note, ...]:
    """The notes in the body of a page, in order."""
    prose = blank_fences(document.body)
    return tuple(_read_note(document, match) for match in _NOTE.finditer(prose))


def _read_note(document: Document, match: re.Match[str]) -> Note:
    line = document.body_line + match.string.count("\n", 0, match.start())
    text = re.sub(r"^ {4}", "", match["text"], flags=re.MULTILINE).strip()
    title = match["title"] or "To confirm before adoption"
    return Note(title, text, Where(document.path, line))


def open_notes(pages: Iterable[PlainPage]) -> Iterator[Problem]:
    """A notice for each note: readers see it, so those who publish should know of it."""
    for page in pages:
        for note in page.notes:
            hint = "settle what it says, and delete the note; until then readers see it too"
            yield Problem("note-open", note.where, f"a note is still open: {note.title}", hint)
