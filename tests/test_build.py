"""The adapters end to end, in a copy of the project: `mkdocs build`, `.ci/build-site`, `manual`."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from attached import office, picture
from manual.address import CHAIN, SEAL
from support import ROOT

PARTS = ("docs", "decision_tree", "hooks", "overrides", "mkdocs.yml", ".ci", "Makefile")
LAW = "docs/information-sharing/law.md"
TREE = "decision_tree/information-sharing.yml"
EPOCH = "1796126400"
"""Noon on 1 December 2026, in seconds."""


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """What a command says and how it ends; hooks are those of the copy, not those installed."""
    path = os.pathsep.join(filter(None, [str(cwd / "hooks"), os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path, "SOURCE_DATE_EPOCH": EPOCH, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def mkdocs(copy: Path, target: Path | str = "site") -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", target)
    return run(*command, cwd=copy)


def manual(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from manual import command; command.main(prog_name='manual')"
    return run(sys.executable, "-c", code, *arguments, cwd=copy)


def copy_project(target: Path) -> Path:
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy2(source, target / part)
    (target / ".venv").symlink_to(ROOT / ".venv")
    return target


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project, to be changed."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built from a copy that nothing changed, below an address that holds a path."""
    copy = copy_project(tmp_path_factory.mktemp("whole") / "project")
    edit(copy, "mkdocs.yml", r"site_url: .*", "site_url: https://light.test/a/manual/")
    done = mkdocs(copy)
    assert done.returncode == 0, done.stdout + done.stderr
    return copy / "site"


def edit(copy: Path, path: str, pattern: str, replacement: str) -> None:
    file = copy / path
    text, count = re.subn(pattern, lambda _: replacement, file.read_text(encoding="utf-8"), count=1)
    assert count == 1, f"{pattern} is not in {path}"
    file.write_text(text, encoding="utf-8")


class Page(HTMLParser):
    """The elements of a page: each tag with its attributes, its text, and what it stands in."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[int] = []
        self.parents: list[list[int]] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")
        self.parents.append(list(self.open))
        if tag not in {"meta", "link", "input", "img", "br", "hr", "path", "rect"}:
            self.open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1] == len(self.elements) - 1:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.elements[self.open.pop()][0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for index in self.open:
            self.texts[index] += data

    def find(self, attribute: str, value: str | None = None) -> list[int]:
        """The places of the elements with an attribute, of a value if one is given."""
        return [
            index
            for index, (_, attributes) in enumerate(self.elements)
            if attribute in attributes and value in (None, attributes[attribute])
        ]

    def within(self, outer: int, attribute: str) -> list[int]:
        return [index for index in self.find(attribute) if outer in self.parents[index]]

    def attributes(self, index: int) -> dict[str, str]:
        return self.elements[index][1]


@pytest.fixture(scope="module")
def page(site: Path) -> Callable[[str], Page]:
    return lambda address: Page(site / address / "index.html")


# What is published


def test_a_provision_bears_its_number_and_one_wording(page):
    introduction = page("information-sharing/introduction")
    provisions = introduction.find("data-provision")
    assert len(provisions) >= 8
    for index in provisions:
        number = introduction.attributes(index)["data-provision"]
        assert introduction.attributes(index)["id"] == number
        assert len(introduction.within(index, "data-wording")) == 1
        links = [
            introduction.texts[link]
            for link in introduction.within(index, "href")
            if introduction.attributes(link)["href"] == f"#{number}"
        ]
        assert number in links


def test_a_redline_stands_beside_the_wording(page):
    introduction = page("information-sharing/introduction")
    (provision,) = introduction.find("data-provision", "2.1.3")
    (redline,) = introduction.within(provision, "data-redline")
    (wording,) = introduction.within(provision, "data-wording")
    assert introduction.parents[redline] == introduction.parents[wording]
    marks = [
        introduction.elements[index] for index in introduction.within(redline, "data-amendment")
    ]
    assert {tag for tag, _ in marks} == {"ins", "del"}
    assert {attributes["data-amendment"] for _, attributes in marks} == {"6"}
    assert introduction.find("data-amendments", "hidden")


def test_the_flowchart_is_whole_without_script(page):
    flowchart = page("flowchart/information-sharing")
    questions = flowchart.find("data-step", "question")
    outcomes = flowchart.find("data-step", "outcome")
    assert (len(questions), len(outcomes)) == (13, 12)
    ids = {flowchart.attributes(index)["id"] for index in questions + outcomes}
    for index in questions:
        answers = flowchart.within(index, "data-answer")
        words = [flowchart.attributes(a)["data-answer"] for a in answers]
        assert len(words) >= 3
        assert "No" in words
        assert words[-1] == "Not sure"
        assert {flowchart.attributes(a)["href"].removeprefix("#") for a in answers} <= ids
    kinds = {flowchart.attributes(index)["data-kind"] for index in outcomes}
    assert kinds == {"urgent", "share", "do-not-share", "advice"}
    for index in questions + outcomes:
        assert flowchart.elements[index][0] == "section"
        assert flowchart.within(index, "data-cites")


def test_every_citation_leads_to_the_paragraph_that_it_names(site):
    count = 0
    for file in site.rglob("index.html"):
        here = f"https://x/{file.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        found = Page(file)
        for index in found.find("data-cites"):
            number = found.attributes(index)["data-cites"]
            target = urlsplit(urljoin(here, found.attributes(index)["href"]))
            text = (site / target.path.strip("/") / "index.html").read_text(encoding="utf-8")
            # A document for paper holds the paragraph itself, under an id of its own.
            own = f"print-{number}" if target.path.startswith("/print/") else number
            own = f"as-at-{number}" if "/as-at/" in target.path else own
            assert target.fragment in (own, "" if number.count(".") == 1 else own)
            assert f'id="{own}"' in text
            count += 1
    assert count > 100


def test_contacts_can_be_dialled(page):
    contacts = page("contacts")
    (front_door, *_) = [
        index
        for index in contacts.find("data-contact", "front-door")
        if contacts.attributes(index)["data-area"] == "east-sussex"
    ]
    links = [contacts.attributes(index)["href"] for index in contacts.within(front_door, "href")]
    assert "tel:+441323464222" in links
    assert "tel:999" in [contacts.attributes(i)["href"] for i in contacts.find("href")]


def test_a_card_is_served_for_a_phone(site):
    card = (site / "contacts/east-sussex/front-door.vcf").read_bytes().decode("utf-8")
    assert card.startswith("BEGIN:VCARD\r\n")
    assert "+441323464222" in card
    assert (site / "contacts/everywhere/police.vcf").is_file()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "information-sharing",
        "information-sharing/law",
        "flowchart/information-sharing",
        "amendments",
        "amendments/2",
        "contacts",
        "glossary",
        "about",
    ],
)
def test_every_page_bears_its_stamp_and_address(page, address):
    found = page(address)
    (stamp,) = found.find("data-copy-stamp")
    whole = f"https://light.test/a/manual/{address}/".replace("manual//", "manual/")
    assert whole in found.texts[stamp]
    # The contacts bear the day of their last change.
    assert re.search(r"\b\d{1,2} November 2026\b", found.texts[stamp])
    (canonical,) = found.find("rel", "canonical")
    assert found.attributes(canonical)["href"] == whole


def test_links_hold_below_any_path(site):
    """Every link within the site is relative and leads to a file, and to an id that it has."""
    files = {file: Page(file) for file in site.rglob("index.html")}
    for file, found in files.items():
        for index in found.find("href"):
            tag, attributes = found.elements[index]
            link = urlsplit(attributes["href"])
            if link.scheme or attributes.get("rel") == "canonical":
                continue
            assert not link.path.startswith("/"), (file, attributes["href"])
            target = (file.parent / link.path).resolve() if link.path else file
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (file, attributes["href"])
            if tag == "a" and link.fragment and target in files and "=" not in link.fragment:
                assert files[target].find("id", link.fragment), (file, attributes["href"])


def test_no_source_is_published(site):
    published = {file.suffix for file in site.rglob("*") if file.is_file()}
    assert not published & {".md", ".yml", ".yaml", ".py"}
    assert not [*site.rglob("*.cases.*"), *site.rglob("*.paths.txt")]


@pytest.mark.parametrize("source", [SEAL, CHAIN])
def test_the_seal_of_what_is_published_is_published_once(site, source):
    name = source.rpartition("/")[2]
    assert [*site.rglob(name)] == [site / name]
    assert (site / name).read_bytes() == (ROOT / source).read_bytes()


def test_one_text_gives_one_site(site, tmp_path):
    """Byte for byte, whatever the folder, the zone, the language, the order of files, the mask."""
    plain = copy_project(tmp_path / "plain")
    other = tmp_path / "another folder" / "deeper"
    copy_project(other)
    for part in ("docs", "decision_tree"):
        lay_in_another_order(ROOT / part, other / part)
    sites = []
    for copy, settings in ((plain, {}), (other, OTHERWISE)):
        edit(copy, "mkdocs.yml", r"site_url: .*", "site_url: https://light.test/a/manual/")
        command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "site")
        mask = os.umask(0o077 if settings else 0o022)
        done = run(*command, cwd=copy, **settings)
        os.umask(mask)
        assert done.returncode == 0, done.stdout + done.stderr
        sites.append({f.relative_to(copy / "site"): f for f in (copy / "site").rglob("*")})
    one, two = sites
    assert set(one) == set(two) == {f.relative_to(site) for f in site.rglob("*")}
    assert Path("sitemap.xml.gz") in one
    for name, file in one.items():
        if file.is_file():
            assert file.read_bytes() == two[name].read_bytes() == (site / name).read_bytes(), name


OTHERWISE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4711",
    "PYTHONUTF8": "0",
    "HOME": "/nonexistent",
    "NO_COLOR": "1",
}


def lay_in_another_order(source: Path, target: Path) -> None:
    """Lay the same files, the last first, with other times."""
    shutil.rmtree(target)
    for file in sorted(source.rglob("*"), reverse=True):
        if file.is_file():
            place = target / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
            os.utime(place, (86_400, 86_400))


def test_a_name_brings_no_markup_into_the_frame_around_a_page(copy):
    hostile = '"><script src=//a.test'  # with its other end it would be told
    edit(copy, "mkdocs.yml", r"site_name: .*", f"site_name: 'A {hostile}'")
    edit(copy, "mkdocs.yml", r"site_description: .*", f"site_description: 'B {hostile}'")
    edit(copy, "docs/contacts.yml", r"name: Single Point of Advice", f"name: 'C {hostile}'")
    edit(copy, "docs/contacts.yml", r"name: East Sussex\n", f"name: 'D {hostile}'\n")
    done = mkdocs(copy)
    assert done.returncode == 0, done.stdout + done.stderr
    for file in (copy / "site").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "<script src=//a.test" not in text, file
        if file.parent.name == "current" and file.name != "index.html":
            continue  # what /current/ fetches has no frame
        if re.fullmatch(r"[\d.]+", file.parent.name):
            continue  # nor have the pages that lead on from short addresses
        assert text.count("&lt;script src=//a.test") >= 4, file


# What stops a build


def test_a_problem_stops_the_build_in_an_editor_s_words(copy):
    edit(copy, TREE, r"go: do-not-share\}", "go: do-not-shair}")
    edit(copy, "docs/index.md", r"\{ways-in\}", "{way-in}")
    done = mkdocs(copy)
    said = done.stdout + done.stderr
    assert done.returncode not in (0, None)
    message = "question 'purpose': answer 'No' goes to 'do-not-shair', which is not defined"
    assert re.search(
        rf"^{re.escape(TREE)}:\d+: {re.escape(message)} \[answer-nowhere\]$", said, re.MULTILINE
    ), said
    assert "\n    hint: did you mean 'do-not-share'?\n" in said
    assert "Traceback" not in said
    assert not (copy / "site").exists()


def test_faults_in_several_files_are_told_at_once(copy):
    edit(copy, TREE, r"first: danger", "first: dangers")
    edit(copy, LAW, r"\n2\.6\.1 ", "\n2.6.1. ")
    edit(copy, "docs/contacts.yml", r"phone: 999", "phone: nine")
    (copy / "docs/about.md").write_bytes("---\ntitle: About\n---\n\nCaf\u00e9\n".encode("latin-1"))
    done = mkdocs(copy)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "'first' names 'dangers', which is not a question [first-no-question]\n" in said
    assert "the number 2.6.1 is followed by '.'" in said
    assert "'nine' cannot be a telephone number" in said
    assert "docs/about.md:5: the file is not UTF-8: byte 26 is 0xe9 [file-not-utf-8]\n" in said
    assert "Traceback" not in said


def test_a_build_that_fails_leaves_the_last_site_byte_for_byte(copy):
    site = copy / "site"
    done = run("sh", ".ci/build-site", cwd=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    before = {f.relative_to(site): f.read_bytes() for f in site.rglob("*") if f.is_file()}
    assert Path("index.html") in before
    edit(copy, LAW, r"\n2\.6\.1 ", "\n2.6.1. ")
    done = run("sh", ".ci/build-site", cwd=copy)
    assert done.returncode != 0
    assert "2.6.1 is followed by '.'" in done.stdout + done.stderr
    assert before == {f.relative_to(site): f.read_bytes() for f in site.rglob("*") if f.is_file()}
    assert not [*copy.glob(".site.*")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("docs/page.html", "a file with the ending '.html' cannot be published"),
        ("docs/information-sharing/drawing.SVG", "a file with the ending '.SVG' cannot be"),
        ("docs/run.js", "a file with the ending '.js' cannot be published"),
        ("docs/README", "a file with no ending cannot be published"),
    ],
)
def test_a_file_that_could_hold_a_script_is_not_published(copy, name, message):
    (copy / name).write_text("<script>alert(1)</script>")
    done = mkdocs(copy)
    assert done.returncode != 0
    assert f"{name}:1: {message}" in done.stdout + done.stderr
    assert not (copy / "site").exists()


def test_a_file_beside_a_text_is_served_where_its_links_lead(copy):
    (copy / "docs/help").mkdir()
    (copy / "docs/help/near.png").write_bytes(picture(640, 480))
    (copy / "docs/form.docx").write_bytes(office())
    (copy / "docs/robots.txt").write_text("User-agent: *\n")
    text = "---\ntitle: Help\n---\n\n## See [it](../form.docx)\n\n"
    text += "See [the form](../form.docx).\n\n![Near](near.png)\n"
    (copy / "docs/help/forms.md").write_text(text, encoding="utf-8")
    done = mkdocs(copy)
    assert done.returncode == 0, done.stderr
    html = (copy / "site/help/forms/index.html").read_text(encoding="utf-8")
    form, same = re.findall(r'href="../../(form\.[0-9a-f]{8}\.docx)"', html)
    assert form == same
    assert '<h2 id="see-it">' in html
    assert '>the form <span class="file-kind">(Word, 1\N{NO-BREAK SPACE}kB)</span></a>' in html
    (near,) = re.findall(r'<img alt="Near" src="../(near\.[0-9a-f]{8}\.png)" width="640"', html)
    assert (copy / "site" / form).read_bytes() == office()
    assert (copy / "site/help" / near).read_bytes() == picture(640, 480)
    assert not (copy / "site/form.docx").exists()
    assert (copy / "site/robots.txt").is_file()


def test_no_link_leads_out_of_the_project(copy, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/key.txt").write_text("secret")
    (copy / "docs/all").symlink_to(tmp_path / "secret")
    (copy / "docs/key.txt").symlink_to(tmp_path / "secret/key.txt")
    (copy / "docs/nothing.md").symlink_to(tmp_path / "nowhere.md")
    (copy / "decision_tree/more.yml").symlink_to("/etc/passwd")
    done = mkdocs(copy)
    assert done.returncode != 0
    for name in ("docs/all", "docs/key.txt", "docs/nothing.md", "decision_tree/more.yml"):
        said = f"{name}:1: this is a link to another file or folder [file-is-link]\n"
        assert said in done.stdout + done.stderr
    assert not (copy / "site").exists()


def test_a_huge_file_is_not_read(copy):
    with (copy / "docs/about.md").open("wb") as file:
        file.truncate(10_000_000_000)  # a file of holes, which takes no room
    done = manual(copy, "check")
    assert done.returncode == 1
    message = "docs/about.md:1: the file has 10,000,000,000 bytes; at most 2,000,000 are read"
    assert message in done.stderr


# The command


def test_the_check_finds_nothing_and_tells_what_is_overdue(copy):
    done = manual(copy, "check")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "notice: docs/contacts.yml:" in done.stderr
    assert "not yet confirmed" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("0 problems, ")


def test_the_check_tells_problems_and_fails(copy):
    edit(copy, LAW, r"\n2\.6\.1 ", "\n2.6.1. ")
    edit(copy, LAW, r"title: .*", "titel: Law")
    done = manual(copy, "check")
    assert done.returncode == 1
    assert done.stdout == ""
    assert (
        f"{LAW}:3: unknown key 'titel' [key-unknown]\n    hint: did you mean 'title'?"
        in done.stderr
    )
    assert "Traceback" not in done.stderr


def test_the_check_looks_where_it_is_told(copy, tmp_path):
    done = manual(copy, "check", "--root", str(tmp_path))
    assert done.returncode == 1
    assert "mkdocs.yml:1: this file is missing" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("check", "--rot", "."), ("chek",), ("check", "--root", "/nowhere"), ("check", "x")],
)
def test_wrong_use_is_told_apart(copy, arguments):
    done = manual(copy, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Error: " in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("check", "-h")])
def test_help_is_no_error(copy, arguments):
    done = manual(copy, *arguments)
    assert done.returncode == 0
    assert "Usage: manual" in done.stdout


def test_headers_are_printed_a_line_each(copy):
    done = manual(copy, "headers")
    assert done.returncode == 0, done.stderr
    named = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert "'sha256-" in named["Content-Security-Policy"]
    assert named["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_not_utf_8_is_named(copy):
    (copy / LAW).write_bytes(b"---\nsection: 2.6\n---\n\n\xff\xfe\n")
    done = manual(copy, "check")
    assert done.returncode == 1
    assert f"{LAW}:5: the file is not UTF-8: byte 23 is 0xff" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("setting", ["abc", "1.5"])
def test_a_day_that_cannot_be_read_is_told_with_all_else_that_is_wrong(copy, setting):
    """MkDocs reads the same setting, later, and would end in a traceback."""
    edit(copy, LAW, r"paragraph 2\.\d+\.\d+", "paragraph 2.4.99")
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "site")
    done = run(*command, cwd=copy, SOURCE_DATE_EPOCH=setting)
    assert done.returncode == 1
    assert f"SOURCE_DATE_EPOCH:1: the setting is '{setting}', which is not a time" in done.stderr
    assert "    hint: write whole seconds since 1970" in done.stderr
    assert "paragraph 2.4.99 does not exist" in done.stderr
    assert "Traceback" not in done.stderr
