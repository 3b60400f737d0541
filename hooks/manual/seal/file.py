"""The seal as the file `seal.json`: JSON, sorted, one value a line."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from manual.address import SEAL
from manual.numbers.numbering import PLAIN, Numbering, Place
from manual.numbers.scheme import DEFAULT, read_scheme
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.model import Wording
from manual.seal.merge import read_form
from manual.seal.model import (
    Seal,
    SealedContact,
    SealedList,
    SealedRecord,
    SealedTree,
    hash_content,
    hash_values,
    hash_wording,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_seal(seal: Seal) -> str:
    """The seal as JSON, sorted, one value a line, so that version control can merge it."""
    contacts = {name: asdict(contact) for name, contact in sorted(seal.contacts.items())}
    earlier = {str(number): seal.earlier[number] for number in sorted(seal.earlier)}
    data = {
        "version": seal.version,
        "about": "Made by 'manual seal' and 'manual amend'. Do not change it by hand.",
        "feed": seal.feed,
        "withdrawn": sorted(seal.withdrawn),
        **({} if seal.numbering.is_plain else {"numbering": _numbering(seal.numbering)}),
        "records": {str(number): _record(seal, number) for number in sorted(seal.records)},
        **({"earlier": earlier} if earlier else {}),
        "trees": {
            name: {
                "edition": tree.edition,
                "hash": tree.hash,
                "steps": sorted(tree.steps),
                **({"editions": dict(tree.editions)} if tree.editions else {}),
                **({"content": tree.content} if tree.content else {}),
            }
            for name, tree in sorted(seal.trees.items())
        },
        "addresses": sorted(seal.addresses),
        "numbers": sorted(seal.numbers, key=seal.numbering.order),
        **({"contacts": contacts} if contacts else {}),
        **({"list_of_contacts": asdict(listed)} if (listed := seal.list_of_contacts) else {}),
        **({"files": dict(sorted(seal.files.items()))} if seal.files else {}),
        "provisions": {
            str(number): {
                "heading": seal.provisions[number].heading,
                "text": seal.provisions[number].text,
                "hash": hash_wording(seal.provisions[number]),
            }
            for number in sorted(seal.provisions)
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _record(seal: Seal, number: int) -> str | dict[str, Any]:
    """A record as JSON: its hash, and with it what is hashed, where that is known."""
    if number not in seal.contents:
        return seal.records[number]
    content = asdict(seal.contents[number])
    since = {key: content.pop(key) for key in _SINCE_3}
    shown = {key: value for key, value in since.items() if value}
    return {"hash": seal.records[number], **content, **shown}


_SINCE_3 = ("sealed", "does", "added", "approval_sealed")
"""What a seal keeps of a record since version 3, beside what it says."""


def _numbering(numbering: Numbering) -> dict[str, Any]:
    places = [
        {"chapter": one.chapter, "section": one.section, "scheme": one.scheme.example}
        | ({"first": one.first} if one.first else {})
        for one in numbering.places
    ]
    return {"scheme": numbering.scheme.example, "sections": places}


_DAY = r"^(\d{4}-\d\d-\d\d)?$"


class _Tree(BaseModel):
    edition: str
    hash: str
    steps: frozenset[str]
    editions: dict[str, str] = Field(default_factory=dict)
    content: dict[str, Any] = Field(default_factory=dict)


class _Record(BaseModel):
    hash: str
    front: dict[str, Any]
    wordings: dict[str, tuple[str, str]]
    sealed: str = Field(default="", pattern=_DAY)
    does: str = ""
    added: dict[Literal["approved_by", "approved_on", "source"], str] = Field(default_factory=dict)
    approval_sealed: str = Field(default="", pattern=_DAY)

    @property
    def content(self) -> SealedRecord:
        return SealedRecord(**self.model_dump(exclude={"hash"}))


class _Contact(BaseModel):
    checked: str
    hash: str


class _Wording(BaseModel):
    heading: str
    text: str
    hash: str


class _Place(BaseModel):
    chapter: int
    section: str
    scheme: str
    first: str = ""


class _Numbering(BaseModel):
    scheme: str
    sections: tuple[_Place, ...]


class _File(BaseModel):
    """The seal as it is written."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1, 2, 3, 4]
    about: str
    feed: str = Field(default="", pattern=r"^(tag:[^,]+,[^,]+)?$")
    withdrawn: frozenset[int] = frozenset()
    numbering: _Numbering | None = None
    records: dict[int, str | _Record]
    earlier: dict[int, str] = Field(default_factory=dict)
    trees: dict[str, _Tree]
    addresses: frozenset[str]
    numbers: frozenset[str]
    contacts: dict[str, _Contact] = Field(default_factory=dict)
    list_of_contacts: SealedList | None = None
    files: dict[str, str] = Field(default_factory=dict)
    provisions: dict[str, _Wording]


_RESTORE = "put the file back as it was last committed, then run 'manual seal'"


def read_seal(text: str, path: str = SEAL) -> Seal:
    """The seal in the text of the file at `path`.

    Raises `ProblemsError` where a merge of it is not finished, where it is not of this form, or
    where a wording does not have the hash beside it.
    """
    data = read_form(text, path, _File, "seal-unreadable", _RESTORE)
    numbering = _read_numbering(data)
    problems = [*_altered(data, numbering, text, path)]
    if problems:
        raise ProblemsError(problems)
    return _seal(data, numbering)


def read_side(text: str) -> Seal:
    """One side of a seal that a merge has left in two.

    Lines that one side alone has changed are in both, so what it says of a flowchart may be of
    neither: that is left out.
    """
    data = read_form(text, SEAL, _File, "seal-unreadable", _RESTORE)
    numbering = _read_numbering(data)
    for tree in data.trees.values():
        if hash_values(tree.content) != tree.hash:
            tree.content = {}
    if problems := [*_altered(data, numbering, text, SEAL)]:
        raise ProblemsError(problems)
    return _seal(data, numbering)


def _altered(data: _File, numbering: Numbering, text: str, path: str) -> Iterator[Problem]:
    """A problem for each wording, record and flowchart that does not have the hash beside it."""
    for name, entry in data.provisions.items():
        wording = Wording(entry.heading, entry.text)
        if numbering.read(name) is None or hash_wording(wording) != entry.hash:
            message = f"the seal disagrees with itself about {name}: it was changed by hand"
            yield Problem("seal-altered", _where(text, name, path), message, _RESTORE)
    for number, record in data.records.items():
        if isinstance(record, _Record) and hash_content(record.content) != record.hash:
            message = f"the seal disagrees with itself about amendment {number}"
            where = _where(text, str(number), path)
            yield Problem("seal-altered", where, message, _RESTORE)
    for name, tree in data.trees.items():
        if tree.content and hash_values(tree.content) != tree.hash:
            message = f"the seal disagrees with itself about the flowchart '{name}'"
            yield Problem("seal-altered", _where(text, name, path), message, _RESTORE)


def _read_numbering(data: _File) -> Numbering:
    if data.numbering is None:
        return PLAIN
    places = (
        Place(one.chapter, one.section, read_scheme(one.scheme) or DEFAULT, one.first)
        for one in data.numbering.sections
    )
    return Numbering(tuple(places), read_scheme(data.numbering.scheme) or DEFAULT)


def _seal(data: _File, numbering: Numbering) -> Seal:
    provisions = {
        number: Wording(entry.heading, entry.text)
        for name, entry in data.provisions.items()
        if (number := numbering.read(name))
    }
    records = {n: r if isinstance(r, str) else r.hash for n, r in data.records.items()}
    return Seal(
        provisions,
        records,
        data.earlier,
        {name: SealedTree(**tree.model_dump()) for name, tree in data.trees.items()},
        data.numbers,
        data.addresses,
        data.withdrawn,
        data.feed,
        {name: SealedContact(c.checked, c.hash) for name, c in data.contacts.items()},
        {n: r.content for n, r in data.records.items() if isinstance(r, _Record)},
        data.list_of_contacts,
        data.files,
        numbering,
        version=data.version,
    )


def _where(text: str, name: str, path: str) -> Where:
    offset = max(text.find(f'"{name}": {{'), 0)
    return Where(path, text.count("\n", 0, offset) + 1)
