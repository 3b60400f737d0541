"""YAML and front matter: strings as written, the line of every value, every fault at once."""

from datetime import date

import pytest
from manual.problem import ProblemsError
from manual.text.source import DEEPEST, LARGEST, read_document, read_yaml
from manual.text.values import validate
from pydantic import BaseModel, ConfigDict


def value(text: str):
    return read_yaml("a.yml", text).value


def messages(text: str) -> list[str]:
    with pytest.raises(ProblemsError) as error:
        read_yaml("a.yml", text)
    return [problem.message for problem in error.value.problems]


@pytest.mark.parametrize(
    "written",
    [
        *["No", "Yes", "no", "on", "off", "true", "False", "y", "N"],
        *["2.10", "2.1", "1e3", "007", "0x1F", "0o17", "1_000", "12:30:45", ".inf", "-1", "+1"],
        *["2026-11-22", "2026-11-22T10:00:00Z", "01632 960001", "=", "<<", "a # b"[:1]],
    ],
)
def test_strings_stay_as_written(written):
    assert value(f"a: {written}") == {"a": written}
    assert value(f"- {written}") == [written]
    assert value(f"{{{written}: {written}}}") == {written: written}
    assert value(f'a: "{written}"') == {"a": written}


def test_tags_are_not_obeyed():
    assert value("a: !!python/object/apply:os.getcwd []") == {"a": []}
    assert value("a: !!int 5") == {"a": "5"}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_nothing_unless_it_is_quoted(written):
    assert value(f"a: {written}") == {"a": None}
    assert value(f"a: '{written}'") == {"a": written}


def test_long_texts_are_joined_or_kept():
    assert value("a: |\n  b\n  c\n") == {"a": "b\nc\n"}
    assert value("a: >-\n  b\n  c\n") == {"a": "b c"}
    assert value("a: b\n  c\n") == {"a": "b c"}


def test_every_value_knows_its_line():
    data = read_yaml("a.yml", "a:\n  - b: 1\n    c: 2\n  -\n    d: 3\n", first_line=10)
    assert data.where("a", 0, "c").line == 12
    assert data.where("a", 1, "d").line == 14
    assert data.where("a", 0, "missing").line == 11
    assert str(data.where("elsewhere")) == "a.yml:10"


def test_an_empty_text_has_no_value():
    assert value("") is None
    assert value("# only a remark\n") is None


def test_too_large_a_text_is_not_read():
    assert value("#" * LARGEST) is None
    assert messages("#" * (LARGEST + 1)) == [
        f"the text has {LARGEST + 1:,} characters; at most {LARGEST:,} are read"
    ]


def test_too_deep_a_text_is_not_read():
    assert value("[" * DEEPEST + "]" * DEEPEST)
    too_deep = f"lists and keys are nested more than {DEEPEST} levels deep"
    assert messages("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == [too_deep]
    assert messages("{a: " * (DEEPEST + 1) + "}" * (DEEPEST + 1)) == [too_deep]
    assert messages("[" * 100_000) == [too_deep]


def test_every_repeated_key_and_alias_is_told():
    assert messages("a: &x 1\na: 2\nb: *x\nc: {d: 1, d: 2}\n") == [
        "a text begins with &x, which has a meaning of its own here",
        "'a' is given twice: it is at line 1 already",
        "'*x' stands for another value",
        "'d' is given twice: it is at line 4 already",
    ]


# Documents


def test_front_matter_and_body():
    document = read_document("a.md", "---\ntitle: No\n---\n\nText\n---\nmore\n")
    assert document.front.value == {"title": "No"}
    assert (document.body, document.body_line) == ("\nText\n---\nmore\n", 4)
    assert document.front.where("title").line == 2


def test_a_text_without_front_matter_is_all_body():
    document = read_document("a.md", "Text\n\n---\n\nmore\n")
    assert document.front.value == {}
    assert (document.body, document.body_line) == ("Text\n\n---\n\nmore\n", 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_make_no_difference(end):
    text = "---\na: b\n---\n\nText\n"
    assert read_document("a.md", "\ufeff" + text.replace("\n", end)) == read_document("a.md", text)


# Models


class Lamp(BaseModel):
    model_config = ConfigDict(extra="forbid")
    day: date
    lit: bool = False
    oils: dict[str, tuple[int, ...]] = {}


def test_every_fault_of_a_value_is_told_with_its_line():
    with pytest.raises(ProblemsError) as error:
        validate(
            Lamp, read_yaml("a.yml", "day: soon\nlit: perhaps\noils:\n  whale: [1, x]\nlid: 1\n")
        )
    assert [str(problem).replace("\n    hint: ", " | ") for problem in error.value.problems] == [
        "a.yml:1: 'day' is not a date: 'soon' | write the year, month and day: 2026-11-22",
        "a.yml:2: 'lit' is neither true nor false: 'perhaps' | write true or false",
        "a.yml:4: 'oils, whale, no. 2' is not a whole number from 1: 'x' | write digits only",
        "a.yml:5: unknown key 'lid' | did you mean 'lit'?",
    ]


REMARKS = {
    "behind an entry": "covers: [Northby, # the village\n  Southby\nname: x\n",
    "behind a group of its own": "covers: [\n  [Northby], #1 more,\n  Southby\nname: x\n",
}


@pytest.mark.parametrize("text", REMARKS.values(), ids=REMARKS)
def test_a_remark_that_cuts_no_text_is_not_blamed_for_a_bracket_that_is_not_closed(text: str):
    assert messages(text) == ["the bracket [ is opened but not closed"]
