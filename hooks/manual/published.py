"""Today's sources held against what was published before, by the seal of that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from manual.address import CHAIN, PUBLISHED_CHAIN
from manual.inventory import take_inventory
from manual.problem import Problem, ProblemsError, Where
from manual.seal.against import Present, check_against
from manual.seal.answer import read_answer
from manual.seal.chain import compare_chains, read_chain
from manual.seal.contacts import sealed_contacts
from manual.seal.file import read_seal
from manual.seal.forgotten import find_forgotten
from manual.seal.model import WITH_CHAIN, hash_changes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from manual.model import Reading
    from manual.seal.answer import Answer
    from manual.seal.chain import Chain
    from manual.seal.model import Seal

_TOLD = frozenset(
    {
        "published-record-gone",
        "published-record-altered",
        "published-earlier-altered",
        "published-approval-altered",
        "published-approval-backdated",
        "published-wording-changed",
        "published-number-gone",
        "published-address-gone",
        "published-file-altered",
        "published-step-gone",
        "published-flowchart-altered",
    }
)
"""What the check tells by the seal beside the sources too, where that seal is an honest one."""


@dataclass(frozen=True)
class Comparison:
    """What came of holding the sources against one or more published seals."""

    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def hold_against(reading: Reading, answers: Iterable[Answer]) -> Comparison:
    """What of the seals in `answers` was in force, and is altered or gone in the sources.

    Nothing is compared while a source has a fault: that stops a build by itself. What the check
    tells by the seal beside the sources is not told again.
    """
    problems: list[Problem] = []
    notices: list[Problem] = []
    for answer in answers:
        try:
            seal = read_answer(answer, is_first=reading.seal is None)
        except ProblemsError as error:
            problems.extend(error.problems)
            continue
        if seal is None:
            message = "nothing was published there yet, so there is nothing to compare with"
            hint = "once it is published, each later version is held against it"
            notices.append(Problem("published-nothing", Where(answer.place), message, hint))
        else:
            rewritten = find_rewritten(reading, seal, _TOLD, _last_day(answer))
            problems.extend(rewritten or _find_forgotten(reading, seal, answer))
            problems.extend(_compare_chain(reading, answer))
    return Comparison(tuple(sorted(set(problems))), tuple(notices))


def _compare_chain(reading: Reading, answer: Answer) -> Iterator[Problem]:
    """A problem where the chain that was published is not the beginning of the one here."""
    try:
        chain = _published_chain(answer)
    except ProblemsError as error:
        hint = "the chain that is published was altered: see who has changed it, and when"
        yield from (replace(problem, hint=hint) for problem in error.problems)
        return
    if chain is None and _had_chain(answer):
        message = "a seal is published there, and no chain beside it"
        hint = "publish the manual there again: its chain was taken away, or is not served"
        yield Problem("published-chain-missing", Where(answer.place), message, hint)
    if chain and reading.chain:
        yield from compare_chains(chain, reading.chain)
    elif chain and reading.seal and CHAIN not in reading.texts:
        hint = "run 'manual seal --onto' with the address or the path of the published seal"
        message = "the chain was published, and is gone"
        yield Problem("published-chain-forked", Where(CHAIN), message, hint)


def _had_chain(answer: Answer) -> bool:
    """Whether a site serves a seal of a version that has a chain beside it, always.

    A seal that somebody has kept as a file may be alone.
    """
    is_site = answer.place.startswith(("http://", "https://"))
    return is_site and read_seal(answer.text, answer.place).version >= WITH_CHAIN


def _published_chain(answer: Answer) -> Chain | None:
    place = f"{answer.place.rpartition('/')[0]}/{PUBLISHED_CHAIN}"
    return read_chain(answer.chain, place) if answer.chain else None


def _last_day(answer: Answer) -> str:
    """The day of the last published sealing; empty where no chain tells it."""
    try:
        chain = _published_chain(answer)
    except ProblemsError:
        return ""  # that is told of the chain
    return chain.last.day if chain else ""


def _find_forgotten(reading: Reading, published: Seal, answer: Answer) -> Iterator[Problem]:
    """What the seal here has forgotten of a published one."""
    try:
        chain = _published_chain(answer)
    except ProblemsError:
        return  # that is told of the chain
    if reading.seal and published.records:
        yield from find_forgotten(published, chain, reading.seal)


def find_rewritten(
    reading: Reading,
    published: Seal,
    but_for: Collection[str] = ("published-wording-changed",),
    published_on: str = "",
) -> list[Problem]:
    """What was in force in a published seal, and is altered or gone in the sources.

    None where a source has a fault. Left out are problems `but_for` whose rules the seal beside the
    sources is enough: with that the check tells them, in other words. `published_on` is the day of
    the last published sealing, where that is known.
    """
    if not reading.is_whole:
        return []
    contacts = reading.loaded_contacts
    present = Present(
        tuple(reading.wordings()),
        reading.records,
        take_inventory(reading),
        sealed_contacts(contacts, {}, reading.today),
        {name: where for name, _, where in contacts.everyone()} if contacts else {},
        reading.seal.withdrawn if reading.seal else frozenset(),
        reading.today,
        {
            record.number: hash_changes(changes)
            for record, changes in (reading.history.steps() if reading.history else ())
        },
        published_on,
    )
    found = check_against(published, present)
    told = set(check_against(reading.seal, present)) if found and reading.seal else set()
    return [problem for problem in found if problem.rule not in but_for or problem not in told]
