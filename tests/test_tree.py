"""Trees: whatever is sound is accepted, and each fault put into a sound tree is named."""

from copy import deepcopy
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import BASE, TODAY, TREE, change
from manual.build import build
from manual.generate.files import generate
from manual.generate.schemas import TREE as TREE_SCHEMA
from manual.problem import ProblemsError
from manual.read import read_manual
from manual.seal.model import hash_tree
from manual.tree.check import check_cases, check_citations, check_tree
from manual.tree.load import LoadedTree, load_cases, load_tree
from manual.tree.spell import headings, kind_words

Plain = dict[str, Any]


def load(plain: Plain) -> LoadedTree:
    return load_tree("decision_tree/drawn.yml", yaml.safe_dump(plain, sort_keys=False))


def faults(plain: Plain) -> list[str]:
    return [problem.message for problem in check_tree(load(plain))]


def paths(plain: Plain) -> list[tuple[dict[str, str], str]]:
    """Every path from the first question: its answers, and the outcome."""
    found = []

    def walk(step: str, answers: dict[str, str]) -> None:
        if step in plain["outcomes"]:
            found.append((answers, step))
            return
        for answer in plain["questions"][step]["answers"]:
            walk(answer["go"], {**answers, step: answer["answer"]})

    walk(plain["first"], {})
    return found


@st.composite
def trees(draw: st.DrawFn) -> Plain:
    """A sound tree: each answer goes on to a later step, and each step is led to."""
    questions = [f"q{n}" for n in range(draw(st.integers(1, 6)))]
    outcomes = [f"o{n}" for n in range(draw(st.integers(1, 4)))]
    steps = [*questions, *outcomes]
    go = {
        name: draw(st.lists(st.sampled_from(steps[place + 1 :]), min_size=2, max_size=3))
        for place, name in enumerate(questions)
    }
    for place, step in enumerate(steps[1:], 1):
        if not any(step in targets for targets in go.values()):
            go[draw(st.sampled_from(questions[:place]))].append(step)
    return {
        "title": "T",
        "edition": "2026-11-22",
        "changes": [{"date": "2026-11-22", "what": "First"}],
        "about": "A",
        "urgent": "U",
        "first": "q0",
        "questions": {
            name: {
                "ask": f"{name}?",
                "see": ["2.1.1"],
                "answers": [{"answer": f"A{n}", "go": step} for n, step in enumerate(targets)],
            }
            for name, targets in go.items()
        },
        "outcomes": {
            name: {
                "kind": "advice",
                "title": name,
                "do": "D",
                "tell": "T",
                "record": "none",
                "see": ["2.1.1"],
                "contacts": "none",
            }
            for name in outcomes
        },
    }


sound = settings(deadline=None, max_examples=25)


@given(trees())
@sound
def test_a_sound_tree_is_accepted(plain):
    assert faults(plain) == []
    assert [*check_citations(load(plain), {"2.1.1"})] == []


@given(trees())
@sound
def test_the_cases_of_every_path_leave_nothing_unvisited(plain):
    cases = [{"case": "C", "answers": answers, "outcome": end} for answers, end in paths(plain)]
    worked = load_cases("decision_tree/drawn.cases.yml", yaml.safe_dump(cases))
    assert [*check_cases(load(plain), worked)] == []


@given(trees())
@sound
def test_the_questions_left_are_those_of_the_longest_way(plain):
    longest = dict.fromkeys(plain["outcomes"], 0)
    for answers, _ in paths(plain):
        for place, name in enumerate(answers):
            longest[name] = max(longest.get(name, 0), len(answers) - 1 - place)
    assert dict(load(plain).tree.questions_left) == longest


@given(trees(), st.data())
@sound
def test_an_answer_that_goes_nowhere_is_named(plain, data):
    name = data.draw(st.sampled_from([*plain["questions"]]))
    answer = plain["questions"][name]["answers"][0]
    answer["go"] = "nowhere"
    expected = f"question '{name}': answer 'A0' goes to 'nowhere', which is not defined"
    assert expected in faults(plain)


@given(trees(), st.data())
@sound
def test_a_way_back_is_a_circle_spelled_out(plain, data):
    answers, _ = data.draw(st.sampled_from(paths(plain)))
    last = [*answers][-1]
    start = data.draw(st.sampled_from([*answers]))
    plain["questions"][last]["answers"].append({"answer": "Back", "go": start})
    (said,) = [fault for fault in faults(plain) if "circle" in fault]
    circle = said.partition(": ")[2].split(" → ")
    assert circle[0] == circle[-1]
    go = {name: [a["go"] for a in q["answers"]] for name, q in plain["questions"].items()}
    assert all(after in go[before] for before, after in pairwise(circle))


@given(trees(), st.sampled_from(["questions", "outcomes"]))
@sound
def test_a_step_that_nothing_leads_to_is_named(plain, group):
    plain[group]["lost"] = deepcopy(next(iter(plain[group].values())))
    assert faults(plain) == [f"no answer leads to {group[:-1]} 'lost'"]


@given(trees(), st.data())
@sound
def test_an_answer_given_twice_is_named(plain, data):
    name = data.draw(st.sampled_from([*plain["questions"]]))
    answers = plain["questions"][name]["answers"]
    answers.append({**answers[0], "answer": "a0!"})
    assert faults(plain) == [f"question '{name}': the answers 'A0' and 'a0!' read alike"]


@given(trees(), st.data())
@sound
def test_a_citation_of_nothing_is_named(plain, data):
    name = data.draw(st.sampled_from([*plain["questions"]]))
    plain["questions"][name]["see"].append("2.1.9")
    found = [*check_citations(load(plain), {"2.1.1"})]
    assert [number for _, number in found] == ["2.1.9"]
    assert found[0][0].message == f"question '{name}' cites 2.1.9, which does not exist"


REQUIRED = [
    ("title", "edition", "changes", "about", "urgent", "first", "questions", "outcomes"),
    ("ask", "see", "answers"),
    ("kind", "title", "do", "tell", "record", "see", "contacts"),
]


@given(trees(), st.data())
@sound
def test_a_missing_key_is_named(plain, data):
    group = data.draw(st.sampled_from([(), ("questions", "q0"), ("outcomes", "o0")]))
    where = plain
    for key in group:
        where = where[key]
    keys = {0: REQUIRED[0], 2: REQUIRED[1 if group[:1] == ("questions",) else 2]}[len(group)]
    key = data.draw(st.sampled_from(keys))
    del where[key]
    with pytest.raises(ProblemsError) as error:
        load(plain)
    assert [p.message for p in error.value.problems] == [f"'{', '.join((*group, key))}' is missing"]


def test_every_fault_of_a_tree_is_told_at_once():
    texts = change(
        BASE,
        TREE,
        {
            "first: dusk": "first: desk",
            "go: oil": "go: oli",
            "edition: 2026-11-22": "edition: 2026-11-23",
        },
    )
    found = [problem.message for problem in check_tree(load_tree(TREE, texts[TREE]))]
    assert found == [
        "'first' names 'desk', which is not a question",
        "question 'dusk': answer 'Yes' goes to 'oli', which is not defined",
        "'changes' has no entry for the edition of 2026-11-23",
    ]


def test_edges_are_the_answers_in_order():
    tree = load_tree(TREE, BASE[TREE]).tree
    assert [(e.question, e.answer.answer, e.answer.go, e.place) for e in tree.edges] == [
        ("dusk", "Yes", "oil", 0),
        ("dusk", "No", "wait", 1),
        ("oil", "Yes", "light", 0),
        ("oil", "No", "wait", 1),
    ]


def test_the_file_gives_the_tree_its_name():
    assert load_tree(TREE, BASE[TREE]).name == "light"


def test_generated_files_that_are_out_of_date_are_noticed():
    def said(texts: dict[str, str]) -> list[str]:
        notices = [
            f"{notice.where.path} {notice.message}" for notice in build(texts, TODAY).notices
        ]
        return [notice for notice in notices if "generated" in notice]

    fresh = {**BASE, **generate(read_manual(BASE, TODAY))}
    assert said(fresh) == []
    paths = "decision_tree/light.paths.txt"
    del fresh[TREE_SCHEMA]
    fresh[paths] += "more"
    assert said(fresh) == [
        f"{paths} this generated file is out of date",
        f"{TREE_SCHEMA} this generated file is missing",
    ]


def test_the_list_of_paths_holds_every_path():
    text = generate(read_manual(BASE, TODAY))["decision_tree/light.paths.txt"]
    listed = [part for part in text.split("\n\n") if part.startswith("#")]
    assert [[line.strip() for line in path.strip().split("\n")] for path in listed] == [
        [
            "#dusk=yes&oil=yes",
            "Is it dusk? Yes",
            "Is there oil in the tank? Yes",
            "→ Light it",
            "Paragraphs 2.1.1, 2.1.2",
        ],
        [
            "#dusk=yes&oil=no",
            "Is it dusk? Yes",
            "Is there oil in the tank? No",
            "→ Wait",
            "Paragraphs 2.1.1, 2.1.2, 2.1.3",
        ],
        ["#dusk=no", "Is it dusk? No", "→ Wait", "Paragraphs 2.1.1, 2.1.3"],
    ]


def test_an_outcome_is_called_by_the_words_of_its_flowchart():
    text = BASE["decision_tree/light.yml"]
    plain = load_tree("decision_tree/light.yml", text).tree
    own = load_tree("decision_tree/light.yml", f"{text}labels: {{share: You may, do: Now}}\n").tree
    assert [kind_words(plain, one) for one in plain.outcomes.values()] == ["Outcome"] * 2
    assert [kind_words(own, one) for one in own.outcomes.values()] == [
        "Outcome: You may",
        "Outcome",
    ]
    assert headings(own) == {**headings(plain), "do": "Now"}
    assert hash_tree(plain) == hash_tree(plain.model_copy(update={"labels": {}}))
    assert hash_tree(own) != hash_tree(plain)
