"""The walk along references."""

from __future__ import annotations

import pytest

from dlterms.order import after_below

Below = dict[str, list[str]]


@pytest.mark.parametrize(
    ("below", "starts", "order", "circles"),
    [
        pytest.param({}, [], "", [], id="nothing"),
        pytest.param({"a": []}, ["a"], "a", [], id="one"),
        pytest.param({"a": ["b"], "b": ["c"], "c": []}, ["a"], "c b a", [], id="chain"),
        pytest.param({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, ["a"], "d b c a", [], id="diamond"),
        pytest.param({"a": ["c"], "b": ["c"], "c": []}, ["b", "a"], "c b a", [], id="two starts"),
        pytest.param({"a": ["b"], "b": []}, ["b", "a", "b"], "b a", [], id="a start again"),
        pytest.param({"a": ["a"]}, ["a"], "a", ["a 0 a"], id="itself"),
        pytest.param({"a": ["b"], "b": ["c"], "c": ["b"]}, ["a"], "c b a", ["a-b-c 1 b"], id="circle"),
        pytest.param({"a": ["b"], "b": ["a", "a"]}, ["b", "a"], "a b", ["b-a 0 b"], id="circle from its start"),
    ],
)
def test_after_below(below: Below, starts: list[str], order: str, circles: list[str]) -> None:
    """Each id comes once, after what is below it; a reference back is told with the path, and not followed."""
    told: list[str] = []
    walk = after_below(starts, below.__getitem__, lambda path, at, ref: told.append(f"{'-'.join(path)} {at} {ref}"))
    assert " ".join(walk) == order
    assert told == circles


def test_long_chain() -> None:
    """A chain of 100,000 is walked."""
    last = 100_000
    walk = list(after_below(["0"], lambda ref: [str(int(ref) + 1)] if int(ref) < last else []))
    assert (walk[0], walk[-1], len(walk)) == ("100000", "0", 100_001)
