"""The rules of situations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_SITUATIONS: Mapping[str, str] = {
    "situation-twice": (
        "No two situations are found by the same words: a search could not tell which of them a "
        "reader is in."
    ),
    "situation-flowchart": (
        "The flowchart that a situation names exists: otherwise its link would lead nowhere."
    ),
    "situation-step": (
        "A situation leads to an outcome of a flowchart or to its first question: a reader who "
        "began later would skip the questions on danger and harm."
    ),
}
