"""What the search finds: one record for each thing, in the words that stand on the day."""

import hashlib
import json
import re
from datetime import date
from typing import Any

import pytest
from invented import BASE, TODAY, change
from manual.build import build
from manual.folder import build_day
from manual.markup.render import plain_text
from support import ROOT

BOAT = "docs/amendments/0002-the-boat.md"
LAMP = "docs/lighthouse/lamp.md"


def records(texts: dict[str, str], day: date = TODAY) -> list[dict[str, Any]]:
    output = build(texts, day)
    assert output.pages, [str(problem) for problem in output.problems]
    path = output.pages.chrome["search_index"]
    assert re.fullmatch(r"assets/search\.[0-9a-f]{8}\.json", path)
    return json.loads(output.pages.files[path])["records"]


def numbered(texts: dict[str, str], day: date = TODAY) -> dict[str, dict[str, Any]]:
    return {record["number"]: record for record in records(texts, day) if "number" in record}


def test_each_thing_has_one_record():
    assert [
        (record["kind"], record.get("number") or record["title"], record["address"])
        for record in records(BASE)
    ] == [
        ("chapter", "2", "lighthouse/"),
        ("section", "2.1", "lighthouse/lamp/"),
        ("paragraph", "2.1.1", "lighthouse/lamp/#2.1.1"),
        ("paragraph", "2.1.2", "lighthouse/lamp/#2.1.2"),
        ("paragraph", "2.1.3", "lighthouse/lamp/#2.1.3"),
        ("section", "2.2", "lighthouse/boat/"),
        ("paragraph", "2.2.1", "lighthouse/boat/#2.2.1"),
        ("paragraph", "2.2.2", "lighthouse/boat/#2.2.2"),
        ("term", "Lamp / lamps", "glossary/#lamp"),
        ("term", "Wick", "glossary/#wick"),
        ("contact", "Police", "contacts/#everywhere"),
        ("contact", "Harbour office", "contacts/#north-bay"),
        ("page", "Shall I light the lamp?", "flowchart/light/"),
        ("question", "Is it dusk?", "flowchart/light/#dusk"),
        ("question", "Is there oil in the tank?", "flowchart/light/#oil"),
        ("outcome", "Light it", "flowchart/light/#light"),
        ("outcome", "Wait", "flowchart/light/#wait"),
        ("amendment", "First edition", "amendments/1/"),
        ("amendment", "The boat", "amendments/2/"),
    ]


def test_a_paragraph_has_its_heading_and_its_words_in_one_line():
    found = numbered(BASE)
    assert found["2.1.2"] == {
        "kind": "paragraph",
        "number": "2.1.2",
        "text": "Tend the lamp: trim the wick; fill the tank.",
        "address": "lighthouse/lamp/#2.1.2",
    }
    assert found["2.1.3"]["title"] == "At night"
    assert found["2.1.3"]["text"] == "Stay awake. Paragraph 2.1.2 says what to do."
    assert found["2.1"]["text"] == "The lamp, and who tends it."


def test_a_contact_says_its_area_what_it_is_for_and_its_number_beside_its_text():
    texts = change(BASE, LAMP, {"Stay awake.": "Call {contact:front-door}."})
    made = records(texts)
    (office,) = [record for record in made if record.get("title") == "Harbour office"]
    assert (office["of"], office["also"]) == ("North Bay", "front door")
    assert (office["contact"], office["area"]) == ("front-door", "north-bay")
    assert office["phones"] == [["01632 960001", "tel:+441632960001"]]
    assert office["text"] == "Ask about the light. Covers Northby."
    assert numbered(texts)["2.1.3"]["text"].startswith("Call Harbour office. ")


def test_a_contact_is_found_by_its_note_and_out_of_hours():
    phone = "        phone: 01632 960001"
    more = f"{phone}\n        out_of_hours: 01632 960002\n        note: Ask for the keeper."
    made = records(change(BASE, "docs/contacts.yml", {phone: more}))
    (office,) = [record for record in made if record.get("title") == "Harbour office"]
    assert office["also"] == "front door out of hours"
    assert office["text"] == "Ask about the light. Covers Northby. Ask for the keeper."
    assert [shown for shown, _ in office["phones"]] == ["01632 960001", "01632 960002"]
    assert office["hours"] == "Mo-Fr 09:00-17:00"


def test_a_contact_says_its_form_and_how_far_to_trust_it():
    phone = "        phone: 01632 960001"
    form = f"{phone}\n        form: https://www.example.org/tell"

    def office(checked: str) -> dict[str, Any]:
        changes = {phone: form, "checked: 2026-11-01": checked}
        made = records(change(BASE, "docs/contacts.yml", changes))
        return next(record for record in made if record.get("title") == "Harbour office")

    assert office("")["form"] == ["example.org", "https://www.example.org/tell"]
    assert office("")["doubt"] == "not yet confirmed"
    lately, long_ago = office("checked: 2026-11-01"), office("checked: 2020-11-01")
    assert lately["doubt"] == "not confirmed since 1 November 2026"
    assert lately["doubt_from"] > TODAY.isoformat()
    assert long_ago["doubt"] == "not confirmed since 1 November 2020"
    assert "doubt_from" not in long_ago


def test_a_number_for_emergencies_is_not_doubted():
    (police,) = [record for record in records(BASE) if record.get("title") == "Police"]
    assert "doubt" not in police


def test_earlier_words_are_not_found():
    assert numbered(BASE, date(2026, 10, 31))["2.1.1"]["text"] == "Light the lamp when it is dark."
    assert "when it is dark" not in json.dumps(records(BASE))


def test_words_and_sections_whose_day_has_not_come_are_not_found():
    texts = change(BASE, BOAT, {"in_force: 2026-11-01": "in_force: 2026-11-23"})
    made = json.dumps(records(texts))
    assert "at dusk" not in made.replace("Use it at dusk", "")
    assert "Row out" not in made
    assert "amendments/2/" not in made
    assert "2.2" not in numbered(texts)


def test_a_deleted_paragraph_is_found_by_its_number_alone():
    head = 'inserted: ["section 2.2"]'
    deleted = {head: f'{head}\ndeleted: ["2.1.4"]', "2.1.1 Light": "2.1.4 Sing.\n\n2.1.1 Light"}
    texts = change(BASE, BOAT, deleted)
    assert numbered(texts)["2.1.4"] == {
        "kind": "gone",
        "number": "2.1.4",
        "of": "2.1 The lamp",
        "text": "Deleted by amendment 2, in force 1 November 2026.",
        "address": "lighthouse/lamp/#2.1.4",
    }
    assert "Sing" not in json.dumps(records(texts))


def test_a_renumbered_paragraph_says_its_number_now():
    renumbered = 'inserted: ["2.2", "2.2.2"]\nrenumbered: {"2.1.4": "2.2.1"}'
    found = numbered(change(BASE, BOAT, {'inserted: ["section 2.2"]': renumbered}))
    assert found["2.1.4"]["text"] == "Renumbered 2.2.1 by amendment 2, in force 1 November 2026."
    assert found["2.2.1"]["kind"] == "paragraph"


def test_a_page_is_found_by_its_parts():
    page = (
        "---\ntitle: About\n---\n\n# About\n\nOf the light.\n\n## Who tends it\n\nThe *keeper*."
        "\n\n## FileChanges\n\n{status}\n\nSee paragraph 2.1.2.\n"
    )
    made = [r for r in records({**BASE, "docs/about.md": page}) if "about/" in r["address"]]
    assert [(r["title"], r.get("of"), r["text"], r["address"]) for r in made] == [
        ("About", None, "Of the light.", "about/"),
        ("Who tends it", "About", "The keeper.", "about/#who-tends-it"),
        ("FileChanges", "About", "See paragraph 2.1.2.", "about/#filechanges"),
    ]


def test_what_stands_before_the_terms_and_before_the_first_question_is_found():
    glossary = BASE["docs/glossary.md"].replace("# Glossary\n", "# Glossary\n\nWords of *old*.\n")
    made = [r for r in records({**BASE, "docs/glossary.md": glossary}) if r["kind"] == "page"]
    assert [(r["title"], r["text"], r["address"]) for r in made] == [
        ("Glossary", "Words of old.", "glossary/"),
        (
            "Shall I light the lamp?",
            "Use it at dusk. Call 999 if a ship is in danger.",
            "flowchart/light/",
        ),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <em>and</em> two.</p>\n<ul><li>a;</li><li>b.</li></ul>", "One and two. a; b."),
        (
            '<div class="admonition scope">\n<p class="admonition-title">S</p><p>a</p></div>',
            "a",
        ),
        ('<div><p class="admonition-title">Note</p><p>Words.</p></div>', "Words."),
        ('<div><p class="admonition-title">Ice</p><p>Words.</p></div>', "Ice Words."),
        ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ('<p>See <a href="x">this</a>, now</p>', "See this, now"),
    ],
)
def test_plain_text(html, text):
    assert plain_text(html) == text


def test_the_index_of_the_shipped_manual_is_small(own_texts):
    output = build(own_texts, build_day())
    assert output.pages
    size = len(output.pages.files[output.pages.chrome["search_index"]].encode())
    assert size < 192_000, "a fifth more than it was without situations"


VENDORED = [
    line.split()
    for line in (ROOT / ".ci/vendored.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("entry", VENDORED, ids=lambda entry: entry[0])
def test_a_library_is_kept_as_it_was_published_with_its_licence(entry):
    name, _version, _file, _licence, _package_hash, file_hash = entry
    folder = ROOT / "overrides/assets/search/vendor"
    assert hashlib.sha256((folder / f"{name}.mjs").read_bytes()).hexdigest() == file_hash
    licence = (folder / f"{name}.licence.txt").read_text(encoding="utf-8")
    assert "Permission is hereby granted" in licence


def test_no_library_is_kept_that_is_not_written_down():
    folder = ROOT / "overrides/assets/search/vendor"
    assert sorted(file.stem for file in folder.glob("*.mjs")) == sorted(e[0] for e in VENDORED)
