"""Cards for a phone's address book: vCard 3.0, the version that phones read best.

Source of the form: RFC 2426, and RFC 2425 for lines; `X-ABLabel` is how phones name a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.country import HERE
from manual.days import spell_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.contacts.model import Contact

_WIDEST = 75
"""Octets of a line without its end; a longer one is continued on the next, after a space."""


def vcard(contact: Contact, area: str | None, page: str, holiday: str = HERE.holiday) -> str:
    """The card of a contact; `area` is the name of its area, None where it serves everywhere.

    `page` is the whole address of the page on which its number is kept up to date; `holiday` is
    what a public holiday is called in the manual's country.
    """
    name = f"{contact.name} ({area})" if area else contact.name
    lines = _lines(contact, name, page, _note(contact, holiday))
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _lines(contact: Contact, name: str, page: str, note: str) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    yield from (f"FN:{_escape(name)}", f"N:{_escape(name)};;;;", f"ORG:{_escape(name)}")
    if contact.tel:
        yield f"TEL;TYPE=WORK,VOICE,PREF:{contact.tel.removeprefix('tel:')}"
    if contact.out_of_hours_tel:
        yield f"item1.TEL;TYPE=WORK,VOICE:{contact.out_of_hours_tel.removeprefix('tel:')}"
        yield "item1.X-ABLabel:Out of hours"
    if contact.form:
        yield f"item2.URL:{contact.form}"
        yield "item2.X-ABLabel:Online form"
    if contact.email:
        yield f"EMAIL;TYPE=INTERNET:{contact.email}"
    if contact.address:
        # Nobody can tell which line is the town: all of it stands as the street.
        yield f"ADR;TYPE=WORK:;;{_escape(contact.address)};;;;"
    yield f"NOTE:{_escape(note)}"
    yield f"URL:{page}"
    yield "END:VCARD"


def _note(contact: Contact, holiday: str) -> str:
    parts = [f"{contact.for_}."]
    if contact.extension:
        parts.append(f"Extension {contact.extension}.")
    if contact.form:
        parts.append(f"Online form at {contact.form_host}.")
    if contact.by_appointment:
        parts.append("By appointment.")
    if contact.hours:
        parts.append(f"{contact.hours_in_words(holiday)}.")
        if not contact.knows_holidays:
            parts.append(f"Hours may differ on {holiday}s.")
    if contact.out_of_hours:
        parts.append(f"Out of hours: {contact.out_of_hours}.")
    if contact.note:
        parts.append(contact.note)
    if contact.checked:
        parts.append(f"Checked {spell_day(contact.checked)}.")
    elif contact.needs_check:
        parts.append(f"{contact.means.capitalize()} not yet confirmed.")
    parts.append("Numbers change: check the address on this card.")
    return " ".join(parts)


def _escape(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(escaped.splitlines())


def _fold(line: str) -> str:
    """`line` as lines of at most 75 octets; no character is split between two."""
    folded = [""]
    for character in line:
        if len(f"{folded[-1]}{character}".encode()) > _WIDEST:
            folded.append(" ")
        folded[-1] += character
    return "\r\n".join(folded)
