"""Numbers that a source has as words at the start of a paragraph: `2.1.3 Text`, `(a) Text`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manual.bring.piece import Kind

_DOTTED = r"[A-Z]{0,2}\d{1,4}(?:\.\d{1,4}){1,6}[A-Za-z]?\.?"
_WORD = (
    r"(?i:Annex|Appendix|Article|Chapter|Guideline|Paragraph|Part|Principle|Regulation"
    r"|Requirement|Rule|Schedule|Section|Standard|Standing Order) "
    r"(?:[A-Z]{0,2}\d{1,4}(?:\.\d{1,4}){0,5}[A-Za-z]?|[IVXLC]{1,7}|[A-Z])"
)
_SIGN = r"§ ?\d{1,4}[A-Za-z]?"
_MARK = r"\((?:[A-Za-z]{1,2}|[ivxlc]{1,6}|\d{1,3})\)|(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)"
_ONE = r"\d{1,4}[A-Z]?\.?"
_CAPITAL = r"\s+[\"'“‘(*\[]*[A-Z\ue000]"
"""What follows a number that could be in a sentence: words that begin one."""
_PARTS = r"(?:\s*[:.–—-]+(?=\s))*\s*"
"""What parts a number from the words; a minus is one of these."""
_TYPED = re.compile(
    rf"(?P<look>\*{{0,3}})(?:(?P<number>{_DOTTED})(?=\t|{_CAPITAL})"
    rf"|(?P<named>{_WORD}|{_SIGN})(?P<after>\s?[.:–—-])?(?=\t|{_CAPITAL}|\*{{0,3}}$)"
    rf"|(?P<mark>{_MARK})(?=\s)"
    rf"|(?P<one>{_ONE})(?=\t)|(?P<dot>(?:\d{{1,3}}|[a-z]|[ivx]{{2,5}})\.)(?={_CAPITAL})"
    rf"|(?P<bullet>[•●▪■◦‣⁃∙–-])(?=\s)){_PARTS}",
)
_HEADED = re.compile(rf"(?P<look>\*{{0,3}})(?P<one>\d{{1,3}}[A-Z]?)(?={_CAPITAL}){_PARTS}")
"""A heading may begin with a number that has neither a point nor a tab."""
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d\b")


def split_number(text: str, kind: Kind = "text") -> tuple[str, str]:
    r"""The number with which a paragraph begins, and the rest; without one, nothing and the text.

    >>> [split_number(text) for text in ("2.1.3\tGo", "(a) go", "Rule 7 Go", "2.5 million")]
    [('2.1.3', 'Go'), ('(a)', 'go'), ('Rule 7', 'Go'), ('', '2.5 million')]
    """
    match = _TYPED.match(text.lstrip())
    if match is None and kind == "heading":
        match = _HEADED.match(text.lstrip())
    if match is None or _DATE.match(text.lstrip()):
        return "", text
    groups = match.groupdict()
    names = ("number", "named", "mark", "one", "dot", "bullet")
    label = next(groups[name] for name in names if groups.get(name))
    rest = text.lstrip()[match.end() :]
    if look := match["look"]:  # the number is bold with the words, or alone
        alone = rest.startswith(look)
        rest = rest.removeprefix(look).lstrip() if alone else f"{look}{rest}"
    return ("•" if groups.get("bullet") else label), rest
