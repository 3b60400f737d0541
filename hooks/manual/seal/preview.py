"""What a proposed change does to the wordings, as Markdown for those who are asked to agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.amendments.words import diff_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.provisions.model import Wording
    from manual.provisions.number import Number
    from manual.seal.draft import Difference

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
    return "\n\n".join([head, *map(_show, list_changes(difference, after))]) + "\n"


def _show(entry: ChangeEntry) -> str:
    """An entry as Markdown, its words quoted."""
    marked = "".join(_mark(kind, text) for kind, text in entry.words)
    quoted = "\n".join(f"> {line}".rstrip() for line in marked.split("\n")) if marked else ""
    return f"**{entry.number}** {entry.what}\n\n{quoted}".rstrip()


@dataclass(frozen=True)
class ChangeEntry:
    """What becomes of one provision."""

    number: Number
    what: str
    """`amended`, `renumbered: now 2.4.2`."""
    words: tuple[tuple[str, str], ...] = ()
    """Runs of its wording, each `equal`, `deleted` or `inserted`; none where it only moves."""


def list_changes(difference: Difference, after: Mapping[Number, Wording]) -> list[ChangeEntry]:
    """What becomes of each provision that differs, in order of number, headings and titles too."""
    before = difference.before
    entries = [
        *(
            ChangeEntry(n, _amended(n, difference, after), _words(before[n], after[n]))
            for n in difference.substituted
        ),
        *(ChangeEntry(n, "inserted", _words(None, after[n])) for n in difference.inserted),
        *(ChangeEntry(n, "deleted", _words(before[n], None)) for n in difference.deleted),
        *(ChangeEntry(n, f"renumbered: now {now}") for n, now in difference.renumbered.items()),
    ]
    return sorted(entries, key=lambda entry: entry.number)


def _amended(number: Number, difference: Difference, after: Mapping[Number, Wording]) -> str:
    """`amended`; where only its heading went to a new neighbour, or came from one, that too."""
    old, new = difference.before[number], after[number]
    if old.text != new.text:
        return "amended"
    for other in difference.inserted:
        if old.heading and after[other].heading == old.heading and not new.heading:
            return f"amended: its heading stands above {other} now"
    for other in difference.deleted:
        if new.heading and difference.before[other].heading == new.heading and not old.heading:
            return f"amended: the heading of {other} stands above it now"
    return "amended"


def _words(before: Wording | None, after: Wording | None) -> tuple[tuple[str, str], ...]:
    old, new = (_whole(wording) if wording else "" for wording in (before, after))
    return tuple(diff_words(old, new))


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
