"""A megabyte of hostile YAML is refused at its line, in any file, in three seconds and 500 MB."""

import os
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from invented import BASE, TODAY
from manual.build import build

SECONDS, MEGABYTES = 3, 500
FILES = (
    "docs/contacts.yml",
    "decision_tree/light.yml",
    "decision_tree/light.cases.yml",
    "mkdocs.yml",
)
NINE = ",".join(["{0}"] * 9)
WHOLE = {
    "lists in lists": ("a: " + "[" * 400_000, "nested more than 20 levels"),
    "keys in keys": ("a: " + "{a: " * 240_000, "nested more than 20 levels"),
    "groups in groups": ("".join(" " * n + "a:\n" for n in range(1_300)), "nested more than 20"),
    "dashes": ("- " * 450_000, "nested more than 20 levels"),
    "question marks": ("? " * 450_000, "nested more than 20 levels"),
    "aliases of aliases": (
        "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{NINE.format('*a')}]\n" for n in range(9)),
        "stands for another value",
    ),
    "anchors": ("".join(f"k{n}: &a{n} v\n" for n in range(20_000)), "a meaning of its own"),
    "merged keys": (
        "a: &a {x: 1}\n" + "".join(f"k{n}: {{<<: *a}}\n" for n in range(40_000)),
        "more than 25,000 values",
    ),
    "many keys": ("".join(f"k{n}: v\n" for n in range(80_000)), "more than 25,000 values"),
    "one key": ("k: v\n" * 190_000, "more than 25,000 values"),
    "a long list": ("a: [" + "a, " * 330_000 + "b]", "more than 25,000 values"),
    "a long text": ("a: " + "word " * 190_000, "at most 10,000 are read"),
    "escapes": ('a: "' + "\\x41" * 240_000 + '"', "at most 10,000 are read"),
    "tags": ("a: " + "!!python/object:os.system " * 30_000, "begins with !"),
    "quotation marks": ("a: " + '"' * 900_000, "cannot be read"),
    "colons": ("a:" * 450_000, "cannot be read"),
    "documents": ("a: b\n" + "---\n" * 240_000, "a second document begins here"),
    "folded lines": ("a: >\n" + "  b\n\n" * 150_000, "more than 25,000"),
    "more than a megabyte": ("a: b\n# " + "a" * 1_000_000, "at most 1,000,000 are read"),
}
"""A text by what it is full of, and what is said of it."""


def refusal(path: str, text: str) -> tuple[str, float, int]:
    """What is said of a text first, the seconds of CPU, and the megabytes of its process."""
    begun = time.process_time()
    output = build({**BASE, path: text}, TODAY)
    told = [problem for problem in output.problems if problem.where.path == path]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_000
    return str(told[0]), time.process_time() - begun, memory


@pytest.mark.parametrize("name", WHOLE)
def test_hostile_yaml_is_refused(name: str):
    text, said = WHOLE[name]
    assert said in refusal("docs/contacts.yml", text)[0]


@pytest.mark.skipif("FUZZ" not in os.environ, reason="it measures time: make fuzz")
@pytest.mark.parametrize("path", FILES)
def test_hostile_yaml_takes_no_time_and_no_memory(path: str):
    slow = {}
    for name, (text, _) in WHOLE.items():
        with ProcessPoolExecutor(1, get_context("fork")) as one:
            said, seconds, memory = one.submit(refusal, path, text).result()
        if seconds > SECONDS or memory > MEGABYTES:
            slow[name] = (said[:60], round(seconds, 2), memory)
    assert slow == {}
