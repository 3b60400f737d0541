"""Pages without what templates leave and nobody needs: lines and indents, and Material's switches.

A phone keeps a copy of every page.
"""

from __future__ import annotations

import re

_SCRIPT = re.compile(r"(<script>.*?</script>)", re.DOTALL)
"""The policy names what is in a script by its hash, spaces included."""
_INDENT = re.compile(r"\n\s+")
_TOGGLES = re.compile(
    r'\s*<(?:input class="md-toggle"|label class="md-overlay")[^>]*>(?:</label>)?'
)
"""Of Material's base template, for its own script, which this site does without."""


def drop_toggles(page: str) -> str:
    r"""The HTML of a page without Material's hidden switches, which no standard allows.

    >>> drop_toggles('<body>\n<input class="md-toggle" id="__drawer"><p>a</p></body>')
    '<body><p>a</p></body>'
    """
    return _TOGGLES.sub("", page)


def drop_spaces(page: str) -> str:
    r"""The HTML of a page with one line break for each run of spaces that holds one.

    What is in its article stays as it is: there may be code in it.

    >>> drop_spaces("<body>\n\n  <nav>\n    a</nav>\n<article>\n  b\n</article>\n\n</body>")
    '<body>\n<nav>\na</nav>\n<article>\n  b\n</article>\n</body>'
    """
    ahead, opened, rest = page.partition("<article")
    article, closed, behind = rest.rpartition("</article>")
    if not opened or not closed:
        return _drop(page)
    return f"{_drop(ahead)}{opened}{article}{closed}{_drop(behind)}"


def _drop(html: str) -> str:
    parts = _SCRIPT.split(html)
    return "".join(part if at % 2 else _INDENT.sub("\n", part) for at, part in enumerate(parts))
