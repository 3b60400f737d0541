"""Tables as they are written, and the rows of which readers would not see every cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions.tables import TableProcessor

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Sequence

    from markdown.blockparser import BlockParser

_RULE = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-*:?[ ]*)*\|?[ ]*$")
NO_DASHES = (
    "no mark is read for a table without its line of dashes",
    "put a line such as | --- | --- | under the row of headings",
)
"""What is told of rows that are no table."""
_CODE = re.compile(r"(`+).+?\1|\\.")
_BREAK = re.compile(r"(?P<kept>(`+).+?\2|\\.)|<br ?/?>")
_OF_LIST = re.compile(r"[ ]*(?:[-*+:>]|\d+[.)])[ ]")


def is_row(line: str) -> bool:
    """Whether a line has bars between words, as a row of a table has."""
    return bool(re.search(r"\S[ ]*\|[ ]*\S", _CODE.sub("x", line)) and not _OF_LIST.match(line))


class Tables(TableProcessor):
    """Reads tables, and notes what of a table it cannot show."""

    def __init__(self, parser: BlockParser) -> None:
        # Columns are set to the right by an attribute: the site's policy refuses styles.
        super().__init__(parser, {"use_align_attribute": True})
        self.cut: list[str] = []
        """Rows with more cells than the table has columns."""
        self.uneven: list[str] = []
        """Blocks whose line of dashes has a different number of cells than the head."""
        self.bare: list[str] = []
        """First rows of what has rows and no line of dashes."""
        self.first = 0
        """The line of the block, from 0, at which its table begins."""

    def reset(self) -> None:
        """Forget what was noted."""
        self.cut.clear()
        self.uneven.clear()
        self.bare.clear()

    def test(self, parent: ET.Element, block: str) -> bool:
        """Whether a block is a table, or ends in one; one that is nearly so is noted."""
        is_table = super().test(parent, block)
        self.first = 0 if is_table else self._find(parent, block.split("\n"))
        if self.first:
            return True
        if not is_table and "|" in block:
            head, _, rest = block.partition("\n")
            rule = rest.partition("\n")[0]
            if "|" in head and ("|" in rule or "--" in rule) and _RULE.match(rule):
                self.uneven.append(block)
            elif is_row(head) and is_row(rule):
                self.bare.append(head)
        return is_table

    def _find(self, parent: ET.Element, lines: list[str]) -> int:
        """The line, from 0, at which a table begins below words; 0 where none does."""
        for at in range(1, len(lines) - 1):
            begins = lines[at].lstrip().startswith("|") and _RULE.match(lines[at + 1])
            if begins and super().test(parent, "\n".join(lines[at:])):
                return at
        return 0

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Read the first of `blocks` into `parent`, the words above the table first."""
        if self.first:
            lines = blocks[0].split("\n")
            blocks[0] = "\n".join(lines[self.first :])
            self.parser.parseBlocks(parent, ["\n".join(lines[: self.first])])
            super().test(parent, blocks[0])
        super().run(parent, blocks)

    def _build_row(self, row: str, parent: ET.Element, align: Sequence[str | None]) -> None:
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined] # not in its stubs
        if any(cell.strip() for cell in cells[len(align) :]):
            self.cut.append(row)
        super()._build_row(_break_lines(row), parent, align)  # type: ignore[misc] # as above


def _break_lines(row: str) -> str:
    """A row with each `<br>` in a cell, outside code, as the end of a line that breaks there.

    A cell is one line of Markdown, so nothing else can break it.
    """
    if "<br" not in row:
        return row
    return _BREAK.sub(lambda match: match["kept"] or "  \n", row)
