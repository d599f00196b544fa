"""The headers of foreign tables: what is said of columns that are not taken."""

from __future__ import annotations

import pytest

from dlterms.importers.formats import read
from dlterms.importers.records import Imported


def found(text: str, form: str | None = None) -> Imported:
    return read(text.encode(), form)[1]


@pytest.mark.parametrize(
    ("header", "remarks"),
    [
        pytest.param("中文,英文,页", ["the column `页` is not taken: no header of this name is known"], id="unknown"),
        pytest.param(
            "中文,英文,中文", ["the column `中文` is not taken: another column of this meaning stands before it"],
            id="twice",
        ),
        pytest.param(
            "中文,页,英文,zh,节",
            ["the columns `页`, `节` are not taken: no header of this name is known",
             "the column `zh` is not taken: another column of this meaning stands before it"],
            id="both",
        ),
        pytest.param("中文,英文,备注", [], id="none"),
        pytest.param("中文,英文,定义,释义", [], id="definitions"),
    ],
)  # fmt: skip
def test_not_taken(header: str, remarks: list[str]) -> None:
    """Columns that are not taken are named, each with why."""
    assert found(f"{header}\n暂退法,,dropout\n").remarks == remarks


@pytest.mark.parametrize(
    ("row", "remarks"),
    [
        pytest.param(
            "一种方法。,又一种。", ["second definitions of a row in the same language, not taken: 1"], id="two"
        ),
        pytest.param("一种方法。,一种方法。", [], id="the same"),
        pytest.param("一种方法。,", [], id="one"),
    ],
)
def test_second_definitions(row: str, remarks: list[str]) -> None:
    """Of two definitions of a row in one language the first is taken, and the second is counted."""
    made = found(f"中文,英文,定义,释义\n暂退法,dropout,{row}\n")
    assert [record.entry["zh"]["definition"] for record in made.records] == ["一种方法。"]
    assert made.remarks == remarks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("English,汉译,定义\ndropout,暂退法,\nattention,注意力,\n", "`汉译`", id="Chinese names"),
        pytest.param(
            "中文,Übersetzung,定义\n暂退法,dropout,\n注意力,attention,\n", "call it `英文`", id="English names"
        ),
        pytest.param("| English | 汉译 | 定义 |\n|-|-|-|\n| dropout | 暂退法 | |\n", "`汉译`", id="Markdown"),
        pytest.param("English,来源,定义\na,维基百科,\nb,维基百科,\nc,教材,\n", "", id="the same again and again"),
        pytest.param("English,页,定义\na,第3页,\nb,,\nc,,\n", "", id="a few"),
        pytest.param("English,说明,定义\na,一个句子，说明它。,\nb,又一个句子，也说明它。,\n", "", id="sentences"),
        pytest.param("中文,网址,定义\n甲,https://a.b,\n乙,https://a.c,\n", "", id="addresses"),
        pytest.param("中文,英文,又一列\n甲,a,x\n乙,b,y\n", "", id="both are known"),
    ],
)
def test_names_that_are_not_taken(text: str, told: str) -> None:
    """Where a column that is not taken may be the names in the other language, the header is to be mended."""
    faults = [one for one in found(text).left_out if one.fault]
    assert [(one.place, told in one.why) for one in faults] == ([("line 1", True)] if told else [])
