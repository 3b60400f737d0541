"""The rules on forms and pictures: what may be published, and how a text shows it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from manual.files.model import spell_size
from manual.problem import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from manual.files.model import Attachment
    from manual.markup.reading import Link

    Find = Callable[[str], Where]

_ACTS = {
    "macros": ("macros or other programs", "save it without macros, and without controls"),
    "template": ("a template from elsewhere", "detach the template, under Document Template"),
    "script": ("scripts, or starts programs", "print it into a new PDF, and publish that"),
}
_LOOKS = {
    "unknown": "of no kind that is known here: is the file damaged or empty?",
    "zip": "of a ZIP archive",
    "ole": "of an Office file with a password, or of before 2007",
    "text": "of a text",
    "pdf": "of a PDF",
    "docx": "of a Word file",
    "xlsx": "of an Excel file",
    "pptx": "of a PowerPoint file",
    "odt": "of an OpenDocument text",
    "ods": "of an OpenDocument spreadsheet",
}
_NO_WORDS = frozenset({"dsc", "image", "img", "photo", "picture", "screenshot", "untitled"})
_MEGA = 1_000_000


def check_files(files: Mapping[str, Attachment], largest: int) -> Iterator[Problem]:
    """A problem for each file that cannot be published; `largest` is the most, in megabytes."""
    for one in files.values():
        where = Where(one.source)
        if one.bytes > largest * _MEGA:
            message = f"the file has {spell_size(one.bytes)}; at most {largest} MB are published"
            hint = "save it with smaller pictures, or link to where it is published; the limit is "
            hint += "'largest_file_mb' under 'extra: manual:' in mkdocs.yml"
            yield Problem("file-too-large", where, message, hint)
        if not one.fits_name:
            looks = _LOOKS.get(one.looks, f"of a {one.looks.upper()} picture")
            message = f"the name ends in .{one.ending}, and the bytes are {looks}"
            hint = "open it, and save it anew as what it is to be: another name is not enough"
            yield Problem("file-not-its-kind", where, message, hint)
        elif one.is_picture and one.looks and not one.width and one.ending != "ico":
            message = "the picture does not say how wide and how high it is: it is damaged"
            yield Problem("file-not-its-kind", where, message, "save or export it anew")
        if one.acts:
            what, hint = _ACTS[one.acts]
            yield Problem("file-acts", where, f"the file holds {what}", hint)


def check_pictures(
    pictures: list[Link], find: Find, folder: str, files: Mapping[str, Attachment]
) -> Iterator[Problem]:
    """A problem for each picture without words for who cannot see it, or that is no picture.

    `folder`, in `docs/`, is that of the text in which they are.
    """
    for picture in pictures:
        address = unquote(re.split("[?#]", picture.address, maxsplit=1)[0])
        path = posixpath.normpath(posixpath.join(folder, address))
        one = files.get(path)
        name = posixpath.basename(path)
        if path.endswith(".md") or (one and not one.is_picture):
            message = f"'{name}' is shown as a picture, and is none"
            hint = f"link to it, without the sign !: [What it is]({picture.address})"
            yield Problem("picture-not-one", find(picture.address), message, hint)
        elif not _says_something(picture.words, name):
            message = f"the picture '{name}' has no words for who cannot see it"
            hint = f"say in the brackets what it shows: ![The way to the office]({name})"
            yield Problem("picture-without-words", find(picture.address), message, hint)


def _says_something(words: str, name: str) -> bool:
    """Whether words say more than the name of the file."""
    said = re.sub(r"[\W_\d]+", "", words.lower())
    return bool(said) and words.strip().lower() != name.lower() and said not in _NO_WORDS
