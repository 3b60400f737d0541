"""The lines of a YAML text read one by one, even where no parser can read the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW = re.compile(
    r"(?P<ahead>[^\S\n]*)(?P<dashes>(?:-[ \t]+)*)"
    r"(?:(?P<key>[A-Za-z_][\w-]*|\"[^\"]*\"|'[^']*')[ ]*:(?:[ \t]+(?P<value>.*))?|(?P<rest>.*))$"
)
LONG_TEXT = re.compile(r"[|>][+-]?\d?[+-]?(?:\s+#.*)?$")
_CLOSED = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'")}
"""For each kind of quotation mark, the text up to and with the closing one."""
_AFTER = re.compile(r"\s*(?:[,\]}]|#|$)")
"""What may follow a text in quotation marks on its last line."""
WIDEST = 70
"""Characters of a line that a hint shows; of a longer one it shows the beginning."""


@dataclass(frozen=True)
class Row:
    """A line with content: neither blank, nor a comment, nor part of a long text."""

    line: int
    """Its number in the file, from 1."""
    text: str
    """The whole line."""
    ahead: str
    """What is before its first visible character: spaces, and what may be taken for spaces."""
    dashes: str
    """`- ` of an entry of a list; `- - ` where two begin in one line."""
    key: str
    """Empty where the line has none."""
    value: str
    """What comes after the colon; where there is no key, after the dashes.

    Of a text in quotation marks over several lines it is the whole, in one line.
    """

    @property
    def indent(self) -> int:
        """How many characters are before its first visible one."""
        return len(self.ahead)

    @property
    def opens(self) -> bool:
        """Whether lines that belong to it must follow."""
        return bool(self.key) and not self.value

    @property
    def levels(self) -> set[int]:
        """How many characters lines of its group are indented: as its hyphen is, or as its key."""
        return {self.indent, self.indent + len(self.dashes)} if self.key else {self.indent}

    @property
    def label(self) -> str:
        """Its key, or its first words, to name it by."""
        return self.key or clip(self.text.strip(), 20)

    def quoted(self, text: str) -> str:
        """The row as an editor should write it, with `text` in quotation marks as its value."""
        head = f"{self.dashes}{self.key}: " if self.key else self.dashes
        return clip(f"{head}{quote(text)}", WIDEST)


def read_rows(text: str, first_line: int) -> Iterator[Row]:
    """The rows of a YAML text, in order; a text that no parser can read has rows too.

    `first_line` is the line of the file at which the text begins.
    """
    lines = text.splitlines()
    within: int | None = None  # the indentation of the row that opened a long text
    end = 0  # where the row above ends: the index of the line below it
    for place, line in enumerate(lines):
        content = line.strip()
        match = _ROW.match(line)
        if place < end or not content or content.startswith("#") or match is None:
            continue
        value = (match["value"] or match["rest"] or "").strip()
        if within is not None and len(match["ahead"]) > within:
            continue
        within = len(match["ahead"]) if LONG_TEXT.match(value) else None
        end = _end_of_row(lines, place, value)
        value = " ".join([value, *(other.strip() for other in lines[place + 1 : end])])
        key = match["key"] or ""
        yield Row(first_line + place, line, match["ahead"], match["dashes"], key, value)


def _end_of_row(lines: list[str], place: int, value: str) -> int:
    """The index of the line below a row: a text in quotation marks may go on over several lines."""
    if mark := open_mark(value):
        for last in range(place + 1, len(lines)):
            if closed := _CLOSED[mark].match(lines[last]):
                return last + 1 if _AFTER.match(lines[last], closed.end()) else place + 1
    return place + 1


def open_mark(value: str) -> str:
    """The quotation mark that a value opens and does not close; empty if there is none."""
    if value[:1] in ("[", "{"):
        return '"' if value.count('"') % 2 else ""
    if value[:1] not in _CLOSED or _CLOSED[value[0]].match(value, 1):
        return ""
    return value[0]


def quote(text: str) -> str:
    """`text` in quotation marks, of a kind that is not in it if possible."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def clip(text: str, widest: int) -> str:
    """`text`; where it has more than `widest` characters, its beginning and `…`."""
    return text if len(text) <= widest else f"{text[: widest - 1].rstrip()}…"
