"""Every path of a tree in words, for the people who answer for it to read and review.

A path is the answers given, in order, from the first question to an outcome:

>>> from manual.tree.load import load_tree
>>> tree = load_tree("decision_tree/lamp.yml", '''
... title: Shall I light the lamp?
... edition: 2026-01-01
... changes: [{date: 2026-01-01, what: First edition}]
... about: At dusk.
... urgent: Shout.
... first: dark
... questions:
...   dark:
...     ask: Is it dark?
...     see: [2.1.1]
...     answers: [{answer: Yes, go: oil}, {answer: No, go: wait}]
...   oil:
...     ask: Is there oil?
...     see: [2.1.2]
...     answers: [{answer: Yes, go: light}, {answer: No, go: wait}]
... outcomes:
...   light:
...     {kind: share, title: Light it, do: Light it., tell: none, record: The hour., see: [2.1.1],
...      contacts: none}
...   wait:
...     {kind: advice, title: Wait, do: Wait for the morning., tell: none, record: none,
...      see: [2.1.1], contacts: none}
... ''').tree
>>> for steps, outcome in walk_paths(tree):
...     print("&".join(f"{name}={answer.name}" for name, answer in steps), "→", outcome)
dark=yes&oil=yes → light
dark=yes&oil=no → wait
dark=no → wait
>>> count_paths(tree)
{'light': 1, 'wait': 2}

The browser replays a path from its address: see `decision_tree/flowchart/path.mjs`.
"""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from manual.tree.model import Question
from manual.tree.spell import headings, spell_fragment, spell_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.tree.model import Answer, Tree

MOST = 10_000
"""How many paths are too many to list: then each answer is listed once instead."""

Step = tuple[str, "Answer"]
"""The id of a question, and the answer given to it."""


def paths_file(tree_path: str) -> str:
    """Where the list of the tree at `tree_path` is: `decision_tree/lamp.paths.txt`."""
    return f"{tree_path.removesuffix('.yml')}.paths.txt"


def count_paths(tree: Tree) -> dict[str, int]:
    """How many paths lead from the first question to each outcome. The tree must have no cycle."""
    counts = dict.fromkeys(tree.steps, 0) | {tree.first: 1}
    left = tree.questions_left
    # A question has more questions left than any that can follow it.
    for name in sorted(tree.questions, key=lambda name: -left[name]):
        for answer in tree.questions[name].answers:
            counts[answer.go] += counts[name]
    return {name: counts[name] for name in tree.outcomes}


def walk_paths(tree: Tree) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Each path in turn: its questions with the answers given, and the id of its outcome.

    They come in the order of the file's answers. The tree must have no cycle.
    """
    path: list[Step] = []
    questions = [tree.first]
    untried = [iter(tree.questions[tree.first].answers)]
    while untried:
        answer = next(untried[-1], None)
        if answer is None:
            untried.pop()
            questions.pop()
            if path:
                path.pop()
        elif answer.go in tree.questions:
            path.append((questions[-1], answer))
            questions.append(answer.go)
            untried.append(iter(tree.questions[answer.go].answers))
        else:
            yield (*path, (questions[-1], answer)), answer.go


def write_paths(tree: Tree) -> Iterator[str]:
    """The list of paths, line by line, each ending in a newline."""
    counts = count_paths(tree)
    count = sum(counts.values())
    yield f"{tree.title} Edition of {tree.edition}.\n"
    yield from dedent(
        """\
        Every path from the first question to an outcome, with the paragraphs that it rests on.
        This file is made by the command `manual generate`. Do not change it by hand: read it.
        """
    ).splitlines(keepends=True)
    yield f"\nThere are {spell_count(count, 'path')}. They lead to\n"
    for name, number in counts.items():
        yield f"   {tree.outcomes[name].title}: {number:,}\n"
    yield from _write_rules(tree)
    yield from _write_outcomes(tree)
    if count >= MOST:
        yield "\nThe paths are too many to read. Each answer instead:\n"
        yield from _write_answers(tree)
        return
    yield "\nEach path begins with the end of its address, which opens it in the flowchart.\n"
    for steps, outcome in walk_paths(tree):
        yield from _write_path(tree, steps, outcome)


def _write_rules(tree: Tree) -> Iterator[str]:
    if tree.rules:
        yield "\nWhat is proved of all of them:\n"
    for rule in tree.rules:
        yield f"\n{rule.rule}\n   {spell_rule(tree, rule)}\n"
        yield f"   Paragraphs {', '.join(rule.why)}\n"


def _write_outcomes(tree: Tree) -> Iterator[str]:
    yield "\nWhat each outcome says:\n"
    named = headings(tree)
    for outcome in tree.outcomes.values():
        yield f"\n{outcome.title} ({tree.labels.get(outcome.kind, outcome.kind)})\n"
        for key in ("do", "tell", "record"):
            heading = named[key]
            text = outcome.parts.get(key)
            yield f"   {heading}:{'' if text else ' none'}\n"
            yield from (f"      {line}\n" for line in (text or "").splitlines() if line.strip())
        yield f"   {named['contacts']}: {', '.join(outcome.contacts) or 'none'}\n"


def spell_count(count: int, what: str) -> str:
    """`1 path`, `2,000 paths`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _write_path(tree: Tree, steps: tuple[Step, ...], outcome: str) -> Iterator[str]:
    yield f"\n#{spell_fragment(steps)}\n"
    for name, answer in steps:
        yield f"   {tree.questions[name].ask} {answer.answer}\n"
    yield f"   → {tree.outcomes[outcome].title}\n"
    numbers = [number for name, _ in steps for number in tree.questions[name].see]
    numbers += tree.outcomes[outcome].see
    yield f"   Paragraphs {', '.join(dict.fromkeys(numbers))}\n"


def _write_answers(tree: Tree) -> Iterator[str]:
    for question in tree.questions.values():
        yield f"\n{question.ask}\n"
        for answer in question.answers:
            step = tree.steps[answer.go]
            yield f"   {answer.answer} → {step.ask if isinstance(step, Question) else step.title}\n"
        yield f"   Paragraphs {', '.join(question.see)}\n"
