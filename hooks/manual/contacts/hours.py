"""Opening hours, written as schema.org's `openingHours`: `Mo-Th 08:30-17:00`.

`PH` for bank holidays, and `off`, are OpenStreetMap's.
Source: https://schema.org/openingHours, https://wiki.openstreetmap.org/wiki/Key:opening_hours
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    HOLIDAY: "bank holidays",
}
_FORM = re.compile(
    r"(?P<days>[A-Z][a-z](?:-[A-Z][a-z])?(?:,[A-Z][a-z](?:-[A-Z][a-z])?)*|PH)\s+"
    r"(?P<opens>[0-2]\d:[0-5]\d)-(?P<closes>[0-2]\d:[0-5]\d)"
)
_CLOSED = re.compile(r"PH\s+off")


@dataclass(frozen=True)
class Hours:
    """Opening times on some days of the week, or on bank holidays."""

    days: tuple[str, ...]
    """Some of `DAYS`, in order, or `HOLIDAY` alone."""
    opens: str
    closes: str
    """`HH:MM` in Europe/London; `24:00` is the end of the day. Both are empty if closed all day."""
    written: str
    """As the editor wrote it, with one space between days and times."""

    @property
    def words(self) -> str:
        """The hours in words: `Monday to Thursday, 8.30am to 5pm`."""
        if not self.opens:
            return "Closed on bank holidays"
        return f"{self._days_in_words()}, {self._times_in_words()}"

    def _days_in_words(self) -> str:
        if len(self.days) == len(DAYS):
            return "Every day"
        positions = [DAYS.index(day) for day in self.days if day in DAYS]
        if len(positions) > 1 and positions == list(range(positions[0], positions[-1] + 1)):
            return f"{_NAMES[self.days[0]]} to {_NAMES[self.days[-1]]}"
        names = [_NAMES[day] for day in self.days]
        words = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return words[:1].upper() + words[1:]

    def _times_in_words(self) -> str:
        if (self.opens, self.closes) == ("00:00", "24:00"):
            return "day and night"
        return f"{_spell_time(self.opens)} to {_spell_time(self.closes)}"


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
    if match["days"] == HOLIDAY:
        days = [HOLIDAY]
    else:
        days = []
        for part in match["days"].split(","):
            first, _, last = part.partition("-")
            if first not in DAYS or (last or first) not in DAYS:
                return None
            start, end = DAYS.index(first), DAYS.index(last or first)
            if end < start:
                return None
            days.extend(DAYS[start : end + 1])
    return Hours(tuple(days), match["opens"], match["closes"], written)


def is_past_midnight(text: str) -> bool:
    """Whether `text` fails to be hours because they run past midnight: `Mo-Fr 17:00-09:00`."""
    match = _FORM.fullmatch(text.strip())
    return match is not None and match["closes"] < match["opens"]
