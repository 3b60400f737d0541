"""The catalogue of problems: every rule, and every message about it, has a case in tests/cases.

A message is where the code makes a problem. Each place is to be hit by a case.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import manual.text.values
import pytest
from manual.rules import RULES
from problems import PAGE, WITHOUT_EXAMPLE, write_page
from support import ROOT
from test_cases import FILES, tell
from told import HELPER, Told

PURE = ROOT / "hooks/manual"
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


@pytest.fixture(scope="module")
def told(common: Path) -> dict[Path, Told]:
    """What each case tells; those that test_cases.py has not run are run here."""
    return {file: tell(file, common) for file in FILES}


def test_every_place_that_words_a_problem_is_hit_by_a_case(told: dict[Path, Told]):
    places = set().union(*(one.hit for one in told.values()))
    missed = []
    for file in sorted(PURE.rglob("*.py")):
        hit = {line for name, line in places if Path(name) == file}
        missed += [
            f"{file.relative_to(ROOT)}:{call.lineno}"
            for call in makers(file.read_text(encoding="utf-8"))
            if not hit & set(range(call.lineno, (call.end_lineno or call.lineno) + 1))
        ]
    assert not missed, "no case in tests/cases words:\n" + "\n".join(missed)


def test_every_fault_of_a_value_has_a_case(told: dict[Path, Told]):
    """Each wording of the table, whatever pydantic calls the fault."""
    messages = set().union(*(one.messages for one in told.values()))
    for _, message, _ in WORDS:
        pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(message))
        assert any(re.fullmatch(pattern, said) for said in messages), message


def test_a_problem_is_made_under_the_id_of_a_known_rule_only():
    for file in sorted(PURE.rglob("*.py")):
        assert unknown_rules(file.read_text(encoding="utf-8")) == [], file
    assert {rule for rule, _, _ in WORDS} <= RULES.keys()
    assert {manual.text.values._OTHERWISE[0]} == WITHOUT_EXAMPLE  # noqa: SLF001


def test_every_rule_has_a_case(told: dict[Path, Told]):
    outputs = [one.output for one in told.values()]
    broken = {p.rule for output in outputs for p in (*output.problems, *output.notices)}
    assert broken == RULES.keys() - WITHOUT_EXAMPLE


def test_an_id_is_in_small_letters_and_a_rule_is_one_sentence():
    for rule, said in RULES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule)
        assert re.fullmatch(r"['A-Z].*[^.]\.", said), said


def test_the_page_of_problems_says_what_the_cases_say(told: dict[Path, Told]):
    """Where it lags, `.ci/write-problems` writes it again."""
    outputs = {file: one.output for file, one in told.items()}
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
