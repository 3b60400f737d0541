"""What the search looks through, as data: one record for each thing that a reader can be led to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from manual.address import SETTINGS
from manual.problem import Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from manual.model import Manual


Kind = Literal[
    "situation",
    "chapter",
    "section",
    "paragraph",
    "gone",
    "term",
    "contact",
    "question",
    "outcome",
    "amendment",
    "form",
    "page",
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SearchRecord(_Model):
    """A possible result of a search. Every text in it is plain, without Markdown or HTML."""

    kind: Kind
    number: str = ""
    """Of a chapter, section or paragraph; of a situation, that of the paragraph that answers it."""
    title: str = ""
    """Its title: of a paragraph the heading above it, of a question what it asks."""
    also: str = ""
    """More words by which it is found, which are not shown."""
    says: str = ""
    """What people type for a situation."""
    of: str = ""
    """What it is part of: the area, the flowchart; of a paragraph the section, unless its record
    stands ahead."""
    text: str = ""
    """Its present text; of a number that is gone, what became of it."""
    address: str = ""
    """From the site's root; of a situation none, since it is that of its number."""
    clauses: tuple[str, ...] = ()
    """The marks of its sub-paragraphs: `(b)(ii)`."""
    clause_address: str = ""
    """What their addresses begin with; their marks follow."""
    step: str = ""
    """Of a situation, the address of the step of a flowchart that goes with it."""
    contact: str = ""
    """Of a contact its id, of a situation whom to call: `front-door`, `east-sussex/front-door`."""
    area: str = ""
    """The id of a contact's area; empty where it serves all."""
    phones: tuple[tuple[str, str], ...] = ()
    """A contact's number and its out-of-hours number, each as it is shown and as a link."""
    hours: str = ""
    """When the first of them answers, as the pages' script reads it."""
    form: tuple[str, str] | None = None
    """A contact's online form, which comes before its number: the host and the link."""
    doubt: str = ""
    """How far to trust a contact: `not yet confirmed`."""
    doubt_from: str = ""
    """The day from which that is so, where it lies ahead."""


class SearchData(_Model):
    """All that the search knows, as the browser loads it."""

    synonyms: dict[str, tuple[str, ...]]
    """Everyday words, each with the formal ones that are searched for too."""
    records: tuple[SearchRecord, ...]


def search_file(records: Iterable[SearchRecord], synonyms: Mapping[str, tuple[str, ...]]) -> str:
    """The text, as JSON, of the file from which the browser builds its index."""
    data = SearchData(synonyms=dict(synonyms), records=tuple(records))
    return data.model_dump_json(exclude_defaults=True) + "\n"


def everyday_words(manual: Manual) -> dict[str, tuple[str, ...]]:
    """Everyday words, each with the formal ones that are searched for too."""
    return {**manual.site.settings.synonyms, **manual.situations.whole.words}


def unused_words(manual: Manual) -> Iterator[tuple[str, str, Where]]:
    """Each everyday word, with each formal one that the manual never uses, and its place."""
    if not (known := everyday_words(manual)):
        return
    words = " ".join(_all_texts(manual)).casefold()
    own = manual.situations
    for everyday, formal in known.items():
        is_own = everyday in own.whole.words
        where = own.data.where("words", everyday) if is_own else Where(SETTINGS)
        yield from ((everyday, word, where) for word in formal if word.casefold() not in words)


def _all_texts(manual: Manual) -> Iterator[str]:
    """The texts of the manual as in their sources, with each run of white space as one space."""
    texts = [
        *(f"{w.heading} {w.text}" for w in manual.history.newest.values()),
        *(f"{' '.join(term.names)} {term.explanation}" for term in manual.glossary.terms),
        *(loaded.tree.model_dump_json() for loaded in manual.trees),
        manual.contacts.model_dump_json(),
        *(page.body for page in manual.plain.values()),
        *(" ".join(one.phrases) for one in manual.situations.whole.situations.values()),
    ]
    return (" ".join(text.split()) for text in texts)
