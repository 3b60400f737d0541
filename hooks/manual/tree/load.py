"""Reads trees and their worked cases, `decision_tree/*.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.address import tree_name
from manual.text.source import Data, read_yaml
from manual.text.values import validate
from manual.tree.model import Case, Cases, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.text.source import Key


@dataclass(frozen=True)
class LoadedTree:
    """A tree, its name, and the place of each of its values."""

    name: str
    """That of its file, and of its page: `information-sharing`."""
    tree: Tree
    data: Data

    def texts(self) -> Iterator[tuple[Key, str]]:
        """Every text of the tree that readers see, each with the keys that lead to it."""
        tree = self.tree
        yield from (((key,), getattr(tree, key)) for key in ("title", "about", "urgent"))
        yield from ((("labels", key), label) for key, label in tree.labels.items())
        for name, question in tree.questions.items():
            yield ("questions", name, "ask"), question.ask
            yield ("questions", name, "help"), question.help or ""
            for index, answer in enumerate(question.answers):
                yield ("questions", name, "answers", index), answer.answer
        for name, outcome in tree.outcomes.items():
            yield ("outcomes", name, "title"), outcome.title
            yield ("outcomes", name, "do"), outcome.do
            yield ("outcomes", name, "tell"), outcome.tell or ""
            yield ("outcomes", name, "record"), outcome.record or ""
        for index, rule in enumerate(tree.rules):
            yield ("rules", index, "rule"), rule.rule


@dataclass(frozen=True)
class LoadedCases:
    """The worked cases of a tree, and the place of each."""

    cases: tuple[Case, ...]
    data: Data


def load_tree(path: str, text: str) -> LoadedTree:
    """The tree in the file at `path`. Raises `ProblemsError` where its text is not of that form.

    Whether it is sound, such as that each answer leads to a step, is for `check_tree`.
    """
    data = read_yaml(path, text)
    return LoadedTree(tree_name(path), validate(Tree, data), data)


def load_cases(path: str, text: str) -> LoadedCases:
    """The worked cases in the file at `path`. Raises `ProblemsError` with every fault."""
    data = read_yaml(path, text)
    lines = {("cases", *keys): line for keys, line in data.lines.items()} | {(): 1}
    whole = Data(path, {"cases": data.value}, lines)
    return LoadedCases(validate(Cases, whole).cases, whole)
