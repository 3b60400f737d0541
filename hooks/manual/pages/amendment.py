"""The register of amendments, and the page of each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from manual.address import relative
from manual.amendments import page as amendments_page
from manual.amendments.page import ShownChange, ShownSection
from manual.amendments.redline import redline_changes
from manual.carry import join_blocks
from manual.provisions.page import wording_html

if TYPE_CHECKING:
    from manual.amendments.model import Change, Record
    from manual.pages.context import Context
    from manual.provisions.number import Number
    from manual.provisions.page import Settler

_INTRODUCTION = """\
# Amendments

Every change of wording is recorded here, the newest first: what changed, when, why, and what to \
do differently."""


def register_page(context: Context) -> str:
    """The register, `/amendments/`."""
    records = context.manual.history.records
    links = [relative("amendments/", context.amendment_link(record)) for record in records]
    chapters = [(chapter.number, chapter.title) for chapter in context.manual.chapters]
    html = amendments_page.register_page(context.manual.history, links, chapters, context.today)
    body = join_blocks([_INTRODUCTION, html])
    return context.page("amendments/index.md", "Amendments", body, modules=["register"])


def amendment_page(context: Context, record: Record) -> str:
    """The page of one amendment."""
    path = f"amendments/{record.number}.md"
    settler = context.settler(path)
    by_section: dict[Number, list[Change]] = defaultdict(list)
    for change in context.manual.history.changes_by(record):
        by_section[(change.now or change.number).of_section].append(change)
    sections = [
        ShownSection(
            number,
            context.present[number].heading if number in context.present else "",
            relative(settler.here, context.addresses.sections[number]),
            tuple(_show(context, settler, change) for change in changes),
        )
        for number, changes in sorted(by_section.items())
    ]
    html = amendments_page.amendment_page(record, sections, context.today)
    title = f"Amendment {record.number}: {record.front.title}"
    return context.page(path, title, html, report=context.report(title))


def _show(context: Context, settler: Settler, change: Change) -> ShownChange:
    wording = change.after or change.before
    return ShownChange(
        change,
        relative(settler.here, context.addresses.of(change.now or change.number)),
        settler.settle(redline_changes([change], wording_html)),
        wording.heading.lstrip("# ") if wording else "",
    )
