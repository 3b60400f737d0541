"""What stands on the sheets of long texts and wide tables: every word, and no half-empty sheet."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from invented import BASE, SECTION
from support import OpenPage, build_site, print_pdf, serve, site_path, write_invented

SENTENCE = "The keeper writes down who asked, what was asked, and why it was answered so. "
LINES = 40
"""Of a sheet, in sentences: more than it holds."""


def prose(sentences: int) -> str:
    """A paragraph of so many sentences."""
    return (SENTENCE * sentences).strip()


def table(*rows: list[str]) -> str:
    """A table whose head is the first row."""
    head, *rest = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|---" * len(rows[0]) + "|", *rest])


LONG_HEADS = [
    "Circumstances and background",
    "Organisation responsible",
    "Considerations of proportionality",
    "Telephone arrangements",
    "Documentation requirements",
    "Confirmation of arrangements",
]
ADDRESS = "https://example.org/" + "Qu-e/ue_" * 30
TEXT = "\n\n".join(
    [
        "",
        f"2.1.4 {prose(3)}",
        table(LONG_HEADS, [f"Cell {n} unaccompanied" for n in range(6)]),
        f"2.1.5 {prose(1)}",
        table(["Where", "What"], [ADDRESS, "Form"], [f"[{ADDRESS}]({ADDRESS})", "Link"]),
        f"2.1.6 {prose(2)}",
        table(*([f"{row}{n} heading" for n in range(14)] for row in ("Head", "One", "Two"))),
        f"2.1.7 {prose(LINES + 20)}",
        "## 8.2 Heading of a long one",
        f"2.1.8 {prose(LINES + 12)}",
        f"2.1.9 {prose(2)}",
        table(["Name", "Rule"], *([f"Row {n}", prose(2)] for n in range(25))),
        f"2.1.10 {prose(2)}",
        f"- {prose(LINES + 5)}\n- {prose(2)}\n    - {prose(LINES)}",
        f"2.1.11 {'Donaudampfschiff' * 12}",
        f"```\n{'code ' * 90}\n{'c' * 300}\n```",
        f"> {prose(LINES)}",
        f"2.1.12 {prose(1)}",
        table(["Name", "Rule"], ["One", prose(LINES + 10)], ["Two", prose(2)]),
        *(
            f"## Cross-heading {n}{' and heading' * (n % 2 * 9)}\n\n2.1.{n} {prose(1 + n % 5)}"
            for n in range(13, 40)
        ),
        f'!!! confirm "To confirm"\n\n    {prose(LINES)}',
        "",
    ]
)
GLOSSARY = f"\nWreck\n: {prose(LINES + 4)}\n\nYard\n: {prose(3)}\n"


@dataclass(frozen=True)
class Sheet:
    """What stands between the head and the foot of a sheet."""

    text: str
    filled: float
    """The share of the height down to the last line."""
    right: float
    """How far to the right the words go, of the width of the sheet."""
    last: str
    """The last line."""


def _read(sheet: pypdfium2.PdfPage, foot: float) -> Sheet:
    page, height = sheet.get_textpage(), sheet.get_height()
    boxes = [page.get_rect(n) for n in range(page.count_rects())]
    body = [box for box in boxes if box[1] > foot and box[3] < height - 60]
    low = min((bottom for _, bottom, _, _ in body), default=height)
    return Sheet(
        page.get_text_bounded(),
        (height - 60 - low) / (height - 60 - foot),
        max((right for _, _, right, _ in body), default=0) / sheet.get_width(),
        page.get_text_bounded(0, low - 1, sheet.get_width(), low + 8),
    )


def read(pdf: bytes, *, with_foot: bool) -> list[Sheet]:
    """The sheets of a PDF. The foot holds the stamp where a script set it there."""
    return [_read(sheet, 105 if with_foot else 55) for sheet in pypdfium2.PdfDocument(pdf)]


def pressed(text: str) -> str:
    """`text` without spaces and soft ends of lines, in which a sheet differs."""
    return re.sub(r"[\s\u00ad\ufffe-]+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a manual with texts that fill many sheets."""
    folder: Path = tmp_path_factory.mktemp("sheets")
    texts = BASE | {SECTION: BASE[SECTION] + TEXT}
    texts["docs/glossary.md"] += GLOSSARY
    config = write_invented(folder, texts)
    build_site(folder / "site", config=config)
    with serve(folder / "site", site_path()) as address:
        yield address


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("path", ["lighthouse/lamp/", "print/lighthouse/", "print/"])
def test_long_texts_fill_their_sheets_and_no_word_is_cut(
    phone_at: Callable[[str], OpenPage], made: str, path: str, *, script: bool
):
    page = phone_at(made)(path, script=script)
    if script:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheets = read(print_pdf(page), with_foot=script)
    assert len(sheets) > 12
    assert max(sheet.right for sheet in sheets) < 0.93  # nothing goes beyond the margin
    text = pressed(" ".join(sheet.text for sheet in sheets))
    for word in (*" ".join(LONG_HEADS).split(), "Donaudampfschiff" * 12, "c" * 60):
        assert pressed(word) in text
    assert text.count("Q") == 3 * 30  # the address, and that of the link, which is spelled out
    assert [n for n in range(14) for row in ("Head", "One", "Two") if f"{row}{n}" not in text] == []
    within = [n for n, sheet in enumerate(sheets) if "Thekeeper" in pressed(sheet.text)]
    first, last = within[0], within[-1]
    # The part of the section alone: what follows begins a sheet of its own.
    part = next((n for n, one in enumerate(sheets) if "The boat" in one.text and n > first), last)
    half_empty = [(n, one.filled) for n, one in enumerate(sheets[first:part]) if one.filled < 0.78]
    assert half_empty == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_no_heading_is_the_last_line_of_a_sheet(
    phone_at: Callable[[str], OpenPage], made: str, *, script: bool
):
    page = phone_at(made)("lighthouse/lamp/", script=script)
    # However far down the sheet a heading would come.
    for lines in range(0, 30, 3):
        page.evaluate(
            "high => document.querySelector('h1').style.setProperty('margin-top', `${high}rem`)",
            lines,
        )
        lasts = [sheet.last for sheet in read(print_pdf(page), with_foot=script)]
        assert [line for line in lasts if "eading" in line] == []


def test_words_of_a_table_stay_whole_where_all_columns_fit(
    phone_at: Callable[[str], OpenPage], made: str
):
    page = phone_at(made)("lighthouse/lamp/")
    text = " ".join(sheet.text for sheet in read(print_pdf(page), with_foot=True))
    for word in " ".join(LONG_HEADS).split():
        assert re.search(rf"\b{word}\b", text)
