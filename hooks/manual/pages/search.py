"""The search: what it finds in the present text, and its page, `/search/`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from markdown.extensions.toc import slugify, unique
from markupsafe import escape

from manual.address import (
    CONTACTS_ADDRESS,
    HOME_PATH,
    SEARCH_ADDRESS,
    SEARCH_INDEX,
    SEARCH_PATH,
    address_of,
    amendment_address,
    flowchart_address,
    link_to,
)
from manual.amendments.page import standing
from manual.days import spell_day
from manual.markup.render import plain_text
from manual.markup.template import fill
from manual.pages.forms import list_forms
from manual.pages.frame import main_ways, other_ways
from manual.pages.search_data import SearchRecord, everyday_words, search_file
from manual.pages.situations import all_situations
from manual.plain.blocks import BLOCK
from manual.site.on_demand import name_file
from manual.tree.model import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markupsafe import Markup

    from manual.amendments.model import Change
    from manual.contacts.model import Card, Contact
    from manual.numbers.number import Number
    from manual.pages.context import Context
    from manual.provisions.model import Chapter, Section
    from manual.site.on_demand import NamedFile

    Plain = Callable[[str], str]
    """Turns Markdown of the manual into plain text."""

_HEADING = re.compile(r"^## +(.*?)[ \t]*$", re.MULTILINE)
"""A heading of the second level."""
_TITLE = re.compile(r"\A\s*# .*$", re.MULTILINE)


def search_page(context: Context) -> str:
    """The page of the search; without script it offers links to where things can be found."""
    manual = context.manual
    ways = {way.address: way.title for way in (*main_ways(manual), *other_ways(manual))}
    links = [(title, link_to(SEARCH_ADDRESS, address)) for address, title in ways.items()]
    situations = all_situations(context, SEARCH_ADDRESS)
    body = fill("pages/search-page.html", links=links, situations=situations)
    return context.page(
        SEARCH_PATH,
        "Search",
        body,
        hide=["navigation", "toc"],
        robots="noindex",
        modules=["search/search-page"],
    )


def search_index(context: Context, *, by_content: bool) -> NamedFile:
    """The file from which the browser builds its index; `by_content` is as in `name_file`."""

    def make() -> str:
        return search_file(search_records(context), everyday_words(context.manual))

    return name_file(SEARCH_INDEX, make, by_content=by_content)


def search_records(context: Context) -> Iterator[SearchRecord]:
    """Everything that can be found, in the manual's order; only what is in force on the day."""
    plain = _plain(context)
    yield from _situations(context)
    for chapter in context.manual.chapters:
        yield _chapter(context, chapter, plain)
        for section in chapter.sections:
            yield from _section(context, section, plain)
    yield from _terms(context, plain)
    yield from _contacts(context)
    yield from _steps(context, plain)
    yield from _forms(context)
    yield from _amendments(context)
    yield from _pages(context, plain)


def _plain(context: Context) -> Plain:
    """A function that turns Markdown into plain text; contacts are named, without their numbers."""

    def names(name: str) -> Markup:
        return escape(", ".join(dict.fromkeys(card.contact.name for card in context.cards(name))))

    settler = replace(context.settler(SEARCH_PATH), contact=names)
    return lambda text: plain_text(settler.html(text)) if text else ""


def _situations(context: Context) -> Iterator[SearchRecord]:
    """What readers are in, in their own words, each with the paragraph that answers it."""
    trees = {loaded.name: loaded.tree for loaded in context.manual.trees}
    for situation in context.manual.situations.whole.situations.values():
        flowchart = situation.flowchart or ""
        step = situation.step or (trees[flowchart].first if flowchart else "")
        yield SearchRecord(
            kind="situation",
            number=situation.paragraph,
            title=situation.title,
            says=". ".join(situation.says),
            step=f"{flowchart_address(flowchart)}#{step}" if flowchart else "",
            contact=situation.contact,
        )


def _chapter(context: Context, chapter: Chapter, plain: Plain) -> SearchRecord:
    return SearchRecord(
        kind="chapter",
        number=str(chapter.number),
        title=chapter.title,
        text=plain(chapter.introduction),
        address=context.addresses.pages[chapter.path],
    )


def _section(context: Context, section: Section, plain: Plain) -> Iterator[SearchRecord]:
    """The section, its paragraphs and its tombstones, in order of number.

    The section's record comes first: its paragraphs then need not say what they are part of.
    """
    timeline = context.timelines[section.number]
    present, gone = timeline.at(context.today), timeline.gone(context.today)
    title = f"{section.number} {context.title(section)}"
    headed = present.get(section.number)
    is_headed = headed is not None and f"{section.number} {headed.heading}" == title
    for number in sorted({*present, *gone}):
        if number not in present:
            yield _gone(context, number, gone[number], title)
            continue
        wording = present[number]
        heading = wording.heading if number.is_section else plain(wording.heading)
        clauses = context.clauses_in(wording)
        yield SearchRecord(
            kind="section" if number.is_section else "paragraph",
            number=str(number),
            title=heading,
            of="" if number.is_section or is_headed else title,
            text=plain(wording.text),
            address=context.addresses.sections[number]
            if number.is_section
            else context.addresses.of(number),
            clauses=clauses,
            clause_address=context.addresses.of(number) if clauses else "",
        )


def _gone(context: Context, number: Number, change: Change, title: str) -> SearchRecord:
    became = f"Renumbered {change.now}" if change.now else "Deleted"
    record = change.record
    return SearchRecord(
        kind="gone",
        number=str(number),
        of=title,
        text=f"{became} by amendment {record.number}, {standing(record, context.today)}.",
        address=context.addresses.of(number),
    )


def _terms(context: Context, plain: Plain) -> Iterator[SearchRecord]:
    glossary = context.glossary
    if introduction := plain(_TITLE.sub("", glossary.introduction)):
        address = context.addresses.glossary
        yield SearchRecord(kind="page", title=glossary.title, text=introduction, address=address)
    for term in glossary.terms:
        yield SearchRecord(
            kind="term",
            title=" / ".join(term.names),
            text=plain(term.explanation),
            address=f"{context.addresses.glossary}#{term.id}",
        )


def _contacts(context: Context) -> Iterator[SearchRecord]:
    """Each contact with its area, so that nobody takes one of another area for their own."""
    contacts = context.manual.contacts
    for name in contacts.everywhere:
        (card,) = context.cards(name)
        yield _contact(card, "All areas", f"{CONTACTS_ADDRESS}#everywhere")
    for id_, area in contacts.areas.items():
        covers = f" Covers {', '.join(area.covers)}." if area.covers else ""
        for name in area.contacts:
            (card,) = context.cards(f"{id_}/{name}")
            record = _contact(card, area.name, f"{CONTACTS_ADDRESS}#{id_}", covers)
            yield record.model_copy(update={"area": id_})


def _contact(card: Card, of: str, address: str, covers: str = "") -> SearchRecord:
    contact = card.contact
    return SearchRecord(
        kind="contact",
        title=contact.name,
        also=_also(card.id, contact),
        of=of,
        text=_contact_text(contact, covers),
        address=address,
        contact=card.id,
        phones=tuple(_phones(contact)),
        hours=contact.hours_as_data if contact.phone else "",
        form=(contact.form_host, contact.form) if contact.form else None,
        doubt=_doubt(contact),
        doubt_from=str(card.overdue_from or "") if contact.needs_check and not card.overdue else "",
    )


def _doubt(contact: Contact) -> str:
    """What is said where nobody has confirmed a contact lately; empty for emergencies."""
    if not contact.needs_check:
        return ""
    checked = contact.checked
    return f"not confirmed since {spell_day(checked)}" if checked else "not yet confirmed"


def _phones(contact: Contact) -> Iterator[tuple[str, str]]:
    """Its number and its out-of-hours number, each as it is shown and as a link."""
    if contact.phone and contact.tel:
        extension = f", extension {contact.extension}" if contact.extension else ""
        yield f"{contact.phone}{extension}", contact.tel
    if contact.out_of_hours and contact.out_of_hours_tel:
        yield str(contact.out_of_hours), contact.out_of_hours_tel


def _also(name: str, contact: Contact) -> str:
    """More words to find it by: its id, which finds every area's, and maybe `out of hours`."""
    return f"{name.replace('-', ' ')}{' out of hours' if contact.out_of_hours else ''}"


def _contact_text(contact: Contact, covers: str = "") -> str:
    """What a contact is for, what it `covers`, and what a caller must know; no number to call."""
    said = [f"{contact.for_}."]
    said += ["Online form."] if contact.form else []
    said += ["By appointment."] if contact.by_appointment else []
    said += [f"{contact.email}."] if contact.email else []
    said += [f"{', '.join(contact.address.splitlines())}."] if contact.address else []
    return f"{' '.join(said)}{covers}{f' {contact.note}' if contact.note else ''}"


def _steps(context: Context, plain: Plain) -> Iterator[SearchRecord]:
    for loaded in context.manual.trees:
        tree, address = loaded.tree, flowchart_address(loaded.name)
        text = " ".join(map(plain, (tree.about, tree.urgent)))
        yield SearchRecord(kind="page", title=tree.title, text=text, address=address)
        for name, step in tree.steps.items():
            asks = isinstance(step, Question)
            own = [] if isinstance(step, Question) else [tree.labels.get(step.kind)]
            texts = (step.help,) if isinstance(step, Question) else (*step.parts.values(), *own)
            yield SearchRecord(
                kind="question" if asks else "outcome",
                title=step.ask if isinstance(step, Question) else step.title,
                of=tree.title,
                text=" ".join(plain(text) for text in texts if text),
                address=f"{address}#{name}",
            )


def _forms(context: Context) -> Iterator[SearchRecord]:
    """The forms of the day, each at its own address."""
    for form in list_forms(context):
        yield SearchRecord(
            kind="form",
            title=form.title,
            also=form.file.path.rpartition("/")[2],
            of=", ".join(place.name for place in form.places),
            text=f"{form.file.words}.",
            address=quote(form.file.address),
        )


def _amendments(context: Context) -> Iterator[SearchRecord]:
    """The amendments in force, by title only: their texts may quote words that were deleted."""
    for record in context.manual.history.records:
        if record.in_force <= context.today:
            since = standing(record, context.today)
            yield SearchRecord(
                kind="amendment",
                title=record.front.title,
                of=f"Amendment {record.number}, {since}",
                address=amendment_address(record.number),
            )


def _pages(context: Context, plain: Plain) -> Iterator[SearchRecord]:
    """The pages that belong to no chapter, in parts; not the home page, which is mere links."""
    for page in context.manual.plain.values():
        if page.path == HOME_PATH:
            continue
        name, address = page.title or page.path, address_of(page.path)
        first, *rest = _HEADING.split(BLOCK.sub("", _TITLE.sub("", page.body)))
        yield SearchRecord(kind="page", title=name, text=plain(first), address=address)
        used: set[str] = set()
        for heading, text in zip(rest[::2], rest[1::2], strict=True):
            title = plain(heading)
            # The site generator makes the ids of headings in the same way.
            place = unique(slugify(title, "-"), used)
            yield SearchRecord(
                kind="page", title=title, of=name, text=plain(text), address=f"{address}#{place}"
            )
