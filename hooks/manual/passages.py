"""Every piece of Markdown that is rendered for readers, with the lines where it was written."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from manual.address import DOCS, FLOWCHARTS_PATH, GLOSSARY, SETTINGS, TREES, is_record
from manual.markup.render import Rendered, convert
from manual.plain.blocks import set_apart
from manual.provisions.canonical import canonical, one_line
from manual.provisions.page import convert_wording
from manual.text.front import FRONT
from manual.text.limits import check_page
from manual.text.region import Region, split_lines
from manual.text.values import spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from manual.amendments.model import Record
    from manual.model import Reading
    from manual.provisions.model import Provision
    from manual.text.source import Key


@dataclass(frozen=True)
class Passage:
    """A text as pages show it, and where it was written."""

    rendered: Rendered
    region: Region
    is_earlier: bool = False
    """Whether it is a wording of before: what it leads to may have gone since."""

    @property
    def path(self) -> str:
        """The path of its source, from the project's folder."""
        return self.region.path

    @property
    def page(self) -> str:
        """The path of its page in `docs/`; a flowchart's page is in `flowchart/`."""
        return FLOWCHARTS_PATH if self.path.startswith(TREES) else self.path.removeprefix(DOCS)

    @property
    def folder(self) -> str:
        """The folder in `docs/` at which its links begin."""
        return posixpath.dirname(self.page)


def passages(reading: Reading) -> Iterator[Passage]:
    """Every passage of the manual.

    Of a text that could not be read it is all of its Markdown, so that its faults are told at once.
    """
    sources = _Sources(reading)
    for chapter in reading.chapters:
        for section in chapter.sections:
            yield from _provisions(sources, section.source, section.provisions)
        region = sources.region(chapter.source, chapter.introduction_line)
        yield Passage(sources.render(canonical(chapter.introduction)), region)
    for record in reading.records:
        yield from _record(sources, record)
    for page in reading.plain.values():
        region = sources.region(page.source, page.body_line)
        yield Passage(sources.render(set_apart(page.body)), region)
    yield from _glossary(sources, reading)
    for text, region, _ in tree_texts(reading):
        yield Passage(sources.render(text), region)
    if reading.site:
        region = sources.region(SETTINGS, sources.line_of(SETTINGS, "publisher"))
        yield Passage(convert(reading.site.settings.publisher), region)
    yield from _unread(sources, reading.texts)


class _Sources:
    """The lines of each text, split once, and which texts have been met."""

    def __init__(self, reading: Reading) -> None:
        self.texts = reading.texts
        self.numbering = reading.numbering
        self.lines: dict[str, list[str]] = {}

    def region(self, path: str, first: int, last: int | None = None, label: str = "") -> Region:
        if path not in self.lines:
            self.lines[path] = split_lines(self.texts.get(path, ""))
        return Region(path, first, self.lines[path][first - 1 : last], label)

    def render(self, text: str) -> Rendered:
        return convert_wording(text, self.numbering)

    def line_of(self, path: str, key: str) -> int:
        """The line on which a key of YAML begins."""
        match = re.search(rf"^[ ]*{key}:", self.texts.get(path, ""), re.MULTILINE)
        return self.texts[path].count("\n", 0, match.start()) + 1 if match else 1


def _provisions(sources: _Sources, path: str, provisions: Sequence[Provision]) -> Iterator[Passage]:
    """The wordings, headings and notes of provisions that stand in one file, in order."""
    begins = [provision.where.line for provision in provisions]
    before = 1
    for provision, following in zip(provisions, [*begins[1:], None], strict=False):
        last = following - 1 if following else None
        first = provision.where.line
        yield Passage(sources.render(provision.wording.text), sources.region(path, first, last))
        # A section's title is read with the keys of its file; a record has it in its text.
        if provision.wording.heading and not (provision.number.is_section and not is_record(path)):
            yield Passage(
                sources.render(provision.wording.heading), sources.region(path, before, first)
            )
        for note in provision.notes:
            yield Passage(sources.render(note.title), sources.region(path, note.where.line, last))
            yield Passage(sources.render(note.text), sources.region(path, note.where.line, last))
        before = first


def _record(sources: _Sources, record: Record) -> Iterator[Passage]:
    for passage in _provisions(sources, record.path, record.wordings):
        yield replace(passage, is_earlier=True)
    for text, where in record.texts:
        yield Passage(sources.render(one_line(text)), sources.region(record.path, where.line))


def _glossary(sources: _Sources, reading: Reading) -> Iterator[Passage]:
    glossary = reading.glossary
    if GLOSSARY in reading.texts and glossary.terms:
        yield Passage(convert(glossary.introduction), sources.region(GLOSSARY, 1))
    for term in glossary.terms:
        names = sources.render(one_line(" / ".join(term.names)))
        yield Passage(names, sources.region(GLOSSARY, term.where.line))
        region = sources.region(GLOSSARY, term.where.line + 1)
        yield Passage(sources.render(one_line(term.explanation)), region)


def tree_texts(reading: Reading) -> Iterator[tuple[str, Region, Key]]:
    """Every text of every flowchart, with the lines where it is written, and its keys."""
    sources = _Sources(reading)
    for tree in reading.trees:
        following = dict(pairwise(sorted(set(tree.data.lines.values()))))
        for keys, text in tree.texts():
            line = tree.data.where(*keys).line
            last = following.get(line, line + 1) - 1
            region = sources.region(tree.data.path, line, max(last, line), f"'{spell(keys)}'")
            yield text, region, keys


def _unread(sources: _Sources, texts: Mapping[str, str]) -> Iterable[Passage]:
    for path, text in texts.items():
        if not path.startswith(DOCS) or not path.endswith(".md") or path in sources.lines:
            continue
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")  # noqa: PLW2901
        if text and not check_page(path, text):
            front = FRONT.match(text)
            start = front.end() if front else 0
            region = sources.region(path, text.count("\n", 0, start) + 1)
            yield Passage(sources.render(text[start:]), region)
