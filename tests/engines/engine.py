"""What the walk asks of a browser, whichever its engine is."""

import re
import socket
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

PATIENCE = 20.0
"""How long the walk waits for what a page is to become, in seconds."""


@dataclass(frozen=True)
class Look:
    """How a reader has set up her device and her browser."""

    width: int = 360
    height: int = 640
    script: bool = True
    dark: bool = False
    still: bool = False
    """She asks for less motion."""
    forced: bool = False
    """Her device's colours overrule the page's."""
    text: int = 100
    """The size of text alone, in hundredths."""


class Engine(ABC):
    """One browser with one page in it.

    Where an engine cannot do what a look asks for, `lacks` names the field of `Look`.
    """

    name: str
    version: str
    lacks: frozenset[str] = frozenset()

    @abstractmethod
    def __enter__(self) -> Self:
        """The browser started."""

    @abstractmethod
    def __exit__(self, *_: object) -> None: ...

    @abstractmethod
    def dress(self, look: Look) -> None:
        """Set the browser up; the next page that is opened follows it."""

    @abstractmethod
    def go(self, address: str) -> None:
        """Open an address, and come back when the page has loaded."""

    @abstractmethod
    def run(self, script: str, *given: Any) -> Any:
        """What the body of a function returns; it finds `given` in `arguments`."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Press the middle of the first element that a selector finds, as a pointer does."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys one after another: characters, or names such as `Tab`."""

    @abstractmethod
    def back(self) -> None: ...

    @abstractmethod
    def forward(self) -> None: ...

    @abstractmethod
    def reload(self) -> None: ...

    @abstractmethod
    def print(self) -> bytes:
        """The page as a PDF."""

    @abstractmethod
    def heard(self) -> str:
        """What a screen reader finds in the page from its start to its end, in one line.

        Read from the engine's own accessibility tree: texts, and the names of what has no text.
        """

    @abstractmethod
    def take_faults(self) -> list[str]:
        """The errors in the console since this was last asked."""

    def until(self, condition: str, *given: Any) -> Any:
        """Wait until an expression is true, and return it; it finds `given` in `arguments`."""
        return wait_for(lambda: self.run(f"return ({condition})", *given), condition)

    def words(self, selector: str = "body") -> str:
        """What a reader sees of the first element that a selector finds, in one line."""
        return self.run(
            "return document.querySelector(arguments[0]).innerText.replace(/\\s+/g, ' ').trim()",
            selector,
        )


def wait_for(ask: Callable[[], Any], what: str) -> Any:
    """What `ask` returns, as soon as that is true."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            found, fault = ask(), ""
        except (OSError, RuntimeError) as error:
            found, fault = None, f": {error}"
        if found:
            return found
        assert time.monotonic() < end, f"waited in vain for {what}{fault}"
        time.sleep(0.03)


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def one_line(text: str) -> str:
    """A text with one space for each run of them, and none ahead of what closes a word."""
    return re.sub(r" (?=[.,;:!?)”’])", "", re.sub(r"\s+", " ", text)).strip()
