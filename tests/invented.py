"""The small invented manual of tests/cases/base.yml, and ways to change it."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from manual.address import CHAIN, SEAL
from manual.build import Output, build
from manual.seal.chain import extend, read_chain, write_chain
from manual.seal.file import read_seal, write_seal

CASES = Path(__file__).parent / "cases"
# The one in C reads thirty times as fast, where PyYAML was built with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_case(file: Path) -> Any:
    """What a file of YAML holds."""
    return yaml.load(file.read_text(encoding="utf-8"), LOADER)


BASE: dict[str, str] = read_case(CASES / "base.yml")
TODAY = date(2026, 11, 22)

SECTION = "docs/lighthouse/lamp.md"
TREE = "decision_tree/light.yml"


def change(texts: Mapping[str, str], path: str, changes: Mapping[str, str]) -> dict[str, str]:
    """`texts` with each key of `changes`, which stands once in the text at `path`, replaced."""
    text = texts[path]
    for old, new in changes.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        text = text.replace(old, new)
    return {**texts, path: text}


def make(**files: Mapping[str, str]) -> Output:
    """What the invented manual makes with changes in its section (`section`) or tree (`tree`)."""
    texts = BASE
    for name, changes in files.items():
        texts = change(texts, {"section": SECTION, "tree": TREE}[name], changes)
    return build(texts, TODAY)


def report(output: Output) -> str:
    """The problems of an output as they are printed."""
    return "\n".join(map(str, output.problems))


_TAG = re.compile(r'<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>')
_ATTRIBUTE = re.compile(
    r"\s((?:id|href|data-(?:file|provision|clause|wording|tombstone|redline|amendments?|step|kind|answer|cites"
    r'|contact|area|copy-stamp))(?:="[^"]*")?)(?=\s|$)'
)


def bare(html: str) -> str:
    """`html` without what is free: spaces between tags, classes, attributes of no promised name."""
    html = _TAG.sub(
        lambda tag: f"<{' '.join([tag[1], *sorted(_ATTRIBUTE.findall(tag[2]))])}>", html
    )
    return re.sub(r"> <", "><", " ".join(html.split()))


def with_history() -> dict[str, str]:
    """The invented manual with a longer history: every kind of change, one still to come."""
    texts = change(BASE, SECTION, {"- trim the wick;": "- trim the wick each day;"})
    texts[SECTION] += "\n2.1.4 Keep a log.\n"
    texts = change(
        texts,
        "docs/lighthouse/boat.md",
        {"Row out before dark.": "Row out an hour before dark.", "2.2.2 Tie": "2.2.4 Tie"},
    )
    record = (
        "---\namendment: {0}\ntitle: {1}\nin_force: {2}\nkind: {3}\nreason: It was needed.\n"
        "action: Do as it says.\napproved_by: The board\n{4}---\n\n{5}\n"
    )
    lists = 'inserted: [2.1.4]\ndeleted: [2.2.3]\nrenumbered: {"2.2.2": "2.2.4"}\n'
    wick = "2.1.2 Tend the lamp:\n\n- trim the wick;\n- fill the tank."
    texts["docs/amendments/0003-log.md"] = record.format(
        3, "The log", "2026-11-10", "substantive", lists, "2.2.3 Row back."
    )
    texts["docs/amendments/0004-wick.md"] = record.format(
        4, "The wick", "2026-11-18", "editorial", "", wick
    )
    texts["docs/amendments/0005-dark.md"] = record.format(
        5, "The dark", "2027-03-01", "substantive", "", "2.2.1 Row out before dark."
    )
    return change(
        texts,
        TREE,
        {
            "edition: 2026-11-22": "edition: 2026-11-12",
            "{date: 2026-11-22, what: First edition, steps: []}": (
                "{date: 2026-11-05, what: First edition, steps: []}\n"
                "  - {date: 2026-11-12, what: A plainer question, steps: [oil]}"
            ),
        },
    )


_SINCE_3 = {"content", "sealed", "does", "added", "approval_sealed"}


def older_seal(text: str, version: int) -> str:
    """The text of a seal as version 2 of it, or the first, would have written it."""
    data = json.loads(text)
    data["version"] = version
    for entry in (*data["trees"].values(), *data["records"].values()):
        for key in _SINCE_3:
            entry.pop(key, None)
    if version == 1:
        data["records"] = {number: entry["hash"] for number, entry in data["records"].items()}
        for tree in data["trees"].values():
            del tree["editions"]
    return json.dumps(data)


def go_on(true: Mapping[str, str], forged: Mapping[str, str], today: date) -> dict[str, str]:
    """Forged texts with a seal that fits them, and the true chain with a line for that.

    So can somebody do who may change every file, and is careful: the days that only the true seal
    remembers are kept.
    """
    made, before = read_seal(forged[SEAL]), read_seal(true[SEAL])
    contents = {
        number: replace(content, sealed=old.sealed, approval_sealed=old.approval_sealed)
        for number, content in made.contents.items()
        if (old := before.contents.get(number))
    }
    seal = replace(made, contents={**made.contents, **contents})
    chain = read_chain(true[CHAIN])
    longer = extend(chain, seal, today, chain.last.edition)
    return {**forged, SEAL: write_seal(seal), CHAIN: write_chain(longer)}


def with_older_seal(texts: Mapping[str, str]) -> dict[str, str]:
    """Sealed texts as version 2 of the seal would have sealed them, once."""
    seal = older_seal(texts[SEAL], 2)
    chain = extend(None, read_seal(seal), TODAY, "2026-11-01.2")
    return {**texts, SEAL: seal, CHAIN: write_chain(chain)}
