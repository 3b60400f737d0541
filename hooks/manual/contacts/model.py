"""Areas and contacts, as `docs/contacts.yml` gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from manual.address import card_address
from manual.contacts.hours import HOLIDAY, Hours, is_past_midnight, parse_hours
from manual.contacts.telephone import Telephone, read_number
from manual.country import HERE, Country
from manual.days import Day, guess_day
from manual.markup.safe import check_web_address, is_mail_address, is_one_address, is_plain_host
from manual.problem import RefusedError


def _read_phone(value: object, info: ValidationInfo) -> Telephone:
    """The number that an editor wrote; the country is the context of the validation."""
    if isinstance(value, Telephone):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "no text")
    country = info.context if isinstance(info.context, Country) else HERE
    number = read_number(value, country)
    if number is None:
        raise RefusedError("telephone-impossible", *_refuse_phone(value, country))
    return number


_EXTENSION = re.compile(
    r"(?P<number>.*\d)[\s,;]*(?:ext(?:ension)?\.?|x)\s*(?P<extension>\d+)\s*", re.IGNORECASE
)


def _refuse_phone(text: str, country: Country) -> tuple[str, str]:
    """What is wrong with a number, and what to write."""
    message = f"'{text}' cannot be a telephone number of {country.name}"
    ended = _EXTENSION.fullmatch(text)
    if ended and read_number(ended["number"], country):
        return message, f"write '{ended['number']}', and below it 'extension: {ended['extension']}'"
    if text.strip().startswith("+"):
        message = f"'{text}' cannot be a telephone number of any country"
        return message, "write +, the code of the country, and every digit after it"
    if country.code == HERE.code:
        return message, "write it as it is dialled here: 01632 960001"
    return message, "write it as it is dialled there, or with + and the code of its country"


def _check_hours(text: str) -> str:
    if parse_hours(text) is None:
        message = f"'{text}' does not say opening hours"
        hint = "write days and 24-hour times: Mo-Fr 09:00-17:00, Mo[1] 09:00-12:00, PH off"
        if is_past_midnight(text):
            hint = "write a night as two: Mo-Fr 17:00-24:00 and Tu-Sa 00:00-09:00"
        raise RefusedError("hours-unreadable", message, hint)
    return text


def _check_form(text: str) -> str:
    parts = urlsplit(text if is_one_address(text) else "")
    if parts.scheme == "http":
        hint = "write https:// and the rest of it: elsewhere what is typed can be read on its way"
        raise RefusedError("form-not-secure", "the form's address begins with http://", hint)
    if parts.scheme != "https" or not is_plain_host(text):
        hint = "write it as the browser shows it: https://www.example.org/form"
        raise RefusedError("form-address-wrong", "it is not the address of a form", hint)
    return text


def _check_month(text: str) -> str:
    try:
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
            raise ValueError  # noqa: TRY301 - the problem is that of a day in no calendar
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        meant = guess_day(f"1 {text}") or date(2025, 11, 1)
        message = f"'{text}' is not a month"
        hint = f"write the year and month: {meant:%Y-%m}"
        raise RefusedError("month-wrong", message, hint) from None
    return text


def _check_extension(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,8}", text):
        message = f"'{text}' is not an extension"
        raise RefusedError("extension-wrong", message, "write its digits alone: 204")
    return text


def _check_mail(text: str) -> str:
    if not is_mail_address(text):
        hint = "write name@example.org, in the letters a to z, digits, dots and hyphens"
        raise RefusedError("contact-mail-wrong", f"'{text}' is not one mail address", hint)
    return text


Phone = Annotated[
    Telephone,
    PlainValidator(_read_phone, json_schema_input_type=str),
    PlainSerializer(str, return_type=str),
]
Extension = Annotated[str, AfterValidator(_check_extension)]
Mail = Annotated[str, AfterValidator(_check_mail)]
Link = Annotated[str, AfterValidator(check_web_address)]
Form = Annotated[str, AfterValidator(_check_form)]
Month = Annotated[str, AfterValidator(_check_month)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Former(_Model):
    """A number that a contact had: history, never offered for calling."""

    phone: Phone
    until: Month
    """The month or year in which it was last in use: `2019`, `2026-12`."""


class Contact(_Model):
    """A service to call."""

    name: str = Field(min_length=1)
    for_: str = Field(alias="for", min_length=1)
    """What it is for."""
    phone: Phone | None = None
    """The number to call, as it is dialled in the manual's country, or with + and the code of its
    own; left out if there is none."""
    extension: Extension | None = None
    """What to dial, or to ask for, once the number answers: `"204"`."""
    hours: tuple[Annotated[str, AfterValidator(_check_hours)], ...] = ()
    """`["Mo-Fr 09:00-17:00"]`; `Mo[1]` is the first Monday of a month, a line with `PH` says what
    holds on public holidays, and a note stands behind in quotation marks."""
    by_appointment: bool = False
    """Whether nobody is seen without an appointment: then the hours are those of appointments."""
    form: Form | None = None
    """The `https:` address of an online form, for a service that asks to be written to."""
    email: Mail | None = None
    """A mail address that somebody reads."""
    address: str | None = Field(default=None, min_length=1)
    """Where to go, or to write to: one line for each line of it."""
    out_of_hours: Phone | None = None
    """The number to call at other times."""
    note: str | None = None
    """What a caller must know, in a sentence or two."""
    checked: Day | None = None
    """The day on which a person confirmed the number, or the form if there is no number; None is
    "not yet confirmed"."""
    source: Link | None = None
    """The page on which the number was read."""
    source_date: Month | None = None
    """The month or year of the copy that was read."""
    former: tuple[Former, ...] = ()
    """Numbers that it had before, kept as history."""

    @model_validator(mode="after")
    def _hours_are_of_a_number(self) -> Contact:
        for name, value in (("extension", self.extension), ("out_of_hours", self.out_of_hours)):
            if value and self.phone is None:
                message = f"'{name}' is given without 'phone'"
                hint = "write the number to call as 'phone'"
                raise RefusedError("hours-without-number", message, hint)
        named = (("hours", self.hours), ("by_appointment", self.by_appointment))
        for name, given in named:
            if given and self.phone is None and self.address is None:
                message = f"'{name}' is given without 'phone'"
                hint = "write the number to call as 'phone', or where to go as 'address'"
                raise RefusedError("hours-without-number", message, hint)
        return self

    @property
    def means(self) -> str:
        """By what it is reached first, of what a person can try: a number, a form, a mail address.

        Empty where there is none.
        """
        ways = (("number", self.phone), ("form", self.form), ("mail address", self.email))
        return next((name for name, value in ways if value), "")

    @property
    def needs_check(self) -> bool:
        """Whether a person must confirm its number, form or mail address from time to time."""
        return self.is_reachable and not self.is_emergency

    @property
    def form_host(self) -> str:
        """The host of its form, to be shown: `example.org`; empty where it has none."""
        return (urlsplit(self.form or "").hostname or "").removeprefix("www.")

    @property
    def is_reachable(self) -> bool:
        """Whether there is a number to call, a form, or a mail address."""
        return bool(self.means)

    @property
    def has_card(self) -> bool:
        """Whether there is anything to save in an address book."""
        return self.is_reachable or self.address is not None

    @property
    def is_emergency(self) -> bool:
        """Whether its number is one for emergencies, such as 999."""
        return self.phone is not None and self.phone.emergency

    @property
    def tel(self) -> str | None:
        """The number as a link: `tel:+441632960001`; None where it has none.

        Without the extension: telephones disagree on how to write it, and some then dial nothing.
        """
        return f"tel:{self.phone.link}" if self.phone else None

    @property
    def out_of_hours_tel(self) -> str | None:
        """The out-of-hours number as a link, like `tel`."""
        return f"tel:{self.out_of_hours.link}" if self.out_of_hours else None

    @cached_property
    def opening(self) -> tuple[Hours, ...]:
        """The hours, parsed."""
        return tuple(hours for text in self.hours if (hours := parse_hours(text)))

    def hours_in_words(self, holiday: str = HERE.holiday) -> str:
        """The hours in words: `Monday to Thursday, 8.30am to 5pm; Friday, 8.30am to 4.30pm`.

        Public holidays are left out where it is open day and night. `holiday` is what one is called
        in the manual's country.
        """
        always = any(hours.is_always for hours in self.opening)
        shown = [one for one in self.opening if not (always and one.days == (HOLIDAY,))]
        return "; ".join(hours.words(holiday) for hours in shown)

    @property
    def hours_as_data(self) -> str:
        """The hours as they were written, for the pages' script: `Mo-Th 08:30-17:00; PH off`.

        Empty where nobody can call or come then: without a number or an address, or without an
        appointment.
        """
        if self.by_appointment or not (self.phone or self.address):
            return ""
        return "; ".join(hours.written for hours in self.opening)

    @property
    def knows_holidays(self) -> bool:
        """Whether the hours mention public holidays."""
        return any(HOLIDAY in hours.days for hours in self.opening)


class Area(_Model):
    """One of the partnerships' areas."""

    name: str = Field(min_length=1)
    partnership: str = Field(min_length=1)
    """The body that is responsible there."""
    covers: tuple[str, ...] = ()
    """The places in it."""
    contacts: dict[str, Contact]


class Contacts(_Model):
    """Everyone whom the manual names to call."""

    areas: dict[str, Area]
    """Each area by its id."""
    everywhere: dict[str, Contact]
    """What serves every area, each by its id."""

    def of_everywhere(self, name: str) -> bool:
        """Whether every reader finds `name`: whether it is in `everywhere` or in every area."""
        return name in self.everywhere or (
            bool(self.areas) and all(name in area.contacts for area in self.areas.values())
        )

    def knows(self, name: str) -> bool:
        """Whether `name`, `front-door` or `east-sussex/front-door`, is a contact."""
        area, mark, own = name.partition("/")
        if mark:
            return area in self.areas and own in self.areas[area].contacts
        return self.of_everywhere(name)

    def find(self, name: str) -> tuple[tuple[str | None, Contact], ...]:
        """The contacts that `name` names, each with the id of its area (None where it serves all).

        There is one, or one for each area. The name must be one that it `knows`.
        """
        area, mark, own = name.partition("/")
        if mark:
            return ((area, self.areas[area].contacts[own]),)
        if name in self.everywhere:
            return ((None, self.everywhere[name]),)
        return tuple((key, value.contacts[name]) for key, value in self.areas.items())

    def names(self) -> list[str]:
        """Every name that a text may use: with its area, and without where every area has it."""
        own = [f"{id_}/{name}" for id_, area in self.areas.items() for name in area.contacts]
        common = [name for name in own if self.of_everywhere(name.partition("/")[2])]
        return [*self.everywhere, *dict.fromkeys(name.partition("/")[2] for name in common), *own]


@dataclass(frozen=True)
class Card:
    """A contact as it is shown: with its ids, its area, and how far to trust its number."""

    id: str
    area_id: str | None
    area: str | None
    """Name of its area. It and `area_id` are None for a contact that serves everywhere."""
    contact: Contact
    overdue: bool
    """Whether its last check is too long ago on the day of the build."""
    overdue_from: date | None
    """The day from which its last check is too long ago; None where nobody has checked it."""
    holiday: str = HERE.holiday
    """What a public holiday is called in the manual's country."""

    @property
    def address(self) -> str:
        """The address of its card for a phone's address book, from the site's root."""
        return card_address(self.area_id, self.id)
