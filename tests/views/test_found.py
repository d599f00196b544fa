"""What a look-up found, as a terminal and as a pipe get it."""

from __future__ import annotations

import pytest

from dlterms.index.find import Match, look_up
from dlterms.views import found, page
from lookup_support import entry, index_of

DB = index_of(
    entry("overfitting", "过拟合", "overfitting", contrast=["underfitting"], formulas=[{"text": "x"}]),
    entry("underfitting", "欠拟合", "underfitting"),
    entry("vector", {"term": "特征向量", "qualifier": "甲"}, "feature vector"),
    entry("eigenvector", {"term": "特征向量", "qualifier": "乙"}, "eigenvector"),
    *(entry(f"net-{n}", f"网{n}", f"net {n}") for n in range(4)),
)


def matches(query: str) -> list[Match]:
    return [*look_up(DB, query).matches]


def layouts(query: str, *, full: bool = False) -> list[list[str]]:
    return [[*page.plain(layout)] for layout in found.layouts(matches(query), "both", full)]


OVERFITTING = [
    "过拟合 · overfitting",
    "concept · 主题 topic · useful",
    "definition: definition of overfitting",
    "definition: definition of overfitting",
]
CONFUSED = "confused with: 欠拟合 underfitting"


def test_one_hit() -> None:
    """One hit has one layout: its short page, or the whole one if that is asked for."""
    assert layouts("过拟合") == [[*OVERFITTING, CONFUSED, "more: --full: formula"]]
    assert layouts("过拟合", full=True) == [[*OVERFITTING, "formula: x", CONFUSED]]


def test_several_hits() -> None:
    """Several hits are pages, names with definitions in both languages or in one, or a line each."""
    pages, digests, shorter, lines = layouts("特征向量")
    assert pages[0] == digests[0] == shorter[0] == "特征向量 (甲) · feature vector"
    assert pages[4:6] == ["-------------", "特征向量 (乙) · eigenvector"]
    assert digests[1:4] == ["definition: definition of vector"] * 2 + ["特征向量 (乙) · eigenvector"]
    assert shorter[1:3] == ["definition: definition of vector", "特征向量 (乙) · eigenvector"]
    assert lines == ["特征向量 (甲) · feature vector", "特征向量 (乙) · eigenvector"]


def test_phrase() -> None:
    """The words of a phrase that entries are for stand above them in each layout, once."""
    assert layouts("什么是过拟合")[0][:2] == ["shown for 过拟合", "过拟合 · overfitting"]
    assert [layout[0] for layout in layouts("什么是特征向量")] == ["shown for 特征向量"] * 4
    assert layouts("什么是过拟合", full=True)[0][0] == "shown for 过拟合"


def test_two_terms() -> None:
    """Two terms that a phrase names have one layout, side by side; whole pages if these are asked for."""
    (layout,) = found.layouts(matches("过拟合和欠拟合"), "both", False)
    assert isinstance(layout[0], page.Beside)
    assert layouts("过拟合和欠拟合", full=True)[0][:2] == ["shown for 过拟合 · 欠拟合", "过拟合 · overfitting"]


@pytest.mark.parametrize(
    ("query", "full", "expected"),
    [
        pytest.param("overfit", False, [*OVERFITTING, "formula: x", CONFUSED], id="one, by a part of its name"),
        pytest.param("net", False, [f"网{n} · net {n}" for n in range(4)], id="many"),
        pytest.param("拟合", False, ["欠拟合 · underfitting", "过拟合 · overfitting"], id="two, by a part"),
    ],
)
def test_plain(query: str, full: bool, expected: list[str]) -> None:
    """A pipe gets whole entries where they are few and not guessed at, else a line each."""
    assert sorted(found.plain(matches(query), "both", full)) == sorted(expected)


def test_plain_pages() -> None:
    """An empty line parts whole entries in a pipe."""
    lines = [*found.plain(matches("特征向量"), "zh", False)]
    assert [n for n, line in enumerate(lines) if not line] == [3]
    assert [*found.plain(matches("net"), "both", True)].count("") == 3
