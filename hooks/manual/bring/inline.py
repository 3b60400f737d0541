"""Words of a source as Markdown: nothing in them is markup but what is meant."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNS = re.compile(r"([\\`*\[\]<>{}~^|])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_SMALL = re.compile(r"[A-Za-z0-9]{1,20}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffe\uffff]")
_OWN = re.compile(r"[\ue000-\ue002]")
_STARTS = re.compile(
    r"(?:[#+>=:-]|!!!|(?P<ordered>\d{1,9})[.)](?=\s|$)|(?P<mark>\w{1,6}[.)]\s|\())"
)


class Looks(NamedTuple):
    """How words look."""

    bold: bool = False
    slanting: bool = False
    raised: int = 0
    """1 above the line, -1 below it."""


class Span(NamedTuple):
    """Words that look alike."""

    text: str
    """Markdown but for its emphasis."""
    looks: Looks = Looks()


def clean(text: str) -> str:
    r"""Words without signs that no text may hold.

    >>> clean("a\x07b\u00adc\u200bd")
    'abcd'
    """
    return _OWN.sub("", _CONTROL.sub("", text)).replace("\u00ad", "")


def escape(text: str) -> str:
    r"""Words in which no sign is markup.

    >>> escape("2*3 [x] a_b _c_ {x}")
    '2\\*3 \\[x\\] a_b \\_c\\_ \\{x\\}'
    """
    return _UNDERSCORE.sub(r"\\_", _SIGNS.sub(r"\\\1", text))


def escape_start(line: str) -> str:
    r"""A line that begins nothing but a paragraph.

    >>> [escape_start(line) for line in ("1. Go", "- Go", "(a) Go", "a) Go", "Go")]
    ['1\\. Go', '\\- Go', '\\(a) Go', 'a\\) Go', 'Go']
    """
    match = _STARTS.match(line)
    if match is None:
        return line
    if match["ordered"]:
        return f"{match['ordered']}\\{line[len(match['ordered']) :]}"
    if match["mark"] and match["mark"] != "(":
        end = len(match["mark"]) - 2
        return f"{line[:end]}\\{line[end:]}"
    return f"\\{line}"


def are_bold(spans: Iterable[Span]) -> bool:
    """Whether there are words, and all of them are bold."""
    words = [span for span in spans if span.text.strip()]
    return bool(words) and all(span.looks.bold for span in words)


def write_spans(spans: list[Span]) -> str:
    """The Markdown of words one after another."""
    runs = [
        (key, "".join(span.text for span in same))
        for key, same in groupby(spans, key=lambda span: span.looks)
    ]
    written = []
    for at, ((bold, slanting, raised), text) in enumerate(runs):
        before = runs[at - 1][1][-1:] if at else ""
        after = runs[at + 1][1][:1] if at + 1 < len(runs) else ""
        if raised and _SMALL.fullmatch(text):
            written.append(f"^{text}^" if raised > 0 else f"~{text}~")
        else:
            mark = "**" * bold + "*" * slanting
            written.append(_emphasized(text, mark, before, after))
    return "".join(written)


def _emphasized(text: str, mark: str, before: str, after: str) -> str:
    """Words between marks, which stand at the words and never within one."""
    bare = text.strip()
    opens = len(text) - len(text.lstrip())
    within = (not opens and (before.isalnum() or before in "*_\\")) if before else False
    joins = (text.rstrip() == text and (after.isalnum() or after in "*_")) if after else False
    if not mark or not any(sign.isalnum() for sign in bare) or within or joins or "\n" in bare:
        return text
    if not (bare[0].isalnum() and (bare[-1].isalnum() or bare[-1] in ".,;:!?")):
        return text
    return f"{text[:opens]}{mark}{bare}{mark}{text[opens + len(bare) :]}"


def write_table(rows: list[list[str]]) -> str:
    """A table of cells in Markdown; its first row is its head."""
    width = max(len(row) for row in rows)
    lines = [row + [""] * (width - len(row)) for row in rows]
    lines.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def bare_words(text: str) -> str:
    """Markdown without its marks, for titles and quotations in a report."""
    plain = re.sub(r"\[\^[^\]]*\]", "", text)
    plain = re.sub(r"\ue000[^\ue001]*\ue001|\ue002", "", plain)
    plain = re.sub(r"(?<!\\)(?:\*{1,3}|[\^~])", "", plain)
    plain = re.sub(r"(?<!\\)\[([^\]]*)(?<!\\)\]\([^)]*\)", r"\1", plain)
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", plain).split())
