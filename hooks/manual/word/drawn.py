"""Blocks as paragraphs of Word; what differs from before as tracked changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from manual.word.block import HEAD, Block, Run, Sign, runs_of, signs_of
from manual.word.look import id_of, style_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOKEN = re.compile(r"\w+(?:[’'.-]\w+)*|\s+|.", re.DOTALL)
_ALIKE = 0.4
"""Share of signs in common from which two paragraphs count as one, changed."""


class Author(NamedTuple):
    """Who changed something, and when: `2026-12-01T00:00:00Z`."""

    name: str
    when: str


@dataclass(frozen=True)
class Unit:
    """A provision as it was and as it is; both are the same where nothing is to be tracked."""

    tag: str
    """The number by which its content control is named: `2.1.3`."""
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    comments: tuple[str, ...] = ()
    """What is said beside it."""


@dataclass
class Drawing:
    """The paragraphs of a document while they are drawn, and what they refer to."""

    author: Author
    links: dict[str, str] = field(default_factory=dict)
    """Ids of addresses."""
    footnotes: list[str] = field(default_factory=list)
    """The words of each footnote, as XML; their ids count from 1."""
    comments: list[str] = field(default_factory=list)
    styles: set[str] = field(default_factory=set)
    _changes: int = 0
    _notes: dict[str, tuple[Block | None, Block | None]] = field(default_factory=dict)

    # Tracked changes

    def _tracked(self, tag: str) -> str:
        self._changes += 1
        who = f"w:author={quoteattr(self.author.name)} w:date={quoteattr(self.author.when)}"
        return f'w:{tag} w:id="{self._changes}" {who}'

    def _around(self, inner: str, state: str) -> str:
        if not state or not inner:
            return inner
        return f"<{self._tracked(state)}>{inner}</w:{state}>"

    # Words

    def _run(self, run: Run, state: str) -> str:
        if run.note:
            return self._around(self._note(run.note), state)
        looks = [
            '<w:rStyle w:val="ManualCodeWords"/>' if run.code else "",
            '<w:rStyle w:val="Hyperlink"/>' if run.link and not run.code else "",
            "<w:b/>" if run.bold else "",
            "<w:i/>" if run.slanting else "",
            f'<w:vertAlign w:val="{"super" if run.raised > 0 else "sub"}script"/>'
            if run.raised
            else "",
        ]
        inner = _text("".join(looks), run.text, deleted=state == "del")
        inner = self._around(inner, state)
        if not run.link:
            return inner
        id_ = self.links.setdefault(run.link, f"link{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{id_}" w:history="1">{inner}</w:hyperlink>'

    def _note(self, label: str) -> str:
        before, after = self._notes.get(label, (None, None))
        shown = self._words_of(before or after, after or before)
        ref = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        inner = f'{ref}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{shown}'
        self.footnotes.append(f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{inner}</w:p>')
        return f'{ref}<w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'

    def _words_of(self, before: Block | None, after: Block | None) -> str:
        old = before.cells[0] if before and before.cells else ()
        new = after.cells[0] if after and after.cells else ()
        return self._words(old, new)

    def _words(self, before: Sequence[Run], after: Sequence[Run]) -> str:
        """Words as they are, what differs from before tracked."""
        return "".join(
            self._run(run, state) for state, runs in _merge(before, after) for run in runs
        )

    # Paragraphs

    def _paragraph(self, block: Block, words: str, state: str, *, head: bool = False) -> str:
        name = style_of(block, head=head)
        self.styles.add(name)
        mark = f"<w:rPr><{self._tracked(state)}/></w:rPr>" if state else ""
        properties = f'<w:pPr><w:pStyle w:val="{id_of(name)}"/>{mark}</w:pPr>'
        return f"<w:p>{properties}{words}</w:p>"

    def _ahead(self, block: Block, state: str) -> str:
        """The number or the mark that stands ahead of the words."""
        label = block.number or (block.mark if block.kind == "item" and block.mark != "•" else "")
        if not label:
            return ""
        look = '<w:rStyle w:val="ManualNumber"/>' if block.number else ""
        return self._around(_text(look, f"{label}\t", deleted=state == "del"), state)

    def _whole(self, block: Block, state: str) -> str:
        """A block that is as it was, or all new (`ins`), or gone (`del`)."""
        words = "".join(self._run(run, state) for cell in block.cells[:1] for run in cell)
        return self._paragraph(block, self._ahead(block, state) + words, state)

    def _changed(self, before: Block, after: Block) -> str:
        return self._paragraph(
            after, self._ahead(after, "") + self._words(before.cells[0], after.cells[0]), ""
        )

    # Tables

    def _row(self, before: Block | None, after: Block | None, *, head: bool) -> str:
        state = "ins" if before is None else "del" if after is None else ""
        one = after or before
        assert one  # noqa: S101 - a row is there before or after
        cells = []
        for at, cell in enumerate(one.cells):
            if before is None or after is None:
                words = "".join(self._run(run, state) for run in cell)
            else:
                words = self._words(before.cells[at], after.cells[at])
            paragraph = self._paragraph(one, words, state, head=head)
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{paragraph}</w:tc>')
        top = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
        mark = f"<{self._tracked(state)}/>" if state else ""
        return f"<w:tr><w:trPr>{top}{mark}</w:trPr>{''.join(cells)}</w:tr>"

    def _table(self, rows: Sequence[tuple[Block | None, Block | None]]) -> str:
        """A table; before and after it a paragraph must stand, or Word joins it to another."""
        widest = max(len((after or before).cells) for before, after in rows if after or before)  # type: ignore[union-attr] # one is there
        grid = "".join(f'<w:gridCol w:w="{8500 // widest}"/>' for _ in range(widest))
        drawn = "".join(self._row(*row, head=at == 0) for at, row in enumerate(rows))
        edge = 'w:val="single" w:sz="4" w:space="0" w:color="D5DBE0"'
        sides = "".join(
            f"<w:{side} {edge}/>"
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return (
            '<w:tbl><w:tblPr><w:tblW w:w="8500" w:type="dxa"/><w:tblInd w:w="1134" w:type="dxa"/>'
            f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="autofit"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"
        )

    # Provisions

    def draw(self, unit: Unit) -> str:
        """A provision in its content control."""
        old, new = _notes_of(unit.before), _notes_of(unit.after)
        self._notes = {label: (old.get(label), new.get(label)) for label in {**old, **new}}
        pairs = [*_pairs(_texts_of(unit.before), _texts_of(unit.after))]
        inner, at = [], 0
        while at < len(pairs):
            end = at
            while (
                end < len(pairs) and _is_row(pairs[end]) and not (end > at and _heads(pairs[end]))
            ):
                end += 1
            if end > at:
                inner.append(self._table(pairs[at:end]))
                # Word asks for a paragraph between a table and what follows it.
                inner.append(_GAP)
            else:
                end = at + 1
                inner.append(self._pair(*pairs[at]))
            at = end
        said = "".join(map(self._comment, unit.comments))
        if said and inner:
            inner[0] = inner[0].replace("</w:p>", f"{said}</w:p>", 1)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(unit.tag)}"/>'
            f"<w:tag w:val={quoteattr('p:' + unit.tag)}/></w:sdtPr>"
            f"<w:sdtContent>{_GAP}{''.join(inner)}</w:sdtContent></w:sdt>"
        )

    def _pair(self, before: Block | None, after: Block | None) -> str:
        if before is None or after is None:
            one = after or before
            assert one  # noqa: S101 - a block is there before or after
            return self._whole(one, "ins" if before is None else "del")
        return self._whole(after, "") if before == after else self._changed(before, after)

    def _comment(self, text: str) -> str:
        self.comments.append(text)
        return (
            '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{len(self.comments) - 1}"/></w:r>'
        )


# LibreOffice (7.4) reads the first paragraph of a control as bare words, or loses it: how it looks,
# and what of it is tracked. A narrow paragraph above takes that upon itself.
_GAP = '<w:p><w:pPr><w:pStyle w:val="ManualGap"/></w:pPr></w:p>'


def _text(looks: str, text: str, *, deleted: bool) -> str:
    """A run; tabs and breaks of lines within it are elements of their own."""
    tag = "delText" if deleted else "t"
    parts = re.split(r"([\t\n])", text)
    said = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    inner = "".join(
        said.get(part) or f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>'
        for part in parts
        if part
    )
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{inner}</w:r>"


def _is_row(pair: tuple[Block | None, Block | None]) -> bool:
    one = pair[1] or pair[0]
    return one is not None and one.kind == "row"


def _heads(pair: tuple[Block | None, Block | None]) -> bool:
    """Whether a table begins with a row: one that was deleted ends no table."""
    return pair[1] is not None and pair[1].mark == HEAD


def _notes_of(blocks: Sequence[Block]) -> dict[str, Block]:
    return {block.mark: block for block in blocks if block.kind == "note"}


def _texts_of(blocks: Sequence[Block]) -> list[Block]:
    """The blocks but for footnotes; a number that stands ahead of no words has a paragraph."""
    return [block for block in blocks if block.kind != "note"]


def _pairs(
    before: Sequence[Block], after: Sequence[Block]
) -> Iterator[tuple[Block | None, Block | None]]:
    """Blocks before with what became of them."""
    keys = SequenceMatcher(None, before, after, autojunk=False)
    for what, a, a_end, b, b_end in keys.get_opcodes():
        old, new = before[a:a_end], after[b:b_end]
        if what == "equal":
            yield from zip(old, new, strict=True)
        else:
            yield from _replaced(old, new)


def _replaced(
    old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[Block | None, Block | None]]:
    """Blocks that changed, from both ends; what is left between went or came."""
    first = 0
    while first < min(len(old), len(new)) and _alike(old[first], new[first]):
        first += 1
    rest = min(len(old), len(new)) - first
    last = 0
    while last < rest and _alike(old[-1 - last], new[-1 - last]):
        last += 1
    yield from zip(old[:first], new[:first], strict=True)
    yield from ((one, None) for one in old[first : len(old) - last])
    yield from ((None, one) for one in new[first : len(new) - last])
    yield from zip(old[len(old) - last :], new[len(new) - last :], strict=True)


def _alike(before: Block, after: Block) -> bool:
    """Whether a block is the other, changed within."""
    frame: Callable[[Block], object] = lambda one: (  # noqa: E731 - short, and used here alone
        *(one.kind, one.number, one.mark, one.depth, one.within, len(one.cells)),
    )
    if frame(before) != frame(after):
        return False
    return (
        before.kind == "row"
        or SequenceMatcher(None, before.text, after.text, autojunk=False).ratio() >= _ALIKE
    )


def _tokens(runs: Sequence[Run]) -> list[tuple[Sign, ...]]:
    """Runs as words, spaces and signs."""
    signs = [*signs_of(runs)]
    text = "".join(one.sign or "\ufffc" for one in signs)
    ends = [0, *(match.end() for match in _TOKEN.finditer(text))]
    return [tuple(signs[start:end]) for start, end in pairwise(ends)]


def _merge(before: Sequence[Run], after: Sequence[Run]) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Runs that stay (nothing), are deleted (`del`) and inserted (`ins`), in order."""
    if tuple(before) == tuple(after):
        yield "", tuple(after)
        return
    old, new = _tokens(before), _tokens(after)
    for what, a, a_end, b, b_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield "", runs_of(sign for token in new[b:b_end] for sign in token)
            continue
        if gone := runs_of(sign for token in old[a:a_end] for sign in token):
            yield "del", gone
        if come := runs_of(sign for token in new[b:b_end] for sign in token):
            yield "ins", come
