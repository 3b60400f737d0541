"""The list of all forms, `/forms/`, and which texts name a form or a picture."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from manual.address import (
    FORMS_PATH,
    HOME_PATH,
    NAMED_FILES,
    address_of,
    flowchart_address,
    kept_path,
)
from manual.amendments.files import since
from manual.markup.template import fill
from manual.provisions.attached import links_to_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from manual.files.model import Attachment
    from manual.numbers.number import Number
    from manual.pages.context import Context
    from manual.provisions.model import Wording


@dataclass(frozen=True)
class Place:
    """What names a form: a paragraph, or a page without numbers."""

    name: str
    """`2.1.3`, or the title of the page."""
    address: str
    number: Number | None = None


@dataclass(frozen=True)
class Form:
    """A form as the list has it."""

    title: str
    """What the first text that names it calls it; the name of its file where none does."""
    file: Attachment
    places: tuple[Place, ...]
    since: date | None
    """From which day it stands as it does; None where no record tells."""


def forms_page(context: Context) -> str:
    """The page."""
    settler = context.settler(FORMS_PATH).of(HOME_PATH)

    def link(form: Form) -> Markup:
        title = form.title[:1].upper() + form.title[1:]
        anchor = Markup('<a href="{}">{}</a>').format(quote(form.file.path), title)
        return settler.link_sources(anchor)

    body = fill("pages/forms.html", forms=list_forms(context), link=link, go=settler.link)
    return context.page(
        FORMS_PATH, "Forms", body, report=context.report_address("the list of forms")
    )


def list_forms(context: Context) -> list[Form]:
    """The forms of the day, in the order in which the manual names them; then all others."""
    words: dict[str, str] = {}
    places: dict[str, dict[Place, None]] = defaultdict(dict)
    for place, folder, text in _texts(context):
        for path, said in links_to_files(text, folder, context.numbering):
            words.setdefault(path, said)
            places[path][place] = None
    own = {form.path: form for form in context.manual.forms}
    first, records = _first_named(context), context.manual.history.records
    paths = dict.fromkeys((*(path for path in words if path in own), *own))
    return [
        Form(
            words.get(one.path, posixpath.basename(one.path)),
            one,
            tuple(places[one.path]),
            since(one.path, records, context.today) or first.get(one.path),
        )
        for one in (context.attached.now[path] for path in paths if path in context.attached.now)
    ]


def _first_named(context: Context) -> dict[str, date]:
    """The day of the first record by which a paragraph came to name each path."""
    days: dict[str, date] = {}
    for record, changes in context.manual.history.steps():
        for change in changes:
            folder = context.folder_of(change.now or change.number)
            text = _all_of(change.after) if change.after else ""
            for path, _ in links_to_files(text, folder, context.numbering):
                days.setdefault(path, record.in_force)
    return days


def _all_of(wording: Wording) -> str:
    return f"{wording.heading}\n\n{wording.text}"


def _texts(context: Context) -> Iterator[tuple[Place, str, str]]:
    """Each text in force on the day, with its place, and the folder at which its links begin."""
    manual = context.manual
    for chapter in manual.chapters:
        folder = posixpath.dirname(chapter.path)
        name, address = f"{chapter.number} {chapter.title}", context.addresses.pages[chapter.path]
        yield Place(name, address), folder, chapter.introduction
        for section in chapter.sections:
            for number, wording in context.timelines[section.number].at(context.today).items():
                address = context.addresses.of(number)
                place = Place(str(number), address, number)
                notes = (note.text for note in context.notes.get(number, ()))
                yield from ((place, folder, text) for text in (_all_of(wording), *notes))
    for loaded in manual.trees:
        place = Place(loaded.tree.title, flowchart_address(loaded.name))
        yield from ((place, "flowchart", text) for _, text in loaded.texts())
    place = Place(manual.glossary.title, context.addresses.glossary)
    yield place, "", manual.glossary.introduction
    yield from ((place, "", term.explanation) for term in manual.glossary.terms)
    for page in manual.plain.values():
        place = Place(page.title or page.path, address_of(page.path))
        yield place, posixpath.dirname(page.path), page.body


def unused_files(context: Context) -> list[Attachment]:
    """The forms and pictures that no text, no wording of another day and no record names."""
    manual = context.manual
    if not manual.files:
        return []
    texts = [(folder, text) for _, folder, text in _texts(context)]
    for _, changes in manual.history.steps():
        for change in changes:
            folder = context.folder_of(change.number)
            texts += [(folder, _all_of(one)) for one in (change.before, change.after) if one]
    for record in manual.history.records:
        texts += [("amendments", text) for text in (record.front.reason, record.front.action)]
    texts.append(("", context.settings.publisher))
    named = {
        path
        for folder, text in texts
        for path, _ in links_to_files(text, folder, context.numbering)
    }
    named.update(NAMED_FILES)
    named |= {name for record in manual.history.records for name in record.front.files}
    named |= {kept_path(r.number, name) for r in manual.history.records for name in r.front.files}
    return [one for path, one in manual.files.items() if path not in named]
