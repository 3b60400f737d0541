"""What could be read of a manual, ahead of the rules that join its subjects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from manual.amendments.history import History
    from manual.amendments.model import Record
    from manual.contacts.load import LoadedContacts
    from manual.contacts.model import Contacts
    from manual.problem import Problem
    from manual.provisions.glossary import Glossary
    from manual.provisions.model import Chapter, Provision
    from manual.seal.draft import Difference
    from manual.seal.model import Seal
    from manual.settings import Site
    from manual.site.assets import Assets
    from manual.text.memory import Memory
    from manual.text.source import Document
    from manual.tree.load import LoadedCases, LoadedTree


@dataclass(frozen=True)
class Parts:
    """What could be read of a manual; None where a text has faults of its own."""

    site: Site | None
    loaded_contacts: LoadedContacts | None
    glossary: Glossary
    chapters: tuple[Chapter, ...]
    unread_sections: frozenset[str]
    """Numbers of the sections whose texts have faults: what refers to them is not judged."""
    all_sections_known: bool
    """Whether the number of every section could be read."""
    records: tuple[Record, ...]
    all_records_read: bool
    seal: Seal | None
    difference: Difference | None
    """What differs from the seal; None where there is no seal, or it cannot be told."""
    history: History | None
    trees: tuple[LoadedTree, ...]
    cases: Mapping[str, LoadedCases]
    plain: Mapping[str, Document]
    assets: Assets
    texts: Mapping[str, str]
    today: date
    memory: Memory | None = None
    """What was read and found before."""
    merging: bool = False
    """Whether the seal is one of two that are to be made one."""

    @property
    def contacts(self) -> Contacts | None:
        """The contacts, without their places."""
        return self.loaded_contacts.contacts if self.loaded_contacts else None

    def look(self, find: Callable[[str, str], Iterable[Problem]], path: str) -> tuple[Problem, ...]:
        """What `find` finds in the text at `path`, which is all that it knows."""
        text = self.texts[path]
        if self.memory is None:
            return tuple(find(path, text))
        return self.memory.read(_look, find, path, text)

    def provisions(self) -> Iterable[Provision]:
        """Every provision of every section that could be read."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield from section.provisions

    def judges(self, number: str) -> bool:
        """Whether it can be told that there is no provision of this number."""
        section = ".".join(number.split(".")[:2])
        return self.all_sections_known and section not in self.unread_sections


def _look(
    find: Callable[[str, str], Iterable[Problem]], path: str, text: str
) -> tuple[Problem, ...]:
    return tuple(find(path, text))
