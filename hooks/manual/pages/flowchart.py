"""The pages of flowcharts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from manual.address import FLOWCHARTS_PATH, TREE_TEMPLATE, flowchart_path
from manual.contacts.page import call_list, card_list
from manual.copies.model import CopyLabel, flowchart_subject
from manual.days import spell_day
from manual.markup.safe import as_text
from manual.numbers.clause import split_clause
from manual.provisions.clauses import resolve_own
from manual.tree.page import Citation, Point, TreeContext, tree_page
from manual.tree.paths import spell_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.pages.context import Context
    from manual.provisions.page import Settler
    from manual.tree.load import LoadedTree


def flowchart_page(context: Context, loaded: LoadedTree, texts: Mapping[str, str]) -> str:
    """The page of one flowchart; `texts` include its template, `TREE_TEMPLATE`."""
    path = flowchart_path(loaded.name)
    settler = context.settler(path)

    cited = {number for step in loaded.tree.steps.values() for number in step.see}
    around = TreeContext(
        render=settler.html,
        cite=partial(_cite, context, settler),
        contacts=lambda names: card_list(
            [card for name in names for card in context.cards(name)], settler.link, brief=True
        ),
        call=lambda names: next(
            (
                card.contact
                for name in names
                for card in context.cards(name)
                if card.contact.is_emergency
            ),
            None,
        ),
        numbers=call_list(context.front_doors(), choice=False),
        points=_points(context, settler, cited),
        words=context.settings.words,
    )
    html = tree_page(loaded, texts.get(TREE_TEMPLATE, ""), around)
    return context.page(
        path,
        loaded.tree.title,
        html,
        _copy_label(context, loaded),
        modules=["flowchart/flowchart"],
        styles=["flowchart/flowchart.css"],
        hide=["navigation", "toc", "footer"],
        report=context.report_address(f"the flowchart “{loaded.tree.title}”"),
    )


def _cite(context: Context, settler: Settler, text: str) -> Citation:
    named, clause = split_clause(text)
    number = context.numbering.read(named)
    assert number  # noqa: S101 - a tree that cites what does not exist is a problem
    last = context.since(number)
    assert last  # noqa: S101 - what there is was at least inserted
    own = settler.of(context.section_paths[number.of_section])
    return Citation(
        text,
        f"{number.id}{clause}",
        settler.link(context.addresses.of(number) + clause),
        context.present[number.of_section].heading,
        own.settle(resolve_own(context.wording_html(context.present[number].text), number)),
        f"{last.kind.capitalize()} by amendment {last.record.number}.",
        spell_day(last.record.in_force),
        _points(context, settler, {text}),
    )


def _points(context: Context, settler: Settler, cited: set[str]) -> tuple[Point, ...]:
    """The notes beside what is cited, and those beside the heads of its sections."""
    named = (split_clause(text)[0] for text in cited)
    numbers = {number for number in map(context.numbering.read, named) if number}
    numbers |= {number.of_section for number in numbers}
    return tuple(
        Point(
            str(number),
            note.title,
            settler.of(context.section_paths[number.of_section]).html(note.text),
        )
        for number, notes in context.notes.items()
        if number in numbers
        for note in notes
    )


def _copy_label(context: Context, loaded: LoadedTree) -> CopyLabel:
    edition = loaded.tree.edition
    words = f"Flowchart edition of {spell_day(edition)}. {context.copy_label().words}"
    return CopyLabel(flowchart_subject(loaded.name), edition.isoformat(), words)


def flowcharts_page(context: Context) -> str:
    """The list of flowcharts, `/flowchart/`."""
    path = FLOWCHARTS_PATH
    settler = context.settler(path)
    parts = []
    for loaded in context.manual.trees:
        tree = loaded.tree
        use = settler.html(tree.about.partition("\n\n")[0])
        questions = spell_count(len(tree.questions), "question")
        outcomes = spell_count(len(tree.outcomes), "outcome")
        facts = f"{questions}, {outcomes}. Edition of {spell_day(tree.edition)}."
        parts += [f"## [{as_text(tree.title)}]({loaded.name}.md)", use, f"<p>{facts}</p>"]
    body = "\n\n".join(["# Flowcharts", *(parts or ["There is no flowchart yet."])])
    return context.page(path, "Flowcharts", body, hide=["toc"])
