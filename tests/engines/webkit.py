"""WebKitGTK, the engine of Safari on Linux, by its own WebKitWebDriver and a small window."""

import contextlib
import json
import os
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Self

from engines.engine import Look, free_port, one_line, wait_for
from engines.webdriver import WebDriver

WINDOW = Path(__file__).with_name("webkit_window.py")
PYTHON = "/usr/bin/python3"
"""The system's Python: that one knows GTK."""

ROUTES = {
    "NewSession": ("POST", "/session"),
    "Navigate": ("POST", "/url"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "FindElement": ("POST", "/element"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "PerformActions": ("POST", "/actions"),
    "Back": ("POST", "/back"),
    "Forward": ("POST", "/forward"),
    "Refresh": ("POST", "/refresh"),
}
"""Where WebDriver's commands go."""


class WebKit(WebDriver):
    name = "WebKitGTK"
    lacks = frozenset({"forced"})

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        port = free_port()
        self._root = f"http://127.0.0.1:{port}"
        self._said = Path(self._folder.name, "said")
        self._heard = 0
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [
                    *("xvfb-run", "-a", "dbus-run-session", "--"),
                    *("WebKitWebDriver", f"--port={port}"),
                ],
                env=os.environ
                | {
                    "TZ": "Europe/London",
                    # Its sandbox cannot be made inside another, and only our own pages are opened.
                    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
                },
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(lambda: self._send("GET", "/status"), "WebKitWebDriver")
        options = {"binary": PYTHON, "args": [str(WINDOW), "--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._session = ""
        answer = self.ask("NewSession", capabilities=wanted)
        self.version = answer["capabilities"]["browserVersion"]
        self._session = f"/session/{answer['sessionId']}"
        self._look: Look | None = None
        # Started for the first time, it has a session before it has a page.
        wait_for(lambda: self.run("return true"), "a page in WebKitGTK")
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError, RuntimeError):
            self._send("DELETE", self._session)
        # xvfb-run and all that it started.
        os.killpg(self._process.pid, 15)
        self._process.wait()
        self._folder.cleanup()

    def ask(self, command: str, **given: Any) -> Any:
        method, path = ROUTES[command]
        where = self._session + path.format(**given)
        return self._send(method, where, given)

    def _send(self, method: str, path: str, body: object = None) -> Any:
        request = urllib.request.Request(
            self._root + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()) from error

    def _tell(self, **wish: Any) -> None:
        """Ask the window, which is not the page, for something."""
        self.run("webkit.messageHandlers.window.postMessage(arguments[0])", wish)

    def dress(self, look: Look) -> None:
        if look == self._look:
            return
        self._look = look
        self._tell(**vars(look))
        size = [look.width, look.height]
        self.until("innerWidth === arguments[0] && innerHeight === arguments[1]", *size)
        time.sleep(0.1)

    def print(self) -> bytes:
        return self._bring("print")

    def heard(self) -> str:
        # Asked while the page still changes, WebKit's process has ended. Where a dialog opens the
        # tree is made anew.
        time.sleep(1)
        return wait_for(lambda: one_line(self._bring("tree").decode()), "the accessibility tree")

    def _bring(self, what: str) -> bytes:
        """What the window writes into a file when it is asked."""
        path = Path(self._folder.name, what)
        done = path.with_suffix(".done")
        for old in (path, done):
            old.unlink(missing_ok=True)
        self._tell(**{what: str(path)})
        wait_for(done.exists, what)
        return path.read_bytes()

    def take_faults(self) -> list[str]:
        said = self._said.read_text(encoding="utf-8", errors="replace")
        new, self._heard = said[self._heard :], len(said)
        return [line for line in new.splitlines() if line.startswith("FAULT")]
