"""An outline as the texts of a manual, each with the lines on which its pieces stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from manual.address import DOCS, slug
from manual.bring.blocks import Block, Within, lay_blocks
from manual.bring.inline import bare_words, escape, escape_start
from manual.bring.refer import Target, settle_references
from manual.markup.lists import find_unclear

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from manual.bring.model import Chapter, Outline, Section
    from manual.bring.piece import Source
    from manual.numbers.scheme import Scheme

_PLAIN_VALUE = re.compile(r"[A-Za-z][\w ,.()’'&/–-]*|\d+(?:\.\d+)*")
_REVIEWED_AFTER = 365
"""Days until a section is to be reviewed, until an editor says otherwise."""
_ROUNDS = 3
"""How often the lists of a text are made clearer."""
_WORDS_OF_YAML = {"yes", "no", "true", "false", "null", "on", "off", "none"}


class Line(NamedTuple):
    """Where a piece of the source is in the texts."""

    place: int
    path: str
    line: int
    number: str
    """The number that it bears or belongs to."""


@dataclass
class Composed:
    """The texts of a manual that a source has become."""

    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


@dataclass
class _File:
    """A text that is to be written."""

    path: str
    front: list[str]
    blocks: list[Block]
    scheme: Scheme


def compose(
    source: Source, outline: Outline, taken: Collection[str], scheme: Scheme, today: date
) -> Composed:
    """The texts of an outline; `taken` are the paths that are there, `scheme` the manual's.

    References are settled; those that lead nowhere are noted among the remarks of the source.
    """
    files = [*_files(source, outline, {*taken}, scheme, today)]
    targets = {
        name: Target(file.path, block.number, block.clause, block.is_section)
        for file in files
        for block in file.blocks
        for name in block.targets
    }
    composed = Composed()
    for file in files:
        settled = [
            replace(block, text=settle_references(block, file.path, targets, source))
            for block in file.blocks
        ]
        blocks = [block for block in settled if block.text]
        text, starts = _settle_lists(file.front, blocks, source)
        composed.texts[file.path] = text
        titles = (block for block in settled if not block.text)  # the head of the file has them
        composed.lines += [Line(block.place, file.path, 1, block.number) for block in titles]
        for block, start in zip(blocks, starts, strict=True):
            composed.lines.append(Line(block.place, file.path, start, block.number))
        folder = file.path.rpartition("/")[0]
        for name, data in source.files.items():
            if f"]({name})" in text:
                composed.files[f"{folder}/{name}"] = data
    return composed


def _write(front: Sequence[str], blocks: Sequence[Block]) -> tuple[str, list[int]]:
    """The text of a file, and the line on which each of its blocks begins."""
    lines, starts = ["---", *front, "---"], []
    for block in blocks:
        if not block.tight:
            lines.append("")
        starts.append(len(lines) + 1)
        lines += block.text.split("\n")
    return "\n".join(lines) + "\n", starts


def _settle_lists(
    front: Sequence[str], blocks: list[Block], source: Source
) -> tuple[str, list[int]]:
    """The same, where no item of a list could be taken for prose.

    Such an item stands in a paragraph of its own; where that is not enough, its mark is words.
    """
    text, starts = _write(front, blocks)
    for _ in range(_ROUNDS):
        unclear = {*find_unclear(text)}
        if not unclear:
            break
        for at, start in enumerate(starts):
            count = blocks[at].text.count("\n") + 1
            found = [line for line in range(count) if start - 1 + line in unclear]
            if found:
                blocks[at] = _make_clear(blocks[at], found, source)
        text, starts = _write(front, blocks)
    return text, starts


def _make_clear(block: Block, unclear: Sequence[int], source: Source) -> Block:
    """A block of which these lines could be taken for prose, as one that is clear."""
    if block.tight and unclear[0] == 0:
        return replace(block, tight=False)
    lines = block.text.split("\n")
    for at in unclear:
        bare = lines[at].lstrip()
        lines[at] = lines[at].removesuffix(bare) + escape_start(bare)
        source.note("the mark {} is plain words here, for it stands alone", bare.split(" ")[0])
    return replace(block, text="\n".join(lines))


def _files(
    source: Source, outline: Outline, taken: set[str], scheme: Scheme, today: date
) -> Iterator[_File]:
    folders = {path.removeprefix(DOCS).split("/")[0] for path in taken}
    if outline.front:
        name = _free(slug(outline.title) or "text", folders, ".md")
        front = [f"title: {_value(outline.title)}"]
        title = Block(f"# {escape(outline.title)}", 0)
        blocks = [title, *lay_blocks(outline.front, source, outline.scheme, "", "page")]
        yield _File(f"{DOCS}{name}.md", front, blocks, outline.scheme)
    for chapter in outline.chapters:
        folder = _free(slug(chapter.title) or f"chapter-{chapter.number}", folders, "")
        folder = f"{DOCS}{folder}"
        yield _chapter(source, outline, chapter, folder, scheme)
        names: set[str] = {"index"}
        for section in chapter.sections:
            name = _free(slug(section.title) or slug(section.number), names, "")
            yield _section(source, section, outline, f"{folder}/{name}.md", today)


def _free(name: str, taken: set[str], ending: str) -> str:
    """A name that is not taken, which is taken then."""
    tried = (name if number == 1 else f"{name}-{number}" for number in count(1))
    free = next(one for one in tried if not {one, f"{one}{ending}", f"{one}.md"} & taken)
    taken |= {free, f"{free}{ending}"}
    return free


def _chapter(
    source: Source, outline: Outline, chapter: Chapter, folder: str, scheme: Scheme
) -> _File:
    front = [f"chapter: {chapter.number}", f"title: {_value(chapter.title)}"]
    if outline.scheme != scheme:
        front.append(f"numbers: {_value(outline.scheme.example)}")
    blocks = lay_blocks(chapter.opening, source, outline.scheme, "", "page")
    file = _File(f"{folder}/index.md", front, [*blocks], outline.scheme)
    _point(file, source, chapter.place, "")
    return file


def _section(source: Source, section: Section, outline: Outline, path: str, today: date) -> _File:
    front = [f"section: {_value(section.number)}", f"title: {_value(section.title)}"]
    own = section.scheme
    if own != outline.scheme:
        front.append(f"numbers: {_value(own.example)}")
    begins = bool(own.match_section(section.number)) and not own.is_default
    if not own.is_default and not own.within and not begins and section.first:
        front.append(f"first: {_value(section.first)}")
    front += [f"reviewed: {today}", f"review_by: {today + timedelta(days=_REVIEWED_AFTER)}"]
    blocks: list[Block] = []
    for unit in section.units:
        number = unit.number or section.number
        within: Within = "provision" if unit.number else "section"
        blocks += lay_blocks(unit.pieces, source, own, number, within)
    file = _File(path, front, blocks, own)
    _point(file, source, section.place, section.number)
    return file


def _point(file: _File, source: Source, place: int, number: str) -> None:
    """Make the references to a heading that became a title lead to its page."""
    piece = next((piece for piece in source.pieces if place and piece.place == place), None)
    if piece is None:
        return
    if piece.notes:
        words = "; ".join(source.footnotes.get(note, "") for note in piece.notes)
        source.leave_out(place, "a footnote of a title, which can have none", bare_words(words))
    if all(block.place != place for block in file.blocks):
        file.blocks.insert(0, Block("", place, number, targets=piece.targets, is_section=True))


def _value(text: str) -> str:
    """A value of YAML."""
    if _PLAIN_VALUE.fullmatch(text) and text.lower() not in _WORDS_OF_YAML and text == text.strip():
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
