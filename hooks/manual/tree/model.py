"""The flowchart: questions, answers and outcomes, as `decision_tree/*.yml` give them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field

from manual.address import slug
from manual.days import Day
from manual.text.word import OrWord
from manual.tree.form import Kind, Labelled, Part, Text
from manual.tree.rule import Rule


class Revision(Part):
    """An entry of `changes`: what an edition of the tree changed, and in which steps."""

    date: Day
    """The day of the edition: `2026-11-22`."""
    what: Text
    """What changed, in a few words."""
    steps: tuple[str, ...] = ()
    """The ids of the steps that changed."""
    replaced: dict[str, str] = Field(default_factory=dict)
    """Steps that are gone, each with the step that took its place: old links lead there."""


class Answer(Part):
    """One answer to a question, and the step that it leads to."""

    answer: Text
    """The words of the answer, such as Yes."""
    go: str
    """The id of the question or outcome that it leads to."""
    id: str | None = None
    """Its name in a path; without one, the answer's slug."""

    @property
    def name(self) -> str:
        """Its name in a path: its id, or the slug of its words."""
        return self.id or slug(self.answer)


class Question(Part):
    """A step that asks."""

    ask: Text
    """The question."""
    help: Text | None = None
    """Markdown."""
    see: tuple[str, ...] = Field(min_length=1)
    """Numbers of the provisions that it rests on."""
    answers: tuple[Answer, ...] = Field(min_length=2)


NONE = "none"
"""What an editor writes where an outcome needs none of a part."""
_Unless = Annotated[Text | None, OrWord(NONE, Text, None)]
_Named = Annotated[tuple[str, ...], Field(min_length=1)]


class Outcome(Part):
    """A step that says what to do, whom to tell, and what to record.

    Each of these is asked for, so that no outcome forgets one.
    """

    kind: Kind
    """What sort of outcome it is: its page and its picture show it."""
    title: Text
    """The outcome in a few words."""
    do: Text
    """What to do, as Markdown."""
    tell: _Unless
    """Whom to tell, when, and when not to, as Markdown; or `none`."""
    record: _Unless
    """What to write down, as Markdown; or `none`."""
    see: tuple[str, ...] = Field(min_length=1)
    """Numbers of the provisions that it rests on."""
    contacts: Annotated[tuple[str, ...], OrWord(NONE, _Named, ())]
    """The ids of those to call; or `none`."""
    resume: bool = False
    """Whether it offers the way back to the question that was left."""

    @property
    def parts(self) -> Mapping[str, str]:
        """Its texts by key, as Markdown, without those that it needs not."""
        texts = {"do": self.do, "tell": self.tell, "record": self.record}
        return {key: text for key, text in texts.items() if text}


class Edge(NamedTuple):
    """An answer as an edge of the graph, from its question to the step that it leads to."""

    question: str
    """The id of the question."""
    answer: Answer
    place: int
    """Its place among the question's answers, from 0."""


class Tree(Part):
    """A flowchart."""

    title: Text
    edition: Day
    """The day of its last change: `2026-11-22`."""
    changes: tuple[Revision, ...] = Field(min_length=1)
    """What each edition changed."""
    about: Text
    """When to use it, as Markdown."""
    urgent: Text
    """What to do in an emergency: shown at every step, as Markdown."""
    first: str
    """The id of the question that comes first."""
    questions: dict[str, Question] = Field(min_length=1)
    outcomes: dict[str, Outcome] = Field(min_length=1)
    labels: dict[Labelled, Text] = Field(default_factory=dict)
    """What its readers see in place of our words, in a few of yours: above the outcomes of a kind
    (`share: You may lend it`), and above a part of an outcome (`tell: Who must know`)."""
    rules: tuple[Rule, ...] = ()
    """What must hold on every path: each build proves it."""

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every answer of every question, in the order of the file."""
        return tuple(
            Edge(id_, answer, place)
            for id_, question in self.questions.items()
            for place, answer in enumerate(question.answers)
        )

    @cached_property
    def steps(self) -> Mapping[str, Question | Outcome]:
        """Questions and outcomes by id."""
        return {**self.questions, **self.outcomes}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number that each step has on paper, by its id: paper has no links."""
        return {name: place for place, name in enumerate(self.steps, 1)}

    @cached_property
    def cited(self) -> frozenset[str]:
        """What its steps and its rules rest on: `2.1.3`, `2.1.3(b)`."""
        of_rules = (number for rule in self.rules for number in rule.why)
        return frozenset((*(n for step in self.steps.values() for n in step.see), *of_rules))

    @cached_property
    def replaced(self) -> Mapping[str, str]:
        """Steps that are gone, each with the present step to which old links to it lead."""
        names = {old: new for change in self.changes for old, new in change.replaced.items()}
        found: dict[str, str] = {}
        for old, new in names.items():
            seen = {old}
            while new not in self.steps and new in names and new not in seen:
                seen.add(new)
                new = names[new]  # noqa: PLW2901 - a replacement may have been replaced in turn
            found[old] = new
        return found

    def reachable(self) -> set[str]:
        """The ids of the steps to which some path leads."""
        found: set[str] = set()
        waiting = deque([self.first])
        while waiting:
            step = waiting.popleft()
            if step in found or step not in self.steps:
                continue
            found.add(step)
            if step in self.questions:
                waiting.extend(answer.go for answer in self.questions[step].answers)
        return found

    def find_cycle(self) -> tuple[str, ...]:
        """The ids of the steps of one cycle, the first of them at the end too; empty if none."""
        done: set[str] = set()
        for start in self.questions:
            trail: list[str] = []
            on_trail: set[str] = set()
            untried: list[Iterator[str]] = [iter((start,))]
            while untried:
                step = next(untried[-1], None)
                if step is None:
                    untried.pop()
                    if trail:
                        done.add(trail[-1])
                        on_trail.discard(trail.pop())
                elif step in on_trail:
                    return (*trail[trail.index(step) :], step)
                elif step in self.questions and step not in done:
                    trail.append(step)
                    on_trail.add(step)
                    untried.append(iter([answer.go for answer in self.questions[step].answers]))
        return ()

    @cached_property
    def questions_left(self) -> Mapping[str, int]:
        """How many questions follow each step at most, by its id. The tree must have no cycle."""
        left: dict[str, int] = dict.fromkeys(self.outcomes, -1)
        stack = list(self.questions)
        while stack:
            step = stack[-1]
            onward = [answer.go for answer in self.questions[step].answers]
            waiting = [go for go in onward if go not in left]
            if waiting and step not in left:
                stack.extend(waiting)
            else:
                left.setdefault(step, 1 + max(left[go] for go in onward))
                stack.pop()
        return {step: max(count, 0) for step, count in left.items()}


class Case(Part):
    """A worked case: a situation, its answers by question, and the outcome it must reach."""

    case: Text
    """The situation."""
    answers: dict[str, str]
    """The id of each question with the words of the answer to it."""
    outcome: str
    """The id of the outcome that the answers must reach."""


class Cases(Part):
    """The worked cases of a tree."""

    cases: tuple[Case, ...]
