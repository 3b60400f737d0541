"""What the record costs of a build, MkDocs included, and how that grows: `make bench`.

A manual of 1,000 sections, 20,000 provisions and 200 amendments that touch 4,000 of them; then a
quarter of it, grown fourfold in one measure after the other. All figures are seconds of CPU. The
goal: at most a quarter of the whole for the record, and growth in proportion, which is 4.
"""

import os
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(Path(__file__).parent)]

from manual import check, read  # noqa: E402
from manual.amendments import history, redline, timeline  # noqa: E402
from manual.markup.render import render  # noqa: E402
from manual.pages import amendment, as_at, context, section  # noqa: E402
from manual.provisions.page import wording_html  # noqa: E402
from manuals import FRONT, NOON, WORDS, Size, lay, record  # noqa: E402
from mkdocs.commands.build import build as build_site  # noqa: E402
from mkdocs.config import load_config  # noqa: E402

PARTS: dict[str, tuple[tuple[ModuleType | type, str], ...]] = {
    "walking back": (
        (read, "walk_back"),
        (history.History, "at"),
        (context, "timelines"),
        (timeline.Timeline, "at"),
        (timeline.Timeline, "dates"),
        (timeline.Timeline, "changes"),
        (timeline.Timeline, "gone"),
        (timeline.Timeline, "coming"),
    ),
    "checking the seal": (
        (read, "read_seal"),
        (read, "undo_records"),
        (read, "compare"),
        (check, "check_seal"),
        (check, "take_inventory"),
    ),
    "the chain and its proofs": (
        (read, "read_chain"),
        (check, "check_chain"),
        (context.Context, "sealing_of"),
    ),
    "drawing redlines": (
        (section, "redline_changes"),
        (as_at, "redline_changes"),
        (amendment, "redline_changes"),
    ),
}
"""What is measured: the names under which callers find it."""
GOAL = Size(1_000, 20_000, 200, 4_000)
QUARTER = Size(250, 5_000, 50, 1_000)
GROWN = {
    "sections, as many provisions in each": Size(1_000, 20_000, 50, 1_000),
    "provisions, in as many sections": Size(250, 20_000, 50, 1_000),
    "amendments, each of as many provisions": Size(250, 5_000, 200, 4_000),
}


def sentence(source: random.Random) -> str:
    return " ".join(source.choice(WORDS) for _ in range(55)).capitalize() + "."


def edit(text: str, source: random.Random) -> str:
    """The text with four of its words changed."""
    words = text.split()
    for _ in range(4):
        words[source.randrange(len(words))] = source.choice(WORDS)
    return " ".join(words)


def generate(size: Size) -> dict[str, str]:
    """The texts of a manual of that size, by path."""
    source = random.Random(1)
    texts = {
        "docs/index.md": "---\ntitle: Home\n---\n\n# Home\n",
        "docs/contacts.yml": "areas: {}\neverywhere: {}\n",
        "docs/chapter/index.md": "---\nchapter: 1\ntitle: All\n---\n",
    }
    wordings: dict[str, str] = {}
    for number in range(1, size.sections + 1):
        rows = [f"---\nsection: 1.{number}\ntitle: Section {number}\n{FRONT}\n---\n"]
        for paragraph in range(1, size.provisions // size.sections + 1):
            wordings[f"1.{number}.{paragraph}"] = text = sentence(source)
            rows.append(f"1.{number}.{paragraph} {text}\n")
        texts[f"docs/chapter/s{number}.md"] = "\n".join(rows)
    spans = "".join(f"  - section 1.{number}\n" for number in range(1, size.sections + 1))
    texts["docs/amendments/0001.md"] = record(1, date(2010, 1, 1), f"inserted:\n{spans}")
    chosen = source.sample(sorted(wordings), size.touched)
    each = size.touched // size.amendments
    for index in range(size.amendments):
        own = sorted(chosen[index * each : (index + 1) * each])
        body = "\n\n".join(f"{number} {edit(wordings[number], source)}" for number in own)
        day = date(2011, 1, 1) + timedelta(days=20 * index)
        texts[f"docs/amendments/{index + 2:04}.md"] = record(index + 2, day, "", body)
    return texts


class Clock:
    """Adds up the CPU seconds spent in some functions, however they call one another."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._within = 0

    def over(self, owner: ModuleType | type, name: str) -> None:
        inner = getattr(owner, name)

        def timed(*args: object, **kwargs: object) -> object:
            begun = time.process_time()
            self._within += 1
            try:
                return inner(*args, **kwargs)
            finally:
                self._within -= 1
                if not self._within:
                    self.spent += time.process_time() - begun

        setattr(owner, name, timed)


def measure(size: Size, clocks: dict[str, Clock]) -> tuple[float, dict[str, float]]:
    """CPU seconds of a whole build, and of each part that the record adds to it."""
    with lay(generate(size)) as folder:
        for clock in clocks.values():
            clock.spent = 0.0
        for cached in (render, wording_html, redline.redline):
            cached.cache_clear()
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
        begun = time.process_time()
        build_site(config)
        whole = time.process_time() - begun
        pages = sum(1 for _ in (folder / "site").rglob("*.html"))
    parts = {words: clock.spent for words, clock in clocks.items()}
    spent = sum(parts.values())
    print(f"{size}, {pages:5,} pages: {whole:6.1f} s")
    print(f"      of it {spent:5.2f} s ({spent / whole:.0%}) for the record: ", end="")
    print(", ".join(f"{words} {seconds:.2f} s" for words, seconds in parts.items()), flush=True)
    return whole, parts


def main() -> None:
    os.environ["SOURCE_DATE_EPOCH"] = str(NOON)
    clocks = {words: Clock() for words in PARTS}
    for words, places in PARTS.items():
        for owner, name in places:
            clocks[words].over(owner, name)
    _, least = measure(QUARTER, clocks)
    for words, size in GROWN.items():
        print(f"\nFour times the {words}:")
        _, parts = measure(size, clocks)
        growth = (f"{part} {parts[part] / least[part]:.1f}" for part in parts)
        print(f"      grown by: {', '.join(growth)}", flush=True)
    print("\nThe goal, at most 25%:")
    measure(GOAL, clocks)


if __name__ == "__main__":
    main()
