"""The MkDocs adapter: events in, calls of the pure package, events out."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from live import LiveSite, on_page_content, on_page_context  # noqa: F401 - MkDocs calls them
from manual.address import NEWEST
from manual.build import build
from manual.days import read_day
from manual.folder import list_files, read_project, write_texts
from manual.markup.carry import CarriedHtml
from manual.problem import summarize, write_failure
from manual.site.offline.kept_files import WORKER, files_of_copy
from manual.site.offline.worker import newest, recall, worker
from manual.site.spaces import drop_spaces, drop_toggles
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jinja2 import Environment
    from manual.pages import Pages
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

# A logger of another name escapes `--strict`.
log = logging.getLogger("mkdocs.hooks.procedures")

_LEFT_OUT = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
"""Folders of the theme from which no page loads anything."""
_FOR_TOOLS = (".d.mts",)
"""Endings of files beside scripts that only the checks of scripts read."""
_ON = "MANUAL_ON"
"""The variable that names a day, `2020-12-01`, as it stood on which the manual is to be printed."""
_WHILE_EDITED = {"policy": None, "offline": False}
"""While it is edited a page has a script of MkDocs, and an offline copy would show an old state."""


class _Build:
    """The present build: set in `on_files`, read by the events that follow."""

    today: date
    pages: Pages
    chrome: Mapping[str, Any]


_build = _Build()
_live = LiveSite()
on_nav, on_serve = _live.on_nav, _live.on_serve


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs names its arguments
    """Remember whether the site is being edited: it then shows changes that are not recorded."""
    _live.begin(is_on=command == "serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let Markdown carry the HTML in the pages unchanged."""
    config.markdown_extensions.append(CarriedHtml())  # type: ignore[arg-type]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace the sources in `docs/` with the pages that are made from them.

    Raises `PluginError` with every problem in them.
    """
    root = Path(config.config_file_path).parent
    texts, today, problems = read_project(root)
    output = build(texts, today, problems, preview=_live.is_on, memory=_live.memory)
    if output.pages is None:
        raise PluginError(write_failure(output.problems))
    if not _live.is_on and output.unsealed:
        raise PluginError(write_failure(output.unsealed))
    if on := read_day(os.environ.get(_ON, "")):
        output.pages.print_on(on)
    sources = {path.removeprefix("docs/").removeprefix("overrides/") for path in texts}
    for file in [f for f in files if _is_left_out(f.src_uri, sources)]:
        files.remove(file)
    config.nav = output.pages.nav
    _build.today, _build.pages = today, output.pages
    _build.chrome = {**output.pages.chrome, **(_WHILE_EDITED if _live.is_on else {})}
    for line in summarize(output.notices):
        log.info(line)
    for path in output.pages.pages:
        files.append(File.generated(config, path, content=""))
    for address, source in output.pages.attached.items():
        # While it is edited, what was there before a change need not be kept yet.
        if (root / source).is_file():
            files.append(File.generated(config, address, abs_src_path=str(root / source)))
    return files


def _is_left_out(path: str, sources: set[str]) -> bool:
    return path in sources or path.startswith(_LEFT_OUT) or path.endswith(_FOR_TOOLS)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Make a page when MkDocs reads it."""
    return _build.pages.pages[page.file.src_uri]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates what the frame around every page shows."""
    env.globals["manual"] = _build.chrome
    # What a template shows is text unless it says that it is HTML.
    env.autoescape = True
    _live.set_stage(config, files, env, _build.pages.files)
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Leave out what the templates leave and nobody needs."""
    return drop_spaces(drop_toggles(output))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    """So too on the page for what is not there."""
    if not template_name.endswith(".html"):
        return output_content
    return drop_spaces(drop_toggles(output_content))


def on_post_build(config: MkDocsConfig) -> None:
    """Write the other files, and the service worker, which names everything that was published."""
    site, chrome = Path(config.site_dir), _build.chrome
    if not _live.is_on:
        write_texts(site, _build.pages.files)
    # Without a copy nobody asks which build it is, and to read every file takes its time.
    files, edition = list_files(site) if chrome["offline"] else {}, chrome["edition"]
    uncopied = _build.pages.uncopied
    write_texts(site, {NEWEST: newest(files, edition, _build.today, uncopied)})
    if not chrome["offline"]:
        write_texts(site, {WORKER: recall()})
        return
    write_texts(site, {WORKER: worker(files, edition, uncopied)})
    copied = files_of_copy(files, uncopied).values()
    log.info("The offline copy: %d files, %d kB", len(copied), sum(f.size for f in copied) // 1000)
