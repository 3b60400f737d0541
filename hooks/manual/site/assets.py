"""Stylesheets and modules, published under names that hold a fingerprint of what is in them.

A page then loads only files of its own build, and a host may let browsers keep them for ever.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.problem import Problem, ProblemsError, Where, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FRAME = "overrides/assets/"
"""The components that any page may have, a folder each. Their stylesheets are joined into one."""
FLOWCHART = "decision_tree/flowchart/"
"""The component of one kind of page: its stylesheet is a file of its own."""
STYLES = "manual.css"
"""The name of the joined stylesheet."""
_FIRST = (f"{FRAME}frame/base.css", f"{FRAME}frame/manual.css")
_COMMENT = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*\*(?![^/]*@licen[cs]e)(?:(?!\*/).)*\*/)[ \t]*\n",
    re.MULTILINE | re.DOTALL,
)
"""A comment that has its lines to itself. What a licence asks to keep is kept."""
_IMPORT = re.compile(r"(?P<quote>[\"'])(?P<path>\.{1,2}/[\w./-]+\.mjs)(?P=quote)")


@dataclass(frozen=True)
class Assets:
    """What is published of them."""

    files: Mapping[str, str]
    """Texts by path from the site's root: `assets/copies/copy.1a2b3c4d.mjs`."""
    addresses: Mapping[str, str]
    """That path by plain name: `copies/copy.mjs`."""


def publish_assets(texts: Mapping[str, str]) -> Assets:
    """The stylesheets and modules among `texts` (by path), fingerprinted.

    A module names another by its relative path, `"../copies/copy.mjs"`, in any string; the path is
    replaced by that of the published file. Comments on lines of their own are for developers, and
    are left out: they are a quarter of what a reader's browser would fetch. Raises `ProblemsError`
    where a module names none, or two name each other.
    """
    publisher = _Publisher({path: texts[path] for path in sorted(texts) if _is_module(path)})
    for path in publisher.modules:
        publisher.publish(path, ())
    if publisher.problems:
        raise ProblemsError(publisher.problems)
    for name, text in ({STYLES: join_styles(texts)} | _find_styles(texts)).items():
        publisher.add(name, text)
    return Assets(publisher.files, publisher.addresses)


def join_styles(texts: Mapping[str, str]) -> str:
    """The stylesheets that all pages share, as one: `base.css`, `manual.css`, then by file name."""
    paths = [path for path in texts if path.startswith(FRAME) and path.endswith(".css")]
    others = sorted(set(paths) - set(_FIRST), key=lambda path: (posixpath.basename(path), path))
    return "\n".join(texts[path] for path in (*_FIRST, *others) if path in texts)


def fingerprint(path: str, content: str | bytes) -> str:
    """`path` with eight digits of the SHA-256 of its content before its last ending."""
    data = content.encode() if isinstance(content, str) else content
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{ending}"


def _is_module(path: str) -> bool:
    return path.startswith((FRAME, FLOWCHART)) and path.endswith(".mjs")


def _find_styles(texts: Mapping[str, str]) -> dict[str, str]:
    """The stylesheets that only some pages load, by name."""
    return {
        _name_of(path): texts[path]
        for path in sorted(texts)
        if path.startswith(FLOWCHART) and path.endswith(".css")
    }


def _name_of(path: str) -> str:
    """The plain name of the file at `path`: `copies/copy.mjs`, `flowchart/path.mjs`."""
    return path.removeprefix(FRAME).removeprefix("decision_tree/")


class _Publisher:
    """Publishes modules, each after those that it names: its fingerprint depends on theirs."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self.modules = modules
        """Texts by path from the project's folder."""
        self.files: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        self.problems: list[Problem] = []

    def add(self, name: str, text: str) -> None:
        path = fingerprint(f"assets/{name}", text)
        self.files[path] = text
        self.addresses[name] = path

    def publish(self, path: str, within: tuple[str, ...]) -> None:
        """Publish the module at `path`, for which those `within` wait, unless that is done."""
        if _name_of(path) in self.addresses:
            return
        text = self.modules[path]
        blanked = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
        links = {
            match["path"]: self._link(path, match, (*within, path))
            for match in _IMPORT.finditer(blanked)
        }
        code = _COMMENT.sub("", text)
        published = _IMPORT.sub(lambda m: f"{m['quote']}{links[m['path']]}{m['quote']}", code)
        self.add(_name_of(path), published)

    def _link(self, path: str, match: re.Match[str], within: tuple[str, ...]) -> str:
        """The relative path by which the published module names the one that `match` names."""
        other = posixpath.normpath(posixpath.join(posixpath.dirname(path), match["path"]))
        where = Where(path, match.string.count("\n", 0, match.start()) + 1)
        if not self._can_name(other, within, where):
            return match["path"]
        self.publish(other, within)
        here = posixpath.dirname(f"assets/{_name_of(path)}")
        link = posixpath.relpath(self.addresses[_name_of(other)], here)
        return link if link.startswith("../") else f"./{link}"

    def _can_name(self, other: str, within: Iterable[str], where: Where) -> bool:
        if other not in self.modules:
            hint = suggest(other, self.modules, otherwise="a module is named by its relative path")
            self.problems.append(
                Problem("module-missing", where, f"there is no module '{other}'", hint)
            )
            return False
        if other in within:
            hint = "let one of them do without the other"
            message = f"'{_name_of(other)}' names this module, straight or through others"
            self.problems.append(Problem("modules-in-circle", where, message, hint))
            return False
        return True
