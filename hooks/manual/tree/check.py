"""The rules that a tree and its worked cases keep. A rule is a function in `RULES`."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from manual.address import FRAME_IDS
from manual.problem import Problem, listing, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from manual.problem import Where
    from manual.tree.load import LoadedCases, LoadedTree
    from manual.tree.model import Case, Outcome, Question, Tree

TAKEN = ("arrowhead", *FRAME_IDS)
"""Ids of the page around a flowchart and of its picture: a link must lead to one place."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _steps(loaded: LoadedTree) -> Iterable[tuple[str, str, Question | Outcome]]:
    """Each step with its group, as the file names it, and its id."""
    yield from (("questions", name, step) for name, step in loaded.tree.questions.items())
    yield from (("outcomes", name, step) for name, step in loaded.tree.outcomes.items())


def check_tree(loaded: LoadedTree) -> list[Problem]:
    """Every problem that a tree has in itself, whatever the rest of the manual says."""
    return [problem for rule in RULES for problem in rule(loaded)]


def _ids(loaded: LoadedTree) -> Iterable[Problem]:
    tree, data = loaded.tree, loaded.data
    for group, name, _ in _steps(loaded):
        if not _ID.fullmatch(name):
            hint = "an id has small letters, digits and hyphens: public-interest"
            yield Problem(
                "id-malformed", data.where(group, name), f"'{name}' cannot be an id", hint
            )
        elif name in TAKEN:
            hint = f"choose another id, such as {name}-question"
            message = f"'{name}' cannot be an id: another part of the page has it"
            yield Problem("id-reserved", data.where(group, name), message, hint)
    for name in tree.outcomes:
        if name in tree.questions:
            line = data.where("questions", name).line
            message = f"outcome '{name}' has the id of the question in line {line}"
            yield Problem(
                "step-id-twice", data.where("outcomes", name), message, "rename one of the two"
            )


def _targets(loaded: LoadedTree) -> Iterable[Problem]:
    tree, data = loaded.tree, loaded.data
    if tree.first not in tree.questions:
        hint = suggest(tree.first, tree.questions, otherwise="name the question to begin with")
        yield Problem(
            "first-no-question",
            data.where("first"),
            f"'first' names '{tree.first}', which is not a question",
            hint,
        )
    for edge in tree.edges:
        go = edge.answer.go
        if go not in tree.steps:
            where = data.where("questions", edge.question, "answers", edge.place, "go")
            message = (
                f"question '{edge.question}': answer '{edge.answer.answer}' goes to '{go}', "
                "which is not defined"
            )
            otherwise = f"name one of {listing(tree.steps)}"
            yield Problem(
                "answer-nowhere", where, message, suggest(go, tree.steps, otherwise=otherwise)
            )


def _reach(loaded: LoadedTree) -> Iterable[Problem]:
    if loaded.tree.first not in loaded.tree.questions:
        return
    reached = loaded.tree.reachable()
    for group, name, _ in _steps(loaded):
        if name not in reached:
            message = f"no answer leads to {group[:-1]} '{name}'"
            hint = "let an answer go to it, or delete it"
            yield Problem("step-unreachable", loaded.data.where(group, name), message, hint)


def _cycle(loaded: LoadedTree) -> Iterable[Problem]:
    cycle = loaded.tree.find_cycle()
    if cycle:
        message = f"the questions go round in a circle: {' → '.join(cycle)}"
        hint = "change where one of these answers goes, so that each path ends in an outcome"
        yield Problem(
            "questions-in-circle", loaded.data.where("questions", cycle[0]), message, hint
        )


def _answers(loaded: LoadedTree) -> Iterable[Problem]:
    for name, question in loaded.tree.questions.items():
        seen: dict[str, str] = {}
        for index, answer in enumerate(question.answers):
            where = loaded.data.where("questions", name, "answers", index)
            if answer.name in seen:
                pair = f"'{seen[answer.name]}' and '{answer.answer}'"
                message = f"question '{name}': the answers {pair} read alike"
                yield Problem(
                    "answers-alike",
                    where,
                    message,
                    "reword one of them, or give it an 'id' of its own",
                )
            elif not _ID.fullmatch(answer.name):
                message = f"question '{name}': the answer '{answer.answer}' gives no usable id"
                yield Problem(
                    "answer-without-id", where, message, "give it one: id: yes-some-of-it"
                )
            seen.setdefault(answer.name, answer.answer)


def _repeats(loaded: LoadedTree) -> Iterable[Problem]:
    for group, name, step in _steps(loaded):
        for key in ("see", "contacts"):
            values = getattr(step, key, ())
            for index, value in enumerate(values):
                if value in values[:index]:
                    message = f"{group[:-1]} '{name}' names {value} twice"
                    where = loaded.data.where(group, name, key, index)
                    yield Problem("named-twice", where, message, "keep one of the two")


def _changes(loaded: LoadedTree) -> Iterable[Problem]:
    tree, data = loaded.tree, loaded.data
    if tree.edition not in {change.date for change in tree.changes}:
        hint = "add {date: …, what: …, steps: […]} with the edition's date"
        message = f"'changes' has no entry for the edition of {tree.edition}"
        yield Problem("edition-without-change", data.where("edition"), message, hint)
    for index, change in enumerate(tree.changes):
        for place, name in enumerate(change.steps):
            if name not in tree.steps and name not in tree.replaced:
                where = data.where("changes", index, "steps", place)
                message = f"a change names the step '{name}', which is not defined"
                otherwise = "name a step of the tree, or one that 'replaced' tells of"
                yield Problem(
                    "change-step-unknown",
                    where,
                    message,
                    suggest(name, tree.steps, otherwise=otherwise),
                )
        for old in change.replaced:
            where = data.where("changes", index, "replaced", old)
            if old in tree.steps:
                hint = "delete the entry, or the step"
                yield Problem(
                    "replaced-still-there",
                    where,
                    f"'{old}' is said to be replaced, but is still there",
                    hint,
                )
            elif tree.replaced[old] not in tree.steps:
                hint = suggest(tree.replaced[old], tree.steps, otherwise="name a step of the tree")
                message = f"'{old}' is replaced by '{tree.replaced[old]}', which is not defined"
                yield Problem("replaced-by-unknown", where, message, hint)
        if change.date > tree.edition:
            hint = "give the tree this edition, or give the entry an earlier date"
            message = f"a change of {change.date} is later than the edition of {tree.edition}"
            yield Problem("change-after-edition", data.where("changes", index), message, hint)


RULES: tuple[Callable[[LoadedTree], Iterable[Problem]], ...] = (
    _ids,
    _targets,
    _reach,
    _cycle,
    _answers,
    _repeats,
    _changes,
)


def check_citations(loaded: LoadedTree, numbers: Collection[str]) -> Iterable[tuple[Problem, str]]:
    """A problem for each provision cited that is not in `numbers`, and its number."""
    for who, number, where in _citations(loaded):
        if number not in numbers:
            message = f"{who} cites {number}, which does not exist"
            hint = suggest(number, numbers, otherwise="cite a paragraph of the manual: [2.1.3]")
            yield Problem("reference-missing", where, message, hint), number


def _citations(loaded: LoadedTree) -> Iterable[tuple[str, str, Where]]:
    """What cites a provision, its number, and where."""
    for group, name, step in _steps(loaded):
        for index, number in enumerate(step.see):
            yield f"{group[:-1]} '{name}'", number, loaded.data.where(group, name, "see", index)
    for place, rule in enumerate(loaded.tree.rules):
        for index, number in enumerate(rule.why):
            yield f"rule '{rule.rule}'", number, loaded.data.where("rules", place, "why", index)


def check_contacts(
    loaded: LoadedTree, check: Callable[..., Iterable[Problem]]
) -> Iterable[Problem]:
    """The problems that `check(name, where)` finds with the contacts that outcomes name."""
    for name, outcome in loaded.tree.outcomes.items():
        for index, contact in enumerate(outcome.contacts):
            yield from check(contact, loaded.data.where("outcomes", name, "contacts", index))


def check_cases(loaded: LoadedTree, worked: LoadedCases) -> Iterable[Problem]:
    """The problems of worked cases: answers that lead elsewhere, and steps that no case visits.

    The tree has no problems of its own.
    """
    visited: set[str] = set()
    given: set[tuple[str, str]] = set()
    for index, case in enumerate(worked.cases):
        walk = _walk(loaded.tree, case)
        where = partial(worked.data.where, "cases", index)
        if walk.step in loaded.tree.questions:
            yield _no_answer(loaded.tree.questions[walk.step], walk.step, case, where)
        else:
            yield from _wrong_ends(case, walk, where)
        visited.update((*walk.given, walk.step))
        given.update(walk.given.items())
    yield from _unvisited(loaded, worked, visited, given)


class _Walk(NamedTuple):
    """How far the answers of a case lead."""

    given: dict[str, str]
    """The answers taken, by question."""
    step: str
    """The outcome, or the question to which the case has no answer."""


def _walk(tree: Tree, case: Case) -> _Walk:
    given: dict[str, str] = {}
    step = tree.first
    while step in tree.questions and step not in given:
        for answer in tree.questions[step].answers:
            if answer.answer == case.answers.get(step):
                given[step] = answer.answer
                step = answer.go
                break
        else:
            break
    return _Walk(given, step)


def _no_answer(question: Question, name: str, case: Case, where: Callable[..., Where]) -> Problem:
    answer = case.answers.get(name)
    none = f"the case gives no answer to '{name}'"
    message = none if answer is None else f"'{name}' has no answer '{answer}'"
    offered = listing(f"'{one.answer}'" for one in question.answers)
    return Problem("case-unanswered", where("answers", name), message, f"answer it with {offered}")


def _wrong_ends(case: Case, walk: _Walk, where: Callable[..., Where]) -> Iterable[Problem]:
    if walk.step != case.outcome:
        message = f"the answers lead to '{walk.step}', but the case expects '{case.outcome}'"
        hint = "correct the case, or the tree if the case is right"
        yield Problem("case-wrong-outcome", where("outcome"), message, hint)
    for name in case.answers:
        if name not in walk.given:
            message = f"the case answers '{name}', which its path does not reach"
            yield Problem(
                "case-answer-unused", where("answers", name), message, "delete that answer"
            )


def _unvisited(
    loaded: LoadedTree, worked: LoadedCases, visited: set[str], given: set[tuple[str, str]]
) -> Iterable[Problem]:
    where = worked.data.where()
    for name in loaded.tree.steps:
        if name not in visited:
            yield Problem(
                "step-without-case", where, f"no case visits '{name}'", "add a case that does"
            )
    for edge in loaded.tree.edges:
        if (edge.question, edge.answer.answer) not in given and edge.question in visited:
            message = f"no case answers '{edge.question}' with '{edge.answer.answer}'"
            yield Problem("answer-without-case", where, message, "add a case that does")
