"""What the bytes of a form or a picture say: its kind, its width and height, whether it can act."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from manual.address import text_of_file
from manual.text.picture_size import read_size

if TYPE_CHECKING:
    from collections.abc import Iterator

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\x00\x00\x01\x00", "ico"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
"""How files begin. Source: https://mimesniff.spec.whatwg.org/, and of Office files before 2007, or
with a password, https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb/"""
_OFFICE = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPEN = {b"application/vnd.oasis.opendocument.text": "odt"}
_OPEN |= {b"application/vnd.oasis.opendocument.spreadsheet": "ods"}
_MACROS = re.compile(
    r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|macrosheets/|activeX/|Basic/|Scripts/)", re.IGNORECASE
)
"""Parts of an Office file that are programs."""
_REMOTE = re.compile(rb"attachedTemplate\"[^>]*Target=\"(?:https?:|\\\\|file://[^/])")
"""A template that is fetched from elsewhere, with its macros, as the file is opened."""
_PDF_ACTS = re.compile(rb"/(?:JavaScript|Launch)\b")
_PDF_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_PDF_OBJECTS = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n")
_MOST = 4_000_000
"""Bytes that are looked at of what is packed in a file: a small one can unpack to a huge one."""
_MOST_STREAMS = 500
_TEXT_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def describe_file(data: bytes) -> str:
    """What a form or a picture with the bytes `data` has for its text: see `address.text_of_file`.

    It says the number of bytes, the kind that they are of, the width and the height of a picture,
    and what in it can act.
    """
    kind = find_kind(data)
    facts = [f"bytes={len(data)}", f"is={kind}"]
    if size := read_size(kind, data):
        facts.append(f"size={size[0]}x{size[1]}")
    if acts := find_acting(kind, data):
        facts.append(f"acts={acts}")
    return text_of_file(hashlib.sha256(data).hexdigest(), *facts)


def find_kind(data: bytes) -> str:
    """The kind that the bytes are of, by the ending it should have; `unknown` where it is none."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and b"avif" in data[8:40]:
        return "avif"
    if data.startswith(b"PK"):
        return _packed_kind(data)
    return "unknown" if not data or _TEXT_CONTROLS.search(data) else "text"


def _packed_kind(data: bytes) -> str:
    names = [*_names(data)]
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in _OFFICE if any(n.startswith(part) for n in names)), "")
    return _OPEN.get(_part(data, "mimetype").strip(), "zip")


def _names(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return


def _part(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(name) as part:
            return part.read(_MOST)
    except (KeyError, zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError):
        return b""  # not there, damaged, or with a password


def find_acting(kind: str, data: bytes) -> str:
    """What in a file can act when it is opened: `macros`, `template` or `script`; else empty."""
    if kind == "pdf":
        return "script" if any(_PDF_ACTS.search(part) for part in _pdf_parts(data)) else ""
    if not data.startswith(b"PK"):
        return ""
    names = [*_names(data)]
    if any(map(_MACROS.search, names)) or b"macroEnabled" in _part(data, "[Content_Types].xml"):
        return "macros"
    relations = (_part(data, name) for name in names if name.endswith("settings.xml.rels"))
    return "template" if any(map(_REMOTE.search, relations)) else ""


def _pdf_parts(data: bytes) -> Iterator[bytes]:
    """The bytes of a PDF with its names as they are read, and what its packed objects hold."""
    yield _PDF_NAME.sub(lambda match: bytes([int(match[1], 16)]), data)
    for count, match in enumerate(_PDF_OBJECTS.finditer(data)):
        if count == _MOST_STREAMS:
            return
        try:
            part = zlib.decompressobj().decompress(data[match.end() :], _MOST)
        except zlib.error:
            continue
        yield _PDF_NAME.sub(lambda match: bytes([int(match[1], 16)]), part)
