"""The chain: a line for each sealing in which something changed, each bound to the one before it.

Whoever rewrites what was sealed must rewrite every later line, and each line has a proof that is on
all sheets that were printed since. The file is `chain.json`, beside the seal; lines are added to it
and never changed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from manual.address import CHAIN
from manual.copies.proof import make_proof
from manual.problem import Problem, ProblemsError, Where
from manual.seal.merge import read_form
from manual.seal.model import hash_text, hash_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from manual.amendments.model import Record
    from manual.seal.model import Seal

BEGINNING = "0" * 64
"""What stands for the hash of the line before the first."""
_RESTORE = (
    "run 'manual seal --onto PLACE' with the address of the site, or with the path of the seal as "
    "it was last published: it puts both back, and adds what is new"
)


@dataclass(frozen=True)
class Line:
    """One sealing."""

    n: int
    """From 1."""
    day: str
    """On which it was sealed: `2026-11-30`."""
    edition: str
    """Id of the edition in force on that day: `2026-11-22.4`."""
    prev: str
    """The hash of the line before."""
    root: str
    """The hash of all that was sealed: see `root_of`."""

    @cached_property
    def hash(self) -> str:
        """SHA-256 of its five values with a space between each."""
        return hash_text(f"{self.n} {self.day} {self.edition} {self.prev} {self.root}")

    @property
    def mark(self) -> tuple[str, int]:
        """The day and the number of its edition, by which editions sort."""
        day, _, number = self.edition.partition(".")
        return day, int(number)

    @cached_property
    def proof(self) -> str:
        """Its proof: the first 80 bits of its hash."""
        return make_proof(self.hash)


@dataclass(frozen=True)
class Chain:
    """Every sealing, the first one first; at least one."""

    lines: tuple[Line, ...]

    @property
    def last(self) -> Line:
        """The newest sealing."""
        return self.lines[-1]


# What is sealed


def root_of(seal: Seal) -> str:
    """SHA-256 of the sorted leaves, each on a line of its own."""
    return hash_text("".join(f"{leaf}\n" for leaf in sorted(_leaves(seal))))


def _leaves(seal: Seal) -> Iterator[str]:
    """All that is sealed, each with its kind, its name and its hash or value.

    A seal of an older version has the leaves that it had then.
    """
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


def extend(chain: Chain | None, seal: Seal, today: date, edition: str) -> Chain:
    """The chain with a line for this sealing; as it was where nothing has changed.

    No line is of an earlier day than the one before it: where the clock says so, it is wrong, and
    the line has the day of that one.
    """
    lines = chain.lines if chain else ()
    root = root_of(seal)
    if lines and lines[-1].root == root:
        return Chain(lines)
    day = max(today.isoformat(), lines[-1].day) if lines else today.isoformat()
    prev = lines[-1].hash if lines else BEGINNING
    return Chain((*lines, Line(len(lines) + 1, day, edition, prev, root)))


# The file


def write_chain(chain: Chain) -> str:
    """The chain as JSON, a line of the file for each of its lines, with the proof of each."""
    rows = ",\n".join(f"  {json.dumps({**asdict(ln), 'proof': ln.proof})}" for ln in chain.lines)
    about = json.dumps("Made by 'manual seal' and 'manual amend'. Lines are added, never changed.")
    return f'{{\n "version": 1,\n "about": {about},\n "lines": [\n{rows}\n ]\n}}\n'


_HASH = r"^[0-9a-f]{64}$"


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    n: int
    day: date
    edition: str = Field(pattern=r"^\d{4}-\d\d-\d\d\.\d+$")
    prev: str = Field(pattern=_HASH)
    root: str = Field(pattern=_HASH)
    proof: str


class _File(BaseModel):
    """The chain as it is written."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1]
    about: str
    lines: tuple[_Line, ...] = Field(min_length=1)


def read_chain(text: str, path: str = CHAIN) -> Chain:
    """The chain in the text of the file at `path`.

    Raises `ProblemsError` where a merge of it is not finished, where it is not of this form, or
    where a line was altered, dropped, added or moved.
    """
    data = read_form(text, path, _File, "chain-unreadable", _RESTORE)
    lines = tuple(Line(r.n, r.day.isoformat(), r.edition, r.prev, r.root) for r in data.lines)
    problems = [
        Problem("chain-broken", _where(text, place, path), message, _RESTORE)
        for place, message in _breaks(lines, [row.proof for row in data.lines])
    ]
    if problems:
        raise ProblemsError(problems)
    return Chain(lines)


def _breaks(lines: tuple[Line, ...], proofs: list[str]) -> Iterator[tuple[int, str]]:
    """The place of each line, from 1, that is not as it was written, and what is wrong with it."""
    before = Line(0, "", "", "", "")
    for place, (line, proof) in enumerate(zip(lines, proofs, strict=True), 1):
        if line.proof != proof:
            yield place, f"line {place} of the chain was altered: its proof is that of other values"
        elif line.n != place:
            yield place, f"line {place} of the chain says that it is line {line.n}"
        elif line.prev != (before.hash if before.n else BEGINNING):
            yield place, f"line {place} of the chain does not follow from the line before it"
        elif line.day < before.day:
            yield place, f"line {place} of the chain is of {line.day}, earlier than the line before"
        before = line


def _where(text: str, place: int, path: str) -> Where:
    rows = [n for n, row in enumerate(text.split("\n"), 1) if '"prev":' in row]
    return Where(path, rows[place - 1] if place <= len(rows) else 1)


# What a chain must fit


def check_chain(chain: Chain, seal: Seal | None, records: Iterable[Record]) -> Iterator[Problem]:
    """Every problem that a chain has with the seal beside it and with the records.

    Without a `seal` only the records are looked at. Where a sealed record is gone, that is told
    already, and the editions of the lines are not judged.
    """
    there = tuple(records)
    are_all = not seal or seal.records.keys() <= {record.number for record in there}
    editions = _Editions(there)
    for line in chain.lines if are_all else ():
        if not editions.has(line):
            message = (
                f"line {line.n} of the chain was sealed on {line.day} with edition {line.edition}, "
                "which this manual did not have on that day"
            )
            hint = f"is the chain another manual's, or an amendment's day altered? {_RESTORE}"
            yield Problem("chain-other-manual", Where(CHAIN), message, hint)
    if seal and root_of(seal) != chain.last.root:
        last = f"{chain.last.n}, of {chain.last.day}"
        message = f"the last line of the chain ({last}) is of another seal, not the one beside it"
        yield Problem("chain-seal-apart", Where(CHAIN), message, _RESTORE)


class _Editions:
    """Which editions there have been, by the records."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.marks = {f"{record.in_force}.{record.number}" for record in records}
        self.days = sorted({str(record.in_force) for record in records})

    def has(self, line: Line) -> bool:
        """Whether there was an edition of the day of a line, or of an earlier one.

        It need not be the last one by now: a record that was sealed later may be of a day before.
        """
        day = line.edition[:10]
        return line.edition in self.marks and (day <= line.day or day == self.days[0])


def compare_chains(published: Chain, own: Chain) -> Iterator[Problem]:
    """A problem where two chains part: one of them is not the other's beginning."""
    for theirs, ours in zip(published.lines, own.lines, strict=False):
        if theirs != ours:
            message = f"line {ours.n} of the chain is not the line that was published"
            hint = (
                "if two sealings have met, run 'manual seal --onto' with the address or the path "
                "of the published seal: it goes on from there; otherwise the record was rewritten"
            )
            yield Problem("published-chain-forked", Where(CHAIN), message, hint)
            return


def settle(ours: Chain, theirs: Chain) -> Chain:
    """One chain of two that have parted: theirs, which is taken to be the one that is published.

    The lines that only ours has are of sealings that nobody has seen; what they sealed is sealed
    again in the next line. Where ours was the published one, `manual seal --onto`
    mends it.
    """
    return ours if ours.lines[: len(theirs.lines)] == theirs.lines else theirs
