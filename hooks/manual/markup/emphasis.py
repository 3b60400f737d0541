"""Words set strong or stressed, of which none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown.inlinepatterns import DelimiterProcessor

if TYPE_CHECKING:
    import re

    from markdown import Markdown

_MARKS = str.maketrans("", "", "*_")


class Emphasis(DelimiterProcessor):
    """Reads `*words*` and `_words_`.

    Python-Markdown pairs all marks of a text at once, and guesses at each mark which pair begins
    there. After a lone mark, and where pairs overlap, it guesses wrong and cuts words away: there
    the marks are paired anew, or stand as they are written.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)
        self._said = ""
        """The text whose marks were paired."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown names and types it
        self, m: re.Match[str], data: str
    ) -> tuple[Any, int | None, int | None]:
        """What begins at a mark of `data`, and where it stands; nothing where words would go."""
        if self.regions:
            begins, _, _, ends, *_ = self.regions[self.cache_index]
            if not data.startswith(self._said[begins:ends], m.start()):
                self.reset()
        if not self.regions:
            self._said = data
        element, start, end = super().handleMatch(m, data)
        if element is not None:
            shown, said = "".join(element.itertext()), data[start:end]
            if shown.translate(_MARKS) != said.translate(_MARKS):
                self.reset()
                return None, m.start(), m.end()
        return element, start, end

    def get_cached_result(self, pos: int, data: str) -> tuple[Any, int, int]:
        """The pair that begins at `pos`."""
        begins, _, _, ends, *_ = self.regions[self.cache_index]
        build = self._build_element  # type: ignore[attr-defined]  # no stubs
        element, count = build(data, self.cache_index, pos - begins)
        self.increment_next_position(begins, count)
        return element, pos, pos + ends - begins
