"""Whether the numbers that stand now are those that somebody has checked, by the seal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from manual.amendments.seal import SealedContact, hash_text
from manual.contacts.telephone import tel
from manual.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from manual.contacts.load import LoadedContacts
    from manual.contacts.model import Contact


def sealed_contacts(
    loaded: LoadedContacts | None, before: Mapping[str, SealedContact]
) -> dict[str, SealedContact]:
    """What a seal is to hold of the contacts that somebody has checked.

    One whose number has changed since, and not its check, stays as it was: sealing hides nothing.
    """
    return {
        name: before[name] if _is_stale(now, before.get(name)) else now
        for name, contact, _ in (loaded.everyone() if loaded else ())
        if (now := _seal(contact))
    }


def changed_unchecked(
    loaded: LoadedContacts, before: Mapping[str, SealedContact]
) -> Iterable[Problem]:
    """A notice for each number that has changed while the day of its check is the same."""
    for name, contact, where in loaded.everyone():
        now = _seal(contact)
        if now and _is_stale(now, before.get(name)):
            message = f"{name}: the number has changed, and 'checked' is still {now.checked}"
            hint = "ring it, and write that day as 'checked'; until then, delete the line"
            yield Problem(where, message, hint)


def _is_stale(now: SealedContact, before: SealedContact | None) -> bool:
    return before is not None and now.checked == before.checked and now.hash != before.hash


def _seal(contact: Contact) -> SealedContact | None:
    """A contact as the seal holds it; None where nobody has checked it."""
    if contact.checked is None:
        return None
    numbers = [tel(phone) if phone else None for phone in (contact.phone, contact.out_of_hours)]
    said = json.dumps([*numbers, contact.form])
    return SealedContact(contact.checked.isoformat(), hash_text(said))
