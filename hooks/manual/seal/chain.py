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
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from manual.address import CHAIN
from manual.copies.proof import make_proof
from manual.problem import Problem, ProblemsError, Where
from manual.seal.leaves import DATED, Delta, leaves_of, root_of
from manual.seal.merge import read_form
from manual.seal.model import hash_text
from manual.seal.rewriting import find_rewriting

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
    """The hash of all that was sealed: see `leaves.py`."""

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
    deltas: tuple[Delta, ...] = ()
    """What each sealing added and took away, up to the last one. Those of lines from before this
    was kept are not there."""

    @property
    def last(self) -> Line:
        """The newest sealing."""
        return self.lines[-1]

    @cached_property
    def leaves(self) -> frozenset[str]:
        """All that was sealed in the last line, as its deltas tell."""
        leaves: set[str] = set()
        for delta in self.deltas:
            leaves -= delta.gone
            leaves |= delta.added
        return frozenset(leaves)


# A line for a sealing


def extend(chain: Chain | None, seal: Seal, today: date, edition: str) -> Chain:
    """The chain with a line for this sealing; as it was where nothing has changed.

    No line is of an earlier day than the one before it: where the clock says so, it is wrong, and
    the line has the day of that one.
    """
    lines, deltas = (chain.lines, chain.deltas) if chain else ((), ())
    leaves = leaves_of(seal)
    root = root_of(leaves)
    if lines and lines[-1].root == root:
        return Chain(lines, deltas or _first_delta(len(lines), seal, leaves))
    day = next_day(chain, today)
    prev = lines[-1].hash if lines else BEGINNING
    n = len(lines) + 1
    longer = (*lines, Line(n, day, edition, prev, root))
    if not deltas:
        return Chain(longer, _first_delta(n, seal, leaves))
    before = chain.leaves if chain else frozenset()
    return Chain(longer, (*deltas, Delta(n, leaves - before, before - leaves)))


def next_day(chain: Chain | None, today: date) -> str:
    """The day of the next line of a chain: no earlier than that of its last one."""
    return max(today.isoformat(), chain.last.day) if chain else today.isoformat()


def _first_delta(n: int, seal: Seal, leaves: frozenset[str]) -> tuple[Delta, ...]:
    return (Delta(n, leaves, frozenset()),) if seal.version >= DATED else ()


# The file


def write_chain(chain: Chain) -> str:
    """The chain as JSON, a line of the file for each of its lines and for each delta.

    So git can never put two deltas together that were made apart.
    """
    deltas = [
        {"n": one.n, "added": sorted(one.added), "gone": sorted(one.gone)} for one in chain.deltas
    ]
    return _write(chain, 2, {"deltas": deltas}) if deltas else write_proofs(chain)


def write_proofs(chain: Chain) -> str:
    """The lines alone, as JSON: what a reader's device needs to look up a proof."""
    return _write(chain, 1, {})


def _write(chain: Chain, version: int, more: dict[str, list[dict[str, Any]]]) -> str:
    lists = {"lines": [{**asdict(line), "proof": line.proof} for line in chain.lines], **more}
    about = "Made by 'manual seal' and 'manual amend'. Lines are added, never changed."
    parts = [f' "version": {version}', f' "about": {json.dumps(about)}']
    for key, rows in lists.items():
        text = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
        parts.append(f' "{key}": [\n{text}\n ]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


_HASH = r"^[0-9a-f]{64}$"


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    n: int
    day: date
    edition: str = Field(pattern=r"^\d{4}-\d\d-\d\d\.\d+$")
    prev: str = Field(pattern=_HASH)
    root: str = Field(pattern=_HASH)
    proof: str


_Leaf = Annotated[str, Field(pattern=r"^[^\n]+$")]
"""One line: two leaves in one text would make the same root, and be read as neither."""


class _Delta(BaseModel):
    model_config = ConfigDict(extra="forbid")

    n: int
    added: frozenset[_Leaf]
    gone: frozenset[_Leaf]


class _File(BaseModel):
    """The chain as it is written; the first version had no deltas."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1, 2]
    about: str
    lines: tuple[_Line, ...] = Field(min_length=1)
    deltas: tuple[_Delta, ...] = ()


def read_chain(text: str, path: str = CHAIN) -> Chain:
    """The chain in the text of the file at `path`.

    Raises `ProblemsError` where a merge of it is not finished, where it is not of this form, or
    where a line was altered, dropped, added or moved, or has no delta although one before it has.
    """
    data = read_form(text, path, _File, "chain-unreadable", _RESTORE)
    lines = tuple(Line(r.n, r.day.isoformat(), r.edition, r.prev, r.root) for r in data.lines)
    problems = [
        Problem("chain-broken", _where(text, place, path), message, _RESTORE)
        for place, message in _breaks(lines, [row.proof for row in data.lines])
    ]
    deltas = tuple(Delta(one.n, one.added, one.gone) for one in data.deltas)
    last = [line.n for line in lines][len(lines) - len(deltas) :]
    if not problems and [one.n for one in deltas] != last:
        message = "what each sealing changed is not known of every line up to the last one"
        problems = [Problem("chain-leaves-missing", Where(path), message, _RESTORE)]
    if problems:
        raise ProblemsError(problems)
    return Chain(lines, deltas)


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
    """Every problem that a chain has with the seal beside it, with the records and in itself.

    Without a `seal` only the records are looked at. Where a sealed record is gone, that is told
    already, and the editions of the lines are not judged.
    """
    there = tuple(records)
    if not seal or seal.records.keys() <= {record.number for record in there}:
        yield from _check_editions(chain, there)
    last = f"{chain.last.n}, of {chain.last.day}"
    if seal and root_of(leaves := leaves_of(seal)) != chain.last.root:
        message = f"the last line of the chain ({last}) is of another seal, not the one beside it"
        yield Problem("chain-seal-apart", Where(CHAIN), message, _RESTORE)
    elif seal and chain.deltas and chain.leaves != leaves:
        message = f"what the sealings changed does not add up to the last line ({last})"
        yield Problem("chain-leaves-altered", Where(CHAIN), message, _RESTORE)
    yield from check_rewriting(chain, there)


def check_rewriting(chain: Chain, records: Iterable[Record]) -> Iterator[Problem]:
    """A problem for each line of a chain that alters or drops what was settled before it."""
    for line, told in find_rewriting(chain, records):
        what = "; it ".join(told)
        message = f"line {line.n} of the chain, of {line.day}, rewrites what was sealed: it {what}"
        hint = (
            "put back what was sealed before that line; what is new is recorded by an amendment of "
            "its own"
        )
        yield Problem("chain-rewrites", Where(CHAIN), message, hint)


def _check_editions(chain: Chain, records: tuple[Record, ...]) -> Iterator[Problem]:
    editions = _Editions(records)
    strange = [line for line in chain.lines if not editions.has(line)]
    for line in strange[:1]:
        others = f"; and so with {len(strange) - 1} more" if strange[1:] else ""
        message = (
            f"line {line.n} of the chain was sealed on {line.day} with edition {line.edition}, "
            f"which this manual did not have on that day{others}"
        )
        hint = f"is the chain another manual's, or an amendment's day altered? {_RESTORE}"
        yield Problem("chain-other-manual", Where(CHAIN), message, hint)


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
    """A problem where two chains part, or where one has lost what its sealings changed."""
    for theirs, ours in zip(published.lines, own.lines, strict=False):
        if theirs != ours:
            message = f"line {ours.n} of the chain is not the line that was published"
            hint = (
                "if two sealings have met, run 'manual seal --onto' with the address or the path "
                "of the published seal: it goes on from there; otherwise the record was rewritten"
            )
            yield Problem("published-chain-forked", Where(CHAIN), message, hint)
            return
    lost = {one.n for one in published.deltas} - {one.n for one in own.deltas}
    if lost and len(own.lines) >= len(published.lines):
        message = f"what line {min(lost)} of the chain changed was published, and is gone"
        yield Problem("published-chain-forked", Where(CHAIN), message, _RESTORE)


def settle(ours: Chain, theirs: Chain) -> tuple[Chain, ...]:
    """Two chains that have parted, the likelier to go on first; one, where it holds the other.

    That is theirs, which is taken to be the one that is published. The lines that only the other
    has are of sealings that nobody has seen; what they sealed is sealed again in the next line.
    Where the other was the published one, `manual seal --onto` mends it.
    """
    if ours.lines[: len(theirs.lines)] == theirs.lines:
        return (ours,)
    return (theirs, ours)
