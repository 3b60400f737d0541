"""Measures the flowchart, and prints what it finds: `make bench`."""

import gzip
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections import defaultdict
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from invented import BASE, TODAY, TREE  # noqa: E402
from manual.address import TREE_TEMPLATE, flowchart_address  # noqa: E402
from manual.folder import read_texts  # noqa: E402
from manual.markup.render import render  # noqa: E402
from manual.pages.context import Context  # noqa: E402
from manual.pages.flowchart import flowchart_page  # noqa: E402
from manual.read import read_manual  # noqa: E402
from manual.site.assets import publish_assets  # noqa: E402
from manual.tree import page as tree_page  # noqa: E402
from manual.tree.check_rules import check_rules  # noqa: E402
from manual.tree.load import LoadedTree, load_tree  # noqa: E402
from manual.tree.paths import walk_paths  # noqa: E402
from manual.tree.picture import draw  # noqa: E402
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright  # noqa: E402
from support import build_site, find_chromium, read_own, serve, site_path  # noqa: E402
from trees import grow, ladder, with_rules, write  # noqa: E402

RUNS = 5
TURNS, TAPS = 4, 10
PATHS = 100_000


def engine() -> None:
    """CPU time from a tree's text to its page, checked, as the tree grows."""
    # Only a tree of at most 150 steps has a picture. None here, so that like is compared with like.
    tree_page.LARGEST_PICTURE = 0
    sizes = (100, 300, 1_000)
    times = [cpu_seconds(questions) for questions in sizes]
    for questions, seconds in zip(sizes, times, strict=True):
        each = 1_000_000 * seconds / questions
        print(
            f"tree of {questions:5,} questions, text to checked page without a picture: "
            f"{seconds:.3f} s of CPU, {each:.0f} µs a question (best of {RUNS})"
        )
    print(f"100 to 1,000 questions: {times[-1] / times[0]:.1f} times as long (10 is linear)")


def pictures() -> None:
    """CPU time of a picture alone."""
    for questions, outcomes in ((32, 8), (125, 25)):
        tree = load_tree(TREE, write(grow(questions, outcomes, 1))).tree
        begun = time.process_time()
        draw(tree)
        spent = time.process_time() - begun
        print(f"picture of {questions + outcomes} steps: {spent:.3f} s of CPU")


def rules() -> None:
    """CPU time to prove rules of every form, half of which do not hold."""
    for questions, count in ((100, 10), (1_000, 50)):
        loaded = with_rules(questions, count)
        seconds = min(_prove(loaded) for _ in range(RUNS))
        print(
            f"{count} rules of a tree of {questions:,} questions: {seconds:.3f} s of CPU to prove "
            f"(goal for 1,000 and 50: 1; best of {RUNS})"
        )


def _prove(loaded: LoadedTree) -> float:
    begun = time.process_time()
    list(check_rules(loaded, sound=True))
    return time.process_time() - begun


def paths() -> None:
    """CPU time and memory of the first 100,000 of 2 to the power of 200 paths."""
    tree = load_tree(TREE, write(ladder(200))).tree
    tracemalloc.start()
    begun = time.process_time()
    for _ in islice(walk_paths(tree), PATHS):
        pass
    spent = time.process_time() - begun
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{PATHS:,} paths of 200 answers: {spent:.2f} s of CPU, {most / 1000:.0f} KB at most")


def cpu_seconds(questions: int) -> float:
    """The least of some runs, less what the rest of the small invented manual takes."""
    rest = {path: text for path, text in BASE.items() if not path.endswith(".cases.yml")}
    rest[TREE_TEMPLATE] = (ROOT / TREE_TEMPLATE).read_text(encoding="utf-8")
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
    """What a reader's browser fetches for the flowchart alone, as it is published."""
    texts, _ = read_texts(ROOT)
    assets = publish_assets(texts)
    own = {file.name for file in (ROOT / "decision_tree/flowchart").iterdir()}
    for kind, goal in ((".mjs", 8), (".css", 5)):
        sizes = {
            name: len(gzip.compress(assets.files[path].encode(), 9))
            for name, path in assets.addresses.items()
            if name in own and name.endswith(kind)
        }
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


# The least that a tap can do: one section hidden, another shown and its heading focused.
BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<section id="a" data-step="question"><h2 tabindex="-1">A</h2><a data-answer href="#b">Yes</a>
</section>
<section id="b" data-step="question" hidden><h2 tabindex="-1">B</h2>
<a data-answer href="#a">Yes</a></section>
<script src="bare.js"></script></html>"""
BARE_SCRIPT = """addEventListener("click", event => {
    event.preventDefault();
    history.pushState(null, "", event.target.hash);
    for (const step of document.querySelectorAll("section")) step.hidden = !step.hidden;
    document.querySelector("section:not([hidden]) h2").focus();
})"""
BARE_NAME = "bare.html"


def taps() -> None:
    """Time from a tap to the next step on a slow phone, beside that of a bare page.

    The two take turns: a machine that is busy slows both, and their ratio stays. Each turn opens
    the page anew, and no other stands beside it: a page that comes out from behind another paints
    itself as a whole, which no tap does.
    """
    trees = read_own().trees
    if not trees:
        print("taps: this manual has no flowchart")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build_site(site)
        (site / BARE_NAME).write_text(BARE, encoding="utf-8")
        (site / "bare.js").write_text(BARE_SCRIPT, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=find_chromium())
        with serve(site, site_path()) as address:
            names = {"flowchart": flowchart_address(trees[0].name), "bare page": BARE_NAME}
            found: dict[tuple[str, str], list[tuple[float, ...]]] = defaultdict(list)
            for _ in range(TURNS):
                for what, name in names.items():
                    for kind, *times in tap_through(browser, address + name):
                        found[what, kind].append(tuple(times))
        browser.close()
    for (what, kind), all_times in sorted(found.items()):
        changed, painted, work = (sorted(each) for each in zip(*all_times, strict=True))
        print(
            f"{what}, CPU slowed 4 times: tap to {kind} changed {statistics.median(changed):.0f} "
            f"ms, painted {statistics.median(painted):.0f} ms (the middle of {len(all_times)}; "
            f"{painted[0]:.0f} to {painted[-1]:.0f}; goal 50), of it "
            f"{statistics.median(work):.0f} ms work of the page"
        )


def tap_through(browser: Browser, address: str) -> list[tuple[str, float, float, float]]:
    """The times of some taps on a page just opened, its first among them: see `tap`."""
    page, session = slow_page(browser, address)
    times = [tap(page, session) for _ in range(TAPS)]
    page.close()
    return times


def slow_page(browser: Browser, address: str) -> tuple[Page, CDPSession]:
    """A page on a phone with a slow processor."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(address, wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return page, session


def tap(page: Page, session: CDPSession) -> tuple[str, float, float, float]:
    """What an answer led to; milliseconds to changed, to painted, of the main thread's own work.

    From an outcome it starts again.
    """
    if shown_kind(page) == "outcome":
        page.evaluate("() => { location.hash = ''; }")
        page.locator("[data-step=question]").first.wait_for()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    before = working_time(session)
    changed, painted = page.evaluate(TAP)
    work = 1_000 * (working_time(session) - before)
    return shown_kind(page), changed, painted, work


def shown_kind(page: Page) -> str:
    """Whether a "question" or an "outcome" is shown."""
    step = page.locator("[data-step]").filter(visible=True).first
    return step.get_attribute("data-step") or ""


def working_time(session: CDPSession) -> float:
    """Seconds of CPU that the page's main thread has taken."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


if __name__ == "__main__":
    engine()
    pictures()
    rules()
    paths()
    bytes_of_the_component()
    taps()
