"""How the code is laid out: imports run one way, the pure package stays pure, files stay short."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import ROOT

HOOKS = ROOT / "hooks"
SUBJECTS = {"contacts", "copies", "files", "plain", "provisions", "situations", "tree"}
LEVELS = (
    {"days", "address", "rules"},
    {"problem"},
    {"text", "numbers", "country", "language"},
    {"markup"},
    {"settings"},
    {"word"},
    {"site", "bring"},
    SUBJECTS,
    {"amendments"},
    {"seal"},
    {"model"},
    {"generate"},
    {"pages"},
    {"passages", "inventory"},
    {"address_clashes", "anchors", "clause_rules", "situation_rules"},
    {"inventory"},
    {"rendering"},
    {"check"},
    {"read"},
    {"published", "sealing"},
    {"keep", "unrecorded", "proposal", "verify", "starter"},
    {"approve", "build", "review"},
    {"folder", "checkout", "fetch"},
    {"journal", "new"},
    {"command"},
)
"""The rooms of the package, the lowest first: what is in one imports what is on a lower level."""
SHARED = {"model"}
"""Modules of a subject that other subjects may import."""
ADAPTERS = {"folder", "checkout", "fetch", "journal", "new", "command"}
"""Rooms of the package that touch the disk."""
IMPURE = {"mkdocs", "procedures", "live", "os", "pathlib", "time", "subprocess"}
IMPURE |= {"shutil", "socket", "urllib.request", "tempfile"}
IMPURE |= {f"manual.{name}" for name in ADAPTERS}
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow")}

FILES = sorted(HOOKS.rglob("*.py"))
PACKAGE = sorted((HOOKS / "manual").rglob("*.py"))


def name_of(file: Path) -> str:
    return file.relative_to(HOOKS).as_posix()


def imports(source: str) -> Iterator[str]:
    """The modules that a source text imports, for types too; `from a import b` gives `a.b` too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole way"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def impurities(source: str) -> list[str]:
    """What a source text does that the pure package may not: it knows no disk, clock or MkDocs."""
    found = [
        name
        for name in imports(source)
        if any(name == bad or name.startswith(f"{bad}.") for bad in IMPURE)
    ]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found += [name for name in ("open", "print", "input", "exec") if node.func.id == name]
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "id", getattr(node.value, "attr", ""))
            found += [f"{owner}.{node.attr}"] if (owner, node.attr) in CLOCKS else []
    return found


def room_of(file: Path) -> str:
    """The folder of the package in which a file is, or its own name."""
    return file.relative_to(HOOKS / "manual").with_suffix("").parts[0]


PURE = [file for file in PACKAGE if room_of(file) not in ADAPTERS]


def level_of(room: str) -> int:
    return next(level for level, rooms in enumerate(LEVELS) if room in rooms)


def upward(room: str, source: str) -> list[str]:
    """What a module of `room` imports that is not on a lower level, nor in the room itself."""
    found = []
    for name in imports(source):
        package, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if package != "manual" or other in {"", room} or {room, other} <= SUBJECTS:
            continue
        if level_of(other) >= level_of(room):
            found.append(name)
    return found


def crossings(subject: str, source: str) -> list[str]:
    """The insides of other subjects that a module of `subject` imports."""
    return [
        name
        for name in imports(source)
        if (parts := name.split("."))[0] == "manual"
        and len(parts) > 2
        and parts[1] in SUBJECTS - {subject}
        and parts[2] not in SHARED
    ]


def found_in(files: list[Path], find: Callable[[str, str], list[str]]) -> list[str]:
    """What `find` finds in files, given the room and the text of each, with the file's name."""
    return [
        f"{name_of(file)}: {name}"
        for file in files
        for name in find(room_of(file), file.read_text(encoding="utf-8"))
    ]


def test_the_pure_package_knows_no_disk_no_clock_and_no_site_generator():
    assert found_in(PURE, lambda _, source: impurities(source)) == []


def test_imports_lead_to_lower_levels():
    files = [file for file in PACKAGE if room_of(file) != "__init__"]
    assert found_in(files, upward) == []


def test_subjects_import_of_one_another_only_models():
    files = [file for file in PURE if room_of(file) in SUBJECTS]
    assert found_in(files, crossings) == []


def test_a_file_has_fewer_than_400_lines():
    long = [name_of(f) for f in FILES if len(f.read_text(encoding="utf-8").splitlines()) >= 400]
    assert long == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import os.path", ["os.path"]),
        ("from pathlib import Path", ["pathlib", "pathlib.Path"]),
        ("from mkdocs.utils import x", ["mkdocs.utils", "mkdocs.utils.x"]),
        ("open('a')", ["open"]),
        ("import datetime\ndatetime.datetime.now()", ["datetime.now"]),
        ("date.today()", ["date.today"]),
        ("import posixpath\nfrom datetime import date\nx.open()", []),
    ],
)
def test_what_counts_as_impure(source, found):
    assert impurities(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from manual.tree.page import x", ["manual.tree.page", "manual.tree.page.x"]),
        ("from manual.tree import load", ["manual.tree.load"]),
        ("from manual.tree.model import Tree", []),
        ("from manual.numbers.number import Number", []),
        ("from manual.contacts.hours import x", []),
        ("from manual.markup.render import render", []),
    ],
)
def test_what_counts_as_crossing(source, found):
    assert crossings("contacts", source) == found
