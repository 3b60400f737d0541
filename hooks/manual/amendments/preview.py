"""What a proposed change does to the wordings, as Markdown for those who are asked to agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.amendments.redline import diff_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from manual.amendments.draft import Difference
    from manual.provisions.model import Wording
    from manual.provisions.number import Number

_MARKS = {"inserted": ("<ins>", "</ins>"), "deleted": ("<del>", "</del>"), "equal": ("", "")}


def preview(difference: Difference, after: Mapping[Number, Wording]) -> str:
    """A list of what differs, paragraph by paragraph, words inserted and deleted marked.

    The form is the Markdown of code hosts, with the elements `ins` and `del`; everything else
    that would be markup is escaped.
    """
    counts = [
        f"{len(numbers)} {what}"
        for what, numbers in (
            ("amended", difference.substituted),
            ("inserted", difference.inserted),
            ("deleted", difference.deleted),
            ("renumbered", difference.renumbered),
        )
        if numbers
    ]
    head = f"## Paragraphs: {', '.join(counts)}" if counts else "## No paragraph changes"
    return "\n\n".join([head, *_entries(difference, after)]) + "\n"


def _entries(difference: Difference, after: Mapping[Number, Wording]) -> Iterator[str]:
    before = difference.before
    entries = [
        *((n, f"**{n}** amended", _words(before[n], after[n])) for n in difference.substituted),
        *((n, f"**{n}** inserted", _words(None, after[n])) for n in difference.inserted),
        *((n, f"**{n}** deleted", _words(before[n], None)) for n in difference.deleted),
        *((n, f"**{n}** renumbered: now {now}", "") for n, now in difference.renumbered.items()),
    ]
    for _, what, words in sorted(entries):
        yield f"{what}\n\n{words}" if words else what


def _words(before: Wording | None, after: Wording | None) -> str:
    """The words of one wording as they become those of another, as quoted Markdown."""
    old, new = (_whole(wording) if wording else "" for wording in (before, after))
    marked = "".join(_mark(kind, text) for kind, text in diff_words(old, new))
    return "\n".join(f"> {line}".rstrip() for line in marked.split("\n"))


def _whole(wording: Wording) -> str:
    return f"{wording.heading}\n\n{wording.text}" if wording.heading else wording.text


def _mark(kind: str, text: str) -> str:
    """`text` with its marks, which may not run over the end of a line."""
    first, last = _MARKS[kind]
    return "\n".join(
        f"{first}{_escape(line)}{last}" if line.strip() else line for line in text.split("\n")
    )


def _escape(text: str) -> str:
    """`text` as it stands: signs of Markdown and HTML are shown, not obeyed."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|#~@!])", r"\\\1", shown)
