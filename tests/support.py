"""What the tests share: the real site built, served and printed."""

import fcntl
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from urllib.parse import urlsplit

import pypdfium2
import zxingcpp
from manual.address import address_of
from manual.folder import build_day, read_project, read_texts, write_texts
from manual.keep import seal
from manual.model import Manual
from manual.read import read_manual
from mkdocs.utils.yaml import yaml_load
from PIL import Image
from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[1]

# What a browser asks for by itself, when it likes.
ICONS = re.compile(r"/assets/icons/|/manifest\.webmanifest$")

# An address of the server below which no site lies: an empty page of the site's own origin.
EMPTY = "/.empty"
_EMPTY_PAGE = b'<!doctype html><link rel="icon" href="data:,">'

# How codes are looked for on a sheet, where nothing is turned or inverted.
UPRIGHT = {
    "formats": zxingcpp.BarcodeFormat.QRCode,
    "try_rotate": False,
    "try_downscale": False,
    "try_invert": False,
}

# The parts that the model statement of UK public bodies asks for, in its order.
STATEMENT = (
    "How accessible this website is",
    "Feedback and contact information",
    "Reporting accessibility problems with this website",
    "Enforcement procedure",
    "Technical information about this website's accessibility",
    "Compliance status",
    "Non-accessible content",
    "What we're doing to improve accessibility",
    "Preparation of this accessibility statement",
)

# The fixtures open_page and phone (see tests/browser/conftest.py).
OpenPage = Callable[..., Page]


def read_own() -> Manual:
    """The manual in `docs/`, whichever it is, as it stands today."""
    texts, unread = read_texts(ROOT)
    return read_manual(texts, build_day(), unread)


def first_section(manual: Manual) -> str:
    """The address of the section that comes first, from the site's root."""
    return address_of(manual.chapters[0].sections[0].path)


def build_site(
    target: Path, *, config: Path = ROOT / "mkdocs.yml", env: dict[str, str] | None = None
) -> None:
    """Build the site strictly into `target`; what mkdocs said becomes the error if it fails."""
    command = ["build", "--strict", "--config-file", str(config), "--site-dir", str(target)]
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", *command],
        capture_output=True,
        check=False,
        env=os.environ | (env or {}),
        text=True,
    )
    assert done.returncode == 0, f"mkdocs {' '.join(command)}\n{done.stdout}{done.stderr}"


def make_once(target: Path, make: Callable[[Path], object]) -> Path:
    """`target`, made by the first process that asks for it; the others wait until it is whole."""
    with target.with_name(f"{target.name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            coming = target.with_name(f"{target.name}.coming")
            make(coming)
            coming.rename(target)
    return target


def site_path(config: Path = ROOT / "mkdocs.yml") -> str:
    """The path that site_url holds, with a slash at both ends."""
    with config.open(encoding="utf-8") as file:
        path = urlsplit(yaml_load(file)["site_url"]).path
    return f"/{path.strip('/')}/".replace("//", "/")


def headers_of(site: Path) -> dict[str, str]:
    """The headers that a host sends with every file of a site: those of its file `_headers`."""
    file = site / "_headers"
    if not file.is_file():
        return {}
    _, *lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.strip().split(": ", 1) for line in lines)


class Handler(SimpleHTTPRequestHandler):
    """Serves a built site below a path, as a static host does that knows the file `_headers`."""

    base = "/"
    headers_sent: Mapping[str, str] = MappingProxyType({})
    extensions_map = {  # noqa: RUF012 (the base class's own form)
        **SimpleHTTPRequestHandler.extensions_map,
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".mjs": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
        ".vcf": "text/vcard; charset=utf-8",
        ".webmanifest": "application/manifest+json",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return os.devnull + "/outside the site"
        return super().translate_path("/" + path.removeprefix(self.base))

    def send_head(self) -> BinaryIO | None:
        """The file, or its compressed twin where the site has one, as hosts do."""
        if self.path == EMPTY:
            return self.send_empty()
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        packed = file.with_name(f"{file.name}.gz")
        if "gzip" not in self.headers.get("Accept-Encoding", "") or not packed.is_file():
            return super().send_head()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(packed.stat().st_size))
        self.end_headers()
        return packed.open("rb")

    def send_empty(self) -> BinaryIO:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(_EMPTY_PAGE)))
        self.end_headers()
        return io.BytesIO(_EMPTY_PAGE)

    def end_headers(self) -> None:
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        # A browser that leaves lets go of what it asked for.
        with suppress(ConnectionError):
            super().handle()


class Server(ThreadingHTTPServer):
    """As many connections may wait as a browser opens at once: WebKit gives up what is refused."""

    request_queue_size = 128


@contextmanager
def serve(folder: Path, base: str = "/", *, headers: bool = True) -> Iterator[str]:
    """Serve `folder` at a free port of this machine; yields its address, which ends in `base`.

    Without `headers`, as a host that sends none of those in the file `_headers`.
    """

    class Here(Handler):
        pass

    Here.base = base
    Here.headers_sent = headers_of(folder) if headers else {}

    def handler(*args: object) -> Handler:
        return Here(*args, directory=str(folder))  # type: ignore[arg-type]

    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()


@contextmanager
def serve_live(project: Path) -> Iterator[str]:
    """`mkdocs serve` over a project; yields its address once it serves."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    with subprocess.Popen(
        command, cwd=project, env=env, stderr=subprocess.PIPE, text=True
    ) as server:
        said: list[str] = []
        serves = any("Serving on" in line for line in _noted(server.stderr, said))
        assert serves, "".join(["mkdocs serve ended by itself:\n", *said])
        reader = threading.Thread(target=lambda: list(_noted(server.stderr, said)))
        reader.start()
        try:
            yield f"http://127.0.0.1:{port}{site_path(project / 'mkdocs.yml')}"
        finally:
            server.terminate()
            reader.join()
            sys.stderr.writelines(said)


def _noted(lines: Iterable[str], into: list[str]) -> Iterator[str]:
    for line in lines:
        into.append(line)
        yield line


def find_chromium() -> str:
    """The path of the Chromium named by the variable `CHROMIUM`, or of one that is installed."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    done = subprocess.run([ROOT / ".ci/find-chromium"], check=True, stdout=subprocess.PIPE)
    return done.stdout.decode().strip()


def find_windowless_chromium() -> str:
    """The path of the Chromium without windows that Debian has beside the other; else of that.

    It has the same engine, and takes a third less work. It knows no settings of a profile.
    """
    chromium = Path(find_chromium())
    shell = chromium.with_name("chromium-headless-shell")
    return str(shell if shell.exists() else chromium)


def is_uncovered(place: Locator) -> bool:
    """Whether the top of an element is on the screen with nothing upon it."""
    return place.evaluate(
        """element => {
            const { left, top, width } = element.getClientRects()[0];
            const found = document.elementFromPoint(left + width / 2, top + 3);
            return found !== null && (element === found || element.contains(found));
        }"""
    )


def write_invented(folder: Path, texts: Mapping[str, str]) -> Path:
    """A project with the texts of an invented manual and the real software; its mkdocs.yml."""
    for name in ("hooks", "overrides", "decision_tree/flowchart"):
        shutil.copytree(ROOT / name, folder / name)
    config = Path(shutil.copy(ROOT / "mkdocs.yml", folder))
    for name, text in texts.items():
        if name != "mkdocs.yml" and not name.startswith("decision_tree/flowchart/"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return config


def seal_project(folder: Path) -> None:
    """Seal what a copy of the project has that is new: without that it is not built."""
    texts, today, problems = read_project(folder)
    assert not problems
    write_texts(folder, seal(texts, today).texts)


def print_pdf(page: Page) -> bytes:
    """The page as paper: A4 unless its own CSS says otherwise."""
    return page.pdf(format="A4", prefer_css_page_size=True)


def pdf_text(pdf: bytes) -> list[str]:
    """The text of a PDF, one string a page, with each hyphen at the end of a line as a hyphen."""
    sheets = pypdfium2.PdfDocument(pdf)
    return [sheet.get_textpage().get_text_range().replace("\ufffe", "-") for sheet in sheets]


def print_sheets(page: Page) -> list[str]:
    """The text of each sheet of the page on paper, as `read_sheets` gives it."""
    return read_sheets(print_pdf(page))


def read_sheets(pdf: bytes) -> list[str]:
    """The text of each sheet of a PDF, in one line, ligatures taken apart."""
    return [re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)) for text in pdf_text(pdf)]


def read_codes(pdf: bytes, *, last: bool = False) -> list[list[str]]:
    """What the QR codes on each sheet of a PDF, or on the last, say: as a phone reads a print.

    Other kinds of code, and such as lie on their side, are not looked for: it takes ten times as
    long.
    """
    sheets = list(pypdfium2.PdfDocument(pdf))
    return [
        [code.text for code in zxingcpp.read_barcodes(draw(sheet), **UPRIGHT)]
        for sheet in (sheets[-1:] if last else sheets)
    ]


def draw(sheet: pypdfium2.PdfPage) -> Image.Image:
    """A sheet in grey, 200 dots an inch."""
    return sheet.render(scale=200 / 72, grayscale=True).to_pil()
