"""What was published cannot be rewritten unseen: it is held against the seal of that time."""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from histories import Story, stories
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import BASE, SECTION, TODAY, TREE, change
from manual.address import CHAIN, CONTACTS, SEAL
from manual.amendments.history import undo_records
from manual.amendments.load import load_record
from manual.amendments.model import Record
from manual.command import main
from manual.fetch import fetch, fetch_seal
from manual.folder import write_texts
from manual.keep import amend, revise, seal
from manual.provisions.model import Provision
from manual.published import hold_against
from manual.read import Collector, read_texts
from manual.seal.against import Present, check_against
from manual.seal.answer import Answer
from manual.seal.check import Inventory
from manual.seal.draft import Heading, Revision
from manual.seal.model import (
    Seal,
    content_of,
    hash_earlier,
    hash_record,
    hash_tree,
    hash_wording,
)
from manual.tree.load import load_tree

RECORD = "docs/amendments/0002-the-boat.md"
LATER = TODAY + timedelta(days=100)
SEALED = {**BASE, **seal(BASE, TODAY).texts}
CHANGED = "2.1.1 is not as published, and no amendment records it: "
DUSK = {"at dusk": "at sunset"}


def heading(day: date = TODAY) -> Heading:
    return Heading(0, "Wax", day, "Oil ran out.", "Bring wax.")


def amended(texts: dict[str, str], day: date = TODAY) -> dict[str, str]:
    return {**texts, **amend(texts, TODAY, heading(day)).texts}


def held(texts: dict[str, str], published: dict[str, str], today: date = TODAY) -> list[str]:
    """What is told of texts that are held against those of which a seal was published."""
    reading = read_texts(texts, today, Collector())
    told = hold_against(reading, [Answer("s", published[SEAL])])
    return [problem.message for problem in told.problems]


def resealed(texts: dict[str, str]) -> dict[str, str]:
    """Sealed as if for the first time, as whoever forges would."""
    unsealed = {path: text for path, text in texts.items() if path not in {SEAL, CHAIN}}
    return {**unsealed, **seal(unsealed, TODAY).texts}


# What may change


def test_what_is_recorded_is_no_rewriting():
    assert held(amended(change(SEALED, SECTION, DUSK)), SEALED) == []


def test_a_step_that_was_replaced_and_a_new_check_are_no_rewriting():
    texts = change(
        SEALED,
        TREE,
        {
            "Strike a match.": "Strike two.",
            "edition: 2026-11-22\n": "edition: 2026-11-23\n",
            "changes:\n": "changes:\n  - {date: 2026-11-23, what: Two, steps: [light]}\n",
        },
    )
    texts = change(
        texts,
        CONTACTS,
        {"01632 960001": "01632 960002", "checked: 2026-11-01": "checked: 2026-11-02"},
    )
    assert held(resealed(texts), SEALED) == []


def test_an_approval_and_a_source_may_be_added_later():
    before = resealed(change(BASE, RECORD, {"approved_by: The board\n": ""}))
    lines = (
        "approved_by: The board\napproved_on: 2026-11-22\nsource: https://light.test/\n---\n\n2.1.1"
    )
    later = change(before, RECORD, {"---\n\n2.1.1": lines})
    assert held(resealed(later), before) == held(later, before) == []


def test_a_pending_amendment_may_be_revised_and_withdrawn_until_its_day():
    pending = amended(change(SEALED, SECTION, DUSK), LATER)
    other = change(pending, SECTION, {"at sunset": "at nightfall"})
    revised = {**other, **revise(other, TODAY, 3, Revision()).texts}
    assert held(revised, pending) == []
    withdrawn = revise(change(pending, SECTION, {"at sunset": "at dusk"}), TODAY, 3, Revision())
    texts = {**change(pending, SECTION, {"at sunset": "at dusk"}), **withdrawn.texts}
    for path in withdrawn.removed:
        del texts[path]
    assert held(texts, pending) == []
    # Once its day has come it may not, whatever the seal beside it calls it.
    assert held(texts, pending, LATER) == [
        "amendment 3 was published, and its record is gone",
        CHANGED + "Light the lamp at [-sunset-]{+dusk+}.",
    ]


def test_what_holds_today_may_not_change_under_cover_of_a_pending_amendment():
    pending = amended(change(SEALED, SECTION, DUSK), LATER)
    (path,) = [path for path in pending if path.startswith("docs/amendments/0003")]
    forged = resealed(change(pending, path, {"at dusk": "at noon"}))
    assert held(forged, pending) == [CHANGED + "Light the lamp at [-dusk-]{+noon+}."]


def test_a_change_is_told_although_the_published_record_of_another_was_never_sealed():
    """R2 of the attacks: whatever is published is sealed, so that a second change is told."""
    first = amended(change(SEALED, SECTION, DUSK))
    second = resealed(change(first, SECTION, {"at sunset": "at noon"}))
    assert held(second, first) == [CHANGED + "Light the lamp at [-sunset-]{+noon+}."]


def test_hashes_never_change():
    """A field that a model gains is left out while it is empty: see `_LATER` in seal/model.py.

    Were one of these to change, every manual that is published would count as rewritten.
    """
    record = load_record("docs/amendments/0002-x.md", WRITTEN)
    assert hash_record(record)[:16] == "000a9b1877a84104"
    assert hash_earlier(record)[:16] == "d6c31924d718eb97"
    assert hash_wording(record.wordings[0].wording)[:16] == "128f2fc5e9b0fe29"
    tree = load_tree("decision_tree/light.yml", DRAWN).tree
    assert hash_tree(tree)[:16] == "5f20a7c6ca6d389a"


WRITTEN = """\
---
amendment: 2
title: The boat
in_force: 2026-11-01
kind: editorial
reason: A boat was bought.
action: Row out earlier.
approved_by: The board
source: https://light.test/
corrects: 1
inserted: [section 2.2]
deleted: ["2.1.3"]
renumbered: {"2.1.4": "2.1.5"}
---

2.1.1 Light the lamp when it is dark.
"""
DRAWN = """\
title: Shall I light the lamp?
edition: 2026-11-22
changes:
  - {date: 2026-11-22, what: First edition, steps: []}
about: Use it at dusk.
urgent: Call 999.
first: dusk
questions:
  dusk:
    ask: Is it dusk?
    see: [2.1.1]
    answers:
      - {answer: Yes, go: light}
      - {answer: No, go: light}
outcomes:
  light:
    kind: share
    title: Light it
    do: Strike a match.
    tell: Nobody.
    record: The hour.
    contacts: [front-door]
    see: [2.1.1]
"""


# Where the published seal comes from


class Site(BaseHTTPRequestHandler):
    """Answers as its path says."""

    def do_GET(self) -> None:
        if self.path == "/slow/seal.json":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                self.wfile.write(b" ")
                time.sleep(0.1)
            return
        if self.path == "/moved/seal.json":
            self.send_response(302)
            self.send_header("Location", "/seal.json")
            self.end_headers()
            return
        source = {"seal.json": SEAL, "chain.json": CHAIN}.get(self.path.rpartition("/")[2])
        there = source if self.path.rpartition("/")[0] in {"", "/path"} else None
        self.send_response(200 if there else 404)
        self.end_headers()
        self.wfile.write(SEALED[there].encode() if there else b"<!doctype html>")

    def log_message(self, *_: object) -> None:
        """Nothing is told of requests."""


@contextmanager
def serving() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as address:
        yield address


def test_a_site_s_address_stands_for_its_seal(site: str):
    for place in (site, f"{site}/", f"{site}/path/", f"{site}/path/seal.json", f"{site}/moved/"):
        assert fetch_seal(place).text == SEALED[SEAL]
    assert fetch_seal(f"{site}/elsewhere/").status == 404


def test_a_site_that_does_not_answer_in_time_is_told(site: str):
    begun = time.monotonic()
    assert fetch(f"{site}/slow/seal.json", 0.5).fault == "it did not answer within 0.5 seconds"
    assert time.monotonic() - begun < 1.5


def test_a_site_that_cannot_be_reached_is_told():
    with serving() as gone:
        pass
    assert fetch(f"{gone}/seal.json").fault == "Connection refused"
    assert fetch("http://[/").fault


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path):
    (tmp_path / "bytes").write_bytes(b"\xff")
    assert fetch_seal(str(tmp_path / "bytes")).fault == "the file is not UTF-8"
    assert fetch_seal(str(tmp_path)).fault == "Is a directory"
    assert fetch_seal(str(tmp_path / "nothing")).status == 404


def run(root: Path, *words: str) -> Result:
    noon = str(int(datetime.combine(TODAY, hour(12), UTC).timestamp()))
    arguments = ["check", *words, "--root", str(root)]
    return CliRunner().invoke(main, arguments, env={"SOURCE_DATE_EPOCH": noon})


def test_the_command_holds_the_texts_against_each_place(tmp_path: Path, site: str):
    root = tmp_path / "manual"
    write_texts(root, SEALED)
    write_texts(tmp_path, {"before.json": SEALED[SEAL]})
    both = ("--against", str(tmp_path / "before.json"), "--against", site)
    assert run(root, *both).exit_code == 0
    forged = resealed(change(SEALED, RECORD, {"when it is dark.": "when you like."}))
    write_texts(root, forged)
    assert run(root).exit_code == 0
    done = run(root, *both)
    assert done.exit_code == 1
    assert done.stderr.startswith(
        f"{RECORD}:11: the earlier wording of 2.1.1 in amendment 2 is not as published: "
        "Light the lamp when [-it is dark-]{+you like+}. [published-earlier-altered]\n"
    )
    assert "line 1 of the chain is not the line that was published" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("2 problems, ")


# Random histories


def seal_of(newest: list[Provision], records: list[Record], kept: int) -> Seal:
    """The seal as it was once the first so many of the records were there."""
    first = records[:kept]
    return Seal(
        undo_records(newest, records[kept:]),
        {record.number: hash_record(record) for record in first},
        contents={record.number: content_of(record) for record in first},
    )


def presence(newest: list[Provision], records: list[Record], today: date) -> Present:
    places = {provision.number: provision.where for provision in newest}
    inventory = Inventory(frozenset(), {}, {}, {}, places, "")
    return Present(tuple(newest), tuple(records), inventory, {}, {}, frozenset(), today)


@settings(max_examples=100, deadline=None)
@given(stories(), st.data())
def test_a_history_that_goes_on_is_no_rewriting_whatever_was_published(
    story: Story, data: st.DataObject
):
    newest, records = story.provisions(), story.load()
    kept = data.draw(st.integers(1, len(records)))
    today = data.draw(st.sampled_from([day for day, _ in story.days]))
    published = seal_of(newest, records, kept)
    assert check_against(published, presence(newest, records, today)) == []


@settings(max_examples=100, deadline=None)
@given(stories(), st.data())
def test_a_word_altered_anywhere_in_a_history_is_told(story: Story, data: st.DataObject):
    newest, records = story.provisions(), story.load()
    published = seal_of(newest, records, len(records))
    today = max(record.in_force for record in records)
    words = [(None, p) for p in newest] + [(r, p) for r in records for p in r.wordings]
    record, provision = data.draw(st.sampled_from(words))
    other = replace(provision, wording=replace(provision.wording, text="Forged."))

    def forged(provisions: Iterable[Provision]) -> list[Provision]:
        return [other if one is provision else one for one in provisions]

    if record:
        altered = replace(record, wordings=tuple(forged(record.wordings)))
        records[records.index(record)] = altered
    problems = check_against(published, presence(forged(newest), records, today))
    expected = "published-earlier-altered" if record else "published-wording-changed"
    assert {problem.rule for problem in problems} == {expected}
    assert all(str(provision.number) in problem.message for problem in problems)
