"""Telephone numbers of the United Kingdom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers

if TYPE_CHECKING:
    from collections.abc import Iterator

_REGION = "GB"
_COUNTRY = 44
_CHARACTERS = re.compile(r"[\d\s()+-]+")
_USUAL = 10
"""Digits of a national number, without the 0."""
_FREE = frozenset({"999", "101"})
"""Numbers that any text may hold: everyone knows them, and they do not change."""
_SPACE = " \u00a0\u2000-\u200a\u202f"
_DASH = "\u2010-\u2015\u2212"
"""Hyphens and dashes other than `-`, which typesetters and programs put into a number."""
_ABROAD = rf"(?:\+|00[{_SPACE}]?)44"
_LONG = re.compile(
    rf"(?<![\w.#/=-])(?:{_ABROAD}|\(?0)(?:[{_SPACE}{_DASH}()-]{{0,2}}\d){{7,11}}(?![\w-]|\.\d)"
)
# Days, times and paragraphs have dots and slashes too, but their parts have one or two digits.
_DOTTED = re.compile(
    rf"(?<![\w.#/=-])(?:{_ABROAD}[{_SPACE}./]?|0)\d{{2,4}}[{_SPACE}]?[./][{_SPACE}]?\d{{3,4}}"
    rf"[{_SPACE}./]?\d{{3,4}}(?![\w-]|[./]\d)"
)
_HELPLINE = re.compile(rf"(?<![\w.#/=-])116[{_SPACE}]?\d{{3}}(?![\w-]|\.\d)")
_DIALLED = re.compile(
    r"\b(?:ring|call|dial|phone|text)(?: (?:on|the|us|them|NHS|police))* (?P<short>\d{3,6})"
    r"(?![\w-]|[.:]\d)",
    re.IGNORECASE,
)


def is_possible(number: str) -> bool:
    """Whether `number`, as dialled in the UK, can be a telephone number there; 999 and 101 can.

    Source of the numbers that exist: the metadata of libphonenumber.
    """
    if not _CHARACTERS.fullmatch(number):
        return False
    try:
        parsed = phonenumbers.parse(number, _REGION)
    except phonenumbers.NumberParseException:
        return False
    if is_short(number):
        # Numbering plans list each short number: 999, 101, 116 123. Others of that length cannot be
        # dialled, or only within a town, and a contact's number is dialled from anywhere.
        return phonenumbers.is_valid_short_number_for_region(parsed, _REGION)
    # Ten digits after the 0 are the rule; a shorter number must be a known one, as 0800 1111 is.
    usual = phonenumbers.is_possible_number(parsed) and len(str(parsed.national_number)) == _USUAL
    known = usual or phonenumbers.is_valid_number(parsed)
    return parsed.country_code == _COUNTRY and known


def is_short(number: str) -> bool:
    """Whether `number` is dialled as it is and within the UK only: 999, 101, 116 123."""
    return not re.sub(r"\D", "", number).startswith("0") and not number.strip().startswith("+")


def tel(number: str) -> str:
    """`number`, which must be possible (see `is_possible`), as a link: `tel:+441632960001`.

    A phone can dial that from anywhere. A short number has no international form: it stays as it
    is.
    Source of the form: RFC 3966, section 3.
    """
    if is_short(number):
        return "tel:" + re.sub(r"\D", "", number)
    parsed = phonenumbers.parse(number, _REGION)
    return "tel:" + phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def is_emergency(number: str) -> bool:
    """Whether `number` is one for emergencies, such as 999, which nobody rings to check it."""
    return phonenumbers.is_emergency_number(number, _REGION)


def find_numbers(text: str) -> Iterator[tuple[int, str]]:
    """The telephone numbers in a text, each with its offset and as written; 999 and 101 aside."""
    found = [(match.start(), match[0]) for match in _LONG.finditer(text) if _is_number(match[0])]
    found += [
        (match.start(), match[0])
        for match in _DOTTED.finditer(text)
        if is_possible(re.sub(r"[./]", " ", match[0]))
    ]
    found += [(match.start(), match[0]) for match in _HELPLINE.finditer(text)]
    for match in _DIALLED.finditer(text):
        if match["short"] not in _FREE and is_possible(match["short"]):
            found.append((match.start("short"), match["short"]))
    yield from sorted(set(found))


def _is_number(digits: str) -> bool:
    """Whether digits that look like a number are one: a short run may be a date, `01-02-2026`."""
    return sum(digit.isdigit() for digit in digits) >= _USUAL or is_possible(
        re.sub(f"[{_DASH}]", "-", digits)
    )
