"""Records, and the history that they make: every wording on every day, by walking back."""

from datetime import date, timedelta

import pytest
from histories import FIRST_DAY, record, section, state_at, stories
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import BASE, TODAY, bare, change, report
from manual.amendments.history import History, walk_back
from manual.amendments.model import Record
from manual.amendments.page import edition_words, standing
from manual.build import build
from manual.problem import ProblemsError


def history(provisions: list[str], *records: Record) -> History:
    return walk_back(section("2.1", *provisions).provisions, records)


def texts_at(found: History, day: date) -> dict[str, str]:
    """The wordings of a day by number, without the sections' own."""
    return {str(n): wording.text for n, wording in found.at(day).items() if not n.is_section}


@given(stories(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_what_was_changed_forward_is_given_back_for_every_day(story, random):
    records = story.load()
    random.shuffle(records)
    found = walk_back(story.provisions(), records)
    assert found.at(FIRST_DAY - timedelta(days=1)) == {}
    ends = [day - timedelta(days=1) for day, _ in story.days[1:]] + [date(2100, 1, 1)]
    for (day, state), end in zip(story.days, ends, strict=True):
        assert state_at(found, day) == state_at(found, end) == state
        assert [*found.at(day)] == sorted(found.at(day))
    assert [edition.date for edition in found.editions()] == [day for day, _ in story.days]


# Days, editions, kinds


def lamp() -> History:
    return history(
        ["2.1.1 C.", "2.1.2 D."],
        record(3, "2026-11-01", body="2.1.1 B."),
        record(2, "2026-11-01", 'inserted: ["2.1.2"]', "2.1.1 A."),
        record(4, "2026-12-01", body="2.1.2 D, pending."),
        record(1, FIRST_DAY, 'inserted: ["2.1", "2.1.1"]'),
    )


def test_records_apply_in_the_order_of_day_and_number():
    found = lamp()
    assert [r.number for r in found.records] == [1, 2, 3, 4]
    assert texts_at(found, date(2026, 10, 31)) == {"2.1.1": "A."}
    assert texts_at(found, date(2026, 11, 1)) == {"2.1.1": "C.", "2.1.2": "D, pending."}
    assert texts_at(found, date(2026, 12, 1)) == {"2.1.1": "C.", "2.1.2": "D."}


def test_an_edition_is_a_day_and_its_highest_amendment():
    found = lamp()
    assert [e.id for e in found.editions()] == ["2020-01-01.1", "2026-11-01.3", "2026-12-01.4"]
    assert found.edition_at(date(2019, 12, 31)) is None
    assert found.edition_at(date(2026, 10, 31)).id == "2020-01-01.1"
    assert found.edition_at(date(2026, 11, 1)).id == "2026-11-01.3"


def test_changes_say_what_each_record_did():
    found = lamp()
    said = {
        record.number: [(str(c.number), c.kind) for c in changes]
        for record, changes in found.steps()
    }
    assert said == {
        1: [("2.1", "inserted"), ("2.1.1", "inserted")],
        2: [("2.1.1", "amended"), ("2.1.2", "inserted")],
        3: [("2.1.1", "amended")],
        4: [("2.1.2", "amended")],
    }


def test_a_range_holds_what_stood_there():
    found = history(
        ["2.1.1 A.", "2.1.3 C.", "2.1.3A D.", "2.1.4 E."],
        record(1, FIRST_DAY, 'inserted: ["2.1", "2.1.1 to 2.1.2", "2.1.4"]'),
        record(
            2,
            "2026-01-01",
            'inserted: ["2.1.2 to 2.1.3Z"]\ndeleted: ["2.1.1A to 2.1.1Z"]',
            "2.1.1B X.",
        ),
        record(3, "2025-01-01", 'inserted: ["2.1.1B"]'),
    )
    assert [*texts_at(found, date(2025, 6, 1))] == ["2.1.1", "2.1.1B", "2.1.4"]
    assert [*texts_at(found, TODAY)] == ["2.1.1", "2.1.3", "2.1.3A", "2.1.4"]


def test_a_changed_cross_heading_is_a_change_of_wording():
    found = history(
        ["## New", "2.1.1 A."],
        record(1, FIRST_DAY, 'inserted: ["section 2.1"]'),
        record(2, "2026-01-01", body="## Old\n\n2.1.1 A."),
    )
    (change_,) = found.changes[1]
    assert (change_.before.heading, change_.after.heading) == ("## Old", "## New")


def test_a_moved_paragraph_keeps_its_wording():
    found = history(
        ["2.1.2 A."],
        record(1, FIRST_DAY, 'inserted: ["2.1", "2.1.1"]'),
        record(2, "2026-01-01", 'renumbered: {"2.1.1": "2.1.2"}'),
    )
    assert texts_at(found, FIRST_DAY) == {"2.1.1": "A."}
    (moved,) = found.changes[1]
    assert (str(moved.number), str(moved.now), moved.kind) == ("2.1.1", "2.1.2", "renumbered")


def test_every_contradiction_is_told_at_once():
    with pytest.raises(ProblemsError) as error:
        history(
            ["2.1.1 A.", "2.1.2 B."],
            record(1, FIRST_DAY, 'inserted: ["section 2.1", "2.1.9"]'),
            record(
                1, "2026-01-01", 'deleted: ["2.1.1", "2.1.8"]\ncorrects: 5', "2.1.1 X.\n\n2.1.2 B."
            ),
        )
    assert {p.message for p in error.value.problems} == {
        "amendment 1 is also in 1.md",
        "'inserted' names 2.1.9, which did not exist after it",
        "2.1.1 is deleted, but is still there",
        "2.1.8 is deleted, but its wording is not recorded",
        "the earlier wording of 2.1.2 equals the one that replaced it",
        "it corrects amendment 5, which does not exist",
    }


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("approved_by: B", "in force 1 November 2026"),
        ("", "draft dated 1 November 2026"),
        ("restated: true", "restated from a print of 1 November 2026"),
    ],
)
def test_where_an_amendment_stands(front, said):
    assert standing(record(2, "2026-11-01", front), TODAY) == said


def test_a_pending_amendment_says_from_when():
    pending = record(2, "2026-11-23", "approved_by: B")
    assert standing(pending, TODAY) == "in force from 23 November 2026"
    assert standing(pending, date(2026, 11, 23)) == "in force 23 November 2026"


def test_an_edition_is_a_draft_while_one_of_its_amendments_is():
    approved = record(2, FIRST_DAY, "approved_by: B\ninserted: ['section 2.1']")
    draft = record(3, FIRST_DAY, body="2.1.1 X.")
    (edition,) = history(["2.1.1 A."], approved, draft).editions()
    assert edition_words(edition) == "Draft dated 1 January 2020"
    (edition,) = history(["2.1.1 A."], approved).editions()
    assert edition_words(edition) == "Edition in force from 1 January 2020"


def test_the_page_of_a_day_holds_the_wording_of_that_day():
    path = "docs/amendments/0002-the-boat.md"
    texts = change(BASE, path, {'["section 2.2"]': '["2.2.2"]'})
    texts = change(
        texts,
        "docs/amendments/0001-first-edition.md",
        {'["section 2.1"]': '["section 2.1", "2.2", "2.2.1"]'},
    )
    before, after = build(texts, date(2026, 10, 31)), build(texts, date(2026, 11, 1))
    assert report(before) == report(after) == ""
    wording = "<div data-wording><p>Light the lamp {}.</p></div>".format
    assert wording("when it is dark") in bare(before.pages.pages["lighthouse/lamp.md"])
    assert wording("at dusk") in bare(after.pages.pages["lighthouse/lamp.md"])
    assert 'id="2.2.2"' not in before.pages.pages["lighthouse/boat.md"]
    assert 'id="2.2.2"' in after.pages.pages["lighthouse/boat.md"]
