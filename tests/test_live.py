"""The site while it is edited: nothing made before it is asked for, and nothing out of date."""

import gc
import re
import weakref
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from invented import SECTION, TODAY, change, with_history
from manual.build import build
from manual.keep import seal
from manual.problem import Problem, ProblemsError, Where
from manual.site.on_demand import OnDemand, name_file
from manual.text.memory import Memory
from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from support import ROOT, write_invented

SERVED = "http://127.0.0.1/"
LAMP = "lighthouse/lamp/"
FINGERPRINT = re.compile(r"\.[0-9a-f]{8}\.")


class Server:
    """As much of MkDocs' server as answers and builds; `swept` builds begin ahead of an answer."""

    mount_path = "/"

    def __init__(self, site: Path, builder, swept: int = 0) -> None:
        self.site, self.builder, self.swept = site, builder, swept

    def set_app(self, app) -> None:
        self.app = app

    def serve_request(self, environ, start_response):
        if self.swept:
            self.swept -= 1
            self.builder()
        path = environ["PATH_INFO"].strip("/")
        places = (self.site / path, self.site / path / "index.html")
        found = next((place for place in places if place.is_file()), None)
        start_response("200 OK" if found else "404 Not Found", [])
        return [found.read_bytes()] if found else []

    def ask(self, path: str) -> str:
        """The body at a path of the site; its status where that is no 200."""
        told: list[str] = []
        body = self.app({"PATH_INFO": f"/{path}"}, lambda status, _headers: told.append(status))
        return b"".join(body).decode() if told == ["200 OK"] else told[0]


@pytest.fixture
def served(tmp_path):
    """An invented manual as `mkdocs serve` has it: its folder, and its server."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    texts = {**with_history(), "mkdocs.yml": settings}
    config_file = write_invented(tmp_path, texts | dict(seal(texts, TODAY).texts))
    site = tmp_path / "site"

    def config():
        return load_config(str(config_file), site_dir=str(site), site_url=SERVED)

    first = config()
    first.plugins.on_startup(command="serve", dirty=False)
    build_mkdocs(first, serve_url=SERVED)
    server = Server(site, lambda: build_mkdocs(config(), serve_url=SERVED))
    first.plugins.on_serve(server, config=first, builder=server.builder)
    yield SimpleNamespace(root=tmp_path, site=site, server=server)
    first.plugins.on_startup(command="build", dirty=False)


def made(site: Path) -> set[str]:
    """The pages in a site, but for the one of errors."""
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    return pages - {"404.html"}


def test_a_page_is_made_when_it_is_asked_for(served):
    assert made(served.site) == set()
    page = served.server.ask(LAMP)
    assert 'id="2.1.1"' in page
    assert "Previous</span>" in page
    assert made(served.site) == {f"{LAMP}index.html"}


def test_whatever_is_published_is_served(served):
    parts = {
        "": "<h1",
        LAMP.rstrip("/"): 'id="2.1.1"',
        f"{LAMP}as-at/2020-01-01/": "as at",
        "flowchart/light/": "data-step",
        "print/": "print-2.1.1",
        "current/": "data-file",
        "manual.json": '"2.1.1"',
        "assets/search.json": '"2.1.1"',
        "amendments/feed.xml": "<feed",
    }
    assert [path for path, part in parts.items() if part not in served.server.ask(path)] == []


def test_what_is_served_is_what_a_build_publishes(served):
    built = served.root / "built"
    config = load_config(str(served.root / "mkdocs.yml"), site_dir=str(built), site_url=SERVED)
    config.plugins.on_startup(command="build", dirty=False)
    build_mkdocs(config, serve_url=None)
    pages = [file.parent.relative_to(built).as_posix() for file in built.rglob("index.html")]
    assert len(pages) > 20
    config.plugins.on_startup(command="serve", dirty=False)
    served.server.builder()
    for page in pages:
        path = "" if page == "." else f"{page}/"
        published = (built / path / "index.html").read_text(encoding="utf-8")
        assert text_of(served.server.ask(path)) == text_of(published), path


def text_of(html: str) -> str:
    """What the frame holds, its files named by what they are and not by what is in them."""
    return FINGERPRINT.sub(".", html.partition("<main")[2].partition("</main>")[0])


def test_after_a_mistake_is_mended_the_change_shows(served):
    section = served.root / SECTION
    text = section.read_text(encoding="utf-8")
    section.write_text(text.replace("section: 2.1", "section: two"), encoding="utf-8")
    with pytest.raises(Abort):
        served.server.builder()
    section.write_text(text.replace("Keep a log.", "Keep a full log."), encoding="utf-8")
    served.server.builder()
    assert ">full </ins>" in served.server.ask(LAMP)


def test_what_is_not_published_is_not_found(served):
    assert served.server.ask("nowhere/") == "404 Not Found"
    assert made(served.site) == set()


def test_after_a_change_every_page_is_made_anew(served):
    served.server.ask(LAMP)
    before = served.server.ask("amendments/")
    assert "Not yet recorded" not in before
    section = served.root / SECTION
    text = section.read_text(encoding="utf-8")
    section.write_text(text.replace("Keep a log.", "Keep a full log."), encoding="utf-8")
    served.server.builder()
    assert made(served.site) == set()
    page = served.server.ask(LAMP)
    assert ">full </ins>" in page
    assert "Not yet recorded" in served.server.ask("amendments/")


def test_a_page_that_a_build_has_just_swept_away_is_made_again(served):
    served.server.swept = 2
    assert 'id="2.1.1"' in served.server.ask(LAMP)
    assert served.server.swept == 0


def test_while_a_site_is_edited_no_copy_of_it_is_kept(served):
    assert "unregister" in served.server.ask("sw.js")


# Texts on demand


def test_a_text_is_made_whenever_it_is_read_and_only_then():
    calls: list[str] = []

    def make(word: str) -> str:
        calls.append(word)
        return word

    texts = OnDemand()
    texts.put("a.md", make, "A")
    texts.put_all({"b.md": "B"})
    assert "a.md" in texts
    assert "c.md" not in texts
    assert list(texts) == ["a.md", "b.md"]
    assert calls == []
    assert texts["a.md"] == texts["a.md"] == "A"
    assert calls == ["A", "A"]


def test_what_fails_in_the_making_is_not_taken_for_missing():
    def fail() -> str:
        raise KeyError("within")

    texts = OnDemand()
    texts.put("a.md", fail)
    assert "a.md" in texts
    with pytest.raises(KeyError, match="within"):
        texts["a.md"]


def test_a_file_that_is_not_named_by_its_content_is_not_made_to_name_it():
    calls: list[int] = []

    def make() -> str:
        calls.append(1)
        return "text"

    assert name_file("a/b.json", make, by_content=False).path == "a/b.json"
    assert calls == []
    named = name_file("a/b.json", make, by_content=True)
    assert named.path == "a/b.982d9e3e.json"
    assert named.make() == "text"
    assert calls == [1]


def test_the_pages_of_a_preview_name_files_that_it_has():
    pages = build(with_history(), TODAY, preview=True).pages
    assert pages.chrome["search_index"] == "assets/search.json"
    assert "assets/search.json" in pages.files
    assert 'data-file="2.1.html"' in pages.pages["current.md"]
    assert "current/2.1.html" in pages.files


# What was read


def test_a_text_is_read_once_and_forgotten_when_two_builds_did_not_ask_for_it():
    calls: list[str] = []

    def load(text: str) -> str:
        calls.append(text)
        return text.upper()

    memory = Memory()
    for _ in range(3):
        memory.begin()
        assert memory.read(load, "a") == memory.read(load, "a") == "A"
    assert calls == ["a"]
    memory.begin()
    memory.begin()
    assert memory.read(load, "a") == "A"
    assert calls == ["a", "a"]


def test_what_a_text_was_refused_for_is_told_again():
    calls: list[str] = []

    def load(text: str) -> str:
        calls.append(text)
        raise ProblemsError([Problem("rule", Where("a.md"), text, "hint")])

    memory = Memory()
    for _ in range(2):
        memory.begin()
        with pytest.raises(ProblemsError) as caught:
            memory.read(load, "wrong")
        assert [problem.message for problem in caught.value.problems] == ["wrong"]
    assert calls == ["wrong"]


def test_what_a_refused_build_had_read_is_not_held():
    class Text(str):
        __slots__ = ("__weakref__",)

    def refuse(text: str) -> str:
        raise ProblemsError([Problem("rule", Where("a.md"), text, "hint")])

    def build_with(held: Text) -> None:
        assert held
        memory.begin()
        memory.read(refuse, "wrong")

    memory, text = Memory(), Text("all that was read")
    gone = weakref.ref(text)
    with suppress(ProblemsError):
        build_with(text)
    del text
    gc.collect()
    assert gone() is None


def test_builds_that_remember_make_what_others_make():
    memory, texts = Memory(), with_history()
    changed = change(texts, SECTION, {"Keep a log.": "Keep a full log."})
    broken = change(texts, SECTION, {"section: 2.1": "section: two"})
    unsafe = change(texts, SECTION, {"Keep a log.": "Call 01323 464222. <b>Now</b>"})
    for shown in (texts, changed, broken, unsafe, texts, unsafe, broken, changed):
        with_it = build(shown, TODAY, preview=True, memory=memory)
        without = build(shown, TODAY, preview=True)
        assert with_it.problems == without.problems
        assert with_it.notices == without.notices
        assert bool(with_it.pages) == bool(without.pages)
        if with_it.pages and without.pages:
            assert dict(with_it.pages.pages) == dict(without.pages.pages)
            assert dict(with_it.pages.files) == dict(without.pages.files)
