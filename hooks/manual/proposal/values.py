"""The values and lines of a file that differ, each as one entry of a list in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.problem import ProblemsError
from manual.seal.preview import escape, mark_words
from manual.text.flat import flatten
from manual.text.runs import list_runs
from manual.text.source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from manual.proposal.model import Proposal
    from manual.text.flat import Keys, Values

_LONG = 80
"""Characters of a value from which on its words are marked, rather than told before and after."""
UNREADABLE = "it cannot be read, so here are its lines"


def list_values(proposal: Proposal, path: str) -> Iterator[tuple[Keys, str]]:
    """The values of a YAML file that differ, each with what becomes of it."""
    if proposal.before.get(path) == proposal.after.get(path):
        return
    try:
        old, new = (
            flatten(read_yaml(path, text).value) if text.strip() else {}
            for text in proposal.texts(path)
        )
    except ProblemsError:
        lines = list_lines(*proposal.texts(path), known="")
        yield (), "\n".join([UNREADABLE, *lines])
        return
    found = list(differences(old, new))
    yield from found
    if [keys for keys in old if keys in new] != [keys for keys in new if keys in old]:
        yield (), "the order changes"
    elif not found:
        yield (), f"{proposal.fate(path)} in its form or its remarks alone"


def differences(old: Values, new: Values) -> Iterator[tuple[Keys, str]]:
    """The values that differ, in the order of the old and then of the new, and what becomes."""
    for keys in [*old, *(keys for keys in new if keys not in old)]:
        if old.get(keys) != new.get(keys):
            yield keys, _becomes(old.get(keys), new.get(keys))


def _becomes(old: str | None, new: str | None) -> str:
    """What becomes of a value, in one line."""
    if old is None or new is None:
        return f"{'added' if old is None else 'removed'}: {in_line(old or new or '')}"
    if len(old) + len(new) <= _LONG and "\n" not in old + new:
        return f"{escape(old)} → {escape(new)}"
    return in_line(mark_words(old, new), marked=True)


def in_line(text: str, *, marked: bool = False) -> str:
    """A text as it stands, in one line; of one that is `marked`, its signs are escaped already."""
    return " ⏎ ".join((text if marked else escape(text)).split("\n"))


def entry_of(who: str, what: Iterable[str], becomes: str) -> str:
    """An entry of the list: of what, which value in it, and what becomes of that."""
    name = f" {in_line(' / '.join(what))}".rstrip()
    return f"- **{in_line(who)}**{name}: {becomes}"


def plain(text: str) -> str:
    """The words of a text, one space between them."""
    return " ".join(text.split())


def list_lines(old: str, new: str, known: str) -> Iterator[str]:
    """The lines that go and come, but for those whose words are `known`."""
    before, after = old.splitlines(), new.splitlines()
    for run in list_runs(before, after):
        if not run.equal:
            yield from _list(before[run.old : run.old_end], "del", known)
            yield from _list(after[run.new : run.new_end], "ins", known)


def _list(lines: Iterable[str], mark: str, known: str) -> Iterator[str]:
    for line in lines:
        words = re.sub(r"^\d[\d.]*[A-Z]*\s+", "", plain(line))
        if words and words not in known:
            yield f"  - <{mark}>{escape(line.strip())}</{mark}>"
