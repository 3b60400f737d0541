"""Sub-paragraphs: their addresses, beside a wording and a redline that stay as they are."""

import re
from urllib.parse import quote

import pytest
from invented import BASE, TODAY, change
from manual.amendments.redline import redline
from manual.build import build
from manual.numbers.numbering import Numbering, Place
from manual.numbers.scheme import read_scheme
from manual.provisions.clauses import (
    PLACES,
    find_clauses,
    find_own,
    mark_redline,
    mark_wording,
    resolve_own,
)
from manual.provisions.page import wording_html
from scripts import Scripts
from support import ROOT

PLAIN = Numbering()
NUMBER = PLAIN.read("2.1.3")
LIST = """Do this:

(a) ring, see sub-paragraph (iv);
(b) ask:
(i) the office:
(A) by day:
1) at noon,
2) later;
(B) by night;
- or anybody
(ii) the watch, see sub-paragraphs (i) and (a);
(c) go.

    1. One
    2. Two

And then:

d. rest
e. go on.
"""


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def marked(text: str, prefix: str = "") -> str:
    return mark_wording(wording_html(text, PLAIN), NUMBER, prefix)


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', html)


def test_every_item_with_a_mark_has_an_address_and_nothing_else_has():
    marks = ["(a)", "(b)", "(b)(i)", "(b)(i)(A)", "(b)(i)(A)(1)", "(b)(i)(A)(2)", "(b)(i)(B)"]
    marks += ["(b)(ii)", "(c)", "(d)", "(e)"]
    html = marked(LIST)
    assert ids(html) == [f"2.1.3{mark}" for mark in marks]
    assert re.findall(r'data-clause="([^"]*)"', html) == ids(html)
    assert re.findall(r'class="list-mark" href="#([^"]*)"', html) == ids(html)
    assert find_clauses(wording_html(LIST, PLAIN)) == tuple(marks)


def test_addresses_change_no_word_of_the_wording():
    assert words_of(marked(LIST)) == words_of(wording_html(LIST, PLAIN))


def test_on_another_page_ids_begin_otherwise_and_what_is_named_is_the_same():
    html = marked(LIST, "as-at-")
    assert ids(html)[:2] == ["as-at-2.1.3(a)", "as-at-2.1.3(b)"]
    assert 'data-clause="2.1.3(a)"' in html
    assert 'href="#as-at-2.1.3(a)"' in html


@pytest.mark.parametrize(
    ("number", "section", "first", "plain", "cited"),
    [
        ("11.1", "11", "", "11.1", "Paragraph 11.1(a)"),
        ("Rule 7", "Part 1", "Rule 1", "rule-7", "Rule 7(a)"),
        ("§ 12", "Part 1", "§ 1", "s-12", "§ 12(a)"),
        ("B.3", "B", "", "B.3", "B.3(a)"),
        ("2.1.3a", "2.1", "", "2.1.3a", "Paragraph 2.1.3a(a)"),
        ("Article 5", "Article 5", "", "article-5", "Article 5(a)"),
        (
            "Schedule 1, paragraph 2",
            "Schedule 1",
            "",
            "schedule-1.2",
            "Schedule 1, paragraph 2(a)",
        ),
    ],
)
def test_an_address_follows_the_numbering(
    number: str, section: str, first: str, plain: str, cited: str
):
    scheme = read_scheme(number)
    assert scheme
    read = Numbering((Place(1, section, scheme, first),), scheme).read(number)
    assert read
    html = mark_wording(wording_html("(a) one;\n(b) two.", PLAIN), read)
    assert f'id="{plain}(a)" data-clause="{plain}(a)"' in html
    assert f'title="{cited}">(a)</a>' in html


def test_what_a_text_names_of_itself_is_looked_for_near_by_first():
    clauses = ("(a)", "(b)", "(b)(i)", "(b)(ii)", "(c)", "(c)(ii)", "(c)(iii)")
    assert find_own(clauses, ("ii",), ("b", "i")) == "(b)(ii)"
    assert find_own(clauses, ("ii",), ("c",)) == "(c)(ii)"
    assert find_own(clauses, ("a",), ("b", "i")) == "(a)"
    assert find_own(clauses, ("iii",)) == "(c)(iii)"
    assert find_own(clauses, ("ii",)) is None
    assert find_own(clauses, ("z",), ("b",)) is None


def test_a_reference_to_its_own_part_is_made_whole():
    html = resolve_own(wording_html(LIST, PLAIN), NUMBER)
    assert f'href="ref:{quote("2.1.3(b)(i)")}"' in html
    assert f'href="ref:{quote("2.1.3(a)")}"' in html
    assert f'href="ref:{quote("(iv)")}"' in html, "there is none: it is told elsewhere"


BEFORE = "(a) ring the office;\n(b) ask the watch at the pier;\n(c) go home by boat."
AFTER = (
    "(a) ring the office;\n(b) write all of it down;\n(c) ask the watch at the pier:\n"
    "(i) by day;\n(ii) by night;\n(d) go home by boat."
)


def test_the_items_of_a_redline_are_told_by_their_places_in_the_wording():
    before, after = (str(wording_html(text, PLAIN)) for text in (BEFORE, AFTER))
    whole = redline(before, ((2, after),))
    shown = mark_redline(whole, after, NUMBER)
    places = dict(re.findall(r'class="(clause clause-\d)"(?: id="([^"]*)")', marked(AFTER)))
    found = re.findall(r'<li class="(clause clause-\d)">.*?href="#([^"]*)"', shown)
    assert dict(found) == places
    assert "id=" not in shown
    assert "data-clause" not in shown
    assert words_of(shown) == words_of(whole)
    earlier = mark_redline(whole, before, NUMBER, "as-at-", skips="ins")
    links = re.findall(r'href="#as-at-2\.1\.3([^"]*)"', earlier)
    assert links == ["(a)", "(b)", "(c)"], "those that were there"


def test_styles_know_every_place_that_a_page_may_have():
    text = (ROOT / "overrides/assets/provisions/clauses.css").read_text(encoding="utf-8")
    both = re.findall(r"\.clause-(\d+):target\) \[data-redline\] \.clause-(\d+)", text)
    assert both == [(str(n), str(n)) for n in range(1, PLACES + 1)]
    many = "".join(f"({n}) item;\n" for n in range(1, PLACES + 3))
    assert marked(many).count("clause-more") == 2


TYPED = {
    "2.2.1(b)": "2.2.1(b)",
    "2.2.1 (b)": "2.2.1(b)",
    "para 2.2.1 (b) (ii)": "2.2.1(b)(ii)",
    "Paragraph 2.2.1(B).": "2.2.1(b)",
    "see 2.2.1(b)(ii)": "2.2.1(b)(ii)",
    "2.2.1.b": "2.2.1(b)",
    "2.2.1(z)": "2.2.1",
    "2.2.2(a)": "2.2.2",
}
FIND = """async (load, { data, query }) => {
    const { Index } = await load("search/ranking.mjs");
    const { results, exact } = await new Index(JSON.parse(data)).find(query);
    return { first: results[0].record, exact: exact?.address };
}"""


@pytest.mark.parametrize(("typed", "found"), TYPED.items())
def test_the_search_leads_to_a_sub_paragraph(scripts: Scripts, typed: str, found: str):
    text = "Row out:\n\n(a) early;\n(b) late:\n(i) alone;\n(ii) with others."
    texts = change(BASE, "docs/lighthouse/boat.md", {"Row out before dark.": text})
    pages = build(texts, TODAY).pages
    assert pages
    data = pages.files[pages.chrome["search_index"]]
    result = scripts.run(FIND, {"data": data, "query": typed})
    assert result["first"]["address"] == f"lighthouse/boat/#{found}"
    assert result["first"]["number"] == found
    assert result["exact"] == result["first"]["address"], "Enter goes there"
