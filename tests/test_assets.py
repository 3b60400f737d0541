"""Stylesheets and modules are published under names that hold a fingerprint of their content."""

import re

import pytest
import support
from manual.problem import ProblemsError
from manual.site.assets import fingerprint, join_styles, publish_assets

ROOT = "overrides/assets"
TEXTS = {
    f"{ROOT}/frame/paper.css": "d { color: black }",
    f"{ROOT}/frame/palette.css": "a { color: blue }",
    f"{ROOT}/areas/areas.css": "/* Of areas -- */\n\n/* Two\nlines. */\nc { color: green }",
    f"{ROOT}/frame/base.css": "b { color: red }",
    f"{ROOT}/areas/one.mjs": 'import { two } from "../numbers/two.mjs";\n',
    f"{ROOT}/numbers/two.mjs": "export const two = 2;\n",
    f"{ROOT}/numbers/library/three.mjs": "export const three = 3;\n",
    "decision_tree/flowchart/flowchart.mjs": "const path = () => import('./path.mjs');\n",
    "decision_tree/flowchart/path.mjs": (
        'import { two } from "../../overrides/assets/numbers/two.mjs";\n'
    ),
    "decision_tree/flowchart/picture.css": "f { color: grey }",
    "decision_tree/flowchart/flowchart.css": "e { color: grey }",
    "docs/index.md": "# Home",
}


def published(**changes: str) -> tuple[dict[str, str], dict[str, str]]:
    """What is published with the texts of some modules changed, by the names of their files."""
    names = {path.rpartition("/")[2]: path for path in TEXTS}
    texts = TEXTS | {names[f"{name}.mjs"]: text for name, text in changes.items()}
    assets = publish_assets(texts)
    return dict(assets.addresses), dict(assets.files)


def refused(**changes: str) -> str:
    with pytest.raises(ProblemsError) as error:
        published(**changes)
    return str(error.value)


def test_the_stylesheets_of_the_frame_are_one_and_those_of_the_flowchart_another():
    addresses, files = published()
    names = [name for name in addresses if name.endswith(".css")]
    assert names == ["manual.css", "flowchart/flowchart.css"]
    assert files[addresses["manual.css"]] == join_styles(TEXTS)
    assert files[addresses["flowchart/flowchart.css"]] == "e { color: grey }\nf { color: grey }"


def test_the_ground_comes_first_and_paper_last_in_a_stylesheet_that_is_joined():
    rules = "a { color: blue }", "b { color: red }", "c { color: green }", "d { color: black }"
    assert join_styles(TEXTS) == "\n".join(rules)


def test_a_module_is_published_without_indents_unless_it_may_hold_a_long_text():
    code = "export function one() {\n  return 1;\n}\n"
    long = "export const one = `\n  1`;\n"
    for text, kept in ((code, "export function one() {\nreturn 1;\n}\n"), (long, long)):
        addresses, files = published(two=text)
        assert files[addresses["numbers/two.mjs"]] == kept


def test_every_name_holds_a_fingerprint_of_its_content():
    addresses, files = published()
    assert len(files) == len(addresses) == 7
    for name, path in addresses.items():
        stem, _, ending = name.rpartition(".")
        assert re.fullmatch(rf"assets/{re.escape(stem)}\.[0-9a-f]{{8}}\.{ending}", path)
        assert path == fingerprint(f"assets/{name}", files[path])


def test_comments_with_lines_to_themselves_are_not_published():
    code = """\
// What it is for.

/**
 * @param {string} one
 */
export const two = (one) => `// ${one}`; // stays
  /** @type {string} */
const text = /** @type {string} */ ("/** a text */");
/** @license Somebody's. */
"""
    addresses, files = published(two=code)
    assert (
        files[addresses["numbers/two.mjs"]]
        == """\

export const two = (one) => `// ${one}`; // stays
const text = /** @type {string} */ ("/** a text */");
/** @license Somebody's. */
"""
    )


def test_a_module_names_the_published_names_of_others():
    code = 'import "../numbers/two.mjs";\nimport("../numbers/library/three.mjs");\n'
    addresses, files = published(one=code)
    two = addresses["numbers/two.mjs"].removeprefix("assets/")
    three = addresses["numbers/library/three.mjs"].removeprefix("assets/")
    assert files[addresses["areas/one.mjs"]] == f'import "../{two}";\nimport("../{three}");\n'
    path = addresses["flowchart/path.mjs"].removeprefix("assets/flowchart/")
    assert f"import('./{path}')" in files[addresses["flowchart/flowchart.mjs"]]
    assert f'from "../{two}"' in files[addresses["flowchart/path.mjs"]]


def test_a_module_that_only_a_comment_names_is_not_imported():
    code = '/** @typedef {import("../areas/one.mjs").One} One */\nexport const two = 2;\n'
    addresses, files = published(two=code)
    assert files[addresses["numbers/two.mjs"]] == "export const two = 2;\n"


def test_a_module_gets_another_name_when_one_that_it_names_changes():
    before, _ = published()
    after, _ = published(two="export const two = 3;\n")
    assert before["areas/one.mjs"] != after["areas/one.mjs"]
    assert before["numbers/library/three.mjs"] == after["numbers/library/three.mjs"]


def test_a_module_that_is_not_there_is_a_problem():
    assert refused(one='/** What for. */\nimport "../numbers/tow.mjs";\n') == (
        f"{ROOT}/areas/one.mjs:2: there is no module '{ROOT}/numbers/tow.mjs'\n"
        f"    hint: did you mean '{ROOT}/numbers/two.mjs'?"
    )


def test_modules_that_name_each_other_in_a_round_are_a_problem():
    assert refused(two='import "../areas/one.mjs";\n') == (
        f"{ROOT}/areas/one.mjs:1: 'numbers/two.mjs' names this module, directly or through others\n"
        "    hint: let one of them do without the other"
    )


def test_no_line_of_a_script_is_longer_than_100_columns():
    """The formatter breaks code; comments and strings it leaves as they are."""
    folders = ("overrides/assets", "decision_tree/flowchart", "hooks/manual/site/offline")
    paths = [path for folder in folders for path in (support.ROOT / folder).rglob("*.*js")]
    own = [path for path in paths if path.parent.name != "vendor"]
    assert len(own) > 30
    assert [
        f"{path.name}:{number}"
        for path in own
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 100
    ] == []
