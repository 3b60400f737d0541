"""What the links and names in texts may be: they lead where they say, and do nothing else."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from manual.address import DOCS, GENERATED_PATHS, is_record
from manual.country import HERE
from manual.markup.safe import HOST, SCHEMES, is_foreign, is_plain_host, plain_address, scheme_of
from manual.markup.table_rows import NO_DASHES
from manual.problem import Problem, Where, suggest
from manual.text.characters import as_seen, character_problem, find_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from manual.markup.reading import Link
    from manual.markup.render import Rendered

    Find = Callable[[str], Where]
    """Where something that a reader sees is written."""

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_FILE = re.compile(r"\.[A-Za-z]")
"""What makes a page's address that of a file, which the build may write: `/manual.json`."""
_LONGEST = 500
"""Characters of a link's words that are looked at; an address is shorter."""
_OWN = frozenset({"ref", "contact"})
_WEB = frozenset({"http", "https"})
_TOP = (
    r"(?!(?:js|md|py|ts|db|gz)\b)(?:[a-z]{2}|biz|com|edu|gov|info|int|net|org|app|cymru|dev|health"
    r"|london|online|page|scot|site|wales|top|xyz|example|test)"
)
"""The last part of a host: of a country, or one that is known."""
_ADDRESS = re.compile(
    r"https?://\S+|\bwww\.[^\s/]+\S*"
    rf"|(?<![\w@.-])(?:[\w-]+\.)+{_TOP}(?![\w@-])(?:/\S*)?",
    re.IGNORECASE,
)
"""What a reader takes for a web address: `www.gov.uk/guidance`, `example.org`."""
_BOX = re.compile(r"[\w.+'-]+", re.ASCII)
"""What stands ahead of the host in a mail address."""
_CODE_POINT = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_LAST_CHARACTER = 0x10FFFF
_ON_MARK = re.compile(r"[ ]*(?:[-*+]|\d+\.)[ ]+\|")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def check_links(
    rendered: Rendered, find: Find, dialled: Sequence[str] = HERE.dialled
) -> Iterator[Problem]:
    """A problem for each link of a text that may not be followed or that misleads.

    And for each picture from elsewhere. `find` says where something is written.
    """
    for address in rendered.taken:
        hint = "link to https:, mailto: or tel: only"
        message = f"a link begins with {scheme_of(address)}:"
        yield Problem("link-scheme", find(address), message, hint)
    for address in rendered.foreign:
        hint = "put its file into docs/, and name that: ![What it shows](picture.png)"
        message = f"a picture is loaded from elsewhere: {address[:60]}"
        yield Problem("picture-foreign", find(address), message, hint)
    for written in rendered.unknown:
        hint = (
            "write the address itself: [words](address); "
            "or give the name one, in a paragraph of its own: [name]: address"
        )
        message = f"nothing says where '{' '.join(written.split())}' leads"
        yield Problem("link-name-unknown", find(written), message, hint)
    for written in rendered.broken:
        hint = "write [words](address), or ![what it shows](picture.png), with no space between"
        message = f"no link is made of '{' '.join(written.split())[:60]}'"
        yield Problem("link-broken", find(written), message, hint)
    yield from _marks_alone(rendered, find)
    for address in rendered.unused:
        if any(_check_address(plain_address(address), find, dialled)):
            continue  # told below
        hint = "put it below the link, in the same paragraph; if it is to be read, write \\[ for ["
        message = f"no link uses the definition ']: {address[:60]}', and no reader sees it"
        yield Problem("definition-unused", find(f"]: {address}"), message, hint)
    for link in rendered.reading.links:
        if scheme_of(link.address) not in _OWN:
            yield from _check_link(link, find, dialled)
    for address in _unused(rendered):
        yield from _check_address(address, find, dialled)


def _marks_alone(rendered: Rendered, find: Find) -> Iterator[Problem]:
    for written in rendered.alone:
        hint = "write it on both sides, with no space within: **words**, `code`; or \\ before it"
        message = f"the mark at '{written}' has no other that closes it"
        yield Problem("markup-unknown", find(written), message, hint)
    for written in rendered.headings:
        hint = "begin it at the very left; if it is not one, write \\#"
        message = f"no heading is made of '{written[:40]}'"
        yield Problem("markup-unknown", find(written), message, hint)


def _unused(rendered: Rendered) -> Iterator[str]:
    """The addresses of definitions, `[name]: address`, that no link uses."""
    used = {link.address for link in rendered.reading.links}
    for address in rendered.defined:
        plain = plain_address(address)
        if plain not in used and plain not in rendered.taken:
            yield plain


def _check_link(link: Link, find: Find, dialled: Sequence[str]) -> Iterator[Problem]:
    address, scheme = plain_address(link.address), scheme_of(link.address)
    words = as_seen(link.words[:_LONGEST])
    if not address:
        hint = "write its address: [words](address)"
        yield Problem(
            "link-nowhere", find(f"[{words}"), f"the link '{words[:40]}' has no address", hint
        )
        return
    if not words.strip():
        hint = "write what it leads to between the brackets: [words](address)"
        message = f"a link to {address[:60]} has no words, and no reader sees it"
        yield Problem("link-nowhere", find(link.address), message, hint)
        return
    if scheme == "tel":
        yield from _check_dialled(words, address, find, dialled)
        return
    faults = [*_check_address(address, find, dialled)]
    if not faults and scheme in _WEB and re.search(r"\s", link.address.strip()):
        hint = "write it as the browser shows it, without a space; a title is in quotation marks"
        message = f"there is a space in the address of a link: {link.address.strip()[:60]}"
        faults = [Problem("link-host", find(link.address), message, hint)]
    yield from faults
    if words == address:
        return
    for shown in _shown_addresses(words):
        if not faults and not _leads_to(shown, address):
            hint = "let the words say what is there, or be the address itself: <https://…>"
            message = f"the link shows '{shown[:60]}' and leads to {address[:60]}"
            yield Problem("link-elsewhere", find(link.address), message, hint)
            return


def _check_dialled(
    words: str, address: str, find: Find, dialled: Sequence[str]
) -> Iterator[Problem]:
    number = address.partition(":")[2]
    if number not in dialled:
        *rest, last = dialled
        known = f"{', '.join(rest)} and {last}" if rest else last
        hint = f"name the contact: {{contact:front-door}}; in a text tel: leads to {known} alone"
        message = f"a link dials {unquote(number)[:40]}"
        yield Problem("link-dials", find(address), message, hint)
    elif "".join(re.findall(r"\d", words)) != number:
        hint = f"show the number that it dials: [{number}](tel:{number})"
        message = f"a link dials {number} and shows '{words[:40]}'"
        yield Problem("link-dials", find(address), message, hint)


def _check_address(address: str, find: Find, dialled: Sequence[str]) -> Iterator[Problem]:
    scheme = scheme_of(address)
    if scheme == "tel":
        yield from _check_dialled(address, address, find, dialled)
    elif scheme and scheme not in SCHEMES:
        hint = "link to https:, mailto: or tel: only"
        yield Problem("link-scheme", find(address), f"a link begins with {scheme}:", hint)
    elif scheme == "mailto" and not _is_one_mail(address):
        hint = "write mailto:name@example.org, and nothing after it but ?subject=…"
        message, where = f"a link writes to '{address[7:67]}'", find(address[7:] or address)
        yield Problem("link-mail", where, message, hint)
    elif _is_unclear(address):
        hint = "write it as the browser shows it: https://www.example.org/page"
        message = f"it is not clear where a link leads: {address[:60]}"
        yield Problem("link-host", find(address), message, hint)


def _is_unclear(address: str) -> bool:
    """Whether a web address is not written as everyone writes it: `https://`, and a plain host."""
    scheme = scheme_of(address)
    if scheme in _WEB:
        return not is_plain_host(address)
    # To a browser \\ is the same as /.
    return not scheme and (is_foreign(address) or "\\" in address)


def _is_one_mail(address: str) -> bool:
    """Whether a mail goes to one address, and brings nothing but a subject."""
    box, _, asked = address[len("mailto:") :].partition("?")
    name, _, host = unquote(box).partition("@")
    is_asked_well = not asked or re.fullmatch(r"subject=[^&#\r\n]*", unquote(asked))
    return bool(_BOX.fullmatch(name) and HOST.fullmatch(host.lower()) and is_asked_well)


def _shown_addresses(words: str) -> Iterator[str]:
    bare = _MAIL.sub(" ", words)
    yield from _MAIL.findall(words)
    yield from (match[0].rstrip(".,;:!?)”’'\"") for match in _ADDRESS.finditer(bare))


def _leads_to(shown: str, address: str) -> bool:
    """Whether a link that shows an address leads there."""
    if "@" in shown.partition("/")[0] and "://" not in shown:
        return unquote(address).lower().partition("?")[0] == f"mailto:{shown.lower()}"
    if not scheme_of(address):
        return "/" not in shown and posixpath.basename(unquote(address)) == shown
    said, real = _split(shown), _split(address)
    return said[0] == real[0] and (real[1] == said[1] or real[1].startswith(f"{said[1]}/"))


def _split(address: str) -> tuple[str, str]:
    """The host of an address, without `www.`, and the rest, without a slash at its end."""
    bare = re.sub(r"^https?://", "", address, flags=re.IGNORECASE)
    host, _, rest = bare.partition("/")
    path = unquote(rest.partition("#")[0].partition("?")[0]).strip("/")
    return host.lower().removeprefix("www."), f"/{path}" if path else ""


def check_markup(rendered: Rendered, find: Find) -> Iterator[Problem]:
    """A problem for each HTML tag in a text, for tables that are cut, and for marks of code."""
    for tag in rendered.tags:
        hint = "write Markdown; put `code` marks around a tag that is to be shown"
        message = f"there is raw HTML in the text: {tag}"
        yield Problem("html-raw", find(tag.rstrip(">")), message, hint)
    for row in rendered.cut:
        hint = "give the table another column, or the row one cell less; write \\| for the sign |"
        message = "a row has more cells than its table has columns: no reader sees the last ones"
        yield Problem("table-uneven", find(row), message, hint)
    for block in dict.fromkeys(rendered.uneven):
        hint = "give the line of dashes as many cells as the row of headings: | --- | --- |"
        message = "no table is made of this: its line of dashes has a different number of cells"
        if _ON_MARK.match(block):
            hint = "put it on the lines below, indented by four spaces; write some words there"
            message = "no table is made of this: it begins on the line of its item's mark"
        said = next((line for line in block.split("\n") if re.search(r"\w", line)), block)
        yield Problem("table-uneven", find(said), message, hint)
    for head in dict.fromkeys(rendered.bare):
        message, hint = NO_DASHES
        yield Problem("markup-unknown", find(head), message, hint)
    for item in rendered.astray:
        hint = "leave a blank line above it, and indent it as the first item of its list"
        message = f"'{item.strip()[:20]}' cannot be read as an item of a list here"
        yield Problem("list-unclear", find(item), message, hint)
    for mark in rendered.reading.code_marks:
        hint = "write nothing but the language after ```"
        message = f"code is marked with '{mark}' besides its language"
        yield Problem("code-marks", find(mark), message, hint)


def check_shown(rendered: Rendered, find: Find) -> Iterator[Problem]:
    """A problem for each character that a rendered text may not hold."""
    reading = rendered.reading
    for text in (*reading.words, *(link.address for link in reading.links)):
        if not text.isascii():
            for _, found in find_faults(text):
                yield character_problem(find(text), found)
    # What no character is: Python leaves it out, and browsers do not.
    for match in _CODE_POINT.finditer(rendered.html) if "&#" in rendered.html else ():
        if not unescape(match[0]):
            code = int(match[1], 16) if match[1] else int(match[2])
            yield character_problem(find(match[0]), chr(min(code, _LAST_CHARACTER)))


def check_targets(
    rendered: Rendered, find: Find, folder: str, pages: Collection[str], files: Collection[str]
) -> Iterator[Problem]:
    """A problem for each link and picture that leads to no page and to no file.

    `folder` is that of the source. It and the paths of `pages` and of other `files` begin in
    `docs/`.
    """
    reading = rendered.reading
    for address in [one.address for one in (*reading.links, *reading.pictures)]:
        target = unquote(re.split("[?#]", address, maxsplit=1)[0])
        if scheme_of(address) or not target or target.startswith(("//", "\\")):
            continue
        path = posixpath.normpath(posixpath.join(folder, target))
        if target.endswith(".md") and path not in pages:
            otherwise = "name the file of a page, by its way from this one: ../contacts.md"
            hint = suggest(target, pages, otherwise=otherwise)
            message = f"a link leads to '{target}', which is not a page"
            yield Problem("link-nowhere", find(address), message, hint)
        elif path not in pages and path not in files:
            otherwise = "put the file into docs/, and name it by its way from this one"
            hint = suggest(target, files, otherwise=otherwise)
            message = f"a link leads to '{target}', which is not a file in docs/"
            yield Problem("link-nowhere", find(address), message, hint)


def list_pages(texts: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """The paths in `docs/` that a link to a page may name.

    Pages are made from `texts`, by path from the project's folder; `others` are the paths of pages
    without a source, relative to `docs/`.
    """
    sources = (path for path in texts if path.startswith(DOCS) and path.endswith(".md"))
    own = (path.removeprefix(DOCS) for path in sources if not is_record(path))
    return frozenset((*own, *GENERATED_PATHS, *others))


def check_names(paths: Iterable[str]) -> Iterator[Problem]:
    """A problem for each page or YAML file whose name cannot be part of an address."""
    for path in paths:
        is_page = path.startswith(DOCS) and path.endswith(".md")
        of_a_file = is_page and _FILE.search(path.removesuffix(".md"))
        if path.endswith((".md", ".yml")) and (of_a_file or not _NAME.fullmatch(path)):
            hint = "rename it: letters, digits and hyphens only"
            yield Problem(
                "file-name-wrong", Where(path), "the file's name cannot be part of an address", hint
            )
