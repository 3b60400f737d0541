"""The search: by number and by words, by key and by hand, and what it fetches and sends."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from invented import BASE, change
from kinds import KINDS
from manual.folder import write_texts
from playwright.sync_api import Locator, Page, Request, expect
from support import ROOT, OpenPage, build_site, serve, site_path

SECTION = KINDS["section"]
FETCHED = re.compile(r"/assets/search(/(?!search\.\w{8}\.mjs)|\.\w{8}\.json)")
"""What belongs to the search alone; the module that opens it, on every page, does not."""


SAYS = """pattern => Array.from(document.querySelectorAll(".search [role=status]"))
    .some(status => status.checkVisibility() && new RegExp(pattern).test(status.textContent))"""
"""Asked at every frame: an `expect` asks once a second after a while, and there are many words."""


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile("^Search the manual"))


def status(page: Page) -> Locator:
    return page.locator(".search").get_by_role("status")


def results(page: Page) -> Locator:
    """The results, without the links to a step or a number that stand below some of them."""
    return page.locator(".search li > a")


def look(page: Page, words: str) -> Locator:
    """Search, and give the results once it is said what they are."""
    if not field(page).is_visible():
        page.keyboard.press("Control+k")
    field(page).fill("")
    page.wait_for_function(SAYS, arg="^Nothing that you type leaves your device.$")
    field(page).fill(words)
    page.wait_for_function(SAYS, arg="result|Nothing (found|has)")
    return results(page)


def addresses(page: Page, words: str) -> list[str]:
    """Where the results lead, from the site's root."""
    root = page.evaluate("new URL('../', document.querySelector('a[data-index]').href).href")
    return [link.removeprefix(root) for link in hrefs(look(page, words))]


def all_addresses(page: Page, words: str) -> set[str]:
    look(page, words)
    more = page.get_by_role("button", name=re.compile("^Show "))
    while more.is_visible():
        more.click()
    return set(hrefs(results(page)))


def hrefs(links: Locator) -> list[str]:
    """Where links lead, all asked at once."""
    return links.evaluate_all("links => links.map(link => link.getAttribute('href'))")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an invented manual with paragraphs deleted, renumbered and to come."""
    folder = tmp_path_factory.mktemp("made")
    texts = change(
        BASE,
        "docs/amendments/0002-the-boat.md",
        {
            'inserted: ["section 2.2"]': (
                'inserted: ["2.2", "2.2.2"]\ndeleted: ["2.1.4"]\nrenumbered: {"2.1.5": "2.2.1"}'
            ),
            "2.1.1 Light": "2.1.4 Sing shanties.\n\n2.1.1 Light",
        },
    )
    texts["docs/amendments/0003-the-watch.md"] = (
        "---\namendment: 3\ntitle: The watch\nin_force: 2099-01-01\nreason: None.\naction: None.\n"
        "---\n\n2.1.3 Doze.\n"
    )
    write_texts(folder, texts)
    for name in ("hooks", "overrides", "decision_tree/flowchart"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    words = "words: {out at sea: [boat], ship: [boat], skipper: [Harbour office]}\n"
    (folder / "docs/situations.yml").write_text(words, encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    build_site(folder / "site", config=folder / "mkdocs.yml")
    with serve(folder / "site", site_path()) as address:
        yield address


@pytest.fixture
def light(phone_at: Callable[[str], OpenPage], made: str) -> Page:
    """A section of the invented manual."""
    return phone_at(made)("lighthouse/boat/")


# What is fetched, and when


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"search"}))
def test_nothing_of_the_search_is_fetched_before_it_is_opened(
    phone: OpenPage, site: str, kind: str
):
    page = phone("404.html")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(urljoin(site, KINDS[kind]), wait_until="networkidle")
    page.locator("a[data-open-search]").first.hover(force=True)
    page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    assert asked
    assert not [url for url in asked if FETCHED.search(url)]
    assert page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    look(page, "consent")
    page.remove_listener("request", note)
    ours = [url for url in asked if FETCHED.search(url)]
    assert any(url.endswith(".json") for url in ours)
    assert any("minisearch" in url for url in ours)


def test_nothing_that_is_typed_leaves_the_device(phone: OpenPage):
    page = phone(SECTION)
    look(page, "con")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert look(page, "gillick competence").count() > 0
    assert look(page, "2.4.5").count() > 0
    assert asked == []
    assert page.url.endswith(SECTION)
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]"


def test_it_goes_on_without_a_network_once_it_was_opened(open_page: OpenPage):
    page = open_page(SECTION)
    assert look(page, "consent").count() > 0
    page.context.set_offline(True)
    assert addresses(page, "2.4.5")[0] == "information-sharing/consent/#2.4.5"
    page.keyboard.press("Escape")
    assert addresses(page, "gillick")[0] == "glossary/#gillick-competence"


def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(open_page: OpenPage):
    page = open_page(SECTION, allow=["ERR_FAILED"])
    page.route("**/search.*.json", lambda route: route.abort())
    page.keyboard.press("Control+k")
    field(page).fill("consent")
    expect(status(page)).to_contain_text("The search could not be loaded.")
    page.unroute("**/search.*.json")
    field(page).press_sequentially("s")
    expect(results(page).first).to_be_visible()


def test_where_its_modules_cannot_be_loaded_its_page_is_opened(open_page: OpenPage):
    page = open_page(SECTION, allow=["ERR_FAILED"])
    page.route("**/search/dialog.*.mjs", lambda route: route.abort())
    page.keyboard.press("Control+k")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


# Numbers


def test_a_number_leads_to_its_paragraph(phone: OpenPage):
    page = phone(SECTION)
    assert addresses(page, "para 2 1 3")[0] == f"{SECTION}#2.1.3"
    first = results(page).first
    expect(first).to_contain_text(re.compile(r"2\.1\.3\s+Introduction\s*Paragraph"))


def test_a_number_that_does_not_exist_leads_to_what_is_nearest(phone: OpenPage):
    page = phone(SECTION)
    assert addresses(page, "2.1.99") == [SECTION]
    expect(status(page)).to_contain_text("No paragraph has the number that you typed.")


def test_enter_goes_to_a_number(phone: OpenPage):
    page = phone()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("2.4.5")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/information-sharing/consent/#2\.4\.5$"))
    expect(page.locator('[id="2.4.5"]')).to_be_in_viewport()


def test_enter_goes_to_a_number_typed_with_spaces(phone: OpenPage):
    page = phone(SECTION)
    look(page, "2 1 3")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/introduction/#2\.1\.3$"))


def test_enter_stays_with_the_results_where_no_paragraph_bears_the_number(phone: OpenPage):
    page = phone(SECTION)
    look(page, "2.1.99")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_visible()
    expect(results(page).first).to_be_focused()


def test_a_number_that_is_gone_leads_to_what_became_of_it(light: Page):
    assert addresses(light, "2.1.4") == ["lighthouse/lamp/#2.1.4"]
    expect(results(light)).to_contain_text("Deleted by amendment 2")
    expect(results(light)).to_contain_text("No longer in force")
    assert addresses(light, "2.1.5") == ["lighthouse/lamp/#2.1.5"]
    expect(results(light)).to_contain_text("Renumbered 2.2.1 by amendment 2")
    results(light).click()
    expect(light.locator('[id="2.1.5"][data-tombstone]')).to_be_in_viewport()


# Words


KINDS_SAID = {
    "situation": "Situation",
    "chapter": "Chapter",
    "section": "Section",
    "paragraph": "Paragraph",
    "term": "Glossary",
    "contact": "Contact",
    "question": "Flowchart: question",
    "outcome": "Flowchart: outcome",
    "amendment": "Amendment",
    "page": "Page",
}


def test_each_result_says_what_it_is(phone: OpenPage):
    page = phone(SECTION)
    said = {}
    for words in ("information", "first edition"):
        all_addresses(page, words)
        said |= results(page).evaluate_all(
            """all => Object.fromEntries(all.map(link =>
                [link.dataset.kind, link.querySelector(".search-kind").textContent]))"""
        )
    assert said == KINDS_SAID


def test_the_words_that_were_found_are_marked(phone: OpenPage):
    page = phone(SECTION)
    assert addresses(page, "caldic")[0] == "glossary/#caldicott-guardian"
    expect(results(page).first.locator("mark").first).to_have_text("Caldicott")


def test_it_is_said_how_results_were_found(phone: OpenPage):
    page = phone(SECTION)
    look(page, "gillick")
    expect(status(page)).to_have_text(re.compile(r"^\d+ results\.$"))
    for typed, *said in [
        ("gilick", "Nothing contains “gilick”."),
        ("gillick xylophone", "Nothing contains all of these words."),
        ("xylophone", "Nothing found for “xylophone”. Try another word, or use the contents."),
        ("permission", "Also looked for: consent."),
        ("permision", "Nothing contains “permision”.", "Also looked for: consent."),
    ]:
        look(page, typed)
        for words in said:
            expect(status(page)).to_contain_text(words)


def test_many_results_are_shown_in_steps(phone: OpenPage):
    page = phone(SECTION)
    found = look(page, "child")
    expect(found).to_have_count(20)
    count = int(re.match(r"\d+", status(page).inner_text())[0])
    assert count > 40
    page.get_by_role("button", name=f"Show 20 more of {count - 20}").click()
    expect(found).to_have_count(40)
    expect(found.nth(20)).to_be_focused()


def test_every_result_leads_to_something_that_is_there(built_site: Path):
    (index,) = built_site.glob("assets/search.*.json")
    for record in json.loads(index.read_text(encoding="utf-8"))["records"]:
        if record["kind"] == "situation":
            continue  # its address is that of its number
        path, _, fragment = record["address"].partition("#")
        html = (built_site / path / "index.html").read_text(encoding="utf-8")
        assert not fragment or f'id="{fragment}"' in html, record["address"]


# Situations and numbers


def test_a_situation_comes_first_with_its_step_and_whom_to_call(phone: OpenPage):
    page = phone(SECTION)
    first = look(page, "dad wants to know where she lives").first
    expect(first.locator(".search-kind")).to_have_text("Situation")
    expect(first.locator(".search-number")).to_have_text("2.12.17")
    expect(first.locator(".search-text")).to_contain_text("The right to the child")
    beside = page.locator(".search li").first.locator(".search-ways a")
    expect(beside).to_have_count(5)  # a number of each area, a form, and the flowchart
    expect(page.locator(".search-doubt").first).to_have_text("None of these is confirmed yet.")
    expect(beside.last).to_have_text("Flowchart: Should I share this information?")
    assert all(box["height"] >= 44 for box in map(Locator.bounding_box, beside.all()))
    page.evaluate("localStorage.setItem('area', 'west-sussex')")
    page.reload()
    look(page, "dad wants to know where she lives")
    expect(beside).to_have_count(4)  # its form, its number, that out of hours, and the flowchart
    expect(beside.first).to_have_text("Integrated Front Door: online form at westsussex.gov.uk")
    assert sorted(hrefs(beside))[2:] == ["tel:+441403229900", "tel:+443302226664"]
    expect(page.locator(".search-doubt").first).to_have_text("Not yet confirmed.")


@pytest.mark.parametrize(
    ("now", "links"),
    [
        (
            "2026-11-24T10:00:00Z",
            ["Single Point of Advice 01323 464222", "Out of hours 01273 335905"],
        ),
        (
            "2026-11-24T23:00:00Z",
            ["Out of hours 01273 335905", "Single Point of Advice (closed now) 01323 464222"],
        ),
    ],
)
def test_the_number_that_answers_now_comes_first(phone: OpenPage, now: str, links: list[str]):
    page = phone(SECTION)
    page.clock.set_fixed_time(now)
    page.evaluate("localStorage.setItem('area', 'east-sussex')")
    page.reload()
    look(page, "bruises on a pupil")
    beside = page.locator(".search li").first.locator(".search-ways a:has(.tel)")
    expect(beside).to_have_text(links)


def test_situations_stand_ahead_of_the_choice_of_a_key(phone: OpenPage):
    page = phone("search/")
    above = page.evaluate(
        "document.querySelector('.situations')"
        ".compareDocumentPosition(document.querySelector('.search-choice'))"
    )
    assert above == 4  # DOCUMENT_POSITION_FOLLOWING


def test_a_contact_shows_its_number(phone: OpenPage):
    page = phone(SECTION)
    look(page, "childline")
    call = page.locator(".search li:has([data-kind=contact]) .search-ways a").first
    expect(call).to_have_text("Call 0800 1111")
    expect(call).to_have_attribute("href", "tel:+448001111")


def test_situations_are_offered_while_nothing_is_typed(phone: OpenPage):
    page = phone(SECTION)
    page.keyboard.press("Control+k")
    expect(results(page).first).to_have_text(re.compile("a child is being hurt or neglected"))
    expect(page.locator(".search .search-ways:visible")).to_have_count(0)
    look(page, "gillick")
    expect(results(page).first).to_contain_text("Gillick")


# By hand and by key


def test_it_is_used_with_the_keyboard_alone(phone: OpenPage):
    page = phone(SECTION, width=1280, height=800)
    opener = page.get_by_role("banner").get_by_role("link", name="Search")
    opener.focus()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.type("consent")
    expect(results(page).nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(opener).to_be_focused()


def test_slash_opens_it_but_within_a_field_is_a_letter(phone: OpenPage):
    page = phone(SECTION)
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("a/b")
    expect(field(page)).to_have_value("a/b")


def test_a_device_without_keys_is_told_nothing_of_them(open_page: OpenPage):
    page = open_page("search/", has_touch=True, is_mobile=True)
    expect(field(page)).to_be_visible()
    expect(page.get_by_role("checkbox")).to_be_hidden()


def test_slash_can_be_turned_off(phone: OpenPage):
    page = phone("search/")
    box = page.get_by_role("checkbox", name="The key / opens the search. Ctrl+K always does.")
    expect(box).to_be_checked()
    box.uncheck()
    page.goto(urljoin(page.url, f"../{SECTION}"))
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(dialog(page)).to_be_hidden()


def test_a_result_in_the_same_page_is_shown_and_the_search_closed(phone: OpenPage):
    page = phone(SECTION)
    look(page, "2.1.7").first.click()
    expect(dialog(page)).to_be_hidden()
    expect(page.locator('[id="2.1.7"]')).to_be_in_viewport()
    page.keyboard.press("Control+k")
    expect(field(page)).to_have_value("2.1.7")


def test_home_the_bar_and_the_page_that_is_not_there_open_it(phone: OpenPage, open_page: OpenPage):
    page = phone()
    page.get_by_role("link", name="Search, or type a number").click()
    expect(field(page)).to_be_focused()
    page.get_by_role("button", name="Close").click()
    expect(dialog(page)).to_be_hidden()
    page.get_by_role("navigation", name="Quick links").get_by_role("link", name="Search").click()
    expect(field(page)).to_be_focused()
    lost = open_page("information-sharing/nothing/here/", allow=["404"])
    lost.get_by_role("link", name="Search, or type a number").click()
    look(lost, "2.1.3").first.click()
    expect(lost).to_have_url(re.compile(r"/introduction/#2\.1\.3$"))
    expect(lost.locator('[id="2.1.3"]')).to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 640), (1280, 800)])
def test_nothing_is_cut_off(phone: OpenPage, width: int, height: int):
    page = phone(SECTION, width=width, height=height)
    look(page, "information")
    assert dialog(page).evaluate("d => d.scrollWidth <= d.clientWidth")
    box = dialog(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height
    results(page).last.scroll_into_view_if_needed()
    expect(field(page)).to_be_in_viewport(ratio=1)


# Its page


def test_its_page_keeps_what_is_looked_for_in_the_fragment(phone: OpenPage):
    page = phone("search/#q=caldicott%20guardian")
    expect(field(page)).to_have_value("caldicott guardian")
    expect(results(page).first).to_have_attribute("href", re.compile("#caldicott-guardian$"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    field(page).fill("gillick & co")
    expect(results(page).first).to_have_attribute("href", re.compile("#gillick-competence$"))
    assert unquote(page.url).endswith("/search/#q=gillick & co")
    assert not [url for url in asked if "gillick" in url]
    results(page).first.click()
    expect(page).to_have_url(re.compile("/glossary/#gillick-competence$"))
    page.go_back()
    expect(field(page)).to_have_value("gillick & co")
    expect(results(page).first).to_have_attribute("href", re.compile("#gillick-competence$"))


def test_the_dialog_leads_to_the_page_with_what_was_typed(phone: OpenPage):
    page = phone(SECTION)
    look(page, "gillick")
    page.get_by_role("link", name="Search on a page of its own").click()
    expect(page).to_have_url(re.compile("/search/#q=gillick$"))
    expect(field(page)).to_have_value("gillick")
    expect(results(page).first).to_be_visible()
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(field(page)).to_be_focused()
    expect(dialog(page)).to_have_count(0)


def test_without_script_its_links_lead_to_the_contents_and_the_glossary(phone: OpenPage):
    page = phone(script=False)
    page.get_by_role("link", name="Search, or type a number").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    text = page.locator("#content")
    expect(text).to_contain_text("It needs JavaScript.")
    for name in ("Contents", "Glossary", "Contacts"):
        expect(text.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)


def test_leave_no_trace_clears_what_was_looked_for(phone: OpenPage):
    page = phone("search/#q=Gillick")
    field = page.get_by_role("textbox", name=re.compile("^Search the manual"))
    expect(field).to_have_value("Gillick")
    page.get_by_role("button", name="Leave no trace").click()
    expect(page.locator(".notice-above")).to_contain_text("Cleared")
    expect(field).to_have_value("")
    assert page.url.endswith("/search/")


@pytest.mark.parametrize("fragment", ["2.1.3", "%202.1.3).", "q%3D2.1.3", "q%3Dpara%25202.1.3"])
def test_a_mangled_address_of_the_search_finds_what_was_meant(phone: OpenPage, fragment: str):
    page = phone(f"search/#{fragment}")
    first = page.locator(".search-results a").first
    expect(first).to_have_attribute("href", re.compile("#2\\.1\\.3$"))


def test_a_place_on_the_page_of_the_search_is_nothing_to_look_for(phone: OpenPage):
    page = phone("search/#content")
    expect(page.get_by_role("textbox", name=re.compile("^Search the manual"))).to_have_value("")
