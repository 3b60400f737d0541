"""What the service worker is told of a built site, and how the site is installed."""

import json
import re
import struct
from pathlib import Path

import pytest
from invented import BASE, TODAY
from manual.build import build
from manual.folder import list_files
from manual.settings import read_site
from manual.site.offline.app import ACCENT, PATH, app_manifest
from manual.site.offline.kept_files import SiteFile, files_of_copy
from manual.site.offline.worker import newest, recall, worker
from support import ROOT

FILES = {
    "index.html": SiteFile("0a", 10),
    "lamp/index.html": SiteFile("1b", 20),
    "lamp/old lamps/index.html": SiteFile("2c", 30),
    "404.html": SiteFile("3d", 40),
    "assets/manual.12345678.css": SiteFile("4e", 50),
}
LEFT_OUT = (
    "lamp/as-at/2017-08-18/index.html",
    "print/index.html",
    "print/lamp/index.html",
    "manual.json",
    "manual.schema.json",
    "amendments/feed.xml",
    "newest.json",
    "sitemap.xml",
    "sitemap.xml.gz",
    "sw.js",
    "_headers",
    "headers.nginx",
    ".nojekyll",
    "CNAME",
    "robots.txt",
)


def test_copy_holds_every_page_and_file_by_its_address():
    assert files_of_copy(FILES) == {
        "": SiteFile("0a", 10),
        "lamp/": SiteFile("1b", 20),
        "lamp/old%20lamps/": SiteFile("2c", 30),
        "404.html": SiteFile("3d", 40),
        "assets/manual.12345678.css": SiteFile("4e", 50),
    }


@pytest.mark.parametrize("path", LEFT_OUT)
def test_copy_leaves_out_what_no_page_needs(path: str):
    assert files_of_copy({path: SiteFile("5f", 1)}) == {}


@pytest.mark.parametrize(
    "path",
    [
        "lamp/print.html",
        "as-at.html",
        "blueprint/index.html",
        "lamp/CNAME",
        "as-at/index.html",
        "lamp/print/index.html",
        "lamp/as-at/index.html",
    ],
)
def test_copy_holds_what_is_only_named_alike(path: str):
    assert len(files_of_copy({path: SiteFile("5f", 1)})) == 1


def test_only_a_whole_name_of_index_html_is_left_out_of_an_address():
    assert list(files_of_copy({"current/my-index.html": SiteFile("5f", 1)})) == [
        "current/my-index.html"
    ]


def test_worker_names_the_files_their_hashes_and_the_edition():
    text = worker(FILES, "2026-11-22.4")
    listed = re.search(r"const FILES = (\{.*?\});", text, re.DOTALL)[1]
    assert json.loads(listed) == {address: f.hash for address, f in files_of_copy(FILES).items()}
    assert 'const EDITION = "2026-11-22.4";' in text
    assert "{{" not in text


def build_of(text: str) -> str:
    return re.search(r'const BUILD = "([0-9a-f]{16})";', text)[1]


def test_worker_changes_with_the_copy_and_with_nothing_else():
    first = worker(FILES, "2026-11-22.4")
    backwards = dict(reversed(FILES.items()))
    assert worker({**backwards, "manual.json": SiteFile("9", 9)}, "2026-11-22.4") == first
    others = [
        worker({**FILES, "index.html": SiteFile("0b", 10)}, "2026-11-22.4"),
        worker({**FILES, "new.html": SiteFile("0b", 10)}, "2026-11-22.4"),
        worker(FILES, "2026-11-23.5"),
    ]
    assert len({build_of(text) for text in (first, *others)}) == 4


def test_the_newest_build_is_named_as_the_worker_names_it():
    said = json.loads(newest(FILES, "2026-11-22.4", TODAY))
    assert said == {
        "day": "2026-11-22",
        "edition": "2026-11-22.4",
        "build": build_of(worker(FILES, "2026-11-22.4")),
    }


def test_recall_and_worker_speak_of_the_same_caches():
    name = re.compile(r"`manual \$\{(?:registration\.scope|SCOPE)\} `")
    assert name.search(worker(FILES, "x"))
    assert name.search(recall())
    assert "respondWith" not in recall()


def test_copy_of_the_shipped_manual_stays_small(built_site: Path):
    files = files_of_copy(list_files(built_site))
    assert {"", "contents/", "contacts/", "404.html"} <= files.keys()
    assert sum(file.size for file in files.values()) <= 2 * 1024 * 1024


def test_worker_of_the_shipped_manual_lists_what_was_published(built_site: Path):
    files = list_files(built_site)
    edition = re.search(r'data-edition="([^"]+)"', (built_site / "index.html").read_text("utf-8"))
    assert (built_site / "sw.js").read_text("utf-8") == worker(files, edition[1])


# The manifest


SITE = read_site(BASE["mkdocs.yml"])


def test_manifest_is_published_with_addresses_that_hold_below_any_path():
    manifest = json.loads(build(BASE, TODAY).pages.files[PATH])
    assert manifest["name"] == "The keeper's manual"
    assert manifest["short_name"] == "Manual"
    assert manifest["display"] == "standalone"
    links = [manifest["start_url"], manifest["scope"]]
    links += [entry["src"] for entry in manifest["icons"]]
    links += [entry["url"] for entry in manifest["shortcuts"]]
    assert len(links) > 8
    assert [link for link in links if link.startswith("/") or ":" in link] == []
    assert "id" not in manifest


def test_manifest_offers_the_ways_on():
    manifest = json.loads(app_manifest(SITE, [("Flowchart", "flowchart/light/")]))
    assert manifest["shortcuts"] == [{"name": "Flowchart", "url": "./flowchart/light/"}]


def test_manifest_s_icons_exist_in_the_sizes_that_it_names():
    manifest = json.loads(app_manifest(SITE, []))
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        data = (ROOT / "overrides" / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", data[16:24])
            assert icon["sizes"] == f"{width}x{height}"


def test_manifest_bears_the_accent_of_the_stylesheet():
    folder = ROOT / "overrides/assets"
    assert f"--accent: {ACCENT};" in (folder / "frame/palette.css").read_text(encoding="utf-8")
    assert ACCENT in (folder / "icons/icon.svg").read_text(encoding="utf-8")


def test_copy_leaves_out_forms_for_which_there_is_no_room():
    files = {"form.1a2b3c4d.pdf": SiteFile("5f", 1), "guide.1a2b3c4d.pdf": SiteFile("60", 2)}
    assert list(files_of_copy(files, {"guide.1a2b3c4d.pdf"})) == ["form.1a2b3c4d.pdf"]
    with_all, without = (worker(files, "1", left) for left in ((), {"guide.1a2b3c4d.pdf"}))
    assert "guide.1a2b3c4d.pdf" in with_all
    assert "guide.1a2b3c4d.pdf" not in without
    assert newest(files, "1", TODAY) != newest(files, "1", TODAY, {"guide.1a2b3c4d.pdf"})
