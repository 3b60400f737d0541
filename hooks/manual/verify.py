"""What proves a manual: its record by itself, what a host serves, and a sheet by its proof."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from manual.address import CHAIN, NEWEST
from manual.check import check_reading
from manual.copies.proof import show_proof
from manual.days import spell_day
from manual.problem import Problem, Where
from manual.read import Collector, read_texts
from manual.seal.draft import unsealed_records
from manual.seal.leaves import replay, root_of
from manual.seal.model import hash_changes
from manual.site.offline.kept_files import address_of_file, is_for_readers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from manual.model import Reading
    from manual.seal.chain import Chain, Line
    from manual.site.offline.kept_files import SiteFile

_OK = 200


@dataclass(frozen=True)
class Served:
    """What a host answered when it was asked for a file."""

    hash: str = ""
    """SHA-256 of what it sent, as hexadecimal digits."""
    status: int = _OK
    fault: str = ""
    """Why nothing came at all, in a few words."""


# The folder


@dataclass(frozen=True)
class Verified:
    """What came of verifying a folder."""

    reading: Reading
    problems: tuple[Problem, ...]

    def told(self) -> Iterator[str]:
        """What holds, a sentence a line; nothing where there is a problem."""
        reading = self.reading
        if self.problems or not reading.seal or not reading.chain:
            return
        last = reading.chain.last
        wordings = sum(len(content.wordings) for content in reading.seal.contents.values())
        yield f"Records: {len(reading.seal.records)}, as they were sealed."
        yield f"Earlier wordings: {wordings}; present wordings: {len(reading.seal.provisions)}."
        sealings = len(reading.chain.lines)
        bound = "one sealing" if sealings == 1 else f"{sealings} sealings, each bound to the last"
        yield f"Chain: {bound}."
        if deltas := reading.chain.deltas:
            yield f"No sealing from {deltas[0].n} on alters what was settled before it."
        day = f"{last.day}, edition {last.edition}"
        yield f"Newest proof: {show_proof(last.proof)}, sealed on {day}."


def verify_folder(texts: Mapping[str, str], today: date) -> Verified:
    """Whether the texts, the records, the seal and the chain prove one another."""
    collector = Collector()
    reading = read_texts(texts, today, collector)
    problems = [*collector.problems, *check_reading(reading)]
    if reading.seal is None or reading.chain is None:
        hint = "run 'manual seal': what is not sealed cannot be verified"
        message = "there is no seal, or no chain of sealings"
        problems.append(Problem("verify-unsealed", Where("docs/amendments"), message, hint))
    else:
        for record in unsealed_records(reading.records, reading.seal):
            message = f"amendment {record.number} is in no sealing"
            hint = "run 'manual seal': until then it proves nothing"
            problems.append(Problem("verify-unsealed", Where(record.path), message, hint))
        problems += [*_check_roots(reading.chain), *_check_deeds(reading)]
    return Verified(reading, tuple(sorted(set(problems))))


def _check_roots(chain: Chain) -> Iterator[Problem]:
    """Whether what each sealing changed makes the root of its line."""
    lines = {line.n: line for line in chain.lines}
    for delta, leaves in replay(chain.deltas):
        if root_of(leaves) != lines[delta.n].root:
            message = f"what line {delta.n} of the chain is said to have changed was altered"
            hint = "put back 'deltas' of chain.json as it was published: nothing in it ever changes"
            yield Problem("chain-leaves-altered", Where(CHAIN), message, hint)


def _check_deeds(reading: Reading) -> Iterator[Problem]:
    """Whether each amendment does what was sealed of it.

    Its hash is of each wording before it and after it: so all wordings that an amendment has ever
    touched are proved, present ones too.
    """
    contents = reading.seal.contents if reading.seal else {}
    for record, changes in reading.history.steps() if reading.history else ():
        sealed = contents.get(record.number)
        if sealed and sealed.does not in {"", hash_changes(changes)}:
            message = f"amendment {record.number} does something else than was sealed of it"
            hint = "a wording before or after it was altered: put back what was published"
            yield Problem("record-does-otherwise", Where(record.path), message, hint)


# A sheet


def find_sheet(chain: Chain, proof: str) -> tuple[Line, Line | None] | None:
    """The sealing whose proof is on a sheet, and the next one; None where there is none."""
    for place, line in enumerate(chain.lines):
        if line.proof == proof:
            return line, next(iter(chain.lines[place + 1 :]), None)
    return None


def tell_bare(chain: Chain, line: Line) -> str:
    """What a sheet does not prove, where nobody has kept what was sealed in its line; or nothing.

    It proves that the line is there, and nothing of the amendments then.
    """
    kept = {delta.n for delta in chain.deltas}
    if line.n in kept:
        return ""
    since = f"only what lines from {min(kept)} on have changed is" if kept else "nor is any other's"
    return (
        f"What was sealed in line {line.n} is not kept: {since}. The sheet proves that the line is "
        "there, and nothing of the amendments then: run 'manual check --against' with a seal of "
        "that time."
    )


def tell_sheet(line: Line, after: Line | None) -> str:
    """What a proof says of a sheet."""
    until = f"until {_spell(after.day)}" if after else "and is the newest"
    return (
        f"{show_proof(line.proof)} is the proof of sealing {line.n}, of {_spell(line.day)}, with "
        f"edition {line.edition} in force; it stood on sheets from then on {until}."
    )


def _spell(day: str) -> str:
    return spell_day(date.fromisoformat(day))


# A host


def served_addresses(built: Mapping[str, SiteFile]) -> dict[str, str]:
    """The address, from the site's root, of each file of a built site that readers can ask for."""
    return {path: address_of_file(path) for path in sorted(built) if is_for_readers(path)}


def compare_day(built: str, served: str, place: str) -> Iterator[Problem]:
    """A problem where a host serves the build of another day or edition than the one to compare.

    `built` and `served` are the texts of `newest.json`.
    """
    try:
        ours, theirs = (
            {key: json.loads(text)[key] for key in ("day", "edition")} for text in (built, served)
        )
    except (ValueError, KeyError, TypeError):
        hint = "is this the address of the manual? Does the host change files?"
        yield Problem("served-altered", Where(place), f"{NEWEST} does not say its day", hint)
        return
    if ours != theirs:
        message = (
            f"the host serves the build of {theirs['day']}, edition {theirs['edition']}; here is "
            f"that of {ours['day']}, edition {ours['edition']}"
        )
        hint = "build the same commit for the same day (SOURCE_DATE_EPOCH), and verify again"
        yield Problem("served-another-build", Where(place), message, hint)


def compare_served(
    built: Mapping[str, SiteFile], served: Mapping[str, Served], site: str
) -> Iterator[Problem]:
    """A problem for each file that a host does not serve byte for byte as it was built.

    Both are by path from the site's root; `site` is the address of that.
    """
    for path, answer in served.items():
        where = Where(f"{site}{address_of_file(path)}")
        again = "try again; if it goes on, ask whoever runs the host"
        if answer.fault:
            message = f"it cannot be fetched: {answer.fault}"
            yield Problem("served-unreachable", where, message, again)
        elif answer.status != _OK:
            message = f"the host answers {answer.status} where {path} was built"
            yield Problem("served-missing", where, message, again)
        elif answer.hash != built[path].hash:
            message = f"the host does not serve {path} as it was built"
            hint = "ask who runs the host what changes files, and who may; publish the build anew"
            yield Problem("served-altered", where, message, hint)
