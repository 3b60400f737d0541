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
    "page",
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SearchRecord(_Model):
    """A result that a search can give. Every text is plain, without marks of any kind."""

    kind: Kind
    number: str = ""
    """Of a chapter, section or paragraph."""
    title: str = ""
    """Its own: of a paragraph the heading above it, of a question what it asks."""
    also: str = ""
    """Words by which it is found too, and which are not shown."""
    of: str = ""
    """What it stands in: the section, the area, the flowchart."""
    text: str = ""
    """What it says at present. Of a number that is gone, what became of it."""
    address: str
    """From the site's root."""


class SearchData(_Model):
    """All that the search knows."""

    synonyms: dict[str, tuple[str, ...]]
    """Everyday words, and the formal ones that are looked for too."""
    records: tuple[SearchRecord, ...]


def search_file(records: Iterable[SearchRecord], synonyms: Mapping[str, tuple[str, ...]]) -> str:
    """The text of what the browser builds its index from."""
    data = SearchData(synonyms=dict(synonyms), records=tuple(records))
    return data.model_dump_json(exclude_defaults=True) + "\n"


def unused_synonyms(manual: Manual) -> Iterator[tuple[str, str]]:
    """Each everyday word of the settings with a formal one that the manual nowhere says."""
    synonyms = manual.site.settings.synonyms
    if not synonyms:
        return
    words = " ".join(_all_texts(manual)).casefold()
    for everyday, formal in synonyms.items():
        yield from ((everyday, word) for word in formal if word.casefold() not in words)


def _all_texts(manual: Manual) -> Iterator[str]:
    """The texts of the manual, as their sources have them; white space is made one space."""
    texts = [
        *(f"{w.heading} {w.text}" for w in manual.history.newest.values()),
        *(f"{' '.join(term.names)} {term.explanation}" for term in manual.glossary.terms),
        *(loaded.tree.model_dump_json() for loaded in manual.trees),
        manual.contacts.model_dump_json(),
        *(page.body for page in manual.plain.values()),
    ]
    return (" ".join(text.split()) for text in texts)
