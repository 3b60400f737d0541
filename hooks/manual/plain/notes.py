"""What is still open on the pages beside the chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from manual.plain.model import PlainPage


def open_notes(pages: Iterable[PlainPage]) -> Iterator[Problem]:
    """A notice for each note: readers see it, so those who publish should know of it."""
    for page in pages:
        for note in page.notes:
            hint = "settle what it says, and delete the note; until then readers see it too"
            yield Problem("note-open", note.where, f"a note is still open: {note.title}", hint)
