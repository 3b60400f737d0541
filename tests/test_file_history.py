"""The form of each day: pages show it as it was then, and a command keeps it as it was."""

import json
import subprocess
from pathlib import Path

from attached import office
from click.testing import CliRunner
from invented import BASE, SECTION, TODAY, change, report
from manual.address import text_of_file
from manual.build import build
from manual.command import main
from manual.folder import write_texts
from manual.keep import amend, seal
from manual.seal.draft import Heading
from manual.unrecorded import compare_since

Texts = dict[str, str]
FORM = "docs/lighthouse/form.docx"
FIRST = {
    **change(BASE, SECTION, {"at dusk.": "at dusk. Fill in the [form](form.docx)."}),
    FORM: text_of_file("0a"),
}
SEALED = {**FIRST, **seal(FIRST, TODAY).texts}


def changed(texts: Texts, number: int, day: str, old: str, new: str | None) -> Texts:
    """The texts with another form from a day on, by the next amendment."""
    kept = f"docs/amendments/{number:04}/lighthouse/form.docx"
    texts = {**texts, kept: text_of_file(old), **({FORM: text_of_file(new)} if new else {})}
    if new is None:
        del texts[FORM]
        texts = change(texts, SECTION, {" Fill in the [form](form.docx).": ""})
    heading = Heading(0, f"Form {number}", TODAY.fromisoformat(day), "It was old.", "Use it.")
    return {**texts, **amend(texts, TODAY, heading).texts}


def forms_on(texts: Texts) -> dict[str, list[str]]:
    """The fingerprints of the forms to which each page of the section leads."""
    output = build(texts, TODAY)
    assert report(output) == ""
    return {
        path: [new for new in ("0a", "0b", "0c") if f"form.{new}.docx" in text]
        for path, text in output.pages.pages.items()
        if path.startswith("lighthouse/lamp")
    }


def test_each_page_leads_to_the_form_of_its_day():
    texts = changed(changed(SEALED, 3, "2026-11-22", "0a", "0b"), 4, "2027-03-01", "0b", "0c")
    assert forms_on(texts) == {
        "lighthouse/lamp.md": ["0b"],
        # Among the words that came since.
        "lighthouse/lamp/as-at/2020-01-01.md": ["0a"],
        # The wording did not change on the day on which the form did.
        "lighthouse/lamp/as-at/2026-11-01.md": ["0a"],
    }
    attached = build(texts, TODAY).pages.attached
    assert attached == {
        "lighthouse/form.0a.docx": "docs/amendments/0003/lighthouse/form.docx",
        "lighthouse/form.0b.docx": "docs/amendments/0004/lighthouse/form.docx",
        "lighthouse/form.0c.docx": FORM,
    }
    # On devices is that of the day.
    assert build(texts, TODAY).pages.uncopied == {
        "lighthouse/form.0a.docx",
        "lighthouse/form.0c.docx",
    }
    later = build(texts, TODAY.replace(year=2027, month=3, day=1)).pages.pages
    assert "form.0c.docx" in later["lighthouse/lamp.md"]
    assert "form.0b.docx" in later["lighthouse/lamp/as-at/2026-11-22.md"]


def test_a_form_that_is_gone_is_where_earlier_wordings_lead():
    texts = changed(SEALED, 3, "2026-11-22", "0a", None)
    assert forms_on(texts)["lighthouse/lamp/as-at/2026-11-01.md"] == ["0a"]
    assert "forms.md" not in build(texts, TODAY).pages.pages
    assert "; removed." in build(texts, TODAY).pages.pages["amendments/3.md"]


def test_while_it_is_edited_an_earlier_form_need_not_be_kept_yet():
    output = build({**SEALED, FORM: text_of_file("0b")}, TODAY, preview=True)
    assert report(output) == ""
    assert "form.0b.docx" in output.pages.pages["lighthouse/lamp.md"]


def test_a_command_keeps_the_form_as_it_was(tmp_path: Path):
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, [*words, "--root", str(tmp_path)])
        assert done.exit_code == 0, done.stderr
        return done.stderr

    texts = {path: text for path, text in FIRST.items() if path != FORM}
    write_texts(tmp_path, texts)
    (tmp_path / FORM).write_bytes(office("first"))
    run("seal")
    git("init", "-q")
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@light.test", "commit", "-qm", "First")
    (tmp_path / FORM).write_bytes(office("second"))
    git("-c", "user.name=a", "-c", "user.email=a@light.test", "commit", "-qam", "Second")
    said = run("amend", "Form", "--reason", "It was old.", "--action", "Use it.")
    kept = "docs/amendments/0003/lighthouse/form.docx"
    assert f"written: {kept}" in said
    assert (tmp_path / kept).read_bytes() == office("first")
    run("check")
    # By hand: the record is written, and sealing keeps what it changes.
    (tmp_path / FORM).write_bytes(office("third"))
    (record,) = (tmp_path / "docs/amendments").glob("0003-*.md")
    text = record.read_text(encoding="utf-8").replace("amendment: 3", "amendment: 4")
    record.with_name("0004-form.md").write_text(text, encoding="utf-8")
    assert "docs/amendments/0004/lighthouse/form.docx" in run("seal")
    run("verify")


def test_comparing_tells_which_forms_differ():
    sealed = SEALED["docs/amendments/seal.json"]
    texts = changed(SEALED, 3, "2026-11-22", "0a", "0b")
    texts["docs/near.png"] = text_of_file("0d")
    said = compare_since(texts, TODAY, sealed)
    assert said.startswith("## No paragraph changes")
    assert said.endswith(
        "## Forms and pictures\n\n- **lighthouse/form.docx**: changed\n- **near.png**: added\n"
    )
    assert "- **lighthouse/form.docx**: removed" in compare_since(
        changed(SEALED, 3, "2026-11-22", "0a", None), TODAY, sealed
    )
    assert "Forms" not in compare_since(SEALED, TODAY, sealed)


def test_the_data_have_each_form_with_its_days():
    texts = changed(changed(SEALED, 3, "2026-11-22", "0a", "0b"), 4, "2027-03-01", "0b", "0c")
    texts["docs/near.png"] = text_of_file("0d", "bytes=120", "is=png", "size=20x10")
    data = json.loads(build(texts, TODAY).pages.files["manual.json"])
    days = [(one["sha256"], one["from"], one["until"]) for one in data["files"]]
    assert days == [
        ("0a", None, "2026-11-21"),
        ("0b", "2026-11-22", "2027-02-28"),
        ("0c", "2027-03-01", None),
        ("0d", None, None),
    ]
    assert data["files"][3] == {
        "path": "near.png",
        "address": "https://light.test/near.0d.png",
        "from": None,
        "until": None,
        "kind": "PNG picture",
        "bytes": 120,
        "sha256": "0d",
        "width": 20,
        "height": 10,
    }
    assert data["amendments"][2]["files"] == ["lighthouse/form.docx"]


def test_a_form_is_found_by_its_words_and_a_picture_by_those_that_stand_for_it():
    texts = change(
        {**BASE, FORM: text_of_file("0a", "bytes=2468"), "docs/near.png": text_of_file("0d")},
        SECTION,
        {"at dusk.": "at dusk. ![The way up](../near.png) Fill in the [log sheet](form.docx)."},
    )
    output = build(texts, TODAY, preview=True)
    records = json.loads(output.pages.files["assets/search.json"])["records"]
    (form,) = [record for record in records if record["kind"] == "form"]
    assert form == {
        "kind": "form",
        "title": "log sheet",
        "also": "form.docx",
        "of": "2.1.1",
        "text": "Word, 2 kB.",
        "address": "lighthouse/form.0a.docx",
    }
    (paragraph,) = [record for record in records if record.get("number") == "2.1.1"]
    assert paragraph["text"].startswith("Light the lamp at dusk. The way up Fill in")
