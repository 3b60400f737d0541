"""What came from the place of a published seal: the text of a file, or the answer of a site."""

from __future__ import annotations

from dataclasses import dataclass

from manual.problem import Problem, ProblemsError, Where
from manual.seal.file import read_seal
from manual.seal.model import Seal

_GONE = (404, 410)
_OK = 200


@dataclass(frozen=True)
class Answer:
    """What came from a place."""

    place: str
    """The path of a file, or a whole address."""
    text: str = ""
    status: int = _OK
    """As HTTP has it; of a file 200, or 404 where there is none."""
    fault: str = ""
    """Why nothing came at all, in a few words."""
    chain: str = ""
    """The text of the chain beside the seal; empty where there is none."""


def read_answer(answer: Answer, *, is_first: bool) -> Seal | None:
    """The published seal in an answer; None where nothing was ever published.

    `is_first`: whether this manual was never sealed, so that none can have been published. Raises
    `ProblemsError` where there is no seal although there must be.
    """
    where = Where(answer.place)
    again = "try again; if it goes on, see what is wrong with the site: nothing was compared"
    if answer.fault:
        message = f"the published seal cannot be fetched: {answer.fault}"
        raise ProblemsError([Problem("published-unreachable", where, message, again)])
    if answer.status in _GONE and is_first:
        return None
    if answer.status in _GONE:
        hint = "is the address right? If it is, publish the manual there once, and compare then"
        message = "no seal is published there"
        raise ProblemsError([Problem("published-missing", where, message, hint)])
    if answer.status != _OK:
        message = f"the published seal cannot be fetched: the site answers {answer.status}"
        raise ProblemsError([Problem("published-unreachable", where, message, again)])
    if not answer.text.strip():
        if is_first:
            return None
        message = "what is there is not a seal: it is empty"
        raise ProblemsError([Problem("published-no-seal", where, message, again)])
    try:
        return read_seal(answer.text, answer.place)
    except ProblemsError as error:
        words = " ".join(answer.text.split())
        start = "".join(letter for letter in words if letter.isprintable())[:40]
        hint = f"is the address right? What is there begins with: {start}"
        problems = [
            Problem("published-no-seal", where, f"what is there is not a seal: {p.message}", hint)
            for p in error.problems
        ]
        raise ProblemsError(problems) from error
