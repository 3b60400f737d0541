"""The site's scripts that know no page, run by Node: JSON in, JSON out, and no browser."""

import json
import os
import subprocess
from functools import cache
from typing import Any

from support import ROOT

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


@cache
def find_node() -> str:
    """The path of a Node that is installed, or of the one that is put into .venv."""
    done = subprocess.run([ROOT / ".ci/find-node"], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


class Scripts:
    """The modules, in one process of Node that answers until it is closed."""

    def __init__(self, zone: str = "Europe/London") -> None:
        self._node = subprocess.Popen(
            [find_node(), "--input-type=module", "-e", SERVE, f"{ROOT}/overrides/assets/"],
            env=os.environ | {"TZ": zone},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, script: str, given: object) -> Any:
        """What `script` gives: an async function of `load` and `given`.

        `load` imports a module by its path from overrides/assets: `contacts/hours.mjs`.
        """
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps({"script": script, "given": given}) + "\n")
        self._node.stdin.flush()
        answer = json.loads(self._node.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer.get("found")

    def close(self) -> None:
        self._node.communicate()
