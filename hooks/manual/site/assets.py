"""Stylesheets and modules, published under names that hold a fingerprint of their content.

So a page loads only files of its own build, and a host may let browsers keep them for ever.
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
"""The components that any page may have, each in a folder."""
FLOWCHART = "decision_tree/flowchart/"
"""The component that only flowcharts' pages have."""
STYLES = "manual.css"
"""The name of the stylesheet that every page loads: those of all components in `FRAME`, joined."""
_JOINED = {STYLES: FRAME, "flowchart/flowchart.css": FLOWCHART}
"""The folders whose stylesheets are joined, by the name of the stylesheet that results."""
_FIRST = ("palette.css", "type.css", "base.css", "text.css", "flowchart.css")
"""The stylesheets of a folder that the others build on."""
_LAST = ("paper.css", "forced.css")
"""Those that override them."""
_COMMENT = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*\*(?![^/]*@licen[cs]e)(?:(?!\*/).)*\*/)[ \t]*\n",
    re.MULTILINE | re.DOTALL,
)
"""A comment with nothing else on its lines, unless it is one that a licence says to keep."""
_STYLE_COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n\n?", re.MULTILINE | re.DOTALL)
"""The same in a stylesheet, with the blank line after it, which follows a heading."""
_INDENT = re.compile(r"(?<=\n)\s+")
_TEXT = re.compile(r"`[^`]*`")
"""What may be a text over several lines, whose indents a reader would see."""
_IMPORT = re.compile(r"(?P<quote>[\"'])(?P<path>\.{1,2}/[\w./-]+\.mjs)(?P=quote)")


@dataclass(frozen=True)
class Assets:
    """The stylesheets and modules that are published."""

    files: Mapping[str, str]
    """Texts by path from the site's root: `assets/copies/copy.1a2b3c4d.mjs`."""
    addresses: Mapping[str, str]
    """That path by the file's plain name: `copies/copy.mjs`."""


def publish_assets(texts: Mapping[str, str]) -> Assets:
    """The stylesheets and modules among `texts` (by path from the project's folder), as published.

    A module names another by its relative path, `"../copies/copy.mjs"`, in any string; it is
    replaced by the path of the published file. Comments on lines of their own are for developers,
    and are left out: they would be a quarter of what a reader's browser fetches. Raises
    `ProblemsError` where a module names one that does not exist, or modules name one another in a
    circle.
    """
    publisher = _Publisher({path: texts[path] for path in sorted(texts) if _is_module(path)})
    for path in publisher.modules:
        publisher.publish(path, ())
    if publisher.problems:
        raise ProblemsError(publisher.problems)
    for name, folder in _JOINED.items():
        if styles := join_styles(texts, folder):
            publisher.add(name, styles)
    return Assets(publisher.files, publisher.addresses)


def join_styles(texts: Mapping[str, str], folder: str = FRAME) -> str:
    """The stylesheets below `folder` as one; empty if there are none.

    Those of `_FIRST` come first, then the others by path, then those of `_LAST`. Comments are left
    out as in modules, and so is what indents a line: an eighth of what is left.
    """
    paths = [path for path in texts if path.startswith(folder) and path.endswith(".css")]
    sheets = (_STYLE_COMMENT.sub("", texts[path]) for path in sorted(paths, key=_place_of))
    return re.sub(r"\n\s+", "\n", "\n".join(sheets))


def _place_of(path: str) -> tuple[int, str]:
    """Where a stylesheet comes among those joined: a later rule overrides an earlier one."""
    name = posixpath.basename(path)
    if name in _FIRST:
        return _FIRST.index(name), path
    return len(_FIRST) + (1 + _LAST.index(name) if name in _LAST else 0), path


def fingerprint(path: str, content: str | bytes) -> str:
    """`path` with the first 8 hexadecimal digits of its content's SHA-256: `copy.1a2b3c4d.mjs`."""
    data = content.encode() if isinstance(content, str) else content
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{ending}"


def _is_module(path: str) -> bool:
    return path.startswith((FRAME, FLOWCHART)) and path.endswith(".mjs")


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
        """Publish the module at `path`, which those `within` lead to, unless that has been done."""
        if _name_of(path) in self.addresses:
            return
        text = self.modules[path]
        blanked = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
        links = {
            match["path"]: self._link(path, match, (*within, path))
            for match in _IMPORT.finditer(blanked)
        }
        code = _COMMENT.sub("", text)
        if not any("\n" in one for one in _TEXT.findall(code)):
            code = _INDENT.sub("", code)
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
            message = f"'{_name_of(other)}' names this module, directly or through others"
            self.problems.append(Problem("modules-in-circle", where, message, hint))
            return False
        return True
