"""What all stylesheets keep: one list of colours, of sizes of type, and of widths of the screen."""

import itertools
import re

import pytest
from support import ROOT

FRAME = ROOT / "overrides/assets/frame"
STYLES = sorted(
    path
    for folder in ("overrides/assets", "decision_tree/flowchart", "hooks/manual/pages")
    for path in (ROOT / folder).rglob("*.css")
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(--[\w-]+): ([^;]+);")


def code_of(name: str) -> str:
    """A stylesheet of the frame, without its comments."""
    return COMMENT.sub("", (FRAME / name).read_text(encoding="utf-8"))


def palettes() -> list[dict[str, str]]:
    """The lists of colours: light, dark by choice, dark by device, paper."""
    lists = [dict(DECLARATION.findall(rule)) for rule in code_of("palette.css").split("{")]
    return [colours for colours in lists if colours]


def test_every_palette_names_the_same_colours_in_the_same_order():
    light, *others = palettes()
    assert "--deleted" in light
    assert len(others) == 3
    for other in others:
        assert list(other) == list(light)


def test_dark_is_the_same_whether_the_device_or_the_reader_chose_it():
    _, by_choice, by_device, paper = palettes()
    assert by_choice == by_device
    assert by_choice != paper


def test_type_has_seven_sizes():
    sizes = [name for name, _ in DECLARATION.findall(code_of("type.css")) if "--size-" in name]
    assert len(set(sizes)) == 7


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_keeps_to_the_sizes_of_type(path):
    """Others: in proportion to what is around it, of the root, a picture, the edge of a sheet."""
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    for value in re.findall(r"font-size: ([^;]+);", text):
        assert re.fullmatch(r"var\(--size-[a-z]+\)|inherit|0\.\d+em|125%|16\.4px|13px|8pt", value)


def widths_named() -> set[str]:
    """The widths and heights in the table at the head of frame.css."""
    table = (FRAME / "frame.css").read_text(encoding="utf-8").partition("*/")[0]
    return set(re.findall(r"^ \* \| \w+ +\| ([\d.]+em) ", table, re.MULTILINE))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_query_names_no_width_but_those_of_the_table(path):
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    queries = re.findall(r"@(?:media|container) [^{]+", text)
    for query in queries:
        for bound, size in re.findall(r"(min|max)-(?:width|height): ([\d.a-z]+)", query):
            assert size in {w if bound == "min" else just_below(w) for w in widths_named()}, query


def just_below(width: str) -> str:
    """The largest width at which `(min-width: 46em)` does not hold: `45.9375em`, a pixel less."""
    return f"{float(width.removesuffix('em')) - 1 / 16:g}em"


def test_every_width_of_the_table_is_used():
    assert len(widths_named()) >= 3
    used = "".join(path.read_text(encoding="utf-8").partition("*/")[2] for path in STYLES)
    for width in widths_named():
        assert f": {width})" in used or f": {just_below(width)})" in used, width


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_is_one_component_and_read_without_scrolling_sideways(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 400
    assert max(len(line) for line in lines) <= 100


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_what_safari_knows_by_its_own_name_alone_has_that_name_too(path):
    """No iPhone before iOS 18 knows the plain name of either."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    for ahead, line in itertools.pairwise(lines):
        if line.startswith(("text-size-adjust:", "user-select:")):
            assert ahead == f"-webkit-{line}"
