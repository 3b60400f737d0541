"""Pages whose modules do not start, and the module of a page that has moved."""

from collections.abc import Callable, Iterator

import pytest
from kinds import KINDS
from playwright.sync_api import Browser, Page, Route, expect
from stage import BASE, build
from support import OpenPage, serve

WARNING = "It needs JavaScript."


@pytest.fixture(scope="module")
def handed_on(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, locale="en-GB", service_workers="block"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def unwatched(handed_on: Page) -> Iterator[Page]:
    """A phone's page whose errors fail no test: these tests mean to cause them."""
    yield handed_on
    handed_on.unroute_all()


def send_as_text(route: Route) -> None:
    """As a host does that does not know what a module is."""
    route.fulfill(response=route.fetch(), content_type="text/plain")


def refuse(route: Route) -> None:
    route.abort()


def break_syntax(route: Route) -> None:
    """As a browser sees a module that holds what it cannot read."""
    route.fulfill(body="/(/", content_type="text/javascript")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_whose_modules_do_not_load_says_all_that_it_says_without_script(
    unwatched: Page, phone: OpenPage, site: str, kind: str
):
    plain = phone(KINDS[kind], script=False).inner_text("body")
    unwatched.route("**/*.mjs", send_as_text)
    unwatched.goto(site + KINDS[kind])
    expect(unwatched.locator("html")).to_have_class("")
    assert unwatched.inner_text("body") == plain


@pytest.mark.parametrize("act", [refuse, break_syntax])
def test_the_page_of_copies_warns_where_a_part_of_its_own_module_fails(
    unwatched: Page, site: str, act: Callable[[Route], None]
):
    unwatched.route("**/current/answer.*.mjs", act)
    unwatched.goto(f"{site}current/")
    expect(unwatched.get_by_text(WARNING)).to_be_visible()


def test_the_page_of_copies_warns_of_nothing_while_its_modules_are_coming(
    unwatched: Page, site: str
):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    unwatched.route("**/current/current.*.mjs", hold)
    unwatched.goto(f"{site}current/", wait_until="commit")
    expect(unwatched.get_by_role("heading", level=1)).to_be_visible()
    expect(unwatched.get_by_text(WARNING)).to_be_hidden()
    held[0].continue_()
    expect(unwatched.get_by_label("What is it a copy of?")).to_be_visible()
    expect(unwatched.get_by_text(WARNING)).to_be_hidden()


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site, of which one section has moved."""
    section = "docs/information-sharing/introduction.md"
    edit = (section, r"^title: .*", r"\g<0>\nmoved_from: [old/page/]")
    with serve(build(tmp_path_factory.mktemp("moved"), edit), BASE) as address:
        yield address


def test_a_page_that_has_moved_leads_on_to_the_same_paragraph(
    open_at: Callable[[str], OpenPage], moved: str
):
    page = open_at(moved)("old/page/#2.1.3")
    expect(page).to_have_url(f"{moved}information-sharing/introduction/#2.1.3")
    expect(page.locator('[id="2.1.3"]')).to_be_in_viewport()


def test_without_script_a_page_that_has_moved_links_on(
    open_at: Callable[[str], OpenPage], moved: str
):
    page = open_at(moved)("old/page/#2.1.3", script=False)
    page.locator("[data-moved-to]").click()
    expect(page).to_have_url(f"{moved}information-sharing/introduction/")
