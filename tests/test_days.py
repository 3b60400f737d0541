"""Days in London, in English."""

from datetime import UTC, date, datetime

import pytest
from manual.days import guess_day, local_day, read_day, spell_day, spell_month


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-22T23:59:59", "2026-11-22"),
        ("2026-11-23T00:00:00", "2026-11-23"),
        # In summer London is an hour ahead of UTC: from 29 March to 25 October 2026.
        ("2026-03-28T23:59:59", "2026-03-28"),
        ("2026-03-29T22:59:59", "2026-03-29"),
        ("2026-03-29T23:00:00", "2026-03-30"),
        ("2026-07-01T22:59:59", "2026-07-01"),
        ("2026-07-01T23:00:00", "2026-07-02"),
        ("2026-10-24T23:00:00", "2026-10-25"),
        ("2026-10-25T23:00:00", "2026-10-25"),
        ("2026-10-26T00:00:00", "2026-10-26"),
    ],
)
def test_a_day_is_a_day_in_london(moment, day):
    seconds = datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()
    assert local_day(seconds, "Europe/London") == date.fromisoformat(day)


def test_days_in_words():
    assert spell_day(date(2026, 11, 2)) == "2 November 2026"
    assert [spell_day(date(2026, month, 1)).split()[1][:3] for month in range(1, 13)] == (
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("2025-11", "November 2025"), ("2017-08-18", "18 August 2017"), ("2019", "2019")],
)
def test_months_in_words(text, words):
    assert spell_month(text) == words


@pytest.mark.parametrize("text", ["2026-12-01", "2026-12-1"])
def test_a_day_is_written_year_first_with_hyphens(text):
    assert read_day(text) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("1.12.2026", "1/12/2026", "01-12-2026", "1.12.26", "2026/12/1", "2026.12.01", "20261201"),
        *("1 December 2026", "1st of December, 2026", "Tuesday 1 Dec 26", "December 1st, 2026"),
    ],
)
def test_a_day_written_otherwise_is_guessed(text):
    assert read_day(text) is None
    assert guess_day(text) == date(2026, 12, 1)


def test_a_month_that_cannot_be_one_is_the_day():
    assert guess_day("12/31/2026") == guess_day("2026-31-12") == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text", ["soon", "2026", "2026-12", "31.2.2026", "1.1.0026", "", "1 " * 99]
)
def test_what_may_be_any_day_is_not_guessed(text):
    assert guess_day(text) is None
