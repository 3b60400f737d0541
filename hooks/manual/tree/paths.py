"""Every path of a tree in words, for the people who answer for it to read and review."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from manual.tree.model import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.tree.model import Answer, Tree

MOST = 10_000
"""Paths from which on only the answers are listed: nobody reads more."""

Step = tuple[str, "Answer"]


def paths_file(tree_path: str) -> str:
    """The path of the list that belongs to the tree at `tree_path`."""
    return f"{tree_path.removesuffix('.yml')}.paths.txt"


def count_paths(tree: Tree) -> int:
    """How many paths lead from the first question to an outcome. The tree has no cycle."""
    counts: dict[str, int] = dict.fromkeys(tree.outcomes, 1)
    stack = [tree.first]
    while stack:
        step = stack[-1]
        onward = [] if step in counts else [answer.go for answer in tree.questions[step].answers]
        waiting = [go for go in onward if go not in counts]
        if waiting:
            stack.extend(waiting)
        else:
            counts.setdefault(step, sum(counts[go] for go in onward))
            stack.pop()
    return counts[tree.first]


def walk_paths(tree: Tree) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Each path, one at a time: the questions with their answers, and the outcome."""
    passed: list[Step] = []
    waiting = [iter(tree.questions[tree.first].answers)]
    at = [tree.first]
    while waiting:
        answer = next(waiting[-1], None)
        if answer is None:
            waiting.pop()
            at.pop()
            if passed:
                passed.pop()
        elif answer.go in tree.questions:
            passed.append((at[-1], answer))
            waiting.append(iter(tree.questions[answer.go].answers))
            at.append(answer.go)
        else:
            yield (*passed, (at[-1], answer)), answer.go


def write_paths(tree: Tree) -> Iterator[str]:
    """The list of paths, line by line, each ending in a newline."""
    count = count_paths(tree)
    yield f"{tree.title} Edition of {tree.edition}.\n"
    yield from dedent(
        """\
        Every path from the first question to an outcome, with the paragraphs that it rests on.
        This file is made by the command `manual generate`. Do not change it by hand: read it.
        """
    ).splitlines(keepends=True)
    if count >= MOST:
        yield f"There are {count:,} paths, too many to read. Each answer instead:\n"
        yield from _write_answers(tree)
        return
    yield f"There are {count} paths.\n"
    for index, (steps, outcome) in enumerate(walk_paths(tree), 1):
        yield f"\n{index}.\n"
        for name, answer in steps:
            yield f"   {tree.questions[name].ask} {answer.answer}\n"
        yield f"   → {tree.outcomes[outcome].title}\n"
        numbers = [*(number for name, _ in steps for number in tree.questions[name].see)]
        numbers += tree.outcomes[outcome].see
        yield f"   Paragraphs {', '.join(dict.fromkeys(numbers))}\n"


def _write_answers(tree: Tree) -> Iterator[str]:
    for question in tree.questions.values():
        yield f"\n{question.ask}\n"
        for answer in question.answers:
            step = tree.steps[answer.go]
            yield f"   {answer.answer} → {step.ask if isinstance(step, Question) else step.title}\n"
        yield f"   Paragraphs {', '.join(question.see)}\n"
