"""A text is published with every word of it, or it is refused at its line. Nothing is swallowed.

`make test` tries a few random texts, always the same; `make fuzz` tries many, and others each time.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from forbidden import as_published
from harm import Reader
from hypothesis import HealthCheck, given, settings
from invented import BASE, TODAY
from manual.build import Output, build
from writing import documents, written

FUZZ = int(os.environ.get("FUZZ", "0"))
"""How many texts; 0 for the few of `make test`."""


@dataclass(frozen=True)
class Place:
    """Where a text is put, and the pages on which it is to be."""

    path: str
    old: str
    pages: tuple[str, ...]
    ahead: str = ""
    """What stands before it."""
    indent: str = ""
    is_data: bool = False
    """Whether it is in `/manual.json` too."""
    is_found: bool = True
    """Whether the search finds it; it leads from home, and not there."""


PRINT = ("print/index.md", "print/lighthouse.md")
PLACES = {
    "section": Place(
        "docs/lighthouse/boat.md",
        "2.2.2 Tie up the boat.",
        ("lighthouse/boat.md", *PRINT),
        ahead="2.2.2 Begin.\n\n",
        is_data=True,
    ),
    "chapter": Place(
        "docs/lighthouse/index.md", "How the light is kept.", ("lighthouse/index.md", *PRINT)
    ),
    "page": Place("docs/index.md", "Begin with section 2.1.", ("index.md",), is_found=False),
    "flowchart": Place(
        "decision_tree/light.yml",
        "help: Look out of the window.",
        ("flowchart/light.md",),
        ahead="help: |\n",
        indent=" " * 6,
        is_data=True,
    ),
}


def put(place: Place, lines: list[str]) -> tuple[dict[str, str], range]:
    """The invented manual with a text at a place, and its lines in the file."""
    text = BASE[place.path]
    said = place.ahead + "\n".join(f"{place.indent}{line}" if line else "" for line in lines)
    first = text[: text.index(place.old)].count("\n") + 1
    changed = text.replace(place.old, said)
    return {**BASE, place.path: changed}, range(first, first + said.count("\n") + 1)


def missing(output: Output, place: Place, words: list[str]) -> Iterator[str]:
    """The words that are not where they should be, or not in order."""
    assert output.pages
    shown = {path: text_of(output.pages.pages[path]) for path in place.pages}
    files = {re.sub(r"\.[0-9a-f]{8}", "", path): text for path, text in output.pages.files.items()}
    if place.is_found:
        shown["search"] = " ".join(strings(json.loads(files["assets/search.json"])))
    if place.is_data:
        shown["data"] = " ".join(strings(json.loads(files["manual.json"])))
    for name, text in shown.items():
        at = -1
        for word in words:
            found = text.find(word, at + 1)
            if found < 0:
                yield f"{word} is not in {name}" + (" in its order" if word in text else "")
            at = max(found, at)


def text_of(page: str) -> str:
    reader = Reader()
    reader.feed(as_published(page))
    reader.close()
    return reader.text


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


@pytest.mark.parametrize("name", PLACES)
@settings(
    max_examples=(FUZZ * 10 // len(PLACES)) or 12,
    derandomize=not FUZZ,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(document=documents)
def test_every_word_is_published_or_the_text_is_refused_at_its_line(name, document):
    place = PLACES[name]
    lines, words = written(document)
    texts, span = put(place, lines)
    output = build(texts, TODAY)
    if output.pages is None:
        told = {(one.where.path, one.where.line): str(one) for one in output.problems}
        own = {(place.path, line) for line in span}
        assert [said for at, said in told.items() if at not in own] == [], "\n".join(lines)
        return
    assert [*missing(output, place, words)] == [], "\n".join(lines)
