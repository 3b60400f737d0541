"""The whole manual, as its source texts give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.amendments.history import History
    from manual.contacts.load import LoadedContacts
    from manual.contacts.model import Contacts
    from manual.provisions.glossary import Glossary
    from manual.provisions.model import Chapter
    from manual.seal.model import Seal
    from manual.settings import Site
    from manual.site.assets import Assets
    from manual.text.source import Document
    from manual.tree.load import LoadedCases, LoadedTree


@dataclass(frozen=True)
class Manual:
    """Everything that pages are made from; it exists only where no source text has a fault."""

    site: Site
    chapters: tuple[Chapter, ...]
    history: History
    loaded_contacts: LoadedContacts
    glossary: Glossary
    trees: tuple[LoadedTree, ...]
    cases: Mapping[str, LoadedCases]
    """Of each tree, by its name."""
    plain: Mapping[str, Document]
    """The pages that are no sections, by path relative to `docs/`."""
    seal: Seal | None
    """What was last published; None where nothing has been sealed yet."""
    assets: Assets
    """The stylesheets and modules of the pages."""

    @property
    def contacts(self) -> Contacts:
        """The contacts, without their places."""
        return self.loaded_contacts.contacts
