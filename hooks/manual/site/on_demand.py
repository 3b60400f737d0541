"""Texts that are made when they are asked for: no page of a large manual waits for all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from manual.site.assets import fingerprint


class OnDemand(Mapping[str, str]):
    """Texts by path, each made whenever it is read, and held by nobody here."""

    def __init__(self) -> None:
        self._makers: dict[str, Callable[[], str]] = {}

    def put(self, path: str, make: Callable[..., str], /, *args: object) -> None:
        """Let `make`, called with `args`, make the text at `path`."""
        self._makers[path] = partial(make, *args)

    def put_all(self, texts: Mapping[str, str]) -> None:
        """Take texts that are made already."""
        for path, text in texts.items():
            self.put(path, str, text)

    def __getitem__(self, path: str) -> str:
        """The text at `path`, made anew."""
        return self._makers[path]()

    def __contains__(self, path: object) -> bool:
        """Whether there is a text at `path`; none is made to tell."""
        return path in self._makers

    def __iter__(self) -> Iterator[str]:
        """The paths, in the order in which they were put."""
        return iter(self._makers)

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._makers)


@dataclass(frozen=True)
class NamedFile:
    """A file that pages name: those of a build then take only what the same build made."""

    path: str
    make: Callable[[], str]


def name_file(path: str, make: Callable[[], str], *, by_content: bool) -> NamedFile:
    """A file under its fingerprinted path; or, not `by_content`, as it is, and not yet made."""
    if not by_content:
        return NamedFile(path, make)
    text = make()
    return NamedFile(fingerprint(path, text), lambda: text)
