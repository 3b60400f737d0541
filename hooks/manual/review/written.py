"""Blocks as Markdown: what `show` reads as the same blocks again."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from manual.bring.inline import escape, escape_start
from manual.word.block import BULLET, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from manual.word.block import Block

_AS_WRITTEN = re.compile(
    r"\{contact:[a-z0-9/-]+\}|\[confirm\]|!\[[^\[\]\n]*\]\([^()\s]*\)|\[[^\[\]\n]+\]\{lang=[\w-]+\}"
    r"|https?://[^\s<>()\[\]{}]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""What stands in a text as Markdown has it, and is no words: placeholders, pictures, addresses."""
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_BAR = re.compile(r"(?<!\\)\|")
INDENT = "    "


def _escape(text: str) -> str:
    parts, end = [], 0
    for match in _AS_WRITTEN.finditer(text):
        parts += [_plain(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    return _ENTITY.sub("&amp;", escape(text))


def write_words(runs: Sequence[Run], *, breaks: str = "\\\n") -> str:
    r"""Runs as Markdown on one line; `breaks` is how a line is broken.

    >>> write_words([Run("Ask "), Run("them", bold=True), Run(", 2*3.")])
    'Ask **them**, 2\\*3.'
    """
    written = []
    for (link, note), same in groupby(runs, key=lambda run: (run.link, run.note)):
        words = "".join(map(_write_run, same))
        if note:
            words = f"[^{note}]"
        elif link:
            words = f"[{words}]({link})"
        written.append(words)
    return "".join(written).replace("\n", breaks)


def _write_run(run: Run) -> str:
    if run.code:
        return f"`{run.text}`"
    opens, words, closes = re.fullmatch(_EDGES, run.text).groups()  # type: ignore[union-attr] # it matches any text
    if not words:
        return run.text
    if run.raised:
        sign = "^" if run.raised > 0 else "~"
        return f"{opens}{sign}{_escape(words)}{sign}{closes}"
    mark = "**" * run.bold + "*" * run.slanting
    return f"{opens}{mark}{_escape(words)}{mark}{closes}"


def write_block(block: Block, sign: str = "-") -> list[str]:
    """The lines of a block but for its number; `sign` is the bullet of an item that has none."""
    if block.kind == "row":
        cells = [_BAR.sub(r"\\|", write_words(cell, breaks="<br>")) for cell in block.cells]
        return [f"| {' | '.join(cells)} |"]
    if block.kind == "code":
        lines = ["```", *block.text.split("\n"), "```"]
    else:
        lines = _write_text(block, sign).split("\n")
    depth = block.depth if block.kind != "heading" else 0
    before = INDENT * (depth - 1 if block.kind == "item" else depth)
    below = INDENT * depth
    around = {"box": INDENT, "quote": "> "}.get(block.within, "")
    if block.kind == "title":
        around = ""
    return [f"{around}{below if at else before}{line}" for at, line in enumerate(lines)]


def _write_text(block: Block, sign: str) -> str:
    words = write_words(block.cells[0] if block.cells else ())
    if block.kind == "heading":
        return f"{'#' * block.depth} {words}"
    if block.kind == "title":
        return f'!!! {block.mark or "note"} "{words}"'
    if block.kind == "note":
        return f"[^{block.mark}]: {words}"
    if block.kind == "meaning":
        return f": {words}"
    if block.kind == "item":
        return f"{sign if block.mark == BULLET else block.mark} {escape_start(words)}"
    return words if block.number else escape_start(words)


def write_rule(columns: int) -> str:
    """The line of dashes below the head of a table."""
    return f"|{' --- |' * columns}"
