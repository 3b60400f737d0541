"""A manual with many random texts at once, in every kind of place, and the words of each."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forbidden import as_published
from harm import Reader
from invented import BASE, TODAY
from manual.address import TREE_TEMPLATE
from manual.build import Output, build
from support import ROOT

TREE = "decision_tree/light.yml"
MANUAL = {**BASE, TREE_TEMPLATE: (ROOT / TREE_TEMPLATE).read_text(encoding="utf-8")}
"""The invented manual, with the template of the real flowchart."""
RECORD = "docs/amendments/0002-the-boat.md"
MOST_ROUNDS = 12


@dataclass(frozen=True)
class Text:
    """A random text: its lines, and the words that it holds, each found once in the manual."""

    lines: tuple[str, ...]
    words: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Place:
    """Where a text is put, and the pages on which it is to be, those for paper too."""

    path: str
    old: str
    """What it stands in place of."""
    pages: tuple[str, ...]
    ahead: str = ""
    """What stands before it."""
    indent: str = ""
    is_data: bool = False
    """Whether it is in `/manual.json` too."""
    is_found: bool = True
    """Whether the search finds it; it leads from home, and not there."""

    def put(self, texts: Mapping[str, str], lines: Sequence[str]) -> tuple[dict[str, str], range]:
        """The manual with a text at the place, and its lines in the file."""
        text = texts[self.path]
        said = self.ahead + "\n".join(f"{self.indent}{line}" if line else "" for line in lines)
        first = text[: text.index(self.old)].count("\n") + 1
        changed = {**texts, self.path: text.replace(self.old, said)}
        return changed, range(first, first + said.count("\n") + 1)


def section(path: str, old: str, ahead: str = "") -> Place:
    chapter = path.split("/")[1]
    pages = (path.removeprefix("docs/"), "print/index.md", f"print/{chapter}.md")
    return Place(path, old, pages, ahead, is_data=True)


def chapter(name: str, old: str) -> Place:
    pages = (f"{name}/index.md", "print/index.md", f"print/{name}.md")
    return Place(f"docs/{name}/index.md", old, pages)


def flowchart(old: str, key: str, indent: str) -> Place:
    pages = ("flowchart/light.md", "print/index.md")
    return Place(TREE, old, pages, f"{key}: |\n", indent, is_data=True)


PLACES = {
    "section": section("docs/lighthouse/boat.md", "2.2.2 Tie up the boat.", "2.2.2 Begin.\n\n"),
    "chapter": chapter("lighthouse", "How the light is kept."),
    "page": Place("docs/index.md", "Begin with section 2.1.", ("index.md",), is_found=False),
    "flowchart": flowchart("help: Look out of the window.", "help", " " * 6),
}
IN_TREE = (
    PLACES["flowchart"],
    flowchart("do: Strike a match.", "do", " " * 6),
    flowchart("tell: The harbour. Not a ship that may be a smuggler's.", "tell", " " * 6),
    flowchart("record: When it was lit.", "record", " " * 6),
    flowchart("about: Use it at dusk.", "about", " " * 2),
)
PLACE_OF_WORDS = "Place of words."
REVIEWED = "reviewed: 2026-11-01\nreview_by: 2027-11-01"


def shelve(count: int) -> tuple[dict[str, str], list[Place]]:
    """The invented manual with so many places, by turns sections, chapters, pages and the tree."""
    texts, places, sections = dict(MANUAL), list(IN_TREE), []
    for at in range(3, 3 + count - len(IN_TREE)):
        kind = at % 3
        if kind == 0:
            number = f"2.{at}"
            path = f"docs/lighthouse/s{at}.md"
            head = f"section: {number}\ntitle: Place {at}\n{REVIEWED}"
            texts[path] = f"---\n{head}\n---\n\n{number}.1 Begin.\n\n{PLACE_OF_WORDS}\n"
            places.append(section(path, PLACE_OF_WORDS))
            sections.append(f"section {number}")
        elif kind == 1:
            name = f"chapter-{at}"
            head = f"chapter: {at}\ntitle: Chapter {at}"
            texts[f"docs/{name}/index.md"] = f"---\n{head}\n---\n\n{PLACE_OF_WORDS}\n"
            head = f"section: {at}.1\ntitle: Place {at}\n{REVIEWED}"
            texts[f"docs/{name}/one.md"] = f"---\n{head}\n---\n\n{at}.1.1 Begin.\n"
            places.append(chapter(name, PLACE_OF_WORDS))
            sections.append(f"section {at}.1")
        else:
            texts[f"docs/page-{at}.md"] = f"---\ntitle: Page {at}\n---\n\n{PLACE_OF_WORDS}\n"
            places.append(Place(f"docs/page-{at}.md", PLACE_OF_WORDS, (f"page-{at}.md",)))
    inserted = json.dumps(["section 2.2", *sections])
    texts[RECORD] = texts[RECORD].replace('["section 2.2"]', inserted)
    return texts, places


@dataclass(frozen=True)
class Shelf:
    """What came of texts that were put into one manual."""

    texts: Mapping[str, str]
    output: Output
    published: Sequence[tuple[Place, Text]]
    refused: Sequence[tuple[Place, Text]]
    stray: Sequence[str]
    """What was told of a line on which no text stands."""


def publish(texts: Sequence[Text]) -> Shelf:
    """Put each text into a place of its own, and leave out those that are refused."""
    manual, places = shelve(max(len(texts), len(IN_TREE) + 3))
    left = list(zip(places, texts, strict=False))
    refused: list[tuple[Place, Text]] = []
    for _ in range(MOST_ROUNDS):
        filled, at = fill(manual, places, left)
        output = build(filled, TODAY)
        if output.pages:
            return Shelf(filled, output, left, refused, ())
        told = {(one.where.path, one.where.line): str(one) for one in output.problems}
        own = [{(place.path, line) for line in at[place]} for place, _ in left]
        stray = [said for where, said in told.items() if not any(where in some for some in own)]
        kept = [pair for pair, some in zip(left, own, strict=True) if not some & told.keys()]
        if stray or len(kept) == len(left):
            return Shelf(filled, output, left, refused, stray or [*told.values()])
        refused += [pair for pair in left if pair not in kept]
        left = kept
    raise AssertionError(f"refused still after {MOST_ROUNDS} rounds: {[*told.values()]}")


def fill(
    manual: dict[str, str], places: Sequence[Place], pairs: Sequence[tuple[Place, Text]]
) -> tuple[dict[str, str], dict[Place, range]]:
    """The manual with texts in their places, simple words in the others, and where they are."""
    said = {place: text.lines for place, text in pairs}
    at: dict[Place, range] = {}
    # From the end of a file to its beginning, so that no line moves that has been noted.
    for place in sorted(places, key=lambda one: (one.path, -manual[one.path].index(one.old))):
        manual, at[place] = place.put(manual, said.get(place, ("Plain words.",)))
        for other, lines in at.items():
            if other is not place and other.path == place.path:
                more = len(at[place]) - 1
                at[other] = range(lines.start + more, lines.stop + more)
    return manual, at


class Shown:
    """The texts of what a manual publishes, each read once."""

    def __init__(self, output: Output) -> None:
        assert output.pages
        self.pages = output.pages
        self.texts: dict[str, str] = {}

    def text(self, name: str) -> str:
        if name not in self.texts:
            is_page = name.endswith(".md")
            self.texts[name] = text_of(self.pages.pages[name]) if is_page else self.read_json(name)
        return self.texts[name]

    def read_json(self, pattern: str) -> str:
        """The strings of a published file, found by its path; no other file is made."""
        path = next(path for path in self.pages.files if re.fullmatch(pattern, path))
        return " ".join(strings(json.loads(self.pages.files[path])))

    def missing(self, place: Place, words: Sequence[str]) -> Iterator[str]:
        """The words that are not where they should be, or not in order."""
        names = [*place.pages]
        names += [r"assets/search\.\w+\.json"] if place.is_found else []
        names += [r"manual\.json"] if place.is_data else []
        for name in names:
            at = -1
            for word in words:
                found = self.text(name).find(word, at + 1)
                if found < 0:
                    in_order = " in its order" if word in self.text(name) else ""
                    yield f"{word} is not in {name}{in_order}"
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
