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


class Tables(TableProcessor):
    """Reads tables, and notes what of a table it cannot show."""

    def __init__(self, parser: BlockParser) -> None:
        # Columns are set to the right by an attribute: the site's policy refuses styles.
        super().__init__(parser, {"use_align_attribute": True})
        self.cut: list[str] = []
        """Rows with more cells than the table has columns."""
        self.uneven: list[str] = []
        """Heads with a line of dashes below that has another number of cells."""

    def reset(self) -> None:
        """Forget what was noted."""
        self.cut.clear()
        self.uneven.clear()

    def test(self, parent: ET.Element, block: str) -> bool:
        """Whether a block is a table; one that is nearly so is noted."""
        is_table = super().test(parent, block)
        if not is_table and "|" in block:
            head, _, rest = block.partition("\n")
            rule = rest.partition("\n")[0]
            if "|" in head and ("|" in rule or "--" in rule) and _RULE.match(rule):
                self.uneven.append(head)
        return is_table

    def _build_row(self, row: str, parent: ET.Element, align: Sequence[str | None]) -> None:
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined] # not in its stubs
        if any(cell.strip() for cell in cells[len(align) :]):
            self.cut.append(row)
        super()._build_row(row, parent, align)  # type: ignore[misc] # as above
