"""The check of what a flowchart's own rules say: they name what is there, and they hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from manual.address import flowchart_address
from manual.problem import Problem, listing, suggest
from manual.tree.proof import Breach, prove
from manual.tree.spell import spell_breach, spell_fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from manual.problem import Where
    from manual.tree.load import LoadedTree
    from manual.tree.model import Tree
    from manual.tree.proof import Flaw
    from manual.tree.rule import LetOff, Rule, Target

    Place = Callable[..., Where]
    """Where a key of a rule is, given the keys that lead to it."""


def check_rules(loaded: LoadedTree, *, sound: bool) -> Iterator[Problem]:
    """Every problem of a tree's rules. They are proved where the tree itself is `sound`."""
    seen: dict[str, int] = {}
    for index, rule in enumerate(loaded.tree.rules):
        place = partial(loaded.data.where, "rules", index)
        if rule.rule in seen:
            message = f"rule '{rule.rule}' is given twice: it is at line {seen[rule.rule]}"
            yield Problem("rule-twice", place("rule"), message, "delete one, or reword it")
        seen.setdefault(rule.rule, place("rule").line)
        unknown = [*_names(loaded.tree, rule, place), *_repeats(rule, place)]
        yield from unknown
        if sound and not unknown:
            yield from _prove(loaded, rule, place)


def _prove(loaded: LoadedTree, rule: Rule, place: Place) -> Iterator[Problem]:
    found = prove(loaded.tree, rule)
    if isinstance(found, Breach):
        yield _broken(loaded, rule, found, place("rule"))
    elif found:
        yield _says_nothing(rule, found, place)


def _broken(loaded: LoadedTree, rule: Rule, breach: Breach, where: Where) -> Problem:
    tree = loaded.tree
    link = f"/{flowchart_address(loaded.name)}#{spell_fragment(breach.steps)}&@={tree.edition}"
    message = f"rule '{rule.rule}' is broken: {spell_breach(tree, breach)}"
    hint = f"this path is {link} - change where one of its answers leads; or change the rule, "
    hint += "if those who answer for the flowchart agree"
    return Problem("rule-broken", where, message, hint)


def _says_nothing(rule: Rule, flaw: Flaw, place: Place) -> Problem:
    name = f"rule '{rule.rule}'"
    if flaw == "emptied":
        message = f"{name} holds for nothing: its 'except' lets off every path"
        hint = "delete from 'except' what you do not mean"
        return Problem("rule-emptied", place("except"), message, hint)
    if flaw == "never-met":
        message = f"{name} says nothing: no path gives these answers"
        key = "given" if rule.given else "given_answer"
        hint = "name answers that one path can give together"
        return Problem("rule-never-met", place(key), message, hint)
    key = "always" if rule.always else "never" if rule.never else "before"
    what = "it allows every outcome" if rule.always else "no outcome is of the kinds that it names"
    message = f"{name} says nothing: {what}"
    hint = "name outcomes or kinds that leave a difference"
    return Problem("rule-unbreakable", place(key), message, hint)


def _names(tree: Tree, rule: Rule, place: Place) -> Iterator[Problem]:
    """A rule names questions, answers and outcomes that are there."""
    for name, answer in (rule.given or {}).items():
        yield from _answer(tree, rule, name, answer, place("given", name))
    if rule.given_answer:
        words = dict.fromkeys(edge.answer.answer for edge in tree.edges)
        if rule.given_answer not in words:
            what = f"no question has the answer '{rule.given_answer}'"
            yield _unknown(rule, place("given_answer"), what, rule.given_answer, words)
    for name in rule.questions:
        if name not in tree.questions:
            key = "asks" if rule.asks else "asks_one_of"
            yield _unknown(rule, place(key), f"'{name}' is not a question", name, tree.questions)
    for key in ("never", "always", "before"):
        target: Target | str | None = getattr(rule, key)
        if target and not isinstance(target, str):
            for index, name in enumerate(target.outcomes):
                yield from _outcome(tree, rule, name, place(key, "outcomes", index))
    for index, one in enumerate(rule.except_):
        yield from _let_off(tree, rule, one, place("except", index))


def _let_off(tree: Tree, rule: Rule, one: LetOff, where: Where) -> Iterator[Problem]:
    if one.question and one.answer:
        yield from _answer(tree, rule, one.question, one.answer, where)
    elif one.outcome in tree.questions:
        message = f"rule '{rule.rule}' excepts the question '{one.outcome}' as a whole"
        answer = tree.questions[one.outcome].answers[-1].answer
        hint = f"name the answer that is meant: {{{one.outcome}: {answer}}}"
        yield Problem("rule-exception-form", where, message, hint)
    elif one.outcome:
        yield from _outcome(tree, rule, one.outcome, where)


def _answer(tree: Tree, rule: Rule, name: str, answer: str, where: Where) -> Iterator[Problem]:
    if name not in tree.questions:
        yield _unknown(rule, where, f"'{name}' is not a question", name, tree.questions)
        return
    words = [one.answer for one in tree.questions[name].answers]
    if answer not in words:
        yield _unknown(rule, where, f"'{name}' has no answer '{answer}'", answer, words)


def _outcome(tree: Tree, rule: Rule, name: str, where: Where) -> Iterator[Problem]:
    if name not in tree.outcomes:
        yield _unknown(rule, where, f"'{name}' is not an outcome", name, tree.outcomes)


def _unknown(rule: Rule, where: Where, what: str, name: str, known: Iterable[str]) -> Problem:
    names = list(known)
    hint = suggest(name, names, otherwise=f"name one of {listing(map(repr, names))}")
    return Problem("rule-names-nothing", where, f"rule '{rule.rule}': {what}", hint)


def _repeats(rule: Rule, place: Place) -> Iterator[Problem]:
    """A rule names each thing once."""
    lists: list[tuple[Sequence[object], tuple[str, ...]]] = [
        (rule.why, ("why",)),
        (rule.asks_one_of or (), ("asks_one_of",)),
        (rule.except_, ("except",)),
    ]
    for key in ("never", "always", "before"):
        target: Target | str | None = getattr(rule, key)
        if target and not isinstance(target, str):
            lists.append((target.kinds, (key, "kinds")))
            lists.append((target.outcomes, (key, "outcomes")))
    for values, keys in lists:
        for index, value in enumerate(values):
            if value in values[:index]:
                message = f"rule '{rule.rule}' names the same twice in '{keys[-1]}'"
                yield Problem("named-twice", place(*keys, index), message, "keep one of the two")
