"""Copies in LibreOffice: opened, their changes accepted or rejected, saved, and read again.

Where it is not installed (Debian: libreoffice-writer-nogui), these tests are left out.
"""

import random

import pytest
from committee import Committee, tidy
from manual.word.marked import read_marked
from office import SOFFICE, save_anew
from test_word_return import Manual

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def shipped():
    return Manual()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("office")


def words_in(paragraphs):
    return [
        [tidy("".join(run.text for run in cell)) for cell in one.cells] or tidy(one.text)
        for one in paragraphs
        if one.cells or one.text.strip()
    ]


@pytest.mark.parametrize("seed", [1, 3])
def test_changes_go_through_another_program(shipped, folder, seed):
    chance = random.Random(seed)
    committee = Committee(shipped.copy(chance.choice(["2.3", "2.5", "2.6"])), seed)
    for _ in range(4):
        committee.change()
    marked = read_marked(committee.file())
    before, after = words_in(marked.rejected), words_in(marked.accepted)
    for what, expected in (
        ("", (before, after)),
        ("Accept", (after, after)),
        ("Reject", (before, before)),
    ):
        saved = save_anew(committee.file(), what, folder)
        again = read_marked(saved)
        assert (words_in(again.rejected), words_in(again.accepted)) == expected, what
        if what != "Accept":
            changed = shipped.take(saved).changed
            assert changed == (shipped.take(committee.file()).changed if not what else ())


def test_an_amendment_goes_through_another_program(shipped, folder):
    data = shipped.copy("amendment 5")
    saved = read_marked(save_anew(data, "", folder))
    assert words_in(saved.rejected) == words_in(read_marked(data).rejected)
    assert words_in(saved.accepted) == words_in(read_marked(data).accepted)
