"""Whether a link to a place on a page, `page.md#place`, leads to one that is there."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown.extensions.toc import slugify

from manual.address import CONTACTS_PATH, FRAME_IDS, GLOSSARY_PATH, PART_IDS, flowchart_path
from manual.markup.safe import scheme_of
from manual.problem import Problem, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.model import Reading
    from manual.passages import Passage

_COUNTED = re.compile(r"_\d+$")
"""What tells one heading from another with the same words."""
_MADE = re.compile(r"(?:history|term|amendment|section)-")
"""Ids that the build makes beside a text."""


@dataclass
class Anchors:
    """The ids on each page that an editor's text has, and the links that ask for one."""

    reading: Reading
    ids: dict[str, set[str]] = field(default_factory=dict)
    asked: list[tuple[Passage, str, str, str]] = field(default_factory=list)
    """A passage, the address of a link in it, and the page and the id that it leads to."""

    def __post_init__(self) -> None:
        reading = self.reading
        for chapter in reading.chapters:
            self.ids[chapter.path] = {slugify(chapter.title, "-")}
            for section in chapter.sections:
                self.ids[section.path] = {one.number.id for one in section.provisions}
        for path, page in reading.plain.items():
            self.ids[path] = {slugify(page.title or "", "-")}
        self.ids[GLOSSARY_PATH] = {term.id for term in reading.glossary.terms}
        if reading.loaded_contacts and CONTACTS_PATH in self.ids:
            self.ids[CONTACTS_PATH] |= {"everywhere", *reading.loaded_contacts.contacts.areas}
        for tree in reading.trees:
            self.ids[flowchart_path(tree.name)] = {*tree.tree.steps}

    def note(self, passage: Passage) -> None:
        """Keep the headings of a passage, and its links to places."""
        if passage.is_earlier:
            return
        if passage.page in self.ids:
            said = passage.rendered.reading.headings
            self.ids[passage.page] |= {slugify(heading, "-") for heading in said}
        for link in passage.rendered.reading.links:
            path, _, place = unquote(link.address).partition("#")
            if place and not scheme_of(link.address) and not self.reading.numbering.read(place):
                target = posixpath.normpath(posixpath.join(passage.folder, path))
                page = target if path else passage.page
                self.asked.append((passage, link.address, page, place))

    def check(self) -> Iterator[Problem]:
        """A problem for each link to a place that its page does not have."""
        faulty = {path.removeprefix("docs/") for path in self.reading.faulty}
        for passage, address, page, place in self.asked:
            own = self.ids.get(page)
            if own is None or page in faulty or self._is_there(place, own):
                continue
            hint = suggest(place, own, otherwise="name the words of a heading: page.md#at-night")
            message = f"a link leads to '{address[:60]}', and no place there is called '{place}'"
            where = passage.region.find(address)
            yield passage.region.tell(Problem("link-nowhere", where, message, hint))

    @staticmethod
    def _is_there(place: str, own: set[str]) -> bool:
        number = place.partition("(")[0]
        names = {place, number, _COUNTED.sub("", place)}
        return bool(names & {*own, *FRAME_IDS, *PART_IDS} or _MADE.match(place))
