"""Records, and the history that they make: every wording on every day, by walking back."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import BASE, TODAY, bare, change, report
from manual.amendments.history import History, walk_back
from manual.amendments.load import load_record
from manual.amendments.model import Record
from manual.amendments.page import edition_words, standing
from manual.build import build
from manual.problem import ProblemsError
from manual.provisions.load import load_section, load_wordings
from manual.provisions.model import Provision, Section, Wording
from manual.provisions.number import parse_number

FIRST_DAY = date(2020, 1, 1)


def record(number: int, day: date | str, lists: str = "", body: str = "") -> Record:
    front = f"amendment: {number}\ntitle: T\nin_force: {day}\nreason: R\naction: A\n{lists}"
    return load_record(f"{number}.md", f"---\n{front}\n---\n\n{body}", load_wordings)


def section(number: str, *provisions: str) -> Section:
    front = f"section: {number}\ntitle: T\nreviewed: 2026-11-01\nreview_by: 2027-11-01"
    return load_section(f"{number}.md", f"---\n{front}\n---\n\n" + "\n\n".join(provisions))


def history(provisions: list[str], *records: Record) -> History:
    return walk_back(section("2.1", *provisions).provisions, records)


def texts_at(found: History, day: date) -> dict[str, str]:
    """The wordings of a day by number, without the sections' own."""
    return {str(n): wording.text for n, wording in found.at(day).items() if not n.is_section}


# A history made forward and walked back

State = dict[str, Wording]


def numbered(wordings: State) -> str:
    """The wordings under their numbers, as a source text has them."""
    ordered = sorted(wordings, key=parse_number)
    return "\n\n".join(
        f"{wordings[number].heading}\n\n{number} {wordings[number].text}" for number in ordered
    )


@dataclass
class Story:
    """A manual changed day by day: what stands now, its records, what stood at each day's end."""

    draw: st.DrawFn
    now: State
    records: list[Record] = field(default_factory=list)
    days: list[tuple[date, State]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    count: int = 0

    def wording(self) -> Wording:
        self.count += 1
        text = f"Wording {self.count}."
        return Wording(
            self.draw(st.sampled_from(["", "## H"])),
            self.draw(st.sampled_from([text, f"{text}\n\n- a;\n- b."])),
        )

    def number(self) -> str:
        names = [
            f"{part}.{n}{x}" for part in ("2.1", "2.2") for n in "123456" for x in ("", "A", "B")
        ]
        number = self.draw(st.sampled_from([name for name in names if name not in self.used]))
        self.used.add(number)
        return number

    def amend(self, number: int, day: date) -> None:
        """Change some provisions, each once, and record it as an editor would."""
        inserted, deleted, renumbered, body = [], [], {}, {}
        left = sorted(self.now)
        acts = st.sampled_from(["insert", "amend", "head", "delete", "move", "move and amend"])
        for act in self.draw(st.lists(acts, min_size=1, max_size=5)):
            if act == "insert" or not left:
                inserted.append(self.number())
                self.now[inserted[-1]] = self.wording()
                continue
            old = left.pop(self.draw(st.integers(0, len(left) - 1)))
            before = self.now.pop(old)
            if act != "move":
                body[old] = before
            if act == "amend":
                self.now[old] = self.wording()
            elif act == "head":
                self.now[old] = Wording("" if before.heading else "## H", before.text)
            elif act == "delete":
                deleted.append(old)
            else:
                renumbered[old] = self.number()
                self.now[renumbered[old]] = before if act == "move" else self.wording()
        lists = f"inserted: {inserted}\ndeleted: {deleted}\nrenumbered: {renumbered}"
        self.records.append(record(number, day, lists.replace("'", '"'), numbered(body)))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    first = {number: Wording("", f"First {number}.") for number in ("2.1.1", "2.1.2", "2.2.1")}
    story = Story(draw, first, used=set(first))
    story.records = [record(1, FIRST_DAY, 'inserted: ["section 2.1", "section 2.2"]')]
    story.days = [(FIRST_DAY, dict(first))]
    day, number = FIRST_DAY, 1
    for _ in range(draw(st.integers(1, 4))):
        day += timedelta(days=draw(st.integers(1, 400)))
        for _ in range(draw(st.integers(1, 2))):
            number += draw(st.integers(1, 3))
            story.amend(number, day)
        story.days.append((day, dict(story.now)))
    return story


def newest(wordings: State) -> list[Provision]:
    """The provisions of two sections that hold these wordings."""
    return [
        provision
        for part in ("2.1", "2.2")
        for provision in section(
            part, numbered({n: w for n, w in wordings.items() if n.startswith(f"{part}.")})
        ).provisions
    ]


def state_at(found: History, day: date) -> State:
    """What stands at the end of a day, but for the sections' own provisions."""
    return {str(n): wording for n, wording in found.at(day).items() if not n.is_section}


@given(stories(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_what_was_changed_forward_is_given_back_for_every_day(story, random):
    random.shuffle(story.records)
    found = walk_back(newest(story.now), story.records)
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
        "amendment 1 stands in 1.md too",
        "'inserted' names 2.1.9, which did not exist after it",
        "2.1.1 is deleted, and stands there still",
        "2.1.8 is deleted, and its wording is not recorded",
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
