"""Contacts as readers see them: on their page, in the footer, in steps and in running text."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from manual.address import CONTACTS_ADDRESS, slug
from manual.contacts.check import confirmed, is_overdue
from manual.contacts.model import Card, Contact, Contacts
from manual.country import HERE
from manual.markup.safe import as_text
from manual.markup.template import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from manual.country import Country


def cards(
    contacts: Contacts, name: str, today: date, days: int, country: Country = HERE
) -> tuple[Card, ...]:
    """The cards of the contacts that `name`, `front-door` or `east-sussex/front-door`, names.

    A last check `days` days before `today`, or earlier, is overdue. `country` is the manual's.
    """
    own = name.rpartition("/")[2]
    return tuple(
        Card(
            own,
            area,
            contacts.areas[area].name if area else None,
            contact,
            is_overdue(contact, today, days),
            contact.checked + timedelta(days) if contact.checked else None,
            country.holiday,
        )
        for area, written in contacts.find(name)
        for contact in [confirmed(written, today)]
    )


def card_list(
    found: Sequence[Card],
    link: Callable[[str], str],
    *,
    under_area: bool = False,
    brief: bool = False,
) -> Markup:
    """Cards, one below the other, as HTML.

    `link` gives the link to an address from the page that they are for. `under_area`: whether they
    are below the name of their area, and so need not repeat it. `brief`: whether they are only to
    be called here; one link leads to where they can be saved, and their sources are.
    """
    return fill(
        "contacts/cards.html",
        cards=[(card, link(card.address)) for card in found],
        named=not under_area,
        choice=_needs_choice(found),
        more=link(CONTACTS_ADDRESS) if brief else "",
    )


def call_list(found: Sequence[Card], *, choice: bool = True, full: bool = False) -> Markup:
    """Contacts as a short list of numbers, as HTML; empty where there are none.

    `choice` leaves room above it to choose an area, where they are of more than one. `full`:
    whether it says when each answers, and what to do where one has no number.
    """
    if not found:
        return Markup()
    chosen = choice and _needs_choice(found)
    return fill("contacts/call-list.html", cards=found, choice=chosen, full=full)


def sheet_list(contacts: Contacts, found: Sequence[Card]) -> Markup:
    """Contacts as the list at the end of a sheet, area by area, those of every area first.

    Where nobody has confirmed any of them, it says so once, ahead of the first.
    """
    areas = {None: "All areas"} | {id_: area.name for id_, area in contacts.areas.items()}
    of = {name: [card for card in found if card.area_id == id_] for id_, name in areas.items()}
    return fill(
        "contacts/sheet-list.html",
        areas={name: own for name, own in of.items() if own},
        alike=_is_doubtful(card.contact for card in found if card.contact.needs_check),
    )


def footer(
    contacts: Contacts, found: Sequence[Card], today: date, other_areas: str, country: Country
) -> Markup:
    """Who to call, as HTML for the foot of every page.

    The script of every page reads from it the areas to choose from, the public holidays and what
    they and the time are called in the manual's `country`, and `other_areas`: the words above the
    contacts that are not of the reader's area.
    """
    return fill(
        "contacts/footer.html",
        areas=contacts.areas,
        holidays=country.holidays(today.year),
        country=country,
        list=call_list(found, choice=False),
        other_areas=other_areas,
        slug=slug,
    )


def _is_doubtful(contacts: Iterable[Contact]) -> bool:
    """Whether nobody has confirmed any of these contacts."""
    return all(contact.needs_check and not contact.checked for contact in contacts)


def _needs_choice(found: Sequence[Card]) -> bool:
    return len({card.area_id for card in found} - {None}) > 1


def in_text(found: Sequence[Card]) -> Markup:
    """A contact named in running text, as HTML: its name and numbers, or those of each area.

    Where nobody has confirmed any of them, it says so once, after the last.
    """
    alike = len(found) > 1 and _is_doubtful(card.contact for card in found)
    return fill("contacts/group.html", cards=found, alike=alike)


def contacts_block(
    contacts: Contacts, find: Callable[[str], Sequence[Card]], link: Callable[[str], str]
) -> str:
    """All contacts, one area after another, as the Markdown that replaces `{contacts}`.

    `find` gives the cards of a name, `link` the link from the page to an address.
    """
    everywhere = [card for name in contacts.everywhere for card in find(name)]
    blocks = [
        '<div class="area-choice" data-area-choice hidden></div>',
        "## All areas {#everywhere data-area=everywhere}",
        card_list(everywhere, link),
    ]
    for id_, area in contacts.areas.items():
        own = [card for name in area.contacts for card in find(f"{id_}/{name}")]
        covers = f" Covers {', '.join(area.covers)}." if area.covers else ""
        blocks += [
            f"## {as_text(area.name)} {{#{id_} data-area={id_}}}",
            as_text(f"{area.partnership}.{covers}"),
            card_list(own, link, under_area=True),
        ]
    return "\n\n".join(str(block).strip() for block in blocks)
