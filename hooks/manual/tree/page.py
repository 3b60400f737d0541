"""A flowchart as a page, whole without script: each step is a section, each answer a link."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from manual.markup.template import compile_text
from manual.tree.model import Outcome, Question
from manual.tree.paths import count_paths, spell_count
from manual.tree.picture import draw
from manual.tree.spell import headings, kind_words, spell_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from manual.contacts.model import Contact
    from manual.settings import Words
    from manual.tree.load import LoadedTree
    from manual.tree.model import Answer, Revision, Tree
    from manual.tree.rule import Rule

LARGEST_PICTURE = 150
"""The most steps of which a picture is drawn; a larger one could not be read on any screen."""


@dataclass(frozen=True)
class Point:
    """What an editor's note says is still to be confirmed where a step rests on it."""

    number: str
    """Of the provision beside which it stands: the one that is cited, or its section."""
    title: str
    html: Markup


@dataclass(frozen=True)
class Citation:
    """A provision that a step rests on, as the page links it."""

    number: str
    """As it is written."""
    id: str
    """Its plain form."""
    link: str
    """To the provision, from the flowchart's page."""
    about: str
    """The title of its section, for those who do not know the number."""
    html: Markup
    """Its present wording."""
    standing: str
    """Which amendment gave it its present wording, in a sentence."""
    since: str
    """The day of that amendment, in words."""
    points: tuple[Point, ...] = ()
    """What is still to be confirmed in it, and in all of its section."""


@dataclass(frozen=True)
class PartView:
    """A part of an outcome as the page shows it."""

    key: str
    """`do`, `tell` or `record`."""
    heading: str
    html: Markup


@dataclass(frozen=True)
class StepView:
    """A step as the page shows it."""

    id: str
    title: str
    text: Markup
    """Help of a question; empty for an outcome."""
    citations: tuple[Citation, ...]
    left: int
    """How many questions follow it at most."""
    answers: tuple[tuple[Answer, str], ...] = ()
    """Of a question: each with the title of the step that it leads to."""
    kind: str = ""
    """Of an outcome; empty for a question."""
    word: str = ""
    """Of an outcome: what it is called above its title."""
    parts: tuple[PartView, ...] = ()
    """Of an outcome: what to do, whom to tell, what to record."""
    contacts: Markup = field(default_factory=Markup)
    call: Contact | None = None
    """Of an urgent outcome: who to call at once."""
    resume: bool = False
    """Of an outcome: whether it offers the way back to the question that was left."""
    replaces: tuple[str, ...] = ()
    """Ids of the steps that it has replaced."""


@dataclass(frozen=True)
class Proof:
    """A rule of the tree as pages show it: the build has proved it."""

    rule: Rule
    claim: str
    """What is proved, in words that follow from it."""


@dataclass(frozen=True)
class TreeContext:
    """What a flowchart's page needs of the rest of the manual."""

    render: Callable[[str], Markup]
    """Turns Markdown into HTML with links at its references."""
    cite: Callable[[str], Citation]
    """Finds a provision by its number, as written."""
    contacts: Callable[[tuple[str, ...]], Markup]
    """Shows the contacts of an outcome, given their names, as HTML."""
    call: Callable[[tuple[str, ...]], Contact | None]
    """Finds, among the contacts of an outcome, the one with the number for emergencies."""
    numbers: Markup
    """The contacts in the urgent panel, as HTML."""
    points: tuple[Point, ...]
    """What is still to be confirmed in all that the tree cites, in order of number."""
    words: Words
    """What the manual calls the record (`record`), and what came of the decision (`done`)."""


def tree_page(loaded: LoadedTree, template: str, around: TreeContext) -> Markup:
    """The page of a flowchart as HTML; `template` is the text of a Jinja template."""
    tree, named = loaded.tree, headings(loaded.tree)

    def show(name: str, step: Question | Outcome) -> StepView:
        citations = tuple(around.cite(number) for number in step.see)
        left = tree.questions_left[name]
        replaces = tuple(old for old, new in tree.replaced.items() if new == name)
        if isinstance(step, Question):
            answers = tuple((a, _title(tree.steps[a.go])) for a in step.answers)
            text = around.render(step.help or "")
            return StepView(name, step.ask, text, citations, left, answers, replaces=replaces)
        return StepView(
            name,
            step.title,
            Markup(),
            citations,
            left,
            kind=step.kind,
            word=kind_words(tree, step),
            parts=tuple(
                PartView(key, named[key], around.render(text)) for key, text in step.parts.items()
            ),
            contacts=around.contacts(step.contacts) if step.contacts else Markup(),
            call=around.call(step.contacts) if step.kind == "urgent" else None,
            resume=step.resume,
            replaces=replaces,
        )

    return Markup(  # noqa: S704 - the template escapes
        compile_text(template).render(
            name=loaded.name,
            tree=tree,
            changes=[(change, _touched(tree, change)) for change in tree.changes],
            about=around.render(tree.about),
            urgent=around.render(tree.urgent),
            who_to_call=named["contacts"],
            numbers=around.numbers,
            words=around.words,
            picture=draw(tree) if len(tree.steps) <= LARGEST_PICTURE else None,
            questions=[show(name, step) for name, step in tree.questions.items()],
            outcomes=[show(name, step) for name, step in tree.outcomes.items()],
            proved=proofs(tree),
            points=around.points,
            count=spell_count(sum(count_paths(tree).values()), "path"),
            cite=around.cite,
        )
    )


def proofs(tree: Tree) -> tuple[Proof, ...]:
    """The rules of a tree, which has no problem, with what is proved of each."""
    return tuple(Proof(rule, spell_rule(tree, rule)) for rule in tree.rules)


def _touched(tree: Tree, change: Revision) -> str:
    """The titles of the steps that a change touched, as far as they are still there."""
    steps = dict.fromkeys(tree.replaced.get(name, name) for name in change.steps)
    return ", ".join(f"“{_title(tree.steps[name])}”" for name in steps if name in tree.steps)


def _title(step: Question | Outcome) -> str:
    return step.ask if isinstance(step, Question) else step.title
