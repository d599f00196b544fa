"""Files as they come: what is made of each, row by row."""

from __future__ import annotations

import pytest

from dlterms.errors import DltermsError
from dlterms.importers.formats import read

Row = dict[str, object]

DROPOUT: Row = {"zh": {"term": "暂退法"}, "en": {"term": "dropout"}}
SENTENCE = "The keys and values of earlier tokens are kept to save work."
ATTENTION: Row = {"zh": {"term": "注意力"}, "en": {"term": "attention"}}
DEFINED: Row = {
    "zh": {"term": "暂退法", "definition": "一种方法。"}, "en": {"term": "dropout", "definition": "A method."},
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "form", "records", "left"),
    [
        pytest.param(
            "中文,英文\n暂退法,dropout\n注意力,attention\n", "csv",
            {2: DROPOUT, 3: ATTENTION}, {1: False}, id="CSV, header in Chinese",
        ),
        pytest.param(
            "\ufeffChinese,English\r\n暂退法,dropout\r\n", "csv", {2: DROPOUT}, {1: False}, id="byte order mark, CRLF",
        ),
        pytest.param(
            "中文,英文\n暂退法,dropout\n".encode("gb18030"), "csv", {2: DROPOUT}, {1: False}, id="GBK",
        ),
        pytest.param(
            "中文\t英文\n暂退法\tdropout\n".encode("utf-16"), "csv", {2: DROPOUT}, {1: False}, id="UTF-16",
        ),
        pytest.param(
            "中文\t英文\n一次\tonce\n".encode("utf-16-be"), "csv",
            {2: {"zh": {"term": "一次"}, "en": {"term": "once"}}}, {1: False}, id="UTF-16 without a mark",
        ),
        pytest.param("- 暂退法，dropout\n- 注意力，attention\n", "lines", {1: DROPOUT, 2: ATTENTION}, {}, id="marks"),
        pytest.param("1) 暂退法, dropout\n2) 注意力, attention\n", "lines", {1: DROPOUT, 2: ATTENTION}, {}, id="1)"),
        pytest.param("1、暂退法，dropout\n2、注意力，attention\n", "lines", {1: DROPOUT, 2: ATTENTION}, {}, id="1、"),
        pytest.param(
            "序号,英文术语,中文翻译,常用缩写\n1,dropout,暂退法,\n2,attention,注意力,\n", "csv",
            {2: DROPOUT, 3: ATTENTION}, {1: False}, id="translation, usual acronym",
        ),
        pytest.param(
            "暂退法;dropout\n注意力;attention\n", "csv", {1: DROPOUT, 2: ATTENTION}, {}, id="semicolons, no header",
        ),
        pytest.param(
            "dropout|暂退法\nattention|注意力\n", "csv", {1: DROPOUT, 2: ATTENTION}, {}, id="| and English first",
        ),
        pytest.param(
            "sep=;\n中文;英文\n暂退法;dropout\n", "csv", {3: DROPOUT}, {1: False, 2: False}, id="Excel names it",
        ),
        pytest.param(
            "中文,英文,定义\n暂退法, \"dropout\"\n注意力,attention,,,\n过拟合,overfitting,a,b\n", "csv",
            {2: DROPOUT, 3: ATTENTION}, {1: False, 4: True}, id="ragged rows",
        ),
        pytest.param(
            '中文,英文,定义\n"暂退\n法",dropout,\n暂退法,dropout,"一种\n正则化，\n见上"\n注意力,attention,\n', "csv",
            {4: {**DROPOUT, "zh": {"term": "暂退法", "definition": "一种\n正则化，\n见上"}}, 7: ATTENTION},
            {1: False, 2: True}, id="quoted line ends",
        ),
        pytest.param(
            '中文,英文\n"暂退法,dropout\n注意力,attention\n', "csv", {3: ATTENTION}, {1: False, 2: True},
            id="a quotation mark that ends nowhere",
        ),
        pytest.param(
            "中文,英文,备注,分类\n<b>暂退法</b>,dropout,见<br>上 &lt;mask&gt;,\n注意力,attention,,基础\n", "csv",
            {2: {**DROPOUT, "notes": [{"kind": "usage", "zh": "见\n上 <mask>"}]}, 3: {**ATTENTION, "topic": "基础"}},
            {1: False}, id="HTML in cells",
        ),
        pytest.param(
            "中文,英文\n,\n\n  \n暂退法,\n,dropout\n", "csv",
            {5: {"zh": {"term": "暂退法"}}, 6: {"en": {"term": "dropout"}}}, {1: False, 2: False, 4: False},
            id="empty cells",
        ),
        pytest.param(
            "中文,英文\n暂退法,dropout\n暂退法,dropout\n", "csv", {2: DROPOUT, 3: DROPOUT}, {1: False},
            id="a row twice, which is merged later",
        ),
        pytest.param(
            "English,中文\n暂退法,dropout\nattention;attn,注意力\n", "csv",
            {3: {"zh": {"term": "注意力"}, "en": {"term": "attention", "aliases": ["attn"]}}}, {1: False, 2: True},
            id="exchanged columns, two names in a cell",
        ),
        pytest.param(
            "term,definition\ndropout,A method.\n暂退法,一种方法。\n", "csv",
            {2: {"en": {"term": "dropout", "definition": "A method."}},
             3: {"zh": {"term": "暂退法", "definition": "一种方法。"}}},
            {1: False}, id="columns of no language",
        ),
        pytest.param(
            "中文,英文,定义,Definition\n暂退法,dropout,一种方法。,A method.\n暂退法,dropout,A method.,一种方法。\n"
            "暂退法,dropout,,A method.\n暂退法,dropout,一种方法。,另一种方法。\n", "csv",
            {2: DEFINED, 3: DEFINED, 4: {**DROPOUT, "en": DEFINED["en"]}, 5: {**DROPOUT, "zh": DEFINED["zh"]}},
            {1: False}, id="definitions in two languages",
        ),
        pytest.param(
            "| 中文 | 英文 | 解释 | Explanation |\n|-|-|-|-|\n| 暂退法 | dropout | 一种方法。 | A method. |\n",
            "markdown", {3: DEFINED}, {1: False, 2: False}, id="Markdown, definitions in two languages",
        ),
        pytest.param(
            "术语，term\n暂退法，dropout\n", "csv", {2: DROPOUT}, {1: False}, id="full-width commas",
        ),
        pytest.param(
            "# 词汇\n\n| 中文 | English | 备注 |\n|:--|:-:|---|\n"
            "| 暂退法 | **dropout** | a\\|b |\n| 一 | 1 | 2 | 3 |\nx\n",
            "markdown", {5: {**DROPOUT, "notes": [{"kind": "usage", "en": "a|b"}]}}, {3: False, 4: False, 6: True},
            id="Markdown table with escapes",
        ),
        pytest.param(
            "a | b\n--|--\n1 | 2\n\n中文 | 英文\n--- | ---\n暂退法 | dropout\n", "markdown",
            {7: DROPOUT}, {1: False, 2: False, 3: True, 5: False, 6: False}, id="two tables, one of something else",
        ),
        pytest.param(
            "# 笔记\n## 正则化\n1. 暂退法，dropout\n2）**注意力**（attention）：一种加权。\n## 其他\n- 一个句子而已\n"
            "* CNN：卷积\n- 过拟合：overfitting\n- dropout: a method, used often.\n***\n",
            "lines",
            {3: {**DROPOUT, "topic": "正则化"},
             4: {"zh": {"term": "注意力", "definition": "一种加权。"}, "en": {"term": "attention"}, "topic": "正则化"},
             8: {"zh": {"term": "过拟合"}, "en": {"term": "overfitting"}, "topic": "其他"},
             9: {"en": {"term": "dropout", "definition": "a method, used often."}, "topic": "其他"}},
            {1: False, 2: False, 5: False, 6: True, 7: True, 10: False}, id="lists under headings",
        ),
        pytest.param(
            "- [暂退法](#dropout)，[dropout](#dropout)\n- [注意力](#attention)（[attention](#attention)）\n"
            "- [锐注意力](#sharp-attention-mechanism)\n"
            "- [注意力](#x)（attention）：见**[参数](#parameter)**。\n",
            "lines",
            {1: DROPOUT, 2: ATTENTION,
             4: {"zh": {"term": "注意力", "definition": "见[参数](#parameter)。"}, "en": {"term": "attention"}}},
            {3: True}, id="lines with links to anchors",
        ),
        pytest.param(
            "卷积神经网络（convolutional neural network，CNN）\n暂退法 - dropout\n注意力\tattention\n", "lines",
            {1: {"zh": {"term": "卷积神经网络"}, "en": {"term": "convolutional neural network", "acronym": "CNN"}},
             2: DROPOUT, 3: ATTENTION},
            {}, id="lines with other marks",
        ),
        pytest.param(
            "#separator:tab\n#html:true\n#tags column:3\n<div>暂退法</div>\tdropout[sound:d.mp3]\tdl\n"
            '{{c1::注意力}}\t"attention"\ta b\n',
            "anki-text", {4: {**DROPOUT, "x-tags": ["dl"]}, 5: {**ATTENTION, "x-tags": ["a", "b"]}},
            {1: False, 2: False, 3: False}, id="Anki's text with tags",
        ),
        pytest.param(
            "#separator:Semicolon\n#columns:英文;中文;Extra\n#deck column:3\ndropout;暂退法;C::D\n", "anki-text",
            {4: {**DROPOUT, "topic": "D"}}, {1: False, 2: False, 3: False}, id="Anki's text with columns",
        ),
        pytest.param(
            "#separator:tab\n#html:false\n#notetype column:1\n#deck:C::D\n#tags:a\n"
            "Basic\t暂退法\tdropout\nBasic\t<b>注意力\tattention\n"
            f"Basic\t学习率\t0.01\nBasic\tKV cache\t{SENTENCE}\n\t\t\n# mine\t甲\ta\n",
            "anki-text",
            {6: {**DROPOUT, "topic": "D", "x-tags": ["a"]},
             7: {**ATTENTION, "zh": {"term": "<b>注意力"}, "topic": "D", "x-tags": ["a"]},
             9: {"en": {"term": "KV cache", "definition": SENTENCE}, "topic": "D", "x-tags": ["a"]}},
            {1: False, 2: False, 3: False, 4: False, 5: False, 8: True, 10: False, 11: False},
            id="Anki's text, note by note",
        ),
        pytest.param(
            "- slug: drop_out\n  ref: [attention]\n  en:\n    term: dropout\n    def: >\n      A [way](#attention) to\n"
            "      train.\n  zh-cn: {term: 暂退法}\n  fr: {term: x}\n- slug: x\n  fr: {term: x}\n- y\n",
            "glosario",
            {1: {"id": "drop-out", "related": ["attention"], "zh": {"term": "暂退法"},
                 "en": {"term": "dropout", "definition": "A [way](#attention) to train."}}},
            {10: True, 12: True}, id="glosario",
        ),
        pytest.param(
            "- slug: conv\n  zh: {term: 填充 (卷积)}\n  en: {term: Padding (convolution)}\n"
            "- slug: seq\n  zh: {term: 填充（序列）}\n  en: {term: padding}\n"
            "- slug: net\n  zh: {term: 网络 (50)}\n  en: {term: f(x)}\n- slug: loss\n  en: {term: f(y)}\n",
            "glosario",
            {1: {"id": "conv", "zh": {"term": "填充", "qualifier": "卷积"},
                 "en": {"term": "Padding", "qualifier": "convolution"}},
             4: {"id": "seq", "zh": {"term": "填充", "qualifier": "序列"}, "en": {"term": "padding"}},
             7: {"id": "net", "zh": {"term": "网络 (50)"}, "en": {"term": "f(x)"}},
             10: {"id": "loss", "en": {"term": "f(y)"}}}, {}, id="glosario, terms of one name",
        ),
        pytest.param(
            '[{"id": "dropout", "level": 2, "glossary": "dlterms", "zh": {"term": "暂退法", "aliases": [{"term": "x", '
            '"status": "admitted", "note": null}]}, "en": {"term": "dropout", "qualifier": null}, "cite": []}, 3]',
            "json", {1: {"id": "dropout", "zh": {"term": "暂退法", "aliases": ["x"]}, "en": {"term": "dropout"}}},
            {2: True}, id="dlterms' own JSON",
        ),
    ],
)  # fmt: skip
def test_shape(content: str | bytes, form: str, records: dict[int, Row], left: dict[int, bool]) -> None:
    """A file is known by its content; each row is a record, or is left out, for a fault or rightly."""
    found_form, found = read(content if isinstance(content, bytes) else content.encode(), None)
    assert found_form == form
    assert {int(record.place.split()[1]): record.entry for record in found.records} == records
    assert {int(one.place.split()[1]): one.fault for one in found.left_out} == left


@pytest.mark.parametrize(
    ("content", "wanted", "told"),
    [
        pytest.param(b"schema: dlterms/1\nterms: []\n", None, "copy it into your glossary folder", id="a glossary"),
        pytest.param("一段话。\n又一段话。\n".encode(), None, "--format", id="prose"),
        pytest.param("甲,乙,丙\n丁,戊,己\n".encode(), "csv", "`中文,英文,定义`", id="unknown columns"),
        pytest.param("暂退法,一种方法，用得很多。\n".encode(), "csv", "`中文,英文,定义`", id="a definition"),
        pytest.param(b"\x89PNG\r\n\0\x01\x02\0\0", None, "UTF-8", id="binary"),
        pytest.param("Schrödinger, é".encode("latin-1"), None, "UTF-8", id="Latin-1"),
        pytest.param("中文,英文\n暂退法,dropout".encode()[:-10], "csv", "UTF-8", id="cut in a character"),
        pytest.param("術語,類神經網路,機器學習,資料集".encode("big5"), "csv", "UTF-8", id="Big5"),
        pytest.param(b"- slug: &a x\n- *a\n", "glosario", "anchors are not allowed", id="YAML with anchors"),
        pytest.param(b"[{", "json", "not JSON", id="broken JSON"),
        pytest.param("Front,Back\n暂退法,dropout\n注意力,attention\n".encode(), "csv", "first line", id="front, back"),
        pytest.param(
            "English,汉译\ndropout,暂退法\nattention,注意力\n".encode(), "csv", "first line", id="half a header"
        ),
    ],
)
def test_refused(content: bytes, wanted: str | None, told: str) -> None:
    """Where it is not certain what a file says, it is refused, and it is said what to do."""
    with pytest.raises(DltermsError, match=told):
        read(content, wanted)
