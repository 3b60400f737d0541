"""A form or a picture beside the texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manual.address import DOCS, facts_of_file, file_address, hash_of_file, is_file, path_of_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_KINDS = {
    "pdf": "PDF",
    "docx": "Word",
    "odt": "OpenDocument text",
    "ods": "OpenDocument spreadsheet",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "csv": "CSV table",
    "txt": "text",
    "json": "JSON",
    "yml": "YAML",
    "png": "PNG picture",
    "jpg": "JPEG picture",
    "gif": "GIF picture",
    "webp": "WebP picture",
    "avif": "AVIF picture",
    "ico": "icon",
}
"""What readers call a kind of file, by its ending."""
_TEXTS = frozenset({"csv", "txt", "json", "yml"})
_PICTURES = frozenset({"png", "jpg", "gif", "webp", "avif", "ico"})
_KILO, _MEGA = 1000, 1_000_000


@dataclass(frozen=True)
class Attachment:
    """A form or a picture as it was on some day."""

    path: str
    """Below `docs/`, as texts name it."""
    source: str
    """Where its bytes are, from the project's folder: the same, or beside a record."""
    digest: str
    """The SHA-256 of its bytes."""
    bytes: int = 0
    looks: str = ""
    """The kind that its bytes are of; empty where that is not known."""
    width: int = 0
    height: int = 0
    """In pixels; of what is no picture 0."""
    acts: str = ""
    """What in it can act when it is opened: `macros`, `template` or `script`."""

    @property
    def address(self) -> str:
        """Where it is served, from the site's root."""
        return file_address(self.path, self.digest)

    @property
    def ending(self) -> str:
        """The ending of its name, which tells its kind: `jpg` for `MAP.JPEG` too."""
        return self.path.rpartition(".")[2].lower().replace("jpeg", "jpg")

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.ending in _PICTURES

    @property
    def kind(self) -> str:
        """What readers call its kind: `Word`, `PDF`."""
        return _KINDS.get(self.ending, self.ending.upper())

    @property
    def words(self) -> str:
        """Its kind and size, as a link says them: `Word, 24 kB`."""
        return f"{self.kind}, {spell_size(self.bytes)}" if self.bytes else self.kind

    @property
    def fits_name(self) -> bool:
        """Whether its bytes are of the kind that its ending tells, as far as that is known."""
        return self.looks in {"", "text" if self.ending in _TEXTS else self.ending}


def spell_size(size: int) -> str:
    """A number of bytes as readers know it.

    >>> spell_size(310), spell_size(24_680), spell_size(1_250_000), spell_size(24_000_000)
    ('1 kB', '25 kB', '1.2 MB', '24 MB')
    """
    if size < _MEGA:
        return f"{max(1, round(size / _KILO))} kB"
    return f"{size / _MEGA:.1f}".removesuffix(".0") + " MB"


def far_addresses(files: Iterable[Attachment], most: int) -> Iterator[str]:
    """The addresses of the files that are not kept on devices, which hold `most` megabytes.

    The smallest are kept, so that it is as many as can be.
    """
    held = 0
    for one in sorted(files, key=lambda one: (one.bytes, one.path)):
        held += one.bytes
        if held > most * _MEGA:
            yield one.address


def read_attachments(texts: Mapping[str, str]) -> dict[str, Attachment]:
    """The forms and pictures among the texts of a manual, by path below `docs/`.

    Those that are kept beside a record are among them, each with the path that it had.
    """
    return {
        source.removeprefix(DOCS): _read(source, text)
        for source, text in texts.items()
        if is_file(source)
    }


def _read(source: str, text: str) -> Attachment:
    facts, path = facts_of_file(text), source.removeprefix(DOCS)
    width, _, height = facts.get("size", "0x0").partition("x")
    return Attachment(
        path_of_kept(path) or path,
        source,
        hash_of_file(text),
        int(facts.get("bytes", "0")),
        facts.get("is", ""),
        int(width),
        int(height),
        facts.get("acts", ""),
    )
