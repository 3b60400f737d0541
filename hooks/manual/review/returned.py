"""A reading of a Word file as provisions: which paragraphs belong to which number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from manual.address import slug
from manual.numbers.definition import definition_number
from manual.provisions.split import start_of
from manual.review.source import GLOSSARY_KEY
from manual.review.told import Told
from manual.word.block import BULLET, HEAD, Block, Run, tidy
from manual.word.look import Meant, read_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from manual.numbers.number import Number
    from manual.numbers.numbering import Numbering
    from manual.word.marked import Paragraph

_DOTTED = re.compile(r"([0-9]+\.[0-9]+(?:\.[0-9]+)*[A-Za-z]{0,2})(?:[.:)]?[ \t]+|$)")
_HEADING = re.compile(r"heading ([1-9])")
_MARK = re.compile(r"\s*(\(?[A-Za-z0-9]{1,9}[.)])(?:\t\s*|[ ]+|$)")


@dataclass
class Returned:
    """The provisions of a reading, and what stood in its way."""

    units: dict[str, list[Block]] = field(default_factory=dict)
    """The blocks of each, by its number, in the order of the file; footnotes last."""
    places: dict[int, str] = field(default_factory=dict)
    """In which provision each paragraph stands."""
    faults: list[Told] = field(default_factory=list)
    remarks: list[Told] = field(default_factory=list)


@dataclass
class Grouper:
    """Groups the paragraphs of one reading."""

    numbering: Numbering
    known: Mapping[str, Sequence[Block]]
    """The provisions of the base, by number."""
    notes: Mapping[str, tuple[Run, ...]]
    """The words of each footnote, by its id, in this reading."""
    labels: dict[str, str]
    """The labels of footnotes by their ids, those too that the other reading gave."""
    rejected: bool
    """Whether it is the reading with all changes rejected: that of the base."""
    out: Returned = field(default_factory=Returned)
    section: Number | None = None
    in_glossary: bool = False
    key: str = ""
    headings: list[tuple[int, Block]] = field(default_factory=list)

    def group(self, paragraphs: Iterable[Paragraph]) -> Returned:
        """The provisions, in order."""
        for one in paragraphs:
            self._take(one)
        for place, block in self.headings:
            self._fault(
                place,
                f"no paragraph follows the heading '{block.text[:60]}'",
                "put a numbered paragraph below it, or delete it",
            )
        self._label()
        for key, blocks in self.out.units.items():
            self.out.units[key] = renumbered(blocks)
        return self.out

    def _fault(self, place: int, what: str, hint: str) -> None:
        self.out.faults.append(Told(place, what, hint))

    # One paragraph

    def _take(self, one: Paragraph) -> None:
        self.out.places[one.place] = self.key
        if one.cells:
            mark = HEAD if one.head else ""
            self._add(one, Block("row", tuple(map(tidy, one.cells)), mark=mark))
            return
        if not any(run.text.strip() or run.note for run in one.runs):
            return
        meant = read_style(one.style) or self._foreign(one)
        if meant is None:
            return
        if meant.kind == "section":
            self._begin_section(one)
        elif meant.kind == "heading":
            self._heading(one, meant)
        elif meant.kind == "term" and self.in_glossary:
            self._begin_term(one)
        elif meant.kind in {"paragraph", "text", "cell", "head"} and not meant.depth:
            self._prose(one, meant)
        else:
            self._other(one, meant)

    def _foreign(self, one: Paragraph) -> Meant | None:
        """What a paragraph is that has none of the manual's styles."""
        heading = _HEADING.fullmatch(one.style)
        if heading:
            return Meant("heading", max(int(heading[1]), 2), "")
        if one.label == BULLET:
            return Meant("bullet", one.level + 1, "")
        if one.label:
            self._fault(
                one.place,
                f"Word itself numbers this paragraph '{one.label}': {_quote(one)}",
                "turn its numbering off, and type the number or the mark ahead of its words",
            )
            return None
        return Meant("paragraph", 0, "")

    def _begin_section(self, one: Paragraph) -> None:
        written, _, title = one.text.partition("\t")
        number = self.numbering.sections.get(written.strip())
        self.in_glossary = written.strip() == GLOSSARY_KEY
        if number is None and not self.in_glossary:
            self._fault(
                one.place,
                f"no section has the number '{(written or title).strip()[:40]}'",
                "a new section is a file of its own: see EDITING.md; put its text there",
            )
            return
        self.section = number
        words = tidy(_after(one.runs, len(written) + 1))
        block = Block("section", (words,), number=written.strip())
        self._begin(one, str(number) if number else GLOSSARY_KEY, block)

    def _begin_term(self, one: Paragraph) -> None:
        block = Block("term", (tidy(one.runs),))
        self._begin(one, str(definition_number(slug(block.text.split(" / ")[0]))), block)

    def _heading(self, one: Paragraph, meant: Meant) -> None:
        block = Block("heading", (tidy(one.runs),), depth=meant.depth or 2, within="")
        self.headings.append((one.place, block))

    def _prose(self, one: Paragraph, meant: Meant) -> None:
        found = None if meant.within else self._number(one)
        if found is None:
            self._add(one, Block("prose", (self._words(one),), within=meant.within))
            return
        key, written, end = found
        words = self._words(replace(one, runs=_after(one.runs, end)))
        self._begin(one, key, Block("prose", (words,), number=written))

    def _number(self, one: Paragraph) -> tuple[str, str, int] | None:
        """The number that a paragraph begins with: its key, as it is written, and its length."""
        if self.section is None:
            return None
        text = one.text
        scheme = self.numbering.scheme_of(self.section.section)
        lead = len(text) - len(text.lstrip())
        if scheme.is_default:
            match = _DOTTED.match(text, lead)
            written, end = (match[1], match.end()) if match else ("", 0)
        else:
            line = text[lead:].split("\n")[0]
            own = start_of(scheme).match(line)
            written = own[1] if own else ""
            end = lead + (own.start(3) if own and own[3] is not None else len(line))
        number = self.numbering.read_within(self.section, written) if written else None
        if number is None or number.is_section:
            return None
        if "\t" not in text[lead:end] and self._is_said(text):
            return None
        return str(number), written, end

    def _is_said(self, text: str) -> bool:
        """Whether a paragraph of the base begins with these words, number and all."""
        begins = " ".join(text.split())[:30]
        blocks = self.known.get(self.key, ())
        return any(block.text.startswith(begins) for block in blocks)

    def _other(self, one: Paragraph, meant: Meant) -> None:
        kind, depth, mark, runs = meant.kind, meant.depth, "", one.runs
        if kind == "bullet":
            if one.label:
                depth = one.level + 1
                mark = BULLET
            else:
                kind = "text"
        elif kind == "item":
            found = _MARK.match(one.text)
            if found is None:
                hint = "type its mark ahead of its words, such as (ba), then a tab"
                what = f"an item of a list has no mark: {_quote(one)}"
                self._fault(one.place, what, hint)
                return
            mark, runs = found[1], _after(one.runs, found.end())
        names = {"bullet": "item", "text": "prose", "paragraph": "prose"}
        name = names.get(kind, kind)
        if name == "code":
            words: tuple[Run, ...] = (Run("".join(run.text for run in runs).rstrip()),)
        else:
            words = self._words(replace(one, runs=runs))
        self._add(one, Block(name, (words,), mark=mark, depth=depth, within=meant.within))  # type: ignore[arg-type] # each is a kind

    def _words(self, one: Paragraph) -> tuple[Run, ...]:
        if "\t" in one.text.strip():
            self.out.remarks.append(Told(one.place, f"a tab is a space now: {_quote(one)}", ""))
        return tidy(one.runs)

    # Provisions

    def _begin(self, one: Paragraph, key: str, block: Block) -> None:
        if key in self.out.units:
            self._fault(
                one.place,
                f"the number {key} stands twice in the text",
                "give one of the two another number, or delete one with changes tracked",
            )
            return
        self.key = key
        self.out.units[key] = [heading for _, heading in self.headings]
        self.out.places |= {place: key for place, _ in self.headings}
        self.headings = []
        self._add(one, block)

    def _add(self, one: Paragraph, block: Block) -> None:
        if self.headings:
            heading = self.headings[0][1]
            self._fault(
                one.place,
                f"the paragraph below the heading '{heading.text[:60]}' has no number",
                "type its number ahead of it, such as 2.1.3A, then a tab",
            )
            self.headings = []
        if not self.key:
            self._fault(
                one.place,
                f"this stands above the first number: {_quote(one)}",
                "put it where it belongs, or delete it",
            )
            return
        self.out.places[one.place] = self.key
        self.out.units[self.key].append(block)

    # Footnotes

    def _label(self) -> None:
        """Give footnotes the labels of the base, and the new ones the next that are free."""
        for key, blocks in self.out.units.items():
            base = _labels_of(self.known.get(key, ()))
            ids = list(dict.fromkeys(r.note for b in blocks for c in b.cells for r in c if r.note))
            taken = {*base, *(self.labels[id_] for id_ in ids if id_ in self.labels)}
            for place, id_ in enumerate(ids):
                if id_ not in self.labels:
                    known = self.rejected and place < len(base)
                    self.labels[id_] = base[place] if known else _free(taken)
                    taken.add(self.labels[id_])
            self.out.units[key] = [_relabelled(block, self.labels) for block in blocks]
            for id_ in ids:
                words = self.notes.get(id_, ())
                self.out.units[key].append(Block("note", (words,), mark=self.labels[id_]))


_PLAIN_NUMBER = re.compile(r"(\d{1,6})\.")


def renumbered(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with `1.`, `2.`, `3.` in order: the pages number such a list by themselves."""
    found: list[Block] = []
    at: dict[int, int] = {}
    for block in blocks:
        match = _PLAIN_NUMBER.fullmatch(block.mark) if block.kind == "item" else None
        if match:
            at = {depth: last for depth, last in at.items() if depth <= block.depth}
            at[block.depth] = at.get(block.depth, int(match[1]) - 1) + 1
            found.append(replace(block, mark=f"{at[block.depth]}."))
            continue
        depth = block.depth if block.kind in {"item", "prose"} else 0
        at = {place: last for place, last in at.items() if depth >= place}
        found.append(block)
    return found


def _labels_of(blocks: Sequence[Block]) -> list[str]:
    found = (run.note for block in blocks for cell in block.cells for run in cell if run.note)
    return list(dict.fromkeys(found))


def _free(taken: set[str]) -> str:
    return next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)


def _relabelled(block: Block, labels: Mapping[str, str]) -> Block:
    if not any(run.note for cell in block.cells for run in cell):
        return block
    cells = (
        tuple(run._replace(note=labels[run.note]) if run.note else run for run in cell)
        for cell in block.cells
    )
    return replace(block, cells=tuple(cells))


def _after(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """Runs without their first signs."""
    kept = []
    for run in runs:
        if run.note and count:
            kept.append(run)
            continue
        cut = min(count, len(run.text))
        count -= cut
        if run.note or run.text[cut:]:
            kept.append(run._replace(text=run.text[cut:]))
    return tuple(kept)


def _quote(one: Paragraph) -> str:
    return _quoted(one.text, 0)


def quote(block: Block, at: int = 0) -> str:
    """The first words of a block, or those around a place in it, in quotation marks."""
    return _quoted(block.text, at)


_SHOWN, _AHEAD = 60, 20
"""Signs that are quoted, and how many of them stand ahead of the place that is meant."""


def _quoted(text: str, at: int) -> str:
    """Words of a text around a place.

    >>> _quoted("Share what matters, and no more than that, with those who need it today.", 45)
    '“… no more than that, with those who need it today.”'
    """
    start = text.rfind(" ", 0, at - _AHEAD) + 1 if at > _SHOWN - _AHEAD else 0
    words = " ".join(text[start : start + _SHOWN].split())
    ends = "…" if start + _SHOWN < len(text) else ""
    return f"“{'… ' if start else ''}{words}{ends}”"
