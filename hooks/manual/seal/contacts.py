"""Whether the numbers and forms of contacts are still those that somebody checked, by the seal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from manual.contacts.digest import digest
from manual.problem import Problem
from manual.seal.model import SealedContact, SealedList, hash_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from manual.contacts.load import LoadedContacts
    from manual.contacts.model import Contact


def sealed_contacts(
    loaded: LoadedContacts | None, before: Mapping[str, SealedContact], today: date
) -> dict[str, SealedContact]:
    """What a new seal holds of the contacts that somebody has checked, by whole name.

    `before` is what the last seal holds. A contact that has changed without a new check keeps its
    entry there, and so does one whose check was removed: sealing hides neither.
    """
    return {
        name: sealed
        for name, contact, _ in (loaded.everyone() if loaded else ())
        if (sealed := _choose(_seal(contact), before.get(name), today))
    }


def sealed_list(
    loaded: LoadedContacts | None, before: SealedList | None, today: date
) -> SealedList | None:
    """All contacts as a new seal holds them; as `before` where no reader would act otherwise."""
    if loaded is None:
        return before
    found = digest(loaded.contacts)
    return before if before and before.digest == found else SealedList(today.isoformat(), found)


def _choose(
    now: SealedContact | None, before: SealedContact | None, today: date
) -> SealedContact | None:
    return before if now is None or is_stale(now, before, today) else now


def changed_unchecked(
    loaded: LoadedContacts, before: Mapping[str, SealedContact], today: date
) -> Iterable[Problem]:
    """A notice for each contact that has changed and has not been checked on a later day.

    `before` is what the seal holds, by whole name.
    """
    for name, contact, where in loaded.everyone():
        now, sealed = _seal(contact), before.get(name)
        if now and sealed and is_stale(now, sealed, today):
            was = f"the number or the form has changed since it was checked {sealed.checked}"
            message = f"{name}: {was}, but 'checked' is no later"
            hint = "call the number or open the form, and write that day as 'checked'"
            yield Problem(
                "contact-changed-unchecked", where, message, f"{hint}; until then, delete the line"
            )


def is_stale(now: SealedContact, before: SealedContact | None, today: date) -> bool:
    """Whether a contact has changed and its check has not; days are ISO texts, which sort.

    A mistake may be mended on the day of the check itself, by another check of that day.
    """
    if before is None or now.hash == before.hash:
        return False
    return now.checked <= before.checked and now.checked != today.isoformat()


def _seal(contact: Contact) -> SealedContact | None:
    """A contact as the seal holds it; None where nobody has checked it."""
    if contact.checked is None:
        return None
    # What contacts could not say at first stands last: one without it has the hash that it had.
    later = [one for one in (contact.extension, contact.email) if one]
    text = json.dumps([contact.tel, contact.out_of_hours_tel, contact.form, *later])
    return SealedContact(contact.checked.isoformat(), hash_text(text))
