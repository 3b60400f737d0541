"""What a Word file has beside its text: footnotes, comments, heads of pages, pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.bring.inline import clean
from manual.bring.pictures import keep_picture
from manual.bring.piece import Source
from manual.bring.word_text import Notes, Reader
from manual.word.content import R, words_of
from manual.word.package import FileError, Package, W
from manual.word.styles import Styles, value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_ABOUT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OLD = "{urn:schemas-microsoft-com:vml}imagedata"
_SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/main}prstGeom"
_LINE = re.compile(r"line|straightConnector")
_VML = "{urn:schemas-microsoft-com:vml}"
_RULE = "{urn:schemas-microsoft-com:office:office}hr"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BESIDE = re.compile(r"word/(?:header|footer|comments)\d*\.xml")
_DIAGRAM = re.compile(r"word/(?:diagrams/data|charts/chart)\d*\.xml")
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def read_notes(package: Package, styles: Styles, notes: Notes, source: Source) -> None:
    """The words of the footnotes that the text names; of others, that no page has them."""
    for kind in ("footnote", "endnote"):
        name = package.beside(f"{kind}s")
        root = package.tree(name)
        for note in root.findall(f"{W}{kind}") if root is not None else ():
            if value(note, "type") in _SEPARATORS:
                continue
            source.words.append(words_of(note))
            _read_note(note, kind, Reader(styles, package.related(name), Notes()), notes, source)
    for label in notes.labels.values():
        if label not in source.footnotes:
            source.footnotes[label] = "(empty)"
            source.remark(0, f"footnote {label} has no words in the source")


def _read_note(note: Element, kind: str, reader: Reader, notes: Notes, source: Source) -> None:
    said = [reader.read(one, None) for one in note.iter(f"{W}p")]
    text = " ".join(" ".join(one.text for one in said).split())
    label = notes.labels.get((kind, value(note, "id") or ""))
    for one in said:
        source.leave_out(0, "deleted in a tracked change", " ".join(one.deleted))
        source.leave_out(0, "hidden text", " ".join(one.hidden))
    if label is None:
        source.leave_out(0, f"a {kind} that the text does not name", text)
    elif text:
        source.footnotes[label] = text


def read_beside(package: Package, source: Source) -> None:
    """What stands at the head and the foot of pages, comments, and what is never brought."""
    seen = set[str]()
    for name in sorted(package.names):
        if not _BESIDE.fullmatch(name):
            continue
        root = package.tree(name)
        words = clean(words_of(root)) if root is not None else ""
        source.words.append(words)
        if root is not None and "comments" in name:
            for one in root.iter(f"{W}comment"):
                who = value(one, "author") or "somebody"
                source.leave_out(0, f"a comment by {clean(who)}", clean(words_of(one)))
        else:
            bare = " ".join(words.split())
            if bare not in seen:
                source.leave_out(0, "the head or the foot of pages", words)
            else:
                source.words.pop()
            seen.add(bare)
    for name in sorted(name for name in package.names if _DIAGRAM.fullmatch(name)):
        root = package.tree(name)
        words = words_of(root) if root is not None else ""
        source.words.append(clean(words))
        source.leave_out(0, "words in a diagram: export it as .png, and put it in", clean(words))
    if "word/vbaProject.bin" in package.names:
        source.remark(0, "its macros are left out")
    for name in sorted(package.names):
        if name.startswith("word/embeddings/"):
            source.remark(0, f"a file within it is left out: {clean(name)}")


def read_title(package: Package) -> str:
    """The title among the properties of the file; empty if it has none."""
    try:
        root = package.tree("docProps/core.xml")
    except FileError:
        return ""
    found = root.find(_TITLE) if root is not None else None
    return " ".join(clean(found.text or "").split()) if found is not None else ""


def read_pictures(
    drawn: list[Element], package: Package, source: Source, place: int
) -> Iterator[str]:
    """The Markdown of each picture in a paragraph; its bytes go into the files of the source."""
    for element in drawn:
        about = next(element.iter(_ABOUT), None)
        said = (about.get("descr") or about.get("title") or "") if about is not None else ""
        ids = [one.get(f"{R}embed") or "" for one in element.iter(_DRAWING)]
        ids += [one.get(f"{R}id") or "" for one in element.iter(_OLD)]
        for id_ in dict.fromkeys(id_ for id_ in ids if id_):
            if shown := keep_picture(_data(package, id_), said, source, place):
                yield shown
        if not ids and not words_of(element).strip() and not _is_line(element):
            source.remark(place, "a drawing is left out: export it as .png, and put it in", said)


def _is_line(element: Element) -> bool:
    """Whether a drawing is no more than a line, which a page has no need of."""
    drawn = [one.get("prst", "") for one in element.iter(_SHAPE)]
    old = [one.tag.startswith(_VML) and one.tag != f"{_VML}group" for one in element.iter()]
    lines = [*element.iter(f"{_VML}line"), *(o for o in element.iter() if o.get(_RULE))]
    return (bool(drawn) and all(_LINE.match(name) for name in drawn)) or (
        bool(lines) and len(lines) >= sum(old)
    )


def _data(package: Package, id_: str) -> bytes | None:
    target, outside = package.related(package.main).get(id_, ("", True))
    try:
        return None if outside else package.read(target)
    except FileError:
        return None
