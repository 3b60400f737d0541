"""The pieces of a source as chapters, sections and provisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from manual.bring.inline import bare_words
from manual.bring.label import Label, read_label
from manual.bring.model import Chapter, Outline, Section, Unit
from manual.bring.piece import TYPED, Remark, with_next
from manual.bring.plan import Plan, is_heading, make_plan
from manual.bring.propose import propose_numbers
from manual.numbers.scheme import read_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manual.bring.piece import Kind, Piece, Source
    from manual.numbers.number import Key

_TITLE = 100
"""Characters of a title that is taken from a paragraph."""
_MOST_CHANGED = 0.25
"""The part of the numbers that may not fit before the numbers are proposed anew."""
_PROPOSED = "the numbers of the source cannot be kept: those here are proposed"


def make_outline(source: Source, chapter: int) -> Outline:
    """The outline of a source; `chapter` is the number of a chapter that is free.

    Where too few numbers fit together, or there are none, numbers are proposed.
    """
    title = _title(source)
    plan = make_plan(source.pieces)
    if plan is not None:
        outline = _walk(source.pieces, plan, title, chapter)
        if len(outline.changed) <= _MOST_CHANGED * len(plan.labels):
            return outline
    pieces, plan = propose_numbers(source.pieces, chapter, title)
    outline = _walk(pieces, plan, title, chapter)
    outline.proposed = True
    outline.changed |= {*_renumbered(source.pieces, plan)}
    why = _PROPOSED if outline.changed else "the source has no numbers: those here are proposed"
    outline.remarks.append(Remark(0, f"{why}. Change them as you like, before they are published"))
    return outline


def _renumbered(pieces: Sequence[Piece], plan: Plan) -> Iterator[int]:
    """The places of the numbers that others stand for; `3` in section 2.1 is kept as 2.1.3."""
    for piece in pieces:
        label = plan.labels.get(piece.place)
        if label and read_label(piece.label):
            last = label.number.rpartition(".")[2]
            if last != piece.label.rstrip(".)"):
                yield piece.place


def _walk(pieces: Sequence[Piece], plan: Plan, title: str, chapter: int) -> Outline:
    walk = _Walk(plan, Outline(title, plan.scheme, plan.why), chapter)
    for piece, below in with_next(pieces):
        walk.take(piece, below)
    walk.finish(pieces)
    return walk.outline


def _title(source: Source) -> str:
    of_style = next((p.text for p in source.pieces if p.kind == "title"), "")
    name = source.name.rpartition("/")[2].rpartition(".")[0].replace("_", " ").replace("-", " ")
    return bare_words(of_style or source.title or name)[:_TITLE].strip() or "Text"


@dataclass
class _Walk:
    """Goes through the pieces, and puts each in its place."""

    plan: Plan
    outline: Outline
    free: int
    chapter: Chapter | None = None
    section: Section | None = None
    parts: int = 0
    """Sections that have no number of their own."""
    is_behind: bool = False
    """Whether the section is a schedule, with numbers of its own."""

    def take(self, piece: Piece, below: Piece | None) -> None:
        """Put the next piece in its place; `below` is the one after it."""
        label = self.plan.labels.get(piece.place)
        if piece.kind == "title" and self.chapter is None:
            self._front(piece)
        elif label and label.is_behind and is_heading(piece, below):
            self._begin_schedule(piece, label)
        elif self.plan.section_depth == 0:
            self._take_running(piece, label, below)
        elif label is None:
            self._add(piece)
        elif self.is_behind and not label.word and self._grows(label.key):
            self._begin_provision(piece, label, below)
        else:
            self._take_leveled(piece, label, below)

    def _remark(self, place: int, message: str, words: str = "") -> None:
        self.outline.remarks.append(Remark(place, message, words))

    def _drop_word(self, piece: Piece, label: Label) -> None:
        """Note the word ahead of a number that stands for itself here: `Section 2.1`."""
        if piece.family == TYPED and label.word:
            said = piece.label if label.is_roman else label.word
            self.outline.left_out.append(Remark(0, "words ahead of numbers", said.strip()))

    def _front(self, piece: Piece) -> None:
        words = bare_words(piece.text)
        if words != self.outline.title:
            self.outline.front.append(piece)
        else:
            why = "the title of the whole: write it in mkdocs.yml, as site_name"
            self.outline.left_out.append(Remark(piece.place, why, words))

    def _add(self, piece: Piece) -> None:
        """Put a piece below the newest one that has a number."""
        if self.section is not None:
            self.section.units[-1].pieces.append(piece)
        elif self.chapter is not None:
            self.chapter.opening.append(piece)
        else:
            self.outline.front.append(piece)

    def _misfit(self, piece: Piece, why: str) -> None:
        message = f"the number {piece.label} is plain words here: {why}"
        self._remark(piece.place, message, bare_words(piece.text)[:80])
        self.outline.changed.add(piece.place)
        self._add(replace(piece, text=f"{piece.label} {piece.text}", label="", kind="text"))

    def _take_leveled(self, piece: Piece, label: Label, below: Piece | None) -> None:
        depth = self.plan.section_depth
        if label.word and not label.holds:
            self._misfit(piece, "the others have no word ahead")
        elif label.depth < depth:
            self._begin_chapter(piece, label, below)
        elif label.depth == depth:
            self._begin_section(piece, label, below)
        else:
            self._take_provision(piece, label, below)

    def _begin_chapter(self, piece: Piece, label: Label, below: Piece | None) -> None:
        number = label.key[0][1] if label.number.isdecimal() else -1
        last = self.chapter.number if self.chapter else -1
        if number <= last:
            self._misfit(
                piece, f"it does not follow on {last}" if last >= 0 else "it has no digits"
            )
            return
        self._drop_word(piece, label)
        self.chapter = Chapter(number, "", piece.place)
        self.section = None
        self.is_behind = False
        self.outline.chapters.append(self.chapter)
        self.chapter.title = self._entitle(piece, below, self.chapter.opening)

    def _entitle(self, piece: Piece, below: Piece | None, text: list[Piece]) -> str:
        """The title of what begins with a piece; where that is text, it stays text."""
        words = bare_words(piece.text)
        if is_heading(piece, below) or (len(words) <= _TITLE and not words.endswith(".")):
            return words
        text.append(replace(piece, label="", kind="text"))
        short = " ".join(words[:60].split()[:-1])
        message = f"{piece.label} has no heading: its title is its first words, choose another"
        self._remark(piece.place, message, words[:80])
        return short or words[:60]

    def _begin_section(self, piece: Piece, label: Label, below: Piece | None) -> None:
        key = label.key
        chapter = self._chapter_of(key) if self.plan.section_depth > 1 else self._only_chapter()
        last = chapter.sections[-1].number if chapter and chapter.sections else ""
        if chapter is None:
            self._misfit(piece, "it belongs to another chapter than the one it stands in")
        elif not self.plan.scheme.match_section(label.number):
            self._misfit(piece, f"it is not written like {self.plan.scheme.example}")
        elif last and not self.is_behind and Label("", last, "").key >= key:
            self._misfit(piece, f"it does not follow on {last}")
        else:
            self.is_behind = False
            self._drop_word(piece, label)
            self.section = Section(label.number, "", piece.place, self.plan.scheme)
            chapter.sections.append(self.section)
            self.section.title = self._entitle(piece, below, self.section.units[0].pieces)

    def _chapter_of(self, key: Key) -> Chapter | None:
        """The chapter of a section with this number; a new one where its own has not begun."""
        lead, number, letter = key[0]
        if self.chapter and self.chapter.number == number:
            return self.chapter
        if lead or letter or number <= (self.chapter.number if self.chapter else -1):
            return None
        title = f"Chapter {number}"
        if self.chapter is None and all(one.key[0] == key[0] for one in self._plain()):
            title = self.outline.title  # all of it is one chapter
        else:
            self._remark(0, f"chapter {number} has no heading: give it a title")
        self.chapter = Chapter(number, title, 0)
        self.outline.chapters.append(self.chapter)
        return self.chapter

    def _plain(self) -> list[Label]:
        return [label for label in self.plan.labels.values() if label.is_plain]

    def _only_chapter(self) -> Chapter:
        if self.chapter is None:
            self.chapter = Chapter(self.free, self.outline.title)
            self.chapter.opening, self.outline.front = self.outline.front, []
            self.outline.chapters.append(self.chapter)
        return self.chapter

    def _take_provision(self, piece: Piece, label: Label, below: Piece | None) -> None:
        depth, key = self.plan.section_depth, label.key
        section = self.section
        if section is None or Label("", section.number, "").key != key[:depth] or self.is_behind:
            section = self._implied(label)
        if section is None:
            self._misfit(piece, "it does not begin with the number of its section")
        elif section.scheme.match(label.number) is None:
            self._misfit(piece, f"it is not written like {section.scheme.example}")
        elif not self._grows(key):
            last = section.units[-1].number
            self._misfit(piece, f"it does not follow on {last}, which stands before it")
        else:
            self._begin_provision(piece, label, below)

    def _grows(self, key: Key) -> bool:
        return self.section is not None and key > self.section.last

    def _implied(self, label: Label) -> Section | None:
        """A section that its first provision begins, since the source has no heading for it."""
        depth, key = self.plan.section_depth, label.key
        number = ".".join(label.number.split(".")[:depth])
        chapter = self._chapter_of(key) if depth > 1 else self._only_chapter()
        last = chapter.sections[-1] if chapter and chapter.sections else None
        if chapter is None or (last and Label("", last.number, "").key >= key[:depth]):
            return None
        self.is_behind = False
        self.section = Section(number, f"Section {number}", 0, self.plan.scheme)
        chapter.sections.append(self.section)
        self._remark(0, f"section {number} has no heading: give it a title")
        return self.section

    def _begin_provision(self, piece: Piece, label: Label, below: Piece | None) -> None:
        if self.section is not None:
            mark = self.section.scheme.mark
            word = "" if self.section.scheme.within else self.section.scheme.word
            if label.word != word:
                self._drop_word(piece, label)
            kind: Kind = "heading" if is_heading(piece, below) else "text"
            number = f"{word}{label.number}"
            self.section.units.append(Unit(f"{number}{mark}", [replace(piece, kind=kind)]))
            self.section.last = label.key
            self.section.first = self.section.first or number

    def _begin_schedule(self, piece: Piece, label: Label) -> None:
        chapter = self.chapter or self._only_chapter()
        name = f"{label.name.capitalize()} {label.number}"
        if any(section.number == name for section in chapter.sections):
            self._misfit(piece, f"{name} stands above already")
            return
        scheme = read_scheme(f"{name}, paragraph {self._deepest_behind(piece)}")
        self.section = Section(
            name, bare_words(piece.text) or name, piece.place, scheme or self.plan.scheme
        )
        chapter.sections.append(self.section)
        self.is_behind = True

    def _deepest_behind(self, piece: Piece) -> str:
        """An example of the numbers in a schedule that begins with a piece."""
        number = "2"
        for place, label in sorted(self.plan.labels.items()):
            if place > piece.place and label.is_behind:
                break
            if place > piece.place and label.depth > number.count(".") + 1:
                number = label.number
        return number

    def _take_running(self, piece: Piece, label: Label | None, below: Piece | None) -> None:
        chapter = self._only_chapter()
        is_own = label is not None and label.word == self.plan.scheme.word
        if label is not None and is_own:
            self._take_one(chapter, piece, label, below)
        elif (label and label.holds) or (piece.kind == "heading" and not piece.label):
            self._begin_part(chapter, piece, label)
        else:
            self._add(piece)

    def _take_one(self, chapter: Chapter, piece: Piece, label: Label, below: Piece | None) -> None:
        """A provision whose number runs through all sections, or through a schedule."""
        if self.section is None:
            self._begin_part(chapter, None, None)
        last = max((s.last for s in chapter.sections if not s.scheme.within), default=())
        grows = self._grows(label.key) if self.is_behind else label.key > last
        if grows and self.plan.scheme.match(f"{label.word}{label.number}") is not None:
            self._begin_provision(piece, label, below)
        else:
            self._misfit(piece, "it does not follow on the one before it")

    def _begin_part(self, chapter: Chapter, piece: Piece | None, label: Label | None) -> None:
        self.is_behind = False
        place = piece.place if piece else 0
        title = bare_words(piece.text) if piece else self.outline.title
        if label is not None and label.word and piece is not None:
            number = f"{label.name.capitalize()} {label.number}"
            title = f"{piece.label}: {title}" if label.is_roman else title
        else:
            self.parts += 1
            number = f"Part {self.parts}"
        self.section = Section(number, title or number, place, self.plan.scheme)
        chapter.sections.append(self.section)

    def finish(self, pieces: Sequence[Piece]) -> None:
        """Give what has no number of its own a place in which it can stand."""
        if not self.outline.chapters:
            self._only_chapter()
        for chapter in self.outline.chapters:
            for section in [*chapter.sections] if self.plan.section_depth == 0 else ():
                if not section.first and not section.scheme.within:
                    self._fold(chapter, section, pieces)
        self._note_zeros(pieces)
        if self.parts > 1:
            message = "sections without numbers are called Part 1, Part 2 here, in their addresses"
            self._remark(0, message)

    def _note_zeros(self, pieces: Sequence[Piece]) -> None:
        """Note the numbers with zeros ahead of a part, which are written without."""
        padded = [
            (piece, label)
            for piece in pieces
            if (label := self.plan.labels.get(piece.place))
            and not label.is_roman
            and label.number not in piece.label
        ]
        words = " ".join(piece.label for piece, _ in padded)
        for piece, label in padded[:1]:
            self.outline.left_out.append(Remark(0, "numbers with zeros ahead", words))
            what = f"numbers such as {piece.label.strip('.: ')} are written {label.number} here"
            self._remark(0, f"{what} ({len(padded)} of them): see that references say so too")

    def _fold(self, chapter: Chapter, section: Section, pieces: Sequence[Piece]) -> None:
        """Make a section without numbers a heading and text of the one before it."""
        at = chapter.sections.index(section)
        heading = [piece for piece in pieces if piece.place == section.place and section.place]
        text = [*heading, *section.units[0].pieces]
        chapter.sections.remove(section)
        if at:
            chapter.sections[at - 1].units[-1].pieces += text
        elif chapter.sections:
            chapter.sections[0].units[0].pieces[:0] = text
        else:
            chapter.opening += text
