"""The files that follow from others and are committed beside them: for review, and for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from manual.problem import Problem, Where
from manual.tree.model import Tree
from manual.tree.paths import paths_file, write_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from manual.model import Manual

SCHEMA = "decision_tree/schema.json"


def generate(manual: Manual) -> dict[str, str]:
    """Texts by path: the paths of each tree, and the schema by which editors check a tree."""
    paths = {paths_file(tree.data.path): "".join(write_paths(tree.tree)) for tree in manual.trees}
    return {**paths, SCHEMA: _schema()}


def stale(manual: Manual, texts: Mapping[str, str]) -> Iterable[Problem]:
    """A notice for each generated file that no longer says what it would say now."""
    for path, text in generate(manual).items():
        if texts.get(path) != text:
            what = "is out of date" if path in texts else "is missing"
            yield Problem(Where(path), f"this generated file {what}", "run 'manual generate'")


def _schema() -> str:
    schema = Tree.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
