"""The pages that are no sections: an editor's Markdown, beside the chapters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from manual.address import DOCS
from manual.text.moved import FormerAddress

if TYPE_CHECKING:
    from manual.markup.notes import Note
    from manual.text.moved import PastAddress


class PlainFront(BaseModel):
    """The front matter of a page that is no section; it may have none."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    title: str | None = Field(default=None, min_length=1)
    """The page's name, in the contents and at the top of the browser's window."""
    moved_from: tuple[FormerAddress, ...] = ()
    """Addresses at which the page was served before."""


@dataclass(frozen=True)
class PlainPage:
    """A page beside the chapters, as its file has it."""

    path: str
    """Path of its source, relative to `docs/`."""
    title: str | None
    body: str
    """Markdown, with blocks such as `{contacts}` that the build fills in."""
    body_line: int
    """The line of the file at which the body begins, from 1."""
    notes: tuple[Note, ...] = ()
    """The editor's notes in it, in order."""
    moved_from: tuple[PastAddress, ...] = ()
    """Addresses at which it was served before."""

    @property
    def source(self) -> str:
        """Path of its source, from the project's folder."""
        return f"{DOCS}{self.path}"
