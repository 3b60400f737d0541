"""What was read of texts, kept from one build to the next while a manual is edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from manual.problem import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from manual.problem import Problem

T = TypeVar("T")


class Memory:
    """What was made of texts, so that one that has not changed is read and looked through once.

    It holds what the last two readings asked for. What is made is frozen, or used as if.
    """

    def __init__(self) -> None:
        self._before: dict[tuple[object, ...], object] = {}
        self._now: dict[tuple[object, ...], object] = {}

    def begin(self) -> None:
        """Begin another reading: what only the reading before the last asked for is forgotten."""
        self._before, self._now = self._now, {}

    def read(self, load: Callable[..., T], *texts: object) -> T:
        """What `load` makes of `texts`: from memory where it has been called with the same.

        Raises the `ProblemsError` that `load` raises, or has raised. `texts` can be hashed.
        """
        key = (load, *texts)
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else _attempt(load, *texts)
        made = self._now[key]
        if isinstance(made, _Refused):
            raise ProblemsError(made.problems)
        return cast("T", made)


@dataclass(frozen=True)
class _Refused:
    """Why a text was refused. Not the error itself: that would hold all that a build had read."""

    problems: tuple[Problem, ...]


def _attempt(load: Callable[..., T], *texts: object) -> T | _Refused:
    try:
        return load(*texts)
    except ProblemsError as error:
        return _Refused(tuple(error.problems))
