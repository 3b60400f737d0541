"""The path through a flowchart, as its page reads it out of an address and follows it."""

from typing import Any

import pytest
from scripts import Scripts

MODULE = "../../decision_tree/flowchart/path.mjs"
GRAPH = """
    const steps = {
        danger: { no: "purpose" }, purpose: { yes: "share", back: "danger" }, share: {},
    };
    const graph = {
        first: "danger", edition: "2026-11-22", has: id => id in steps,
        isElsewhere: id => id === "footer-contacts", heir: id => ({ aim: "purpose" })[id] ?? id,
        next: (id, answer) => steps[id]?.[answer] ?? null,
    };
    const told = path => path && { ...path, answers: Object.fromEntries(path.answers) };
"""
READ = f"""async (load, fragment) => {{
    const {{ readPath, replayPath, writePath }} = await load("{MODULE}");
    {GRAPH}
    const path = readPath(fragment, graph);
    if (!path) return null;
    return {{ ...told(path), ...replayPath(path, graph), written: writePath(path, graph) }};
}}"""
CHANGE = f"""async (load, {{ fragment, question, answer }}) => {{
    const {{ readPath, withAnswer, withoutAnswer }} = await load("{MODULE}");
    {GRAPH}
    const before = readPath(fragment, graph);
    const {{ path, dropped }} = withAnswer(before, question, answer, graph);
    return {{ after: told(path), dropped, without: told(withoutAnswer(before, question)) }};
}}"""


@pytest.mark.parametrize(
    ("fragment", "start", "answers"),
    [
        ("@from=aim&aim=yes", "purpose", {"purpose": "yes"}),
        ("danger=no&aim=yes", "danger", {"danger": "no", "purpose": "yes"}),
        ("danger=no&aim=yes&purpose=no", "danger", {"danger": "no", "purpose": "no"}),
    ],
)
def test_a_path_through_a_step_that_was_replaced_goes_through_its_heir(
    scripts: Scripts, fragment: str, start: str, answers: dict[str, str]
):
    read = scripts.run(READ, fragment)
    assert (read["start"], read["answers"]) == (start, answers)
    assert read["partial"] == (start != "danger")


WHOLE = "danger=no&purpose=yes&@=2026-11-22"


@pytest.mark.parametrize(
    "fragment",
    [
        "#danger%3Dno%26purpose%3Dyes%26@%3D2026-11-22",
        "#danger%3Dno%26purpose%3Dyes%26%40%3D2026-11-22",
        "#danger%253Dno%2526purpose%253Dyes%2526%2540%253D2026-11-22",
        "#danger=no&amp;purpose=yes&amp;@=2026-11-22",
        f"#{WHOLE}.",
        f"#{WHOLE})",
        f"#{WHOLE}%29.",
        f"#{WHOLE}%E2%80%8B",
        f'#{WHOLE}"',
        f"#{WHOLE}>",
        f"#{WHOLE}]",
        f"#{WHOLE},%20and",
        f"#{WHOLE}?utm_source=x",
        f"#{WHOLE}&utm_source=x&data=05%7C01&sdata=y",
        f"#%20{WHOLE}",
        f'#"{WHOLE}"',
        f"##{WHOLE}",
        f"#%23{WHOLE}",
    ],
)
def test_a_path_that_was_mangled_on_its_way_is_read(scripts: Scripts, fragment: str):
    read = scripts.run(READ, fragment)
    assert read["answers"] == {"danger": "no", "purpose": "yes"}
    assert (read["step"], read["stray"], read["edition"]) == ("share", [], "2026-11-22")


@pytest.mark.parametrize("clinging", [".", ")", "%29", "?utm_source=x", "%E2%80%8B", ",", "&amp;"])
def test_a_step_is_found_whatever_clings_to_it(scripts: Scripts, clinging: str):
    for step in ("purpose", "aim"):
        read = scripts.run(READ, f"#{step}{clinging}")
        assert (read["start"], read["partial"], read["answers"]) == ("purpose", True, {})
    read = scripts.run(READ, f"#@from=purpose&purpose=yes{clinging}")
    assert (read["passed"], read["step"]) == (["purpose"], "share")


@pytest.mark.parametrize(
    ("fragment", "passed", "step", "stray"),
    [
        ("", [], "danger", []),
        ("#danger=no&purpose=yes", ["danger", "purpose"], "share", []),
        ("#danger=perhaps&purpose=yes", [], "danger", ["danger", "purpose"]),
        ("#purpose", [], "purpose", []),
        # A link can be made by hand, and go round.
        ("#danger=no&purpose=back", ["danger", "purpose"], "danger", []),
    ],
)
def test_answers_are_followed_as_far_as_they_hold(
    scripts: Scripts, fragment: str, passed: list[str], step: str, stray: list[str]
):
    read = scripts.run(READ, fragment)
    assert (read["passed"], read["step"], read["stray"]) == (passed, step, stray)


@pytest.mark.parametrize(
    ("fragment", "written"),
    [
        ("", "danger"),
        ("#purpose", "purpose"),
        ("#danger=no", "danger=no&@=2026-11-22"),
        ("#danger=no&@=2020-01-01", "danger=no&@=2026-11-22"),
        ("#@from=purpose&purpose=yes", "@from=purpose&purpose=yes&@=2026-11-22"),
    ],
)
def test_a_path_is_written_as_it_is_read(scripts: Scripts, fragment: str, written: str):
    assert scripts.run(READ, fragment)["written"] == written


def test_another_part_of_the_page_is_no_path(scripts: Scripts):
    assert scripts.run(READ, "#footer-contacts") is None


def test_an_answer_that_is_changed_drops_those_that_no_longer_apply(scripts: Scripts):
    given: dict[str, Any] = {"fragment": "#danger=no&purpose=yes", "question": "danger"}
    found = scripts.run(CHANGE, given | {"answer": "perhaps"})
    assert found["dropped"] == ["danger", "purpose"]
    assert found["after"]["answers"] == {}
    assert found["without"]["answers"] == {"purpose": "yes"}
    kept = scripts.run(CHANGE, given | {"answer": "no"})
    assert (kept["dropped"], kept["after"]["answers"]) == ([], {"danger": "no", "purpose": "yes"})
