"""Texts in Markdown as pieces: each is rendered as the manual renders its own, then read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.bring.html import Page, read_pages
from manual.bring.html_tree import decode
from manual.bring.piece import Source
from manual.markup.render import render
from manual.word.package import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LARGEST = 4_000_000
"""Characters of a text: Markdown of 500 pages has about 1.5 million."""
_FRONT = re.compile(
    r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<front>.*?)^(?P=mark)[ \t]*$\n?", re.DOTALL | re.MULTILINE
)
_ATTRIBUTES = re.compile(r"(?<=\S)[ \t]*\{[:#.][^{}\n]{0,200}\}[ \t]*$", re.MULTILINE)
_BREAK = re.compile(r"<br[ ]?/?>")
_TAG = re.compile(
    r"</?(?:a|abbr|b|center|details|div|em|font|i|p|small|span|strong|summary|u)\b[^<>]*>"
)
_ITEM = re.compile(r"(?P<number>\d{1,6})\.[ ]+\S")
_NESTED = 2
"""Spaces by which an item stands further to the right that belongs to the one above."""
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)


def read_markdown(
    name: str,
    files: Mapping[str, bytes],
    pictures: Callable[[str], bytes | None],
    tell: Callable[[int, int], None],
) -> Source:
    """The pieces of texts in Markdown, in their order; see `read_html`."""
    source = Source(name)
    pages = [Page(path, _render(decode(data), source)) for path, data in files.items()]
    return read_pages(source, pages, pictures, tell)


def _render(text: str, source: Source) -> str:
    """A text as HTML, without what stands ahead of it and what no reader sees."""
    if len(text) > _LARGEST:
        raise FileError(f"it has more than {_LARGEST:,} characters: split it")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := _FRONT.match(text):
        source.words.append(match["front"])
        source.leave_out(0, "what stands ahead of a text", match["front"])
        title = _TITLE.search(match["front"])
        source.title = source.title or (title[1] if title else "")
        text = text[match.end() :]
    text = _ATTRIBUTES.sub("", _BREAK.sub("  \n", _without_comments(text, source)))
    bare = _TAG.sub("", text)
    if bare != text:
        source.note("tags of HTML in Markdown are left out")
    return str(render(_count_items(bare)))


def _without_comments(text: str, source: Source) -> str:
    ahead, *rest = text.split("<!--")
    kept = [ahead]
    for part in rest:
        comment, end, after = part.partition("-->")
        kept.append(after if end else f"<!--{part}")
        if end:
            source.words.append(comment)
            source.leave_out(0, "a comment in a text", comment)
    return "".join(kept)


def _count_items(text: str) -> str:
    """A text in which the items of lists have their own numbers, where each was written `1.`."""
    lines, fence = [], ""
    counts: list[tuple[int, int]] = []  # of each open list, where its marks stand, and its last one
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        match = _ITEM.match(bare)
        if bare.startswith(("```", "~~~")):
            fence = "" if fence and bare.startswith(fence) else fence or bare[:3]
        elif bare and not fence:
            while counts and counts[-1][0] > indent + (0 if match else -1):
                counts.pop()
            if match:
                number = int(match["number"])
                if counts and indent < counts[-1][0] + _NESTED:
                    number = max(number, counts.pop()[1] + 1)
                counts.append((indent, number))
                line = f"{line[:indent]}{number}{bare[len(match['number']) :]}"  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)
