"""A wording's HTML as a tree of pieces: blocks that hold others, and texts that hold words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from html.parser import HTMLParser
from itertools import chain

from manual.amendments.words import Key, Word, Wrap, join_alive, split_words

_INLINE = frozenset(
    ["a", "abbr", "b", "code", "em", "i", "kbd", "s", "span", "strong", "sub", "sup"]
)
_VOID = frozenset({"br", "hr", "img"})


@dataclass(frozen=True)
class Text:
    """Words that stand together in a block: all that a paragraph or a cell holds, as a rule."""

    words: tuple[Word, ...]

    @cached_property
    def is_alive(self) -> bool:
        """Whether there is a word that no amendment deleted."""
        return any(word.deleted is None for word in self.words)

    @cached_property
    def split(self) -> list[Word]:
        """The words, each by itself."""
        return split_words(self.words)

    @cached_property
    def tokens(self) -> tuple[Key, ...]:
        """What is compared: the words that no amendment deleted, without spaces."""
        return tuple(
            [
                (text, wrap)
                for text, wrap, _, deleted, _ in self.split
                if deleted is None and not text.isspace()
            ]
        )

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """Equal where nothing is to be marked."""
        return join_alive(self.words)


@dataclass(frozen=True)
class Block:
    """An element that holds blocks, texts or nothing, with what became of it as a whole."""

    name: str
    attributes: str
    children: tuple[Piece, ...]
    inserted: int | None = None
    """Number of the amendment that inserted it, with all that it held then."""
    deleted: int | None = None
    """Number of the amendment that deleted it, with all that it held then."""

    @property
    def is_alive(self) -> bool:
        """Whether no amendment deleted it."""
        return self.deleted is None

    @cached_property
    def alive(self) -> tuple[Piece, ...]:
        """What it holds and no amendment deleted."""
        return tuple(child for child in self.children if child.is_alive)

    @cached_property
    def is_leaf(self) -> bool:
        """Whether it holds no block."""
        return all(isinstance(child, Text) for child in self.alive)

    @cached_property
    def tokens(self) -> tuple[Key, ...]:
        """The words of everything that it holds."""
        if len(self.alive) == 1:
            return self.alive[0].tokens
        return tuple(chain.from_iterable(child.tokens for child in self.alive))

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """Equal where nothing is to be marked."""
        return (self.name, self.attributes, *(child.signature for child in self.alive))


Piece = Text | Block


def inserted(piece: Piece, amendment: int) -> Piece:
    """The piece, new, as an amendment inserted it."""
    if isinstance(piece, Block):
        return replace(piece, inserted=amendment)
    return Text(tuple(word._replace(inserted=amendment) for word in piece.words))


def deleted(piece: Piece, amendment: int) -> Piece:
    """The piece as it is once an amendment deleted what was left of it."""
    if not piece.is_alive:
        return piece
    if isinstance(piece, Block):
        return replace(piece, deleted=amendment)
    words = (
        word._replace(deleted=amendment) if word.deleted is None else word for word in piece.words
    )
    return Text(tuple(words))


@dataclass
class _Open:
    """A block of which the end has not been read."""

    name: str
    attributes: str
    keeps_spaces: bool
    children: list[Piece] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    def end_text(self) -> None:
        """Make what was read since the last block a text."""
        words = self.words if self.keeps_spaces else _trim(self.words)
        if words:
            self.children.append(Text(tuple(words)))
        self.words = []


def _trim(words: list[Word]) -> list[Word]:
    """The words without the spaces that lie between blocks."""
    words = list(words)
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while words and not words[at].is_tag and not words[at].wrap:
            words[at] = words[at]._replace(text=strip(words[at].text))
            if words[at].text:
                break
            del words[at]
    return words


class _Reader(HTMLParser):
    """Reads the pieces out of HTML that the manual itself has made."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Open("", "", keeps_spaces=False)]
        self._wrap: Wrap = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        block = self.open[-1]
        if tag in _VOID:
            block.words.append(Word(f"<{tag}{attributes}>", self._wrap, is_tag=True))
        elif tag in _INLINE and not (tag == "code" and block.name == "pre"):
            self._wrap = (*self._wrap, (tag, attributes))
        else:
            block.end_text()
            self.open.append(_Open(tag, attributes, block.keeps_spaces or tag == "pre"))

    def handle_endtag(self, tag: str) -> None:
        if self._wrap and self._wrap[-1][0] == tag:
            self._end_inline()
        elif tag not in _VOID:
            block = self.open.pop()
            block.end_text()
            self.open[-1].children.append(
                Block(block.name, block.attributes, tuple(block.children))
            )

    def _end_inline(self) -> None:
        """Leave an inline element; one that says something and holds no word is kept as one."""
        words = self.open[-1].words
        holds_none = not words or words[-1].wrap[: len(self._wrap)] != self._wrap
        if holds_none and self._wrap[-1][1]:
            words.append(Word("", self._wrap, is_tag=True))
        self._wrap = self._wrap[:-1]

    def handle_data(self, data: str) -> None:
        block = self.open[-1]
        text = data if block.keeps_spaces else re.sub(r"\s+", " ", data)
        block.words.append(Word(text, self._wrap))


def read(html: str) -> Block:
    """A block without a name that holds the pieces of `html`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    (whole,) = reader.open
    whole.end_text()
    return Block("", "", tuple(whole.children))
