"""Forms and pictures beside the texts: each is sealed, and an amendment names one that changes.

A file that is no text has the hash of its bytes in the place of a text.
"""

import hashlib
from pathlib import Path

import pytest
from attached import office
from click.testing import CliRunner, Result
from invented import BASE, SECTION, TODAY, change, report
from manual.address import CHAIN, SEAL, hash_of_file, text_of_file
from manual.build import build
from manual.command import main
from manual.folder import read_texts, write_texts
from manual.keep import amend, seal
from manual.problem import ProblemsError
from manual.proposal.model import Proposal
from manual.proposal.show import show_proposal
from manual.seal.chain import read_chain
from manual.seal.draft import Heading
from manual.seal.file import read_seal

Texts = dict[str, str]
FORM = "docs/lighthouse/form.docx"
LINKED = change(BASE, SECTION, {"at dusk.": "at dusk. Fill in the [form](form.docx)."})
FIRST = {**LINKED, FORM: text_of_file("0a")}
SEALED = {**FIRST, **seal(FIRST, TODAY).texts}
KEPT = "docs/amendments/0003/lighthouse/form.docx"
OTHER = {**SEALED, FORM: text_of_file("0b")}
BOTH = {**OTHER, KEPT: text_of_file("0a")}
"""With the form as it was, for the record of the other one."""
HEADING = Heading(0, "Another form", TODAY, "The old one had no day.", "Use the new form.")


def amended(texts: Texts) -> Texts:
    return {**texts, **amend(texts, TODAY, HEADING).texts}


def test_each_file_is_in_the_seal_and_in_the_chain():
    assert read_seal(SEALED[SEAL]).files == {"lighthouse/form.docx": "0a"}
    assert report(build(SEALED, TODAY)) == ""
    one, two = read_chain(amended(BOTH)[CHAIN]).lines
    assert (one,) == read_chain(SEALED[CHAIN]).lines
    assert one.root != two.root


def test_a_form_that_changes_alone_is_recorded_by_one_command():
    assert "the file lighthouse/form.docx has been changed" in report(build(OTHER, TODAY))
    with pytest.raises(ProblemsError, match="the one before is missing"):
        amended(OTHER)
    texts = amended(BOTH)
    path = next(path for path in texts if path.startswith("docs/amendments/0003-"))
    assert 'files: ["lighthouse/form.docx"]' in texts[path]
    output = build(texts, TODAY)
    assert report(output) == ""
    page = output.pages.pages["amendments/3.md"]
    assert '<a data-file="https://light.test/lighthouse/form.0a.docx"' in page
    assert "(Word)</span></a> until then; <a data-file=" in page
    assert 'href="../../lighthouse/form.0b.docx">form.docx' in page
    # And once: the next change is told again.
    again = {**texts, FORM: text_of_file("0c")}
    assert "has been changed, and no amendment records it" in report(build(again, TODAY))


def test_a_form_and_a_wording_that_change_are_in_one_record():
    texts = amended(change(BOTH, SECTION, {"at dusk.": "at sunset."}))
    (path,) = [path for path in texts if path.startswith("docs/amendments/0003-")]
    assert "2.1.1 Light the lamp at dusk." in texts[path]
    assert "lighthouse/form.docx" in texts[path]
    assert report(build(texts, TODAY)) == ""


def test_a_new_form_needs_no_amendment_of_its_own():
    texts = {**SEALED, "docs/lighthouse/map.png": text_of_file("0d")}
    assert report(build(texts, TODAY)) == ""
    with pytest.raises(ProblemsError, match="nothing has changed"):
        amended(texts)
    assert "lighthouse/map.png" in read_seal(seal(texts, TODAY).texts[SEAL]).files


def test_who_edits_sees_a_changed_form_before_it_is_recorded():
    output = build(OTHER, TODAY, preview=True)
    assert report(output) == ""
    assert "change-unrecorded" in {notice.rule for notice in output.notices}


def test_the_bytes_of_a_file_are_what_is_sealed(tmp_path: Path):
    write_texts(tmp_path, LINKED)
    (tmp_path / FORM).write_bytes(office())
    texts, problems = read_texts(tmp_path)
    assert problems == []
    assert hash_of_file(texts[FORM]) == hashlib.sha256(office()).hexdigest()
    assert run(tmp_path, "seal").exit_code == 0
    (tmp_path / FORM).write_bytes(office("forged"))
    told = run(tmp_path, "check")
    assert told.exit_code == 1
    assert "the file lighthouse/form.docx has been changed" in told.stderr
    asked = ["Form", "--reason", "It was old.", "--action", "Use it."]
    refused = run(tmp_path, "amend", *asked)
    assert refused.exit_code == 1
    assert "put the file as it was at docs/amendments/0003/lighthouse/form.docx" in refused.stderr
    (tmp_path / KEPT).parent.mkdir(parents=True)
    (tmp_path / KEPT).write_bytes(office())
    assert run(tmp_path, "amend", *asked).exit_code == 0
    assert run(tmp_path, "verify").exit_code == 0


@pytest.mark.parametrize("text", ["", "sha256", "sha256 0a\n", "# A text", "sha256\n0a"])
def test_a_text_is_no_file(text: str):
    assert hash_of_file(text) == ""


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--root", str(root)])


def test_who_is_to_agree_sees_a_form_that_is_another_one():
    texts = {path: text.encode() for path, text in SEALED.items()} | {FORM: office()}
    texts = sealed_bytes(texts)
    assert "Rewrites" not in show_proposal(Proposal(texts, texts, TODAY))
    forged = show_proposal(Proposal(texts, {**texts, FORM: office("forged")}, TODAY))
    assert forged.splitlines()[2].startswith("## Rewrites what was published")
    assert "the file lighthouse/form.docx is not as published" in forged


def sealed_bytes(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with a seal and a chain of what is in them."""
    texts = {path: data.decode() for path, data in files.items() if path not in {FORM, SEAL, CHAIN}}
    texts[FORM] = text_of_file(hashlib.sha256(files[FORM]).hexdigest())
    return files | {path: text.encode() for path, text in seal(texts, TODAY).texts.items()}
