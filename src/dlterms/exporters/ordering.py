"""The order within the layers of a picture, so that few lines between them cross."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import TypeAlias

Layers: TypeAlias = list[list[int]]  # of numbers
Near: TypeAlias = Sequence[Sequence[int]]  # of each number those in the layer before, or after, that lines lead to

SWEEPS = 24  # over all layers


def ordered(layers: Layers, before: Near, after: Near) -> Layers:
    """The order within each layer: by the mean place of what is before it, then of what is after, again and again."""
    layers, best = [*map(list, layers)], layers
    fewest = crossings(layers, after)
    for turn in range(SWEEPS):
        if not fewest:
            break
        near = after if turn % 2 else before
        for fixed, layer in pairwise(layers[::-1] if turn % 2 else layers):
            if turn % 4 > 1:  # of those with one mean place the other comes first: a tie must not hold up the others
                layer.reverse()
            _sort(layer, _places(fixed), near)
        _swap_neighbours(layers, before, after)
        if (count := crossings(layers, after)) < fewest:
            fewest, best = count, [*map(list, layers)]
    return best


def _places(layer: Sequence[int]) -> dict[int, int]:
    return {n: place for place, n in enumerate(layer)}


def _sort(layer: list[int], places: Mapping[int, int], near: Near) -> None:
    """Sort a layer by the mean place of what is near, in place; what has nothing near stays where it is."""
    means = {n: fmean(places[ref] for ref in near[n]) for n in layer if near[n]}
    moved = iter(sorted(means, key=means.__getitem__))
    layer[:] = [next(moved) if n in means else n for n in layer]


def _swap_neighbours(layers: Layers, before: Near, after: Near) -> None:
    """Swap two that stand side by side wherever fewer lines cross then."""
    for number, layer in enumerate(layers):
        sides = [(layers[number - 1] if number else [], before), ([*layers, []][number + 1], after)]
        around = [(_places(side), near) for side, near in sides]
        ends = [{n: sorted(map(places.__getitem__, near[n])) for n in layer} for places, near in around]
        for place in range(len(layer) - 1):
            one, other = layer[place : place + 2]
            now = sum(_crossed(end[one], end[other]) for end in ends)
            if now > sum(_crossed(end[other], end[one]) for end in ends if now):
                layer[place : place + 2] = other, one


def _crossed(first: Sequence[int], second: Sequence[int]) -> int:
    """How many lines from two that stand side by side cross, by the sorted places where the lines end."""
    if not first or not second or first[-1] <= second[0]:
        return 0
    return sum(bisect_left(second, end) for end in first)


def crossings(layers: Iterable[Sequence[int]], after: Near) -> int:
    """How many pairs of lines cross between the layers."""
    count = 0
    for layer, following in pairwise(layers):
        places = _places(following)
        seen: list[int] = []
        for n in layer:
            ends = sorted(places[ref] for ref in after[n])
            count += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return count
