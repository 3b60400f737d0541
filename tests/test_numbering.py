"""Every way to number goes through pages, paper, search, data, the record and the seal."""

import re
from datetime import date

import pytest
from manual.address import SEAL
from manual.build import Output, build
from manual.keep import amend
from manual.numbers.clause import split_clause
from manual.numbers.number import plain_form
from manual.provisions.mention import find_mentions
from manual.read import Collector, read_texts
from manual.seal.draft import Heading
from manual.seal.file import read_seal
from schemes import SCHEMES, Written, texts_of

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
