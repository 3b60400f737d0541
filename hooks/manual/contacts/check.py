"""What is wrong with the contacts that texts name, and which numbers readers must not rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.problem import Problem, Where, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from manual.contacts.load import LoadedContacts
    from manual.contacts.model import Contact, Contacts


def check_name(name: str, where: Where, contacts: Contacts) -> Iterable[Problem]:
    """A problem if a text names a contact that some readers would not find.

    `name` is `front-door` or `east-sussex/front-door`; `where` is the place of the text.
    """
    if contacts.knows(name):
        return
    have = [id_ for id_, area in contacts.areas.items() if name in area.contacts]
    if have:
        own = ", ".join(f"{id_}/{name}" for id_ in have)
        hint = f"name one area's: {own}; or add it to the others"
        yield Problem(
            "contact-not-in-every-area",
            where,
            f"the contact '{name}' does not exist in every area",
            hint,
        )
    else:
        otherwise = "add it to docs/contacts.yml, or name one that is there"
        hint = suggest(name, contacts.names(), otherwise=otherwise)
        yield Problem("contact-missing", where, f"the contact '{name}' does not exist", hint)


def confirmed(contact: Contact, today: date) -> Contact:
    """The contact as pages show it: without a check that is dated after `today`."""
    if contact.checked is None or contact.checked <= today:
        return contact
    return contact.model_copy(update={"checked": None})


def is_overdue(contact: Contact, today: date, days: int) -> bool:
    """Whether a contact was last checked `days` days ago or more; False if it never was."""
    return contact.checked is not None and (today - contact.checked).days >= days


def _former(name: str, contact: Contact, where: Where) -> Iterable[Problem]:
    """A notice where the number that was checked is probably the former one."""
    checked = contact.checked.isoformat() if contact.checked else None
    until = max((former.until for former in contact.former), default="")
    if checked and checked < until:  # as texts: a month or a year counts from its beginning
        message = f"{name}: last checked {checked}, when its former number was still in use"
        hint = f"{until} is where that ends: call the present one, and write the day as 'checked'"
        yield Problem("check-before-new-number", where, message, hint)


_TRY = {
    "number": "call it",
    "form": "open its form to check it",
    "mail address": "write to it to check it",
}
_TRIED = {
    "number": "called the number",
    "form": "opened the form",
    "mail address": "had an answer from it",
}
"""What a person does to check a contact, by the means by which it is reached."""


def unconfirmed(loaded: LoadedContacts, today: date, days: int) -> Iterable[Problem]:
    """A notice for each contact that has never been checked, or not for `days` days."""
    for name, contact, where in loaded.everyone():
        if not contact.needs_check:
            continue
        yield from _former(name, contact, where)
        try_it = _TRY[contact.means]
        hint = f"{try_it}, and write the day as 'checked: {today}'"
        if contact.checked and contact.checked > today:
            message = f"{name}: 'checked: {contact.checked}' is in the future"
            hint = f"write the day on which a person {_TRIED[contact.means]}"
            yield Problem("check-in-future", where, message, hint)
        elif contact.checked is None:
            yield Problem("contact-unconfirmed", where, f"{name}: not yet confirmed", hint)
        elif is_overdue(contact, today, days):
            message = f"{name}: last checked {contact.checked}, {days} days ago or more"
            yield Problem("contact-overdue", where, message, hint)
