"""One form for one wording, so that wrapping a line anew or typing two spaces changes nothing."""

from __future__ import annotations

import re
import unicodedata

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_BULLET = re.compile(r"\s*[-*+]\s+\S")
_OPENS = re.compile(r"\s*(?:[-*+]\s+|>|\||!!!|\?\?\?|#{1,6}\s)")
_ORDERED = re.compile(r"\s*\d+[.)]\s+")
_ESCAPED_NUMBER = re.compile(r"\\(?=\d+\.\d)")


def canonical(text: str) -> str:
    """`text` in Unicode NFC, each paragraph on one line, one blank line between blocks.

    Code, table rows and hard line breaks (two spaces or a backslash at the end) are kept.
    """
    out: list[str] = []
    fence = ""
    for line in unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n"):
        mark = _FENCE.match(line)
        if fence or mark:
            out.append(line.rstrip())
            if mark and not fence:
                fence = mark[1]
            elif mark and mark[1].startswith(fence) and line.strip() == mark[1]:
                fence = ""
            continue
        _add(out, line)
    return "\n".join(_spread(out)).strip("\n")


def _add(out: list[str], line: str) -> None:
    """Put a line of prose after those before it: joined to the last, or on its own."""
    hard_break = "  " if line.endswith(("  ", "\\")) and line.strip() else ""
    indent = line[: len(line) - len(line.lstrip())]
    words = " ".join(line.strip().removesuffix("\\").split())
    last = out[-1] if out else ""
    joins = bool(words) and bool(last.strip()) and not last.endswith("  ")
    # "2026. Next" begins a line of a wrapped paragraph; "2. Next" after "1. First" an item.
    item = bool(_ORDERED.match(line) and _ORDERED.match(last))
    if (
        not joins
        or item
        or _OPENS.match(line)
        or last.lstrip().startswith(("|", "!!!", "#", "```", "~~~"))
    ):
        if _BULLET.match(line) and joins and not _OPENS.match(last):
            out.append("")  # a list begins here, though no blank line was left before it
        out.append(f"{indent}{words}{hard_break}" if words else "")
    else:
        out[-1] = f"{last} {_ESCAPED_NUMBER.sub('', words)}{hard_break}"


def _spread(lines: list[str]) -> list[str]:
    """The lines with every run of blank ones made one, and no spaces left at a block's end.

    Within a fence they stay as they are.
    """
    kept: list[str] = []
    fence = ""
    for index, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            kept.append(line)
            closes = bool(mark and fence and mark[1].startswith(fence))
            fence = "" if closes else fence or (mark[1] if mark else "")
            continue
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if not line.strip():
            if kept and kept[-1]:
                kept.append("")
            continue
        kept.append(line if following.strip() else line.rstrip())
    return kept


def unescape(text: str) -> str:
    r"""`text` as it is to be rendered: an escaped number (`\2.1.9`) loses its backslash."""
    return _ESCAPED_NUMBER.sub("", text)
