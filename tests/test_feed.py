"""The feed of amendments, held against RFC 4287 (Atom) and RFC 4151 (`tag:` ids)."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from histories import FIRST_DAY, record_text, stories
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import BASE, TODAY, change, report
from manual.build import build

ATOM = "{http://www.w3.org/2005/Atom}"
TAG = re.compile(
    r"tag:[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*"
)
"""RFC 4151, section 2.1, the host in small letters as it recommends."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
"""RFC 4287, section 3.3."""
ONCE = {"id", "title", "updated"}
FEED = ONCE | {"author", "link", "entry"}
ENTRY = ONCE | {"link", "summary"}
RECORD = "docs/amendments/0002-the-boat.md"


def feed(texts: dict[str, str], today: date = TODAY) -> ET.Element:
    output = build(texts, today)
    assert report(output) == ""
    return ET.fromstring(output.pages.files["amendments/feed.xml"])


def children(element: ET.Element, name: str) -> list[ET.Element]:
    return element.findall(f"{ATOM}{name}")


def text(element: ET.Element, name: str) -> str:
    (child,) = children(element, name)
    return child.text or ""


def check_common(element: ET.Element, allowed: set[str]) -> None:
    """Sections 4.1.1 and 4.1.2: what an entry and a feed have in common."""
    assert {child.tag for child in element} <= {f"{ATOM}{name}" for name in allowed}
    assert [len(children(element, name)) for name in sorted(ONCE)] == [1, 1, 1]
    assert TAG.fullmatch(text(element, "id"))
    assert MOMENT.fullmatch(text(element, "updated"))
    assert text(element, "title").strip()
    links = [
        (link.get("rel", "alternate"), link.get("type"), link.get("hreflang"))
        for link in children(element, "link")
    ]
    assert len(links) == len(set(links))
    assert "alternate" in [rel for rel, _, _ in links]
    for link in children(element, "link"):
        assert urlsplit(link.attrib["href"]).scheme == "https"


def check_feed(root: ET.Element) -> None:
    """What RFC 4287 demands and recommends of a feed."""
    assert root.tag == f"{ATOM}feed"
    check_common(root, FEED)
    (author,) = children(root, "author")  # of every entry, as none has its own
    assert text(author, "name").strip()
    assert [link.get("type") for link in children(root, "link") if link.get("rel") == "self"] == [
        "application/atom+xml"
    ]
    entries = children(root, "entry")
    for entry in entries:
        check_common(entry, ENTRY)
        assert len(children(entry, "summary")) == 1
    ids = [text(root, "id"), *(text(entry, "id") for entry in entries)]
    assert len(ids) == len(set(ids))
    moments = [datetime.fromisoformat(text(entry, "updated")) for entry in entries]
    assert datetime.fromisoformat(text(root, "updated")) == max(moments)


@given(stories(), st.integers(0, 1800))
@settings(deadline=None, max_examples=25)
def test_the_feed_of_any_history_is_valid_and_no_moment_is_to_come(story, after: int):
    today = date.fromordinal(FIRST_DAY.toordinal() + after)
    root = feed(story.texts(), today)
    check_feed(root)
    assert len(children(root, "entry")) == len(story.records)
    for entry in children(root, "entry"):
        assert datetime.fromisoformat(text(entry, "updated")).date() <= today


@pytest.mark.parametrize("words", ["Tom & Ann < b", "“x” – ]]> é", "a \\\" b 'c'"])
def test_signs_of_xml_in_a_title_are_text(words: str):
    title = '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    texts = change(BASE, RECORD, {"title: The boat": f"title: {title}"})
    root = feed(texts)
    check_feed(root)
    assert text(children(root, "entry")[0], "title") == f"Amendment 2: {words}"


def ids(root: ET.Element) -> list[str]:
    return [text(element, "id") for element in (root, *children(root, "entry"))]


def test_ids_are_what_they_were_whatever_is_changed_and_added():
    """Pinned: a reader's program knows an entry by its id for ever."""
    tag = "tag:light.test,2026-01-01:"
    assert ids(feed(BASE)) == [f"{tag}amendments", f"{tag}amendment/2", f"{tag}amendment/1"]
    other = change(BASE, RECORD, {"title: The boat": "title: A boat", "2026-11-01": "2026-11-05"})
    other = change(other, "mkdocs.yml", {"light.test/": "light.test/manual/"})
    other["docs/amendments/0003.md"] = record_text(3, "2027-01-01", "", "2.1.1 Light it.")
    assert ids(feed(other)) == [
        f"{tag}amendments",
        *(f"{tag}amendment/{number}" for number in (3, 2, 1)),
    ]


def test_a_day_begins_in_london():
    texts = change(BASE, RECORD, {"in_force: 2026-11-01": "in_force: 2026-07-01"})
    (entry, _) = children(feed(texts), "entry")
    assert text(entry, "updated") == "2026-07-01T00:00:00+01:00"


def test_a_pending_amendment_is_announced_and_is_an_update_again_on_its_day():
    texts = change(BASE, RECORD, {"in_force: 2026-11-01": "in_force: 2026-12-01"})
    texts = change(texts, "docs/amendments/0001-first-edition.md", {
        '["section 2.1"]': '["section 2.1"]\nkind: substantive'
    })  # fmt: skip
    texts = {path: t for path, t in texts.items() if not path.startswith("decision_tree/light")}
    before, on_its_day = feed(texts), feed(texts, date(2026, 12, 1))
    entries = [children(root, "entry")[0] for root in (before, on_its_day)]
    assert [text(entry, "updated") for entry in entries] == [
        "2020-01-01T00:00:00+00:00",
        "2026-12-01T00:00:00+00:00",
    ]
    assert text(entries[0], "summary").startswith("In force from 1 December 2026.")
    assert len({text(entry, "id") for entry in entries}) == 1
