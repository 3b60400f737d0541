"""Every hostile text of tests/cases/hostile.yml is refused at its line, or does no harm.

Each is put into every field that it fits. `make fuzz` tries all texts, `make test` some of each
kind: about ten thousand pairs of a text and a field.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from harm import harm
from invented import BASE, CASES, TODAY, read_case
from manual.build import Output, build
from manual.problem import Problem
from support import ROOT
from test_cases import read_folder

TABLE: dict[str, Any] = read_case(CASES / "hostile.yml")
TEMPLATE = "decision_tree/flowchart/flowchart.html"
MANUAL = {**BASE, TEMPLATE: (ROOT / TEMPLATE).read_text(encoding="utf-8"), **TABLE["manual"]}
SLOT = re.compile(r"«(?P<name>[a-z]+(?:-[a-z]+)+)\|(?P<said>[^»]*)»")
MOST_ROUNDS = 12
FUZZ = bool(os.environ.get("FUZZ"))
EVERY = 3
"""Which texts of a kind `make test` tries: every third."""
TRIED_BEFORE = 379
"""Hostile texts that were tried when the manual was attacked for the first time."""


@dataclass(frozen=True)
class Field:
    """A field of the manual of the table: `line-heading`, in `docs/lighthouse/lamp.md`."""

    name: str
    path: str

    @property
    def kind(self) -> str:
        """How it is written: `block`, `line`, `value` and so on."""
        return self.name.partition("-")[0]

    @property
    def is_yaml(self) -> bool:
        return self.kind in ("value", "text", "phrase", "web")


FIELDS = sorted(
    {Field(match["name"], path) for path, text in MANUAL.items() for match in SLOT.finditer(text)},
    key=lambda field: field.name,
)


@dataclass(frozen=True)
class Way:
    """How the texts of a kind are written into the fields."""

    is_escaped: bool = False
    is_plain: bool = False

    def write(self, field: Field, text: str, indent: str) -> str:
        if self.is_plain:
            return text
        if field.is_yaml:
            return quote(text, is_escaped=self.is_escaped)
        if field.kind == "line":
            return re.sub(r"\s*\n\s*", " ", text)
        return text.replace("\n", f"\n{indent}")


def quote(text: str, *, is_escaped: bool) -> str:
    """`text` in double quotation marks, as YAML has it."""
    said = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    if is_escaped:
        said = re.sub(r"[^ -~]", lambda match: f"\\U{ord(match[0]):08x}", said)
    return f'"{said}"'


Places = dict[Field, set[tuple[str, int]]]
"""The lines on which each field is written."""


def fill(text: str, way: Way, fields: set[Field]) -> tuple[dict[str, str], Places]:
    """The manual with a text in these fields, and where they are."""
    texts, places = {}, {}
    for path, whole in MANUAL.items():
        parts, end = [], 0
        for match in SLOT.finditer(whole):
            field = Field(match["name"], path)
            before = whole[end : match.start()]
            start = "".join([*parts, before])
            indent = re.search(r"[ ]*", start.rpartition("\n")[2])[0]
            said = default(field, match["said"])
            if field in fields:
                said = way.write(field, text, indent)
            parts += [before, said]
            first = lines_of(start)
            # What ends code too soon makes the line that was to end it begin more.
            after = 1 if field.kind == "code" else 0
            # What YAML takes for nothing is missing from its group, which begins the line above.
            before_it = 1 if way.is_plain else 0
            last = first + lines_of(said) - 1 + after
            lines = {(path, line) for line in range(first - before_it, last + 1)}
            places.setdefault(field, set()).update(lines)
            end = match.end()
        texts[path] = "".join([*parts, whole[end:]])
    return texts, places


def lines_of(text: str) -> int:
    return len(re.split("\r\n|\r|\n", text))


def default(field: Field, said: str) -> str:
    return quote(said, is_escaped=False) if field.is_yaml else said


def try_out(text: str, way: Way, fields: set[Field]) -> tuple[set[Field], Output]:
    """The fields that refuse a text, and what is published with it in the others.

    A fault may keep others from being looked for, so the fields that are told are mended, until
    there are none.
    """
    left = set(fields)
    for _ in range(MOST_ROUNDS):
        texts, places = fill(text, way, left)
        output = build(texts, TODAY)
        if output.pages:
            return fields - left, output
        told = {(problem.where.path, problem.where.line) for problem in output.problems}
        mended = {field for field in left if places[field] & told}
        stray = told - {place for field in left for place in places[field]}
        assert not stray, (text, [str(one) for one in output.problems if place_of(one) in stray])
        left -= mended
    raise AssertionError(f"{text!r} is still refused after {MOST_ROUNDS} rounds")


def place_of(problem: Problem) -> tuple[str, int]:
    return problem.where.path, problem.where.line


def fields_of(kind: Mapping[str, Any]) -> set[Field]:
    if kind.get("plain"):
        return {field for field in FIELDS if field.is_yaml}
    return {field for field in FIELDS if (field.kind == "web") == (kind.get("fields") == ["web"])}


def ways_of(kind: Mapping[str, Any]) -> Iterator[Way]:
    yield Way(is_plain=kind.get("plain", False))
    if kind.get("escaped"):
        yield Way(is_escaped=True)


@pytest.mark.parametrize("name", TABLE["attacks"])
def test_each_text_is_refused_at_its_line_or_does_no_harm(name: str):
    kind = TABLE["attacks"][name]
    faults = []
    for text in kind["texts"] if FUZZ else kind["texts"][::EVERY]:
        for way in ways_of(kind):
            refused, output = try_out(text, way, fields_of(kind))
            faults += [f"{text!r}: {fault}" for fault in harm_of(output) - OF_THE_MANUAL]
            asked = {field for field in fields_of(kind) if field.kind in kind.get("refused", ())}
            faults += [f"{text!r} is not refused in {one.name}" for one in asked - refused]
    assert faults == []


def harm_of(output: Output) -> set[str]:
    assert output.pages
    return {*harm(output.pages.pages, output.pages.files)}


def plain_manual() -> Output:
    texts, _ = fill("", Way(), set())
    return build(texts, TODAY)


OF_THE_MANUAL = harm_of(plain_manual())
"""What the manual's own templates hold, and no text may."""


def test_the_manual_of_the_table_is_whole():
    assert plain_manual().problems == ()


def test_there_are_enough():
    texts = [text for kind in TABLE["attacks"].values() for text in kind["texts"]]
    assert len(texts) == len(set(texts))
    assert len(texts) + len(TABLE["files"]) > TRIED_BEFORE


@pytest.mark.parametrize("path", TABLE["files"])
def test_each_file_is_refused(path: str):
    output = read_folder({"disk": {"bytes": {path: b"# Ours\n\nNo. Do not share.\n".hex()}}}, BASE)
    assert output.pages is None, path
    assert path in {problem.where.path for problem in output.problems}
