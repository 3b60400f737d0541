"""What was read of the source texts: the whole manual, or as much of it as has no faults."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from manual.address import FORMS_ADDRESS, NAMED_FILES, address_of
from manual.provisions.definitions import definitions_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from manual.amendments.history import History
    from manual.amendments.model import Record
    from manual.contacts.load import LoadedContacts
    from manual.contacts.model import Contacts
    from manual.country import Country
    from manual.files.model import Attachment
    from manual.numbers.numbering import Numbering
    from manual.plain.model import PlainPage
    from manual.problem import Problem
    from manual.provisions.glossary import Glossary
    from manual.provisions.model import Chapter, Provision
    from manual.seal.chain import Chain
    from manual.seal.draft import Difference
    from manual.seal.model import Seal
    from manual.settings import Site
    from manual.site.assets import Assets
    from manual.situations.load import LoadedSituations
    from manual.text.memory import Memory
    from manual.tree.load import LoadedCases, LoadedTree


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What the manual consists of, read text by text; a text with a fault is left out."""

    chapters: tuple[Chapter, ...]
    """In order of number, each with its sections in order of number."""
    numbering: Numbering
    """How its numbers are read."""
    glossary: Glossary
    trees: tuple[LoadedTree, ...]
    cases: Mapping[str, LoadedCases]
    """The worked cases of each tree, by the tree's name."""
    situations: LoadedSituations
    plain: Mapping[str, PlainPage]
    """The pages that are no sections, by path relative to `docs/`."""
    seal: Seal | None
    """What was last published; None where nothing has been sealed yet."""
    chain: Chain | None
    """Every sealing; None where there is no chain yet."""
    assets: Assets
    """The stylesheets and modules of the pages."""
    files: Mapping[str, Attachment]
    """The forms and pictures in `docs/`, by path from there; those too that are kept beside a
    record, as they were before it."""

    @property
    def present_files(self) -> dict[str, Attachment]:
        """Those of the files that a text may name."""
        return {path: one for path, one in self.files.items() if path == one.path}

    @property
    def forms(self) -> list[Attachment]:
        """The files that are no pictures, but for those that hosts and browsers ask for by name."""
        files = self.present_files.values()
        return [one for one in files if not one.is_picture and one.path not in NAMED_FILES]

    @property
    def lists_forms(self) -> bool:
        """Whether there is a list of forms: not where an editor's page is at its address."""
        pages: list[Chapter | PlainPage] = [*self.chapters, *self.plain.values()]
        served = {address_of(page.path) for page in pages}
        moved = {past.address for page in pages for past in page.moved_from}
        return bool(self.forms) and FORMS_ADDRESS not in served | moved

    def pages_beside_chapters(self) -> tuple[PlainPage | Glossary, ...]:
        """Every page with a source that is no chapter or section."""
        return (*self.plain.values(), self.glossary)

    def provisions(self) -> Iterable[Provision]:
        """Every provision of every section, in order, with its newest wording."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield from section.provisions

    def wordings(self) -> Iterable[Provision]:
        """All that is on record: every provision, and every definition of the glossary."""
        yield from self.provisions()
        yield from definitions_of(self.glossary)


@dataclass(frozen=True, kw_only=True)
class Manual(Contents):
    """Everything that pages are made from; it exists only where no source text has a fault."""

    site: Site
    history: History
    loaded_contacts: LoadedContacts

    @property
    def contacts(self) -> Contacts:
        """The contacts, without their places in the file."""
        return self.loaded_contacts.contacts


@dataclass(frozen=True, kw_only=True)
class Reading(Contents):
    """What could be read of a manual, before the rules that join its subjects are applied."""

    site: Site | None
    """None where its text has faults, and so are the contacts where theirs has."""
    loaded_contacts: LoadedContacts | None
    country: Country
    """The country in which the manual is used, or what counts where nobody knows it."""
    history: History | None
    """None where texts or records have faults, or what differs from the seal is not recorded."""
    unread_sections: frozenset[str]
    """Numbers of the sections whose texts have faults: references to them are not judged."""
    all_sections_known: bool
    """Whether the number of every section could be read."""
    records: tuple[Record, ...]
    """Those that could be read."""
    faulty: frozenset[str]
    """The paths of the chapters, sections and records with faults, read in part or not at all."""
    all_records_read: bool
    difference: Difference | None
    """What differs from the seal once the records that it does not know are undone.

    None where there is no seal, or where faults keep it unknown; of a manual that was never
    published it is all of the text.
    """
    texts: Mapping[str, str]
    """Every source text, by path from the project's folder."""
    today: date
    memory: Memory | None = None
    """What earlier builds have read and found; None where there is no earlier one."""

    @property
    def contacts(self) -> Contacts | None:
        """The contacts, without their places in the file."""
        return self.loaded_contacts.contacts if self.loaded_contacts else None

    @property
    def is_whole(self) -> bool:
        """Whether every section and every record could be read."""
        return self.all_sections_known and not self.unread_sections and self.all_records_read

    def judges(self, number: str) -> bool:
        """Whether enough was read to say that there is no provision with this number."""
        read = self.numbering.read(number)
        section = read.section if read else number
        return self.all_sections_known and section not in self.unread_sections

    def look(
        self, find: Callable[..., Iterable[Problem]], path: str, *known: object
    ) -> tuple[Problem, ...]:
        """What `find` finds in the text at `path`, given only that; from memory if it can be.

        `known` is what else `find` needs.
        """
        text = self.texts[path]
        if self.memory is None:
            return tuple(find(path, text, *known))
        return self.memory.read(_look, find, path, text, *known)

    def whole(self) -> Manual:
        """The manual. It is for where no problem was found, so that everything has been read."""
        assert self.site  # noqa: S101 - what cannot be read is a problem
        assert self.history  # noqa: S101 - the same
        assert self.loaded_contacts  # noqa: S101 - the same
        return Manual(
            site=self.site,
            history=self.history,
            loaded_contacts=self.loaded_contacts,
            **{field.name: getattr(self, field.name) for field in fields(Contents)},
        )


def _look(
    find: Callable[..., Iterable[Problem]], path: str, text: str, *known: object
) -> tuple[Problem, ...]:
    return tuple(find(path, text, *known))
