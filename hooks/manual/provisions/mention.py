"""What running text names: provisions, sections, contacts. Checks and links read it alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.markup.render import blank_fences, replace_in_prose
from manual.problem import Where
from manual.provisions.model import Mention
from manual.provisions.number import PATTERN, REFERENCE

if TYPE_CHECKING:
    from collections.abc import Callable

CONTACT = r"(?P<contact>\{contact:(?P<name>[^{}\s]*)\})"
_EITHER = f"{REFERENCE}|{CONTACT}"


def find_mentions(path: str, text: str, first_line: int) -> tuple[Mention, ...]:
    """Every provision, section and contact that `text` (Markdown) names, in order.

    `path` is that of the file, from the project's folder; `first_line` is the line at which the
    text begins there.
    """
    found: list[Mention] = []

    def note(match: re.Match[str]) -> str:
        line = first_line + match.string.count("\n", 0, match.start())
        if match["contact"]:
            found.append(Mention("contact", match["name"], Where(path, line)))
        else:
            for number in re.finditer(PATTERN, match["numbers"]):
                offset = match["reference"].count(
                    "\n", 0, len(match["reference"]) - len(match["numbers"])
                )
                found.append(Mention("paragraph", number[0], Where(path, line + offset)))
        return match[0]

    # Fences split the text; blank lines in their place keep the line numbers right.
    replace_in_prose(_EITHER, blank_fences(text), note)
    return tuple(found)


def link_mentions(
    text: str, reference: Callable[[str, str], str], contact: Callable[[str], str]
) -> str:
    """`text` (Markdown) with every mention replaced by what the two functions return for it.

    `reference` is given a number and the words to show; `contact` is given the name of one as the
    editor wrote it. Both return Markdown.
    """

    def one(match: re.Match[str]) -> str:
        if match["contact"]:
            return contact(match["name"])
        numbers = re.findall(PATTERN, match["numbers"])
        if len(numbers) == 1:
            return reference(numbers[0], f"{match['kind']} {numbers[0]}")
        linked = re.sub(PATTERN, lambda number: reference(number[0], number[0]), match["numbers"])
        return f"{match['kind']}{match['gap']}{linked}"

    return replace_in_prose(_EITHER, text, one)
