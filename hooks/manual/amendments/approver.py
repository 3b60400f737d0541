"""The name of who approved an amendment, which pages show as it is written."""

from __future__ import annotations

import re

from manual.problem import RefusedError

LONGEST = 200
"""Characters of a name: a board and its minutes need no more."""
_MARKUP = re.compile(r"[<>*`{}\[\]\\\n]")


def check_approver(name: str) -> str:
    """The name as it is. Raises `RefusedError` where it is empty, too long or has marks."""
    if not name.strip():
        hint = "write who approved it, or delete the line: the amendment is a draft until then"
        raise RefusedError("approver-empty", "nobody is named", hint)
    if len(name) > LONGEST:
        hint = "name the body, and the day and the number of its minutes"
        raise RefusedError("approver-too-long", f"it has more than {LONGEST} characters", hint)
    if mark := _MARKUP.search(name):
        shown = "line break" if mark[0] == "\n" else mark[0]
        hint = "write a plain name on one line: it is shown as it is written"
        raise RefusedError("approver-marked", f"a name has no {shown}", hint)
    return name
