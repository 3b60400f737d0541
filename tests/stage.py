"""What the tests of the offline copy share: a server whose faults a test chooses, and its pages."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path

from kinds import KINDS
from playwright.sync_api import Page, expect
from support import ROOT, Handler, build_site, headers_of, seal_project

IN_COPY = {kind: path for kind, path in KINDS.items() if kind not in {"as-at", "amendment"}}
EDITION = "30 November 2026"
BASE = "/a/manual/"
OFFLINE = re.compile(
    rf"^Offline copy: edition of {EDITION}, saved on \d{{1,2}} [A-Z][a-z]+ \d{{4}} at \d\d:\d\d[.,]"
)
# What a browser logs of the faults that these tests mean to cause.
CUT = ("ERR_INTERNET_DISCONNECTED", "ERR_EMPTY_RESPONSE", "ERR_FAILED", "503", "500", "404")


# The server


class Stage:
    """What the server gives: a test may change the site at any time, and let paths fail."""

    def __init__(self, folder: Path) -> None:
        self.folder = self.own = folder
        self.faults: dict[str, str] = {}
        """By pattern of the path: "cut", "break", or "hold", after half of the body."""
        self.asked: list[str] = []
        self.go_on = threading.Event()
        self.address = ""

    def fault(self, path: str) -> str | None:
        found = (kind for pattern, kind in self.faults.items() if re.search(pattern, path))
        return next(found, None)

    def cut(self) -> None:
        """Break every connection from now on."""
        self.faults = {"": "cut"}

    def restore(self) -> None:
        """Give all of the first site again, as if nothing had been asked."""
        self.folder, self.faults = self.own, {}
        self.go_on.set()
        self.go_on = threading.Event()
        self.asked.clear()


class StageHandler(Handler):
    stage: Stage

    def do_GET(self) -> None:  # noqa: N802 - http.server names it
        self.directory = str(self.stage.folder)
        path = self.path.removeprefix(self.base).partition("?")[0]
        self.stage.asked.append(path)
        match self.stage.fault(path):
            case "cut":
                self.close_connection = True
            case "break":
                super(Handler, self).send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
            case "hold":
                self.give_half()
            case _:
                super().do_GET()

    def give_half(self) -> None:
        """All of the head, half of the body, and the rest when the test lets it go on."""
        file = Path(self.translate_path(self.path))
        body = (file / "index.html" if file.is_dir() else file).read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file if file.suffix else "x.html"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.wfile.flush()
        self.stage.go_on.wait(60)
        self.wfile.write(body[len(body) // 2 :])


@contextmanager
def set_up(folder: Path, base: str = BASE) -> Iterator[Stage]:
    stage = Stage(folder)

    class Here(StageHandler):
        pass

    Here.stage, Here.base = stage, base
    Here.headers_sent = headers_of(folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), Here) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stage.address = f"http://127.0.0.1:{server.server_port}{base}"
        try:
            yield stage
        finally:
            stage.go_on.set()
            server.shutdown()


def build(target: Path, *edits: tuple[str, str, str], files: dict[str, str] | None = None) -> Path:
    """The site below a path, with edits (file, pattern and replacement) and more files."""
    project = target / "project"
    for name in ("docs", "decision_tree", "hooks", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    below = ("mkdocs.yml", r"^site_url: .*", f"site_url: https://manual.example.org{BASE}")
    for path, pattern, replacement in (below, *edits):
        file = project / path
        text, count = re.subn(pattern, replacement, file.read_text("utf-8"), flags=re.MULTILINE)
        assert count == 1, (path, pattern)
        file.write_text(text, encoding="utf-8")
    for path, text in (files or {}).items():
        (project / path).write_text(text, encoding="utf-8")
    seal_project(project)
    build_site(target / "site", config=project / "mkdocs.yml")
    return target / "site"


# The pages


def go(page: Page, stage: Stage, path: str) -> None:
    page.goto(stage.address + path)


def await_copy(page: Page) -> None:
    """Until the page is told that a copy is saved."""
    expect(page.locator("[data-offline-saved]")).to_contain_text("A copy is saved on this device")


def bar(page: Page):
    return page.locator("[data-offline-bar]")


def caches(page: Page) -> list[str]:
    return page.evaluate("caches.keys()")


def until(page: Page, condition: str) -> None:
    """Waits for an asynchronous condition in the page; Playwright's own waits take no promise."""
    page.evaluate(
        f"""async () => {{
            const condition = {condition};
            for (let left = 400; !(await condition()); left -= 1) {{
                if (!left) throw new Error("waited in vain");
                await new Promise((done) => setTimeout(done, 50));
            }}
        }}"""
    )


BUILD = """() => [
    getComputedStyle(document.documentElement).getPropertyValue("--build").trim() === "newer",
    "newer" in document.documentElement.dataset,
    document.querySelector("h1").textContent === "New contacts",
]"""


def assert_of(build: str, page: Page) -> None:
    """The page, its stylesheet and its modules are all of one build."""
    page.wait_for_load_state()
    assert page.evaluate(BUILD) == [build == "newer"] * 3


# Looks for a newer worker; gives the state that it comes to.
INSTALL = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing;
    if (!worker) return "none";
    await new Promise((done) => worker.addEventListener("statechange", done));
    return worker.state;
}"""
