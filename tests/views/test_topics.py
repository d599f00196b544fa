"""The list of topics on a terminal."""

from __future__ import annotations

from dlterms.views.topics import rows


def test_numbers_end_in_one_column() -> None:
    """A row is id, number and names; numbers are filled up to the longest."""
    found = [[text for [(text, _)] in row] for row in rows([("rl", "强化学习", "RL", 3), ("data", "数据", "Data", 12)])]
    assert found == [["rl", " 3", "强化学习 RL"], ["data", "12", "数据 Data"]]
    assert rows([]) == []
