"""The glossary: terms, their explanations, and the links to them from the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import escape

from manual.address import GLOSSARY, GLOSSARY_PATH, slug
from manual.markup.lists import find_items
from manual.markup.render import render, replace_in_text
from manual.markup.safe import as_page
from manual.markup.template import fill
from manual.plain.model import PlainFront
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.mention import find_mentions
from manual.text.moved import read_moved
from manual.text.source import read_document
from manual.text.values import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markupsafe import Markup

    from manual.numbers.numbering import Numbering
    from manual.provisions.model import Mention
    from manual.text.moved import PastAddress

CONFIRM = "[confirm]"
_BLOCK = re.compile(r"\s*(?:#{1,6}\s|>|\||`{3}|~{3}|!!!)")


@dataclass(frozen=True)
class Term:
    """A word that the manual uses in a sense of its own."""

    id: str
    names: tuple[str, ...]
    """The term, and other forms of it that the text uses."""
    explanation: str
    """Markdown of one paragraph."""
    to_confirm: bool
    """Whether the explanation ends in `[confirm]`."""
    where: Where
    """The line of the term; the explanation begins on the next."""

    def mentions(self, numbering: Numbering) -> tuple[Mention, ...]:
        """The provisions, sections and contacts that the explanation names."""
        line = self.where.line + 1
        return find_mentions(self.where.path, self.explanation, line, numbering)


@dataclass(frozen=True)
class Glossary:
    """Every term, and the text before the first."""

    introduction: str
    """Markdown."""
    introduction_line: int = 1
    """The line at which it begins."""
    terms: tuple[Term, ...] = ()
    title: str = "Glossary"
    moved_from: tuple[PastAddress, ...] = ()
    """Addresses at which its page was served before."""
    path: str = GLOSSARY_PATH
    """Path of its source, relative to `docs/`."""


def load_glossary(text: str) -> Glossary:
    """The glossary in the text of `docs/glossary.md`.

    A term is a line with its forms, as in `MASH / front door`; the next begins `: explanation`.
    Raises `ProblemsError` with every fault.
    """
    source = GLOSSARY
    document = read_document(source, text)
    front = validate(PlainFront, document.front)
    lines = document.body.split("\n")
    first = next((at for at, line in enumerate(lines) if line.startswith(":")), len(lines))
    introduction = "\n".join(lines[: max(first - 1, 0)])
    begins = document.body_line + next((at for at, line in enumerate(lines) if line.strip()), 0)
    terms: list[Term] = []
    problems: list[Problem] = []
    for at, line in enumerate(lines):
        if not line.startswith(":"):
            continue
        where = Where(source, document.body_line + at)
        names = (
            tuple(name.strip() for name in lines[at - 1].split(" / ") if name.strip()) if at else ()
        )
        if at and lines[at - 1].startswith(":"):
            hint = "join it to the one above, with no colon ahead of it"
            message = "a term has one explanation, and this is a second"
            problems.append(Problem("explanation-without-term", where, message, hint))
            continue
        if not names:
            hint = "write the term on the line above, with no blank line between"
            problems.append(
                Problem(
                    "explanation-without-term",
                    where,
                    "an explanation has no term",
                    hint,
                )
            )
            continue
        words = [line[1:], *_continued(lines[at + 1 :])]
        problems.extend(_blocks(words, where))
        explanation = " ".join(" ".join(words).split())
        if not explanation:
            problems.append(
                Problem(
                    "term-without-explanation",
                    where,
                    f"the term '{names[0]}' has no explanation",
                    "write one",
                )
            )
        terms.append(
            Term(
                slug(names[0]),
                names,
                explanation.removesuffix(CONFIRM).strip(),
                explanation.endswith(CONFIRM),
                Where(source, where.line - 1),
            )
        )
    problems.extend(_check(terms))
    problems.extend(_strays(source, lines, first, document.body_line))
    if problems:
        raise ProblemsError(problems)
    moved_from = read_moved(document.front)
    title = front.title or Glossary.title
    return Glossary(introduction.strip(), begins, tuple(terms), title, moved_from)


def _strays(source: str, lines: list[str], first: int, body_line: int) -> Iterable[Problem]:
    """Text after the first term that is neither a term nor an explanation."""
    within = False
    for at, line in enumerate(lines[first - 1 :] if first else [], first - 1):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if line.startswith(":"):
            within = True
        elif following.startswith(":"):
            if within and line.strip() and lines[at - 1].strip():
                hint = "leave a blank line above each term"
                message = f"'{line.strip()}' comes directly after an explanation"
                yield Problem(
                    "term-without-blank-line", Where(source, body_line + at), message, hint
                )
            within = False
        elif not line.strip():
            within = False
        elif not within:
            hint = "join it to the explanation above, with no blank line between"
            message = "this text is not part of an explanation"
            yield Problem("explanation-stray", Where(source, body_line + at), message, hint)


def _blocks(lines: list[str], where: Where) -> Iterable[Problem]:
    """A problem for each list, quotation, table or heading in an explanation, at its first line."""
    items = find_items([line.lstrip() for line in lines])
    last = -1
    for at, line in enumerate(lines):
        if at not in items and not _BLOCK.match(line):
            continue
        if last != at - 1 or not at:
            hint = "write it as a sentence, with ; between its parts"
            message = "an explanation is one paragraph: a list, table or heading would run together"
            place = Where(where.path, where.line + at)
            yield Problem("explanation-stray", place, message, hint)
        last = at


def _continued(lines: list[str]) -> list[str]:
    """The lines of an explanation that was wrapped."""
    end = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    return lines[:end]


def _check(terms: Iterable[Term]) -> Iterable[Problem]:
    seen: dict[str, Term] = {}
    before = ""
    for term in terms:
        for name in term.names:
            if name.lower() in seen:
                line = seen[name.lower()].where.line
                message = f"'{name}' is explained twice: line {line} has it already"
                yield Problem("term-twice", term.where, message, "keep one of the two")
            seen[name.lower()] = term
        if term.names[0].lower() < before.lower():
            hint = "keep the terms in alphabetical order"
            yield Problem(
                "terms-out-of-order", term.where, f"'{term.names[0]}' comes after '{before}'", hint
            )
        before = term.names[0]


_LEAVE = frozenset({"a", "code", "h2", "h3", "button", "pre"})


class Linker:
    """Links each term where a section first uses it.

    There is one for the whole manual; `start` is called for each section.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._by_name = {name.lower(): term for term in glossary.terms for name in term.names}
        names = sorted(self._by_name, key=len, reverse=True)
        pattern = "|".join(re.escape(name) for name in names)
        self._pattern = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) if names else None
        self.used: list[Term] = []
        """The terms of the present section, in the order of their first use."""

    def start(self) -> None:
        """Begin a section, in which no term has been linked yet."""
        self.used = []

    def link(self, html: str, address: Callable[[Term], str]) -> str:
        """`html` with the first use of each term in the section linked to `address(term)`."""
        if self._pattern is None:
            return html
        pattern = self._pattern

        def one(match: re.Match[str]) -> str:
            term = self._by_name[match[0].lower()]
            if term in self.used:
                return match[0]
            self.used.append(term)
            link = escape(address(term))
            return f'<a class="term" data-term="{term.id}" href="{link}">{match[0]}</a>'

        return replace_in_text(html, lambda text: pattern.sub(one, text), outside=_LEAVE)


@dataclass(frozen=True)
class TermChange:
    """What became of a term's meaning, as the page shows it."""

    amendment: int
    """The number of the amendment that changed it last."""
    link: str
    """To the page of that."""
    words: str
    """`Amended by amendment 9, in force 1 March 2027`."""
    redline: Markup | None
    """What all amendments have made of it; None where it was only inserted."""


@dataclass(frozen=True)
class FormerTerm:
    """A term that is explained no more."""

    id: str
    name: str
    change: TermChange


def former_terms(terms: tuple[FormerTerm, ...]) -> Markup:
    """The terms that are explained no more, as HTML below the others; empty where there is none."""
    return fill("provisions/former-terms.html", terms=terms)


def glossary_page(
    glossary: Glossary,
    explain: Callable[[Term], Markup],
    link: Callable[[str], Markup],
    history: Callable[[Term], TermChange | None],
) -> str:
    """The page `/glossary/`, as Markdown.

    `explain` gives a term's explanation as HTML, `link` makes links to sources lead somewhere, and
    `history` tells what became of a term's meaning.
    """
    html = fill("provisions/glossary.html", terms=glossary.terms, explain=explain, history=history)
    return f"{as_page(link(render(glossary.introduction)))}\n\n{html}\n"
