"""Opening hours as the pages read them: the module alone, given moments."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from manual.country import HERE, Country
from scripts import Scripts

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = [str(day) for day in HERE.holidays(2026)]
WEEK = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]

OFFICE = "Mo-Th 08:30-17:00; Fr 08:30-16:30"
UNKNOWN = "are not known here, so hours may differ"
NIGHTS = "Mo-Su 17:00-24:00; Mo-Su 00:00-08:30; PH 00:00-24:00"

Standing = dict[str, Any] | None
ReadHours = Callable[..., list[Standing]]

READ = """async (load, { asked, days, name, zone }) => {
    const { readClock } = await load("frame/time.mjs");
    const { standing } = await load("contacts/hours.mjs");
    const read = (moment) => readClock(new Date(moment), zone);
    return asked.map(([hours, moment]) => standing(hours, read(moment), { days, name }));
}"""


@pytest.fixture(scope="module", params=["Europe/London", "Pacific/Auckland"])
def read_hours(request: pytest.FixtureRequest) -> Iterator[ReadHours]:
    """A function that says how numbers stand, on devices of two zones.

    It is given pairs: hours, and a moment as ISO 8601 (with no zone: in London).
    """
    scripts = Scripts(request.param)
    zone = "async () => Intl.DateTimeFormat().resolvedOptions().timeZone"
    assert scripts.run(zone, None) == request.param

    def read(*asked: tuple[str, str]) -> list[Standing]:
        moments = [(hours, in_utc(moment)) for hours, moment in asked]
        return scripts.run(READ, {"asked": moments, "days": HOLIDAYS, "name": HERE.holiday})

    yield read
    scripts.close()


def in_utc(moment: str) -> str:
    read = datetime.fromisoformat(moment)
    return (read if read.tzinfo else read.replace(tzinfo=LONDON)).astimezone(UTC).isoformat()


def words(standing: Standing) -> str:
    assert standing
    return ". ".join(part for part in (standing["now"], standing["more"]) if part)


SAID = [
    # 25 November 2026 is a Wednesday.
    (OFFICE, "2026-11-25T08:29:59", "Closed now. Opens today at 8.30am"),
    (OFFICE, "2026-11-25T08:30", "Open now, until 5pm"),
    (OFFICE, "2026-11-25T16:59:59", "Open now, until 5pm"),
    (OFFICE, "2026-11-25T17:00", "Closed now. Opens tomorrow at 8.30am"),
    (OFFICE, "2026-11-27T16:29", "Open now, until 4.30pm"),
    (OFFICE, "2026-11-27T16:30", "Closed now. Opens Monday at 8.30am"),
    (OFFICE, "2026-11-29T23:59", "Closed now. Opens tomorrow at 8.30am"),
    (OFFICE, "2026-11-30T00:00", "Closed now. Opens today at 8.30am"),
    # Two spells a day, written in no order.
    ("We 13:00-15:00; We 09:00-12:00", "2026-11-25T11:00", "Open now, until noon"),
    (
        "We 13:00-15:00; We 09:00-12:00",
        "2026-11-25T12:00",
        "Closed now. Opens today at 1pm",
    ),
    ("Mo,We,Sa-Su 10:05-12:00", "2026-11-25T12:00", "Closed now. Opens Saturday at 10.05am"),
    # A week away, so with its date.
    ("We 09:00-10:00", "2026-11-25T10:00", "Closed now. Opens Wednesday 2 December at 9am"),
    # Through midnight.
    (NIGHTS, "2026-11-25T16:59", "Closed now. Opens today at 5pm"),
    (NIGHTS, "2026-11-25T23:59", "Open now, until 8.30am"),
    (NIGHTS, "2026-11-26T00:00", "Open now, until 8.30am"),
    (NIGHTS, "2026-12-24T23:00", "Open now"),  # and all of Christmas
    ("We 20:00-24:00", "2026-11-25T21:00", "Open now, until midnight"),
    ("Th 00:00-06:00", "2026-11-25T21:00", "Closed now. Opens tonight at midnight"),
    ("Mo-Su 00:00-24:00; PH off", "2026-11-25T21:00", "Open now"),
    # Bank holidays: Christmas 2026 is a Friday, 28 December is kept for Boxing Day.
    (
        OFFICE,
        "2026-12-25T10:00",
        "Bank holiday: hours may differ today. Usual hours from Tuesday at 8.30am",
    ),
    (
        OFFICE,
        "2026-12-28T20:00",
        "Bank holiday: hours may differ today. Usual hours from tomorrow at 8.30am",
    ),
    (
        OFFICE,
        "2026-12-24T18:00",
        "Closed now. Opens Tuesday at 8.30am, or earlier on the bank holiday",
    ),
    (
        OFFICE,
        "2026-12-27T12:00",
        "Closed now. Opens Tuesday at 8.30am, or earlier on the bank holiday",
    ),
    (OFFICE + "; PH 10:00-12:00", "2026-12-25T10:00", "Open now, until noon"),
    (OFFICE + "; PH 10:00-12:00", "2026-12-25T09:00", "Closed now. Opens today at 10am"),
    (OFFICE + "; PH off", "2026-12-25T10:00", "Closed now. Opens Tuesday at 8.30am"),
    (OFFICE + "; PH off", "2026-12-24T18:00", "Closed now. Opens Tuesday at 8.30am"),
    ("PH 10:00-12:00", "2026-11-25T10:00", "Closed now. Opens Friday 25 December at 10am"),
    # Two Mondays in a row that are bank holidays.
    (
        "Mo 09:00-10:00",
        "2027-12-20T11:00",
        "Closed now. Opens Monday 10 January at 9am, or earlier on the bank holiday",
    ),
    # Beyond what is known.
    (
        OFFICE,
        "2029-01-02T10:00",
        "Open now, until 5pm. Bank holidays in 2029 are not known here, so hours may differ",
    ),
    (
        "Mo 09:00-10:00",
        "2028-12-29T10:00",
        f"Closed now. Opens Monday at 9am. Bank holidays in 2029 {UNKNOWN}",
    ),
    (
        OFFICE,
        "2020-01-02T18:00",
        f"Closed now. Opens tomorrow at 8.30am. Bank holidays in 2020 {UNKNOWN}",
    ),
    # The clocks go forward on 29 March 2026 and back on 25 October, both Sundays.
    ("Su 01:30-04:00", "2026-03-29T00:59", "Closed now. Opens today at 1.30am"),
    ("Su 01:30-04:00", "2026-03-29T01:00Z", "Open now, until 4am"),  # 2am, an hour skipped
    ("Su 01:30-04:00", "2026-03-29T03:00Z", "Closed now. Opens Sunday 5 April at 1.30am"),
    ("Su 01:00-02:00", "2026-10-25T00:30Z", "Open now, until 2am"),  # 1.30am
    ("Su 01:00-02:00", "2026-10-25T01:30Z", "Open now, until 2am"),  # 1.30am again
    ("Su 01:00-02:00", "2026-10-25T02:00Z", "Closed now. Opens Sunday 1 November at 1am"),
    (OFFICE, "2026-07-01T07:30Z", "Open now, until 5pm"),  # 8.30am in summer
    (OFFICE, "2026-07-01T16:00Z", "Closed now. Opens tomorrow at 8.30am"),
]


def test_what_a_number_says_of_itself(read_hours: ReadHours):
    read = read_hours(*((hours, moment) for hours, moment, _ in SAID))
    said = [(*case[:2], words(standing)) for case, standing in zip(SAID, read, strict=True)]
    assert said == SAID


FIRST = [
    (OFFICE, "2026-11-25T10:00", "open", "usual"),
    (OFFICE, "2026-11-25T20:00", "closed", "other"),
    (OFFICE, "2026-12-25T10:00", "differs", "usual"),
    (OFFICE, "2026-12-25T20:00", "differs", "other"),
    (OFFICE, "2026-12-26T10:00", "differs", "other"),  # a Saturday
    (OFFICE + "; PH off", "2026-12-25T10:00", "closed", "other"),
    (OFFICE, "2029-01-02T10:00", "open", "usual"),
]


def test_which_number_comes_first(read_hours: ReadHours):
    read = read_hours(*((hours, moment) for hours, moment, *_ in FIRST))
    shown = [
        (*case[:2], s and s["state"], s and s["first"]) for case, s in zip(FIRST, read, strict=True)
    ]
    assert shown == FIRST


UNREAD = ["Mo-Fr  9 to 5", "by appointment", "", "Mo-Fr 09:00-17:00; Xx 09:00-10:00", "Mo off"]


@pytest.mark.parametrize("hours", UNREAD)
def test_hours_that_cannot_be_read_are_never_said_to_be_closed(read_hours: ReadHours, hours: str):
    (standing,) = read_hours((hours, "2026-11-25T20:00"))
    assert words(standing) == f"Hours: {hours}"
    assert standing
    assert standing["first"] == "usual"


def test_spaces_between_days_and_times_do_not_matter(read_hours: ReadHours):
    (standing,) = read_hours(("Mo-Fr   09:00-17:00;PH  off", "2026-11-25T10:00"))
    assert words(standing) == "Open now, until 5pm"


def test_what_answers_day_and_night_says_nothing(read_hours: ReadHours):
    hours = "Mo-Su 00:00-24:00; PH 00:00-24:00"
    assert read_hours((hours, "2026-12-25T10:00"), (hours, "2029-06-01T00:00")) == [None, None]


def is_open(hours: str, moment: datetime) -> bool | None:
    """Whether hours hold at a moment; None where a bank holiday leaves it open. Written anew."""
    there = moment.astimezone(LONDON)
    rules = [re.split("[ -]", re.sub(r"^(\w\w) ", r"\1-\1 ", r)) for r in hours.split("; ")]
    on_holidays = [rule[2:] for rule in rules if rule[0] == "PH"]
    if str(there.date()) in HOLIDAYS:
        times = on_holidays
        if not times:
            return None
    else:
        times = [
            rule[2:]
            for rule in rules
            if rule[0] != "PH" and WEEK.index(rule[0]) <= there.weekday() <= WEEK.index(rule[1])
        ]
    return any(start <= f"{there:%H:%M}" < end for start, end in times)


@pytest.mark.parametrize("day", ["2026-03-26", "2026-10-22", "2026-12-23"])
def test_every_half_hour_of_a_week_agrees_with_a_plain_reading(read_hours: ReadHours, day: str):
    """Weeks in which the clocks change, and that of Christmas."""
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    moments = [start + timedelta(minutes=30 * n) for n in range(7 * 48)]
    asked = [(hours, moment) for hours in HOURS for moment in moments]
    read = read_hours(*((hours, moment.isoformat()) for hours, moment in asked))
    states = {True: "open", False: "closed", None: "differs"}
    expected = [states[is_open(hours, moment)] for hours, moment in asked]
    assert [standing and standing["state"] for standing in read] == expected


HOURS = (OFFICE, NIGHTS, "Su 01:30-04:00; Sa 22:00-24:00")


ABROAD = [
    # 25 December 2026 is a Friday, and no holiday in Japan; 3 November is one.
    (OFFICE, "2026-12-25T10:00+09:00", "Open now, until 4.30pm"),
    (OFFICE, "2026-12-25T01:00+00:00", "Open now, until 4.30pm"),
    (
        OFFICE,
        "2026-11-03T10:00+09:00",
        "Public holiday: hours may differ today. Usual hours from tomorrow at 8.30am",
    ),
    (
        OFFICE,
        "2026-11-02T18:00+09:00",
        "Closed now. Opens Wednesday at 8.30am, or earlier on the public holiday",
    ),
    ("Fr[-1] 09:00-12:00", "2026-12-25T09:00+09:00", "Open now, until noon"),
    ("Fr[4] 09:00-12:00", "2026-12-25T09:00+09:00", "Open now, until noon"),
    (
        "Fr[1,3] 09:00-12:00",
        "2026-12-25T09:00+09:00",
        "Closed now. Opens Friday 15 January at 9am, or earlier on the public holiday",
    ),
    ('Fr 09:00-12:00 "in term time"', "2026-12-25T09:00+09:00", "Perhaps open now: in term time"),
    ('Fr 09:00-12:00 "in term time"', "2026-12-25T08:00+09:00", "Closed now"),
    (
        'Fr 09:00-12:00 "in term time"; Fr 10:00-11:00',
        "2026-12-25T10:30+09:00",
        "Open now, until 11am",
    ),
]


@pytest.mark.parametrize(("hours", "moment", "said"), ABROAD)
def test_hours_are_read_by_the_manual_s_clock(hours: str, moment: str, said: str):
    japan = Country("JP", "", "Asia/Tokyo")
    scripts = Scripts("America/New_York")
    days = [str(day) for day in japan.holidays(2026)]
    given = {"days": days, "name": japan.holiday, "zone": japan.zone}
    found = scripts.run(READ, {"asked": [(hours, in_utc(moment))], **given})
    scripts.close()
    assert words(found[0]) == said
