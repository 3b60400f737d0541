"""The addresses that a page had before: `moved_from` in its front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from manual.problem import RefusedError
from manual.text.values import validate

if TYPE_CHECKING:
    from manual.problem import Where
    from manual.text.source import Data

_SEGMENT = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
_EXAMPLE = "write the address from the site's root, without its host: chapter/section/"


def _check_address(text: str) -> str:
    """The address with one slash, at its end; refused if no page can be served there."""
    address = text.strip().strip("/")
    name = address.rpartition("/")[2]
    if re.match(r"[a-z]+:", address, re.IGNORECASE):
        raise RefusedError("former-address-wrong", f"'{text}' is a whole address", _EXAMPLE)
    if ".." in address.split("/"):
        raise RefusedError("former-address-wrong", f"'{text}' leads out of the site", _EXAMPLE)
    if name.endswith((".md", ".html")):
        raise RefusedError("former-address-wrong", f"'{text}' names a file", _EXAMPLE)
    if not all(_SEGMENT.fullmatch(part) for part in address.split("/")):
        message = f"'{text}' is not the address of a page"
        raise RefusedError("former-address-wrong", message, _EXAMPLE)
    return f"{address}/"


FormerAddress = Annotated[str, AfterValidator(_check_address)]
"""An address from the site's root, with a slash at its end: `chapter/section/`."""


class _Front(BaseModel):
    """The part of a front matter that says where the page was; others read the rest."""

    model_config = ConfigDict(frozen=True)

    moved_from: tuple[FormerAddress, ...] = ()


_FORMER = re.compile(r"^moved_from:(.*(?:\n(?:[ \t-].*)?)*)", re.MULTILINE)


def former_addresses(text: str) -> frozenset[str]:
    """What may be the addresses that a page had, in a text that cannot be read."""
    found = _FORMER.search(text)
    names = re.findall(r"[\w./~-]+", found[1]) if found else []
    return frozenset(f"{name.strip('/')}/" for name in names)


@dataclass(frozen=True)
class PastAddress:
    """An address at which a page was served before."""

    address: str
    """From the site's root, with a slash at its end."""
    where: Where


def read_moved(front: Data) -> tuple[PastAddress, ...]:
    """The addresses that the page with this front matter had before, in the order written.

    Raises `ProblemsError` where one is no address of a page of this site.
    """
    addresses = validate(_Front, front).moved_from
    return tuple(PastAddress(a, front.where("moved_from", n)) for n, a in enumerate(addresses))
