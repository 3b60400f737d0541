"""Firefox, by Marionette: the socket that it opens itself, to which geckodriver would speak.

Playwright and Selenium need a browser or a driver that no registry holds, and BiDi tells nothing of
what the policy of a page forbids. Messages are `LENGTH:JSON`.
Source: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

from engines.engine import Look, free_port, one_line, wait_for
from engines.webdriver import WebDriver

QUIET = {
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
    # Nothing but the site can be reached.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    # A connection that was opened ahead would outlive the server.
    "network.http.speculative-parallel-limit": 0,
    "network.predictor.enabled": False,
    "network.prefetch-next": True,
    "intl.accept_languages": "en-GB,en",
}
"""Preferences without which Firefox asks the network for what is not the site."""

_TAKE = """
const found = Services.console.getMessageArray()
    .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & one.warningFlag))
    .filter((one) => /^http/.test(one.sourceName) || one.innerWindowID && !one.isFromChromeContext)
    .map((one) => `${one.errorMessage} (${one.sourceName})`);
Services.console.reset();
return found;
"""

_HEAR = """
const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
const tell = (one) => {
    const inner = [];
    for (let child = one.firstChild; child; child = child.nextSibling) inner.push(tell(child));
    return inner.filter(Boolean).join(" ") || one.name || "";
};
const browser = service.getAccessibleFor(gBrowser.selectedBrowser);
const page = browser?.firstChild;
return page?.firstChild ? tell(page) : "";
"""


class Firefox(WebDriver):
    name = "Firefox"

    def __enter__(self) -> Self:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        port = free_port()
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in (QUIET | {"marionette.port": port}).items()
        ]
        Path(self._profile.name, "user.js").write_text("\n".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [
                *(_find(), "--headless", "--no-remote", "--profile", self._profile.name),
                *("--marionette", "--remote-allow-system-access"),
            ],
            env=os.environ | {"TZ": "Europe/London", "MOZ_CRASHREPORTER_DISABLE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # A dialog that opens would keep the walk waiting for ever.
        at = ("127.0.0.1", port)
        self._socket = wait_for(lambda: socket.create_connection(at, timeout=60), "Firefox")
        self._file = self._socket.makefile("rb")
        self._read()
        self._count = 0
        answer = self.ask("NewSession", strictFileInteractability=True)
        self.version = answer["capabilities"]["browserVersion"]
        self._look: Look | None = None
        self.dress(Look())
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._file.close()
        self._socket.close()
        self._profile.cleanup()

    def ask(self, command: str, **given: Any) -> Any:
        return self._ask(f"WebDriver:{command}", given)

    def _ask(self, command: str, given: dict[str, Any]) -> Any:
        self._count += 1
        message = json.dumps([0, self._count, command, given]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, fault, answer = self._read()
        if fault:
            raise RuntimeError(f"{fault['error']}: {fault['message']}")
        return answer.get("value", answer) if isinstance(answer, dict) else answer

    def _read(self) -> Any:
        length = b""
        while (one := self._file.read(1)) != b":":
            if not one:
                raise OSError("Firefox is gone")
            length += one
        return json.loads(self._file.read(int(length)))

    def _run_within(self, script: str, *given: Any) -> Any:
        """Run a script in the browser's own window, not in the page."""
        self._ask("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.run(script, *given)
        finally:
            self._ask("Marionette:SetContext", {"value": "content"})

    def dress(self, look: Look) -> None:
        if look == self._look:
            return
        self._look = look
        # Narrower than a window may be; as WebDriver BiDi sets its viewport.
        self._run_within(
            """const { style } = gBrowser.selectedBrowser;
            style.flex = "none";
            [style.width, style.height] = [`${arguments[0]}px`, `${arguments[1]}px`];
            for (const [name, value] of Object.entries(arguments[2])) {
                if (typeof value === "boolean") Services.prefs.setBoolPref(name, value);
                else Services.prefs.setIntPref(name, value);
            }""",
            look.width,
            look.height,
            {
                "javascript.enabled": look.script,
                "layout.css.prefers-color-scheme.content-override": 0 if look.dark else 1,
                "ui.prefersReducedMotion": int(look.still),
                "ui.useAccessibilityTheme": int(look.forced),
                "browser.display.document_color_use": 2 if look.forced else 0,
                "ui.textScaleFactor": look.text,
                "browser.display.os-zoom-behavior": 2 if look.text != 100 else 1,
            },
        )
        time.sleep(0.2)

    def print(self) -> bytes:
        a4 = {"width": 21.0, "height": 29.7}
        return base64.b64decode(self.ask("Print", background=True, page=a4))

    def heard(self) -> str:
        # The tree is made once it is asked for, and comes from the page's process.
        return wait_for(lambda: one_line(self._run_within(_HEAR)), "the accessibility tree")

    def take_faults(self) -> list[str]:
        return self._run_within(_TAKE)


def _find() -> str:
    for name in ("firefox-esr", "firefox"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("There is no Firefox here: see .ci/find-engines")
