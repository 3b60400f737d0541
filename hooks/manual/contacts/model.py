"""Areas and contacts, as `docs/contacts.yml` gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from manual.address import card_address
from manual.contacts.hours import HOLIDAY, Hours, is_past_midnight, parse_hours
from manual.contacts.telephone import is_emergency, is_possible, tel
from manual.days import Day, guess_day
from manual.markup.safe import check_web_address, is_one_address, is_plain_host
from manual.problem import RefusedError


def _check_phone(number: str) -> str:
    if not is_possible(number):
        message = f"'{number}' cannot be a telephone number of the United Kingdom"
        hint = "write it as it is dialled here: 01632 960001"
        raise RefusedError("telephone-impossible", message, hint)
    return number


def _check_hours(text: str) -> str:
    if parse_hours(text) is None:
        message = f"'{text}' does not say opening hours"
        hint = "write days and 24-hour times: Mo-Fr 09:00-17:00"
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


Phone = Annotated[str, AfterValidator(_check_phone)]
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
    """The number to call, as it is dialled in the United Kingdom; left out if there is none."""
    hours: tuple[Annotated[str, AfterValidator(_check_hours)], ...] = ()
    """`["Mo-Fr 09:00-17:00"]`; a line with `PH` says what holds on bank holidays."""
    form: Form | None = None
    """The `https:` address of an online form, for a service that asks to be written to."""
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
        for name, value in (("hours", self.hours), ("out_of_hours", self.out_of_hours)):
            if value and self.phone is None:
                message = f"'{name}' is given without 'phone'"
                hint = "write the number to call as 'phone'"
                raise RefusedError("hours-without-number", message, hint)
        return self

    @property
    def needs_check(self) -> bool:
        """Whether a person must confirm its number, or its form, from time to time."""
        return self.is_reachable and not self.is_emergency

    @property
    def form_host(self) -> str:
        """The host of its form, to be shown: `example.org`; empty where it has none."""
        return (urlsplit(self.form or "").hostname or "").removeprefix("www.")

    @property
    def is_reachable(self) -> bool:
        """Whether there is a number to call, or a form."""
        return self.phone is not None or self.form is not None

    @property
    def is_emergency(self) -> bool:
        """Whether its number is one for emergencies, such as 999."""
        return self.phone is not None and is_emergency(self.phone)

    @property
    def tel(self) -> str | None:
        """The number as a link: `tel:+441632960001`; None where it has none."""
        return tel(self.phone) if self.phone else None

    @property
    def out_of_hours_tel(self) -> str | None:
        """The out-of-hours number as a link, like `tel`."""
        return tel(self.out_of_hours) if self.out_of_hours else None

    @cached_property
    def opening(self) -> tuple[Hours, ...]:
        """The hours, parsed."""
        return tuple(hours for text in self.hours if (hours := parse_hours(text)))

    @property
    def hours_in_words(self) -> str:
        """The hours in words: `Monday to Thursday, 8.30am to 5pm; Friday, 8.30am to 4.30pm`.

        Bank holidays are left out where it is open day and night.
        """
        always = any(hours.words == "Every day, day and night" for hours in self.opening)
        shown = [hours.words for hours in self.opening if not (always and hours.days == (HOLIDAY,))]
        return "; ".join(shown)

    @property
    def hours_as_data(self) -> str:
        """The hours as they were written, for the pages' script: `Mo-Th 08:30-17:00; PH off`.

        Empty where there is no number.
        """
        return "; ".join(hours.written for hours in self.opening) if self.phone else ""

    @property
    def knows_holidays(self) -> bool:
        """Whether the hours mention bank holidays."""
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

    @property
    def address(self) -> str:
        """The address of its card for a phone's address book, from the site's root."""
        return card_address(self.area_id, self.id)
