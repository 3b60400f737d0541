"""The pages of flowcharts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from manual.address import CONTACTS_ADDRESS, FLOWCHARTS_PATH, TREE_TEMPLATE, flowchart_path
from manual.contacts.page import call_list, card_list, sheet_list
from manual.copies.model import CopyLabel, flowchart_subject
from manual.days import spell_day
from manual.markup.safe import as_text
from manual.numbers.clause import split_clause
from manual.provisions.clauses import resolve_own
from manual.tree.page import Callers, Citation, Point, TreeContext, tree_page
from manual.tree.paths import spell_count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markupsafe import Markup

    from manual.contacts.model import Card
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
        callers=partial(_callers, context, settler.link),
        all_contacts=settler.link(CONTACTS_ADDRESS),
        sheet_contacts=_sheet_contacts(context, loaded),
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


def _callers(
    context: Context, link: Callable[[str], str], names: Sequence[str], kind: str
) -> Callers:
    """Who to call at an outcome: the one to call first stands above what to do.

    At an urgent one that is the number for emergencies. Where nothing is to be shared nobody is
    called first. Anywhere else it is the first that each area has, and can be reached in each.
    """
    found = {name: context.cards(name) for name in names}
    everyone = [card for cards in found.values() for card in cards]
    emergency = next((card.contact for card in everyone if card.contact.is_emergency), None)
    ahead = kind not in {"urgent", "do-not-share"}
    first = next((name for name in found if ahead and _serves_each(found[name])), "")
    return Callers(
        emergency if kind == "urgent" else None,
        call_list(found.get(first, ()), choice=False, full=True),
        call_list([one for name in found if name != first for one in found[name]], full=True),
        partial(card_list, everyone, link, brief=True),
        tuple(
            dict.fromkeys(card.contact.name for card in everyone if card not in context.urgent())
        ),
    )


def _serves_each(cards: Sequence[Card]) -> bool:
    return all(card.area_id and card.contact.is_reachable for card in cards)


def _sheet_contacts(context: Context, loaded: LoadedTree) -> Markup:
    """Everyone whom the outcomes name, once, for the end of the printed flowchart."""
    names = dict.fromkeys(n for step in loaded.tree.outcomes.values() for n in step.contacts)
    found = [card for name in names for card in context.cards(name)]
    # One may be named by itself, and with those of the other areas.
    once = {(card.area_id, card.id): card for card in found}
    return sheet_list(context.manual.contacts, list(once.values()))


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
