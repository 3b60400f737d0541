"""The proof of a sheet, as `/current/` reads and finds it: without a browser."""

import pytest
from manual.copies.proof import make_proof, read_proof, show_proof
from scripts import Scripts

READ = """async (load, text) => (await load("current/proof.mjs")).readProof(text)"""
SHOW = """async (load, proof) => (await load("current/proof.mjs")).showProof(proof)"""
SPLIT = """async (load, text) => (await load("current/edition.mjs")).splitFragment(text)"""
FIND = """async (load, { chain, proof, edition }) => {
    const { findProof } = await load("current/proof.mjs");
    const { readEdition } = await load("current/edition.mjs");
    const { kind, line } = findProof(chain, proof, readEdition(edition));
    return [kind, line?.n ?? 0];
}"""
PROOF = make_proof("7b1e" * 16)


@pytest.mark.parametrize(
    "text",
    [
        PROOF,
        show_proof(PROOF),
        PROOF.lower(),
        PROOF.replace("0", "O").replace("1", "i"),
        show_proof(PROOF).replace("-", " — "),
        PROOF[:15],
        f"{PROOF}0",
        "EKHV-QGU2-ZY4W-P3AG",
        "ÄKHV-QGU2-ZY4W-P3AG",
    ],
)
def test_scripts_read_a_proof_as_the_command_does(scripts: Scripts, text: str):
    try:
        expected = {"proof": read_proof(text), "fault": ""}
    except ValueError as error:
        said = str(error).replace("'", "“", 1).replace("'", "”", 1)
        expected = {"proof": "", "fault": f"{said[0].upper()}{said[1:]}."}
    assert scripts.run(READ, text) == expected
    assert scripts.run(SHOW, PROOF) == show_proof(PROOF)


@pytest.mark.parametrize(
    ("fragment", "proof"),
    [
        ("#2.1@2026-11-22.4&EKHVQGP2ZY4WP3AG", "EKHVQGP2ZY4WP3AG"),
        ("#2.1@2026-11-22.4%26EKHVQGP2ZY4WP3AG.", "EKHVQGP2ZY4WP3AG"),
        ("#2.1@2026-11-22.4, proof EKHV-QGP2-ZY4W-P3AG", "EKHV-QGP2-ZY4W-P3AG"),
        ("#2.1@2026-11-22.4", ""),
        ("#2.1@2026-11-22.4&utm_source=mail", ""),
        ("#2.1@2026-11-22.4&EKHVQGP2ZY4WP3AG&utm_source=mail", "EKHVQGP2ZY4WP3AG"),
    ],
)
def test_the_parts_of_what_a_code_asks(scripts: Scripts, fragment: str, proof: str):
    assert scripts.run(SPLIT, fragment) == {
        "subject": "2.1",
        "edition": "2026-11-22.4",
        "proof": proof,
    }


CHAIN = [
    {"n": 1, "day": "2026-11-22", "edition": "2026-11-01.2", "proof": "A" * 16},
    {"n": 2, "day": "2026-11-22", "edition": "2026-11-22.3", "proof": "B" * 16},
    {"n": 3, "day": "2027-03-05", "edition": "2027-03-01.4", "proof": "C" * 16},
]


@pytest.mark.parametrize(
    ("proof", "edition", "found"),
    [
        ("A", "2026-11-01.2", ["known", 1]),
        ("B", "2026-11-01.2", ["known", 2]),  # an earlier edition, printed later
        ("B", "2026-11-22.3", ["known", 2]),
        ("B", "2027-03-01.4", ["known", 2]),  # it was pending when that was sealed
        ("C", "2027-03-01.4", ["known", 3]),
        ("A", "2026-12-01.9", ["apart", 1]),
        ("A", "2027-03-01.4", ["apart", 1]),
        ("B", "2027-03-06.5", ["apart", 2]),
        ("D", "2026-11-01.2", ["unknown", 0]),
        # Of flowcharts and contacts: a day alone
        ("A", "2026-11-22", ["known", 1]),
        ("B", "2027-03-05.1a2b3c4d", ["known", 2]),
        ("B", "2027-03-06.1a2b3c4d", ["apart", 2]),
    ],
)
def test_a_proof_is_found_together_with_the_editions_that_it_can_be_of(
    scripts: Scripts, proof: str, edition: str, found: list[object]
):
    asked = {"chain": CHAIN, "proof": proof * 16, "edition": edition}
    assert scripts.run(FIND, asked) == found
