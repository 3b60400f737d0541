"""How each page of the real site is built for those who hear it: its headings, landmarks, links."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Words that say nothing of where a link leads.
EMPTY_WORDS = {"click here", "details", "here", "link", "more", "read more", "see", "this page"}


@dataclass
class Element:
    name: str
    attrs: dict[str, str]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words)).strip()


class Outline(HTMLParser):
    """The elements of a page in their order, each with all the words inside it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag == "img":
            self.handle_data(element.attrs.get("alt", ""))
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)

    def named(self, *names: str) -> list[Element]:
        return [element for element in self.elements if element.name in names]


def heading_faults(page: Outline) -> list[str]:
    """One `h1`, first; and no level skipped on the way down."""
    headings = page.named("h1", "h2", "h3", "h4", "h5", "h6")
    levels = [int(heading.name[1]) for heading in headings]
    skipped = [
        f"'{after.text}' skips from h{level} to {after.name}"
        for level, after in zip(levels, headings[1:], strict=False)
        if int(after.name[1]) > level + 1
    ]
    ones = [f"{levels.count(1)} h1"] * (levels.count(1) != 1)
    first = ["a heading stands before the h1"] * (levels[:1] != [1])
    empty = [f"an empty {heading.name}" for heading in headings if not heading.text]
    return skipped + ones + first + empty


def landmark_faults(page: Outline) -> list[str]:
    """One `main`, and each navigation with a name of its own."""
    ids = {element.attrs["id"]: element for element in page.elements if "id" in element.attrs}

    def name(element: Element) -> str:
        by = element.attrs.get("aria-labelledby", "").split()
        return element.attrs.get("aria-label") or " ".join(ids[one].text for one in by)

    navigations = Counter(name(element) for element in page.named("nav"))
    return [
        *([f"{len(page.named('main'))} main"] * (len(page.named("main")) != 1)),
        *([] if "" not in navigations else ["a navigation without a name"]),
        *(f"{count} navigations named '{one}'" for one, count in navigations.items() if count > 1),
    ]


def reference_faults(page: Outline) -> list[str]:
    """What one element says of another: an id is there, and there once."""
    ids = Counter(element.attrs["id"] for element in page.elements if "id" in element.attrs)
    points = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "list")
    wanted = {one for e in page.elements for key in points for one in e.attrs.get(key, "").split()}
    return [
        *(f"{count} elements with the id '{one}'" for one, count in ids.items() if count > 1),
        *(f"nothing has the id '{one}'" for one in sorted(wanted - set(ids))),
    ]


def link_faults(page: Outline) -> list[str]:
    """Links and buttons say where they lead or what they do (2.4.4)."""
    faults = []
    for element in page.named("a", "button", "summary"):
        hears = element.attrs.get("aria-label") or element.text or element.attrs.get("title", "")
        if element.name == "a" and "href" not in element.attrs:
            continue
        if not hears and "hidden" not in element.attrs:
            faults.append(f"no words: {element}")
        if hears.lower().rstrip(".") in EMPTY_WORDS:
            faults.append(f"'{hears}' does not say where it leads: {element.attrs}")
    return faults


def table_faults(page: Outline) -> list[str]:
    """Each table has a row of headers, which has words (1.3.1)."""
    bare = len(page.named("table")) - sum(bool(head.text) for head in page.named("thead"))
    return [f"{bare} tables without headers"] * (bare != 0)


def language_faults(page: Outline) -> list[str]:
    """The page says its language, and has a title."""
    (root,) = page.named("html")
    titled = any(title.text for title in page.named("title"))
    return [
        *([f"the language is '{root.attrs.get('lang')}'"] * (root.attrs.get("lang") != "en-GB")),
        *(["no title"] * (not titled)),
    ]


CHECKS = (
    heading_faults,
    landmark_faults,
    reference_faults,
    link_faults,
    table_faults,
    language_faults,
)


# What stands there only while the site cannot be reached, instead of something else.
OFFLINE = re.compile(r'<div class="when-offline">.*?</div>', re.DOTALL)


@cache
def outlines(site: Path) -> dict[str, Outline]:
    """Every page that is framed; not the parts that a page fetches, and no stub that leads on."""
    pages = {
        str(file.relative_to(site)): file.read_text(encoding="utf-8")
        for file in sorted(site.rglob("*.html"))
    }
    framed = {path: html for path, html in pages.items() if 'class="masthead"' in html}
    return {path: Outline(OFFLINE.sub("", html)) for path, html in framed.items()}


@pytest.mark.parametrize("check", CHECKS)
def test_every_page_is_in_order_for_those_who_hear_it(built_site: Path, check):
    faults = [
        f"{path}: {fault}" for path, page in outlines(built_site).items() for fault in check(page)
    ]
    kinds = {"404.html", "index.html", "contents/index.html", "amendments/index.html"}
    assert kinds < outlines(built_site).keys()
    assert not faults, "\n".join(faults)


def test_no_two_pages_bear_the_same_title(built_site: Path):
    titles = Counter(page.named("title")[0].text for page in outlines(built_site).values())
    assert [title for title, count in titles.items() if count > 1] == []
