"""`/manual.json`: what another system can tell from it, and from nothing else."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from histories import FIRST_DAY, stories
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import BASE, TODAY, change, report
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from manual.build import build

Data = dict[str, Any]


def published(texts: dict[str, str], today: date = TODAY) -> tuple[Data, Data]:
    """The data and its schema, as a site publishes them."""
    output = build(texts, today)
    assert report(output) == ""
    assert output.pages
    files = output.pages.files
    return json.loads(files["manual.json"]), json.loads(files["manual.schema.json"])


def validate(data: Data, schema: Data) -> None:
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)


def said(data: Data, number: str, day: date) -> tuple[str, str] | None:
    """What a provision said at the end of a day: its heading and its text, by the data alone."""
    for provision in data["provisions"]:
        if provision["number"] == number:
            for wording in provision["wordings"]:
                until = wording["until"] or "9999-12-31"
                if wording["from"] <= day.isoformat() <= until:
                    return wording["heading"], wording["text"]
    return None


@given(stories(), st.integers(-400, 2000))
@settings(deadline=None, max_examples=20)
def test_what_a_provision_said_on_any_day_follows_from_the_data_alone(story, after: int):
    data, schema = published(story.texts(), FIRST_DAY + timedelta(days=500))
    validate(data, schema)
    days = [day + timedelta(days=n) for day, _ in story.days for n in (-1, 0, 1)]
    for day in (*days, FIRST_DAY + timedelta(days=after)):
        expected = {n: (w.heading, w.text) for n, w in story.at(day).items()}
        found = {number: said(data, number, day) for number in story.used}
        assert {number: what for number, what in found.items() if what} == expected


@given(stories())
@settings(deadline=None, max_examples=10)
def test_a_number_that_is_gone_leads_to_the_one_it_became(story):
    data, _ = published(story.texts(), date(2100, 1, 1))
    now = {provision["number"]: provision["now"] for provision in data["provisions"]}
    moved = {
        number
        for amendment in data["amendments"]
        for number, kind in amendment["changes"]
        if kind == "renumbered"
    }
    assert {number for number, target in now.items() if target} == moved
    assert all(target in now for target in now.values() if target)


def test_a_wording_names_the_amendments_that_made_it_so():
    data, _ = published(BASE)
    (first, second) = next(p for p in data["provisions"] if p["number"] == "2.1.1")["wordings"]
    assert (first["from"], first["until"], first["amendments"]) == ("2020-01-01", "2026-10-31", [1])
    assert (second["from"], second["until"], second["amendments"]) == ("2026-11-01", None, [2])


def test_the_data_names_its_version_its_schema_and_the_day_of_the_build():
    data, schema = published(BASE)
    assert data["version"] == 1
    assert data["$schema"] == schema["$id"] == "https://light.test/manual.schema.json"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert data["built"] == TODAY.isoformat()
    assert data["edition"] == "2026-11-01.2"


def test_addresses_in_the_data_are_whole():
    data, _ = published(change(BASE, "mkdocs.yml", {"light.test/": "light.test/manual/"}))
    addresses = {p["number"]: p["address"] for p in data["provisions"]}
    assert addresses["2.1.3"] == "https://light.test/manual/lighthouse/lamp/#2.1.3"
    assert data["amendments"][1]["address"] == "https://light.test/manual/amendments/2/"


@pytest.mark.parametrize(
    ("key", "value"),
    [("version", 2), ("built", "yesterday"), ("provisions", None), ("more", 1)],
)
def test_the_schema_refuses_what_is_not_so(key: str, value: object):
    data, schema = published(BASE)
    with pytest.raises(ValidationError):
        validate({**data, key: value}, schema)


def test_the_schema_explains_each_field():
    _, schema = published(BASE)
    wording = schema["$defs"]["WordingData"]["properties"]
    assert wording["until"]["description"] == (
        "The last day; null where it stands until further notice."
    )
