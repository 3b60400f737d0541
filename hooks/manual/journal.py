"""Changes of several files: all of them or none, whenever the machine stops.

What is to be written is noted in one file first. If the note is there, the change goes on from it;
if it is not, nothing has been changed yet.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from manual.address import JOURNAL
from manual.folder import remove_texts, write_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class UnfinishedError(Exception):
    """A change that was cut off cannot be finished; the text says why."""


@dataclass(frozen=True)
class Finished:
    """A change that was cut off, and is done now."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


class _Note(BaseModel):
    model_config = ConfigDict(extra="forbid")

    before: dict[str, str | None]
    """The hash of each file before the change; None where there was none."""
    texts: dict[str, str]
    removed: tuple[str, ...]


def change_files(root: Path, texts: Mapping[str, str], removed: Iterable[str] = ()) -> None:
    """Write `texts` by their paths below `root`, and delete the files `removed`.

    If it is interrupted, the files are as before, or `finish` makes them as they should be. Raises
    `OSError` where a file cannot be written.
    """
    gone = tuple(removed)
    before = {path: _hash(root / path) for path in (*texts, *gone)}
    note = _Note(before=before, texts=dict(texts), removed=gone)
    _write_note(root, note)
    try:
        _carry_out(root, note)
    except OSError:
        if all(_hash(root / path) == value for path, value in before.items()):
            (root / JOURNAL).unlink()
        raise


def finish(root: Path) -> Finished | None:
    """Finish a change below `root` that was cut off; None where there is none.

    Raises `UnfinishedError` where that would undo what somebody has done since, and `OSError` where
    a file cannot be written.
    """
    journal = root / JOURNAL
    _beside(journal).unlink(missing_ok=True)  # a note that is not whole: nothing was changed
    if not journal.exists():
        return None
    try:
        note = _Note.model_validate_json(journal.read_bytes())
    except ValidationError as error:
        raise UnfinishedError(f"{JOURNAL} cannot be read") from error
    for path, before in note.before.items():
        after = _hash_of(note.texts[path].encode()) if path in note.texts else None
        if _hash(root / path) not in {before, after}:
            raise UnfinishedError(f"{path} has been changed since")
    _carry_out(root, note)
    return Finished(tuple(note.texts), note.removed)


def _write_note(root: Path, note: _Note) -> None:
    beside = _beside(root / JOURNAL)
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(note.model_dump(mode="json"), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(root / JOURNAL)


def _beside(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}.new")


def _carry_out(root: Path, note: _Note) -> None:
    write_texts(root, note.texts)
    remove_texts(root, note.removed)
    (root / JOURNAL).unlink()


def _hash(path: Path) -> str | None:
    return _hash_of(path.read_bytes()) if path.is_file() else None


def _hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
