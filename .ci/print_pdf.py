#!/usr/bin/env python
"""Print the whole manual, as the built site shows it for paper, into a PDF with bookmarks.

`print_pdf.py SITE` writes `manual-EDITION.pdf` beside SITE, and says so. `print_pdf.py SITE DAY`
writes `manual-as-at-DAY.pdf`, from a SITE that was built with that day in `MANUAL_ON`.
"""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import sync_playwright  # noqa: E402
from support import serve, site_path  # noqa: E402


def main() -> None:
    """Serve the site to the browser that the tests use, and print `/print/`."""
    site, day = Path(sys.argv[1]).absolute(), "".join(sys.argv[2:])
    document = f"print/as-at/{day}/" if day else "print/"
    if not (site / document / "index.html").is_file():
        sys.exit(f"The manual had no edition on '{day}': write a past day as 2020-12-01.")
    with serve(site, site_path()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"])
        page = browser.new_page()
        page.goto(f"{address}{document}", wait_until="load")
        # What is printed by a program has no event that says so: see its module copy.mjs.
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        edition = re.search(r"edition ([\w.-]+)\)", page.inner_text(".whole-cover"))
        if not edition:
            sys.exit(f"The page /{document} does not say of which edition it is.")
        target = site.parent / f"manual-{f'as-at-{day}' if day else edition[1]}.pdf"
        page.pdf(path=target, prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()
    sys.stdout.write(f"Written: {target.name}\n")


main()
