"""The rules on sub-paragraphs: one address each, and what is referred to is there."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from manual.markup.marks import read_mark
from manual.numbers.clause import read_path, split_clause
from manual.problem import Problem, Where, listing, suggest
from manual.provisions.clauses import cite, find_clauses, find_items, find_own
from manual.provisions.page import wording_html
from manual.text.region import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from manual.model import Reading
    from manual.numbers.number import Number
    from manual.numbers.numbering import Numbering
    from manual.provisions.clauses import Item
    from manual.provisions.model import Mention, Provision, Wording

_FEW = 12
"""Sub-paragraphs that a hint lists."""


def check_clauses(reading: Reading, mentions: Iterable[Mention]) -> Iterator[Problem]:
    """No two sub-paragraphs have one address, and each that the `mentions` name is there."""
    provisions = {provision.number: provision for provision in reading.provisions()}
    for provision, lines in _with_lines(reading):
        yield from _twins(provision, lines, _html(provision, reading.numbering))
    for mention in mentions:
        named, clause = split_clause(mention.target)
        number = reading.numbering.read(named) if clause else None
        if mention.kind == "paragraph" and number in provisions:
            clauses = find_clauses(_html(provisions[number], reading.numbering))
            if clause not in clauses:
                yield _missing(number, clause, clauses, mention.where)
    for provision in provisions.values():
        yield from _own(provision, reading.numbering)


def clauses_cited(reading: Reading, wordings: Mapping[Number, Wording]) -> set[str]:
    """Those of the `wordings` of which flowcharts cite some: `2.1.3(b)`."""
    cited = (split_clause(text) for tree in reading.trees for text in tree.tree.cited)
    found = set[str]()
    for named in {named for named, clause in cited if clause}:
        number = reading.numbering.read(named)
        wording = wordings.get(number) if number else None
        html = wording_html(wording.text, reading.numbering) if wording else ""
        found |= {f"{number}{one}" for one in find_clauses(html)}
    return found


def _html(provision: Provision, numbering: Numbering) -> Markup:
    return wording_html(provision.wording.text, numbering)


def _own(provision: Provision, numbering: Numbering) -> Iterator[Problem]:
    """A part of its own that a provision names is there."""
    own = [m for m in provision.mentions if m.kind in ("sub-paragraph", "part")]
    clauses = find_clauses(_html(provision, numbering)) if own else ()
    for mention in own:
        # "clause (b)" of a text that has no parts may be that of a contract.
        is_sure = clauses or mention.kind == "sub-paragraph"
        if is_sure and find_own(clauses, read_path(mention.target)) is None:
            yield _missing(provision.number, mention.target, clauses, mention.where)


def _missing(number: Number, clause: str, clauses: Sequence[str], where: Where) -> Problem:
    said = f"{cite(number, clause)} does not exist"
    outer = clause[: clause.rindex("(")]
    near = [one for one in clauses if one.startswith(outer) and one.count("(") == clause.count("(")]
    if not clauses:
        hint = f"{number} has no sub-paragraphs"
    elif near:
        more = f" (there are {len(near)})" if len(near) > _FEW else ""
        hint = f"name {listing(f'{number}{one}' for one in near[:_FEW])}{more}"
    else:
        known = [f"{number}{one}" for one in clauses]
        hint = suggest(f"{number}{clause}", known, otherwise="refer to one that exists")
    hint += " (one of another document is followed by 'of' and its name)"
    return Problem("clause-missing", where, said, hint)


def _with_lines(reading: Reading) -> Iterator[tuple[Provision, list[str]]]:
    """Each provision with the lines of its file, from its own to that of the next."""
    for chapter in reading.chapters:
        for section in chapter.sections:
            lines = split_lines(reading.texts[section.source])
            begins = [provision.where.line - 1 for provision in section.provisions]
            for provision, (first, last) in zip(
                section.provisions, pairwise([*begins, len(lines)]), strict=True
            ):
                yield provision, lines[first:last]


def _twins(provision: Provision, lines: list[str], html: str) -> Iterator[Problem]:
    """A problem where a list of a provision has marks that another one before it has."""
    seen: set[str] = set()
    written: Counter[str] = Counter()
    told: Item | None = None
    for item in find_items(html):
        if item.clause not in seen:
            told = None if told and not item.clause.startswith(told.clause) else told
        elif told is None or item.clause == told.clause:
            told = item
            both = f"the '{item.written}' here and the one above"
            message = f"{both} would have one address, #{provision.number.id}{item.clause}"
            hint = "give the second list other marks, (i) or 1), or make it a paragraph of its own"
            where = _find(provision, lines, item.written, written[item.written])
            yield Problem("clause-twice", where, message, hint)
        seen.add(item.clause)
        written[item.written] += 1


def _find(provision: Provision, lines: list[str], written: str, place: int) -> Where:
    """Where the item with a mark is, the first of that mark being at `place` 0."""
    first = re.sub(rf"\A\s*{re.escape(provision.number.label)}\S*\s+", "", lines[0])
    found = [
        at
        for at, line in enumerate([first, *lines[1:]])
        if (mark := read_mark(line.expandtabs(4))) and mark.mark == written
    ]
    at = found[place] if place < len(found) else 0
    return Where(provision.where.path, provision.where.line + at)
