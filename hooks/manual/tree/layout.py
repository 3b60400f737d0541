"""Where boxes and arrows go. No other module knows graphlay, the library that lays them out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import graphlay

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Point = tuple[float, float]

_OPTIONS = {
    "direction": "topbottom",
    # Measured on the shipped tree and on generated ones of 40 and 150 steps: with 4 px a label
    # touched a line, with 8 px none did.
    "labels": {"clearance": 8.0},
    # As close as the shipped tree needs to be read on one sheet of A4.
    "spacing": {"layer_gap": 48.0, "node_gap": 34.0},
}


ROOMY = 60
"""Boxes up to which every label has a box of its own, where it finds no room on its line."""


@dataclass(frozen=True)
class Size:
    """A width and a height, in px."""

    width: float
    height: float


@dataclass(frozen=True)
class Arrow:
    """An arrow to be drawn between two boxes, with room for its label."""

    source: str
    target: str
    """Names of the two boxes."""
    label: Size
    """The room that its words need."""


@dataclass(frozen=True)
class Layout:
    """Where everything goes, in px from the top left corner."""

    size: Size
    boxes: Mapping[str, Point]
    """The centre of each box."""
    arrows: tuple[tuple[tuple[Point, ...], Point], ...]
    """The points of each arrow's line and the centre of its label, in the order of the arrows."""


def lay_out(boxes: Mapping[str, Size], arrows: Sequence[Arrow], *, margin: float = 8.0) -> Layout:
    """Places for boxes (their sizes by name), and lines for the arrows between them.

    `margin` is in px. Boxes and labels do not overlap, no line runs through a box, and each label
    is on its own line. The same input gives the same output every time.
    """
    sizes = [arrow.label for arrow in arrows]
    drawn = _draw_with_room(boxes, arrows)
    areas = [
        *(_around(drawn.centres[name], size) for name, size in boxes.items()),
        *(_around(at, size) for at, size in zip(drawn.labels, sizes, strict=True)),
        *((x, y, x, y) for line in drawn.lines for x, y in line),
    ]
    left, top = min(area[0] for area in areas), min(area[1] for area in areas)
    right, bottom = max(area[2] for area in areas), max(area[3] for area in areas)

    def moved(point: Point) -> Point:
        return (round(point[0] - left + margin, 1), round(point[1] - top + margin, 1))

    return Layout(
        Size(round(right - left + 2 * margin), round(bottom - top + 2 * margin)),
        {name: moved(centre) for name, centre in drawn.centres.items()},
        tuple(
            (tuple(moved(point) for point in line), moved(label))
            for line, label in zip(drawn.lines, drawn.labels, strict=True)
        ),
    )


@dataclass(frozen=True)
class _Drawing:
    """What was laid out, wherever its top left corner is."""

    centres: Mapping[str, Point]
    """Of each box."""
    lines: Sequence[tuple[Point, ...]]
    labels: Sequence[Point]
    """The centre of each arrow's label."""
    crowded: frozenset[int] = frozenset()
    """The arrows, by their place, whose labels found no room."""


def _draw_with_room(boxes: Mapping[str, Size], arrows: Sequence[Arrow]) -> _Drawing:
    """Boxes and lines, with a box for each label that finds no room on its line.

    Many long answers to one question have lines too close for the labels to be put onto them. A
    label with a box of its own makes the picture taller, so only these have one. In a large
    picture a label may stay where the library put it: most find a place of their own.
    """
    boxed: frozenset[int] = frozenset()
    while True:
        drawn = _draw(boxes, arrows, boxed)
        if not drawn.crowded or len(boxes) > ROOMY:
            return drawn
        boxed |= drawn.crowded


def _draw(boxes: Mapping[str, Size], arrows: Sequence[Arrow], boxed: frozenset[int]) -> _Drawing:
    """Boxes and lines. The labels of the arrows `boxed` are boxes, through which a line runs."""
    graph = _graph_of(boxes)
    halves: list[int] = []
    for index, arrow in enumerate(arrows):
        label = f"{index} label"  # no step's id has a space
        if index in boxed:
            graph.node(label, width=arrow.label.width, height=arrow.label.height)
            graph.edge(arrow.source, label)
            graph.edge(label, arrow.target)
        else:
            room = {"width": arrow.label.width, "height": arrow.label.height}
            graph.edge(arrow.source, arrow.target, label_size=room)
        halves += [index] * (2 if index in boxed else 1)
    drawn = graphlay.layout(graph, options=_OPTIONS)
    centres = [_centre(node) for node in drawn.nodes]
    lines: list[tuple[Point, ...]] = [() for _ in arrows]
    anchors: list[Point | None] = [None for _ in arrows]
    for index, edge in zip(halves, drawn.edges, strict=True):
        lines[index] += _points(edge)
        if anchor := edge.get("label_anchor"):
            anchors[index] = (anchor["x"], anchor["y"])
    for index, centre in zip(sorted(boxed), centres[len(boxes) :], strict=True):
        anchors[index] = centre
    areas = [_around(at, size) for at, size in zip(centres, boxes.values(), strict=False)]
    labels = _place_labels(lines, anchors, [arrow.label for arrow in arrows], areas)
    kept = [anchor or line[0] for anchor, line in zip(anchors, lines, strict=True)]
    return _Drawing(
        dict(zip(boxes, centres, strict=False)),
        lines,
        [label or at for label, at in zip(labels, kept, strict=True)],
        frozenset(index for index, label in enumerate(labels) if label is None),
    )


def _graph_of(boxes: Mapping[str, Size]) -> graphlay.Graph:
    graph = graphlay.Graph()
    for name, size in boxes.items():
        graph.node(name, width=size.width, height=size.height)
    return graph


def _centre(node: Mapping[str, Any]) -> Point:
    return (node["center"]["x"], node["center"]["y"])


def _points(edge: Mapping[str, Any]) -> tuple[Point, ...]:
    return tuple((point["x"], point["y"]) for point in edge["points"])


Area = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def _around(centre: Point, size: Size) -> Area:
    x, y = centre
    return (x - size.width / 2, y - size.height / 2, x + size.width / 2, y + size.height / 2)


def meet(first: Area, second: Area) -> bool:
    """Whether two areas overlap; two that only touch do not."""
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )


def segments(line: Sequence[Point]) -> list[Area]:
    """The straight parts of a line, each as the area, 1 px wide, that it covers."""
    return [
        (min(a[0], b[0]) - 0.5, min(a[1], b[1]) - 0.5, max(a[0], b[0]) + 0.5, max(a[1], b[1]) + 0.5)
        for a, b in pairwise(line)
    ]


def _place_labels(
    lines: Sequence[tuple[Point, ...]],
    labels: Sequence[Point | None],
    sizes: Sequence[Size],
    boxes: Sequence[Area],
) -> list[Point | None]:
    """The labels' centres; one that the library put away from its line is moved onto it.

    It goes to the place nearest to the line's start where it covers nothing; None where there is
    no such place.
    """
    own = [segments(line) for line in lines]
    centres = [
        label if label and any(meet(_around(label, Size(4, 4)), part) for part in parts) else None
        for label, parts in zip(labels, own, strict=True)
    ]
    for index, place in enumerate(centres):
        if place is not None:
            continue
        taken = [
            *boxes,
            *(_around(at, size) for at, size in zip(centres, sizes, strict=True) if at),
            *(part for other, parts in enumerate(own) if other != index for part in parts),
        ]
        free = (
            point
            for point in _points_along(lines[index])
            if not any(meet(_around(point, sizes[index]), area) for area in taken)
        )
        centres[index] = next(free, None)
    return centres


def _points_along(line: Sequence[Point], step: float = 6.0) -> list[Point]:
    """Points on a line, from its start on, `step` px apart or somewhat more."""
    points: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise(line):
        count = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / step))
        points += [(x1 + (x2 - x1) * n / count, y1 + (y2 - y1) * n / count) for n in range(count)]
    return points
