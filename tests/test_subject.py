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
