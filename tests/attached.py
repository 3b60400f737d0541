"""Small forms and pictures for the tests, made here: none is in the project's folder."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_TYPES = "[Content_Types].xml"


def picture(width: int = 2, height: int = 1, grey: int = 0) -> bytes:
    """A picture in PNG, all of one grey."""
    rows = b"".join(b"\0" + bytes([grey]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive with these parts, always of the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


def office(
    words: str = "A form", folder: str = "word", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A file of Word (`word`), Excel (`xl`) or PowerPoint (`ppt`), with `more` parts."""
    types = '<?xml version="1.0"?><Types/>'
    return packed({_TYPES: types, f"{folder}/document.xml": f"<w>{words}</w>", **(more or {})})


def open_document(kind: str = "text", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A file of OpenDocument."""
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", **(more or {})})


def pdf(words: bytes = b"", hidden: bytes = b"") -> bytes:
    """A PDF with some words among its objects, and some packed in a stream of objects."""
    stream = zlib.compress(hidden)
    return (
        b"%PDF-1.7\n1 0 obj\n<< " + words + b" >>\nendobj\n2 0 obj\n"
        b"<< /Type /ObjStm /Length "
        + str(len(stream)).encode()
        + b" >>\nstream\n"
        + stream
        + b"\nendstream\nendobj\n%%EOF\n"
    )
