"""Keeps what MkDocs holds small; and makes the site, while it is edited, as browsers ask for it.

A change to one paragraph can affect every page: its edition, its stamp, what cites it. To make all
pages again takes as long as a whole build; to make the one that somebody looks at takes no time.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from manual.folder import write_texts
from manual.text.memory import Memory

# What MkDocs does to each page is private there; its version is pinned.
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation


def on_page_content(html: str, *, page: Page, **_: Any) -> Any:
    """Drop a page's source and pack its HTML: MkDocs reads all pages before it writes the first."""
    page.markdown = ""  # MkDocs finds no title for a page whose source is None
    return zlib.compress(html.encode(), level=1)


def on_page_context(context: Any, *, page: Page, **_: Any) -> Any:
    """Give the template the page's HTML; the page itself keeps it packed."""
    return {**context, "content": zlib.decompress(page.content).decode()}  # type: ignore[arg-type]


class LiveSite:
    """The pages that the newest build can make, for a server that makes them on request."""

    is_on = False
    """Whether the site is being edited, rather than built to be published."""
    memory: Memory | None = None
    """What builds have read; None where there is only one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._builds = 0
        """How many builds have begun: each deletes the pages that the one before has made."""
        self._pages: dict[str, File] = {}
        self._made: set[str] = set()

    def begin(self, *, is_on: bool) -> None:
        """Set whether the site is being edited; no build has run yet."""
        self.is_on, self.memory = is_on, Memory() if is_on else None

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Take every page out of the build, to be made later."""
        if self.is_on:
            pages = files.documentation_pages()
            for file in pages:
                files.remove(file)
            self._pages = {file.dest_uri: file for file in pages}
            self._made = set()
        self._nav = nav
        return nav

    def set_stage(
        self, config: MkDocsConfig, files: Files, env: Environment, texts: Mapping[str, str]
    ) -> None:
        """Keep what pages are made with, and the other `texts` of a build, by path in the site."""
        self._config, self._env, self._texts = config, env, texts
        # A page finds the others by their sources.
        self._files = Files([*files, *self._pages.values()])

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Let a server make what it is asked for, but never while a build runs."""
        build = server.builder

        def rebuild() -> None:
            with self._lock:
                self._builds += 1
                build()

        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            head, body = self._answer(server, environ)
            start_response(*head)
            return body

        server.builder = rebuild
        server.set_app(answer)
        return server

    def _answer(
        self, server: LiveReloadServer, environ: dict[str, Any]
    ) -> tuple[list[Any], Iterable[bytes]]:
        """The status with the headers, and the body; a browser may go on waiting for a change."""
        path, known = environ["PATH_INFO"].encode("latin-1").decode(errors="ignore"), False
        if not path.startswith("/livereload/"):
            with self._lock:
                builds, known = self._builds, self._bring(path.removeprefix(server.mount_path))
        head: list[Any] = []
        body = server.serve_request(environ, lambda *given: head.extend(given))
        if known and head[0].startswith("404") and builds != self._builds:
            # A build that began in between has deleted the page.
            return self._answer(server, environ)
        return head, body

    def _bring(self, path: str) -> bool:
        """Make what is served at `path`, unless it has been made; whether there is such a thing."""
        for name in (path, f"{path}/index.html".lstrip("/"), f"{path}index.html"):
            if name in self._pages or name in self._texts:
                if name not in self._made:
                    self._make(name)
                    self._made.add(name)
                return True
        return False

    def _make(self, name: str) -> None:
        if name in self._texts:
            write_texts(Path(self._config.site_dir), {name: self._texts[name]})
            return
        file = self._pages[name]
        page = file.page or Page(None, file, self._config)
        _populate_page(page, self._config, self._files)
        _build_page(page, self._config, [], self._nav, self._env)
