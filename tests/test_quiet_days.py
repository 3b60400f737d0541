"""On a day on which nothing that they say changes, pages and files stay as they were."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from invented import BASE, TODAY, with_history
from manual.address import DATA, SEAL
from manual.build import build
from manual.keep import amend
from manual.seal.draft import Heading


def made(texts: Mapping[str, str], day: date) -> dict[str, str]:
    """Every page and file, by its path."""
    pages = build(texts, day).pages
    return {**{path: pages.pages[path] for path in pages.pages}, **dict(pages.files)}


def changed(texts: Mapping[str, str], first: date, second: date) -> set[str]:
    """The paths of what two days make differently."""
    one, two = made(texts, first), made(texts, second)
    return {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}


@pytest.mark.parametrize("texts", [BASE, with_history()], ids=["base", "history"])
def test_a_quiet_day_changes_no_page(texts: Mapping[str, str]):
    quiet = TODAY + timedelta(days=3)
    assert changed(texts, quiet, quiet + timedelta(days=1)) <= {DATA}


@pytest.mark.own
def test_two_quiet_days_of_this_manual_differ_in_no_page(own_texts: Mapping[str, str]):
    before, *days = (date(2026, 12, day) for day in (1, 2, 3))
    texts = own_texts
    if SEAL not in texts:
        heading = Heading(0, "First edition", before, "It begins.", "Use it.")
        texts = {**texts, **amend(texts, before, heading).texts}
    assert changed(texts, *days) <= {DATA}


def test_pages_change_on_the_day_on_which_an_amendment_comes_into_force():
    texts = with_history()
    in_force = date(2027, 3, 1)
    paths = changed(texts, in_force - timedelta(days=1), in_force)
    assert {"lighthouse/boat.md", "current.md", "amendments/feed.xml"} <= paths
    assert "lighthouse/lamp.md" not in changed(texts, in_force, in_force + timedelta(days=1))
