"""Where the boxes and lines of a map of prerequisites go: in layers, so that all lines run to the right and few cross.

The method is that of Sugiyama, Tagawa and Toda (1981): layers, an order within each, then coordinates. A line that
passes layers gets a place in each of them, so that it runs between the boxes. The same graph gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from statistics import fmean
from typing import NamedTuple, TypeAlias

from dlterms.exporters.ordering import Layers, ordered
from dlterms.order import after_below

Point: TypeAlias = tuple[float, float]
Size: TypeAlias = tuple[float, float]  # width, height

BELOW, BETWEEN = 14.0, 46.0  # room below a box in its layer, and between layers
_LINE = 10.0  # room below a line that passes a layer
_SWEEPS = 12  # over all layers, to bring what is joined by lines to one height
_STRAIGHT = 6.0  # how much a line that passes layers weighs against a box, so that it is straight


class Box(NamedTuple):
    x: float  # of its left side
    y: float  # of its top
    width: float
    height: float


class Line(NamedTuple):
    """From a box to one that builds on it. Between two points of one layer it is straight, elsewhere it may bend."""

    start: str
    end: str
    points: list[Point]


class Drawing(NamedTuple):
    width: float
    height: float
    boxes: dict[str, Box]
    lines: list[Line]


class _Graph(NamedTuple):
    """Boxes, numbered from 0, and behind them the places where lines pass a layer; lines lead to the next layer."""

    layers: Layers
    before: list[list[int]]  # of each number those in the layer before to which a line leads
    after: list[list[int]]
    chains: list[list[int]]  # of each line the numbers that it leads through


def drawing(sizes: Mapping[str, Size], needs: Mapping[str, Iterable[str]]) -> Drawing:
    """The picture of boxes of these sizes, each after what it needs; a need that closes a circle is not drawn."""
    names = list(after_below(sizes, lambda name: [ref for ref in needs.get(name, ()) if ref in sizes]))
    number = {name: n for n, name in enumerate(names)}
    found = [(number[ref], n) for n, name in enumerate(names) for ref in needs.get(name, ()) if ref in number]
    lines = [(start, end) for start, end in dict.fromkeys(found) if start < end]
    graph = _graph(len(names), lines)
    graph = graph._replace(layers=ordered(graph.layers, graph.before, graph.after))
    return _drawn(graph, names, [sizes[name] for name in names])


def _graph(count: int, lines: Sequence[tuple[int, int]]) -> _Graph:
    layer = _layer_of_each(count, lines)
    chains = []
    for start, end in lines:
        passed = range(layer[start] + 1, layer[end])
        chains.append([start, *range(len(layer), len(layer) + len(passed)), end])
        layer += passed
    before, after = _neighbours(len(layer), [step for chain in chains for step in pairwise(chain)])
    layers: Layers = [[] for _ in range(max(layer, default=-1) + 1)]
    for n, its_layer in enumerate(layer):
        layers[its_layer].append(n)
    return _Graph(layers, before, after, chains)


def _neighbours(count: int, steps: Iterable[tuple[int, int]]) -> tuple[list[list[int]], list[list[int]]]:
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    for start, end in steps:
        before[end].append(start)
        after[start].append(end)
    return before, after


def _layer_of_each(count: int, lines: Iterable[tuple[int, int]]) -> list[int]:
    """As near the first layer as what is before it allows; then up to what follows, where that shortens lines."""
    before, after = _neighbours(count, lines)
    layer = [0] * count
    for n in range(count):
        layer[n] = max((layer[ref] + 1 for ref in before[n]), default=0)
    for n in reversed(range(count)):
        if len(after[n]) > len(before[n]) or (after[n] and not before[n]):
            layer[n] = min(layer[ref] for ref in after[n]) - 1
    return layer


def _drawn(graph: _Graph, names: Sequence[str], sizes: Sequence[Size]) -> Drawing:
    heights = [*(height for _, height in sizes), *[0.0] * (len(graph.before) - len(sizes))]
    middles = _middles(graph, heights, len(sizes))
    top = min((middle - height / 2 for middle, height in zip(middles, heights, strict=True)), default=0.0)
    middles = [middle - top for middle in middles]
    widths = [max((sizes[n][0] for n in layer if n < len(sizes)), default=0.0) for layer in graph.layers]
    lefts = [*accumulate((width + BETWEEN for width in widths), initial=0.0)]
    bands = [(left, left + width) for left, width in zip(lefts, widths, strict=False)]
    band = {n: bands[k] for k, layer in enumerate(graph.layers) for n in layer}
    boxes = [Box(band[n][0], middles[n] - size[1] / 2, *size) for n, size in enumerate(sizes)]
    lines = []
    for start, *passed, end in graph.chains:
        points = [(boxes[start].x + boxes[start].width, middles[start]), (band[start][1], middles[start])]
        points += [(x, middles[n]) for n in passed for x in band[n]]
        points.append((band[end][0], middles[end]))
        lines.append(Line(names[start], names[end], points))
    bottom = max((box.y + box.height for box in boxes), default=0.0)
    width = bands[-1][1] if bands else 0.0
    return Drawing(width, max(bottom, *middles, 0.0), dict(zip(names, boxes, strict=True)), lines)


def _middles(graph: _Graph, heights: Sequence[float], boxes: int) -> list[float]:
    """Where the middle of each place lies in its layer: near what it is joined to, in order and without overlaps."""
    apart = [height / 2 + (BELOW if n < boxes else _LINE) / 2 for n, height in enumerate(heights)]
    weights = [1.0 if n < boxes else _STRAIGHT for n in range(len(heights))]
    middles = [0.0] * len(heights)
    for turn in range(_SWEEPS):
        last = turn > _SWEEPS - 4
        near = [graph.before, graph.after][turn % 2]
        for layer in graph.layers[:: -1 if turn % 2 else 1]:
            joined = {n: [*graph.before[n], *graph.after[n]] if last else near[n] for n in layer}
            wanted = [fmean(middles[ref] for ref in refs) if refs else middles[n] for n, refs in joined.items()]
            gaps = [apart[one] + apart[other] for one, other in pairwise(layer)]
            for n, middle in zip(layer, spread(wanted, [weights[n] for n in layer], gaps), strict=True):
                middles[n] = middle
    return middles


def spread(wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Places as near as can be to those wanted, by weighted squares, each at least a gap after the one before.

    Without the gaps they must not fall, which pooling of adjacent violators gives (Ayer et al., 1955).
    """
    offsets = [*accumulate(gaps, initial=0.0)][: len(wanted)]
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for place, weight, offset in zip(wanted, weights, offsets, strict=True):
        mean, many = place - offset, 1
        while pools and pools[-1][0] > mean:
            before, its_weight, its_many = pools.pop()
            mean = (mean * weight + before * its_weight) / (weight + its_weight)
            weight, many = weight + its_weight, many + its_many
        pools.append((mean, weight, many))
    means = [mean for mean, _, many in pools for _ in range(many)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
