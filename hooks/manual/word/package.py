"""The parts of a Word file, read with bounds: no entities, nothing remote, no macros."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LARGEST_FILE = 60_000_000
"""Bytes of the file itself."""
_LARGEST_PART = 40_000_000
"""Bytes of one part, unpacked. 500 pages have about 5 MB."""
_LARGEST_RATIO = 400
"""How many bytes one byte may unpack to, in parts that are not small."""
_SMALL_PART = 1_000_000
_MOST_PARTS = 5_000
_MOST_ELEMENTS = 1_200_000
_DEEPEST = 150
_ZIP, _OLD_WORD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class FileError(Exception):
    """Raised where a file cannot be read, with a message for the person whose file it is."""


class _Bounded(TreeBuilder):
    """Builds a tree of XML that is neither deep nor endless, and defines nothing of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Begin an element."""
        self.depth += 1
        self.count += 1
        if self.depth > _DEEPEST:
            raise FileError(f"its elements are nested more than {_DEEPEST} deep")
        if self.count > _MOST_ELEMENTS:
            raise FileError(f"it has more than {_MOST_ELEMENTS:,} elements: split it")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """End an element."""
        self.depth -= 1
        return super().end(tag)

    def doctype(self, *_: object) -> None:
        """Refuse what could define entities."""
        raise FileError("it has a document type, which no Word file has")


def read_xml(data: bytes) -> Element:
    """The tree of a part. Raises `FileError` where it is no XML, too large or too deep."""
    try:
        parser = XMLParser(target=_Bounded())  # noqa: S314 - bounded, and refuses definitions
        parser.feed(data)
        root = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise FileError(f"it is damaged: {error}") from error
    if not isinstance(root, Element):
        raise FileError("it is empty")
    return root


class _Relation(NamedTuple):
    """That a part leads to another, or to an address."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class Package:
    """The parts of a Word file by their names, each unpacked when it is asked for."""

    file: zipfile.ZipFile
    _related: dict[str, Mapping[str, tuple[str, bool]]] = field(default_factory=dict)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its parts."""
        return frozenset(self.file.namelist())

    @cached_property
    def main(self) -> str:
        """The name of the part with the document itself: some programs call it otherwise."""
        return self._led_to("", "officeDocument") or MAIN

    def beside(self, kind: str) -> str:
        """The name of a part of the document: its `styles`, its `numbering`."""
        return self._led_to(self.main, kind) or f"word/{kind}.xml"

    def _led_to(self, name: str, kind: str) -> str:
        """The first part of a kind that a part leads to; empty if there is none."""
        found = (one for one in self._relations(name) if one.kind == kind and not one.outside)
        return next((one.target for one in found if one.target in self.names), "")

    def read(self, name: str) -> bytes:
        """The bytes of a part, within bounds."""
        try:
            info = self.file.getinfo(name)
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise FileError(f"its part {name} is packed as no Word file is")
            ratio = info.file_size / max(info.compress_size, 1)
            if info.file_size > _LARGEST_PART or (
                info.file_size > _SMALL_PART and ratio > _LARGEST_RATIO
            ):
                raise FileError(f"its part {name} is too large when it is unpacked")
            with self.file.open(info) as part:
                data = part.read(_LARGEST_PART + 1)
        except (KeyError, ValueError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise FileError(f"its part {name} is missing or damaged") from error
        except (NotImplementedError, RuntimeError, OSError) as error:
            raise FileError(f"its part {name} cannot be unpacked: {error}") from error
        if len(data) > _LARGEST_PART:
            raise FileError(f"its part {name} is too large when it is unpacked")
        return data

    def tree(self, name: str) -> Element | None:
        """The tree of a part; None if there is no such part."""
        if name not in self.names:
            return None
        try:
            return read_xml(self.read(name))
        except FileError as error:
            raise FileError(f"{name}: {error}") from error

    def related(self, name: str) -> Mapping[str, tuple[str, bool]]:
        """What a part leads to, by id: the name of a part or an address, and whether outside."""
        if name not in self._related:
            found = self._relations(name)
            self._related[name] = {one.id: (one.target, one.outside) for one in found}
        return self._related[name]

    def _relations(self, name: str) -> Iterator[_Relation]:
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for one in root.iter(_RELATED) if root is not None else ():
            target, outside = one.get("Target", ""), one.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = one.get("Type", "").rpartition("/")[2]
            yield _Relation(one.get("Id", ""), kind, target, outside)


MAIN = "word/document.xml"
"""The name that the part with the document itself nearly always has."""


def open_package(data: bytes) -> Package:
    """The parts of the Word file `data`. Raises `FileError` where it is none."""
    if data.startswith(_OLD_WORD):
        message = "it is in Word's older form, or has a password"
        raise FileError(f"{message}: open it in Word, and save it as .docx without one")
    if not data.startswith(_ZIP):
        raise FileError("it is no Word file (.docx)")
    if len(data) > LARGEST_FILE:
        raise FileError(f"it has more than {LARGEST_FILE // 1_000_000} MB: split it")
    try:
        package = Package(zipfile.ZipFile(io.BytesIO(data)))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileError(f"it is damaged: {error}") from error
    if len(package.names) > _MOST_PARTS:
        raise FileError(f"it has more than {_MOST_PARTS:,} parts")
    if package.main not in package.names:
        raise FileError("it is no Word file (.docx): the part word/document.xml is missing")
    return package


def open_main(package: Package) -> Element:
    """The tree of the document itself."""
    root = package.tree(package.main)
    if root is not None and root.tag == f"{_STRICT}document":
        raise FileError("it is a 'Strict Open XML' document: save it in Word as plain .docx")
    if root is None or root.tag != f"{W}document":
        raise FileError("its part word/document.xml holds no document")
    return root
