"""What the chain, the proofs and the approvals cost of a build, by their share in a profile.

A manual of 1,000 sections, 20,000 provisions and 200 amendments that touch 4,000 of them, every one
approved, with a chain of 200 sealings. The profile is of the CPU of a whole `make build`, and
samples it: a profile that counts each call would weigh the library of the codes, which makes many
small ones, twice over. `--calls` makes that one all the same. The goal: at most 3 %. A proof makes
the code of each page longer: of the time of the codes the share is counted that the proof takes.
"""

import cProfile
import os
import pstats
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(Path(__file__).parent)]

from manual.address import CHAIN, SEAL  # noqa: E402
from manual.copies.qr_code import code_svg  # noqa: E402
from manual.folder import compress_files, write_texts  # noqa: E402
from manual.seal.chain import BEGINNING, Chain, Line, write_chain  # noqa: E402
from manual.seal.file import read_seal  # noqa: E402
from manual.seal.leaves import Delta, leaves_of, root_of  # noqa: E402
from manuals import NOON, Size, generate, lay  # noqa: E402
from mkdocs.commands.build import build as build_site  # noqa: E402
from mkdocs.config import load_config  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402

GOAL = Size(1_000, 20_000, 200, 4_000)
SEALINGS = 200
CODE = "code_svg"
PARTS = {
    "reading the seal, with what records say": ("read_seal",),
    "the chain": ("read_chain", "check_chain", "sealing_of", "proof"),
    "approvals": ("approval_sealed", "approval_words", "_unsealed_approvals", "_approvals"),
    "what flowcharts say": ("values_of", "hash_values"),
    "the proof in the codes": (CODE,),
}
"""What is measured: functions of `hooks/manual`, none of which calls another one here."""


def with_long_chain(folder: Path) -> None:
    """Put a chain of so many sealings beside the seal, the last of them its own."""
    seal = read_seal((folder / SEAL).read_text(encoding="utf-8"))
    days = sorted(str(content.front["in_force"]) for content in seal.contents.values())
    numbers = sorted(seal.contents)[-SEALINGS:]
    leaves = leaves_of(seal)
    lines: list[Line] = []
    for n, (day, number) in enumerate(zip(days[-SEALINGS:], numbers, strict=True), 1):
        prev = lines[-1].hash if lines else BEGINNING
        lines.append(Line(n, day, f"{day}.{number}", prev, root_of(leaves)))
    write_texts(folder, {CHAIN: write_chain(Chain(tuple(lines), deltas(leaves)))})


def deltas(leaves: frozenset[str]) -> tuple[Delta, ...]:
    """What each sealing added: nearly all at first, then 20 provisions each."""
    later = sorted(leaf for leaf in leaves if leaf.startswith("provision "))[: 20 * SEALINGS - 20]
    rest = [frozenset(later[at : at + 20]) for at in range(0, len(later), 20)]
    return tuple(
        Delta(n, added, frozenset()) for n, added in enumerate((leaves - set(later), *rest), 1)
    )


def share_of_proof() -> float:
    """The share of the time of a code that its proof takes."""
    short = "https://manual.example.org/current/#12.10@2026-11-22.201"
    spent = []
    for address in (short, f"{short}&EKHVQGP2ZY4WP3AG"):
        begun = time.process_time()
        for _ in range(300):
            code_svg.__wrapped__(address)
        spent.append(time.process_time() - begun)
    return 1 - spent[0] / spent[1]


def sample(run: Callable[[], object]) -> tuple[float, Counter[str]]:
    """How often a run was looked at, and how often within each function of `PARTS`."""
    wanted = {name for names in PARTS.values() for name in names}
    within: Counter[str] = Counter()
    looks = 0

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal looks
        looks += 1
        while frame:
            if frame.f_code.co_name in wanted and "/manual/" in frame.f_code.co_filename:
                within[frame.f_code.co_name] += 1
                return
            frame = frame.f_back

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EACH, EACH)
    run()
    signal.setitimer(signal.ITIMER_PROF, 0)
    return looks, within


EACH = 0.002
"""Seconds of CPU between two looks."""


def count_calls(run: Callable[[], object]) -> tuple[float, Counter[str]]:
    """Seconds of CPU of a run, and within each function of `PARTS`, each call timed."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(run)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    within: Counter[str] = Counter()
    for (file, _, name), row in stats.items():
        if "/manual/" in file:
            within[name] += row[3]
    return sum(own for _, _, own, _, _ in stats.values()), within


def make(config: MkDocsConfig, site: Path) -> None:
    """What `make build` does."""
    build_site(config)
    compress_files(site)


def main() -> None:
    os.environ["SOURCE_DATE_EPOCH"] = str(NOON)
    texts = {
        path: text.replace("action: A\n", "action: A\napproved_by: The board\n")
        for path, text in generate(GOAL).items()
    }
    profiled = count_calls if "--calls" in sys.argv else sample
    with lay(texts) as folder:
        with_long_chain(folder)
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
        begun = time.process_time()
        whole, within = profiled(lambda: make(config, folder / "site"))
        print(f"{GOAL}, {SEALINGS} sealings: {time.process_time() - begun:.1f} s of CPU")
    longer, total = share_of_proof(), 0.0
    for words, names in PARTS.items():
        share = sum(within[name] for name in names) / whole
        share *= longer if names == (CODE,) else 1
        total += share
        print(f"      {words}: {share:.2%}")
    print(f"      all of it: {total:.2%} (goal 3 %)")


if __name__ == "__main__":
    main()
