"""A window with one page of WebKitGTK, which WebKitWebDriver drives; run by the system's Python.

MiniBrowser's window is never narrower than 447 pixels and prints nothing. What the driver asks of
the window comes as a message from the page: a look (see `Look` in engine.py), or `print`. What
was wrong in a page is written to standard output.
"""

import json
import subprocess
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

NOTE = """
const note = (words) => webkit.messageHandlers.window.postMessage({ fault: String(words) });
addEventListener("error", ({ message, target }) => note(message ?? `not loaded: ${
    target.src ?? target.href}`), true);
addEventListener("unhandledrejection", ({ reason }) => note(reason));
addEventListener("securitypolicyviolation", (event) =>
    note(`${event.blockedURI} is forbidden by ${event.violatedDirective}`));
const { error } = console;
console.error = (...words) => { note(words.join(" ")); error.apply(console, words); };
"""
"""Tells what stands in the console as an error: WebKit itself tells nobody."""


class Window:
    def __init__(self) -> None:
        context = WebKit2.WebContext.new_ephemeral()
        context.set_automation_allowed(True)
        context.connect("automation-started", self.on_automation)
        messages = WebKit2.UserContentManager()
        messages.register_script_message_handler("window")
        messages.connect("script-message-received::window", self.on_message)
        messages.add_script(
            WebKit2.UserScript.new(
                f"{{{NOTE}}}",
                WebKit2.UserContentInjectedFrames.ALL_FRAMES,
                WebKit2.UserScriptInjectionTime.START,
            )
        )
        self.view = WebKit2.WebView(
            web_context=context, is_controlled_by_automation=True, user_content_manager=messages
        )
        self.settings = self.view.get_settings()
        self.window = Gtk.Window()
        self.window.set_default_size(360, 640)
        self.window.add(self.view)
        self.window.show_all()

    def on_automation(self, _: object, session: WebKit2.AutomationSession) -> None:
        about = WebKit2.ApplicationInfo.new()
        about.set_name("WebKitGTK")
        version = [WebKit2.get_major_version(), WebKit2.get_minor_version()]
        about.set_version(*version, WebKit2.get_micro_version())
        session.set_application_info(about)
        session.connect("create-web-view", lambda *_: self.view)

    def on_message(self, _: object, result: WebKit2.JavascriptResult) -> None:
        wish = json.loads(result.get_js_value().to_json(0))
        if "fault" in wish:
            sys.stdout.write(f"FAULT {json.dumps(wish['fault'])}\n")
            sys.stdout.flush()
        elif "tree" in wish:
            self.tell(Path(wish["tree"]))
        elif "print" in wish:
            self.print(Path(wish["print"]))
        else:
            self.dress(wish)

    def tell(self, path: Path) -> None:
        tree = Path(__file__).with_name("webkit_tree.py")
        coming = path.with_suffix(".coming")
        done = path.with_suffix(".done")
        script = f"{sys.executable} {tree} {coming} && mv {coming} {path} && touch {done}"
        subprocess.Popen(["sh", "-c", script])

    def dress(self, look: dict) -> None:
        self.window.resize(look["width"], look["height"])
        # The driver's own scripts still run.
        self.settings.set_enable_javascript_markup(look["script"])
        self.settings.set_zoom_text_only(look["text"] != 100)
        self.view.set_zoom_level(look["text"] / 100)
        device = Gtk.Settings.get_default()
        device.set_property("gtk-application-prefer-dark-theme", look["dark"])
        device.set_property("gtk-enable-animations", not look["still"])

    def print(self, path: Path) -> None:
        settings = Gtk.PrintSettings()
        settings.set_printer("Print to File")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, path.as_uri())
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        sheet = Gtk.PageSetup()
        sheet.set_paper_size(Gtk.PaperSize.new("iso_a4"))
        self.printing = WebKit2.PrintOperation.new(self.view)
        self.printing.set_print_settings(settings)
        self.printing.set_page_setup(sheet)
        self.printing.connect("finished", lambda _: path.with_suffix(".done").touch())
        self.printing.print_()


Window()
Gtk.main()
