"""Ways to rewrite history, each caught by what `documentation/proving.md` names for it.

Whoever attacks here may do all that an editor with every right may: change any file, and seal it
anew. The names of the attacks are the rows of that page's table.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from invented import BASE, SECTION, TODAY, TREE, change
from manual.address import CHAIN, CONTACTS, SEAL
from manual.build import build
from manual.keep import seal
from manual.published import hold_against
from manual.read import Collector, read_texts
from manual.seal.answer import Answer
from manual.seal.chain import read_chain
from manual.seal.model import hash_text
from manual.site.offline.kept_files import SiteFile
from manual.verify import Served, compare_served, find_sheet, verify_folder
from support import ROOT

PAGE = (ROOT / "documentation/proving.md").read_text(encoding="utf-8")
RECORD = "docs/amendments/0002-the-boat.md"
RULES = """\
rules:
  - rule: Nobody lights it without oil
    why: [2.1.2]
    asks: oil
    before: {kinds: [share]}
"""
ABOUT = "---\ntitle: About\n---\n\n# About\n"
BEFORE = {**BASE, TREE: BASE[TREE] + RULES, "docs/about.md": ABOUT}
TRUE = {**BEFORE, **seal(BEFORE, TODAY).texts}
"""What was published."""
SHEET = read_chain(TRUE[CHAIN]).last.proof
"""On a sheet that somebody has kept."""
Texts = dict[str, str]
BACKDATED = """\
---
amendment: 3
title: Sunset
in_force: 2026-10-01
reason: Dusk is vague.
action: Look at the sun.
---

2.1.1 Light the lamp at dusk.
"""


def resealed(texts: Texts) -> Texts:
    """The texts with a seal and a chain that fit them."""
    plain = {path: text for path, text in texts.items() if path not in {SEAL, CHAIN}}
    return {**plain, **seal(plain, TODAY).texts}


# What catches


def by_build(texts: Texts) -> str:
    return "\n".join(problem.message for problem in build(texts, TODAY).problems)


def by_published(texts: Texts) -> str:
    reading = read_texts(texts, TODAY, Collector())
    answer = Answer("published/seal.json", TRUE[SEAL], chain=TRUE[CHAIN])
    return "\n".join(problem.message for problem in hold_against(reading, [answer]).problems)


def by_sheet(texts: Texts) -> str:
    """A sheet of before: the chain knows its proof no more."""
    found = find_sheet(read_chain(texts[CHAIN]), SHEET)
    return "" if found else "the proof of no sealing"


# The attacks


@dataclass(frozen=True)
class Attack:
    name: str
    forge: Callable[[], Texts]
    said: str
    by: tuple[Callable[[Texts], str], ...] = (by_published, by_sheet)


def _changed(path: str, **changes: str) -> Callable[[], Texts]:
    (old, new) = changes.values()
    return lambda: resealed(change(TRUE, path, {old: new}))


def _dropped() -> Texts:
    first = {'inserted: ["section 2.1"]': 'inserted: ["section 2.1", "section 2.2"]'}
    texts = change(TRUE, "docs/amendments/0001-first-edition.md", first)
    del texts[RECORD]
    return resealed(texts)


def _renumbered() -> Texts:
    texts = change(TRUE, RECORD, {"amendment: 2": "amendment: 3"})
    return resealed(texts)


def _backdated() -> Texts:
    texts = change(TRUE, SECTION, {"at dusk": "at sunset"})
    return resealed({**texts, "docs/amendments/0003-sunset.md": BACKDATED})


def _gone() -> Texts:
    return resealed({path: text for path, text in TRUE.items() if path != "docs/about.md"})


def _chain_altered() -> Texts:
    return change(TRUE, CHAIN, {'"day": "2026-11-22"': '"day": "2026-11-21"'})


def _forced() -> Texts:
    """Everything anew: another first edition, in a history of its own."""
    texts = change(TRUE, RECORD, {"when it is dark.": "at noon.", "Row out earlier.": "Row out."})
    return resealed(change(texts, SECTION, {"at dusk": "at midnight"}))


ATTACKS = (
    Attack(
        "alters an earlier wording, or a reason, in a record, and seals it anew in the same commit",
        _changed(RECORD, old="when it is dark.", new="when you like."),
        "the earlier wording of 2.1.1 in amendment 2 is not as published",
    ),
    Attack(
        "alters an earlier wording, or a reason, in a record, and seals it anew in the same commit",
        _changed(RECORD, old="A boat was bought.", new="A boat was built."),
        "amendment 2: 'reason' is not as published",
    ),
    Attack(
        "changes a paragraph without an amendment, and seals it anew",
        _changed(SECTION, old="at dusk", new="at sunset"),
        "2.1.1 is not as published, and no amendment records it",
    ),
    Attack(
        "drops an amendment, or a number, page or step",
        _dropped,
        "amendment 2 was published, and its record is gone",
    ),
    Attack(
        "gives an amendment another number, or uses one again",
        _renumbered,
        "amendment 2 was published, and its record is gone",
    ),
    Attack(
        "dates a new amendment before one that is in force",
        _backdated,
        "amendment 3 is dated 2026-10-01, before amendment 2, which was published",
    ),
    Attack(
        "alters a flowchart, or weakens a rule of it, under the same edition",
        _changed(TREE, old="Strike a match.", new="Do nothing."),
        "the flowchart is not as published, and its edition is 2026-11-22 still",
    ),
    Attack(
        "alters a flowchart, or weakens a rule of it, under the same edition",
        _changed(TREE, old="before: {kinds: [share]}", new="before: {outcomes: [light]}"),
        "the flowchart is not as published, and its edition is 2026-11-22 still",
    ),
    Attack(
        "alters what an earlier edition of a flowchart says of itself",
        _changed(TREE, old="what: First edition,", new="what: Some edition,"),
        "the edition of 2026-11-22 is not described as published",
    ),
    Attack(
        "puts another telephone number behind the day of an old check",
        _changed(CONTACTS, old="phone: 01632 960001", new="phone: 01632 960009"),
        "the number or the form is not as published with 'checked: 2026-11-01'",
    ),
    Attack(
        "takes an address away",
        _gone,
        "the page /about/ was published, and is gone",
        (by_published,),  # no leaf of the chain is an address
    ),
    Attack(
        "alters, drops, adds or moves a line of the chain",
        _chain_altered,
        "line 1 of the chain was altered",
        (by_build,),
    ),
    Attack(
        "rewrites the branch itself (a force-push)",
        _forced,
        "line 1 of the chain is not the line that was published",
    ),
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.said[:40])
def test_an_attack_is_caught_by_what_the_page_names(attack: Attack):
    forged = attack.forge()
    for look in attack.by:
        assert look(TRUE) == ""
        assert look(forged)
    assert attack.said in attack.by[0](forged)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.said[:40])
def test_what_the_forger_seals_proves_itself_and_so_proves_nothing(attack: Attack):
    """But for a line of the chain, which every build compares with the others."""
    problems = verify_folder(attack.forge(), TODAY).problems
    by_itself = {"chain-broken", "verify-unsealed"}
    assert {problem.rule for problem in problems} <= by_itself


def test_a_file_that_the_host_alters_is_named():
    built = {"a/index.html": SiteFile(hash_text("true"), 4)}
    served = {"a/index.html": Served(hash_text("false"))}
    (problem,) = compare_served(built, served, "https://light.test/")
    assert problem.rule == "served-altered"


def test_a_false_sheet_has_a_proof_that_no_line_has():
    assert find_sheet(read_chain(TRUE[CHAIN]), "EKHVQGP2ZY4WP3AG") is None
    assert find_sheet(read_chain(TRUE[CHAIN]), SHEET) is not None


ELSEWHERE = {"alters a file on the host", "prints a false sheet"}
"""Tested above, and in tests/test_verify.py, tests/test_proofs.py and tests/test_sealed.py."""


def test_the_page_and_the_attacks_name_one_another():
    _, table = PAGE.split("## What catches what")
    rows = re.findall(r"^\| (?!somebody|---)(.*?) \| ", table.split("##")[0], re.MULTILINE)
    assert set(rows) == {attack.name for attack in ATTACKS} | ELSEWHERE
    assert len(ATTACKS) + len(ELSEWHERE) >= 12
