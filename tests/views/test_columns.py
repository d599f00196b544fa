"""Texts filled up to columns of a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dlterms.views import columns


@pytest.mark.parametrize(
    ("fill", "text", "expected"),
    [
        pytest.param(columns.left, "周一", "周一  ", id="left"),
        pytest.param(columns.right, "周一", "  周一", id="right"),
        pytest.param(columns.centred, "周一", " 周一 ", id="centred"),
        pytest.param(columns.centred, "Mon", " Mon  ", id="centred, one column over"),
        pytest.param(columns.left, "e\u0301tude", "e\u0301tude ", id="a combining accent"),
        pytest.param(columns.left, "过拟合了", "过拟合了", id="too wide"),
    ],
)
def test_filled(fill: Callable[[str, int], str], text: str, expected: str) -> None:
    """A Chinese character takes two columns, an accent none, and nothing is cut off."""
    assert fill(text, 6) == expected


def test_widest() -> None:
    """The widest text counts by columns, not by characters."""
    assert (columns.widest(["答案", "one"]), columns.widest([])) == (4, 0)
