"""Copies for a committee in Word: what they hold, and what they refuse."""

import io
import zipfile

import pytest
from click.testing import CliRunner
from manual.command import main
from manual.word.marked import read_marked
from support import ROOT


def run(*args, **more):
    return CliRunner().invoke(main, ["word", *map(str, args), "--root", str(ROOT)], **more)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    file = tmp_path_factory.mktemp("copies") / "all.docx"
    assert run("out", "--all", "--to", file).exit_code == 0
    return file.read_bytes()


def test_a_copy_has_all_provisions_in_controls_and_is_tracked(whole, manual):
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        document = archive.read("word/document.xml").decode()
        settings = archive.read("word/settings.xml").decode()
    for provision in manual.provisions():
        assert f'<w:tag w:val="p:{provision.number}"/>' in document
    assert "<w:trackRevisions/>" in settings
    assert "<w:ins " not in document


def test_a_copy_knows_its_base_and_reads_the_same_both_ways(whole, manual):
    marked = read_marked(whole)
    assert marked.facts["ManualScope"] == "all"
    assert marked.facts["ManualBase"] == str(max(r.number for r in manual.history.records))
    assert len(marked.facts["ManualSeal"]) == 64
    assert marked.rejected == marked.accepted
    assert not marked.faults


def test_a_file_that_is_there_is_not_written_over(tmp_path, manual):
    section = next(manual.provisions().__iter__()).number.section
    file = tmp_path / "copy.docx"
    file.write_bytes(b"kept")
    refused = run("out", section, "--to", file)
    assert refused.exit_code == 1
    assert "is there already" in refused.output
    assert file.read_bytes() == b"kept"
    assert run("out", section, "--to", file, "--force").exit_code == 0
    assert file.read_bytes() != b"kept"


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("977", "no section and no amendment has the number '977'"),
        ("nothing", "no section and no amendment has the number 'nothing'"),
    ],
)
def test_what_is_not_there_is_told(wanted, told):
    refused = run("out", wanted)
    assert refused.exit_code == 1
    assert told in refused.output
    assert "hint: " in refused.output


def test_a_whole_or_a_part_is_asked_for():
    assert run("out").exit_code == 2
    assert run("out", "1", "--all").exit_code == 2
