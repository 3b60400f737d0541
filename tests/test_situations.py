"""The chapter as a safeguarding lead would read it: what it tells, rests on, and is found by."""

import re
from datetime import date

import pytest
from manual.folder import read_texts
from manual.model import Manual
from manual.read import read_manual
from scripts import Scripts
from support import ROOT
from test_content import unasked
from test_finding import Search, data_of

DAY = date(2026, 12, 1)
SECTION = "information-sharing/particular-situations/#"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return read_texts(ROOT)[0]


@pytest.fixture(scope="module")
def manual(texts: dict[str, str]) -> Manual:
    return read_manual(texts, DAY)


@pytest.fixture(scope="module")
def wordings(manual: Manual) -> dict[str, str]:
    """The present text of each provision, by its number."""
    return {str(number): wording.text for number, wording in manual.history.at(DAY).items()}


@pytest.fixture(scope="module")
def search(scripts: Scripts, texts: dict[str, str]) -> Search:
    return Search(scripts, data_of(texts, DAY))


# What it tells


def test_no_paragraph_tells_a_reader_to_tell_the_family_before_they_have_asked(wordings):
    """Paragraph 2.7.6: the front door is asked first, every time."""
    assert "every time" not in wordings["2.7.6"]
    assert wordings["2.7.6"].startswith("Ask before you tell. Each time that you refer, ask")
    told = {number: unasked(text) for number, text in wordings.items()}
    assert {number: found for number, found in told.items() if found} == {}


def test_the_sample_records_do_what_the_manual_says(wordings):
    """Paragraph 2.11.2 lists what a record holds, paragraph 2.7.6 says what comes first."""
    for number in ("2.11.4", "2.11.5"):
        sample = wordings[number]
        parts = r"\(name\)|Advice: |by telephone|Manual 2\.|edition of |Written |not told"
        assert set(re.findall(parts, sample)) == {
            *("(name)", "Advice: ", "by telephone", "Manual 2.", "edition of ", "Written "),
            "not told",
        }, number
    refer = wordings["2.11.4"]
    assert "K wants" in refer
    assert "Basis: " in refer
    assert "front door asked" in refer
    assert "Mother told" not in refer


def test_whoever_must_be_asked_or_told_is_named_where_they_are_needed(wordings):
    assert "{contact:lado}" in wordings["2.7.11"]
    assert "{contact:adult-social-care}" in wordings["2.7.12"]
    assert "lives, or is found" in wordings["2.7.2"]
    assert "form first, and call if it is an emergency" in wordings["2.7.2"]
    assert wordings["2.1.8"].startswith("In this manual a child is anyone who is under 18.")
    for number in ("2.12.1", "2.12.2", "2.12.3"):
        assert re.search(
            r"(?i)do not speak to the family|tell nobody in the family", wordings[number]
        )


def test_nothing_is_rung(texts, wordings):
    """One word for one thing: the manual says "call", of 999 as of every number."""
    rung = re.compile(r"(?i)\b(?:ring|rings|rang|rung|ringing)\b")
    said = {**wordings, **{p: t for p, t in texts.items() if _is_read(p)}}
    assert {where: rung.findall(text) for where, text in said.items() if rung.search(text)} == {}


def _is_read(path: str) -> bool:
    """The words of situations are those that people type, whatever they are."""
    own = re.fullmatch(r"(?:docs|decision_tree)/[\w.-]+\.(?:md|yml)", path)
    return own is not None and path != "docs/situations.yml"


# What it rests on


def _listed(sources: str) -> dict[str, str]:
    """What the page of sources says of each paragraph, by its number."""
    said: dict[str, str] = {}
    for item in re.findall(r"^- (.+)$", sources, re.MULTILINE):
        for first, last in re.findall(r"\b(2\.\d+\.\d+[A-Z]?)(?: to (2\.\d+\.\d+))?", item):
            section, _, start = first.rpartition(".")
            numbers = [first]
            if last:
                numbers = [f"{section}.{n}" for n in range(int(start), int(last.split(".")[2]) + 1)]
            for number in numbers:
                said[number] = said.get(number, "") + item
        for section in re.findall(r"\*\*(?:All of )?[Ss]ection (2\.\d+)", item):
            said[section] = said.get(section, "") + item
    return said


def test_every_note_to_confirm_has_its_source_or_is_said_to_have_none(manual, texts):
    listed = _listed(texts["docs/sources.md"])
    noted = [
        str(provision.number)
        for chapter in manual.chapters
        for section in chapter.sections
        for provision in section.provisions
        if provision.notes
    ]
    assert len(noted) > 80
    assert [number for number in noted if number not in listed] == []


def test_every_particular_situation_is_to_be_confirmed_and_has_its_sources(manual, texts):
    listed = _listed(texts["docs/sources.md"])
    (section,) = [s for c in manual.chapters for s in c.sections if str(s.number) == "2.12"]
    for provision in section.provisions:
        if not provision.number.is_section:
            assert provision.notes, provision.number
            said = listed[str(provision.number)]
            assert "https://" in said or "http://" in said or "not read" in said, provision.number


def test_the_page_of_sources_says_how_far_and_on_which_day(texts):
    page = texts["docs/sources.md"]
    for word in ("**Read:**", "**Reported:**", "**Not read:**", "30 November 2026"):
        assert word in page
    for number in range(1, 13):
        assert re.search(rf"^## 2\.{number} ", page, re.MULTILINE), number


# What it is found by

FOUND = {
    "FGM": "2.12.1",
    "female genital mutilation": "2.12.1",
    "duty to report to the police": "2.12.1",
    "forced marriage": "2.12.2",
    "honour": "2.12.3",
    "honour-based abuse": "2.12.3",
    "Prevent": "2.12.5",
    "radicalisation": "2.12.5",
    "county lines": "2.12.4",
    "exploitation": "2.12.4",
    "trafficking": "2.12.4",
    "slavery": "2.12.4",
    "domestic abuse": "2.12.6",
    "MARAC": "2.12.6",
    "unborn children": "2.12.7",
    "16 and 17": "2.12.8",
    "mental capacity": "2.12.9",
    "parental responsibility": "2.12.10",
    "private fostering": "2.12.11",
    "missing children": "2.12.12",
    "child death": "2.12.13",
    "mandatory reporting": "2.12.1",
    "school file": "2.12.25",
    "another area": "2.12.14",
    "other areas": "2.12.14",
    "police request": "2.12.15",
    "subject access": "2.12.16",
    "parent asks for records": "2.12.17",
    "request from a parent": "2.12.17",
    "solicitor": "2.12.18",
    "researcher": "2.12.19",
    "criminal offence data": "2.12.20",
    "convictions": "2.12.20",
    "strategy discussion": "2.12.21",
    "meeting": "2.12.21",
    "MAPPA": "2.12.22",
    "disclosure schemes": "2.12.23",
    "Sarah's Law": "2.12.23",
    "thresholds": "2.12.24",
    "retention": "2.12.25",
}
"""Words of everyday work, and the paragraph that must be among the first three results."""
ELSEWHERE = {
    "child": "glossary/#child",
    "anonymous": "information-sharing/recording-and-advice/#2.11.8",
    "anonymous advice": "information-sharing/recording-and-advice/#2.11.8",
    "allegation": "contacts/#east-sussex",
    "adult safeguarding": "flowchart/information-sharing/#protect-adult",
    "at night": "contacts/#east-sussex",
    "weekend": "contacts/#west-sussex",
    "suicide": "information-sharing/particular-situations/#2.12.13",
    "suicidal": "information-sharing/significant-harm/#2.7.2",
    "coroner": "flowchart/information-sharing/#after-death",
    "wrong email": "information-sharing/how-to-share/#2.10.12",
    "hoarding": "not-covered/#touched-on-here-and-set-out-elsewhere",
    "what is not covered": "not-covered/",
    "sources": "sources/",
}


@pytest.mark.parametrize("words", [*FOUND, *ELSEWHERE])
def test_what_people_look_for_is_among_the_first_three(search: Search, words: str):
    wanted = f"{SECTION}{FOUND[words]}" if words in FOUND else ELSEWHERE[words]
    assert wanted in search.addresses(words)[:3]


def test_what_is_not_covered_names_each_situation_and_where_to_turn(texts):
    page = texts["docs/not-covered.md"]
    cited = set(re.findall(r"2\.12\.\d+", page))
    assert cited == {f"2.12.{number}" for number in range(1, 26)}
    for line in re.findall(r"^- \*\*.*$", page, re.MULTILINE):
        assert "paragraph" in line or "Turn to" in line or "contacts.md" in line, line


# Contacts and the statement


def test_each_number_is_written_in_one_way(manual):
    """As it is spoken: 01273 290400, 0330 222 6664, 0800 1111, 020 7008 0151."""
    groups = [area.contacts for area in manual.contacts.areas.values()]
    short = {"999", "101", "111"}
    shape = re.compile(r"01\d{3} \d{6}|0[38]\d\d \d{3} \d{4}|0800 1111|020 \d{4} \d{4}")
    for group in [*groups, manual.contacts.everywhere]:
        for contact in group.values():
            for number in (contact.phone, contact.out_of_hours, *(o.phone for o in contact.former)):
                assert number is None or str(number) in short or shape.fullmatch(str(number))


def test_every_area_says_how_to_reach_its_lado_and_its_service_for_adults(manual):
    for area in manual.contacts.areas.values():
        lado = area.contacts["lado"]
        assert lado.is_reachable or "have not found" in (lado.note or "")
        assert area.contacts["adult-social-care"].phone
    west = manual.contacts.areas["west-sussex"].contacts["front-door"]
    assert west.form
    assert "form first" in (west.note or "")
    assert manual.contacts.everywhere["police"].name == "Police, fire and ambulance"


def test_the_accessibility_statement_links_to_the_contact_and_to_enforcement(texts, manual):
    """Regulation 8(4) of the Regulations of 2018 asks for both links."""
    about = texts["docs/about.md"]
    address = manual.site.settings.report_to
    assert about.count(f"]({address}?subject=") == 2
    assert "(https://www.equalityadvisoryservice.com/)" in about
    assert "10 working days" in about
    assert "is partially compliant with WCAG 2.2, level AA, because of" in about
    assert len(re.findall(r"^- \*\*.*WCAG \d\.\d+\.\d+", about, re.MULTILINE)) >= 5
