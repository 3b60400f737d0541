"""What the seal allows: a build passes when nothing has changed in silence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from manual.address import (
    DOCS,
    SEAL,
    TREES,
    file_address,
    flowchart_address,
    kept_path,
    path_of_kept,
    record_source,
)
from manual.numbers.numbering import PLAIN, Numbering
from manual.problem import Problem, Where, suggest
from manual.seal.approvals import (
    BACKDATED_HINT,
    KEPT_HINT,
    backdated_message,
    find_altered,
    is_backdated,
)
from manual.seal.draft import (
    Heading,
    compare,
    next_number,
    unsealed_records,
    write_record,
)
from manual.seal.model import hash_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from manual.amendments.model import Record
    from manual.numbers.number import Number
    from manual.seal.draft import Difference
    from manual.seal.model import Seal, SealedTree


@dataclass(frozen=True)
class Inventory:
    """What the manual serves now, to be compared with the seal."""

    addresses: frozenset[str]
    """Of every page that has a source, and of those that lead on to one that has moved."""
    steps: Mapping[str, frozenset[str]]
    """The ids of each flowchart's steps, with those that were replaced, by the flowchart's name."""
    trees: Mapping[str, SealedTree]
    """Each flowchart as a seal would keep it, by its name."""
    editions: Mapping[str, Where]
    """Where each flowchart gives its edition, by its name."""
    places: Mapping[Number, Where]
    """Where each provision is."""
    feed: str
    """What the ids of the feed begin with; empty where the settings cannot be read."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The hash of each form and picture, by its path below `docs/`."""


@dataclass(frozen=True)
class Evidence:
    """All that a rule looks at."""

    seal: Seal
    records: tuple[Record, ...]
    """Those that could be read."""
    all_read: bool
    """Whether every record could be read: one with a fault of its own is not missing."""
    difference: Difference | None
    """What differs from the seal once the new records are undone; None where that is unknown."""
    inventory: Inventory
    today: date
    faulty: frozenset[str] = frozenset()
    """The paths of the texts with faults of their own."""
    judges: Callable[[str], bool] = bool
    """Whether enough was read to say that a number is gone."""
    numbering: Numbering = PLAIN


def check_seal(evidence: Evidence, *, merging: bool = False) -> list[Problem]:
    """Every problem that the manual has with its seal.

    `merging`: whether the seal is one of two that are being merged. Each of these knows records
    that the other does not, and those may be of any day.
    """
    rules = [rule for rule in RULES if not (merging and rule is _dates)]
    return [problem for rule in rules for problem in rule(evidence)]


def _altered_records(evidence: Evidence) -> Iterable[Problem]:
    """No sealed record has been altered or is missing."""
    records = {record.number: record for record in evidence.records}
    for number, expected in evidence.seal.records.items():
        record = records.get(number)
        if record is None and evidence.all_read:
            hint = "put its file back; a later amendment can undo what it did"
            yield Problem(
                "record-gone", Where(SEAL), f"the record of amendment {number} is missing", hint
            )
        elif record and record.path not in evidence.faulty and hash_record(record) != expected:
            pending = record.in_force > evidence.today
            hint = (
                f"put it back, or run 'manual amend --revise {number}': it is not yet in force"
                if pending
                else "put it back; to mend a mistake in it, add an amendment with 'corrects: "
                f"{number}'. An approval and a source may be added later, nothing else"
            )
            message = f"amendment {number} was altered since it was sealed"
            yield Problem("record-altered", Where(record.path), message, hint)


def _approvals(evidence: Evidence) -> Iterable[Problem]:
    """What was added to a sealed record stays, and no approval is older than what it approves."""
    for record in evidence.records:
        sealed = evidence.seal.contents.get(record.number)
        if sealed is None or record.path in evidence.faulty:
            continue
        where = record.approval or Where(record.path)
        is_pending = record.in_force > evidence.today
        for key, old, _ in () if is_pending else find_altered(record, sealed):
            message = f"amendment {record.number}: '{key}' was sealed as {old}"
            yield Problem("approval-altered", where, message, KEPT_HINT.format(record.number))
        if is_backdated(record, sealed):
            message = backdated_message(record, sealed)
            yield Problem("approval-backdated", where, message, BACKDATED_HINT)


def _dates(evidence: Evidence) -> Iterable[Problem]:
    """No new record is dated before one that is sealed and in force."""
    settled = [
        record.order
        for record in evidence.records
        if record.number in evidence.seal.records and record.in_force <= evidence.today
    ]
    for record in unsealed_records(evidence.records, evidence.seal):
        if settled and record.order < max(settled):
            _, number = max(settled)
            message = (
                f"amendment {record.number} is dated before amendment {number}, which is in force"
            )
            first = day_after(record, max(settled))
            hint = f"date it {first} or later: what was in force on a day that is past stays so"
            yield Problem("record-too-early", Where(record.path), message, hint)


def day_after(record: Record, last: tuple[date, int]) -> date:
    """The first day on which a record comes after another one, given the order of that."""
    day, number = last
    return day if record.number > number else day + timedelta(days=1)


def _overtaken(evidence: Evidence) -> Iterable[Problem]:
    """No new record changes a provision whose wording a sealed record of a later day holds."""
    later = [
        record
        for record in evidence.records
        if record.number in evidence.seal.records and record.in_force > evidence.today
    ]
    for record in unsealed_records(evidence.records, evidence.seal):
        for pending in later:
            both = sorted(recorded(record) & recorded(pending))
            if both and record.order < pending.order:
                names = ", ".join(map(str, both))
                message = f"amendment {pending.number}, pending, changes {names} as well"
                hint = (
                    f"its record holds the wording before it: put that back and run 'manual amend "
                    f"--revise {pending.number}'; then make this change, and the pending one anew"
                )
                yield Problem("record-overtakes", Where(record.path), message, hint)


def recorded(record: Record) -> set[Number]:
    """The old numbers of the provisions that a record changes, deletes or renumbers."""
    return {p.number for p in record.wordings} | {old for old, _, _ in record.renumbered}


def _wordings(evidence: Evidence) -> Iterable[Problem]:
    """Undoing the records that are not yet sealed leads to the sealed wordings and files."""
    difference, files = evidence.difference, _files_unrecorded(evidence)
    number = next_number(evidence.records, evidence.seal)
    path = record_source(number, "what changed")
    hint = f"record it: run 'manual amend', or add {path} as shown"
    for provision, what in _changes(difference) if difference else ():
        places = evidence.inventory.places
        where = places.get(provision) or places.get(provision.of_section, Where(SEAL))
        message = f"{provision} {what}, and no amendment records it"
        yield Problem("change-unrecorded", where, message, hint)
    for name in files:
        fate = "has been changed" if name in evidence.inventory.files else "is gone"
        message = f"the file {name} {fate}, and no amendment records it"
        kept = f"{hint}, and put the file as it was at {DOCS}{kept_path(number, name)}"
        yield Problem("file-unrecorded", Where(f"{DOCS}{name}"), message, kept)
    if difference or files:
        heading = _heading(number, files, evidence.today)
        record = write_record(heading, difference or compare({}, {}), evidence.numbering)
        hint = f"add this file, with title, reason and action in your own words:\n\n{record}"
        message = "the record of what has changed is missing"
        yield Problem("change-unrecorded", Where(path), message, hint)


def _changes(difference: Difference) -> list[tuple[Number, str]]:
    """Each provision that differs, and what has become of it, in order."""
    return sorted(
        [
            *((number, "has been changed") for number in difference.substituted),
            *((number, "has been added") for number in difference.inserted),
            *((number, "has been deleted") for number in difference.deleted),
            *((new, f"was {old} until now") for old, new in difference.renumbered.items()),
        ]
    )


def _heading(number: int, files: tuple[str, ...], today: date) -> Heading:
    """The head of a record to be added, for an editor to give the words."""
    return Heading(
        number,
        "In a few words",
        today,
        "Why the wording changed, in a sentence or two.",
        "What a practitioner does differently from this date.",
        files=files,
    )


def _files_unrecorded(evidence: Evidence) -> tuple[str, ...]:
    """The forms and pictures that have changed, or are gone, and that no new record names."""
    new = unsealed_records(evidence.records, evidence.seal)
    named = {name for record in new for name in record.front.files}
    changed = changed_files(evidence.seal.files, evidence.inventory.files)
    return tuple(name for name in changed if name not in named)


def _pages_gone(evidence: Evidence) -> Iterable[Problem]:
    """Every page and every step ever published is still served."""
    for address in sorted(evidence.seal.addresses - evidence.inventory.addresses):
        message = f"the page /{address} was published and is no longer there"
        yield Problem("page-gone", Where(SEAL), message, hint_for_gone(address))
    for name, tree in evidence.seal.trees.items():
        if name not in evidence.inventory.steps:
            continue  # its page is missing, and that is a problem already
        for step in sorted(tree.steps - evidence.inventory.steps[name]):
            message = f"the step '{step}' was published and is no longer there"
            hint = f"in 'changes', say which step took its place: replaced: {{{step}: …}}"
            yield Problem("step-gone", evidence.inventory.editions[name], message, hint)


def hint_for_gone(address: str) -> str:
    """How a page that was published is brought back, or leads on."""
    name = address.removeprefix("flowchart/").strip("/")
    if address == flowchart_address(name):
        return f"call the file of the flowchart {TREES}{name}.yml again: a flowchart never moves"
    return (
        f"put the page back; or, where it moved, add 'moved_from: [{address}]' to its front "
        "matter; a section that is withdrawn keeps its file, with 'withdrawn: true'"
    )


def _numbers_gone(evidence: Evidence) -> Iterable[Problem]:
    """Every number ever published has a provision, or a record of what became of it."""
    if not evidence.all_read:
        return
    known = set(evidence.inventory.places).union(*map(recorded, evidence.records))
    if evidence.difference:
        known |= evidence.difference.before.keys()  # _wordings has told of these
    for text in sorted(evidence.seal.numbers - {str(number) for number in known}):
        if not evidence.judges(text):
            continue
        hint = "put back the record that holds its last wording, or the paragraph itself"
        message = f"{text} was published, and nothing says what became of it"
        yield Problem("number-gone", Where(SEAL), message, hint)


def _files(evidence: Evidence) -> Iterable[Problem]:
    """A new record names files that were sealed."""
    for record in unsealed_records(evidence.records, evidence.seal):
        for name in record.front.files:
            if name not in evidence.seal.files:
                message = f"amendment {record.number} names the file {name}, which was never sealed"
                hint = suggest(name, evidence.seal.files, otherwise="leave it out: it is new")
                yield Problem("file-of-nothing", Where(record.path), message, hint)


def changed_files(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The files that are other ones now, or gone, in order; not those kept beside records."""
    return [name for name in _altered_files(before, now) if not path_of_kept(name)]


def altered_kept(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The files that are kept beside records as they were, and are other ones now, or gone."""
    return [name for name in _altered_files(before, now) if path_of_kept(name)]


def _altered_files(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(name for name, value in before.items() if now.get(name) != value)


def _kept(evidence: Evidence) -> Iterable[Problem]:
    """A file that a new record changes is kept beside it as it was; what is kept stays."""
    for record, name, path in files_to_keep(evidence.records, evidence.seal, evidence.inventory):
        if evidence.inventory.files.get(path) == evidence.seal.files[name]:
            continue
        what = "is another one" if path in evidence.inventory.files else "is missing"
        message = f"amendment {record.number} changes the file {name}: the one before {what}"
        served = file_address(name, evidence.seal.files[name])
        hint = f"put the file as it was at {DOCS}{path} (it is served at /{served}); "
        hint += "on a laptop 'manual amend' and 'manual seal' do that"
        yield Problem("file-not-kept", Where(record.path), message, hint)
    withdrawn = tuple(kept_path(number, "") for number in evidence.seal.withdrawn)
    for name in altered_kept(evidence.seal.files, evidence.inventory.files):
        if not name.startswith(withdrawn):
            fate = "is another one" if name in evidence.inventory.files else "is gone"
            message = f"the file {name}, which an earlier wording has, {fate}"
            yield Problem("file-not-kept", Where(f"{DOCS}{name}"), message, _PUT_BACK)


_PUT_BACK = "put it back as it was: what was in force on a day that is past stays so"


def files_to_keep(
    records: Iterable[Record], seal: Seal, inventory: Inventory
) -> Iterable[tuple[Record, str, str]]:
    """The sealed files that new records change, each with the record, and where it is kept."""
    seen: set[str] = set()
    changed = changed_files(seal.files, inventory.files)
    for record in sorted(unsealed_records(records, seal), key=lambda record: record.order):
        for name in record.front.files:
            if name in changed and name not in seen:
                seen.add(name)
                yield record, name, kept_path(record.number, name)


def _trees(evidence: Evidence) -> Iterable[Problem]:
    """A flowchart that has changed has a new edition."""
    for name, now in evidence.inventory.trees.items():
        before = evidence.seal.trees.get(name)
        if before and before.hash != now.hash and now.edition <= before.edition:
            message = f"the flowchart has changed, and its edition is still {before.edition}"
            hint = (
                "give it a new 'edition', and add an entry to 'changes': "
                "{date: …, what: …, steps: […]}"
            )
            yield Problem("edition-unchanged", evidence.inventory.editions[name], message, hint)


def _withdrawn_numbers(evidence: Evidence) -> Iterable[Problem]:
    """No record has the number of one that was withdrawn: a page at that number says so."""
    for record in evidence.records:
        if record.number in evidence.seal.withdrawn:
            free = next_number(evidence.records, evidence.seal)
            message = f"amendment {record.number} was withdrawn, and its number is not used again"
            yield Problem(
                "amendment-number-withdrawn",
                Where(record.path),
                message,
                f"give this one the number {free}",
            )


def _feed(evidence: Evidence) -> Iterable[Problem]:
    """The ids of the feed stay what they were, wherever the site moves."""
    before, now = evidence.seal.feed, evidence.inventory.feed
    if before and now and now != before and "example." not in before:
        host, since = before.removeprefix("tag:").split(",")
        message = f"the ids of the feed would begin with {now}, and began with {before}"
        hint = f"in 'extra: manual:', write 'former_host: {host}' and 'since: {since}'"
        yield Problem("feed-ids-changed", Where("mkdocs.yml"), message, hint)


RULES: tuple[Callable[[Evidence], Iterable[Problem]], ...] = (
    _altered_records,
    _approvals,
    _dates,
    _overtaken,
    _wordings,
    _pages_gone,
    _numbers_gone,
    _files,
    _kept,
    _trees,
    _withdrawn_numbers,
    _feed,
)
