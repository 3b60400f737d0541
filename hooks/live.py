"""What MkDocs holds, kept small; and the site while it is edited: made as browsers ask for it.

A change of one paragraph can bear on every page: on its edition, its stamp, what cites it. To make
them all anew takes as long as a whole build; to make the one that is looked at takes no time.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from manual.folder import write_texts
from manual.text.memory import Memory

# MkDocs does to one page what it does to each; its version is pinned.
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
    """Let go of a page's source, and pack its HTML: MkDocs reads all before it writes the first."""
    page.markdown = ""  # MkDocs tells no title of a page whose source is None
    return zlib.compress(html.encode(), level=1)


def on_page_context(context: Any, *, page: Page, **_: Any) -> Any:
    """Give the template the page's HTML; the page itself keeps it packed."""
    return {**context, "content": zlib.decompress(page.content).decode()}  # type: ignore[arg-type]


class LiveSite:
    """What the newest build can make, and a server that has it made on request."""

    is_on = False
    """Whether the site is being edited, and not built to be published."""
    memory: Memory | None = None
    """What builds have read, where one follows another."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._builds = 0
        """How many builds have begun: each sweeps away what the one before has made."""
        self._pages: dict[str, File] = {}
        self._made: set[str] = set()

    def begin(self, *, is_on: bool) -> None:
        """Say whether the site is being edited, and begin with no build."""
        self.is_on, self.memory = is_on, Memory() if is_on else None

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Put every page of a build off."""
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
        """Keep what pages are made with, and the other `texts` of a build."""
        self._config, self._env, self._texts = config, env, texts
        # A page finds the others by their sources.
        self._files = Files([*files, *self._pages.values()])

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Let a server make what it is asked for, and never while a build runs."""
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
        """Status and headers, and the body. A browser that waits for a change is let wait."""
        path, known = environ["PATH_INFO"].encode("latin-1").decode(errors="ignore"), False
        if not path.startswith("/livereload/"):
            with self._lock:
                builds, known = self._builds, self._bring(path.removeprefix(server.mount_path))
        head: list[Any] = []
        body = server.serve_request(environ, lambda *told: head.extend(told))
        if known and head[0].startswith("404") and builds != self._builds:
            # A build that began in between has swept the page away.
            return self._answer(server, environ)
        return head, body

    def _bring(self, path: str) -> bool:
        """Have what is served at `path` stand in the site; whether there is such a thing."""
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
