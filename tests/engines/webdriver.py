"""The commands of WebDriver, which Firefox and WebKitGTK share.

Source: https://www.w3.org/TR/webdriver2/
"""

import time
from abc import abstractmethod
from typing import Any

from engines.engine import Engine

KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Space": " ", "Control": "\ue009"}
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver refers to an element."""


class WebDriver(Engine):
    """An engine that is driven by WebDriver's commands, however they are sent."""

    @abstractmethod
    def ask(self, command: str, **given: Any) -> Any:
        """Carry out a command; raises `RuntimeError` with what the browser says against it."""

    def go(self, address: str) -> None:
        self.ask("Navigate", url=address)

    def run(self, script: str, *given: Any) -> Any:
        return self.ask("ExecuteScript", script=script, args=list(given))

    def click(self, selector: str) -> None:
        found = self.ask("FindElement", using="css selector", value=selector)
        # Clear of what is fixed at the head and the foot of the screen.
        self.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", found)
        self.ask("ElementClick", id=found[_ELEMENT])

    def press(self, *keys: str) -> None:
        strokes = []
        for key in keys:
            *held, last = [KEYS.get(part, part) for part in key.split("+")] if key != "+" else [key]
            strokes += [{"type": "keyDown", "value": one} for one in (*held, last)]
            strokes += [{"type": "keyUp", "value": one} for one in (last, *reversed(held))]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self.ask("PerformActions", actions=[keyboard])
        time.sleep(0.02)

    def back(self) -> None:
        self.ask("Back")

    def forward(self) -> None:
        self.ask("Forward")

    def reload(self) -> None:
        self.ask("Refresh")
