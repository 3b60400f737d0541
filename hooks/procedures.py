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
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

# A logger of another name escapes `--strict`.
log = logging.getLogger("mkdocs.hooks.procedures")

COMPONENTS = Path("decision_tree/flowchart")
_chrome: dict[str, Any] = {}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace the sources in `docs/` by the pages and files that they make."""
    root = Path(config.config_file_path).parent
    texts, problems = read_texts(root)
    output = build(texts, build_day(), problems)
    if output.pages is None:
        raise PluginError(_report(output.problems))
    for file in list(files):
        if file.src_uri.endswith((".md", ".yml")) or file.src_uri == "amendments/seal.json":
            files.remove(file)
    for path, text in output.pages.pages.items():
        files.append(File.generated(config, path, content=text))
    for path, text in output.pages.files.items():
        files.append(File.generated(config, path, content=text))
    for asset in sorted((root / COMPONENTS).glob("*.*")):
        if asset.suffix in {".mjs", ".css"}:
            files.append(File.generated(config, f"assets/{asset.name}", abs_src_path=str(asset)))
    config.nav = output.pages.nav
    _chrome.clear()
    _chrome.update(output.pages.chrome)
    if output.notices:
        log.info(
            "%d matters are overdue or not yet confirmed: see 'manual check'", len(output.notices)
        )
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the templates what the frame around every page shows."""
    env.globals["manual"] = _chrome
    return env


def _report(problems: tuple[Any, ...]) -> str:
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = "\n".join(map(str, problems))
    return f"{count} in the content; nothing was published.\n\n{lines}\n"
