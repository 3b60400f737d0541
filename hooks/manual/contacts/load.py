"""Reads `docs/contacts.yml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.contacts.model import Contacts
from manual.problem import Problem, ProblemsError
from manual.source import Data, read_yaml, validate

if TYPE_CHECKING:
    from collections.abc import Iterable


PATH = "docs/contacts.yml"


def load_contacts(text: str) -> Contacts:
    """The areas and contacts, or every fault in them."""
    data = read_yaml(PATH, text)
    contacts = validate(Contacts, data)
    problems = [*_check_ids(data, contacts)]
    if problems:
        raise ProblemsError(problems)
    return contacts


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
                yield Problem(data.where(*keys, name), f"'{name}' cannot be an id", hint)
    for area_id, area in contacts.areas.items():
        for name in area.contacts:
            if name in contacts.everywhere:
                hint = "give one of the two another id"
                message = f"'{name}' stands under 'everywhere' too"
                yield Problem(data.where("areas", area_id, "contacts", name), message, hint)
