"""Stylesheets and modules, published under names that hold a fingerprint of what is in them.

A page then loads only files of its own build, and a host may let browsers keep them for ever.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.problem import Problem, ProblemsError, Where, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDERS = ("docs/assets/", "decision_tree/flowchart/")
"""Where they stand. `docs/assets/*.css` are joined into one; the others are files of their own."""
SHARED = "docs/assets/"
STYLES = "manual.css"
"""The name of the joined stylesheet."""
_FIRST = (SHARED + "base.css", SHARED + STYLES)
_COMMENT = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*\*(?![^/]*@licen[cs]e)(?:(?!\*/).)*\*/)[ \t]*\n",
    re.MULTILINE | re.DOTALL,
)
"""A comment that has its lines to itself. What a licence asks to keep is kept."""
_IMPORT = re.compile(r"(?P<quote>[\"'])\./(?P<name>[\w./-]+\.mjs)(?P=quote)")


@dataclass(frozen=True)
class Assets:
    """What is published of them."""

    files: Mapping[str, str]
    """Texts by path from the site's root: `assets/copy.1a2b3c4d.mjs`."""
    addresses: Mapping[str, str]
    """That path by plain name: `copy.mjs`."""


def publish_assets(texts: Mapping[str, str]) -> Assets:
    """The stylesheets and modules among `texts` (by path), fingerprinted.

    A module names another of its folder as `"./other.mjs"`, in any string; the name is replaced
    by the published one. Comments on lines of their own are for developers, and are left out:
    they are a quarter of what a reader's browser would fetch. Raises `ProblemsError` where a
    module names none, or two name each other.
    """
    publisher = _Publisher(_find_modules(texts))
    styles = {STYLES: join_styles(texts)} | _find_styles(texts)
    for name in publisher.modules:
        publisher.publish(name, ())
    if publisher.problems:
        raise ProblemsError(publisher.problems)
    for name, text in styles.items():
        publisher.add(name, text)
    return Assets(publisher.files, publisher.addresses)


def join_styles(texts: Mapping[str, str]) -> str:
    """The stylesheets that all pages share, as one: `base.css`, `manual.css`, then by name."""
    paths = [path for path in texts if path.startswith(SHARED) and path.endswith(".css")]
    others = sorted(set(paths) - set(_FIRST))
    return "\n".join(texts[path] for path in (*_FIRST, *others) if path in texts)


def fingerprint(path: str, content: str | bytes) -> str:
    """`path` with eight digits of the SHA-256 of its content before its last ending."""
    data = content.encode() if isinstance(content, str) else content
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{ending}"


def _find_modules(texts: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Path and text of each module by its name within its folder."""
    return {
        path.removeprefix(folder): (path, texts[path])
        for folder in FOLDERS
        for path in sorted(texts)
        if path.startswith(folder) and path.endswith(".mjs")
    }


def _find_styles(texts: Mapping[str, str]) -> dict[str, str]:
    """The stylesheets that only some pages load, by name."""
    return {
        path.removeprefix(folder): texts[path]
        for folder in FOLDERS
        if folder != SHARED
        for path in sorted(texts)
        if path.startswith(folder) and path.endswith(".css")
    }


class _Publisher:
    """Publishes modules, each after those that it names: its fingerprint depends on theirs."""

    def __init__(self, modules: Mapping[str, tuple[str, str]]) -> None:
        self.modules = modules
        self.files: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        self.problems: list[Problem] = []

    def add(self, name: str, text: str) -> None:
        path = fingerprint(f"assets/{name}", text)
        self.files[path] = text
        self.addresses[name] = path

    def publish(self, name: str, within: tuple[str, ...]) -> None:
        """Publish a module that those `within` are waiting for, unless that is done."""
        if name in self.addresses:
            return
        path, text = self.modules[name]
        folder = name.rpartition("/")[0]

        def replace(match: re.Match[str]) -> str:
            other = f"{folder}/{match['name']}" if folder else match["name"]
            where = Where(path, text.count("\n", 0, match.start()) + 1)
            if not self._can_name(other, (*within, name), where):
                return match[0]
            self.publish(other, (*within, name))
            published = self.addresses.get(other, other).rpartition("/")[2]
            way = match["name"].rpartition("/")[0]
            return f"{match['quote']}./{way}{'/' if way else ''}{published}{match['quote']}"

        self.add(name, _COMMENT.sub("", _IMPORT.sub(replace, text)))

    def _can_name(self, other: str, within: Iterable[str], where: Where) -> bool:
        if other not in self.modules:
            hint = suggest(other, self.modules, otherwise="a module stands beside those it names")
            self.problems.append(
                Problem("module-missing", where, f"there is no module '{other}'", hint)
            )
            return False
        if other in within:
            hint = "let one of them do without the other"
            message = f"'{other}' names this module, straight or through others"
            self.problems.append(Problem("modules-in-circle", where, message, hint))
            return False
        return True
