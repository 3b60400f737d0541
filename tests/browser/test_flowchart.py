import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from manual.address import slug
from playwright.sync_api import Locator, Page, expect
from support import ROOT, OpenPage, is_uncovered

FLOWCHART = "flowchart/information-sharing/"
TREE = ROOT / "decision_tree/information-sharing.yml"

# The answers that lead from the first question to these outcomes, by question.
SHARE = {
    "danger": "No",
    "asked": "No",
    "concern": "No",
    "duty": "Yes",
    "worse": "No",
    "duty-measure": "Yes",
}
DO_NOT_SHARE = {"danger": "No", "asked": "No", "concern": "No", "duty": "No", "purpose": "No"}

# The names in a path of answers that give one.
IDS = {
    "Yes, for a section 47 enquiry": "section-47",
    "Yes, a court order or a law (not the 2026 Act)": "required",
    "It is about someone who has died": "died",
}

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])

MALFORMED = (
    "#%",
    "#nonsense",
    "#danger=banana&x",
    "#danger",
    "#&&==&",
    "#@=1066-10-14",
    "#%E0%A4%A",
    "#__proto__=no&constructor=yes",
    "#" + "x" * 100_000,
    "#" + "a=b&" * 5_000,
)


@pytest.fixture
def flowchart(phone: OpenPage) -> Page:
    return phone(FLOWCHART)


def edition() -> str:
    found = re.search(r"^edition: *(\S+)", TREE.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


def shown(page: Page) -> Locator:
    """The step that is shown; asking it anything fails where there are several."""
    return page.locator("[data-step]").filter(visible=True)


def title_of(step: Locator) -> str:
    return step.get_by_role("heading", level=2).inner_text().replace("\n", " ")


def answer(page: Page, *answers: str) -> None:
    for words in answers:
        asked = shown(page).get_attribute("id")
        shown(page).locator(f'[data-answer="{words}"]').click()
        expect(shown(page)).not_to_have_id(asked)


def path_of(page: Page) -> dict[str, str]:
    """The path in the fragment: names of answers by question, and the edition at `@`."""
    return dict(parse_qsl(urlsplit(page.url).fragment, keep_blank_values=True))


def change(page: Page, question: str) -> Locator:
    """The link that changes the answer to a question, found by what a screen reader says."""
    title = page.locator(f"#{question}").get_by_role("heading", level=2, include_hidden=True)
    words = re.compile(rf"^Change.*{re.escape(title.text_content().strip())}")
    return page.get_by_role("link", name=words)


# The first screen, and the size of what is pressed


def test_first_screen_of_a_phone_holds_the_question_every_answer_and_999(flowchart: Page):
    expect(shown(flowchart)).to_have_id("danger")
    answers = shown(flowchart).locator("[data-answer]")
    expect(answers).to_have_count(3)
    emergency = flowchart.locator('[data-tree] a[href="tel:999"]').first
    heading = shown(flowchart).get_by_role("heading", level=2)
    for place in (emergency, heading, *answers.all()):
        box = place.bounding_box()
        assert box["y"] >= 0, place
        assert box["y"] + box["height"] <= 640, place


def test_every_answer_is_large_enough_for_a_thumb_and_999_never_leaves(flowchart: Page):
    for step in flowchart.locator("[data-step]").evaluate_all("steps => steps.map(s => s.id)"):
        flowchart.goto(f"{urlsplit(flowchart.url)._replace(fragment=step).geturl()}")
        expect(shown(flowchart)).to_have_id(step)
        for one in shown(flowchart).locator("[data-answer]").all():
            box = one.bounding_box()
            assert box["height"] >= 44, f"{step}: {one.inner_text()}"
            assert box["width"] >= 300, f"{step}: {one.inner_text()}"
        shown(flowchart).evaluate("step => step.scrollIntoView({ block: 'end' })")
        assert is_uncovered(flowchart.locator('[data-tree] a[href="tel:999"]').first), step


@SCRIPT
def test_strip_holds_the_numbers_of_the_front_doors(phone: OpenPage, *, script: bool):
    strip = phone(f"{FLOWCHART}#duty", script=script).get_by_role("complementary")
    doors = strip.locator('[data-contact="front-door"] a[href^="tel:+44"]')
    # Without script each has its number out of hours beside it: nothing tells which answers now.
    doors = doors.filter(visible=True)
    expect(doors).to_have_count(3 if script else 6)
    for door in doors.all():
        expect(door).to_be_in_viewport(ratio=1)
        assert is_uncovered(door)
        assert door.bounding_box()["height"] >= 20


# A path, forward


@pytest.mark.parametrize(
    ("answers", "outcome", "kind"),
    [(SHARE, "share", "share"), (DO_NOT_SHARE, "do-not-share", "do-not-share")],
    ids=["share", "do-not-share"],
)
def test_path_leads_one_step_at_a_time_to(
    flowchart: Page, answers: dict[str, str], outcome: str, kind: str
):
    given = {}
    for question, words in answers.items():
        expect(shown(flowchart)).to_have_id(question)
        answer(flowchart, words)
        given[question] = slug(words)
        assert path_of(flowchart) == {**given, "@": edition()}
        heading = shown(flowchart).get_by_role("heading", level=2)
        expect(heading).to_be_focused()
        assert is_uncovered(heading)
    expect(shown(flowchart)).to_have_id(outcome)
    expect(shown(flowchart)).to_have_attribute("data-kind", kind)


# What is laid out, and how many steps there are to be seen in any frame.
WATCH = """() => {
    [window.laidOut, window.most] = [new Set(), 0];
    for (const step of document.querySelectorAll("[data-step=outcome]")) {
        const observer = new MutationObserver(() => laidOut.add(step.id));
        observer.observe(step, {attributeFilter: ["data-ahead"]});
    }
    const count = () => {
        const steps = Array.from(document.querySelectorAll("[data-step]"));
        const seen = steps.filter(step => step.checkVisibility({visibilityProperty: true}));
        most = Math.max(most, seen.length);
        requestAnimationFrame(count);
    };
    count();
}"""


def test_an_outcome_is_laid_out_while_the_question_is_read_and_not_shown(flowchart: Page):
    flowchart.evaluate(WATCH)
    answer(flowchart, "No")
    flowchart.wait_for_function("() => laidOut.has('speak-today')")
    flowchart.evaluate("() => new Promise(requestAnimationFrame)")
    assert flowchart.evaluate("most") == 1
    expect(flowchart.locator("#speak-today")).to_be_hidden()
    answer(flowchart, "Not sure")
    expect(shown(flowchart)).to_have_id("speak-today")


def test_path_in_the_address_reads_as_the_manual_says(flowchart: Page):
    answer(flowchart, "No", "Not sure")
    assert urlsplit(flowchart.url).fragment == f"danger=no&asked=not-sure&@={edition()}"


def test_outcome_says_whom_to_call(flowchart: Page):
    answer(flowchart, "Yes")
    expect(shown(flowchart)).to_have_id("call-999")
    expect(shown(flowchart).locator('[data-contact="police"] a[href="tel:999"]')).to_be_visible()
    doors = shown(flowchart).locator('[data-contact="front-door"]').filter(visible=True)
    expect(doors).to_have_count(3)
    for door in doors.all():
        expect(door.locator('a[href^="tel:+44"]').first).to_be_visible()


# History


def test_back_and_forward_of_the_browser_walk_the_path(flowchart: Page):
    answer(flowchart, *SHARE.values())
    for question in reversed(SHARE):
        flowchart.go_back()
        expect(shown(flowchart)).to_have_id(question)
        expect(shown(flowchart).get_by_role("heading", level=2)).to_be_focused()
    for step in [*SHARE, "share"][1:]:
        flowchart.go_forward()
        expect(shown(flowchart)).to_have_id(step)


def test_reload_keeps_the_path(flowchart: Page):
    answer(flowchart, "No", "No", "No", "Yes")
    flowchart.reload()
    expect(shown(flowchart)).to_have_id("worse")
    for question in ("danger", "asked", "concern", "duty"):
        expect(change(flowchart, question)).to_be_visible()
    answer(flowchart, "No", "Yes")
    expect(shown(flowchart)).to_have_id("share")


def test_bookmark_opens_the_path(phone: OpenPage):
    page = phone(f"{FLOWCHART}#danger=no&asked=not-sure&@={edition()}")
    expect(shown(page)).to_have_id("speak-today")
    expect(change(page, "danger")).to_be_visible()
    expect(change(page, "asked")).to_be_visible()


# Second thoughts


def test_change_keeps_the_later_answers_that_still_hold(flowchart: Page):
    answer(flowchart, *SHARE.values())
    change(flowchart, "concern").click()
    expect(shown(flowchart)).to_have_id("concern")
    answer(flowchart, "No")
    expect(shown(flowchart)).to_have_id("share")
    assert path_of(flowchart).keys() == {*SHARE, "@"}


def test_change_drops_the_later_answers_that_no_longer_hold(flowchart: Page):
    answer(flowchart, *SHARE.values())
    change(flowchart, "concern").click()
    expect(shown(flowchart)).to_have_id("concern")
    answer(flowchart, "Yes, a child")
    expect(shown(flowchart)).to_have_id("refer")
    answers = {"danger": "no", "asked": "no", "concern": "yes-a-child"}
    assert path_of(flowchart) == {**answers, "@": edition()}


@SCRIPT
def test_no_number_of_the_printed_chart_runs_out_of_its_column(phone: OpenPage, *, script: bool):
    page = phone(FLOWCHART, script=script)
    page.set_viewport_size({"width": 640, "height": 900})
    page.emulate_media(media="print")
    numbers = page.locator(".sheet-contacts .tel").filter(visible=True)
    outside = numbers.evaluate_all("""links => links.filter(link => {
        const card = link.closest("li").getBoundingClientRect();
        return link.getBoundingClientRect().right > card.right + 1;
    }).map(link => link.textContent)""")
    assert numbers.count() > 15
    assert outside == []


def test_a_long_answer_leaves_its_question_room_in_the_trail(flowchart: Page):
    answer(flowchart, "No", "Yes, a court order or a law (not the 2026 Act)")
    row = flowchart.locator(".trail li").last
    assert row.bounding_box()["height"] < 150
    assert row.locator(".trail-question").bounding_box()["width"] > 80


def test_back_leads_to_the_question_before(flowchart: Page):
    expect(shown(flowchart).get_by_role("link", name="Back", exact=True)).to_have_count(0)
    answer(flowchart, "No", "No")
    for question in ("asked", "danger"):
        shown(flowchart).get_by_role("link", name="Back", exact=True).click()
        expect(shown(flowchart)).to_have_id(question)
        expect(shown(flowchart).get_by_role("heading", level=2)).to_be_focused()


def test_advice_offers_the_way_back_to_the_question_that_was_left(flowchart: Page):
    answer(flowchart, "No", "No", "No", "Yes")
    question = title_of(shown(flowchart))
    answer(flowchart, "Not sure")
    expect(shown(flowchart)).to_have_id("seek-advice")
    shown(flowchart).get_by_role("link", name=question).click()
    expect(shown(flowchart)).to_have_id("worse")
    answer(flowchart, "No", "Yes")
    expect(shown(flowchart)).to_have_id("share")
    assert path_of(flowchart).keys() == {*SHARE, "@"}


def test_an_answer_in_a_new_tab_takes_the_answers_before_it_along(flowchart: Page):
    answer(flowchart, "No", "No", "No")
    with flowchart.context.expect_page() as opened:
        shown(flowchart).locator('[data-answer="Yes"]').click(modifiers=["Control"])
    other = opened.value
    expect(shown(other)).to_have_id("worse")
    answers = {"danger": "no", "asked": "no", "concern": "no", "duty": "yes"}
    assert path_of(other) == {**answers, "@": edition()}
    other.close()
    expect(shown(flowchart)).to_have_id("duty")
    answer(flowchart, "Yes")
    expect(shown(flowchart)).to_have_id("worse")


def test_a_path_that_was_mangled_on_its_way_is_walked(phone: OpenPage):
    page = phone(f"{FLOWCHART}#danger%3Dno%26asked%3Dno%26concern%3Dno).")
    expect(shown(page)).to_have_id("duty")


def test_leave_no_trace_clears_the_path_the_record_and_what_is_stored(open_page: OpenPage):
    page = open_page(FLOWCHART)
    page.get_by_label("Numbers for").last.select_option("Hastings")
    answer(page, *SHARE.values())
    page.get_by_role("textbox", name=re.compile("^Case reference")).fill("EX-4471")
    shown(page).get_by_role("button", name="Leave no trace").click()
    told = page.locator(".notice-above")
    expect(told).to_contain_text("Your browser’s history may still list")
    expect(told).to_be_in_viewport()
    expect(shown(page)).to_have_id("danger")
    assert urlsplit(page.url).fragment == ""
    assert page.evaluate("({ ...localStorage, ...sessionStorage })") == {}
    assert "EX-4471" not in page.content()
    page.reload()
    expect(told).to_have_count(0)
    page.go_back()
    page.go_forward()
    page.go_forward()
    assert urlsplit(page.url).fragment == ""
    expect(shown(page)).to_have_id("danger")


def test_what_is_said_of_traces_covers_nothing_that_can_be_pressed(phone: OpenPage):
    page = phone(FLOWCHART)
    answer(page, *SHARE.values())
    shown(page).get_by_role("button", name="Leave no trace").click()
    told = page.locator(".notice-above")
    expect(told).to_be_in_viewport()
    for answered in shown(page).locator("a[data-answer]").all():
        answered.scroll_into_view_if_needed()
        assert is_uncovered(answered)
    box, question = told.bounding_box(), shown(page).bounding_box()
    assert box
    assert question
    assert box["y"] + box["height"] <= question["y"]
    told.get_by_role("button", name="Close").click()
    expect(told).to_be_empty()


def test_start_again_forgets_the_answers(flowchart: Page):
    answer(flowchart, *SHARE.values())
    shown(flowchart).get_by_role("link", name="Start again").click()
    expect(shown(flowchart)).to_have_id("danger")
    expect(shown(flowchart).get_by_role("heading", level=2)).to_be_focused()
    assert urlsplit(flowchart.url).fragment in {"", "danger"}
    trail = flowchart.locator(".trail")
    expect(trail.get_by_role("link", name=re.compile("^Change"))).to_have_count(0)


# Other fragments


def test_a_question_opens_by_its_id_and_says_that_it_is_part_of_a_path(phone: OpenPage):
    page = phone(f"{FLOWCHART}#purpose")
    label = page.get_by_text(re.compile(r"part of a path"))
    proved = page.get_by_text("What is proved of this flowchart holds only from the first question")
    expect(shown(page)).to_have_id("purpose")
    expect(label).to_be_visible()
    expect(proved).to_be_visible()
    answer(page, "No")
    expect(shown(page)).to_have_id("do-not-share")
    expect(label).to_be_visible()
    page.reload()
    expect(shown(page)).to_have_id("do-not-share")
    expect(label).to_be_visible()
    shown(page).get_by_role("link", name="Start again").click()
    expect(shown(page)).to_have_id("danger")
    expect(label).to_be_hidden()
    expect(proved).to_be_hidden()


@SCRIPT
def test_what_is_proved_can_be_read(phone: OpenPage, *, script: bool):
    proved = phone(FLOWCHART, script=script).locator("[data-proved]")
    proved.get_by_text("What is proved of this flowchart").click()
    expect(proved.get_by_text("Danger is asked about before any outcome")).to_be_visible()
    expect(proved.get_by_text("Every path to an outcome answers").first).to_be_visible()
    expect(proved.locator('a[data-cites="2.1.7"]').first).to_be_visible()


@SCRIPT
def test_outcome_is_set_apart_in_its_parts(phone: OpenPage, *, script: bool):
    page = phone(f"{FLOWCHART}#refer", script=script)
    refer = page.locator("#refer")
    for heading, words in (
        ("What to do", "Tell the front door today"),
        ("Who to tell", "Ask the front door first, every time"),
        ("What to record", "what the child wants"),
    ):
        part = refer.get_by_role("region", name=heading)
        expect(part.get_by_text(words)).to_be_visible()
    assert refer.get_by_role("heading", level=3).all_text_contents() == [
        "What to do",
        "Who to tell",
        "What to record",
        "Who to call",
    ]


def test_malformed_fragment_opens_the_first_question(flowchart: Page):
    address = urlsplit(flowchart.url)
    for fragment in MALFORMED:
        answer(flowchart, "No")
        flowchart.goto(address._replace(fragment=fragment[1:]).geturl())
        expect(shown(flowchart), fragment[:40]).to_have_id("danger")


@pytest.mark.parametrize("fragment", [MALFORMED[0], MALFORMED[-2]], ids=["bad", "long"])
def test_page_opens_at_a_malformed_fragment(phone: OpenPage, fragment: str):
    page = phone(FLOWCHART + fragment)
    expect(shown(page)).to_have_id("danger")
    answer(page, "No")
    expect(shown(page)).to_have_id("asked")


def test_answers_hold_as_far_as_they_are_answers(phone: OpenPage):
    page = phone(f"{FLOWCHART}#danger=no&asked=no&concern=banana&duty=yes")
    expect(shown(page)).to_have_id("concern")


def test_link_to_the_text_keeps_the_path(flowchart: Page):
    answer(flowchart, "No", "No", "No")
    flowchart.get_by_role("link", name="Skip to the text").press("Enter")
    flowchart.keyboard.press("Tab")
    expect(shown(flowchart)).to_have_id("duty")
    expect(change(flowchart, "concern")).to_be_visible()


# The keyboard alone


def tab_to(page: Page, wanted: str, words: str = "") -> None:
    """Press Tab until an element that matches, and begins with the words, has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(f"{wanted}:focus")
        if focused.count() and " ".join(focused.inner_text().split()).startswith(words):
            return
    pytest.fail(f"Tab never reached {wanted} {words}")


def test_keyboard_alone_leads_to_an_outcome_and_back_to_the_start(flowchart: Page):
    for question, words in SHARE.items():
        expect(shown(flowchart)).to_have_id(question)
        tab_to(flowchart, f'#{question} [data-answer="{words}"]')
        flowchart.keyboard.press("Enter")
        expect(shown(flowchart)).not_to_have_id(question)
        expect(shown(flowchart).get_by_role("heading", level=2)).to_be_focused()
    expect(shown(flowchart)).to_have_id("share")
    tab_to(flowchart, "#share summary", "Paragraph 2.10.1")
    flowchart.keyboard.press("Enter")
    tab_to(flowchart, '#share [data-cites="2.10.1"]')
    tab_to(flowchart, "#share a", "Start again")
    flowchart.keyboard.press("Enter")
    expect(shown(flowchart)).to_have_id("danger")


# Paragraphs


def test_cited_paragraph_is_read_and_the_same_step_found_again(flowchart: Page):
    answer(flowchart, "No", "No", "No", "Yes")
    left = flowchart.url
    cited = shown(flowchart).locator("a[data-cites='2.8.6']")
    shown(flowchart).get_by_text("Paragraph 2.8.6").click()
    cited.click()
    expect(flowchart).to_have_url(re.compile(r"/information-sharing/[a-z-]+/#2\.8\.6$"))
    paragraph = flowchart.locator('[data-provision="2.8.6"]')
    expect(paragraph).to_be_in_viewport()
    assert is_uncovered(paragraph.get_by_role("link", name="2.8.6", exact=True))
    flowchart.go_back()
    expect(flowchart).to_have_url(left)
    expect(shown(flowchart)).to_have_id("worse")
    expect(change(flowchart, "duty")).to_be_visible()


@SCRIPT
def test_cited_paragraph_can_be_read_in_the_step(phone: OpenPage, *, script: bool):
    page = phone(f"{FLOWCHART}#worse", script=script)
    words = page.locator("#worse").get_by_text(
        "sharing would be worse for the child than withholding"
    )
    expect(words).to_be_hidden()
    page.locator("#worse").get_by_text("Paragraph 2.8.6").click()
    expect(words).to_be_visible()


# Every path. The tree is read off the page, where each answer is a link to a step.

READ_TREE = """() => Object.fromEntries(
    Array.from(document.querySelectorAll("[data-step]"), step => [
        step.id,
        Array.from(step.querySelectorAll("[data-answer]"), answer => [
            answer.dataset.answer, answer.dataset.goes ?? answer.getAttribute("href").slice(1),
        ]),
    ])
)"""

# From the first question on: press each answer, look, walk on, and go back.
WALK = """async tree => {
    const seen = [];
    const shown = () => Array.from(document.querySelectorAll("[data-step]"))
        .filter(step => step.checkVisibility()).map(step => step.id).join();
    const arrive = async wanted => {
        const patience = performance.now() + 5000;
        while (shown() !== wanted) {
            if (performance.now() > patience) throw new Error(`${wanted}: ${shown()} shown`);
            await new Promise(done => setTimeout(done));
        }
    };
    const walk = async (step, path) => {
        if (tree[step].length === 0) seen.push([path, step, location.hash.slice(1)]);
        for (const [answer, goes] of tree[step]) {
            document.querySelector(`#${step} [data-answer="${answer}"]`).click();
            await arrive(goes);
            await walk(goes, [...path, [step, answer]]);
            history.back();
            await arrive(step);
        }
    };
    await arrive(Object.keys(tree)[0]);
    await walk(Object.keys(tree)[0], []);
    return seen;
}"""

Tree = dict[str, list[tuple[str, str]]]
Path = list[list[str]]


def paths_of(tree: Tree, step: str) -> Iterator[tuple[Path, str]]:
    """Each path that starts at a step, with its outcome."""
    if not tree[step]:
        yield [], step
    for words, goes in tree[step]:
        for rest, outcome in paths_of(tree, goes):
            yield [[step, words], *rest], outcome


def test_every_path_can_be_walked_forward_and_back(flowchart: Page):
    tree = flowchart.evaluate(READ_TREE)
    paths = list(paths_of(tree, next(iter(tree))))
    assert {outcome for _, outcome in paths} == {step for step in tree if not tree[step]}
    assert {question for path, _ in paths for question, _ in path} == {q for q in tree if tree[q]}
    walked = flowchart.evaluate(WALK, tree)
    assert [(path, outcome) for path, outcome, _ in walked] == paths
    for path, _, fragment in walked:
        named = [(question, IDS.get(words) or slug(words)) for question, words in path]
        assert parse_qsl(fragment) == [*named, ("@", edition())]


# Without script


@pytest.fixture
def plain(phone: OpenPage) -> Page:
    """The flowchart, where no script runs."""
    return phone(FLOWCHART, script=False)


def follow(page: Page, step: str, words: str) -> str:
    """Press an answer where no script runs; returns the id of the step that it leads to."""
    link = page.locator(f'#{step} [data-answer="{words}"]')
    goes = link.get_attribute("href")
    link.click()
    expect(page).to_have_url(re.compile(rf"{goes}$"))
    expect(page.locator(goes).get_by_role("heading", level=2)).to_be_in_viewport()
    return goes[1:]


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [(SHARE, "share"), (DO_NOT_SHARE, "do-not-share")],
    ids=["share", "do-not-share"],
)
def test_without_script_answers_lead_to(plain: Page, answers: dict[str, str], outcome: str):
    step = "danger"
    for question, words in answers.items():
        assert step == question
        step = follow(plain, step, words)
    assert step == outcome
    plain.go_back()
    expect(plain).to_have_url(re.compile(rf"#{list(answers)[-1]}$"))


def test_without_script_a_step_is_shown_clear_of_the_strip(plain: Page):
    step = follow(plain, "danger", "No")
    assert is_uncovered(plain.locator(f"#{step}").get_by_role("heading", level=2))


def test_without_script_every_step_stands_in_reading_order(plain: Page):
    steps = plain.locator("[data-step]")
    order = [step.get_attribute("id") for step in steps.all()]
    assert order[0] == "danger"
    kinds = [step.get_attribute("data-step") for step in steps.all()]
    assert kinds == sorted(kinds, reverse=True), "the questions, then the outcomes"
    tops = [step.bounding_box()["y"] for step in steps.all()]
    assert tops == sorted(tops)
    for place, step in enumerate(steps.all()):
        expect(step).to_be_visible()
        for goes in step.locator("[data-answer]").all():
            assert order.index(goes.get_attribute("href")[1:]) > place


def test_without_script_the_strip_and_the_contacts_are_there(plain: Page):
    expect(plain.locator('[data-tree] a[href="tel:999"]').first).to_be_in_viewport()
    for outcome in plain.locator('[data-step="outcome"]:has(.outcome-contacts)').all():
        doors = outcome.locator('[data-contact="front-door"]').filter(visible=True)
        expect(doors).to_have_count(3)
        for door in doors.all():
            expect(door.locator('a[href^="tel:+44"]').first).to_be_visible()


@SCRIPT
def test_numbers_of_the_strip_are_large_enough_to_tap(phone: OpenPage, *, script: bool):
    page = phone(FLOWCHART, script=script)
    links = page.locator(".flowchart-steps > .urgent a.tel").filter(visible=True)
    assert links.count() > 1
    for link in links.all():
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24  # WCAG 2.5.8


def test_a_flowchart_has_no_page_before_or_after_it(phone: OpenPage):
    page = phone(FLOWCHART)
    expect(page.get_by_role("navigation", name="Previous and next page")).to_have_count(0)
