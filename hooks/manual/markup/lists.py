"""Lists as they are written: nested by CommonMark's rule, with marks of every common kind.

Python-Markdown nests by four spaces a level, and knows bullets and `1.` alone. `nest` writes a
text so that it reads the lists that stand there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from manual.markup.fence import FENCE, closes
from manual.markup.marks import NOTE, Marked, find_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEVEL = 4
"""Spaces of a level, for Python-Markdown; columns of a tab."""
OPEN, CLOSE = "\x0e", "\x0f"
"""Signs around a mark, which no text may hold (see `text.limits`)."""

_BULLET = re.compile(r"(?P<sign>[-*+])(?P<gap>[ ]+)[^ ]")
_ORDERED = re.compile(r"(?P<number>\d{1,9})\.(?P<gap>[ ]+)[^ ]")
_RULE = re.compile(r"(?:([-*_])[ ]*)(?:\1[ ]*){2,}$")
TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)+$")
"""The line of dashes under the head of a table, with bars at its edges or without."""
_BOX = re.compile(r"!!![ \t]*[\w-]")
_QUOTE = re.compile(r"[ ]*> ?")
_NUMBERED = (
    r"[ \t]*(?:[•●▪■◦‣⁃∙➢\uf0b7\uf0a7]|[·–—o]\s|\[\^"
    r"|\(?(?:[A-Za-z]{1,6}|\d{1,9}[A-Z]?)[.)](?:\s|$))"
)
_MAY_MARK = re.compile(_NUMBERED)
"""A line without which no text has an item but after `-`, `*` or `+`, nor what looks like one."""
_MAY_INDENT = re.compile(r"[ ]{4}|[ ]{0,3}\t")
"""A line without which no text has code that is told by its indentation."""
_MAY_BEGIN = re.compile(rf"{_NUMBERED}|[ ]{{4}}|[ ]*(?:[-*+>]|`{{3}}|~{{3}}|!!!|\?\?\?)|.*\t|\s+$")
"""A line without which no text has a list, a quotation, code or a box. Few lines of prose match."""
_FAR = 50
"""Lines below a first number among which the second is looked for."""
_MOST = 1000
"""A number that begins no list but where a list is sure: it may be a year."""


class _Open(NamedTuple):
    """An item, or a box, that the following lines may belong to."""

    kind: str
    """`ul`, `ol` or `box`."""
    column: int
    """Where its mark stands."""
    content: int
    """Where what belongs to it begins."""
    style: str
    number: int = 0
    run: int | None = None


@dataclass
class _Reader:
    """Reads line by line what begins an item, and writes each as Python-Markdown has it."""

    lines: Sequence[str]
    out: list[str] = field(default_factory=list)
    items: set[int] = field(default_factory=set)
    unclear: list[int] = field(default_factory=list)
    joined: dict[int, str] = field(default_factory=dict)
    """Items that would go on with a list that they are not written for, and what is above them."""
    at: int = 0
    code: set[int] = field(default_factory=set)
    """Lines of indented code."""
    stack: list[_Open] = field(default_factory=list)
    blank: bool = True
    """Whether nothing, or a blank line, stands above."""
    prose: bool = False
    """Whether a line of a paragraph stands above."""
    shift: int = 0
    """By how much the lines of the paragraph, or the code, are moved."""
    fence: str = ""
    quoted: bool = False
    """Whether the line above belongs to a quotation."""
    block: int = 0
    """Level of the first line since the last blank one."""

    def read(self) -> None:
        marks = find_marks(self.lines)
        self.unclear += marks.unclear
        at = 0
        while at < len(self.lines):
            end = self._end_of_quotation(at)
            if end > at:
                self._quotation(at, end)
            else:
                self._read(at, self.lines[at], marks.items.get(at))
            self.quoted = end > at
            at = max(end, at + 1)

    def _end_of_quotation(self, at: int) -> int:
        """The line after the quotation that begins at a line; `at` itself where none does."""
        indent = len(self.lines[at]) - len(self.lines[at].lstrip(" "))
        if self.fence or self._stands_far(indent):
            return at
        while at < len(self.lines) and _QUOTE.match(self.lines[at]):
            at += 1
        return at

    def _quotation(self, at: int, end: int) -> None:
        """Write a quotation, with the lists in it, where it belongs."""
        self._leave(len(self.lines[at]) - len(self.lines[at].lstrip(" ")))
        level = len(self.stack)
        if level and not self.blank:
            self._write("", level)
        inner = nest("\n".join(_QUOTE.sub("", line) for line in self.lines[at:end]))
        for line in inner.split("\n"):
            self._write(" " * LEVEL * level + (f"> {line}" if line else ">"), level)
        self.blank, self.prose, self.shift = False, True, level * LEVEL

    def _read(self, at: int, line: str, marked: Marked | None) -> None:
        self.at = at
        indent = len(line) - len(line.lstrip(" "))
        mark = FENCE.match(line)
        if self.fence:
            self._write(_moved(line, self.shift))
            self.fence = "" if closes(self.fence, line) else self.fence
        elif not line.strip():
            self._write("")
        elif mark:
            self._leave(indent)
            self.fence = mark[1]
            self.shift = len(self.stack) * LEVEL - indent if self.stack else 0
            self._write(_moved(line, self.shift))
        elif marked and not (marked.written.readings == NOTE and self._is_far(at, indent)):
            self._marked(at, marked)
        elif self._is_far(at, indent):
            self._write(_moved(line, self.shift))
        else:
            self._plain(at, line, indent)
        self.blank = not line.strip()

    def _is_far(self, at: int, indent: int) -> bool:
        """Whether a line stands too far to the right to begin anything: code, or more prose."""
        far = self._stands_far(indent)
        if far and (self.blank or at - 1 in self.code):
            self.shift, self.prose = 0, False
            self.code.add(at)
        return far

    def _stands_far(self, indent: int) -> bool:
        depth = max((entry.column // LEVEL + 1 for entry in self.stack), default=0)
        return indent // LEVEL > depth

    def _leave(self, indent: int) -> int:
        """Close what a line with so much indentation does not belong to; how much that was."""
        before = len(self.stack)
        while self.stack and indent < self.stack[-1].content:
            self.stack.pop()
        return before - len(self.stack)

    def _leave_for_item(self, indent: int, kind: str) -> int:
        """Close what an item does not belong to.

        One of another kind belongs to the item above as soon as it stands further to the right:
        CommonMark asks for more spaces below `1.` than below `-`, and few people know.
        """
        before = len(self.stack)
        while self.stack and indent < self.stack[-1].content:
            if self.stack[-1].kind != kind and indent > self.stack[-1].column:
                break
            self.stack.pop()
        return before - len(self.stack)

    def _plain(self, at: int, line: str, indent: int) -> None:
        bare = line.strip(" ") if not line.endswith("  ") else line.lstrip(" ")
        bullet, ordered = _BULLET.match(bare), _ORDERED.match(bare)
        if bullet and not _RULE.match(bare) and not TABLE_RULE.match(bare):
            self._bullet(at, bare, indent, bullet)
        elif ordered and self._ordered(at, bare, indent, ordered):
            pass
        elif _BOX.match(bare):
            self._leave(indent)
            self._write(f"{' ' * LEVEL * len(self.stack)}{bare}" if self.stack else line)
            self.stack.append(_Open("box", indent, indent + LEVEL, "box"))
            self.prose = False
        elif self.blank or not self.prose:
            self._leave(indent)
            self.shift = len(self.stack) * LEVEL - indent if self.stack else 0
            self.prose = True
            self._write(_moved(line, self.shift))
        else:
            # More of a paragraph. What looks like an item there shall not be read as one.
            kept = re.sub(r"^( *\d+)\.", r"\1\\.", line) if ordered and self.stack else line
            self._write(_moved(kept, self.shift))

    def _under_mark(self, indent: int) -> bool:
        """Whether a line stands at once below an item with a mark, and belongs to it."""
        top = self.stack[-1] if self.stack else None
        return bool(top and top.run is not None and not self.blank and indent >= top.column)

    def _bullet(self, at: int, bare: str, indent: int, match: re.Match[str]) -> None:
        left = self._sibling("ul", match["sign"], indent)
        if left is None:
            left = 0 if self._under_mark(indent) else self._leave_for_item(indent, "ul")
        entry = _Open("ul", indent, indent + 1 + _gap(match), match["sign"])
        self._item(at, bare, entry, interrupts=not left)

    def _ordered(self, at: int, bare: str, indent: int, match: re.Match[str]) -> bool:
        """Write the item that begins here, or say that none does."""
        number = int(match["number"])
        entry = _Open("ol", indent, indent + len(match["number"]) + 1 + _gap(match), ".", number)
        top = self.stack[-1] if self.stack else None
        deeper = bool(top and number == 1 and top.number and indent >= top.column + 2)
        if top and top.number and number >= _MOST and number != top.number + 1 and not self.blank:
            self.unclear.append(at)
        left = 0 if deeper else self._sibling("ol", ".", indent, number)
        if left is None:
            under = self._under_mark(indent)
            sure = self.blank or not self.prose or self._follows(at, number, indent)
            if not sure and not (number == 1 and self.stack and self._is_first_below(at)):
                if number < _MOST and (number == 1 or self.stack):
                    self.unclear.append(at)
                return False
            left = 0 if under else self._leave_for_item(indent, "ol")
        self._item(at, bare, entry, interrupts=not left)
        return True

    def _is_first_below(self, at: int) -> bool:
        """Whether the line above is the first of an item."""
        return at - 1 in self.items

    def _follows(self, at: int, number: int, indent: int) -> bool:
        """Whether a first number in the midst of a paragraph begins a list."""
        if number != 1:
            return False
        second = re.compile(rf" {{{indent},{indent + 3}}}2\.[ ]+[^ ]")
        for line in self.lines[at + 1 : at + 1 + _FAR]:
            if not line.strip():
                break
            if second.match(line):
                return True
        return self.lines[at - 1].rstrip().endswith(":")

    def _sibling(self, kind: str, style: str, indent: int, number: int = 0) -> int | None:
        """Close what stands within the list that a line goes on with; None if there is none."""
        for place in range(len(self.stack) - 1, -1, -1):
            entry = self.stack[place]
            outer = self.stack[place - 1].content if place else 0
            within = (entry.kind, entry.style, entry.run) == (kind, style, None)
            if within and min(outer, entry.column) <= indent < entry.content:
                if kind == "ol" and self.stack[place + 1 :] and number != entry.number + 1:
                    continue
                if kind == "ol" and number not in (entry.number, entry.number + 1):
                    self.joined[self.at] = f"{entry.number}."
                left = len(self.stack) - place
                del self.stack[place:]
                return left
            beside = (entry.kind, entry.run) == (kind, None) and entry.style != style
            if beside and min(outer, entry.column) <= indent < entry.content:
                self.joined[self.at] = entry.style
            if indent >= entry.content:
                return None
        return None

    def _marked(self, at: int, marked: Marked) -> None:
        written = marked.written
        runs = [entry.run for entry in self.stack]
        if marked.run in runs:
            left = len(runs) - runs.index(marked.run)
            del self.stack[runs.index(marked.run) :]
        else:
            left = self._leave_for(marked)
        kind, mark = ("ol", f"1. {OPEN}{marked.run}:{written.mark}{CLOSE} ")
        if not written.mark:
            kind, mark = "ul", "- "
        entry = _Open(kind, written.indent, written.indent + 1, f"{marked.run}", run=marked.run)
        self._item(at, f"{mark}{written.text}", entry, interrupts=not left)

    def _leave_for(self, marked: Marked) -> int:
        """Close what a list that begins does not stand in."""
        before = len(self.stack)
        indent = marked.written.indent
        while self.stack:
            top = self.stack[-1]
            if top.run is not None and top.run == marked.within:
                break
            under = top.run is None and not self.blank and top.kind != "box"
            if top.run is None and (indent >= top.content or (under and indent >= top.column)):
                break
            self.stack.pop()
        return before - len(self.stack)

    def _item(self, at: int, text: str, entry: _Open, *, interrupts: bool) -> None:
        level = len(self.stack)
        wrapped = self.prose and at - 1 not in self.items
        if not self.blank and (self.quoted or level < self.block or (interrupts and wrapped)):
            self._write("", level)
        self.items.add(at)
        self._separate(level, entry)
        self.stack.append(entry)
        self._write(f"{' ' * LEVEL * level}{text}", level)
        self.prose, self.shift = True, 0

    def _separate(self, level: int, entry: _Open) -> None:
        """End a list above one of another kind, or with marks of another run, at one level."""
        last = self._last.get(level)
        self._last = {place: other for place, other in self._last.items() if place < level}
        self._last[level] = entry
        if last is None or (last.kind, last.run) == (entry.kind, entry.run) or not self.out:
            return
        if self.out[-1]:
            self._write("", level)
        if last.kind == entry.kind:
            # To Python-Markdown both are one list: what is between them goes out again.
            self._write(f"{' ' * LEVEL * level}{OPEN}{CLOSE}", level)
            self._write("", level)

    _last: dict[int, _Open] = field(default_factory=dict)
    """The last item at each level."""

    def _write(self, line: str, level: int | None = None) -> None:
        if line and (not self.out or not self.out[-1]):
            self.block = len(self.stack) if level is None else level
        self.out.append(line)


def _gap(match: re.Match[str]) -> int:
    width = len(match["gap"])
    return width if width <= LEVEL else 1


def _moved(line: str, shift: int) -> str:
    if shift >= 0:
        return " " * shift + line
    return line[min(-shift, len(line) - len(line.lstrip(" "))) :]


def _spaces(line: str) -> str:
    """`line` with the tabs at its beginning, and after a mark, made spaces."""
    return re.sub(r"^\s*\S{0,8}\t\s*", lambda m: m[0].expandtabs(LEVEL), line)


def find_items(lines: Sequence[str]) -> frozenset[int]:
    """Which of `lines`, counted from 0, begin an item of a list."""
    return frozenset(_read(lines, _MAY_BEGIN).items)


def find_unclear(text: str) -> Iterator[int]:
    """The lines, counted from 0, that look like items of a list and are read as prose."""
    yield from sorted(set(_read(text.split("\n"), _MAY_MARK).unclear))


def find_joined(text: str) -> Iterator[tuple[int, str]]:
    """The lines, from 0, of items that would join a list of other marks or numbers, and its mark.

    That one began is told by its marks, and readers would see one list, numbered on.
    """
    yield from _read(text.split("\n"), _MAY_BEGIN).joined.items()


def find_code(text: str) -> frozenset[int]:
    """The lines, counted from 0, of code that is told by its indentation."""
    return frozenset(_read(text.split("\n"), _MAY_INDENT).code)


def _read(lines: Sequence[str], may_have: re.Pattern[str]) -> _Reader:
    """What is found in the lines of a text; at once nothing where `may_have` matches none."""
    if not any(map(may_have.match, lines)):
        return _Reader(())
    reader = _Reader([_spaces(line) for line in lines])
    reader.read()
    return reader


def nest(text: str) -> str:
    """`text` with its lists as Python-Markdown reads them; what is no list stays as it is."""
    lines = text.split("\n")
    if not any(map(_MAY_BEGIN.match, lines)):
        return text
    reader = _Reader([_spaces(line) for line in lines])
    reader.read()
    return "\n".join(reader.out)
