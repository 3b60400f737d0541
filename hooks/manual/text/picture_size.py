"""The width and the height of a picture, read out of the head of its file."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Size = tuple[int, int]
_MARKERS_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xDA)}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of JPEG that open a frame. Source: ITU-T T.81, table B.1."""
_EXIF = 0xE1
_TURNED = {5, 6, 7, 8}
"""Orientations in which a browser shows width as height. Source: Exif 2.32, tag 274."""
_VP8_START = b"\x9d\x01\x2a"


def read_size(kind: str, data: bytes) -> Size | None:
    """The width and height, in pixels, of a picture as a browser shows it; None of anything else.

    None too where its head is cut off or damaged.
    """
    read = _READERS.get(kind)
    try:
        size = read(data) if read else None
    except (struct.error, IndexError, StopIteration):
        return None
    return size if size and all(size) else None


def _png(data: bytes) -> Size | None:
    return struct.unpack(">II", data[16:24]) if data[12:16] == b"IHDR" else None


def _gif(data: bytes) -> Size | None:
    return struct.unpack("<HH", data[6:10])


def _jpg(data: bytes) -> Size | None:
    is_turned = False
    for marker, part in _segments(data):
        if marker == _EXIF and part.startswith(b"Exif\0\0"):
            is_turned = _orientation(part[6:]) in _TURNED
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", part[1:5])
            return (height, width) if is_turned else (width, height)
    return None


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The markers of a JPEG, each with what follows its length."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - what a marker begins with
        marker = data[at + 1]
        if marker == 0xFF or marker in _MARKERS_WITHOUT_LENGTH:  # noqa: PLR2004 - filling
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)


def _orientation(tiff: bytes) -> int:
    """The orientation in the data of Exif, 1 where there is none."""
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack(f"{order}I", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for at in range(start + 2, start + 2 + 12 * min(count, 200), 12):
            tag, _, _, value = struct.unpack(f"{order}HHIH", tiff[at : at + 10])
            if tag == 274:  # noqa: PLR2004 - see _TURNED
                return int(value)
    except struct.error:
        pass
    return 1


def _webp(data: bytes) -> Size | None:
    """Source: https://developers.google.com/speed/webp/docs/riff_container."""
    if data[12:16] == b"VP8X":
        return (
            1 + int.from_bytes(data[24:27], "little"),
            1 + int.from_bytes(data[27:30], "little"),
        )
    if data[12:16] == b"VP8L":
        (bits,) = struct.unpack("<I", data[21:25])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if data[23:26] == _VP8_START:
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _avif(data: bytes) -> Size | None:
    """The largest of the sizes in its head: a small picture may be there for lists of files.

    Source: ISO/IEC 23008-12, 6.5.3; of a turned one, 6.5.10.
    """
    head = data.partition(b"mdat")[0]
    sizes: list[Size] = []
    at = head.find(b"ispe")
    while at >= 0:
        sizes.append(struct.unpack(">II", head[at + 8 : at + 16]))
        at = head.find(b"ispe", at + 4)
    if not sizes:
        return None
    width, height = max(sizes)
    turned = head.find(b"irot")
    return (height, width) if turned >= 0 and head[turned + 4] % 2 else (width, height)


_READERS: Mapping[str, Callable[[bytes], Size | None]] = {
    "png": _png,
    "gif": _gif,
    "jpg": _jpg,
    "webp": _webp,
    "avif": _avif,
}
