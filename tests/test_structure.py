"""How the code is laid out: imports run one way, the pure package stays pure, files stay short."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

HOOKS = ROOT / "hooks"
SUBJECTS = {"provisions", "amendments", "tree", "contacts", "copies"}
SHARED = {"model", "number"}
"""Modules of a subject that other subjects may import."""
IMPURE = {"mkdocs", "folder", "command", "procedures", "os", "pathlib", "time", "subprocess"}
IMPURE |= {"shutil", "socket", "urllib.request", "tempfile"}
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow")}

FILES = sorted(HOOKS.rglob("*.py"))
PURE = sorted((HOOKS / "manual").rglob("*.py"))


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


def crossings(subject: str, source: str) -> list[str]:
    """The insides of other subjects that a module of `subject` imports."""
    found = []
    for name in imports(source):
        parts = name.split(".")
        if parts[0] != "manual" or len(parts) < 3 or parts[1] not in SUBJECTS - {subject}:
            continue
        if parts[2] not in SHARED:
            found.append(name)
    return found


def backwards(source: str) -> list[str]:
    """The modules that stand above the subjects, and that a subject may not import."""
    above = {"pages", "build", "read", "check", "model"}
    return [
        name
        for name in imports(source)
        if name.startswith("manual.") and name.split(".")[1] in above
    ]


@pytest.mark.parametrize("file", PURE, ids=name_of)
def test_the_pure_package_knows_no_disk_no_clock_and_no_site_generator(file):
    assert impurities(file.read_text(encoding="utf-8")) == []


OF_SUBJECTS = [file for file in PURE if file.parent.name in SUBJECTS]


@pytest.mark.parametrize("file", OF_SUBJECTS, ids=name_of)
def test_subjects_import_of_one_another_only_models_and_numbers(file):
    assert crossings(file.parent.name, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", OF_SUBJECTS, ids=name_of)
def test_subjects_import_nothing_that_joins_them(file):
    assert backwards(file.read_text(encoding="utf-8")) == []


def test_models_and_problems_import_nothing_above_them():
    for file in PURE:
        if file.name in ("problem.py", "days.py", "address.py"):
            own = {name for name in imports(file.read_text(encoding="utf-8")) if "manual" in name}
            assert not own, name_of(file)


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_file_has_fewer_than_400_lines(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) < 400


def test_the_adapter_has_fewer_than_100_lines():
    assert len((HOOKS / "procedures.py").read_text(encoding="utf-8").splitlines()) < 100


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
        ("from manual.provisions.number import Number", []),
        ("from manual.contacts.hours import x", []),
        ("from manual.markup import render", []),
    ],
)
def test_what_counts_as_crossing(source, found):
    assert crossings("contacts", source) == found
