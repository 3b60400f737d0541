"""Runs tests/cases: each file changes the small manual of base.yml and says what comes of it.

`texts` adds files or replaces them, `repeat` makes one of so many letters, `change` replaces a
piece of one, `remove` takes files away.
Then either `problems`, all that are printed, or `pages`: fragments that a page holds, and `not`:
fragments that it does not hold. Fragments are compared as `invented.bare` shows a page. `notices`
are among those printed; the words of `not-noticed` are not.

`sealed` seals the manual before it is changed, or does so as version 2 of the seal (`older`);
`before` changes it ahead of that. `command`, which is `seal`, `amend`, `revise N`, perhaps with
`--in-force DAY`, or `approve N N`, is then given to it, and `problems` are what it says. `preview`
shows what is not yet recorded. With `disk` the texts are read from a folder in which it has put
`bytes`, a `link`, a `folder` or a `fifo` at a path, or the
reading of one is `forbidden`, on a day that `epoch` sets.

`against` holds them against what was published: the seal of the manual before it was changed, with
pieces of its text replaced by `change`, or one of the first version (`older`); or the `status`, the
`text` or the `fault` of an answer in its place, or from another `place`; and the `chain` beside it,
`sealed` with it if that is what it says. `reseal` seals the changed texts anew, as who forges
would, or goes on with the true chain for that (`upon`).
`verify` verifies the folder. `served` compares what a host serves with what was built: of each path
the text on both sides, a status or a fault on the host's.

`chain` alters the chain after all else, an order each: `set N KEY VALUE`, `prove N` (with a proof
that fits again), `drop N`, `double N`, `swap N M`, `forget N` (what it changed), `meet N` (as git
leaves a merge).

`example` names a rule whose example in PROBLEMS.md this case is to be, where another would be
chosen.
"""

import json
import os
import re
from collections.abc import Iterator
from datetime import date
from errno import EACCES
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from invented import (
    BASE,
    CASES,
    TODAY,
    bare,
    change,
    go_on,
    older_seal,
    read_case,
    report,
    with_older_seal,
)
from manual.address import CHAIN, SEAL
from manual.approve import Approval, approve
from manual.build import Output, build
from manual.folder import read_project, write_texts
from manual.keep import amend, revise, seal
from manual.problem import Problem, ProblemsError
from manual.published import hold_against
from manual.read import Collector, read_texts
from manual.seal.answer import Answer
from manual.seal.chain import Line
from manual.seal.draft import Heading, Revision
from manual.seal.model import hash_text
from manual.site.offline.kept_files import SiteFile
from manual.verify import Served, compare_day, compare_served, verify_folder
from told import Told, note, read

FILES = sorted(file for file in CASES.glob("*/*.yml") if file.parent.name != "redlines")
CHANGES = {"before", "sealed", "texts", "repeat", "change", "remove", "command", "preview", "disk"}
CHANGES |= {"against", "reseal", "verify", "served", "chain"}
KEYS = CHANGES | {"problems", "notices", "not-noticed", "pages", "not", "example"}


def texts_of(case: dict[str, Any]) -> dict[str, str]:
    base = texts_of(case["before"]) if "before" in case else BASE
    texts = {**base, **(seal(base, TODAY).texts if case.get("sealed") else {})}
    texts = with_older_seal(texts) if case.get("sealed") == "older" else texts
    texts |= case.get("texts", {})
    for path, times in case.get("repeat", {}).items():
        pieces = times if isinstance(times, dict) else {"x": times}
        texts[path] = "".join(piece * count for piece, count in pieces.items())
    for path, changes in case.get("change", {}).items():
        texts = change(texts, path, changes)
    for path in case.get("remove", ()):
        del texts[path]
    if case.get("reseal"):
        forged = reseal(texts)
        texts = go_on(texts, forged, TODAY) if case["reseal"] == "upon" else forged
    return {**texts, **({CHAIN: forge(texts[CHAIN], case["chain"])} if "chain" in case else {})}


def forge(text: str, orders: list[str]) -> str:
    """A chain altered as `orders` say."""
    head, rest = re.split(r'(?<="lines": \[\n)', text)
    rows, foot = re.split(r"\n(?= \])", rest, maxsplit=1)
    lines = [json.loads(row.rstrip(",")) for row in rows.split("\n")]
    met = 0
    for order in orders:
        name, *words = order.split()
        place = int(words[0]) - 1
        if name == "set":
            lines[place][words[1]] = type(lines[place][words[1]])(words[2])
        elif name == "prove":
            values = {key: lines[place][key] for key in ("n", "day", "edition", "prev", "root")}
            lines[place]["proof"] = Line(**values).proof
        elif name == "drop":
            del lines[place]
        elif name == "forget":
            foot = re.sub(rf',?\n  \{{"n": {words[0]}, .*', "", foot)
        elif name == "double":
            lines.insert(place, lines[place])
        elif name == "swap":
            other = int(words[1]) - 1
            lines[place], lines[other] = lines[other], lines[place]
        else:
            met = place + 1
    written = [f"  {json.dumps(line)}" for line in lines]
    if met:
        row = written[met - 1]
        written[met - 1] = f"<<<<<<< HEAD\n{row}\n=======\n{row}\n>>>>>>> theirs"
    return head + ",\n".join(written) + f"\n{foot}"


def reseal(texts: dict[str, str]) -> dict[str, str]:
    """The texts sealed anew, as if they never had been."""
    unsealed = {path: text for path, text in texts.items() if path not in {SEAL, CHAIN}}
    return {**unsealed, **seal(unsealed, TODAY).texts}


def held(case: dict[str, Any], texts: dict[str, str]) -> Output:
    """What a build says, and what comes of holding the texts against what was published."""
    given = dict(case["against"])
    base = texts_of(case["before"]) if "before" in case else BASE
    sealed = seal(base, TODAY).texts
    text = given.pop("text", sealed[SEAL])
    if given.pop("older", False):
        text = older_seal(text, 1)
    if given.get("chain") == "sealed":
        given["chain"] = sealed[CHAIN]
    for old, new in given.pop("change", {}).items():
        text = change({SEAL: text}, SEAL, {old: new})[SEAL]
    answer = Answer(given.pop("place", "published/seal.json"), text, **given)
    comparison = hold_against(read_texts(texts, TODAY, Collector()), [answer])
    output = build(texts, TODAY)
    problems = (*comparison.problems, *output.problems)
    notices = (*comparison.notices, *output.notices)
    return Output(None if problems else output.pages, problems, notices)


def compared(pairs: dict[str, list[str | int]]) -> Iterator[Problem]:
    """What comes of comparing a built site with what a host serves."""
    site = "https://light.test/"
    built, served = {}, {}
    for path, (here, there) in pairs.items():
        if path == "newest.json":
            yield from compare_day(here, there, f"{site}{path}")
            continue
        built[path] = SiteFile(hash_text(here), len(here))
        if isinstance(there, int):
            served[path] = Served(status=there)
        elif there.startswith("fault: "):
            served[path] = Served(fault=there.removeprefix("fault: "))
        else:
            served[path] = Served(hash_text(there))
    yield from compare_served(built, served, site)


def command(words: str, texts: dict[str, str]) -> Output:
    """What a command refuses."""
    name, _, rest = words.partition(" ")
    number, _, day = rest.partition(" --in-force ")
    revision = Revision(in_force=date.fromisoformat(day) if day else None)
    heading = Heading(0, "Wax", TODAY, "Oil ran out.", "Bring wax.")
    commands = {
        "seal": lambda: seal(texts, TODAY),
        "amend": lambda: amend(texts, TODAY, heading),
        "revise": lambda: revise(texts, TODAY, int(number), revision),
        "approve": lambda: approve(texts, TODAY, map(int, number.split()), Approval("The board")),
    }
    with pytest.raises(ProblemsError) as refused:
        commands[name]()
    return Output(None, refused.value.problems)


def read_allowed(forbidden: Path, path: Path) -> bytes:
    """What is in a file, unless it is the one that nobody may read; root may read all."""
    if path == forbidden:
        raise PermissionError(EACCES, "Permission denied", str(path))
    with path.open("rb") as file:
        return file.read()


def read_folder(case: dict[str, Any], texts: dict[str, str]) -> Output:
    """What a build finds in a folder with `texts`, changed as the `disk` of a case says."""
    given = case["disk"]
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        root = Path(name)
        write_texts(root, texts)
        for path, data in given.get("bytes", {}).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(bytes.fromhex(data))
        for path in given.get("fifo", ()):
            os.mkfifo(root / path)
        for path, target in given.get("link", {}).items():
            (root / path).unlink(missing_ok=True)
            (root / path).symlink_to(target)
        for path in given.get("folder", ()):
            (root / path).unlink(missing_ok=True)
            (root / path).mkdir()
        if "forbidden" in given:
            shut = root / given["forbidden"]
            patch.setattr(Path, "read_bytes", lambda path: read_allowed(shut, path))
        patch.setenv("SOURCE_DATE_EPOCH", given.get("epoch", "1795348800"))
        read, _, problems = read_project(root)
    return build(read, TODAY, problems)


def run(case: dict[str, Any]) -> Output:
    """What a case makes: what its command refuses, or what it builds."""
    texts = texts_of(case)
    if "command" in case:
        return command(case["command"], texts)
    if "against" in case:
        return held(case, texts)
    if "verify" in case:
        return Output(None, verify_folder(texts, TODAY).problems)
    if "served" in case:
        return Output(None, tuple(compared(case["served"])))
    if "disk" in case:
        return read_folder(case, texts)
    return build(texts, TODAY, preview=case.get("preview", False))


def kept(file: Path, common: Path) -> Path:
    """Where is kept what a case told in this run of the tests."""
    return common / "told" / f"{file.parent.name}-{file.stem}"


def tell(file: Path, common: Path) -> Told:
    """What a case tells: as kept, or else by running it."""
    if not kept(file, common).is_file():
        case = read_case(file)
        note(lambda: run(case), kept(file, common))
    return read(kept(file, common))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_case(file: Path, common: Path):
    case = read_case(file)
    assert case.keys() <= KEYS
    output = note(lambda: run(case), kept(file, common))
    assert report(output) == case.get("problems", "").rstrip()
    notices = "\n".join(map(str, output.notices))
    assert case.get("notices", "").rstrip() in notices
    assert [words for words in case.get("not-noticed", ()) if words in notices] == []
    assert (output.pages is None) == ("problems" in case)
    if output.pages is None:
        return
    made = {**output.pages.pages, **output.pages.files}
    for path, fragments in case.get("pages", {}).items():
        shown = bare(made[path])
        assert [fragment for fragment in fragments if bare(fragment) not in shown] == []
    for path, fragments in case.get("not", {}).items():
        shown = bare(made[path])
        assert [fragment for fragment in fragments if bare(fragment) in shown] == []


def test_the_invented_manual_has_no_fault():
    assert report(build(BASE, TODAY)) == ""


def test_every_case_says_what_comes_of_it():
    for file in FILES:
        case = read_case(file)
        assert case.keys() & {"problems", "notices", "pages", "not"}, file


def test_a_text_of_the_base_is_changed_where_it_stands_once():
    with pytest.raises(AssertionError, match="stands 2 times"):
        change({"a": "x x"}, "a", {"x": "y"})
