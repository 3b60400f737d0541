"""What Lighthouse says of some pages on a phone: of 100 each, if it is installed.

The files are sent compressed, as `make build` leaves them and `deploy/nginx.conf` serves them.

Lighthouse is no package of Python: `npm install --global lighthouse@12.8.2`, which runs on Node 20.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

from manual.address import flowchart_address  # noqa: E402
from manual.folder import compress_files  # noqa: E402
from support import build_site, find_chromium, first_section, read_own, serve, site_path  # noqa: E402

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def addresses() -> list[str]:
    """The home page, a section, a flowchart where there is one, and the contacts."""
    manual = read_own()
    trees = [flowchart_address(tree.name) for tree in manual.trees[:1]]
    return ["", first_section(manual), *trees, "contacts/"]


def measure(command: str, address: str) -> str:
    """The scores of a page, and what keeps one that is no measure of time below 100."""
    done = subprocess.run(
        [
            *(command, address, "--quiet", "--output=json"),
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox",
        ],
        capture_output=True,
        check=False,
        env=os.environ | {"CHROME_PATH": find_chromium()},
        text=True,
    )
    if done.returncode:
        # It loses the start of a page now and then. The other pages have figures all the same.
        return f"not measured: {done.stderr.strip().splitlines()[0]}"
    told = json.loads(done.stdout)
    scores = [f"{name} {100 * told['categories'][name]['score']:.0f}" for name in CATEGORIES]
    failed = [
        name
        for name, audit in told["audits"].items()
        if audit["scoreDisplayMode"] == "binary" and audit["score"] == 0
    ]
    return ", ".join(scores) + (f"; fails {', '.join(failed)}" if failed else "")


def main() -> None:
    """Print the scores of each page."""
    command = shutil.which("lighthouse")
    if command is None:
        print("Lighthouse is not installed: npm install --global lighthouse@12.8.2")
        return
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build_site(site)
        compress_files(site)
        with serve(site, site_path()) as address:
            for path in addresses():
                print(f"/{path}: {measure(command, address + path)}")


if __name__ == "__main__":
    main()
