"""Marks of other kinds of Markdown, which would stand on the page as they were written."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from manual.markup.alike import find_alike
from manual.markup.fence import mark_fenced
from manual.markup.lists import find_code, find_joined, find_unclear
from manual.markup.small_marks import has_other_attribute
from manual.markup.table_lines import find_table_faults
from manual.problem import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class _Foreign(NamedTuple):
    sign: str
    """What it has in any case: to look for that takes no time."""
    pattern: re.Pattern[str]
    what: str
    hint: str


def _foreign(sign: str, pattern: str, what: str, hint: str) -> _Foreign:
    return _Foreign(sign, re.compile(pattern), what, hint)


def _at_start(pattern: str, what: str, hint: str) -> _Foreign:
    return _foreign("", pattern, what, hint)


_EMPHASIS = "write **words** for strong ones, *words* for stressed ones"
_NO_ATTRIBUTE = "delete it: a text has none but the language of some words, [Bwrdd]{lang=cy}"
_FORMULA_HINT = "write it in words, or with signs such as ×"
_MERGED = "a cell that is merged with another"
_NO_MERGED = "write its words in each cell: a table has no merged cells; an empty one is | |"
_INLINE = (
    _foreign(
        "~~",
        r"(?<!~)~{2,}(?=[^\s~])[^\n]*?[^\s~]~{2,}(?!~)",
        "words struck through",
        "delete them: an amendment shows what was deleted",
    ),
    _foreign(
        "==",
        r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])|(?<![=\w])==[^\s=]==(?![=\w])",
        "words marked by ==",
        _EMPHASIS,
    ),
    _foreign(
        "++",
        r"(?<![+\w])\+\+(?=[^\s+])[^\n]*?[^\s+]\+\+(?![+\w])|(?<![+\w])\+\+[^\s+]\+\+(?![+\w])",
        "words between ++",
        "an amendment shows what was inserted; write a key as **Ctrl**",
    ),
    _foreign(
        "~",
        r"(?<![\w~/])~(?=[^\W\d_])[^~\n]*[^\s~]~(?![\w~])",
        "words between ~",
        "delete the signs; an amendment shows what was deleted",
    ),
    _foreign(
        "^^",
        r"(?<!\^)\^\^(?=[^\s^])[^^\n]*[^\s^]\^\^(?!\^)",
        "words between ^^",
        "delete the signs; an amendment shows what was inserted",
    ),
    _foreign(
        ":",
        r"(?<![\w/])(?i:https?):/?(?=\w[\w-]*\.\w)",
        "a web address without its two slashes",
        "write https://, and the rest of it",
    ),
    _foreign(
        "//",
        r"(?<![\w/:.])(?:(?!(?i:https?):)[A-Za-z][A-Za-z0-9+.-]{1,9}://|(?i:https?)//)\w",
        "an address that begins so",
        "write https://, and the rest of it; or `code` marks around it",
    ),
    _foreign(
        "[[",
        r"!?\[\[[^\[\]\n]+\]\]",
        "a link in double brackets",
        "write [words](the-page.md) instead",
    ),
    _foreign(
        "{", r"\{(?:\+\+|--|~~|==|>>)", "a mark of a proposed change", "settle it, and delete it"
    ),
    _foreign("{", r"\{\{|\{%", "a command of another system", "write what it stands for"),
    _foreign("$$", r"\$\$", "a formula between $$", _FORMULA_HINT),
    _foreign(
        "$",
        r"(?<![\w$])\$(?=[^\s$])[^$\n]*[\\^_={}][^$\n]*(?<=\S)\$(?![\w$])",
        "a formula between $",
        _FORMULA_HINT,
    ),
    _foreign(
        ":",
        r"(?<![\w:])(?<!contact):[a-z][a-z0-9_+-]{1,30}:(?![\w:])",
        "a picture sign by its name",
        "use the sign itself, or a word",
    ),
    _foreign(
        "{",
        r"\{\s*(?i:contact)\b(?!(?<=\{contact):[^{}\s]+\})[^{}\n]*\}",
        "a contact that is written so",
        "write {contact:front-door}: small letters, and no space",
    ),
    _foreign(
        "[^",
        r"\[\^(?=[^\]\n]*\w)(?:[^\]\n]*[\s^][^\]\n]*|[^\]\n]{31,})\](?!\()",
        "a footnote whose label has spaces or is long",
        "give it a number, or a short word",
    ),
    _foreign(
        "^[",
        r"(?<![\w^])\^\[[^\]\n]+\]",
        "a footnote within its sentence",
        "write [^1] there, and its words below: [^1]: Words",
    ),
    _foreign("--8<--", r"-{1,2}8<-{1,2}", "a piece of another file", "copy its words"),
    _foreign("%%", r"(?<!%)%%(?=[^\s%])[^%\n]*%%", "a remark between %%", "delete it"),
    _foreign(
        "|",
        r"\|[ \t]*(?:\^{1,2}|<{1,2}|>{1,2})[ \t]*(?:\||$)",
        _MERGED,
        _NO_MERGED,
    ),
    _foreign(
        "||",
        r"^(?!.*(?<!\|)\|(?!\|)).*\|\|[^\s|][^|\n]*\|\|",
        "words between ||",
        "delete the bars",
    ),
)
_FORMULA = re.compile(r"(?<!\\)\\{1,2}[(\[](?!\w{1,6}\\?\))[^\n\\]{1,200}\\{1,2}[)\]]")
_SUM = re.compile(r"[\\^_={}+<>]|\d\s*[-*/]\s*\d|[A-Za-z]\s*[-*/]\s*\w\b")
"""What makes a formula of words between escaped brackets, which may be meant as brackets."""
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_HALF_ENTITY = re.compile(r"&([A-Za-z]{2,6}[1-4]{0,2})(?![\w;])")
"""One that old browsers read without its semicolon: `&copy 2026`."""

_LINE = (
    _at_start(
        r"[ ]*!!!(?![ \t]*confirm\b)(?![ ]?[\w-]+(?:[ ]+\".*\")?[ ]*$)",
        "a box that begins so",
        'write !!! note "Title": the title in quotation marks, and nothing after it',
    ),
    _at_start(
        r"[ ]*(?:#{2,6}[^#\s]|#[^#\s\d])",
        "a heading without a space after #",
        "write ## and a space before a heading; if it is not one, write \\#",
    ),
    _at_start(
        r"[ ]*(?:#{1,6}[\s#]*$|#{7,}|＃)",
        "a heading that begins so",
        "write ##, a space and the words of the heading; if it is not one, write \\#",
    ),
    _at_start(
        r"[ ]*(?:(?:[-*+]|\d+[.)])[ ]*)?\[[ xX]?\](?:[ ]|$)",
        "a box to tick",
        "leave out the brackets, or use the sign ☐",
    ),
    _at_start(r" {0,3}:{3,}", "a block that begins with :::", 'write !!! note "Title" instead'),
    _at_start(
        r" {0,3}(?:\?\?\?\+?|===\+?!?)[ ]+[\w\"]",
        "a block that opens and closes",
        'write !!! note "Title" instead, or a heading',
    ),
    _at_start(
        r"[ ]{1,3}!!![ ]*(?!confirm\b)\w",
        "a box that does not begin at the left",
        "begin !!! at the very left",
    ),
    _at_start(
        r"[ ]*>[ ]*\[![A-Za-z]+\]", "a box of another kind", 'write !!! note "Title" instead'
    ),
    _at_start(
        r" {0,3}\+[-=+:]{3,}\+[ ]*$", "a table drawn with +", "write its rows with | instead"
    ),
    _at_start(
        r" {0,3}-{2,}(?:[ ]+-{2,})+[ ]*$",
        "a table drawn with spaces",
        "write its rows with | instead",
    ),
    _at_start(
        r" {0,3}\|[ ][^|]*\w[^|]*$",
        "a line that begins with a bar",
        "delete the bar, and end each line but the last with \\",
    ),
    _at_start(r" {0,3}\.\. [\w-]+::", "a command of another system", "write what it stands for"),
    _at_start(r" {0,3}\\(?:newpage|pagebreak|clearpage)\b", "a page that begins here", "delete it"),
    _at_start(r" {0,3}\(@\w*\)[ ]", "an example that is numbered by (@)", "write its number"),
    _at_start(r"[ ]*\[(?i:toc)\][ ]*$", "a list of contents", "delete it: the page makes its own"),
    _at_start(
        r" {0,3}~ +[^\s\d]",
        "a definition that begins with ~",
        "write the term on one line, and : and a space before its meaning on the next",
    ),
    _at_start(
        r" {0,3}\*\[[^\]\n]+\]:", "an abbreviation explained by *[…]:", "explain it in the glossary"
    ),
)
_NO_TERM = re.compile(r"[>#|]|[-*+] |\d+[.)] ")
_MEANING = re.compile(r"(?P<indent>[ ]*):[ ]+\S")
_NO_SPACE = re.compile(r"[ ]{0,3}:[^\s:\d)(/|'\"-]")
_MAY_BEGIN = re.compile(r"[ \t]*(?:[-*+:?=!>\[#＃~(.|\\]|\d+[.)][ ])")
"""What a line begins with that has any of the above, or is looked at for how it begins."""
_WITHIN = re.compile(r"\A(?:[ ]*(?:>[ ]?|[-*+][ ]+(?!\[)|\d{1,3}[.)][ ]+(?!\[)))+")
"""What stands ahead of a line in quotations and lists."""
_FENCE_WITHIN = re.compile(r"[ \t]*>[ \t>]*(?:`{3,}|~{3,})")
"""Code within a quotation, whose marks are judged where it is rendered."""
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ ]*$")
_BOX = re.compile(r"!!![ \t]*[\w-]+")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:[^`]|(?!\1)`+)*?(?<!`)\1(?!`)")
_ADDRESS = re.compile(r"(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*|<[^<>\s]*>|\bhttps?://\S+")
_TABLE, _TAB = "|", 4


def check_dialect(
    path: str, text: str, first_line: int = 1, *, terms: bool = False
) -> Iterator[Problem]:
    """A problem for each mark in a Markdown text that its readers would see as it is written.

    `first_line` is that of `text` in the file. `terms`: whether definitions are read there.
    """
    lines = _without_code(text)
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else ""
        for what, hint in _faults(line, before):
            where = Where(path, first_line + at)
            yield Problem("markup-unknown", where, f"no mark is read for {what}", hint)
        if _BOX.match(line) and not line.startswith("!!! confirm") and not _has_text(lines, at):
            hint = "write it on the lines below, each indented by four spaces"
            yield Problem("box-empty", Where(path, first_line + at), "a box has no text", hint)
    for at, rule, (message, hint) in find_table_faults(lines):
        yield Problem(rule, Where(path, first_line + at), message, hint)
    if not terms:
        yield from _meanings(path, lines, first_line)
    unclear = [*find_unclear("\n".join(lines))]
    for at in unclear:
        hint = (
            "if it begins a list, leave a blank line above it, and write its mark as -, 1. or (a); "
            "if it does not, join it to the line above"
        )
        message = f"'{lines[at].strip()[:20]}' looks like an item of a list, and may be none"
        yield Problem("list-unclear", Where(path, first_line + at), message, hint)
    for at, above in find_joined("\n".join(lines)):
        hint = "go on with its next mark or number; or write some words between two lists"
        message = f"'{lines[at].strip()[:20]}' would go on with the list above, marked '{above}'"
        yield Problem("list-unclear", Where(path, first_line + at), message, hint)
    for at in find_alike(lines):
        if {at, at + 1} & {*unclear}:
            continue  # told above
        hint = (
            "if they are a list, leave a blank line above it, and write each mark as - or 1. or "
            "(a), and a space; if not, end the first with \\ to break it there, or join them"
        )
        begins = lines[at].strip()[:20]
        message = f"'{begins}' and the line below begin alike, and would run together"
        yield Problem("list-unclear", Where(path, first_line + at), message, hint)


def _faults(line: str, before: str) -> Iterator[tuple[str, str]]:
    """What is foreign in a line, and what to write instead."""
    if _MAY_BEGIN.match(line):
        within = _WITHIN.sub("", line)
        for foreign in _LINE:
            if foreign.pattern.match(line) or foreign.pattern.match(within):
                yield foreign.what, foreign.hint
                return
        if before.strip() and _TABLE not in before and _UNDERLINE.match(line):
            yield "a heading that is underlined", "write ## and the heading on one line"
            return
        if _FENCE_WITHIN.match(line):
            return
    yield from _faults_within(line)


def _faults_within(line: str) -> Iterator[tuple[str, str]]:
    signed = [foreign for foreign in _INLINE if foreign.sign in line]
    if not signed and "\\" not in line and "&" not in line:
        return
    if "{" in line and has_other_attribute(_CODE.sub("", _ADDRESS.sub(" ", line))):
        yield "an attribute in braces", _NO_ATTRIBUTE
    formula = any(_SUM.search(match[0][2:-2]) for match in _FORMULA.finditer(line))
    plain = _ADDRESS.sub(" ", re.sub(r"\\.", "  ", line))
    for foreign in signed:
        if foreign.pattern.search(plain):
            yield foreign.what, foreign.hint
    if formula:
        yield "a formula", _FORMULA_HINT
    for match in _ENTITY.finditer(plain):
        if match[1] not in html5:
            yield f"the name &{match[1]}", "use the sign itself"
    for match in _HALF_ENTITY.finditer(plain):
        if match[1] in html5:
            yield f"the name {match[0]} without its ;", "use the sign itself"


def _without_code(text: str) -> Sequence[str]:
    """The lines of a text, with blank ones in place of code, and spaces in place of code in one."""
    lines = text.split("\n")
    kept = ["" if code else line for line, code in zip(lines, mark_fenced(lines), strict=True)]
    indented = find_code("\n".join(kept))
    prose = "\n".join("" if at in indented else line for at, line in enumerate(kept))
    if "`" not in prose:
        return prose.split("\n")
    blocks = re.split(r"(\n[ \t]*\n)", prose)
    return "".join(_CODE.sub(_blank, block) for block in blocks).split("\n")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "`", match[0])


def _has_text(lines: Sequence[str], at: int) -> bool:
    """Whether something stands in the box that begins at a line."""
    below = next((line for line in lines[at + 1 :] if line.strip()), "")
    return len(below.expandtabs(_TAB)) - len(below.expandtabs(_TAB).lstrip()) >= _TAB


def _meanings(path: str, lines: Sequence[str], first_line: int) -> Iterator[Problem]:
    """A problem for each definition that begins with a colon and does not stand below its term."""
    for at, line in enumerate(lines):
        meaning = _MEANING.match(line)
        if _NO_SPACE.match(line) and at and lines[at - 1].strip():
            hint = "write a space behind the colon, or join the line to the one above"
            message = "no mark is read for a definition without a space behind its colon"
            yield Problem("markup-unknown", Where(path, first_line + at), message, hint)
        if not meaning or (len(meaning["indent"]) < _TAB and _has_term(lines, at)):
            continue
        hint = (
            "write the term on the line above, at the very left, and leave a blank line above that"
        )
        message = "no mark is read for a definition that does not stand below its term"
        yield Problem("markup-unknown", Where(path, first_line + at), message, hint)


def _has_term(lines: Sequence[str], at: int) -> bool:
    """Whether a definition stands below its term, or below another definition of that."""
    above = lines[at - 1] if at else ""
    if _MEANING.match(above) or (above.startswith(" ") and above.strip()):
        return at > 1 and _has_term(lines, at - 1)
    begins = at < 2 or not lines[at - 2].strip()  # noqa: PLR2004 - the line above the term
    return bool(above.strip()) and not _NO_TERM.match(above) and begins
