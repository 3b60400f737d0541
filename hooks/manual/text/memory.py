"""Keeps what was read from one build to the next while a manual is edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from manual.problem import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from manual.problem import Problem

T = TypeVar("T")


class Memory:
    """What loaders and checks returned: a text is read and checked again only if it has changed.

    It holds what the last two builds asked for. Values are frozen, or treated as if they were.
    """

    def __init__(self) -> None:
        self._before: dict[tuple[object, ...], object] = {}
        self._now: dict[tuple[object, ...], object] = {}

    def begin(self) -> None:
        """Begin another build: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def read(self, load: Callable[..., T], *texts: object) -> T:
        """What `load` returns for `texts`, from memory if it has been called with the same before.

        Raises the `ProblemsError` that `load` raises, or raised then. `texts` must be hashable.
        """
        key = (load, *texts)
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else _attempt(load, *texts)
        result = self._now[key]
        if isinstance(result, _Refusal):
            raise ProblemsError(result.problems, result.rest)
        return cast("T", result)


@dataclass(frozen=True)
class _Refusal:
    """Why a text was refused. The error itself would keep alive all that the build had read."""

    problems: tuple[Problem, ...]
    rest: object


def _attempt(load: Callable[..., T], *texts: object) -> T | _Refusal:
    try:
        return load(*texts)
    except ProblemsError as error:
        return _Refusal(error.problems, error.rest)
