"""Contacts as readers see them: on their page, in the footer, in steps and in running text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from manual.address import relative
from manual.contacts.check import is_overdue
from manual.contacts.model import Contact, Contacts
from manual.safe import as_text
from manual.template import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date


@dataclass(frozen=True)
class Card:
    """A contact as it is shown: with its ids, its area, and how far to trust its number."""

    id: str
    area_id: str | None
    area: str | None
    """Name of its area; None of one that serves everywhere."""
    contact: Contact
    overdue: bool

    @property
    def address(self) -> str:
        """Where its card for a phone's address book is, from the site's root."""
        return f"contacts/{self.area_id or 'everywhere'}/{self.id}.vcf"


def cards(contacts: Contacts, name: str, today: date, days: int) -> tuple[Card, ...]:
    """The cards that a name, `front-door` or `east-sussex/front-door`, stands for."""
    own = name.rpartition("/")[2]
    return tuple(
        Card(
            own,
            area,
            contacts.areas[area].name if area else None,
            contact,
            is_overdue(contact, today, days),
        )
        for area, contact in contacts.find(name)
    )


def card_list(found: Sequence[Card], here: str) -> Markup:
    """Cards, one under the other, as HTML for the page at the address `here`."""
    return fill(
        "contacts/cards.html", cards=[(card, relative(here, card.address)) for card in found]
    )


def in_text(contacts: Contacts, name: str, today: date, days: int) -> Markup:
    """A contact named in running text, as HTML: its name and number, or one an area."""
    return Markup(", ").join(
        Markup(
            '<span class="contact-inline" data-contact="{}" data-area="{}">{}{}{}</span>'
        ).format(
            card.id,
            card.area_id or "everywhere",
            f"{card.area}: " if card.area else "",
            card.contact.name,
            Markup(' <a href="{}">{}</a>').format(card.contact.tel, card.contact.phone)
            if card.contact.phone
            else "",
        )
        for card in cards(contacts, name, today, days)
    )


def contacts_block(contacts: Contacts, find: Callable[[str], Sequence[Card]], here: str) -> str:
    """All contacts, an area after the other, as Markdown: what `{contacts}` stands for.

    `find` gives the cards of a name; `here` is the address of the page.
    """
    everywhere = [card for name in contacts.everywhere for card in find(name)]
    blocks = ["## Everywhere {#everywhere}", card_list(everywhere, here)]
    for id_, area in contacts.areas.items():
        blocks += [
            f"## {as_text(area.name)} {{#{id_}}}",
            as_text(f"{area.partnership}. Covers {', '.join(area.covers)}."),
            card_list([c for name in area.contacts for c in find(f"{id_}/{name}")], here),
        ]
    return "\n\n".join(str(block).strip() for block in blocks)


def vcard(contact: Contact, area: str | None) -> str:
    """A card for a phone's address book (vCard 3.0, RFC 2426, which phones read best)."""
    name = _vcard_text(f"{contact.name} ({area})" if area else contact.name)
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"N:{name};;;;", f"ORG:{name}"]
    if contact.tel:
        lines.append(f"TEL;TYPE=WORK,VOICE,PREF:{contact.tel.removeprefix('tel:')}")
    if contact.out_of_hours_tel:
        lines.append(f"TEL;TYPE=WORK,VOICE:{contact.out_of_hours_tel.removeprefix('tel:')}")
    lines.append(f"NOTE:{_vcard_text(_note(contact))}")
    if contact.source:
        lines.append(f"URL:{contact.source}")
    return "\r\n".join([*lines, "END:VCARD", ""])


def _note(contact: Contact) -> str:
    parts = [f"{contact.for_}."]
    if contact.hours:
        parts.append(f"{contact.hours_in_words}.")
    if contact.out_of_hours:
        parts.append(f"Out of hours: {contact.out_of_hours}.")
    parts.append(f"Checked {contact.checked}." if contact.checked else "Number not yet confirmed.")
    return " ".join(parts)


def _vcard_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
