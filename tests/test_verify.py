"""`manual verify`: the folder, a host and a sheet."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import BASE, SECTION, TODAY, change
from manual.address import CHAIN
from manual.command import main
from manual.copies.proof import show_proof
from manual.folder import write_texts
from manual.keep import amend, seal
from manual.seal.chain import Chain, read_chain, write_chain
from manual.seal.draft import Heading
from manual.seal.leaves import Delta
from support import serve

SEALED = {**BASE, **seal(BASE, TODAY).texts}
RECORD = "docs/amendments/0002-the-boat.md"
PROOF = read_chain(SEALED[CHAIN]).last.proof
NEWEST = json.dumps({"day": "2026-11-22", "edition": "2026-11-01.2"})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A manual that is sealed and built, if only in part."""
    write_texts(tmp_path, SEALED)
    names = ("seal.json", "chain.json")
    published = {f"site/{name}": SEALED[f"docs/amendments/{name}"] for name in names}
    pages = {"site/index.html": "<p>Home", "site/a b/index.html": "<p>A", "site/_headers": "x"}
    write_texts(tmp_path, {**published, **pages, "site/newest.json": NEWEST})
    return tmp_path


@pytest.fixture
def host(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a host that serves a copy of the built site, and where that copy is."""
    folder = tmp_path_factory.mktemp("host") / "site"
    shutil.copytree(root / "site", folder)
    (folder / "_headers").unlink()
    with serve(folder, headers=False) as address:
        yield address, folder


def verify(root: Path, *words: str) -> Result:
    noon = str(int(datetime.combine(TODAY, time(12), UTC).timestamp()))
    return CliRunner().invoke(
        main, ["verify", *words, "--root", str(root)], env={"SOURCE_DATE_EPOCH": noon}
    )


def test_a_folder_that_proves_itself(root: Path):
    done = verify(root)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "Records: 2, as they were sealed.",
        "Earlier wordings: 1; present wordings: 9.",
        "Chain: one sealing.",
        "No sealing from 1 on alters what was settled before it.",
        f"Newest proof: {show_proof(PROOF)}, sealed on 2026-11-22, edition 2026-11-01.2.",
        "0 problems",
    ]


def test_a_folder_that_was_altered(root: Path):
    write_texts(root, change(SEALED, RECORD, {"when it is dark.": "when you like."}))
    done = verify(root)
    assert done.exit_code == 1
    assert "amendment 2 was altered since it was sealed" in done.stderr
    assert "Chain: " not in done.stderr


def test_a_sheet(root: Path):
    done = verify(root, "--sheet", show_proof(PROOF).lower().replace("0", "o"))
    assert done.exit_code == 0
    said = f"{show_proof(PROOF)} is the proof of sealing 1, of 22 November 2026, with edition "
    assert said in done.stderr
    unknown = verify(root, "--sheet", "0000-0000-0000-0000")
    assert unknown.exit_code == 1
    assert "0000-0000-0000-0000 is the proof of no sealing of this manual." in unknown.stderr
    wrong = verify(root, "--sheet", "EKHV")
    assert wrong.exit_code == 2
    assert "a proof has 16 characters, and this has 4" in wrong.stderr


def test_a_host_that_serves_what_was_built(root: Path, host: tuple[str, Path]):
    done = verify(root, "--site", host[0])
    assert done.exit_code == 0, done.stderr
    assert f"Compared with the build: 5 files at {host[0]}" in done.stderr


def test_a_host_that_alters_drops_and_rewrites(root: Path, host: tuple[str, Path]):
    address, folder = host
    (folder / "a b/index.html").write_text("<p>A<script>", encoding="utf-8")
    (folder / "index.html").unlink()
    forged = change(BASE, RECORD, {"when it is dark.": "when you like."})
    forged |= seal(forged, TODAY).texts
    for name in ("seal.json", "chain.json"):
        write_texts(folder, {name: forged[f"docs/amendments/{name}"]})
    done = verify(root, "--site", address.rstrip("/"))
    assert done.exit_code == 1
    for said in (
        f"{address}a%20b/:1: the host does not serve a b/index.html as it was built",
        "where index.html was built",
        f"{address}seal.json:1: the host does not serve seal.json as it was built",
        "line 1 of the chain is not the line that was published",
        "the earlier wording of 2.1.1 in amendment 2 is not as published",
    ):
        assert said in done.stderr


def test_a_host_is_compared_with_a_build_of_the_same_day(root: Path, host: tuple[str, Path]):
    write_texts(host[1], {"newest.json": NEWEST.replace("-22", "-21")})
    done = verify(root, "--site", host[0])
    assert done.exit_code == 1
    assert "the host serves the build of 2026-11-21" in done.stderr


def test_wrong_use(root: Path):
    assert verify(root, "--site", "manual.example.org").exit_code == 2
    shutil.rmtree(root / "site")
    done = verify(root, "--site", "http://127.0.0.1:9/")
    assert done.exit_code == 2
    assert "holds no built site to compare with: run 'make build'" in done.stderr


def test_a_sheet_of_a_line_whose_leaves_nobody_has_kept_proves_its_line_alone(root: Path):
    later = change(SEALED, SECTION, {"at dusk": "at sunset"})
    later |= amend(later, TODAY, Heading(0, "Sunset", TODAY, "Dusk is vague.", "Look.")).texts
    chain = read_chain(later[CHAIN])
    # As a chain whose second line was the first to say what it changed.
    lagging = Chain(chain.lines, (Delta(2, chain.leaves, frozenset()),))
    write_texts(root, {**later, CHAIN: write_chain(lagging)})
    done = verify(root, "--sheet", PROOF)
    assert done.exit_code == 1
    assert "What was sealed in line 1 is not kept: only what lines from 2 on have" in done.stderr
    assert verify(root, "--sheet", f"#2.1@2026-11-22.3&{chain.last.proof}").exit_code == 0
