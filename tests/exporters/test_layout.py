from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlterms.exporters.layout import BELOW, Box, Drawing, Point, drawing, spread
from dlterms.exporters.prerequisites import around, drawn
from lookup_support import bundled_glossary

Needs = Mapping[str, Sequence[str]]
SIZE = (60.0, 30.0)


def of(needs: Needs) -> Drawing:
    return drawing(dict.fromkeys(needs, SIZE), needs)


def crossings(whole: Drawing) -> int:
    """How many pairs of lines cross, a bend taken for straight."""
    pieces = [(n, piece) for n, line in enumerate(whole.lines) for piece in pairwise(line.points)]
    pairs = {(n, m) for (n, one), (m, other) in combinations(pieces, 2) if n != m and _cross(*one, *other)}
    return len(pairs)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return round((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]), 6)

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def bipartite(n: int) -> Needs:
    return {**{f"a{k}": () for k in range(n)}, **{f"b{k}": [f"a{j}" for j in range(n)] for k in range(n)}}


def tree(depth: int) -> Needs:
    names = [format(k, "b") for k in range(1, 2**depth)]
    return {name: [name[:-1]] if len(name) > 1 else [] for name in names}


@pytest.mark.parametrize(
    ("needs", "most"),
    [
        pytest.param({}, 0, id="nothing"),
        pytest.param({"a": ()}, 0, id="one"),
        pytest.param({"a": (), "b": ["a"], "c": ["a"], "d": ["b", "c"]}, 0, id="diamond"),
        pytest.param({"a": (), "b": ["a"], "c": ["b"], "d": ["c", "a"]}, 0, id="long line beside boxes"),
        pytest.param(tree(5), 0, id="tree"),
        pytest.param(
            {**{f"a{k}": () for k in range(9)}, **{f"b{k}": [f"a{8 - k}"] for k in range(9)}}, 0, id="turned round"
        ),
        pytest.param(bipartite(2), 1, id="K2,2"),
        pytest.param(bipartite(3), 9, id="K3,3"),
        pytest.param(
            {"d": (), "s": ["d"], "p": ["d"], "f": (), "n": ["f"], "m": ["p"], "w": ["p", "n"], "l": ["n"],
             "x": ["m", "w", "l"], "y": ["x", "s"]}, 0, id="ties",
        ),
    ],
)  # fmt: skip
def test_few_lines_cross(needs: Needs, most: int) -> None:
    """No more lines cross than must."""
    assert crossings(of(needs)) <= most


@st.composite
def graphs(draw: st.DrawFn) -> Needs:
    """Needs without circles, in any order, of boxes that are there or not."""
    names = [f"n{k}" for k in range(draw(st.integers(0, 14)))]
    needs = {name: draw(st.lists(st.sampled_from([*names[:k], "unknown"]), max_size=4)) for k, name in enumerate(names)}
    return {name: needs[name] for name in draw(st.permutations(names))}


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width and other.x < one.x + one.width
        and one.y < other.y + other.height and other.y < one.y + one.height
    )  # fmt: skip


@given(graphs(), st.data())
def test_any_graph(needs: Needs, data: st.DataObject) -> None:
    """Lines run one way, boxes lie apart and inside of the picture, no line runs over a box; twice gives the same."""
    side = st.floats(1, 200)
    sizes = {name: (data.draw(side), data.draw(side)) for name in needs}
    whole = drawing(sizes, needs)
    assert whole == drawing(sizes, needs)
    assert {(line.start, line.end) for line in whole.lines} == {
        (ref, name) for name, refs in needs.items() for ref in refs if ref in needs
    }
    assert {name: (box.width, box.height) for name, box in whole.boxes.items()} == sizes
    boxes = [*whole.boxes.values()]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert box.x >= -1e-6
        assert box.y >= -1e-6
        assert box.x + box.width <= whole.width + 1e-6
        assert box.y + box.height <= whole.height + 1e-6
    for line in whole.lines:
        assert line.points == sorted(line.points, key=lambda point: point[0])
        passed = [whole.boxes[name] for name in whole.boxes if name not in (line.start, line.end)]
        assert not any(_within(point, box) for point in line.points for box in passed)


def _within(point: Point, box: Box) -> bool:
    return box.x <= point[0] <= box.x + box.width and box.y < point[1] < box.y + box.height


def test_circle() -> None:
    """Where terms need one another in a circle, all but the need that closes it is drawn."""
    whole = of({"a": ["c"], "b": ["a"], "c": ["b"]})
    assert [(line.start, line.end) for line in whole.lines] == [("b", "c"), ("c", "a")]


@pytest.mark.parametrize(
    ("wanted", "weights", "gaps", "places"),
    [
        pytest.param([], [], [], [], id="nothing"),
        pytest.param([1, 50], [1, 1], [10], [1, 50], id="room enough"),
        pytest.param([0, 0], [1, 1], [10], [-5, 5], id="both give way"),
        pytest.param([0, 0], [3, 1], [10], [-2.5, 7.5], id="the lighter gives way more"),
        pytest.param([0, 0, 30], [1, 1, 1], [10, 10], [-5, 5, 30], id="others stay"),
        pytest.param([9, 0], [1, 1], [1], [4, 5], id="in the wrong order"),
    ],
)
def test_spread(wanted: list[float], weights: list[float], gaps: list[float], places: list[float]) -> None:
    """Places are as near as can be to what is wanted, in order and apart."""
    assert spread(wanted, weights, gaps) == pytest.approx(places)


def test_bundled_map_is_readable() -> None:
    """The map of attention has no line across another, and boxes of a layer keep their distance."""
    requires = {name: term.requires for name, term in bundled_glossary().terms.items()}
    names = around("attention-mechanism", requires)
    whole = of(drawn(names, requires))
    assert crossings(whole) <= 2
    for one, other in combinations(whole.boxes.values(), 2):
        assert abs(one.x - other.x) > SIZE[0] or abs(one.y - other.y) >= SIZE[1] + BELOW - 1e-6
