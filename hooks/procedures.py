"""The MkDocs adapter: events in, calls of the pure package, events out."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from folder import build_day, read_texts
from manual.build import build
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from manual.pages import Pages
    from manual.problem import Problem
    from mkdocs.config.defaults import MkDocsConfig

# A logger of another name escapes `--strict`.
log = logging.getLogger("mkdocs.hooks.procedures")

COMPONENTS = Path("decision_tree/flowchart")
_SOURCES = (".md", ".yml", "amendments/seal.json")
_state: dict[str, Any] = {"serving": False, "chrome": {}}


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs names its arguments
    """Remember whether the site is being edited: changes then show before they are recorded."""
    _state["serving"] = command == "serve"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace the sources in `docs/` by the pages and files that they make."""
    root = Path(config.config_file_path).parent
    texts, problems = read_texts(root)
    output = build(texts, build_day(), problems, preview=_state["serving"])
    if output.pages is None:
        raise PluginError(_report(output.problems))
    for file in [file for file in files if file.src_uri.endswith(_SOURCES)]:
        files.remove(file)
    for file in _generated(output.pages, root, config):
        files.append(file)
    config.nav = output.pages.nav
    _state["chrome"] = output.pages.chrome
    _tell(output.notices)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the templates what the frame around every page shows."""
    env.globals["manual"] = _state["chrome"]
    return env


def _generated(pages: Pages, root: Path, config: MkDocsConfig) -> list[File]:
    made = {**pages.pages, **pages.files}
    assets = [p for p in sorted((root / COMPONENTS).iterdir()) if p.suffix in {".mjs", ".css"}]
    return [
        *(File.generated(config, path, content=text) for path, text in made.items()),
        *(File.generated(config, f"assets/{p.name}", abs_src_path=str(p)) for p in assets),
    ]


def _tell(notices: Sequence[Problem]) -> None:
    """Name what bears on the record; count the rest, which `manual check` names."""
    for notice in notices:
        if notice.where.path.startswith("docs/amendments/"):
            log.info("notice: %s", notice)
    if notices:
        log.info("%d notices in all: see 'manual check'", len(notices))


def _report(problems: tuple[Problem, ...]) -> str:
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = "\n".join(map(str, problems))
    return f"{count} in the content; nothing was published.\n\n{lines}\n"
