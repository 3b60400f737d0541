import re
import unicodedata

import pytest
from playwright.sync_api import Locator, Page, expect
from support import ICONS, OpenPage, pdf_text, print_pdf

FLOWCHART = "flowchart/information-sharing/"
SIZES = {"phone": (360, 640), "desk": (1280, 800)}
each_way = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
each_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())


def open_step(
    phone: OpenPage, step: str, size: tuple[int, int] = (360, 640), *, script: bool = True
) -> tuple[Page, Locator]:
    page = phone(f"{FLOWCHART}#{step}", width=size[0], height=size[1], script=script)
    return page, page.locator(f"#{step}")


def folded(step: Locator, number: str) -> Locator:
    """The paragraph as it is folded up under a step."""
    return step.locator("details").filter(has=step.page.locator(f'[data-cites="{number}"]')).last


def wording(place: Locator) -> str:
    return " ".join(place.text_content().split())


@each_size
@each_way
def test_paragraph_opens_in_place(phone: OpenPage, size: tuple[int, int], *, script: bool):
    page, step = open_step(phone, "worse", size, script=script)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = page.url
    folds = step.locator("details").filter(has=page.locator("[data-since]"))
    expect(folds).to_have_count(3)
    for fold in folds.all():
        summary = fold.locator("summary")
        number = re.search(r"[\d.]+[A-Z]*", summary.inner_text())[0]
        link = fold.get_by_role("link", name=f"Read {number} in its section")
        expect(link).to_be_hidden()
        summary.click()
        expect(summary).to_contain_text(f"Paragraph {number}")
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", re.compile(rf"/#{re.escape(number)}$"))
        expect(fold).to_contain_text(
            re.compile(r"(Inserted|Amended|Renumbered) by amendment \d+\.")
        )
        assert fold.bounding_box()["width"] <= size[0]
    assert page.url == before
    assert [url for url in asked if not ICONS.search(url)] == []


@each_way
def test_paragraph_opens_without_a_network(open_page: OpenPage, *, script: bool):
    # The browser may ask for the site's icon late.
    page = open_page(f"{FLOWCHART}#worse", script=script, allow=("ERR_INTERNET_DISCONNECTED",))
    page.context.set_offline(True)
    fold = folded(page.locator("#worse"), "2.8.6")
    fold.locator("summary").click()
    expect(fold.locator('[data-cites="2.8.6"]')).to_be_visible()


def test_paragraph_is_opened_and_closed_by_the_keyboard(phone: OpenPage):
    page, step = open_step(phone, "worse")
    fold = folded(step, "2.8.6")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("open", "")
    page.keyboard.press("Enter")
    expect(fold).not_to_have_attribute("open", "")


def test_every_step_cites_and_every_citation_is_the_present_wording(phone: OpenPage):
    page = phone(FLOWCHART, script=False)
    cited: dict[str, str] = {}
    open_points: dict[str, list[str]] = {}
    addresses: set[str] = set()
    for step in page.locator("[data-step]").all():
        cites = step.locator("details a[data-since]")
        assert cites.count() > 0, step.get_attribute("id")
        for cite in cites.all():
            number, address = cite.get_attribute("data-cites"), cite.get_attribute("href")
            card = cite.locator("xpath=../..")
            notes = [wording(note) for note in card.locator("[data-note]").all()]
            said = wording(card).removesuffix(wording(cite.locator("xpath=.."))).strip()
            said = said.removesuffix(" ".join(notes)).strip()
            assert cited.setdefault(number, said) == said
            assert open_points.setdefault(number, notes) == notes
            addresses.add(address.partition("#")[0].removeprefix("../../"))
    present: dict[str, str] = {}
    notes: dict[str, list[str]] = {}
    for address in addresses:
        section = phone(address, script=False)
        for place in section.locator("[data-provision]").all():
            if place.locator("[data-wording]").count():
                name = place.get_attribute("data-provision")
                present[name] = wording(place.locator("[data-wording]"))
                notes[name] = [wording(note) for note in place.locator(".note-confirm").all()]
    assert cited.keys() <= present.keys()
    assert cited == {number: present[number] for number in cited}
    of_sections = {number: notes[number.rpartition(".")[0]] for number in cited}
    for number, said in open_points.items():
        told = [re.sub(r"\(section [\d.]+\) ", "", note) for note in said]
        assert told == [*of_sections[number], *notes[number]], number
    assert sum(map(len, open_points.values())) > 20


NOTES = "[data-points] [data-point]"


def test_what_is_to_be_confirmed_is_marked_and_told_where_a_paragraph_opens(phone: OpenPage):
    _, step = open_step(phone, "worse")
    fold = folded(step, "2.8.7")
    expect(fold.locator("summary")).to_have_accessible_name(re.compile("to confirm"))
    fold.locator("summary").click()
    note = fold.get_by_role("note")
    expect(note.first).to_contain_text("All of this section")
    expect(note.first).to_contain_text("(section 2.8)")
    expect(note.last).to_contain_text("How the exception works")


@each_way
def test_all_that_is_to_be_confirmed_is_listed_on_the_screen_and_marked_on_paper(
    phone: OpenPage, *, script: bool
):
    page = phone(FLOWCHART, script=script)
    cards = {note.get_attribute("data-note") for note in page.locator("[data-note]").all()}
    points = page.locator(NOTES)
    assert {one.get_attribute("data-point") for one in points.all()} == cards
    told = [wording(point.locator("dd")) for point in points.all()]
    assert len(told) > 20
    if script:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheets = unicodedata.normalize("NFKC", " ".join(pdf_text(print_pdf(page))))
    paper = " ".join(sheets.split())
    assert "is marked * is still to be confirmed" in paper
    marked = page.locator("summary:has(.citation-open) > :first-child").all_text_contents()
    numbers = {re.search(r"\d[\w.]*[\dA-Z]", one)[0] for one in marked}
    assert len(numbers) > 20
    assert [number for number in numbers if f"{number}*" not in paper] == []


def test_a_path_tells_what_is_to_be_confirmed_on_its_own_way(phone: OpenPage):
    page = phone(f"{FLOWCHART}#danger=no&asked=no&concern=yes-a-child")
    expect(page.locator("#refer")).to_be_visible()
    steps = ("danger", "asked", "concern", "refer")
    cards = {
        note.get_attribute("data-note")
        for step in steps
        for note in page.locator(f"#{step} [data-note]").all()
    }
    left = page.locator(f"{NOTES}:not([hidden])").all()
    assert {one.get_attribute("data-point") for one in left} == cards
    assert len(cards) < page.locator(NOTES).count()
    page.get_by_role("link", name="Start again").click()
    expect(page.locator(f"{NOTES}[hidden]")).to_have_count(0)


@each_way
def test_deep_link_leads_to_the_paragraph_and_back_to_the_same_step(
    phone: OpenPage, *, script: bool
):
    page = phone(
        f"{FLOWCHART}#danger=no&asked=no&concern=no&duty=yes" if script else f"{FLOWCHART}#worse"
    )
    if not script:
        page, _ = open_step(phone, "worse", script=False)
    left = page.url
    fold = folded(page.locator("#worse"), "2.8.7")
    fold.locator("summary").click()
    fold.locator('[data-cites="2.8.7"]').click()
    expect(page).to_have_url(re.compile(r"/information-sharing/[a-z-]+/#2\.8\.7$"))
    expect(page.locator('[data-provision="2.8.7"]')).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(left)
    expect(page.locator("#worse h2")).to_be_visible()
    if script:
        expect(page.locator("[data-step]").filter(visible=True)).to_have_id("worse")
        answers = page.get_by_role("region", name="Your answers").get_by_role("listitem")
        expect(answers).to_have_count(4)


def test_opening_one_paragraph_closes_the_other(phone: OpenPage):
    _, step = open_step(phone, "worse")
    for number in ("2.8.6", "2.8.7"):
        folded(step, number).locator("summary").click()
    expect(folded(step, "2.8.7")).to_have_attribute("open", "")
    expect(folded(step, "2.8.6")).not_to_have_attribute("open", "")


def test_paragraph_lists_the_steps_that_cite_it(phone: OpenPage):
    page, step = open_step(phone, "worse")
    title = step.locator("h2").text_content()
    address = step.locator('[data-cites="2.8.7"]').get_attribute("href")
    page = phone(f"flowchart/{address}".replace("flowchart/../../", ""))
    steps = page.locator('[data-provision="2.8.7"] a[href$="flowchart/information-sharing/#worse"]')
    assert title in steps.first.text_content()
