"""References of a source: to which provision each leads, and those that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from manual.bring.inline import bare_words
from manual.bring.piece import REF_CLOSES, REF_ENDS, REF_OPENS
from manual.numbers.number import plain_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.bring.blocks import Block
    from manual.bring.piece import Source

_REFERENCE = re.compile(rf"{REF_OPENS}([^{REF_ENDS}]*){REF_ENDS}([^{REF_CLOSES}]*){REF_CLOSES}")
_NAMED = re.compile(
    r"(?:\b(?:para(?:graph)?s?|sect(?:ion)?s?)\.?|[§,]|\b(?:and|or|to))\s+$", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:[^\W\d]+ |§ ?)?[A-Z]{0,2}\d[\w.]*(?:\(\w+\))*|(?:\(\w+\))+|[a-z]\)?\.?")


class Target(NamedTuple):
    """A place in the manual that a reference may lead to."""

    path: str
    number: str
    clause: str
    is_section: bool


def settle_references(
    block: Block, path: str, targets: Mapping[str, Target], source: Source
) -> str:
    """The text of a block with its references as the manual has them."""

    def one(match: re.Match[str]) -> str:
        target, words = targets.get(match[1]), match[2]
        said = bare_words(words).rstrip(".")
        if target is None:
            message = f"a reference, '{said}', leads nowhere: its target '{match[1]}' is not there"
            source.remark(block.place, message, bare_words(block.text)[:80])
            return words
        whole = f"{target.number.rstrip('.)')}{target.clause}"
        if _NUMBER.fullmatch(said) and said not in _ways(target, whole):
            message = f"a reference says {said}, and leads to {whole or 'a text without number'}"
            source.remark(block.place, message, bare_words(block.text)[:80])
            return words
        if said != whole or _NAMED.search(block.text[: match.start()]) or not target.number:
            return words
        return f"[{words.strip()}]({_way(path, target, whole)})"

    return _REFERENCE.sub(one, block.text)


def _ways(target: Target, whole: str) -> set[str]:
    """How the number of a target may be written."""
    bare = target.clause.rpartition("(")[2].rstrip(")")
    clause = {target.clause, f"({bare})", bare, f"{bare})"} if target.clause else set[str]()
    return {whole, target.number, target.number.rstrip(".)"), *clause}


def _way(path: str, target: Target, whole: str) -> str:
    """The link from the text at `path` to a target."""
    way = posixpath.relpath(target.path, posixpath.dirname(path))
    return way if target.is_section else f"{way}#{plain_form(whole)}"
