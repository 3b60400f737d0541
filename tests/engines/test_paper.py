"""Paper in each engine: one stamp where sheets have no margin boxes, and no title alone."""

import re
from collections.abc import Callable

import pypdfium2
import pytest
from engines.conftest import Changed
from engines.engine import Engine
from kinds import KINDS
from support import read_codes, read_sheets

Walk = Callable[..., Engine]
Print = Callable[[str], bytes]

PRINTED = {
    "section": f"{KINDS['section']}?amendments=shown",
    "flowchart": KINDS["flowchart"],
    "outcome": f"{KINDS['flowchart']}#danger=yes",
    "contacts": KINDS["contacts"],
    "about": KINDS["about"],
}

# Pages where titles stand close, and how far down the sheet they are moved, in rem.
PARTED = {
    "section": (PRINTED["section"], (5, 10)),
    "glossary": (KINDS["glossary"], (0, 7)),
    "amendment": (KINDS["amendment"], (7, 10, 13)),
    "whole": ("print/", (0,)),
}

# A mark at the end of what announces what follows it. No text of the manual has it.
MARK = "\u00a4"
ANNOUNCE = """for (const one of document.querySelectorAll(`#content :is(h1, h2, h3, h4, h5, h6, dt,
        .step-progress, .note-title, .admonition-title, .amendment-heading,
        .amendment-change-number)`)) one.append(arguments[0]);"""
PUSH = "document.querySelector('h1').style.setProperty('margin-top', `${arguments[0]}rem`)"


def lowest_words(sheet: pypdfium2.PdfPage) -> str:
    """The words of the lowest line of a sheet; none of an empty one."""
    text = sheet.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    if not boxes:
        return ""
    bottom = min(box[1] for box in boxes)
    top = max(box[3] for box in boxes if box[1] < bottom + 4)
    words = text.get_text_bounded(0, bottom - 1, sheet.get_width(), top + 1)
    return re.sub(r"\s+", " ", words).strip()


def plain(text: str) -> str:
    """A text without spaces, and without the letters that WebKit's PDF has only as ligatures."""
    return re.sub(r"[^a-eghjkm-su-z]", "", text.lower())


def lone_titles(pdf: bytes) -> list[str]:
    """What announces something and is the last line of a sheet."""
    *sheets, _ = pypdfium2.PdfDocument(pdf)
    return [words for words in map(lowest_words, sheets) if words.endswith(MARK)]


@pytest.fixture(scope="module")
def prints() -> dict[tuple[str, str], bytes]:
    """What was printed already, by the names of the engine and of the page."""
    return {}


@pytest.fixture
def print_page(walk: Walk, prints: dict[tuple[str, str], bytes]) -> Callable[[str], bytes]:
    """A function that prints a page, with a mark at the end of what announces something."""

    def print_page(kind: str) -> bytes:
        engine = walk(PRINTED[kind])
        if (engine.name, kind) not in prints:
            # With modules that came before it: paper is laid out of what is there.
            engine.until("!!document.querySelector('[data-scheme-switch]:not([hidden])')")
            engine.until("document.readyState === 'complete'")
            engine.run(ANNOUNCE, MARK)
            prints[engine.name, kind] = engine.print()
        return prints[engine.name, kind]

    return print_page


@pytest.mark.parametrize("kind", PRINTED)
def test_a_copy_is_dated_and_can_be_checked(engine: Engine, print_page: Print, kind: str):
    pdf = print_page(kind)
    sheets = read_sheets(pdf)
    stamped = [n for n, sheet in enumerate(sheets) if "Is this copy current?" in sheet]
    first, *others = read_codes(pdf)
    assert "Correct as printed on" in sheets[0]
    assert len(first) == 1
    if engine.name == "Chromium":
        # It has margin boxes, on every sheet; tests/browser/test_sheets.py looks at titles there.
        assert stamped == [*range(len(sheets))]
        return
    assert stamped == [0]
    assert others == [[]] * len(others)
    assert lone_titles(pdf) == []


@pytest.mark.parametrize("kind", PARTED)
def test_no_title_is_the_last_line_of_a_sheet(walk: Walk, kind: str):
    path, moved = PARTED[kind]
    engine = walk(path)
    engine.until("document.readyState === 'complete'")
    # Chromium prints its stamp below; tests/browser/test_sheets.py looks at titles there.
    if engine.name == "Chromium":
        engine.run("delete document.documentElement.dataset.sheets")
    engine.run(ANNOUNCE, MARK)
    for down in moved:
        engine.run(PUSH, down)
        pdf = engine.print()
        assert lone_titles(pdf) == [], down
        assert all(map(lowest_words, pypdfium2.PdfDocument(pdf))), "a sheet is empty"


def test_a_printed_flowchart_has_its_help_and_ends_with_its_picture(
    engine: Engine, print_page: Print
):
    text = " ".join(read_sheets(print_page("flowchart")))
    helps = engine.run(
        "return [...document.querySelectorAll('.step-help > p:first-of-type')]"
        ".map((one) => one.textContent.trim())"
    )
    assert len(helps) > 3
    for words in helps:
        assert plain(words)[:30] in plain(text)
    assert "//127.0.0.1" not in text, "an answer leads within the sheet"


def test_a_printed_section_has_its_deleted_words_and_the_addresses_of_sources(print_page: Print):
    text = " ".join(read_sheets(print_page("section")))
    assert "when you make these decisions" in text
    assert "(https://" in text


def test_without_script_the_first_sheet_names_its_edition_and_no_time(walk: Walk):
    pdf = walk(KINDS["section"], script=False).print()
    first, *others = read_sheets(pdf)
    unknown = "The time of printing is not known."
    assert first.count(unknown) == 1
    assert "edition 20" in first[: first.index(unknown)]
    assert not any(unknown in sheet for sheet in others)
    assert "Correct as printed" not in first
    assert [len(codes) for codes in read_codes(pdf)] == [1] + [0] * len(others)


def test_a_record_begins_on_the_first_sheet(walk: Walk, changed: Changed):
    # From a page's own script: in Firefox the walk's cannot keep the dialog from opening.
    with changed("globalThis.print = () => {};") as at:
        engine = walk(PRINTED["outcome"], at=at)
        engine.until("!!document.querySelector('[data-record-print]')")
        engine.click("[data-record-print]")
        first, *_ = read_sheets(engine.print())
    assert "Whether the person was told" in first
