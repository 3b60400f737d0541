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

DAY = date(2026, 11, 30)
PRINT = date(2017, 8, 18)

THREE = ("Yes", "No", "Not sure")
SECTION_47 = "Yes, for a section 47 enquiry"
REQUIRED = "Yes, a court order or a law (not the 2026 Act)"
DEAD = "It is about someone who has died"
EDGES = {
    "danger": dict(zip(THREE, ("call-999", "asked", "call-999"), strict=True)),
    "asked": {
        SECTION_47: "answer-enquiry",
        REQUIRED: "share-required",
        "No": "concern",
        "Not sure": "speak-today",
    },
    "concern": {
        "Yes, a child": "refer",
        "Yes, an adult": "protect-adult",
        "No": "duty",
        "Not sure": "speak-today",
    },
    "duty": dict(zip(THREE, ("worse", "purpose", "purpose"), strict=True)),
    "worse": dict(zip(THREE, ("advised", "duty-measure", "seek-advice"), strict=True)),
    "advised": dict(zip(THREE, ("hold-back", "seek-advice", "seek-advice"), strict=True)),
    "duty-measure": dict(zip(THREE, ("share", "seek-advice", "seek-advice"), strict=True)),
    "purpose": dict(zip(THREE, ("identifiable", "do-not-share", "seek-advice"), strict=True)),
    "identifiable": {
        "Yes": "confidential",
        "No": "share-unnamed",
        DEAD: "after-death",
        "Not sure": "seek-advice",
    },
    "confidential": dict(zip(THREE, ("consent", "lawful", "seek-advice"), strict=True)),
    "consent": dict(zip(THREE, ("lawful", "public-interest", "seek-advice"), strict=True)),
    "public-interest": dict(zip(THREE, ("lawful", "do-not-share", "seek-advice"), strict=True)),
    "lawful": dict(zip(THREE, ("share", "do-not-share", "seek-advice"), strict=True)),
}
"""Where each answer leads from each question."""
KINDS = {
    "call-999": "urgent",
    "answer-enquiry": "share",
    "share-required": "share",
    "refer": "share",
    "protect-adult": "share",
    "share": "share",
    "share-unnamed": "share",
    "do-not-share": "do-not-share",
    "hold-back": "do-not-share",
    "speak-today": "advice",
    "seek-advice": "advice",
    "after-death": "advice",
}
HARM_FEARED = ("call-999", "answer-enquiry", "share-required", "refer", "protect-adult")
"""The outcomes, beside those of advice, where the reader may fear that somebody is being harmed."""


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
    assert len(chapter.sections) == 12
    paragraphs = [p for s in chapter.sections for p in s.provisions if not p.number.is_section]
    assert len(paragraphs) >= 150
    sections = [str(section.number) for section in chapter.sections]
    assert sections == [f"2.{place}" for place in range(1, len(sections) + 1)]


def test_the_introduction_keeps_the_numbers_of_the_print(manual):
    for day in (PRINT, DAY):
        numbers = [str(n) for n in manual.history.at(day) if str(n.of_section) == "2.1"]
        assert numbers[:6] == ["2.1", "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5"]
    at_first = [n for n in manual.history.at(PRINT) if not n.is_definition]
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
    } == EDGES


def test_the_outcomes_are_of_their_kinds(manual):
    (loaded,) = manual.trees
    assert {name: outcome.kind for name, outcome in loaded.tree.outcomes.items()} == KINDS
    resumed = [name for name, outcome in loaded.tree.outcomes.items() if outcome.resume]
    assert resumed == ["speak-today", "seek-advice", "after-death"]


def test_every_outcome_says_whom_to_tell_what_to_record_and_whom_to_call(manual):
    (loaded,) = manual.trees
    for name, outcome in loaded.tree.outcomes.items():
        assert outcome.tell, name
        assert outcome.record, name
        assert outcome.contacts or name == "share-unnamed"


_TELLS = re.compile(r"(?i)\b(?:tell|inform|speak to)\b[^.;:]*\b(?:family|parents?|carers?)\b")
_ASKED_FIRST = re.compile(
    r"(?i)^(?:do not|ask\b|tell only|tell nobody|wait\b)|\bbefore you (?:have|tell)\b"
    r"|\bask it whether\b"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text in Markdown, without the marks of lists."""
    lines = [line.lstrip("- ").strip() for line in text.splitlines()]
    return [one for line in lines for one in re.split(r"(?<=[.:]) ", line) if one]


def unasked(text: str) -> list[str]:
    """The sentences by which a reader is to tell the family, without having asked first."""
    found = [one for one in sentences(text) if _TELLS.search(one)]
    return [one for one in found if not _ASKED_FIRST.search(one)]


def test_nobody_is_told_to_tell_the_family_before_they_have_asked(manual):
    """Paragraph 2.7.6: a parent who may be the source of the harm must not be warned."""
    (loaded,) = manual.trees
    assert unasked("Tell the family.") == ["Tell the family."]
    assert unasked("- Tell the parents, unless that raises a risk.")
    for name, outcome in loaded.tree.outcomes.items():
        for key, text in outcome.parts.items():
            if key != "record":
                assert unasked(text) == [], (name, key)
    for name in (*HARM_FEARED, "speak-today", "seek-advice", "after-death"):
        first = sentences(loaded.tree.outcomes[name].tell)[0]
        assert first.startswith(("Ask ", "Do not ", "Tell only the people you ask")), name
        told = loaded.tree.outcomes[name].tell
        assert re.search(r"(?i)ask\w*\b[^.]*\b(?:first|before)|before you|wait for", told), name


def test_harm_that_is_feared_is_told_to_the_front_door_all_the_same(manual):
    """Whatever else the reader came for: an enquiry, an order, an adult, a refusal."""
    (loaded,) = manual.trees
    advice = ("speak-today", "seek-advice", "after-death")
    for name in (*HARM_FEARED, "do-not-share", "hold-back", *advice):
        outcome = loaded.tree.outcomes[name]
        assert "front door" in outcome.do, name
        assert "front-door" in outcome.contacts, name
    assert "all the same" in loaded.tree.outcomes["answer-enquiry"].do
    assert "all the same" in loaded.tree.outcomes["share-required"].do
    assert 'worried about somebody, answer "No"' in loaded.tree.questions["asked"].help


def test_whoever_must_report_to_the_police_has_their_number(manual):
    """A step that says 101 has it among its contacts, as a step on an adult has their service."""
    (loaded,) = manual.trees
    for name, outcome in loaded.tree.outcomes.items():
        if "101" in outcome.do:
            assert "police-non-emergency" in outcome.contacts, name
        if "LADO" in outcome.do:
            assert "lado" in outcome.contacts, name
        if "service for adults" in outcome.do:
            assert "adult-social-care" in outcome.contacts, name
        if "early help, ask" in outcome.do:
            assert "early-help" in outcome.contacts, name


def test_a_serious_crime_against_an_adult_leads_to_the_police(manual):
    (loaded,) = manual.trees
    assert {"police", "police-non-emergency"} <= set(loaded.tree.outcomes["protect-adult"].contacts)
    assert "adult" in loaded.tree.urgent


def test_what_must_be_proved_of_the_flowchart_is(manual):
    """What the chapter asks of the flowchart. That these rules hold is for each build to prove."""
    (loaded,) = manual.trees
    held = [rule.model_dump(exclude_none=True) for rule in loaded.tree.rules]
    forms = [{k: v for k, v in rule.items() if k not in ("rule", "why")} for rule in held]
    none = {"except_": ()}
    refused = {"kinds": ("do-not-share",), "outcomes": ()}
    for given in ("Yes, a child", "Yes, an adult"):
        assert {"given": {"concern": given}, "never": refused, **none} in forms
    assert {"asks": "danger", "before": "any", **none} in forms
    assert {"asks": "asked", "before": refused, **none} in forms
    assert {
        "given_answer": "Not sure",
        "always": {"kinds": ("advice", "urgent"), "outcomes": ()},
        "except_": ({"question": "duty", "answer": "Not sure"},),
    } in forms
    assert {
        "asks_one_of": ("duty-measure", "lawful"),
        "before": {"kinds": (), "outcomes": ("share",)},
        **none,
    } in forms
    assert {
        "given": {"duty": "Yes"},
        "never": {"kinds": (), "outcomes": ("do-not-share",)},
        **none,
    } in forms


def test_a_link_of_the_first_edition_still_opens_its_step(manual):
    """Every id of the first edition is a step still, or leads to one."""
    (loaded,) = manual.trees
    first = {"call-999", "refer", "share", "do-not-share", "seek-advice"}
    first |= {"danger", "concern", "duty", "worse", "purpose", "identifiable", "confidential"}
    first |= {"consent", "public-interest", "lawful"}
    assert first <= loaded.tree.steps.keys() | loaded.tree.replaced.keys()
    assert [str(change.date) for change in loaded.tree.changes] == [
        *("2026-11-22", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"),
    ]


def test_danger_is_told_at_every_step(manual):
    (loaded,) = manual.trees
    assert "999" in loaded.tree.urgent


def test_the_numbers_of_the_print_are_former_ones_only(manual, texts):
    """They called the boards that were replaced by 2019."""
    digits = {"01273481544", "03302225296", "01273292379"}
    groups = [area.contacts for area in manual.contacts.areas.values()]
    contacts = [c for group in [*groups, manual.contacts.everywhere] for c in group.values()]
    former = {str(old.phone).replace(" ", "") for contact in contacts for old in contact.former}
    assert former == digits
    present = {phone for c in contacts for phone in (c.phone, c.out_of_hours) if phone}
    assert not digits & {str(phone).replace(" ", "") for phone in present}
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
    for words in (
        "No disabled person and no auditor has tried it.",
        "Nobody has listened to the website as it is now.",
        "iPhones, iPads and Safari itself were not tried",
    ):
        assert words in statement


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
