"""PROBLEMS.md: each rule with an example, out of the cases that break it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from invented import BASE, TODAY, read_case
from manual.address import CHAIN, SEAL, facts_of_file, hash_of_file
from manual.build import Output
from manual.keep import seal
from manual.rules import SUBJECTS
from support import ROOT
from test_cases import CHANGES, FILES, run, texts_of

PAGE = ROOT / "PROBLEMS.md"
WITHOUT_EXAMPLE = {"value-wrong"}
"""What is said where no other rule of values fits."""
INTRODUCTION = """\
<!-- Written by .ci/write-problems, out of hooks/manual/rules/ and tests/cases. -->

# Problems

When `manual check`, a build or the page of a proposed change tells you that something is wrong, the
id of the rule is in square brackets at the end of the first line:

```text
docs/lighthouse/lamp.md:21: paragraph 2.1.22 does not exist [reference-missing]
    hint: did you mean '2.1.2'? (a number of another document is written \2.1.22)
```

That is the file and the line, what is wrong there, and how to mend it. Below, each rule has an
example out of a small invented manual about a lighthouse. A line that begins with `-` was there
before; one that begins with `+` was written in its place, or added; the lines around them are as
they were, and `…` marks lines left out. `⇥` is a tab, and a character that nobody can see is
shown by its code, such as `<U+200F>`.

What begins with `notice:` is worth knowing and stops nothing. Everything else stops a build, so
that readers never see it.
"""
COMMANDS = {
    "seal": "manual seal",
    "amend": 'manual amend "Wax"',
    "revise": "manual amend --revise",
    "approve": 'manual approve --by "The board"',
}
LONGEST = 40
"""Lines of a file that an example shows."""


@dataclass(frozen=True)
class Example:
    """A case that breaks a rule, and what is told of that."""

    file: Path
    case: Mapping[str, Any]
    told: str
    others: int
    """How many other problems the case has."""

    def order(self, rule: str) -> tuple[bool, int, int, str]:
        """What makes it a clear example of a rule, the clearest first."""
        shown = "".join(show_change(self.case))
        return self.case.get("example") != rule, self.others, len(shown), str(self.file)


def write_page(outputs: Mapping[Path, Output]) -> str:
    """The page, out of what each case makes."""
    examples = find_examples(outputs)
    contents = [
        f"- {subject}: {', '.join(f'[{rule}](#{rule})' for rule in rules)}"
        for subject, rules in SUBJECTS.items()
    ]
    rules = [
        "\n".join([f"## {rule}\n\n{said}\n", *_show(rule, examples.get(rule, []))])
        for rules in SUBJECTS.values()
        for rule, said in rules.items()
    ]
    return "\n".join([INTRODUCTION, *contents, "", *rules])


def find_examples(outputs: Mapping[Path, Output]) -> dict[str, list[Example]]:
    """The examples of each rule."""
    found: dict[str, list[Example]] = {}
    for file, output in outputs.items():
        case = read_case(file)
        noted = [notice for notice in output.notices if str(notice) in case.get("notices", "")]
        for problem in (*output.problems, *noted):
            prefix = "notice: " if problem in noted else ""
            others = len(output.problems) + len(noted) - 1
            example = Example(file, case, prefix + problem.with_rule(), others)
            found.setdefault(problem.rule, []).append(example)
    return found


def _show(rule: str, examples: list[Example]) -> Iterator[str]:
    if examples:
        example = min(examples, key=lambda one: one.order(rule))
        yield from show_change(example.case)
        yield f"The check says:\n\n{_fence(_visible(example.told), 'text')}\n"


def show_change(case: Mapping[str, Any]) -> Iterator[str]:
    """What an editor did, as paragraphs and blocks of Markdown."""
    before, after = _texts_before(case), texts_of(dict(case))
    if case.get("sealed"):
        by = " by an older version of the software" if case["sealed"] == "older" else ""
        yield f"The manual was sealed first{by}.\n"
    yield from _show_texts(case, before, after)
    yield from _show_published(case)
    yield from _show_verified(case)
    if not CHANGES & case.keys():
        yield "Nothing was changed.\n"
    yield from _show_disk(case.get("disk", {}))
    if "command" in case:
        name, _, number = case["command"].partition(" ")
        yield f"Somebody ran `{f'{COMMANDS[name]} {number}'.strip()}`.\n"


def _show_texts(
    case: Mapping[str, Any], before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[str]:
    for path in sorted({*before, *after}):
        if path not in after:
            yield f"The file `{path}` was deleted.\n"
        elif path in case.get("repeat", {}):
            yield f"The file `{path}` held {_count(case['repeat'][path])}.\n"
        elif path in {CHAIN, SEAL} and (case.get("reseal") or path not in before):
            continue
        elif hash_of_file(after[path]):
            if before.get(path) != after[path]:
                fate = "was replaced" if path in before else "was added"
                yield f"The file `{path}` {fate}{_facts(after[path])}.\n"
        elif path not in before:
            yield f"In `{path}`, a new file:\n\n{_fence(_clip(after[path]))}\n"
        elif before[path] != after[path]:
            yield f"In `{path}`:\n\n{_fence(_compare(before[path], after[path]), 'diff')}\n"


def _facts(text: str) -> str:
    """What a build reads out of the bytes of a file, for a reader."""
    facts = facts_of_file(text)
    size = f": {int(facts['bytes']):,} bytes" if "bytes" in facts else ""
    looks = f" of the kind {facts['is']}" if "is" in facts else ""
    return f"{size}{looks}{', with ' + facts['acts'] if 'acts' in facts else ''}"


def _show_published(case: Mapping[str, Any]) -> Iterator[str]:
    given = case.get("against")
    if given is None:
        return
    if "fault" in given:
        yield "It was held against a site that did not answer.\n"
    elif "status" in given:
        yield f"It was held against a site that answered {given['status']}.\n"
    elif "text" in given:
        yield f"It was held against what a site answered:\n\n{_fence(given['text'], 'text')}\n"
    elif case.get("reseal"):
        yield "It was sealed anew, and held against the seal that was published before.\n"
    else:
        yield "It was held against the seal that was published before.\n"


def _show_verified(case: Mapping[str, Any]) -> Iterator[str]:
    if "verify" in case:
        yield "Somebody ran `manual verify`.\n"
    if "served" in case:
        yield "Somebody ran `manual verify --site https://light.test/`.\n"
        for path, (_, there) in case["served"].items():
            yield f"Of `{path}` the host sent: `{there}`\n"


def _show_disk(disk: Mapping[str, Any]) -> Iterator[str]:
    for path in disk.get("bytes", {}):
        yield f"Somebody added the file `{path}`.\n"
    for path, target in disk.get("link", {}).items():
        yield f"Somebody made `{path}` a link to `{target}`.\n"
    if "epoch" in disk:
        yield f"Somebody set `SOURCE_DATE_EPOCH={disk['epoch']}`.\n"


def _texts_before(case: Mapping[str, Any]) -> dict[str, str]:
    texts = texts_of(case["before"]) if "before" in case else BASE
    return {**texts, **(seal(texts, TODAY).texts if case.get("sealed") else {})}


def _compare(before: str, after: str) -> str:
    """The lines that differ, with one ahead and one behind."""
    lines = [*unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)][3:]
    return _visible("\n".join("…" if line.startswith("@@") else line for line in lines))


def _clip(text: str) -> str:
    lines = _visible(text).rstrip("\n").split("\n")
    return "\n".join(lines if len(lines) <= LONGEST else [*lines[:LONGEST], "…"])


def _visible(text: str) -> str:
    """A text with what cannot be seen in it spelt out."""
    return "".join(
        sign
        if sign.isprintable() or sign == "\n"
        else "⇥"
        if sign == "\t"
        else f"<U+{ord(sign):04X}>"
        for sign in text
    )


def _fence(text: str, language: str = "") -> str:
    mark = "````" if "```" in text else "```"
    return f"{mark}{language}\n{text}\n{mark}"


def _count(repeated: int | dict[str, int]) -> str:
    """What a file is made of that is one piece, again and again."""
    if isinstance(repeated, int):
        return f"{repeated:,} letters"
    return ", ".join(f"{times:,} times `{piece.strip()}`" for piece, times in repeated.items())


if __name__ == "__main__":
    made = {file: run(read_case(file)) for file in FILES}
    PAGE.write_text(write_page(made), encoding="utf-8")
