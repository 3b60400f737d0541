"""The code of a copy, and the fingerprint of the contacts."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from invented import BASE, TODAY, change
from manual.address import CHAIN
from manual.build import build
from manual.contacts.digest import digest
from manual.contacts.load import load_contacts
from manual.copies.proof import show_proof
from manual.copies.qr_code import QUIET_ZONE, code_svg
from manual.keep import amend, seal
from manual.seal.chain import read_chain
from manual.seal.draft import Heading
from PIL import Image, ImageDraw

CODE_MM = 22
"""As wide as copies.css and copy.mjs print it."""
READABLE_MM = 0.4
"""Of a module. Finer ones are lost in the print of an office's printer and in a phone's camera."""
WIDE = re.compile(r'viewBox="0 0 (\d+) \1"')

ADDRESSES = [
    "https://manual.example.org/current/#2.1@2026-11-22.4",
    "https://manual.example.org/current/#flowchart/lost-and-found@2026-11-22",
    "https://www.safeguarding-partnership.example.org/manual/current/#2.10@2026-11-22.104",
    "https://manual.example.org/current/#contacts@2026-11-25.13466ca5",
    "https://manual.example.org/current/#2.1@2026-11-22.4&EKHVQGP2ZY4WP3AG",
    "https://www.safeguarding.example.org/manual/current/#2.10@2026-11-22.104&EKHVQGP2ZY4WP3AG",
]


def draw(svg: str, scale: int = 4) -> Image.Image:
    """The code as a picture: its rows are lines of one path."""
    side = int(WIDE.search(svg)[1]) * scale
    image = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(image)
    x = y = 0.0
    path = re.search(r'stroke="#000" d="([^"]+)"', svg)[1]
    for verb, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        first, *rest = map(float, numbers.split())
        if verb == "h":
            box = [x * scale, (y - 0.5) * scale, (x + first) * scale - 1, (y + 0.5) * scale - 1]
            pen.rectangle(box, fill=0)
            x += first
        else:
            x, y = (first, rest[0]) if verb == "M" else (x + first, y + rest[0])
    return image


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_is_read_and_its_modules_are_wide_enough_for_paper(address: str):
    svg = code_svg(address)
    (code,) = zxingcpp.read_barcodes(draw(svg))
    assert code.text == address
    assert CODE_MM / int(WIDE.search(svg)[1]) >= READABLE_MM


def test_a_code_has_its_quiet_zone():
    image = draw(code_svg(ADDRESSES[0]), scale=1)
    dark = image.point(lambda value: 255 - value).getbbox()
    assert dark == (QUIET_ZONE, QUIET_ZONE, image.width - QUIET_ZONE, image.height - QUIET_ZONE)


def test_a_code_with_a_stain_is_still_read():
    image = draw(code_svg(ADDRESSES[0]))
    pen = ImageDraw.Draw(image)
    pen.ellipse([100, 70, 118, 88], fill=0)
    saved = BytesIO()
    image.rotate(7, fillcolor=255).save(saved, "png")
    (code,) = zxingcpp.read_barcodes(Image.open(saved))
    assert code.text == ADDRESSES[0]


PATH = "docs/contacts.yml"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("01632 960001", "01632 960002", False),
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-16:00", False),
        ("Harbour office", "Harbour watch", False),
        ("covers: [Northby]", "covers: [Northby, Southby]", False),
        ("checked: 2026-11-01", "checked: 2026-11-02", True),
    ],
)
def test_the_fingerprint_of_the_contacts_tells_what_a_reader_acts_on(
    old: str, new: str, *, same: bool
):
    before = digest(load_contacts(BASE[PATH]).contacts)
    after = digest(load_contacts(change(BASE, PATH, {old: new})[PATH]).contacts)
    assert re.fullmatch("[0-9a-f]{8}", before)
    assert (before == after) is same


def test_a_copy_of_the_contacts_bears_their_fingerprint():
    page = "---\ntitle: Contacts\n---\n\n# Contacts\n\n{contacts}\n"
    output = build(BASE | {"docs/contacts.md": page}, TODAY)
    mark = digest(load_contacts(BASE[PATH]).contacts)
    assert f">contacts, 2026-11-22.{mark}<" in output.pages.pages["contacts.md"]
    assert "Contacts unchanged since 22 November 2026." in output.pages.pages["contacts.md"]


# The proof

SEALED = {**BASE, **seal(BASE, TODAY).texts}
PROOF = read_chain(SEALED[CHAIN]).last.proof


def test_every_stamp_and_code_bears_the_proof_of_the_newest_sealing():
    pages = build(SEALED, TODAY).pages.pages
    for path, text in pages.items():
        assert ("data-copy-stamp" in text) == (f", proof {show_proof(PROOF)}<" in text), path
    (code,) = zxingcpp.read_barcodes(draw(pages["lighthouse/lamp.md"]))
    assert code.text == f"https://light.test/current/#2.1@2026-11-01.2&{PROOF}"


def test_no_proof_is_printed_of_what_is_not_sealed():
    record = {"docs/amendments/0003-x.md": RECORD}
    texts = {**change(SEALED, "docs/lighthouse/lamp.md", {"at dusk": "at sunset"}), **record}
    output = build(texts, TODAY)
    assert output.problems == ()
    assert ", proof " not in output.pages.pages["lighthouse/lamp.md"]
    assert json.loads(output.pages.files["manual.json"])["proof"] is None


RECORD = """\
---
amendment: 3
title: Sunset
in_force: 2026-11-22
reason: Dusk is vague.
action: Look at the sun.
---

2.1.1 Light the lamp at dusk.
"""


def test_an_amendment_bears_the_proof_with_which_it_came_into_force():
    texts = change(SEALED, "docs/lighthouse/lamp.md", {"at dusk": "at sunset"})
    heading = Heading(0, "Sunset", TODAY + timedelta(days=9), "Dusk is vague.", "Look at the sun.")
    texts |= amend(texts, TODAY, heading).texts
    one, two = read_chain(texts[CHAIN]).lines
    for days, proofs in ((8, [one, one, None]), (9, [one, one, two])):
        output = build(texts, TODAY + timedelta(days=days))
        data = json.loads(output.pages.files["manual.json"])
        assert data["proof"] == two.proof
        expected = [line and line.proof for line in proofs]
        assert [record["proof"] for record in data["amendments"]] == expected
        for number, line in enumerate(proofs, 1):
            words = f"{show_proof(line.proof)}</span>, sealed 22 November 2026." if line else ""
            page = output.pages.pages[f"amendments/{number}.md"]
            assert words in page
            assert ("data-proof" in page) == bool(line)
        assert output.pages.files["amendments/feed.xml"].count("Proof: ") == sum(map(bool, proofs))
