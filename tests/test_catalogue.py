"""The catalogue of problems: every message that an editor can be given has a case in tests/cases.

A message is where the code makes a problem. All cases are run, and each place is to be hit by one.
"""

import ast
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import manual.text.values
import pytest
import yaml
from manual.problem import Problem
from manual.text.syntax import Fault
from pydantic_core import ErrorDetails
from support import ROOT
from test_cases import FILES, run

PURE = ROOT / "hooks/manual"
Place = tuple[str, int]
"""A file of the pure package, and a line."""
HELPER = "_problem"
"""Methods of this name make the problem that their caller words."""


def places(source: str) -> Iterator[range]:
    """The lines of each expression in a source text that words a problem."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == HELPER:
            continue
        if isinstance(node, ast.Call) and _words_a_problem(node.func):
            yield range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _words_a_problem(function: ast.expr) -> bool:
    name = getattr(function, "id", getattr(function, "attr", ""))
    return name in {"Problem", "Fault", "ValueError", HELPER}


def within_helpers(source: str) -> set[int]:
    """The lines of the helpers, which word nothing themselves."""
    return {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name == HELPER
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


class Recorder:
    """Notes where problems are worded while it is in place."""

    def __init__(self) -> None:
        self.hit: set[Place] = set()
        self.messages: set[str] = set()

    def note(self) -> None:
        frame = sys._getframe(2)  # noqa: SLF001 - there is no public way to ask who calls
        while frame and frame.f_code.co_name == HELPER:
            frame = frame.f_back
        if frame:
            self.hit.add((frame.f_code.co_filename, frame.f_lineno))

    def trace(self, error: object) -> None:
        """Note where a model refused a value."""
        if isinstance(error, ValueError) and error.__traceback__:
            for frame, line in traceback.walk_tb(error.__traceback__):
                self.hit.add((frame.f_code.co_filename, line))


@pytest.fixture(scope="module")
def recorded() -> Recorder:
    """What all cases together hit."""
    recorder = Recorder()
    with pytest.MonkeyPatch.context() as patch:
        make = Problem.__init__

        def noting(self: Problem, *arguments: object, **named: object) -> None:
            recorder.note()
            make(self, *arguments, **named)  # type: ignore[arg-type]
            recorder.messages.add(self.message)

        fault = Fault.__init__

        def faulting(self: Fault, *arguments: object, **named: object) -> None:
            recorder.note()
            fault(self, *arguments, **named)  # type: ignore[arg-type]

        say = manual.text.values._say  # noqa: SLF001

        def saying(error: ErrorDetails, *arguments: Any) -> tuple[str, str]:
            recorder.trace(error.get("ctx", {}).get("error"))
            return say(error, *arguments)

        patch.setattr(Problem, "__init__", noting)
        patch.setattr(Fault, "__init__", faulting)
        patch.setattr(manual.text.values, "_say", saying)
        for file in FILES:
            run(yaml.safe_load(file.read_text(encoding="utf-8")))
    return recorder


def test_every_place_that_words_a_problem_is_hit_by_a_case(recorded: Recorder):
    missed = []
    for file in sorted(PURE.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        inside = within_helpers(source)
        hit = {line for name, line in recorded.hit if Path(name) == file}
        missed += [
            f"{file.relative_to(ROOT)}:{lines.start}"
            for lines in places(source)
            if lines.start not in inside and not hit & set(lines)
        ]
    assert not missed, "no case in tests/cases words:\n" + "\n".join(missed)


def test_every_fault_of_a_value_has_a_case(recorded: Recorder):
    """Each wording of the table, whatever pydantic calls the fault."""
    of_groups = ("_NOTHING_UNDER", "_TOO_FAR_IN", "_TOO_FAR_OUT")
    words = {message for message, _ in manual.text.values._WORDS.values()}  # noqa: SLF001
    for message in words | {getattr(manual.text.values, name)[0] for name in of_groups}:
        pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(message))
        assert any(re.fullmatch(pattern, said) for said in recorded.messages), message


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Problem(\n  where,\n)", [range(1, 4)]),
        ("self._problem(where)", [range(1, 2)]),
        ("raise ValueError('no')", [range(1, 2)]),
        ("problem(where)", []),
    ],
)
def test_what_words_a_problem(source, lines):
    assert list(places(source)) == lines
