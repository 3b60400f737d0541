"""What the search looks through, as data: one record for each thing that a reader can be led to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from manual.model import Manual


Kind = Literal[
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
    """Of a chapter, section or paragraph."""
    title: str = ""
    """Its title: of a paragraph the heading above it, of a question what it asks."""
    also: str = ""
    """More words by which it is found, which are not shown."""
    of: str = ""
    """What it is part of: the section, the area, the flowchart."""
    text: str = ""
    """Its present text; of a number that is gone, what became of it."""
    address: str
    """From the site's root."""
    clauses: tuple[str, ...] = ()
    """The marks of its sub-paragraphs: `(b)(ii)`."""
    clause_address: str = ""
    """What their addresses begin with; their marks follow."""


class SearchData(_Model):
    """All that the search knows, as the browser loads it."""

    synonyms: dict[str, tuple[str, ...]]
    """Everyday words, each with the formal ones that are searched for too."""
    records: tuple[SearchRecord, ...]


def search_file(records: Iterable[SearchRecord], synonyms: Mapping[str, tuple[str, ...]]) -> str:
    """The text, as JSON, of the file from which the browser builds its index."""
    data = SearchData(synonyms=dict(synonyms), records=tuple(records))
    return data.model_dump_json(exclude_defaults=True) + "\n"


def unused_synonyms(manual: Manual) -> Iterator[tuple[str, str]]:
    """Each everyday word of the settings, with each formal one that the manual never uses."""
    synonyms = manual.site.settings.synonyms
    if not synonyms:
        return
    words = " ".join(_all_texts(manual)).casefold()
    for everyday, formal in synonyms.items():
        yield from ((everyday, word) for word in formal if word.casefold() not in words)


def _all_texts(manual: Manual) -> Iterator[str]:
    """The texts of the manual as in their sources, with each run of white space as one space."""
    texts = [
        *(f"{w.heading} {w.text}" for w in manual.history.newest.values()),
        *(f"{' '.join(term.names)} {term.explanation}" for term in manual.glossary.terms),
        *(loaded.tree.model_dump_json() for loaded in manual.trees),
        manual.contacts.model_dump_json(),
        *(page.body for page in manual.plain.values()),
    ]
    return (" ".join(text.split()) for text in texts)
