"""What an editor works down after a text was brought: what is certain, what not, what is left."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.bring.inline import bare_words
from manual.bring.piece import PROPOSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from manual.bring.compose import Composed, Line
    from manual.bring.model import Outline
    from manual.bring.piece import Piece, Remark, Source
    from manual.problem import Problem

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"\\[^\w\s]|\*{1,3}|[\^~]|<br>|\]\([^)\s]*\)|\ue000[^\ue001]*\ue001|\ue002")
_MOST = 200
"""Lost words that are listed; their number is told in full."""
_MOST_MARKS = 12


def words_in(text: str) -> Counter[str]:
    """How often each word occurs."""
    return Counter(_WORD.findall(text))


def words_on_pages(texts: Iterable[str]) -> Counter[str]:
    """The words of texts in Markdown, without the signs within them."""
    found = Counter[str]()
    for text in texts:
        front, _, body = text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
        found += words_in(front) + words_in(_MARKS.sub(_bare, body))
    return found


def _bare(mark: re.Match[str]) -> str:
    r"""What a reader sees of a mark: of `\*` the star, of a link's end nothing."""
    sign = mark[0][0]
    return mark[0][1] if sign == "\\" else " " if sign == "<" else ""


@dataclass(frozen=True)
class Brought:
    """One source, and what it has become."""

    source: Source
    outline: Outline
    composed: Composed

    @property
    def remarks(self) -> list[Remark]:
        """What is to be decided or mended, in the order of the source."""
        return sorted([*self.source.remarks, *self.outline.remarks], key=lambda one: one.place)

    @property
    def left_out(self) -> list[Remark]:
        """The words that no page has."""
        return sorted([*self.source.left_out, *self.outline.left_out], key=lambda one: one.place)


@dataclass(frozen=True)
class Tally:
    """What was counted of a source and its texts."""

    in_source: int
    on_pages: int
    """Words of the source that the pages have."""
    in_report: int
    """Words of the source that the report has."""
    lost: Counter[str]
    """Words that neither has."""
    numbers: int
    """Numbers that the source shows."""
    kept: int
    """Those that a provision, a section or an item bears."""


def tally(brought: Brought) -> Tally:
    """Count the words of a source on its pages, then in the report, and what is in neither."""
    source = words_in(" ".join(brought.source.words))
    pages = words_on_pages(brought.composed.texts.values())
    left = source - pages
    report = words_in(" ".join(remark.words for remark in brought.left_out))
    lost = _without_joined(left - report, pages + report - source)
    total = source.total()
    numbered = [p for p in brought.source.pieces if p.label and p.label != "•"]
    return Tally(
        total,
        total - left.total(),
        min(left.total() - lost.total(), report.total()),
        lost,
        len(numbered),
        sum(piece.place not in brought.outline.changed for piece in numbered),
    )


def _without_joined(lost: Counter[str], more: Counter[str]) -> Counter[str]:
    """The words that are lost but for those that are there in parts, or joined to others.

    `more` are the words that the source does not have: where "an" and "other" are lost and there is
    one more "another", a mark stood between them.
    """
    if lost.total() > _MOST:
        return lost
    kept = Counter[str]()
    for word in lost.elements():
        if parts := _parts(word, more):
            more -= Counter(parts)
        else:
            kept[word] += 1
    for word in [*more] if kept else ():
        kept -= Counter(_parts(word, kept))
    return kept


def _parts(word: str, words: Counter[str], most: int = 4) -> list[str]:
    """The words, `most` at most, that make up a word; none where they do not."""
    if words[word]:
        return [word]
    for end in range(len(word) - 1, 0, -1) if most > 1 else ():
        first = word[:end]
        if words[first] and (rest := _parts(word[end:], words - Counter([first]), most - 1)):
            return [first, *rest]
    return []


def write_report(
    brought: Sequence[Brought], problems: Sequence[Problem], notices: Sequence[Problem]
) -> str:
    """The report on all sources, as Markdown."""
    lines = ["# What was imported, and what is left to do", ""]
    for one in brought:
        lines += [*_summary(one)]
    count = sum(len(one.remarks) for one in brought) + len(problems)
    lines += [f"## To do: {count}", "", "Work down this list, and tick what is done.", ""]
    for problem in problems:
        lines += [f"- [ ] {problem.where}: {problem.message} – {_line(problem.hint)}"]
    for one in brought:
        lines += [*_remarks(one)]
    if notices:
        lines += ["", f"## For later: {len(notices)}", ""]
        lines += [f"- [ ] {notice.where}: {notice.message}" for notice in notices]
    for one in brought:
        lines += [*_left_out(one), *_table(one)]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _summary(one: Brought) -> Iterable[str]:
    counted = tally(one)
    chapters = one.outline.chapters
    sections = [section for chapter in chapters for section in chapter.sections]
    provisions = [unit for section in sections for unit in section.units if unit.number]
    yield from (f"## {one.source.name}", "")
    yield (
        f"- **Words**: {counted.in_source:,} in the source; {counted.on_pages:,} on the pages, "
        f"{counted.in_report:,} below, under *Left out*. Lost: {counted.lost.total():,}."
    )
    if counted.lost:
        yield f"- **Look for these words**: {', '.join(sorted(counted.lost)[:_MOST])}"
    yield f"- **Numbers**: {counted.numbers:,} in the source; {counted.kept:,} are the same here."
    yield (
        f"- **Result**: chapters {len(chapters)}, sections {len(sections)}, "
        f"numbered paragraphs {len(provisions)}."
    )
    why = ", ".join(one.outline.why) or "no numbers"
    yield f"- **Numbering**: as in `{one.outline.scheme.example}`. In the source: {why}."
    for message, marks in one.source.notes.items():
        named = ", ".join(list(marks)[:_MOST_MARKS])
        yield f"- **Done**: {message.format(named)} ({sum(marks.values()):,}×)."
    yield ""


def _where(place: int, lines: dict[int, Line]) -> str:
    line = lines.get(place)
    if line is None:
        return f"piece {place} of the source" if place else "the whole"
    return f"{line.path}:{line.line}"


def _remarks(one: Brought) -> Iterable[str]:
    lines = {line.place: line for line in reversed(one.composed.lines)}
    for remark in one.remarks:
        quoted = f" – “{_line(remark.words)}”" if remark.words else ""
        yield f"- [ ] {_where(remark.place, lines)}: {remark.message}{quoted}"


def _left_out(one: Brought) -> Iterable[str]:
    if not one.left_out:
        return
    yield from ("", f"## Left out of {one.source.name}", "")
    yield from ("These words of the source are on no page.", "")
    for (place, why), words in _grouped(one.left_out).items():
        yield f"- {f'At piece {place}, {why}' if place else why}: {' '.join(words)}"


def _grouped(remarks: Iterable[Remark]) -> dict[tuple[int, str], list[str]]:
    grouped: dict[tuple[int, str], list[str]] = {}
    for remark in remarks:
        grouped.setdefault((remark.place, remark.message), []).append(remark.words)
    return grouped


def _table(one: Brought) -> Iterable[str]:
    """Each piece of the source that has a number, and where it is."""
    lines = {line.place: line for line in reversed(one.composed.lines)}
    doubted = {remark.place for remark in one.remarks}
    yield from ("", f"## Line by line: {one.source.name}", "")
    yield from ("| piece | in the source | here | how it is known | begins |", "| --- " * 5 + "|")
    for piece in one.source.pieces:
        line = lines.get(piece.place)
        where = f"{line.path}:{line.line}" if line else "title"
        how = "**see above**" if piece.place in doubted else _how(piece)
        begins = _line(bare_words(piece.text))[:50].replace("|", "\\|")
        yield f"| {piece.place} | {piece.label} | {where} | {how} | {begins} |"


def _how(piece: Piece) -> str:
    if piece.family == PROPOSED:
        return "proposed"
    if not piece.label:
        return piece.kind
    return "typed" if piece.family == "typed" else "automatic number"
