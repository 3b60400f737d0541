#!/usr/bin/env python
"""Print the whole manual, as the built site shows it for paper, into a PDF with bookmarks.

`print_pdf.py SITE` writes `manual-EDITION.pdf` beside SITE, and says so.
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
    site = Path(sys.argv[1]).absolute()
    with serve(site, site_path()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"])
        page = browser.new_page()
        page.goto(f"{address}print/", wait_until="load")
        # What is printed by a program has no event that says so: see its module copy.mjs.
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        edition = re.search(r"edition ([\w.-]+)\)", page.inner_text(".whole-cover"))
        if not edition:
            sys.exit("The page /print/ does not say of which edition it is.")
        target = site.parent / f"manual-{edition[1]}.pdf"
        page.pdf(path=target, prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()
    sys.stdout.write(f"Written: {target.name}\n")


main()
