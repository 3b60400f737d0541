"""Links of a source: those that lead to the web, and references from one paragraph to another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.bring.inline import Span, clean
from manual.bring.piece import REF_CLOSES, REF_ENDS, REF_OPENS

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEB = re.compile(r"https?://[^\s()<>\"]{3,1000}|mailto:[^\s()<>\"?@]{1,64}@[^\s()<>\"?]{3,250}")


def is_web(address: str) -> bool:
    """Whether an address leads to the web, or to somebody's mail."""
    return bool(_WEB.fullmatch(address))


def make_link(spans: list[Span], begin: int, address: str) -> Iterator[str]:
    """Make the words from `begin` a link to an address; why not, where they cannot be one."""
    words = "".join(span.text for span in spans[begin:])
    bare = " ".join(words.split())
    if not bare or not address:
        return
    if not is_web(address) or "[" in words or REF_OPENS in words:
        yield f"a link led to {clean(address)}: it is plain words here"
        return
    # Its own address needs no link: the pages make it one.
    if bare.replace("\\", "") not in {address, address.removeprefix("mailto:")}:
        words = f"[{bare}]({address.replace('_', '%5F')})"
    spans[begin:] = [Span(words)]


def make_reference(spans: list[Span], begin: int, target: str) -> None:
    """Make the words from `begin` a reference to a paragraph of the source."""
    words = "".join(span.text for span in spans[begin:])
    if words.strip() and REF_OPENS not in words:
        opened = f"{REF_OPENS}{clean(target)}{REF_ENDS}{words}{REF_CLOSES}"
        spans[begin:] = [Span(opened)]
