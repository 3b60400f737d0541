"""The rules that a text, a setting or a record can break: each by its id, what holds and why.

The ids are stable: reports for code hosts use them, and PROBLEMS.md explains each with an example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.rules.amendments import OF_AMENDMENTS
from manual.rules.contacts import OF_CONTACTS
from manual.rules.flowcharts import OF_CASES, OF_FLOWCHARTS, OF_RULES
from manual.rules.keys import OF_HEADS, OF_KEYS, OF_SETTINGS, OF_YAML
from manual.rules.provisions import OF_MOVED_PAGES, OF_PROVISIONS, OF_THE_GLOSSARY
from manual.rules.record import OF_THE_SEAL, OF_WHAT_IS_VERIFIED, OF_WHAT_WAS_PUBLISHED
from manual.rules.situations import OF_SITUATIONS
from manual.rules.texts import OF_FILES, OF_TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SUBJECTS: Mapping[str, Mapping[str, str]] = {
    "Files": OF_FILES,
    "Text of every kind": OF_TEXTS,
    "Paragraphs and sections": OF_PROVISIONS,
    "Addresses of pages that have moved": OF_MOVED_PAGES,
    "Glossary": OF_THE_GLOSSARY,
    "Contacts": OF_CONTACTS,
    "Situations": OF_SITUATIONS,
    "Flowchart": OF_FLOWCHARTS,
    "Rules of a flowchart": OF_RULES,
    "Worked cases of a flowchart": OF_CASES,
    "Amendments": OF_AMENDMENTS,
    "The record that is sealed": OF_THE_SEAL,
    "What was published": OF_WHAT_WAS_PUBLISHED,
    "What is verified": OF_WHAT_IS_VERIFIED,
    "Settings": OF_SETTINGS,
    "Keys and their values": OF_KEYS,
    "The head of a page": OF_HEADS,
    "How keys and values are written (YAML)": OF_YAML,
}
"""Subjects with their rules: of each its id, and the rule in a sentence."""
RULES: Mapping[str, str] = {rule: said for of in SUBJECTS.values() for rule, said in of.items()}
"""The rule, in a sentence, by its id."""
