"""What README, EDITING and the other documents name is there: here, and in a manual just laid."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from manual.command import main
from manual.new import SOFTWARE, lay_manual
from manual.settings import Words
from support import ROOT

DOCUMENTS = (
    "README.md",
    "EDITING.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "decision_tree/README.md",
    "deploy/README.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("documentation/*.md")),
)
MADE = (".venv", ".portability", "site", "docs/amendments", "decision_tree/example")
"""What is not there before a command or an editor has made it."""
MADE += ("overrides/assets",)  # until the styles and scripts have moved there
MADE += ("tests/engines",)  # not laid: it walks through this manual
_FENCE = re.compile(r"^( *)```.*?^\1```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"`[^`\n]*`|\]\(([^)\s]+)\)")
"""A link; what is written as code only shows one, and has no target."""
_CODE = re.compile(r"`([^`\n]+)`")
_MAKE = re.compile(r"(?:`|^ *|&& )make ([a-z]+)\b", re.MULTILINE)
_COMMAND = re.compile(r"(?:`|\.venv/bin/)manual ([a-z]+)\b")
TOP = {part.partition("/")[0] for part in SOFTWARE} | {"docs", "decision_tree", "mkdocs.yml"}


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents") / "ours"
    lay_manual(ROOT, folder)
    return folder


@pytest.fixture(params=["here", "laid"])
def folder(request: pytest.FixtureRequest, laid: Path) -> Path:
    return ROOT if request.param == "here" else laid


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest, folder: Path) -> Path:
    return folder / request.param


def links_of(document: Path) -> list[str]:
    """The targets of the links in a document."""
    found = _LINK.findall(prose(document.read_text(encoding="utf-8")))
    return [link for link in found if link]


def prose(text: str) -> str:
    """A document without its examples."""
    return _FENCE.sub("", text)


def anchors(document: Path) -> set[str]:
    """The ids of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", prose(document.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def linked_files(document: Path) -> list[Path]:
    """The files of the project to which a document links."""
    links = links_of(document)
    paths = [unquote(link).partition("#")[0] for link in links if "://" not in link]
    return [(document.parent / path).resolve() for path in paths if path]


def lost_links(document: Path) -> list[str]:
    """The links of a document that lead to no file, or to no heading in it."""
    lost = []
    for link in links_of(document):
        path, _, anchor = unquote(link).partition("#")
        target = (document.parent / path).resolve() if path else document
        if "://" not in link and not (
            target.exists() and (not anchor or anchor in anchors(target))
        ):
            lost.append(link)
    return lost


def lost_names(document: Path, folder: Path) -> list[str]:
    """The files and folders that a document names and that are not there."""
    lost = []
    for name in _CODE.findall(prose(document.read_text(encoding="utf-8"))):
        is_path = re.fullmatch(r"[\w./-]+", name) and name.partition("/")[0] in TOP
        is_there = (folder / name).exists() or name.startswith(MADE)
        if is_path and not is_there:
            lost.append(name)
        if re.fullmatch(r"[A-Z]+\.md", name) and not (folder / name).exists():
            lost.append(name)
    bare = re.sub(r"\]\([^)]*\)", "", prose(document.read_text(encoding="utf-8")))
    documents = re.findall(r"(?<![\w/.])[A-Z]{4,}\.md\b", bare)
    return lost + [name for name in documents if not (folder / name).is_file()]


def test_a_document_links_to_what_is_there(document):
    assert lost_links(document) == []


def test_a_document_names_files_that_are_there(document, folder):
    assert lost_names(document, folder) == []


def test_a_document_names_commands_that_there_are(document, folder):
    text = document.read_text(encoding="utf-8")
    makefile = (folder / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(_MAKE.findall(text)) <= targets
    assert set(_COMMAND.findall(text)) <= main.commands.keys()


def test_every_document_can_be_reached(folder):
    """From the first page, link by link."""
    reached, left = set(), [folder / "README.md"]
    while left:
        document = left.pop()
        if document not in reached and document.suffix == ".md":
            reached.add(document)
            left += linked_files(document)
    assert {folder / name for name in DOCUMENTS} <= reached


def test_the_layout_names_every_folder_of_the_package(folder):
    text = (folder / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"^    (\w+)/ +\w", text, re.MULTILINE)
    rooms = {path.parent.name for path in (folder / "hooks/manual").glob("*/__init__.py")}
    assert set(named) == rooms


def test_a_commit_is_checked_by_the_same_command_as_a_change(folder):
    """And by nothing that would have to be downloaded first."""
    config = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system"}
    assert [hook["entry"] for hook in hooks] == ["make --no-print-directory check"]


def test_what_is_lost_is_found_out(tmp_path):
    """The tests above look at something."""
    document = tmp_path / "README.md"
    text = (
        "# A day's work\n\n[a](#a-days-work) [b](#b) [c](NO.md) [d](README.md#e) [e](https://x.y)\n"
    )
    document.write_text(f"{text}\n`hooks/none.py` `docs/x y` NONE.md\n", encoding="utf-8")
    assert lost_links(document) == ["#b", "NO.md", "README.md#e"]
    assert lost_names(document, tmp_path) == ["hooks/none.py", "NONE.md"]


def test_an_editor_finds_the_way_to_published(folder):
    """From the first page, in the web editor and on a laptop, and to all else that is edited."""
    for name in ("README.md", "CONTRIBUTING.md"):
        assert "](EDITING.md)" in (folder / name).read_text(encoding="utf-8")
    assert {
        "from-this-number-is-wrong-to-published",
        "in-the-web-browser",
        "on-a-laptop",
        "change-a-paragraph",
        "change-a-telephone-number",
        "change-a-question-of-the-flowchart",
        "what-you-may-write",
    } <= anchors(folder / "EDITING.md")


def test_each_word_that_can_be_set_is_told_with_what_stands_without_it():
    text = (ROOT / "EDITING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", text, re.MULTILINE)
    assert dict(rows) == Words().model_dump()
