"""Stylesheets and modules are published under names that hold a fingerprint of their content."""

import re

import pytest
from manual.problem import ProblemsError
from manual.site.assets import fingerprint, join_styles, publish_assets

TEXTS = {
    "docs/assets/manual.css": "b { color: red }",
    "docs/assets/base.css": "a { color: blue }",
    "docs/assets/areas.css": "c { color: green }",
    "docs/assets/one.mjs": 'import { two } from "./two.mjs";\n',
    "docs/assets/two.mjs": "export const two = 2;\n",
    "docs/assets/library/three.mjs": "export const three = 3;\n",
    "decision_tree/flowchart/flowchart.mjs": "const path = () => import('./path.mjs');\n",
    "decision_tree/flowchart/path.mjs": "export {};\n",
    "decision_tree/flowchart/flowchart.css": "d { color: grey }",
    "docs/index.md": "# Home",
}


def published(**changes: str) -> tuple[dict[str, str], dict[str, str]]:
    texts = TEXTS | {f"docs/assets/{name}.mjs": text for name, text in changes.items()}
    assets = publish_assets(texts)
    return dict(assets.addresses), dict(assets.files)


def refused(**changes: str) -> str:
    with pytest.raises(ProblemsError) as error:
        published(**changes)
    return str(error.value)


def test_shared_stylesheets_are_joined_the_base_first():
    addresses, files = published()
    rules = "a { color: blue }", "b { color: red }", "c { color: green }"
    assert join_styles(TEXTS) == "\n".join(rules)
    assert files[addresses["manual.css"]] == join_styles(TEXTS)
    assert "base.css" not in addresses
    assert files[addresses["flowchart.css"]] == "d { color: grey }"


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
        files[addresses["two.mjs"]]
        == """\

export const two = (one) => `// ${one}`; // stays
const text = /** @type {string} */ ("/** a text */");
/** @license Somebody's. */
"""
    )


def test_a_module_names_the_published_names_of_others():
    addresses, files = published(one='import "./two.mjs";\nimport("./library/three.mjs");\n')
    two = addresses["two.mjs"].removeprefix("assets/")
    three = addresses["library/three.mjs"].removeprefix("assets/")
    assert files[addresses["one.mjs"]] == f'import "./{two}";\nimport("./{three}");\n'
    path = addresses["path.mjs"].removeprefix("assets/")
    assert f"import('./{path}')" in files[addresses["flowchart.mjs"]]


def test_a_module_gets_another_name_when_one_that_it_names_changes():
    before, _ = published()
    after, _ = published(two="export const two = 3;\n")
    assert before["one.mjs"] != after["one.mjs"]
    assert before["library/three.mjs"] == after["library/three.mjs"]


def test_a_module_that_is_not_there_is_a_problem():
    assert refused(one='\nimport "./tow.mjs";\n') == (
        "docs/assets/one.mjs:2: there is no module 'tow.mjs'\n    hint: did you mean 'two.mjs'?"
    )


def test_modules_that_name_each_other_in_a_round_are_a_problem():
    assert refused(two='import "./one.mjs";\n') == (
        "docs/assets/two.mjs:1: 'one.mjs' names this module, straight or through others\n"
        "    hint: let one of them do without the other"
    )
