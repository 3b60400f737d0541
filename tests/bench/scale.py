"""What a manual costs as it grows, beside plain Material with as many pages of the same text.

    python tests/bench/scale.py                all sizes: about ten minutes on a quiet machine
    python tests/bench/scale.py build          the builds alone
    python tests/bench/scale.py phone          the browser's figures alone

Builds run in turn, each in a process of its own. The page of the phone is measured with the CPU
slowed four times, a round trip of 562 ms and 1.44 Mbit/s, without compression.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests"), str(Path(__file__).parent)]
from manual.address import flowchart_address  # noqa: E402
from manuals import NOON, Size, plain_project, project  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from support import find_chromium, read_own, serve  # noqa: E402

SIZES = (Size(10, 200, 2, 40), Size(200, 4_000, 40, 800), Size(1_000, 20_000, 200, 4_000))
PHONE = SIZES[1]
RUNS = 5
SECTION = "chapter-06/s05/"


@dataclass(frozen=True)
class Cost:
    """Of one build."""

    cpu: float
    """Seconds, of the process and those that it started."""
    memory: float
    """The most at any time, in MB."""
    pages: int
    size: int
    """Bytes of all pages."""


# Builds


def build(folder: Path) -> Cost:
    """Build a project in a process of its own."""
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    env = os.environ | {"SOURCE_DATE_EPOCH": str(NOON), "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=folder, env=env)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    pages = [path.stat().st_size for path in site.rglob("index.html")]
    return Cost(used.ru_utime + used.ru_stime, megabytes(used), len(pages), sum(pages))


def megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / 1024  # Linux counts in kilobytes


def builds() -> None:
    found: dict[Size, Cost] = {}
    for size in SIZES:
        with project(size) as folder:
            ours = found[size] = build(folder)
            as_at = count_earlier(folder / "site")
        with plain_project(size, as_at) as folder:
            plain = build(folder)
        print(f"\n{size}")
        show("  this manual   ", ours)
        show("  plain Material", plain)
        print(
            f"  ratio: CPU {ours.cpu / plain.cpu:.2f} (goal 1.6 at 1,000 sections), "
            f"memory {ours.memory / plain.memory:.2f} (goal 400 MB), "
            f"bytes a page {ours.size / ours.pages / (plain.size / plain.pages):.2f}",
            flush=True,
        )
    middle, most = found[SIZES[1]], found[SIZES[2]]
    cpu = most.cpu / most.pages / (middle.cpu / middle.pages)
    size = most.size / most.pages / (middle.size / middle.pages)
    print("\nFrom 200 to 1,000 sections, this manual (goal: within 10 %)")
    print(f"  CPU a page x {cpu:.2f}, bytes a page x {size:.2f}")


def show(name: str, cost: Cost) -> None:
    each = cost.cpu / cost.pages * 1000
    print(
        f"{name}: {cost.cpu:6.1f} s of CPU, {cost.memory:4.0f} MB, {cost.pages:5,} pages of "
        f"{cost.size / cost.pages / 1000:.1f} kB and {each:.1f} ms"
    )


def count_earlier(site: Path) -> dict[str, int]:
    """How many earlier wordings each section's page has."""
    pages = site.glob("*/*/as-at/*/index.html")
    return Counter(page.relative_to(site).as_posix().partition("/as-at/")[0] for page in pages)


# The phone

PAINTS = """() => new Promise(done => {
    const found = { fcp: 0, lcp: 0, blocked: 0 };
    const watch = (type, take) =>
        new PerformanceObserver(list => list.getEntries().forEach(take))
            .observe({ type, buffered: true });
    watch("paint", e => { if (e.name === "first-contentful-paint") found.fcp = e.startTime; });
    watch("largest-contentful-paint", e => { found.lcp = e.startTime; });
    watch("longtask", e => { found.blocked += Math.max(0, e.duration - 50); });
    setTimeout(() => done(found), 500);
})"""


def measure_page(browser: Browser, address: str) -> dict[str, float]:
    """One load of a page on a slow phone: milliseconds, bytes, requests."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    line = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000}
    session.send("Network.emulateNetworkConditions", line | {"uploadThroughput": 84_375})
    kinds: Counter[str] = Counter()
    names: dict[str, str] = {}
    session.on("Network.responseReceived", lambda e: names.update({e["requestId"]: e["type"]}))

    def finished(event: dict[str, object]) -> None:
        kinds[names.get(str(event["requestId"]), "Other")] += int(str(event["encodedDataLength"]))
        kinds["requests"] += 1

    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    found = page.evaluate(PAINTS)
    context.close()
    whole = sum(count for kind, count in kinds.items() if kind != "requests")
    return found | {
        "script": kinds["Script"],
        "style": kinds["Stylesheet"],
        "page": kinds["Document"],
        "whole": whole,
        "requests": kinds["requests"],
    }


def measure_site(browser: Browser, site: Path, path: str) -> dict[str, float]:
    """The middle of some loads."""
    with serve(site) as address:
        loads = [measure_page(browser, address + path) for _ in range(RUNS)]
    return {what: statistics.median(load[what] for load in loads) for what in loads[0]}


def phone() -> None:
    with (
        project(PHONE) as ours,
        plain_project(PHONE, {}) as plain,
        tempfile.TemporaryDirectory() as shipped,
        sync_playwright() as playwright,
    ):
        build(ours)
        build(plain)
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", f"{shipped}/site"]
        subprocess.run(command, check=True, cwd=ROOT)
        browser = playwright.chromium.launch(executable_path=find_chromium())
        beside = measure_site(browser, plain / "site", SECTION)
        rows = {
            "section page of a generated manual, 200 sections": measure_site(
                browser, ours / "site", SECTION
            )
        }
        for loaded in read_own().trees[:1]:
            flowchart = measure_site(
                browser, Path(shipped) / "site", flowchart_address(loaded.name)
            )
            rows["flowchart of the manual in docs/"] = flowchart
        browser.close()
    print(f"\nOn the phone: the middle of {RUNS} loads")
    show_page("plain Material page, 200 pages", beside)
    for name, row in rows.items():
        show_page(name, row)
        print(
            f"    beside plain Material: largest paint {row['lcp'] / beside['lcp']:.2f} "
            f"(goal 0.8), blocked {row['blocked'] - beside['blocked']:+.0f} ms (goal no more), "
            f"whole transfer {row['whole'] / beside['whole']:.2f} (goal 0.2)"
        )


def show_page(name: str, row: dict[str, float]) -> None:
    print(
        f"  {name}: first paint {row['fcp']:.0f} ms, largest {row['lcp']:.0f} ms, blocked "
        f"{row['blocked']:.0f} ms; page {row['page'] / 1000:.1f} kB, script "
        f"{row['script'] / 1000:.1f} kB, style {row['style'] / 1000:.1f} kB, whole "
        f"{row['whole'] / 1000:.1f} kB in {row['requests']:.0f} requests"
    )


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["build", "phone"]
    if "build" in wanted:
        builds()
    if "phone" in wanted:
        phone()
