"""Days as readers see them: by the manual's clock, in English whatever the machine's language."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

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


def _check_day(value: object) -> object:
    """A day as editors write it; nothing else, such as a bare year, is accepted."""
    if isinstance(value, date):
        return value
    day = read_day(str(value))
    if day is None:
        raise PydanticCustomError("date_parsing", "no date")
    return day


def read_day(text: str) -> date | None:
    """The day that is written as `2026-12-01`; None where `text` is not of that form, or no day."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


_SPELLINGS = (
    *("%d %m %Y", "%d %m %y", "%d %b %Y", "%d %b %y", "%d %B %Y", "%d %B %y"),
    *("%Y %m %d", "%Y%m%d", "%Y %b %d", "%Y %B %d", "%b %d %Y", "%B %d %Y"),
    *("%m %d %Y", "%Y %d %m"),  # where the second number can be no month
)
"""How else people write a day, the likeliest first. In the United Kingdom the day comes first."""
_NO_PART = re.compile(
    r"(?<=\d)(?:st|nd|rd|th)\b|\b(?:the|of|mon|tue|wed|thu|fri|sat|sun|[a-z]+day)\b"
)


_EARLIEST = 1900
"""No manual has a day of that year or earlier: it is a typing mistake."""


def guess_day(text: str) -> date | None:
    """The day that `text`, which `read_day` does not accept, probably means; None if none."""
    parts = re.findall(r"\d+|[a-z]+", _NO_PART.sub(" ", text.lower()))
    plain = " ".join("sep" if part == "sept" else part for part in parts)
    for spelling in _SPELLINGS:
        with suppress(ValueError):
            day = datetime.strptime(plain, spelling).date()  # noqa: DTZ007 - a day has no zone
            if day.year > _EARLIEST:
                return day
    return None


Day = Annotated[date, BeforeValidator(_check_day)]
"""A day in front matter or YAML: `2026-11-22`."""


def spell_day(day: date) -> str:
    """A day in words: `22 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spell_span(first: date, last: date | None) -> str:
    """From one day to another in words; only the first day of what has not ended.

    >>> spell_span(date(2026, 11, 22), date(2026, 11, 29))
    '22 to 29 November 2026'
    >>> spell_span(date(2026, 3, 1), date(2026, 11, 29))
    '1 March to 29 November 2026'
    >>> spell_span(date(2017, 8, 18), date(2026, 11, 21))
    '18 August 2017 to 21 November 2026'
    >>> spell_span(date(2026, 11, 30), date(2026, 11, 30))
    '30 November 2026'
    >>> spell_span(date(2026, 11, 30), None)
    'Since 30 November 2026'
    """
    if last is None:
        return f"Since {spell_day(first)}"
    start, end = spell_day(first), spell_day(last)
    if first == last:
        return end
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month:
            start = str(first.day)
    return f"{start} to {end}"


def spell_month(text: str) -> str:
    """A month in words: `2025-11` as `November 2025`; a whole date as a day, a year as it is."""
    parts = [int(part) for part in text.split("-")]
    match parts:
        case [year, month]:
            return f"{_MONTHS[month - 1]} {year}"
        case [year, month, day]:
            return spell_day(date(year, month, day))
        case _:
            return text


def local_day(seconds: float, zone: str) -> date:
    """The day in a zone, `Europe/London`, at a moment, given in seconds since 1970 (UTC)."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone)).date()
