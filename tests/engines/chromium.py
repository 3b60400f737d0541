"""Chromium, by Playwright, as the tests in tests/browser drive it."""

from dataclasses import replace
from typing import Any, Self

from engines.engine import Engine, Look, one_line
from playwright.sync_api import ConsoleMessage, Error, Page, Playwright, WebError
from support import find_chromium, print_pdf

FLAGS = (
    "--disable-gpu",
    "--no-first-run",
    # Nothing but the site can be reached.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Chromium(Engine):
    name = "Chromium"

    page: Page

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright

    def __enter__(self) -> Self:
        self._browser = self._playwright.chromium.launch(
            executable_path=find_chromium(), args=FLAGS
        )
        self.version = self._browser.version
        self._look: Look | None = None
        self._faults: list[str] = []
        self.dress(Look())
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.close()

    def dress(self, look: Look) -> None:
        if look == self._look:
            return
        size = {"width": look.width, "height": look.height}
        if self._look and look == replace(self._look, **size):
            self._look = look
            self.page.set_viewport_size(size)
            return
        if self._look:
            self.page.context.close()
        self._look = look
        context = self._browser.new_context(
            color_scheme="dark" if look.dark else "light",
            forced_colors="active" if look.forced else "none",
            java_script_enabled=look.script,
            locale="en-GB",
            reduced_motion="reduce" if look.still else "no-preference",
            timezone_id="Europe/London",
            viewport=size,
        )
        context.on("weberror", self._note_error)
        context.on("console", self._note_message)
        self.page = context.new_page()
        if look.text != 100:
            sizes = {"standard": 16 * look.text // 100, "fixed": 13 * look.text // 100}
            context.new_cdp_session(self.page).send("Page.setFontSizes", {"fontSizes": sizes})

    def _note_error(self, error: WebError) -> None:
        self._faults.append(f"uncaught: {error.error}")

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._faults.append(f"{message.text} ({message.location['url']})")

    def go(self, address: str) -> None:
        self.page.goto(address)

    def run(self, script: str, *given: Any) -> Any:
        whole = f"(given) => (function () {{ {script} }}).apply(null, given)"
        try:
            return self.page.evaluate(whole, list(given))
        except Error as error:
            raise RuntimeError(error.message) from error

    def click(self, selector: str) -> None:
        place = self.page.locator(selector).first
        # Clear of what is fixed at the head and the foot of the screen.
        place.evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
        place.click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def back(self) -> None:
        self.page.go_back()

    def forward(self) -> None:
        self.page.go_forward()

    def reload(self) -> None:
        self.page.reload()

    def print(self) -> bytes:
        return print_pdf(self.page)

    def heard(self) -> str:
        session = self.page.context.new_cdp_session(self.page)
        nodes = {one["nodeId"]: one for one in session.send("Accessibility.getFullAXTree")["nodes"]}
        session.detach()

        def tell(node: dict[str, Any]) -> str:
            name = node.get("name", {}).get("value", "")
            if node.get("role", {}).get("value") == "StaticText":
                return name
            inner = (tell(nodes[one]) for one in node.get("childIds", ()) if one in nodes)
            words = " ".join(filter(None, inner))
            return words or ("" if node["ignored"] else name)

        return one_line(tell(next(iter(nodes.values()))))

    def take_faults(self) -> list[str]:
        faults, self._faults = self._faults, []
        return faults
