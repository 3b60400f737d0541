"""Splits the text of a section, or of a record, at the numbers of its provisions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from manual.markup.fence import FENCE, closes
from manual.markup.notes import Line
from manual.numbers.lookalike import hint_of, is_date
from manual.numbers.scheme import DEFAULT
from manual.problem import Problem, Where
from manual.provisions.canonical import one_line

if TYPE_CHECKING:
    from manual.numbers.number import Number
    from manual.numbers.numbering import Numbering
    from manual.numbers.scheme import Scheme

_REST = r"([.):;,–—-]?)(?:[ \t]+(.*))?$"
"""What may follow a number at the start of a line: a mark, and the text."""
_DOTTED = r"[0-9]+\.[0-9]+(?:\.[0-9]+)*[A-Za-z]{0,2}"
_NUMBERED = re.compile(rf"({_DOTTED}){_REST}")
_LIKE_A_NUMBER = re.compile(r"(?:[ \t]{1,3})?[*_]{0,3}\d+\.\d+\.\d+")
_WRAPS = re.compile(
    r"(?:\b(?:paragraphs?|paras?\.?|sections?|to|and|or|through)|[,;&§–—-])[ \t]*$", re.IGNORECASE
)
"""What a line ends in that goes on with a number on the next one."""
_ZERO = re.compile(r"(?<![\d])0\d")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")


@lru_cache(maxsize=64)
def start_of(scheme: Scheme) -> re.Pattern[str]:
    """A pattern of a line that begins with a number of a scheme: the number, a mark, the text."""
    whole = re.escape(scheme.word.strip()) + (r"[ \u00a0]*" if scheme.word else "")
    if scheme.within:
        ahead = rf"(?:{whole}{scheme.numbers}{re.escape(scheme.within)})?"
        return re.compile(rf"({ahead}{scheme.inner}){_REST}")
    return re.compile(rf"({whole}{scheme.numbers}){_REST}")


def start_of_any(numbering: Numbering) -> re.Pattern[str]:
    """A pattern of a line that begins with a number of a manual, or with that of a section."""
    return _start_of_any(numbering.schemes, tuple(numbering.sections))


@lru_cache(maxsize=64)
def _start_of_any(schemes: tuple[Scheme, ...], sections: tuple[str, ...]) -> re.Pattern[str]:
    ours = [_DOTTED if DEFAULT in schemes else r"(?!)"]
    for scheme in schemes:
        if not scheme.is_default:
            joined = rf"{re.escape(scheme.within)}{scheme.inner}" if scheme.within else ""
            ours.append(rf"{re.escape(scheme.word)}{scheme.numbers}{joined}(?![\w.]*\w)")
    ours += sorted(map(re.escape, sections), key=len, reverse=True)
    return re.compile(rf"({'|'.join(ours)}){_REST}")


@dataclass
class Part:
    """The lines of one provision while they are collected."""

    number: Number | None
    """None for the text before the first number."""
    line: int
    headings: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    items: int = 0
    """The number of the last item of a list in it that is marked as `2.`, or `2)`."""


class Splitter:
    """Splits a body at its numbers.

    `section` is the number of the section that it is of; None for the body of a record, in which
    numbers of sections start a provision too.
    """

    def __init__(self, path: str, numbering: Numbering, section: Number | None = None) -> None:
        self.path = path
        self.numbering = numbering
        self.section = section
        self.scheme = numbering.scheme_of(section.section) if section else DEFAULT
        self.numbered = _NUMBERED if self.scheme.is_default else start_of(self.scheme)
        if section is None and not numbering.is_plain:
            self.numbered = start_of_any(numbering)
        self.parts: list[Part] = []
        self.problems: list[Problem] = []
        self.headings: list[Line] = []
        self.within: list[tuple[Number, int]] = []
        """Numbers that begin a line within a paragraph, with the place of their problem."""
        self.stray = False
        """Whether a problem has told of text between the last heading and the next number."""

    def split(self, body: str, first_line: int) -> list[Part]:
        """The parts of a `body` whose first line is `first_line` of its file, in order.

        The first has no number: it is what stands ahead of the first one. What is wrong with the
        numbers is in `problems`.
        """
        self.parts = [Part(None, first_line)]
        fence, before, opened = "", "", first_line
        for line, text in enumerate(body.split("\n"), first_line):
            mark = FENCE.match(text)
            if fence:
                self._add(line, text)
                fence = "" if closes(fence, text) else fence
            elif mark:
                fence, opened = mark[1], line
                self._add(line, text)
            else:
                self._read(line, text, before)
                if self.parts[-1].line == line and (mark := FENCE.match(self._own(line))):
                    fence, opened = mark[1], line
            before = text
        self._drop_references()
        if fence:
            hint = f"write {fence} on a line of its own where the code ends"
            self._problem("code-open", opened, "the code that begins here has no end", hint)
        if self.headings:
            line, text = self.headings[0]
            hint = "add a numbered paragraph after the heading, or delete the heading"
            self._problem(
                "heading-without-paragraph",
                line,
                f"the heading '{text.lstrip('# ')}' has no provision after it",
                hint,
            )
        return self.parts

    def _drop_references(self) -> None:
        """Forget problems of numbers that begin a paragraph too: what is used once refers there."""
        if not self.scheme.word:
            return
        started = {part.number for part in self.parts}
        gone = {at for number, at in self.within if number in started}
        self.problems = [one for at, one in enumerate(self.problems) if at not in gone]

    def _own(self, line: int) -> str:
        """The text on a line after the number that it begins with; empty where it has none."""
        lines = self.parts[-1].lines
        return lines[-1][1] if lines and lines[-1][0] == line else ""

    def _read(self, line: int, text: str, before: str) -> None:
        heading = _HEADING.match(text)
        if heading:
            self._read_heading(line, heading)
            return
        match = self.numbered.match(text)
        number = match and not self._is_item(match) and self._number(match[1])
        if match is None or not number:
            self._judge(line, text, before)
            self._add(line, text)
            return
        starts = not before.strip() or bool(_HEADING.match(before))
        if not starts:
            if self._may_start(number) and not _WRAPS.search(before):
                self.within.append((number, len(self.problems)))
                hint = (
                    f"leave a blank line above it if it starts a provision; "
                    f"else join it to the line above, or write \\{match[1]}"
                )
                self._problem(
                    "number-within-paragraph",
                    line,
                    f"{match[1]} begins a line in the middle of a paragraph",
                    hint,
                )
            self._add(line, text)
            return
        if match[2] != self.scheme.mark:
            hint = f"write '{match[1]}{self.scheme.mark} Text', with a space after the number"
            followed = f"is followed by '{match[2]}'" if match[2] else "is followed by nothing"
            self._problem("number-with-mark", line, f"the number {match[1]} {followed}", hint)
        if _ZERO.search(match[1]):
            told = f"the number {match[1]} would be shown as {number}"
            self._problem("number-with-mark", line, told, "write it without a 0 in front")
        part = Part(number, line, headings=self.headings)
        part.lines.append((line, match[3] or ""))
        part.items = 1 if re.match(r"1[.)][ \t]", match[3] or "") else 0
        self.headings, self.stray = [], False
        self.parts.append(part)

    def _judge(self, line: int, text: str, before: str) -> None:
        """Tell a line that looks as if it began with a number."""
        hint = hint_of(text, before, self.scheme) if self.section else None
        alike = self.scheme.is_default and _LIKE_A_NUMBER.match(text)
        if hint is None and alike and not before.strip():
            hint = "write the number at the start of the line, a space, then the text: 2.1.3 Text"
        if hint is None and self._is_indented(text, before):
            hint = "write the number at the very start of the line, with no space before it"
        if hint and not is_date(text):
            message = f"'{text.strip()[:20]}' looks like a number but cannot be read as one"
            self._problem("number-unreadable", line, message, hint)

    def _is_indented(self, text: str, before: str) -> bool:
        """Whether a paragraph begins with spaces and a number that may be the next one."""
        bare = text.lstrip(" ")
        match = self.numbered.match(bare) if 0 < len(text) - len(bare) < 4 else None  # noqa: PLR2004
        number = match and match[2] == self.scheme.mark and self._number(match[1])
        last = self.parts[-1].number
        return bool(number and last and number > last and self.section and not before.strip())

    def _is_item(self, match: re.Match[str]) -> bool:
        """Whether a line begins with an item of a list, `2. Text`, where numbers are written `2`.

        It does within a numbered paragraph, from 1 on: "1." ahead of all is a number that is
        written with a mark.
        """
        if self.scheme.mark or match[2] not in {".", ")"} or not match[1].isdecimal():
            return False
        before = self.parts[-1].items if self.parts[-1].number else None
        if before is None or int(match[1]) not in {1, before + 1}:
            return False
        self.parts[-1].items = int(match[1])
        return True

    def _may_start(self, number: Number) -> bool:
        """Whether a paragraph with a number may be meant, which begins in the midst of another.

        A word or a sign ahead, as in `§ 12`, begins a line of wrapped text too. Of another section
        it is a reference.
        """
        return not (self.scheme.word and self.section and number.of_section != self.section)

    def _number(self, text: str) -> Number | None:
        if self.section is None:
            return None if is_date(text) else self.numbering.read(text)
        if self.scheme.is_default and is_date(text):
            return None
        number = self.numbering.read_within(self.section, text)
        return number if number and not number.is_section else None

    def _read_heading(self, line: int, heading: re.Match[str]) -> None:
        if heading[1] == "#":
            hint = "the title belongs in the front matter; write a cross-heading with '##'"
            self._problem("title-in-text", line, "a heading in the text has one '#'", hint)
        elif self._is_numbered(heading[2]):
            example = self.scheme.example
            hint = f"write the number at the start of the line, without '#': {example} Text"
            message = f"'{heading[0].strip()[:20]}' looks like a number but cannot be read as one"
            self._problem("number-unreadable", line, message, hint)
        self.headings.append((line, f"{heading[1]} {one_line(heading[2])}"))
        self.stray = False

    def _is_numbered(self, heading: str) -> bool:
        if self.scheme.is_default:
            found = re.match(r"[*_]{0,2}[0-9]+\.[0-9]+\.[0-9]", heading)
            return bool(found) and not is_date(heading)
        return bool(re.match(rf"[*_]{{0,2}}{self.numbered.pattern}", heading))

    def _add(self, line: int, text: str) -> None:
        if self.headings and text.strip() and not self.stray:
            self.stray = True
            words = self.headings[-1][1].lstrip("# ")[:40]
            before = self.parts[-1].number or self.section
            hint = "give it a number, or move it below the number that follows"
            if before:
                hint += (
                    f"; if it goes on with {before}, make the heading bold words on a line of "
                    f"their own, **{words}**, which then belong to {before} too"
                )
            self._problem(
                "text-without-number",
                line,
                "this text follows a heading and has no number",
                hint,
            )
        self.parts[-1].lines.append((line, text))

    def _problem(self, rule: str, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(rule, Where(self.path, line), message, hint))
