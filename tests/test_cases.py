"""Runs tests/cases: each file changes the small manual of base.yml and says what comes of it.

`texts` adds files or replaces them, `change` replaces a piece of one, `remove` takes files away.
Then either `problems`, all that are printed, or `pages`: fragments that a page holds, and `not`:
fragments that it does not hold. Fragments are compared as `invented.bare` shows a page. `notices`
are among those printed; the words of `not-noticed` are not.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from invented import BASE, CASES, TODAY, bare, change, report
from manual.build import build

FILES = sorted(file for file in CASES.glob("*/*.yml") if file.parent.name != "redlines")
KEYS = {"texts", "change", "remove", "problems", "notices", "not-noticed", "pages", "not"}


def texts_of(case: dict[str, Any]) -> dict[str, str]:
    texts = {**BASE, **case.get("texts", {})}
    for path, changes in case.get("change", {}).items():
        texts = change(texts, path, changes)
    for path in case.get("remove", ()):
        del texts[path]
    return texts


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_case(file: Path):
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert case.keys() <= KEYS
    output = build(texts_of(case), TODAY)
    assert report(output) == case.get("problems", "").rstrip()
    notices = "\n".join(map(str, output.notices))
    assert case.get("notices", "").rstrip() in notices
    assert [words for words in case.get("not-noticed", ()) if words in notices] == []
    assert (output.pages is None) == ("problems" in case)
    if output.pages is None:
        return
    made = {**output.pages.pages, **output.pages.files}
    shown = {path: bare(text) for path, text in made.items()}
    for path, fragments in case.get("pages", {}).items():
        assert [fragment for fragment in fragments if bare(fragment) not in shown[path]] == []
    for path, fragments in case.get("not", {}).items():
        assert [fragment for fragment in fragments if bare(fragment) in shown[path]] == []


def test_the_invented_manual_has_no_fault():
    assert report(build(BASE, TODAY)) == ""


def test_every_case_says_what_comes_of_it():
    for file in FILES:
        case = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert case.keys() & {"problems", "notices", "pages", "not"}, file


def test_a_text_of_the_base_is_changed_where_it_stands_once():
    with pytest.raises(AssertionError, match="stands 2 times"):
        change({"a": "x x"}, "a", {"x": "y"})
