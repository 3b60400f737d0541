"""Lines that somebody adds to the true chain by hand, each held against the one before it.

Whoever does so may write any leaves, and say anything of what a line adds and takes away.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from invented import TODAY, TREE, change, go_on
from manual.address import CHAIN, CONTACTS, SEAL
from manual.approve import Approval, approve
from manual.build import build
from manual.keep import seal
from manual.problem import ProblemsError
from manual.published import hold_against
from manual.read import Collector, read_texts
from manual.seal.answer import Answer
from manual.seal.chain import Chain, Line, read_chain, write_chain
from manual.seal.file import read_seal, write_seal
from manual.seal.leaves import Delta, leaves_of, root_of
from manual.seal.model import SealedRecord, hash_text
from manual.verify import verify_folder
from test_rewriting import DRAFT, PENDING, TRUE, resealed

Texts = dict[str, str]
LATER = TODAY + timedelta(days=20)
AGAIN = LATER + timedelta(days=1)
NEW = """\
---
amendment: 5
title: Sunset
in_force: 2026-11-22
reason: Dusk is vague.
action: Look at the sun.
---

2.1.1 Light the lamp at dusk.
"""


def told(texts: Texts, today: date = AGAIN) -> str:
    return "\n".join(problem.message for problem in verify_folder(texts, today).problems)


def plus(chain: Chain, leaves: Iterable[str], day: date = LATER) -> Chain:
    """A chain with a line for any leaves."""
    before, last = chain.leaves, chain.last
    after = frozenset(leaves)
    line = Line(last.n + 1, day.isoformat(), last.edition, last.hash, root_of(after))
    delta = Delta(line.n, after - before, before - after)
    return Chain((*chain.lines, line), (*chain.deltas, delta))


def recorded(texts: Texts, number: int, change: Callable[[SealedRecord], SealedRecord]) -> Texts:
    """Texts with something else in the seal of a record, and a line for that."""
    sealed = read_seal(texts[SEAL])
    contents = {**sealed.contents, number: change(sealed.contents[number])}
    forged = replace(sealed, contents=contents)
    chain = plus(read_chain(texts[CHAIN]), leaves_of(forged))
    return {**texts, SEAL: write_seal(forged), CHAIN: write_chain(chain)}


def without(texts: Texts, *starts: str, day: date = LATER) -> Texts:
    """Texts whose chain has one more line, in which some leaves are gone."""
    chain = read_chain(texts[CHAIN])
    kept = [leaf for leaf in chain.leaves if not leaf.startswith(starts)]
    return {**texts, CHAIN: write_chain(plus(chain, kept, day))}


def then(before: Texts, forged: Texts) -> Texts:
    """Forged texts, sealed anew and upon the lines of `before`, a day later."""
    return go_on({**TRUE, CHAIN: before[CHAIN]}, resealed(forged), AGAIN)


def test_a_line_that_only_drops_and_brings_back_is_told():
    assert told(TRUE) == ""
    dropped = without(TRUE, "sealed 4 ")
    backdated = change(TRUE, PENDING, {"in_force: 2027-03-01": "in_force: 2026-11-12"})
    assert "dates amendment 4 before 2026-12-12, when it was still to" in told(
        then(dropped, backdated)
    )
    gone = without(TRUE, "record 4 ")
    assert "drops amendment 4 and does not say that it was withdrawn" in told(then(gone, TRUE))


def test_an_amendment_to_come_is_not_dated_before_the_last_line_in_which_it_was_to_come():
    later = {**TRUE, **seal(change(TRUE, "docs/about.md", {}), LATER).texts}
    later = {**later, "docs/more.md": "# More\n"}
    later |= seal(later, LATER).texts
    assert len(read_chain(later[CHAIN]).lines) == 2
    assert told(later) == ""
    # The seal knows that it was sealed first on 22 November; the chain that it was yet to come.
    backdated = change(later, PENDING, {"in_force: 2027-03-01": "in_force: 2026-12-01"})
    reading = read_texts(resealed(backdated), AGAIN, Collector())
    answer = Answer("published/seal.json", later[SEAL], chain=later[CHAIN])
    by_published = [problem.message for problem in hold_against(reading, [answer]).problems]
    said = "amendment 4 was published on 2026-12-12 as one to come, and is dated 2026-12-01"
    assert said in by_published
    assert "dates amendment 4 before 2026-12-12" in told(go_on(later, resealed(backdated), AGAIN))


def test_a_day_that_is_added_to_an_approval_is_none_on_which_the_amendment_was_a_draft():
    texts = {**TRUE, **approve(TRUE, LATER, [3], Approval("The board")).texts}
    assert told(texts) == ""
    forged = change(texts, DRAFT, {"The board": "The board\napproved_on: 2026-11-09"})
    assert "amendment 3 was sealed on 2026-11-22 as not yet approved, and says" in told(forged)
    with pytest.raises(ProblemsError, match="was sealed on 2026-11-22 as not yet approved"):
        seal(forged, AGAIN)
    added = {"approved_by": "The board", "approved_on": "2026-11-09"}
    forged = recorded(forged, 3, lambda content: replace(content, added={**content.added, **added}))
    assert "approves amendment 3 on a day before 2026-11-22, when it was a draft" in told(forged)
    # A day since then is none of those.
    honest = change(texts, DRAFT, {"The board": "The board\napproved_on: 2026-12-01"})
    honest |= seal(honest, AGAIN).texts
    assert told(honest) == ""
    assert read_seal(honest[SEAL]).contents[3].approval_sealed == LATER.isoformat()


def test_no_approval_gets_another_day_beside_a_source():
    path = "docs/amendments/0002-the-boat.md"
    texts = change(TRUE, path, {"approved_by:": "source: https://light.test/2\napproved_by:"})
    texts |= seal(texts, LATER).texts
    assert told(texts) == ""
    sealed = read_seal(texts[SEAL]).contents[2]
    forged = recorded(
        {**texts, CHAIN: TRUE[CHAIN]}, 2, lambda _: replace(sealed, approval_sealed="2026-11-02")
    )
    assert "alters the day on which the approval of amendment 2 was sealed" in told(forged)


@pytest.mark.parametrize("day", ["2026-11-25", "2027-01-01", ""])
def test_nothing_is_sealed_first_on_another_day_than_that_of_its_line(day: str):
    texts = change(TRUE, "docs/lighthouse/lamp.md", {"at dusk": "at sunset"})
    texts["docs/amendments/0005-sunset.md"] = NEW
    texts |= seal(texts, LATER).texts
    assert told(texts) == ""
    sealed = read_seal(texts[SEAL]).contents[5]
    assert sealed.sealed == LATER.isoformat()
    forged = recorded({**texts, CHAIN: TRUE[CHAIN]}, 5, lambda _: replace(sealed, sealed=day))
    assert f"it gives {day or 'no day'} for what amendment 5 does, or the day" in told(forged)


def test_contacts_that_have_not_changed_keep_their_day():
    sealed = read_seal(TRUE[SEAL])
    assert sealed.list_of_contacts
    listed = replace(sealed.list_of_contacts, since=LATER.isoformat())
    forged = replace(sealed, list_of_contacts=listed)
    chain = plus(read_chain(TRUE[CHAIN]), leaves_of(forged))
    texts = {**TRUE, SEAL: write_seal(forged), CHAIN: write_chain(chain)}
    assert "it alters the day of the last change of the contacts" in told(texts)


def test_a_line_names_the_edition_that_its_amendments_make():
    chain = read_chain(TRUE[CHAIN])
    last = replace(chain.last, edition="2026-11-01.2")
    forged = {**TRUE, CHAIN: write_chain(Chain((*chain.lines[:-1], last), chain.deltas))}
    assert last != chain.last
    assert f"it names the edition 2026-11-01.2, and {chain.last.edition} was in" in told(forged)


PAST = {
    "edition: 2026-11-22\n": "edition: 2026-12-12\n",
    "changes:\n": (
        "changes:\n"
        "  - {date: 2026-12-12, what: Another title, steps: []}\n"
        "  - {date: 2026-11-20, what: Said to be of old, steps: []}\n"
    ),
    "title: Shall I": "title: May I",
}


def test_no_flowchart_gets_an_edition_of_a_day_that_is_past():
    forged = change(TRUE, TREE, PAST)
    with pytest.raises(ProblemsError, match="an edition of 2026-11-20, before that of 2026-11-22"):
        seal(forged, LATER)
    assert "light an edition of 2026-11-20" in told(go_on(TRUE, resealed(forged), LATER))
    answer = Answer("published/seal.json", TRUE[SEAL], chain=TRUE[CHAIN])
    found = hold_against(read_texts(forged, LATER, Collector()), [answer]).problems
    assert "an edition of 2026-11-20 was not published" in "\n".join(one.message for one in found)
    honest = change(TRUE, TREE, {**PAST, "changes:\n": PAST["changes:\n"].rpartition("  - ")[0]})
    assert told({**honest, **seal(honest, LATER).texts}) == ""


def test_a_number_is_mended_on_the_day_of_its_check_and_not_after():
    checked = {
        "phone: 01632 960001": "phone: 01632 960007",
        "checked: 2026-11-01": f"checked: {LATER}",
    }
    first = change(TRUE, CONTACTS, checked)
    first |= seal(first, LATER).texts
    mended = change(first, CONTACTS, {"01632 960007": "01632 960008"})
    answer = Answer("published/seal.json", first[SEAL], chain=first[CHAIN])
    for day, count in ((LATER, 0), (AGAIN, 1)):
        found = hold_against(read_texts(mended, day, Collector()), [answer]).problems
        assert len(found) == count
        unchecked = [
            one for one in build(mended, day).notices if one.rule == "contact-changed-unchecked"
        ]
        assert len(unchecked) == count
    assert told({**mended, **seal(mended, LATER).texts}) == ""
    assert "behind its check of" in told(go_on(first, resealed(mended), AGAIN))


def test_two_leaves_in_one_make_the_same_root_and_are_refused():
    chain = read_chain(TRUE[CHAIN])
    days = sorted(leaf for leaf in chain.leaves if leaf.startswith("in-force "))
    both = frozenset({*(chain.leaves - frozenset(days)), "\n".join(days)})
    assert root_of(both) == chain.last.root
    forged = {**TRUE, CHAIN: write_chain(Chain(chain.lines, (Delta(1, both, frozenset()),)))}
    assert "the chain cannot be read: deltas, 0, added" in told(forged)


def test_what_a_line_only_says_to_be_gone_changes_nothing():
    """As if an approval were gone, so that its words may change."""
    chain = read_chain(TRUE[CHAIN])
    line = plus(chain, chain.leaves)
    phantom = Delta(2, frozenset(), frozenset({"approval 4 x", "added 4 approved_by x"}))
    texts = {**TRUE, CHAIN: write_chain(Chain(line.lines, (*chain.deltas, phantom)))}
    assert told(texts) == ""
    forged = change(texts, "docs/lighthouse/boat.md", {"Tie up the boat.": "Leave the boat."})
    assert "keeps the approval of amendment 4" in told(go_on(texts, resealed(forged), AGAIN))


def test_a_file_whose_name_has_a_line_break_is_one_leaf():
    name = "a\nrecord 2 b.docx"
    sealed = replace(read_seal(TRUE[SEAL]), files={name: hash_text("x")})
    (leaf,) = [leaf for leaf in leaves_of(sealed) if leaf.startswith("file ")]
    assert leaf == f"file a\\nrecord 2 b.docx {hash_text('x')}"
