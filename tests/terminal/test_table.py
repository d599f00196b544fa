"""Tables: columns below one another, and what happens where they are too wide."""

from __future__ import annotations

import io

import pytest

from dlterms.terminal.styled import console
from dlterms.terminal.table import print_table
from dlterms.views.page import Spans


@pytest.mark.parametrize(
    ("rows", "width", "expected"),
    [
        pytest.param([], 20, [], id="nothing"),
        pytest.param([["一", "one"], ["twenty", ""]], 20, ["一      one", "twenty"], id="Chinese is two columns wide"),
        pytest.param([["a", "one two"], ["b", "three"]], 8, ["a  one", "   two", "b  three"], id="words stay whole"),
        pytest.param(
            [["神经网络", "overfitting"]], 18, ["神经   overfitting", "网络"], id="rather Chinese than a word"
        ),
        pytest.param([["id", "神经网络模型", "core"]], 16, ["id  神经网  core", "    络模型"], id="the widest wraps"),
        pytest.param(
            [["ab", "out-of-vocabulary"]], 16, ["ab  out-of-", "    vocabulary"], id="after a hyphen rather than within"
        ),
        pytest.param([["ab", "a-bcdefghijkl"]], 8, ["ab  a-", "    bcde", "    fghi", "    jkl"], id="and then within"),
        pytest.param([["ab", "cd", "ef"]], 2, ["ab  cd  ef"], id="nothing gets too narrow for a character"),
    ],
)
def test_columns(rows: list[list[str]], width: int, expected: list[str]) -> None:
    """Each cell stands below the one above it."""
    screen = io.StringIO()
    cells: list[list[Spans]] = [[[(text, "term")] for text in row] for row in rows]
    out = console(screen, width=80)
    out.width = width
    print_table(out, cells)
    assert screen.getvalue().splitlines() == expected
