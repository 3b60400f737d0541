"""What changed between wordings, as HTML: words inserted and deleted, each by which amendment.

A wording's HTML is read as leaves: the paragraphs, list items and cells that hold words, each
with the elements around it. A word carries its formatting, so that a changed emphasis or link
target is a change. Leaves are matched first, then the words within them, so that no mark ever
crosses the border of a paragraph, a list item or a cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup
from rapidfuzz.distance import Indel, LCSseq

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from manual.amendments.model import Change
    from manual.provisions.model import Wording

ALIKE = 0.4
"""Share of words in common from which two leaves count as one that was changed. Below it the old
one is shown above the new. Set by eye, on the kinds of change in tests/cases/redlines."""

_INLINE = frozenset(
    ["a", "abbr", "b", "code", "em", "i", "kbd", "s", "span", "strong", "sub", "sup"]
)
_VOID = frozenset({"br", "hr", "img"})
_WORDS = re.compile(r"\s+|\w+(?:[’'\-.]\w+)*|[^\w\s]")

Wrap = tuple[tuple[str, str], ...]
"""The inline elements around a word, outermost first: name, and attributes as HTML."""


@dataclass(frozen=True)
class _Element:
    """A block element; `id` tells two of the same name apart."""

    name: str
    attributes: str
    id: tuple[int, int]
    """The number of the HTML text that it comes from, and its place there."""


class _Word(NamedTuple):
    """A word, a space or another character, with its formatting and what became of it."""

    text: str
    wrap: Wrap
    inserted: int | None = None
    """Number of the amendment that inserted it."""
    deleted: int | None = None
    """Number of the amendment that deleted it."""
    is_tag: bool = False
    """Whether it is not text but an empty element, such as a line break."""

    @property
    def key(self) -> tuple[str, Wrap]:
        return (self.text, self.wrap)


@dataclass
class _Leaf:
    """Words, and the block elements around them, outermost first."""

    path: tuple[_Element, ...]
    words: list[_Word] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Name of the element that holds the words."""
        return self.path[-1].name if self.path else ""

    @property
    def alive(self) -> list[_Word]:
        return [word for word in self.words if word.deleted is None]

    @property
    def keys(self) -> list[tuple[str, Wrap]]:
        return [word.key for word in self.alive]


class _Reader(HTMLParser):
    """Collects the leaves of HTML that the manual itself has made."""

    def __init__(self, reading: int, *, whole: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._reading = reading
        self._whole = whole
        self.leaves: list[_Leaf] = []
        self._path: tuple[_Element, ...] = ()
        self._wrap: Wrap = ()
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        if tag in _VOID:
            self._leaf().words.append(_Word(f"<{tag}{attributes}>", self._wrap, is_tag=True))
        elif tag in _INLINE and not (tag == "code" and self._path and self._path[-1].name == "pre"):
            self._wrap = (*self._wrap, (tag, attributes))
        else:
            self._count += 1
            self._path = (*self._path, _Element(tag, attributes, (self._reading, self._count)))

    def handle_endtag(self, tag: str) -> None:
        if self._wrap and self._wrap[-1][0] == tag:
            self._wrap = self._wrap[:-1]
        elif tag not in _VOID:
            self._path = self._path[:-1]

    def handle_data(self, data: str) -> None:
        within_pre = any(element.name == "pre" for element in self._path)
        if not data.strip() and not within_pre and not self._continues():
            return
        text = data if within_pre else re.sub(r"\s+", " ", data)
        words = [text] if self._whole else _WORDS.findall(text)
        self._leaf().words.extend(_Word(word, self._wrap) for word in words)

    def _continues(self) -> bool:
        return bool(self._wrap) or (bool(self.leaves) and self.leaves[-1].path == self._path)

    def _leaf(self) -> _Leaf:
        if not self.leaves or self.leaves[-1].path != self._path:
            self.leaves.append(_Leaf(self._path))
        return self.leaves[-1]


def _read(html: str, reading: int, *, whole: bool = False) -> list[_Leaf]:
    """The leaves of `html`; if it is to be marked as a `whole`, texts are not split into words."""
    reader = _Reader(reading, whole=whole)
    reader.feed(html)
    reader.close()
    for leaf in reader.leaves:
        while leaf.words and leaf.words[-1].text.isspace():
            leaf.words.pop()
        if whole and leaf.words and not leaf.words[-1].is_tag:
            leaf.words[-1] = leaf.words[-1]._replace(text=leaf.words[-1].text.rstrip())
    return [leaf for leaf in reader.leaves if leaf.words]


@lru_cache(maxsize=8_192)
def redline(first: str, steps: tuple[tuple[int, str], ...]) -> Markup:
    """The HTML `first` as amended by `steps` (an amendment's number, the HTML after it), in turn.

    Without what is in `ins` it has the words of `first`, without what is in `del` those of the last
    step. A word that one step inserts and a later one deletes is left out.

    >>> print(redline("<p>Ring 999.</p>", ((2, "<p>Ring 999 at once.</p>"),)))
    <p>Ring 999<ins data-amendment="2"> at once</ins>.</p>
    """
    whole = len(steps) == 1 and not (first and steps[0][1])
    leaves = _read(first, 0, whole=whole)
    for reading, (amendment, html) in enumerate(steps, 1):
        leaves = _amend(leaves, _read(html, reading, whole=whole), amendment)
    return Markup(_write(leaves))  # noqa: S704 - _write escapes


def redline_changes(changes: Sequence[Change], html: Callable[[str], str]) -> Markup:
    """The redline of one or more changes to one provision, in order.

    `html` renders a wording's Markdown. The heading is shown only where it differs between them, or
    where the provision was inserted or deleted.
    """
    wordings = [changes[0].before, *(change.after for change in changes)]
    headings = {wording.heading if wording else None for wording in wordings}
    with_heading = len(headings) > 1

    def whole(wording: Wording | None) -> str:
        if wording is None:
            return ""
        heading = wording.heading.lstrip("# ") if with_heading else ""
        shown = f'<p class="redline-heading">{escape(heading)}</p>' if heading else ""
        return f"{shown}{html(wording.text)}"

    first, *rest = map(whole, wordings)
    return redline(first, tuple((c.record.number, h) for c, h in zip(changes, rest, strict=True)))


def _amend(old: list[_Leaf], new: list[_Leaf], amendment: int) -> list[_Leaf]:
    alive = [leaf for leaf in old if leaf.alive]
    pairs = _match(alive, new)
    moved = _moved_elements((alive[i].path, new[j].path) for i, j in pairs)
    partner = {id(alive[i]): j for i, j in pairs}
    out: list[_Leaf] = []
    taken = 0
    for leaf in old:
        index = partner.get(id(leaf))
        if index is None:
            words = [
                word if word.deleted else word._replace(deleted=amendment) for word in leaf.words
            ]
            out.append(_Leaf(tuple(moved.get(element, element) for element in leaf.path), words))
            continue
        out.extend(_inserted(leaf, amendment) for leaf in new[taken:index])
        out.append(_Leaf(new[index].path, _merge(leaf.words, new[index].words, amendment)))
        taken = index + 1
    out.extend(_inserted(leaf, amendment) for leaf in new[taken:])
    return out


def _inserted(leaf: _Leaf, amendment: int) -> _Leaf:
    return _Leaf(leaf.path, [word._replace(inserted=amendment) for word in leaf.words])


def _moved_elements(
    paths: Iterable[tuple[tuple[_Element, ...], tuple[_Element, ...]]],
) -> dict[_Element, _Element]:
    """The new element that each old one became, judging by the leaves that were matched."""
    moved: dict[_Element, _Element] = {}
    for before, after in paths:
        for old, new in zip(before, after, strict=False):
            if old.name != new.name:
                break
            moved.setdefault(old, new)
    return moved


def _match(old: Sequence[_Leaf], new: Sequence[_Leaf]) -> list[tuple[int, int]]:
    """The indexes of leaves (old, new) that are one, in order: those with most in common."""
    start, end = 0, 0
    while start < min(len(old), len(new)) and _same(old[start], new[start]):
        start += 1
    while end < min(len(old), len(new)) - start and _same(old[-1 - end], new[-1 - end]):
        end += 1
    middle = _best_pairs(old[start : len(old) - end], new[start : len(new) - end])
    return [
        *((i, i) for i in range(start)),
        *((i + start, j + start) for i, j in middle),
        *((len(old) - i, len(new) - i) for i in range(end, 0, -1)),
    ]


def _same(old: _Leaf, new: _Leaf) -> bool:
    return old.kind == new.kind and old.keys == new.keys


def _likeness(old: _Leaf, new: _Leaf) -> float:
    if old.kind != new.kind:
        return 0.0
    first = [key for key in old.keys if not key[0].isspace()]
    second = [key for key in new.keys if not key[0].isspace()]
    score = Indel.normalized_similarity(first, second)
    return score if score >= ALIKE else 0.0


def _best_pairs(old: Sequence[_Leaf], new: Sequence[_Leaf]) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, with the greatest sum of likenesses."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score = [[_likeness(before, after) for after in new] for before in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = best[i + 1][j + 1] + score[i][j] if score[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if score[i][j] and best[i][j] == best[i + 1][j + 1] + score[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _merge(old: list[_Word], new: list[_Word], amendment: int) -> list[_Word]:
    """The words of a leaf and of its new wording, marked where they were deleted or inserted."""
    alive = [word for word in old if word.deleted is None]
    out: list[_Word] = []
    rest = iter(old)
    for equal, i1, i2, j1, j2 in _runs([word.key for word in alive], [word.key for word in new]):
        for word in alive[i1:i2]:
            out.extend(_up_to(rest, word))
            out.append(word if equal else word._replace(deleted=amendment))
        if not equal:
            out.extend(word._replace(inserted=amendment) for word in new[j1:j2])
    out.extend(rest)
    return out


def _up_to(words: Iterator[_Word], word: _Word) -> Iterator[_Word]:
    """The words before `word`, which were deleted earlier; takes `word` off the iterator too."""
    for other in words:
        if other is word:
            return
        yield other


Run = tuple[bool, int, int, int, int]


def _runs(old: Sequence[object], new: Sequence[tuple[str, Wrap]]) -> list[Run]:
    """Runs that are equal or not; an equal run too short to be read between changes joins them."""
    runs: list[Run] = []
    codes = LCSseq.opcodes(list(old), list(new))
    spans = [
        (code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in codes
    ]
    for index, (equal, i1, i2, j1, j2) in enumerate(spans):
        inner = 0 < index < len(spans) - 1
        kept = equal and not (inner and _is_scrap(new[j1:j2]))
        if runs and not kept and not runs[-1][0]:
            _, before, _, first, _ = runs[-1]
            runs[-1] = (False, before, i2, first, j2)
        else:
            runs.append((kept, i1, i2, j1, j2))
    return runs


def _is_scrap(keys: Sequence[tuple[str, Wrap]]) -> bool:
    """Whether an equal run holds no word, or only one short word."""
    words = [text for text, _ in keys if text[:1].isalnum()]
    return not words or (len(words) == 1 and len(words[0]) <= 3)  # noqa: PLR2004 - "the", "of", "a"


def _write(leaves: Iterable[_Leaf]) -> str:
    out: list[str] = []
    opened: tuple[_Element, ...] = ()
    for leaf in leaves:
        words = [word for word in leaf.words if word.inserted is None or word.deleted is None]
        if not words:
            continue
        common = 0
        while common < min(len(opened), len(leaf.path)) and opened[common] == leaf.path[common]:
            common += 1
        out.extend(f"</{element.name}>" for element in reversed(opened[common:]))
        out.extend(f"<{element.name}{element.attributes}>" for element in leaf.path[common:])
        opened = leaf.path
        out.append(_write_words(words))
    out.extend(f"</{element.name}>" for element in reversed(opened))
    return "".join(out)


def _write_words(words: Sequence[_Word]) -> str:
    out: list[str] = []
    for (inserted, deleted), group in groupby(
        words, key=lambda word: (word.inserted, word.deleted)
    ):
        html = _write_wrapped(list(group), 0)
        if deleted is not None:
            html = f'<del data-amendment="{deleted}">{html}</del>'
        elif inserted is not None:
            html = f'<ins data-amendment="{inserted}">{html}</ins>'
        out.append(html)
    return "".join(out)


def _write_wrapped(words: Sequence[_Word], depth: int) -> str:
    out: list[str] = []
    for wrap, group in groupby(words, key=lambda word: word.wrap[depth : depth + 1]):
        inner = list(group)
        if not wrap:
            out.extend(
                word.text if word.is_tag else escape(word.text, quote=False) for word in inner
            )
        else:
            (name, attributes), *_ = wrap
            out.append(f"<{name}{attributes}>{_write_wrapped(inner, depth + 1)}</{name}>")
    return "".join(out)


def diff_words(before: str, after: str) -> list[tuple[str, str]]:
    """Runs of plain text, each `equal`, `deleted` or `inserted`, for a terminal to show.

    Where the two have too little in common, the whole old text comes before the whole new one.
    """
    if before and after and Indel.normalized_similarity(before.split(), after.split()) < ALIKE:
        return [("deleted", before), ("equal", "\n\n"), ("inserted", after)]
    old = [(text, ()) for text in _WORDS.findall(before)]
    new = [(text, ()) for text in _WORDS.findall(after)]
    out: list[tuple[str, str]] = []
    for equal, i1, i2, j1, j2 in _runs(old, new):
        if equal:
            out.append(("equal", "".join(text for text, _ in new[j1:j2])))
            continue
        out.append(("deleted", "".join(text for text, _ in old[i1:i2])))
        out.append(("inserted", "".join(text for text, _ in new[j1:j2])))
    return [(kind, text) for kind, text in out if text]
