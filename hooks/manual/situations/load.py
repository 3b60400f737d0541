"""Reads `docs/situations.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.address import SITUATIONS
from manual.problem import Problem, ProblemsError
from manual.situations.model import Situations
from manual.text.source import Data, read_yaml
from manual.text.values import validate

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class LoadedSituations:
    """The situations, and the place of each in the file."""

    whole: Situations
    data: Data


NONE = LoadedSituations(Situations(), Data(SITUATIONS, {}, {}))
"""Those of a manual without such a file."""


def load_situations(text: str) -> LoadedSituations:
    """The situations in the text of `docs/situations.yml`.

    Raises `ProblemsError` with every fault.
    """
    data = read_yaml(SITUATIONS, text)
    loaded = LoadedSituations(validate(Situations, data), data)
    problems = [*_check_ids(loaded), *_check_words(loaded)]
    if problems:
        raise ProblemsError(problems)
    return loaded


def _check_ids(loaded: LoadedSituations) -> Iterable[Problem]:
    for name in loaded.whole.situations:
        if not _ID.fullmatch(name):
            hint = "an id has small letters, digits and hyphens: parent-asks"
            where = loaded.data.where("situations", name)
            yield Problem("id-malformed", where, f"'{name}' cannot be an id", hint)


def _check_words(loaded: LoadedSituations) -> Iterable[Problem]:
    """A problem for each phrase that leads to two situations: neither could come first."""
    seen: dict[str, str] = {}
    for name, situation in loaded.whole.situations.items():
        for place, phrase in enumerate(situation.phrases):
            plain = " ".join(phrase.casefold().split())
            other = seen.setdefault(plain, name)
            if other != name:
                keys = ("says", place - 1) if place else ("title",)
                message = f"situation '{name}': '{phrase}' leads to situation '{other}' too"
                hint = "keep it with one of the two, or say here what is different"
                where = loaded.data.where("situations", name, *keys)
                yield Problem("situation-twice", where, message, hint)
