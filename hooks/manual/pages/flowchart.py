"""The pages of flowcharts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import FLOWCHARTS_PATH, TREE_TEMPLATE, flowchart_path
from manual.contacts.page import card_list, ring_list
from manual.contacts.telephone import is_emergency
from manual.copies.model import CopyLabel, flowchart_subject
from manual.days import spell_day
from manual.markup.safe import as_text
from manual.provisions.number import parse_number
from manual.provisions.page import wording_html
from manual.tree.page import Citation, TreeContext, tree_page
from manual.tree.paths import spell_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.pages.context import Context
    from manual.tree.load import LoadedTree


def flowchart_page(context: Context, loaded: LoadedTree, texts: Mapping[str, str]) -> str:
    """The page of one flowchart; `texts` include its template, `TREE_TEMPLATE`."""
    path = flowchart_path(loaded.name)
    settler = context.settler(path)

    def cite(text: str) -> Citation:
        number = parse_number(text)
        assert number  # noqa: S101 - a tree that cites what does not exist is a problem
        link = settler.link(context.addresses.of(number))
        last = context.since(number)
        assert last  # noqa: S101 - what there is was at least inserted
        standing = f"{last.kind.capitalize()} by amendment {last.record.number}."
        return Citation(
            text,
            link,
            context.present[number.of_section].heading,
            settler.of(context.section_paths[number.of_section]).settle(
                wording_html(context.present[number].text)
            ),
            standing,
            spell_day(last.record.in_force),
        )

    around = TreeContext(
        render=lambda text: settler.settle(wording_html(text)),
        cite=cite,
        contacts=lambda names: card_list(
            [card for name in names for card in context.cards(name)], settler.link
        ),
        call=lambda names: next(
            (
                card.contact
                for name in names
                for card in context.cards(name)
                if card.contact.phone and is_emergency(card.contact.phone)
            ),
            None,
        ),
        numbers=ring_list(context.front_doors(), choice=False),
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
        use = settler.settle(wording_html(tree.about.partition("\n\n")[0]))
        questions = spell_count(len(tree.questions), "question")
        outcomes = spell_count(len(tree.outcomes), "outcome")
        facts = f"{questions}, {outcomes}. Edition of {spell_day(tree.edition)}."
        parts += [f"## [{as_text(tree.title)}]({loaded.name}.md)", use, f"<p>{facts}</p>"]
    body = "\n\n".join(["# Flowcharts", *(parts or ["There is no flowchart yet."])])
    return context.page(path, "Flowcharts", body, hide=["toc"])
