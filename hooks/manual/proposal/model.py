"""Two checkouts, and what can be read of the manual in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from manual.address import (
    DOCS,
    SETTINGS,
    TREES,
    chapter_folders,
    is_file,
    section_sources,
)
from manual.read import Collector, read_texts
from manual.text.attached import describe_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from manual.model import Reading
    from manual.numbers.number import Number
    from manual.provisions.model import Wording


@dataclass(frozen=True)
class Proposal:
    """The files of two checkouts by path, and the day on which they are compared."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    today: date

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The paths of the files that differ, in order."""
        paths = sorted({*self.before, *self.after})
        return tuple(path for path in paths if self.before.get(path) != self.after.get(path))

    def texts(self, path: str) -> tuple[str, str]:
        """A file before and after, as text; empty where it is not there."""
        old, new = (side.get(path, b"") for side in (self.before, self.after))
        return old.decode("utf-8-sig", "replace"), new.decode("utf-8-sig", "replace")

    def fate(self, path: str) -> str:
        """What becomes of a file that differs."""
        if path not in self.before:
            return "added"
        return "changed" if path in self.after else "removed"

    @cached_property
    def readings(self) -> tuple[Reading, Reading]:
        """What can be read of the manual, before and after."""
        return _read(self.before, self.today), _read(self.after, self.today)

    @cached_property
    def unread(self) -> frozenset[str]:
        """The sections whose text has a fault on either side: they are told line by line."""
        found: set[str] = set()
        for files, reading in zip((self.before, self.after), self.readings, strict=True):
            read = {section.source for part in reading.chapters for section in part.sections}
            folders = chapter_folders(files)
            found |= {path for one in folders for path in section_sources(files, one)} - read
        return frozenset(found)

    @cached_property
    def wordings(self) -> tuple[dict[Number, Wording], dict[Number, Wording]]:
        """The wording of each provision, before and after, but for sections that are unread."""
        old, new = (
            {
                provision.number: provision.wording
                for provision in reading.provisions()
                if provision.where.path not in self.unread
            }
            for reading in self.readings
        )
        return old, new


def _read(files: Mapping[str, bytes], today: date) -> Reading:
    texts: dict[str, str] = {}
    for path, data in files.items():
        if is_file(path):
            texts[path] = describe_file(data)
        elif path == SETTINGS or path.startswith((DOCS, TREES)):
            try:
                texts[path] = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                continue
    return read_texts(texts, today, Collector())
