"""The seal: what was last published, so that no change of wording can be silent.

It holds every provision's newest wording, every record with the earlier wordings in it, the
editions and the hash of every flowchart, the contacts that were checked, and every number, page and
step that was ever published.

Its format has a version. A change of what it holds raises it. A seal of an older version is read
and compared for as long as there may be one, so what is hashed, and how, never changes: a field
that a model gains is left out of its hash while it is empty (`_LATER`).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from manual.address import SEAL
from manual.numbers.numbering import PLAIN, Numbering, Place
from manual.numbers.scheme import DEFAULT, read_scheme
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.model import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from manual.amendments.model import Record
    from manual.numbers.number import Number
    from manual.tree.model import Tree


VERSION = 2
"""Of the format. Version 2 added what records say, and the editions of flowcharts."""


@dataclass(frozen=True)
class SealedTree:
    """A flowchart as it was when it was last sealed."""

    edition: str
    """The day of its edition: `2026-11-22`."""
    hash: str
    """Of all its values."""
    steps: frozenset[str]
    """The ids of all steps that it has ever had."""
    editions: Mapping[str, str] = field(default_factory=dict)
    """What each of its editions changed, by day; none in a seal of version 1."""


@dataclass(frozen=True)
class SealedRecord:
    """What a record says, as it is hashed."""

    front: Mapping[str, Any]
    """Its front matter as JSON, but for its number and what may be added later."""
    wordings: Mapping[str, tuple[str, str]]
    """The heading and the text of each earlier wording in it, by number."""


@dataclass(frozen=True)
class SealedContact:
    """A contact that somebody has checked, as it was when that was sealed."""

    checked: str
    """The day of the check: `2026-11-22`."""
    hash: str
    """Of the numbers and the form that were checked."""


@dataclass(frozen=True)
class SealedList:
    """All contacts as readers act on them."""

    since: str
    """The day on which they were first sealed so: `2026-11-22`."""
    digest: str
    """See `contacts/digest.py`."""


@dataclass(frozen=True)
class Seal:
    """What was last published. Hashes are those of `hash_text`."""

    provisions: Mapping[Number, Wording] = field(default_factory=dict)
    """The newest wordings, pending ones too."""
    records: Mapping[int, str] = field(default_factory=dict)
    """The hash of each record, by its number."""
    earlier: Mapping[int, str] = field(default_factory=dict)
    """The hash of the earlier wordings in each pending record, by its number. They are what readers
    read until its day, and nothing else remembers them."""
    trees: Mapping[str, SealedTree] = field(default_factory=dict)
    """Each flowchart by its name."""
    numbers: frozenset[str] = frozenset()
    """Every number ever published."""
    addresses: frozenset[str] = frozenset()
    """Every page ever published, by its address from the site's root."""
    withdrawn: frozenset[int] = frozenset()
    """Numbers of the amendments that were withdrawn before their day."""
    feed: str = ""
    """What the ids of the feed begin with; empty until it is first sealed."""
    contacts: Mapping[str, SealedContact] = field(default_factory=dict)
    """By whole name, `east-sussex/front-door`."""
    contents: Mapping[int, SealedRecord] = field(default_factory=dict)
    """What each record says, by its number; none in a seal of version 1."""
    list_of_contacts: SealedList | None = None
    """None in a seal of version 1, and where there are no contacts."""
    numbering: Numbering = PLAIN
    """How its numbers are read."""


def hash_text(text: str) -> str:
    """The SHA-256 of a text (in UTF-8), as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_wording(wording: Wording) -> str:
    """The hash of a wording: of its heading and its text, which are canonical."""
    return hash_text(f"{wording.heading}\n\n{wording.text}")


_UNHASHED = {"amendment", "approved_by", "approved_on", "source"}
"""Of the front matter of a record: its number, and what may be added later."""
_LATER = frozenset({"files", "record", "rules", "tell"})
"""Fields that the models of a record and of a flowchart have, or will have, since version 1."""


def content_of(record: Record) -> SealedRecord:
    """What a record says, without who approved it and its source, which may be added later.

    Its number is left out too: the seal has the record under that. Where a merge has given one of
    two records with the same number another one, it is still known by its hash.
    """
    front = _without_later(record.front.model_dump(mode="json", exclude=_UNHASHED))
    return SealedRecord(front, _wordings(record))


def hash_content(content: SealedRecord) -> str:
    """The hash of what a record says."""
    values = [content.front, content.wordings]
    return hash_text(json.dumps(values, ensure_ascii=False, sort_keys=True))


def hash_record(record: Record) -> str:
    """The hash of a record, of all that `content_of` keeps of it."""
    return hash_content(content_of(record))


def hash_earlier(record: Record) -> str:
    """The hash of what it takes to undo a record: its lists of changes, its earlier wordings."""
    front = record.front.model_dump(mode="json", include={"inserted", "deleted", "renumbered"})
    return hash_text(json.dumps([front, _wordings(record)], ensure_ascii=False, sort_keys=True))


def _wordings(record: Record) -> dict[str, tuple[str, str]]:
    return {str(p.number): (p.wording.heading, p.wording.text) for p in record.wordings}


def hash_tree(tree: Tree) -> str:
    """The hash of all values of a flowchart."""
    values = _without_later(tree.model_dump(mode="json"))
    return hash_text(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def _without_later(values: Any) -> Any:
    """Values without the fields of `_LATER` that are empty."""
    if isinstance(values, dict):
        kept = ((k, v) for k, v in values.items() if v or k not in _LATER)
        return {key: _without_later(value) for key, value in kept}
    return [_without_later(value) for value in values] if isinstance(values, list) else values


def write_seal(seal: Seal) -> str:
    """The seal as JSON, sorted, one value a line, so that version control can merge it."""
    contacts = {name: asdict(contact) for name, contact in sorted(seal.contacts.items())}
    earlier = {str(number): seal.earlier[number] for number in sorted(seal.earlier)}
    data = {
        "version": VERSION,
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
            }
            for name, tree in sorted(seal.trees.items())
        },
        "addresses": sorted(seal.addresses),
        "numbers": sorted(seal.numbers, key=seal.numbering.order),
        **({"contacts": contacts} if contacts else {}),
        **({"list_of_contacts": asdict(listed)} if (listed := seal.list_of_contacts) else {}),
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
    content = seal.contents[number]
    return {"hash": seal.records[number], "front": content.front, "wordings": content.wordings}


def _numbering(numbering: Numbering) -> dict[str, Any]:
    places = [
        {"chapter": one.chapter, "section": one.section, "scheme": one.scheme.example}
        | ({"first": one.first} if one.first else {})
        for one in numbering.places
    ]
    return {"scheme": numbering.scheme.example, "sections": places}


class _Tree(BaseModel):
    edition: str
    hash: str
    steps: frozenset[str]
    editions: dict[str, str] = Field(default_factory=dict)


class _Record(BaseModel):
    hash: str
    front: dict[str, Any]
    wordings: dict[str, tuple[str, str]]


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

    def read(self) -> Numbering:
        places = (
            Place(one.chapter, one.section, read_scheme(one.scheme) or DEFAULT, one.first)
            for one in self.sections
        )
        return Numbering(tuple(places), read_scheme(self.scheme) or DEFAULT)


class _File(BaseModel):
    """The seal as it is written."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1, 2]
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
    provisions: dict[str, _Wording]


_RESTORE = "put the file back as it was last committed, then run 'manual seal'"


def read_seal(text: str, path: str = SEAL) -> Seal:
    """The seal in the text of the file at `path`.

    Raises `ProblemsError` where a merge of it is not finished, where it is not of this form, or
    where a wording does not have the hash beside it.
    """
    if split_merge(text):
        line = next(n for n, row in enumerate(text.split("\n"), 1) if row.startswith("<<<<<<< "))
        message = "two changes of the seal have met, and the merge is not finished"
        hint = "run 'manual seal': it makes one seal of the two, or says what stands in the way"
        raise ProblemsError([Problem("merge-unfinished", Where(path, line), message, hint)])
    try:
        data = _File.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ", ".join(map(str, first["loc"])) or "the whole"
        message = f"the seal cannot be read: {place}: {first['msg'].lower()}"
        raise ProblemsError([Problem("seal-unreadable", Where(path), message, _RESTORE)]) from error
    numbering = data.numbering.read() if data.numbering else PLAIN
    problems = [*_altered(data, numbering, text, path)]
    if problems:
        raise ProblemsError(problems)
    return _seal(data, numbering)


def _altered(data: _File, numbering: Numbering, text: str, path: str) -> Iterator[Problem]:
    """A problem for each wording and each record that does not have the hash beside it."""
    for name, entry in data.provisions.items():
        wording = Wording(entry.heading, entry.text)
        if numbering.read(name) is None or hash_wording(wording) != entry.hash:
            message = f"the seal disagrees with itself about {name}: it was changed by hand"
            yield Problem("seal-altered", _where(text, name, path), message, _RESTORE)
    for number, record in data.records.items():
        if isinstance(record, _Record):
            content = SealedRecord(record.front, record.wordings)
            if hash_content(content) != record.hash:
                message = f"the seal disagrees with itself about amendment {number}"
                where = _where(text, str(number), path)
                yield Problem("seal-altered", where, message, _RESTORE)


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
        {n: SealedTree(t.edition, t.hash, t.steps, t.editions) for n, t in data.trees.items()},
        data.numbers,
        data.addresses,
        data.withdrawn,
        data.feed,
        {name: SealedContact(c.checked, c.hash) for name, c in data.contacts.items()},
        {
            n: SealedRecord(r.front, r.wordings)
            for n, r in data.records.items()
            if isinstance(r, _Record)
        },
        data.list_of_contacts,
        numbering,
    )


def _where(text: str, name: str, path: str) -> Where:
    offset = max(text.find(f'"{name}": {{'), 0)
    return Where(path, text.count("\n", 0, offset) + 1)


def split_merge(text: str) -> tuple[str, str] | None:
    """The two versions in a `text` whose merge git left unfinished; None where there is none.

    Source of the marks: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
    """
    if "\n<<<<<<< " not in f"\n{text}":
        return None
    ours: list[str] = []
    theirs: list[str] = []
    sides: tuple[list[str], ...] = (ours, theirs)
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            sides = (ours,)
        elif line.startswith("||||||| "):
            sides = ()
        elif line.startswith("======="):
            sides = (theirs,)
        elif line.startswith(">>>>>>> "):
            sides = (ours, theirs)
        else:
            for side in sides:
                side.append(line)
    return "".join(ours), "".join(theirs)
