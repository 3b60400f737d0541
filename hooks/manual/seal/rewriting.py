"""What a line of the chain may not do to what was sealed before it: alter it, or let it go.

A seal says what is sealed now, and a chain that no line is missing. Neither keeps anybody from
altering an old amendment and adding a line for the new state. Here each line is held against the
one before, by their leaves.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from manual.amendments.model import Record
    from manual.seal.chain import Chain, Line
    from manual.seal.leaves import Delta


@dataclass(frozen=True)
class Leaf:
    """A leaf, read."""

    kind: str
    name: str
    """Of what it is."""
    value: str
    """What is sealed of that; empty where it is only that it exists."""


_VALUES = {"tree": 2, "contact": 2, "sealed": 2, "step": 0, "number": 0, "page": 0, "withdrawn": 0}
"""How many words at the end of a leaf are its value; one, where it is not said here."""
_OF_AMENDMENTS = frozenset({"record", "in-force", "sealed", "added", "approval"})
_DATED = frozenset({"tree", "contact"})
"""They change under a later day, and not otherwise: that of the edition, or of the check."""
_OF_FLOWCHARTS = frozenset({"step", "edition"})
_FOR_EVER = frozenset({"number", "page", "withdrawn"})


def read_leaf(text: str) -> Leaf:
    """A leaf in its parts: `tree light 2026-11-22 HASH` is of the kind `tree`, named `light`."""
    kind, _, rest = text.partition(" ")
    words = rest.split(" ")
    at = len(words) - _VALUES.get(kind, 1)
    return Leaf(kind, " ".join(words[:at]), " ".join(words[at:]))


@dataclass
class _Before:
    """What is known of the lines before one."""

    current: dict[tuple[str, str], str] = field(default_factory=dict)
    """Values in the line before, by kind and name, of the kinds `_WATCHED`."""
    newest: dict[tuple[str, str], str] = field(default_factory=dict)
    """The last value that each flowchart and each contact ever had."""
    steps: defaultdict[str, set[Leaf]] = field(default_factory=lambda: defaultdict(set))
    """The steps and editions that each flowchart ever had."""

    def is_fixed(self, number: str, day: str) -> bool:
        """Whether an amendment was sealed before a line, and in force on its day."""
        return self.current.get(("in-force", number), "9") <= day

    def is_approved(self, number: str) -> bool:
        """Whether an amendment had an approval."""
        return ("approval", number) in self.current

    def sealed(self, number: str) -> str:
        """The day on which an amendment was first sealed; empty where it was not."""
        return self.current.get(("sealed", number), "").partition(" ")[0]

    def take(self, added: list[Leaf], gone: list[Leaf]) -> None:
        """Go on to the next line."""
        for leaf in gone:
            self.current.pop((leaf.kind, leaf.name), None)
        for leaf in added:
            if leaf.kind in _WATCHED:
                self.current[leaf.kind, leaf.name] = leaf.value
            if leaf.kind in _DATED:
                self.newest[leaf.kind, leaf.name] = leaf.value
            if leaf.kind in _OF_FLOWCHARTS:
                self.steps[leaf.name.split(" ")[0]].add(leaf)


_WATCHED = frozenset({"in-force", "sealed", "approval", "tree"})


@dataclass(frozen=True)
class _Line:
    """A line, what it adds and takes away, and what was before."""

    line: Line
    added: list[Leaf]
    gone: list[Leaf]
    before: _Before
    records: Mapping[str, Record]
    """By their numbers."""

    def adds(self, kind: str, name: str) -> bool:
        """Whether it adds a leaf of that kind and name."""
        return any(leaf.kind == kind and leaf.name == name for leaf in self.added)


def find_rewriting(chain: Chain, records: Iterable[Record]) -> Iterator[tuple[Line, list[str]]]:
    """Each line that alters what was settled before it, and what that is, in words.

    The `records` are those of today: which files each one names, and on which day it was approved.
    Of lines whose leaves nobody has kept nothing can be told.
    """
    before = _Before()
    by_number = {str(record.number): record for record in records}
    lines = {line.n: line for line in chain.lines}
    for delta in chain.deltas:
        added, gone = _read(delta)
        line = _Line(lines[delta.n], added, gone, before, by_number)
        if told := [words for rule in _RULES for words in rule(line)]:
            yield line.line, list(dict.fromkeys(told))
        before.take(added, gone)


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
        number = leaf.name.partition(" ")[0]
        is_approved_anew = leaf.kind == "approval" and any(
            new.kind == "added" and new.name.startswith(f"{number} ") for new in line.added
        )
        return is_approved_anew or not line.before.is_fixed(number, line.line.day)
    if leaf.kind == "provision":
        # What an amendment to come does may change while its record, the wordings before, does not.
        return any(
            other.kind == "record"
            or (other.kind == "sealed" and not line.before.is_fixed(other.name, line.line.day))
            for other in (*line.added, *line.gone)
        )
    if leaf.kind == "file":
        new = [other.name for other in line.added if other.kind == "record"]
        named = (line.records[number].front.files for number in new if number in line.records)
        return any(leaf.name in files for files in named)
    if leaf.kind in _OF_FLOWCHARTS:
        tree = leaf.name.split(" ")[0]
        return any(other.kind == "tree" and other.name == tree for other in line.gone) and (
            not line.adds("tree", tree)
        )
    return leaf.kind != "feed" or "example." in leaf.name + leaf.value


def _dated_otherwise(line: _Line) -> Iterator[str]:
    """What a line adds under a day on which it cannot have been."""
    before, today = line.before, line.line.day
    days = ((day, int(n)) for (kind, n), day in before.current.items() if kind == "in-force")
    settled = [(day, number) for day, number in days if day <= today]
    for leaf in line.added:
        if leaf.kind in _DATED:
            old = before.newest.get((leaf.kind, leaf.name), "")
            day = leaf.value.partition(" ")[0]
            if old and old != leaf.value and day <= old.partition(" ")[0]:
                yield f"alters {_in_words(leaf)}"
        elif leaf.kind == "in-force":
            sealed = before.sealed(leaf.name)
            if before.is_fixed(leaf.name, today):
                continue  # told as altered
            if settled and (leaf.value, int(leaf.name)) < max(settled):
                yield f"dates amendment {leaf.name} before amendment {max(settled)[1]}"
            elif leaf.value < sealed:
                yield f"dates amendment {leaf.name} before {sealed}, when it was still to come"


def _approved_otherwise(line: _Line) -> Iterator[str]:
    """What a line says of approvals that cannot be so."""
    before = line.before
    for leaf in line.added:
        number, _, key = leaf.name.partition(" ")
        sealed, record = before.sealed(number), line.records.get(number)
        if not sealed:
            continue
        is_open = not before.is_fixed(number, line.line.day) and not _approval_changes(number, line)
        day = record.front.approved_on if record else None
        if leaf.kind == "sealed" and before.is_approved(number) and is_open:
            yield (
                f"keeps the approval of amendment {number}, which does something else now: one of "
                "the new words has a day of its own ('approved_on')"
            )
        elif key == "approved_on" and not before.is_approved(number) and day and str(day) < sealed:
            yield f"approves amendment {number} on a day before {sealed}, when it was a draft"


def _approval_changes(number: str, line: _Line) -> bool:
    words = (*line.added, *line.gone)
    return any(one.kind == "added" and one.name.startswith(f"{number} ") for one in words)


_RULES = (_altered, _let_go, _dated_otherwise, _approved_otherwise)


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
        "feed": "what the ids of the feed begin with",
    }
    return names[leaf.kind]
