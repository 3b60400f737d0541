"""Takes in a copy that came back: what it changes, held against its base and the texts of today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from manual.problem import ProblemsError
from manual.review.apply import apply
from manual.review.base import Base, Blocks, find_base, section_of
from manual.review.copy import read_whole, sources_of
from manual.review.returned import Grouper, Returned, quote
from manual.review.source import GLOSSARY_KEY, Source
from manual.review.told import Told, ToldError
from manual.word.drawn import Author, Unit
from manual.word.marked import Marked, read_marked
from manual.word.pack import Cover, write_package
from manual.word.package import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from manual.model import Reading
    from manual.numbers.number import Number
    from manual.text.memory import Memory
    from manual.word.block import Block, Run

_NO_COVER = Cover("", "", "", Author("", "2000-01-01T00:00:00Z"), {})


@dataclass(frozen=True)
class Taken:
    """What came of a copy."""

    texts: Mapping[str, str]
    """The files that change, by path."""
    changed: tuple[str, ...]
    """The numbers of the provisions that do."""
    hands: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Who changed something, on which days, and which provisions."""
    remarks: tuple[str, ...]
    """What the editor is told: open comments, and what to look at."""


def take_copy(
    texts: Mapping[str, str], today: date, name: str, data: bytes, memory: Memory | None = None
) -> Taken:
    """What the Word file called `name` makes of the texts; `memory` has what was read before.

    Raises `ToldError` with all that stands in the way, `ProblemsError` where the texts themselves
    have problems.
    """
    reading = read_whole(texts, today, memory)
    try:
        marked = read_marked(data)
    except FileError as error:
        raise ToldError([f"{name}: {error}"]) from error
    base = find_base(reading, marked, name)
    return _Taking(reading, texts, name, marked, base).take()


def _key_order(base: Mapping[str, Blocks]) -> list[Unit]:
    """The provisions as units of a copy: the glossary last, as copies have it."""
    keys = sorted(base, key=lambda key: key.startswith(GLOSSARY_KEY))
    return [Unit(key, base[key], base[key]) for key in keys]


@dataclass
class _Taking:
    """Holds a file against its base, and puts what it changes into the texts."""

    reading: Reading
    texts: Mapping[str, str]
    name: str
    marked: Marked
    base: Base
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def take(self) -> Taken:
        """What comes of it. Raises `ToldError` with all that stands in the way."""
        before, after = self._normal(self.base.before), self._normal(self.base.after)
        labels: dict[str, str] = {}
        rejected = self._group(self.marked, labels, rejected=True)
        accepted = self._group(self.marked, labels, rejected=False)
        self._tell_faults(rejected, accepted)
        self._hold(before, after, rejected)
        self._check_numbers(accepted)
        self._tell_unnumbered(rejected, accepted)
        changed = self._changes(after, rejected, accepted)
        written = self._merge(changed, accepted)
        if self.faults:
            raise ToldError(dict.fromkeys(self.faults))
        self._tell_comments(accepted, rejected)
        return Taken(
            {path: text for path, text in written.items() if text != self.texts[path]},
            tuple(changed),
            tuple(self._hands(accepted, rejected)),
            tuple(dict.fromkeys(self.remarks)),
        )

    # The two readings

    def _normal(self, state: Mapping[str, Blocks]) -> dict[str, Blocks]:
        """Provisions as they are when they have been through Word and nobody has changed them."""
        marked = read_marked(write_package(_NO_COVER, _key_order(state)))
        grouper = Grouper(self.reading.numbering, state, _notes(marked, 0), {}, rejected=True)
        return {key: tuple(blocks) for key, blocks in grouper.group(marked.rejected).units.items()}

    def _group(self, marked: Marked, labels: dict[str, str], *, rejected: bool) -> Returned:
        known = self.base.before if rejected else {**self.base.before, **self.base.after}
        notes = _notes(marked, 0 if rejected else 1)
        grouper = Grouper(self.reading.numbering, known, notes, labels, rejected=rejected)
        return grouper.group(marked.rejected if rejected else marked.accepted)

    def _tell_faults(self, rejected: Returned, accepted: Returned) -> None:
        for told in (*rejected.faults, *accepted.faults):
            self._fault(told, accepted.places.get(told.place, ""))
        for refused in self.marked.faults:
            message = f"{refused.what} cannot be carried into the texts"
            key = accepted.places.get(refused.place) or rejected.places.get(refused.place, "")
            self._fault(Told(refused.place, message, refused.hint), key)
        for told in accepted.remarks:
            self.remarks.append(told.spell(self.name, accepted.places.get(told.place, "")))

    def _fault(self, told: Told, key: str = "") -> None:
        self.faults.append(told.spell(self.name, key))

    # Against the base

    def _hold(
        self, before: Mapping[str, Blocks], after: Mapping[str, Blocks], rejected: Returned
    ) -> None:
        """Tell each provision that is not as in the base when all changes are rejected."""
        for key in dict.fromkeys([*before, *rejected.units]):
            there = tuple(rejected.units.get(key, ()))
            was = before.get(key, ())
            if not there and self.base.is_amendment and key in after:
                continue
            if _words(there) in {_words(was), _words(after.get(key, was))}:
                if there not in {was, after.get(key, was)}:
                    self.remarks.append(
                        f"{self.name}: in {key}, bold, italics or a link differ from the base, and "
                        "no change is tracked: that is not taken in"
                    )
                continue
            self._fault(_untracked(was, there), key)

    def _changes(
        self, after: Mapping[str, Blocks], rejected: Returned, accepted: Returned
    ) -> list[str]:
        """The numbers of what the file changes."""
        if self.base.is_amendment:
            was = {key: list(blocks) for key, blocks in after.items()}
        else:
            was = rejected.units
        keys = dict.fromkeys([*was, *accepted.units])
        return [key for key in keys if was.get(key, []) != accepted.units.get(key, [])]

    def _check_numbers(self, accepted: Returned) -> None:
        """Tell numbers that are out of order, and new ones that were used before."""
        used = self.reading.seal.numbers if self.reading.seal else frozenset()
        before: Number | None = None
        for key in accepted.units:
            number = self.reading.numbering.read(key)
            if number is None or number.is_definition:
                continue
            known = key in self.base.before or key in self.base.after
            if before and before.of_section == number.of_section and number < before:
                hint = "put it in its place; or give it a number that none has had, where it stands"
                self._fault(Told(0, f"it stands below {before}", hint), key)
            elif not known and key in used:
                hint = f"take the next that is free, such as {key}A; no number is used twice"
                self._fault(Told(0, "this number was used before", hint), key)
            before = number

    def _tell_unnumbered(self, rejected: Returned, accepted: Returned) -> None:
        """Tell new paragraphs that may have been meant as provisions of their own."""
        for key, blocks in accepted.units.items():
            old = rejected.units.get(key, [])
            bare = [one for one in blocks if _is_bare(one)]
            if len(bare) > sum(map(_is_bare, old)):
                said = next((one for one in bare if one not in old), bare[-1])
                self.remarks.append(
                    f"{self.name}: in {key}, {quote(said)} has no number: it is part of {key} now. "
                    f"If it is to be a provision of its own, give it one, such as {key}A"
                )

    # Into the texts

    def _merge(self, changed: Sequence[str], accepted: Returned) -> dict[str, str]:
        """The texts with what the file changes; what somebody else changed since is told."""
        sources = {source.key: source for source in sources_of(self.reading, self.texts)}
        owner = {passage.key: key for key, one in sources.items() for passage in one.passages}
        by_source: dict[str, list[str]] = defaultdict(list)
        order = list(accepted.units)
        for key in changed:
            home = owner.get(key) or self._home(key)
            if home in sources:
                by_source[home].append(key)
        written = {}
        for home, keys in by_source.items():
            source = sources[home]
            target = self._target(source, keys, order, accepted)
            text = apply(source, [block for blocks in target.values() for block in blocks])
            written[source.path] = text
        self._verify(written, changed, accepted)
        return written

    def _home(self, key: str) -> str:
        number = self.reading.numbering.read(key)
        return section_of(number) if number else ""

    def _target(
        self, source: Source, keys: Sequence[str], order: Sequence[str], accepted: Returned
    ) -> dict[str, Sequence[Block]]:
        """The blocks of a section as they are to be, by number."""
        now = source.blocks
        normal = self._normal(now)
        was = self._normal({k: v for k, v in self.base.after.items() if k in {*now, *keys}})
        target: dict[str, Sequence[Block]] = dict(now)
        for key in keys:
            new = accepted.units.get(key)
            if normal.get(key, ()) == tuple(new or ()):
                continue  # somebody else has made the same change
            if _words(normal.get(key, ())) != _words(was.get(key, ())):
                self._clash(key, normal.get(key, ()))
            elif key == source.key:
                self._replace_head(target, key, new)
            elif new is None:
                target.pop(key, None)
            else:
                target = _placed(target, key, _with_boxes(new, now.get(key, ())), order)
        return target

    def _replace_head(
        self, target: dict[str, Sequence[Block]], key: str, new: Sequence[Block] | None
    ) -> None:
        """The title of a section and what stands ahead of its first number."""
        if not new:
            hint = "a section is withdrawn in its file: see EDITING.md; keep its title in Word"
            self._fault(Told(0, f"the title of {key} is deleted", hint))
        elif self.base.is_amendment and len(self.base.after.get(key, ())) == 1:
            target[key] = [new[0], *target[key][1:]]
        else:
            target[key] = _with_boxes(new, target[key])

    def _clash(self, key: str, now: Blocks) -> None:
        what = "the texts have another wording by now" if now else "the texts have it no more"
        hint = (
            f"{key} was changed since this copy was made: read both, and make the change in docs/ "
            "by hand; then delete it from this file with changes tracked, or reject it there"
        )
        self._fault(Told(0, f"{what}", hint), key)

    def _verify(
        self, written: Mapping[str, str], changed: Sequence[str], accepted: Returned
    ) -> None:
        """Tell what does not read in the texts as it does in the file."""
        if self.faults or not written:
            return
        after = read_back({**self.texts, **written}, self.reading)
        if isinstance(after, list):
            self.faults += after
            return
        state = {
            passage.key: passage.blocks
            for source in sources_of(after, {**self.texts, **written})
            for passage in source.passages
            if source.path in written
        }
        normal = self._normal(state)
        for key in changed:
            wanted = tuple(accepted.units.get(key, ()))
            if self.base.is_amendment and len(self.base.after.get(key, ())) == 1:
                continue
            now = normal.get(key, ())
            if now != wanted:
                hint = "make this change in docs/ by hand, and reject it in this file"
                lost = [one for one in wanted if one not in now]
                message = f"this cannot be written in the texts: {_first(lost or wanted)}"
                self._fault(Told(0, message, hint), key)

    # What is told

    def _hands(
        self, accepted: Returned, rejected: Returned
    ) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        places = {**rejected.places, **{k: v for k, v in accepted.places.items() if v}}
        by_author: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
        for hand in self.marked.hands:
            days, keys = by_author.setdefault(hand.author, ({}, {}))
            days.setdefault(hand.day)
            if key := places.get(hand.place):
                keys.setdefault(key)
        for author, (days, keys) in by_author.items():
            told = sorted(day for day in days if day)
            yield author, " to ".join(dict.fromkeys([*told[:1], *told[-1:]])), tuple(keys)

    def _tell_comments(self, accepted: Returned, rejected: Returned) -> None:
        for one in self.marked.comments:
            if one.author == "The manual" or not one.text:
                continue
            key = accepted.places.get(one.place) or rejected.places.get(one.place, "")
            day = f", {one.day}" if one.day else ""
            said = f"{one.author}{day} says: {one.text}"
            self.remarks.append(Told(one.place, said).spell(self.name, key))


def read_back(texts: Mapping[str, str], reading: Reading) -> Reading | list[str]:
    """What is read of the texts once they are written; what is wrong with them, in words."""
    try:
        return read_whole(texts, reading.today, reading.memory)
    except ProblemsError as error:
        return [str(problem) for problem in error.problems]


def _notes(marked: Marked, reading: int) -> dict[str, tuple[Run, ...]]:
    return {id_: readings[reading] for id_, readings in marked.notes.items()}


def _words(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(block.words for block in blocks)


def _is_bare(block: Block) -> bool:
    return block.kind == "prose" and not (block.number or block.depth or block.within)


def _first(blocks: Sequence[Block]) -> str:
    return quote(blocks[0]) if blocks else "nothing"


def _untracked(was: Blocks, there: Blocks) -> Told:
    """What differs first between a base and a file with all changes rejected."""
    hint = (
        "somebody changed it without tracking: in Word, compare it with the copy that you sent "
        "(Review, Compare), and send that through; or make the change in docs/ by hand"
    )
    pairs = zip([*was, None], [*there, None], strict=False)
    old, new = next(((a, b) for a, b in pairs if (a and a.words) != (b and b.words)), (None, None))
    if old and new:
        alike = zip(old.text, new.text, strict=False)
        at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], alike))
        what = f"reads {quote(new, at)}, and its base {quote(old, at)}"
    elif old:
        what = f"lacks {quote(old)}"
    else:
        what = f"has more than its base: {_first([new] if new else [])}"
    return Told(0, f"with all changes rejected it {what}", hint)


def _with_boxes(new: Sequence[Block], old: Sequence[Block]) -> list[Block]:
    """Blocks whose boxes are of the kind that they were: Word does not tell it."""
    kinds = iter([block.mark for block in old if block.kind == "title"])
    return [
        replace(block, mark=next(kinds, "note")) if block.kind == "title" else block
        for block in new
    ]


def _placed(
    target: Mapping[str, Sequence[Block]], key: str, new: Sequence[Block], order: Sequence[str]
) -> dict[str, Sequence[Block]]:
    """The provisions with one replaced, or put in behind what stands before it in the file."""
    if key in target:
        return {**target, key: new}
    ahead = [one for one in order[: order.index(key)] if one in target]
    at = list(target).index(ahead[-1]) + 1 if ahead else len(target)
    items = list(target.items())
    return dict([*items[:at], (key, new), *items[at:]])
