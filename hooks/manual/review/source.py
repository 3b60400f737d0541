"""The texts in `docs/` as blocks, each with the lines of its file that it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from manual.address import GLOSSARY
from manual.markup.fence import mark_fenced
from manual.markup.lists import TABLE_RULE, find_items
from manual.markup.notes import take_notes
from manual.numbers.definition import definition_number
from manual.numbers.numbering import PLAIN, Numbering
from manual.provisions.glossary import CONFIRM
from manual.provisions.split import Splitter
from manual.review.shown import show
from manual.text.source import read_document
from manual.word.block import Block, Run, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manual.markup.notes import Note
    from manual.numbers.number import Number
    from manual.provisions.glossary import Glossary
    from manual.provisions.model import Section, Wording
    from manual.provisions.split import Part

GLOSSARY_KEY = "glossary"
"""What stands for the number of the glossary."""
_QUOTE = re.compile(r"[ ]*>[ >]*")
_FOOTNOTE = re.compile(r"[ ]*\[\^[^\]]+\]:")
_BEGINS = re.compile(r"[ ]*(?:#{1,6}[ ]|!!![ ]*\w|:[ ]+\S)")


@dataclass(frozen=True)
class Chunk:
    """The lines that a block stands on, or several blocks that cannot be told apart."""

    start: int
    """From 0, in the file."""
    end: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Passage:
    """A provision as its file has it."""

    key: str
    """Its number; of a definition `glossary/front-door`."""
    chunks: tuple[Chunk, ...]
    notes: tuple[Note, ...] = ()
    """The editor's notes beside it."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, in order."""
        return tuple(block for chunk in self.chunks for block in chunk.blocks)


@dataclass(frozen=True)
class Source:
    """A section, or the glossary."""

    key: str
    """Its number, or `glossary`."""
    path: str
    """Path of its file, from the project's folder."""
    lines: tuple[str, ...]
    """Of the whole file."""
    passages: tuple[Passage, ...]

    @property
    def blocks(self) -> dict[str, tuple[Block, ...]]:
        """The blocks of each provision, by its number."""
        return {passage.key: passage.blocks for passage in self.passages}

    @staticmethod
    def title(key: str, title: str) -> Block:
        """The title of the section `key`, or of the glossary."""
        return replace(row_of((Run(title),), kind="section"), number=key)


def read_section(section: Section, text: str, numbering: Numbering) -> Source:
    """A section, of which `text` is the file and has no faults."""
    document = read_document(section.source, text)
    parts = Splitter(section.source, numbering, section.number).split(
        document.body, document.body_line
    )
    lines = text.split("\n")
    title = Source.title(str(section.number), section.title)
    front = document.front.where("title").line
    head = Chunk(front - 1, front, (title,))
    passages = [_passage(section.source, part, lines, section.number) for part in parts]
    first = replace(passages[0], chunks=(head, *passages[0].chunks))
    return Source(str(section.number), section.source, tuple(lines), (first, *passages[1:]))


def _passage(path: str, part: Part, lines: Sequence[str], section: Number) -> Passage:
    headings = [_heading(line, said) for line, said in part.headings]
    kept, notes = take_notes(path, part.lines)
    if part.number is None:
        return Passage(str(section), tuple(_chunks(kept)), tuple(notes))
    written = _written(lines[part.line - 1], part)
    chunks = [*_chunks(kept)]
    begins = chunks[0].blocks[0] if chunks and chunks[0].start == part.line - 1 else None
    if begins and begins.kind == "prose" and not begins.depth and not begins.within:
        numbered = (replace(begins, number=written), *chunks[0].blocks[1:])
        chunks[0] = replace(chunks[0], blocks=numbered)
    elif begins is None:
        alone = Block("prose", ((),), number=written)
        chunks.insert(0, Chunk(part.line - 1, part.line, (alone,)))
    else:  # a list or a table that begins on the line of the number: one that cannot be parted
        whole = Block("prose", ((),), number=written)
        chunks = [Chunk(chunks[0].start, chunks[-1].end, (whole, *_all(chunks)))]
    return Passage(str(part.number), (*headings, *chunks), tuple(notes))


def _all(chunks: Sequence[Chunk]) -> tuple[Block, ...]:
    return tuple(block for chunk in chunks for block in chunk.blocks)


def _written(line: str, part: Part) -> str:
    """The number of a part as its file writes it: `2` for `Schedule 1, paragraph 2`."""
    rest = part.lines[0][1] if part.lines else ""
    written = line[: len(line) - len(rest)].strip() if rest else line.strip()
    return written.rstrip(".):") or str(part.number)


def _heading(line: int, said: str) -> Chunk:
    return Chunk(line - 1, line, show(said))


def _chunks(lines: Sequence[tuple[int, str]]) -> Iterator[Chunk]:
    """The chunks of some lines, each with its place in the file from 1."""
    blocks = show("\n".join(text for _, text in lines))
    if not blocks:
        return
    spans = [*_spans([text for _, text in lines])]
    texts = ["\n".join(text for _, text in lines[start:end]) for start, end in spans]
    if len(spans) == len(blocks) and all(map(_holds, texts, blocks)):
        for (start, end), block in zip(spans, blocks, strict=True):
            yield Chunk(lines[start][0] - 1, lines[end - 1][0], (block,))
    else:
        yield Chunk(lines[spans[0][0]][0] - 1, lines[spans[-1][1] - 1][0], blocks)


def _holds(text: str, block: Block) -> bool:
    """Whether the lines of a chunk may be those of a block."""
    said = re.sub(r"[\W_]+", "", text)
    return re.sub(r"[\W_]+", "", block.text)[:20] in said


def _spans(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each paragraph, item and row begins and has ended."""
    fenced = [*mark_fenced(lines)]
    items, bare = find_items(lines), [_QUOTE.sub("", line) for line in lines]
    start, before = -1, ""
    for at, line in enumerate(lines):
        in_code = fenced[at] and at > 0 and fenced[at - 1] and start >= 0
        if not bare[at].strip() and not in_code:
            if start >= 0:
                yield start, at
            start = -1
        elif start < 0:
            start = at
        elif not in_code and _starts(at, line, lines, before, items):
            yield start, at
            start = at
        before = line
    if start >= 0:
        yield start, _last(lines, start)


def _starts(at: int, line: str, lines: Sequence[str], before: str, items: frozenset[int]) -> bool:
    """Whether a block begins on a line right below another."""
    if at in items or _FOOTNOTE.match(line) or _BEGINS.match(line):
        return True
    if before.lstrip().startswith(("#", "!!!")):
        return True
    following = lines[at + 1] if at + 1 < len(lines) else ""
    if line.lstrip().startswith("|") or ("|" in line and "|" in before):
        return not TABLE_RULE.match(line) or bool(TABLE_RULE.match(following))
    return bool(_QUOTE.match(line)) != bool(_QUOTE.match(before))


def _last(lines: Sequence[str], start: int) -> int:
    """The line after the last one that says something."""
    return max(at for at, line in enumerate(lines) if line.strip() or at == start) + 1


def read_glossary(glossary: Glossary, text: str) -> Source:
    """The glossary, of which `text` is the file and has no faults."""
    lines = text.split("\n")
    document = read_document(GLOSSARY, text)
    title = Source.title(GLOSSARY_KEY, glossary.title)
    front = document.front.where("title").line
    head = Passage(GLOSSARY_KEY, (Chunk(front - 1, front, (title,)),))
    terms = []
    for term in glossary.terms:
        at = term.where.line - 1
        end = at + 2
        while end < len(lines) and lines[end].startswith((" ", "\t")) and lines[end].strip():
            end += 1
        name = row_of((Run(" ".join(lines[at].split())),), kind="term")
        words = " ".join(" ".join([lines[at + 1][1:], *lines[at + 2 : end]]).split())
        words = words.removesuffix(CONFIRM).strip()
        meaning = tuple(replace(one, kind="meaning") for one in show(words))
        chunks = Chunk(at, at + 1, (name,)), Chunk(at + 1, end, meaning)
        terms.append(Passage(str(definition_number(term.id)), chunks))
    return Source(GLOSSARY_KEY, GLOSSARY, tuple(lines), (head, *terms))


def show_wording(
    number: Number, wording: Wording, numbering: Numbering = PLAIN
) -> tuple[Block, ...]:
    """The blocks of a wording of the record, as `read_section` has those of the newest."""
    if number.is_definition:
        term = row_of((Run(wording.heading),), kind="term")
        return term, *(replace(one, kind="meaning") for one in show(wording.text))
    if number.is_section:
        return Source.title(str(number), wording.heading), *show(wording.text)
    written = write_number(number, numbering)
    headings, blocks = show(wording.heading), show(wording.text)
    first = blocks[0] if blocks else None
    if first and first.kind == "prose" and not first.depth and not first.within:
        return *headings, replace(first, number=written), *blocks[1:]
    return *headings, Block("prose", ((),), number=written), *blocks


def write_number(number: Number, numbering: Numbering) -> str:
    """A number as its section's file writes it."""
    within = numbering.scheme_of(number.section).within
    _, _, inner = str(number).partition(within) if within else ("", "", "")
    return inner or str(number)
