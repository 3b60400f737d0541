"""Telephone numbers of the United Kingdom."""

from __future__ import annotations

import re

import phonenumbers

_REGION = "GB"
_SIGNS = re.compile(r"[\d\s()+-]+")
_USUAL = 10
"""Digits of a national number, without the 0."""


def is_possible(number: str) -> bool:
    """Whether `number`, as dialled in the UK, can be one: an ordinary one, 999, 101 or the like."""
    try:
        parsed = phonenumbers.parse(number, _REGION)
    except phonenumbers.NumberParseException:
        return False
    if not _SIGNS.fullmatch(number):
        return False
    # Ten digits after the 0 are the rule; what is shorter must be known, as 0800 1111 is. "01323"
    # alone is possible within Eastbourne, but a contact's number is dialled from anywhere.
    whole = phonenumbers.is_possible_number(parsed) and len(str(parsed.national_number)) == _USUAL
    if whole or phonenumbers.is_valid_number(parsed):
        return True
    return phonenumbers.is_possible_short_number_for_region(parsed, _REGION)


def tel(number: str) -> str:
    """`number` as a link that a phone can dial from anywhere: `tel:+441323464222`; short ones stay.

    Source of the form: RFC 3966, section 3; short numbers have no international form.
    """
    parsed = phonenumbers.parse(number, _REGION)
    if phonenumbers.is_possible_number(parsed):
        return "tel:" + phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f"tel:{parsed.national_number}"


def is_emergency(number: str) -> bool:
    """Whether `number` is one for emergencies, which nobody rings to check it: 999."""
    return phonenumbers.is_emergency_number(number, _REGION)
