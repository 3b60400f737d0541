"""What has changed in a section since a copy of it was made."""

import re

import pytest
from invented import BASE, SECTION, TODAY, change, with_history
from manual.address import CURRENT_PATH
from manual.amendments.since import Since, since_each
from manual.amendments.timeline import timelines
from manual.build import build
from manual.numbers.numbering import PLAIN
from manual.read import read_manual
from manual.site.assets import fingerprint


def since(texts: dict[str, str], section: str) -> dict[str, Since]:
    """What has changed in a section since each of its states, by the mark of the state."""
    number = PLAIN.read(section)
    history = read_manual(texts, TODAY, ()).history
    return {one.mark: one for one in since_each(timelines(history, [number])[number], TODAY)}


def changes_file(texts: dict[str, str], subject: str) -> str:
    """The text of a subject's file of changes."""
    files = build(texts, TODAY).pages.files
    (text,) = (files[name] for name in files if name.startswith(f"current/{subject}."))
    return text


def told(one: Since) -> list[str]:
    return [f"{d.was or ''}>{d.number} {d.kind}" for d in one.differences]


@pytest.mark.parametrize(
    ("section", "mark", "changes"),
    [
        ("2.1", "2020-01-01.1", [">2.1.1 amended", ">2.1.2 amended", ">2.1.4 inserted"]),
        ("2.1", "2026-11-01.2", [">2.1.2 amended", ">2.1.4 inserted"]),
        ("2.1", "2026-11-10.3", [">2.1.2 amended"]),
        ("2.2", "2026-11-01.2", [">2.2.3 deleted", "2.2.2>2.2.4 renumbered"]),
    ],
)
def test_each_state_has_what_came_after_it(section: str, mark: str, changes: list[str]):
    assert told(since(with_history(), section)[mark]) == changes


def test_the_present_state_and_what_is_to_come_are_no_earlier_states():
    assert list(since(with_history(), "2.1")) == ["2020-01-01.1", "2026-11-01.2", "2026-11-10.3"]
    assert list(since(with_history(), "2.2")) == ["2026-11-01.2"]


def test_what_changed_in_words_alone_is_editorial():
    states = since(with_history(), "2.1")
    assert [one.is_editorial for one in states.values()] == [False, False, True]


RECORD = (
    "---\namendment: 3\ntitle: Back\nin_force: 2026-11-10\nreason: It was better.\n"
    "action: As before.\n---\n\n2.1.1 Light the lamp at dusk.\n"
)


def test_what_was_changed_back_is_no_difference():
    texts = change(BASE, SECTION, {"Light the lamp at dusk.": "Light the lamp when it is dark."})
    texts["docs/amendments/0003-back.md"] = RECORD
    two = texts["docs/amendments/0002-the-boat.md"]
    texts["docs/amendments/0002-the-boat.md"] = two
    states = since(texts, "2.1")
    assert told(states["2020-01-01.1"]) == []
    assert told(states["2026-11-01.2"]) == [">2.1.1 amended"]
    page = changes_file(texts, "2.1")
    assert '<section data-after="2020-01-01.1" data-state="unchanged">' in page


def test_a_section_that_was_never_otherwise_has_no_file():
    named = [name for name in build(BASE, TODAY).pages.files if name.startswith("current/")]
    assert [name.rpartition(".")[0].rpartition(".")[0] for name in named] == ["current/2.1"]


def test_the_page_names_each_file_by_a_fingerprint_of_what_is_in_it():
    pages = build(with_history(), TODAY).pages
    files = {name: text for name, text in pages.files.items() if name.startswith("current/")}
    named = re.findall(r'data-file="([^"]*)"', pages.pages[CURRENT_PATH])
    assert sorted(f"current/{name}" for name in named) == sorted(files)
    for name, text in files.items():
        stem, _, ending = name.removesuffix(".html").rpartition(".")
        assert name == fingerprint(f"{stem}.html", text)
        assert len(ending) == 8


def test_files_name_what_is_to_come_with_its_redline():
    page = changes_file(with_history(), "2.2")
    coming = page.partition('<section data-coming="2027-03-01.5">')[2]
    assert '<ins data-amendment="5">an hour </ins>' in coming
