"""Who approved an amendment, and when: recorded, sealed, told wherever the amendment is."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import BASE, SECTION, TODAY, bare, change, report, with_older_seal
from manual.address import CHAIN, SEAL
from manual.approve import Approval, approve
from manual.build import Output, build
from manual.command import main
from manual.folder import write_texts
from manual.keep import amend, revise, seal
from manual.problem import ProblemsError
from manual.published import find_rewritten
from manual.read import Collector, read_texts
from manual.seal.chain import read_chain
from manual.seal.draft import Heading, Revision
from manual.seal.file import read_seal

Texts = dict[str, str]
RECORD = "docs/amendments/0002-the-boat.md"
DRAFT = change(BASE, RECORD, {"approved_by: The board\n": ""})
SEALED = {**DRAFT, **seal(DRAFT, TODAY).texts}
LATER = TODAY + timedelta(days=30)
BOARD = Approval("The board", TODAY)
DUSK = {"at dusk": "at sunset"}


def approved(texts: Texts, *numbers: int, approval: Approval = BOARD, today: date = LATER) -> Texts:
    return {**texts, **approve(texts, today, numbers, approval).texts}


def made(texts: Texts, today: date = LATER) -> Output:
    output = build(texts, today)
    assert report(output) == ""
    return output


def rewritten(texts: Texts, published: Texts, today: date = LATER) -> list[str]:
    reading = read_texts(texts, today, Collector())
    return [p.rule for p in find_rewritten(reading, read_seal(published[SEAL]))]


# What is written and sealed


def test_a_sealed_record_gains_an_approval_and_a_line_of_the_chain():
    texts = approved(SEALED, 2)
    assert "approved_by: The board\napproved_on: 2026-11-22\n---\n" in texts[RECORD]
    before, after = read_chain(SEALED[CHAIN]).lines, read_chain(texts[CHAIN]).lines
    assert after[:-1] == before
    made(texts)
    assert rewritten(texts, SEALED) == []
    assert json.loads(texts[SEAL])["records"]["2"]["approval_sealed"] == LATER.isoformat()
    # The wordings are sealed as they were: the record has the hash that it had.
    assert read_seal(texts[SEAL]).records == read_seal(SEALED[SEAL]).records


def test_many_are_approved_at_once_and_none_if_one_cannot_be():
    both = change(DRAFT, "docs/amendments/0001-first-edition.md", {"approved_by: The board\n": ""})
    both |= seal(both, TODAY).texts
    texts = approved(both, 1, 2, 1)
    assert {r.front.approved_by for r in read_texts(texts, LATER, Collector()).records} == {
        "The board"
    }
    assert len(read_chain(texts[CHAIN]).lines) == 2
    with pytest.raises(ProblemsError, match="there is no amendment 9"):
        approved(both, 1, 9)


def test_a_name_that_yaml_would_read_otherwise_is_kept():
    texts = approved(SEALED, 2, approval=Approval('Yes: "the" board\'s #2', TODAY))
    (record,) = [r for r in read_texts(texts, LATER, Collector()).records if r.number == 2]
    assert record.front.approved_by == 'Yes: "the" board\'s #2'


def test_what_was_approved_stays_once_it_is_sealed():
    texts = approved(SEALED, 2)
    for old, new in (
        ("The board\n", "The clerk\n"),
        ("2026-11-22\n---", "2026-11-21\n---"),
        ("approved_by: The board\napproved_on: 2026-11-22\n", ""),
    ):
        forged = change(texts, RECORD, {old: new})
        assert "was sealed as" in report(build(forged, LATER))
        plain = {path: text for path, text in forged.items() if path not in {SEAL, CHAIN}}
        anew = {**plain, **seal(plain, LATER).texts}
        assert report(build(anew, LATER)) == ""
        assert "published-approval-altered" in rewritten(anew, texts)


def test_a_mistake_in_an_approval_is_mended_by_a_record_that_says_so():
    texts = approved(SEALED, 2)
    mended = (
        "---\namendment: 3\ntitle: A mistake\nin_force: 2026-12-22\nkind: editorial\n"
        "reason: The clerk approved amendment 2, and not the board.\naction: Nothing changes.\n"
        "corrects: 2\n---\n"
    )
    texts = {**texts, "docs/amendments/0003-a-mistake.md": mended}
    texts |= seal(texts, LATER).texts
    pages = made(texts).pages.pages
    assert "The clerk approved amendment 2" in pages["amendments/index.md"]


def test_a_source_stays_once_it_is_sealed():
    texts = change(SEALED, RECORD, {"inserted:": "source: https://a.test/advice\ninserted:"})
    assert [one.rule for one in made(texts).unsealed] == ["approval-unsealed"]
    texts |= seal(texts, LATER).texts
    forged = change(texts, RECORD, {"https://a.test/advice": "https://b.test/advice"})
    assert "'source' was sealed as https://a.test/advice" in report(build(forged, LATER))


def test_what_is_approved_and_not_sealed_is_not_published():
    texts = change(SEALED, RECORD, {"inserted:": "approved_by: The board\ninserted:"})
    (waiting,) = made(texts).unsealed
    assert waiting.rule == "approval-unsealed"
    assert not made({**texts, **seal(texts, LATER).texts}).unsealed


def test_a_seal_of_before_it_held_approvals_takes_them_in_once():
    old = with_older_seal({**BASE, **seal(BASE, TODAY).texts})
    output = made(old)
    assert "seal-older" in {notice.rule for notice in output.notices}
    assert not output.unsealed
    texts = {**old, **seal(old, LATER).texts}
    one, two = read_chain(texts[CHAIN]).lines
    assert (one,) == read_chain(old[CHAIN]).lines
    assert read_seal(texts[SEAL]).contents[2].sealed == "", "nobody knows on which day that was"
    assert read_seal(texts[SEAL]).contents[2].approval_sealed == two.day
    made(texts)
    assert rewritten(texts, old) == []
    # The older seal says nothing of who approved, and so contradicts nobody.
    assert rewritten(change(texts, RECORD, {"The board": "The clerk"}), old) == []


# The day


def test_an_approval_is_no_older_than_what_was_published_as_a_draft():
    day = TODAY - timedelta(days=1)
    with pytest.raises(ProblemsError, match="was sealed on 2026-11-22 as not yet approved"):
        approved(SEALED, 2, approval=Approval("The board", day))
    # Before it was ever sealed it may have been approved.
    texts = change(DRAFT, RECORD, {"inserted:": f"approved_by: B\napproved_on: {day}\ninserted:"})
    made({**texts, **seal(texts, TODAY).texts})


def test_revising_a_pending_record_begins_its_days_anew():
    pending = change(SEALED, SECTION, DUSK)
    day = LATER + timedelta(days=60)
    heading = Heading(0, "Wax", day, "Oil ran out.", "Bring wax.", approved_by="The board")
    pending |= amend(pending, TODAY, heading).texts
    assert read_seal(pending[SEAL]).contents[3].sealed == TODAY.isoformat()
    other = change(pending, SECTION, {"at sunset": "at noon"})
    changes = revise(other, LATER, 3, Revision())
    assert "is to be approved anew" in changes.remarks[-1]
    revised = {**other, **changes.texts}
    kept = read_seal(revised[SEAL]).contents[3]
    assert (kept.sealed, dict(kept.added)) == (LATER.isoformat(), {})
    assert rewritten(revised, pending) == []
    # The same approval upon other words is told; a new one is not.
    with pytest.raises(ProblemsError, match="keeps the approval of amendment 3, which does someth"):
        revise(other, LATER, 3, Revision(approved_by="The board"))
    path = next(path for path in revised if path.startswith("docs/amendments/0003"))
    carried = change(revised, path, {"kind: ": "approved_by: The board\nkind: "})
    assert rewritten(carried, pending) == ["published-approval-carried"]
    anew = replace_day(carried)
    assert rewritten(anew, pending) == []


def replace_day(texts: Texts) -> Texts:
    path = next(path for path in texts if path.startswith("docs/amendments/0003"))
    lines = f"approved_by: The board\napproved_on: {LATER}\n"
    return change(texts, path, {"approved_by: The board\n": lines})


# What readers are told


def test_pages_paper_feed_and_data_say_who_approved_and_when():
    output = made(approved(SEALED, 2))
    pages, files = output.pages.pages, output.pages.files
    words = "Approved by The board on 22 November 2026"
    for page in ("amendments/index.md", "amendments/2.md", "print/index.md"):
        assert words in pages[page], page
    assert f"{words}. In the sealed record since 22 December 2026." in pages["amendments/2.md"]
    assert f"{words}. Why:" in files["amendments/feed.xml"]
    one, two = json.loads(files["manual.json"])["amendments"]
    assert (two["approved_by"], two["approved_on"]) == ("The board", "2026-11-22")
    assert one["approved_on"] is None
    assert "In force 1 November 2026" in pages["amendments/2.md"]


def test_an_approval_without_a_day_has_that_of_its_sealing():
    output = made(approved(SEALED, 2, approval=Approval("The board")))
    assert "Approved by The board; recorded 22 December 2026." in output.pages.pages[
        "amendments/index.md"
    ]  # fmt: skip


def test_an_earlier_wording_that_was_approved_afterwards_says_so():
    pending = change(SEALED, SECTION, DUSK)
    pending |= amend(pending, TODAY, Heading(0, "Wax", TODAY, "Oil ran out.", "Bring wax.")).texts
    texts = approved(pending, 2, approval=Approval("The board", LATER))
    page = bare(made(texts).pages.pages["lighthouse/lamp/as-at/2026-11-01.md"])
    assert "it was approved only on 22 December 2026" in page


# The commands


def run(root: Path, *words: str, day: date = LATER) -> Result:
    noon = f"{(day - date(1970, 1, 1)).days * 86400 + 43200}"
    return CliRunner().invoke(
        main, [*words, "--root", str(root)], env={"SOURCE_DATE_EPOCH": noon}, color=False
    )


def test_amend_records_who_approved_and_the_source(tmp_path: Path):
    write_texts(tmp_path, change(SEALED, SECTION, DUSK))
    asked = ["amend", "Wax", "--reason", "Oil ran out.", "--action", "Bring wax."]
    told = ["--approved-by", "The board", "--approved-on", "2026-12-01", "--source"]
    done = run(tmp_path, *asked, *told, "https://a.test/minutes")
    assert done.exit_code == 0, done.output
    (record,) = tmp_path.glob("docs/amendments/0003*")
    lines = 'source: "https://a.test/minutes"\napproved_by: The board\napproved_on: 2026-12-01\n'
    assert lines in record.read_text(encoding="utf-8")
    assert run(tmp_path, "verify").exit_code == 0


@pytest.mark.parametrize("options", [("--by", "--on"), ("--approved-by", "--approved-on")])
def test_approve_takes_numbers_and_ranges(tmp_path: Path, options: tuple[str, str]):
    both = change(DRAFT, "docs/amendments/0001-first-edition.md", {"approved_by: The board\n": ""})
    write_texts(tmp_path, {**both, **seal(both, TODAY).texts})
    by, on = options
    done = run(tmp_path, "approve", "1-2", by, "The board", on, "2026-12-01")
    assert done.exit_code == 0, done.output
    assert run(tmp_path, "verify").exit_code == 0
    again = run(tmp_path, "approve", "1", "2", by, "The clerk")
    assert again.exit_code == 1
    assert again.stderr.count("was approved already, by The board") == 2


@pytest.mark.parametrize("numbers", ["x", "0", "5-3", "5-", "1.5", "-1"])
def test_what_names_no_amendment_is_told(tmp_path: Path, numbers: str):
    done = run(tmp_path, "approve", "--by", "The board", "--", numbers)
    assert done.exit_code == 2
    assert "names no amendments: write 5, or 5-7 for 5, 6 and 7" in done.stderr


def test_help_lists_the_commands_by_who_uses_them():
    said = CliRunner().invoke(main, ["--help"]).output
    heads = re.findall(r"^(To .*):$", said, re.MULTILINE)
    own = ["To edit", "To review and approve", "To publish", "To begin a manual", "To audit"]
    assert heads == own
    assert said.count("...") == 1, "each sentence is whole; the usage line has one"
