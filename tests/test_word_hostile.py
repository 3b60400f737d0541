"""Word files that are broken, or meant to harm: each ends in a message, and soon."""

import io
import random
import re
import time
import zipfile

import pytest
from committee import open_part, with_part
from manual.review.shown import show
from manual.word.drawn import Author, Unit
from manual.word.marked import read_marked
from manual.word.pack import Cover, write_package
from manual.word.package import FileError

TEXT = """Call **999** at once, and read [the page](https://example.org/a) [^1].

- who asks;
- why.

| A | B |
| --- | --- |
| one | two |

[^1]: A footnote.
"""
COVER = Cover("Title", "Head", "Foot", Author("Ann", "2026-12-01T00:00:00Z"), {"ManualBase": "1"})
FILE = write_package(COVER, [Unit("2.1.1", show("Before."), show(TEXT), ("Say.",))])
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECONDS = 8


def read(data):
    """Read a file that may be anything: a model, or a message on one line."""
    begun, said = time.process_time(), "read"
    try:
        read_marked(data)
    except FileError as error:
        said = str(error)
    assert said.strip()
    assert "\n" not in said
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("seed", range(60))
def test_bytes_that_are_changed(seed):
    chance = random.Random(seed)
    data = bytearray(FILE)
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(data))
        data[at : at + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
    read(bytes(data[: chance.choice([len(data), len(data) // 2])]))


PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml")
PARTS += ("word/comments.xml", "word/settings.xml", "word/_rels/document.xml.rels")


@pytest.mark.parametrize("seed", range(120))
def test_xml_that_is_changed(seed):
    chance = random.Random(seed)
    name = chance.choice(PARTS)
    with zipfile.ZipFile(io.BytesIO(FILE)) as archive:
        pieces = re.split(r"(<[^>]*>)", archive.read(name).decode())
    for _ in range(chance.randint(1, 12)):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        did = chance.randrange(4)
        if did == 0:
            pieces[at] = pieces[other]
        elif did == 1:
            pieces[at] = re.sub(r'"[^"]*"', f'"{chance.choice(VALUES)}"', pieces[at], count=1)
        elif did == 2:
            del pieces[at]
        else:
            pieces.insert(at, pieces[other])
    read(with_part(FILE, "".join(pieces).encode(), name))


VALUES = ("", "-1", "999999999999", "x", "２", "0", "../../x", "\u202e", "1e9", "NaN", "%1")


def body(inner):
    xml = f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'
    return with_part(FILE, xml.encode())


@pytest.mark.parametrize(
    "inner",
    [
        "<w:p>" * 140 + "</w:p>" * 140,
        ("<w:p>" * 70 + "<w:r><w:t>x</w:t></w:r>" * 3000 + "</w:p>" * 70) * 3,
        "<w:sdt><w:sdtContent>" * 70 + "<w:p/>" * 50_000 + "</w:sdtContent></w:sdt>" * 70,
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>" * 30_000,
        "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 30_000 + "</w:tbl>",
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 50_000 + "</w:p>",
        f"<w:p><w:r><w:t>{'a ' * 2_000_000}</w:t></w:r></w:p>",
    ],
    ids=["deep", "nested", "controls", "joined", "rows", "fields", "long"],
)
def test_what_is_made_to_take_time(inner):
    read(body(inner))


def test_entities_and_what_is_outside_are_refused():
    bomb = f'<!DOCTYPE x [<!ENTITY a "aa">]><w:document xmlns:w="{W}"><w:body/></w:document>'
    with pytest.raises(FileError, match="document type"):
        read_marked(with_part(FILE, bomb.encode()))


def test_a_part_that_unpacks_to_too_much_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    with pytest.raises(FileError, match="too large"):
        read_marked(out.getvalue())


def test_the_file_itself_is_read():
    marked = read_marked(FILE)
    assert "".join(one.text for one in marked.rejected) == "Before."
    assert open_part(FILE).tag.endswith("document")
