"""What a copy asks, and where it stands among the states of what it is a copy of."""

from typing import Any

import pytest
from scripts import Scripts

READ = """async (load, texts) => {
    const { readEdition } = await load("current/edition.mjs");
    return texts.map((text) => readEdition(text));
}"""
SPLIT = """async (load, fragments) => {
    const { joinFragment, splitFragment } = await load("current/edition.mjs");
    return fragments.map((fragment) => {
        const { subject, edition } = splitFragment(fragment);
        return [subject, edition, joinFragment(subject, edition)];
    });
}"""
PLACE = """async (load, { marks, editorial, copies }) => {
    const { readEdition } = await load("current/edition.mjs");
    const { isEditorial, placeCopy } = await load("current/subject.mjs");
    return copies.map((copy) => {
        const placed = placeCopy({ marks }, readEdition(copy));
        return { ...placed, editorial: isEditorial({ editorial }, placed.since) };
    });
}"""

EDITIONS = {
    "2026-11-22.4": ("2026-11-22", 4, ""),
    "edition of 2026-11-22": ("2026-11-22", None, ""),
    "2026-11-25.13466CA5": ("2026-11-25", None, "13466ca5"),
    "Thursday 19 November 2026": ("2026-11-19", None, ""),
    "1st of Nov 2026": ("2026-11-01", None, ""),
    "15/11/2026": ("2026-11-15", None, ""),
    "5.11.2026": ("2026-11-05", None, ""),
    "2026-02-30": None,
    "2026-00-10.1": None,
    "yesterday": None,
    "11/15/2026": None,
    "": None,
}


def test_an_edition_is_read_as_it_is_printed_or_typed(scripts: Scripts):
    read = scripts.run(READ, list(EDITIONS))
    found = [
        edition and (edition["day"], edition["number"], edition["fingerprint"]) for edition in read
    ]
    assert dict(zip(EDITIONS, found, strict=True)) == EDITIONS


def test_what_is_asked_is_a_subject_and_an_edition(scripts: Scripts):
    asked = ["#2.1@2026-11-22.4", "#2.1", "#@2026-11-22", "", "#a%20b@c", "#%E0%A4%A@1"]
    assert scripts.run(SPLIT, asked) == [
        ["2.1", "2026-11-22.4", "#2.1@2026-11-22.4"],
        ["2.1", "", "#2.1@"],
        ["", "2026-11-22", "#@2026-11-22"],
        ["", "", "#@"],
        ["a b", "c", "#a%20b@c"],
        ["%E0%A4%A", "1", "#%25E0%25A4%25A@1"],
    ]


MARKS = ["2020-01-01.1", "2026-11-10.3", "2026-11-18.4", "2026-11-18.5"]
"""Of a section that two amendments changed on one day."""
PLACED: dict[str, dict[str, Any]] = {
    "2019-12-31.1": {"kind": "before", "mark": MARKS[0], "sameDay": "none"},
    "2020-01-01.1": {"kind": "changed", "mark": MARKS[0], "since": MARKS[1:], "editorial": False},
    "2026-11-10.3": {"kind": "changed", "mark": MARKS[1], "since": MARKS[2:], "editorial": True},
    "2026-11-18.4": {"kind": "changed", "mark": MARKS[2], "since": MARKS[3:], "sameDay": "none"},
    "2026-11-18.5": {"kind": "current", "mark": MARKS[3], "since": []},
    "2026-12-01.9": {"kind": "current", "mark": MARKS[3], "since": []},
    # A day alone: what was changed on it may be missing.
    "2026-11-18": {"kind": "changed", "mark": MARKS[1], "since": MARKS[2:], "sameDay": "all"},
    "2026-11-10": {"kind": "changed", "mark": MARKS[0], "since": MARKS[1:], "sameDay": "some"},
    "2026-11-15": {"kind": "changed", "mark": MARKS[1], "since": MARKS[2:], "sameDay": "none"},
    "2020-01-01": {"kind": "changed", "mark": MARKS[0], "since": MARKS[1:], "sameDay": "none"},
    "2026-11-19": {"kind": "current", "mark": MARKS[3], "sameDay": "none"},
}


@pytest.mark.parametrize("copy", PLACED)
def test_a_copy_has_its_place_among_the_states(scripts: Scripts, copy: str):
    given = {"marks": MARKS, "editorial": MARKS[2:], "copies": [copy]}
    (found,) = scripts.run(PLACE, given)
    assert {name: found[name] for name in PLACED[copy]} == PLACED[copy]


def test_what_bears_days_alone_is_compared_by_days(scripts: Scripts):
    given = {"marks": ["2026-11-05", "2026-11-12"], "editorial": [], "copies": ["2026-11-12.4"]}
    (found,) = scripts.run(PLACE, given)
    assert found["kind"] == "current"


FIND = """async (load, { rows, asked }) => {
    const { findSubject } = await load("current/subject.mjs");
    return asked.map((text) => {
        const { rows: found, whole, paragraph } = findSubject(text, rows);
        return [found.map(({ subject }) => subject).join(" "), whole, paragraph];
    });
}"""


def row(subject: str, title: str, chapter: str, *holds: str, id_: str = "") -> dict[str, Any]:
    told = {"subject": subject, "title": title, "id": id_ or subject, "chapter": chapter}
    return {**told, "holds": holds, "marks": ["2026-01-01.1"]}


ROWS = [
    row("2.1", "2.1 Introduction", "2"),
    row("2.2", "2.2 Consent", "2"),
    row("Part 2", "Part 2 Meetings", "3", "Rule 7", "Rule 7A", "Rule 8", id_="part-2"),
    row("A1", "A1 Money", "4", "A1.1", "A1.2"),
    row("12", "12 Loans", "5", "12.1", "12.2"),
    row("Part 3", "Part 3 Fees", "6", "§ 12a", "§ 13", id_="part-3"),
    row(
        "Schedule 1",
        "Schedule 1 Forms",
        "6",
        "Schedule 1, paragraph 1",
        "Schedule 1, paragraph 2",
        id_="schedule-1",
    ),
    row("contacts", "Contacts", "contacts"),
]
ASKED = {
    "Section 2.1": ("2.1", "", ""),
    "introduction": ("2.1", "", ""),
    "chapter 2": ("2.1 2.2", "chapter 2", ""),
    "2.1.3a": ("2.1", "", "2.1.3A"),
    "§ 2.1.3": ("2.1", "", "2.1.3"),
    "rule 7": ("Part 2", "", "Rule 7"),
    "Rule-7a": ("Part 2", "", "Rule 7A"),
    "Rule 9": ("", "", ""),
    "part 2": ("Part 2", "", ""),
    "part-2": ("Part 2", "", ""),
    "Part 2 Meetings": ("Part 2", "", ""),
    "meetings": ("Part 2", "", ""),
    "a1": ("A1", "", ""),
    "paragraph A1.2": ("A1", "", "A1.2"),
    "12": ("12", "", ""),
    "12.2": ("12", "", "12.2"),
    "chapter 5": ("12", "chapter 5", ""),
    "§12a": ("Part 3", "", "§ 12a"),
    "s-13": ("Part 3", "", "§ 13"),
    "schedule 1, paragraph 2": ("Schedule 1", "", "Schedule 1, paragraph 2"),
    "schedule-1.2": ("Schedule 1", "", "Schedule 1, paragraph 2"),
    "Schedule 1": ("Schedule 1", "", ""),
    "contacts": ("contacts", "", ""),
}


def test_what_is_asked_is_found_in_every_way_of_numbering(scripts: Scripts):
    found = scripts.run(FIND, {"rows": ROWS, "asked": list(ASKED)})
    assert dict(zip(ASKED, map(tuple, found), strict=True)) == ASKED
