"""A flowchart in words: the parts of an outcome, what is proved by a rule, a path."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from manual.problem import listing
from manual.tree.proof import aimed_at
from manual.tree.rule import ANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from manual.tree.model import Outcome, Tree
    from manual.tree.proof import Breach, Steps
    from manual.tree.rule import Rule

HEADINGS: Mapping[str, str] = MappingProxyType(
    {"do": "What to do", "tell": "Who to tell", "record": "What to record"}
)
"""The headings of an outcome's parts, by their keys, where the flowchart has none of its own."""
CONTACTS = "Who to call"

_LONGEST = 12
"""The most answers of a path that are spelled out; of a longer one the middle is left out."""
_ENDS = 4
"""How many answers are then spelled out at each end."""


def headings(tree: Tree) -> Mapping[str, str]:
    """The headings of an outcome's parts, by their keys, and that of its contacts."""
    own: dict[str, str] = dict(tree.labels.items())
    return {key: own.get(key, words) for key, words in {**HEADINGS, "contacts": CONTACTS}.items()}


def kind_words(tree: Tree, outcome: Outcome) -> str:
    """What an outcome is called above its title: `Outcome`, with its flowchart's words if any."""
    label = tree.labels.get(outcome.kind)
    return f"Outcome: {label}" if label else "Outcome"


def spell_rule(tree: Tree, rule: Rule) -> str:
    """What is proved of a rule, in a sentence or two: its own words may say more, or less.

    The rule names only what is there.
    """
    return " ".join([_claim(tree, rule), *_exceptions(tree, rule)])


def _claim(tree: Tree, rule: Rule) -> str:
    if rule.before:
        asked = listing(f"“{tree.questions[name].ask}”" for name in rule.questions)
        some = _titles(tree, aimed_at(tree, rule.before))
        ends = "to an outcome" if rule.before == ANY else f"that ends in {some}"
        return f"Every path {ends} answers {asked}."
    if rule.given:
        pairs = (f"“{tree.questions[name].ask}” with “{a}”" for name, a in rule.given.items())
        given = " and ".join(pairs)
    else:
        given = f"any question with “{rule.given_answer}”"
    target = rule.always or rule.never
    assert target  # noqa: S101 - the form of a rule asks for one of the three
    which = "Every" if rule.always else "No"
    return f"{which} path that answers {given} ends in {_titles(tree, aimed_at(tree, target))}."


def _exceptions(tree: Tree, rule: Rule) -> Iterator[str]:
    for one in rule.except_:
        if one.outcome:
            yield f"Exception: paths that end in “{tree.outcomes[one.outcome].title}”."
        elif one.question:
            ask = tree.questions[one.question].ask
            what = "the answer" if one.answer == rule.given_answer else "paths with the answer"
            yield f"Exception: {what} “{one.answer}” to “{ask}”."


def _titles(tree: Tree, names: Iterable[str]) -> str:
    """The titles of outcomes, in the order of the file."""
    chosen = set(names)
    *rest, end = (f"“{one.title}”" for name, one in tree.outcomes.items() if name in chosen)
    return f"{', '.join(rest)} or {end}" if rest else end


def spell_breach(tree: Tree, breach: Breach) -> str:
    """A path in words: `Is it dusk? No → Wait`."""
    steps = [f"{tree.questions[name].ask} {answer.answer}" for name, answer in breach.steps]
    if len(steps) > _LONGEST:
        left_out = f"… {len(steps) - 2 * _ENDS} more answers …"
        steps = [*steps[:_ENDS], left_out, *steps[-_ENDS:]]
    return " → ".join([*steps, tree.outcomes[breach.outcome].title])


def spell_fragment(steps: Steps) -> str:
    """A path as the address of the flowchart's page has it: `dusk=yes&oil=no`."""
    return "&".join(f"{name}={answer.name}" for name, answer in steps)
