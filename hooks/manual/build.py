"""The heart: source texts in, generated pages and files out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manual.address import CHAIN, DOCS, GLOSSARY, RECORDS, SEAL, SETTINGS, is_record
from manual.contacts.check import unconfirmed
from manual.files.model import spell_size
from manual.generate.files import stale
from manual.inventory import sealed_tree
from manual.pages import Pages, make_pages
from manual.pages.context import Context
from manual.pages.forms import unused_files
from manual.pages.search_data import unused_words
from manual.plain.blocks import former_names
from manual.plain.notes import open_notes
from manual.problem import Problem, ProblemsError, Where
from manual.read import read_manual
from manual.seal.contacts import changed_unchecked
from manual.seal.draft import unsealed_records
from manual.seal.model import VERSION, added_to
from manual.starter import left_of_starter
from manual.unrecorded import draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from manual.model import Manual
    from manual.seal.model import Seal
    from manual.settings import Site
    from manual.text.memory import Memory


@dataclass(frozen=True)
class Output:
    """What a build makes of the source texts."""

    pages: Pages | None
    """None where there are problems."""
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = field(default=())
    """What is overdue or not yet confirmed: reported, but never a reason to fail."""
    unsealed: tuple[Problem, ...] = ()
    """Those that keep it from being published: what is not sealed could change again unseen."""


def build(
    texts: Mapping[str, str],
    today: date,
    problems: Iterable[Problem] = (),
    *,
    preview: bool = False,
    memory: Memory | None = None,
) -> Output:
    """The pages and files that follow from `texts` (by path from the project's folder) on `today`.

    `problems` are those found while the texts were collected. Where there are any, or the texts
    have some, the output has no pages. A `preview` shows changes that are not yet recorded, as if
    they were; without it they are a problem. With a `memory`, a text that has not changed since the
    last build is not read again.
    """
    if memory:
        memory.begin()
    drafts = draft(texts, today, memory) if preview else {}
    shown = {**texts, **drafts}
    try:
        manual = read_manual(shown, today, problems, memory)
    except ProblemsError as error:
        return Output(None, error.problems)
    notices = (*_draft_notices(drafts), *_notices(manual, texts, today), *stale(manual, texts))
    notices += (*_file_notices(manual, today), *left_of_starter(texts))
    pages = make_pages(manual, shown, today, preview=preview)
    return Output(pages, (), notices, tuple(_unsealed(notices, manual.site)))


def _unsealed(notices: Iterable[Problem], site: Site) -> Iterable[Problem]:
    """What must be sealed before the site is published.

    A manual whose address is an example still is to be published nowhere, so that it can be built
    before anything is on record.
    """
    rules = {"amendment-unsealed", "approval-unsealed", "edition-unsealed"}
    rules |= set() if site.is_example else {"recording-not-begun", "sealing-not-begun"}
    return (notice for notice in notices if notice.rule in rules)


def _file_notices(manual: Manual, today: date) -> Iterable[Problem]:
    """A notice for each form and picture that no text names, or that no device keeps."""
    context = Context(manual, today)
    for one in unused_files(context):
        hint = f"link to it, [What it is]({one.path.rpartition('/')[2]}), or delete it"
        message = "no text leads to this file"
        if one.source != f"{DOCS}{one.path}":
            hint = f"write into that record: files: [{one.path}]; or delete the file"
            message = "the record with the number of this folder does not name this file"
        yield Problem("file-unused", Where(one.source), message, hint)
    most = manual.site.settings.offline_files_mb
    for one in context.attached.now.values():
        if one.address in context.attached.far:
            size = spell_size(one.bytes)
            message = f"the file has {size}, and of all files devices keep {most} MB: without a "
            message += "signal it cannot be opened, and its link says so"
            hint = "make it smaller, or raise 'offline_files_mb' under 'extra: manual:'"
            yield Problem("file-needs-signal", Where(one.source), message, hint)


def _draft_notices(paths: Iterable[str]) -> Iterable[Problem]:
    for path in filter(is_record, paths):
        hint = "record it before you publish: run 'manual amend'; a build refuses it"
        yield Problem(
            "change-unrecorded", Where(path), "what has changed is not yet recorded", hint
        )


def _unsealed_approvals(manual: Manual, seal: Seal) -> Iterable[Problem]:
    """A notice for each approval or source that is not sealed: it could still change in silence."""
    if seal.version < VERSION:
        message = f"the seal is of version {seal.version}, and holds less than one of today"
        hint = "run 'manual seal' once, and commit the seal and the chain"
        yield Problem("seal-older", Where(SEAL), message, hint)
        return
    for record in manual.history.records:
        sealed = seal.contents.get(record.number)
        if sealed and added_to(record) != sealed.added:
            message = f"who approved amendment {record.number}, or its source, is not yet sealed"
            hint = "run 'manual seal', and commit the seal"
            yield Problem("approval-unsealed", record.approval or Where(record.path), message, hint)


def _unsealed_trees(manual: Manual, seal: Seal) -> Iterable[Problem]:
    """A notice for each flowchart whose edition is not sealed: it could still change in silence."""
    for loaded in manual.trees:
        before = seal.trees.get(loaded.name)
        if before is None or before.hash != sealed_tree(loaded).hash:
            message = f"the edition of {loaded.tree.edition} is not yet sealed"
            hint = "run 'manual seal' when it is published, and commit the seal"
            yield Problem("edition-unsealed", loaded.data.where("edition"), message, hint)


def _sealings(manual: Manual, today: date) -> Iterable[Problem]:
    """A notice where there is no chain, where it lacks its deltas, or is of a day to come."""
    chain = manual.chain
    if chain is None:
        hint = "run 'manual seal', and commit the chain: its proofs are on all sheets"
        message = "there is no chain of sealings yet"
        yield Problem("chain-not-begun", Where(CHAIN), message, hint)
        return
    if not chain.deltas:
        hint = "run 'manual seal', and commit the chain: from then on no line can alter an old one"
        message = "the chain does not say what each sealing changed"
        yield Problem("seal-older", Where(CHAIN), message, hint)
    if chain.last.day > today.isoformat():
        message = f"line {chain.last.n} of the chain is of {chain.last.day}, a day to come"
        hint = (
            "is the clock of this machine right? If it was wrong when that was sealed, and it is "
            "not published yet, run 'manual seal --onto' with the published seal"
        )
        yield Problem("chain-ahead", Where(CHAIN), message, hint)


def _unsealed_definitions(manual: Manual, seal: Seal) -> Iterable[Problem]:
    """A notice where no definition of the glossary is sealed: each could still change in silence.

    No amendment is asked for when they are first sealed.
    """
    if manual.glossary.terms and not any(number.is_definition for number in seal.provisions):
        message = "what the glossary says is not yet sealed, and could change in silence"
        hint = "run 'manual seal' once, and commit the seal and the chain"
        yield Problem("definitions-unsealed", Where(GLOSSARY), message, hint)


def _notices(manual: Manual, texts: Mapping[str, str], today: date) -> Iterable[Problem]:
    recorded = any(record.path in texts for record in manual.history.records)
    if manual.seal is None and not recorded:
        hint = "run 'manual amend \"First edition\"' when you publish it: no later change is silent"
        yield Problem(
            "recording-not-begun", Where(RECORDS.rstrip("/")), "no amendment is recorded yet", hint
        )
    elif manual.seal is None:
        hint = "run 'manual seal' when it is first published: from then on no change is silent"
        yield Problem("sealing-not-begun", Where(SEAL), "nothing is sealed yet", hint)
    else:
        for record in unsealed_records(manual.history.records, manual.seal):
            if record.path not in texts:
                continue  # a draft
            message = f"amendment {record.number} is recorded and not yet sealed"
            yield Problem(
                "amendment-unsealed",
                Where(record.path),
                message,
                "run 'manual seal', and commit the seal",
            )
        yield from _unsealed_approvals(manual, manual.seal)
        yield from _unsealed_trees(manual, manual.seal)
        yield from _sealings(manual, today)
        yield from _unsealed_definitions(manual, manual.seal)
        yield from changed_unchecked(manual.loaded_contacts, manual.seal.contacts, today)
    yield from unconfirmed(manual.loaded_contacts, today, manual.site.settings.contact_overdue_days)
    for chapter in manual.chapters:
        for section in chapter.sections:
            if section.review_by < today:
                message = f"section {section.number}: its review was due on {section.review_by}"
                hint = "review it, and give 'reviewed' and 'review_by' new dates"
                yield Problem("review-overdue", Where(section.source), message, hint)
    yield from open_notes(manual.plain.values())
    for everyday, formal, where in unused_words(manual):
        message = f"the manual nowhere says '{formal}', which '{everyday}' leads to"
        yield Problem("synonym-unused", where, message, "write the word as the texts have it")
    yield from manual.site.renamed
    yield from former_names(manual.plain.values())
    if manual.site.is_example or not manual.site.settings.reports_are_read:
        message = "the site's address or the address for reports is an example"
        yield Problem(
            "address-example", Where(SETTINGS), message, "set site_url and extra.manual.report_to"
        )
