"""What of a flowchart is not as it was published, with the old and the new words."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from manual.problem import Problem
from manual.seal.preview import mark_in_line
from manual.text.flat import flatten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.seal.against import Present
    from manual.seal.model import Seal, SealedTree

_MOST = 12
"""Values of a flowchart that are told."""


def find_altered_flowcharts(published: Seal, present: Present) -> Iterator[Problem]:
    """A flowchart that was published keeps its steps, and changes with a new edition."""
    for name, before in published.trees.items():
        now = present.inventory.trees.get(name)
        if now is None:
            continue  # its page is gone, and that is told
        where = present.inventory.editions[name]
        for step in sorted(before.steps - present.inventory.steps[name]):
            message = f"the step '{step}' was published, and is gone"
            hint = f"in 'changes', say which step took its place: replaced: {{{step}: …}}"
            yield Problem("published-step-gone", where, message, hint)
        if now.hash != before.hash and now.edition <= before.edition:
            message = f"the flowchart is not as published, and its edition is still {now.edition}"
            if now.edition < before.edition:
                message = f"the edition {before.edition} was published, and now it is {now.edition}"
            hint = "give it a new 'edition', and say in 'changes' what it changes"
            yield Problem("published-flowchart-altered", where, message, hint)
            for words in islice(_altered_values(before, now), _MOST):
                yield Problem("published-flowchart-altered", where, words, hint)


def find_altered_editions(published: Seal, present: Present) -> Iterator[Problem]:
    """What was published of the editions of a flowchart stays, and none is put among them."""
    for name, before in published.trees.items():
        now = present.inventory.trees.get(name)
        if now is None or not before.editions:
            continue
        where = present.inventory.editions[name]
        for day, what in sorted(before.editions.items()):
            if now.editions.get(day) != what:
                marked = mark_in_line(what, now.editions.get(day, ""))
                message = f"the edition of {day} is not described as published: {marked}"
                hint = "put its entry in 'changes' back: it says what was changed that day"
                yield Problem("published-edition-altered", where, message, hint)
        for day in sorted(now.editions.keys() - before.editions.keys()):
            if day < min(before.edition, now.edition):
                message = (
                    f"an edition of {day} was not published, and the one of {before.edition} was"
                )
                hint = (
                    "take it out of 'changes': what is changed now belongs to an edition of its own"
                )
                yield Problem("published-edition-altered", where, message, hint)


def _altered_values(before: SealedTree, now: SealedTree) -> Iterator[str]:
    """What is not as published in a flowchart, the rules first: with the old and the new words."""
    old, new = flatten(dict(before.content)), flatten(dict(now.content))
    keys = [*old, *(key for key in new if key not in old)] if before.content else []
    for key in sorted(keys, key=lambda key: key[0] != "rules"):
        if old.get(key) == new.get(key) or key[0] in {"edition", "changes"}:
            continue
        place = f"the flowchart: {' / '.join(key)}"
        if key[0] == "rules" and len(key) > 1:
            if not any(other[:2] == key[:2] for other in new):
                if key[2] == "rule":
                    yield f"the rule '{key[1]}' was published, and is gone"
                continue
            place = f"the rule '{key[1]}': {' / '.join(key[2:])}"
        yield f"{place} is not as published: {mark_in_line(old.get(key, ''), new.get(key, ''))}"
