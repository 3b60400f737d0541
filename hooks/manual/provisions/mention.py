"""What running text names: provisions, sections, contacts. Checks and links read it alike."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from manual.markup.marks import read_word
from manual.markup.render import blank_code, replace_in_prose
from manual.numbers.clause import BRACKETED, DOTTED, is_path, read_path, write_path
from manual.numbers.reference import OF_OWN_PART, Form, forms, is_elsewhere
from manual.problem import Where
from manual.provisions.model import Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from manual.numbers.clause import Path
    from manual.numbers.numbering import Numbering

CONTACT = r"(?P<contact>\{contact:(?P<name>[^{}\s]*)\})"
_ESCAPE = r"(?P<escape>(?<!\\)\\+(?=\d+\.\d))"
_READ = "\ufffc"
"""In place of a sign that was read: blanks at the start of a line would be code."""
_MARKS = re.compile(rf"{DOTTED}|[ \u00a0]?{BRACKETED}")
_MAY_MARK = re.compile(r"\d\.\d|\{contact:")


def find_mentions(
    path: str, text: str, first_line: int, numbering: Numbering
) -> tuple[Mention, ...]:
    """Every provision, section and contact that `text` (Markdown) names, in order.

    `path` is that of the file, from the project's folder; `first_line` is the line at which the
    text begins there.
    """
    found: list[Mention] = []
    # Fences split the text; blank lines in their place keep the count of lines.
    text = blank_code(text)
    ends = [end.start() for end in re.finditer("\n", text)]
    for form in _in_use(text, numbering):

        def note(match: re.Match[str], form: Form = form) -> str:
            line = first_line + bisect_left(ends, match.start())
            named = match.groupdict()
            if named.get("contact"):
                found.append(Mention("contact", match["name"], Where(path, line)))
            elif named["reference"] and not is_elsewhere(match):
                ahead = match["kind"] + match["gap"]
                for start, _, cited in _each(match, form):
                    at = (ahead + match["numbers"][:start]).count("\n")
                    kind = "paragraph" if cited[0] != "(" else _kind_of_part(match["kind"])
                    found.append(Mention(kind, cited, Where(path, line + at)))
                # What one form has read, the next does not read again.
                return re.sub(r"[^\n]", _READ, match[0])
            return match[0]

        text = replace_in_prose(form.pattern, text, note)
    return tuple(sorted(found, key=lambda mention: mention.where.line))


def _kind_of_part(word: str) -> str:
    """`sub-paragraph`; or `part` where the word means one in some sentences only."""
    return "sub-paragraph" if word.lower().startswith("sub") else "part"


def link_mentions(
    text: str,
    numbering: Numbering,
    reference: Callable[[str, str], str],
    contact: Callable[[str], str],
) -> str:
    r"""`text` (Markdown) with every mention made what the two functions return for it.

    `reference` is given what is cited, `2.1.3(b)` or `(b)`, and the words to show; `contact` an id
    as the editor wrote it.
    The mark of an escaped number, `\2.1.9`, is left out.
    """
    for form in _in_use(text, numbering):

        def one(match: re.Match[str], form: Form = form) -> str:
            named = match.groupdict()
            if named.get("escape"):
                return ""
            if named.get("contact"):
                return contact(match["name"])
            return match[0] if is_elsewhere(match) else _link(match, form, reference)

        text = replace_in_prose(form.pattern, text, one)
    return text


def _in_use(text: str, numbering: Numbering) -> Iterator[Form]:
    """The forms of which `text` may have some, one of them with contacts and escaped numbers."""
    *others, last = _all(forms(numbering))
    yield from (form for form in others if form.may_be_in.search(text))
    if _MAY_MARK.search(text) or last.may_be_in.search(text):
        yield last
    if OF_OWN_PART.may_be_in.search(text):
        yield OF_OWN_PART


@lru_cache(maxsize=64)
def _all(known: tuple[Form, ...]) -> tuple[Form, ...]:
    *others, last = known
    return *others, last._replace(pattern=f"{last.pattern}|{CONTACT}|{_ESCAPE}")


class _Named(NamedTuple):
    """A number, or the marks of a sub-paragraph, in a run of them."""

    start: int
    end: int
    cited: str
    """In full: `2.1.3(b)`; the marks alone where they are those of the text's own provision."""


def _link(match: re.Match[str], form: Form, reference: Callable[[str, str], str]) -> str:
    """A reference with its links: one around all of it, or one around each of its numbers."""
    numbers = match["numbers"]
    gap = " " if match["gap"] and not match["gap"].strip(" \t\n") else match["gap"]
    each = [*_each(match, form)]
    if len(each) == 1 and each[0].start == 0 and match["kind"][-1] not in "*_":
        _, end, cited = each[0]
        return reference(cited, f"{match['kind']}{gap}{numbers[:end]}") + numbers[end:]
    parts, done = [match["kind"], match["gap"]], 0
    if match.groupdict().get("holder"):
        # The schedule is named in the first link, lest it becomes one of its own.
        _, done, cited = each.pop(0)
        parts = [reference(cited, f"{match['kind']}{gap}{numbers[:done]}")]
    for start, end, cited in each:
        parts += [numbers[done:start], reference(cited, numbers[start:end])]
        done = end
    return "".join([*parts, numbers[done:]])


def _each(match: re.Match[str], form: Form) -> Iterator[_Named]:
    """Each number of a run, in full, and each sub-paragraph of the number before it."""
    named = match.groupdict()
    ahead = f"{named.get('holder') or ''}{form.ahead}"
    number, path = named.get("whole") or "", read_path(named.get("within") or "")
    whole = path
    for one in form.each.finditer(match["numbers"]):
        if one["one"]:
            found = form.number.search(one["one"])
            assert found  # noqa: S101 - it is part of what was matched
            number, path, start = found[0], (), one.start("one")
            marks = _MARKS.match(one["one"], found.end())
            end = one.end("one")
            if marks and is_path(read_path(marks[0])):
                path = read_path(marks[0])
            elif marks:
                end = start + found.end()
        elif one["part"]:
            own = read_path(one["part"])
            if not is_path(own) or not (path or one["sub"] or form.of_part):
                return  # "see 2.1.3, (b) ring" names no part of it
            path = _follow(path, own) if path != whole else (*whole, *own)
            start, end = one.span("part")
        else:
            head, dot, _ = number.rpartition(".")
            number, path = f"{head}{dot}{one['end']}", ()
            start, end = one.span("end")
        yield _Named(start, end, f"{ahead if number else ''}{number}{write_path(path)}")


def _follow(before: Path, own: Path) -> Path:
    """The path that ends in `own`, as it is named after another: `(d)` after `(b)(ii)`.

    >>> [_follow(("b", "ii"), own) for own in (("iv",), ("d",), ("b", "v"))]
    [('b', 'iv'), ('d',), ('b', 'v')]
    """
    least = 0 if len(own) > 1 else 0.1
    gaps = [
        (later.place - one.place, -depth)
        for depth, word in enumerate(before)
        for one in read_word(word, "()")
        for later in read_word(own[0], "()")
        if later.kind == one.kind and later.place - one.place >= least
    ]
    depth = -min(gaps)[1] if gaps else len(before) - 1
    return (*before[:depth], *own)
