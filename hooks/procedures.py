"""The MkDocs adapter: events in, calls of the pure package, events out."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from folder import published, read_project, write_texts
from manual.build import build
from manual.carry import CarriedHtml
from manual.offline.worker import PATH as WORKER
from manual.offline.worker import copied, recall, worker
from manual.problem import report
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from manual.problem import Problem
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

# A logger of another name escapes `--strict`.
log = logging.getLogger("mkdocs.hooks.procedures")

_LEFT_OUT = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
"""Folders of the theme that no page loads anything of."""
_WHILE_EDITED = {"policy": None, "offline": False}
"""A page that is edited bears a script of MkDocs, and a copy of it would show what was."""
_state: dict[str, Any] = {"serving": False, "chrome": {}}


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs names its arguments
    """Remember whether the site is being edited: changes then show before they are recorded."""
    _state["serving"] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let Markdown carry the HTML that the pages hold."""
    config.markdown_extensions.append(CarriedHtml())  # type: ignore[arg-type]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace the sources in `docs/` by the pages and files that they make."""
    root = Path(config.config_file_path).parent
    texts, today, problems = read_project(root)
    output = build(texts, today, problems, preview=_state["serving"])
    if output.pages is None:
        raise PluginError(report(output.problems))
    sources = {path.removeprefix("docs/") for path in texts}
    for file in [f for f in files if f.src_uri in sources or f.src_uri.startswith(_LEFT_OUT)]:
        files.remove(file)
    config.nav = output.pages.nav
    _state["chrome"] = {**output.pages.chrome, **(_WHILE_EDITED if _state["serving"] else {})}
    _tell(output.notices)
    made = {**output.pages.pages, **output.pages.files}
    del output  # of a large manual no text is held twice
    for path in list(made):
        files.append(File.generated(config, path, content=made.pop(path).encode()))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> Any:  # noqa: ARG001
    """Let go of a page's source, and keep its HTML as bytes: MkDocs holds all pages at once."""
    page.markdown = ""  # MkDocs tells no title of a page whose source is None
    page.file.content_bytes = b""
    return html.encode()


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the templates what the frame around every page shows."""
    env.globals["manual"] = _state["chrome"]
    # What a template shows is text unless it says that it is HTML.
    env.autoescape = True
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Write the service worker, which names everything that was published."""
    site, chrome = Path(config.site_dir), _state["chrome"]
    files = published(site) if chrome["offline"] else {}
    made = worker(files, chrome["edition"]) if chrome["offline"] else recall()
    write_texts(site, {WORKER: made})
    kept = copied(files).values()
    log.info("The offline copy: %d files, %d kB", len(kept), sum(f.size for f in kept) // 1000)


def _tell(notices: Sequence[Problem]) -> None:
    """Name what bears on the record; count the rest, which `manual check` names."""
    for notice in notices:
        if notice.where.path.startswith("docs/amendments/"):
            log.info("notice: %s", notice)
    if notices:
        log.info("%d notices in all: see 'manual check'", len(notices))
