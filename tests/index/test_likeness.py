"""What a new entry may have in common with those that are there."""

from __future__ import annotations

import pytest

from dlterms.index.likeness import ending_in, is_taken, readings_near
from lookup_support import entry, index_of

INDEX = index_of(
    entry("weight-decay", {"term": "权重衰减", "pinyin": "quán zhòng shuāi jiǎn",
                           "aliases": [{"term": "权衰", "pinyin": "quán shuāi"}]}, "weight decay", kind="method"),
    entry("decay", "渐弱", {"term": "tooth-decay", "aliases": ["L2"]}),
    entry("pool", {"term": "池化", "pinyin": "chí huà"}, "pooling", former_ids=["pooling"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("label", "found"),
    [
        pytest.param("学习率衰减", {("权重衰减", "quán zhòng shuāi jiǎn"), ("权衰", "quán shuāi")}, id="two"),
        pytest.param("变化", {("池化", "chí huà")}, id="one"),
        pytest.param("弱", set(), id="no pinyin"),
        pytest.param("L2", set(), id="no Chinese"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_readings(label: str, found: set[tuple[str, str]]) -> None:
    """Of the entries with a character in common the labels come with their stored pinyin."""
    assert set(readings_near(INDEX, label)) == found


@pytest.mark.parametrize(
    ("ending", "found"),
    [
        pytest.param("decay", [("method", "t")], id="last word, and no part of one"),
        pytest.param("减", [("method", "t")], id="last character"),
        pytest.param("衰", [("method", "t")], id="of an alias"),
        pytest.param("loss", [], id="none"),
    ],
)
def test_endings(ending: str, found: list[tuple[str, str]]) -> None:
    """The kind and the topic come of each entry with a name that ends so."""
    assert ending_in(INDEX, ending) == found


@pytest.mark.parametrize(("name", "taken"), [("pool", True), ("pooling", True), ("权衰", False), ("x", False)])
def test_ids(name: str, taken: bool) -> None:
    """An id is taken by the entry that has it, or had it once."""
    assert is_taken(INDEX, name) is taken
