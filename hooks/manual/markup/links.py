"""What links, pictures and names of files in texts may be: they lead somewhere, and do no more."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from manual.address import DOCS, GENERATED_PATHS, is_record
from manual.markup.render import blank_fences, find_raw_html
from manual.markup.safe import SCHEMES, is_foreign, scheme_of
from manual.problem import Problem, Where, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LINK = re.compile(
    r"\]\(\s*<?([^\s)>]*)"  # [words](address)
    r"|^ {0,3}\[[^\]\n]{1,999}\]:[ \t]*<?([^\s>]*)"  # [name]: address
    r"|<([A-Za-z][A-Za-z0-9+.&#;-]{1,40}:[^\s<>]*)>",  # <address>
    re.MULTILINE,
)
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\(\s*<?([^\s)>]*)")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")


def check_links(path: str, text: str) -> Iterator[Problem]:
    """A problem for each link of a Markdown text with a forbidden scheme, and each foreign picture.

    `path` is that of the file, from the project's folder.
    """
    bare = blank_fences(text)
    for address, start in _addresses(bare):
        scheme = scheme_of(address)
        if scheme and scheme not in SCHEMES:
            where = Where(path, bare.count("\n", 0, start) + 1)
            hint = "link to https:, mailto: or tel: only"
            yield Problem("link-scheme", where, f"a link begins with {scheme}:", hint)
    for match in _PICTURE.finditer(bare):
        if is_foreign(match[1]):
            where = Where(path, bare.count("\n", 0, match.start()) + 1)
            hint = "put its file into docs/, and name that: ![What it shows](picture.png)"
            yield Problem(
                "picture-foreign",
                where,
                f"a picture is loaded from elsewhere: {match[1][:60]}",
                hint,
            )


def check_html(path: str, text: str) -> Iterator[Problem]:
    """A problem for each HTML tag of a Markdown text; `path` is as for `check_links`."""
    for tag, offset in find_raw_html(text):
        hint = "write Markdown; put `code` marks around a tag that is to be shown"
        yield Problem(
            "html-raw", Where(path, offset + 1), f"raw HTML stands in the text: {tag}", hint
        )


def check_targets(texts: Mapping[str, str], others: Iterable[str]) -> Iterator[Problem]:
    """A problem for each link of a text to a page that does not exist.

    Pages are made from `texts`, by path from the project's folder; `others` are the paths of pages
    without a source, relative to `docs/`.
    """
    pages = {p.removeprefix(DOCS) for p in texts if _is_page(p) and not is_record(p)}
    pages.update(GENERATED_PATHS, others)
    for path in texts:
        if not _is_page(path):
            continue
        bare = blank_fences(texts[path])
        for address, start in _addresses(bare):
            target = unquote(address.partition("#")[0])
            if scheme_of(address) or not target.endswith(".md"):
                continue
            folder = posixpath.dirname(path.removeprefix(DOCS))
            if posixpath.normpath(posixpath.join(folder, target)) not in pages:
                where = Where(path, bare.count("\n", 0, start) + 1)
                otherwise = "name the file of a page, by its way from this one: ../contacts.md"
                hint = suggest(target, pages, otherwise=otherwise)
                yield Problem(
                    "link-nowhere", where, f"a link leads to '{target}', which is no page", hint
                )


def check_names(paths: Iterable[str]) -> Iterator[Problem]:
    """A problem for each page or YAML file whose name cannot be part of an address."""
    for path in paths:
        if path.endswith((".md", ".yml")) and not _NAME.fullmatch(path):
            hint = "rename it: letters, digits and hyphens only"
            yield Problem(
                "file-name-wrong", Where(path), "the file's name cannot be part of an address", hint
            )


def _addresses(bare: str) -> Iterator[tuple[str, int]]:
    for match in _LINK.finditer(bare):
        yield match[1] or match[2] or match[3] or "", match.start()


def _is_page(path: str) -> bool:
    return path.startswith(DOCS) and path.endswith(".md")
