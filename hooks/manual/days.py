"""Days as readers see them: in Europe/London, in English whatever the machine speaks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

LONDON = ZoneInfo("Europe/London")

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _check_day(value: object) -> object:
    """A day as editors write it: nothing else, such as a bare year, is taken for one."""
    if isinstance(value, date):
        return value
    try:
        return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise PydanticCustomError("date_parsing", "no date") from None


Day = Annotated[date, BeforeValidator(_check_day)]
"""A day in front matter or YAML: `2026-11-22`."""


def spell_day(day: date) -> str:
    """`22 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spell_weekday(day: date) -> str:
    """`Sunday 22 November 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {spell_day(day)}"


def spell_month(text: str) -> str:
    """`2025-11` as `November 2025`; a whole date as a day; a year as it is."""
    parts = [int(part) for part in text.split("-")]
    match parts:
        case [year, month]:
            return f"{_MONTHS[month - 1]} {year}"
        case [year, month, day]:
            return spell_day(date(year, month, day))
        case _:
            return text


def london_day(seconds: float) -> date:
    """The day in London at a moment, given in seconds since 1970 (UTC)."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(LONDON).date()
