"""What an editor is told of a Word file: where in it, what is wrong, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Told(NamedTuple):
    """One thing that an editor must know."""

    place: int
    """The paragraph of the file, from 1; 0 where it is the whole."""
    what: str
    hint: str = ""

    def spell(self, name: str, key: str = "") -> str:
        """It in words, with the file called `name`, and the provision in which it stands."""
        at = f"{name}:{self.place}" if self.place else name
        within = f"in {key}, " if key else ""
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{at}: {within}{self.what}{hint}"


class ToldError(Exception):
    """Raised where a file cannot be made or taken in, with all that stands in the way."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))
