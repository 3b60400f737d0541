"""Opening hours, written as schema.org's `openingHours`: `Mo-Th 08:30-17:00`.

`PH` for public holidays, `off`, `Mo[1]` for the first Monday of a month, and a note in quotation
marks are OpenStreetMap's.
Source: https://schema.org/openingHours, https://wiki.openstreetmap.org/wiki/Key:opening_hours
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from manual.country import HERE

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAY = "PH"
_NAMES = {
    "Mo": "Monday",
    "Tu": "Tuesday",
    "We": "Wednesday",
    "Th": "Thursday",
    "Fr": "Friday",
    "Sa": "Saturday",
    "Su": "Sunday",
}
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
"""Which of its weekdays in a month `Mo[1]` is, in words; OpenStreetMap counts from the end too."""
_DAY = r"[A-Z][a-z](?:-[A-Z][a-z])?"
_FORM = re.compile(
    rf"(?P<days>{_DAY}(?:,{_DAY})*|PH|(?P<one>[A-Z][a-z])\[(?P<nth>-?\d(?:,-?\d)*)\])\s+"
    r"(?P<opens>[0-2]\d:[0-5]\d)-(?P<closes>[0-2]\d:[0-5]\d)"
    r"(?:\s+\"(?P<note>[^\";]{1,80})\")?"
)
_CLOSED = re.compile(r"PH\s+off")


@dataclass(frozen=True)
class Hours:
    """Opening times on some days of the week, or on bank holidays."""

    days: tuple[str, ...]
    """Some of `DAYS`, in order, or `HOLIDAY` alone."""
    opens: str
    closes: str
    """`HH:MM` by the manual's clock; `24:00` is the end of the day. Both are empty if closed all
    day."""
    written: str
    """As the editor wrote it, with one space between days and times."""
    nth: tuple[int, ...] = ()
    """Which of that weekday in a month: 1 to 5, or -1 for the last; empty where it is each."""
    note: str = ""
    """On what else it depends: `in term time`."""

    @property
    def is_always(self) -> bool:
        """Whether it is every day, day and night."""
        return self.days == DAYS and (self.opens, self.closes) == ("00:00", "24:00")

    def words(self, holiday: str = HERE.holiday) -> str:
        """The hours in words: `Monday to Thursday, 8.30am to 5pm`.

        `holiday` is what a public holiday is called in the manual's country.
        """
        if not self.opens:
            return f"Closed on {holiday}s"
        note = f" ({self.note})" if self.note else ""
        return f"{self._days_in_words(holiday)}, {self._times_in_words()}{note}"

    def _days_in_words(self, holiday: str) -> str:
        if len(self.days) == len(DAYS):
            return "Every day"
        if self.days == (HOLIDAY,):
            return f"{holiday.capitalize()}s"
        if self.nth:
            which = _join([_NTH[one] for one in self.nth])
            return f"{which.capitalize()} {_NAMES[self.days[0]]} of the month"
        positions = [DAYS.index(day) for day in self.days if day in DAYS]
        if len(positions) > 1 and positions == list(range(positions[0], positions[-1] + 1)):
            return f"{_NAMES[self.days[0]]} to {_NAMES[self.days[-1]]}"
        return _join([_NAMES[day] for day in self.days])

    def _times_in_words(self) -> str:
        if (self.opens, self.closes) == ("00:00", "24:00"):
            return "day and night"
        return f"{_spell_time(self.opens)} to {_spell_time(self.closes)}"


def _join(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _spell_time(time: str) -> str:
    hour, minute = (int(part) for part in time.split(":"))
    if minute == 0 and hour in (0, 12, 24):
        return "noon" if hour == 12 else "midnight"  # noqa: PLR2004
    half = "am" if hour % 24 < 12 else "pm"  # noqa: PLR2004
    shown = hour % 12 or 12
    return f"{shown}.{minute:02}{half}" if minute else f"{shown}{half}"


def parse_hours(text: str) -> Hours | None:
    """The hours that `text` gives, such as `Mo-Th,Sa 08:30-17:00` or `PH off`.

    None where it is not of that form, or where they do not end after they begin.
    """
    written = " ".join(text.split())
    if _CLOSED.fullmatch(written):
        return Hours((HOLIDAY,), "", "", written)
    match = _FORM.fullmatch(written)
    if match is None or not match["opens"] < match["closes"] <= "24:00":
        return None
    days = (match["one"],) if match["nth"] else _read_days(match["days"])
    nth = tuple(map(int, match["nth"].split(","))) if match["nth"] else ()
    if not days or not {*days} <= {*DAYS, HOLIDAY} or not {*nth} <= _NTH.keys():
        return None
    return Hours(days, match["opens"], match["closes"], written, nth, match["note"] or "")


def _read_days(text: str) -> tuple[str, ...]:
    """The days of `Mo-Th,Sa`, in the order in which they are written; none where one is unknown."""
    if text == HOLIDAY:
        return (HOLIDAY,)
    days: list[str] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            return ()
        start, end = DAYS.index(first), DAYS.index(last or first)
        if end < start:
            return ()
        days.extend(DAYS[start : end + 1])
    return tuple(days)


def is_past_midnight(text: str) -> bool:
    """Whether `text` fails to be hours because they run past midnight: `Mo-Fr 17:00-09:00`."""
    match = _FORM.fullmatch(text.strip())
    return match is not None and match["closes"] < match["opens"]
