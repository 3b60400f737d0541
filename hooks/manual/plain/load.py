"""Reads the pages that are no sections."""

from __future__ import annotations

from manual.address import REGISTER_PATH
from manual.markup.notes import set_notes, take_notes
from manual.plain.model import PlainFront, PlainPage
from manual.problem import Problem, ProblemsError, Where
from manual.text.moved import read_moved
from manual.text.source import read_document, refuse_record
from manual.text.values import validate


def load_plain(path: str, text: str) -> PlainPage:
    """The page in a file of `docs/`; `path` is relative to `docs/`.

    Raises `ProblemsError` with every fault in its front matter.
    """
    document = read_document(f"docs/{path}", text)
    if path == REGISTER_PATH:
        hint = "the build makes the page of all amendments; give a chapter's folder another name"
        message = "a chapter's folder cannot be called 'amendments'"
        raise ProblemsError([Problem("folder-taken", Where(document.path), message, hint)])
    if "section" in document.front.value:
        hint = "add an index.md beside it, with 'chapter:' and 'title:' in its front matter"
        message = "this section is in a folder without a chapter"
        raise ProblemsError(
            [Problem("section-without-chapter", Where(document.path), message, hint)]
        )
    refuse_record(document)
    front = validate(PlainFront, document.front)
    lines = [*enumerate(document.body.split("\n"), document.body_line)]
    _, notes = take_notes(document.path, lines)
    return PlainPage(
        path=path,
        title=front.title,
        body=set_notes(document.body),
        body_line=document.body_line,
        notes=tuple(notes),
        moved_from=read_moved(document.front),
    )
