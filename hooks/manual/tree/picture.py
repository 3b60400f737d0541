"""The picture of a whole tree: an SVG whose boxes are links, for desks and for paper."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from manual.markup.template import fill
from manual.tree.layout import Arrow, Layout, Size, lay_out
from manual.tree.model import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.tree.layout import Point
    from manual.tree.model import Outcome, Tree

LINE = 16.0
"""Height of a line of text, in px."""
BOX = 180.0
"""Width of a box, in px."""
LABEL = 150.0
"""Width of a line of an answer's words, in px."""
PADDING = 7.0
_WIDE, _NARROW = "mwMW@%—", "iljtfrI.,:;'’!|() "
_EM = 13.0
"""Size of the letters, in px."""


@dataclass(frozen=True)
class Box:
    """A step as the picture shows it."""

    id: str
    kind: str
    """`question`, or an outcome's kind: each has a shape of its own."""
    title: str
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    """These four are in px."""


@dataclass(frozen=True)
class Line:
    """An arrow as the picture shows it: one or more answers that lead from a step to another."""

    source: str
    target: str
    """The ids of the two steps."""
    answers: tuple[str, ...]
    """The names of the answers."""
    label: tuple[str, ...]
    """The words of the answers, line by line."""
    path: str
    """The line, as an SVG path."""
    label_at: Point
    """The centre of the label."""
    label_size: Size


def draw(tree: Tree) -> Markup:
    """The picture of a tree as SVG. The page's CSS sets its colours and fonts."""
    layout, boxes, lines = arrange(tree)
    width, height = layout.size.width, layout.size.height
    return fill(
        "tree/picture.svg",
        tree=tree,
        boxes=boxes,
        lines=lines,
        width=width,
        height=height,
        line=LINE,
        padding=PADDING,
    )


def arrange(tree: Tree) -> tuple[Layout, tuple[Box, ...], tuple[Line, ...]]:
    """The layout of a tree, with its boxes and lines where it puts them."""
    texts = {name: wrap(_title(step), BOX - 2 * PADDING) for name, step in tree.steps.items()}
    sizes = {name: Size(BOX, len(lines) * LINE + 2 * PADDING) for name, lines in texts.items()}
    joined = _join_answers(tree)
    labels = [wrap(" / ".join(label for _, label in answers), LABEL) for answers in joined.values()]
    arrows = [
        Arrow(source, target, Size(max(map(measure, label)) + 8, len(label) * LINE + 2))
        for (source, target), label in zip(joined, labels, strict=True)
    ]
    layout = lay_out(sizes, arrows)
    boxes = tuple(
        Box(
            name,
            "question" if isinstance(step, Question) else step.kind,
            _title(step),
            texts[name],
            layout.boxes[name][0] - sizes[name].width / 2,
            layout.boxes[name][1] - sizes[name].height / 2,
            sizes[name].width,
            sizes[name].height,
        )
        for name, step in tree.steps.items()
    )
    lines = tuple(
        Line(
            source,
            target,
            tuple(name for name, _ in answers),
            label,
            _path(points),
            at,
            arrow.label,
        )
        for ((source, target), answers), label, arrow, (points, at) in zip(
            joined.items(), labels, arrows, layout.arrows, strict=True
        )
    )
    return layout, boxes, lines


def _title(step: Question | Outcome) -> str:
    return step.ask if isinstance(step, Question) else step.title


def _join_answers(tree: Tree) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    """For each pair of steps, the names and words of the answers from one to the other."""
    joined: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for edge in tree.edges:
        joined[edge.question, edge.answer.go].append((edge.answer.name, edge.answer.answer))
    return joined


def _path(points: tuple[Point, ...]) -> str:
    return "M" + " L".join(f"{x:g} {y:g}" for x, y in points)


def measure(text: str) -> float:
    """Roughly how wide `text` is, in px: rather too wide, since the reader's font is not known."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if character in _WIDE:
        return _EM * 0.95
    if character in _NARROW:
        return _EM * 0.38
    return _EM * (0.75 if character.isupper() else 0.62)


def wrap(text: str, width: float) -> tuple[str, ...]:
    """`text` in lines of at most `width` px; a longer word is cut, so that nothing leaves a box."""
    lines = [""]
    for word in text.split():
        first, *rest = _cut(word, width)
        joined = f"{lines[-1]} {first}".strip()
        if not rest and measure(joined) <= width:
            lines[-1] = joined
        else:
            lines += [first, *rest]
    return tuple(lines[1:] if len(lines) > 1 and not lines[0] else lines)


def _cut(word: str, width: float) -> list[str]:
    """`word` in parts of at most `width` px, each of one character at the least."""
    parts, left = [""], width
    for character in word:
        own = _width(character)
        if parts[-1] and own > left:
            parts.append("")
            left = width
        parts[-1] += character
        left -= own
    return parts
