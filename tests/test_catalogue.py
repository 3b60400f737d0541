"""The catalogue of problems: every rule, and every message about it, has a case in tests/cases.

A message is where the code makes a problem. All cases are run, and each place is to be hit by one.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import manual.text.values
import pytest
import yaml
from manual.build import Output
from manual.problem import Problem, RefusedError
from manual.rules import RULES
from manual.text.spot import Fault
from problems import PAGE, WITHOUT_EXAMPLE, write_page
from support import ROOT
from test_cases import FILES, run

PURE = ROOT / "hooks/manual"
Place = tuple[str, int]
"""A file of the package, and a line."""
HELPER = "_problem"
"""Methods of this name make the problem that their caller words."""
MAKERS = {"Problem", "Fault", "RefusedError", HELPER}
WORDS = [
    *manual.text.values._WORDS.values(),  # noqa: SLF001
    manual.text.values._LIST_FOR_TEXT,  # noqa: SLF001
    manual.text.values._NOTHING_UNDER,  # noqa: SLF001
    manual.text.values._TOO_FAR_IN,  # noqa: SLF001
    manual.text.values._TOO_FAR_OUT,  # noqa: SLF001
]
"""The words for what pydantic finds: the rule, the message and the hint."""


def makers(source: str) -> Iterator[ast.Call]:
    """Each expression in a source text that words a problem: those in a helper word nothing."""
    tree = ast.parse(source)
    helpers = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == HELPER
    ]
    inside = {id(node) for helper in helpers for node in ast.walk(helper)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and id(node) not in inside:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in MAKERS:
                yield node


def unknown_rules(source: str) -> list[str]:
    """What stands for a rule where a problem is worded, and is neither an id nor handed on."""
    found = []
    for call in makers(source):
        rule = call.args[0] if call.args else None
        is_known = isinstance(rule, ast.Constant) and rule.value in RULES
        is_handed_on = isinstance(rule, ast.Name | ast.Attribute) and HANDED_ON.fullmatch(
            ast.unparse(rule)
        )
        if not (is_known or is_handed_on):
            found.append(ast.unparse(call))
    return found


HANDED_ON = re.compile(r"(\w+\.)?rule")
"""The rule of another problem, or of the table of words."""


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

    def watch(self, patch: pytest.MonkeyPatch, kind: type) -> None:
        """Note where each of a `kind` is made."""
        make = kind.__init__  # type: ignore[misc]

        def noting(self_: object, *arguments: object, **named: object) -> None:
            self.note()
            make(self_, *arguments, **named)
            self.messages.add(self_.message)  # type: ignore[attr-defined]

        patch.setattr(kind, "__init__", noting)


@pytest.fixture(scope="module")
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture(scope="module")
def outputs(recorder: Recorder) -> dict[Path, Output]:
    """What each case makes, with `recorder` in place."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in (Problem, Fault, RefusedError):
            recorder.watch(patch, kind)
        return {file: run(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in FILES}


@pytest.mark.usefixtures("outputs")
def test_every_place_that_words_a_problem_is_hit_by_a_case(recorder: Recorder):
    missed = []
    for file in sorted(PURE.rglob("*.py")):
        hit = {line for name, line in recorder.hit if Path(name) == file}
        missed += [
            f"{file.relative_to(ROOT)}:{call.lineno}"
            for call in makers(file.read_text(encoding="utf-8"))
            if not hit & set(range(call.lineno, (call.end_lineno or call.lineno) + 1))
        ]
    assert not missed, "no case in tests/cases words:\n" + "\n".join(missed)


@pytest.mark.usefixtures("outputs")
def test_every_fault_of_a_value_has_a_case(recorder: Recorder):
    """Each wording of the table, whatever pydantic calls the fault."""
    for _, message, _ in WORDS:
        pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(message))
        assert any(re.fullmatch(pattern, said) for said in recorder.messages), message


def test_a_problem_is_made_under_the_id_of_a_known_rule_only():
    for file in sorted(PURE.rglob("*.py")):
        assert unknown_rules(file.read_text(encoding="utf-8")) == [], file
    assert {rule for rule, _, _ in WORDS} <= RULES.keys()
    assert {manual.text.values._OTHERWISE[0]} == WITHOUT_EXAMPLE  # noqa: SLF001


def test_every_rule_has_a_case(outputs: dict[Path, Output]):
    broken = {p.rule for output in outputs.values() for p in (*output.problems, *output.notices)}
    assert broken == RULES.keys() - WITHOUT_EXAMPLE


def test_an_id_is_in_small_letters_and_a_rule_is_one_sentence():
    for rule, said in RULES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule)
        assert re.fullmatch(r"['A-Z].*[^.]\.", said), said


def test_the_page_of_problems_says_what_the_cases_say(outputs: dict[Path, Output]):
    """Where it lags, `.ci/write-problems` writes it again."""
    assert PAGE.read_text(encoding="utf-8") == write_page(outputs)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Problem(\n  'number-twice', where,\n)", [1]),
        ("self._problem('number-twice', where)", [1]),
        ("raise RefusedError('no')", [1]),
        ("def _problem(self):\n  Problem(rule)\nFault()", [3]),
        ("problem(where)", []),
    ],
)
def test_what_words_a_problem(source, lines):
    assert [call.lineno for call in makers(source)] == lines


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Problem('number-twice', where)", []),
        ("Problem(problem.rule, where)", []),
        ("Problem('number-thrice', where)", ["Problem('number-thrice', where)"]),
        ("Problem(where, message)", ["Problem(where, message)"]),
        ("self._problem()", ["self._problem()"]),
    ],
)
def test_what_is_no_rule(source, found):
    assert unknown_rules(source) == found
