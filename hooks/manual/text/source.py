"""Source texts: YAML, and Markdown with front matter, read with the line of every value.

All YAML of the manual comes through here. Strings stay as the editor wrote them: `2.10`,
`No` and `2026-11-22` are text until a model says what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from manual.problem import Problem, ProblemsError, Where
from manual.text.characters import character_problem, check_characters, find_faults
from manual.text.front import FRONT, check_closing, check_opening, runs_into_text
from manual.text.limits import MOST_MARKS, check_page, check_value, weigh
from manual.text.syntax import explain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Key = tuple[str | int, ...]

LARGEST = 1_000_000
"""Characters that one YAML text may have; a larger one is a mistake, or meant to harm."""
DEEPEST = 20
"""Levels of lists and keys within one another; the manual's own files use six."""
_NO_TYPE = re.compile(
    r"\Atag:yaml\.org,2002:(?!(?:str|int|float|bool|null|binary|timestamp)\Z|python/name:)"
)
"""What `!!` stands for ahead of a word, but for YAML's own types and what settings may name."""
_CUT = re.compile(r"[ \t]+(#+[^#\s]\S{0,30})")
"""What YAML reads as a comment and looks like more of the text: `#2`, but not `# 2`."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Data:
    """The values of one YAML text, and where each is."""

    path: str
    """Path of the file, from the project's folder."""
    value: Any
    """Nested `dict`, `list`, `str`; `None` where a key has no value."""
    lines: Mapping[Key, int]
    """The line of each value in the file, by the keys that lead to it; `()` is the whole."""

    def where(self, *keys: str | int) -> Where:
        """The place of the value under `keys`; where there is none, of the nearest group above."""
        for end in range(len(keys), -1, -1):
            if keys[:end] in self.lines:
                return Where(self.path, self.lines[keys[:end]])
        return Where(self.path)

    def texts(self) -> Iterator[tuple[Key, str]]:
        """Every text among the values, however deep, with the keys that lead to it."""
        yield from _texts((), self.value)


def _texts(keys: Key, value: Any) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict | list):
        within = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in within:
            yield from _texts((*keys, key), inner)


@dataclass(frozen=True)
class Document:
    """A Markdown text: its front matter, its body, and the line at which the body begins."""

    path: str
    """Path of the file, from the project's folder."""
    front: Data
    """Its value is a `dict`; empty where there is no front matter."""
    body: str
    body_line: int
    """From 1."""


def read_yaml(path: str, text: str, *, first_line: int = 1) -> Data:
    """The values in a YAML text, and their lines.

    `path` is that of the file, from the project's folder; `first_line` is the line at which the
    text begins in it. Raises `ProblemsError` where the text is no YAML, is too long or too deep, or
    uses what these files do without: aliases, anchors, tags, a key twice in its group.
    """
    if len(text) > LARGEST:
        message = f"the text has {len(text):,} characters; at most {LARGEST:,} are read"
        raise ProblemsError(
            [
                Problem(
                    "text-too-long", Where(path), message, "split it, or remove what is not needed"
                )
            ]
        )
    text = text.removeprefix("\ufeff")
    reader = _Reader(path, text, first_line)
    try:
        value = reader.read(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        # A character that may not be here, and that nobody sees, is the likely cause.
        hidden = [*check_characters(path, "\n" * (first_line - 1) + text)]
        raise ProblemsError(hidden or [_syntax_problem(path, first_line, text, error)]) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        found = error.character
        code = found if isinstance(found, int) else ord(str(found)[:1] or "?")
        message = f"the character U+{code:04X} is not allowed in this file"
        hint = "delete it; it may not show"
        raise ProblemsError(
            [Problem("character-forbidden", Where(path, line), message, hint)]
        ) from error
    hidden = [*check_characters(path, "\n" * (first_line - 1) + text)]
    if reader.problems or hidden:
        raise ProblemsError([*reader.problems, *hidden])
    return Data(path, value, reader.lines)


class _Reader:
    """Builds values from YAML events, so that depth, aliases and repeated keys are caught early."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.lines: dict[Key, int] = {}
        self.problems: list[Problem] = []
        self.weight = 0
        """Values so far, with the lines and marks in them."""

    def read(self, events: Iterator[Any]) -> Any:
        for event in events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                continue
            if isinstance(event, yaml.StreamEndEvent):
                return None
            value = self._value(event, events, ())
            next(events)  # the document's end
            if isinstance(extra := next(events), yaml.DocumentStartEvent):
                self._problem(
                    "yaml-second-document",
                    extra,
                    "a second document begins here",
                    "delete the line '---'",
                )
            return value
        return None

    def _value(self, event: Any, events: Iterator[Any], key: Key) -> Any:
        self.lines.setdefault(key, self._line(event))
        self._weigh(event)
        if isinstance(event, yaml.AliasEvent):
            hint = "write the value out: anchors and aliases are not used in these files"
            self._problem("yaml-alias", event, f"'*{event.anchor}' stands for another value", hint)
            return None
        if isinstance(event, yaml.ScalarEvent):
            self._check_beginning(event)
            self._check_end(event)
            self._check_escapes(event)
            self.problems += check_value(Where(self.path, self._line(event)), event.value)
            plain_nothing = event.style is None or event.implicit[0]
            return None if plain_nothing and event.value in ("", "~", "null") else event.value
        if len(key) >= DEEPEST:
            raise ProblemsError(
                [
                    Problem(
                        "nesting-too-deep",
                        Where(self.path, self._line(event)),
                        f"lists and keys are nested more than {DEEPEST} levels deep",
                        "check the brackets and the indentation",
                    )
                ]
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, key)
        return self._mapping(events, key)

    def _weigh(self, event: Any) -> None:
        """Stop at the value at which the text has become too long to be read in time."""
        self.weight += weigh(event.value) if isinstance(event, yaml.ScalarEvent) else 1
        if self.weight > MOST_MARKS:
            message = f"the text has more than {MOST_MARKS:,} values, lines and marks such as *"
            where = Where(self.path, self._line(event))
            raise ProblemsError([Problem("marks-too-many", where, message, "split it")])

    def _check_beginning(self, event: Any) -> None:
        """Characters at the beginning of a text that YAML would drop silently."""
        mark = f"&{event.anchor}" if event.anchor else event.tag or ""
        mark = _NO_TYPE.sub("!!", mark)
        if event.style or not re.match(r"&|!(?!ENV$|relative$)", mark):
            return
        hint = "put the whole text into quotation marks"
        message = f"a text begins with {mark}, which has a meaning of its own here"
        self._problem("yaml-special-character", event, message, hint)

    def _check_end(self, event: Any) -> None:
        """A `#` that begins a comment where the text was probably meant to go on."""
        remark = _CUT.match(self.text, event.end_mark.index)
        if event.style or remark is None:
            return
        line = self.first_line + int(event.end_mark.line)
        message = f"the text ends before '{remark[1]}'"
        hint = "put the whole text into quotation marks"
        hint += "; if a remark begins there, write a space after #"
        self.problems.append(Problem("yaml-remark", Where(self.path, line), message, hint))

    def _check_escapes(self, event: Any) -> None:
        r"""A character that the file has as an escape alone: `\u202e`."""
        if event.style != '"':
            return
        where = Where(self.path, self._line(event))
        for _, found in find_faults(event.value):
            if found not in self.text:
                self.problems.append(character_problem(where, found))

    def _sequence(self, events: Iterator[Any], key: Key) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            values.append(self._value(event, events, (*key, len(values))))
        return values

    def _mapping(self, events: Iterator[Any], key: Key) -> dict[str, Any]:
        values: dict[str, Any] = {}
        entry = bool(key) and isinstance(key[-1], int)
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                hint = "a key is plain text; put quotation marks around a text with brackets"
                self._problem(
                    "yaml-key-not-text", event, "a key is a list or has keys of its own", hint
                )
                self._value(event, events, (*key, "?"))
                self._value(next(events), events, (*key, "?"))
                continue
            self._check_escapes(event)
            name, line = event.value, self._line(event)
            if name in values:
                first = self.lines[(*key, name)]
                hint = "keep one of the two, and delete or rename the other"
                if entry and name == next(iter(values)):
                    hint = f"write '- {name}: …' if the next entry begins here; else delete it"
                    values = {}  # so that the other keys of that entry are not reported as well
                message = f"'{name}' is given twice: it is at line {first} already"
                self.problems.append(Problem("key-twice", Where(self.path, line), message, hint))
            self.lines.setdefault((*key, name), line)
            values[name] = self._value(next(events), events, (*key, name))
        return values

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def _problem(self, rule: str, event: Any, message: str, hint: str) -> None:
        self.problems.append(Problem(rule, Where(self.path, self._line(event)), message, hint))


def _syntax_problem(path: str, first_line: int, text: str, error: yaml.MarkedYAMLError) -> Problem:
    fault = explain(text, error, first_line)
    return Problem(fault.rule, Where(path, fault.line), fault.message, fault.hint)


def read_document(path: str, text: str, needed: Collection[str] = ()) -> Document:
    """A Markdown text, with its front matter (between two lines `---`) read and split off.

    `path` is that of the file, from the project's folder. `needed` are the keys that its front
    matter must have; where there are any, it must have one. Raises `ProblemsError` where the text
    is too large or its front matter cannot be read.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if problems := check_page(path, text):
        raise ProblemsError(problems)
    match = FRONT.match(text)
    if match is None:
        if text.startswith("---\n"):
            raise ProblemsError([check_closing(path, text, needed)])
        if problem := check_opening(path, text, needed):
            raise ProblemsError([problem])
        return Document(path, Data(path, {}, {(): 1}), text, 1)
    try:
        front = read_yaml(path, match[1], first_line=2)
    except ProblemsError:
        if runs_into_text(match[1]):
            raise ProblemsError([check_closing(path, text, needed)]) from None
        raise
    if front.value is None:
        front = Data(path, {}, {(): 1})
    if not isinstance(front.value, dict):
        hint = "write each as 'key: value', on a line of its own"
        raise ProblemsError(
            [
                Problem(
                    "front-matter-without-keys",
                    Where(path, 2),
                    "the front matter has no keys",
                    hint,
                )
            ]
        )
    return Document(path, front, text[match.end() :], text.count("\n", 0, match.end()) + 1)


def refuse_record(document: Document) -> None:
    """Raises `ProblemsError` where a page beside the amendments is the record of one."""
    if "amendment" in document.front.value:
        hint = "move it into docs/amendments/"
        message = "this record of an amendment is outside docs/amendments/"
        raise ProblemsError([Problem("record-misplaced", Where(document.path), message, hint)])
