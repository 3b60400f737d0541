"""The definitions of the glossary among the numbers: `glossary/front-door` is one.

They sort behind all paragraphs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from manual.numbers.number import GLOSSARY_NAME, Number

_FORM = re.compile(rf"{GLOSSARY_NAME}/([a-z0-9]+(?:-[a-z0-9]+)*)")
_LAST = 1_000_000
"""In place of the number of a chapter: no chapter has one so high."""


@lru_cache(maxsize=4_096)
def definition_number(id_: str) -> Number:
    """The number of the definition whose term has the id `front-door`."""
    own = ((id_, 0, ""),)
    return Number(_LAST, (0, GLOSSARY_NAME, ()), own, f"{GLOSSARY_NAME}/{id_}", GLOSSARY_NAME)


OF_GLOSSARY = definition_number("x").of_section
"""In place of the number of the section that all definitions are in."""


def read_definition(text: str) -> Number | None:
    """The number of a definition that is written as `text`; None if it is none.

    >>> str(read_definition("glossary/front-door")), read_definition("glossary/Front door")
    ('glossary/front-door', None)
    """
    found = _FORM.fullmatch(text)
    return definition_number(found[1]) if found else None
