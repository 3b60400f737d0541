"""What of a flowchart is not as it was published, with the old and the new words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.seal.preview import mark_in_line
from manual.text.flat import flatten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.seal.model import SealedTree

MOST = 12
"""Values of a flowchart that are told."""


def altered_values(before: SealedTree, now: SealedTree) -> Iterator[str]:
    """What is not as published in a flowchart, the rules first: with the old and the new words."""
    old, new = flatten(dict(before.content)), flatten(dict(now.content))
    keys = [*old, *(key for key in new if key not in old)] if before.content else []
    for key in sorted(keys, key=lambda key: key[0] != "rules"):
        if old.get(key) == new.get(key) or key[0] in {"edition", "changes"}:
            continue
        place = f"the flowchart: {' / '.join(key)}"
        if key[0] == "rules" and len(key) > 1:
            if not any(other[:2] == key[:2] for other in new):
                if key[2] == "rule":
                    yield f"the rule '{key[1]}' was published, and is gone"
                continue
            place = f"the rule '{key[1]}': {' / '.join(key[2:])}"
        yield f"{place} is not as published: {mark_in_line(old.get(key, ''), new.get(key, ''))}"
