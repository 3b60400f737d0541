"""What a seal remembers, and no text tells: a later seal may not forget it or date it otherwise.

Without this, history could be rewritten in two steps: first a seal that forgets an address, which
is still there and so is missed by nobody; then, against that seal, without the address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import SEAL
from manual.problem import Problem, Where
from manual.seal.approvals import approval_of
from manual.seal.leaves import leaves_of, root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.seal.chain import Chain
    from manual.seal.model import Seal

_HINT = (
    "run 'manual seal --onto' with the address or the path of the published seal: it goes on from "
    "there"
)


def find_forgotten(published: Seal, chain: Chain | None, own: Seal) -> Iterator[Problem]:
    """A problem for each thing that a published seal has, and the seal beside the texts has not.

    `chain` is the published one. A seal of one of its lines is a copy that lags, and forgets
    nothing.
    """
    if chain and root_of(leaves_of(own)) in {line.root for line in chain.lines}:
        return
    if own.version < published.version:
        message = f"the published seal is of version {published.version}, this one of {own.version}"
        yield Problem("published-seal-forgotten", Where(SEAL), message, _HINT)
        return
    for what, lost in _lost(published, own):
        if lost:
            message = f"the seal forgets {what} that the published one has: {', '.join(lost)}"
            yield Problem("published-seal-forgotten", Where(SEAL), message, _HINT)
    for what, old, new in _dated(published, own):
        if old and old != new:
            message = f"{what}: the published seal has {old}, this one {new or 'no day'}"
            yield Problem("published-seal-forgotten", Where(SEAL), message, _HINT)


def _lost(published: Seal, own: Seal) -> Iterator[tuple[str, list[str]]]:
    """What is gone from each set of a seal, in words."""
    withdrawn = published.withdrawn - own.withdrawn
    yield "withdrawn amendments", [*map(str, sorted(withdrawn))]
    yield "numbers", sorted(published.numbers - own.numbers)
    yield "pages", [f"/{address}" for address in sorted(published.addresses - own.addresses)]
    for name, tree in published.trees.items():
        if name in own.trees:
            yield f"steps of {name}", sorted(tree.steps - own.trees[name].steps)


def _dated(published: Seal, own: Seal) -> Iterator[tuple[str, str, str]]:
    """The days on which something was sealed, in both seals."""
    for number, before in published.contents.items():
        now = own.contents.get(number)
        is_same = published.records[number] == own.records.get(number)
        if now is None or not is_same:
            continue
        if before.does == now.does:
            yield f"the first sealing of amendment {number}", before.sealed, now.sealed
        if approval_of(before) in {approval_of(now), (approval_of(now)[0], "")}:
            name = f"the sealing of the approval of amendment {number}"
            yield name, before.approval_sealed, now.approval_sealed
    lists = published.list_of_contacts, own.list_of_contacts
    if lists[0] and lists[1] and lists[0].digest == lists[1].digest:
        yield "the last change of the contacts", lists[0].since, lists[1].since
