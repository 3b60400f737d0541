"""Copies that come back from Word: what is taken in, and what is refused."""

import io
import json
import random
import re
import shutil
import zipfile

import pytest
from click.testing import CliRunner
from committee import Committee, lines_of, with_part
from manual.address import SEAL
from manual.command import main
from manual.folder import read_project
from manual.review.copy import make_copy, read_whole, sources_of, units_of
from manual.review.take import take_copy
from manual.review.told import ToldError
from manual.text.memory import Memory
from manual.word.drawn import Author
from manual.word.pack import Cover, write_package
from support import ROOT

MEMORY = Memory()
COVER = Cover("", "", "", Author("", "2000-01-01T00:00:00Z"), {})


class Manual:
    """The shipped manual, with a copy of each of its sections."""

    def __init__(self):
        self.texts, self.today, _ = read_project(ROOT)
        self.reading = read_whole(self.texts, self.today, MEMORY)
        self.sources = {one.key: one for one in sources_of(self.reading, self.texts)}
        self.copies = {}

    def copy(self, key):
        if key not in self.copies:
            self.copies[key] = make_copy(self.texts, self.today, key).data
        return self.copies[key]

    def take(self, data, texts=None):
        return take_copy(texts or self.texts, self.today, "copy.docx", data, MEMORY)

    def refused(self, data, texts=None):
        with pytest.raises(ToldError) as told:
            self.take(data, texts)
        return "\n".join(told.value.lines)


@pytest.fixture(scope="module")
def shipped():
    return Manual()


def test_every_section_comes_back_unchanged(shipped):
    for key in shipped.sources:
        taken = shipped.take(shipped.copy(key))
        assert (taken.texts, taken.changed, taken.remarks) == ({}, (), ())


def test_every_amendment_comes_back_unchanged(shipped):
    for record in shipped.reading.records[1:]:
        data = make_copy(shipped.texts, shipped.today, f"amendment {record.number}").data
        try:
            taken = shipped.take(data)
        except ToldError as error:
            pytest.fail(f"amendment {record.number}: {error}")
        assert (taken.texts, taken.changed) == ({}, ())


# Random changes: what comes back is what was done, and nothing else


def notes_of(source):
    return [line for line in source.lines if line.startswith("!!! confirm")]


@pytest.mark.parametrize("seed", range(50))
def test_what_comes_back_is_what_was_done_and_nothing_else(shipped, seed):
    chance = random.Random(seed)
    key = chance.choice([one for one in shipped.sources if one != "glossary"])
    committee = Committee(shipped.copy(key), seed)
    for _ in range(chance.randint(1, 4)):
        committee.change()
    taken = shipped.take(committee.file())

    texts = {**shipped.texts, **taken.texts}
    reading = read_whole(texts, shipped.today, MEMORY)
    after = {one.key: one for one in sources_of(reading, texts)}
    assert lines_of(write_package(COVER, units_of(reading, texts, key))) == committee.expected()
    before = shipped.sources[key]
    assert set(taken.texts) <= {before.path}
    assert notes_of(before) == notes_of(after[key])
    for passage, now in ((p, lines_in(after[key], p.key)) for p in before.passages):
        if passage.key not in committee.touched:
            assert lines_in(before, passage.key) == now, committee.done


def lines_in(source, key):
    passage = next((one for one in source.passages if one.key == key), None)
    return passage and [source.lines[c.start : c.end] for c in passage.chunks]


# By hand


def marked(data, old, new):
    """The copy with a piece of its XML replaced, which occurs in it."""
    text = open_text(data)
    assert old in text
    return with_part(data, text.replace(old, new, 1).encode())


def open_text(data, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


BY = 'w:id="900" w:author="Ann Baker" w:date="2026-12-01T09:00:00Z"'
FIRST = "Confidential information has some sensitivity"


def with_first(data, new):
    """The copy of 2.5 with something put in behind the first words of 2.5.1."""
    return marked(data, f">{FIRST}", f">{FIRST}</w:t></w:r>{new}<w:r><w:t>")


def inserted(text):
    return f'<w:ins {BY}><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'


def test_a_change_that_is_not_tracked_is_named_and_nothing_is_taken_in(shipped):
    said = shipped.refused(marked(shipped.copy("2.5"), "has some sensitivity", "has sensitivity"))
    assert said.startswith(
        "copy.docx: in 2.5.1, with all changes rejected it reads “Confidential information has "
        "sensitivity"
    )
    assert "and its base “Confidential information has some" in said
    assert "hint: somebody changed it without tracking" in said


def test_a_copy_says_who_changed_what_and_what_they_ask(shipped):
    data = marked(
        shipped.copy("2.5"), f">{FIRST}", f">{FIRST}</w:t></w:r>{inserted(' always')}<w:r><w:t>"
    )
    data = with_part(
        data,
        re.sub(
            r"(<w:comments[^>]*>)",
            rf"\1<w:comment {BY}><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p></w:comment>",
            open_text(data, "word/comments.xml"),
        ).encode(),
        "word/comments.xml",
    )
    data = marked(data, "<w:ins ", '<w:r><w:commentReference w:id="900"/></w:r><w:ins ')
    taken = shipped.take(data)
    assert taken.changed == ("2.5.1",)
    assert taken.hands == (("Ann Baker", "2026-12-01", ("2.5.1",)),)
    assert len(taken.remarks) == 1
    assert "in 2.5.1, Ann Baker, 2026-12-01 says: Is this so?" in taken.remarks[0]
    (text,) = taken.texts.values()
    assert f"2.5.1 {FIRST} always" in text


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("<w:r><w:drawing/></w:r>", "a picture or a drawing cannot be carried into the texts"),
        ("<w:r><w:object/></w:r>", "a file within the text cannot"),
        ("<w:r><w:endnoteReference w:id='3'/></w:r>", "an endnote cannot"),
        (
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>',
            "a formula cannot",
        ),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>",
            "hidden words cannot",
        ),
        (
            "<w:r><w:rPr><w:strike/></w:rPr><w:t>x</w:t></w:r>",
            "words that are struck through, and not deleted cannot",
        ),
    ],
)
def test_what_cannot_be_carried_is_refused_with_its_place(shipped, what, told):
    new = f">{FIRST}</w:t></w:r><w:ins {BY}>{what}</w:ins><w:r><w:t>"
    said = shipped.refused(marked(shipped.copy("2.5"), f">{FIRST}", new))
    assert re.match(r"copy\.docx:\d+: in 2\.5\.1, ", said)
    assert told in said
    assert "hint: " in said


def test_merged_cells_and_columns_are_refused(shipped):
    for what, told in (
        ('<w:gridSpan w:val="2"/>', "cells that are merged"),
        ("<w:vMerge/>", "cells that are merged"),
        (f"<w:cellIns {BY}/>", "a column that is put in or taken out"),
    ):
        said = shipped.refused(marked(shipped.copy("2.6"), "</w:tcPr>", f"{what}</w:tcPr>"))
        assert f"in 2.6.2, {told}" in said


PARAGRAPH = (
    f'<w:p><w:pPr><w:pStyle w:val="{{}}"/><w:rPr><w:ins {BY}/></w:rPr></w:pPr>{{}}</w:p>'
    "</w:sdtContent>"
)


def added(shipped, style, text, key="2.5.1"):
    """The copy of a section with a new paragraph at the end of a provision."""
    data = shipped.copy("2.5")
    document = open_text(data)
    at = document.index("</w:sdtContent>", document.index(f'"p:{key}"'))
    new = PARAGRAPH.format(style, inserted(text))
    return with_part(
        data, (document[:at] + document[at:].replace("</w:sdtContent>", new, 1)).encode()
    )


def test_a_new_provision_gets_the_number_that_was_typed(shipped):
    taken = shipped.take(added(shipped, "Normal", "2.5.1A Ask when you doubt it."))
    assert taken.changed == ("2.5.1A",)
    (text,) = taken.texts.values()
    assert "\n\n2.5.1A Ask when you doubt it.\n\n2.5.2 " in text


def test_a_new_paragraph_without_a_number_is_part_of_the_one_above_and_told(shipped):
    taken = shipped.take(added(shipped, "ManualParagraph", "Ask when you doubt it."))
    assert taken.changed == ("2.5.1",)
    assert "“Ask when you doubt it.” has no number: it is part of 2.5.1 now." in taken.remarks[0]


def test_a_number_out_of_its_place_and_one_used_before_are_refused(shipped):
    said = shipped.refused(added(shipped, "Normal", "2.5.9A New.", "2.5.1"))
    assert "in 2.5.2, it stands below 2.5.9A" in said
    seal = json.loads(shipped.texts[SEAL])
    seal["numbers"].append("2.5.1A")
    texts = {**shipped.texts, SEAL: json.dumps(seal)}
    said = shipped.refused(added(shipped, "Normal", "2.5.1A New."), texts)
    assert "in 2.5.1A, this number was used before" in said


def test_a_list_with_a_number_taken_out_is_numbered_on(shipped):
    document = open_text(shipped.copy("2.3"))
    start = document.rindex("<w:p>", 0, document.index("Does a court order or a law"))
    end = document.index("</w:p>", start)
    gone = re.sub(
        r"<w:r>(.*?)</w:r>",
        lambda run: f"<w:del {BY}>{re.sub('w:t(?=[ >])', 'w:delText', run[0])}</w:del>",
        document[start:end],
    ).replace("</w:pPr>", f"<w:rPr><w:del {BY}/></w:rPr></w:pPr>")
    (text,) = shipped.take(
        with_part(shipped.copy("2.3"), (document[:start] + gone + document[end:]).encode())
    ).texts.values()
    assert "\n1. Is anyone in immediate danger" in text
    assert "\n2. Is a child being harmed" in text


def test_a_number_that_stands_twice_is_refused(shipped):
    said = shipped.refused(added(shipped, "Normal", "2.5.2 Once more."))
    assert "the number 2.5.2 stands twice in the text" in said


def test_an_item_without_its_mark_is_told_what_to_do(shipped):
    said = shipped.refused(added(shipped, "ManualItem1", "without a mark"))
    assert "an item of a list has no mark: “without a mark”" in said
    assert "type its mark ahead of its words, such as (ba), then a tab" in said


def test_a_section_whose_file_is_not_there_is_refused(shipped):
    said = shipped.refused(added(shipped, "ManualSection", "2.99\tNew"))
    assert "no section has the number" in said


def test_all_that_stands_in_the_way_is_told_at_once(shipped):
    data = marked(shipped.copy("2.5"), "has some sensitivity", "has sensitivity")
    data = marked(
        data,
        "</w:body>",
        f"<w:p>{inserted('<x/>'.replace('<x/>', 'y'))}"
        f"<w:ins {BY}><w:r><w:drawing/></w:r></w:ins></w:p></w:body>",
    )
    said = shipped.refused(data)
    assert "in 2.5.1, with all changes rejected" in said
    assert "a picture or a drawing" in said


# Against what happened meanwhile


def test_the_same_change_by_two_is_taken_once_and_two_others_clash(shipped):
    one = marked(
        shipped.copy("2.5"), f">{FIRST}", f">{FIRST}</w:t></w:r>{inserted(' always')}<w:r><w:t>"
    )
    other = marked(
        shipped.copy("2.5"), f">{FIRST}", f">{FIRST}</w:t></w:r>{inserted(' often')}<w:r><w:t>"
    )
    elsewhere = added(shipped, "Normal", "2.5.1A Ask when you doubt it.")
    texts = {**shipped.texts, **shipped.take(one).texts}
    assert shipped.take(one, texts).texts == {}
    (text,) = shipped.take(elsewhere, texts).texts.values()
    assert "sensitivity always" in text
    assert "2.5.1A Ask" in text
    said = shipped.refused(other, texts)
    assert "copy.docx: in 2.5.1, the texts have another wording by now" in said


def test_a_file_that_is_no_copy_is_told_so(shipped):
    data = shipped.copy("2.5")
    for name in ("word/settings.xml", "docProps/custom.xml"):
        data = with_part(data, open_text(data, name).replace("ManualScope", "Other").encode(), name)
    assert "it does not say what it was made from" in shipped.refused(data)
    assert "no Word file" in shipped.refused(b"text")


def test_a_copy_of_an_edition_to_come_is_told_so(shipped):
    data = shipped.copy("2.5")
    for name, old in (
        ("word/settings.xml", 'w:name="ManualBase" w:val="'),
        ("docProps/custom.xml", 'name="ManualBase"><vt:lpwstr>'),
    ):
        data = with_part(data, open_text(data, name).replace(old, f"{old}9").encode(), name)
    assert "it was made from amendment 9" in shipped.refused(data)


# The command


@pytest.fixture
def own(tmp_path):
    """A folder with the manual, and a function that runs a command there."""
    for name in ("docs", "decision_tree", "overrides", "mkdocs.yml"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)

    def run(*words):
        done = CliRunner().invoke(main, [*map(str, words), "--root", str(tmp_path)])
        assert done.exit_code == 0, done.output
        return done.output

    return tmp_path, run


def test_the_command_takes_a_copy_in_and_says_what_to_do_next(shipped, own):
    folder, run = own
    file = folder / "back.docx"
    file.write_bytes(with_first(shipped.copy("2.5"), inserted(" always")))
    said = run("word", "in", file)
    assert "Ann Baker, 2026-12-01: 2.5.1" in said
    assert "changed: 2.5.1" in said
    assert "manual amend \"…\" --reason 'As marked up by Ann Baker.'" in said
    assert f"2.5.1 {FIRST} always" in (folder / CONFIDENTIALITY).read_text(encoding="utf-8")


CONFIDENTIALITY = "docs/information-sharing/confidentiality.md"


def test_a_pending_amendment_with_a_footnote_goes_round_and_is_recorded_anew(own):
    folder, run = own
    file = folder / CONFIDENTIALITY
    text = file.read_text(encoding="utf-8").replace(FIRST, FIRST.replace("some", "much[^1]"))
    text = text.replace("\n\n2.5.2 ", "\n\n[^1]: See *the* guide.\n\n2.5.2 ", 1)
    file.write_text(text, encoding="utf-8")
    run("amend", "Words", "--reason", "Why.", "--action", "None.", "--in-force", "2037-03-01")
    copy = folder / "copy.docx"
    number = max(path.name[:4] for path in (folder / "docs/amendments").glob("0*.md")).lstrip("0")
    run("word", "out", number, "--to", copy)
    assert "It changes nothing." in run("word", "in", copy)
    notes = open_text(copy.read_bytes(), "word/footnotes.xml")
    more = notes.replace("guide.</w:t></w:r>", f"guide.</w:t></w:r>{inserted(' And the law.')}")
    copy.write_bytes(with_part(copy.read_bytes(), more.encode(), "word/footnotes.xml"))
    assert f"manual amend --revise {number}" in run("word", "in", copy)
    assert file.read_text(encoding="utf-8") == text.replace("guide.", "guide. And the law.")
    assert "And the law" in run("amend", "--revise", number)
