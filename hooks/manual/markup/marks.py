"""The marks of lists as people write and paste them: `(a)`, `ii.`, `1)`, `•`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from manual.markup.fence import mark_fenced
from manual.numbers.roman import read_roman

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WORD = r"[a-z]{1,2}|[A-Z]{1,2}|[ivxlc]{3,6}|[IVXLC]{3,6}|\d{1,3}[A-Z]?"
_LETTERED = re.compile(
    rf"(?P<indent>[ ]*)(?P<mark>\((?P<both>{_WORD})\)|(?P<bracket>{_WORD})\)"
    rf"|(?P<dot>[a-z]{{1,2}}|[A-Z]|[ivxlc]{{3,6}}|[IVXLC]{{2,6}})\.)[ ]+(?P<text>[^ ].*)"
)
_PASTED = re.compile(
    r"(?P<indent>[ ]*)(?:(?P<mark>[•●▪■◦‣⁃∙➢\uf0b7\uf0a7])[ ]*|(?P<weak>[·–—o])[ ]+)"
    r"(?P<text>[^ ].*)"
)
_FOOTNOTE = re.compile(r"(?P<indent>[ ]*)\[\^(?P<label>[^\]\s^]{1,30})\]:[ ]+(?P<text>[^ ].*)")
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d{1,3}[.)])[ ]+[^ ]")
_ENDS_LISTS = re.compile(r"[ ]*(?:#{1,6} |>|\||!!!)")
_LEADS_IN = re.compile(r"(?:[:;.,!?)—–]|\b(?:and|or))[ ]*\\?$")
_FEW = 20
"""Lines below one that are looked at."""


class Reading(NamedTuple):
    """One way to read a mark: `(i)` is the ninth letter, and the first Roman number."""

    kind: str
    """What it shares with the other marks of its list."""
    place: float
    """Its place among them, from 1."""


NOTE = (Reading("footnote", 1),)
"""What the words of a footnote begin with, `[^1]:`, whatever its label is."""


class Written(NamedTuple):
    """A line that may be an item, as it is written."""

    indent: int
    mark: str
    """Empty for a bullet."""
    text: str
    readings: tuple[Reading, ...]
    weak: bool = False
    """Whether the sign is one that prose has too."""


@dataclass
class _Run:
    """Lines whose marks follow on one another."""

    parent: _Run | None
    readings: tuple[Reading, ...]
    indent: int
    weak: bool
    led: bool
    """Whether a colon leads to its first item."""
    apart: bool
    """Whether nothing stands on the line above its first item."""
    followed: bool
    """Whether a paragraph that belongs to its first item stands below that."""
    near: bool
    """Whether the line above it is an item, or ends as one that leads to a list."""
    earlier: _Run | None = None
    """The list above that it goes on with, beyond a paragraph between them."""
    lines: list[int] = field(default_factory=list)

    @property
    def is_list(self) -> bool:
        if self.readings[0].kind.startswith("Dot"):
            return False  # "A. Smith" may be a name
        within = self.parent is not None and self.parent.is_list
        first = any(reading.place == 1 for reading in self.readings)
        alone = not self.weak or self.led or within
        if self.readings == NOTE or (self.readings[0].kind == "number )" and self.apart):
            return True  # the latter as CommonMark has it
        if (self.followed and first) or (self.earlier and self.earlier.is_list):
            return True
        return len(self.lines) > 1 or (alone and self._is_bullet) or (first and self._leads(within))

    @property
    def _is_bullet(self) -> bool:
        return self.readings[0].kind.startswith("bullet")

    def _leads(self, within: bool) -> bool:  # noqa: FBT001 - said by the name
        return within or (self.led and not self.readings[0].kind.endswith("."))


class Marked(NamedTuple):
    """An item with a mark of its own kind, or a pasted bullet."""

    run: int
    """Which list it belongs to: the line of that list's first item."""
    within: int | None
    """The list that this list stands in, told by the marks alone."""
    written: Written


class Marks(NamedTuple):
    """What was found in a text, by the index of the line."""

    items: Mapping[int, Marked]
    unclear: tuple[int, ...]
    """Lines that look like items, and may be prose."""


def find_marks(lines: Sequence[str]) -> Marks:
    """The items of lettered lists, and pasted bullets; tabs of `lines` are spaces already."""
    runs = [*_runs(lines)]
    items = {
        at: Marked(run.lines[0], _outer(run), written)
        for run in runs
        if run.is_list
        for at in run.lines
        if (written := read_mark(lines[at]))
    }
    unclear = sorted(
        at for run in runs if not run.is_list and _looks_like_list(run) for at in run.lines[:1]
    )
    return Marks(items, tuple(unclear))


def _outer(run: _Run) -> int | None:
    return run.parent.lines[0] if run.parent and run.parent.is_list else None


def _looks_like_list(run: _Run) -> bool:
    within = run.parent is not None and run.parent.is_list
    bullet = run.weak and run.readings[0].kind.startswith("bullet")
    together = any(later - line == 1 for line, later in pairwise(run.lines))
    return together or within or run.near or (bullet and run.apart)


def read_mark(line: str) -> Written | None:
    """A line as an item, if it begins with a mark; that of a footnote is its label after `^`."""
    if match := _FOOTNOTE.match(line):
        return Written(len(match["indent"]), f"^{match['label']}", match["text"], NOTE)
    if match := _LETTERED.match(line):
        word = match["both"] or match["bracket"] or match["dot"]
        shape = "()" if match["both"] else ")" if match["bracket"] else "."
        readings = tuple(read_word(word, shape))
        if readings:
            return Written(len(match["indent"]), match["mark"], match["text"], readings)
    if match := _PASTED.match(line):
        sign = match["mark"] or match["weak"]
        readings = (Reading(f"bullet {sign}", 1),)
        return Written(len(match["indent"]), "", match["text"], readings, bool(match["weak"]))
    return None


def read_word(word: str, shape: str) -> Iterator[Reading]:
    """The ways to read what a mark of the `shape` `()`, `)` or `.` has in it."""
    case = "Dot" if word.isupper() and shape == "." else "upper" if word.isupper() else "lower"
    if match := re.fullmatch(r"(\d+)([A-Z]?)", word):
        extra = (ord(match[2]) - 64) / 100 if match[2] else 0
        yield Reading(f"number {shape}", int(match[1]) + extra)
        return
    plain = word.lower()
    if len(plain) == 1:
        yield Reading(f"{case} letter {shape}", ord(plain) - 96)
    elif shape == "()" and re.fullmatch("a[b-z]", plain):
        yield Reading(f"{case} letter {shape}", ord(plain[1]) - 70)
    elif len(plain) == 2 and plain[0] == plain[1]:  # noqa: PLR2004 - "aa" comes after "z" or "a"
        yield Reading(f"{case} letter {shape}", ord(plain[0]) - 70)
        yield Reading(f"{case} letter {shape}", ord(plain[0]) - 96 + 0.5)
    if value := read_roman(plain.upper()):
        yield Reading(f"{case} Roman {shape}", value)


class _Above(NamedTuple):
    """What stands above a line."""

    line: str
    said: str
    """The last line that is not blank."""
    is_item: bool
    """Whether the line belongs to the first paragraph of an item."""

    @property
    def leads(self) -> bool:
        """Whether a list may begin below; in the midst of a sentence none does."""
        ahead = not self.line.strip() or self.is_item or _ENDS_LISTS.match(self.line)
        return bool(ahead or _LEADS_IN.search(self.line))

    @property
    def leads_surely(self) -> bool:
        """Whether it is an item, or ends as a line that leads to a list."""
        return self.is_item or bool(re.search(r"[:;][ ]*\\?$", self.line))

    def then(self, line: str, written: Written | None) -> _Above:
        """What stands above the line after `line`, which is an item where it was `written` so."""
        is_item = bool(line.strip() and (written or self.is_item or _ITEM.match(line)))
        return _Above(line, line if line.strip() else self.said, is_item)


def _runs(lines: Sequence[str]) -> Iterator[_Run]:
    inner: _Run | None = None
    begun: list[_Run] = []
    above = _Above("", "", is_item=False)
    for at, (line, is_code) in enumerate(zip(lines, mark_fenced(lines), strict=True)):
        found = None if is_code else read_mark(line)
        # In the midst of a sentence nothing begins, and nothing stands below that.
        leads = inner or above.leads or (found and found.readings == NOTE)
        written = found if leads else None
        if written:
            run = _run_of(written, inner, above)
            run = run or _begun(written, inner, above, followed=_is_followed(lines, at))
            if not run.lines:
                run.earlier = _earlier(run, begun)
                begun.append(run)
                yield run
            run.lines.append(at)
            inner = run
        elif not found and line.strip() and _ends(line, above.line, inner):
            inner = None
        above = above.then("" if is_code else line, written)


def _ends(line: str, before: str, inner: _Run | None) -> bool:
    """Whether a line without such a mark ends the lists above it."""
    if inner is None:
        return True
    while inner.parent:
        inner = inner.parent
    indent = len(line) - len(line.lstrip())
    if _ENDS_LISTS.match(line):
        return indent < inner.indent + 2  # else a table, a quotation or a box is in the item
    return not before.strip() and indent <= inner.indent


def _run_of(written: Written, inner: _Run | None, above: _Above) -> _Run | None:
    """The open list that a line goes on with."""
    first = any(reading.place == 1 for reading in written.readings)
    only_next = first or not above.line.strip()
    for goes_on in (_following,) if only_next else (_following, _later):
        run = inner
        while run:
            if readings := goes_on(run.readings, written.readings):
                run.readings = readings
                return run
            run = run.parent
    return None


def _following(before: tuple[Reading, ...], now: tuple[Reading, ...]) -> tuple[Reading, ...]:
    return tuple(
        reading
        for reading in now
        if (reading.kind.startswith(("bullet", "footnote")) and reading in before)
        or any(r.kind == reading.kind and reading.place == int(r.place) + 1 for r in before)
    )


def _earlier(run: _Run, begun: Sequence[_Run]) -> _Run | None:
    """The list of which a new one has the next mark, beyond the paragraph that parts them."""
    if not run.apart or run.readings == NOTE or run.readings[0].kind.startswith("bullet"):
        return None
    for other in islice(reversed(begun), _FEW):
        if other.indent == run.indent and (goes_on := _following(other.readings, run.readings)):
            run.readings = goes_on
            return other
    return None


def _later(before: tuple[Reading, ...], now: tuple[Reading, ...]) -> tuple[Reading, ...]:
    return tuple(
        reading
        for reading in now
        if any(r.kind == reading.kind and reading.place > r.place for r in before)
    )


def _is_followed(lines: Sequence[str], at: int) -> bool:
    """Whether what stands below the paragraph of a line belongs to it: it is further to the right.

    At once below it that is an item, below a blank line anything.
    """
    indent = len(lines[at]) - len(lines[at].lstrip(" "))
    blank = False
    for line in lines[at + 1 : at + _FEW]:
        deeper = len(line) - len(line.lstrip(" ")) >= indent + 2
        if line.strip() and (blank or (deeper and (_ITEM.match(line) or read_mark(line)))):
            return deeper
        blank = blank or not line.strip()
    return False


def _begun(written: Written, inner: _Run | None, above: _Above, *, followed: bool) -> _Run:
    """A new list, within the open ones but for one that has marks of the same kind."""
    first = tuple(reading for reading in written.readings if reading.place == 1)
    kinds = {reading.kind for reading in first or written.readings}
    run = inner
    parent = None if written.readings == NOTE else inner
    while parent and written.indent + 2 <= parent.indent:
        parent = parent.parent  # what stands further to the left is in no item
    while run:
        if kinds & {reading.kind for reading in run.readings} and written.indent <= run.indent:
            parent = run.parent
        run = run.parent
    return _Run(
        parent,
        first or written.readings,
        written.indent,
        written.weak,
        led=above.said.rstrip("\\ ").endswith(":"),
        apart=not above.line.strip(),
        followed=followed,
        near=above.leads_surely,
    )
