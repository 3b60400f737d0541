"""What stood on which day: the list of a section's wordings, and the contents of each edition."""

import re
from datetime import date

import pytest
from invented import BASE, TODAY, change, with_history
from manual.build import build
from manual.pages import versions


def pages(texts: dict[str, str], day: date = TODAY) -> dict[str, str]:
    output = build(texts, day)
    assert output.problems == ()
    return output.pages.pages


def listed(page: str) -> list[str]:
    """The items of the list of wordings, each with its days, its words and where it leads."""
    (block,) = re.findall(r'<ul class="versions">(.*?)</ul>', page, re.DOTALL)
    items = re.findall(r"<li (.*?)>(.*?)</li>", block, re.DOTALL)
    return [
        " ".join([*re.findall(r"\d{4}-\d\d-\d\d", days), re.sub(r"<[^>]+>", "", words)])
        for days, words in items
    ]


def test_a_section_lists_its_wordings_each_beside_the_one_before_and_the_present_one():
    page = pages(BASE)["lighthouse/lamp.md"]
    assert listed(page) == [
        "2026-11-01 Since 1 November 2026, the present wording: compare with the one before it",
        "2020-01-01 2026-10-31 1 January 2020 to 31 October 2026: compare with the present one",
    ]
    assert 'href="#earlier-wordings">1 earlier wording</a>' in page
    assert 'href="as-at/2020-01-01/?amendments=shown"' in page
    assert "Last reviewed 1 November 2026; next review by 1 November 2027." in page


def test_an_earlier_wording_lists_the_others_and_none_of_them_twice():
    page = pages(BASE)["lighthouse/lamp/as-at/2020-01-01.md"]
    assert [item[:10] for item in listed(page)] == ["2026-11-01", "2020-01-01"]
    assert '<strong aria-current="true">1 January 2020 to 31 October 2026</strong>' in page


def test_a_wording_between_two_is_compared_with_the_one_before_it_too():
    earlier = pages(with_history())["lighthouse/boat/as-at/2026-11-01.md"]
    assert "data-compared" not in earlier, "the first has none before it"
    later = pages(with_history(), date(2027, 3, 1))["lighthouse/boat/as-at/2026-11-10.md"]
    assert 'id="before-switch"' in later
    assert 'Deleted then: <a href="../2026-11-01/#as-at-2.2.3">2.2.3</a>.' in later
    assert 'Until then <a href="#as-at-2.2.4">2.2.4</a> was 2.2.2.' in later
    assert "Showing amendments since 1 November 2026." in later


def test_a_restated_wording_is_compared_with_none():
    first = change(
        BASE, "docs/amendments/0002-the-boat.md", {"approved_by": "restated: true\napproved_by"}
    )
    page = pages(first)["lighthouse/lamp.md"]
    assert listed(page)[0].endswith(", the present wording")


def test_a_section_that_began_later_says_what_the_manual_held_before():
    (now, before) = listed(pages(BASE)["lighthouse/boat.md"])
    assert now == "2026-11-01 Since 1 November 2026, the present wording"
    assert before == (
        "2020-01-01 2026-10-31 1 January 2020 to 31 October 2026: nothing yet. "
        "The manual held 2.1 The lamp."
    )
    page = pages(BASE)["lighthouse/boat.md"]
    assert '<a href="../lamp/as-at/2020-01-01/">2.1 The lamp</a>' in page
    assert ">No earlier wording</a>" in page


def test_where_the_manual_held_more_or_had_more_editions_their_contents_are_named(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(versions, "_MOST_NAMED", 0)
    page = pages(BASE)["lighthouse/boat.md"]
    assert 'href="../../contents/as-at/2020-01-01/">other sections</a>' in page
    monkeypatch.setattr(versions, "_MOST_BEFORE", 0)
    page = pages(BASE)["lighthouse/boat.md"]
    assert 'href="../../contents/#earlier-editions">other sections</a>' in page


def test_the_contents_of_each_earlier_edition_lead_to_what_stood_then():
    made = pages(with_history())
    first = made["contents/as-at/2020-01-01.md"]
    assert "The lamp" in first
    assert "The boat" not in first.partition("Amendments of that edition")[0]
    assert "It stood from 1 January 2020 to 31 October 2026" in first.replace(
        "it stood", "It stood"
    )
    assert 'href="../../../lighthouse/lamp/as-at/2020-01-01/"' in first
    assert {path for path in made if path.startswith("contents/")} == {
        f"contents/as-at/{day}.md" for day in ("2020-01-01", "2026-11-01", "2026-11-10")
    }
    assert 'href="as-at/2026-11-10/">10 to 17 November 2026</a>' in made["contents.md"]


def test_a_section_that_is_still_to_come_lists_no_wording():
    output = build(BASE, date(2026, 10, 1), preview=True)
    assert "earlier-wordings" not in output.pages.pages["lighthouse/boat.md"]


def printed(texts: dict[str, str], day: date) -> str:
    """The whole manual as it stood on a day, for paper; empty where there is nothing to print."""
    made = build(texts, TODAY).pages
    made.print_on(day)
    return made.pages.get(f"print/as-at/{day}.md", "")


def test_the_whole_manual_is_printed_as_it_stood_on_a_day():
    sheet = printed(with_history(), date(2026, 11, 15))
    for number in ("2.1.4", "2.2.4"):
        assert f'id="print-{number}"' in sheet, "which came on 10 November"
    assert 'id="print-2.2.3"' not in sheet, "which went then"
    assert "trim the wick;" in sheet, "which changed on 18 November"
    assert "Amendment 3: The log" in sheet
    assert "Amendment 4: The wick" not in sheet
    assert "As it stood on 15 November 2026 (edition 2026-11-10.3)." in sheet
    assert "01632" not in sheet, "no number of today on a sheet of then"
    assert 'href="#print-2.1.2"' in sheet
    assert "Refer back to https://light.test/contents/ for updates." in sheet


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2026, 11, 23)])
def test_nothing_is_printed_of_a_day_without_an_edition_or_to_come(day: date):
    assert printed(with_history(), day) == ""


def test_it_is_made_on_request_alone():
    assert not [path for path in pages(with_history()) if path.startswith("print/as-at")]
