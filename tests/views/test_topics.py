"""The list of topics on a terminal."""

from __future__ import annotations

from dlterms.views.topics import lines


def test_numbers_stand_in_one_column() -> None:
    """Ids are filled up to the longest of them, so that all the numbers stand below one another."""
    found = [
        "".join(text for text, _ in line) for line in lines([("rl", "强化学习", "RL", 3), ("data", "数据", "Data", 12)])
    ]
    assert found == ["rl      3  强化学习 RL", "data   12  数据 Data"]
    assert lines([]) == []
