"""Hostile and huge texts end in a message or a page, within ten seconds and a gigabyte."""

import json
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 10
BYTES = 1_000_000_000

# Each fills a line of 9,000 characters.
PUMPED = {
    "brackets": "[a](",
    "stars": "*a **b",
    "ticks": "`a``b```",
    "spaces": " ",
    "tags": "<a ",
    "hashes": "# a ",
    "references": "paragraphs 2.1.1, ",
    "contacts": "{contact:",
    "digits": "01632 96 ",
    "cells": "| a ",
    "entities": "&a",
    "backslashes": "\\",
    "quotations": "> a ",
    "long-word": "a",
}
RUN = """
import json, sys, time
from invented import BASE, TODAY
from manual.build import build
path, lines, units = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
for name, unit in units.items():
    line = (unit * 9000)[:9000]
    place, quoted = {
        "docs/lighthouse/lamp.md": ("Stay awake.", line),
        "docs/index.md": ("Begin with", line),
        "docs/glossary.md": ("The light itself.", line),
        "docs/contacts.yml": ("Harbour office", repr(line)),
        "decision_tree/light.yml": ("Use it at dusk.", repr(line)),
    }[path]
    text = BASE[path].replace(place, quoted) + ("\\n\\n" + line) * lines
    start = time.process_time()
    output = build({**BASE, path: text}, TODAY)
    told = "page" if output.pages else str(output.problems[0])[:200]
    print(f"{time.process_time() - start:.2f} {name} {told}", flush=True)
"""
PATHS = [
    "docs/lighthouse/lamp.md",
    "docs/index.md",
    "docs/glossary.md",
    "docs/contacts.yml",
    "decision_tree/light.yml",
]


def limit() -> None:
    seconds = SECONDS * len(PUMPED)  # should one of them never end
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def run(path: str, lines: int, units: dict[str, str]) -> dict[str, tuple[float, str]]:
    """Of each text the seconds of work, and what came of it."""
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", RUN, path, str(lines), json.dumps(units)],
        env={"PYTHONPATH": f"{here}:{here.parent / 'hooks'}"},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr[-500:])
    found = {}
    for line in done.stdout.splitlines():
        if re.match(r"\d+\.\d\d [a-z-]+ ", line):
            seconds, name, told = line.split(" ", 2)
            found[name] = (float(seconds), told)
    assert found.keys() == units.keys()
    return found


@pytest.mark.parametrize("path", PATHS)
def test_a_hostile_line_ends_in_time(path: str):
    found = run(path, 0, PUMPED)
    assert {name: seconds for name, (seconds, _) in found.items() if seconds > SECONDS} == {}


def test_a_page_full_of_them_ends_in_time():
    found = run("docs/index.md", 25, PUMPED)
    assert {name: seconds for name, (seconds, _) in found.items() if seconds > SECONDS} == {}


@pytest.mark.parametrize("path", ["docs/index.md", "docs/contacts.yml", "decision_tree/light.yml"])
def test_a_huge_text_is_refused(path: str):
    _, told = run(path, 120, {"words": "a "})["words"]
    assert "characters; at most" in told
