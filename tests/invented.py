"""The small invented manual of tests/cases/base.yml, and ways to change it."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml
from manual.build import Output, build

CASES = Path(__file__).parent / "cases"
BASE: dict[str, str] = yaml.safe_load((CASES / "base.yml").read_text(encoding="utf-8"))
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
    r"\s((?:id|href|data-(?:provision|wording|tombstone|redline|amendments?|step|kind|answer|cites"
    r'|contact|area|copy-stamp))(?:="[^"]*")?)(?=\s|$)'
)


def bare(html: str) -> str:
    """`html` without what is free: spaces between tags, classes, attributes of no promised name."""
    html = _TAG.sub(
        lambda tag: f"<{' '.join([tag[1], *sorted(_ATTRIBUTE.findall(tag[2]))])}>", html
    )
    return re.sub(r"> <", "><", " ".join(html.split()))
