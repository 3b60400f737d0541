"""Measures the flowchart, and prints what it finds: `make bench`."""

import gzip
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from invented import BASE, TODAY, TREE  # noqa: E402
from manual.markup import render  # noqa: E402
from manual.pages.context import Context  # noqa: E402
from manual.pages.flowchart import flowchart_page  # noqa: E402
from manual.read import read_manual  # noqa: E402
from manual.tree import page as tree_page  # noqa: E402
from manual.tree.page import TEMPLATE  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from support import build_site, serve, site_path  # noqa: E402
from trees import grow, write  # noqa: E402

RUNS = 5
TAPS = 10
FLOWCHART = "flowchart/information-sharing/"


def engine() -> None:
    """CPU time from a tree's text to its page, without the picture."""
    few, many = (cpu_seconds(questions) for questions in (100, 1_000))
    print(f"tree of   100 questions, text to page: {few:.3f} s of CPU (best of {RUNS})")
    print(f"tree of 1,000 questions, text to page: {many:.3f} s of CPU (best of {RUNS}; goal 1 s)")
    print(f"ratio: {many / few:.1f} (10 is linear)")


def cpu_seconds(questions: int) -> float:
    """The least of some runs, less what the rest of the small invented manual takes."""
    rest = {path: text for path, text in BASE.items() if not path.endswith(".cases.yml")}
    rest[TEMPLATE] = (ROOT / TEMPLATE).read_text(encoding="utf-8")
    text = write(grow(questions, questions // 10, 1))
    without = {path: text for path, text in rest.items() if path != TREE}
    return min(_make({**rest, TREE: text}) - _make(without) for _ in range(RUNS))


def _make(texts: dict[str, str]) -> float:
    render.cache_clear()
    begun = time.process_time()
    manual = read_manual(texts, TODAY)
    context = Context(manual, TODAY)
    for tree in manual.trees:
        flowchart_page(context, tree, texts)
    return time.process_time() - begun


def bytes_of_the_component() -> None:
    """What a reader's browser fetches for the flowchart alone."""
    folder = ROOT / "decision_tree/flowchart"
    for kind, goal in ((".mjs", 8), (".css", 5)):
        files = sorted(file for file in folder.iterdir() if file.suffix == kind)
        sizes = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in files}
        each = ", ".join(f"{name} {size:,}" for name, size in sizes.items())
        print(f"{kind}: {sum(sizes.values()):,} bytes gzipped (goal {goal} KB): {each}")


# From the press of an answer until the page has changed, and until that has been painted. An
# answer that leads to a question is taken, as long as there is one.
TAP = """() => new Promise(done => {
    const step = Array.from(document.querySelectorAll("[data-step]"))
        .find(step => step.checkVisibility());
    const goes = answer => document.getElementById(answer.getAttribute("href").slice(1));
    const answers = Array.from(step.querySelectorAll("[data-answer]"));
    const answer = answers.find(one => goes(one).matches("[data-step=question]")) ?? answers[0];
    const next = goes(answer);
    const begun = performance.now();
    let changed;
    new MutationObserver(() => { changed ??= next.hidden ? undefined : performance.now() - begun; })
        .observe(next, {attributeFilter: ["hidden"]});
    const look = () => {
        if (changed === undefined) return requestAnimationFrame(look);
        const painted = new MessageChannel();
        painted.port1.onmessage = () => done([changed, performance.now() - begun]);
        painted.port2.postMessage(0);
    };
    requestAnimationFrame(look);
    answer.click();
})"""


def taps() -> None:
    """Time from a tap to the next step on a slow phone."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build_site(site)
        browser = playwright.chromium.launch(executable_path=chromium())
        with serve(site, site_path()) as address:
            page = browser.new_page(viewport={"width": 360, "height": 640})
            page.goto(address + FLOWCHART, wait_until="networkidle")
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
            found = [tap(page) for _ in range(TAPS)]
        browser.close()
    for what, times in zip(("page changed", "painted"), zip(*found, strict=True), strict=True):
        print(
            f"tap to next step {what}, CPU slowed 4 times: {statistics.median(times):.0f} ms in "
            f"the middle of {TAPS} ({min(times):.0f} to {max(times):.0f}; goal 50 ms)"
        )


def tap(page: Page) -> tuple[float, float]:
    """Milliseconds for one answer; from an outcome it starts again."""
    if page.locator("[data-step=outcome]").filter(visible=True).count():
        page.evaluate("() => { location.hash = ''; }")
        page.locator("[data-step=question]").first.wait_for()
    changed, painted = page.evaluate(TAP)
    return changed, painted


def chromium() -> str:
    """The browser that the tests use."""
    done = subprocess.run([ROOT / ".ci/find-chromium"], check=True, stdout=subprocess.PIPE)
    return done.stdout.decode().strip()


if __name__ == "__main__":
    tree_page.LARGEST_PICTURE = 0  # no picture: it has a limit, and a measure, of its own
    engine()
    bytes_of_the_component()
    taps()
