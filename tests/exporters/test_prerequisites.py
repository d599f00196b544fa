from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from dlterms.exporters.prerequisites import around, drawn

CHAIN = {"a": [], "b": ["a"], "c": ["b"], "d": ["c"]}


@pytest.mark.parametrize(
    ("requires", "names"),
    [
        pytest.param(CHAIN, ["a", "b", "c"], id="all below and one above"),
        pytest.param({"b": []}, ["b"], id="alone"),
        pytest.param({"b": ["x"]}, ["b"], id="an unknown term"),
        pytest.param({"a": [], "b": ["a"], "c": ["a"]}, ["a", "b"], id="not what stands beside"),
        pytest.param({"a": ["b"], "b": ["a"]}, ["a", "b"], id="a circle"),
    ],
)
def test_around(requires: Mapping[str, Sequence[str]], names: list[str]) -> None:
    """A map shows all that a term needs, and what builds on it directly."""
    assert around("b", requires) == names


@pytest.mark.parametrize(
    ("requires", "names", "needs"),
    [
        pytest.param(CHAIN, "abcd", {"a": [], "b": ["a"], "c": ["b"], "d": ["c"]}, id="each need"),
        pytest.param(CHAIN, "ad", {"a": [], "d": ["a"]}, id="through terms that are not shown"),
        pytest.param({**CHAIN, "d": ["a", "c"]}, "abcd", {"a": [], "b": ["a"], "c": ["b"], "d": ["c"]}, id="implied"),
        pytest.param({**CHAIN, "d": ["a", "c"]}, "acd", {"a": [], "c": ["a"], "d": ["c"]}, id="implied through others"),
        pytest.param({"a": ["x"]}, "a", {"a": []}, id="an unknown term"),
        pytest.param({"a": ["b"], "b": ["a"]}, "ab", {"a": ["b"], "b": []}, id="a circle"),
    ],
)
def test_drawn(requires: Mapping[str, Sequence[str]], names: str, needs: Mapping[str, list[str]]) -> None:
    """Of two terms the picture says whether one needs the other, with the fewest lines."""
    assert drawn(names, requires) == needs
