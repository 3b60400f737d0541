"""What is read out of the bytes of a form or a picture."""

import struct

import pytest
from attached import office, open_document, packed, pdf, picture
from manual.address import facts_of_file, hash_of_file
from manual.text.attached import describe_file, find_acting, find_kind
from manual.text.picture_size import read_size

VBA = {"word/vbaProject.bin": b"\0"}
REMOTE = '<Relationship Type="http://x/attachedTemplate" Target="{}" TargetMode="External"/>'


def frame(width: int, height: int, orientation: int = 1, order: str = ">") -> bytes:
    """The head of a JPEG."""
    tiff = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(
        f"{order}IHHHIHH", 8, 1, 274, 3, 1, orientation, 0
    )
    exif = b"Exif\0\0" + tiff
    return (
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xff"
        b"\xc2\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    )


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + struct.pack("<I", len(body)) + body


AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1" + b"".join(
    b"\0\0\0\x14ispe\0\0\0\0" + struct.pack(">II", *size) for size in ((20, 10), (640, 480))
)


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (picture(640, 480), "png", (640, 480)),
        (b"GIF89a" + struct.pack("<HH", 31, 41), "gif", (31, 41)),
        (frame(640, 480), "jpg", (640, 480)),
        (frame(640, 480, 6), "jpg", (480, 640)),
        (frame(640, 480, 8, "<"), "jpg", (480, 640)),
        (frame(640, 480, 3, "<"), "jpg", (640, 480)),
        (webp(b"VP8X", b"\0\0\0\0\x7f\x02\0\xdf\x01\0"), "webp", (640, 480)),
        (webp(b"VP8L", b"\x2f" + struct.pack("<I", 639 | 479 << 14)), "webp", (640, 480)),
        (
            webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)),
            "webp",
            (640, 480),
        ),
        (AVIF, "avif", (640, 480)),
        (AVIF + b"\0\0\0\x09irot\x01mdat", "avif", (480, 640)),
    ],
)
def test_a_picture_says_how_wide_and_how_high_it_is(data: bytes, kind: str, size: object):
    assert find_kind(data) == kind
    assert read_size(kind, data) == size
    for end in range(len(data)):
        read_size(kind, data[:end])  # none that is cut off raises


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (office(), "docx"),
        (office(folder="xl"), "xlsx"),
        (office(folder="ppt"), "pptx"),
        (open_document(), "odt"),
        (open_document("spreadsheet"), "ods"),
        (packed({"a.txt": "A"}), "zip"),
        (b"PK\x03\x04 damaged", "zip"),
        (pdf(), "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"\0\0\x01\0", "ico"),
        ("When, Desk\nGröße\n".encode(), "text"),
        (b"", "unknown"),
        (b"MZ\x90\0", "unknown"),
    ],
)
def test_a_file_is_known_by_its_bytes(data: bytes, kind: str):
    assert find_kind(data) == kind


@pytest.mark.parametrize(
    ("data", "acts"),
    [
        (office(), ""),
        (office(more=VBA), "macros"),
        (office(more={"[Content_Types].xml ": "x"}), ""),
        (office(folder="xl", more={"xl/macrosheets/sheet1.xml": ""}), "macros"),
        (office(more={"word/activeX/activeX1.xml": ""}), "macros"),
        (packed({"[Content_Types].xml": "document.macroEnabled.main", "word/x": ""}), "macros"),
        (open_document(more={"Basic/Standard/Module1.xml": ""}), "macros"),
        (
            office(more={"word/_rels/settings.xml.rels": REMOTE.format("https://x.test/a.dotm")}),
            "template",
        ),
        (
            office(more={"word/_rels/settings.xml.rels": REMOTE.format("file:///C:/Normal.dotm")}),
            "",
        ),
        (pdf(), ""),
        (pdf(b"/S /JavaScript /JS (app.alert(1))"), "script"),
        (pdf(b"/S /J#61vaScript"), "script"),
        (pdf(hidden=b"<< /S /Launch /F (cmd.exe) >>"), "script"),
        (pdf(b"/LaunchPad"), ""),
        (picture(), ""),
        (b"PK\x03\x04 damaged", ""),
    ],
)
def test_what_can_act_is_found(data: bytes, acts: str):
    assert find_acting(find_kind(data), data) == acts


def test_the_facts_are_beside_the_hash():
    text = describe_file(picture(3, 4))
    assert "\n" not in text
    assert hash_of_file(text) == describe_file(picture(3, 4)).split()[1]
    facts = facts_of_file(text)
    assert facts == {"bytes": str(len(picture(3, 4))), "is": "png", "size": "3x4"}
    assert facts_of_file(describe_file(office(more=VBA)))["acts"] == "macros"
