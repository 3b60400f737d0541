"""The register of amendments, and the page of each."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from manual.address import (
    HOME_PATH,
    REGISTER_PATH,
    amendment_address,
    amendment_path,
    kept_path,
)
from manual.amendments import page as amendments_page
from manual.amendments.page import (
    ChangeView,
    FileView,
    RecordTexts,
    SectionChanges,
    approval_words,
    inserts_whole,
)
from manual.amendments.redline import redline_changes
from manual.copies.proof import show_proof
from manual.markup.carry import join_blocks
from manual.numbers.definition import OF_GLOSSARY
from manual.provisions.clauses import resolve_own

if TYPE_CHECKING:
    from manual.amendments.model import Change, Record
    from manual.files.model import Attachment
    from manual.numbers.number import Number
    from manual.pages.context import Context
    from manual.provisions.page import Settler

_INTRODUCTION = """\
# Amendments

Every change of wording is recorded here, the newest first: what to do differently, since when, \
and why."""


def register_page(context: Context) -> str:
    """The register, `/amendments/`."""
    settler = context.settler(REGISTER_PATH)
    shown = [
        (settler.link(amendment_address(record.number)), texts)
        for record, texts in shown_records(context)
    ]
    chapters = [(chapter.number, chapter.title) for chapter in context.manual.chapters]
    html = amendments_page.register_page(context.manual.history, shown, chapters, context.today)
    body = join_blocks([_INTRODUCTION, html])
    return context.page(REGISTER_PATH, "Amendments", body, modules=["amendments/register"])


def shown_records(context: Context) -> list[tuple[Record, RecordTexts]]:
    """Every record, in order, with its texts as HTML for the register's page."""
    settler = context.settler(REGISTER_PATH)
    settler = replace(settler, contact=context.contact_by_name(settler.here))
    return [
        (record, _record_texts(context, record, settler))
        for record in context.manual.history.records
    ]


def amendment_page(context: Context, record: Record) -> str:
    """The page of one amendment."""
    path = amendment_path(record.number)
    settler = context.settler(path)
    settler = replace(settler, contact=context.contact_by_name(settler.here))
    by_section: dict[Number, list[Change]] = defaultdict(list)
    for change in context.manual.history.changes_by(record):
        by_section[(change.now or change.number).of_section].append(change)
    sections = [
        _show_section(context, settler, number, changes)
        for number, changes in sorted(by_section.items())
    ]
    html = amendments_page.amendment_page(
        record,
        _record_texts(context, record, settler),
        sections,
        context.today,
        [_show_file(context, settler, record, name) for name in record.front.files],
    )
    title = f"Amendment {record.number}: {record.front.title}"
    return context.page(path, title, html, report=context.report_address(title))


def _show_file(context: Context, settler: Settler, record: Record, name: str) -> FileView:
    """A file that a record changes, with links to it as it was and as it became."""

    def link(one: Attachment | None) -> Markup | None:
        if one is None:
            return None
        addresses = replace(settler.addresses, files={name: one})
        anchor = Markup('<a href="{}">{}</a>').format(quote(name), posixpath.basename(name))
        return replace(settler, addresses=addresses, path=HOME_PATH).link_sources(anchor)

    kept = context.manual.files.get(kept_path(record.number, name))
    return FileView(name, link(kept), link(context.attached.at(record.in_force).get(name)))


def withdrawn_page(context: Context, number: int) -> str:
    """The page that remains of an amendment that was withdrawn before its day."""
    html = amendments_page.withdrawn_page(number)
    title = f"Amendment {number}: withdrawn"
    return context.page(
        amendment_path(number),
        title,
        html,
        robots="noindex",
        search={"exclude": True},
        report=context.report_address(title),
    )


def _record_texts(context: Context, record: Record, settler: Settler) -> RecordTexts:
    """The texts of a record, as HTML for the settler's page."""
    line, recorded = context.sealing_of(record), context.approval_sealed(record)
    return RecordTexts(
        settler.line(record.front.reason),
        settler.line(record.front.action),
        show_proof(line.proof) if line else "",
        date.fromisoformat(line.day) if line else None,
        approval_words(record, recorded),
        recorded,
    )


def _show_section(
    context: Context, settler: Settler, number: Number, changes: list[Change]
) -> SectionChanges:
    if number == OF_GLOSSARY:
        return _show_glossary(context, settler, changes)
    is_new = inserts_whole(changes)
    return SectionChanges(
        number,
        context.present[number].heading if number in context.present else "",
        settler.link(context.addresses.sections[number]),
        tuple(_show(context, settler, change, with_redline=not is_new) for change in changes),
        is_new,
    )


def _show_glossary(context: Context, settler: Settler, changes: list[Change]) -> SectionChanges:
    title = context.manual.glossary.title
    shown = tuple(_show(context, settler, change, with_redline=True) for change in changes)
    return SectionChanges(
        OF_GLOSSARY, title, settler.link(context.addresses.glossary), shown, is_new=False
    )


def _show(context: Context, settler: Settler, change: Change, *, with_redline: bool) -> ChangeView:
    wording = change.after or change.before
    own = settler.of(context.section_paths[change.number.of_section])
    return ChangeView(
        change,
        settler.link(context.addresses.of(change.now or change.number)),
        own.settle(_redline(context, change)) if with_redline else Markup(),
        wording.heading.lstrip("# ") if wording else "",
    )


def _redline(context: Context, change: Change) -> Markup:
    redline = redline_changes([change], context.wording_html)
    return resolve_own(redline, change.now or change.number)
