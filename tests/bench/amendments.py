"""What the record costs: walking back, checking the seal and drawing redlines, as they grow.

Prints the seconds of a build of generated manuals, and of the parts that the record adds to it.
"""

import random
import time
from datetime import date, timedelta
from types import ModuleType

from manual import check, read
from manual.amendments import redline
from manual.build import build
from manual.keep import seal

TODAY = date(2026, 11, 22)
WORDS = [
    "the",
    "child",
    "may",
    "be",
    "at",
    "risk",
    "and",
    "you",
    "share",
    "what",
    "is",
    "needed",
    "with",
    "those",
    "who",
    "can",
    "help",
    "when",
    "a",
    "parent",
    "or",
    "carer",
    "has",
    "not",
    "agreed",
    "record",
    "the",
    "reasons",
    "and",
    "the",
    "advice",
    "that",
    "was",
    "taken",
    "before",
    "or",
    "after",
]
PARTS: dict[str, tuple[ModuleType, str]] = {
    "walking back": (read, "walk_back"),
    "checking the seal": (check, "check_seal"),
    "undoing what is not sealed": (read, "undo_records"),
    "comparing with the seal": (read, "compare"),
    "drawing redlines": (redline, "redline"),
}
"""What is measured: the name by which one module calls it."""
FRONT = "reviewed: 2026-11-01\nreview_by: 2027-11-01"
SETTINGS = """\
site_name: Generated
site_url: https://bench.test/
extra:
  manual:
    status: draft
    publisher: Nobody.
    report_to: mailto:a@bench.test
"""


def sentence(source: random.Random) -> str:
    return " ".join(source.choice(WORDS) for _ in range(55)).capitalize() + "."


def edit(text: str, source: random.Random) -> str:
    """The text with four of its words changed."""
    words = text.split()
    for _ in range(4):
        words[source.randrange(len(words))] = source.choice(WORDS)
    return " ".join(words)


def generate(sections: int, amendments: int, touched: int) -> dict[str, str]:
    """A manual of `sections` with 20 provisions each, of which records changed `touched`."""
    source = random.Random(1)
    texts = {
        "mkdocs.yml": SETTINGS,
        "docs/contacts.yml": "areas: {}\neverywhere: {}\n",
        "docs/chapter/index.md": "---\nchapter: 1\ntitle: All\n---\n",
    }
    numbers = []
    wordings: dict[str, str] = {}
    for section_ in range(1, sections + 1):
        rows = [f"---\nsection: 1.{section_}\ntitle: Section {section_}\n{FRONT}\n---\n"]
        for paragraph in range(1, 21):
            numbers.append(f"1.{section_}.{paragraph}")
            wordings[numbers[-1]] = sentence(source)
            rows.append(f"{numbers[-1]} {wordings[numbers[-1]]}\n")
        texts[f"docs/chapter/s{section_}.md"] = "\n".join(rows)
    spans = ", ".join(f'"section 1.{n}"' for n in range(1, sections + 1))
    head = "in_force: 2020-01-01\nreason: R\naction: A"
    first = f"---\namendment: 1\ntitle: First\n{head}\ninserted: [{spans}]\n---\n"
    texts["docs/amendments/0001-first.md"] = first
    chosen = source.sample(numbers, touched)
    each = max(1, touched // amendments)
    for index in range(amendments):
        day = date(2021, 1, 1) + timedelta(days=10 * index)
        own = chosen[index * each : (index + 1) * each]
        body = "\n\n".join(f"{number} {edit(wordings[number], source)}" for number in sorted(own))
        head = f"amendment: {index + 2}\ntitle: T\nin_force: {day}\nreason: R\naction: A"
        texts[f"docs/amendments/{index + 2:04}.md"] = f"---\n{head}\n---\n\n{body}\n"
    return texts


class Clock:
    """Adds up the seconds spent in a function."""

    def __init__(self, module: ModuleType, name: str) -> None:
        self.spent = 0.0
        self.inner = getattr(module, name)
        setattr(module, name, self)

    def __call__(self, *args: object, **kwargs: object) -> object:
        started = time.perf_counter()
        try:
            return self.inner(*args, **kwargs)
        finally:
            self.spent += time.perf_counter() - started


def measure(sections: int, amendments: int, touched: int, clocks: dict[str, Clock]) -> None:
    texts = generate(sections, amendments, touched)
    texts |= seal(texts, TODAY).texts
    for clock in clocks.values():
        clock.spent = 0.0
    started = time.perf_counter()
    output = build(texts, TODAY)
    whole = time.perf_counter() - started
    assert output.pages, output.problems[:3]
    record = sum(clock.spent for clock in clocks.values())
    print(
        f"{sections:5} sections, {sections * 20:6} provisions, {amendments:3} amendments of "
        f"{touched:5}, {len(output.pages.pages):5} pages: {whole:6.2f} s, of it {record:5.2f} s "
        f"({record / whole:3.0%}) for the record"
    )
    for words, clock in clocks.items():
        print(f"      {words}: {clock.spent:.2f} s")


if __name__ == "__main__":
    print("Seconds of the pure build, in which MkDocs has no part")
    clocks = {words: Clock(*place) for words, place in PARTS.items()}
    for size in ((100, 20, 400), (300, 60, 1_200), (1_000, 200, 4_000)):
        measure(*size, clocks)
