"""The seal: nothing that was published changes in silence, and one command records what changed."""

import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import BASE, SECTION, TODAY, TREE, change, report, with_older_seal
from manual.address import CHAIN, SEAL
from manual.amendments.load import load_record
from manual.build import build
from manual.keep import amend, revise, seal
from manual.numbers.numbering import PLAIN
from manual.problem import ProblemsError
from manual.provisions.canonical import escape_numbers
from manual.provisions.load import load_section, load_wordings, write_wording
from manual.seal.draft import Difference, Heading, Revision, write_record
from manual.seal.file import read_seal, write_seal
from manual.seal.merge import split_merge

RECORD = "docs/amendments/0002-the-boat.md"
LATER = TODAY + timedelta(days=100)


def sealed(texts: dict[str, str] = BASE) -> dict[str, str]:
    return {**texts, **seal(texts, TODAY).texts}


SEALED = sealed()


def heading(title: str = "Wax", day: date = TODAY, **more: object) -> Heading:
    return Heading(0, title, day, "Oil ran out.", "Bring wax.", **more)  # type: ignore[arg-type]


def amended(texts: dict[str, str], **more: object) -> dict[str, str]:
    """The texts after `manual amend`."""
    return {**texts, **amend(texts, TODAY, heading(**more)).texts}


def said(texts: dict[str, str]) -> str:
    return report(build(texts, TODAY))


def raised(call: object) -> str:
    with pytest.raises(ProblemsError) as caught:
        call()  # type: ignore[operator]
    return str(caught.value)


# What a record gives back

words = st.lists(
    st.sampled_from(
        ["lamp", "2.5", "2.1.3", "`a  b`", "**2.5**", "-", "|", "café", "\u00a0x", "#"]
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: f"{' '.join(parts)} end")
plain = words.map("The {}".format)
block = st.one_of(
    plain,
    words.filter(lambda text: text[0] not in "|-#").map(escape_numbers),
    st.lists(plain, min_size=2, max_size=3).map("  \n".join),
    st.lists(words.map("- {}".format), min_size=1, max_size=3).map("\n".join),
    words.map("1. {}\n2. b".format),
    words.map("1. a\n  - {}\n2. b".format),
    words.map("(a) {}\n(i) b\n(ii) c\n(b) d".format),
    words.map("• {}\no b\no c".format),
    words.map("a. b\n\n    {}\n\nb. c".format),
    words.map("- a\n\n    {}\n\n        c  d\n        e".format),
    words.map("> {}".format),
    words.map("```\n{}\n\n\n## x\n2.1.9 y\n```".format),
    words.map("    {}\n      z  z".format),
    st.just("a | b\n--- | ---\n2.5 | d"),
    st.just("| a | b |\n| - | - |\n| c | d |"),
    st.just('!!! note "N"\n\n    2.5 deep'),
)
wordings = st.lists(
    st.tuples(st.sampled_from(["", "## A heading\n\n"]), st.lists(block, min_size=1, max_size=4)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=200, deadline=None)
@given(wordings, st.sampled_from([" ", "\n\n"]))
def test_a_record_reads_back_as_the_wordings_that_stood(parts, between: str):
    bodies = [
        f"{heading}2.1.{n}{between if blocks[0].startswith('The') else chr(10) * 2}"
        + "\n\n".join(blocks)
        for n, (heading, blocks) in enumerate(parts, 1)
    ]
    scope = "\n\n".join(parts[0][1])
    front = "section: 2.1\ntitle: 'The  lamp: 2.5'\nreviewed: 2026-11-01\nreview_by: 2027-11-01"
    text = f"---\n{front}\n---\n\n{scope}\n\n" + "\n\n".join(bodies)
    provisions = load_section("lighthouse/lamp.md", text).provisions
    record = "\n\n".join(write_wording(p.number, p.wording) for p in provisions)
    read = {p.number: p.wording for p in load_wordings("r.md", record, 1)}
    assert read == {p.number: p.wording for p in provisions}


# What a build refuses


def test_a_sealed_manual_builds():
    assert said(SEALED) == ""


def test_a_seal_reads_back_as_it_was_written():
    assert write_seal(read_seal(SEALED[SEAL])) == SEALED[SEAL]


def test_a_changed_word_is_refused_and_the_record_to_add_is_ready_to_paste():
    texts = change(SEALED, SECTION, {"at dusk": "at sunset"})
    problems = build(texts, TODAY).problems
    assert [problem.message for problem in problems] == [
        "the record of what has changed is missing",
        "2.1.1 has been changed, and no amendment records it",
    ]
    path = problems[0].where.path
    record = problems[0].hint.split("\n\n", 1)[1]
    pasted = {**texts, path: record}
    output = build(pasted, TODAY)
    assert report(output) == ""
    notices = [notice.message for notice in output.notices]
    assert "amendment 3 is recorded and not yet sealed" in notices
    assert said({**pasted, **seal(pasted, TODAY).texts}) == ""


@pytest.mark.parametrize(
    "new",
    ["2.1.1 Light the\n  lamp   at dusk.", "2.1.1 Light the lamp at dusk.  "],
    ids=["wrapped", "spaces"],
)
def test_wrapping_and_spaces_are_no_change(new: str):
    assert said(change(SEALED, SECTION, {"2.1.1 Light the lamp at dusk.": new})) == ""


FREE = ("approved_by:", "reviewed:", "review_by:")
"""Lines that say nothing of the wording, and may change."""


def _places() -> list[tuple[str, int]]:
    """Every place of a section or a record that the seal has to guard."""
    places = []
    for path in (SECTION, "docs/lighthouse/boat.md", RECORD):
        start = 0
        for line in SEALED[path].splitlines(keepends=True):
            if not line.startswith(FREE):
                places += [(path, start + at) for at in range(len(line))]
            start += len(line)
    return places


def _pages(texts: dict[str, str]) -> dict[str, str]:
    output = build(texts, TODAY)
    return {**output.pages.pages, **output.pages.files} if output.pages else {}


SHOWN = _pages(SEALED)
signs = st.one_of(
    st.sampled_from("xX7 .-*_`#|>\\\n\t\u00a0\u200b\u0301é\"':[]{}"), st.characters(codec="utf-8")
)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(_places()), signs, st.sampled_from(["replaced", "added", "dropped"]))
def test_what_alters_a_sealed_wording_or_record_is_caught_or_changes_nothing_shown(
    place: tuple[str, int], sign: str, how: str
):
    path, at = place
    text = SEALED[path]
    after = at if how == "added" else at + 1
    new = text[:at] + ("" if how == "dropped" else sign) + text[after:]
    assert _pages({**SEALED, path: new}) in ({}, SHOWN), repr(new[max(at - 20, 0) : at + 20])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([place for place in _places() if SEALED[place[0]][place[1]].isalnum()]))
def test_altering_any_letter_of_a_wording_or_a_record_is_caught(place: tuple[str, int]):
    path, at = place
    text = SEALED[path]
    other = "x" if text[at] != "x" else "y"
    assert said({**SEALED, path: text[:at] + other + text[at + 1 :]}) != ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: The boat", "title: The boats"),
        ("A boat was bought", "A boat was built"),
        ("2026-11-01", "2026-11-02"),
        ("Row out earlier", "Row out"),
    ],
)
def test_altering_a_sealed_record_is_caught(old: str, new: str):
    texts = change(SEALED, RECORD, {old: new})
    assert "amendment 2 was altered since it was sealed" in said(texts)


def test_what_is_told_since_of_a_title_is_no_problem_of_a_sealed_record(monkeypatch):
    """Nobody may change it."""
    record = "docs/amendments/0002-the-boat.md"
    texts = change(BASE, record, {"title: The boat": "title: The **boat**"})
    assert "'title' is shown as it is" in report(build(texts, TODAY))
    with monkeypatch.context() as of_old:
        of_old.setattr("manual.rendering.find_mark", lambda _: "")
        texts |= seal(texts, TODAY).texts
    assert report(build(texts, TODAY)) == ""


def test_a_sealed_record_that_is_gone_is_missed():
    texts = {path: text for path, text in SEALED.items() if path != RECORD}
    assert "the record of amendment 2 is missing" in said(texts)


def test_a_number_that_vanished_is_missed():
    data = json.loads(SEALED[SEAL])
    data["numbers"].append("2.2.9")
    faults = said({**SEALED, SEAL: json.dumps(data)})
    assert "2.2.9 was published, and nothing says what became of it" in faults


@pytest.mark.parametrize(("days", "is_published"), [(-1, True), (0, True), (1, False)])
def test_a_number_is_published_from_the_day_of_its_amendment(days: int, is_published: bool):  # noqa: FBT001
    texts = change(SEALED, SECTION, {"2.1.3 Stay awake.": "2.1.3 Stay awake.\n\n2.1.4 Sing."})
    texts = amended(texts, day=TODAY + timedelta(days=days))
    assert ("2.1.4" in read_seal(texts[SEAL]).numbers) == is_published


def test_a_record_dated_before_one_in_force_is_refused():
    texts = change(SEALED, SECTION, {"at dusk": "at sunset"})
    day = date(2026, 10, 1)
    faults = raised(lambda: amend(texts, TODAY, heading(day=day)))
    assert "amendment 3 is dated before amendment 2, which is in force" in faults


def test_a_page_that_is_gone_is_missed_and_one_that_says_where_it_was_is_not():
    boat = "docs/lighthouse/boat.md"
    texts = {path: text for path, text in SEALED.items() if path != boat}
    moved = {**texts, "docs/lighthouse/dinghy.md": SEALED[boat]}
    assert "the page /lighthouse/boat/ was published and is no longer there" in said(moved)
    front = {"section: 2.2": "section: 2.2\nmoved_from: [lighthouse/boat/]"}
    output = build(change(moved, "docs/lighthouse/dinghy.md", front), TODAY)
    assert report(output) == ""
    assert 'href="../dinghy/"' in output.pages.pages["lighthouse/boat.md"]


def test_a_section_that_is_withdrawn_keeps_its_tombstones():
    boat = "docs/lighthouse/boat.md"
    front, _, _ = SEALED[boat].partition("2.2.1")
    texts = {**SEALED, boat: front.replace("section: 2.2", "section: 2.2\nwithdrawn: true")}
    output = build(amended(texts), TODAY)
    assert report(output) == ""
    page = output.pages.pages["lighthouse/boat.md"]
    assert page.count("data-tombstone") == 3
    assert 'id="2.2.1"' in page
    assert "data-wording" not in page


def test_a_flowchart_that_changes_needs_an_edition():
    texts = change(SEALED, TREE, {"Is it dusk?": "Is it dark?"})
    assert "the flowchart has changed, and its edition is still 2026-11-22" in said(texts)
    new = {"edition: 2026-11-22": "edition: 2026-11-23", "changes:\n": (
        "changes:\n  - {date: 2026-11-23, what: Clearer, steps: [dusk]}\n"
    )}  # fmt: skip
    assert said(change(texts, TREE, new)) == ""


def test_a_step_that_is_gone_must_say_what_took_its_place():
    texts = {**SEALED, TREE: SEALED[TREE].replace("first: dusk", "first: dark")}
    texts[TREE] = (
        texts[TREE]
        .replace("  dusk:\n", "  dark:\n")
        .replace("edition: 2026-11-22", "edition: 2026-11-23")
    )
    entry = "changes:\n  - {date: 2026-11-23, what: Renamed, steps: [dark]}\n"
    texts[TREE] = texts[TREE].replace("changes:\n", entry)
    cases = "decision_tree/light.cases.yml"
    texts[cases] = texts[cases].replace("dusk", "dark")
    assert "the step 'dusk' was published and is no longer there" in said(texts)
    texts[TREE] = texts[TREE].replace("[dark]}", "[dark], replaced: {dusk: dark}}")
    assert said(texts) == ""


@pytest.mark.parametrize(
    ("seal_text", "message"),
    [
        ("{", "the seal cannot be read"),
        ('{"version": 2}', "the seal cannot be read"),
        (
            SEALED[SEAL].replace("Light the lamp at dusk", "Light the lamp at noon", 1),
            "the seal disagrees with itself about 2.1.1",
        ),
        ("<<<<<<< a\n=======\n>>>>>>> b\n", "two changes of the seal have met"),
    ],
    ids=["no json", "another version", "a lie", "an open merge"],
)
def test_a_seal_that_cannot_be_trusted_is_named(seal_text: str, message: str):
    assert message in said({**SEALED, SEAL: seal_text})


# What the command does


def test_amend_finds_what_was_substituted_inserted_deleted_and_renumbered():
    texts = change(
        SEALED,
        SECTION,
        {
            "at dusk": "at sunset",
            "2.1.2 Tend the lamp:\n\n- trim the wick;\n- fill the tank.\n": "",
            "2.1.3 Stay awake. Paragraph 2.1.2 says what to do.": (
                "2.1.3 Stay awake.\n\n2.1.4 Ring the bell."
            ),
        },
    )
    texts = {**texts, TREE: texts[TREE].replace("[2.1.2]", "[2.1.1]")}
    del texts[CHAIN]
    kept = amend({**texts, SEAL: _resealed_tree(texts)}, TODAY, heading())
    assert kept.difference is not None
    assert [str(number) for number in kept.difference.substituted] == ["2.1.1", "2.1.3"]
    assert [str(number) for number in kept.difference.inserted] == ["2.1.4"]
    assert [str(number) for number in kept.difference.deleted] == ["2.1.2"]


def _resealed_tree(texts: dict[str, str]) -> str:
    """The seal with the tree as it is now, so that only the wordings differ."""
    data = json.loads(SEALED[SEAL])
    tree = {"decision_tree/light.yml": texts[TREE]}
    data["trees"] = json.loads(seal({**BASE, **tree}, TODAY).texts[SEAL])["trees"]
    return json.dumps(data)


def test_amend_sees_a_provision_that_only_moved_as_renumbered():
    texts = change(SEALED, "docs/lighthouse/boat.md", {"2.2.2 Tie up": "2.2.3 Tie up"})
    output = build(amended(texts), TODAY)
    assert report(output) == ""
    page = output.pages.pages["lighthouse/boat.md"]
    assert 'id="2.2.2" data-provision="2.2.2" data-tombstone' in page
    assert "Now" in page.split('id="2.2.2"')[1].split('id="2.2.3"')[0]


def test_nothing_changed_is_said():
    assert "nothing has changed since the seal" in raised(lambda: amend(SEALED, TODAY, heading()))


def test_what_was_recorded_by_hand_is_sealed_first():
    texts = change(SEALED, SECTION, {"at dusk": "at sunset"})
    by_hand = {path: text for path, text in amended(texts).items() if path != SEAL}
    by_hand |= {path: SEALED[path] for path in (SEAL, CHAIN)}
    faults = raised(lambda: amend(by_hand, TODAY, heading()))
    assert "amendment 3, recorded by hand, is not yet sealed" in faults


def test_a_pending_record_leaves_the_present_wording_and_announces_itself():
    texts = amended(change(SEALED, SECTION, {"at dusk": "at sunset"}), day=LATER)
    page = build(texts, TODAY).pages.pages["lighthouse/lamp.md"]
    wording = page.split('id="2.1.1"')[1].split("data-wording")[1].split("</div>")[0]
    assert "dusk" in wording
    assert "From 2 March 2027: this paragraph reads differently" in page
    later = build(texts, LATER).pages.pages["lighthouse/lamp.md"]
    assert "sunset" in later.split('id="2.1.1"')[1].split("data-wording")[1].split("</div>")[0]


def test_a_pending_record_can_be_revised_and_withdrawn_until_its_day():
    texts = amended(change(SEALED, SECTION, {"at dusk": "at sunset"}), day=LATER)
    again = change(texts, SECTION, {"at sunset": "at nightfall"})
    assert "2.1.1 has been changed" in said(again)
    again = {**again, **revise(again, TODAY, 3, Revision()).texts}
    assert said(again) == ""
    back = change(again, SECTION, {"at nightfall": "at dusk"})
    kept = revise(back, TODAY, 3, Revision())
    assert kept.removed == ("docs/amendments/0003-wax.md",)
    back = {path: text for path, text in {**back, **kept.texts}.items() if path not in kept.removed}
    assert said(back) == ""
    assert "amendment 2 is in force" in raised(lambda: revise(SEALED, TODAY, 2, Revision()))


def test_what_holds_until_the_day_of_a_pending_record_is_altered_by_nobody():
    """Its texts and its lists alone tell how the manual stands today."""
    texts = amended(change(SEALED, SECTION, {"at dusk": "at sunset"}), day=LATER)
    record = "docs/amendments/0003-wax.md"
    for altered in ({"at dusk": "at noon"}, {"\n---\n\n": "\ninserted: ['2.1.2']\n---\n\n"}):
        by_hand = change(texts, record, altered)
        told = raised(lambda by_hand=by_hand: revise(by_hand, TODAY, 3, Revision()))
        assert "amendment 3 was altered since it was sealed" in told
    retitled = change(texts, record, {"title: Wax": "title: Oil"})
    kept = {**retitled, **revise(retitled, TODAY, 3, Revision()).texts}
    assert "title: Oil" in kept[record]
    assert said(kept) == ""


def test_an_amendment_in_force_does_not_become_pending_by_hand():
    record = "docs/amendments/0002-the-boat.md"
    [day] = re.findall(r"in_force: (\S+)", SEALED[record])
    by_hand = change(SEALED, record, {day: "2027-03-01"})
    told = raised(lambda: revise(by_hand, TODAY, 2, Revision()))
    assert "amendment 2 was altered since it was sealed" in told


def test_a_seal_of_before_it_remembered_them_knows_the_whole_record():
    texts = amended(change(SEALED, SECTION, {"at dusk": "at sunset"}), day=LATER)
    old = json.loads(texts[SEAL])
    del old["earlier"]
    texts = with_older_seal({**texts, SEAL: json.dumps(old)})
    again = change(texts, SECTION, {"at sunset": "at nightfall"})
    assert said({**again, **revise(again, TODAY, 3, Revision()).texts}) == ""
    retitled = change(texts, "docs/amendments/0003-wax.md", {"title: Wax": "title: Oil"})
    assert "was altered" in raised(lambda: revise(retitled, TODAY, 3, Revision()))


def test_a_pending_insertion_can_be_withdrawn_and_its_amendment_says_so():
    ring = {"2.1.3 Stay awake. Paragraph 2.1.2 says what to do.": (
        "2.1.3 Stay awake. Paragraph 2.1.2 says what to do.\n\n2.1.4 Ring the bell."
    )}  # fmt: skip
    texts = amended(change(SEALED, SECTION, ring), day=LATER)
    assert "2.1.4" not in read_seal(texts[SEAL]).numbers
    back = {**texts, SECTION: SEALED[SECTION]}
    back = {**back, **revise(back, TODAY, 3, Revision()).texts}
    del back["docs/amendments/0003-wax.md"]
    output = build(back, TODAY)
    assert report(output) == ""
    assert "withdrawn before it came into force" in output.pages.pages["amendments/3.md"]
    again = amended(change(back, SECTION, {"at dusk": "at sunset"}))
    assert "amendment: 4" in again["docs/amendments/0004-wax.md"]
    reused = change(again, "docs/amendments/0004-wax.md", {"amendment: 4": "amendment: 3"})
    assert "amendment 3 was withdrawn, and its number is not used again" in said(reused)
    assert "give this one the number 5" in said(reused)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://light.test/", "https://beacon.test/manual/"),
        ("  manual:\n", "  manual:\n    since: 2026-02-01\n"),
    ],
)
def test_the_ids_of_the_feed_stay_when_the_site_moves(old: str, new: str):
    moved = change(SEALED, "mkdocs.yml", {old: new})
    assert "and began with tag:light.test,2026-01-01" in said(moved)
    assert "write 'former_host: light.test' and 'since: 2026-01-01'" in said(moved)


def test_a_site_that_names_its_former_host_keeps_the_ids_of_its_feed():
    moved = change(SEALED, "mkdocs.yml", {"https://light.test/": "https://beacon.test/manual/"})
    moved = change(moved, "mkdocs.yml", {"manual:\n": "manual:\n    former_host: light.test\n"})
    output = build(moved, TODAY)
    assert report(output) == ""
    feed = output.pages.files["amendments/feed.xml"]
    assert "<id>tag:light.test,2026-01-01:amendment/2</id>" in feed
    assert 'href="https://beacon.test/manual/amendments/2/"' in feed


def test_an_editorial_amendment_gives_no_updated_mark():
    texts = amended(change(SEALED, SECTION, {"at dusk": "at  dusk now"}), editorial=True)
    page = build(texts, TODAY).pages.pages["lighthouse/index.md"]
    assert "Updated" not in page
    marked = amended(change(SEALED, SECTION, {"at dusk": "at  dusk now"}))
    assert "Updated" in build(marked, TODAY).pages.pages["lighthouse/index.md"]


def test_a_preview_shows_what_is_not_yet_recorded_and_says_so():
    texts = change(SEALED, SECTION, {"at dusk": "at sunset"})
    output = build(texts, TODAY, preview=True)
    assert report(output) == ""
    assert "<ins" in output.pages.pages["lighthouse/lamp.md"].split('id="2.1.1"')[1]
    assert "what has changed is not yet recorded" in [n.message for n in output.notices]


# Two editors


def _merged(ours: str, theirs: str) -> str:
    """A merge that git left open."""
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


def test_two_seals_that_meet_are_made_one():
    ours = amended(change(SEALED, SECTION, {"at dusk": "at sunset"}), title="Ours")
    second = change(SEALED, "docs/lighthouse/boat.md", {"before dark": "before night"})
    theirs = amended(second, title="Theirs")
    record = theirs["docs/amendments/0003-theirs.md"].replace("amendment: 3", "amendment: 4")
    renumbered = {**theirs, "docs/amendments/0004-theirs.md": record}
    renumbered |= {path: SEALED[path] for path in (SEAL, CHAIN)}
    del renumbered["docs/amendments/0003-theirs.md"]
    theirs = {**renumbered, **seal(renumbered, TODAY).texts}
    both = {**ours, **{path: text for path, text in theirs.items() if text != SEALED.get(path)}}
    both[SEAL] = _merged(ours[SEAL], theirs[SEAL])
    both[CHAIN] = _merged(ours[CHAIN], theirs[CHAIN])
    assert split_merge(both[SEAL]) == (ours[SEAL], theirs[SEAL])
    done = {**both, **seal(both, TODAY).texts}
    assert said(done) == ""
    assert set(read_seal(done[SEAL]).records) == {1, 2, 3, 4}


def test_two_amendments_of_one_number_are_explained():
    ours = amended(change(SEALED, SECTION, {"at dusk": "at sunset"}), title="Ours")
    second = change(SEALED, "docs/lighthouse/boat.md", {"before dark": "before night"})
    theirs = amended(second, title="Theirs")
    both = {**ours, **{path: text for path, text in theirs.items() if text != SEALED.get(path)}}
    both[SEAL] = _merged(ours[SEAL], theirs[SEAL])
    faults = raised(lambda: seal(both, TODAY))
    assert "amendment 3 is also in docs/amendments/0003-ours.md" in faults
    assert "give one of the two the number 4" in faults


# A manual that begins

UNRECORDED = {path: text for path, text in BASE.items() if not path.startswith("docs/amendments/")}


def test_a_manual_without_records_is_recorded_whole_by_its_first_amendment():
    done = {**UNRECORDED, **amend(UNRECORDED, TODAY, heading("First edition")).texts}
    record = done["docs/amendments/0001-first-edition.md"]
    assert 'inserted: ["section 2.1", "section 2.2"]' in record
    assert said(done) == ""
    changed = change(done, SECTION, {"at dusk": "at sunset"})
    assert "2.1.1 has been changed, and no amendment records it" in said(changed)


def test_a_manual_without_records_is_not_sealed():
    assert raised(lambda: seal(UNRECORDED, TODAY)) == (
        "docs/amendments:1: no amendment is recorded\n"
        "    hint: run 'manual amend \"First edition\"' with a reason and an action: it seals too"
    )


def test_a_manual_without_records_is_shown_as_it_is_while_it_is_edited():
    output = build(UNRECORDED, TODAY, preview=True)
    assert "First edition" in output.pages.pages["amendments/1.md"]
    assert "what has changed is not yet recorded" not in [n.message for n in output.notices]


def test_records_that_are_all_gone_are_missed():
    texts = {**UNRECORDED, SEAL: SEALED[SEAL]}
    assert (
        "docs/amendments:1: no amendment is recorded\n"
        "    hint: put the records back; a manual that was never published has no seal either"
    ) in said(texts)


# How a record is written


def test_what_an_amendment_of_many_provisions_names_stands_line_by_line():
    """The reader takes lines of at most 10,000 characters."""
    numbers = tuple(PLAIN.read(f"1.{section}") for section in range(1, 1500))
    moved = {PLAIN.read(f"2.1.{n}"): PLAIN.read(f"2.1.{n + 1}") for n in range(1, 1500)}
    text = write_record(heading(), Difference({}, (), numbers, (), moved))
    assert "\ninserted:\n  - section 1.1\n  - section 1.2\n" in text
    assert "\nrenumbered:\n  2.1.1: 2.1.2\n" in text
    assert max(map(len, text.splitlines())) < 100
    record = load_record("r.md", text.replace("amendment: 0", "amendment: 1"))
    assert [str(span.first) for span, _ in record.inserted] == [str(n) for n in numbers]
    assert {old: new for old, new, _ in record.renumbered} == moved


CONTACTS = "docs/contacts.yml"


def noticed(texts: dict[str, str]) -> list[str]:
    """What is told of a number that was not checked when it changed."""
    notices = build(texts, TODAY).notices
    return [notice.message for notice in notices if "'checked' is no later" in notice.message]


def test_sealing_hides_no_number_that_changed_without_a_check():
    texts = {**BASE, **seal(BASE, TODAY).texts}
    texts = change(texts, CONTACTS, {"phone: 01632 960001": "phone: 01632 960002"})
    for _ in range(2):
        assert len(noticed(texts)) == 1
        texts |= seal(texts, TODAY).texts
    texts = change(texts, CONTACTS, {"checked: 2026-11-01": "checked: 2026-11-20"})
    texts |= seal(texts, TODAY).texts
    assert noticed(texts) == []
    assert len(noticed(change(texts, CONTACTS, {"01632 960002": "01632 960001"}))) == 1


def test_a_check_that_was_taken_out_is_not_forgotten():
    """Put back as it was, it does not pass for a check of the new number."""
    texts = {**BASE, **seal(BASE, TODAY).texts}
    texts = change(texts, CONTACTS, {"960001": "960002", "        checked: 2026-11-01\n": ""})
    assert noticed(texts) == []
    texts |= seal(texts, TODAY).texts
    texts = change(texts, CONTACTS, {"960002": "960002\n        checked: 2026-11-01"})
    assert len(noticed(texts)) == 1


def test_no_number_stands_in_the_seal():
    assert "96000" not in seal(BASE, TODAY).texts[SEAL]


# A pending record that was written by hand, and never sealed

HAND = "docs/amendments/0003-by-hand.md"
TANK = change(SEALED, SECTION, {"- fill the tank.": "- fill the large tank."})
OLD = "2.1.2 Tend the lamp:\n\n- trim the wick;\n- fill the tank."


def by_hand(body: str, texts: dict[str, str] = TANK) -> dict[str, str]:
    """The manual with a record of amendment 3 that a person wrote and approved."""
    head = "amendment: 3\ntitle: By hand\nin_force: 2027-03-01\nreason: R\naction: A\n"
    return {**texts, HAND: f"---\n{head}approved_by: The board\n---\n\n{body}\n"}


def revised(texts: dict[str, str], **given: str) -> dict[str, str]:
    """The manual after amendment 3 is revised."""
    kept = revise(texts, TODAY, 3, Revision(**given))
    return {
        path: text for path, text in {**texts, **kept.texts}.items() if path not in kept.removed
    }


@pytest.mark.parametrize(
    "body", ["", OLD, "2.1.2 What never stood.", "2.1.1 Of another paragraph."]
)
def test_revising_by_hand_records_what_the_seal_says_stood(body: str):
    """What the record says of the wording before may be wrong: it is never taken for true."""
    texts = revised(by_hand(body), title="The tank")
    assert texts[HAND].endswith(f"---\n\n{OLD}\n")
    assert "title: The tank\n" in texts[HAND]
    assert said(texts) == ""
    assert read_seal(texts[SEAL]).provisions == read_seal(sealed(by_hand(OLD))[SEAL]).provisions
    assert ("approved_by: The board" in texts[HAND]) == (body == OLD)


def test_revising_by_hand_takes_up_what_has_changed_since():
    texts = revised(change(by_hand(OLD), SECTION, {"2.1.3 Stay awake.": "2.1.3 Stay up."}))
    assert "2.1.3 Stay awake." in texts[HAND]
    assert said(texts) == ""


def test_revising_by_hand_refuses_where_all_is_put_back():
    """What was never published is not withdrawn: its number and its file are left alone."""
    said = raised(lambda: revised({**by_hand(OLD), SECTION: BASE[SECTION]}))
    assert f"{HAND}:1: nothing has changed since the seal\n" in said
    assert "hint: change the text, or delete this file" in said


def test_another_record_by_hand_is_sealed_first():
    texts = change(by_hand(OLD), SECTION, {"2.1.1 Light": "2.1.1 Now light"})
    other = (
        texts[HAND].replace("amendment: 3", "amendment: 4").replace(OLD, "2.1.1 Light the lamp.")
    )
    texts["docs/amendments/0004-other.md"] = other
    assert "amendment 4, recorded by hand, is not yet sealed" in raised(lambda: revised(texts))
