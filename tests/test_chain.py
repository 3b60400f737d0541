"""The chain of sealings, and the proof of each."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import BASE, SECTION, TODAY, change, report
from manual.address import CHAIN, CONTACTS, SEAL
from manual.build import build
from manual.copies.proof import make_proof, read_proof, show_proof
from manual.keep import amend, revise, seal
from manual.problem import ProblemsError
from manual.seal.chain import BEGINNING, Line, extend, read_chain, write_chain
from manual.seal.draft import Heading, Revision
from manual.seal.file import read_seal
from manual.seal.leaves import leaves_of, root_of
from manual.seal.model import hash_text

LATER = TODAY + timedelta(days=100)
SEALED = {**BASE, **seal(BASE, TODAY).texts}
DUSK = {"at dusk": "at sunset"}


def amended(texts: dict[str, str], day: date = TODAY, today: date = TODAY) -> dict[str, str]:
    heading = Heading(0, "Wax", day, "Oil ran out.", "Bring wax.")
    return {**texts, **amend(texts, today, heading).texts}


def lines(texts: dict[str, str]) -> tuple[Line, ...]:
    return read_chain(texts[CHAIN]).lines


def said(texts: dict[str, str], today: date = TODAY) -> str:
    return report(build(texts, today))


# Proofs


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_proof_is_80_bits_and_is_read_as_people_write_it(digest: str):
    proof = make_proof(digest)
    assert len(proof) == 16
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    value = sum(letters.index(letter) << 5 * place for place, letter in enumerate(proof[::-1]))
    assert f"{value:020x}" == digest[:20]
    for written in (
        show_proof(proof),
        proof.lower(),
        proof.replace("0", "O").replace("1", "l"),
        proof.replace("1", "I"),
        show_proof(proof).replace("-", " – "),
    ):
        assert read_proof(written) == proof


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("EKHV-QGP2-ZY4W-P3A", "a proof has 16 characters, and this has 15"),
        ("EKHV-QGP2-ZY4W-P3AGG", "a proof has 16 characters, and this has 17"),
        ("", "a proof has 16 characters, and this has 0"),
        ("EKHV-QGU2-ZY4W-P3AG", "'U' cannot be in a proof: it has digits and the letters A to Z, "),
        ("EKHV-QG?2-ZY4W-P3AG", "'?' cannot be in a proof: "),
    ],
)
def test_what_is_no_proof_is_told(text: str, fault: str):
    with pytest.raises(ValueError, match=r"cannot be in a proof|has 16") as raised:
        read_proof(text)
    assert str(raised.value).startswith(fault)


# Lines


def test_of_another_manual_s_chain_one_line_is_named_and_the_others_are_counted():
    texts = change(SEALED, CONTACTS, {"checked: 2026-11-01": "checked: 2026-11-02"})
    one = extend(None, read_seal(SEALED[SEAL]), TODAY, "2020-01-01.9")
    two = extend(one, read_seal(seal(texts, TODAY).texts[SEAL]), TODAY, "2020-01-02.8")
    words = said({**SEALED, CHAIN: write_chain(two)})
    assert words.count("which this manual did not have on that day") == 1
    assert "2020-01-01.9, which this manual did not have on that day; and so with 1 more" in words


def test_the_first_line_can_be_worked_out_by_hand():
    (line,) = lines(SEALED)
    data = json.loads(SEALED[SEAL])
    leaves = [
        *(
            f"sealed {n} {record['sealed']} {record['does']}"
            for n, record in data["records"].items()
        ),
        *(
            f"added {n} {key} {hash_text(value)}"
            for n, record in data["records"].items()
            for key, value in record["added"].items()
        ),
        *(f"approval {n} {one['approval_sealed']}" for n, one in data["records"].items()),
        *(f"step {n} {step}" for n, tree in data["trees"].items() for step in tree["steps"]),
        *(
            f"edition {n} {day} {hash_text(what)}"
            for n, tree in data["trees"].items()
            for day, what in tree["editions"].items()
        ),
        *(f"number {number}" for number in data["numbers"]),
        *(f"page {address}" for address in data["addresses"]),
        f"feed {data['feed']}",
        "contacts {since} {digest}".format(**data["list_of_contacts"]),
        *(f"record {n} {record['hash']}" for n, record in data["records"].items()),
        *(f"provision {n} {wording['hash']}" for n, wording in data["provisions"].items()),
        *(f"tree {n} {tree['edition']} {tree['hash']}" for n, tree in data["trees"].items()),
        *(f"in-force {n} {one['front']['in_force']}" for n, one in data["records"].items()),
        *(f"contact {n} {one['checked']} {one['hash']}" for n, one in data["contacts"].items()),
    ]
    root = hash_text("".join(f"{leaf}\n" for leaf in sorted(leaves)))
    assert line == Line(1, "2026-11-22", "2026-11-01.2", "0" * 64, root)
    digest = hash_text(f"1 2026-11-22 2026-11-01.2 {'0' * 64} {root}")
    assert json.loads(SEALED[CHAIN])["lines"][0]["proof"] == make_proof(digest)


def test_a_chain_reads_back_as_it_was_written():
    assert write_chain(read_chain(SEALED[CHAIN])) == SEALED[CHAIN]


def test_sealing_what_has_not_changed_adds_no_line():
    assert seal(SEALED, LATER).texts[CHAIN] == SEALED[CHAIN]


def test_each_sealing_of_a_change_adds_one_line_and_alters_none():
    texts = amended(change(SEALED, SECTION, DUSK), today=TODAY)
    texts = change(texts, CONTACTS, {"checked: 2026-11-01": "checked: 2026-11-02"})
    texts |= seal(texts, LATER).texts
    one, two, three = lines(texts)
    assert (one,) == lines(SEALED)
    assert [two.prev, three.prev] == [one.hash, two.hash]
    assert [two.edition, three.edition] == ["2026-11-22.3", "2026-11-22.3"]
    assert three.day == LATER.isoformat()
    assert three.root == root_of(leaves_of(read_seal(texts[SEAL])))
    assert said(texts) == ""


def test_pending_records_are_leaves_and_may_be_revised_and_withdrawn():
    pending = amended(change(SEALED, SECTION, DUSK), LATER)
    other = change(pending, SECTION, {"at sunset": "at nightfall"})
    revised = {**other, **revise(other, TODAY, 3, Revision()).texts}
    assert [line.edition for line in lines(revised)] == ["2026-11-01.2"] * 3
    back = change(revised, SECTION, {"at nightfall": "at dusk"})
    done = revise(back, TODAY, 3, Revision())
    texts = {
        path: text for path, text in {**back, **done.texts}.items() if path not in done.removed
    }
    assert lines(texts)[:3] == lines(revised)
    assert lines(texts)[3].root != lines(SEALED)[0].root, "that it was withdrawn is a leaf too"
    assert said(texts) == said(revised) == said(revised, LATER) == ""


def test_a_clock_that_has_gone_back_is_told_and_loses_nothing():
    ahead = {**BASE, **seal(BASE, LATER).texts}
    texts = change(ahead, CONTACTS, {"checked: 2026-11-01": "checked: 2026-11-02"})
    done = seal(texts, TODAY)
    assert [line.day for line in lines({**texts, **done.texts})] == [LATER.isoformat()] * 2
    (remark,) = done.remarks
    assert remark.startswith("the clock says 2026-11-22, and the last sealing was on 2027-03-02: ")


def test_a_seal_that_was_made_before_there_was_a_chain_begins_one():
    texts = {path: text for path, text in SEALED.items() if path != CHAIN}
    assert seal(texts, TODAY).texts[CHAIN] == SEALED[CHAIN]


def test_amending_over_a_broken_chain_is_refused():
    broken = change(SEALED, CHAIN, {BEGINNING: "1" * 64})
    with pytest.raises(ProblemsError, match="was altered: its proof is that of other values"):
        amended(change(broken, SECTION, DUSK))
    apart = {**amended(change(SEALED, SECTION, DUSK)), CHAIN: SEALED[CHAIN]}
    with pytest.raises(ProblemsError, match="is of another seal, not the one beside it"):
        amended(change(apart, SECTION, {"at sunset": "at noon"}))


# Two that have met


def met(ours: str, theirs: str) -> str:
    """What git leaves of two texts of one file."""
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n"


def test_of_two_chains_that_goes_on_which_the_new_seal_does_not_rewrite():
    ours = amended(change(SEALED, SECTION, DUSK))
    boat = "docs/lighthouse/boat.md"
    theirs = amended(change(SEALED, boat, {"Tie up": "Moor"}))
    record = next(path for path in theirs if path.startswith("docs/amendments/0003"))
    texts = {
        **ours,
        boat: theirs[boat],
        "docs/amendments/0004-moor.md": theirs[record].replace("amendment: 3", "amendment: 4"),
        SEAL: met(ours[SEAL], theirs[SEAL]),
        CHAIN: met(ours[CHAIN], theirs[CHAIN]),
    }
    settled = {**texts, **seal(texts, TODAY).texts}
    # It is ours whose amendment has kept its number.
    assert lines(settled)[:-1] == lines(ours)
    assert lines(settled)[-1].edition == "2026-11-22.4"
    assert said(settled) == ""


def test_a_chain_alone_that_has_met_another_is_settled_too():
    """Git can merge two seals by itself, and never two chains."""
    texts = amended(change(SEALED, SECTION, DUSK))
    other = change(SEALED, CONTACTS, {"checked: 2026-11-01": "checked: 2026-11-02"})
    other |= seal(other, TODAY).texts
    texts |= {CONTACTS: other[CONTACTS], CHAIN: met(texts[CHAIN], other[CHAIN])}
    settled = {**texts, **seal(texts, TODAY).texts}
    assert lines(settled)[:2] == lines(other)
    assert len(lines(settled)) == 3
    assert said(settled) == ""
