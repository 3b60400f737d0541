"""The rules of a flowchart: what the search finds is what a look at every single path finds."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import BASE, TODAY, TREE, change, report
from manual.build import build
from manual.keep import seal
from manual.tree.check import check_tree
from manual.tree.check_rules import check_rules
from manual.tree.load import load_tree
from manual.tree.model import Tree
from manual.tree.paths import walk_paths, write_paths
from manual.tree.proof import Breach, prove
from manual.tree.rule import Rule
from manual.tree.spell import spell_breach, spell_rule
from test_paths import SEVERAL, tree_of
from trees import KINDS, Raw, frame, ladder, outcome, question, trees, with_rules

RULE = {"rule": "It holds", "why": ["2.1.1"]}


def rule_of(**keys: Any) -> Rule:
    return Rule.model_validate({**RULE, **keys})


def holds(tree: Tree, rule: Rule, steps: dict[str, str], end: str) -> tuple[bool, bool]:
    """Whether a path meets a rule, and whether it keeps it: the rule's meaning, path by path."""
    let_off = {one.outcome for one in rule.except_}
    for one in rule.except_:
        spares_one = one.answer == rule.given_answer
        if not spares_one and one.question and steps.get(one.question) == one.answer:
            return False, True
    spared = {one.question for one in rule.except_ if one.answer == rule.given_answer}
    meant = {
        name
        for target in (rule.never, rule.always, rule.before)
        for name, step in tree.outcomes.items()
        if target and (target == "any" or step.kind in target.kinds or name in target.outcomes)
    }
    if rule.before:
        met = end in meant and end not in let_off
        return met, not met or bool(set(rule.questions) & steps.keys())
    if rule.given:
        met = all(steps.get(name) == answer for name, answer in rule.given.items())
    else:
        met = any(said == rule.given_answer for q, said in steps.items() if q not in spared)
    met = met and end not in let_off
    return met, not met or (end in meant) == bool(rule.always)


@st.composite
def trees_with_rules(draw: st.DrawFn) -> tuple[Raw, Raw]:
    """A tree, and a rule about what is there."""
    tree = draw(trees())
    asked = draw(st.sampled_from(list(tree["questions"])))

    def one_answer() -> dict[str, str]:
        name = draw(st.sampled_from(list(tree["questions"])))
        answers = tree["questions"][name]["answers"]
        return {name: draw(st.sampled_from(answers))["answer"]}

    ends = st.lists(st.sampled_from(list(tree["outcomes"])), min_size=1, max_size=2, unique=True)
    target: Raw = (
        {"kinds": [draw(st.sampled_from(KINDS))]}
        if draw(st.booleans())
        else {"outcomes": draw(ends)}
    )
    premise = draw(st.sampled_from(["given", "given two", "given_answer", "asks", "asks_one_of"]))
    keys: Raw = {}
    if premise == "given_answer":
        [keys["given_answer"]] = one_answer().values()
    elif premise == "asks":
        keys |= {"asks": asked, "before": draw(st.sampled_from(["any", target]))}
    elif premise == "asks_one_of":
        [other] = one_answer()
        keys |= {"asks_one_of": [asked, other], "before": target}
    else:
        keys["given"] = {**one_answer(), **(one_answer() if premise == "given two" else {})}
    if "before" not in keys:
        keys[draw(st.sampled_from(["never", "always"]))] = target
    if draw(st.booleans()):
        keys["except"] = [draw(st.sampled_from([one_answer(), *draw(ends)]))]
    return tree, keys


@SEVERAL
@given(trees_with_rules())
def test_search_finds_what_a_look_at_every_path_finds(made: tuple[Raw, Raw]):
    raw, keys = made
    tree, rule = tree_of(raw), rule_of(**keys)
    paths = [({name: a.answer for name, a in steps}, end) for steps, end in walk_paths(tree)]
    judged = [(*holds(tree, rule, steps, end), len(steps)) for steps, end in paths]
    broken = [length for met, kept, length in judged if met and not kept]
    found = prove(tree, rule)
    if isinstance(found, Breach):
        assert len(found.steps) == min(broken)
        steps = {name: answer.answer for name, answer in found.steps}
        assert holds(tree, rule, steps, found.outcome) == (True, False)
        assert (found.steps, found.outcome) in list(walk_paths(tree))
    else:
        assert not broken
        if found in ("never-met", "emptied") and not rule.before:
            wrong_left = found == "emptied" and any(met for met, _, _ in judged)
            assert wrong_left or not any(met for met, _, _ in judged)
        if found is None:
            assert any(met for met, _, _ in judged)


LAMP = tree_of(
    frame(
        {
            "dusk": question("Is it dusk?", ("Yes", "oil"), ("No", "wait"), ("Not sure", "oil")),
            "oil": question("Is there oil?", ("Yes", "light"), ("No", "wait"), ("Not sure", "ask")),
        },
        {
            "light": outcome("Light it", "share"),
            "wait": outcome("Wait", "do-not-share"),
            "ask": outcome("Ask"),
        },
    )
)


def test_an_exception_of_one_question_leaves_the_others_held():
    spared = [{"dusk": "Not sure"}]
    keys = {"given_answer": "Not sure", "except": spared}
    assert prove(LAMP, rule_of(**keys, always={"kinds": ["advice"]})) is None
    found = prove(LAMP, rule_of(**keys, never={"kinds": ["advice"]}))
    assert isinstance(found, Breach)
    assert spell_breach(LAMP, found) == "Is it dusk? Yes → Is there oil? Not sure → Ask"


def told(**keys: Any) -> str:
    """What is wrong with a rule about the lamp: the path that breaks it, or what it lacks."""
    found = prove(LAMP, rule_of(**keys))
    return spell_breach(LAMP, found) if isinstance(found, Breach) else str(found)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (
            {"given": {"dusk": "Yes", "oil": "No"}, "never": {"kinds": ["do-not-share"]}},
            "Is it dusk? Yes → Is there oil? No → Wait",
        ),
        ({"given": {"dusk": "No", "oil": "No"}, "never": {"kinds": ["share"]}}, "never-met"),
        (
            {"given_answer": "Yes", "always": {"outcomes": ["light"]}, "except": ["wait"]},
            "Is it dusk? Yes → Is there oil? Not sure → Ask",
        ),
        ({"asks": "oil", "before": "any"}, "Is it dusk? No → Wait"),
        ({"asks": "oil", "before": "any", "except": ["wait"]}, "None"),
        ({"asks": "oil", "before": "any", "except": [{"dusk": "No"}]}, "None"),
        ({"asks": "oil", "before": {"kinds": ["share"]}, "except": ["light"]}, "emptied"),
        (
            {"given": {"oil": "Yes"}, "always": {"kinds": ["share"]}, "except": ["light"]},
            "emptied",
        ),
        ({"given": {"oil": "Yes"}, "never": {"kinds": ["urgent"]}}, "unbreakable"),
    ],
)
def test_what_a_rule_means(keys: Raw, found: str):
    assert told(**keys) == found


def test_path_that_breaks_a_rule_is_the_shortest():
    raw = frame(
        {
            "a": question("A?", ("Over", "x"), ("On", "b")),
            "b": question("B?", ("On", "d"), ("Out", "safe")),
            "d": question("D?", ("On", "c"), ("Out", "safe")),
            "x": question("X?", ("On", "c"), ("Out", "safe")),
            "c": question("C?", ("On", "end"), ("Out", "safe")),
        },
        {"end": outcome("The end"), "safe": outcome("Safe")},
    )
    rule = rule_of(given={"c": "On"}, never={"outcomes": ["end"]})
    found = prove(tree_of(raw), rule)
    assert isinstance(found, Breach)
    assert [name for name, _ in found.steps] == ["a", "x", "c"]


def test_what_is_proved_is_told_in_words_that_follow_from_it():
    spared = [{"dusk": "Not sure"}, "ask", {"oil": "No"}]
    told = {
        spell_rule(LAMP, rule_of(**keys)): wanted
        for keys, wanted in (
            (
                {"given": {"dusk": "No"}, "never": {"kinds": ["share", "advice"]}},
                "No path that answers “Is it dusk?” with “No” ends in “Light it” or “Ask”.",
            ),
            (
                {"given": {"dusk": "No", "oil": "No"}, "always": {"outcomes": ["wait"]}},
                (
                    "Every path that answers “Is it dusk?” with “No” and “Is there oil?” with “No” "
                    "ends in “Wait”."
                ),
            ),
            (
                {"given_answer": "Not sure", "never": {"outcomes": ["wait"]}, "except": spared},
                (
                    "No path that answers any question with “Not sure” ends in “Wait”. "
                    "Exception: the answer “Not sure” to “Is it dusk?”. "
                    "Exception: paths that end in “Ask”. "
                    "Exception: paths with the answer “No” to “Is there oil?”."
                ),
            ),
            (
                {"asks_one_of": ["dusk", "oil"], "before": {"kinds": ["share"]}},
                "Every path that ends in “Light it” answers “Is it dusk?” or “Is there oil?”.",
            ),
            (
                {"asks": "dusk", "before": "any"},
                "Every path to an outcome answers “Is it dusk?”.",
            ),
        )
    }
    assert list(told) == list(told.values())


def test_a_long_path_is_told_by_its_ends():
    tree = tree_of(ladder(100))
    found = prove(tree, rule_of(given={"q99": "Answer 1"}, never={"outcomes": ["end"]}))
    assert isinstance(found, Breach)
    told = spell_breach(tree, found).split(" → ")
    assert told[3:6] == ["Question q3? Answer 0", "… 92 more answers …", "Question q96? Answer 0"]
    assert told[-2:] == ["Question q99? Answer 1", "The end"]


def test_a_thousand_questions_and_fifty_rules_are_proved():
    loaded = with_rules(1_000, 50)
    assert check_tree(loaded) == []
    assert len(list(check_rules(loaded, sound=True))) >= 10


# Where readers and other systems see them

WITH_RULES = change(
    BASE,
    TREE,
    {
        "resume: true\n": "resume: true\n"
        "rules:\n"
        "  - rule: Where there is no oil, nobody lights it\n"
        "    why: [2.1.2]\n"
        "    given: {oil: No}\n"
        "    never: {kinds: [share]}\n"
        "    except: [{dusk: No}]\n"
    },
)


def test_other_systems_get_the_rules():
    output = build(WITH_RULES, TODAY)
    assert report(output) == ""
    data = json.loads(output.pages.files["manual.json"])
    [rule] = data["flowcharts"]["light"]["rules"]
    assert rule["given"] == {"oil": "No"}
    assert rule["except"] == [{"outcome": None, "question": "dusk", "answer": "No"}]


def test_paths_say_what_is_proved_of_them():
    listed = "".join(write_paths(load_tree(TREE, WITH_RULES[TREE]).tree))
    assert (
        "\nWhat is proved of all of them:\n\nWhere there is no oil, nobody lights it\n"
        "   No path that answers “Is there oil in the tank?” with “No” ends in “Light it”."
        " Exception: paths with the answer “No” to “Is it dusk?”.\n"
        "   Paragraphs 2.1.2\n"
    ) in listed


@pytest.mark.parametrize(
    "weaker",
    [
        {"    never: {kinds: [share]}\n": "    never: {kinds: [urgent, share]}\n"},
        {"[{dusk: No}]": "[{dusk: No}, wait]"},
        {re.search(r"rules:\n.*", WITH_RULES[TREE], re.DOTALL)[0]: ""},
    ],
    ids=["target", "exception", "none"],
)
def test_the_seal_holds_rules(weaker: dict[str, str]):
    sealed = {**WITH_RULES, **seal(WITH_RULES, TODAY).texts}
    assert "the flowchart has changed, and its edition is still 2026-11-22" in report(
        build(change(sealed, TREE, weaker), TODAY)
    )
