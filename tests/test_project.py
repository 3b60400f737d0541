"""What this project says of itself, and a manual laid by it says in its own way."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from support import ROOT

WORDS = 900
"""The most that the first page holds: what else there is to say has a page of its own."""
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_first_page_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) <= WORDS


# The changelog


def test_the_changelog_tells_of_this_version_below_what_is_not_released():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    headings = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    assert headings[0] == "Unreleased"
    releases = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) - (\d{4}-\d\d-\d\d)", h) for h in headings[1:]]
    assert all(releases)
    found = [(tuple(map(int, found.groups()[:3])), found[4]) for found in releases if found]
    assert all(newer > older for newer, older in pairwise(found))
    assert headings[1].split()[0] == project["version"]


def test_each_kind_of_change_has_a_name_that_readers_of_changelogs_know():
    """Source: Keep a Changelog 1.1.0."""
    kinds = set(re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_each_entry_speaks_to_whoever_notices_it():
    entries = re.findall(r"^- (.+)$", CHANGELOG, re.MULTILINE)
    assert [entry for entry in entries if not entry.startswith(("You can ", "You are "))] == []


# What a code host offers to whoever writes an issue or a proposal


def parts_of(template: Path) -> tuple[dict[str, str], str]:
    """The front matter of a template, and its text."""
    text = template.read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body.lstrip("\n")


@pytest.mark.parametrize("name", ["mistake", "fault"])
def test_github_offers_an_issue_by_its_name(name):
    """Source: GitHub lists a template that has a name and a line about it."""
    front, _ = parts_of(ROOT / f".github/ISSUE_TEMPLATE/{name}.md")
    assert front.keys() == {"name", "about"}
    assert all(front.values())


@pytest.mark.parametrize("name", ["mistake", "fault"])
def test_an_issue_asks_the_same_on_every_host(name):
    _, body = parts_of(ROOT / f".github/ISSUE_TEMPLATE/{name}.md")
    gitlab = ROOT / f".gitlab/issue_templates/{name.capitalize()}.md"
    assert gitlab.read_text(encoding="utf-8") == body


def test_a_proposal_asks_the_same_on_every_host():
    """Source: GitLab takes the template that is called Default without being asked."""
    github = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    gitlab = ROOT / ".gitlab/merge_request_templates/Default.md"
    assert gitlab.read_text(encoding="utf-8") == github


# What others rely on

CONTRACT = (ROOT / "documentation/addresses.md").read_text(encoding="utf-8")
MARKER = re.compile(r"\bdata-[a-z-]+")
FINGERPRINT = "1a2b3c4d"
"""In the name of a file that there is only where something has changed."""


def names(heading: str) -> list[str]:
    """What the tables below a heading of the contract name in the first cells of their rows."""
    part = CONTRACT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.+?) \|", part, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def is_served(site: Path, address: str) -> bool:
    """Whether there is a page at an address, with the place in it that the address leads to."""
    if short := re.fullmatch(r"/(\d+\.\d+)(?:\.\d+|/#[\d.]+)", address):
        # By the server's rule, or the script of that page.
        address = f"/{short[1]}/"
    path, _, fragment = address.replace("…", "/information-sharing").partition("#")
    file = site / path.partition("?")[0].removeprefix("/")
    page = file / "index.html" if file.is_dir() else file
    is_id = re.fullmatch(r"[\w.-]+", fragment)
    return page.is_file() and (not is_id or f'id="{fragment}"' in page.read_text("utf-8"))


def test_an_address_that_others_rely_on_is_served(built_site):
    addresses = [name for name in names("Addresses") if name.startswith(("/", "…"))]
    addresses = [address for address in addresses if FINGERPRINT not in address]
    assert len(addresses) > 20
    assert [address for address in addresses if not is_served(built_site, address)] == []


def test_a_marker_that_others_rely_on_is_set(built_site):
    made = [path for kind in ("html", "mjs", "js") for path in built_site.rglob(f"*.{kind}")]
    text = "\n".join(path.read_text("utf-8") for path in made)
    markers = {marker for name in names("Markers in the HTML") for marker in MARKER.findall(name)}
    assert len(markers) > 10
    assert [m for m in markers if m not in text and in_script(m) not in text] == []


def in_script(marker: str) -> str:
    """A marker as a script names it: `dataset.copyStamp`."""
    first, *others = marker.removeprefix("data-").split("-")
    return f"dataset.{first}{''.join(word.capitalize() for word in others)}"
