"""Definitions as wordings: those of the glossary, and the earlier ones in the body of a record."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from manual.numbers.definition import definition_number, read_definition
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.canonical import canonical, one_line
from manual.provisions.glossary import Term
from manual.provisions.mention import find_mentions
from manual.provisions.model import Provision, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from manual.numbers.number import Number
    from manual.numbers.numbering import Numbering
    from manual.provisions.glossary import Glossary

_BETWEEN = " / "
_HEAD = re.compile(r"glossary/(?P<id>\S*)(?:[ \t]+(?P<words>.*))?")
_HINT = (
    "write 'glossary/front-door' alone, below it the term, and below that a colon and what it meant"
)


def definitions_of(glossary: Glossary) -> tuple[Provision, ...]:
    """The definitions of a glossary: what heads each are the term and its other forms."""
    return tuple(
        Provision(
            definition_number(term.id),
            Wording(one_line(_BETWEEN.join(term.names)), canonical(term.explanation)),
            term.where,
        )
        for term in glossary.terms
    )


def terms_of(wordings: Mapping[Number, Wording], glossary: Glossary) -> tuple[Term, ...]:
    """The terms that the definitions among `wordings` explain, in alphabetical order.

    `glossary` knows which of them are still to be confirmed.
    """
    known = {term.id: term for term in glossary.terms}
    found = [
        _term(number.id, wording, known.get(number.id))
        for number, wording in wordings.items()
        if number.is_definition
    ]
    return tuple(sorted(found, key=lambda term: term.names[0].lower()))


def _term(id_: str, wording: Wording, now: Term | None) -> Term:
    names = tuple(wording.heading.split(_BETWEEN))
    if now is None:
        return Term(id_, names, wording.text, to_confirm=False, where=Where(""))
    return replace(now, names=names, explanation=wording.text)


def take_definitions(
    path: str, body: str, first_line: int, numbering: Numbering
) -> tuple[str, tuple[Provision, ...]]:
    """The body of a record without its definitions, which leave blank lines, and these.

    Raises `ProblemsError` with every fault in them.
    """
    if "glossary/" not in body:
        return body, ()
    lines = body.split("\n")
    found: list[Provision] = []
    problems: list[Problem] = []
    at = 0
    while at < len(lines):
        head = _HEAD.fullmatch(lines[at].rstrip())
        if head is None or (at and lines[at - 1].strip()):
            at += 1
            continue
        end = next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
        where = Where(path, first_line + at)
        block = [head["words"] or "", *lines[at + 1 : end]]
        one = _read_block(head["id"], block, where, numbering)
        problems.extend(_faults(one, found, where, lines[at].strip()))
        if one:
            found.append(one)
        lines[at:end] = [""] * (end - at)
        at = end
    if problems:
        raise ProblemsError(problems)
    return "\n".join(lines), tuple(found)


def _read_block(id_: str, block: list[str], where: Where, numbering: Numbering) -> Provision | None:
    """The definition in a block of lines; None where it is none."""
    number = read_definition(f"glossary/{id_}")
    begins = next((n for n, line in enumerate(block) if line.startswith(":")), None)
    names = "" if begins is None else one_line(" ".join(block[:begins]))
    words = block if begins is None else [block[begins][1:], *block[begins + 1 :]]
    text = canonical(" ".join(" ".join(words).split()))
    if number is None or not text:
        return None
    mentions = find_mentions(where.path, text, where.line, numbering)
    return Provision(number, Wording(names, text), where, mentions=mentions)


def _faults(
    one: Provision | None, found: Iterable[Provision], where: Where, head: str
) -> Iterable[Problem]:
    if one is None:
        message = f"'{head[:40]}' heads no definition"
        yield Problem("definition-unreadable", where, message, _HINT)
    elif one.number in {other.number for other in found}:
        message = f"{one.number} is recorded twice"
        hint = "a record holds one earlier wording of a definition: keep one"
        yield Problem("wording-twice", where, message, hint)


def named_as(one: Wording, number: Number, now: Wording | None) -> Wording:
    """An earlier definition with its term: where the record leaves that out, it is as it is now."""
    if one.heading:
        return one
    heading = now.heading if now else number.id.replace("-", " ").capitalize()
    return Wording(heading, one.text)


def write_definition(number: Number, wording: Wording) -> str:
    """A definition as the body of a record has it: `take_definitions` reads the same from it."""
    heading = f"\n{wording.heading}" if wording.heading else ""
    return f"{number}{heading}\n: {wording.text}"
