"""The country in which a manual is used: its telephone numbers, its public holidays, its clock."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
import phonenumbers

from manual.problem import RefusedError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from pydantic import ValidationInfo

YEARS = 3
"""How many years of public holidays a page knows, the year of the build included."""
_WITH_ARTICLE = ("United", "Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia")
_LONGEST = 4
"""Digits of the longest number for emergencies."""


@dataclass(frozen=True)
class Country:
    """A country, the part of it whose holidays count, and the zone of its clock."""

    code: str = "GB"
    """ISO 3166-1, two letters, of those whose numbering plan is known."""
    region: str = "ENG"
    """As the library `holidays` names it; empty where the holidays of the whole country count."""
    zone: str = "Europe/London"
    """IANA's name."""

    @property
    def name(self) -> str:
        """In a sentence: `the United Kingdom`, `France`."""
        return name_country(self.code)

    @property
    def holiday(self) -> str:
        """What a day is called on which offices are closed by law."""
        return "bank holiday" if self.code in ("GB", "IE") else "public holiday"

    @property
    def clock(self) -> str:
        """What its time is called, to readers whose device has another: `UK time`."""
        city = self.zone.rpartition("/")[2].replace("_", " ")
        return "UK time" if self.code == "GB" else f"{city} time"

    @property
    def dialled(self) -> tuple[str, ...]:
        """The short numbers that any text may hold, since none of them will ever change."""
        return _dialled(self.code)

    def holidays(self, first: int) -> tuple[date, ...]:
        """The public holidays of `YEARS` years from the year `first`, in order; none if unknown.

        One that falls on a weekend is listed on its own day and on its substitute day.
        Source: the library `holidays`; of England the government lists them at
        https://www.gov.uk/bank-holidays.
        """
        return _holidays(self.code, self.region, first)


HERE = Country()
"""The one that counts where a manual says nothing."""


@lru_cache(maxsize=8)
def _holidays(code: str, region: str, first: int) -> tuple[date, ...]:
    if code not in known_regions():
        return ()
    years = range(first, first + YEARS)
    return tuple(sorted(holidays.country_holidays(code, subdiv=region or None, years=years)))


@lru_cache(maxsize=8)
def _dialled(code: str) -> tuple[str, ...]:
    if code == "GB":
        return ("999", "101")
    every = (f"{n:0{size}}" for size in range(2, _LONGEST) for n in range(10**size))
    return tuple(n for n in every if phonenumbers.is_emergency_number(n, code))


@lru_cache(maxsize=1)
def known_regions() -> Mapping[str, list[str]]:
    """The parts of each country whose holidays are known, by the country's code."""
    return holidays.list_supported_countries()


def is_country(code: str) -> bool:
    """Whether `code` is a country whose telephone numbers are known.

    >>> is_country("GB"), is_country("UK"), is_country("gb")
    (True, False, False)
    """
    return code in phonenumbers.SUPPORTED_REGIONS and code in zones_by_country()


def is_zone(name: str) -> bool:
    """Whether IANA knows a zone of this name, written so."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return name in known_zones()


@lru_cache(maxsize=1)
def known_zones() -> tuple[str, ...]:
    """The names of all zones: `Europe/London`."""
    return tuple(_table("zones"))


@lru_cache(maxsize=1)
def zones_by_country() -> Mapping[str, tuple[str, ...]]:
    """The zones of each country, by its code."""
    found: dict[str, list[str]] = {}
    for line in _table("zoneinfo/zone.tab"):
        code, _, zone, *_ = line.split("\t")
        found.setdefault(code, []).append(zone)
    return {code: tuple(zones) for code, zones in found.items()}


@lru_cache(maxsize=1)
def country_names() -> Mapping[str, str]:
    """The English name of each country, by its code."""
    rows = (line.split("\t") for line in _table("zoneinfo/iso3166.tab"))
    return {code: name for code, name, *_ in rows} | {"GB": "United Kingdom"}


def name_country(code: str) -> str:
    """A country in a sentence: `the United Kingdom`, `France`."""
    name = country_names().get(code, code)
    return f"the {name}" if name.startswith(_WITH_ARTICLE) or name.endswith("Islands") else name


def _table(name: str) -> list[str]:
    """The lines of a table of the package `tzdata`, without its remarks."""
    text = resources.files("tzdata").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


# What an editor writes


def check_country(code: str) -> str:
    """The code of a country; raises `RefusedError` where it is none."""
    if not is_country(code):
        near = {"UK": "GB", "EN": "GB"}.get(code.upper(), code.upper())
        by_name = {name.lower(): known for known, name in country_names().items()}
        meant = near if is_country(near) else by_name.get(nearest(code.lower(), by_name) or "")
        hint = f"write '{meant}' for {name_country(meant)}" if meant else _AS_A_CODE
        raise RefusedError("country-unknown", f"no country has the code '{code}'", hint)
    return code


_AS_A_CODE = "write its two letters, as ISO 3166 has them: GB, IE, CA, NZ"


def check_region(region: str | None, info: ValidationInfo) -> str | None:
    """The part of the country; raises `RefusedError` where no holidays are known of it.

    Where the country is wrong, that is told.
    """
    code = info.data.get("country")
    known = known_regions().get(code or "", [])
    if region is None or code is None or region in known:
        return region
    near = region.upper() if region.upper() in known else nearest(region, known)
    hint = f"write one of: {', '.join(known)}" if known else "delete the line: it has none"
    hint = f"did you mean '{near}'?" if near else hint
    message = f"no public holidays are known of '{region}' in {name_country(code)}"
    raise RefusedError("region-unknown", message, hint)


def check_zone(zone: str | None, info: ValidationInfo) -> str | None:
    """The name of a zone; raises `RefusedError` where there is none, or where it is needed."""
    code = info.data.get("country")
    own = zones_by_country().get(code or "", ())
    if zone is None and code and len(own) > 1:
        message = f"{name_country(code)} has more than one time zone"
        raise RefusedError("zone-missing", message, f"write that of the manual: {_some(own)}")
    if zone is None or is_zone(zone):
        return zone
    near = nearest(zone, known_zones()) if "/" in zone else None
    hint = f"did you mean '{near}'?" if near else f"write its name: {_some(own or (HERE.zone,))}"
    raise RefusedError("zone-unknown", f"there is no time zone '{zone}'", hint)


def _some(zones: Sequence[str]) -> str:
    return ", ".join(zones[:_NAMED]) + (", …" if len(zones) > _NAMED else "")


_NAMED = 5
"""Zones that a hint names."""
