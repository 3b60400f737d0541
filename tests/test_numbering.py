"""Every way to number goes through pages, paper, search, data, the record and the seal."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manual.address import SEAL
from manual.build import Output, build
from manual.keep import amend
from manual.numbers.clause import split_clause
from manual.numbers.number import plain_form
from manual.numbers.numbering import Numbering, Place
from manual.numbers.roman import read_roman
from manual.numbers.scheme import read_scheme
from manual.provisions.mention import find_mentions
from manual.read import Collector, read_texts
from manual.seal.draft import Heading
from manual.seal.file import read_seal
from schemes import SCHEMES, Written, texts_of
from scripts import Scripts

FIRST, LATER = date(2026, 11, 1), date(2026, 12, 1)
each_scheme = pytest.mark.parametrize("written", SCHEMES, ids=[one.name for one in SCHEMES])


def made(texts: dict[str, str], day: date) -> Output:
    output = build(texts, day)
    assert output.problems == (), "\n".join(map(str, output.problems))
    assert output.pages
    return output


def pages(output: Output) -> dict[str, str]:
    assert output.pages
    return {**output.pages.pages, **output.pages.files}


def heading(title: str, day: date) -> Heading:
    return Heading(0, title, day, "It was needed.", "Do as it says.", approved_by="The board")


def sealed(texts: dict[str, str], title: str, day: date) -> dict[str, str]:
    """The texts once what changed in them is recorded and sealed."""
    return {**texts, **amend(texts, day, heading(title, day)).texts}


@each_scheme
def test_each_number_is_read_and_is_written_as_before(written: Written):
    output = read_texts(texts_of(written), FIRST, Collector())
    found = [p.number for p in output.provisions() if not p.number.is_section]
    assert [str(number) for number in sorted(found)] == list(written.numbers)
    assert {str(number): number.id for number in found} == dict(written.numbers)
    for number in found:
        assert output.numbering.read(str(number)) == number
        assert output.numbering.read(number.id) == number


@each_scheme
def test_each_number_is_on_the_page_on_paper_and_in_the_data(written: Written):
    files = pages(made(texts_of(written), FIRST))
    sections = "".join(text for path, text in files.items() if path.startswith("lighthouse/"))
    for number, plain in written.numbers.items():
        assert f'id="{plain}" data-provision="{plain}"' in sections
        assert f'id="print-{plain}" data-provision="{plain}"' in files["print/lighthouse.md"]
        assert f'"number":"{number}"' in files["manual.json"]
    search = next(text for path, text in files.items() if path.startswith("assets/search"))
    assert all(f'"{number}"' in search for number in written.numbers)


@each_scheme
def test_a_reference_becomes_a_link_and_is_checked(written: Written):
    texts = texts_of(written)
    numbering = read_texts(texts, FIRST, Collector()).numbering
    for said, plain in written.references.items():
        found = [split_clause(one.target) for one in find_mentions("a.md", said, 1, numbering)]
        ids = (f"{read.id}{marks}" for text, marks in found if (read := numbering.read(text)))
        assert tuple(ids) == plain, said
        page = {**texts, "docs/notice.md": f"---\ntitle: Notice\n---\n\n{said}.\n"}
        shown = pages(made(page, FIRST))["notice.md"]
        assert tuple(re.findall(r'data-cites="([^"]*)"', shown)) == plain, said


@each_scheme
def test_a_change_is_recorded_under_its_number_and_the_earlier_wording_is_kept(written: Written):
    texts = sealed(texts_of(written), "First edition", FIRST)
    path = "docs/lighthouse/lamp.md"
    changed = texts | {path: texts[path].replace("Light it", "Light it at dusk")}
    after = sealed(changed, "At dusk", LATER)
    record = next(text for name, text in after.items() if name.endswith("at-dusk.md"))
    first = next(iter(written.numbers), "Article 1")
    assert re.search(rf"^{re.escape(first)}\b", record, re.MULTILINE)
    files = pages(made(after, LATER))
    earlier = files["lighthouse/lamp/as-at/2026-11-01.md"]
    assert "Light it." in earlier
    assert f'data-provision="{plain_form(first)}"' in earlier
    assert "at dusk" in files["lighthouse/lamp.md"]
    again = read_seal(after[SEAL])
    assert {str(number) for number in again.provisions} >= written.numbers.keys()


@each_scheme
def test_a_number_that_is_deleted_leaves_a_tombstone(written: Written):
    if len(written.numbers) < 2 or len(written.sections["lamp"][1].split("\n\n")) < 2:
        pytest.skip("its section is one provision")
    texts = sealed(texts_of(written), "First edition", FIRST)
    path = "docs/lighthouse/lamp.md"
    head, _, gone = texts[path].rstrip().rpartition("\n\n")
    number = next(n for n in written.numbers if gone.startswith((f"{n} ", f"{n}. ")))
    files = pages(made(sealed(texts | {path: f"{head}\n"}, "Shorter", LATER), LATER))
    plain = written.numbers[number]
    assert re.search(rf'id="{plain}"[^>]*data-tombstone', files["lighthouse/lamp.md"])


TYPED = {
    "rules through parts": {
        "rule 7": (),
        "Rule 3": ("rule-3",),
        "rule-3a": ("rule-3A",),
        "Rule 3A(2)": ("rule-3A",),
        "12": ("rule-12",),
        "part 2": ("part-2",),
    },
    "a sign ahead": {"§ 2": ("s-2",), "§2": ("s-2",), "2": ("s-2",)},
    "schedules": {
        "Schedule 1, paragraph 2": ("schedule-1.2",),
        "schedule 2 para 1a": ("schedule-2.1A",),
        "schedule-2.1": ("schedule-2.1",),
        "schedule 1": ("schedule-1", "schedule-1.1", "schedule-1.2"),
    },
    "Roman articles with sections": {
        "article ii, section 2": ("article-II.2",),
        "Article IX": ("article-IX.1",),
    },
    "Roman numbers ahead": {"ix.2.1": ("IX.2.1",)},
    "letters ahead": {"A1.2": ("A1.2",), "a10.1": ("A10.1",)},
    "two levels": {"11.2": ("11.2",), "section 12": ("12",)},
    "four levels": {"2.1.1.2": ("2.1.1.2",)},
}
FIND = """async (load, { data, query }) => {
    const { Index } = await load("search/ranking.mjs");
    const { results } = await new Index(JSON.parse(data)).find(query);
    return results.filter(({ record }) => record.number).map(({ record }) => record.address);
}"""


@pytest.mark.parametrize("name", TYPED)
def test_a_number_is_found_by_the_search(scripts: Scripts, name: str):
    written = next(one for one in SCHEMES if one.name == name)
    output = made(texts_of(written), FIRST)
    assert output.pages
    data = output.pages.files[output.pages.chrome["search_index"]]
    for query, plain in TYPED[name].items():
        found = scripts.run(FIND, {"data": data, "query": query})
        ids = [address.rpartition("#")[2] for address in found]
        wanted = [one for one in plain if one not in {"part-2", "schedule-1", "12"}]
        assert [one for one in ids if one and "/" not in one][: len(wanted)] == wanted, query


def test_a_number_is_cited_as_what_it_is():
    rules = next(one for one in SCHEMES if one.name == "rules through parts")
    page = pages(made(texts_of(rules), FIRST))["lighthouse/boat.md"]
    assert "The keeper&#39;s manual (draft), Rule 3A, edition of" in page
    assert "The keeper&#39;s manual (draft), Part 2, edition of" in page
    assert "paragraph Rule" not in page


NUMBERS = {
    "11.1": r"[1-9][0-9]{0,3}\.[1-9][0-9]{0,3}[A-Z]{0,2}",
    "2.1.3.1": r"([1-9][0-9]{0,3}\.){3}[1-9][0-9]{0,3}",
    "2.1.3a": r"([1-9][0-9]{0,3}\.){2}[1-9][0-9]{0,3}[a-z]{0,2}",
    "A1.2": r"[A-Z]{1,2}[1-9][0-9]{0,3}\.[1-9][0-9]{0,3}",
    "B.3": r"[A-Z]{1,2}\.[1-9][0-9]{0,3}",
    "Rule 7": r"Rule [1-9][0-9]{0,3}[A-Z]{0,2}",
    "§ 12a": r"§ [1-9][0-9]{0,3}[a-z]{0,2}",
    "Standing Order 14": r"Standing Order [1-9][0-9]{0,3}",
    "II.3": r"(X|XL)(I|IV|IX|V)?\.[1-9][0-9]{0,3}",
    "Article IV, Section 2": r"Article C?(X|XL)(I|IV|IX|V)?, Section [1-9][0-9]{0,3}",
    "Schedule 1, paragraph 2": r"Schedule [1-9][0-9]{0,3}, paragraph [1-9][0-9]{0,3}",
}


def digits(text: str) -> list[int]:
    found = re.findall(r"\d+|\b[IVXLC]+\b", text)
    return [read_roman(one) if one.isalpha() else int(one) for one in found]


@pytest.mark.parametrize("example", NUMBERS)
@given(data=st.data())
@settings(deadline=None, max_examples=40)
def test_random_numbers_sort_and_print_back_to_themselves(example: str, data: st.DataObject):
    scheme = read_scheme(example)
    assert scheme
    place = Place(1, "Part 1", scheme, scheme.example)
    numbering = Numbering((place,), scheme)
    texts = data.draw(st.lists(st.from_regex(NUMBERS[example], fullmatch=True), max_size=8))
    numbers = [numbering.read(text) for text in texts]
    assert [str(number) for number in numbers] == texts
    assert [numbering.read(number.id) for number in numbers if number] == numbers
    by_digits = sorted(texts, key=digits)
    plain = [text for text in texts if not re.search(r"\d[A-Za-z]|[A-Z]{1,2}[\d.]", text)]
    assert [str(n) for n in sorted(n for n in numbers if n) if str(n) in plain] == [
        text for text in by_digits if text in plain
    ]
