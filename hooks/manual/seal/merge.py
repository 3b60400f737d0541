"""The two generated files of the record as texts: one that a merge left in two, and one of JSON."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from manual.problem import Problem, ProblemsError, Where

M = TypeVar("M", bound=BaseModel)


def read_form(text: str, path: str, model: type[M], rule: str, hint: str) -> M:
    """The JSON in the `text` of the seal or the chain at `path`, as `model` has it.

    Raises `ProblemsError` where a merge of it is not finished, or where it is not of this form:
    that breaks the `rule`, with a `hint`.
    """
    what = rule.partition("-")[0]
    if split_merge(text):
        line = next(n for n, row in enumerate(text.split("\n"), 1) if row.startswith("<<<<<<< "))
        message = f"two changes of the {what} have met, and the merge is not finished"
        merge_hint = (
            "run 'manual seal': it makes one seal and one chain of the two, or says what is in "
            "the way"
        )
        raise ProblemsError([Problem("merge-unfinished", Where(path, line), message, merge_hint)])
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ", ".join(map(str, first["loc"])) or "the whole"
        message = f"the {what} cannot be read: {place}: {first['msg'].lower()}"
        raise ProblemsError([Problem(rule, Where(path), message, hint)]) from error


def split_merge(text: str) -> tuple[str, str] | None:
    """The two versions in a `text` whose merge git left unfinished; None where there is none.

    Source of the marks: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
    """
    if "\n<<<<<<< " not in f"\n{text}":
        return None
    ours: list[str] = []
    theirs: list[str] = []
    sides: tuple[list[str], ...] = (ours, theirs)
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            sides = (ours,)
        elif line.startswith("||||||| "):
            sides = ()
        elif line.startswith("======="):
            sides = (theirs,)
        elif line.startswith(">>>>>>> "):
            sides = (ours, theirs)
        else:
            for side in sides:
                side.append(line)
    return "".join(ours), "".join(theirs)
