import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from invented import BASE, TODAY, TREE, report
from manual.address import TREE_TEMPLATE
from manual.build import build
from manual.tree.load import load_tree
from manual.tree.model import Tree
from manual.tree.page import LARGEST_PICTURE
from manual.tree.picture import BOX, LABEL, LINE, PADDING, arrange, draw, measure, wrap
from support import ROOT, read_own
from trees import Raw, frame, grow, outcome, question, write

PATHS = os.pathsep.join([str(ROOT / "tests"), *sys.path])
"""Where a Python of its own finds this file, and what it imports."""

NEAR = 0.11
"""px by which two things may meet: places are rounded to a tenth."""


def tree_of(raw: Raw) -> Tree:
    return load_tree(TREE, write(raw)).tree


def shipped() -> Iterator[tuple[str, Tree]]:
    for loaded in read_own().trees:
        yield loaded.name, loaded.tree


ANSWERS = {
    "amounts": ("£100 or less", "£101 to £500", "£501 to £5,000", "£5,001 to £25,000", "More"),
    "sentences": (
        "Yes, and the person has agreed to it in writing",
        "Yes, but the person has not been asked at all",
        "No, because it would put somebody at risk",
        "Not sure, and there is nobody to ask now",
        "It is about someone who has died",
    ),
    "letters": tuple("ABCDEFGHI"),
    "one-long-word": ("Yes", "Donaudampfschifffahrtsgesellschaftskapitän", "No"),
}
"""Answers to one question, each of which leads to an outcome of its own."""


def fan(answers: tuple[str, ...]) -> Raw:
    """A tree of one question."""
    ends = {f"end{n}": outcome(f"Outcome number {n}") for n in range(len(answers))}
    asked = question("How much does it cost?", *zip(answers, ends, strict=True))
    return frame({"first": asked}, ends)


def invented() -> Iterator[tuple[str, Callable[[], Raw]]]:
    for name, answers in ANSWERS.items():
        yield name, partial(fan, answers)
    for seed in range(8):
        yield f"40-steps-{seed}", partial(grow, 32, 8, seed)
    for seed in range(4):
        yield f"150-steps-{seed}", partial(grow, 125, 25, seed)


SHIPPED = dict(shipped())
INVENTED = dict(invented())
each_tree = pytest.mark.parametrize("name", [*SHIPPED, *INVENTED])


@cache
def tree_named(name: str) -> Tree:
    """The tree of this name, which is made when a test asks for it."""
    return SHIPPED.get(name) or tree_of(INVENTED[name]())


# The picture is measured as readers get it: off the SVG


class Area(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


class Drawn(NamedTuple):
    boxes: dict[str, Area]
    labels: list[tuple[str, str, Area]]
    """Each with the steps that its arrow leads from and to."""
    lines: list[tuple[str, str, list[tuple[float, float]]]]
    links: list[ET.Element]


def area(rect: ET.Element) -> Area:
    x, y, width, height = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
    return Area(x, y, x + width, y + height)


def points(path: str) -> list[tuple[float, float]]:
    pairs = [part.split() for part in path.removeprefix("M").split("L")]
    return [(float(x), float(y)) for x, y in pairs]


def outline(path: str) -> Area:
    """What an outline fills that is drawn by `M`, then by steps to the side, down and aslant."""
    moves = re.findall(r"([Mhvl])([-0-9. ]+)", path)
    x = y = 0.0
    seen = []
    for letter, numbers in moves:
        by = [float(number) for number in numbers.split()]
        dx, dy = {"h": (*by, 0.0), "v": (0.0, *by)}.get(letter, by)
        x, y = x + dx, y + dy
        seen.append((x, y))
    xs, ys = zip(*seen, strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def read(svg: str) -> Drawn:
    root = ET.fromstring(svg)
    boxes = {}
    for link in root.findall("a"):
        box = next(part for part in link if part.get("class") == "box")
        boxes[link.get("data-box")] = area(box) if box.tag == "rect" else outline(box.get("d"))
    ways = [(g.get("data-from"), g.get("data-to"), g) for g in root.findall("g[2]/g")]
    lines = [(p.get("data-from"), p.get("data-to"), p.get("d")) for p in root.findall("g[1]/path")]
    return Drawn(
        boxes,
        [(start, end, area(group.find("rect"))) for start, end, group in ways],
        [(start, end, points(path)) for start, end, path in lines],
        root.findall("a"),
    )


@cache
def picture(name: str) -> str:
    return draw(tree_named(name))


@cache
def drawn_of(name: str) -> Drawn:
    return read(picture(name))


def overlap(one: Area, other: Area) -> bool:
    return (
        one.left + NEAR < other.right
        and other.left + NEAR < one.right
        and one.top + NEAR < other.bottom
        and other.top + NEAR < one.bottom
    )


def inner_length(start: tuple[float, float], end: tuple[float, float], box: Area) -> float:
    """How much of a straight line, in px, is inside a box; its border is outside."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        far = end[axis] - start[axis]
        least, most = box[axis] + NEAR, box[axis + 2] - NEAR
        if far == 0:
            if not least < start[axis] < most:
                return 0.0
            continue
        enter, leave = sorted(((least - start[axis]) / far, (most - start[axis]) / far))
        low, high = max(low, enter), min(high, leave)
    length = sum((b - a) ** 2 for a, b in zip(start, end, strict=True)) ** 0.5
    return max(0.0, high - low) * length


@each_tree
def test_no_two_boxes_overlap(name: str):
    boxes = drawn_of(name).boxes
    assert boxes.keys() == tree_named(name).steps.keys()
    found = [(a, b) for a, b in combinations(boxes, 2) if overlap(boxes[a], boxes[b])]
    assert found == []


@each_tree
def test_no_two_labels_overlap(name: str):
    labels = drawn_of(name).labels
    answers = {(edge.question, edge.answer.go) for edge in tree_named(name).edges}
    assert {label[:2] for label in labels} == answers
    found = [(a[:2], b[:2]) for a, b in combinations(labels, 2) if overlap(a[2], b[2])]
    assert found == []


@each_tree
def test_no_label_overlaps_a_box(name: str):
    drawn = drawn_of(name)
    found = [
        (start, end, step)
        for start, end, label in drawn.labels
        for step, box in drawn.boxes.items()
        if overlap(label, box)
    ]
    assert found == []


@each_tree
def test_no_line_runs_through_a_box(name: str):
    drawn = drawn_of(name)
    found = [
        (start, end, step)
        for start, end, line in drawn.lines
        for step, box in drawn.boxes.items()
        for a, b in pairwise(line)
        if inner_length(a, b, box) > 0
    ]
    assert found == []


@each_tree
def test_each_line_leads_from_the_edge_of_its_box_to_the_edge_of_its_box(name: str):
    drawn = drawn_of(name)
    for start, end, line in drawn.lines:
        for (x, y), box in ((line[0], drawn.boxes[start]), (line[-1], drawn.boxes[end])):
            assert box.left - 1 <= x <= box.right + 1, (start, end)
            assert box.top - 1 <= y <= box.bottom + 1, (start, end)
            sides = (x - box.left, box.right - x, y - box.top, box.bottom - y)
            assert min(map(abs, sides)) <= 1, (start, end)


@pytest.mark.parametrize("name", SHIPPED)
def test_each_label_stands_on_its_line(name: str):
    drawn = drawn_of(name)
    labels = {(start, end): label for start, end, label in drawn.labels}
    for start, end, line in drawn.lines:
        on = sum(inner_length(a, b, labels[start, end]) for a, b in pairwise(line))
        assert on > 0, f"{start} to {end}: the label stands apart from its line"


@each_tree
def test_everything_is_within_the_picture(name: str):
    root = ET.fromstring(picture(name))
    left, top, width, height = map(float, root.get("viewBox").split())
    drawn = drawn_of(name)
    for box in (*drawn.boxes.values(), *(label for _, _, label in drawn.labels)):
        assert left <= box.left
        assert box.right <= left + width
        assert top <= box.top
        assert box.bottom <= top + height
    for _, _, line in drawn.lines:
        for x, y in line:
            assert left <= x <= left + width
            assert top <= y <= top + height


# Words in boxes


@each_tree
def test_words_stay_in_their_box(name: str):
    _, boxes, lines = arrange(tree_named(name))
    for box in boxes:
        assert " ".join(box.lines) == " ".join(box.title.split())
        for words in box.lines:
            assert measure(words) <= box.width - 2 * PADDING, words
        assert len(box.lines) * LINE + 2 * PADDING <= box.height
    for line in lines:
        assert max(map(measure, line.label)) <= min(LABEL, line.label_size.width)
        assert len(line.label) * LINE <= line.label_size.height


def test_a_long_answer_is_wrapped_on_its_arrow():
    words = "Yes, and the young person understands what would be shared, with whom and why"
    raw = grow(8, 3, 1)
    for asked in raw["questions"].values():
        asked["answers"][0]["answer"] = words
    drawn = ET.fromstring(draw(tree_of(raw)))
    said = [" ".join(s.text for s in g.iter("tspan")) for g in drawn.findall("g[2]/g")]
    assert words in said
    picture = read(draw(tree_of(raw)))
    areas = [label for _, _, label in picture.labels]
    assert max(label.right - label.left for label in areas) <= LABEL + 8
    assert not any(overlap(a, b) for a, b in combinations(areas, 2))
    assert not any(overlap(a, b) for a in areas for b in picture.boxes.values())


def test_a_very_long_word_is_cut():
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherung" * 3
    lines = wrap(f"Is the {word} paid?", BOX - 2 * PADDING)
    assert len(lines) > 3
    assert all(0 < measure(line) <= BOX - 2 * PADDING for line in lines)
    assert "".join("".join(lines).split()) == f"Isthe{word}paid?"


@pytest.mark.parametrize("width", [1, 20, 60, 170, 1_000])
def test_no_word_is_lost_however_narrow_the_box(width: int):
    text = "Ask: is a W—@ of them (or fewer) there, 日本語 too?"
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line) <= width or len(line) == 1 for line in lines)


# Shapes, links and sameness


def test_each_kind_of_step_has_a_shape_of_its_own():
    names = {"urgent": "a", "share": "b", "do-not-share": "c", "advice": "d"}
    raw = frame(
        {"q": question("Is it?", *((f"Answer {n}", n) for n in names.values()))},
        {name: outcome("The end", kind) for kind, name in names.items()},
    )
    shapes = {}
    for link in read(draw(tree_of(raw))).links:
        parts = [(part.tag, part.get("rx")) for part in link if part.tag != "text"]
        shapes[link.get("data-kind")] = tuple(parts)
    assert shapes.keys() == {"question", *names}
    assert len(set(shapes.values())) == 5


@each_tree
def test_every_box_is_a_link_to_its_step(name: str):
    links = drawn_of(name).links
    steps = tree_named(name).steps
    titles = {id_: getattr(step, "ask", None) or step.title for id_, step in steps.items()}
    assert {link.get("href") for link in links} == {f"#{id_}" for id_ in titles}
    assert len(links) == len(titles)
    for link in links:
        assert link.get("aria-label") == titles[link.get("data-box")]
        said = " ".join(span.text for span in link.iter("tspan"))
        assert said == " ".join(titles[link.get("data-box")].split())


def test_signs_of_html_are_drawn_as_signs():
    raw = frame(
        {"q": question('Is 3 < 4 & "x"?', ("A & B", "end"), ("<", "end"))}, {"end": outcome("E")}
    )
    raw["questions"]["q"]["answers"][1]["id"] = "less"
    drawn = ET.fromstring(draw(tree_of(raw)))
    words = {element.text for element in drawn.iter() if element.text and element.text.strip()}
    assert words >= {'Is 3 < 4 & "x"?', "A & B / <"}


@pytest.mark.parametrize("name", ["40-steps-0", "150-steps-0", next(iter(SHIPPED))])
def test_the_same_tree_gives_the_same_picture(name: str):
    tree = tree_named(name)
    assert draw(tree) == draw(tree.model_copy(deep=True))


def test_the_same_tree_gives_the_same_picture_in_every_run():
    """Python mixes the order of its sets anew in every run, unless it is told how."""
    code = (
        "from test_picture import SHIPPED, draw, tree_named;"
        "print(draw(tree_named('40-steps-1')), draw(next(iter(SHIPPED.values()))))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": PATHS, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""


# Too large to be drawn


def page_of(raw: Raw) -> str:
    manual = {path: text for path, text in BASE.items() if not path.endswith(".cases.yml")}
    template = (ROOT / TREE_TEMPLATE).read_text(encoding="utf-8")
    output = build({**manual, TREE: write(raw), TREE_TEMPLATE: template}, TODAY)
    assert report(output) == ""
    return output.pages.pages["flowchart/light.md"]


def test_a_tree_too_large_to_be_drawn_has_a_page_without_a_picture():
    assert LARGEST_PICTURE == 150
    page = page_of(grow(LARGEST_PICTURE - 20, 21, 1))
    for gone in ('<svg class="picture', "data-picture", "<dialog"):
        assert gone not in page
    assert page.count("data-overview=") == page.count("data-step=") == LARGEST_PICTURE + 1


def test_the_largest_tree_that_is_drawn_has_its_picture_and_the_same_in_words():
    raw = grow(LARGEST_PICTURE - 20, 20, 1)
    page = page_of(raw)
    assert "<svg" in page
    assert "data-picture-open" in page
    assert page.count("data-box=") == page.count("data-overview=") == LARGEST_PICTURE
    words = page[page.index('class="overview"') : page.index("<figure")]
    for name, asked in raw["questions"].items():
        item = words[words.index(f'data-overview="{name}"') :]
        assert asked["ask"] in item[: item.index("<ul>")]
        for answer in asked["answers"]:
            goes = {**raw["questions"], **raw["outcomes"]}[answer["go"]]
            title = goes.get("ask") or goes["title"]
            assert f"<li>{answer['answer']}: {title}</li>" in item[: item.index("</ul>")]
