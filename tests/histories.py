"""Histories made forward: a manual changed day by day, and recorded as editors would."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st
from invented import BASE
from manual.amendments.history import History
from manual.amendments.load import load_record
from manual.amendments.model import Record
from manual.numbers.numbering import PLAIN
from manual.provisions.load import load_section
from manual.provisions.model import Provision, Section, Wording

FIRST_DAY = date(2020, 1, 1)
PATHS = {"2.1": "lighthouse/lamp.md", "2.2": "lighthouse/boat.md"}
ACTS = ("insert", "amend", "head", "delete", "move", "move and amend", "undo")
State = dict[str, Wording]
"""Wordings by number."""


def record_text(number: int, day: date | str, lists: str = "", body: str = "") -> str:
    front = f"amendment: {number}\ntitle: T\nin_force: {day}\nreason: R\naction: A\n{lists}"
    return f"---\n{front}\n---\n\n{body}\n"


def record(number: int, day: date | str, lists: str = "", body: str = "") -> Record:
    return load_record(f"{number}.md", record_text(number, day, lists, body))


def section_text(number: str, *provisions: str) -> str:
    front = f"section: {number}\ntitle: T\nreviewed: 2026-11-01\nreview_by: 2027-11-01"
    return f"---\n{front}\n---\n\n" + "\n\n".join(provisions) + "\n"


def section(number: str, *provisions: str) -> Section:
    return load_section(f"{number}.md", section_text(number, *provisions))


def numbered(wordings: State) -> str:
    """The wordings under their numbers, as a source text has them."""
    ordered = sorted(wordings, key=PLAIN.read)
    return "\n\n".join(
        f"{wordings[number].heading}\n\n{number} {wordings[number].text}" for number in ordered
    )


@dataclass
class Story:
    """A manual changed day by day: what stands now, its records, what stood at each day's end."""

    draw: st.DrawFn
    now: State
    records: list[str] = field(default_factory=list)
    """The texts of the records, in order."""
    days: list[tuple[date, State]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    past: dict[str, list[Wording]] = field(default_factory=dict)
    """Earlier wordings of each provision: one may be put back."""
    count: int = 0

    def wording(self) -> Wording:
        self.count += 1
        text = f"Wording {self.count}."
        return Wording(
            self.draw(st.sampled_from(["", "## H"])),
            self.draw(st.sampled_from([text, f"{text}\n\n- a;\n- b."])),
        )

    def number(self) -> str:
        names = [f"{part}.{n}{x}" for part in PATHS for n in "123456" for x in ("", "A", "B")]
        number = self.draw(st.sampled_from([name for name in names if name not in self.used]))
        self.used.add(number)
        return number

    def amend(self, number: int, day: date) -> None:
        """Change some provisions, each once, and record it as an editor would."""
        inserted, deleted, renumbered, body = [], [], {}, {}
        left = sorted(self.now)
        for act in self.draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=5)):
            if act == "insert" or not left:
                inserted.append(self.number())
                self.now[inserted[-1]] = self.wording()
                continue
            old = left.pop(self.draw(st.integers(0, len(left) - 1)))
            before = self.now.pop(old)
            self.past.setdefault(old, []).append(before)
            if act != "move":
                body[old] = before
            if act == "undo":
                earlier = [one for one in self.past.get(old, []) if one != before]
                self.now[old] = earlier[-1] if earlier else self.wording()
            elif act == "amend":
                self.now[old] = self.wording()
            elif act == "head":
                self.now[old] = Wording("" if before.heading else "## H", before.text)
            elif act == "delete":
                deleted.append(old)
            else:
                renumbered[old] = self.number()
                self.now[renumbered[old]] = before if act == "move" else self.wording()
        lists = f"inserted: {inserted}\ndeleted: {deleted}\nrenumbered: {renumbered}"
        lists += f"\nkind: {self.draw(st.sampled_from(['substantive', 'editorial']))}"
        if self.draw(st.booleans()):
            lists += "\ncorrects: 1"
        text = record_text(number, day, lists.replace("'", '"'), numbered(body))
        self.records.append(text)

    def load(self) -> list[Record]:
        """The records, read."""
        texts = enumerate(self.records, 1)
        return [load_record(f"{n}.md", text) for n, text in texts]

    def provisions(self) -> list[Provision]:
        """The newest provisions, read."""
        return [p for part in PATHS for p in section(part, self._body(part)).provisions]

    def texts(self) -> dict[str, str]:
        """The invented manual with this history, as source texts by path."""
        kept = {
            path: text
            for path, text in BASE.items()
            if not path.startswith(("docs/amendments/", "decision_tree/light"))
        }
        sections = {f"docs/{PATHS[part]}": section_text(part, self._body(part)) for part in PATHS}
        records = {f"docs/amendments/{n:04}.md": text for n, text in enumerate(self.records, 1)}
        return {**kept, **sections, **records}

    def _body(self, part: str) -> str:
        return numbered({n: w for n, w in self.now.items() if n.startswith(f"{part}.")})

    def at(self, day: date) -> State:
        """What stood at the end of a day."""
        return next((state for since, state in self.days[::-1] if since <= day), {})


@st.composite
def stories(draw: st.DrawFn) -> Story:
    first = {number: Wording("", f"First {number}.") for number in ("2.1.1", "2.1.2", "2.2.1")}
    story = Story(draw, first, used=set(first))
    story.records = [record_text(1, FIRST_DAY, 'inserted: ["section 2.1", "section 2.2"]')]
    story.days = [(FIRST_DAY, dict(first))]
    day, number = FIRST_DAY, 1
    for _ in range(draw(st.integers(1, 4))):
        day += timedelta(days=draw(st.integers(1, 400)))
        for _ in range(draw(st.integers(1, 2))):
            number += draw(st.integers(1, 3))
            story.amend(number, day)
        story.days.append((day, dict(story.now)))
    return story


def state_at(found: History, day: date) -> State:
    """What stands at the end of a day, but for the sections' own provisions."""
    return texts_of(found.at(day))


def texts_of(wordings: Mapping) -> State:
    """Wordings by number as text, without the sections' own."""
    return {str(number): wording for number, wording in wordings.items() if not number.is_section}
