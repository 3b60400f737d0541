"""Which digits in a text are a telephone number, however they are set."""

import pytest
from manual.contacts.telephone import find_numbers

NUMBERS = [
    "01632\n960001",
    "01632   960001",
    "01632\u00a0960001",
    "01632·960001",
    "01632 • 960001",
    "01632_960_001",
    "01632\\ 960001",
    "01632*960001",
    "０１６３２ ９６０００１",
    "٠١٦٣٢٩٦٠٠٠١",
    "01632\u200b960\u00ad001",
    "01632...960001",
    "01632 -- 960 -- 001",
    "01632\u2011960001",
    "01632:960001",
    "01632/960/001",
    "01.63.29.60.00.1",
    "0 1 6 3 2 9 6 0 0 0 1",
    "(01632) (960) (001)",
    "(0)1632 960001",
    "#01632 960001",
    "-01632 960001",
    "Tel.01632 960001",
    "on 2026-11-22 01632960001",
    "0800 1111",
    "0044 1632 960001",
    "00 44 1632 960001",
    "+44.1632.960001",
    "+33 1 23 45 67 89",
    "+1 416 555 0123",
    "0033 1 23 45 67 89",
    "00353 1 234 5678",
    "call 1 0 5",
    "ring: 105",
    "ring 116·123",
]
OTHERS = [
    "",
    "section 47 of the Children Act 1989",
    "2018, 2019, 2023",
    "1950 1998 2018 2023",
    "25,000",
    "£1,000,000 to £25,000,000",
    "2026-11-22",
    "1 December 2026",
    "01-02-2026 - 03-02-2026",
    "from 2026-01-01 to 2026-12-31",
    "01.02.26 09.30",
    "paragraphs 2.1.3, 2.1.4 and 2.1.10 to 2.1.12",
    "call 2.1.3 and text 3.4.5",
    "edition 2026-11-22.4",
    "aged 0 to 5, 5 to 11 and 11 to 18",
    "0-5, 5-11, 11-18",
    "24/7/365",
    "09:00-17:00, 07.30-08.30",
    "ISBN 978-0-11-853693-0",
    "SI 2018/1234",
    "[2009] EWCA 0123",
    "case 0123/45/67",
    "0.25 per cent of 1,234,567",
    "+5 or +10 per cent, +10 000 000",
    "ring 999 or 101",
    "ring 9 9 9",
    "call 12 people in 2024",
    "https://light.test/0123456789",
    "no. 2026-0123456789",
    "0 1 2 3 4",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_found_however_it_is_set(text):
    assert len(list(find_numbers(f"Or {text}, then."))) == 1


@pytest.mark.parametrize("text", OTHERS)
def test_other_digits_are_none(text):
    assert list(find_numbers(text)) == []


def test_each_of_several_numbers_is_found_once():
    assert list(find_numbers("020 7946 0001 or 020 7946 0002, and +33 1 23 45 67 89")) == [
        "020 7946 0001",
        "020 7946 0002",
        "+33 1 23 45 67 89",
    ]
