"""Why a YAML text cannot be read, in words by which somebody who has never seen YAML can mend it.

A parser says where it gave up, and hardly ever why. Each rule here knows one mistake that people
make, and looks for it at the line where the parser gave up and around it. The first rule that finds
its mistake words the problem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.text.indentation import deeper, odd_space, shallower, spaces, tab
from manual.text.rows import LONG_TEXT, WIDEST, Row, clip, open_mark, quote, read_rows
from manual.text.spot import Fault, Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

_CLOSING = {"[": "]", "{": "}"}
_REMARK = re.compile(r"\s(#[^,\]}]*)(.*)")
"""A comment within brackets: what may belong to the text before it, and the rest."""


def explain(text: str, error: yaml.MarkedYAMLError, first_line: int) -> Fault:
    """The mistake in a YAML text for which a parser raised `error`.

    `first_line` is the line of the file at which the text begins; the line of the fault is one of
    the file too.
    """
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    said = f"{error.context or ''}; {error.problem or ''}"
    line, opened = (first_line + (int(place.line) if place else 0) for place in (mark, start))
    spot = Spot(tuple(read_rows(text, first_line)), line, opened, said)
    for rule in RULES if spot.rows else ():
        for row in spot.suspects:
            if fault := rule(spot, row):
                return fault
    hint = "compare it, and the line above it, with others of the same kind"
    return Fault("yaml-unreadable", line, "this line cannot be read", hint)


def _hyphen_without_space(_spot: Spot, row: Row) -> Fault | None:
    match = re.match(r"-([^\s-].*)", row.text.strip())
    if match is None:
        return None
    hint = f"write '{clip('- ' + match[1], WIDEST)}'"
    return Fault("yaml-hyphen-space", row.line, "there is no space after the hyphen", hint)


def _special_character(_spot: Spot, row: Row) -> Fault | None:
    match = re.match(r"[@`%&*!]|[|>](?!$)|[-?](?=\s)", row.value)
    if match is None or LONG_TEXT.match(row.value):
        return None
    message = f"{_text_of(row)} begins with {match[0]}, which has a meaning of its own here"
    hint = f"put the text into quotation marks: {row.quoted(row.value)}"
    return Fault("yaml-special-character", row.line, message, hint)


def _text_after_bracket(_spot: Spot, row: Row) -> Fault | None:
    opening = row.value[:1]
    end = _find_end(row.value) if opening in _CLOSING else None
    rest = row.value[end:].strip() if end else ""
    if not rest or rest.startswith("#") or rest[0] in "]}":
        return None
    what = "a list" if opening == "[" else "a group of keys"
    message = f"{_text_of(row)} begins with {opening}, which opens {what}, and goes on after it"
    hint = f"put a text into quotation marks: {row.quoted(row.value)}"
    return Fault("yaml-bracket-first", row.line, message, hint)


def _text_after_quotation(_spot: Spot, row: Row) -> Fault | None:
    match = re.fullmatch(r"""(["'])((?:(?!\1).|(?<=\\)")*)\1(?!\1)\s*([^#\s].*)""", row.value)
    whole = re.fullmatch(r'"(?:[^"\\]|\\.)*"', row.value)
    if match is None or whole:
        return None
    text = row.value
    if text.endswith(match[1]):
        text = text[1:-1]
    hint = f"put marks of the other kind around the whole text: {row.quoted(text)}"
    return Fault(
        "yaml-quotation-early",
        row.line,
        f"the quotation marks close before {_text_of(row)} ends",
        hint,
    )


def _open_quotation(spot: Spot, _row: Row) -> Fault | None:
    """The parser reads on to the next mark, wherever it is, so the first open one is the cause."""
    if not re.search("expected|quoted|end of stream", spot.said):
        return None
    for row in spot.rows[: spot.at + 1]:
        if open_mark(row.value):
            hint = "close it at the end of the text, or leave both out"
            return Fault(
                "yaml-quotation-open", row.line, "a quotation mark is opened but not closed", hint
            )
    return None


def _special_character_in_brackets(_spot: Spot, row: Row) -> Fault | None:
    match = re.search(r"[\[{,:]\s*([@`%&*!|>][^,\]}]*)", row.value)
    if row.value[:1] not in _CLOSING or match is None:
        return None
    message = f"a text begins with {match[1][0]}, which has a meaning of its own here"
    hint = f"put the text into quotation marks: {quote(match[1].strip())}"
    return Fault("yaml-special-character", row.line, message, hint)


def _remark_in_brackets(spot: Spot, _row: Row) -> Fault | None:
    """A comment in place of more of the text, or of the closing bracket."""
    for row in spot.rows if "flow" in spot.said else ():
        masked = _masked(row.value)
        match = _REMARK.search(masked)
        if match is None or not (row.line == spot.opened or spot.opened < row.line < spot.line):
            continue
        goes_on = re.match(r"#[^#\s]", match[1]) or re.search(r"[\]}]", match[2])
        ahead = row.value[: match.start(1)]
        if goes_on and not (row.value[0] in _CLOSING and _find_end(ahead)):
            remark = clip(match[1].strip(), WIDEST)
            message = f"within the brackets a text ends before '{remark}'"
            start = max(masked.rfind(mark, 0, match.start()) for mark in "[]{},:") + 1
            text = row.value[start : match.end(1)].strip()
            return Fault(
                "yaml-remark",
                row.line,
                message,
                f"put it into quotation marks: {clip(quote(text), WIDEST)}",
            )
    return None


def _stray_mark(_spot: Spot, row: Row) -> Fault | None:
    mark = row.text.strip()[0]
    if mark not in ",:]}" or row.key:
        return None
    hint = "delete it, or put it where it belongs, in the line above"
    return Fault("yaml-stray-mark", row.line, f"this line begins with {mark}", hint)


def _stray_hyphen(spot: Spot, row: Row) -> Fault | None:
    """A hyphen where there is no list: on one line only."""
    before, after = spot.before(row), spot.after(row)
    others = [other for other in spot.rows if other.dashes and other.indent == row.indent]
    if not row.dashes or before is None or others != [row]:
        return None
    below = after if after and after.key and not after.dashes else None
    if before.opens and not (row.key and below and below.indent == row.indent):
        return None
    like = below or before
    hint = f"delete it, and begin the line as line {like.line} begins, '{like.label}'"
    return Fault(
        "yaml-hyphen-stray",
        row.line,
        "this line begins with a hyphen, and those beside it do not",
        hint,
    )


def _two_colons(_spot: Spot, row: Row) -> Fault | None:
    """Within brackets, a colon in a text or a missing comma."""
    if row.value[:1] not in _CLOSING:
        return None
    for entry in row.value.strip("[]{}").split(","):
        if entry.count(": ") > 1 and not re.search("[\"'\\[{]", entry):
            key, _, text = entry.strip().partition(": ")
            message = f"there are two colons in '{entry.strip()}'"
            hint = (
                "if they are two keys, put a comma between them; if it is one text, put it into "
                f"quotation marks: {key}: {quote(text)}"
            )
            return Fault("yaml-two-colons", row.line, message, hint)
    return None


def _closes_nothing(_spot: Spot, row: Row) -> Fault | None:
    for opening, closing in _CLOSING.items():
        if row.value.endswith(closing) and opening not in row.text:
            hint = f"write {opening} where it begins, or delete the {closing}"
            return Fault(
                "yaml-bracket-stray", row.line, f"the bracket {closing} closes nothing", hint
            )
    return None


def _colon(_spot: Spot, row: Row) -> Fault | None:
    if not row.key or row.value[:1] in {*_CLOSING, '"', "'"} or LONG_TEXT.match(row.value):
        return None
    if not re.search(r":(?:\s|$)", row.value):
        return None
    hint = f"put the text into quotation marks: {row.quoted(row.value)}"
    return Fault("yaml-colon-in-text", row.line, f"there is a colon in {_text_of(row)}", hint)


def _open_bracket(spot: Spot, row: Row) -> Fault | None:
    opening = row.value[:1]
    if row.line != spot.opened or "flow" not in spot.said or opening not in _CLOSING:
        return None
    if _find_end(row.value):
        return None
    hint = f"write {_CLOSING[opening]} where it ends, and a comma between two entries"
    return Fault(
        "yaml-bracket-open", row.line, f"the bracket {opening} is opened but not closed", hint
    )


def _comma(spot: Spot, row: Row) -> Fault | None:
    if "flow" not in spot.said or row.line != spot.opened:
        return None
    hint = "put a comma between two entries; check that each [ or { has its ] or }"
    return Fault(
        "yaml-comma-missing",
        spot.line,
        "within the brackets a comma is missing, or a bracket is",
        hint,
    )


def _no_hyphen(spot: Spot, row: Row) -> Fault | None:
    """An entry of a list without its hyphen, next to one that has it."""
    beside = [other for other in (spot.before(row), spot.after(row)) if other]
    if row.dashes or row.key or row.value[:1] not in _CLOSING:
        return None
    if not any(other.dashes and other.indent == row.indent for other in beside):
        return None
    hint = f"write '{clip('- ' + row.value, WIDEST)}'"
    return Fault(
        "yaml-hyphen-missing", row.line, "there is no hyphen before this entry of a list", hint
    )


def _colon_without_space(spot: Spot, row: Row) -> Fault | None:
    match = re.match(r"((?:- +)*[A-Za-z_][\w-]*):([^\s/].*)", row.text.strip())
    if match is None or row.key or not _lacks_colon(spot, row):
        return None
    hint = f"write '{clip(f'{match[1]}: {match[2]}', WIDEST)}'"
    return Fault("yaml-colon-space", row.line, "there is no space after the colon", hint)


def _lacks_colon(spot: Spot, row: Row) -> bool:
    """Whether a line without a key was meant to have one, as the first line of a group is."""
    if row.line == spot.opened and "expected ':'" in spot.said:
        return True
    before, after = spot.before(row), spot.after(row)
    first = before is None or (before.opens and before.indent < row.indent)
    return first and bool(after and after.key and after.indent == row.indent)


def _no_colon(spot: Spot, row: Row) -> Fault | None:
    if row.key or not _lacks_colon(spot, row):
        return None
    first, _, rest = row.value.partition(" ")
    shown = clip(f"{row.dashes}{first}: {rest.lstrip('= ') or '…'}", WIDEST)
    hint, before = f"write '{shown}'", spot.before(row)
    if before and before.key and " " in before.value and before.value[0] not in "[{\"'":
        begin = spaces(max(before.levels) + 2)
        hint += f"; or, if it goes on with the text of '{before.key}', begin it with {begin}"
    return Fault("yaml-colon-missing", row.line, "there is no colon in this line", hint)


RULES: tuple[Callable[[Spot, Row], Fault | None], ...] = (
    tab,
    odd_space,
    _hyphen_without_space,
    _special_character,
    _text_after_bracket,
    _text_after_quotation,
    _open_quotation,
    _special_character_in_brackets,
    _remark_in_brackets,
    _two_colons,
    _stray_mark,
    _closes_nothing,
    _colon,
    _open_bracket,
    _no_hyphen,
    _stray_hyphen,
    _comma,
    _colon_without_space,
    _no_colon,
    deeper,
    shallower,
)
"""The mistakes that people make, those first that are recognised with the most certainty."""


def _text_of(row: Row) -> str:
    return f"the text of '{row.key}'" if row.key else "the text"


def _find_end(value: str) -> int | None:
    """Where the bracket at the start of `value` is closed; None where it is not."""
    depth = 0
    for place, character in enumerate(_masked(value)):
        depth += (character in "[{") - (character in "]}")
        if depth == 0:
            return place + 1
    return None


def _masked(value: str) -> str:
    """`value` with each text in quotation marks replaced by as many letters."""
    return re.sub(r"\"[^\"]*\"|'[^']*'", lambda match: "x" * len(match[0]), value)
