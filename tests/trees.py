"""Invented trees of any size and shape, and the text of a tree as an editor writes it."""

import random
import re
import unicodedata
from typing import Any

import yaml
from hypothesis import strategies as st
from manual.contacts.telephone import find_numbers
from manual.markup.dialect import check_dialect
from manual.markup.shown_as_written import find_mark
from manual.text.characters import is_unseen
from manual.tree.load import LoadedTree, load_tree

Raw = dict[str, Any]
"""A tree as its text has it: nested `dict`, `list` and `str`."""

KINDS = ("urgent", "share", "do-not-share", "advice")
NUMBERS = ("2.1", "2.1.1", "2.1.2", "2.1.3", "2.2.1", "2.2.2")
"""Provisions of the small invented manual."""
CONTACTS = ("front-door", "police", "north-bay/front-door")
"""Contacts of it."""

WORDS = re.findall(
    r"\w+",
    "Is this the lamp that the keeper left in the far tower when the fog came down and nobody "
    "could see whether the boat had been made fast to the old stone pier before the next watch",
)


class _Plain(yaml.SafeDumper):
    """Writes each text without quotation marks where it can: `Yes`, `2.10`, `2026-11-22`."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (the base class's own form)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def write(raw: Raw) -> str:
    """The text of a tree, each key on a line of its own."""
    return yaml.dump(
        raw,
        Dumper=_Plain,
        sort_keys=False,
        default_flow_style=False,
        allow_unicode=True,
        width=1_000_000,
    )


def frame(questions: Raw, outcomes: Raw, title: str = "Shall we?") -> Raw:
    """A tree with these steps; the first question begins it."""
    return {
        "title": title,
        "edition": "2026-11-22",
        "changes": [{"date": "2026-11-22", "what": "First edition", "steps": []}],
        "about": "When to use it.",
        "urgent": "Call 999.",
        "first": next(iter(questions)),
        "questions": questions,
        "outcomes": outcomes,
    }


def question(ask: str, *answers: tuple[str, str]) -> Raw:
    """A question with its answers: their words, and where each goes."""
    return {
        "ask": ask,
        "see": [NUMBERS[1]],
        "answers": [{"answer": words, "go": go} for words, go in answers],
    }


def outcome(title: str, kind: str = "advice") -> Raw:
    parts = {"do": "Do it.", "tell": "none", "record": "When.", "contacts": "none"}
    return {"kind": kind, "title": title, **parts, "see": [NUMBERS[1]]}


def grow(questions: int, outcomes: int, seed: int) -> Raw:
    """A tree as one could grow in use: from each question a few steps on, or out.

    The same numbers give the same tree. Every step is reached, and two answers or more leave
    each question.
    """
    chance = random.Random(seed)
    asked = [f"q{n}" for n in range(questions)]
    ends = [f"end{n}" for n in range(outcomes)]
    goes: dict[str, list[str]] = {name: [] for name in asked}
    for place, name in enumerate(asked[1:], 1):
        goes[asked[max(0, place - chance.choice((1, 1, 1, 2, 3)))]].append(name)
    for name in ends:
        goes[chance.choice(asked)].append(name)
    for place, name in enumerate(asked):
        near = [*asked[place + 1 : place + 5], *chance.sample(ends, 2)]
        while len(goes[name]) < chance.choice((2, 2, 3)):
            goes[name].append(chance.choice(near))
    answers = ("Yes", "No", "Not sure", "Only a part of it", "Another", "None", "Later", "Ask")

    def words() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(3, 16))).capitalize()

    return frame(
        {
            name: question(
                f"{words()}?",
                *(
                    (answers[n] if n < len(answers) else f"Answer {n}", go)
                    for n, go in enumerate(goes[name])
                ),
            )
            for name in asked
        },
        {name: outcome(words(), KINDS[n % 4]) for n, name in enumerate(ends)},
    )


def ladder(rungs: int, answers: int = 2) -> Raw:
    """A tree whose paths are as many as `answers` to the power of `rungs`."""
    names = [f"q{n}" for n in range(rungs)]
    steps = zip(names, [*names[1:], "end"], strict=True)
    return frame(
        {
            name: question(f"Question {name}?", *((f"Answer {n}", go) for n in range(answers)))
            for name, go in steps
        },
        {"end": outcome("The end")},
    )


def with_rules(questions: int, rules: int) -> LoadedTree:
    """A tree as one could grow in use, with rules of every form, of which some do not hold."""
    raw = grow(questions, questions // 10, 1)
    names = list(raw["questions"])
    forms: list[Raw] = [
        {"given": {names[-1]: "Yes", names[questions // 2]: "No"}, "never": {"kinds": ["share"]}},
        {"given_answer": "Not sure", "always": {"kinds": ["advice", "urgent"]}},
        {"asks": names[-2], "before": "any"},
        {"asks_one_of": names[1:30], "before": {"kinds": ["share"]}, "except": ["end1"]},
        {"given": dict.fromkeys(names[::40], "Yes"), "never": {"outcomes": ["end0"]}},
    ]
    raw["rules"] = [
        {"rule": f"Rule {n}", "why": ["2.1.1"], **forms[n % len(forms)]} for n in range(rules)
    ]
    return load_tree("decision_tree/large.yml", write(raw))


# Any valid tree

_IDS = [f"{a}{b}" for a in ("a", "7", "is-it", "x9-y", "dusk") for b in ("", "-1", "-of-all", "0")]
# Signs that nobody sees are refused in a text, and have tests of their own (tests/test_limits.py).
_UNSEEN = ("Cc", "Cf", "Cn", "Cs", "Zl", "Zp")
_shown = st.characters(exclude_categories=_UNSEEN, exclude_characters="<`").filter(
    lambda one: not is_unseen(one) and not unicodedata.combining(one)
)
_any_text = st.text(_shown).filter(
    lambda text: (
        "][" not in text
        and "**" not in text
        and not [*find_numbers(text), *check_dialect("", text)]
    )
)
_texts = st.one_of(
    st.sampled_from(
        (
            "Is it?",
            "- one\n- two\n\nAnd **more**: 'this', \"that\" & the rest.\n",
            "# not a comment",
            "@home: yes, 100% {sure} [or not] | > * &",
            "Yes",
            "No",
            "3 < 4 and 5 > 4",
            "```\n<b>code</b>\n```\n",
            "ünï — “quoted” 日本語 🏠",
        )
    ),
    _any_text,
).filter(lambda text: text.strip() and text not in ("~", "null"))
_titles = _texts.filter(lambda text: not find_mark(text))
"""What is shown as it is written."""
_ANSWERS = ["Yes", "No", "Not sure", "yes, in part", "on", "off", "true", "null and void", "2.10"]
_ANSWERS += ["1e3", "2026-11-22", "0x1F", "I don't know", "Nobody: never", "é", "100%", "[x]"]


@st.composite
def trees(draw: st.DrawFn) -> Raw:
    """Any tree without fault that the small invented manual can hold."""
    asked = draw(st.integers(1, 5))
    ended = draw(st.integers(1, 4))
    names = draw(st.permutations(_IDS))[: asked + ended]
    goes: list[list[str]] = [[] for _ in range(asked)]
    for place in range(1, len(names)):
        goes[draw(st.integers(0, min(place, asked) - 1))].append(names[place])
    questions: Raw = {}
    for place in range(asked):
        later = st.sampled_from(names[place + 1 :])
        more = max(0, 2 - len(goes[place])) + draw(st.integers(0, 1))
        goes[place] += [draw(later) for _ in range(more)]
        count = len(goes[place])
        words = draw(st.permutations(_ANSWERS))[:count]
        made: Raw = {"ask": draw(_titles), "see": draw(_numbers)}
        if draw(st.booleans()):
            made["help"] = draw(_texts)
        made["answers"] = [
            {"answer": said, "go": go} for said, go in zip(words, goes[place], strict=True)
        ]
        questions[names[place]] = made
    outcomes = {name: draw(_outcomes) for name in names[asked:]}
    return frame(questions, outcomes, draw(_titles))


_numbers = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3, unique=True)
_outcomes = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "title": _titles,
        "do": _texts,
        "tell": st.one_of(st.just("none"), _texts),
        "record": st.one_of(st.just("none"), _texts),
        "see": _numbers,
        "contacts": st.one_of(
            st.just("none"),
            st.lists(st.sampled_from(CONTACTS), min_size=1, max_size=2, unique=True),
        ),
    },
    optional={"resume": st.sampled_from(("true", "false"))},
)
