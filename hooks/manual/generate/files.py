"""Files that are generated from others and committed beside them, for review and for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.generate.schemas import write_schemas
from manual.problem import Problem, Where
from manual.tree.paths import paths_file, write_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from manual.model import Manual


def generate(manual: Manual) -> dict[str, str]:
    """Texts by path from the project's folder: the list of each tree's paths, and the schemas."""
    paths = {paths_file(tree.data.path): "".join(write_paths(tree.tree)) for tree in manual.trees}
    return {**paths, **write_schemas()}


def stale(manual: Manual, texts: Mapping[str, str]) -> Iterable[Problem]:
    """A notice for each generated file that is missing from `texts` or is out of date there."""
    for path, text in generate(manual).items():
        if texts.get(path) != text:
            what = "is out of date" if path in texts else "is missing"
            yield Problem(
                "generated-stale",
                Where(path),
                f"this generated file {what}",
                "run 'manual generate'",
            )
