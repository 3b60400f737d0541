"""What the search costs: bytes, and time on a slow phone, as the manual grows.

Prints the size of the records and of the code, then, in a browser slowed four times: how long it
takes from opening until words are found, how long the page was held up at most, and how long a
query takes.
"""

import gzip
import json
import random
import re
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

from playwright.sync_api import Page, sync_playwright  # noqa: E402
from support import build_site, find_chromium, first_section, read_own, serve, site_path  # noqa: E402

RUNS = 3

READY = """() => {
    const found = [];
    new PerformanceObserver(list => found.push(...list.getEntries()))
        .observe({type: "longtask"});
    window.longest = () => Math.max(0, ...found.map(task => task.duration));
}"""
OPEN = """async ([index, root]) => {
    const begun = performance.now();
    const link = document.querySelector("a[data-index]");
    const { loadIndex } = await import(index);
    const made = await loadIndex(link);
    const parsed = performance.now() - begun;
    await made.ready;
    window.made = made;
    return [parsed, performance.now() - begun];
}"""
FIND = """async query => {
    const begun = performance.now();
    const { results } = await made.find(query);
    return [performance.now() - begun, results.length];
}"""


def grown(records: list[dict[str, str]], paragraphs: int) -> list[dict[str, str]]:
    """A manual of many paragraphs, made of the sentences of the shipped one."""
    source = random.Random(1)
    own = [record for record in records if record["kind"] == "paragraph"]
    sentences = [sentence for record in own for sentence in record["text"].split(". ")]
    assert sentences, "the manual in docs/ has no paragraph"
    found = []
    for at in range(paragraphs):
        section = f"{at // 400 + 1}.{at // 20 % 20 + 1}"
        number = f"{section}.{at % 20 + 1}"
        text = ". ".join(source.choices(sentences, k=4))
        # Names, places and rare words keep coming as a manual grows.
        text += f" {''.join(source.choices('abcdefghijklmnoprstuvw', k=8))}."
        found.append(
            {
                "kind": "paragraph",
                "number": number,
                "of": f"{section} Section",
                "text": text,
                "address": f"chapter/section-{section}/#{number}",
            }
        )
    return found


def queries(records: list[dict[str, str]], synonyms: dict[str, list[str]]) -> list[str]:
    """What readers type: a frequent word, several words, a mistyped one, a number, an everyday one.

    All follow from the texts, so that any manual can be measured.
    """
    own = [record for record in records if record["kind"] == "paragraph"]
    words = Counter(re.findall(r"[a-z]{7,}", " ".join(one["text"] for one in own).lower()))
    frequent, *others = [word for word, _ in words.most_common(4)]
    longest = max(words, key=len)
    mistyped = longest[:3] + longest[4:]
    return [frequent, " ".join(others), mistyped, own[-1]["number"], *list(synonyms)[:1]]


def weigh(site: Path) -> None:
    def size(files: list[Path]) -> str:
        texts = [file.read_bytes() for file in files]
        zipped = sum(len(gzip.compress(text, 9)) for text in texts)
        return f"{sum(map(len, texts)):,} bytes, {zipped:,} gzipped"

    print("on every page, the module that opens it:", size([*site.glob("assets/search.*.mjs")]))
    print("when opened, modules and libraries:", size([*site.glob("assets/search/**/*.mjs")]))
    print("when opened, records of the shipped manual:", size([*site.glob("assets/search.*.json")]))


def measure(page: Page, site: Path, data: dict[str, Any], records: list[dict[str, str]]) -> None:
    body = json.dumps({**data, "records": records}, separators=(",", ":"))
    zipped = len(gzip.compress(body.encode()))
    print(f"\n{len(records):,} records: {len(body):,} bytes, {zipped:,} gzipped")
    page.route("**/search.*.json", lambda route: route.fulfill(body=body))
    (view,) = site.glob("assets/search/view.*.mjs")
    module = f"{site_path()}assets/search/{view.name}"
    runs = []
    for _ in range(RUNS):
        page.reload(wait_until="networkidle")
        page.evaluate(READY)
        times = page.evaluate(OPEN, [module, ""])
        runs.append([*times, page.evaluate("longest()")])
    parsed, ready, longest = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"  numbers can be found after {parsed:,.0f} ms, words after {ready:,.0f} ms")
    print(f"  the page was held up for {longest:,.0f} ms at most (goal 200 ms)")
    for query in queries(data["records"], data["synonyms"]):
        times = [page.evaluate(FIND, query) for _ in range(RUNS)]
        took = statistics.median(time for time, _ in times)
        print(f"  {query!r}: {took:,.0f} ms, {times[0][1]:,} results")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build_site(site)
        weigh(site)
        (index,) = site.glob("assets/search.*.json")
        data = json.loads(index.read_text(encoding="utf-8"))
        browser = playwright.chromium.launch(executable_path=find_chromium())
        with serve(site, site_path()) as address:
            # A service worker would answer with the records of the site itself.
            screen = {"width": 360, "height": 640}
            page = browser.new_page(viewport=screen, service_workers="block")
            page.goto(address + first_section(read_own()))
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
            print("\nCPU slowed 4 times; the middle of", RUNS, "runs:")
            measure(page, site, data, data["records"])
            for paragraphs in (1_000, 20_000):
                page.unroute_all()
                measure(page, site, data, grown(data["records"], paragraphs))
        browser.close()


if __name__ == "__main__":
    main()
