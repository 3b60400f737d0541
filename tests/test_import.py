"""Texts from elsewhere that `manual import` brings into a manual, and what it refuses."""

import hashlib
import io
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import word
from click.testing import CliRunner, Result
from manual.command import main
from word import field, mark, par, run, table

NOON = f"{(date(2026, 12, 1) - date(1970, 1, 1)).days * 86400 + 43200}"
EXAMPLE = ("docs/lost-property", "docs/situations.yml", "decision_tree")
"""What a new manual has of its example, and an editor deletes."""


def command(*words: str | Path) -> Result:
    asked = [*map(str, words)]
    return CliRunner().invoke(main, asked, env={"SOURCE_DATE_EPOCH": NOON}, color=False)


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a new manual without its example."""
    folder = tmp_path_factory.mktemp("new") / "manual"
    assert command("new", folder).exit_code == 0
    files = (path for name in ("docs", "mkdocs.yml") for path in (folder / name).rglob("*"))
    found = {path.relative_to(folder).as_posix(): path for path in files if path.is_file()}
    found["mkdocs.yml"] = folder / "mkdocs.yml"
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(EXAMPLE)}


@pytest.fixture
def manual(tmp_path: Path, beginning: dict[str, bytes]) -> Path:
    folder = tmp_path / "manual"
    for name, data in beginning.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def bring(manual: Path, data: bytes, name: str = "rules.docx") -> Result:
    (manual.parent / name).write_bytes(data)
    return command("import", manual.parent / name, "--to", manual)


def texts(manual: Path) -> str:
    """The texts that were brought, one after another, without their days."""
    paths = sorted(path for path in manual.glob("docs/*/*.md") if path.parent.name != "amendments")
    return "".join(
        f"== {path.relative_to(manual / 'docs')}\n"
        + "".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
            if not line.startswith("review")
        )
        for path in paths
    )


BODY = (
    par("The rules of the hall", "Title")
    + par("Access", "Heading1")
    + par("Doors", "Heading2")
    + par(mark("_RefDoor") + run("Doors are locked at night."), "Clause")
    + par("Keys are kept by", "Clause")
    + par("the warden;", num=(1, 3))
    + par("the clerk:", num=(1, 3))
    + par("of the day.", num=(1, 4))
    + par(run("See ") + field("REF _RefDoor \\r \\h", "1.1.1") + run(" above."), "Clause")
    + par("Windows", "Heading2")
    + par("Windows are shut.", "Clause")
    + table([["Room", "Who"], ["Hall", "Warden"]])
)
BROUGHT = """== access/doors.md
---
section: 1.1
title: Doors
---

1.1.1 Doors are locked at night.

1.1.2 Keys are kept by

(a) the warden;
(b) the clerk:
    (i) of the day.

1.1.3 See [1.1.1](doors.md#1.1.1) above.
== access/index.md
---
chapter: 1
title: Access
---
== access/windows.md
---
section: 1.2
title: Windows
---

1.2.1 Windows are shut.

| Room | Who |
| --- | --- |
| Hall | Warden |
"""


def test_a_word_file_becomes_chapters_sections_and_provisions(manual: Path):
    done = bring(manual, word.file(BODY))
    assert done.exit_code == 0, done.output
    assert texts(manual) == BROUGHT
    assert "rules.docx: 36 of 36 words are here, 5 of them in the report alone" in done.output
    assert "10 of 10 numbers are as they were." in done.output
    assert "To do: mistakes to mend: 0; places to look at: 0." in done.output


@pytest.mark.parametrize(
    ("said", "brought"),
    [
        ("1.1.2(b)", "See [1.1.2(b)](doors.md#1.1.2(b))."),
        ("1.1.2.b", "See [1.1.2.b](doors.md#1.1.2(b))."),
        ("(b)", "See (b)."),
        ("1.1.1", "See 1.1.1."),
    ],
)
def test_a_reference_leads_where_it_says_so(manual: Path, said: str, brought: str):
    body = (
        par("Access", "Heading1")
        + par("Doors", "Heading2")
        + par("Doors are locked.", "Clause")
        + par("Keys are kept by", "Clause")
        + par("the warden;", num=(1, 3))
        + par(mark("_Ref1") + run("the clerk."), num=(1, 3))
        + par(run("See ") + field("REF _Ref1 \\w", said) + run("."), "Clause")
    )
    assert bring(manual, word.file(body)).exit_code == 0
    assert f"1.1.3 {brought}\n" in texts(manual)
    report = (manual / "import-report.md").read_text(encoding="utf-8")
    assert ("a reference says 1.1.1, and leads to 1.1.2(b)" in report) == (said == "1.1.1")
    assert command("check", "--root", manual).exit_code == 0


def test_a_reference_to_nothing_is_told(manual: Path):
    body = BODY.replace("REF _RefDoor", "REF _Gone")
    assert bring(manual, word.file(body)).exit_code == 0
    report = (manual / "import-report.md").read_text(encoding="utf-8")
    assert "a reference, '1.1.1', leads nowhere: its target '_Gone' is not there" in report


def test_what_was_imported_can_be_checked_and_recorded(manual: Path):
    assert bring(manual, word.file(BODY)).exit_code == 0
    checked = command("check", "--root", manual)
    assert checked.exit_code == 0, checked.output
    asked = ["--reason", "The manual begins.", "--action", "Follow it."]
    recorded = command("amend", "First edition", *asked, "--root", manual)
    assert recorded.exit_code == 0, recorded.output
    assert command("verify", "--root", manual).exit_code == 0


def test_the_report_says_what_is_left_to_do_and_what_was_left_out(manual: Path):
    bring(manual, word.file(BODY + par("Rule of", "Clause", num=(1, 2)) + par("1.1.9\tLate")))
    report = (manual / "import-report.md").read_text(encoding="utf-8")
    assert "Lost: 0." in report
    assert "At piece 1, the title of the whole" in report
    assert "- [ ] docs/access/windows.md:16: the number 1.1.9 is plain words here" in report
    assert "| 4 | 1.1.1 | docs/access/doors.md:8 | automatic number | Doors are locked" in report


def test_nothing_is_written_over(manual: Path):
    assert bring(manual, word.file(BODY)).exit_code == 0
    before = {path: path.read_bytes() for path in manual.rglob("*") if path.is_file()}
    again = bring(manual, word.file(BODY))
    assert again.exit_code == 1
    assert "docs/access/index.md is chapter 1 already" in again.output
    assert before == {path: path.read_bytes() for path in manual.rglob("*") if path.is_file()}


def test_a_second_file_stands_beside_the_first(manual: Path):
    second = BODY.replace("Access", "Exit")
    numbering = word.NUMBERING.replace('<w:start w:val="1"/>', '<w:start w:val="2"/>', 1)
    assert bring(manual, word.file(BODY)).exit_code == 0
    done = bring(manual, word.file(second, numbering=numbering), "more.docx")
    assert done.exit_code == 0, done.output
    assert (manual / "docs/exit/doors.md").is_file()
    assert (manual / "import-report-2.md").is_file()
    assert command("check", "--root", manual).exit_code == 0


def test_a_folder_that_holds_no_manual_is_refused(tmp_path: Path):
    done = bring(tmp_path, word.file(BODY))
    assert done.exit_code == 2
    assert "holds no manual. Make one first: manual new" in done.output


PAGES = {
    "index.html": "<title>Rules</title><nav>Home</nav><h1>Rules</h1><h2>1 Doors</h2>"
    "<p>1.1 Doors are locked.<p id=k>1.2 Keys: see <a href=page-10.html#w>3.1</a>."
    "<ol type=a><li>the warden<li>the clerk</ol><img src=map.png alt=Map>",
    "page-9.html": "<h2>2 Stairs</h2><p>2.1 Nobody runs.",
    "page-10.html": "<h2>3 Windows</h2><p id=w>3.1 Windows are shut.",
}
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x02\x08\x02\x00\x00\x00"


def test_a_folder_of_pages_is_brought_in_their_order(manual: Path):
    site = manual.parent / "site"
    site.mkdir()
    for name, text in PAGES.items():
        (site / name).write_text(text, encoding="utf-8")
    (site / "map.png").write_bytes(PNG)
    done = command("import", site, "--to", manual)
    assert done.exit_code == 0, done.output
    assert [line for line in texts(manual).splitlines() if line.startswith("section")] == [
        "section: 1",
        "section: 2",
        "section: 3",
    ]
    assert "1.2 Keys: see [3.1](windows.md#3.1).\n\na. the warden\nb. the clerk\n" in texts(manual)
    name = f"picture-{hashlib.sha256(PNG).hexdigest()[:8]}.png"
    assert f"![Map]({name})" in texts(manual)
    assert (manual / "docs/rules" / name).read_bytes() == PNG
    report = (manual / "import-report.md").read_text(encoding="utf-8")
    assert "the navigation of a page: Home" in report
    assert command("check", "--root", manual).exit_code == 0


def test_no_picture_outside_the_folder_is_read(manual: Path):
    (manual.parent / "secret.png").write_bytes(PNG)
    site = manual.parent / "site"
    site.mkdir()
    (site / "a.html").write_text("<p>1.1 A<img src=../secret.png alt=S><img src=/etc/passwd>")
    assert command("import", site, "--to", manual).exit_code == 0
    assert not [*manual.rglob("*.png")]


def test_the_items_of_a_list_under_a_heading_are_its_paragraphs(manual: Path):
    text = (
        "---\ntitle: Bylaw 3\n---\n# General\n\n## Scope\n1. This is for all.\n1. It has parts:\n"
        "   1. one;\n   1. two.\n1. See paragraph 1.1.2.\n1. It is new.\n1. It is old.\n1. End.\n"
        "\n# Elections\n\n## Votes\n"
        + "".join(
            f"1. Votes are {word}.\n" for word in ("cast", "counted", "kept", "lost", "found")
        )
        + "1. Votes are burnt.\n"
    )
    done = bring(manual, text.encode(), "bylaw-3.md")
    assert done.exit_code == 0, done.output
    assert "\n1.1.2 It has parts:\n\n1. one;\n2. two.\n\n1.1.3 See paragraph" in texts(manual)
    assert "\n2.1.6 Votes are burnt.\n" in texts(manual)
    assert command("check", "--root", manual).exit_code == 0


@pytest.mark.parametrize("name", ["empty", "a.pdf", "a.txt"])
def test_what_cannot_be_read_is_refused_in_one_line(manual: Path, name: str):
    path = manual.parent / name
    if name == "empty":
        path.mkdir()
    else:
        path.write_bytes(b"%PDF-1.7")
    done = command("import", path, "--to", manual)
    assert (done.exit_code, done.output.count("\n")) == (1, 1)


def packed(**parts: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(f"word/{name}.xml", data)
    return made.getvalue()


def document(inner: str, ahead: str = "") -> str:
    return f"{ahead}<w:document {word.SPACES}><w:body>{inner}</w:body></w:document>"


ENTITIES = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {one} '{f'&{before};' * 10}'>" for before, one in pairwise("abcdefgh")
)
HOSTILE = {
    "it is no Word file (.docx)": b"hello",
    "in Word's older form, or has a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
    "it is damaged": word.file(BODY)[:400],
    "the part word/document.xml is missing": packed(styles="<a/>"),
    "word/document.xml: it is damaged": packed(document="<w:document"),
    "holds no document": packed(document="<html/>"),
    "'Strict Open XML'": packed(
        document='<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    ),
    "it has a document type": packed(document=document("&h;", f"{ENTITIES}]>")),
    "has a document type, which": packed(
        document=document("&x;", "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")
    ),
    "nested more than 150 deep": packed(document=document("<w:p>" * 400 + "</w:p>" * 400)),
    "too large when it is unpacked": packed(document=b" " * 50_000_000),
    "document.xml is too large": packed(document=document(par("a" * 30_000_000))),
}


@pytest.mark.parametrize("message", HOSTILE)
def test_a_hostile_file_ends_in_one_line(manual: Path, message: str):
    before = sorted(manual.rglob("*"))
    done = bring(manual, HOSTILE[message])
    assert done.exit_code == 1
    assert message in done.output
    assert done.output.startswith("Error: ")
    assert done.output.count("\n") == 1
    assert sorted(manual.rglob("*")) == before


def test_a_file_with_too_many_elements_is_refused(manual: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("manual.word.package._MOST_ELEMENTS", 20)
    done = bring(manual, word.file(BODY))
    assert done.exit_code == 1
    assert "it has more than 20 elements" in done.output


@pytest.mark.parametrize("at", range(0, 4000, 211))
def test_a_file_that_was_changed_anywhere_ends_in_texts_or_in_one_line(manual: Path, at: int):
    data = bytearray(word.file(BODY))
    data[at % len(data)] ^= 0x55
    done = bring(manual, bytes(data))
    assert done.exit_code in {0, 1}, done.exception
    assert not done.exit_code or done.output.count("\n") == 1


OUTLINES = {
    "numbers of two parts": (
        ["1\tScope", "1.1\tThis is for all.", "1.2\tIt is short.", "2\tRules", "2.1\tRun."],
        """== rules/index.md
---
chapter: 1
title: rules
numbers: 1.1
---
== rules/rules.md
---
section: 2
title: Rules
---

2.1 Run.
== rules/scope.md
---
section: 1
title: Scope
---

1.1 This is for all.

1.2 It is short.
""",
    ),
    "a word ahead of numbers that run through": (
        ["Rule 1 Nobody runs.", "Rule 2 Nobody shouts.", "Rule 3 Nobody eats."],
        """== rules/index.md
---
chapter: 1
title: rules
numbers: Rule 1
---
== rules/rules.md
---
section: Part 1
title: rules
first: Rule 1
---

Rule 1 Nobody runs.

Rule 2 Nobody shouts.

Rule 3 Nobody eats.
""",
    ),
    "articles in Roman numbers, and sections with a heading each": (
        [
            *("ARTICLE I Name", "Section 1.1 The Name", "It is the hall.", "ARTICLE II Who"),
            *("Section 2.1 Members", "They pay."),
        ],
        """== rules/index.md
---
chapter: 1
title: rules
numbers: 1.1
---
== rules/name.md
---
section: 1
title: Name
---

## The Name

1.1 It is the hall.
== rules/who.md
---
section: 2
title: Who
---

## Members

2.1 They pay.
""",
    ),
}


def test_zeros_ahead_of_a_part_are_left_out_and_told(manual: Path):
    lines = ["ARTICLE I Scope", "Section 1.01", "This is for all.", "Section 1.02", "It is new."]
    assert bring(manual, word.file("".join(map(typed, lines)))).exit_code == 0
    assert "\n1.1 This is for all.\n\n1.2 It is new.\n" in texts(manual)
    report = (manual / "import-report.md").read_text(encoding="utf-8")
    assert "numbers such as Section 1.01 are written 1.1 here (2 of them)" in report
    assert "Lost: 0." in report
    assert command("check", "--root", manual).exit_code == 0


def typed(line: str) -> str:
    """A paragraph, with tabs."""
    return par("<w:r><w:tab/></w:r>".join(run(part) for part in line.split("\t")))


@pytest.mark.parametrize("name", OUTLINES)
def test_typed_numbers_are_kept(manual: Path, name: str):
    lines, brought = OUTLINES[name]
    done = bring(manual, word.file("".join(map(typed, lines))))
    assert done.exit_code == 0, done.output
    assert texts(manual) == brought
    assert command("check", "--root", manual).exit_code == 0


def test_numbers_that_begin_anew_are_proposed_anew_and_stay_with_the_words(manual: Path):
    body = "".join(
        par(f"Article {roman}", "Unnumbered")
        + "".join(par(f"Section {n}. Members pay {n}.") for n in (1, 2, 3))
        for roman in ("I", "II", "III")
    )
    done = bring(manual, word.file(body))
    assert done.exit_code == 0, done.output
    assert "1.2.3 Section 3.: Members pay 3." not in texts(manual)
    assert "\n1.2.3 Section 3: Members pay 3.\n" in texts(manual)
    report = (manual / "import-report.md").read_text(encoding="utf-8")
    assert "the numbers of the source cannot be kept: those here are proposed" in report
    assert command("check", "--root", manual).exit_code == 0
