"""Editor's notes, `!!! confirm`, on the pages beside the chapters: what is still open there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.markup.render import blank_fences
from manual.problem import Problem, Where
from manual.provisions.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from manual.text.source import Document

_NOTE = re.compile(
    r'^!!![ \t]+confirm(?:[ \t]+"(?P<title>[^"\n]*)")?[ \t]*\n'
    r"(?P<text>(?:[ \t]*\n|    .*(?:\n|\Z))*)",
    re.MULTILINE,
)


def notes_of(document: Document) -> Iterator[Note]:
    """The notes on a page, in their order."""
    prose = blank_fences(document.body)
    for match in _NOTE.finditer(prose):
        line = document.body_line + prose.count("\n", 0, match.start())
        text = re.sub(r"^ {4}", "", match["text"], flags=re.MULTILINE).strip()
        title = match["title"] or "To confirm before adoption"
        yield Note(title, text, Where(document.path, line))


def still_open(documents: Iterable[Document]) -> Iterator[Problem]:
    """A notice for each note: its readers see it, and so shall those who publish."""
    for document in documents:
        for note in notes_of(document):
            hint = "settle what it says, and delete the note; until then readers see it too"
            yield Problem("note-open", note.where, f"a note is still open: {note.title}", hint)
