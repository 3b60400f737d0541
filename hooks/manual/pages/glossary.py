"""The page of the glossary: what each term means, and what became of its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import GLOSSARY_PATH, amendment_address
from manual.amendments.page import standing
from manual.amendments.redline import redline_changes
from manual.numbers.definition import definition_number
from manual.provisions import glossary as glossary_module
from manual.provisions.glossary import FormerTerm, TermChange
from manual.provisions.terms import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from manual.amendments.model import Change
    from manual.pages.context import Context
    from manual.provisions.glossary import Term
    from manual.provisions.page import Settler


def glossary_page(context: Context) -> str:
    """The page `/glossary/`."""
    settler = context.settler(GLOSSARY_PATH)
    glossary = context.glossary
    body = glossary_module.glossary_page(
        glossary, explain(settler), settler.link_sources, _history(context, settler)
    )
    html = glossary_module.former_terms(tuple(_gone(context, settler)))
    return context.page(GLOSSARY_PATH, glossary.title, f"{body}\n{html}".rstrip() + "\n")


def _history(context: Context, settler: Settler) -> Callable[[Term], TermChange | None]:
    """A function that tells what became of a term's meaning; None where nothing did."""
    changed = context.definitions.changes(None, context.today)

    def tell(term: Term) -> TermChange | None:
        changes = changed.get(definition_number(term.id))
        return _show(context, settler, changes) if changes else None

    return tell


def _show(context: Context, settler: Settler, changes: list[Change]) -> TermChange:
    last = changes[-1]
    redline = redline_changes(changes, context.wording_html)
    return TermChange(
        last.record.number,
        settler.link(amendment_address(last.record.number)),
        f"{last.kind.capitalize()} by amendment {last.record.number}, "
        f"{standing(last.record, context.today)}",
        settler.settle(redline) if changes[0].before else None,
    )


def _gone(context: Context, settler: Settler) -> Iterator[FormerTerm]:
    """The terms that are explained no more, in order."""
    there = {term.id for term in context.glossary.terms}
    for number, change in sorted(context.definitions.gone(context.today).items()):
        if number.id not in there and change.before:
            name = change.before.heading.partition(" / ")[0]
            yield FormerTerm(number.id, name, _show(context, settler, [change]))
