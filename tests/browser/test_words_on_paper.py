"""Every word of random texts that are published is on the printed sheets too."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser
from shelf import Shelf, Text, publish
from support import build_site, print_pdf, seal_project, serve, site_path, write_invented
from test_words import invent

FUZZ = int(os.environ.get("FUZZ", "0"))
TEXTS = 200
AT_ONCE = 50
"""Texts in one manual."""


def tag_of(word: str) -> str:
    """The letters that no other word has; a PDF may hold the signs of other scripts in disorder."""
    return word[word.rindex("q") :]


def print_texts(browser: Browser, address: str, shelf: Shelf) -> dict[str, str]:
    """What is on the sheets of each page that holds a text, without white space and hyphens."""
    names = {"print/"}
    names |= {place.pages[0].replace(".md", "/") for place, _ in shelf.published if is_page(place)}
    page = browser.new_page()
    sheets = {}
    for name in sorted(names):
        page.goto(f"{address}{name}", wait_until="load")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        pdf = pypdfium2.PdfDocument(print_pdf(page))
        said = "".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
        sheets[name] = re.sub(r"[\s\u00ad\ufffe-]", "", said)
    page.close()
    return sheets


def is_page(place) -> bool:
    return len(place.pages) == 1


@contextmanager
def served(shelf: Shelf, folder: Path) -> Iterator[str]:
    config = write_invented(folder / "project", shelf.texts)
    seal_project(config.parent)
    build_site(folder / "site", config=config)
    with serve(folder / "site", site_path(config)) as address:
        yield address


def enough() -> list[list[Text]]:
    """Texts that are published, in groups that fit one manual."""
    found: list[Text] = []
    texts = invent(TEXTS * 2, derandomize=False)
    for first in range(0, len(texts), AT_ONCE):
        found += [text for _, text in publish(texts[first : first + AT_ONCE]).published]
    return [found[first : first + AT_ONCE] for first in range(0, len(found), AT_ONCE)]


@pytest.mark.skipif(not FUZZ, reason="it prints two hundred texts: make fuzz")
def test_every_word_is_on_the_sheets(browser: Browser, tmp_path: Path):
    faults, count = [], 0
    for at, texts in enumerate(enough()):
        shelf = publish(texts)
        assert not shelf.stray
        with served(shelf, tmp_path / str(at)) as address:
            sheets = print_texts(browser, address, shelf)
        for place, text in shelf.published:
            name = place.pages[0].replace(".md", "/") if is_page(place) else "print/"
            lost = [word for word in text.words if tag_of(word) not in sheets[name]]
            faults += [f"{name}: {lost} are not on paper:\n{text}"] if lost else []
        count += len(shelf.published)
        if count >= TEXTS:  # beside others a text may be refused that stood alone before
            break
    assert faults == [], "\n\n".join(faults)
    assert count >= TEXTS
