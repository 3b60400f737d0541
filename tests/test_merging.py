"""Two branches of a manual that meet, as git merges them: what is told, and what settles it."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import BASE, TODAY
from manual.address import CHAIN, SEAL
from manual.command import main
from manual.folder import write_texts
from manual.keep import seal
from manual.seal.chain import Line, read_chain
from manual.seal.file import read_seal

TEXTS = {**BASE, **seal(BASE, TODAY).texts}
LAMP = "docs/lighthouse/lamp.md"
BOAT = "docs/lighthouse/boat.md"
NOON = f"{(TODAY - date(1970, 1, 1)).days * 86400 + 43200}"


class Folder:
    """A checkout of a manual, on a branch `main` with what is published."""

    def __init__(self, root: Path) -> None:
        self.root = root
        write_texts(root, TEXTS)
        self.git("init", "-q", "-b", "main")
        self.commit("Begin")

    def git(self, *words: str, check: bool = True) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@light.test", "-c", "core.editor=true")
        done = subprocess.run(
            ["git", *who, *words], cwd=self.root, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or not check, done.stderr
        return done.stdout

    def commit(self, what: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", what)

    def manual(self, *words: str) -> Result:
        arguments = [*words, "--root", str(self.root)]
        return CliRunner().invoke(main, arguments, env={"SOURCE_DATE_EPOCH": NOON})

    def amend(self, path: str, old: str, new: str, title: str) -> None:
        file = self.root / path
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        done = self.manual("amend", title, "--reason", "It was due.", "--action", "Do so.")
        assert done.exit_code == 0, done.output
        self.commit(title)

    def published(self, folder: Path) -> str:
        """The seal and the chain of `main`, kept in a folder: the path of the seal."""
        shown = {Path(path).name: self.git("show", f"main:{path}") for path in (SEAL, CHAIN)}
        write_texts(folder, shown)
        return str(folder / "seal.json")

    def lines(self) -> tuple[Line, ...]:
        return read_chain((self.root / CHAIN).read_text("utf-8")).lines

    def give_next_number(self) -> None:
        """The one thing that nobody but an editor can settle: which amendment is the later one."""
        (record,) = self.root.glob("docs/amendments/0003-moor.md")
        text = record.read_text("utf-8").replace("amendment: 3", "amendment: 4")
        record.unlink()
        write_texts(self.root, {"docs/amendments/0004-moor.md": text})


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A branch `lamp` that has become `main`, and a branch `boat` from before that."""
    folder = Folder(tmp_path / "manual")
    folder.git("checkout", "-q", "-b", "boat")
    folder.amend(BOAT, "Tie up", "Moor", "Moor")
    folder.git("checkout", "-q", "main")
    folder.amend(LAMP, "at dusk", "at sunset", "Sunset")
    return folder


def settled(folder: Folder, seal_of_main: str) -> None:
    """The manual is sound, and its chain goes on from the one that was published."""
    checked = folder.manual("check", "--against", seal_of_main)
    assert checked.exit_code == 0, checked.stderr
    assert folder.manual("verify").exit_code == 0
    before = read_chain(Path(seal_of_main).with_name("chain.json").read_text("utf-8")).lines
    assert folder.lines()[: len(before)] == before
    assert len(folder.lines()) == len(before) + 1
    assert set(read_seal((folder.root / SEAL).read_text("utf-8")).records) == {1, 2, 3, 4}


def test_main_merged_into_a_branch_is_told_and_settled_by_one_command(
    folder: Folder, tmp_path: Path
):
    published = folder.published(tmp_path / "kept")
    folder.git("checkout", "-q", "boat")
    assert "CONFLICT" in folder.git("merge", "main", check=False)
    folder.give_next_number()
    assert "two changes of the chain have met" in folder.manual("check").stderr
    done = folder.manual("seal")
    assert done.exit_code == 0, done.output
    assert "of two chains the one that you merged in goes on" in done.stderr
    settled(folder, published)


@pytest.mark.parametrize("way", ["merge", "rebase"])
def test_a_branch_merged_into_main_or_moved_upon_it_is_a_fork_that_one_command_settles(
    folder: Folder, tmp_path: Path, way: str
):
    published = folder.published(tmp_path / "kept")
    if way == "rebase":
        folder.git("checkout", "-q", "boat")
    folder.git(way, "boat" if way == "merge" else "main", check=False)
    folder.give_next_number()
    # Git does not say which side is published; the amendment that has kept its number does.
    done = folder.manual("seal")
    assert done.exit_code == 0, done.output
    assert "of two chains the one of this branch goes on" in done.stderr
    settled(folder, published)


def test_the_one_command_settles_the_marks_of_a_merge_too(folder: Folder, tmp_path: Path):
    published = folder.published(tmp_path / "kept")
    folder.git("merge", "boat", check=False)
    folder.give_next_number()
    done = folder.manual("seal", "--onto", published)
    assert done.exit_code == 0, done.output
    settled(folder, published)


def test_a_chain_that_somebody_joined_by_hand_is_told_and_settled(folder: Folder, tmp_path: Path):
    published = folder.published(tmp_path / "kept")
    folder.git("merge", "boat", check=False)
    folder.give_next_number()
    for path in (SEAL, CHAIN):
        rows = (folder.root / path).read_text("utf-8").split("\n")
        marks = ("<<<<<<<", "=======", ">>>>>>>")
        joined = "\n".join(row for row in rows if not row.startswith(marks))
        write_texts(folder.root, {path: joined.replace('"}\n  {"n"', '"},\n  {"n"')})
    told = folder.manual("check")
    assert told.exit_code == 1
    assert "seal.json" in told.stderr or "chain.json" in told.stderr
    assert folder.manual("seal", "--onto", published).exit_code == 0
    settled(folder, published)


def test_an_approval_and_an_amendment_that_meet_are_both_kept(tmp_path: Path):
    record = "docs/amendments/0002-the-boat.md"
    folder = Folder(tmp_path / "manual")
    text = TEXTS[record].replace("approved_by: The board\n", "")
    draft = {**BASE, record: text}
    write_texts(folder.root, {**draft, **seal(draft, TODAY).texts})
    folder.commit("A draft")
    folder.git("checkout", "-q", "-b", "boat")
    assert folder.manual("approve", "2", "--by", "The board").exit_code == 0
    folder.commit("Approve")
    folder.git("checkout", "-q", "main")
    folder.amend(LAMP, "at dusk", "at sunset", "Sunset")
    published = folder.published(tmp_path / "kept")
    folder.git("checkout", "-q", "boat")
    folder.git("merge", "main", check=False)
    assert folder.manual("seal").exit_code == 0
    checked = folder.manual("check", "--against", published)
    assert checked.exit_code == 0, checked.stderr
    sealed = read_seal((folder.root / SEAL).read_text("utf-8"))
    assert set(sealed.records) == {1, 2, 3}
    assert sealed.contents[2].added == {"approved_by": "The board"}


@pytest.mark.parametrize(
    ("place", "said"),
    [("nowhere/seal.json", "no seal is published there"), ("mkdocs.yml", "is not a seal")],
)
def test_what_is_no_published_seal_settles_nothing(folder: Folder, place: str, said: str):
    before = (folder.root / SEAL).read_bytes()
    done = folder.manual("seal", "--onto", str(folder.root / place))
    assert done.exit_code == 1
    assert said in done.stderr
    assert (folder.root / SEAL).read_bytes() == before
