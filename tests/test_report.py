"""What `manual check` tells a person and a code host, to the letter."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import BASE, change
from manual.command import main
from manual.folder import write_texts
from manual.problem import Problem, ProblemsError, Where, write_failure, write_report

PROBLEM = Problem(
    "value-wrong",
    Where("docs/a, b: 100%.md", 9),
    "'x' is 50% wrong: a,b",
    "mend it\n\nso:\r\n2.1",
)
NOTICE = Problem(
    "contact-unconfirmed", Where("docs/contacts.yml", 3), "not yet confirmed", "call it"
)


def test_a_person_is_told_the_problems_then_the_notices():
    assert write_report("text", [PROBLEM], [NOTICE]) == (
        "docs/a, b: 100%.md:9: 'x' is 50% wrong: a,b [value-wrong]\n"
        "    hint: mend it\n\nso:\r\n2.1\n"
        "notice: docs/contacts.yml:3: not yet confirmed [contact-unconfirmed]\n"
        "    hint: call it\n"
    )


def test_github_is_given_one_command_a_line_with_what_would_end_it_written_otherwise():
    assert write_report("github", [PROBLEM], [NOTICE]) == (
        "::error file=docs/a%2C b%3A 100%25.md,line=9,title=Problem [value-wrong]::"
        "'x' is 50%25 wrong: a,b%0Ahint: mend it%0A%0Aso:%0D%0A2.1\n"
        "::notice file=docs/contacts.yml,line=3,title=Notice [contact-unconfirmed]::"
        "not yet confirmed%0Ahint: call it\n"
    )


def test_gitlab_is_given_a_report_of_findings():
    problem, notice = json.loads(write_report("gitlab", [PROBLEM], [NOTICE]))
    assert problem["description"] == "'x' is 50% wrong: a,b\nhint: mend it\n\nso:\r\n2.1"
    assert problem["location"] == {"path": "docs/a, b: 100%.md", "lines": {"begin": 9}}
    assert (problem["check_name"], problem["severity"]) == ("value-wrong", "major")
    assert (notice["check_name"], notice["severity"]) == ("contact-unconfirmed", "info")


def test_a_finding_that_moves_is_the_same_and_two_that_read_alike_are_two():
    lower = replace(NOTICE, where=Where(NOTICE.where.path, 20))
    one, another = json.loads(write_report("gitlab", [], [NOTICE, lower]))
    (moved,) = json.loads(write_report("gitlab", [], [lower]))
    assert moved["fingerprint"] == one["fingerprint"] != another["fingerprint"]


def test_a_finding_is_the_same_under_another_id():
    """A code host goes on knowing it where a rule is given another name."""
    named = replace(NOTICE, rule="contact-overdue")
    (one,) = json.loads(write_report("gitlab", [], [NOTICE]))
    (another,) = json.loads(write_report("gitlab", [], [named]))
    assert one["fingerprint"] == another["fingerprint"]


def test_problems_are_in_the_order_of_their_places_whatever_the_rule():
    above, below = (Problem(rule, Where("a", n), "m", "h") for rule, n in (("z", 1), ("a", 2)))
    assert ProblemsError([below, above, replace(above, rule="b")]).problems == (above, below)


def test_a_build_that_stops_says_how_many_problems_there_are_and_which_rules_they_break():
    assert write_failure([PROBLEM]).startswith(
        "1 problem in the content; nothing was published.\n\n"
        "docs/a, b: 100%.md:9: 'x' is 50% wrong: a,b [value-wrong]\n    hint: mend it\n"
    )


def test_nothing_found_is_told_as_each_reader_expects():
    written = {form: write_report(form, [], []) for form in ("text", "github", "gitlab")}
    assert written == {"text": "", "github": "", "gitlab": "[]\n"}


def check(folder: Path, form: str, texts: dict[str, str]) -> Result:
    write_texts(folder, texts)
    command = ["check", "--format", form, "--root", str(folder)]
    return CliRunner().invoke(main, command, env={"SOURCE_DATE_EPOCH": "1795348800"})


@pytest.mark.parametrize("form", ["text", "github", "gitlab"])
def test_a_code_host_reads_standard_output_and_a_person_standard_error(form, tmp_path):
    wrong = change(BASE, "decision_tree/light.yml", {"go: oil": "go: oill"})
    result = check(tmp_path, form, wrong)
    assert result.exit_code == 1
    said = result.stderr if form == "text" else result.stdout
    assert "decision_tree/light.yml" in said
    assert "'oill', which is not defined" in said
    assert "answer-nowhere" in said
    assert result.stderr.endswith("3 problems, 0 notices\n")
    assert (result.stdout == "") == (form == "text")


def test_notices_alone_are_no_failure(tmp_path):
    result = check(tmp_path, "github", BASE)
    assert result.exit_code == 0
    assert (
        "::notice file=docs/amendments/seal.json,line=1,title=Notice [sealing-not-begun]::"
        in result.stdout
    )
    assert "::error" not in result.stdout


def test_another_form_is_wrong_use(tmp_path):
    result = check(tmp_path, "html", BASE)
    assert result.exit_code == 2
    assert "'html' is not one of 'text', 'github', 'gitlab'" in result.stderr
