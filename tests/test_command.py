"""What `manual amend` shows in the terminal."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from invented import BASE, SECTION, TODAY, change
from manual.command import main
from manual.folder import write_texts

NOON = str(int(datetime.combine(TODAY, time(12), UTC).timestamp()))
SEAL = "docs/amendments/seal.json"
BOAT = "docs/lighthouse/boat.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of the invented manual, sealed."""
    write_texts(tmp_path, BASE)
    assert run(tmp_path, "seal").exit_code == 0
    return tmp_path


def run(root: Path, name: str, *arguments: str, colour: bool = False) -> Result:
    words = [name, *arguments, "--root", str(root)]
    return CliRunner().invoke(main, words, env={"SOURCE_DATE_EPOCH": NOON}, color=colour)


def amend(root: Path, *arguments: str, colour: bool = False) -> Result:
    reasons = ("--reason", "R.", "--action", "A.")
    return run(root, "amend", "T", *reasons, *arguments, colour=colour)


def edit(root: Path, path: str, changes: dict[str, str]) -> None:
    write_texts(root, {path: change(BASE, path, changes)[path]})


def test_every_kind_of_change_is_shown_with_titles_headings_and_whole_texts(root: Path):
    edit(
        root,
        SECTION,
        {
            "title: The lamp": "title: The great lamp",
            "at dusk": "at sunset",
            "## At night": "## In the night",
            "what to do.": "what to do.\n\n2.1.4 Ring the bell:\n\n- once;\n- twice.",
        },
    )
    edit(root, BOAT, {"2.2.1 Row out before dark.\n\n": "", "2.2.2 Tie": "2.2.3 Tie"})
    done = amend(root)
    assert done.exit_code == 0, done.output
    assert (
        done.stdout
        == """\
2.1 amended
    The {+great +}lamp

    !!! scope "Scope of this section"

        The lamp, and who tends it.

2.1.1 amended
    Light the lamp at [-dusk-]{+sunset+}.

2.1.3 amended
    ## [-At-]{+In the+} night

    Stay awake. Paragraph 2.1.2 says what to do.

2.1.4 inserted
    {+Ring the bell:

    - once;
    - twice.+}

2.2.1 deleted
    [-Row out before dark.-]

2.2.2 renumbered: now 2.2.3

"""
    )
    assert done.stderr.splitlines() == [
        "written: docs/amendments/0003-t.md",
        "written: docs/amendments/seal.json",
        "written: docs/amendments/chain.json",
    ]


def test_what_has_little_in_common_stands_one_under_the_other(root: Path):
    edit(root, SECTION, {"2.1.1 Light the lamp at dusk.": "2.1.1 Ring for help when fog comes."})
    assert "[-Light the lamp at dusk.-]\n\n    {+Ring for help when fog comes.+}" in (
        amend(root).stdout
    )


def test_a_terminal_with_colours_shows_them(root: Path):
    edit(root, SECTION, {"at dusk": "at sunset"})
    assert "\x1b[31m[-dusk-]\x1b[0m\x1b[32m{+sunset+}\x1b[0m" in amend(root, colour=True).stdout


def test_a_withdrawn_amendment_is_told(root: Path):
    edit(root, SECTION, {"at dusk": "at sunset"})
    assert amend(root, "--in-force", "2027-03-01").exit_code == 0
    write_texts(root, {SECTION: BASE[SECTION]})
    done = run(root, "amend", "--revise", "3")
    assert done.exit_code == 0, done.output
    assert "docs/amendments/0003-t.md (withdrawn)" in done.stderr
    assert not (root / "docs/amendments/0003-t.md").exists()
    assert run(root, "check").exit_code == 0


def test_nothing_to_record_is_a_problem_and_a_missing_reason_wrong_use(root: Path):
    assert amend(root).exit_code == 1
    missing = run(root, "amend", "T")
    assert missing.exit_code == 2
    assert "missing: --reason, --action" in missing.stderr


@pytest.mark.parametrize(
    ("given", "meant"),
    [("1.12.2026", "2026-12-01"), ("1 March 2027", "2027-03-01"), ("soon", "2027-03-01")],
)
def test_a_day_written_otherwise_is_told_with_the_day_rightly_written(root: Path, given, meant):
    edit(root, SECTION, {"at dusk": "at sunset"})
    done = amend(root, "--in-force", given)
    assert done.exit_code == 2
    said = f"'{given}' is not a date. Write the year, month and day: {meant}"
    assert done.stderr.strip().endswith(f"Invalid value for '--in-force': {said}")


# Revising what is pending

RECORD = "docs/amendments/0003-t.md"


@pytest.fixture
def pending(root: Path) -> Path:
    """A manual with a pending amendment that has a source, and was approved."""
    edit(root, SECTION, {"at dusk": "at sunset"})
    assert amend(root, "--in-force", "2027-03-01").exit_code == 0
    text = (root / RECORD).read_text(encoding="utf-8")
    more = "action: A.\nsource: https://a.test\napproved_by: The board\n"
    write_texts(root, {RECORD: text.replace("action: A.\n", more)})
    return root


def front(root: Path) -> dict[str, object]:
    return yaml.safe_load((root / RECORD).read_text(encoding="utf-8").split("---")[1])


@pytest.mark.parametrize(
    ("given", "changed"),
    [
        ([], {}),
        (["Wax"], {"title": "Wax"}),
        (["Wax", "--reason", "Oil.", "--action", "B."],
         {"title": "Wax", "reason": "Oil.", "action": "B."}),
        (["--in-force", "2027-09-01"], {"in_force": date(2027, 9, 1)}),
        (["--editorial"], {"kind": "editorial"}),
        (["--corrects", "2"], {"corrects": 2}),
    ],
    ids=["nothing", "title", "words", "day", "kind", "corrects"],
)  # fmt: skip
def test_revising_changes_what_is_given_and_nothing_else(pending: Path, given, changed):
    before = front(pending)
    done = run(pending, "amend", *given, "--revise", "3")
    assert done.exit_code == 0, done.output
    assert front(pending) == {**before, **changed}
    assert "approved" not in done.stderr
    assert run(pending, "check").exit_code == 0


def test_an_approval_goes_with_the_wordings_that_it_was_of_and_that_is_told(pending: Path):
    before = front(pending)
    edit(pending, SECTION, {"at dusk": "at nightfall"})
    done = run(pending, "amend", "--revise", "3")
    assert done.exit_code == 0, done.output
    assert front(pending) == {key: before[key] for key in before if key != "approved_by"}
    told = "amendment 3 is to be approved anew: The board approved other wordings"
    assert told in done.stderr


def test_an_editorial_amendment_can_become_one_of_substance(pending: Path):
    assert run(pending, "amend", "--editorial", "--revise", "3").exit_code == 0
    assert run(pending, "amend", "--substantive", "--revise", "3").exit_code == 0
    assert front(pending)["kind"] == "substantive"


# What goes wrong is told


@pytest.mark.parametrize("words", [["check"], ["generate"], ["seal"], ["headers"]])
def test_a_setting_that_is_no_moment_is_told(root: Path, words):
    words = [*words, "--root", str(root)]
    done = CliRunner().invoke(main, words, env={"SOURCE_DATE_EPOCH": "abc"})
    assert done.exit_code == 1
    assert "the setting is 'abc', which is not a time" in done.stderr


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\xff{}", "the file is not UTF-8"), (b"{", "the seal cannot be read")],
)
def test_another_seal_that_cannot_be_read_is_named(root: Path, tmp_path, data, message):
    other = tmp_path / "other.json"
    other.write_bytes(data)
    done = run(root, "compare", "--since", str(other))
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{other}:1: {message}")


def test_a_full_disk_leaves_all_as_it_was_and_is_told(root: Path, monkeypatch):
    edit(root, SECTION, {"at dusk": "at sunset"})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    write = Path.write_text

    def full(path: Path, text: str, **how: str) -> int:
        if "seal.json" in path.name:
            write(path, text[:10], **how)
            raise OSError(28, "No space left on device", str(path))
        return write(path, text, **how)

    monkeypatch.setattr(Path, "write_text", full)
    done = amend(root)
    assert done.exit_code == 1
    assert "cannot be written: No space left on device" in done.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_seal_whose_feed_was_altered_is_told(root: Path):
    seal = (root / SEAL).read_text(encoding="utf-8")
    write_texts(root, {SEAL: seal.replace("tag:light.test,", "tag:light.test")})
    done = run(root, "check")
    assert done.exit_code == 1
    assert "the seal cannot be read: feed" in done.stderr


def test_what_is_generated_is_written_only_where_it_changes(root: Path):
    assert "unchanged" not in run(root, "generate").stderr
    paths = root / "decision_tree/light.paths.txt"
    before = paths.stat().st_mtime_ns
    again = run(root, "generate")
    assert again.exit_code == 0
    assert "written" not in again.stderr
    assert "unchanged: decision_tree/light.paths.txt" in again.stderr
    assert paths.stat().st_mtime_ns == before
    paths.write_text("out of date", encoding="utf-8")
    one = run(root, "generate").stderr
    assert "written: decision_tree/light.paths.txt" in one
    assert "unchanged: schemas/contacts.json" in one


def test_a_proposal_is_compared_with_a_checkout_in_every_kind_of_file(root: Path, tmp_path: Path):
    base = tmp_path / "base"
    write_texts(base, BASE)
    proposal = tmp_path / "proposal"
    write_texts(proposal, change(BASE, BOAT, {"section: 2.2": "section: ["}))
    done = run(proposal, "compare", "--base", str(base))
    assert done.exit_code == 0  # a fault in the texts is no reason to show nothing
    assert "## Pages and terms" in done.stdout
    both = run(root, "compare", "--base", str(base), "--since", str(root / SEAL))
    assert both.exit_code == 2
    assert "give --since or --base, not both" in both.stderr
