"""Markdown: what of a cell is text, and what is a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlterms.errors import DltermsError
from dlterms.importers.markdown import cells_of, has_table, plain, read

TABLE = "| 中文 | English |\n|--|--|\n| 暂退法 | dropout |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("**x** __y__ *z* _w_", "x y z w", id="emphasis"),
        pytest.param("***x***", "x", id="both"),
        pytest.param("==x== ~~y~~z", "x yz", id="highlighted, struck out"),
        pytest.param("[[x]] [[x|y]] [[x#z|y]]", "x y y", id="wiki links"),
        pytest.param("[x](https://a.b/c_(d)) [y](<a b>) ![z](z.png \"t\")", "x y z", id="links"),
        pytest.param("[[1]](u)", "[1]", id="brackets in a link"),
        pytest.param("[x][1] [y][] z[^1]", "x y z", id="references"),
        pytest.param("[**x**](u)", "x", id="emphasis in a link"),
        pytest.param("`_x_ **y** \\*` ``a`b``", "_x_ **y** \\* a`b", id="code"),
        pytest.param(r"\_x\_ \[\[y\]\]", "_x_ [[y]]", id="escapes"),
        pytest.param("[x](#dropout) [y](#a \"t\") [z](#标_(题))", "x y z", id="links to anchors"),
        pytest.param(r"[x](a\_b) \*", "x *", id="an escape in an address"),
        pytest.param("x_i and y_i", "x_i and y_i", id="indices"),
        pytest.param("A* and D* search", "A* and D* search", id="stars"),
        pytest.param("a[i][j]", "a[i][j]", id="subscripts"),
        pytest.param("a == b == c", "a == b == c", id="equal"),
        pytest.param("~5 and ~6", "~5 and ~6", id="about"),
    ],
)  # fmt: skip
def test_plain(text: str, expected: str) -> None:
    """Of markup the text stays, and what is none stays as it is."""
    assert plain(text) == expected


def test_links_to_anchors() -> None:
    """In a definition a link to an anchor stays, for it may lead to an entry; elsewhere it is its text."""
    row = "[暂退法](#dropout) | [dropout](#dropout) | 见[参数](#parameter)和[网站](https://a.b)。"
    (record,) = read(f"[中文](#zh) | 英文 | 定义\n--|--|--\n{row}\n").records
    assert record.entry == {
        "zh": {"term": "暂退法", "definition": "见[参数](#parameter)和网站。"}, "en": {"term": "dropout"},
    }  # fmt: skip


def test_bars() -> None:
    """A bar that is escaped is no end of a cell, in a link and in code either."""
    assert cells_of(r"| [[x\|y]] | `a\|b` |") == ["y", "a|b"]


@pytest.mark.parametrize("fence", ["```", "~~~~", "  ```python"])
def test_code(fence: str) -> None:
    """A table in a code block is none."""
    end = fence.strip()[:4].strip("p")
    text = f"{TABLE}\n{fence}\n{TABLE}{end}\n\n{TABLE}"
    assert [record.place for record in read(text).records] == ["line 3", "line 13"]
    assert not has_table(f"{fence}\n{TABLE}")
    with pytest.raises(DltermsError):
        read(f"{fence}\n{TABLE}{end}\n")


@given(st.text(alphabet="[]()*_`~=\\|^!#<> ax文\x1a", max_size=80))
def test_any(text: str) -> None:
    """Whatever it is given, it gives text, that holds nothing new."""
    assert set(plain(text)) <= set(text)
