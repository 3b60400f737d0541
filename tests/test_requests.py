"""What people type in everyday words leads to what answers it: the requests of requests.yml."""

from typing import NamedTuple

import pytest
import yaml
from manual.folder import build_day, read_texts
from scripts import Scripts
from support import ROOT
from test_finding import Search, data_of

FIRST, AMONG_THREE = 78, 80
"""How many requests have a right answer first, and among the first three."""


class Answer(NamedTuple):
    """What a request leads to, beside what would be right."""

    query: str
    wanted: list[str]
    found: list[str]

    @property
    def place(self) -> int:
        """Where the first right answer is, from 0; a large number where there is none."""
        return min((self.found.index(one) for one in self.wanted if one in self.found), default=99)

    def __str__(self) -> str:
        found = ", ".join(self.found[:3]) or "nothing"
        return f"{self.query}: wanted {' or '.join(self.wanted)}, found {found}"


@pytest.fixture(scope="module")
def answers(scripts: Scripts) -> list[Answer]:
    search = Search(scripts, data_of(read_texts(ROOT)[0], build_day()))
    text = (ROOT / "tests/requests.yml").read_text(encoding="utf-8")
    groups = yaml.load(text, yaml.BaseLoader)
    asked = {query: right for group in groups.values() for query, right in group.items()}
    looked = search.look(*asked)
    return [
        Answer(query, right, [one["number"] or one["address"] for one in found["results"]])
        for (query, right), found in zip(asked.items(), looked, strict=True)
    ]


def table(answers: list[Answer]) -> str:
    return "\n".join(["these requests are lost:", *(f"  {answer}" for answer in answers)])


def test_a_right_answer_comes_first(answers):
    lost = [answer for answer in answers if answer.place > 0]
    assert len(answers) - len(lost) >= FIRST, table(lost)


def test_a_right_answer_is_among_the_first_three(answers):
    lost = [answer for answer in answers if answer.place > 2]
    assert len(answers) - len(lost) >= AMONG_THREE, table(lost)


def test_a_table_tells_which_request_is_lost():
    lost = Answer("parents said no", ["2.4.10", "2.7.2"], ["2.1.1", "contacts/", "2.4", "2.4.10"])
    assert lost.place == 3
    assert table([lost, Answer("xylophone", ["2.1"], [])]).splitlines()[1:] == [
        "  parents said no: wanted 2.4.10 or 2.7.2, found 2.1.1, contacts/, 2.4",
        "  xylophone: wanted 2.1, found nothing",
    ]
