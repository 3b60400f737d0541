"""Words and what became of them: how two runs of words are compared, and written as one."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from manual.text.runs import Run, list_runs, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ALIKE = 0.4
"""Share of words in common from which two texts count as one, changed. Below it the old and the
new stand one under the other: set by eye, on the kinds of change in tests/cases/redlines."""

_WORDS = re.compile(r"\s+|\w+(?:[’'\-.]\w+)*|[^\w\s]")

Wrap = tuple[tuple[str, str], ...]
"""The inline elements around a word, outermost first: name, and attributes as HTML."""

Key = tuple[str, Wrap]
"""What makes two words one: the text and its formatting."""


class Word(NamedTuple):
    """A word, a space or a character, with its formatting and what became of it.

    What is read from HTML is several words in one, until `split_words` parts them.
    """

    text: str
    wrap: Wrap
    inserted: int | None = None
    """Number of the amendment that inserted it."""
    deleted: int | None = None
    """Number of the amendment that deleted it."""
    is_tag: bool = False
    """Whether it is no text, but an element that holds none: a line break, an empty link."""

    @property
    def key(self) -> Key:
        """What it is compared by."""
        return (self.text, self.wrap)

    @property
    def is_left_out(self) -> bool:
        """Whether one amendment inserted it and a later one deleted it."""
        return self.inserted is not None and self.deleted is not None


_MARK = ("span", ' class="list-mark"')


def is_mark(key: Key) -> bool:
    """Whether it is the mark of an item, `(b)`, which is one word."""
    return _MARK in key[1]


def split_words(words: Iterable[Word]) -> list[Word]:
    """Each word by itself."""
    out: list[Word] = []
    for word in words:
        if word.is_tag or is_mark(word.key):
            out.append(word)
        else:
            _, wrap, inserted, deleted, _ = word
            parts = _WORDS.findall(word.text)
            out.extend([Word(text, wrap, inserted, deleted) for text in parts])
    return out


def join_alive(words: Iterable[Word]) -> tuple[tuple[str, Wrap, bool], ...]:
    """What no amendment deleted, the text of one formatting together."""
    alive = (word for word in words if word.deleted is None)
    return tuple(
        ("".join(word.text for word in group), wrap, is_tag)
        for (wrap, is_tag), group in groupby(alive, key=lambda word: (word.wrap, word.is_tag))
    )


def merge_words(old: Sequence[Word], new: Sequence[Word], amendment: int) -> list[Word]:
    """The words of a text with those of its new wording, what is gone marked, what is new too."""
    alive = [word for word in old if word.deleted is None]
    out: list[Word] = []
    rest = iter(old)
    for equal, i1, i2, j1, j2 in _spans([word.key for word in alive], [word.key for word in new]):
        for word in alive[i1:i2]:
            out.extend(_up_to(rest, word))
            out.append(word if equal else word._replace(deleted=amendment))
        if not equal:
            out.extend(word._replace(inserted=amendment) for word in new[j1:j2])
    out.extend(rest)
    return out


def _up_to(words: Iterator[Word], word: Word) -> Iterator[Word]:
    """The words, deleted earlier, that stand before `word`; takes `word` off too."""
    for other in words:
        if other is word:
            return
        yield other


def _spans(old: Sequence[Key], new: Sequence[Key]) -> list[Run]:
    """Spans, equal or not; an equal one too short to read between two changes joins them."""
    joined: list[Run] = []
    spans = [*list_runs(old, new)]
    for index, (equal, i1, i2, j1, j2) in enumerate(spans):
        inner = 0 < index < len(spans) - 1
        kept = equal and not (inner and _is_scrap(new[j1:j2]))
        _join(joined, Run(kept, i1, i2, j1, j2))
    return _with_words(joined, old, new)


def _join(spans: list[Run], span: Run) -> None:
    """Add a span, as a part of the last one where nothing in either of them is equal."""
    if spans and not spans[-1][0] and not span[0]:
        _, before, _, first, _ = spans[-1]
        spans[-1] = Run(False, before, span[2], first, span[4])  # noqa: FBT003 - its first field
    else:
        spans.append(span)


def _with_words(spans: Sequence[Run], old: Sequence[Key], new: Sequence[Key]) -> list[Run]:
    """The spans, where a change of punctuation alone takes the word before it along.

    A comma that is marked by itself is seen by nobody.
    """
    out: list[Run] = []
    taken = 0
    for span, following in zip_longest(spans, spans[1:]):
        equal, i1, i2, j1, j2 = span
        start, taken = taken, _word_to_take(span, following, old, new)
        if not equal or i1 < i2 - taken:
            _join(out, Run(equal, i1 - start, i2 - taken, j1 - start, j2 - taken))
    return out


def _word_to_take(
    span: Run, following: Run | None, old: Sequence[Key], new: Sequence[Key]
) -> Literal[0, 1]:
    """1 where the last word of a span belongs to the change of punctuation after it, else 0."""
    equal, _, end, _, _ = span
    if not equal or following is None or not _is_word(old[end - 1]):
        return 0
    _, i1, i2, j1, j2 = following
    changed = [*old[i1:i2], *new[j1:j2]]
    return 1 if all(_is_punctuation(text) for text, _ in changed) else 0


def _is_punctuation(text: str) -> bool:
    """Whether it is a sign: no word, no space, and no element such as a line break."""
    return len(text) == 1 and not text.isalnum() and not text.isspace()


def _is_word(key: Key) -> bool:
    return key[0][:1].isalnum() and not is_mark(key)


def _is_scrap(keys: Sequence[Key]) -> bool:
    """Whether an equal span holds no word, or one or two short ones alone."""
    words = [text for text, _ in keys if text[:1].isalnum()]
    return len(words) <= 2 and all(len(word) <= 3 for word in words)  # noqa: PLR2004 - "of the"


def write_words(words: Sequence[Word]) -> str:
    """The words as HTML, each run of what one amendment did in its `ins` or `del`."""
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


def _write_wrapped(words: Sequence[Word], depth: int) -> str:
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
    """Runs of plain text, each `equal`, `deleted` or `inserted`, as a terminal shows them.

    Where too little is left in common, the old and the new stand one under the other.
    """
    if before and after and share(before.split(), after.split()) < ALIKE:
        return [("deleted", before), ("equal", "\n\n"), ("inserted", after)]
    old = [(text, ()) for text in _WORDS.findall(before)]
    new = [(text, ()) for text in _WORDS.findall(after)]
    out: list[tuple[str, str]] = []
    for equal, i1, i2, j1, j2 in _spans(old, new):
        if equal:
            out.append(("equal", "".join(text for text, _ in new[j1:j2])))
            continue
        out.append(("deleted", "".join(text for text, _ in old[i1:i2])))
        out.append(("inserted", "".join(text for text, _ in new[j1:j2])))
    return [(kind, text) for kind, text in out if text]
