"""The manual as data, `/manual.json`, by which another system can say what was in force when."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from manual.address import DATA_SCHEMA, address_of, amendment_address
from manual.amendments.files import spans
from manual.contacts.model import Contacts
from manual.tree.model import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.amendments.timeline import Timeline
    from manual.numbers.number import Number
    from manual.pages.context import Context
    from manual.provisions.model import Wording


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,  # the schema has them
    )


class WordingData(_Model):
    """A wording and the period in which it stood."""

    from_: date = Field(alias="from")
    """The first day."""
    until: date | None
    """The last day; null where it stands until further notice."""
    heading: str
    """The cross-headings above it, as Markdown; of a section's own provision, its title."""
    text: str
    """Markdown."""
    clauses: tuple[str, ...]
    """The marks of its sub-paragraphs: the address of one is the provision's, and these."""
    amendments: tuple[int, ...]
    """Those that made it so, all of one day."""


class MeaningData(_Model):
    """What a term of the glossary means, and the period in which it did."""

    from_: date | None = Field(alias="from")
    """The first day; null where no amendment says since when."""
    until: date | None
    """The last day; null where it stands until further notice."""
    names: tuple[str, ...]
    """The term, and other forms of it."""
    text: str
    """Markdown."""
    amendments: tuple[int, ...]
    """Those that made it so, all of one day."""


class DefinitionData(_Model):
    """A term of the glossary: each meaning it has had on record, or will have."""

    number: str
    """By which records name it: `glossary/front-door`."""
    address: str
    """Its deep link."""
    meanings: tuple[MeaningData, ...]


class ProvisionData(_Model):
    """A provision: each wording it has had or will have."""

    number: str
    address: str
    """Its deep link."""
    now: str | None
    """The number that it bears now, where it was renumbered."""
    wordings: tuple[WordingData, ...]


class AmendmentData(_Model):
    """An amendment."""

    number: int
    title: str
    in_force: date
    kind: Literal["substantive", "editorial"]
    reason: str
    action: str
    approved_by: str | None
    approved_on: date | None
    """Null where nobody has approved it yet, and where the day is not known."""
    restated: bool
    address: str
    proof: str | None
    """Of the sealing with which it came into force: see `chain.json`."""
    files: tuple[str, ...]
    """The paths of the forms and pictures that it changes or takes away."""
    changes: tuple[tuple[str, str], ...]
    """Number and kind of change: inserted, amended, deleted, renumbered."""


class FileData(_Model):
    """A form or a picture, as it was in some period."""

    path: str
    """Below the folder of the texts, as these name it."""
    address: str
    from_: date | None = Field(alias="from")
    """The day of the amendment that made it so; null where it is as it was first published."""
    until: date | None
    """The last day; null where it stands until further notice."""
    kind: str
    """What readers call its kind: Word, PDF."""
    bytes: int
    sha256: str
    width: int | None
    height: int | None
    """In pixels; null of what is no picture."""


class ManualData(_Model):
    """The whole manual."""

    schema_: str = Field(alias="$schema")
    """Where the form of these data is published."""
    version: Literal[1] = 1
    """Of that form: it rises when a system that reads the data must be changed."""
    title: str
    address: str
    edition: str
    """Id of the edition that stands on the day of the build."""
    proof: str | None
    """Of the newest sealing; null where something is not sealed."""
    built: date
    provisions: tuple[ProvisionData, ...]
    definitions: tuple[DefinitionData, ...]
    """Those of the glossary."""
    amendments: tuple[AmendmentData, ...]
    files: tuple[FileData, ...]
    flowcharts: dict[str, Tree]
    contacts: Contacts


def manual_json(context: Context) -> str:
    """The manual as JSON, in the form that `manual_schema` gives."""
    manual, timelines = context.manual, context.timelines
    url = manual.site.url
    paths = {s.number: s.path for chapter in manual.chapters for s in chapter.sections}
    data = ManualData(
        **{"$schema": f"{url}{DATA_SCHEMA}"},
        title=manual.site.name,
        address=url,
        edition=context.edition.id,
        proof=context.proof or None,
        built=context.today,
        provisions=tuple(
            provision
            for section, timeline in sorted(timelines.items())
            for provision in _provisions(context, timeline, f"{url}{address_of(paths[section])}")
        ),
        definitions=tuple(_definitions(context)),
        amendments=tuple(
            AmendmentData(
                number=record.number,
                title=record.front.title,
                in_force=record.in_force,
                kind=record.front.kind,
                reason=record.front.reason,
                action=record.front.action,
                approved_by=record.front.approved_by,
                approved_on=record.front.approved_on,
                restated=record.front.restated,
                address=f"{url}{amendment_address(record.number)}",
                proof=line.proof if (line := context.sealing_of(record)) else None,
                files=record.front.files,
                changes=tuple((str(change.number), change.kind) for change in changes),
            )
            for record, changes in manual.history.steps()
        ),
        files=tuple(_files(context)),
        flowcharts={loaded.name: loaded.tree for loaded in manual.trees},
        contacts=manual.contacts,
    )
    return data.model_dump_json(by_alias=True) + "\n"


def manual_schema(url: str) -> str:
    """The JSON Schema (2020-12) of the data of the site at `url`, which ends in a slash."""
    named = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{url}{DATA_SCHEMA}",
        **_schema(),
    }
    return json.dumps(named, ensure_ascii=False) + "\n"


@cache
def _schema() -> dict[str, Any]:
    """What follows from the models alone, so that it is made once and not at each build."""
    return ManualData.model_json_schema(by_alias=True, mode="serialization")


def _files(context: Context) -> Iterator[FileData]:
    """Each form and picture, with those of before, in order of path and then of day."""
    for one, begins, ends in spans(context.manual.files, context.manual.history.records):
        yield FileData.model_validate(
            {
                "path": one.path,
                "address": f"{context.manual.site.url}{quote(one.address)}",
                "from": begins,
                "until": date.fromordinal(ends.toordinal() - 1) if ends else None,
                "kind": one.kind,
                "bytes": one.bytes,
                "sha256": one.digest,
                "width": one.width or None,
                "height": one.height or None,
            }
        )


def _definitions(context: Context) -> Iterator[DefinitionData]:
    """The definitions of the glossary, with those that are gone, in order."""
    history = context.manual.history
    first, page = history.editions()[0].date, context.addresses.glossary
    for one in _provisions(context, context.definitions, page, first):
        yield DefinitionData(
            number=one.number,
            address=f"{context.manual.site.url}{one.address}",
            meanings=tuple(
                MeaningData.model_validate(
                    {
                        "from": wording.from_ if wording.amendments else None,
                        "until": wording.until,
                        "names": tuple(wording.heading.split(" / ")),
                        "text": wording.text,
                        "amendments": wording.amendments,
                    }
                )
                for wording in one.wordings
            ),
        )


def _provisions(
    context: Context, timeline: Timeline, page: str, first: date | None = None
) -> Iterator[ProvisionData]:
    """The provisions of a section, with those that are gone, in order of number.

    `first` is the day from which those are told that no record inserts, if there may be some.
    """
    began = [first] if first else []
    days = [*dict.fromkeys([*began, *(record.in_force for record, _ in timeline.steps)])]
    states = {day: timeline.at(day) for day in days}  # a section's, so few and small
    gone = timeline.gone(days[-1]) if days else {}
    # One that was inserted and deleted on the same day is in no state, but is listed all the same.
    numbers = sorted({*gone, *(number for state in states.values() for number in state)})
    touched: dict[tuple[date, Number], list[int]] = {}
    for record, changes in timeline.steps:
        for change in changes:
            key = (record.in_force, change.now or change.number)
            touched.setdefault(key, []).append(record.number)
    for number in numbers:
        now = gone[number].now if number in gone else None
        yield ProvisionData(
            number=str(number),
            address=f"{page}#{number.id}",
            now=str(now) if now else None,
            wordings=tuple(_wordings(context, number, states, touched)),
        )


def _wordings(
    context: Context,
    number: Number,
    states: dict[date, dict[Number, Wording]],
    touched: dict[tuple[date, Number], list[int]],
) -> Iterator[WordingData]:
    starts: list[tuple[date, Wording | None]] = []
    for day, state in states.items():
        if not starts or starts[-1][1] != state.get(number):
            starts.append((day, state.get(number)))
    for index, (day, wording) in enumerate(starts):
        if wording is None:
            continue
        after = starts[index + 1][0] if index + 1 < len(starts) else None
        yield WordingData.model_validate(
            {
                "from": day,
                "until": date.fromordinal(after.toordinal() - 1) if after else None,
                "heading": wording.heading,
                "text": wording.text,
                "clauses": context.clauses_in(wording),
                "amendments": tuple(touched.get((day, number), ())),
            }
        )
