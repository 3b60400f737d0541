"""Source texts: YAML, and Markdown with front matter, read with the line of every value.

All YAML of the manual comes through here. Strings stay as the editor wrote them: `2.10`,
`No` and `2026-11-22` are text until a model says what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from manual.limits import check_page, check_signs
from manual.problem import Problem, ProblemsError, Where, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)
Key = tuple[str | int, ...]

LARGEST = 1_000_000
"""Characters that one YAML text may have; a larger one is a mistake, or meant to harm."""
DEEPEST = 20
"""Levels of lists and keys within one another; the manual's own files use six."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Data:
    """The values of one YAML text, and where each stands."""

    path: str
    value: Any
    """Nested `dict`, `list`, `str`; `None` where a key has no value."""
    lines: Mapping[Key, int]

    def where(self, *keys: str | int) -> Where:
        """The place of the value under `keys`, or of the nearest key above that has one."""
        for end in range(len(keys), -1, -1):
            if keys[:end] in self.lines:
                return Where(self.path, self.lines[keys[:end]])
        return Where(self.path)


@dataclass(frozen=True)
class Document:
    """A Markdown text: its front matter, its body, and the line at which the body begins."""

    path: str
    front: Data
    body: str
    body_line: int


def read_yaml(path: str, text: str, *, first_line: int = 1) -> Data:
    """The values in a YAML text; `first_line` is the line of the file at which it begins."""
    if len(text) > LARGEST:
        message = f"the text has {len(text):,} characters; at most {LARGEST:,} are read"
        raise ProblemsError(
            [Problem(Where(path), message, "split it, or remove what is not needed")]
        )
    reader = _Reader(path, first_line)
    try:
        value = reader.read(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        raise ProblemsError([_syntax_problem(path, first_line, text, error)]) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        sign = error.character
        code = sign if isinstance(sign, int) else ord(str(sign)[:1] or "?")
        message = f"the character U+{code:04X} cannot stand in this file"
        hint = "delete it; it may not show"
        raise ProblemsError([Problem(Where(path, line), message, hint)]) from error
    signs = [*check_signs(path, "\n" * (first_line - 1) + text.removeprefix("\ufeff"))]
    if reader.problems or signs:
        raise ProblemsError([*reader.problems, *signs])
    return Data(path, value, reader.lines)


class _Reader:
    """Builds values from YAML events, so that depth, aliases and repeated keys are caught early."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.lines: dict[Key, int] = {}
        self.problems: list[Problem] = []

    def read(self, events: Iterator[Any]) -> Any:
        for event in events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                continue
            if isinstance(event, yaml.StreamEndEvent):
                return None
            value = self._value(event, events, ())
            next(events)  # the document's end
            if isinstance(extra := next(events), yaml.DocumentStartEvent):
                self._problem(extra, "a second document begins here", "delete the line '---'")
            return value
        return None

    def _value(self, event: Any, events: Iterator[Any], key: Key) -> Any:
        self.lines.setdefault(key, self._line(event))
        if isinstance(event, yaml.AliasEvent):
            hint = "write the value out: anchors and aliases are not used in these files"
            self._problem(event, f"'*{event.anchor}' stands for another value", hint)
            return None
        if isinstance(event, yaml.ScalarEvent):
            plain_nothing = event.style is None or event.implicit[0]
            return None if plain_nothing and event.value in ("", "~", "null") else event.value
        if len(key) >= DEEPEST:
            raise ProblemsError(
                [
                    Problem(
                        Where(self.path, self._line(event)),
                        f"lists and keys are nested more than {DEEPEST} levels deep",
                        "check the brackets and the indentation",
                    )
                ]
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, key)
        return self._mapping(events, key)

    def _sequence(self, events: Iterator[Any], key: Key) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            values.append(self._value(event, events, (*key, len(values))))
        return values

    def _mapping(self, events: Iterator[Any], key: Key) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                hint = "a key is plain text; put quotation marks around a text with brackets"
                self._problem(event, "a key is a list or has keys of its own", hint)
                self._value(event, events, (*key, "?"))
                self._value(next(events), events, (*key, "?"))
                continue
            name, line = event.value, self._line(event)
            if name in values:
                first = self.lines[(*key, name)]
                hint = "keep one of the two, and delete or rename the other"
                message = f"'{name}' is given twice: it stands at line {first} already"
                self.problems.append(Problem(Where(self.path, line), message, hint))
            self.lines.setdefault((*key, name), line)
            values[name] = self._value(next(events), events, (*key, name))
        return values

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def _problem(self, event: Any, message: str, hint: str) -> None:
        self.problems.append(Problem(Where(self.path, self._line(event)), message, hint))


def _syntax_problem(path: str, first_line: int, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    if re.search("flow|quoted", str(error.context)):
        mark = error.context_mark  # where the bracket or the quotation mark was opened
    line = int(mark.line) if mark else 0
    what = str(error.problem or error.context or "it cannot be read")
    hint = "look at this line and the one above"
    opened = _find_open_quotation(text.splitlines()[: line + 1])
    if opened is not None and re.search("expected key|<block end>", what):
        line, what = opened, "quoted scalar"
    for pattern, meaning, advice in _SYNTAX:
        if re.search(pattern, what):
            what, hint = meaning, advice
            break
    return Problem(Where(path, first_line + line), f"this cannot be read: {what}", hint)


def _find_open_quotation(lines: list[str]) -> int | None:
    """The place of the first line whose value opens a quotation mark and does not close it."""
    opens = re.compile(r"""\s*(?:- +)?(?:[\w-]+: +)?(["'])(?:(?!\1).)*""")
    return next((place for place, line in enumerate(lines) if opens.fullmatch(line)), None)


_SYNTAX = (
    (
        "mapping values are not allowed",
        "a colon stands where none can",
        "put quotation marks around a text that holds a colon, or mend the indentation",
    ),
    (
        "could not find expected ':'",
        "a key has no colon",
        "write 'key: value'; is the indentation of this line, or of the one above, right?",
    ),
    (
        "cannot start any token",
        "a tab or a sign stands where none can",
        "indent with spaces; put quotation marks around a text that begins with @, ` or %",
    ),
    (
        "did not find expected key|expected <block end>|did not find expected '-'",
        "the indentation does not fit the lines above",
        "line the keys of one group up under one another",
    ),
    (
        "unexpected end of stream|quoted scalar",
        "a quotation mark is opened and not closed",
        "close it, or leave both out",
    ),
    (
        "did not find expected ',' or|flow",
        "a bracket is opened and not closed, or a comma is missing",
        "check that each [ or { has its ] or }",
    ),
    (
        "alphabetic or numeric character|undefined alias",
        "a text begins with *",
        "put quotation marks around it",
    ),
)


def read_document(path: str, text: str) -> Document:
    """A Markdown text, its front matter (between two lines `---`) read and taken off."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if problems := check_page(path, text):
        raise ProblemsError(problems)
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if match is None:
        if text.startswith("---\n"):
            message = "the front matter is opened by '---' and not closed"
            hint = "add a line '---' after the last of its keys"
            raise ProblemsError([Problem(Where(path), message, hint)])
        return Document(path, Data(path, {}, {(): 1}), text, 1)
    front = read_yaml(path, match[1], first_line=2)
    if front.value is None:
        front = Data(path, {}, {(): 1})
    if not isinstance(front.value, dict):
        hint = "write each as 'key: value', on a line of its own"
        raise ProblemsError([Problem(Where(path, 2), "the front matter has no keys", hint)])
    return Document(path, front, text[match.end() :], text.count("\n", 0, match.end()) + 1)


def validate(model: type[M], data: Data) -> M:
    """The model that the data make, or every fault in them as a `ProblemsError`."""
    try:
        return model.model_validate(data.value)
    except ValidationError as error:
        raise ProblemsError(_explain(model, data, error.errors())) from error


def _explain(
    model: type[BaseModel], data: Data, errors: Iterable[ErrorDetails]
) -> Iterator[Problem]:
    found = list(errors)
    for error in found:
        place = error["loc"]
        deeper = any(e["loc"][: len(place)] == place and e["loc"] != place for e in found)
        if error["type"] == "too_short" and deeper:
            continue  # an entry that is wrong is there all the same
        keys = tuple(key for key in error["loc"] if key != "[key]")
        name = spell(keys)
        message, hint = _say(error, name, model)
        yield Problem(data.where(*keys), message, hint)


def spell(keys: Key) -> str:
    """The way to a value in words: `questions, danger, answer 2, go`."""
    return ", ".join(f"no. {key + 1}" if isinstance(key, int) else str(key) for key in keys)


def _say(error: ErrorDetails, name: str, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong with a value, and a hint, for an editor."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    last = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "extra_forbidden":
        known = _keys_at(model, error["loc"][:-1])
        otherwise = f"known here: {', '.join(known)}" if known else "delete it"
        return f"unknown key '{name}'", suggest(last, known, otherwise=otherwise)
    if kind == "value_error":
        problem, _, hint = str(context.get("error", error["msg"])).partition("\n")
        return f"'{name}': {problem}" if name else problem, hint or "mend it"
    message, hint = _WORDS.get(kind, ("'{name}': {said}", "mend it"))
    words = {
        "name": name or "the text",
        "last": last,
        "given": f"'{given}'" if isinstance(given, str) else "nothing" if given is None else "this",
        "said": error["msg"][:1].lower() + error["msg"][1:],
        "expected": context.get("expected", "another"),
        "least": context.get("min_length", 1),
        "most": context.get("max_length", 1),
    }
    return message.format(**words), hint.format(**words)


_NOT_A_DATE = ("'{name}' is not a date: {given}", "write the year, month and day: 2026-11-22")
_NOT_A_NUMBER = ("'{name}' is not a whole number from 1: {given}", "write digits only")
_NOT_TRUE_OR_FALSE = ("'{name}' is neither true nor false: {given}", "write true or false")
_NOT_ONE_OF = ("'{name}' cannot be {given}", "write {expected}")
_NOT_A_LIST = ("'{name}' is not a list", "write [a, b], or one entry a line after '- '")
_NO_KEYS = (
    "'{name}' has no keys of its own",
    "write 'key: value' lines; those of a group are indented under its name",
)
_EMPTY = ("'{name}' is empty", "write the text")
_WORDS = {
    "missing": ("'{name}' is missing", "add a line '{last}: …'"),
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
    "string_type": ("'{name}' has no text", "write a text after '{last}:', on the same line"),
    "string_too_long": ("'{name}' is too long: {given}", "write at most {most} characters"),
    "string_too_short": _EMPTY,
    "string_pattern_mismatch": _EMPTY,
    "too_short": ("'{name}' has too few entries", "give it {least} or more"),
    "list_type": _NOT_A_LIST,
    "tuple_type": _NOT_A_LIST,
    "dict_type": _NO_KEYS,
    "model_type": _NO_KEYS,
    "model_attributes_type": _NO_KEYS,
}
"""What pydantic finds, by its name for it: the message and the hint."""


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that the (nested) model at `loc` knows, for a hint."""
    schema = model.model_json_schema()
    definitions, node = schema.get("$defs", {}), schema
    for key in loc:
        node = _resolve(node, definitions)
        if isinstance(key, int):
            node = node.get("items", {})
        elif key in node.get("properties", {}):
            node = node["properties"][key]
        else:
            extra = node.get("additionalProperties", {})
            node = extra if isinstance(extra, dict) else {}
    return list(_resolve(node, definitions).get("properties", {}))


def _resolve(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    for option in node.get("anyOf", ()):
        if option.get("type") != "null":
            node = option
    reference = node.get("$ref")
    if reference:
        return dict(definitions[reference.rpartition("/")[2]])
    return node
