"""Paper in each engine: one stamp where sheets have no margin boxes, and no lone heading."""

import re
from collections.abc import Callable

import pypdfium2
import pytest
from engines.engine import Engine
from kinds import KINDS
from support import read_codes, read_sheets

Walk = Callable[..., Engine]

PRINTED = {
    "section": f"{KINDS['section']}?amendments=shown",
    "flowchart": KINDS["flowchart"],
    "outcome": f"{KINDS['flowchart']}#danger=yes",
    "contacts": KINDS["contacts"],
    "about": KINDS["about"],
}

# Words that announce what follows them.
ANNOUNCING = """return [...document.querySelectorAll(
        "#content :is(h1, h2, h3, h4, dt, .step-progress, .note-title)")]
    .map((one) => one.textContent.replace(/\\s+/g, " ").trim()).filter((words) => words.length > 3)
"""


def lowest_words(sheet: pypdfium2.PdfPage) -> str:
    """The words of the lowest line of a sheet, but for what is at its edge."""
    text = sheet.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    bottom = min(box[1] for box in boxes)
    top = max(box[3] for box in boxes if box[1] < bottom + 4)
    words = text.get_text_bounded(0, bottom - 1, sheet.get_width(), top + 1)
    return re.sub(r"\s+", " ", words).strip()


def plain(text: str) -> str:
    """A text without spaces, and without the letters that WebKit's PDF has only as ligatures."""
    return re.sub(r"[^a-eghjkm-su-z]", "", text.lower())


def lone_headings(engine: Engine, pdf: bytes) -> list[str]:
    """What announces something and is the last line of a sheet."""
    announcing = set(engine.run(ANNOUNCING))
    *sheets, _ = pypdfium2.PdfDocument(pdf)
    return [words for words in map(lowest_words, sheets) if words in announcing]


def print_page(walk: Walk, path: str) -> tuple[Engine, bytes]:
    engine = walk(path)
    # With modules that came before it: paper is laid out of what is there.
    engine.until("!!document.querySelector('[data-scheme-switch]:not([hidden])')")
    engine.until("document.readyState === 'complete'")
    return engine, engine.print()


@pytest.mark.parametrize("kind", PRINTED)
def test_a_copy_is_dated_and_can_be_checked_and_has_no_lone_heading(walk: Walk, kind: str):
    engine, pdf = print_page(walk, PRINTED[kind])
    sheets = read_sheets(pdf)
    stamped = [n for n, sheet in enumerate(sheets) if "Is this copy current?" in sheet]
    first, *others = read_codes(pdf)
    assert "Correct as printed on" in sheets[0]
    assert len(first) == 1
    if engine.name == "Chromium":
        # It has margin boxes, on every sheet; tests/browser/test_sheets.py looks at headings there.
        assert stamped == [*range(len(sheets))]
        return
    assert stamped == [0]
    assert others == [[]] * len(others)
    # WebKit knows nothing by which a title could be held to what follows it.
    if engine.name != "WebKitGTK":
        assert lone_headings(engine, pdf) == []


def test_a_printed_flowchart_has_its_help_and_ends_with_its_picture(walk: Walk):
    engine, pdf = print_page(walk, KINDS["flowchart"])
    text = " ".join(read_sheets(pdf))
    helps = engine.run(
        "return [...document.querySelectorAll('.step-help > p:first-of-type')]"
        ".map((one) => one.textContent.trim())"
    )
    assert len(helps) > 3
    for words in helps:
        assert plain(words)[:30] in plain(text)
    assert "//127.0.0.1" not in text, "an answer leads within the sheet"


def test_a_printed_section_has_its_deleted_words_and_the_addresses_of_sources(walk: Walk):
    _, pdf = print_page(walk, PRINTED["section"])
    text = " ".join(read_sheets(pdf))
    assert "when you make these decisions" in text
    assert "(https://" in text
