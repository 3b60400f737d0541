"""The terms of a section: links to their meaning, and the words explained below its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import GLOSSARY_PATH
from manual.markup.template import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markupsafe import Markup

    from manual.provisions.glossary import Term
    from manual.provisions.page import Settler


def explain(settler: Settler) -> Callable[[Term], Markup]:
    """A function that gives the explanation of a term as HTML for the settler's page."""
    own = settler.of(GLOSSARY_PATH)
    return lambda term: own.line(term.explanation)


def term_links(settler: Settler) -> Callable[[Term], str]:
    """A function that gives the link from the settler's page to a term in the glossary."""
    return lambda term: settler.link(f"{settler.addresses.glossary}#{term.id}")


def explained(terms: Iterable[Term], settler: Settler) -> Markup:
    """The words explained at the end of a section, as HTML."""
    return fill(
        "provisions/terms.html",
        terms=sorted(terms, key=lambda term: term.names[0].lower()),
        address=term_links(settler),
        explain=explain(settler),
    )
