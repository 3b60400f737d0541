"""Ordinary work, in any order: whatever an honest editor does, the record proves itself after it.

Each step changes the texts as an editor would, and records or seals that on some day. The days go
on, and now and then a machine's clock is behind.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from invented import BASE, SECTION, TODAY, TREE
from manual.address import CHAIN, CONTACTS, SEAL, SETTINGS, text_of_file
from manual.approve import Approval, approve
from manual.keep import FileChanges, amend, revise, seal
from manual.problem import Problem, ProblemsError
from manual.published import hold_against
from manual.read import Collector, read_texts
from manual.seal.answer import Answer
from manual.seal.chain import read_chain
from manual.seal.draft import Heading, Revision
from manual.seal.file import read_seal
from manual.unrecorded import missing_files
from manual.verify import find_sheet, tell_bare, verify_folder

Texts = dict[str, str]
BOAT = "docs/lighthouse/boat.md"
FORM = "docs/form.docx"
BEGINNING = {**BASE, FORM: text_of_file("00"), "docs/about.md": "---\ntitle: About\n---\n\nUs.\n"}


def taken(texts: Texts, changes: FileChanges) -> Texts:
    """What is in the folder once the changes are written."""
    written = {**texts, **changes.texts}
    return {path: text for path, text in written.items() if path not in changes.removed}


class Walk:
    """A manual, and the day; `n` makes each change another one."""

    def __init__(self) -> None:
        self.texts = taken(BEGINNING, seal(BEGINNING, TODAY))
        self.day = TODAY
        self.n = 0

    def heading(self, day: date, **more: object) -> Heading:
        return Heading(0, f"Change {self.n}", day, "It was due.", "Do so.", **more)  # type: ignore[arg-type]

    def lines(self, path: str, start: str, new: str) -> Texts:
        """The texts with another line in the place of one."""
        rows = [
            f"{start}{new}" if row.startswith(start) else row
            for row in self.texts[path].split("\n")
        ]
        return {**self.texts, path: "\n".join(rows)}

    # What an editor does

    def change_a_paragraph(self) -> None:
        texts = self.lines(SECTION, "2.1.3 ", f"Stay up {self.n} hours.")
        self.texts = taken(texts, amend(texts, self.day, self.heading(self.day)))

    def plan_a_change(self) -> None:
        if not self.pending():
            texts = self.lines(BOAT, "2.2.2 ", f"Tie the boat {self.n} times.")
            day = self.day + timedelta(days=10)
            self.texts = taken(texts, amend(texts, self.day, self.heading(day)))

    def pending(self) -> list[int]:
        reading = read_texts(self.texts, self.day, Collector())
        return [r.number for r in reading.records if r.in_force > self.day]

    def revise_what_is_to_come(self) -> None:
        for number in self.pending():
            texts = self.lines(BOAT, "2.2.2 ", f"Tie it {self.n} times.")
            self.texts = taken(texts, revise(texts, self.day, number, Revision()))

    def bring_it_forward(self) -> None:
        for number in self.pending():
            given = Revision(in_force=self.day + timedelta(days=1))
            self.texts = taken(self.texts, revise(self.texts, self.day, number, given))

    def withdraw_it(self) -> None:
        for number in self.pending():
            (path,) = [p for p in self.texts if p.startswith(f"docs/amendments/{number:04}-")]
            words = self.texts[path].partition("\n2.2.2 ")[2].split("\n")[0]
            texts = self.lines(BOAT, "2.2.2 ", words) if words else self.texts
            self.texts = taken(texts, revise(texts, self.day, number, Revision()))

    def approve_all(self) -> None:
        records = read_texts(self.texts, self.day, Collector()).records
        numbers = [r.number for r in records if not r.front.approved_by]
        if numbers:
            said = Approval("The board", self.day if self.n % 2 else None)
            self.texts = taken(self.texts, approve(self.texts, self.day, numbers, said))

    def add_a_source(self) -> None:
        for path, text in self.texts.items():
            if path.startswith("docs/amendments/0") and "source:" not in text:
                self.texts[path] = text.replace("reason:", "source: https://a.test/\nreason:", 1)
                break
        self.seal()

    def add_the_day_of_an_approval(self) -> None:
        for path, text in self.texts.items():
            if path.startswith("docs/amendments/0") and "approved_on:" not in text:
                added = f"approved_by: The board\napproved_on: {self.day}\n"
                self.texts[path] = text.replace("approved_by: The board\n", added, 1)
        self.seal()

    def correct(self) -> None:
        texts = self.lines(SECTION, "2.1.3 ", f"Stay up for {self.n} hours.")
        self.texts = taken(texts, amend(texts, self.day, self.heading(self.day, corrects=2)))

    def replace_the_form(self) -> None:
        texts = {**self.texts, FORM: text_of_file(f"{self.n:02}")}
        kept = missing_files(texts, self.day, amending=True)
        texts |= {f"docs/{path}": text_of_file(value) for path, value in kept.items()}
        day = self.day + timedelta(days=(self.n % 2) * 5)
        self.texts = taken(texts, amend(texts, self.day, self.heading(day)))

    def check_a_contact(self) -> None:
        self.texts = self.lines(CONTACTS, "        checked: ", f"{self.day}")
        self.seal()

    def give_another_number(self) -> None:
        """Called on the same day, perhaps for the second time."""
        self.texts = self.lines(CONTACTS, "        phone: ", f"01632 9600{self.n:02}")
        self.check_a_contact()

    def take_its_check_out(self) -> None:
        rows = self.texts[CONTACTS].split("\n")
        self.texts[CONTACTS] = "\n".join(row for row in rows if "checked:" not in row)
        self.seal()

    def change_the_flowchart(self) -> None:
        tree = self.texts[TREE]
        edition = tree.partition("edition: ")[2][:10]
        if f"{self.day}" > edition:
            entry = f"changes:\n  - {{date: {self.day}, what: Step {self.n}, steps: []}}"
            texts = self.lines(TREE, "edition: ", f"{self.day}")
            texts = self.lines(TREE, "title: ", f"Do I light it, {self.n}?") | {}
            tree = texts[TREE].replace(f"edition: {edition}", f"edition: {self.day}")
            self.texts[TREE] = tree.replace("changes:", entry, 1)
        self.seal()

    def add_a_page(self) -> None:
        self.texts[f"docs/page-{self.n}.md"] = f"---\ntitle: P {self.n}\n---\n\nWords.\n"
        self.seal()

    def move_a_page(self) -> None:
        pages = [path for path in self.texts if path.startswith(("docs/page-", "docs/about"))]
        text, name = self.texts.pop(pages[0]), pages[0][5:-3]
        before = text.partition("moved_from: [")[2].partition("]")[0]
        moved = f"moved_from: [{', '.join(filter(None, (before, f'{name}/')))}]"
        text = text.replace(f"moved_from: [{before}]", moved)
        if not before:
            text = text.replace("\n---\n", f"\n{moved}\n---\n", 1)
        self.texts[f"docs/page-{self.n}.md"] = text
        self.seal()

    def move_the_site(self) -> None:
        text = self.texts[SETTINGS]
        if "former_host" not in text:
            since = read_seal(self.texts[SEAL]).feed.partition(",")[2]
            former = f"  manual:\n    former_host: light.test\n    since: {since}\n"
            text = text.replace("  manual:\n", former, 1)
        rows = [
            f"site_url: https://lamp-{self.n}.test/" if row.startswith("site_url:") else row
            for row in text.split("\n")
        ]
        self.texts[SETTINGS] = "\n".join(rows)
        self.seal()

    def seal_by_a_slow_clock(self) -> None:
        """Where it takes a day that was for one to come, it is told, and nothing is lost."""
        page = {f"docs/page-{self.n}.md": f"---\ntitle: P {self.n}\n---\n\nWords.\n"}
        texts = {**self.texts, **page}
        with suppress(ProblemsError):
            self.texts = taken(texts, seal(texts, self.day - timedelta(days=3)))

    def wait(self) -> None:
        self.day += timedelta(days=7)
        self.seal()

    def seal(self) -> None:
        self.texts = taken(self.texts, seal(self.texts, self.day))


STEPS: tuple[Callable[[Walk], None], ...] = tuple(
    step
    for name, step in vars(Walk).items()
    if callable(step) and name not in {"__init__", "heading", "lines", "pending", "seal"}
)


EXAMPLES = int(os.environ.get("FUZZ", "0"))
"""How many walks are tried; 0 for the few of `make test`."""
few = settings(
    max_examples=EXAMPLES or 12,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
Steps = list[Callable[[Walk], None]]


@few
@given(st.lists(st.sampled_from(STEPS), min_size=4, max_size=9))
def test_what_an_honest_editor_does_is_never_called_a_rewriting(steps: Steps):
    walk = Walk()
    kept: list[Texts] = []
    for walk.n, step in enumerate(steps, 1):
        kept.append(dict(walk.texts))
        step(walk)
        done = verify_folder(walk.texts, walk.day)
        assert [str(problem) for problem in done.problems] == []
        assert [str(problem) for problem in held(walk, kept[-1])] == []
    chain = read_chain(walk.texts[CHAIN])
    for before in kept:
        found = find_sheet(chain, read_chain(before[CHAIN]).last.proof)
        assert found
        assert not tell_bare(chain, found[0])


def held(walk: Walk, published: Texts) -> tuple[Problem, ...]:
    """What is found where the texts are held against what was published last."""
    answer = Answer("kept/seal.json", published[SEAL], chain=published[CHAIN])
    return hold_against(read_texts(walk.texts, walk.day, Collector()), [answer]).problems
