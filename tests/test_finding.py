"""What the search finds in this manual, by number and by words: its index, without a page."""

import json
import re
from datetime import date
from typing import Any

import pytest
from invented import BASE, TODAY, change
from kinds import KINDS
from manual.address import slug
from manual.build import build
from manual.folder import build_day, read_texts
from scripts import Scripts
from support import ROOT

SECTION = KINDS["section"]

FIND = """async (load, { data, queries }) => {
    globalThis.indexes ??= new Map();
    const { Index } = await load("search/ranking.mjs");
    const { mark, snippet } = await load("search/snippet.mjs");
    if (!indexes.has(data)) indexes.set(data, new Index(JSON.parse(data)));
    const marked = (pieces) => pieces.filter((piece) => piece.marked).map(({ text }) => text);
    const found = [];
    for (const query of queries) {
        const { results, how, formal, exact } = await indexes.get(data).find(query.trim());
        found.push({ how, formal, exact: exact?.address ?? "", results: results.map(
            ({ record, terms }) => ({ number: "", title: "", of: "", text: "", ...record, marks:
                [record.title || (record.of ?? ""), record.text ?? ""].flatMap((text, n) =>
                    marked(n ? snippet(text, terms) : mark(text, terms))) })) });
    }
    return found;
}"""


class Search:
    """The search of one manual."""

    def __init__(self, scripts: Scripts, data: str) -> None:
        self.scripts = scripts
        self.data = data

    def look(self, *queries: str) -> list[dict[str, Any]]:
        """What each query leads to."""
        return self.scripts.run(FIND, {"data": self.data, "queries": queries})

    def results(self, query: str) -> list[dict[str, Any]]:
        return self.look(query)[0]["results"]

    def addresses(self, query: str) -> list[str]:
        """Where the results lead, from the site's root."""
        return [result["address"] for result in self.results(query)]


def data_of(texts: dict[str, str], day: date) -> str:
    """The records and synonyms of a manual, as its pages fetch them."""
    pages = build(texts, day).pages
    return pages.files[pages.chrome["search_index"]]


@pytest.fixture(scope="module")
def search(scripts: Scripts) -> Search:
    """The search of the manual in docs/."""
    return Search(scripts, data_of(read_texts(ROOT)[0], build_day()))


LATER = (
    "---\namendment: 3\ntitle: The watch\nin_force: 2099-01-01\nreason: None.\naction: None.\n"
    "---\n\n2.1.3 Doze.\n"
)
WORDS = "words: {out at sea: [boat], ship: [boat], skipper: [Harbour office]}\n"


@pytest.fixture(scope="module")
def light(scripts: Scripts) -> Search:
    """That of an invented manual with paragraphs deleted, renumbered and to come."""
    texts = change(
        BASE,
        "docs/amendments/0002-the-boat.md",
        {
            'inserted: ["section 2.2"]': (
                'inserted: ["2.2", "2.2.2"]\ndeleted: ["2.1.4"]\nrenumbered: {"2.1.5": "2.2.1"}'
            ),
            "2.1.1 Light": "2.1.4 Sing shanties.\n\n2.1.1 Light",
        },
    )
    texts["docs/amendments/0003-the-watch.md"] = LATER
    texts["docs/situations.yml"] = WORDS
    return Search(scripts, data_of(texts, TODAY))


# Numbers

TYPED = [
    "2.1.3",
    " 2.1.3 ",
    "2.1.3.",
    "2,1,3",
    "2. 1. 3",
    "2 1 3",
    "2.1 3",
    "para 2 1 3",
    "para 2.1.3.",
    "para 2.1.3",
    "Para. 2.1.3",
    "paragraph 2.1.3",
    "Paragraph 2 1 3",
    "PARAGRAPH 2.1.3",
    "¶2.1.3",
    "no. 2.1.3",
    "2.1.3, lawful basis",
]


@pytest.mark.parametrize("typed", TYPED)
def test_a_number_leads_to_its_paragraph_however_it_is_typed(search: Search, typed: str):
    (found,) = search.look(typed)
    first = found["results"][0]
    assert first["address"] == f"{SECTION}#2.1.3"
    assert (first["number"], first["kind"]) == ("2.1.3", "paragraph")
    assert first["of"] == "2.1 Introduction"
    assert found["exact"] == first["address"], "Enter goes there"


PASTED = [
    "2.1.3(a)",
    "2.1.3(a)(ii)",
    "2.1.3 (a)",
    "2.1.3–2.1.5",
    "2.1.3-2.1.5",
    "2.1.3 to 2.1.5",
    "2.1.3, 2.1.4",
    "2.1.3,2.1.4",
    "2.1.3; 2.1.4",
    "2.1.3/2.1.4",
    "2.1.3 & 2.1.4",
    "2.1.3 and 2.1.4",
    "paragraphs 2.1.3 and 2.1.4",
    "paras 2.1.3, 2.1.4",
    "see 2.1.3",
    "see paragraph 2.1.3.",
    "(see 2.1.3)",
    "what is 2.1.3",
    "what is 2.1.3?",
    "What does 2.1.3 say?",
    "“2.1.3”",
    "[2.1.3]",
    "§ 2.1.3",
    "§2.1.3",
    "§§ 2.1.3–2.1.5",
    "para2.1.3",
    "\uff12.\uff11.\uff13",
    "2.1.\u200b3",
    "paragraph\u00a02.1.3",
    "Information sharing, paragraph 2.1.3, edition of 22 November 2026",
    "https://manual.example.org/information-sharing/introduction/#2.1.3",
    "as-at-2.1.3",
    "%232.1.3",
    "see%202.1.3%2C",
    "2·1·3",
    "paragraph 2·1·3",
    "2。1。3",
    "2-1-3",
    "see 2-1-3 ",
    "2_1_3",
    "see 2:1:3",
]


@pytest.mark.parametrize("typed", PASTED)
def test_a_number_that_is_pasted_leads_to_its_paragraph_first(search: Search, typed: str):
    assert search.addresses(typed)[0] == f"{SECTION}#2.1.3"


@pytest.mark.parametrize(
    ("typed", "same"), [("e-mail", "email"), ("E-Mail", "email"), ("G.D.P.R.", "GDPR")]
)
def test_letters_with_a_hyphen_or_stops_are_the_word(search: Search, typed: str, same: str):
    found = search.addresses(typed)
    assert found
    assert found == search.addresses(same)


def test_a_day_and_a_share_are_no_number_of_the_manual(search: Search):
    for typed in ("12-03-2026", "1-2", "50%25", "100% of it", "a-b"):
        assert search.look(typed)[0]["exact"] == ""


def test_every_number_that_is_pasted_is_found(search: Search):
    three, four, five = (f"{SECTION}#2.1.{number}" for number in (3, 4, 5))
    assert search.addresses("2.1.3–2.1.5")[:3] == [three, four, five]
    assert search.addresses("2.1.5, 2.1.3")[:2] == [five, three]
    assert search.addresses("2.1.5–2.1.3")[:2] == [five, three]
    assert search.addresses("see 2.1.3, 2.1.99 and 2.1.4")[:2] == [three, four]


def test_enter_goes_to_one_number_and_to_none_of_several(search: Search):
    for typed in ("see 2.1.3", "2.1.3(a)", "what is 2.1.3?"):
        assert search.look(typed)[0]["exact"] == f"{SECTION}#2.1.3"
    for typed in ("2.1.3–2.1.5", "2.1.3, 2.1.4", "see 2.1.99"):
        assert search.look(typed)[0]["exact"] == ""


def test_a_number_among_words_that_does_not_exist_is_told(search: Search):
    for typed in ("see 2.1.99", "2.1.99(a)", "2.1.99–2.1.100"):
        (found,) = search.look(typed)
        assert found["how"] == "near"
        assert [result["address"] for result in found["results"]] == [SECTION]
    assert search.look("16.5 hours")[0]["how"] != "near"


@pytest.mark.parametrize(
    "typed", ["2.1", "2.1.", "section 2.1", "s 2.1", "s2.1", "s. 2.1", "§ 2.1", "sec 2.1"]
)
def test_a_section_number_leads_to_the_section_and_then_to_its_paragraphs(
    search: Search, typed: str
):
    found = search.addresses(typed)
    assert found[:3] == [SECTION, f"{SECTION}#2.1.1", f"{SECTION}#2.1.2"]
    assert found[9:11] == [
        "information-sharing/how-to-share/",
        "information-sharing/recording-and-advice/",
    ]


@pytest.mark.parametrize("typed", ["2", "chapter 2"])
def test_a_chapter_number_leads_to_the_chapter_and_then_to_its_sections(search: Search, typed: str):
    assert search.addresses(typed)[:2] == ["information-sharing/", SECTION]


def test_a_number_is_completed(search: Search):
    law = "information-sharing/law/"
    expected = [f"{law}#2.6.1", f"{law}#2.6.10", f"{law}#2.6.11"]
    assert search.addresses("2.6.1")[:3] == expected


def test_a_number_that_does_not_exist_leads_to_what_is_nearest(search: Search):
    (found,) = search.look("2.1.99")
    assert [result["address"] for result in found["results"]] == [SECTION]
    assert found["how"] == "near"
    assert search.addresses("2.1.3A") == [f"{SECTION}#2.1.3"]
    assert search.addresses("7.1.2") == []


@pytest.mark.parametrize("typed", ["2.1.99", "2 1 99", "16 17", "2.1.3A"])
def test_enter_goes_nowhere_where_no_paragraph_bears_the_number(search: Search, typed: str):
    assert search.look(typed)[0]["exact"] == ""


def test_a_number_of_an_act_or_an_age_is_words(search: Search):
    wanted = search.addresses("section 47 enquiry")
    assert search.addresses("section 47")[0] == "glossary/#section-47-enquiry"
    for typed in ("s 47 enquiry", "s47 enquiry", "s. 47 enquiry", "§47 enquiry"):
        assert search.addresses(typed) == wanted != [], typed
    assert "glossary/#gillick-competence" in search.addresses("under 16")


def test_a_number_without_a_stop_that_words_follow_is_no_chapter(search: Search):
    assert "information-sharing/" in search.addresses("2")
    assert search.results("2 year olds") != search.results("2")
    assert "information-sharing/" not in search.addresses("2 year olds")[:1]


def test_a_number_that_is_gone_leads_to_what_became_of_it(light: Search):
    (gone,) = light.results("2.1.4")
    assert (gone["address"], gone["kind"]) == ("lighthouse/lamp/#2.1.4", "gone")
    assert "Deleted by amendment 2" in gone["text"]
    (moved,) = light.results("2.1.5")
    assert moved["address"] == "lighthouse/lamp/#2.1.5"
    assert "Renumbered 2.2.1 by amendment 2" in moved["text"]


def test_words_lead_to_nothing_that_is_gone(light: Search):
    """Those that say what became of a number are the same for each, and no text of the manual."""
    for words in ("deleted", "renumbered", "deleted by amendment 2"):
        assert [found for found in light.results(words) if found["kind"] == "gone"] == []


# Words

EXPECTED = {
    "degrading treatment": (f"{SECTION}#2.1.2", "paragraph"),
    "golden rules": ("information-sharing/golden-rules/", "section"),
    "information sharing": ("information-sharing/", "chapter"),
    "caldicott": ("glossary/#caldicott-guardian", "term"),
    "childline": ("contacts/#everywhere", "contact"),
    "immediate danger": ("flowchart/information-sharing/#danger", "question"),
    "refer to the front door now": ("flowchart/information-sharing/#refer", "outcome"),
    "first edition": ("amendments/1/", "amendment"),
    "cookies": ("about/#privacy", "page"),
}


@pytest.mark.parametrize("words", EXPECTED)
def test_each_kind_of_thing_is_found_by_its_words(search: Search, words: str):
    found = [(result["address"], result["kind"]) for result in search.results(words)]
    assert EXPECTED[words] in found[:3]


def test_a_district_leads_to_the_front_door_of_its_area(search: Search):
    first = search.results("Hastings")[0]
    assert "Single Point of Advice" in first["title"]
    assert first["of"] == "East Sussex"


AREAS = ("East Sussex", "West Sussex", "Brighton & Hove")


def test_a_front_door_is_found_in_every_area(search: Search):
    found = search.results("front door")[:6]
    assert {result["of"] for result in found if result["kind"] == "contact"} >= set(AREAS)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("lado phone number", "LADO"),
        ("forced marriage number", "Forced Marriage Unit"),
        ("domestic abuse phone number", "National Domestic Abuse Helpline"),
    ],
)
def test_a_contact_comes_first_where_its_number_is_asked_for(search: Search, query, name):
    first = search.results(query)[0]
    assert (first["kind"], first["title"]) == ("contact", name)


def test_a_situation_is_found_by_the_words_of_its_paragraph(search: Search):
    assert search.results("first responder")[0]["kind"] == "situation"


def test_a_contact_is_found_by_what_a_caller_must_know(search: Search):
    assert "Integrated Front Door" in search.results("emergency duty team")[0]["title"]
    doors = search.results("out of hours")[:3]
    assert {(door["kind"], door["of"]) for door in doors} == {("contact", area) for area in AREAS}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisations", "organizations"),
        ("recognise", "recognizes"),
        ("recording", "records"),
        ("children's", "childrens"),
        ("multi-agency hub", "multiagency hub"),
        ("GILLICK", "gillick"),
        ("child", "children"),
        ("child", "childrens"),
        ("person", "people"),
        ("written", "write"),
        ("took", "taking"),
    ],
)
def test_words_are_found_in_any_form_and_spelling(search: Search, one: str, other: str):
    found = set(search.addresses(one))
    assert found
    assert found == set(search.addresses(other))


PAIRS = [
    ("25,000", "25000"),
    ("25,000", "£25,000"),
    ("25,000", "25 000"),
    ("25,000", "25k"),
    ("60000", "£60,000"),
    ("60000", "60 000"),
    ("60000", "60,000.00"),
    ("£1,250,000", "1250000"),
    ("Łódź", "lodz"),
    ("Łódź", "ŁÓDŹ"),
    ("Ærøskøbing", "aeroskobing"),
    ("Größe", "grosse"),
    ("œuvre", "oeuvre"),
    ("Þórður", "thordur"),
    ("Đorđe", "dorde"),
    ("Iğdır", "igdir"),
    ("Zoë", "zoe"),
    ("women", "woman"),
    ("policemen", "policeman"),
    ("grandchildren", "grandchild"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("lives", "life"),
    ("lives", "living"),
    ("lawful bases", "lawful basis"),
    ("thieves", "thief"),
    ("appendices", "appendix"),
    ("dying", "die"),
    ("analyses", "analysis"),
    ("criteria", "criterion"),
]


def test_one_word_is_found_however_it_is_written(scripts: Scripts):
    texts = [text for pair in PAIRS for text in (pair, pair[::-1])]
    records = [
        {"kind": "paragraph", "number": f"1.1.{n}", "text": f"Of {text}.", "address": f"#{n}"}
        for n, (text, _) in enumerate(texts, 1)
    ]
    search = Search(scripts, json.dumps({"records": records, "synonyms": {}}))
    for n, (text, typed) in enumerate(texts, 1):
        assert f"#{n}" in search.addresses(typed), (text, typed)


def test_letters_are_those_of_ids(scripts: Scripts):
    words = """async (load, text) => (await load("search/words.mjs")).queryWords(text)"""
    for letter in "ßæœþøłðđħŧŋıéÅŁØŒ":
        assert scripts.run(words, letter) == [slug(letter)]


def test_words_and_numbers_that_only_look_alike_are_not_one(scripts: Scripts):
    texts = ["ring 999 or 101", "in 2018,2019", "a specimen", "rate 1,5", "Childline", "a child"]
    records = [
        {"kind": "paragraph", "text": text, "address": f"#{n}"} for n, text in enumerate(texts)
    ]
    search = Search(scripts, json.dumps({"records": records, "synonyms": {}}))
    assert search.addresses("999 101") == ["#0"]
    assert search.addresses("2018") == ["#1"]
    assert search.addresses("speciman") != search.addresses("man")
    assert search.addresses("childl") == ["#4"]
    assert search.addresses("child") == ["#5"], "a whole word is not completed"


def test_what_is_typed_in_part_is_completed_and_the_words_are_marked(search: Search):
    first = search.results("caldic")[0]
    assert first["address"] == "glossary/#caldicott-guardian"
    assert first["marks"][0] == "Caldicott"
    marks = [mark for result in search.results("proportionate sharing") for mark in result["marks"]]
    assert marks
    assert {mark.lower()[:5] for mark in marks} <= {"propo", "shari", "share", "shar"}


def test_a_mistyped_word_is_found_and_said_to_be_alike(search: Search):
    alike, typed = search.look("gilick", "gillick")
    assert "glossary/#gillick-competence" in [found["address"] for found in alike["results"]]
    assert alike["how"] == "alike"
    assert typed["how"] == ""


def test_some_of_the_words_do_where_nothing_has_all(search: Search):
    some, none = search.look("gillick xylophone", "xylophone")
    assert some["results"][0]["address"] == "glossary/#gillick-competence"
    assert some["how"] == "some"
    assert none["results"] == []


def test_everyday_words_find_the_formal_ones(search: Search):
    (found,) = search.look("permission")
    assert found["results"][0]["address"] == "glossary/#consent"
    assert found["formal"] == ["consent"]
    assert "information-sharing/consent/" in [result["address"] for result in found["results"]]


@pytest.mark.parametrize("typed", ["permision", "permisson", "premission"])
def test_a_mistyped_everyday_word_finds_the_formal_one(search: Search, typed: str):
    (found,) = search.look(typed)
    assert found["results"][0]["address"] == "glossary/#consent"
    assert (found["how"], found["formal"]) == ("alike", ["consent"])


def test_a_word_that_is_only_a_little_like_an_everyday_one_is_not_taken_for_it(search: Search):
    assert search.look("perdition")[0]["formal"] == []


def test_an_everyday_word_of_several_words_finds_the_formal_one(light: Search):
    (found,) = light.look("out at sea")
    assert "lighthouse/boat/" in [result["address"] for result in found["results"]]
    assert found["formal"] == ["boat"]
    assert "lighthouse/boat/" in light.addresses("ships")
    assert light.addresses("skipper") == ["contacts/#north-bay"]


@pytest.mark.parametrize("words", ["shanties", "Sing", "awake"])
def test_words_that_are_deleted_or_to_come_are_not_found(light: Search, words: str):
    assert light.addresses(words) == []


def test_words_that_stand_now_are_found(light: Search):
    assert light.addresses("doze") == ["lighthouse/lamp/#2.1.3"]
    texts = [result["text"] for result in light.results("dark")]
    assert texts
    assert not [text for text in texts if "when it is dark" in text]


def test_deleted_words_of_the_shipped_manual_are_not_found(search: Search):
    """Each word that stands in earlier wordings alone leads to nothing that holds it."""
    data = json.loads(build(read_texts(ROOT)[0], build_day()).pages.files["manual.json"])
    now = search.data.lower()
    earlier = " ".join(
        wording["text"]
        for provision in data["provisions"]
        for wording in provision["wordings"]
        if wording["until"]
    )
    gone = [w for w in sorted(set(re.findall(r"[a-z]{6,}", earlier.lower()))) if w not in now]
    assert gone
    for word, found in zip(gone, search.look(*gone), strict=True):
        assert not [result for result in found["results"] if word in result["text"].lower()], word
