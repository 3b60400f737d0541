"""What the newest browsers alone can do is not needed: each such feature is taken away here."""

import re
from collections.abc import Callable

import pytest
from kinds import KINDS
from playwright.sync_api import Page, Route
from support import OpenPage, print_sheets

AFTER = "(element) => getComputedStyle(element, '::after').content"
BEFORE = "(element) => getComputedStyle(element, '::before').content"


@pytest.fixture
def older(open_page: OpenPage) -> Callable[[str, str, str], Page]:
    """A function that opens a page whose stylesheets have a pattern replaced."""

    def older(path: str, pattern: str, replacement: str) -> Page:
        def serve(route: Route) -> None:
            answer = route.fetch()
            text, count = re.subn(pattern, replacement, answer.text())
            taken.append(count)
            route.fulfill(response=answer, body=text)

        taken: list[int] = []
        page = open_page()
        page.context.route(re.compile(r"/assets/.*\.css"), serve)
        page.goto(page.url + path)
        assert sum(taken), f"no stylesheet has {pattern}"
        return page

    return older


# Safari before 17.4 and Firefox before 128 know no alternative text.
ALTERNATIVE = r'@supports \(content: "a" / "b"\)'
NEVER = "@supports (content: none-such)"


def test_the_number_of_an_amendment_shows_without_alternative_text(older):
    page = older(KINDS["section"], ALTERNATIVE, NEVER)
    words = page.locator("[data-redline] ins").first
    words.evaluate("(word) => word.closest('.redline').classList.add('is-by-several')")
    assert words.evaluate(AFTER) == f'"\u2060[{words.get_attribute("data-amendment")}]"'


def test_a_passed_question_has_its_tick_without_alternative_text(older):
    page = older(f"{KINDS['flowchart']}#danger=no", ALTERNATIVE, NEVER)
    passed = page.locator('[data-overview="danger"] > a')
    assert passed.evaluate(BEFORE) == '"✓ "'


def test_the_printed_flowchart_has_the_help_with_each_question(older):
    page = older(KINDS["flowchart"], "::details-content", "::none-such")
    helps = page.locator(".step-help > p:first-of-type").all_text_contents()
    assert len(helps) > 3
    sheets = " ".join(print_sheets(page))
    for words in helps:
        assert words[:40] in sheets
    assert page.locator(".step-help[open]").count() == 0


def test_the_lens_of_the_search_shows_with_its_older_name(older):
    page = older("", r"(?<=[\n;{ ])mask: ?var\(--lens\);?", "")
    lens = page.locator(".home-search a")
    assert "svg" in lens.evaluate(
        "(element) => getComputedStyle(element, '::before').webkitMaskImage"
    )
