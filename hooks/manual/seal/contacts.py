"""Whether the numbers and forms that stand now are those that somebody has checked, by the seal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from manual.contacts.telephone import tel
from manual.problem import Problem
from manual.seal.model import SealedContact, hash_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from manual.contacts.load import LoadedContacts
    from manual.contacts.model import Contact


def sealed_contacts(
    loaded: LoadedContacts | None, before: Mapping[str, SealedContact]
) -> dict[str, SealedContact]:
    """What a seal is to hold of the contacts that somebody has checked.

    One that has changed since, and not its check, stays as it was, and so does one whose check was
    taken out: sealing hides nothing.
    """
    return {
        name: sealed
        for name, contact, _ in (loaded.everyone() if loaded else ())
        if (sealed := _stays(_seal(contact), before.get(name)))
    }


def _stays(now: SealedContact | None, before: SealedContact | None) -> SealedContact | None:
    return before if now is None or _is_stale(now, before) else now


def changed_unchecked(
    loaded: LoadedContacts, before: Mapping[str, SealedContact]
) -> Iterable[Problem]:
    """A notice for each contact that has changed and was not checked on a later day."""
    for name, contact, where in loaded.everyone():
        now, sealed = _seal(contact), before.get(name)
        if now and sealed and _is_stale(now, sealed):
            was = f"the number or the form has changed since it was checked {sealed.checked}"
            message = f"{name}: {was}, and 'checked' is no later"
            hint = "ring the number or open the form, and write that day as 'checked'"
            yield Problem(
                "contact-changed-unchecked", where, message, f"{hint}; until then, delete the line"
            )


def _is_stale(now: SealedContact, before: SealedContact | None) -> bool:
    """Whether a contact is another than the one checked; days are ISO texts, in their order."""
    return before is not None and now.checked <= before.checked and now.hash != before.hash


def _seal(contact: Contact) -> SealedContact | None:
    """A contact as the seal holds it; None where nobody has checked it."""
    if contact.checked is None:
        return None
    numbers = [tel(phone) if phone else None for phone in (contact.phone, contact.out_of_hours)]
    said = json.dumps([*numbers, contact.form])
    return SealedContact(contact.checked.isoformat(), hash_text(said))
