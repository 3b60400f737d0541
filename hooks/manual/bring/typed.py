"""Numbers that a source has as words at the start of a paragraph: `2.1.3 Text`, `(a) Text`."""

from __future__ import annotations

import re

_DOTTED = r"[A-Z]{0,2}\d{1,4}(?:\.\d{1,4}){1,6}[A-Za-z]?\.?"
_WORD = (
    r"(?:Annex|Appendix|Article|Guideline|Paragraph|Part|Principle|Regulation|Requirement|Rule"
    r"|Schedule|Standard|Standing Order) (?:[A-Z]{0,2}\d{1,4}[A-Za-z]?|[A-Z])"
)
_SIGN = r"§ ?\d{1,4}[A-Za-z]?"
_MARK = r"\((?:[A-Za-z]{1,2}|[ivxlc]{1,6}|\d{1,3})\)|(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)"
_ONE = r"\d{1,4}[A-Z]?\.?"
_TYPED = re.compile(
    rf"(?P<bold>\*{{0,3}})(?:(?P<number>{_DOTTED})(?=\t|\s+[\"'“‘(*\[]*[A-Z\ue000])"
    rf"|(?P<named>(?i:{_WORD})|{_SIGN})(?P<after>[.:]|\s*[–—-])?(?=\t|\s+[\"'“‘(*\[]*[A-Z\ue000]|$)"
    rf"|(?P<mark>{_MARK})(?=\s)"
    rf"|(?P<one>{_ONE})(?=\t)|(?P<dot>\d{{1,3}}\.)(?=\s+[\"'“‘(*\[]*[A-Z])"
    rf"|(?P<bullet>[•●▪■◦‣⁃∙–-])(?=\s))[\s:.–—-]*",
)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d\b")


def split_number(text: str) -> tuple[str, str]:
    r"""The number with which a paragraph begins, and the rest; without one, nothing and the text.

    >>> [split_number(text) for text in ("2.1.3\tGo", "(a) go", "Rule 7 Go", "2.5 million")]
    [('2.1.3', 'Go'), ('(a)', 'go'), ('Rule 7', 'Go'), ('', '2.5 million')]
    """
    match = _TYPED.match(text.lstrip())
    if match is None or _DATE.match(text.lstrip()):
        return "", text
    groups = ("number", "named", "mark", "one", "dot", "bullet")
    label = next(match[group] for group in groups if match[group])
    rest = text.lstrip()[match.end() :]
    if match["bold"]:  # the number is bold with the words, or alone
        alone = rest.startswith(match["bold"])
        rest = rest.removeprefix(match["bold"]).lstrip() if alone else f"{match['bold']}{rest}"
    return ("•" if match["bullet"] else label), rest
