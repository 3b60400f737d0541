"""All that a seal holds as leaves: a line of text for each thing, with its hash or its value.

The root of a line of the chain is made of them. What each line added and took away stands beside
the lines, so that anybody can work out every root, and see what a sealing has altered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.seal.model import hash_text, hash_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from manual.seal.model import Seal


DATED = 4
"""The version of the seal since which there is a leaf for the day of each amendment. Without it
nobody can tell what was in force on the day of a line, so deltas begin with it."""


@dataclass(frozen=True)
class Delta:
    """How the leaves of a line of the chain differ from those of the line before."""

    n: int
    """The number of the line."""
    added: frozenset[str]
    gone: frozenset[str]

    def effect(self, leaves: AbstractSet[str]) -> Delta:
        """What it does to the leaves of the line before, without what it only says.

        Whoever writes a chain by hand may say that something goes which is not there.
        """
        return Delta(self.n, self.added - leaves, (self.gone & leaves) - self.added)

    def apply(self, leaves: frozenset[str]) -> frozenset[str]:
        """The leaves of its line, given those of the line before."""
        return (leaves - self.gone) | self.added


def replay(deltas: Iterable[Delta]) -> Iterator[tuple[Delta, frozenset[str]]]:
    """Each delta, with the leaves of its line. The first one starts from nothing."""
    leaves: frozenset[str] = frozenset()
    for delta in deltas:
        leaves = delta.apply(leaves)
        yield delta, leaves


def effects(deltas: Iterable[Delta]) -> Iterator[Delta]:
    """What each delta does, without what it only says. The first one starts from nothing."""
    leaves: set[str] = set()
    for delta in deltas:
        yield (effect := delta.effect(leaves))
        leaves -= effect.gone
        leaves |= effect.added


def root_of(leaves: Iterable[str]) -> str:
    """SHA-256 of the sorted leaves, each on a line of its own."""
    return hash_text("".join(f"{leaf}\n" for leaf in sorted(leaves)))


def leaves_of(seal: Seal) -> frozenset[str]:
    """All that is sealed, each with its kind, its name and its hash or value.

    A seal of an older version has the leaves that it had then. A leaf is one line: the name of a
    file may have a line break, which would make two leaves of one.
    """
    return frozenset(leaf.replace("\n", "\\n") for leaf in _leaves(seal))


def _leaves(seal: Seal) -> Iterator[str]:
    for number, value in seal.records.items():
        yield f"record {number} {value}"
    for provision, wording in seal.provisions.items():
        yield f"provision {provision} {hash_wording(wording)}"
    for name, tree in seal.trees.items():
        yield f"tree {name} {tree.edition} {tree.hash}"
    for name, contact in seal.contacts.items():
        yield f"contact {name} {contact.checked} {contact.hash}"
    if seal.version >= 3:  # noqa: PLR2004 - see VERSION in model.py
        yield from _leaves_of_records(seal)
        yield from _leaves_of_addresses(seal)
    if seal.version >= DATED:
        for number, content in seal.contents.items():
            yield f"in-force {number} {content.front['in_force']}"


def _leaves_of_records(seal: Seal) -> Iterator[str]:
    """What is sealed of a record beside its words."""
    for number, content in seal.contents.items():
        yield f"sealed {number} {content.sealed} {content.does}"
        for key, value in content.added.items():
            yield f"added {number} {key} {hash_text(value)}"
        if content.approval_sealed:
            yield f"approval {number} {content.approval_sealed}"
    for number, value in seal.earlier.items():
        yield f"pending {number} {value}"
    for number in seal.withdrawn:
        yield f"withdrawn {number}"


def _leaves_of_addresses(seal: Seal) -> Iterator[str]:
    """All that is never to be used for something else, or to be gone."""
    for name, tree in seal.trees.items():
        yield from (f"step {name} {step}" for step in tree.steps)
        yield from (f"edition {name} {day} {hash_text(w)}" for day, w in tree.editions.items())
    yield from (f"number {number}" for number in seal.numbers)
    yield from (f"page {address}" for address in seal.addresses)
    yield from (f"file {path} {value}" for path, value in seal.files.items())
    if seal.feed:
        yield f"feed {seal.feed}"
    if seal.list_of_contacts:
        yield f"contacts {seal.list_of_contacts.since} {seal.list_of_contacts.digest}"


@dataclass(frozen=True)
class Leaf:
    """A leaf, read."""

    kind: str
    name: str
    """Of what it is."""
    value: str
    """What is sealed of that; empty where it is only that it exists."""


_VALUES = {
    **dict.fromkeys(("tree", "contact", "sealed", "contacts"), 2),
    **dict.fromkeys(("step", "number", "page", "withdrawn"), 0),
}
"""How many words at the end of a leaf are its value; one, where it is not said here."""


def read_leaf(text: str) -> Leaf:
    """A leaf in its parts: `tree light 2026-11-22 HASH` is of the kind `tree`, named `light`."""
    kind, _, rest = text.partition(" ")
    words = rest.split(" ")
    at = len(words) - _VALUES.get(kind, 1)
    return Leaf(kind, " ".join(words[:at]), " ".join(words[at:]))
