"""What a line of the chain may not do to what was sealed before it: alter it, or let it go.

A seal says what is sealed now, and a chain that no line is missing. Neither keeps anybody from
altering an old amendment and adding a line for the new state. Here each line is held against the
one before, by their leaves.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from manual.seal.leaves import Leaf, effects, read_leaf
from manual.seal.model import hash_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from manual.amendments.model import Record
    from manual.seal.chain import Chain, Line
    from manual.seal.leaves import Delta


_OF_AMENDMENTS = frozenset({"record", "in-force", "sealed", "added", "approval"})
_DATED = frozenset({"tree", "contact"})
"""They change under a later day, and not otherwise: that of the edition, or of the check."""
_OF_FLOWCHARTS = frozenset({"step", "edition"})
_FIRST_SEALED = frozenset({"sealed", "approval", "contacts"})
"""They have the day of the line that adds them."""
_FOR_EVER = frozenset({"number", "page", "withdrawn"})


@dataclass
class _Before:
    """What is known of the lines before one."""

    current: dict[tuple[str, str], str] = field(default_factory=dict)
    """Values in the line before, by kind and name, of the kinds `_WATCHED`."""
    newest: dict[tuple[str, str], str] = field(default_factory=dict)
    """The last value that each flowchart and each contact ever had."""
    steps: defaultdict[str, set[Leaf]] = field(default_factory=lambda: defaultdict(set))
    """The steps and editions that each flowchart ever had."""
    to_come: dict[str, str] = field(default_factory=dict)
    """The last day on which each amendment was sealed as one to come."""
    drafts: dict[str, str] = field(default_factory=dict)
    """The day on which each amendment was first sealed with words that had no approval then."""

    def is_fixed(self, number: str, day: str) -> bool:
        """Whether an amendment was sealed before a line, and in force on its day."""
        return self.current.get(("in-force", number), "9") <= day

    def is_approved(self, number: str) -> bool:
        """Whether an amendment had an approval."""
        return ("added", f"{number} approved_by") in self.current

    def take(self, day: str, added: list[Leaf], gone: list[Leaf]) -> None:
        """Go on to the next line, which was sealed on a day."""
        for leaf in gone:
            self.current.pop((leaf.kind, leaf.name), None)
        for leaf in added:
            if leaf.kind in _WATCHED:
                self.current[leaf.kind, leaf.name] = leaf.value
            if leaf.kind in _DATED:
                self.newest[leaf.kind, leaf.name] = leaf.value
            if leaf.kind in _OF_FLOWCHARTS:
                self.steps[leaf.name.split(" ")[0]].add(leaf)
        for number in {leaf.name.partition(" ")[0] for leaf in (*added, *gone)}:
            sealed = self.current.get(("sealed", number), "").partition(" ")[0]
            if sealed and not self.is_approved(number):
                self.drafts[number] = sealed
        for (kind, number), value in self.current.items():
            if kind == "in-force" and value > day:
                self.to_come[number] = day


_WATCHED = frozenset({"in-force", "sealed", "added", "tree"})


@dataclass(frozen=True)
class _Line:
    """A line, what it adds and takes away, and what was before."""

    line: Line
    added: list[Leaf]
    gone: list[Leaf]
    before: _Before
    records: Mapping[str, Record]
    """By their numbers."""

    def is_to_come(self, number: str) -> bool:
        """Whether an amendment was sealed before it, and was yet to come on its day."""
        return self.before.current.get(("in-force", number), "") > self.line.day

    def adds(self, kind: str, name: str) -> bool:
        """Whether it adds a leaf of that kind and name."""
        return (kind, name) in self._names

    @cached_property
    def _names(self) -> frozenset[tuple[str, str]]:
        return frozenset((leaf.kind, leaf.name) for leaf in self.added)

    @cached_property
    def amends(self) -> bool:
        """Whether it has an amendment that is new, or that was to come and does something else.

        What that does may change while its record, the wordings before, does not.
        """
        return any(
            leaf.kind == "record"
            or (leaf.kind == "sealed" and not self.before.is_fixed(leaf.name, self.line.day))
            for leaf in (*self.added, *self.gone)
        )


def find_rewriting(chain: Chain, records: Iterable[Record]) -> Iterator[tuple[Line, list[str]]]:
    """Each line that alters what was settled before it, and what that is, in words.

    The `records` are those of today: which files each one names, and on which day it was approved.
    Of lines whose leaves nobody has kept nothing can be told.
    """
    before = _Before()
    by_number = {str(record.number): record for record in records}
    lines = {line.n: line for line in chain.lines}
    for delta in effects(chain.deltas):
        added, gone = _read(delta)
        line = _Line(lines[delta.n], added, gone, before, by_number)
        if told := [words for rule in _RULES for words in rule(line)]:
            yield line.line, list(dict.fromkeys(told))
        before.take(line.line.day, added, gone)


def _read(delta: Delta) -> tuple[list[Leaf], list[Leaf]]:
    added, gone = ([read_leaf(text) for text in sorted(side)] for side in (delta.added, delta.gone))
    return added, gone


def _altered(line: _Line) -> Iterator[str]:
    """What a line alters or lets go, and may not."""
    for leaf in line.gone:
        if not _may_go(leaf, line):
            verb = "alters" if line.adds(leaf.kind, leaf.name) else "drops"
            yield f"{verb} {_in_words(leaf)}"


def _let_go(line: _Line) -> Iterator[str]:
    """What went as it may, and without what must then be said."""
    for leaf in line.gone:
        is_said = any(line.adds(kind, leaf.name) for kind in ("record", "withdrawn"))
        if leaf.kind == "record" and not is_said and _may_go(leaf, line):
            yield f"drops amendment {leaf.name} and does not say that it was withdrawn"
    trees = {leaf.name for leaf in line.added if leaf.kind == "tree"}
    for name in sorted(trees - {name for kind, name in line.before.current if kind == "tree"}):
        for lost in sorted(line.before.steps[name] - set(line.added), key=lambda leaf: leaf.name):
            yield f"drops {_in_words(lost)}"


def _may_go(leaf: Leaf, line: _Line) -> bool:
    """Whether a leaf may be gone, or have another value, in a line."""
    if leaf.kind in _FOR_EVER:
        return False
    if leaf.kind in _OF_AMENDMENTS:
        return not line.before.is_fixed(leaf.name.partition(" ")[0], line.line.day)
    if leaf.kind == "provision":
        return line.amends
    if leaf.kind == "file":
        naming = (n for n, record in line.records.items() if leaf.name in record.front.files)
        return any(line.adds("record", number) or line.is_to_come(number) for number in naming)
    if leaf.kind in _OF_FLOWCHARTS:
        tree = leaf.name.split(" ")[0]
        return any(other.kind == "tree" and other.name == tree for other in line.gone) and (
            not line.adds("tree", tree)
        )
    return not _is_dated_anew(leaf, line) and (leaf.kind != "feed" or "example." in leaf.value)


def _is_dated_anew(leaf: Leaf, line: _Line) -> bool:
    """Whether a line gives another day for the contacts, which have not changed."""
    new = [other.value for other in line.added if other.kind == leaf.kind == "contacts"]
    return any(value.partition(" ")[2] == leaf.value.partition(" ")[2] for value in new)


def _dated_otherwise(line: _Line) -> Iterator[str]:
    """What a line adds under a day on which it cannot have been."""
    before, today = line.before, line.line.day
    days = ((day, int(n)) for (kind, n), day in before.current.items() if kind == "in-force")
    settled = [(day, number) for day, number in days if day <= today]
    for leaf in line.added:
        if leaf.kind in _DATED:
            old = before.newest.get((leaf.kind, leaf.name), "")
            day = leaf.value.partition(" ")[0]
            is_checked_again = leaf.kind == "contact" and day == today
            if old and old != leaf.value and day <= old.partition(" ")[0] and not is_checked_again:
                yield f"alters {_in_words(leaf)}"
        elif leaf.kind == "in-force":
            to_come = before.to_come.get(leaf.name, "")
            if before.is_fixed(leaf.name, today):
                continue  # told as altered
            if settled and (leaf.value, int(leaf.name)) < max(settled):
                yield f"dates amendment {leaf.name} before amendment {max(settled)[1]}"
            elif leaf.value < to_come:
                yield f"dates amendment {leaf.name} before {to_come}, when it was still to come"


def _added_to_the_past(line: _Line) -> Iterator[str]:
    """What a line says of a day before an edition that a flowchart had by then."""
    for leaf in line.added:
        if leaf.kind == "edition" and leaf not in line.before.steps[leaf.name.split(" ")[0]]:
            name, _, day = leaf.name.rpartition(" ")
            last = line.before.newest.get(("tree", name), "").partition(" ")[0]
            if day < last:
                yield f"gives the flowchart {name} an edition of {day}, before that of {last}"


def _of_another_edition(line: _Line) -> Iterator[str]:
    """Where the edition that a line gives is not the one that its amendments make."""
    held = line.before.current
    days = {name: day for (kind, name), day in held.items() if kind == "in-force"}
    for leaf in (one for one in line.gone if one.kind == "in-force"):
        days.pop(leaf.name, None)
    days |= {leaf.name: leaf.value for leaf in line.added if leaf.kind == "in-force"}
    if not days:
        return
    last = max(line.line.day, min(days.values()))
    mark = max((day, int(number)) for number, day in days.items() if day <= last)
    if mark != line.line.mark:
        yield f"names the edition {line.line.edition}, and {mark[0]}.{mark[1]} was in force"


def _sealed_otherwise(line: _Line) -> Iterator[str]:
    """What a line says to have been sealed first on another day than its own."""
    if not line.before.current:
        return  # the first line of which this is known: what it holds was sealed before
    for leaf in line.added:
        day = leaf.value.partition(" ")[0]
        if leaf.kind in _FIRST_SEALED and day != line.line.day:
            yield f"gives {day or 'no day'} for {_in_words(leaf)}"


def _approved_otherwise(line: _Line) -> Iterator[str]:
    """What a line says of approvals that cannot be so."""
    before = line.before
    for leaf in line.added:
        number, _, key = leaf.name.partition(" ")
        if leaf.kind == "sealed" and before.is_approved(number):
            is_fixed = before.is_fixed(number, line.line.day)
            if not is_fixed and not _approval_changes(number, line):
                yield (
                    f"keeps the approval of amendment {number}, which does something else now: one "
                    "of the new words has a day of its own ('approved_on')"
                )
        elif key == "approved_on" and _approved_on(leaf, line) < before.drafts.get(number, ""):
            draft = before.drafts[number]
            yield f"approves amendment {number} on a day before {draft}, when it was a draft"


def _approved_on(leaf: Leaf, line: _Line) -> str:
    """The day whose hash a leaf has; the last of all, where no record tells it any more."""
    record = line.records.get(leaf.name.partition(" ")[0])
    day = str(record.front.approved_on) if record else ""
    return day if hash_text(day) == leaf.value else "9"


def _approval_changes(number: str, line: _Line) -> bool:
    words = (*line.added, *line.gone)
    return any(one.kind == "added" and one.name.startswith(f"{number} ") for one in words)


_RULES = (
    _altered,
    _let_go,
    _dated_otherwise,
    _added_to_the_past,
    _of_another_edition,
    _sealed_otherwise,
    _approved_otherwise,
)


def _in_words(leaf: Leaf) -> str:
    """What a leaf is of."""
    first, _, last = leaf.name.partition(" ")
    day = leaf.value.partition(" ")[0]
    names = {
        "record": f"amendment {first}, which was in force",
        "in-force": f"amendment {first}, which was in force",
        "sealed": f"what amendment {first} does, or the day on which it was sealed",
        "added": f"'{last}' of amendment {first}",
        "approval": f"the day on which the approval of amendment {first} was sealed",
        "provision": f"{leaf.name} without an amendment",
        "file": f"the file {leaf.name} without an amendment that names it",
        "tree": f"the flowchart {leaf.name} under the edition {day}",
        "edition": f"what the edition {last} of the flowchart {first} says of itself",
        "step": f"the step {last} of the flowchart {first}",
        "contact": f"the number or the form of {leaf.name} behind its check of {day}",
        "number": f"the number {leaf.name}",
        "page": f"the page /{leaf.name}",
        "withdrawn": f"amendment {leaf.name}, which was withdrawn",
        "contacts": "the day of the last change of the contacts",
        "feed": "what the ids of the feed begin with",
    }
    return names[leaf.kind]
