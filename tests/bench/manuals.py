"""Generated manuals of any size, as the project's own software and as plain Material build them."""

import random
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from manual import keep as keeping
from manual.folder import read_texts, write_texts

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
NOON = 1_795_348_800
"""Noon of that day, in seconds since 1970."""
CHAPTER = 20
"""Sections in a chapter."""
WORDS = (  # noqa: SIM905 - words are easier to read without quotation marks
    "the child may be at risk and you share what is needed with those who can help when a parent "
    "or carer has not agreed record the reasons and the advice that was taken before or after"
).split()
TERMS = 26
FRONT = "reviewed: 2026-11-01\nreview_by: 2027-11-01"
_PLAIN = """\
site_name: Plain
site_url: https://manual.example.org/
theme:
  name: material
  font: false
  features: [navigation.prune, navigation.indexes]
plugins: [search]
markdown_extensions: [admonition, tables, sane_lists, attr_list, toc]
"""


@dataclass(frozen=True)
class Size:
    """How large a generated manual is."""

    sections: int
    provisions: int
    amendments: int
    touched: int
    """Provisions that an amendment changes, all amendments together."""

    def __str__(self) -> str:
        return (
            f"{self.sections:5,} sections, {self.provisions:6,} provisions, "
            f"{self.amendments:3} amendments that touch {self.touched:5,}"
        )


def sentence(source: random.Random, own: str, sections: int) -> str:
    """About 55 words; at times a reference to a section, or a term of the glossary."""
    words = [source.choice(WORDS) for _ in range(55)]
    if source.random() < 0.2:
        other = source.randrange(sections)
        words.insert(30, f"(see section {other // CHAPTER + 1}.{other % CHAPTER + 1})")
    if source.random() < 0.2:
        words.insert(10, f"settled-{source.randrange(TERMS):02}")
    return f"{' '.join(words).capitalize()}: {own}."


def edit(text: str, source: random.Random) -> str:
    """The text with four of its words changed."""
    words = text.split()
    for _ in range(4):
        words[source.randrange(25)] = source.choice(WORDS)
    return " ".join(words)


def generate(size: Size) -> dict[str, str]:
    """The texts of a manual of that size, by path."""
    source = random.Random(1)
    terms = "\n\n".join(f"Settled-{n:02}\n: What settled-{n:02} means here." for n in range(TERMS))
    texts = {
        "docs/index.md": "---\ntitle: Home\n---\n\n# Home\n",
        "docs/glossary.md": f"---\ntitle: Glossary\n---\n\n{terms}\n",
        "docs/contacts.yml": "areas: {}\neverywhere: {}\n",
    }
    wordings: dict[str, str] = {}
    numbers = []
    for index in range(size.sections):
        chapter, section = index // CHAPTER + 1, index % CHAPTER + 1
        if section == 1:
            front = f"---\nchapter: {chapter}\ntitle: Chapter {chapter}\n---\n"
            texts[f"docs/chapter-{chapter:02}/index.md"] = front
        number = f"{chapter}.{section}"
        numbers.append(number)
        rows = [f"---\nsection: {number}\ntitle: Section {number}\n{FRONT}\n---\n"]
        for paragraph in range(1, size.provisions // size.sections + 1):
            own = f"{number}.{paragraph}"
            wordings[own] = text = sentence(source, f"this is {own} of all", size.sections)
            rows.append(f"{own} {text}\n")
        texts[f"docs/chapter-{chapter:02}/s{section:02}.md"] = "\n".join(rows)
    spans = "".join(f"  - section {number}\n" for number in numbers)
    texts["docs/amendments/0001.md"] = record(1, date(2010, 1, 1), f"inserted:\n{spans}")
    chosen = source.sample(sorted(wordings), size.touched)
    each = size.touched // max(size.amendments, 1)
    for index in range(size.amendments):
        own_numbers = sorted(chosen[index * each : (index + 1) * each])
        body = "\n\n".join(f"{number} {edit(wordings[number], source)}" for number in own_numbers)
        day = date(2011, 1, 1) + timedelta(days=20 * index)
        texts[f"docs/amendments/{index + 2:04}.md"] = record(index + 2, day, "", body)
    return texts


def record(number: int, day: date, lists: str, body: str = "") -> str:
    front = f"amendment: {number}\ntitle: T\nin_force: {day}\nreason: R\naction: A\n{lists}"
    return f"---\n{front}---\n\n{body}\n"


def project(size: Size) -> AbstractContextManager[Path]:
    """A folder with the project's own software and frame, and a generated manual, sealed."""
    return lay(generate(size))


@contextmanager
def lay(texts: dict[str, str]) -> Iterator[Path]:
    """A folder with the project's own software and frame, and the manual in `texts`, sealed."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("hooks", "overrides"):
            (folder / part).symlink_to(ROOT / part)
        shutil.copytree(ROOT / "decision_tree/flowchart", folder / "decision_tree/flowchart")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        write_texts(folder, texts)
        read, problems = read_texts(folder)
        assert not problems
        write_texts(folder, keeping.seal(read, TODAY).texts)
        yield folder


@contextmanager
def plain_project(size: Size, as_at: dict[str, int]) -> Iterator[Path]:
    """The same texts as plain Material pages.

    `as_at` says how many earlier wordings each section's page has, by its path below `docs/`
    without ending: each becomes one more page of the same text.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        pages = {}
        for path, text in generate(size).items():
            if not path.endswith(".md"):
                continue
            body = text.split("---\n", 2)[2].strip()
            title = path.rpartition("/")[2].removesuffix(".md")
            page = f"---\ntitle: {title}\n---\n\n# {title}\n\n{body}\n"
            pages[path] = page
            stem = path.removesuffix(".md")
            for count in range(as_at.get(stem.removeprefix("docs/"), 0)):
                pages[f"{stem}/as-at/{count}.md"] = page
        write_texts(folder, pages | {"mkdocs.yml": _PLAIN})
        yield folder
