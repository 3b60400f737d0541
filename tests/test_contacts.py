"""Telephone numbers, opening hours, cards for a phone, and the age of a check."""

import re
from datetime import date

import phonenumbers
import pytest
from invented import BASE, TODAY, change
from manual.build import build
from manual.contacts.check import is_overdue
from manual.contacts.digest import digest
from manual.contacts.hours import parse_hours
from manual.contacts.model import Contact, Contacts
from manual.contacts.telephone import read_number
from manual.contacts.vcard import vcard
from manual.country import HERE, Country, is_country, is_zone, zones_by_country
from manual.text.source import read_yaml
from pydantic import ValidationError


def contact(**values: object) -> Contact:
    return Contact.model_validate({"name": "Office", "for": "Ask", **values})


@pytest.mark.parametrize(
    "form",
    [
        "https://evil.test\\.forms.light.test/x",
        "https://.",
        "https://-.-",
        "https://-a.test/",
        "https://a-.test/",
        "https://a..test/",
        "https://a.test./",
        "https://a.b:abc/",
        "https://a.test:99999/",
        "https://fоrms.light.test/",  # the second letter is Cyrillic
        "https://me@a.test/",
        "https://localhost/",
    ],
)
def test_a_form_leads_to_a_plain_host(form: str):
    with pytest.raises(ValidationError, match="it is not the address of a form"):
        contact(form=form)


@pytest.mark.parametrize(
    "form",
    ["https://a.test:8443/x", "https://My-Forms.A1.test", "https://xn--frms-5na.test/?a=b#c"],
)
def test_a_form_may_be_at_a_port_or_a_name_in_capitals(form: str):
    assert contact(form=form).form == form


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("01632 960001", "tel:+441632960001"),
        ("016 329 60001", "tel:+441632960001"),
        ("+44 1632 960001", "tel:+441632960001"),
        ("+44 (0)1632 960001", "tel:+441632960001"),
        ("(01632) 960001", "tel:+441632960001"),
        ("01632-960001", "tel:+441632960001"),
        ("020 7946 0001", "tel:+442079460001"),
        ("07700 900001", "tel:+447700900001"),
        ("0808 157 0192", "tel:+448081570192"),
        ("0303 123 1113", "tel:+443031231113"),
        ("0800 1111", "tel:+448001111"),
        ("116 123", "tel:116123"),
        ("116000", "tel:116000"),
        ("999", "tel:999"),
        ("112", "tel:112"),
        ("101", "tel:101"),
        ("105", "tel:105"),
        ("111", "tel:111"),
    ],
)
def test_a_number_is_dialled_as_written(written, link):
    assert contact(phone=written).tel == link


@pytest.mark.parametrize(
    "written",
    [
        *["", " ", "1", "+", "ask", "nine", "000", "555", "1234"],
        *["01632 960001 000", "12345678901234", "01632", "01632 96001"],
        "960001",  # rings in its own town alone
        "116 006",  # no helpline has it
        "01632 960001 ext. 5",
    ],
)
def test_what_is_no_telephone_number(written):
    assert read_number(written) is None


IN_COUNTRIES = [
    ("FR", "01 99 00 12 34", "tel:+33199001234"),
    ("FR", "15", "tel:15"),
    ("FR", "+44 1632 960001", "tel:+441632960001"),
    ("GB", "+33 1 99 00 12 34", "tel:+33199001234"),
    ("IT", "06 1234 5678", "tel:+390612345678"),  # its 0 is dialled from abroad, too
    ("CA", "(416) 555-0123", "tel:+14165550123"),
    ("CA", "911", "tel:911"),
    ("CA", "211", "tel:211"),
    ("AU", "13 11 14", "tel:+61131114"),
    ("AU", "000", "tel:000"),
    ("NZ", "09 555 0123", "tel:+6495550123"),
    ("DE", "0800 111 0 111", "tel:+498001110111"),
]
NOWHERE = [
    ("FR", "01632 960001"),
    ("CA", "416 555 01"),
    ("IE", "911"),
    ("DE", "+49"),
    ("NZ", "+64 9 555"),
    ("FR", "01 99 00 12 34 poste 5"),
]


def in_country(code: str, phone: str) -> Contact:
    values = {"name": "Office", "for": "Ask", "phone": phone}
    return Contact.model_validate(values, context=Country(code, "", "UTC"))


@pytest.mark.parametrize(("code", "written", "link"), IN_COUNTRIES)
def test_a_number_is_dialled_as_in_its_country(code: str, written: str, link: str):
    read = in_country(code, written)
    assert read.tel == link
    assert str(read.phone) == written
    assert read.is_emergency == (written in Country(code).dialled)


@pytest.mark.parametrize(("code", "written"), NOWHERE)
def test_what_is_no_number_in_a_country(code: str, written: str):
    with pytest.raises(ValidationError):
        in_country(code, written)


def test_each_country_has_a_name_a_zone_and_numbers_for_emergencies():
    assert Country("GB").dialled == ("999", "101")
    assert Country("AU").dialled == ("000", "106", "112")
    assert (Country("US").name, Country("NZ").name) == ("the United States", "New Zealand")
    for code, zones in zones_by_country().items():
        assert is_country(code) == (code in phonenumbers.SUPPORTED_REGIONS)
        assert all(is_zone(zone) for zone in zones)
        assert Country(code).name


def test_holidays_are_those_of_the_region():
    assert date(2026, 2, 16) in Country("CA", "ON", "America/Toronto").holidays(2026)
    assert date(2026, 2, 16) not in Country("CA", "QC", "America/Toronto").holidays(2026)
    assert date(2026, 11, 30) in Country("GB", "SCT").holidays(2026)  # of Saint Andrew
    assert date(2026, 11, 30) not in HERE.holidays(2026)


def test_only_numbers_for_emergencies_need_no_check():
    assert contact(phone="999").is_emergency
    assert not contact(phone="101").is_emergency
    assert not contact(phone="999").needs_check
    assert contact(phone="101").needs_check
    assert contact(form="https://forms.light.test/").needs_check
    assert not contact(phone="999", form="https://forms.light.test/").needs_check
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
        ("PH off", "Closed on bank holidays"),
    ],
)
def test_hours_in_words(written, words):
    hours = parse_hours(written)
    assert hours
    assert hours.words() == words


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
        "off",
        "Mo off",
    ],
)
def test_what_says_no_hours(written):
    assert parse_hours(written) is None


def test_hours_reach_the_pages_with_one_space_between():
    office = contact(phone="101", hours=[" Mo-Fr   09:00-17:00 ", "PH   off"])
    assert office.hours_as_data == "Mo-Fr 09:00-17:00; PH off"


def test_hours_one_after_the_other():
    office = contact(phone="101", hours=["Mo-Th 08:30-17:00", "Fr 08:30-16:30"])
    assert office.hours_in_words() == (
        "Monday to Thursday, 8.30am to 5pm; Friday, 8.30am to 4.30pm"
    )
    assert not office.knows_holidays
    assert contact(phone="101", hours=["Mo-Fr 09:00-17:00", "PH off"]).knows_holidays
    always = contact(phone="101", hours=["Mo-Su 00:00-24:00", "PH 00:00-24:00"])
    assert always.hours_in_words() == "Every day, day and night"
    assert always.knows_holidays


PAGE = "https://light.test/contacts/"
NOTE = (
    "Ask. Monday to Friday, 9am to 5pm. Hours may differ on bank holidays. Out of hours: "
    "01632 960002. Say who calls.\nThen wait \\ hold. Checked 1 November 2026. "
    "Numbers change: check the address on this card."
)


def read_card(card: str) -> list[tuple[str, str, str]]:
    """Name, parameters and text of each line of a vCard, read as strictly as RFC 2425 lets one.

    Every line ends in CR LF, none is longer than 75 octets, and a comma or a semicolon within a
    text is escaped.
    """
    assert card.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", card)
    for line in card.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    read = []
    for line in card.replace("\r\n ", "").split("\r\n")[:-1]:
        match = re.fullmatch(r"((?:[\w-]+\.)?[\w-]+)((?:;[^:]*)?):(.*)", line)
        assert match, line
        if match[1] not in {"N", "URL"}:
            assert re.fullmatch(r"(?:[^\\,;]|\\[\\,;n])*", match[3]), line
        text = re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], match[3])
        read.append((match[1], match[2], text))
    assert read[:2] == [("BEGIN", "", "VCARD"), ("VERSION", "", "3.0")]
    assert read[-1] == ("END", "", "VCARD")
    return read[2:-1]


def test_a_card_holds_what_a_phone_needs():
    office = contact(
        name="Office; north, west",
        phone="01632 960001",
        out_of_hours="01632 960002",
        hours=["Mo-Fr 09:00-17:00"],
        note="Say who calls.\nThen wait \\ hold.",
        checked=date(2026, 11, 1),
        source="https://light.test/",
    )
    assert read_card(vcard(office, "East", PAGE)) == [
        ("FN", "", "Office; north, west (East)"),
        ("N", "", "Office; north, west (East);;;;"),
        ("ORG", "", "Office; north, west (East)"),
        ("TEL", ";TYPE=WORK,VOICE,PREF", "+441632960001"),
        ("item1.TEL", ";TYPE=WORK,VOICE", "+441632960002"),
        ("item1.X-ABLabel", "", "Out of hours"),
        (
            "NOTE",
            "",
            NOTE,
        ),
        ("URL", "", PAGE),
    ]


def test_a_card_says_that_nobody_has_confirmed_the_number():
    (*_, tel_line, note, _) = read_card(vcard(contact(phone="101"), None, PAGE))
    assert tel_line == ("TEL", ";TYPE=WORK,VOICE,PREF", "101")
    assert "Number not yet confirmed." in note[2]


def test_a_card_holds_an_online_form_beside_its_own_address():
    form = "https://www.forms.light.test/" + "report/" * 12
    lines = read_card(vcard(contact(phone="101", form=form), None, PAGE))
    assert ("item2.URL", "", form) in lines
    assert ("item2.X-ABLabel", "", "Online form") in lines
    assert lines[-1] == ("URL", "", PAGE)
    note = next(text for name, _, text in lines if name == "NOTE")
    assert note.startswith("Ask. Online form at forms.light.test. ")


@pytest.mark.parametrize(
    "form",
    [
        *("forms.light.test", "https://", "https://forms", "https:/forms.light.test/a"),
        *(
            "https://forms.light.test/a b",
            "https://forms.light.test/a\nb",
            "ftp://forms.light.test",
        ),
        *("https://forms.light.test@elsewhere.test/", "https://:x@forms.light.test", "//a.test/"),
        *("data:text/html,x", " https://forms.light.test/", "https://[::1"),
    ],
)
def test_what_is_no_address_of_a_form(form):
    with pytest.raises(ValidationError):
        contact(form=form)


def test_a_form_changes_the_fingerprint_and_its_absence_does_not():
    def print_of(**more: object) -> str:
        north = {
            "name": "N",
            "partnership": "P",
            "contacts": {"door": contact(phone="101", **more)},
        }
        return digest(Contacts.model_validate({"areas": {"north": north}, "everywhere": {}}))

    assert print_of() == print_of(by_appointment=False) == "d9f1c734"
    later = [{"extension": "2"}, {"email": "a@light.test"}, {"address": "1 Quay"}]
    assert len({print_of(), *(print_of(**more) for more in later)}) == 1 + len(later)
    assert (
        len({print_of(), print_of(form="https://a.test/"), print_of(form="https://b.test/")}) == 3
    )


@pytest.mark.parametrize("sign", ["a", "é", "–", "😀", ",", "\\"])
def test_a_long_line_of_a_card_is_folded_between_characters(sign):
    note = sign * 300
    lines = read_card(vcard(contact(phone="101", note=note), None, PAGE))
    assert note in next(text for name, _, text in lines if name == "NOTE")


def test_england_s_bank_holidays_are_those_that_were_announced():
    """Days of 2026 and 2027 as GOV.UK lists them; those kept in place of a weekend's too."""
    announced = [
        *["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31"],
        *["2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03"],
        *["2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"],
    ]
    known = [str(day) for day in HERE.holidays(2026)]
    weekdays = [day for day in known if date.fromisoformat(day).weekday() < 5]
    assert [day for day in weekdays if day < "2028"] == announced
    assert known == sorted(known)
    assert {day[:4] for day in known} == {"2026", "2027", "2028"}


def test_every_page_bears_the_bank_holidays_and_the_areas_to_choose_from():
    pages = build(BASE, TODAY).pages
    assert pages
    foot = pages.chrome["who_to_call"]
    assert 'data-bank-holidays="2026-01-01 2026-04-03' in foot
    assert "2028-12-26" in foot
    assert "<select" not in foot  # one area leaves nothing to choose
    two = BASE["docs/contacts.yml"].replace("everywhere:", TWO_MORE)
    foot = build(BASE | {"docs/contacts.yml": two}, TODAY).pages.chrome["who_to_call"]
    options = re.findall(r'<opt(?:ion value|group label)="([^"]*)"(?: data-name="([^"]*)")?', foot)
    assert options == [
        ("", ""),
        ("North Bay Keepers", ""),
        ("north-bay", "North Bay"),
        ("South Bay &amp; Quay Keepers", ""),
        ("south-bay", "South Bay &amp; Quay"),
        ("south-bay/mid-quay", ""),
        ("south-bay/quay-end", ""),
    ]
    assert ">All of South Bay &amp; Quay</option>" in foot
    assert ">North Bay</option>" in foot  # it covers one place: the area says as much


TWO_MORE = """
  south-bay:
    name: South Bay & Quay
    partnership: South Bay & Quay Keepers
    covers: [Mid Quay, Quay End]
    contacts:
      front-door: {name: Quay, for: Anything, phone: 01632 960003}
everywhere:
"""


def test_a_check_is_overdue_from_that_many_days():
    checked = contact(phone="101", checked=date(2026, 11, 2))
    assert is_overdue(checked, TODAY, 20)
    assert not is_overdue(checked, TODAY, 21)
    assert not is_overdue(contact(phone="101"), TODAY, 1)


def test_a_check_on_a_day_to_come_confirms_nothing():
    texts = change(BASE, "docs/contacts.yml", {"checked: 2026-11-01": "checked: 2027-12-01"})
    made = build(texts, TODAY).pages
    assert made
    assert "Not yet confirmed" in made.chrome["who_to_call"]
    everything = " ".join([*made.pages.values(), *made.files.values()])
    assert "1 December 2027" not in everything
    assert "Not yet confirmed: nobody has called it to check." in made.pages["flowchart/light.md"]
    assert "Number not yet confirmed." in made.files["contacts/north-bay/front-door.vcf"]
    assert '"checked": "2027' not in everything


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
