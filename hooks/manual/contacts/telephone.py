"""Telephone numbers, as they are dialled in the country of a manual."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher

from manual.country import HERE
from manual.text.characters import as_seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from manual.country import Country

_BRITISH = "GB"
_COUNTRY = 44
_CHARACTERS = re.compile(r"\+?[0-9\s()./-]+")
_USUAL = 10
"""Digits of a national number, without the 0."""
_DATE = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_WEB = re.compile(r"https?://[^\s/]*[a-z]\S*", re.IGNORECASE)
_DASHES = "\u2010-\u2015\u2212"
_GAP = re.compile(r"""(?<=[\d)])[\s_·•‧∙⋅・*\\./`'"‘’“”~-]+(?=[\d(+])""")
"""What is between two digits of one number, however it is written."""
_BRACKETS = str.maketrans("[]{}<>", "()()()")
_MARKS = re.compile("[\u0300-\u036f\u20d0-\u20f0]+")
"""Marks on a letter, such as the frame of a key."""
_LIKE_DIGITS = str.maketrans("OoIl", "0011")
_LETTERS = re.compile(r"(?<![A-Za-z])[OoIl]*\d[\dOoIl]+(?![A-Za-z])")
"""Digits among which are letters that look like some."""
_START = r"(?<!\w)(?<!\d[.-])(?<!\w[/=#])"
_END = r"(?!\w|-\d|\.\d)"
_ABROAD = r"(?:\+|00 ?)44"
_LONG = re.compile(rf"{_START}(?:{_ABROAD}|\(?0)(?:[ ()-]{{0,3}}\d){{7,11}}{_END}")
# So many digits are found with letters at both ends, too: "Tel01632 960001a".
_WHOLE = re.compile(r"(?<!\d)(?:(?:011 ?)?44 ?(?:\(0\) ?)?[1-9]|\(?0)(?:[ ()-]{0,3}\d){9,10}(?!\d)")
# Dots and slashes stand in days, times and paragraphs too: those have parts of one or two digits.
_DOTTED = re.compile(
    rf"{_START}(?:{_ABROAD}[ ./]?|0)\d{{2,4}} ?[./,:;'|~] ?\d{{3,4}}[ ./,:;'|~-]?\d{{3,4}}"
    r"(?!\w|[./-]\d)"
)
_PAIRS = re.compile(rf"{_START}0\d(?:[./]\d{{1,3}}){{3,9}}{_END}")
_FOREIGN = re.compile(r"(?:(?<!\d)\+ ?|(?<!\w)00[ ./-]?)[1-9](?:[ ()./-]{0,3}\d){6,14}(?!\d)")
_HELPLINE = re.compile(rf"{_START}116[ .-]?\d{{3}}{_END}")
_DIALLED = re.compile(
    r"\b(?:ring|call|dial|phone|text)(?: (?:on|the|us|them|NHS|police))*[ :]+"
    r"(?P<short>\d(?:[ -]?\d){2,5})(?![\w-]|[.:]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Telephone:
    """A number that can be dialled in the country of a manual."""

    written: str
    """As the editor wrote it, and as readers see it."""
    link: str
    """Without its scheme: `+441632960001`, which a phone can dial from anywhere; a short number has
    no such form, and stays as it is.

    Source of the form: RFC 3966, section 3.
    """
    emergency: bool = False
    """Whether it is one for emergencies, such as 999, which nobody calls to check it."""

    def __str__(self) -> str:
        return self.written


def read_number(text: str, country: Country = HERE) -> Telephone | None:
    """The number in `text`, as it is dialled in a country or with `+` and all; None if it is none.

    What begins with `+` may be of any country. Source of the numbers that exist: the metadata of
    libphonenumber.
    """
    if not _CHARACTERS.fullmatch(text):
        return None
    try:
        parsed = phonenumbers.parse(text, country.code)
    except phonenumbers.NumberParseException:
        return None
    if not text.strip().startswith("+") and _is_short(text, parsed, country):
        emergency = phonenumbers.is_emergency_number(_digits(text), country.code)
        # Numbering plans list each short number: 999, 101, 116 123. Others of that length cannot be
        # dialled, or only within a town, and a contact's number is dialled from anywhere.
        known = phonenumbers.is_valid_short_number_for_region(parsed, country.code)
        return Telephone(text, _digits(text), emergency) if known else None
    whole = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Telephone(text, whole) if _exists(text, parsed) else None


def _is_short(text: str, parsed: phonenumbers.PhoneNumber, country: Country) -> bool:
    """Whether `text` is dialled as it is and within the country only: 999, 101, 116 123."""
    if country.code == _BRITISH:
        return not _digits(text).startswith("0")
    listed = phonenumbers.is_valid_short_number_for_region(parsed, country.code)
    return listed and not phonenumbers.is_valid_number(parsed)


def _exists(text: str, parsed: phonenumbers.PhoneNumber) -> bool:
    """Whether a number can be one that is in use.

    Ranges are opened now and then, and the metadata follow later. So a number whose length is right
    there passes where it is British, or written for the whole world.
    """
    if parsed.country_code == _COUNTRY:
        # Ten digits after the 0 are the rule; a shorter number must be a known one, as 0800 1111.
        usual = len(str(parsed.national_number)) == _USUAL
        possible = usual and phonenumbers.is_possible_number(parsed)
    else:
        possible = text.strip().startswith("+") and phonenumbers.is_possible_number(parsed)
    return bool(possible or phonenumbers.is_valid_number(parsed))


def is_possible(text: str, country: Country = HERE) -> bool:
    """Whether `text`, as dialled in the country, can be a telephone number."""
    return read_number(text, country) is not None


def find_numbers(text: str, country: Country = HERE) -> Iterator[str]:
    """The telephone numbers in a text as it is shown, however they are set.

    Those that any text may hold, 999 and 101 in the United Kingdom, are not among them.
    """
    seen = as_seen(text)
    if not _MANY.search(seen) and not (_FEW.search(seen) and _VERB.search(seen)):
        return
    flat = flatten(text)
    found = [*(_british(flat) if country.code == _BRITISH else _matched(flat, country))]
    found += [(m.start(), m[0]) for m in _FOREIGN.finditer(flat) if _is_foreign(m[0])]
    for match in _DIALLED.finditer(flat):
        short = match["short"]
        if _digits(short) not in country.dialled and is_possible(short, country):
            found.append((match.start("short"), short))
    yield from _apart(sorted(set(found), key=lambda one: (one[0], -len(one[1]))))


def _matched(flat: str, country: Country) -> Iterator[tuple[int, str]]:
    """The numbers of a country other than the United Kingdom, each with its place."""
    for match in PhoneNumberMatcher(flat, country.code, leniency=Leniency.VALID):
        yield match.start, match.raw_string


def _british(flat: str) -> Iterator[tuple[int, str]]:
    """The numbers of the United Kingdom, each with its place."""
    yield from ((match.start(), match[0]) for match in _LONG.finditer(flat) if _is_number(match[0]))
    yield from ((match.start(), match[0]) for match in _WHOLE.finditer(flat) if _is_whole(match[0]))
    yield from (
        (match.start(), match[0])
        for match in _DOTTED.finditer(flat)
        if is_possible(re.sub(r"[./,:;'|~]", " ", match[0]))
    )
    yield from (
        (match.start(), match[0])
        for match in _PAIRS.finditer(flat)
        if len(_digits(match[0])) == _USUAL + 1 and is_possible(_digits(match[0]))
    )
    yield from ((match.start(), match[0]) for match in _HELPLINE.finditer(flat))


_MANY = re.compile(r"\d(?:\D{0,9}\d){5}")
_FEW = re.compile(r"\d\D?\d\D?\d")
_VERB = re.compile(r"ring|call|dial|phone|text", re.IGNORECASE)
"""Every number has many digits, or a few after a verb: most texts have neither."""


def flatten(text: str) -> str:
    """`text` as it is seen, on one line, with one mark at most between two digits of a number."""
    plain = re.sub(f"[{_DASHES}]", "-", _MARKS.sub("", as_seen(text)))
    plain = _WEB.sub(" ", " ".join(plain.split())).translate(_BRACKETS)
    digits = _LETTERS.sub(lambda match: match[0].translate(_LIKE_DIGITS), _narrow(plain))
    return _GAP.sub(_bridge, _DATE.sub("a day", digits))


def _narrow(text: str) -> str:
    """`text` with plain digits: those of other scripts are dialled as well."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(one, one)) if one.isdigit() else one for one in text)


def _bridge(match: re.Match[str]) -> str:
    return next((mark for mark in "-./" if mark in match[0]), " ")


def _apart(found: Iterable[tuple[int, str]]) -> Iterator[str]:
    """The numbers that are found, each once, though two rules find it."""
    end = -1
    for start, number in found:
        if start >= end:
            end = start + len(number)
            yield number


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _is_foreign(number: str) -> bool:
    """Whether digits after `+` or 00 are a number of some country; after 00 one that is in use."""
    bare = _digits(number)
    abroad = "+" + (bare if number.startswith("+") else bare.removeprefix("00"))
    try:
        parsed = phonenumbers.parse(abroad)
    except phonenumbers.NumberParseException:
        return False
    if not number.startswith("+"):
        return phonenumbers.is_valid_number(parsed)
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)


def _is_whole(number: str) -> bool:
    """Whether digits are the whole of a number, from 0 or 44 on: eleven, or twelve."""
    bare = _digits(number).removeprefix("011")
    if bare.startswith("44"):
        bare = f"0{bare[2:].lstrip('0')}"
    return len(bare) == _USUAL + 1 and is_possible(bare)


def _is_number(digits: str) -> bool:
    """Whether digits that look like a number are one: a short row may be a date, `01-02-2026`."""
    return len(_digits(digits)) >= _USUAL or is_possible(digits)
