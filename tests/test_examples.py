"""The examples in the docstrings of the package hold good; what is hardest to picture has some."""

import doctest
from importlib import import_module

import pytest
from support import ROOT

HOOKS = ROOT / "hooks"
HARDEST = {
    "manual.amendments.history",
    "manual.amendments.redline",
    "manual.provisions.canonical",
    "manual.numbers.number",
    "manual.tree.paths",
}
"""Walking back, redlines, canonical texts, numbers and paths: each is best told by an example."""


def module_names() -> list[str]:
    files = sorted((HOOKS / "manual").rglob("*.py"))
    paths = [file.relative_to(HOOKS).with_suffix("") for file in files]
    return [".".join(path.parts).removesuffix(".__init__") for path in paths]


def find_examples() -> dict[str, list[doctest.DocTest]]:
    """Of each module that has examples, the docstrings that hold them."""
    finder = doctest.DocTestFinder()
    found = {name: finder.find(import_module(name), name) for name in module_names()}
    with_some = {name: [test for test in tests if test.examples] for name, tests in found.items()}
    return {name: tests for name, tests in with_some.items() if tests}


EXAMPLES = find_examples()


@pytest.mark.parametrize(
    "test", [pytest.param(test, id=test.name) for tests in EXAMPLES.values() for test in tests]
)
def test_each_example_gives_what_it_says(test):
    said: list[str] = []
    result = doctest.DocTestRunner().run(test, out=said.append)
    assert result.failed == 0, "".join(said)


def test_what_is_hardest_has_examples():
    assert HARDEST - EXAMPLES.keys() == set()
