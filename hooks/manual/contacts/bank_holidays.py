"""The bank holidays of England, on which offices may keep other hours than on other days."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from datetime import date

YEARS = 3
"""Years of which pages know the bank holidays: that of the build, and those that follow."""


@lru_cache(maxsize=8)
def bank_holidays(first: int) -> tuple[date, ...]:
    """The bank holidays of `YEARS` years from the year `first`, in order.

    A holiday that falls on a weekend is there on its own day and on the day kept in its place.
    """
    years = range(first, first + YEARS)
    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=years)))
