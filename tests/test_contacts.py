"""Telephone numbers, opening hours, cards for a phone, and the age of a check."""

from datetime import date

import pytest
from invented import BASE, TODAY, change
from manual.build import build
from manual.contacts.check import is_overdue
from manual.contacts.hours import parse_hours
from manual.contacts.model import Contact, Contacts
from manual.contacts.page import vcard
from manual.contacts.telephone import is_emergency, is_possible, tel
from manual.source import read_yaml


def contact(**values: object) -> Contact:
    return Contact.model_validate({"name": "Office", "for": "Ask", **values})


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("01323 464222", "tel:+441323464222"),
        ("033 022 26664", "tel:+443302226664"),
        ("0808 800 5000", "tel:+448088005000"),
        ("+44 1323 464222", "tel:+441323464222"),
        ("01323-464222", "tel:+441323464222"),
        ("0800 1111", "tel:+448001111"),
        ("999", "tel:999"),
        ("101", "tel:101"),
        ("111", "tel:111"),
    ],
)
def test_a_number_is_dialled_as_written(written, link):
    assert is_possible(written)
    assert tel(written) == link


@pytest.mark.parametrize("written", ["", "1", "ask", "01323 464222 000", "12345678901234", "nine"])
def test_what_is_no_telephone_number(written):
    assert not is_possible(written)


def test_only_numbers_for_emergencies_need_no_check():
    assert is_emergency("999")
    assert not is_emergency("101")
    assert not contact(phone="999").needs_check
    assert contact(phone="101").needs_check
    assert not contact().needs_check


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Mo-Th 08:30-17:00", "Monday to Thursday, 8.30am to 5pm"),
        ("Fr 08:30-16:30", "Friday, 8.30am to 4.30pm"),
        ("Mo-Su 00:00-24:00", "Every day, day and night"),
        ("Mo-Su 09:00-12:00", "Every day, 9am to noon"),
        ("Sa-Su 12:00-24:00", "Saturday to Sunday, noon to midnight"),
        ("Mo,We,Fr 10:05-12:30", "Monday, Wednesday and Friday, 10.05am to 12.30pm"),
        ("Mo-We,Th 09:00-10:00", "Monday to Thursday, 9am to 10am"),
        ("Mo-Tu,Fr 09:00-10:00", "Monday, Tuesday and Friday, 9am to 10am"),
        ("Sa-Su 00:00-00:30", "Saturday to Sunday, midnight to 12.30am"),
        ("PH 10:00-16:00", "Bank holidays, 10am to 4pm"),
    ],
)
def test_hours_in_words(written, words):
    hours = parse_hours(written)
    assert hours
    assert hours.words == words


@pytest.mark.parametrize(
    "written",
    [
        "",
        "09:00-17:00",
        "Mo-Fr",
        "Mo-Fr 9-5",
        "Mo-Fr 17:00-09:00",
        "Mo-Fr 09:00-09:00",
        "Fr-Mo 09:00-17:00",
        "Mon-Fri 09:00-17:00",
        "Mo-Fr 09:00-24:30",
        "Mo-Fr 09:60-17:00",
        "mo-fr 09:00-17:00",
    ],
)
def test_what_says_no_hours(written):
    assert parse_hours(written) is None


def test_hours_one_after_the_other():
    office = contact(hours=["Mo-Th 08:30-17:00", "Fr 08:30-16:30"])
    assert office.hours_in_words == ("Monday to Thursday, 8.30am to 5pm; Friday, 8.30am to 4.30pm")
    assert not office.knows_holidays
    always = contact(hours=["Mo-Su 00:00-24:00", "PH 00:00-24:00"])
    assert always.hours_in_words == "Every day, day and night"
    assert always.knows_holidays


def test_a_card_holds_what_a_phone_needs():
    office = contact(
        name="Office; north, west",
        phone="01323 464222",
        out_of_hours="01273 335905",
        hours=["Mo-Fr 09:00-17:00"],
        checked=date(2026, 11, 1),
        source="https://light.test/",
    )
    lines = vcard(office, "East").split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert lines[-2:] == ["END:VCARD", ""]
    assert r"FN:Office\; north\, west (East)" in lines
    assert "TEL;TYPE=WORK,VOICE,PREF:+441323464222" in lines
    assert "TEL;TYPE=WORK,VOICE:+441273335905" in lines
    assert (
        r"NOTE:Ask. Monday to Friday\, 9am to 5pm. Out of hours: 01273 335905. Checked 2026-11-01."
        in lines
    )
    assert "URL:https://light.test/" in lines


def test_a_card_says_that_nobody_has_confirmed_the_number():
    card = vcard(contact(phone="101"), None)
    assert "FN:Office\r\n" in card
    assert "TEL;TYPE=WORK,VOICE,PREF:101\r\n" in card
    assert "Number not yet confirmed." in card


def test_a_check_is_overdue_from_that_many_days():
    checked = contact(phone="101", checked=date(2026, 11, 2))
    assert is_overdue(checked, TODAY, 20)
    assert not is_overdue(checked, TODAY, 21)
    assert not is_overdue(contact(phone="101"), TODAY, 1)


def test_notices_name_who_must_be_rung():
    path = "docs/contacts.yml"
    texts = change(BASE, path, {"        checked: 2026-11-01\n": "", "999": "101"})
    said = [notice.message for notice in build(texts, TODAY).notices if notice.where.path == path]
    assert said == ["north-bay/front-door: not yet confirmed", "police: not yet confirmed"]


@pytest.mark.parametrize(
    ("name", "areas"),
    [("police", [None]), ("front-door", ["north-bay"]), ("north-bay/front-door", ["north-bay"])],
)
def test_a_name_is_of_everyone_of_every_area_or_of_one(name, areas):
    contacts = Contacts.model_validate(read_yaml("c", BASE["docs/contacts.yml"]).value)
    assert contacts.knows(name)
    assert [area for area, _ in contacts.find(name)] == areas


@pytest.mark.parametrize(
    "name", ["", "/", "pilot", "north-bay/police", "south-bay/front-door", "north-bay/"]
)
def test_what_names_no_contact(name):
    contacts = Contacts.model_validate(read_yaml("c", BASE["docs/contacts.yml"]).value)
    assert not contacts.knows(name)
