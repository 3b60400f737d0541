"""What a case tells, and where the code words that: noted when it is run, for the catalogue."""

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from manual.build import Output
from manual.problem import Problem, RefusedError
from manual.text.spot import Fault

HELPER = "_problem"
"""Methods of this name make the problem that their caller words."""
Place = tuple[str, int]
"""A file of the package, and a line."""


@dataclass
class Told:
    """What came of a case, its pages left out."""

    output: Output = field(default_factory=lambda: Output(None))
    hit: set[Place] = field(default_factory=set)
    """Where problems were worded."""
    messages: set[str] = field(default_factory=set)


def note(make: Callable[[], Output], file: Path) -> Output:
    """What is made; what is told meanwhile is kept in a file."""
    with _recording() as told:
        output = make()
    told.output = Output(None, output.problems, output.notices)
    file.parent.mkdir(exist_ok=True)
    coming = file.with_name(f"{file.name}.{os.getpid()}")
    coming.write_bytes(pickle.dumps(told))
    coming.rename(file)
    return output


def read(file: Path) -> Told:
    """What was kept; the tests themselves wrote it."""
    return pickle.loads(file.read_bytes())


@contextmanager
def _recording() -> Iterator[Told]:
    told = Told()
    with pytest.MonkeyPatch.context() as patch:
        for kind in (Problem, Fault, RefusedError):
            _watch(told, patch, kind)
        yield told


def _watch(told: Told, patch: pytest.MonkeyPatch, kind: type) -> None:
    """Note where each of a `kind` is made."""
    make = kind.__init__  # type: ignore[misc]

    def noting(self_: object, *arguments: object, **named: object) -> None:
        frame = sys._getframe(1)  # noqa: SLF001 - there is no public way to ask who calls
        while frame and frame.f_code.co_name == HELPER:
            frame = frame.f_back
        if frame:
            told.hit.add((frame.f_code.co_filename, frame.f_lineno))
        make(self_, *arguments, **named)
        told.messages.add(self_.message)  # type: ignore[attr-defined]

    patch.setattr(kind, "__init__", noting)
