"""Sub-paragraphs: the items of a wording that bear a mark, `(b)`, each with an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote, unquote

from markupsafe import Markup

from manual.numbers.clause import read_path, write_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from manual.numbers.clause import Path
    from manual.numbers.number import Number

_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>ol|ul|li|blockquote|ins|del)\b(?P<attributes>[^>]*)>"
    r'|<span class="list-mark">(?P<mark>[^<]*)</span>'
    r'|<a href="ref:(?P<own>%28[^"]*)">'
)
_START = re.compile(r'\bstart="(\d{1,6})"')
PLACES = 40
"""How many sub-paragraphs of a provision styles can tell apart (see `clauses.css`)."""
_MARKED = ' class="marked"'
_FOOTNOTES = ' class="marked footnotes"'
"""The attributes of a list whose marks stand as they were written, and of the footnotes."""


class Item(NamedTuple):
    """An item with a mark."""

    clause: str
    """Its marks, with those of the items that it is in: `(b)(ii)`."""
    written: str
    """Its own mark as it was written: `(ii)`, `2)`, `a.`."""
    opens: tuple[int, int]
    """Where in the HTML its `<li>` begins and ends."""
    mark: tuple[int, int]
    """Where its mark does."""


class _Own(NamedTuple):
    """A reference of a text to a part of its own provision."""

    named: Path
    within: Path
    """The marks of the item in which it stands."""
    at: tuple[int, int]


@dataclass
class _Open:
    """A list, an item or another element that has not ended."""

    tag: str
    attributes: str = ""
    at: tuple[int, int] = (0, 0)
    path: Path = ()
    has_mark: bool = False
    items: int = 0
    """Of a list of 1., 2., 3.: the number of its last item."""


@dataclass
class _Walk:
    """Goes through the HTML of a wording, or of a redline."""

    skips: str
    """What a redline has and the wording has not, `del` or `ins`: its marks are not counted."""
    stack: list[_Open] = field(default_factory=list)

    def read(self, html: str) -> Iterator[Item | _Own]:
        for token in _TOKEN.finditer(html):
            if token["own"]:
                within = next((one.path for one in reversed(self.stack) if one.path), ())
                yield _Own(read_path(unquote(token["own"])), within, token.span())
            elif token["mark"] is not None:
                yield from self._mark(unescape(token["mark"]), token.span())
            elif token["end"]:
                self.stack.pop()
            else:
                self.stack.append(self._open(token["tag"], token["attributes"], token.span()))

    def _open(self, tag: str, attributes: str, at: tuple[int, int]) -> _Open:
        """An element that begins; an item of a list of 1., 2., 3. has its number for a path.

        So the a) within its fifth item and the a) within its seventh are two: `(5)(a)`, `(7)(a)`.
        """
        above = self.stack[-1] if self.stack else None
        if tag == "li" and above and above.tag == "ol" and 'class="marked' not in above.attributes:
            start = _START.search(above.attributes)
            above.items = above.items + 1 if above.items else int(start[1]) if start else 1
            outer = next((one.path for one in reversed(self.stack) if one.path), ())
            return _Open(tag, attributes, at, (*outer, str(above.items)))
        return _Open(tag, attributes, at)

    def _mark(self, written: str, at: tuple[int, int]) -> Iterator[Item]:
        tags = [one.tag for one in self.stack]
        if {"blockquote", self.skips} & {*tags} or "li" not in tags:
            return  # what is quoted is another text's
        if any(one.attributes == _FOOTNOTES for one in self.stack):
            return
        place = len(tags) - 1 - tags[::-1].index("li")
        item = self.stack[place]
        if item.has_mark or self.stack[place - 1].attributes != _MARKED:
            return
        item.has_mark = True
        outer = next((one.path for one in self.stack[place - 1 :: -1] if one.path), ())
        item.path = (*outer, *read_path(written))
        yield Item(write_path(item.path), written, item.at, at)


@lru_cache(maxsize=8_192)
def find_items(html: str, skips: Literal["del", "ins"] = "del") -> tuple[Item, ...]:
    """The items with marks in the HTML of a wording, in order.

    In that of a redline, those of the wording before (`skips` is `ins`), or of that after.
    """
    if _MARKED not in html:
        return ()
    return tuple(found for found in _Walk(skips).read(html) if isinstance(found, Item))


def find_clauses(html: str) -> tuple[str, ...]:
    """The marks of each sub-paragraph in the HTML of a wording, in order: `(b)(ii)`.

    >>> find_clauses('<ol class="marked"><li><span class="list-mark">a.</span> Oil</li></ol>')
    ('(a)',)
    """
    return tuple(dict.fromkeys(item.clause for item in find_items(html)))


def find_own(clauses: tuple[str, ...], named: Path, within: Path = ()) -> str | None:
    """Which of the `clauses` of a provision its own text means; None if none.

    `within` are the marks of the item in which it is named: `(ii)` in `(b)(iv)` is `(b)(ii)`.
    """
    near = (write_path((*within[:depth], *named)) for depth in range(len(within), -1, -1))
    if found := next((clause for clause in near if clause in clauses), None):
        return found
    deeper = [clause for clause in clauses if clause.endswith(write_path(named))]
    return deeper[0] if len(deeper) == 1 else None


def cite(number: Number, clause: str = "") -> str:
    """How a provision, or a sub-paragraph of it, is cited: `paragraph 2.1.3(b)`, `Rule 7(2)`."""
    kind = "section " if number.is_section else "paragraph "
    return f"{kind if str(number)[0].isdigit() else ''}{number}{clause}"


def mark_wording(html: str, number: Number, prefix: str = "") -> Markup:
    """The HTML of a wording in which each sub-paragraph has its address and a link to itself.

    `prefix` is what ids on the page begin with: `as-at-`.
    """
    places = {item.clause: place for place, item in [*enumerate(find_items(html), 1)][::-1]}
    ids = {clause: f"{prefix}{number.id}{clause}" for clause in places}
    firsts = set[str]()

    def open_(item: Item) -> str:
        if item.clause in firsts:
            return "<li>"  # two with the same marks: they are told, and the first has the address
        firsts.add(item.clause)
        clause = escape(f"{number.id}{item.clause}")
        opens = f'<li class="{_class(places[item.clause])}" id="{escape(ids[item.clause])}"'
        return f'{opens} data-clause="{clause}">'

    return _rewrite(html, number, ids, open_)


def mark_redline(
    html: str, wording: str, number: Number, prefix: str = "", skips: Literal["del", "ins"] = "del"
) -> Markup:
    """The HTML of a redline in which each sub-paragraph of the `wording` beside it is marked.

    It leads to the address of the one there; styles tell it by its place (`clause-3`).
    """
    places = {item.clause: place for place, item in [*enumerate(find_items(wording), 1)][::-1]}
    ids = {clause: f"{prefix}{number.id}{clause}" for clause in places}

    def open_(item: Item) -> str:
        place = places.get(item.clause)
        return f'<li class="{_class(place)}">' if place else "<li>"

    return _rewrite(html, number, ids, open_, skips)


def _class(place: int) -> str:
    return f"clause clause-{place if place <= PLACES else 'more'}"


def resolve_own(html: str, number: Number) -> Markup:
    """The HTML of a wording or a redline with its references to its own parts made whole."""
    return _rewrite(html, number, {}, lambda _: "<li>")


def _rewrite(
    html: str,
    number: Number,
    ids: dict[str, str],
    open_: Callable[[Item], str],
    skips: Literal["del", "ins"] = "del",
) -> Markup:
    if _MARKED not in html and 'href="ref:%28' not in html:
        return Markup(html)  # noqa: S704 - rendered HTML
    clauses = find_clauses(html)
    edits: list[tuple[tuple[int, int], str]] = []
    for found in _Walk(skips).read(html):
        if isinstance(found, _Own):
            if clause := find_own(clauses, found.named, found.within):
                edits.append((found.at, f'<a href="ref:{quote(f"{number}{clause}")}">'))
        elif found.clause in ids:
            edits += [(found.opens, open_(found)), (found.mark, _link(found, number, ids))]
    parts, done = [], 0
    for (start, end), text in sorted(edits):
        parts += [html[done:start], text]
        done = end
    return Markup("".join([*parts, html[done:]]))  # noqa: S704 - rendered HTML


def _link(item: Item, number: Number, ids: dict[str, str]) -> str:
    """The mark of a sub-paragraph, as it was written, as a link to it that says how to cite it."""
    said = cite(number, item.clause)
    return (
        f'<a class="list-mark" href="#{escape(ids[item.clause])}"'
        f' title="{escape(said[0].upper() + said[1:])}">{escape(item.written)}</a>'
    )
