"""Values as a model needs them, and what is wrong with them in words for an editor."""

from __future__ import annotations

import json
import re
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from manual.days import guess_day
from manual.problem import Problem, ProblemsError, RefusedError, nearest
from manual.text.word import OrWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from manual.text.source import Data, Key

M = TypeVar("M", bound=BaseModel)
Words = tuple[str, str, str]
"""The id of a rule, a message and a hint."""
Place = tuple[str | int, ...]
"""The keys that lead to a value, as pydantic gives them."""


_NOTHING_UNDER = (
    "group-empty",
    "there is nothing under '{name}'",
    "begin each line that belongs to it with two more spaces than that of '{last}' itself",
)
_TOO_FAR_OUT = (
    "key-misplaced",
    "'{name}' is outside the group that it belongs to",
    "begin the line of '{last}' with as many spaces as the other lines of its group",
)
_TOO_FAR_IN = (
    "key-misplaced",
    "'{1}' is within '{0}'",
    "begin its line with as many spaces as that of '{0}'",
)
_OTHERWISE = ("value-wrong", "'{name}': {said}", "mend it")
_GROUPS = ("dict_type", "model_type", "model_attributes_type")
_NOT_A_DATE = (
    "value-no-date",
    "'{name}' is not a date: {given}",
    "write the year, month and day: {day}",
)
_NOT_A_NUMBER = (
    "value-no-number",
    "'{name}' is not a whole number from 1: {given}",
    "write digits only",
)
_NOT_TRUE_OR_FALSE = (
    "value-no-truth",
    "'{name}' is neither true nor false: {given}",
    "write true or false",
)
_NOT_ONE_OF = ("value-unknown", "'{name}' cannot be {given}", "write {expected}")
_NOT_A_LIST = (
    "list-expected",
    "'{name}' is not a list",
    "write {entries}, or one entry a line after '- '",
)
_LIST_FOR_TEXT = (
    "text-expected",
    "'{name}' is a list, and can be one text only",
    "write one text after '{last}:', without brackets",
)
_NO_KEYS = (
    "keys-expected",
    "'{name}' has no keys of its own",
    "write 'key: value' lines; those of a group are indented under its name",
)
_EMPTY = ("value-missing", "'{name}' is empty", "write the text")
_WORDS = {
    "missing": ("key-missing", "'{name}' is missing", "add a line '{last}: …'"),
    "literal_error": _NOT_ONE_OF,
    "enum": _NOT_ONE_OF,
    "date_from_datetime_parsing": _NOT_A_DATE,
    "date_parsing": _NOT_A_DATE,
    "date_type": _NOT_A_DATE,
    "bool_parsing": _NOT_TRUE_OR_FALSE,
    "bool_type": _NOT_TRUE_OR_FALSE,
    "int_parsing": _NOT_A_NUMBER,
    "int_type": _NOT_A_NUMBER,
    "greater_than": _NOT_A_NUMBER,
    "string_type": (
        "value-missing",
        "'{name}' has no text",
        "write a text after '{last}:', on the same line",
    ),
    "string_too_long": (
        "value-too-long",
        "'{name}' is too long: {given}",
        "write at most {most} characters",
    ),
    "string_too_short": _EMPTY,
    "string_pattern_mismatch": _EMPTY,
    "too_short": ("list-too-short", "'{name}' has too few entries", "give it {least} or more"),
    "list_type": _NOT_A_LIST,
    "tuple_type": _NOT_A_LIST,
    "dict_type": _NO_KEYS,
    "model_type": _NO_KEYS,
    "model_attributes_type": _NO_KEYS,
}
"""The words for what pydantic finds, by the type of its error.

Source of the types: https://docs.pydantic.dev/latest/errors/validation_errors/
"""


def keys_needed(model: type[BaseModel]) -> list[str]:
    """The keys that a model must be given, in the order of its fields."""
    return [name for name, field in model.model_fields.items() if field.is_required()]


def validate(model: type[M], data: Data, context: object = None) -> M:
    """The model that the data make; `context` is what its validators know of the manual.

    Raises `ProblemsError` with every fault of the data, each at the line of its value. To word a
    fault itself, a validator of the model raises `RefusedError`.
    """
    try:
        return model.model_validate(data.value, context=context)
    except ValidationError as error:
        raise ProblemsError(_explain(model, data, error.errors())) from error


def validate_in_part(
    model: type[M], data: Data, stand_ins: Mapping[str, object]
) -> tuple[M | None, tuple[Problem, ...]]:
    """The model that the data make, and what is wrong with them.

    `stand_ins` are values for keys on which nothing else depends: with faults in those alone, or in
    keys that are unknown, there is a model all the same.
    """
    try:
        return model.model_validate(data.value), ()
    except ValidationError as error:
        problems = ProblemsError(_explain(model, data, error.errors())).problems
        faulty = {str(one["loc"][0]) if one["loc"] else "" for one in error.errors()}
    wrong = faulty & {"", *_fields(model)}
    if not isinstance(data.value, dict) or not wrong <= stand_ins.keys():
        return None, problems
    sound = {key: value for key, value in data.value.items() if key not in faulty}
    try:
        return model.model_validate({**sound, **{key: stand_ins[key] for key in wrong}}), problems
    except ValidationError:
        return None, problems


def _explain(
    model: type[BaseModel], data: Data, errors: Iterable[ErrorDetails]
) -> Iterator[Problem]:
    found = list(errors)
    for error in _sift(model, data, found):
        place = error["loc"]
        if _is_empty(error) and any(_is_within(place, other) for other in _missing(found)):
            rule, *words = _TOO_FAR_IN
            message, hint = (text.format(place[-2], place[-1]) for text in words)
            yield Problem(rule, data.where(*place), message, hint)
            continue
        deeper = any(e["loc"][: len(place)] == place and e["loc"] != place for e in found)
        if error["type"] == "too_short" and deeper:
            continue  # an entry with a fault still counts as an entry
        rule, message, hint = _say(error, model)
        yield Problem(rule, data.where(*_keys(error)), message, hint)


def _keys(error: ErrorDetails) -> Key:
    return tuple(key for key in error["loc"] if key != "[key]")


def _sift(
    model: type[BaseModel], data: Data, errors: Iterable[ErrorDetails]
) -> Iterator[ErrorDetails]:
    """The faults without those that follow from another of them.

    A key that is mistyped is missing as well. Where lines are not below the key to which they
    belong, that key is empty, and they are unknown where they are.
    """
    found = list(errors)
    meant = {
        (*error["loc"][:-1], near)
        for error in found
        if error["type"] == "extra_forbidden"
        and (near := nearest(str(error["loc"][-1]), _keys_at(model, error["loc"][:-1])))
    }
    empty = [error["loc"] for error in found if _is_empty(error)]
    for error in found:
        place, line = error["loc"], data.where(*_keys(error)).line
        missing = error["type"] == "missing"
        if missing and (place in meant or any(_is_within(group, place) for group in empty)):
            continue
        if any(_is_beside(place, group) and line > data.where(*group).line for group in empty):
            continue
        yield error


def _is_empty(error: ErrorDetails) -> bool:
    """Whether a key has nothing below it where there should be a group."""
    return error["type"] in _GROUPS and error["input"] is None and bool(error["loc"])


def _missing(errors: Iterable[ErrorDetails]) -> list[Place]:
    return [error["loc"] for error in errors if error["type"] == "missing"]


def _is_within(group: Place, place: Place) -> bool:
    """Whether the group that is missing at `place` is there, but further in."""
    above = place[:-1]
    return group[-1] == place[-1] and len(group) > len(place) and group[: len(above)] == above


def _is_beside(place: Place, group: Place) -> bool:
    """Whether `place` is beside a group, or in something beside it, but not in the group."""
    above = group[:-1]
    return (
        len(place) >= len(group) and place[: len(above)] == above and place[: len(group)] != group
    )


def spell(keys: Key) -> str:
    """The keys that lead to a value, in words: `questions, danger, answers, no. 2, go`."""
    return ", ".join(f"no. {key + 1}" if isinstance(key, int) else str(key) for key in keys)


def _say(error: ErrorDetails, model: type[BaseModel]) -> Words:
    """The rule that a value breaks, what is wrong with it, and a hint, for an editor."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    name, last = spell(_keys(error)), str(error["loc"][-1]) if error["loc"] else ""
    if kind == "extra_forbidden":
        return "key-unknown", f"unknown key '{name}'", _hint_for_key(model, error["loc"], given)
    if _is_empty(error):
        return _fill(_NOTHING_UNDER, name=name, last=last)
    if kind in _GROUPS and last in _keys_at(model, error["loc"]):
        return _fill(_TOO_FAR_OUT, name=name, last=last)
    if kind == "string_type" and isinstance(given, list):
        return _fill(_LIST_FOR_TEXT, name=name, last=last)
    if isinstance(refused := context.get("error"), RefusedError):
        message = f"'{name}': {refused.message}" if name else refused.message
        return refused.rule, message, refused.hint
    known = {
        "name": name or "the text",
        "last": last,
        "given": f"'{given}'" if isinstance(given, str) else "nothing" if given is None else "this",
        "day": (guess_day(given) if isinstance(given, str) else None) or "2026-11-22",
        "entries": f"[{_as_entry(given)}]" if isinstance(given, str) else "[a, b]",
        "said": error["msg"][:1].lower() + error["msg"][1:],
        "expected": context.get("expected", "another"),
        "least": context.get("min_length", 1),
        "most": context.get("max_length", 1),
    }
    rule, message, hint = _fill(_WORDS.get(kind, _OTHERWISE), **known)
    word = _word_instead(model, error["loc"]) if kind in ("missing", "too_short") else None
    return rule, message, f"{hint}, or '{last}: {word}' if it needs none" if word else hint


def _word_instead(model: type[BaseModel], place: Place) -> str | None:
    """The word that may stand instead of the value at `place`."""
    owner = _kind_at(model, place[:-1])
    fields: dict[str, FieldInfo] = owner.model_fields if _fields(owner) else {}
    field = fields.get(str(place[-1]))
    words = [one.word for one in field.metadata if isinstance(one, OrWord)] if field else []
    return words[0] if words else None


def _fill(words: Words, **known: object) -> Words:
    """Words in which what is known of a fault replaces the names in braces."""
    rule, message, hint = words
    return rule, message.format(**known), hint.format(**known)


def _as_entry(text: str) -> str:
    """A text as an entry of a list in brackets."""
    text = text.strip("[] ")
    plain = re.fullmatch(r"[\w.-]+(?: [\w.-]+)*", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _hint_for_key(model: type[BaseModel], loc: tuple[str | int, ...], given: object) -> str:
    """What to do about a key that is unknown at its place."""
    name, known = str(loc[-1]), _keys_at(model, loc[:-1])
    instead: Mapping[str, str] = getattr(_kind_at(model, loc[:-1]), "INSTEAD", {})
    if name in instead:
        return instead[name]
    near = nearest(name, known)
    if name != near and name in _keys_below(_kind_at(model, loc[:-1])):
        return _TOO_FAR_OUT[-1].format(last=name)
    if near:
        return f"did you mean '{near}'?"
    here = f"known here: {', '.join(known)}" if known else "delete it"
    return f"put a text that holds a comma into quotation marks; {here}" if given is None else here


def _keys_below(model: Any) -> set[str]:
    """The keys of the models within a model, however deep."""
    within = [inner for kind in _fields(model).values() for inner in _models_in(kind)]
    return {key for inner in within for key in (*_fields(inner), *_keys_below(inner))}


def _models_in(kind: Any) -> list[Any]:
    """The models that a type is made of: `Contact` for `dict[str, Contact]`."""
    if _fields(kind):
        return [kind]
    return [model for part in get_args(kind) for model in _models_in(part)]


def _keys_at(model: type[BaseModel], place: Place) -> list[str]:
    """The keys of the (nested) model at `place`, for a hint; none where there is no model."""
    return list(_fields(_kind_at(model, place)))


def _kind_at(kind: Any, place: Place) -> Any:
    """The type of the value at `place` within one of the type `kind`; None where there is none."""
    for key in place:
        parts = get_args(kind)
        if fields := _fields(kind):
            kind = fields.get(str(key))
        elif parts:
            kind = parts[0] if isinstance(key, int) else parts[-1]  # of an entry; of a key
        else:
            return None
        kind = _bare(kind)
    return kind


def _bare(kind: Any) -> Any:
    """A type without annotations and None: `str` for `Phone | None`."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = next(part for part in get_args(kind) if part is not NoneType)
    return kind


def _fields(kind: Any) -> dict[str, Any]:
    """The types of a model's values, by key as an editor writes it; none where it is no model."""
    if not isinstance(kind, type) or not issubclass(kind, BaseModel):
        return {}
    return {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
