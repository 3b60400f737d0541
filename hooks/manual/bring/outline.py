"""The pieces of a source as chapters, sections and provisions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from manual.bring.inline import bare_words
from manual.bring.label import Label
from manual.bring.plan import Plan, is_heading, make_plan, propose_numbers
from manual.numbers.scheme import read_scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from manual.bring.piece import Piece, Source
    from manual.numbers.number import Key
    from manual.numbers.scheme import Scheme

_TITLE = 100
"""Characters of a title that is taken from a paragraph."""


@dataclass
class Unit:
    """A provision, or what stands ahead of the first one; its pieces in their order."""

    number: str = ""
    """As its text begins, `2.1.3`; empty for what stands ahead."""
    pieces: list[Piece] = field(default_factory=list)


@dataclass
class Section:
    """A section, with its provisions."""

    number: str
    title: str
    place: int
    scheme: Scheme
    first: str = ""
    """The first number in it, where its numbers do not begin with its own."""
    units: list[Unit] = field(default_factory=lambda: [Unit()])
    last: Key = ()


@dataclass
class Chapter:
    """A chapter, with its sections."""

    number: int
    title: str
    place: int = 0
    opening: list[Piece] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


@dataclass
class Outline:
    """A source as a manual has it."""

    title: str
    scheme: Scheme
    why: tuple[str, ...]
    front: list[Piece] = field(default_factory=list)
    """What stands ahead of the first chapter."""
    chapters: list[Chapter] = field(default_factory=list)
    proposed: bool = False
    """Whether its numbers are proposed, since the source has none."""


def make_outline(source: Source, chapter: int) -> Outline:
    """The outline of a source; `chapter` is the number of a chapter that is free.

    What is doubtful is noted among the remarks of the source.
    """
    title = _title(source)
    pieces: Sequence[Piece] = source.pieces
    plan = make_plan(pieces)
    proposed = not plan.labels
    if proposed:
        pieces = propose_numbers(pieces, chapter, title)
        plan = make_plan(pieces)
        source.remark(0, "the source has no numbers: those here are proposed, change them freely")
    walk = _Walk(source, plan, Outline(title, plan.scheme, plan.why, proposed=proposed), chapter)
    for piece, below in zip(pieces, [*pieces[1:], None], strict=True):
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

    source: Source
    plan: Plan
    outline: Outline
    free: int
    chapter: Chapter | None = None
    section: Section | None = None
    parts: int = 0
    is_behind: bool = False
    """Whether the section is a schedule, with numbers of its own."""

    def take(self, piece: Piece, below: Piece | None) -> None:
        """Put the next piece in its place; `below` is the one after it."""
        label = self.plan.labels.get(piece.place)
        if piece.kind == "title" and self.chapter is None:
            self._front(piece)
        elif label and label.is_behind and self._is_title(piece, below):
            self._begin_schedule(piece, label)
        elif self.plan.section_depth == 0:
            self._take_running(piece, label, below)
        elif label is None:
            self._add(piece)
        elif self.is_behind and not label.word and self._grows(label.key):
            self._begin_provision(piece, label)
        else:
            self._take_leveled(piece, label, below)

    def _is_title(self, piece: Piece, below: Piece | None) -> bool:
        label, next_ = self.plan.labels.get(piece.place), None
        next_ = self.plan.labels.get(below.place) if below else None
        return is_heading(piece, bool(label and next_ and next_.depth > label.depth))

    def _front(self, piece: Piece) -> None:
        if bare_words(piece.text) != self.outline.title:
            self.outline.front.append(piece)
        else:
            why = "the title of the whole: write it in mkdocs.yml, as site_name"
            self.source.leave_out(piece.place, why, bare_words(piece.text))

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
        self.source.remark(piece.place, message, bare_words(piece.text)[:80])
        self._add(replace(piece, text=f"{piece.label} {piece.text}", label="", kind="text"))

    def _take_leveled(self, piece: Piece, label: Label, below: Piece | None) -> None:
        depth = self.plan.section_depth
        if label.word and not label.holds:
            self._misfit(piece, "the others have no word ahead")
        elif label.depth < depth or (label.holds and depth > 1 and label.depth == 1):
            self._begin_chapter(piece, label, below)
        elif label.depth == depth:
            self._begin_section(piece, label, below)
        elif label.word:
            self._misfit(piece, "the others have no word ahead")
        else:
            self._take_provision(piece, label)

    def _begin_chapter(self, piece: Piece, label: Label, below: Piece | None) -> None:
        number = label.key[0][1] if label.number.isdecimal() else 0
        last = self.chapter.number if self.chapter else 0
        if number <= last:
            self._misfit(piece, f"it does not follow on {last}" if last else "a chapter has digits")
            return
        self.chapter = Chapter(number, "", piece.place)
        self.section = None
        self.is_behind = False
        self.outline.chapters.append(self.chapter)
        self.chapter.title = self._entitle(piece, below, self.chapter.opening)

    def _entitle(self, piece: Piece, below: Piece | None, text: list[Piece]) -> str:
        """The title of what begins with a piece; where that is text, it stays text."""
        words = bare_words(piece.text)
        if self._is_title(piece, below) or (len(words) <= _TITLE and not words.endswith(".")):
            return words
        text.append(replace(piece, label="", kind="text"))
        short = " ".join(words[:60].split()[:-1])
        message = f"{piece.label} has no heading: its title is its first words, choose another"
        self.source.remark(piece.place, message, words[:80])
        return short or words[:60]

    def _begin_section(self, piece: Piece, label: Label, below: Piece | None) -> None:
        key = label.key
        chapter = self._chapter_of(key) if self.plan.section_depth > 1 else self._only_chapter()
        last = chapter.sections[-1].number if chapter and chapter.sections else ""
        if chapter is None:
            self._misfit(piece, "it belongs to another chapter than the one it stands in")
        elif self.plan.scheme.match_section(label.number) is False or (
            last and not self.is_behind and Label("", last, "").key >= key
        ):
            self._misfit(piece, f"it does not follow on {last}" if last else "it fits no section")
        else:
            self.is_behind = False
            self.section = Section(label.number, "", piece.place, self.plan.scheme)
            chapter.sections.append(self.section)
            self.section.title = self._entitle(piece, below, self.section.units[0].pieces)

    def _chapter_of(self, key: Key) -> Chapter | None:
        """The chapter of a section with this number; a new one where its own has not begun."""
        lead, number, letter = key[0]
        if self.chapter and self.chapter.number == number:
            return self.chapter
        if lead or letter or number <= (self.chapter.number if self.chapter else 0):
            return None
        self.chapter = Chapter(number, f"Chapter {number}", 0)
        self.outline.chapters.append(self.chapter)
        self.source.remark(0, f"chapter {number} has no heading: give it a title")
        return self.chapter

    def _only_chapter(self) -> Chapter:
        if self.chapter is None:
            self.chapter = Chapter(self.free, self.outline.title)
            self.chapter.opening, self.outline.front = self.outline.front, []
            self.outline.chapters.append(self.chapter)
        return self.chapter

    def _take_provision(self, piece: Piece, label: Label) -> None:
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
            self._begin_provision(piece, label)

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
        self.source.remark(0, f"section {number} has no heading: give it a title")
        return self.section

    def _begin_provision(self, piece: Piece, label: Label) -> None:
        if self.section is not None:
            mark = self.section.scheme.mark
            word = "" if self.section.scheme.within else label.word
            self.section.units.append(Unit(f"{word}{label.number}{mark}", [piece]))
            self.section.last = label.key
            self.section.first = self.section.first or f"{word}{label.number}"

    def _begin_schedule(self, piece: Piece, label: Label) -> None:
        chapter = self.chapter or self._only_chapter()
        name = f"{label.word.strip().capitalize()} {label.number}"
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
        holds = label is not None and label.holds
        if holds or (piece.kind == "heading" and not piece.label):
            self._begin_part(chapter, piece, label)
        elif label is None or label.word != self.plan.scheme.word:
            self._add(piece)
        elif self.is_behind and not self._grows(label.key):
            self._misfit(piece, "it does not follow on the one before it")
        else:
            if self.section is None:
                self._begin_part(chapter, None, None)
            last = max((s.last for s in chapter.sections if not s.scheme.within), default=())
            if self.plan.scheme.match(f"{label.word}{label.number}") is None or (
                not self.is_behind and label.key <= last
            ):
                self._misfit(piece, "it does not follow on the one before it")
            else:
                self._begin_provision(piece, label)
        del below

    def _begin_part(self, chapter: Chapter, piece: Piece | None, label: Label | None) -> None:
        self.parts += 1
        self.is_behind = False
        place = piece.place if piece else 0
        title = bare_words(piece.text) if piece else self.outline.title
        number = f"Part {self.parts}"
        if label is not None and label.word:
            number = f"{label.word.strip().capitalize()} {label.number}"
        elif piece is not None:
            self.source.remark(
                place, f"this section is called {number} here, in its address", title
            )
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
