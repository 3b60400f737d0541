"""Reads `docs/contacts.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.address import CONTACTS
from manual.contacts.model import Contacts
from manual.country import HERE
from manual.problem import Problem, ProblemsError
from manual.text.source import Data, read_yaml
from manual.text.values import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from manual.contacts.model import Contact
    from manual.country import Country
    from manual.problem import Where


@dataclass(frozen=True)
class LoadedContacts:
    """The contacts, and the place of each in the file."""

    contacts: Contacts
    data: Data

    def everyone(self) -> Iterator[tuple[str, Contact, Where]]:
        """Each contact by its whole name, `east-sussex/front-door`, with its place."""
        for id_, area in self.contacts.areas.items():
            for name, contact in area.contacts.items():
                yield f"{id_}/{name}", contact, self.data.where("areas", id_, "contacts", name)
        for name, contact in self.contacts.everywhere.items():
            yield name, contact, self.data.where("everywhere", name)


def load_contacts(text: str, country: Country = HERE) -> LoadedContacts:
    """The contacts in the text of `docs/contacts.yml`, whose numbers are those of a country.

    Raises `ProblemsError` with every fault.
    """
    data = read_yaml(CONTACTS, text)
    contacts = validate(Contacts, data, country)
    problems = [*_check_ids(data, contacts)]
    if problems:
        raise ProblemsError(problems)
    return LoadedContacts(contacts, data)


def _check_ids(data: Data, contacts: Contacts) -> Iterable[Problem]:
    groups: list[tuple[tuple[str, ...], Iterable[str]]] = [
        (("everywhere",), contacts.everywhere),
        (("areas",), contacts.areas),
        *((("areas", id_, "contacts"), area.contacts) for id_, area in contacts.areas.items()),
    ]
    for keys, names in groups:
        for name in names:
            if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
                hint = "an id has small letters, digits and hyphens: front-door"
                yield Problem(
                    "id-malformed", data.where(*keys, name), f"'{name}' cannot be an id", hint
                )
    for area_id, area in contacts.areas.items():
        for name in area.contacts:
            if name in contacts.everywhere:
                hint = "give one of the two another id"
                message = f"'{name}' is also under 'everywhere'"
                yield Problem(
                    "contact-id-twice",
                    data.where("areas", area_id, "contacts", name),
                    message,
                    hint,
                )
