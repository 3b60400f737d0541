"""The text of the manual: chapters, sections, provisions and their wordings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from manual.address import DOCS
from manual.days import Day
from manual.numbers.scheme import Example
from manual.problem import RefusedError
from manual.text.moved import FormerAddress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.markup.notes import Note
    from manual.numbers.number import Number
    from manual.problem import Where
    from manual.text.moved import PastAddress


_NO_PART = MappingProxyType(
    dict.fromkeys(
        ("part", "parts", "volume", "book"),
        "chapters and sections stand in no part: write it into the title of its first chapter, "
        "such as 'title: \"Part 1: The lamp\"'",
    )
)


class SectionFront(BaseModel):
    """The front matter of a section."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    INSTEAD: ClassVar[Mapping[str, str]] = _NO_PART
    """What to write instead of keys that other systems have, for hints."""

    section: str
    """Its number: the chapter's, a dot and its own, `2.4`; or as the manual's numbering has it."""
    title: str = Field(min_length=1)
    reviewed: Day
    """The day on which somebody last read it through: `2026-11-22`."""
    review_by: Day
    """The day by which it is to be read through again."""
    moved_from: tuple[FormerAddress, ...] = ()
    """Addresses at which the page was served before."""
    withdrawn: bool = False
    """Whether every provision of the section is gone; its page keeps their tombstones."""
    numbers: Example | None = None
    """How its paragraphs are numbered, by an example, where that is not as in its chapter."""
    first: str | None = None
    """The first number in it, where its paragraphs' numbers do not begin with its own: `Rule 7`."""

    @model_validator(mode="after")
    def _review_comes_after(self) -> SectionFront:
        if self.review_by < self.reviewed:
            message = f"the next review, {self.review_by}, is before the last, {self.reviewed}"
            hint = "write the day by which it must next be reviewed"
            raise RefusedError("review-before-last", message, hint)
        return self


class ChapterFront(BaseModel):
    """The front matter of a chapter's `index.md`."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    INSTEAD: ClassVar[Mapping[str, str]] = _NO_PART
    """As for a section."""

    chapter: int = Field(ge=0)
    """Its number, with which those of its sections begin."""
    title: str = Field(min_length=1)
    moved_from: tuple[FormerAddress, ...] = ()
    """Addresses at which the page was served before."""
    numbers: Example | None = None
    """How its paragraphs are numbered, by an example, where that is not as in the manual."""


@dataclass(frozen=True)
class Wording:
    """What a provision says during some period, as canonical Markdown (see `canonical`)."""

    heading: str
    """The cross-headings above it, with their `##`, a blank line between two; empty if none.

    For a section's own provision it is the section's title.
    """
    text: str


@dataclass(frozen=True)
class Mention:
    """A place where a text names a provision, a section or a contact."""

    kind: str
    """`paragraph` (for a section too) or `contact`.

    Of the provision that names it, `sub-paragraph`; or `part`, which may be no reference.
    """
    target: str
    """The number, `2.1.3` or `2.1.3(b)`, or the contact's name, as written; or the marks, `(b)`."""
    where: Where


@dataclass(frozen=True)
class Provision:
    """The smallest numbered unit of text, as a source file has it."""

    number: Number
    wording: Wording
    where: Where
    notes: tuple[Note, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class Section:
    """One page of the manual; its first provision is its title and scope box."""

    number: Number
    path: str
    """Path of its source, relative to `docs/`."""
    reviewed: date
    review_by: date
    provisions: tuple[Provision, ...]
    title: str
    """As its file has it now; a day's title is the heading of the section's own wording."""
    moved_from: tuple[PastAddress, ...] = ()
    """Addresses at which it was served before."""

    @property
    def source(self) -> str:
        """Path of its source, from the project's folder."""
        return f"{DOCS}{self.path}"


@dataclass(frozen=True)
class Chapter:
    """A folder of sections."""

    number: int
    title: str
    path: str
    """Path of its `index.md`, relative to `docs/`."""
    introduction: str
    """Markdown."""
    introduction_line: int
    """The line of the file at which it begins, from 1."""
    sections: tuple[Section, ...]
    moved_from: tuple[PastAddress, ...] = ()
    notes: tuple[Note, ...] = ()
    """The editor's notes in its introduction, in order."""
    """Addresses at which its page was served before."""

    @property
    def source(self) -> str:
        """Path of its source, from the project's folder."""
        return f"{DOCS}{self.path}"
