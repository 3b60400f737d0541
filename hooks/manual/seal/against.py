"""Today's sources held against a seal that was published before: nothing of it may be rewritten.

The seal beside the sources proves nothing of them, since whoever changes the sources can seal them
anew. One that was published before is out of their reach.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manual.address import DOCS, SEAL, SETTINGS, kept_path, record_source
from manual.amendments.history import undo_records
from manual.amendments.load import load_record
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.model import Provision, Wording
from manual.seal.approvals import (
    BACKDATED_HINT,
    KEPT_HINT,
    approval_of,
    backdated_message,
    find_altered,
    is_backdated,
)
from manual.seal.check import altered_kept, changed_files, day_after, hint_for_gone, recorded
from manual.seal.draft import compare, write_body
from manual.seal.flowcharts import find_altered_editions, find_altered_flowcharts
from manual.seal.model import Seal, content_of, hash_record
from manual.seal.preview import mark_in_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from manual.amendments.model import Record
    from manual.numbers.number import Number
    from manual.numbers.numbering import Numbering
    from manual.seal.check import Inventory
    from manual.seal.draft import Difference
    from manual.seal.model import SealedContact, SealedRecord


@dataclass(frozen=True)
class Present:
    """What the sources say today; all of them could be read."""

    provisions: tuple[Provision, ...]
    """With their newest wordings."""
    records: tuple[Record, ...]
    inventory: Inventory
    contacts: Mapping[str, SealedContact]
    """Those that somebody has checked, as a seal would hold them."""
    contact_places: Mapping[str, Where]
    """Where each contact is."""
    withdrawn: frozenset[int]
    """The amendments that the seal beside the sources calls withdrawn."""
    today: date
    does: Mapping[int, str] = field(default_factory=dict)
    """What each record does, as a seal would hash it; of some, where that is not known of all."""
    published_on: str = ""
    """The day of the last published sealing; empty where that is not known."""

    def record(self, number: int) -> Record | None:
        """The record of an amendment, if there is one."""
        return next((record for record in self.records if record.number == number), None)


def check_against(published: Seal, present: Present) -> list[Problem]:
    """Every problem of what was in force in a published seal, and is altered or gone today.

    What was pending there may be revised or withdrawn until its day. An empty seal is that of a
    manual that was never published: against it there is no problem.
    """
    if _is_other(published, present):
        message = "what was published is another manual: none of its amendments is one of this one"
        hint = "give the seal of this manual, or the address at which it is published"
        return [Problem("published-other-manual", Where(SEAL), message, hint)]
    try:
        problems = [problem for rule in RULES for problem in rule(published, present)]
    except ProblemsError as error:
        # A record contradicts the text or another record, which is a problem of its own.
        return list(error.problems)
    return list(dict.fromkeys(problems))


def _is_other(published: Seal, present: Present) -> bool:
    """Whether it shares no record and no wording with what was published."""
    hashes = {hash_record(record) for record in present.records}
    wordings = {provision.wording for provision in present.provisions}
    return (
        bool(published.records)
        and hashes.isdisjoint(published.records.values())
        and wordings.isdisjoint(published.provisions.values())
    )


# Records


def _records(published: Seal, present: Present) -> Iterator[Problem]:
    """Every record that was published is there and unaltered, unless its day had not come."""
    for number in sorted(published.records):
        record = present.record(number)
        if _may_change(published, number, present):
            continue
        if record is None:
            yield _record_gone(number, present)
        elif hash_record(record) != published.records[number]:
            yield from _record_altered(record, published.contents.get(number))
    for number in sorted(published.withdrawn):
        if record := present.record(number):
            message = f"amendment {number} was withdrawn, and its number is used again"
            hint = "give this amendment the next number that none has had"
            yield Problem("published-record-altered", Where(record.path), message, hint)


def _may_change(published: Seal, number: int, present: Present) -> bool:
    """Whether a published record is still pending, so that it may be revised or withdrawn."""
    content = published.contents.get(number)
    if content is None or str(content.front.get("in_force", "")) <= present.today.isoformat():
        return False
    return present.record(number) is not None or number in present.withdrawn


def _record_gone(number: int, present: Present) -> Problem:
    message = f"amendment {number} was published, and its record is gone"
    hint = "put its file back, or take in the published branch first (git pull)"
    if number in present.withdrawn:
        hint = "put its file back: only an amendment that is not yet in force can be withdrawn"
    return Problem("published-record-gone", Where(SEAL), message, hint)


def _record_altered(record: Record, content: SealedRecord | None) -> Iterator[Problem]:
    """A problem for each earlier wording and each value in a record that is not as published."""
    where, hint = (
        Where(record.path),
        (
            f"put it back; to mend a mistake in it, add an amendment with 'corrects: "
            f"{record.number}'. An approval and a source may be added later, nothing else"
        ),
    )
    now = content_of(record)
    if content is None:
        message = f"amendment {record.number} is not as it was published"
        yield Problem("published-record-altered", where, message, hint)
        return
    for key in sorted({*content.front, *now.front}):
        old, new = (json.dumps(side.get(key)) for side in (content.front, now.front))
        if old != new:
            message = (
                f"amendment {record.number}: '{key}' is not as published: {mark_in_line(old, new)}"
            )
            yield Problem("published-record-altered", where, message, hint)
    places = {str(p.number): p.where for p in record.wordings}
    for name in dict.fromkeys((*content.wordings, *now.wordings)):
        old, new = (_words(side.wordings.get(name)) for side in (content, now))
        if old != new:
            message = (
                f"the earlier wording of {name} in amendment {record.number} is not as published: "
                f"{mark_in_line(old, new)}"
            )
            yield Problem("published-earlier-altered", places.get(name, where), message, hint)


def _approvals(published: Seal, present: Present) -> Iterator[Problem]:
    """What was added to a record and published stays, and is of what it was said of."""
    for number, sealed in sorted(published.contents.items()):
        record = present.record(number)
        if record is None:
            continue
        where = record.approval or Where(record.path)
        if not _may_change(published, number, present):
            for key, old, new in find_altered(record, sealed):
                message = (
                    f"amendment {number}: '{key}' is not as published: {mark_in_line(old, new)}"
                )
                hint = KEPT_HINT.format(number)
                yield Problem("published-approval-altered", where, message, hint)
        elif _is_carried_over(record, sealed, present.does.get(number, "")):
            message = f"amendment {number} was approved with other wordings than it has now"
            hint = "take 'approved_by' out, or give the day of the new approval as 'approved_on'"
            yield Problem("published-approval-carried", where, message, hint)
        if is_backdated(record, sealed):
            message = backdated_message(record, sealed)
            yield Problem("published-approval-backdated", where, message, BACKDATED_HINT)


def _is_carried_over(record: Record, sealed: SealedRecord, does: str) -> bool:
    """Whether the approval that was published stands on a record that does something else now."""
    approval = (record.front.approved_by or "", str(record.front.approved_on or ""))
    is_other = sealed.does and does and sealed.does != does
    return bool(is_other and approval[0] and approval == approval_of(sealed))


def _dates(published: Seal, present: Present) -> Iterator[Problem]:
    """No record that is new, or was to come, is dated before what was in force by then."""
    settled = [
        record.order
        for record in present.records
        if record.number in published.records
        and record.in_force <= present.today
        and not _may_change(published, record.number, present)
    ]
    for record in present.records:
        is_new = record.number not in published.records
        if not is_new and not _may_change(published, record.number, present):
            continue
        day = "" if is_new else _last_to_come(published.contents[record.number], present)
        if settled and record.order < max(settled):
            day, number = str(day_after(record, max(settled))), max(settled)[1]
            message = (
                f"amendment {record.number} is dated {record.in_force}, before amendment {number}, "
                "which was published"
            )
        elif str(record.in_force) < day:
            message = (
                f"amendment {record.number} was published on {day} as one to come, and is dated "
                f"{record.in_force}"
            )
        else:
            continue
        hint = f"date it {day} or later: what was in force on a day that is past stays so"
        yield Problem("published-backdated", Where(record.path), message, hint)


def _last_to_come(sealed: SealedRecord, present: Present) -> str:
    """The last day on which a record is known to have been published as one to come."""
    is_to_come = present.published_on < str(sealed.front["in_force"])
    return max(sealed.sealed, present.published_on) if is_to_come else sealed.sealed


def _new_records(published: Seal, present: Present) -> list[Record]:
    return [record for record in present.records if record.number not in published.records]


# Wordings and numbers


def _wordings(published: Seal, present: Present) -> Iterator[Problem]:
    """No published wording has changed without a record that is new."""
    difference, now = _difference(published, present)
    places = present.inventory.places
    for number in sorted({*difference.before, *difference.inserted}):
        old, new = difference.before.get(number), now.get(number)
        moved = difference.renumbered.get(number)
        became = f"it is {moved} now" if moved else mark_in_line(_words_of(old), _words_of(new))
        if number in difference.renumbered.values():
            continue
        message = f"{number} is not as published, and no amendment records it: {became}"
        where = places.get(number) or places.get(number.of_section) or Where(SEAL)
        hint = "record it: run 'manual amend', or put back the words that were published"
        yield Problem("published-wording-changed", where, message, hint)


def _difference(published: Seal, present: Present) -> tuple[Difference, dict[Number, Wording]]:
    """What differs once all that may have changed is undone on both sides; and the present side."""
    pending = [number for number in published.records if _may_change(published, number, present)]
    before = undo_records(
        [Provision(n, wording, Where(SEAL)) for n, wording in published.provisions.items()],
        [_rebuild(number, published.contents[number], published.numbering) for number in pending],
    )
    undone = [record for record in present.records if record.number in pending]
    now = undo_records(present.provisions, [*_new_records(published, present), *undone])
    return compare(before, now), now


def _rebuild(number: int, content: SealedRecord, numbering: Numbering) -> Record:
    """A record out of what a seal keeps of it."""
    front = {"amendment": number, **content.front}
    lines = [f"{key}: {json.dumps(value)}" for key, value in front.items() if value]
    bodies = [
        write_body(provision, Wording(*wording), numbering)
        for name, wording in content.wordings.items()
        if (provision := numbering.read(name))
    ]
    text = "\n".join(["---", *lines, "---", *(f"\n{body}" for body in bodies)])
    return load_record(record_source(number, "published"), f"{text}\n", numbering)


def _numbers(published: Seal, present: Present) -> Iterator[Problem]:
    """Every number that was published has a provision, or a record of what became of it."""
    known = set(present.inventory.places).union(*map(recorded, present.records))
    known |= _difference(published, present)[0].before.keys()  # told with its words
    for name in sorted(published.numbers - set(map(str, known)), key=published.numbering.order):
        message = f"{name} was published, and nothing says what became of it"
        hint = "put back the record that holds its last wording, or the paragraph itself"
        yield Problem("published-number-gone", Where(SEAL), message, hint)


# Pages, flowcharts and contacts


def _addresses(published: Seal, present: Present) -> Iterator[Problem]:
    """Every page that was published is served, or leads on."""
    for address in sorted(published.addresses - present.inventory.addresses):
        message = f"the page /{address} was published, and is gone"
        yield Problem("published-address-gone", Where(SEAL), message, hint_for_gone(address))
    before, now = published.feed, present.inventory.feed
    if before and now and before != now and "example." not in before:
        message = f"the ids of the feed began with {before} when it was published, not with {now}"
        hint = "write 'former_host' and 'since' under 'extra: manual:' as they were"
        yield Problem("published-feed-altered", Where(SETTINGS), message, hint)


def _files(published: Seal, present: Present) -> Iterator[Problem]:
    """A form or a picture that was published changes, or goes, by a record that is new."""
    new = _new_records(published, present)
    new += [r for r in present.records if _may_change(published, r.number, present)]
    named = {name for record in new for name in record.front.files}
    for name in changed_files(published.files, present.inventory.files):
        if name not in named:
            message = f"the file {name} is not as published, and no amendment records it"
            hint = f"put it back, or add to the record of this change: files: [{name}]"
            yield Problem("published-file-altered", Where(f"{DOCS}{name}"), message, hint)
    pending = tuple(kept_path(number, "") for number in present.withdrawn)
    for name in altered_kept(published.files, present.inventory.files):
        if not name.startswith(pending):
            message = f"the file {name}, which an earlier wording has, is not as published"
            hint = "put it back as it was: what was in force on a day that is past stays so"
            yield Problem("published-file-altered", Where(f"{DOCS}{name}"), message, hint)


def _contacts(published: Seal, present: Present) -> Iterator[Problem]:
    """What was checked of a contact changes only together with the day of the check."""
    today = present.today.isoformat()  # a mistake may be mended on the day of the check itself
    for name, before in sorted(published.contacts.items()):
        now = present.contacts.get(name)
        if now and now != before and now.checked <= before.checked and now.checked != today:
            what = "the number or the form" if now.hash != before.hash else "the day of the check"
            message = (
                f"{name}: {what} is not as published with 'checked: {before.checked}', and "
                f"'checked' is {now.checked}"
            )
            hint = "call the number or open the form, and write that day; or delete the line"
            yield Problem("published-check-altered", present.contact_places[name], message, hint)


RULES: tuple[Callable[[Seal, Present], Iterable[Problem]], ...] = (
    _records,
    _approvals,
    _dates,
    _wordings,
    _numbers,
    _addresses,
    _files,
    find_altered_flowcharts,
    find_altered_editions,
    _contacts,
)


def _words(wording: tuple[str, str] | None) -> str:
    return " ".join(" ".join(wording or ()).split())


def _words_of(wording: Wording | None) -> str:
    return _words((wording.heading, wording.text) if wording else None)
