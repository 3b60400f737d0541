"""The workflows of `deploy/`, as far as they can be run without a code host."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from compileall import compile_dir
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest
import yaml
from invented import BASE, SECTION, TODAY, change
from manual.address import CHAIN, CONTACTS, SEAL, SETTINGS
from manual.folder import write_texts
from manual.generate.files import generate
from manual.keep import seal
from manual.read import read_manual
from support import ROOT, make_once, serve

DEPLOY = ROOT / "deploy"
GITHUB = yaml.safe_load((DEPLOY / "github-pages.yml").read_text(encoding="utf-8"))
TRY = yaml.safe_load((DEPLOY / "github-try.yml").read_text(encoding="utf-8"))
JOBS = GITHUB["jobs"] | TRY["jobs"]
GITLAB = yaml.safe_load((DEPLOY / "gitlab-pages.yml").read_text(encoding="utf-8"))
OF_GITLAB = ("check", "try", "seal", "build", "pages")


def github_commands(*jobs: str) -> list[str]:
    return [step["run"] for job in jobs or JOBS for step in JOBS[job]["steps"] if "run" in step]


def gitlab_commands(*jobs: str) -> list[str]:
    return [line for job in jobs or OF_GITLAB for line in GITLAB[job]["script"]]


def test_workflows_judge_build_and_run_daily():
    for commands in (github_commands, gitlab_commands):
        assert ".ci/judge" in "\n".join(commands("check"))
        assert "make build" in "\n".join(commands("try"))
        assert ".ci/sealed publish" in "\n".join(commands("seal"))
        assert ".ci/sealed take && make build" in "\n".join(commands("build"))
    assert GITHUB[True]["schedule"] == [{"cron": "20 0 * * *"}]  # YAML 1.1 reads `on` as true


def test_gitlab_takes_the_name_under_which_it_shows_what_changes():
    for job in ("check", "try"):
        name = GITLAB[job]["artifacts"]["expose_as"]
        assert re.fullmatch(r"\w[-\w ]*", name)  # GitLab refuses the whole file otherwise


def test_workflows_name_only_commands_that_there_are():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for command in (*github_commands(), *gitlab_commands()):
        subprocess.run(["bash", "-n", "-c", command], check=True)
        assert set(re.findall(r"\bmake ([a-z]+)", command)) <= targets
        for path in re.findall(r"(?<![\w.])\.ci/[a-z-]+", command):
            assert os.access(ROOT / path, os.X_OK), path


# What a proposal cannot do


def test_on_github_what_judges_is_not_the_proposal_s_and_runs_nothing_of_it():
    assert set(GITHUB[True]) == {"push", "pull_request_target", "schedule", "workflow_dispatch"}
    assert GITHUB["jobs"]["check"]["if"] == "github.event_name == 'pull_request_target'"
    (command,) = github_commands("check")
    assert all(line.startswith("base/") for line in command.splitlines())
    for job in ("seal", "build", "publish"):
        # That event is one of main: what publishes must not take it for a push.
        assert GITHUB["jobs"][job]["if"].endswith("&& github.event_name != 'pull_request_target'")


def test_what_is_published_was_sealed_and_is_published_one_after_another():
    jobs = GITHUB["jobs"]
    assert (jobs["build"]["needs"], jobs["publish"]["needs"]) == ("seal", "build")
    assert GITLAB["build"]["needs"] == ["seal"]
    assert GITLAB["seal"]["resource_group"]
    group = GITHUB["concurrency"]
    assert group["group"].endswith("|| github.ref }}")
    assert group["cancel-in-progress"] == "${{ github.event_name == 'pull_request_target' }}"


def test_on_github_a_job_left_out_is_not_taken_for_a_check_that_passed():
    """A job that an event skips counts as passed, so those that must pass share no workflow."""
    assert set(TRY[True]) == {"pull_request"}
    assert set(TRY["jobs"]) == {"try"}
    assert "if" not in TRY["jobs"]["try"]


def test_on_github_no_job_may_do_more_than_it_needs():
    assert GITHUB["permissions"] == TRY["permissions"] == {}
    rights = {name: job["permissions"] for name, job in JOBS.items()}
    assert rights.pop("publish") == {"pages": "write", "id-token": "write"}
    # It alone writes to the repository: to the branch "sealed".
    assert rights.pop("seal") == {"contents": "write"}
    assert all(right == {"contents": "read"} for right in rights.values())


def test_on_github_actions_are_named_by_hash_and_keep_no_credentials():
    for file in ("github-pages.yml", "github-try.yml"):
        text = (DEPLOY / file).read_text(encoding="utf-8")
        assert "secrets." not in text
        used = re.findall(r"uses: (.*)", text)
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used)
        kept = text.count("persist-credentials: true")
        assert kept == text.count("contents: write") == (file == "github-pages.yml")
        assert text.count("uses: actions/checkout@") == text.count("persist-credentials: ")
    assert len({one for one in used if one.startswith("actions/checkout@")}) == 1


def owner(path: str, lines: list[str]) -> str:
    """Who owns a file: the last line whose pattern fits it."""
    found = ""
    for line in lines:
        pattern, name = line.split()
        end = "" if pattern.endswith("/") else "$"
        expression = re.escape(pattern.lstrip("/")).replace(r"\*", "[^/]*")
        if pattern == "*" or re.match(expression + end, path):
            found = name
    return found


@pytest.mark.parametrize("folder", [".github", ".gitlab"])
def test_owners_of_software_own_whatever_is_no_text(folder: str):
    text = (ROOT / folder / "CODEOWNERS").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    for path in (CONTACTS, SECTION, "decision_tree/light.yml", "decision_tree/light.paths.txt"):
        assert owner(path, lines).endswith("/editors"), path
    for path in (
        *("mkdocs.yml", "hooks/manual/check.py", "overrides/main.html", "requirements.txt"),
        *("decision_tree/flowchart/flowchart.html", ".ci/judge", f"{folder}/CODEOWNERS"),
        *(".github/workflows/manual.yml", ".gitlab-ci.yml", "docs.py", "decision_tree/x/y.yml"),
    ):
        assert owner(path, lines).endswith("/software"), path


# A proposal, judged


def venv(compiled: Path) -> str:
    """What stands in for `.ci/venv`: the command runs the software of the checkout that it is in.

    Of what is `compiled` Python takes what has the hash of that software, and compiles the rest.
    """
    return f"""#!/bin/sh
cd "$(dirname "$0")/.."
mkdir -p .venv/bin
cp -R {compiled}/. hooks/
cat >.venv/bin/manual <<'END'
#!/bin/sh
PYTHONPATH=$(dirname "$0")/../../hooks
export PYTHONPATH
exec {ROOT}/.venv/bin/python -c 'from manual.command import main; main()' "$@"
END
chmod +x .venv/bin/manual
"""


PASSES_ALL = """

def check_reading(reading: object, *, merging: bool = False) -> list[Problem]:
    return []
"""
NUMBER = {"phone: 01632 960001": "phone: 0909 8790123"}
HOME = "docs/index.md"
FAULT = {"Begin with section 2.1.": "Begin with section 2.9."}


def git(folder: Path, *words: str | Path) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")


@pytest.fixture
def live(tmp_path: Path) -> Iterator[str]:
    """The address of a live site, which serves what is in the folder `live`."""
    (tmp_path / "live").mkdir()
    with serve(tmp_path / "live") as address:
        yield f"{address.rstrip('/')}/"


@pytest.fixture(scope="session")
def compiled(common: Path) -> Path:
    """The folders of hooks/ with what Python compiles and nothing else: once, not in each clone."""
    return make_once(common / "compiled", compile_software)


def compile_software(folder: Path) -> None:
    shutil.copytree(ROOT / "hooks", folder, ignore=shutil.ignore_patterns("__pycache__"))
    compile_dir(folder, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix != ".pyc":
            file.unlink()


@pytest.fixture
def remote(tmp_path: Path, live: str, compiled: Path) -> Path:
    """A bare repository: `main`, and a proposal with another number, a fault and its own check."""
    base, remote = tmp_path / "laid", tmp_path / "remote.git"
    texts = change(BASE, SETTINGS, {"https://light.test/": live})
    texts |= seal(texts, TODAY).texts
    write_texts(tmp_path / "live", {"seal.json": texts[SEAL], "chain.json": texts[CHAIN]})
    texts |= generate(read_manual(texts, TODAY))
    write_texts(base, {**texts, ".gitignore": ".venv/\n__pycache__/\n", ".ci/venv": venv(compiled)})
    (base / ".ci/venv").chmod(0o755)
    for name in ("judge", "sealed"):
        shutil.copy(ROOT / ".ci" / name, base / ".ci" / name)
    shutil.copytree(ROOT / "hooks", base / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(["git", "init", "-q", "-b", "main", base], check=True)
    commit(base)
    git(base, "clone", "-q", "--bare", base, remote)
    git(base, "checkout", "-qb", "proposal")
    after = change(change(BASE, CONTACTS, NUMBER), HOME, FAULT)
    write_texts(base, {path: after[path] for path in (CONTACTS, HOME)})
    check = base / "hooks/manual/check.py"
    check.write_text(check.read_text(encoding="utf-8") + PASSES_ALL, encoding="utf-8")
    commit(base)
    git(base, "push", "-q", remote, "proposal", "proposal:refs/pull/1/merge")
    return remote


NOON = 1_795_348_800
"""Of `TODAY`, in seconds since 1970."""


def judge(command: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(NOON)} | env,
        capture_output=True,
        check=False,
        text=True,
    )


def assert_told(summary: str) -> None:
    lines = [line for line in summary.splitlines() if line]
    rewritten = "north-bay/front-door: the number or the form is not as published with"
    assert lines[2].startswith(f"- **docs/contacts.yml**: {rewritten}")
    assert [lines[1], *lines[3:5]] == [
        "## Rewrites what was published: do not agree",
        "## Numbers and forms",
        "- **north-bay/front-door** phone: 01632 960001 → 0909 8790123",
    ]
    assert lines[-2:] == [
        "## Software changed: 1 file: look closely",
        "- **hooks/manual/check.py**: changed",
    ]


def test_on_github_a_proposal_cannot_pass_itself(remote: Path, tmp_path: Path):
    for name, ref in (("base", "main"), ("proposal", "refs/pull/1/merge")):
        git(tmp_path, "init", "-q", name)
        git(tmp_path / name, "fetch", "-q", remote, ref)
        git(tmp_path / name, "checkout", "-q", "FETCH_HEAD")
    own = judge(".ci/venv && .venv/bin/manual check", tmp_path / "proposal")
    assert own.returncode == 0, own.stderr
    (step,) = github_commands("check")
    done = judge(step, tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert done.returncode == 1, done.stderr
    assert "::error file=docs/index.md,line=7,title=Problem" in done.stdout
    assert_told((tmp_path / "summary.md").read_text(encoding="utf-8"))


def test_on_gitlab_a_proposal_cannot_pass_itself(remote: Path, tmp_path: Path):
    project = tmp_path / "project"
    git(tmp_path, "clone", "-q", "-b", "proposal", remote, project)
    script = "\n".join(gitlab_commands("check"))
    names = {"CI_PROJECT_DIR": str(project), "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    done = judge(script, project, **names)
    assert done.returncode == 1, done.stderr
    assert "docs/index.md:7: section 2.9 does not exist" in done.stderr
    assert_told((project / "what-changes.md").read_text(encoding="utf-8"))
    found = json.loads((project / "quality.json").read_text(encoding="utf-8"))
    assert [one["location"]["path"] for one in found] == [CONTACTS, HOME]


def judged(tmp_path: Path, remote: Path, changes: Mapping[str, str]) -> tuple[str, str]:
    """What is told of a proposal that changes texts of `main`: its summary and its mistakes."""
    for name in ("base", "proposal"):
        git(tmp_path, "clone", "-q", remote, name)
    write_texts(tmp_path / "proposal", changes)
    commit(tmp_path / "proposal")
    done = judge("base/.ci/venv && base/.ci/judge proposal summary.md", tmp_path)
    assert (done.returncode == 0) == ("\n0 problems" in done.stderr), done.stderr
    return (tmp_path / "summary.md").read_text(encoding="utf-8"), done.stderr


RECORD = "docs/amendments/0002-the-boat.md"


def forged_record() -> dict[str, str]:
    """R1 of the attacks: an old wording, and the seal that its own commit makes for it."""
    forged = change(BASE, RECORD, {"when it is dark.": "when you like."})
    return {RECORD: forged[RECORD], **seal(forged, TODAY).texts}


def test_a_forged_earlier_wording_is_told_by_the_base_branch_s_seal(remote: Path, tmp_path: Path):
    summary, mistakes = judged(tmp_path, remote, forged_record())
    told = "the earlier wording of 2.1.1 in amendment 2 is not as published"
    assert f"{RECORD}:11: {told}" in mistakes
    assert summary.split("\n\n")[1] == "## Rewrites what was published: do not agree"
    assert f"- **{RECORD}**: {told}" in summary


def test_a_record_rewritten_on_the_base_branch_is_told_by_the_live_site(
    remote: Path, tmp_path: Path
):
    """Somebody has pushed a forged record to the branch itself, by force."""
    git(tmp_path, "clone", "-q", remote, "pushed")
    write_texts(tmp_path / "pushed", forged_record())
    commit(tmp_path / "pushed")
    git(tmp_path / "pushed", "push", "-q", "--force", "origin", "HEAD:main")
    _, mistakes = judged(tmp_path, remote, {HOME: BASE[HOME] + "\nMore.\n"})
    assert "the earlier wording of 2.1.1 in amendment 2 is not as published" in mistakes


def test_a_live_site_that_serves_no_seal_is_not_passed_over(
    remote: Path, tmp_path: Path, live: str
):
    (tmp_path / "live/seal.json").unlink()
    _, mistakes = judged(tmp_path, remote, {HOME: BASE[HOME] + "\nMore.\n"})
    assert f"{live}seal.json:1: no seal is published there" in mistakes


def test_a_first_publication_has_nothing_to_compare_with(remote: Path, tmp_path: Path):
    git(tmp_path, "clone", "-q", remote, "pushed")
    (tmp_path / "pushed" / SEAL).unlink()
    commit(tmp_path / "pushed")
    git(tmp_path / "pushed", "push", "-q", "origin", "HEAD:main")
    _, said = judged(tmp_path, remote, {HOME: BASE[HOME] + "\nMore.\n"})
    assert "Nothing was sealed yet: there is nothing published to compare with.\n" in said


def test_a_proposal_s_links_are_told_and_not_followed(remote: Path, tmp_path: Path):
    for name in ("base", "proposal"):
        git(tmp_path, "clone", "-q", remote, name)
    proposal = tmp_path / "proposal"
    (proposal / "decision_tree/more.yml").symlink_to("/nowhere")
    shutil.rmtree(proposal / "docs")
    (proposal / "docs").symlink_to(tmp_path / "base/docs")
    commit(proposal)
    judged = "base/.ci/venv && base/.ci/judge proposal summary.md"
    done = judge(judged, tmp_path)
    assert done.returncode == 1
    assert "decision_tree/more.yml:1: this is a link to another file or folder" in done.stderr
    assert "docs/contacts.yml:1: this file is missing" in done.stderr
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "- **north-bay/front-door** phone: removed: 01632 960001" in summary
    assert summary.endswith("- **docs**: added\n")
