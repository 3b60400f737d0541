"""What has changed since the seal and is on no record yet: as a draft, in words, and its files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from manual.address import DOCS, SEAL, kept_path, record_source, text_of_file
from manual.inventory import take_inventory
from manual.problem import ProblemsError
from manual.published import find_rewritten
from manual.read import Collector, read_texts
from manual.seal.check import changed_files, files_to_keep
from manual.seal.draft import Heading, compare, next_number, write_record
from manual.seal.file import read_seal
from manual.seal.model import Seal
from manual.seal.preview import escape, preview, preview_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from manual.text.memory import Memory


def draft(texts: Mapping[str, str], today: date, memory: Memory | None = None) -> dict[str, str]:
    """A record, by path, of what has changed since the seal; none if nothing has."""
    reading = read_texts(texts, today, Collector(memory=memory))
    sealed = reading.seal.files if reading.seal else {}
    files = tuple(changed_files(sealed, take_inventory(reading).files))
    if not files and (not reading.difference or reading.history):
        return {}
    number = next_number(reading.records, reading.seal or Seal())
    heading = Heading(
        number, "Not yet recorded", today, "What has changed is not yet recorded.", "Nothing yet."
    )
    path = record_source(number, heading.title)
    heading = replace(heading, files=files)
    difference = reading.difference or compare({}, {})
    kept = {f"{DOCS}{kept_path(number, name)}": text_of_file(sealed[name]) for name in files}
    return {path: write_record(heading, difference, reading.numbering), **kept}


def compare_since(texts: Mapping[str, str], today: date, sealed: str, path: str = SEAL) -> str:
    """What the texts change compared with `sealed`, the text of the seal at `path`, as Markdown.

    An empty text is the seal of a manual that was never published. Raises `ProblemsError` where a
    text or the seal cannot be read.
    """
    collector = Collector()
    reading = read_texts(texts, today, collector)
    if collector.problems:
        raise ProblemsError(collector.problems)
    before = read_seal(sealed, path) if sealed.strip() else Seal()
    after = {provision.number: provision.wording for provision in reading.wordings()}
    rewritten = [
        f"- {escape(f'{problem.where}: {problem.message}')}"
        for problem in find_rewritten(reading, before)
    ]
    head = "\n".join(["## Rewrites what was published: do not agree\n", *rewritten, "", ""])
    shown = preview(compare(before.provisions, after), after)
    shown += preview_files(before.files, take_inventory(reading).files)
    return (head if rewritten else "") + shown


def missing_files(texts: Mapping[str, str], today: date, *, amending: bool) -> dict[str, str]:
    """Where sealed files are to be kept as they were, with the SHA-256 of each.

    Those that a record not yet sealed changes; if `amending`, those of the record to come.
    """
    reading = read_texts(texts, today, Collector())
    sealed, inventory = reading.seal or Seal(), take_inventory(reading)
    if amending:
        number = next_number(reading.records, sealed)
        changed = changed_files(sealed.files, inventory.files)
        pairs = [(name, kept_path(number, name)) for name in changed]
    else:
        to_keep = files_to_keep(reading.records, sealed, inventory)
        pairs = [(name, path) for _, name, path in to_keep]
    return {path: sealed.files[name] for name, path in pairs if path not in inventory.files}
