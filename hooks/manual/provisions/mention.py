"""What running text names: provisions, sections, contacts. Checks and links read it alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.markup.render import blank_code, replace_in_prose
from manual.problem import Where
from manual.provisions.model import Mention
from manual.provisions.number import ONE, PATTERN, REFERENCE, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTACT = r"(?P<contact>\{contact:(?P<name>[^{}\s]*)\})"
_ESCAPE = r"(?P<escape>(?<!\\)\\+(?=\d+\.\d))"
_ANY = f"{REFERENCE}|{CONTACT}|{_ESCAPE}"
_NUMBERS = re.compile(rf"(?P<one>{ONE})|{SHORT}")
_NUMBER = re.compile(PATTERN)
_MAY_NAME = re.compile(r"\d\.\d|\{contact:")
"""Without which a text names nothing, as most do."""


def find_mentions(path: str, text: str, first_line: int) -> tuple[Mention, ...]:
    """Every provision, section and contact that `text` (Markdown) names, in order.

    `path` is that of the file, from the project's folder; `first_line` is the line at which the
    text begins there.
    """
    if not _MAY_NAME.search(text):
        return ()
    found: list[Mention] = []

    def note(match: re.Match[str]) -> str:
        line = first_line + match.string.count("\n", 0, match.start())
        if match["contact"]:
            found.append(Mention("contact", match["name"], Where(path, line)))
        elif _is_ours(match):
            ahead = match["kind"] + match["gap"]
            for start, _, number in _each(match["numbers"]):
                at = (ahead + match["numbers"][:start]).count("\n")
                found.append(Mention("paragraph", number, Where(path, line + at)))
        return match[0]

    # Fences split the text; blank lines in their place keep the count of lines.
    replace_in_prose(_ANY, blank_code(text), note)
    return tuple(found)


def link_mentions(
    text: str, reference: Callable[[str, str], str], contact: Callable[[str], str]
) -> str:
    r"""`text` (Markdown) with every mention made what the two functions return for it.

    `reference` is given a number and the words to show; `contact` an id as the editor wrote it.
    The mark of an escaped number, `\2.1.9`, is left out.
    """
    if not _MAY_NAME.search(text):
        return text

    def one(match: re.Match[str]) -> str:
        if match["escape"]:
            return ""
        if match["contact"]:
            return contact(match["name"])
        return _link(match, reference) if _is_ours(match) else match[0]

    return replace_in_prose(_ANY, text, one)


def _is_ours(match: re.Match[str]) -> bool:
    return bool(match["reference"]) and not match["elsewhere"]


def _link(match: re.Match[str], reference: Callable[[str, str], str]) -> str:
    """A reference with its links: one around all of it, or one around each of its numbers."""
    numbers = match["numbers"]
    gap = " " if match["gap"] and not match["gap"].strip(" \t\n") else match["gap"]
    each = [*_each(numbers)]
    if len(each) == 1 and each[0][:2] == (0, len(numbers)) and match["kind"][-1] not in "*_":
        return reference(each[0][2], f"{match['kind']}{gap}{numbers}")
    parts, done = [match["kind"], match["gap"]], 0
    for start, end, number in each:
        parts += [numbers[done:start], reference(number, numbers[start:end])]
        done = end
    return "".join([*parts, numbers[done:]])


def _each(numbers: str) -> Iterator[tuple[int, int, str]]:
    """Where each number of a run begins and ends, and the number in full."""
    before = ""
    for match in _NUMBERS.finditer(numbers):
        if match["one"]:
            number = _NUMBER.search(match["one"])
            assert number  # noqa: S101 - it is part of what was matched
            before = number[0]
            yield (*match.span("one"), before)
        else:
            before = f"{before.rpartition('.')[0]}.{match['end']}"
            yield (*match.span("end"), before)
