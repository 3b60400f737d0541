"""`/current/`, which tells whether a copy is current, and the files that say what has changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from manual.address import (
    CONTACTS_ADDRESS,
    CONTACTS_PATH,
    CURRENT_ADDRESS,
    CURRENT_PATH,
    REGISTER_PATH,
    address_of,
    amendment_address,
    as_at_address,
    flowchart_address,
    link_to,
)
from manual.amendments.page import standing
from manual.amendments.redline import redline_changes
from manual.amendments.since import NetChange, mark, since_each
from manual.copies.current import (
    ChangesSince,
    FlowchartChangesSince,
    FlowchartEdition,
    LaterAmendment,
    NewestEdition,
    PendingAmendment,
    ProvisionChange,
    Subject,
    changes_html,
    contacts_changes,
    current_html,
    flowchart_changes,
    section_changes,
)
from manual.copies.model import flowchart_subject
from manual.numbers.clause import split_clause
from manual.provisions.clauses import resolve_own
from manual.site.on_demand import name_file
from manual.tree.model import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from markupsafe import Markup

    from manual.amendments.model import Record
    from manual.amendments.since import Since
    from manual.amendments.timeline import Timeline
    from manual.contacts.model import Contacts
    from manual.numbers.number import Number
    from manual.pages.context import Context
    from manual.provisions.model import Section
    from manual.site.on_demand import NamedFile
    from manual.tree.load import LoadedTree

_MOST_LISTED = 30
"""Amendments that are listed since one state: those after each of a thousand are a book."""


def current_page(context: Context, files: Mapping[str, NamedFile]) -> str:
    """`/current/`: every section, flowchart and the contacts, each with all its states.

    `files` are the files of changes, by subject; not every subject has one.
    """
    editions = [mark(r) for r in context.manual.history.records if r.in_force <= context.today]
    rows = [
        *(_section_row(context, section) for section in _sections(context)),
        *(_flowchart_row(context, loaded) for loaded in context.manual.trees),
        *([_contacts_row(context)] if CONTACTS_PATH in context.manual.plain else []),
    ]
    rows = [
        replace(r, file=files[r.subject].path.removeprefix(CURRENT_ADDRESS))
        if r.subject in files
        else r
        for r in rows
    ]
    coming = list(_coming(context))
    newest = NewestEdition(context.edition.id, context.edition.date, context.proof)
    html = current_html(rows, editions, coming, newest)
    return context.page(CURRENT_PATH, "Is my copy current?", html, modules=["current/current"])


def current_files(context: Context, policy: str, *, by_content: bool) -> dict[str, NamedFile]:
    """The files of what has changed since each earlier state, by subject.

    The page fetches them, but each is a page itself, and so has the `policy` of pages.
    `by_content` is as in `name_file`.
    """

    def file(row: Subject, changes: Callable[[], Markup]) -> NamedFile:
        def make() -> str:
            return changes_html(row, context.edition.id, policy, changes())

        name = f"{(row.id or row.subject).replace('/', '-')}.html"
        return name_file(f"{CURRENT_ADDRESS}{name}", make, by_content=by_content)

    return {row.subject: file(row, changes) for row, changes in _files(context)}


def _files(context: Context) -> Iterator[tuple[Subject, Callable[[], Markup]]]:
    """What each file holds: one for each subject with more than one state, and for the contacts."""
    for section in _sections(context):
        timeline = context.timelines[section.number]
        if len(timeline.steps) > 1:
            row = _section_row(context, section)
            yield row, partial(_section_file, context, section, row)
    for loaded in context.manual.trees:
        row = _flowchart_row(context, loaded)
        if len(row.marks) > 1:
            yield row, partial(_flowchart_file, context, loaded, row)
    if CONTACTS_PATH in context.manual.plain:
        row = _contacts_row(context)
        contacts = context.manual.contacts
        cards = [card for name in _every_contact(contacts) for card in context.cards(name)]
        yield row, partial(contacts_changes, cards)


def _link(address: str) -> str:
    return link_to(CURRENT_ADDRESS, address)


# Sections


def _sections(context: Context) -> Iterator[Section]:
    """The sections that have ever been in force."""
    for chapter in context.manual.chapters:
        for section in chapter.sections:
            if context.timelines[section.number].dates(context.today):
                yield section


def _section_row(context: Context, section: Section) -> Subject:
    timeline = context.timelines[section.number]
    records = [record for record, _ in timeline.steps if record.in_force <= context.today]
    number, own = section.number, context.numbering.scheme_of(str(section.number))
    return Subject(
        str(section.number),
        f"{section.number} {context.title(section)}",
        _link(address_of(section.path)),
        tuple(mark(record) for record in records),
        tuple(mark(record) for record in records if record.front.kind == "editorial"),
        records[-1].in_force,
        tuple(
            (day, _link(as_at_address(section.path, day)))
            for day in timeline.dates(context.today)[:-1]
        ),
        id="" if number.id == str(number) else number.id,
        chapter="" if own.is_default else str(number.chapter),
        holds=() if own.is_default else tuple(map(str, _paragraphs(timeline))),
    )


def _paragraphs(timeline: Timeline) -> list[Number]:
    """The numbers that paragraphs of a section have, will have or had, in order."""
    changed = {n for _, cs in timeline.steps for c in cs for n in (c.number, c.now) if n}
    own = {n for n in {*timeline.newest, *changed} if n.of_section == timeline.section}
    return sorted(n for n in own if not n.is_section)


def _section_file(context: Context, section: Section, row: Subject) -> Markup:
    timeline = context.timelines[section.number]
    earlier = dict(row.earlier)
    blocks = [_block(context, since, earlier) for since in since_each(timeline, context.today)]
    coming = [
        ChangesSince(
            mark(record),
            "changed",
            items=tuple(
                _item(context, NetChange(c.now or c.number, c.number if c.now else None, (c,)))
                for c in changes
            ),
        )
        for record, changes in timeline.coming(context.today)
    ]
    return section_changes(blocks, coming)


def _block(context: Context, since: Since, earlier: dict[date, str]) -> ChangesSince:
    state = "unchanged"
    if since.differences:
        state = "editorial" if since.is_editorial else "changed"
    day = since.last.in_force
    return ChangesSince(
        since.mark,
        state,
        tuple(_later(context, record) for record in since.records[-_MOST_LISTED:]),
        tuple(_item(context, difference) for difference in since.differences),
        (day, earlier[day]) if day in earlier else None,
        (max(len(since.records) - _MOST_LISTED, 0), _link(address_of(REGISTER_PATH))),
    )


def _later(context: Context, record: Record) -> LaterAmendment:
    return LaterAmendment(
        record.number,
        record.front.title,
        _link(amendment_address(record.number)),
        standing(record, context.today),
        record.front.action,
        record.front.kind == "editorial",
    )


def _item(context: Context, difference: NetChange) -> ProvisionChange:
    reworded = difference.changes if difference.is_reworded else ()
    redline = redline_changes(reworded, context.wording_html) if reworded else None
    settler = context.settler(CURRENT_PATH).of(context.section_paths[difference.number.of_section])
    return ProvisionChange(
        str(difference.number),
        str(difference.was) if difference.was else None,
        difference.kind,
        _link(context.addresses.of(difference.number)),
        settler.settle(resolve_own(redline, difference.number)) if redline is not None else None,
    )


def _coming(context: Context) -> Iterator[PendingAmendment]:
    """The pending amendments, with the sections that each changes."""
    for record, changes in context.manual.history.steps():
        if record.in_force > context.today:
            numbers = {n for c in changes for n in (c.number, c.now) if n is not None}
            sections = sorted({n.of_section for n in numbers})
            yield PendingAmendment(
                mark(record),
                record.number,
                record.front.title,
                record.in_force,
                _link(amendment_address(record.number)),
                tuple(map(str, sections)),
                tuple(section.id for section in sections),
            )


# Flowcharts


def _flowchart_row(context: Context, loaded: LoadedTree) -> Subject:
    tree = loaded.tree
    days = {revision.date for revision in tree.changes}
    days |= {day for _, day in _cited(context, loaded) if day > min(days)}
    return Subject(
        flowchart_subject(loaded.name),
        f"Flowchart: {tree.title}",
        _link(flowchart_address(loaded.name)),
        tuple(str(day) for day in sorted(days)),
        last=tree.edition,
    )


def _cited(context: Context, loaded: LoadedTree) -> Iterator[tuple[str, date]]:
    """The paragraphs that a flowchart rests on, each with the day of its present wording."""
    for text in dict.fromkeys(n for step in loaded.tree.steps.values() for n in step.see):
        number = context.numbering.read(split_clause(text)[0])
        change = context.since(number) if number else None
        if change:
            yield text, change.record.in_force


def _flowchart_file(context: Context, loaded: LoadedTree, row: Subject) -> Markup:
    cited = sorted(_cited(context, loaded), key=lambda one: (one[1], one[0]))
    links = {number: context.address_of_number(number) or "" for number, _ in cited}
    blocks = [
        FlowchartChangesSince(
            state,
            tuple(_later_editions(loaded, after=state)),
            tuple((number, _link(links[number]), day) for number, day in cited if str(day) > state),
        )
        for state in row.marks[:-1]
    ]
    return flowchart_changes(blocks)


def _later_editions(loaded: LoadedTree, after: str) -> Iterator[FlowchartEdition]:
    chart = _link(flowchart_address(loaded.name))
    for revision in sorted(loaded.tree.changes, key=lambda revision: revision.date):
        if str(revision.date) > after:
            steps = [
                (id_, loaded.tree.steps[id_]) for id_ in revision.steps if id_ in loaded.tree.steps
            ]
            titles = [
                (s.ask if isinstance(s, Question) else s.title, f"{chart}#{i}") for i, s in steps
            ]
            yield FlowchartEdition(revision.date, revision.what, tuple(titles))


# Contacts


def _every_contact(contacts: Contacts) -> Iterator[str]:
    yield from contacts.everywhere
    for id_, area in contacts.areas.items():
        yield from (f"{id_}/{name}" for name in area.contacts)


def _contacts_row(context: Context) -> Subject:
    return Subject(
        "contacts",
        "Contacts",
        _link(CONTACTS_ADDRESS),
        (),
        last=context.contacts_since,
        digest=context.contacts_digest,
    )
