"""How large and deep a text may be.

A text beyond these limits is a mistake or an attack, which would stop the build or show readers
what is not there. Ordinary texts stay far below them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.problem import Problem, Where
from manual.text.characters import check_characters
from manual.text.front import FRONT
from manual.text.spot import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_PAGE = 250_000
"""Characters of one Markdown text: a book has about four times as many."""
LONGEST_LINE = 10_000
"""Characters of one line."""
MOST_BRACKETS = 100
"""Brackets `[` in one paragraph: the time that Markdown needs grows with their square."""
MOST_TICKS = 500
"""Marks of code in one paragraph, for the same reason."""
MOST_CELLS = 100
"""Marks `|` in one line."""
MOST_MARKS = 25_000
"""Lines and marks of Markdown in one text, and values in YAML. Each takes its time, so a small text
of marks alone would take as long as a book. A page of the greatest length has about 8,000."""
MOST_IN_PARAGRAPH = 4_000
"""Of those marks in one paragraph: the time that Markdown needs grows with their square."""
MOST_LINES = 1_000
"""Lines of one paragraph, list or table, for the same reason."""
LONGEST_VALUE = 10_000
"""Characters of one value in YAML."""
DEEPEST = 10
"""Levels of lists and quotations within one another."""
WIDEST = 60
"""Spaces at the beginning of a line: each four are a level."""


_MARK = re.compile(r"[*_`\[\]<>&\\!~=+^|{]|\d\.\d")


def weigh(text: str) -> int:
    """How many lines and marks of Markdown `text` has."""
    return text.count("\n") + len(_MARK.findall(text)) + 1


def is_too_long(text: str) -> bool:
    """Whether a Markdown text is refused for its length, and not looked at any further."""
    return len(text) > LARGEST_PAGE


def check_page(path: str, text: str) -> tuple[Problem, ...]:
    """What makes a Markdown text too large, too deep or misleading to be read; empty if nothing.

    `path` and `text` are as for `check_characters`; line ends are LF. A text that is too large is
    not looked at any further.
    """
    if is_too_long(text):
        message = f"the text has {len(text):,} characters; at most {LARGEST_PAGE:,} are read"
        return (Problem("text-too-long", Where(path), message, "split it into several pages"),)
    faults = (_tell(Where(path, fault.line), fault) for fault in _find_faults(text))
    return (*check_characters(path, text), *faults)


def check_value(where: Where, text: str) -> Iterator[Problem]:
    """What makes a value in YAML, which is at one place, too long or too deep to be rendered."""
    if len(text) > LONGEST_VALUE:
        message = f"the text has {len(text):,} characters; at most {LONGEST_VALUE:,} are read"
        yield Problem("text-too-long", where, message, "shorten it")
    else:
        yield from (_tell(where, fault) for fault in _find_faults(text))


def _tell(where: Where, fault: Fault) -> Problem:
    return Problem(fault.rule, where, fault.message, fault.hint)


def _find_faults(text: str) -> Iterator[Fault]:
    yield from _find_marks(text)
    brackets = ticks = 0
    for number, line in enumerate(text.split("\n"), 1):
        before, before_ticks = brackets, ticks
        brackets, ticks = (
            (brackets + line.count("["), ticks + line.count("`")) if line.strip() else (0, 0)
        )
        split = "split it: leave a blank line between its parts"
        if before <= MOST_BRACKETS < brackets:
            message = f"a paragraph has more than {MOST_BRACKETS} opening brackets"
            yield Fault("brackets-too-many", number, message, split)
        if before_ticks <= MOST_TICKS < ticks:
            message = f"a paragraph has more than {MOST_TICKS} marks of code, `"
            yield Fault("brackets-too-many", number, message, split)
        if line.count("|") > MOST_CELLS:
            message = f"the line has more than {MOST_CELLS} marks |"
            yield Fault("row-too-wide", number, message, "split the table: give it fewer columns")
        if len(line) > LONGEST_LINE:
            message = f"the line has {len(line):,} characters; at most {LONGEST_LINE:,} are read"
            yield Fault("line-too-long", number, message, "break it, or split the paragraph")
        elif _depth(line) > DEEPEST:
            message = f"lists or quotations are nested more than {DEEPEST} levels deep"
            yield Fault("nesting-too-deep", number, message, "use fewer levels")


def _find_marks(text: str) -> Iterator[Fault]:
    """Where there are too many marks in all, or in a paragraph."""
    if weigh(text) <= MOST_LINES:
        return
    whole = marks = lines = 0
    # Keys and values are no paragraph: a record may name thousands of provisions.
    front = FRONT.match(text)
    body = front[0].count("\n") if front else 0
    for number, line in enumerate(text.split("\n"), 1):
        before, weight = marks, weigh(line)
        is_prose = number > body and line.strip()
        whole, marks = whole + weight, marks + weight if is_prose else 0
        lines = lines + 1 if is_prose else 0
        if lines == MOST_LINES + 1:
            message = f"a paragraph has more than {MOST_LINES:,} lines"
            yield Fault(
                "marks-too-many", number, message, "split it: leave a blank line between its parts"
            )
        if before <= MOST_IN_PARAGRAPH < marks:
            message = f"a paragraph has more than {MOST_IN_PARAGRAPH:,} lines and marks such as *"
            yield Fault(
                "marks-too-many", number, message, "split it: leave a blank line between its parts"
            )
        if whole > MOST_MARKS:
            message = f"the text has more than {MOST_MARKS:,} lines and marks such as *"
            yield Fault("marks-too-many", number, message, "split it into several texts")
            return


def _depth(line: str) -> int:
    """How many levels deep a line is, by its indentation or by the marks at its beginning."""
    bare = line.lstrip()
    if len(line.expandtabs(4)) - len(bare.expandtabs(4)) > WIDEST:
        return DEEPEST + 1
    depth = 0
    for word in line[:LONGEST_LINE].split():
        if word.strip(">-*+") and not re.fullmatch(r"\d+[.)]", word):
            break
        depth += max(word.count(">"), 1)
    # A rule across the page, `* * *`, has no words after it.
    return depth if set(bare) - set("-*_ \t") else 0
