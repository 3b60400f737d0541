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
class Callers:
    """Who to call at an outcome."""

    emergency: Contact | None = None
    """At an urgent one: the number to call at once."""
    first: Markup = field(default_factory=Markup)
    """The one to call first, in each area, as HTML; empty where there is none."""
    others: Markup = field(default_factory=Markup)
    """All others, as HTML."""
    cards: Callable[[], Markup] = Markup
    """All of them as cards, as HTML."""
    names: tuple[str, ...] = ()
    """The names of those who are not at the head of each sheet. Paper has their numbers once, at
    the end."""


@dataclass(frozen=True)
class StepView:
    """A step as the page shows it."""

    place: int
    """Its number on paper, which has no links."""
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
    callers: Callers | None = None
    """Of an outcome: who to call."""
    resume: bool = False
    """Of an outcome: whether it offers the way back to the question that was left."""
    replaces: tuple[str, ...] = ()
    """Ids of the steps that it has replaced."""

    @property
    def contacts(self) -> Markup:
        """Of an outcome: all whom to call, as cards, for a template that shows them so."""
        return self.callers.cards() if self.callers else Markup()


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
    callers: Callable[[tuple[str, ...], str], Callers]
    """Finds who to call at an outcome, given the names of its contacts, and its kind."""
    all_contacts: str
    """The link to the page of contacts."""
    sheet_contacts: Markup
    """Every contact of the outcomes once, as HTML, for paper; empty where there is none."""
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
        left, place = tree.questions_left[name], tree.places[name]
        replaces = tuple(old for old, new in tree.replaced.items() if new == name)
        if isinstance(step, Question):
            answers = tuple((a, _title(tree.steps[a.go])) for a in step.answers)
            text = around.render(step.help or "")
            return StepView(
                place, name, step.ask, text, citations, left, answers, replaces=replaces
            )
        return StepView(
            place,
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
            callers=around.callers(step.contacts, step.kind),
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
            all_contacts=around.all_contacts,
            sheet_contacts=around.sheet_contacts,
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
