"""References in running text: `paragraphs 2.3.2, 2.3.4(a) and 2.4.1`, `section 2.3`, `Rule 7`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from manual.numbers.clause import BRACKETED, DOTTED
from manual.numbers.scheme import DEFAULT, WORD, Scheme

if TYPE_CHECKING:
    from manual.numbers.numbering import Numbering

_SPACE = r"(?:\s|&nbsp;|&#160;)"
_FILLER = rf"(?:{_SPACE}+(?i:nos?\b\.?|numbers?|numbered)|:)?"
_KIND = (
    rf"(?:\b(?i:paragraphs?|sections?){_FILLER}[*_]{{0,3}}(?=\s|&)"
    rf"|\b(?i:paragraphs|sections){_SPACE}+(?i:from|between)(?=\s|&)"
    r"|\b(?i:paras?|pars?|sect?s?)(?![^\W\d_])\.?[*_]{0,3}"
    # "s." is the section of many an Act; but no Act numbers one "2.1".
    r"|(?<![\w.'’])(?i:ss?)\.|(?:§|&sect;){1,2}|(?:¶|&para;){1,2})"
)
_PART = r"(?i:(?:sub[-\u2010\u2011 ]?)?(?:paragraphs?|paras?\b\.?|clauses?))"
_SUB = r"(?i:sub[-\u2010\u2011 ]?(?:paragraphs?|paras?\b\.?|clauses?))"
"""What names a part of a provision: `sub-paragraph (b)`."""
_MAY_NAME_PART = re.compile(rf"{_PART}\s+\(")
_MARKS = (
    *((mark, mark) for mark in ("**", "__", "*", "_", "`", '"', "'")),
    *(("“", "”"), ("‘", "’")),
)
_DASH = rf"{_SPACE}*(?:[-–—‐‑‒−]{{1,3}}|&[nm]dash;|→|…){_SPACE}*"
_WORDS = (
    *("and/or", "and", "or", "nor", "to", "up to", "until", "till", "through", "plus", "but not"),
    *("as well as", "together with", "along with", "&amp;", "&"),
    *("then", "and then", "and also", "or else", "respectively", "followed by", "versus", "vs"),
    *("und", "oder", "bis", "sowie", "et", "ou"),
)
_EMPHASIS = "[*_]{0,3}"
_WORD = (
    rf"{_EMPHASIS}(?i:{'|'.join(words.replace(' ', f'{_SPACE}+') for words in _WORDS)}){_EMPHASIS}"
)


def _joined(last: str) -> str:
    """A pattern of what joins two of a run; `last` is one of the space ahead of the second."""
    dash = _DASH.removesuffix(f"{_SPACE}*")
    words = rf"{_SPACE}*[,;/&]{last}*(?:{_WORD}{last}+)?|{_SPACE}+(?!&{last}){_WORD}{last}+"
    return rf"(?:{words}|{dash}{last}*)"


_JOINED = _joined(_SPACE)
_JOINED_IN_LINE = _joined(r"(?:[^\S\n]|&nbsp;|&#160;)")
"""The same ahead of `(b)`, which at the start of a line is an item of a list."""
_SHORT = rf"(?P<dash>{_DASH})(?P<end>\d{{1,3}})(?![\w.]*\w)"
"""The end of a range that says its last part only: the 5 of `2.1.3–5`."""
_UNNAMED_SHORT = rf"{_DASH}\d{{1,3}}(?![\w.]*\w)"
_REMARK = (
    rf"(?:{_SPACE}*\([^()\d]{{1,40}}\)|,?{_SPACE}+(?:see{_SPACE}+)?(?:above|below)\b|[*_]{{1,3}})"
)
"""What is said of a number of a run: the `(oil)` of `paragraphs 2.1.1 (oil) and 2.1.3`."""
_IS_FULL = r"(?=[*_\"'“‘`]{0,3}\d+\.\d+\.\d{1,3}(?!\d))"
"""Ahead of what can hardly be anything but the number of a paragraph."""
_NO_AMOUNT = (
    r"(?!\d+\.\d+(?:\s|&nbsp;|-)*(?:%|(?:per[ ]cent|million|billion|seconds?|minutes?|hours?"
    r"|days?|weeks?|months?|years?|metres?|miles?|litres?|degrees?|times|points?|people|pounds?|[ckm]?m|kg|am|pm)\b))"
)
"""Ahead of the second of two: `paragraph 2.1.1 and 2.5 hours`."""
_OURS = (
    r"(?i:(?:this|that|the|our)\s+(?:same|present|current|earlier|former|previous|last|new)?\s*"
    r"(?:manual|chapter|section)\b|(?:chapter|section)s?\s+\d)"
)
_YEAR = r"(?:1[6-9]|20)\d\d"
_LAWS = ("Act", "Code", "Order", "Regulations", "Rules")
_LAW = rf"(?:{'|'.join(_LAWS)})"
_TITLE = rf"(?:(?:\(?[A-Z][\w’'()-]*|and|of|the|for|in|etc\.?|&){_SPACE}+){{0,12}}?"
_OF_A_YEAR = rf"(?:(?=[A-Z]){_TITLE}{_LAW}{_SPACE}+(?:of{_SPACE}+)?|[A-Z]{{2,}}{_SPACE}+){_YEAR}\b"
_TO_A_LAW = (
    rf"(?:to{_SPACE}+(?:the|that){_SPACE}+"
    rf"(?={_OF_A_YEAR}|(?:{_YEAR}{_SPACE}+)?{_LAW}\b|(?:UK{_SPACE}+)?GDPR\b)"
    rf"|(?:(?:to|in|under|from){_SPACE}+)?(?:the{_SPACE}+)?(?={_OF_A_YEAR}))"
)
"""What follows a schedule, which is one to an Act: `Schedule 1 to the Care Act 2014`.

Or any number that an Act follows: `section 1.1, Care Act 2014`.
"""
_NOT_AFTER_A_LAW = "".join(
    rf"(?<!{named}{joint})"
    for law in _LAWS
    for named in (rf"\b{law} {_YEAR}", rf"\b{_YEAR} {law}")
    for joint in (r"[ \n]", r",[ \n]", r"[ \n]\(")
) + "".join(rf"(?<!\bAct{mark}[ \n])" for mark in ("", r"\*", "_"))
"""What is not ahead of ours: `Care Act 2014, Schedule 1`, `Care Act 2014 (Schedule 1)`."""
_ELSEWHERE_GROUP = rf"(?:{_SPACE}+of{_SPACE}+(?!{_OURS})|,?{_SPACE}+{_TO_A_LAW})"
_ELSEWHERE = rf"(?=(?P<elsewhere>{_ELSEWHERE_GROUP})?)"
"""After a reference. Where its group matches, that is to another document."""
_GERMAN_PART = rf"{_SPACE}+(?:Abs\.|Absatz|Nr\.|Nummer|Satz|S\.){_SPACE}+\d{{1,3}}[a-z]?"
_OF_GERMAN_LAW = (
    rf"(?:{_GERMAN_PART}(?:{_SPACE}+(?:und|oder|bis){_SPACE}+\d{{1,3}}[a-z]?)?){{0,3}}{_SPACE}+"
    r"(?:(?:des|der)\s+(?!Absatz|Satz)[A-ZÄÖÜ]|[A-ZÄÖÜ][a-zäöü]*[A-Z]\w*\b)"
)
"""What follows the number of another German law: `§ 1 Abs. 2 des Baugesetzes`, `§ 12 BGB`."""
_AFTER_A_LAW = re.compile(rf"\b{_LAW}{_SPACE}+(?:of{_SPACE}+)?{_YEAR},?{_SPACE}+\Z")
_TO_US = re.compile(rf"{_SPACE}+(?:of|in){_SPACE}+{_OURS}")


def is_elsewhere(match: re.Match[str]) -> bool:
    """Whether a reference, found by a form, is to another document: `Care Act 2014, section 1.1`.

    Paragraphs of Acts are cited after "Schedule", and those of a manual often after an Act.
    """
    if match["elsewhere"]:
        return True
    start = match.start("reference")
    of_section = match["kind"][:1] in "sS§&"
    after = of_section and _AFTER_A_LAW.search(match.string, max(0, start - 60), start)
    return bool(after) and not _TO_US.match(match.string, match.end("reference"))


_OF_OTHERS = (
    rf"(?=(?P<elsewhere>{_SPACE}+of{_SPACE}+(?!(?i:this{_SPACE}+(?:paragraph|provision|rule))\b))?)"
)
"""The same after a part of what has no number there."""
_DOTTED = r"\d+\.\d+(?:\.\d+[A-Z]{0,2})?"
"""A number of the default scheme, as it stands in running text."""


def _one(number: str) -> str:
    """A pattern of a number as it is written: with sub-paragraphs, in bold, in quotation marks."""
    full = rf"(?!0){number}(?:{DOTTED}|(?!\.?\w)(?:[ \u00a0]?{BRACKETED})?)"
    quoted = "|".join(f"{re.escape(before)}{full}{re.escape(after)}" for before, after in _MARKS)
    return rf"(?:{quoted}|{full})"


def _whole(kind: str, number: str, elsewhere: str = _ELSEWHERE) -> str:
    """A pattern of a reference; `elsewhere` is one of what may make it none of ours."""
    one = _one(number)
    part = rf"(?:{_SUB}{_SPACE}+)?{BRACKETED}"
    named = rf",?{_SPACE}+{_SUB}{_SPACE}+{BRACKETED}"
    again = rf"(?:{kind}{_SPACE}*)?" if kind[0] in "§¶" else ""
    more = (
        rf"(?:{_JOINED}{_NO_AMOUNT}{again}{one}|{_JOINED_IN_LINE}{part}|{named}|{_UNNAMED_SHORT}"
        rf"|{_REMARK}{_JOINED}{_IS_FULL}{one})"
    )
    return (
        rf"(?P<reference>(?P<kind>{kind})(?P<gap>{_SPACE}*)(?P<numbers>{one}{more}*)"
        rf"{elsewhere})"
    )


ESCAPED = rf"{_KIND}{_SPACE}*(?:{_one(_DOTTED)}{_JOINED})*\\+(?=\d+\.\d)"
r"""What makes a number none of ours, up to its mark: `section \\1.1`."""


class Form(NamedTuple):
    """A way in which running text names numbers, or parts of what has one."""

    pattern: str
    """Of a reference, with the groups `reference`, `kind`, `gap`, `numbers`, `elsewhere`."""
    each: re.Pattern[str]
    """Finds each number in the group `numbers`, as `one`; or `end`, the short end of a range.

    Or `part`, the marks of a sub-paragraph of the number before; with `sub` where it is called so.
    """
    number: re.Pattern[str]
    """Finds the bare number in `one`."""
    may_be_in: re.Pattern[str]
    """Without which a text has none."""
    ahead: str = ""
    """What stands ahead of the bare number where a number is written alone: `Rule `."""
    of_part: bool = False
    """Whether it names no number but marks alone: `sub-paragraph (b)`.

    What they are part of is in the group `whole`, with marks of its own in `within`; without that
    group it is the provision in which the text stands.
    """


def _form(
    kind: str, number: str, may_be_in: str, ahead: str = "", elsewhere: str = _ELSEWHERE
) -> Form:
    part = rf"(?P<sub>{_SUB}{_SPACE}+)?(?P<part>{BRACKETED})"
    each = re.compile(rf"(?P<one>{_one(number)})|{part}|{_SHORT}")
    whole = _whole(kind, number, elsewhere)
    return Form(whole, each, re.compile(number), re.compile(may_be_in), ahead)


def _both(
    kind: str, number: str, may_be_in: str, ahead: str = "", elsewhere: str = _ELSEWHERE
) -> tuple[Form, Form]:
    """`sub-paragraph (b) of paragraph 2.1.3`, and `paragraph 2.1.3`."""
    form = _form(kind, number, may_be_in, ahead, elsewhere)
    to = rf"{_SPACE}+(?:of|in|to|under){_SPACE}+{kind}{_SPACE}*"
    whole = rf"(?={to}(?P<whole>(?!0){number})(?P<within>{BRACKETED})?(?!\.?\w|,?\s+para))"
    part = form._replace(
        pattern=_part(rf"\b{_PART}", rf"{whole}(?P<elsewhere>(?!))?"),
        may_be_in=_MAY_NAME_PART,
        of_part=True,
    )
    return part, form


def _part(kind: str, after: str) -> str:
    marks = rf"{BRACKETED}(?:{_JOINED_IN_LINE}{BRACKETED})*"
    return rf"(?P<reference>(?P<kind>{kind})(?P<gap>{_SPACE}+)(?P<numbers>{marks}){after})"


_PLAIN = _both(_KIND, _DOTTED, r"\d\.\d")
OF_OWN_PART = _PLAIN[0]._replace(
    pattern=_part(rf"(?<!this )(?<!that )(?<!each )\b{_PART}", _OF_OTHERS),
)
"""`sub-paragraph (b)` of the provision that says so. "In this paragraph (a) oil …" is none."""


def forms(numbering: Numbering) -> tuple[Form, ...]:
    """The ways in which the texts of a manual name its numbers, the most particular first."""
    single = tuple(text for text in numbering.sections if text.isalnum() and not text.isalpha())
    named = tuple(sorted({word for text in numbering.sections if (word := _word_of(text))}))
    return _forms(numbering.schemes, single, named)


def _word_of(section: str) -> str:
    """The word ahead of the number of a section, with its space: `Part `; empty if it has none."""
    match = re.match(WORD, section)
    return match[0] if match else ""


@lru_cache(maxsize=64)
def _forms(
    schemes: tuple[Scheme, ...], single: tuple[str, ...], named: tuple[str, ...]
) -> tuple[Form, ...]:
    if schemes == (DEFAULT,) and not single and not named:
        return _PLAIN
    holding = {scheme.word: scheme for scheme in schemes if scheme.within}
    found = [form for scheme in holding.values() for form in _within(scheme)]
    words = {scheme.word: scheme.numbers for scheme in schemes if scheme.word and not scheme.within}
    words = dict.fromkeys(named, r"(?:[A-Z]{0,2}\d{1,4}[A-Za-z]?|[IVXLC]{1,7}|[A-Z])") | words
    for word, number in words.items():
        found += _named(word, number, _followed(holding.get(word)))
    bare = [_DOTTED if s.is_default else s.numbers for s in schemes if not s.word]
    bare += [re.escape(text) for text in single]
    if bare:
        found += _both(_KIND, rf"(?:{'|'.join(bare)})", r"\d|[IVXLC]")
    return tuple(sorted(found, key=lambda form: not form.of_part))


def _named(word: str, number: str, elsewhere: str) -> tuple[Form, Form]:
    bare = re.escape(word.rstrip())
    if word[0] in "§¶":
        elsewhere = rf"(?=(?P<elsewhere>{_ELSEWHERE_GROUP}|{_OF_GERMAN_LAW})?)"
        return _both(rf"{word[0]}{{1,2}}", number, re.escape(word[0]), word, elsewhere)
    no_year = rf"(?!{_SPACE}+{_YEAR}(?![\w.]))"  # as in "Procedure Rules 2010"
    kind = rf"{_begins(word)}(?i:{bare}s?)[*_]{{0,3}}(?=\s|&){no_year}"
    return _both(kind, number, rf"(?i:{bare})", word, elsewhere)


def _begins(word: str) -> str:
    """A pattern of the place at which a word begins that is not said of another law's."""
    return rf"\b(?=(?i:{re.escape(word.rstrip())})){_NOT_AFTER_A_LAW}"


def _parts_of(scheme: Scheme) -> str:
    """A pattern of the word for what is in a schedule: `paragraphs`, `para.`."""
    part = scheme.within.strip(", ")
    return r"(?i:paragraphs?|paras?\b\.?)" if part == "paragraph" else rf"(?i:{re.escape(part)}s?)"


def _followed(scheme: Scheme | None) -> str:
    """What makes a reference to a schedule of a `scheme` none of ours.

    A paragraph that follows is of another document too: ours is read with its schedule before.
    """
    if scheme is None:
        return _ELSEWHERE
    inner = rf",?{_SPACE}+\(?{_parts_of(scheme)}{_SPACE}*\d"
    return rf"(?=(?P<elsewhere>{_ELSEWHERE_GROUP}|{inner})?)"


def _within(scheme: Scheme) -> tuple[Form, ...]:
    """`Schedule 1, paragraphs 2 and 3`; `paragraphs 2 and 3 of Schedule 1`."""
    word, part = re.escape(scheme.word.rstrip()), _parts_of(scheme)
    named = rf"(?P<holder>(?i:{word}){_SPACE}+{scheme.numbers})"
    may_be_in = rf"(?i:{word})"
    ahead = _form(
        rf"{_begins(scheme.word)}{named},?{_SPACE}+\(?{part}(?=\s|&)", scheme.inner, may_be_in
    )
    after = _form(rf"\b{part}(?=\s|&)", scheme.inner, may_be_in)
    of_part = rf"(?:{_SPACE}+(?:of|in){_SPACE}+(?i:part){_SPACE}+\w+)?"
    joined = rf"{of_part}(?:{_SPACE}+(?:of|to|in|under)|,){_SPACE}+"
    turned = after.pattern.removesuffix(f"{_ELSEWHERE})") + rf"(?={joined}{named}{_ELSEWHERE}))"
    return ahead._replace(ahead=scheme.within), after._replace(pattern=turned, ahead=scheme.within)
