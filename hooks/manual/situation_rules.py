"""Situations lead to paragraphs in force, and to contacts and steps that there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from manual.address import tree_name, tree_sources
from manual.contacts.check import check_name
from manual.situations.check import check_contacts, check_paragraphs, check_steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from manual.model import Reading
    from manual.problem import Problem


def check_situations(reading: Reading) -> Iterable[Problem]:
    """Each place to which a situation leads is there today, and is one to begin at."""
    loaded, history = reading.situations, reading.history
    written = {str(provision.number) for provision in reading.provisions()}
    in_force = {str(number) for number in history.at(reading.today)} if history else written
    for problem, number in check_paragraphs(loaded, in_force, written):
        if reading.judges(number):
            yield problem
    if reading.contacts:
        yield from check_contacts(loaded, partial(check_name, contacts=reading.contacts))
    trees = {one.name: one.tree for one in reading.trees}
    unread = {tree_name(source) for source in tree_sources(reading.texts)} - trees.keys()
    yield from check_steps(loaded, trees, unread)
