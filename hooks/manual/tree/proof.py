"""Whether a rule holds on every path of a flowchart, and the shortest path that breaks it.

The search goes over pairs of a step and of how many of the answers that matter were given so far.
A path meets each question once at most, so that number says whether all of them were given: the
search is exact, and visits each answer a few times however many paths there are. The tree has no
cycle, and the rule names only what is there.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from manual.tree.rule import ANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from manual.tree.model import Answer, Tree
    from manual.tree.rule import LetOff, Rule, Target

Steps = tuple[tuple[str, "Answer"], ...]
"""Questions by id, in order, each with the answer given to it."""
_State = tuple[str, int]
"""A step, and how many of the answers that matter were given before it."""
_Edges = dict[str, list[tuple["Answer", bool]]]
"""The answers to each question that may be given, and whether each is one of those that matter."""

Flaw = Literal["unbreakable", "emptied", "never-met"]
"""Why a rule says nothing: nothing could break it, its exceptions leave nothing, no path meets it.
"""


@dataclass(frozen=True)
class Breach:
    """A path that breaks a rule; none that does is shorter."""

    steps: Steps
    outcome: str


def prove(tree: Tree, rule: Rule) -> Breach | Flaw | None:
    """What is wrong with a rule; None where it holds."""
    let_off = {one.outcome for one in rule.except_ if one.outcome}
    wrong = wrong_outcomes(tree, rule)
    if not wrong:
        return "unbreakable"
    if not wrong - let_off:
        return "emptied"
    needed = len(rule.given or ()) or int(rule.given_answer is not None)
    edges = _edges(tree, rule, rule.except_)
    # A question that must be asked matters only on the way to the outcomes that it comes before.
    ends = wrong - let_off if rule.questions else tree.outcomes.keys() - let_off
    floors = _floors(tree, rule)
    if _find(tree, edges, needed, ends, floors) is None:
        met = _find(tree, _edges(tree, rule, ()), needed, tree.outcomes.keys(), floors)
        return "emptied" if met else "never-met"
    for question in rule.questions:
        edges[question] = []
    return _find(tree, edges, needed, wrong - let_off, floors)


def aimed_at(tree: Tree, target: Target | Literal["any"]) -> set[str]:
    """The ids of the outcomes that a rule means."""
    if target == ANY:
        return set(tree.outcomes)
    kinds = {name for name, outcome in tree.outcomes.items() if outcome.kind in target.kinds}
    return kinds | set(target.outcomes)


def wrong_outcomes(tree: Tree, rule: Rule) -> set[str]:
    """The outcomes at which a path breaks the rule that does as it says otherwise."""
    if rule.always:
        return tree.outcomes.keys() - aimed_at(tree, rule.always)
    target = rule.never or rule.before
    assert target  # noqa: S101 - the form of a rule asks for one of the three
    return aimed_at(tree, target)


def _edges(tree: Tree, rule: Rule, exceptions: Iterable[LetOff]) -> _Edges:
    """The answers that paths which the rule holds for may give.

    An exception with the words of `given_answer` lets off that question alone: who gives the answer
    there may go on, and is held as soon as they give it at another question.
    """
    excepted = {(one.question, one.answer) for one in exceptions}
    given = rule.given or {}
    edges: _Edges = {}
    for name, question in tree.questions.items():
        edges[name] = own = []
        for answer in question.answers:
            words = answer.answer
            if words != given.get(name, words):
                continue  # a path that gives it cannot give all that is asked for
            counts = words == (given.get(name) if given else rule.given_answer)
            if (name, words) in excepted:
                if words != rule.given_answer:
                    continue
                counts = False
            own.append((answer, counts))
    return edges


def _find(
    tree: Tree,
    edges: _Edges,
    needed: int,
    ends: AbstractSet[str],
    floors: Sequence[int] = (),
) -> Breach | None:
    """The shortest path that gives `needed` of the answers that matter and ends in `ends`.

    `floors` are those of `_floors`: what they leave out could not end there.
    """
    start: _State = (tree.first, 0)
    came: dict[_State, tuple[_State, Answer] | None] = {start: None}
    waiting = deque([start])
    left = tree.questions_left
    while waiting:
        state = waiting.popleft()
        step, given = state
        if given < len(floors) and left[step] < floors[given]:
            continue  # the next of the questions that matter can no longer follow
        if step not in edges:
            if given == needed and step in ends:
                return Breach(_way(came, state), step)
            continue
        for answer, counts in edges[step]:
            following = (answer.go, given + 1 if counts and given < needed else given)
            if following not in came:
                came[following] = state, answer
                waiting.append(following)
    return None


def _floors(tree: Tree, rule: Rule) -> list[int]:
    """For each question of `given`, in the order of any path, how many questions follow it.

    Ever fewer follow on a path, so one that has come below such a number has missed the question.
    """
    return sorted((tree.questions_left[name] for name in rule.given or ()), reverse=True)


def _way(came: Mapping[_State, tuple[_State, Answer] | None], end: _State) -> Steps:
    """The answers by which the search came to a state."""
    steps: list[tuple[str, Answer]] = []
    before = came[end]
    while before is not None:
        state, answer = before
        steps.append((state[0], answer))
        before = came[state]
    return tuple(reversed(steps))
