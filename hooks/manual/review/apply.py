"""Puts blocks into the file of a section: lines of what has not changed stay as they are."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from manual.markup.lists import TABLE_RULE
from manual.review.written import write_block, write_rule
from manual.word.block import BULLET, HEAD, Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from manual.review.source import Chunk, Source

_ITEM = re.compile(r"((?:[ ]*>)*[ ]*)([-*+])([ ]+)")
_PLAIN_TITLE = re.compile(r"[A-Za-z][^:#\"'\[\]{}&*!|>%@`,\n]*(?<!\s)")
_CONFIRM = "[confirm]"


@dataclass(frozen=True)
class _Line:
    """A chunk of the file with what stands between it and the chunk before."""

    chunk: Chunk
    gap: tuple[str, ...]


def apply(source: Source, blocks: Sequence[Block]) -> str:
    """The text of the file with `blocks` in place of its own; those that are the same stay."""
    head, *rest = [chunk for passage in source.passages for chunk in passage.chunks]
    lines = list(source.lines)
    title, *wanted = blocks
    if title != head.blocks[0]:
        lines[head.start] = _write_title(title)
    ends = max((chunk.end for chunk in rest), default=_body_of(source))
    begins = rest[0].start if rest else ends
    placed = [
        _Line(chunk, tuple(lines[before : chunk.start]))
        for chunk, before in zip(rest, [begins, *(c.end for c in rest)], strict=False)
    ]
    body = _Body(lines, placed)
    written = body.write(wanted)
    return "\n".join([*lines[:begins], *written, *lines[ends:]])


def _body_of(source: Source) -> int:
    """The line after the front matter of a file."""
    marks = [at for at, line in enumerate(source.lines) if line.rstrip() == "---"]
    return marks[1] + 1 if len(marks) > 1 else len(source.lines)


def _write_title(block: Block) -> str:
    text = block.text
    return (
        f"title: {text if _PLAIN_TITLE.fullmatch(text) else json.dumps(text, ensure_ascii=False)}"
    )


@dataclass
class _Body:
    """The body of a file while it is written anew."""

    lines: Sequence[str]
    placed: Sequence[_Line]

    def write(self, wanted: Sequence[Block]) -> list[str]:
        """The lines of the body."""
        out: list[str] = []
        last: Block | None = None
        for at, blocks in self._plan(wanted):
            own = self.placed[at] if at is not None else None
            if own and not blocks:
                out += _kept_notes(own.gap)
                continue
            said = self._said(own, blocks)
            gap = list(own.gap) if own else []
            if last is not None and not any(not line.strip() for line in gap):
                gap += [""] if not _tight(last, blocks[0]) else []
            if out or own:
                out += gap
            out += said
            last = blocks[-1]
        return out

    def _plan(self, wanted: Sequence[Block]) -> Iterator[tuple[int | None, Sequence[Block]]]:
        """Each chunk with the blocks that take its place (none: it goes), and blocks that come."""
        flat = [(block, at) for at, one in enumerate(self.placed) for block in one.chunk.blocks]
        matcher = SequenceMatcher(None, [block for block, _ in flat], wanted, autojunk=False)
        fates: dict[int, list[Block]] = {at: [] for at in range(len(self.placed))}
        order: list[tuple[int | None, Sequence[Block]]] = []
        for what, a, a_end, b, b_end in matcher.get_opcodes():
            olds, news = [at for _, at in flat[a:a_end]], list(wanted[b:b_end])
            before = [block for block, _ in flat[a:a_end]]
            pairs: Iterable[tuple[int | None, Block | None]] = zip(olds, news, strict=False)
            for at, block in pairs if what == "equal" else _pair(olds, before, news):
                if at is None:
                    assert block  # noqa: S101 - what is of no chunk comes
                    order.append((None, [block]))
                    continue
                if not fates[at] and (not order or order[-1][0] != at):
                    order.append((at, fates[at]))
                if block:
                    fates[at].append(block)
        yield from order

    def _said(self, own: _Line | None, blocks: Sequence[Block]) -> list[str]:
        """The lines of a chunk, its own where it has not changed."""
        if own is None:
            return _write(blocks, None, self._sign())
        chunk = own.chunk
        lines = list(self.lines[chunk.start : chunk.end])
        return lines if tuple(blocks) == chunk.blocks else _write(blocks, lines, self._sign())

    def _sign(self) -> str:
        """The bullet that the file has most often."""
        signs = [m[2] for line in self.lines if (m := _ITEM.match(line))]
        return max(set(signs), key=signs.count) if signs else "-"


def _pair(
    olds: Sequence[int], before: Sequence[Block], news: Sequence[Block]
) -> Iterator[tuple[int | None, Block | None]]:
    """Which block takes the place of which: those of one kind, in their order."""
    rest = list(zip(olds, before, strict=True))
    for block in news:
        at = next((n for n, (_, old) in enumerate(rest) if _frame(old) == _frame(block)), None)
        if at is None:
            yield None, block
            continue
        for place, _ in rest[:at]:
            yield place, None
        yield rest[at][0], block
        rest = rest[at + 1 :]
    for place, _ in rest:
        yield place, None


def _frame(block: Block) -> tuple[object, ...]:
    marked = block.kind == "item" and block.mark != BULLET
    return block.kind, block.depth, block.within, bool(block.number), marked, block.mark == HEAD


def _write(blocks: Sequence[Block], lines: Sequence[str] | None, sign: str) -> list[str]:
    """Blocks as lines; what the first line of the chunk began with is kept."""
    written: list[str] = []
    before: Block | None = None
    for block in blocks:
        own = lines if lines and before is None else None
        if before is not None and not _tight(before, block):
            written.append("")
        written += _write_one(block, own, sign)
        before = block
    return written


def _write_one(block: Block, lines: Sequence[str] | None, sign: str) -> list[str]:
    own = _ITEM.match(lines[0]) if lines and block.kind == "item" and block.mark == BULLET else None
    written = write_block(block, own[2] if own else sign)
    if own and (new := _ITEM.match(written[0])):
        written[0] = f"{own[0]}{written[0][new.end() :]}"
    if block.number:
        written[0] = f"{block.number} {written[0]}".rstrip()
    if block.kind == "meaning" and lines and lines[-1].rstrip().endswith(_CONFIRM):
        written[-1] += f" {_CONFIRM}"
    if block.kind == "row" and block.mark == HEAD:
        rule = next((line for line in lines or () if TABLE_RULE.match(line)), "")
        same = rule and rule.strip().strip("|").count("|") + 1 == len(block.cells)
        written.append(rule if same else write_rule(len(block.cells)))
    return written


def _kept_notes(gap: Sequence[str]) -> list[str]:
    """What stands between two chunks and is kept when the second goes: the editor's notes."""
    return list(gap) if any(line.strip() for line in gap) else []


def _tight(before: Block, block: Block) -> bool:
    """Whether no blank line stands between two blocks."""
    if block.kind == "row":
        return before.kind == "row" and block.mark != HEAD
    if block.kind == "meaning":
        return before.kind in {"term", "meaning"}
    if block.within != before.within or block.number:
        return False
    if block.kind == "item":
        marked = (block.mark == BULLET) == (before.mark == BULLET)
        return before.kind == "item" and (marked or block.depth != before.depth)
    return block.kind == before.kind == "note"
