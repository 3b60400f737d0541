"""Texts that are made when they are asked for: no page of a large manual waits for all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from manual.site.assets import fingerprint


class OnDemand(Mapping[str, str]):
    """Texts by path, each made anew whenever it is read, and not kept."""

    def __init__(self) -> None:
        self._makers: dict[str, Callable[[], str]] = {}

    def put(self, path: str, make: Callable[..., str], /, *args: object) -> None:
        """Add the text at `path`: what `make` returns when it is called with `args`."""
        self._makers[path] = partial(make, *args)

    def put_all(self, texts: Mapping[str, str]) -> None:
        """Add texts that exist already."""
        for path, text in texts.items():
            self.put(path, str, text)

    def __getitem__(self, path: str) -> str:
        """The text at `path`, made anew. Raises `KeyError` where there is none."""
        return self._makers[path]()

    def __contains__(self, path: object) -> bool:
        """Whether there is a text at `path`; it is not made for that."""
        return path in self._makers

    def __iter__(self) -> Iterator[str]:
        """The paths, in the order in which they were added."""
        return iter(self._makers)

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._makers)


@dataclass(frozen=True)
class NamedFile:
    """A file that pages name by its fingerprinted path, and so get from their own build."""

    path: str
    """From the site's root."""
    make: Callable[[], str]
    """Makes its text."""


def name_file(path: str, make: Callable[[], str], *, by_content: bool) -> NamedFile:
    """The file at `path`, whose text `make` makes.

    `by_content`: it is made now, and its path holds a fingerprint. Otherwise its path stays as it
    is, and it is made when it is asked for.
    """
    if not by_content:
        return NamedFile(path, make)
    text = make()
    return NamedFile(fingerprint(path, text), lambda: text)
