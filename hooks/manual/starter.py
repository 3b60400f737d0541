"""What is left in a manual of the example with which it began."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.address import CONTACTS, GLOSSARY, SETTINGS, SITUATIONS, STARTER, TREES
from manual.problem import Problem, ProblemsError, Where
from manual.provisions.glossary import load_glossary
from manual.text.source import read_yaml
from manual.text.values import spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from manual.text.source import Key

_TEXTS = ("docs/", "decision_tree/")
_HINT = "write your own words, or delete it"
_BLANK = re.compile(r"(?<=\n)(?=[ \t]*\n)")
_WORDS = 4
"""Words from which a paragraph is not the same by chance."""
_OF_TREES = frozenset(
    {"title", "about", "urgent", "ask", "help", "do", "tell", "record", "rule", "case"}
)
"""What readers see of a flowchart and of its worked cases. An answer such as Yes is anyone's."""
_SAID = frozenset({"publisher", "words", "synonyms"})
"""The settings that say something of one manual; of its addresses another notice tells."""


def left_of_starter(texts: Mapping[str, str]) -> Iterable[Problem]:
    """A notice for each text, paragraph, setting, term and contact that is still the example's."""
    for path, text in texts.items():
        example = texts.get(f"{STARTER}{path}")
        if example is None:
            continue
        if path.startswith(_TEXTS) and text.strip() == example.strip():
            yield Problem("starter-left", Where(path), "this is still the example's text", _HINT)
        elif path.startswith(TREES) and path.endswith(".yml"):
            yield from _values(path, text, example)
        elif path.count("/") > 1 and path.endswith(".md"):
            yield from _paragraphs(path, text, example)
        elif path in (SETTINGS, CONTACTS, SITUATIONS):
            yield from _values(path, text, example)
        elif path == GLOSSARY:
            yield from _terms(text, example)


def _values(path: str, text: str, example: str) -> Iterable[Problem]:
    try:
        now, then = read_yaml(path, text), dict(read_yaml(path, example).texts())
    except ProblemsError:
        return  # told as it is read
    for keys, value in now.texts():
        if path.startswith(TREES) and len(value.split()) < _WORDS:
            continue
        if _is_asked(path, keys) and then.get(keys) == value:
            message = f"'{spell(keys)}' still says what the example does: '{value}'"
            yield Problem("starter-left", now.where(*keys), message, _HINT)


def _is_asked(path: str, keys: Key) -> bool:
    if path.startswith(TREES):
        return keys[-1] in _OF_TREES
    if path == CONTACTS:
        return keys[-1] in ("name", "for", "note", "address", "email", "partnership")
    if path == SITUATIONS:
        return keys[0] == "words" or keys[-1] == "title"
    is_ours = keys[:2] == ("extra", "manual") and bool(_SAID & {*keys})
    return is_ours or keys in (("site_name",), ("site_description",))


def _paragraphs(path: str, text: str, example: str) -> Iterable[Problem]:
    """A notice for each paragraph of a chapter that the example has too."""
    then = {" ".join(block.split()) for block in _BLANK.split(example)}
    line = 1
    for block in _BLANK.split(text):
        said = " ".join(block.split())
        if said in then and len(said.split()) >= _WORDS and not said.startswith("---"):
            where = Where(path, line + len(block[: len(block) - len(block.lstrip())].splitlines()))
            message = f"'{said[:60]}' still says what the example does"
            yield Problem("starter-left", where, message, _HINT)
        line += block.count("\n")


def _terms(text: str, example: str) -> Iterable[Problem]:
    try:
        now, then = load_glossary(text), load_glossary(example)
    except ProblemsError:
        return  # told as it is read
    known = {(term.names, term.explanation) for term in then.terms}
    for term in now.terms:
        if (term.names, term.explanation) in known:
            message = f"the term '{term.names[0]}' is still the example's"
            yield Problem("starter-left", term.where, message, _HINT)
