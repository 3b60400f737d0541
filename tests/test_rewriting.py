"""Ways to rewrite history, each caught by what `documentation/proving.md` names for it.

Whoever attacks here may do all that an editor with every right may: change any file, and seal it
anew. The names of the attacks are the rows of that page's table.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from invented import BASE, SECTION, TODAY, TREE, change, go_on, older_seal
from manual.address import CHAIN, CONTACTS, SEAL, SETTINGS, text_of_file
from manual.build import build
from manual.keep import seal
from manual.published import hold_against
from manual.read import Collector, read_texts
from manual.seal.answer import Answer
from manual.seal.chain import extend, read_chain, write_chain
from manual.seal.file import read_seal
from manual.seal.model import VERSION, hash_text
from manual.site.offline.kept_files import SiteFile
from manual.verify import Served, compare_day, compare_served, find_sheet, verify_folder
from support import ROOT

PAGE = (ROOT / "documentation/proving.md").read_text(encoding="utf-8")
RECORD = "docs/amendments/0002-the-boat.md"
DRAFT = "docs/amendments/0003-the-wick.md"
PENDING = "docs/amendments/0004-the-knot.md"
BOAT = "docs/lighthouse/boat.md"
RULES = """\
rules:
  - rule: Nobody lights it without oil
    why: [2.1.2]
    asks: oil
    before: {kinds: [share]}
"""
ABOUT = "---\ntitle: About\n---\n\n# About\n"
UNAPPROVED = """\
---
amendment: 3
title: The wick
in_force: 2026-11-10
reason: The wick was new.
action: Trim it.
source: https://light.test/minutes
---

2.1.3 Stay up.
"""
TO_COME = """\
---
amendment: 4
title: The knot
in_force: 2027-03-01
reason: A knot came loose.
action: Learn the knot.
approved_by: The board
approved_on: 2026-11-20
---

2.2.2 Tie up the dinghy.
"""
BEFORE = {
    **BASE,
    TREE: BASE[TREE] + RULES,
    "docs/about.md": ABOUT,
    "docs/form.docx": text_of_file("0a"),
    DRAFT: UNAPPROVED,
    PENDING: TO_COME,
}
TRUE = {**BEFORE, **seal(BEFORE, TODAY).texts}
"""What was published."""
SHEET = read_chain(TRUE[CHAIN]).last.proof
"""On a sheet that somebody has kept."""
Texts = dict[str, str]
BACKDATED = """\
---
amendment: 5
title: Sunset
in_force: 2026-10-01
reason: Dusk is vague.
action: Look at the sun.
---

2.1.1 Light the lamp at dusk.
"""


FALSE_EDITION = {
    "edition: 2026-11-22\n": "edition: 2026-11-23\n",
    "changes:\n": (
        "changes:\n"
        "  - {date: 2026-11-23, what: Nothing much, steps: []}\n"
        "  - {date: 2026-11-20, what: Said to be of old, steps: []}\n"
    ),
}


def resealed(texts: Texts) -> Texts:
    """The texts with a seal and a chain that fit them."""
    plain = {path: text for path, text in texts.items() if path not in {SEAL, CHAIN}}
    return {**plain, **seal(plain, TODAY).texts}


def appended(texts: Texts) -> Texts:
    return go_on(TRUE, texts, TODAY)


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


def by_chain(texts: Texts) -> str:
    """The lines, held against one another, by whoever verifies the folder alone."""
    return "\n".join(problem.message for problem in verify_folder(texts, TODAY).problems)


# The attacks


@dataclass(frozen=True)
class Attack:
    said: str
    forge: Callable[[], Texts]
    by: tuple[Callable[[Texts], str], ...] = (by_published, by_sheet)


def changed(path: str, old: str, new: str) -> Callable[[], Texts]:
    """One change, and all of it sealed anew."""
    return lambda: resealed(change(TRUE, path, {old: new}))


def with_seal(old: str, new: str, *, version: int = VERSION) -> Callable[[], Texts]:
    """Another seal, and a line of the chain for it that goes on from the true one."""

    def forge() -> Texts:
        text = change(TRUE, SEAL, {old: new})[SEAL] if old else TRUE[SEAL]
        text = text if version == VERSION else older_seal(text, version)
        chain = read_chain(TRUE[CHAIN])
        longer = extend(chain, read_seal(text), TODAY, chain.last.edition)
        return {**TRUE, SEAL: text, CHAIN: write_chain(longer)}

    return forge


def without(*paths: str) -> Texts:
    return resealed({path: text for path, text in TRUE.items() if path not in paths})


def dropped() -> Texts:
    first = {'inserted: ["section 2.1"]': 'inserted: ["section 2.1", "section 2.2"]'}
    texts = change(TRUE, "docs/amendments/0001-first-edition.md", first)
    del texts[RECORD]
    return resealed(texts)


def backdated() -> Texts:
    texts = change(TRUE, SECTION, {"at dusk": "at sunset"})
    return resealed({**texts, "docs/amendments/0005-sunset.md": BACKDATED})


def withdrawn_in_silence() -> Texts:
    texts = change(TRUE, BOAT, {"Tie up the boat.": "Tie up the dinghy."})
    del texts[PENDING]
    return resealed(texts)


def swapped() -> Texts:
    changes = {"2.2.1 Row out before dark.": "2.2.1 Tie up the boat.", "2.2.2 Tie up the boat.": ""}
    texts = change(TRUE, BOAT, changes)
    return resealed({**texts, BOAT: texts[BOAT].rstrip() + "\n\n2.2.2 Row out before dark.\n"})


def forced() -> Texts:
    """Everything anew: another first edition, in a history of its own."""
    texts = change(TRUE, RECORD, {"when it is dark.": "at noon.", "Row out earlier.": "Row out."})
    return resealed(change(texts, SECTION, {"at dusk": "at midnight"}))


def otherwise(key: str) -> tuple[str, str]:
    """The end of what the seal has of amendment 2, with another day under a key."""
    entry = json.loads(TRUE[SEAL])["records"]["2"]
    mark = f'"does": "{entry["does"]}"'
    if key == "sealed":
        return f'"sealed": "2026-11-22",\n   {mark}', f'"sealed": "2026-11-02",\n   {mark}'
    start = TRUE[SEAL].index(mark)
    old = TRUE[SEAL][start : TRUE[SEAL].index('"approval_sealed"', start) + 32]
    return old, old.replace("2026-11-22", "2026-11-02")


ATTACKS: dict[str, tuple[Attack, ...]] = {
    "alters an earlier wording, or a reason, in a record, and seals it anew in the same commit": (
        Attack(
            "the earlier wording of 2.1.1 in amendment 2 is not as published",
            changed(RECORD, "when it is dark.", "when you like."),
        ),
        Attack(
            "amendment 2: 'reason' is not as published",
            changed(RECORD, "A boat was bought.", "A boat was built."),
        ),
        Attack(
            "amendment 2: 'kind' is not as published",
            changed(RECORD, "amendment: 2", "amendment: 2\nkind: editorial"),
        ),
    ),
    "changes a paragraph without an amendment, and seals it anew": (
        Attack(
            "2.1.1 is not as published, and no amendment records it",
            changed(SECTION, "at dusk", "at sunset"),
        ),
        Attack("2.2.1 is not as published, and no amendment records it", swapped),
    ),
    "drops an amendment, or a number, page or step": (
        Attack("amendment 2 was published, and its record is gone", dropped),
        Attack("amendment 4 was published, and its record is gone", withdrawn_in_silence),
    ),
    "gives an amendment another number, or uses one again": (
        Attack(
            "amendment 2 was published, and its record is gone",
            changed(RECORD, "amendment: 2", "amendment: 5"),
        ),
    ),
    "dates a new amendment before one that is in force": (
        Attack("amendment 5 is dated 2026-10-01, before amendment 3, which was publ", backdated),
    ),
    "says of an amendment to come that it has been in force for a while": (
        Attack(
            "amendment 4 was published on 2026-11-22 as one to come, and is dated 2026-11-12",
            changed(PENDING, "in_force: 2027-03-01", "in_force: 2026-11-12"),
        ),
        Attack(
            "amendment 4 is dated 2026-11-05, before amendment 3, which was published",
            changed(PENDING, "in_force: 2027-03-01", "in_force: 2026-11-05"),
        ),
    ),
    "changes who approved an amendment, or takes the approval out": (
        Attack(
            "amendment 2: 'approved_by' is not as published: The [-board-]{+clerk+}",
            changed(RECORD, "approved_by: The board", "approved_by: The clerk"),
        ),
        Attack(
            "amendment 2: 'approved_by' is not as published: [-The board-]",
            changed(RECORD, "approved_by: The board\n", ""),
        ),
    ),
    "approves an amendment on a day on which it was published as a draft": (
        Attack(
            "amendment 3 was sealed on 2026-11-22 as not yet approved, and says",
            changed(DRAFT, "source:", "approved_by: The board\napproved_on: 2026-11-09\nsource:"),
        ),
    ),
    "keeps an approval, but changes the words that were approved": (
        Attack(
            "amendment 4 was approved with other wordings than it has now",
            changed(BOAT, "Tie up the boat.", "Leave the boat."),
        ),
    ),
    "gives an amendment another source": (
        Attack(
            "amendment 3: 'source' is not as published",
            changed(DRAFT, "https://light.test/minutes", "https://dark.test/minutes"),
        ),
    ),
    "lets the seal forget a page, a number or a step, to drop it by the next change": (
        Attack(
            "the seal forgets pages that the published one has: /about/",
            with_seal('  "about/",\n', ""),
            (by_published,),
        ),
        Attack(
            "the seal forgets numbers that the published one has: 2.2.1",
            with_seal('  "2.2.1",\n', ""),
            (by_published,),
        ),
        Attack(
            "the seal forgets steps of light that the published one has: oil",
            with_seal('    "oil",\n', ""),
            (by_published,),
        ),
    ),
    "changes the day on which an amendment, or an approval, was sealed": (
        Attack(
            "the first sealing of amendment 2: the published seal has 2026-11-22, this one 2026-",
            with_seal(*otherwise("sealed")),
            (by_published,),
        ),
        Attack(
            "the sealing of the approval of amendment 2: the published seal has 2026-11-22, this o",
            with_seal(*otherwise("approval_sealed")),
            (by_published,),
        ),
    ),
    "turns the seal into one of an older version, which remembers less": (
        Attack(
            "the published seal is of version 4, this one of 2",
            with_seal("", "", version=2),
            (by_published,),
        ),
    ),
    "replaces a form or a picture": (
        Attack(
            "the file form.docx is not as published, and no amendment records it",
            lambda: resealed({**TRUE, "docs/form.docx": text_of_file("0b")}),
        ),
        Attack(
            "the file form.docx is not as published, and no amendment records it",
            lambda: without("docs/form.docx"),
        ),
    ),
    "alters a flowchart, or weakens a rule of it, under the same edition": (
        Attack(
            "the flowchart: outcomes / light / do is not as published: [-Strike a match.-]",
            changed(TREE, "Strike a match.", "Do nothing."),
        ),
        Attack(
            "the flowchart: title is not as published: [-Shall-]{+May+} I light the lamp?",
            changed(TREE, "title: Shall I light", "title: May I light"),
        ),
        Attack(
            "the rule 'Nobody lights it without oil': before / kinds is not as published: [-share",
            changed(TREE, "before: {kinds: [share]}", "before: {outcomes: [light]}"),
        ),
        Attack(
            "the rule 'Nobody lights it without oil' was published, and is gone",
            changed(TREE, RULES, ""),
        ),
    ),
    "alters what an earlier edition of a flowchart says of itself, or puts one among them": (
        Attack(
            "the edition of 2026-11-22 is not described as published",
            changed(TREE, "what: First edition,", "what: Some edition,"),
        ),
        Attack(
            "an edition of 2026-11-20 was not published, and the one of 2026-11-22 was",
            lambda: resealed(change(TRUE, TREE, FALSE_EDITION)),
        ),
    ),
    "puts another telephone number beside the day of an old check": (
        Attack(
            "the number or the form is not as published with 'checked: 2026-11-01'",
            changed(CONTACTS, "phone: 01632 960001", "phone: 01632 960009"),
        ),
    ),
    "removes an address": (
        Attack("the page /about/ was published, and is gone", lambda: without("docs/about.md")),
    ),
    "alters, drops, adds or moves a line of the chain": (
        Attack(
            "line 1 of the chain was altered",
            lambda: change(TRUE, CHAIN, {'"day": "2026-11-22"': '"day": "2026-11-21"'}),
            (by_build,),
        ),
    ),
    "rewrites the branch itself (a force-push)": (
        Attack("line 1 of the chain is not the line that was published", forced),
    ),
}


EACH = [
    pytest.param(attack, id=attack.said[:60]) for attacks in ATTACKS.values() for attack in attacks
]


@pytest.mark.parametrize("attack", EACH)
def test_an_attack_is_caught_by_what_the_page_names(attack: Attack):
    forged = attack.forge()
    assert forged != TRUE
    for look in attack.by:
        assert look(TRUE) == ""
        assert look(forged)
    assert attack.said in attack.by[0](forged)


NEW = [one for one in EACH if by_sheet in one.values[0].by]
"""Those that make the chain anew."""
GOES_ON = [one for one in EACH if by_build not in one.values[0].by]
"""Those that go on with the true chain, or can be made to."""


@pytest.mark.parametrize("attack", GOES_ON)
def test_an_attack_that_goes_on_with_the_true_chain_is_caught_by_its_lines(attack: Attack):
    forged = attack.forge()
    if by_sheet in attack.by:
        forged = appended(forged)
    assert by_chain(TRUE) == "" == by_sheet(forged)
    assert by_chain(forged)


@pytest.mark.parametrize("attack", NEW)
def test_a_chain_that_is_made_anew_proves_itself_and_so_proves_nothing(attack: Attack):
    assert by_chain(attack.forge()) == ""


def test_a_file_that_the_host_alters_is_named():
    built = {"a/index.html": SiteFile(hash_text("true"), 4)}
    served = {"a/index.html": Served(hash_text("false"))}
    (problem,) = compare_served(built, served, "https://light.test/")
    assert problem.rule == "served-altered"


def test_a_host_that_serves_an_older_state_is_named():
    new = '{"day": "2026-11-22", "edition": "2026-11-10.3"}'
    old = '{"day": "2026-11-09", "edition": "2026-11-01.2"}'
    (problem,) = compare_day(new, old, "https://light.test/newest.json")
    assert problem.rule == "served-another-build"


def test_a_false_sheet_has_a_proof_that_no_line_has():
    assert find_sheet(read_chain(TRUE[CHAIN]), "EKHVQGP2ZY4WP3AG") is None
    assert find_sheet(read_chain(TRUE[CHAIN]), SHEET) is not None


def approved_by_nobody() -> Texts:
    lines = "approved_by: The board\napproved_on: 2026-11-22\nsource:"
    texts = change(TRUE, DRAFT, {"source:": lines})
    return {**texts, **seal(texts, TODAY).texts}


BEYOND: dict[str, Callable[[], Texts]] = {
    "An approval that was never given": approved_by_nobody,
    "Notes, and pages beside the record": lambda: change(
        TRUE, SECTION, {"## At night": '!!! confirm "Note"\n\n    Not so.\n\n## At night'}
    ),
    "The status": lambda: change(
        TRUE,
        SETTINGS,
        {"status: draft": "status: adopted\n    adopted_by: The board\n    adopted_on: 2026-01-01"},
    ),
}
"""What nothing here catches: the page says so under the same words."""


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_out_of_reach_is_named(name: str):
    forged = BEYOND[name]()
    assert forged != TRUE
    assert by_build(forged) == by_published(forged) == ""
    assert f"**{name}.**" in PAGE.partition("## What is out of reach")[2]


ELSEWHERE = {
    "alters a file on the host",
    "serves an older state of the manual",
    "prints a false sheet",
    "adds lines by hand, of which one drops what the next brings back otherwise",
}
"""Tested above, and in tests/test_verify.py, test_proofs.py, test_sealed.py and test_lines.py."""


def test_the_page_and_the_attacks_name_one_another():
    _, table = PAGE.split("## What catches what")
    rows = re.findall(r"^\| (?!somebody|---)(.*?) \| ", table.split("##")[0], re.MULTILINE)
    assert set(rows) == ATTACKS.keys() | ELSEWHERE
    assert len(rows) >= 12
