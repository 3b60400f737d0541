"""The manual as it is shipped: its numbers, its flowchart, its contacts, and what it may claim."""

import re
from datetime import date
from pathlib import Path

import pytest
from invented import report
from manual.build import build
from manual.folder import read_texts
from manual.model import Manual
from manual.new import lay_manual
from manual.read import read_manual
from support import ROOT, STATEMENT

DAY = date(2026, 11, 22)
PRINT = date(2017, 8, 18)

EDGES = {
    "danger": ("call-999", "concern", "call-999"),
    "concern": ("refer", "duty", "seek-advice"),
    "duty": ("worse", "purpose", "seek-advice"),
    "worse": ("seek-advice", "share", "seek-advice"),
    "purpose": ("identifiable", "do-not-share", "seek-advice"),
    "identifiable": ("confidential", "share", "seek-advice"),
    "confidential": ("consent", "lawful", "seek-advice"),
    "consent": ("lawful", "public-interest", "seek-advice"),
    "public-interest": ("lawful", "do-not-share", "seek-advice"),
    "lawful": ("share", "do-not-share", "seek-advice"),
}
"""Where `Yes`, `No` and `Not sure` lead from each question."""


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    texts, problems = read_texts(ROOT)
    assert not problems
    return texts


@pytest.fixture(scope="module")
def manual(texts: dict[str, str]) -> Manual:
    return read_manual(texts, DAY)


def test_it_builds_without_a_problem(texts):
    assert report(build(texts, DAY)) == ""


def test_it_builds_on_later_days_too(texts):
    """Passing time is told to the reader, and never fails a build."""
    for year in (2027, 2036):
        assert report(build(texts, date(year, 2, 28))) == ""


def test_the_chapter_is_whole(manual):
    (chapter,) = manual.chapters
    assert (chapter.number, chapter.title) == (2, "Information sharing")
    assert 9 <= len(chapter.sections) <= 11
    paragraphs = [p for s in chapter.sections for p in s.provisions if not p.number.is_section]
    assert len(paragraphs) >= 80
    sections = [str(section.number) for section in chapter.sections]
    assert sections == [f"2.{place}" for place in range(1, len(sections) + 1)]


def test_the_introduction_keeps_the_numbers_of_the_print(manual):
    for day in (PRINT, DAY):
        numbers = [str(n) for n in manual.history.at(day) if str(n.of_section) == "2.1"]
        assert numbers[:6] == ["2.1", "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5"]
    at_first = manual.history.at(PRINT)
    assert [str(n) for n in at_first] == ["2.1", "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5"]
    for day in (PRINT, DAY):
        scope = next(iter(manual.history.at(day).values()))
        assert scope.heading == "Introduction"
        assert scope.text.startswith('!!! scope "Scope of this section"')


def test_the_first_edition_is_dated_as_the_print_and_restated(manual):
    first, *others = manual.history.records
    assert (first.number, first.in_force, first.front.restated) == (1, PRINT, True)
    assert not any(record.front.restated for record in others)


def test_no_amendment_is_approved(manual):
    assert [r.number for r in manual.history.records if r.front.approved_by] == []
    assert manual.site.settings.status == "draft"


def test_the_flowchart_leads_where_it_must(manual):
    (loaded,) = manual.trees
    assert loaded.name == "information-sharing"
    assert loaded.tree.first == "danger"
    assert {
        name: {answer.answer: answer.go for answer in question.answers}
        for name, question in loaded.tree.questions.items()
    } == {
        name: dict(zip(("Yes", "No", "Not sure"), targets, strict=True))
        for name, targets in EDGES.items()
    }


def test_the_outcomes_are_of_their_kinds(manual):
    (loaded,) = manual.trees
    assert {name: outcome.kind for name, outcome in loaded.tree.outcomes.items()} == {
        "call-999": "urgent",
        "refer": "share",
        "share": "share",
        "do-not-share": "do-not-share",
        "seek-advice": "advice",
    }
    assert [name for name, outcome in loaded.tree.outcomes.items() if outcome.resume] == [
        "seek-advice"
    ]


def test_every_outcome_says_what_to_record_whom_to_tell_and_whom_to_call(manual):
    (loaded,) = manual.trees
    for name, outcome in loaded.tree.outcomes.items():
        assert outcome.tell, name
        assert outcome.record, name
        assert outcome.contacts, name


def test_danger_is_told_at_every_step(manual):
    (loaded,) = manual.trees
    assert "999" in loaded.tree.urgent


def test_the_numbers_of_the_print_are_former_ones_only(manual, texts):
    """They rang the boards that were replaced by 2019."""
    digits = {"01273481544", "03302225296", "01273292379"}
    groups = [area.contacts for area in manual.contacts.areas.values()]
    contacts = [c for group in [*groups, manual.contacts.everywhere] for c in group.values()]
    former = {old.phone.replace(" ", "") for contact in contacts for old in contact.former}
    assert former == digits
    present = {phone for c in contacts for phone in (c.phone, c.out_of_hours) if phone}
    assert not digits & {phone.replace(" ", "") for phone in present}
    for path, text in texts.items():
        if path != "docs/contacts.yml":
            assert not [number for number in digits if number in text.replace(" ", "")], path


def test_nobody_has_confirmed_a_number_yet(manual):
    groups = [area.contacts for area in manual.contacts.areas.values()]
    for group in [*groups, manual.contacts.everywhere]:
        for name, contact in group.items():
            assert contact.checked is None, name


def test_every_area_has_a_front_door(manual):
    assert set(manual.contacts.areas) == {"east-sussex", "west-sussex", "brighton-and-hove"}
    for area in manual.contacts.areas.values():
        assert area.contacts["front-door"].phone


def test_the_example_for_editors_of_a_flowchart_is_whole_and_without_fault(texts):
    readme = (ROOT / "decision_tree/README.md").read_text(encoding="utf-8")
    example, cases = re.findall(r"^```yaml\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    added = {"decision_tree/example.yml": example, "decision_tree/example.cases.yml": cases}
    output = build({**texts, **added}, DAY)
    assert report(output) == ""
    assert "flowchart/example.md" in output.pages.pages


def test_the_accessibility_statement_has_every_part_and_says_that_it_is_a_draft(texts):
    _, begun, rest = texts["docs/about.md"].partition("## Accessibility statement\n")
    statement = re.split(r"^## ", rest, flags=re.MULTILINE)[0]
    assert begun
    assert tuple(re.findall(r"^#{3,4} (.+)$", statement, re.MULTILINE)) == STATEMENT
    assert "**This is a draft statement.**" in statement
    assert (
        "No disabled person has tried it, no auditor, and no screen reader was used." in statement
    )


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another manual, laid with the software of this one."""
    folder = tmp_path_factory.mktemp("other") / "ours"
    lay_manual(ROOT, folder)
    return folder


def test_no_file_of_it_goes_into_another_manual(other):
    own = {path.name for path in (ROOT / "docs").glob("*/*.md")}
    own |= {path.name for path in (ROOT / "decision_tree").glob("*.yml")}
    own -= {path.name for path in (ROOT / "starter").rglob("*")}
    assert own
    assert not {path.name for path in other.rglob("*") if path.is_file()} & own


def test_what_is_laid_in_another_manual_names_no_page_of_it(other):
    """Its tools, benches and tests go by what they find in docs/."""
    names = {path.parent.name for path in (ROOT / "docs").glob("*/index.md")}
    names |= {path.name.partition(".")[0] for path in (ROOT / "decision_tree").glob("*.yml")}
    named = re.compile(rf"\b({'|'.join(names)})\b(?=[./@])")
    tools = [*(other / "tests").rglob("*.py"), other / "Makefile"]
    tools += [*(other / ".ci").iterdir(), *(other / "deploy").iterdir()]
    assert len(tools) > 50
    texts = {path.relative_to(other): path.read_text(encoding="utf-8") for path in tools}
    assert {path: named.findall(text) for path, text in texts.items() if named.search(text)} == {}
