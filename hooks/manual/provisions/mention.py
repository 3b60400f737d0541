"""What running text names: provisions, sections, contacts. Checks and links read it alike."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from manual.markup.render import blank_code, replace_in_prose
from manual.numbers.reference import Form, forms
from manual.problem import Where
from manual.provisions.model import Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from manual.numbers.numbering import Numbering

CONTACT = r"(?P<contact>\{contact:(?P<name>[^{}\s]*)\})"
_ESCAPE = r"(?P<escape>(?<!\\)\\+(?=\d+\.\d))"
_MAY_MARK = re.compile(r"\d\.\d|\{contact:")


def find_mentions(
    path: str, text: str, first_line: int, numbering: Numbering
) -> tuple[Mention, ...]:
    """Every provision, section and contact that `text` (Markdown) names, in order.

    `path` is that of the file, from the project's folder; `first_line` is the line at which the
    text begins there.
    """
    found: list[Mention] = []
    for form in _in_use(text, numbering):

        def note(match: re.Match[str], form: Form = form) -> str:
            line = first_line + match.string.count("\n", 0, match.start())
            named = match.groupdict()
            if named.get("contact"):
                found.append(Mention("contact", match["name"], Where(path, line)))
            elif named["reference"] and not match["elsewhere"]:
                ahead = match["kind"] + match["gap"]
                for start, _, number in _each(match, form):
                    at = (ahead + match["numbers"][:start]).count("\n")
                    found.append(Mention("paragraph", number, Where(path, line + at)))
                # What one form has read, the next does not read again.
                return re.sub(r"[^\n]", " ", match[0])
            return match[0]

        # Fences split the text; blank lines in their place keep the count of lines.
        text = replace_in_prose(form.pattern, blank_code(text), note)
    return tuple(sorted(found, key=lambda mention: mention.where.line))


def link_mentions(
    text: str,
    numbering: Numbering,
    reference: Callable[[str, str], str],
    contact: Callable[[str], str],
) -> str:
    r"""`text` (Markdown) with every mention made what the two functions return for it.

    `reference` is given a number and the words to show; `contact` an id as the editor wrote it.
    The mark of an escaped number, `\2.1.9`, is left out.
    """
    for form in _in_use(text, numbering):

        def one(match: re.Match[str], form: Form = form) -> str:
            named = match.groupdict()
            if named.get("escape"):
                return ""
            if named.get("contact"):
                return contact(match["name"])
            return _link(match, form, reference) if not match["elsewhere"] else match[0]

        text = replace_in_prose(form.pattern, text, one)
    return text


def _in_use(text: str, numbering: Numbering) -> Iterator[Form]:
    """The forms of which `text` may have some, the last with contacts and escaped numbers."""
    *others, last = _all(forms(numbering))
    yield from (form for form in others if form.may_be_in.search(text))
    if _MAY_MARK.search(text) or last.may_be_in.search(text):
        yield last


@lru_cache(maxsize=64)
def _all(known: tuple[Form, ...]) -> tuple[Form, ...]:
    *others, last = known
    return *others, last._replace(pattern=f"{last.pattern}|{CONTACT}|{_ESCAPE}")


def _link(match: re.Match[str], form: Form, reference: Callable[[str, str], str]) -> str:
    """A reference with its links: one around all of it, or one around each of its numbers."""
    numbers = match["numbers"]
    gap = " " if match["gap"] and not match["gap"].strip(" \t\n") else match["gap"]
    each = [*_each(match, form)]
    if len(each) == 1 and each[0][:2] == (0, len(numbers)) and match["kind"][-1] not in "*_":
        return reference(each[0][2], f"{match['kind']}{gap}{numbers}")
    parts, done = [match["kind"], match["gap"]], 0
    if match.groupdict().get("holder") and match["kind"].endswith(("s", "S")):
        # The schedule is named in the first link, lest it becomes one of its own.
        _, done, number = each.pop(0)
        parts = [reference(number, f"{match['kind']}{gap}{numbers[:done]}")]
    for start, end, number in each:
        parts += [numbers[done:start], reference(number, numbers[start:end])]
        done = end
    return "".join([*parts, numbers[done:]])


def _each(match: re.Match[str], form: Form) -> Iterator[tuple[int, int, str]]:
    """Where each number of a run begins and ends, and the number in full."""
    ahead = f"{match.groupdict().get('holder') or ''}{form.ahead}"
    before = ""
    for one in form.each.finditer(match["numbers"]):
        if one["one"]:
            number = form.number.search(one["one"])
            assert number  # noqa: S101 - it is part of what was matched
            before = number[0]
            yield (*one.span("one"), f"{ahead}{before}")
        else:
            head, dot, _ = before.rpartition(".")
            before = f"{head}{dot}{one['end']}"
            yield (*one.span("end"), f"{ahead}{before}")
