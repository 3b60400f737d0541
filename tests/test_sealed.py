"""What is merged is sealed: a bare remote, and the commands of the workflows, from end to end."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from invented import BASE, SECTION, TODAY, change
from manual.address import CHAIN, SEAL, SETTINGS
from manual.build import build
from manual.folder import read_texts, write_texts
from manual.keep import amend, seal
from manual.seal.chain import Line, read_chain
from manual.seal.draft import Heading
from manual.seal.file import read_seal
from support import ROOT, build_site, write_invented
from test_workflows import (
    NOON,
    commit,
    git,
    github_commands,
    gitlab_commands,
    judge,
    venv,
)
from test_workflows import compiled as compiled  # noqa: PLC0414 - a fixture
from test_workflows import live as live  # noqa: PLC0414 - a fixture

RECORD = "docs/amendments/0002-the-boat.md"
BOAT = "docs/lighthouse/boat.md"
DUSK = {"Light the lamp at dusk.": "Light the lamp at sunset."}


class Host:
    """A code host: `main` in a bare repository, and the site that it publishes."""

    def __init__(self, folder: Path, live: str, compiled: Path) -> None:
        self.folder, self.remote = folder, folder / "remote.git"
        base = folder / "laid"
        self.texts = change(BASE, SETTINGS, {"https://light.test/": live})
        self.texts |= seal(self.texts, TODAY).texts
        ignored = ".venv/\n__pycache__/\n"
        write_texts(base, {**self.texts, ".gitignore": ignored, ".ci/venv": venv(compiled)})
        for name in ("judge", "sealed"):
            shutil.copy(ROOT / ".ci" / name, base / ".ci" / name)
        (base / ".ci/venv").chmod(0o755)
        hooks = base / "hooks"
        shutil.copytree(ROOT / "hooks", hooks, ignore=shutil.ignore_patterns("__pycache__"))
        subprocess.run(["git", "init", "-q", "-b", "main", base], check=True)
        commit(base)
        git(base, "clone", "-q", "--bare", base, self.remote)
        self.count = 0

    def clone(self) -> Path:
        """A fresh checkout of `main`, as a workflow or an editor has it."""
        self.count += 1
        folder = self.folder / f"clone-{self.count}"
        git(self.folder, "clone", "-q", self.remote, folder)
        return folder

    def merge(self, texts: Mapping[str, str | None], *, force: bool = False) -> None:
        """Put texts onto `main`, as by merging a proposal; None deletes one."""
        folder = self.clone()
        _write(folder, texts)
        git(folder, "push", "-q", *(["--force"] if force else []), "origin", "HEAD:main")

    def check(self, texts: Mapping[str, str | None]) -> tuple[int, str]:
        """What the check of a proposal with these texts says."""
        base, proposal = self.clone(), self.clone()
        _write(proposal, texts)
        done = judge(f"{base}/.ci/venv && {base}/.ci/judge {proposal} summary.md", self.folder)
        return done.returncode, done.stderr

    def publish(self, commands: list[str], days: int = 0) -> tuple[int, str, Path]:
        """Run the commands of the jobs that publish, so many days later, without the build."""
        clock = {"SOURCE_DATE_EPOCH": str(NOON + days * 86_400)}
        folder, said = self.clone(), ""
        for command in commands:
            done = judge(command.replace(" && make build", ""), folder, **clock)
            said += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, said, folder
        for name in ("seal.json", "chain.json"):
            text = (folder / "docs/amendments" / name).read_text(encoding="utf-8")
            write_texts(self.folder / "live", {name: text})
        return 0, said, folder

    def sealed(self) -> tuple[set[int], tuple[Line, ...]]:
        """The records and the lines on the branch `sealed`."""
        texts = [
            subprocess.run(
                ["git", "-C", self.remote, "show", f"sealed:{path}"],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            for path in (SEAL, CHAIN)
        ]
        return set(read_seal(texts[0]).records), read_chain(texts[1]).lines


def _write(folder: Path, texts: Mapping[str, str | None]) -> None:
    write_texts(folder, {path: text for path, text in texts.items() if text is not None})
    for path, text in texts.items():
        if text is None:
            (folder / path).unlink()
    commit(folder)


GITHUB = github_commands("seal")
GITLAB = gitlab_commands("seal")
BUILD = [line for line in (*github_commands("build"), *gitlab_commands("build")) if "take" in line]


@pytest.fixture
def host(tmp_path: Path, live: str, compiled: Path) -> Host:
    return Host(tmp_path, live, compiled)


def pasted(texts: Mapping[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    """What a web-only editor commits: a changed section, and the record that the check shows."""
    changed = change(texts, SECTION, changes)
    problems = build(changed, TODAY).problems
    (problem,) = [one for one in problems if one.message.startswith("the record of what")]
    record = problem.hint.split("\n\n", 1)[1].replace("In a few words", "A change")
    return {SECTION: changed[SECTION], problem.where.path: record}


@pytest.mark.parametrize("commands", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_the_whole_way_without_a_machine_of_the_editor_s(host: Host, commands: list[str]):
    """R2 of the attacks, as it ends now."""
    code, said, _ = host.publish(commands)
    assert code == 0, said
    assert host.sealed()[0] == {1, 2}
    assert len(host.sealed()[1]) == 1
    # Change a paragraph, paste the record: the check has no fault, and it is merged.
    first = pasted(host.texts, DUSK)
    code, said = host.check(first)
    assert code == 0, said
    assert "amendment 3 is recorded and not yet sealed" in said
    host.merge(first)
    code, said, _ = host.publish(commands)
    assert code == 0, said
    records, lines = host.sealed()
    assert records == {1, 2, 3}
    assert [line.n for line in lines] == [1, 2]
    # Nothing new: no line, no push.
    code, said, _ = host.publish(commands)
    assert "What is published is sealed already." in said
    assert host.sealed()[1] == lines
    # The same paragraph again, without a record: refused, although main's copy knows no record 3.
    again = {SECTION: first[SECTION].replace("at sunset", "at noon")}
    code, said = host.check(again)
    assert code == 1
    assert "2.1.1 has been changed, and no amendment records it" in said
    # And merged past the check: nothing is sealed or published.
    host.merge(again)
    code, said, _ = host.publish(commands)
    assert code == 1
    assert "2.1.1 has been changed, and no amendment records it" in said
    assert "Nothing is sealed or published." in said
    assert host.sealed()[1] == lines


def test_what_is_built_is_what_is_on_the_branch(host: Host):
    host.publish(GITHUB)
    host.merge(pasted(host.texts, DUSK))
    host.publish(GITHUB)
    for command in BUILD:
        folder = host.clone()
        done = judge(".ci/venv && " + command.replace(" && make build", ""), folder)
        assert done.returncode == 0, done.stderr
        texts, problems = read_texts(folder)
        assert problems == []
        output = build(texts, TODAY)
        assert not [n for n in (*output.problems, *output.notices) if "seal" in n.rule]
        assert read_chain(texts[CHAIN]).lines == host.sealed()[1]


def test_two_proposals_that_change_one_paragraph_stop_where_they_meet(host: Host):
    host.publish(GITHUB)
    first, second = pasted(host.texts, DUSK), pasted(host.texts, {"at dusk": "at noon"})
    host.merge(first)
    host.publish(GITHUB)
    (record,) = [path for path in second if path.startswith("docs/amendments")]
    late = "docs/amendments/0004-late.md"
    met = {SECTION: second[SECTION], late: second[record].replace("amendment: 3", "amendment: 4")}
    host.merge(met)
    lines = host.sealed()[1]
    code, said, _ = host.publish(GITHUB)
    assert code == 1
    assert "An amendment\nthat no longer fits" in said
    assert host.sealed()[1] == lines
    # The remedy: the published words again, without the record; and the change anew.
    host.merge({SECTION: first[SECTION], late: None})
    assert host.publish(GITHUB)[0] == 0


def test_a_forged_main_is_neither_sealed_nor_published(host: Host):
    """Somebody pushes by force, with a seal and a chain of their own."""
    host.publish(GITHUB)
    forged = change(host.texts, RECORD, {"when it is dark.": "when you like."})
    plain = {path: text for path, text in forged.items() if path not in {SEAL, CHAIN}}
    lines = host.sealed()[1]
    host.merge({RECORD: forged[RECORD], **seal(plain, TODAY).texts}, force=True)
    code, said, _ = host.publish(GITHUB)
    assert code == 1
    assert "amendment 2 was altered since it was sealed" in said
    assert host.sealed()[1] == lines


def test_what_was_sealed_on_a_laptop_is_kept_where_it_goes_on_from_the_branch(host: Host):
    host.publish(GITHUB)
    changed = change(host.texts, SECTION, DUSK)
    heading = Heading(0, "Sunset", TODAY, "Dusk is vague.", "Look at the sun.")
    laptop = {**changed, **amend(changed, TODAY, heading).texts}
    host.merge(laptop)
    # A day later: what the workflow seals itself would be of another day.
    assert host.publish(GITHUB, days=1)[0] == 0
    assert host.sealed()[1] == read_chain(laptop[CHAIN]).lines
    assert host.sealed()[1][-1].day == TODAY.isoformat()


def test_what_two_laptops_sealed_at_one_moment_is_sealed_as_it_was_merged(host: Host):
    """Their chains part at the last line: the second one does not go on from the branch."""
    host.publish(GITHUB)

    def sealed(path: str, words: Mapping[str, str]) -> dict[str, str]:
        changed = change(host.texts, path, words)
        return amend(changed, TODAY, Heading(0, "Change", TODAY, "Why.", "What.")).texts | {
            path: changed[path]
        }

    first, second = sealed(SECTION, DUSK), sealed(BOAT, {"Tie up": "Moor"})
    host.merge(first)
    assert host.publish(GITHUB, days=1)[0] == 0
    lines = host.sealed()[1]
    record = second.pop("docs/amendments/0003-change.md").replace("amendment: 3", "amendment: 4")
    host.merge({**second, "docs/amendments/0004-change.md": record})
    code, said, _ = host.publish(GITHUB, days=2)
    assert code == 0, said
    assert host.sealed()[0] == {1, 2, 3, 4}
    assert host.sealed()[1][:-1] == lines


def test_the_branch_is_never_forced(host: Host):
    host.publish(GITHUB)
    folder = host.clone()
    host.merge(pasted(host.texts, DUSK))
    host.publish(GITHUB)
    lines = host.sealed()[1]
    # This one began before, and knows the branch as it was: two publications at one moment.
    _write(folder, pasted(host.texts, {"at dusk": "at noon"}))
    done = judge(GITHUB[0], folder)
    assert done.returncode != 0
    assert "rejected" in done.stderr
    assert host.sealed()[1] == lines


def test_a_build_of_what_is_not_sealed_is_refused(tmp_path: Path):
    config = write_invented(tmp_path, BASE)
    texts, _ = read_texts(tmp_path)
    texts |= seal(texts, TODAY).texts
    write_texts(tmp_path, {**texts, **pasted(texts, DUSK)})
    with pytest.raises(AssertionError, match="amendment 3 is recorded and not yet sealed") as said:
        build_site(tmp_path / "site", config=config)
    assert "hint: run 'manual seal', and commit the seal" in str(said.value)
    assert not (tmp_path / "site/index.html").exists()


def test_a_manual_with_an_address_of_its_own_is_not_published_before_it_is_sealed():
    """Before that, and while the address is an example, it is built all the same."""
    unrecorded = {path: text for path, text in BASE.items() if "docs/amendments" not in path}
    for texts, rule in ((BASE, "sealing-not-begun"), (unrecorded, "recording-not-begun")):
        assert [one.rule for one in build(texts, TODAY).unsealed] == [rule]
        example = change(texts, SETTINGS, {"https://light.test/": "https://light.example.org/"})
        output = build(example, TODAY)
        assert not output.unsealed
        assert rule in {notice.rule for notice in output.notices}
    assert not build({**BASE, **seal(BASE, TODAY).texts}, TODAY).unsealed


def test_without_the_branch_the_seal_beside_the_records_serves(host: Host):
    folder = host.clone()
    done = judge(".ci/sealed take", folder)
    assert done.returncode == 0
    assert "the seal beside the records serves" in done.stderr
    assert (folder / SEAL).read_text(encoding="utf-8") == host.texts[SEAL]


def test_the_branch_holds_the_two_files_and_nothing_else(host: Host):
    host.publish(GITHUB)
    listed = subprocess.run(
        ["git", "-C", host.remote, "ls-tree", "-r", "--name-only", "sealed"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert listed == [CHAIN, SEAL]
    said = (ROOT / ".ci/sealed").read_text(encoding="utf-8")
    assert not re.search(r"push.*(--force|\s-f\s|\+)", said)
