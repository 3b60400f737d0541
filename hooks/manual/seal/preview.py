"""What a proposed change does to the wordings, as Markdown for those who are asked to agree."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.address import path_of_kept
from manual.amendments.words import diff_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.numbers.number import Number
    from manual.provisions.model import Wording
    from manual.seal.draft import Difference

_MARKS = {"inserted": ("<ins>", "</ins>"), "deleted": ("<del>", "</del>"), "equal": ("", "")}


def preview(difference: Difference, after: Mapping[Number, Wording]) -> str:
    """What differs, paragraph by paragraph, with the words inserted and deleted marked.

    `after` has the wordings that the difference leads to. The form is the Markdown of code hosts,
    with the elements `ins` and `del`; everything else that would be markup is escaped.
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


def preview_files(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Which forms and pictures differ, as Markdown; empty where none does.

    Both are hashes by path; those that are kept beside records are left out.
    """
    fates = {
        name: "added" if name not in before else "changed" if name in after else "removed"
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name) and not path_of_kept(name)
    }
    lines = [f"- **{escape(name)}**: {fate}" for name, fate in fates.items()]
    return "\n".join(["\n## Forms and pictures\n", *lines, ""]) if lines else ""


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
    """In words: `amended`, `renumbered: now 2.4.2`."""
    words: tuple[tuple[str, str], ...] = ()
    """Runs of its wording, each `equal`, `deleted` or `inserted`; none where it only moves."""


def list_changes(difference: Difference, after: Mapping[Number, Wording]) -> list[ChangeEntry]:
    """What becomes of each provision that differs, in order of number.

    `after` has the wordings that the difference leads to.
    """
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
    """`amended`; if only its heading moved to an inserted neighbour or from a deleted one, that."""
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


def mark_words(before: str, after: str) -> str:
    """The words of two texts in one, those deleted and inserted marked."""
    return "".join(_mark(kind, text) for kind, text in diff_words(before, after))


def _mark(kind: str, text: str) -> str:
    """`text` with its marks, each of which ends on the line on which it begins."""
    first, last = _MARKS[kind]
    return "\n".join(
        f"{first}{escape(line)}{last}" if line.strip() else line for line in text.split("\n")
    )


def escape(text: str) -> str:
    """`text` as it stands: signs of Markdown and HTML are shown, not obeyed.

    What nobody can see, or what turns the direction of the words, is shown by its code.
    """
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = re.sub(r"([\\`*_\[\]|#~@!])", r"\\\1", shown).replace("$", "&#36;")
    return "".join(f"&lt;U+{ord(sign):04X}&gt;" if _is_hidden(sign) else sign for sign in shown)


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "C" and sign not in "\n\t"


def mark_in_line(old: str, new: str) -> str:
    """Two texts in one line, with words deleted as `[-so-]` and inserted as `{+so+}`."""
    marks = {"deleted": "[-{}-]", "inserted": "{{+{}+}}", "equal": "{}"}
    marked = "".join(marks[kind].format(text) for kind, text in diff_words(old, new))
    return " ".join(marked.split())
