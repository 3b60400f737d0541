"""The canonical form of a wording: to rewrap its lines or to type two spaces changes nothing."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from manual.markup.fence import FENCE, closes
from manual.markup.lists import TABLE_RULE, find_items
from manual.numbers.reference import ESCAPED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BULLET = re.compile(r"\s*[-*+]\s+\S")
_OPENS = re.compile(r"\s*(?:[-*+]\s+|>|!!!|\?\?\?|#{1,6}\s)")
_ORDERED = re.compile(r"\s*\d+[.)]\s+")
_CONTAINS = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+|!!!|\?\?\?)")
_MEANING = re.compile(r" {0,3}:[ ]+\S")
"""A line that says what the term on the line above means."""
_COMMON = re.compile(r"\s*(?:[-*+]|\d+\.)\s")
_CODE_OR_SPACES = (
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    # A no-break space is a sign of its own; one space stays as it is.
    r"|(?P<spaces>[ \t\f\v\r]{2,}|[\t\f\v\r])"
)
_FREE = re.compile(rf"{_CODE_OR_SPACES}|(?P<escaped>{ESCAPED})|(?<!\\)\\+(?=\d+\.\d)")
_FREE_UNESCAPED = re.compile(rf"{_CODE_OR_SPACES}|(?P<escaped>(?!))")
"""The same for a line without a backslash, where the other would look long for one."""
_NUMBER_AT_START = re.compile(r"([ \t]{0,3}[*_]{0,3})(?=\d+\.\d)")

_ESCAPE = re.compile(
    r"(?:\A|(?<=\s))\\(?=(?:[A-Z][a-z]+\s+){1,3}[\dIVXLC]|[§¶]|[A-Z]{1,7}\.?\d)|\A\\(?=\d)"
)
"""The mark of what begins a line and looks like a number."""
_QUOTED_ITEM = re.compile(r"\s*>[ >]*(?=(?:[-*+]|\d+\.)[ ])")

_MOST_READINGS = 9
"""Each joins a line, or changes nothing."""

BLANK, PROSE, ROW, CODE, FENCED = "blank", "prose", "row", "code", "fenced"
Line = tuple[str, str]
"""A line: its kind, one of these five, and its text."""


def canonical(text: str) -> str:
    r"""`text` (Markdown) in Unicode NFC, a paragraph on one line, one blank line between blocks.

    Code, table rows and hard line breaks (two spaces or a backslash at the end) are kept. An
    escaped number (`\2.1.9`) loses its backslash; `escape_numbers` gives it back. The canonical
    form of a canonical text is the text itself.

    >>> canonical("Call  999\nat once.\n\n\n- the police\n- an ambulance\n")
    'Call 999 at once.\n\n- the police\n- an ambulance'
    >>> canonical("By post:\\\n1 High Street  \nLewes")
    'By post:  \n1 High Street  \nLewes'
    """
    for _ in range(_MOST_READINGS):
        before, text = text, _join(text)
        if text == before or "\n" not in text:
            break
    return text


def _join(text: str) -> str:
    """`text` read once. What is joined to the line above may be what made that an item."""
    lines = _spread(_read(text))
    return "\n".join(
        _collapse(line) if kind in (PROSE, ROW) else line for kind, line in lines
    ).strip("\n")


def one_line(text: str) -> str:
    """`text`, a title or a heading, in Unicode NFC and on one line."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def opens_block(text: str) -> bool:
    """Whether `text` (canonical) begins with anything but a paragraph."""
    lines = _read(text)
    kind, line = lines[0]
    begins = _OPENS.match(line) or _ORDERED.match(line)
    return kind != PROSE or bool(begins) or 0 in find_items([line for _, line in lines])


def escape_numbers(text: str) -> str:
    r"""`text` (canonical) with `\` before each number at the start of a line.

    So no such number is read as the start of a provision.
    """
    return "\n".join(
        _NUMBER_AT_START.sub(r"\1\\", line, count=1)
        if kind in (PROSE, ROW) and _NUMBER_AT_START.match(line)
        else line
        for kind, line in _read(text)
    )


def _read(text: str) -> list[Line]:
    """The lines of `text` with their kinds; the lines of a paragraph are joined."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    reader = _Reader()
    items = find_items(lines)
    for at, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        reader.is_item = at in items
        reader.add(_indent(line) + line.lstrip(" \t"), following)
    return reader.out


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4)


class _Reader:
    """Finds the kind of each line, given those before it."""

    def __init__(self) -> None:
        self.out: list[Line] = []
        self.fence = ""
        self.is_item = False
        """Whether the line begins an item of a list."""
        self.below_item = False
        """Whether the last line of prose does, or goes on with one."""
        self.below_mark = False
        """Whether that item has a mark that Markdown does not know: `(a)`."""
        self.depth = 0
        """How many list items and boxes the line is in, each of which indents it by four spaces.

        Source: Python-Markdown, which recognises indented code by the same count.
        """

    def add(self, line: str, following: str) -> None:
        """Read one more line; `following` is the one after it."""
        before = self.out[-1][0] if self.out else BLANK
        mark = FENCE.match(line)
        if self.fence or mark:
            self.fence = _still_open(self.fence, line) if self.fence else mark[1] if mark else ""
            self.out.append((FENCED, line.rstrip()))
        elif not line.strip():
            self.out.append((BLANK, ""))
        elif self._level(line) > self.depth and before in (BLANK, CODE):
            self.out.append((CODE, line.rstrip()))
        elif before == ROW or _begins_table(line, following, opens=before == BLANK):
            self._separate()
            self.out.append((ROW, line.rstrip()))
        else:
            self._add_prose(line, following, opens=before == BLANK)

    def _level(self, line: str) -> int:
        return len(_indent(line)) // 4

    def _separate(self) -> None:
        """Add the blank line that is missing between a paragraph and the table or list here."""
        if self.out and self.out[-1][0] == PROSE:
            self.out.append((BLANK, ""))

    def _add_prose(self, line: str, following: str, *, opens: bool) -> None:
        """Add a line of prose: joined to the line before, or as a line of its own."""
        before, last = self.out[-1] if self.out else (BLANK, "")
        hard_break = "  " if line.endswith(("  ", "\\")) else ""
        words = line.strip().removesuffix("\\").rstrip()
        if before == PROSE and TABLE_RULE.match(line):
            last = last.rstrip()  # a line of dashes below it would make the line before a table
        joins = before == PROSE and not last.endswith("  ")
        if joins and not self.is_item and not self._begins_block(line, last):
            joined = f"{last} {words}"
            # With a break at its end it would be a row when it is read again.
            is_row = _begins_table(joined, following, opens=True)
            self.out[-1] = (PROSE, joined if is_row else f"{joined}{hard_break}")
            return
        under = joins and not _OPENS.match(last)
        bullet = _BULLET.match(line) and not self.below_mark
        if under and (bullet or (self.is_item and not self.below_item)):
            self._separate()
        self.out.append((PROSE, f"{_indent(line)}{words}{hard_break}"))
        self.below_item = self.is_item or bool(_CONTAINS.match(line))
        self.below_mark = self.is_item and not _COMMON.match(line)
        if self.below_item:
            self.depth = self._level(line) + 1
        elif opens:
            self.depth = min(self.depth, self._level(line))

    def _begins_block(self, line: str, last: str) -> bool:
        """Whether `line` begins an item, a quotation or a box below the line `last`."""
        if last.lstrip().startswith(("!!!", "???", "#")):
            return True
        if self._level(line) > self.depth:
            return False  # indented too far to begin anything: it continues the line before
        # "2026. Next" begins a line of a wrapped paragraph; "2. Next" after "1. First" an item.
        item = bool(_ORDERED.match(line) and _ORDERED.match(last))
        return item or bool(_OPENS.match(line) or _MEANING.match(line))


def _still_open(fence: str, line: str) -> str:
    return "" if closes(fence, line) else fence


def _begins_table(line: str, following: str, *, opens: bool) -> bool:
    """Whether a table begins with `line`: it is a row, and below it is a line of dashes."""
    row = "|" in line if opens else line.lstrip().startswith("|")
    return row and bool(TABLE_RULE.match(following))


def _spread(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with each run of blank ones reduced to one, except within indented code."""
    blanks = 0
    before = BLANK
    for index, (kind, line) in enumerate(lines):
        if kind == BLANK:
            blanks += 1
            continue
        if blanks:
            kept = blanks if before == kind == CODE else 1
            yield from [(BLANK, "")] * kept
            blanks = 0
        ends = index + 1 == len(lines) or lines[index + 1][0] == BLANK
        yield kind, line.rstrip() if ends else line
        before = kind


def _collapse(line: str) -> str:
    """A line of prose or a row with each run of white space as one space; code is left as it is."""
    indent, hard_break = _indent(line), "  " if line.endswith("  ") else ""
    if quoted := _QUOTED_ITEM.match(line):
        # How far an item within a quotation stands to the right says what it belongs to.
        indent, line = quoted[0], line[quoted.end() :]

    def one(match: re.Match[str]) -> str:
        if match["escaped"]:
            return " ".join(re.split(r"[ \t\f\v\r]+", match["escaped"]))
        return match["code"] or (" " if match["spaces"] else "")

    line = _ESCAPE.sub("", line.strip())
    free = _FREE if "\\" in line else _FREE_UNESCAPED
    return f"{indent}{free.sub(one, line)}{hard_break}"
