"""The bank holidays of England, on which offices may have other hours."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from datetime import date

YEARS = 3
"""How many years of bank holidays a page knows, the year of the build included."""


@lru_cache(maxsize=8)
def bank_holidays(first: int) -> tuple[date, ...]:
    """The bank holidays of `YEARS` years from the year `first`, in order.

    A holiday that falls on a weekend is listed on its own day and on its substitute day.
    Source: the library `holidays`; the government lists them at https://www.gov.uk/bank-holidays.
    """
    years = range(first, first + YEARS)
    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=years)))
