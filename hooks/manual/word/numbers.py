"""The numbers that Word shows and does not write: those of `numbering.xml`.

Source: ECMA-376, part 1, 17.9 (numbering). What it leaves open is as Word does it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from manual.word.package import W
from manual.word.signs import write_sign
from manual.word.styles import Styles, is_on, number, value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """How the numbers of one level of a list are written."""

    start: int = 0
    form: str = "decimal"
    text: str = ""
    """Where each `%1` stands for the number of that level."""
    restart: int | None = None
    """After which level it begins anew, from 1; 0 is never, None each that is above it."""
    style: str = ""
    """The style of paragraphs that are on this level."""
    digits: bool = False
    """Whether the numbers of the levels above are in digits here."""


class Shown(NamedTuple):
    """The number of a paragraph as Word shows it."""

    label: str
    """`2.1.3`, `(a)`; a bullet as `•`; empty where nothing is shown."""
    family: str
    """Which list it is of."""
    level: int
    """From 0."""
    doubt: str = ""
    """What is not certain of it."""


@dataclass(frozen=True)
class _List:
    """A list as paragraphs name it: its pattern, and what it changes of it."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass
class _Count:
    """How far the lists of one pattern have come."""

    at: dict[int, int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    """The lists whose own starts have been applied."""


@dataclass
class Numbers:
    """Numbers the paragraphs of a document, in their order."""

    styles: Styles
    lists: Mapping[int, _List]
    _counts: dict[str, _Count] = field(default_factory=dict)

    def show(self, properties: Element | None, style: str | None) -> Shown | None:
        """The number of the next paragraph; None where it has none."""
        found = self._place(properties, style)
        if found is None:
            return None
        id_, level = found
        list_ = self.lists[id_]
        form = list_.levels.get(level)
        if form is None:
            return None
        count = self._counts.setdefault(list_.abstract, _Count())
        self._step(count, list_, str(id_), level)
        label, doubt = _write(form, list_.levels, count.at, level)
        return Shown(label, f"list {list_.abstract}", level, doubt)

    def _place(self, properties: Element | None, style: str | None) -> tuple[int, int] | None:
        """The list and the level of a paragraph."""
        of_style, levels = self.styles.numbering(style)
        own = properties.find(f"{W}numPr") if properties is not None else None
        own_list = number(own.find(f"{W}numId")) if own is not None else None
        level = number(own.find(f"{W}ilvl")) if own is not None else None
        id_ = of_style if own_list is None else own_list
        if not id_ or id_ not in self.lists:
            return None
        if level is None and own_list is None:
            named = {one.style: at for at, one in self.lists[id_].levels.items() if one.style}
            given = (named.get(name, level) for name, level in levels)
            level = next((one for one in given if one is not None), 0)
        return id_, min(max(level or 0, 0), _LEVELS - 1)

    def _step(self, count: _Count, list_: _List, id_: str, level: int) -> None:
        if id_ not in count.begun:
            count.begun.add(id_)
            for at in list_.starts:
                count.at.pop(at, None)
        start = list_.levels[level].start
        for deeper in [at for at in count.at if at > level]:
            if _restarts(list_.levels.get(deeper), level):
                del count.at[deeper]
        count.at[level] = count.at[level] + 1 if level in count.at else start


def _restarts(form: Level | None, level: int) -> bool:
    """Whether a number on `level` makes a deeper level begin anew."""
    if form is None or form.restart is None:
        return True
    return form.restart > level


def _write(
    form: Level, levels: Mapping[int, Level], at: dict[int, int], level: int
) -> tuple[str, str]:
    """The number on a level as it is shown, and what is not certain of it."""
    if form.form == "bullet":
        return "•", ""
    doubts = []

    def one(match: re.Match[str]) -> str:
        named = int(match[1]) - 1
        its = levels.get(named, Level())
        if named not in at:
            if named > level:
                return ""
            doubts.append("no number of a higher level stands before it")
        place = at.get(named, its.start)
        digits = form.digits and its.form not in {"none", "bullet"}
        sign = write_sign(place, "decimal" if digits else its.form)
        if sign is None:
            doubts.append(f"its form '{its.form}' is written in digits here")
        return str(place) if sign is None else sign

    label = _PLACE.sub(one, form.text)
    return " ".join(label.split()), "; ".join(dict.fromkeys(doubts))


def read_numbers(root: Element | None, styles: Styles) -> Numbers:
    """The lists of the part `numbering.xml`."""
    if root is None:
        return Numbers(styles, {})
    patterns = {value(one, "abstractNumId") or "": one for one in root.iter(f"{W}abstractNum")}
    nums = {number(one, "numId") or 0: one for one in root.iter(f"{W}num")}
    lists = {id_: _list(one, patterns, nums, styles) for id_, one in nums.items() if id_}
    return Numbers(styles, lists)


def _list(
    num: Element, patterns: Mapping[str, Element], nums: Mapping[int, Element], styles: Styles
) -> _List:
    abstract, pattern = _pattern(num, patterns, nums, styles)
    levels = {}
    for one in pattern.findall(f"{W}lvl") if pattern is not None else ():
        levels[number(one, "ilvl") or 0] = _level(one)
    starts = {}
    for change in num.findall(f"{W}lvlOverride"):
        at = number(change, "ilvl") or 0
        if (own := change.find(f"{W}lvl")) is not None:
            levels[at] = _level(own)
        if (start := number(change.find(f"{W}startOverride"))) is not None:
            starts[at] = start
            levels[at] = replace(levels.get(at, Level()), start=start)
    return _List(abstract, levels, starts)


def _pattern(
    num: Element, patterns: Mapping[str, Element], nums: Mapping[int, Element], styles: Styles
) -> tuple[str, Element | None]:
    """The pattern of a list; where that leads to a style of lists, the pattern of the style."""
    abstract = value(num.find(f"{W}abstractNumId")) or ""
    pattern = patterns.get(abstract)
    link = value(pattern.find(f"{W}numStyleLink")) if pattern is not None else None
    if link and (found := styles.numbering(link)[0]) in nums and found:
        abstract = value(nums[found].find(f"{W}abstractNumId")) or ""
        pattern = patterns.get(abstract, pattern)
    return abstract, pattern


def _level(element: Element) -> Level:
    return Level(
        number(element.find(f"{W}start")) or 0,
        _form(element),
        (value(element.find(f"{W}lvlText")) or "")[:100],
        number(element.find(f"{W}lvlRestart")),
        value(element.find(f"{W}pStyle")) or "",
        is_on(element.find(f"{W}isLgl")),
    )


def _form(element: Element) -> str:
    found = element.find(f"{W}numFmt")
    if found is None:  # newer forms stand in a choice, with an older one to fall back on
        found = next(iter([*element.iter(f"{W}numFmt")][::-1]), None)
    return value(found) or "decimal"
