"""The rules of contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_CONTACTS: Mapping[str, str] = {
    "contact-missing": (
        "A contact that a text or a flowchart names is in docs/contacts.yml: otherwise there "
        "would be no number to show."
    ),
    "contact-not-in-every-area": (
        "A contact that is named without an area is one that every area has: otherwise readers "
        "of one area would find nobody to call."
    ),
    "contact-id-twice": (
        "A contact of an area does not have the id of a contact of all areas: nobody could tell "
        "which is meant."
    ),
    "telephone-in-text": (
        "Telephone numbers are in docs/contacts.yml alone, so that each is changed in one place."
    ),
    "telephone-impossible": (
        "A telephone number is one that can be dialled here: a digit too many or too few "
        "reaches nobody."
    ),
    "extension-wrong": (
        "An extension is digits, which are dialled after the number: words cannot be dialled."
    ),
    "contact-mail-wrong": (
        "A contact's mail address is one that a mail can be sent to: what goes elsewhere is lost."
    ),
    "hours-unreadable": (
        "Opening hours are days and 24-hour times, such as Mo-Fr 09:00-17:00: from them readers "
        "are told whether somebody answers now."
    ),
    "hours-without-number": (
        "Opening hours stand with a telephone number: without one there is nothing to call in "
        "those hours."
    ),
    "form-address-wrong": (
        "A form is given by its whole web address: part of one would lead nowhere."
    ),
    "form-not-secure": (
        "The address of a form begins with https://: what people write in it is about children, "
        "and must not be read on its way."
    ),
    "web-address-wrong": (
        "A source is given by its whole web address: part of one would lead nowhere."
    ),
    "month-wrong": "A month is written as year and month, such as 2026-11.",
    "contact-unconfirmed": (
        "A person has called each number, or opened each form, and has written down the day: "
        "until then readers are told that nobody has checked it."
    ),
    "contact-overdue": (
        "Each number is called, and each form opened, from time to time: numbers change, and "
        "nobody tells the manual."
    ),
    "contact-changed-unchecked": (
        "A number or form that has changed is checked again, on a later day than the last "
        "check: that check was of the old one."
    ),
    "check-in-future": "The day of a check is today or earlier: one to come is mistyped.",
    "check-before-new-number": (
        "A check is no older than the present number: it would be a check of the old one."
    ),
}
