"""What is wrong with the places to which situations lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.problem import Problem, Where, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from manual.situations.load import LoadedSituations
    from manual.situations.model import Situation
    from manual.tree.model import Tree


def check_paragraphs(
    loaded: LoadedSituations, in_force: Collection[str], written: Collection[str]
) -> Iterable[tuple[Problem, str]]:
    """A problem for each paragraph that is not in force, and its number.

    `written` are the numbers of all that stands in the texts, of a day to come too.
    """
    for name, situation in loaded.whole.situations.items():
        number = situation.paragraph
        if number not in in_force:
            fault = "is not in force yet" if number in written else "does not exist"
            message = f"situation '{name}' leads to {number}, which {fault}"
            hint = suggest(number, in_force, otherwise="name a paragraph of the manual: 2.1.3")
            if number in written:
                hint = "name one that is, and change it on the day on which this one begins"
            where = loaded.data.where("situations", name, "paragraph")
            yield Problem("reference-missing", where, message, hint), number


def check_contacts(
    loaded: LoadedSituations, check: Callable[[str, Where], Iterable[Problem]]
) -> Iterable[Problem]:
    """The problems that `check(name, where)` finds with the contacts that situations name."""
    for name, situation in loaded.whole.situations.items():
        yield from check(situation.contact, loaded.data.where("situations", name, "contact"))


def check_steps(
    loaded: LoadedSituations, trees: Mapping[str, Tree], unread: Collection[str]
) -> Iterable[Problem]:
    """A problem for each flowchart or step that a reader could not be led to.

    `trees` are those that could be read, by name; `unread` the names of the others.
    """
    for name, situation in loaded.whole.situations.items():
        if situation.flowchart is None or situation.flowchart in unread:
            continue
        tree = trees.get(situation.flowchart)
        if tree is None:
            message = f"situation '{name}': there is no flowchart '{situation.flowchart}'"
            hint = suggest(situation.flowchart, trees, otherwise="name one of decision_tree/")
            where = loaded.data.where("situations", name, "flowchart")
            yield Problem("situation-flowchart", where, message, hint)
        else:
            where = loaded.data.where("situations", name, "step")
            yield from _step(name, situation, tree, where)


def _step(name: str, situation: Situation, tree: Tree, where: Where) -> Iterable[Problem]:
    """A problem where the step is neither an outcome nor the first question.

    A reader who begins at a later question skips those before it, on danger and on harm.
    """
    step = situation.step or tree.first
    if step in tree.outcomes or step == tree.first:
        return
    if step in tree.questions:
        message = f"situation '{name}' leads past the first questions, to question '{step}'"
        hint = "name an outcome, or leave 'step' out: readers then begin at the first question"
    else:
        message = f"situation '{name}': there is no step '{step}' in '{situation.flowchart}'"
        known = [*tree.outcomes, tree.first]
        hint = suggest(step, known, otherwise="name an outcome of the flowchart, or leave it out")
    yield Problem("situation-step", where, message, hint)
