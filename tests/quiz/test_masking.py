"""Masking: what is blanked in a definition, since it would give the answer away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dlterms.model import Term
from dlterms.quiz.masking import BLANK, blanked, masked
from lookup_support import entry, glossary_of


def term(zh: str | Mapping[str, Any], en: str | Mapping[str, Any]) -> Term:
    return glossary_of(entry("x", zh, en)).terms["x"]


@pytest.mark.parametrize(
    ("labels", "text", "shown"),
    [
        pytest.param(("层", "layer"), "网络的层与层之间", "网络的____与____之间", id="every time"),
        pytest.param(("批量", "batch"), "A batch, batches and Batch.", "A ____, ____ and ____.", id="plural and case"),
        pytest.param(("批量", "batch"), "Minibatch, embatched.", "Minibatch, embatched.", id="whole words only"),
        pytest.param(("图形处理器", "GPU"), "在GPU上训练", "在____上训练", id="Latin between Chinese"),
        pytest.param(("C++", "C++"), "Written in C++.", "Written in ____.", id="a sign at the end"),
        pytest.param(("模型", "model"), "[模型](#other)是函数。", "____是函数。", id="links are taken out"),
        pytest.param(("混淆矩阵", "confusion matrix"), "Of Confusion matrices.", "Of ____.", id="matrices"),
        pytest.param(("假设", "hypothesis"), "Two hypotheses or one hypothesis.", "Two ____ or one ____.", id="-ses"),
        pytest.param(("准则", "criterion"), "The criteria.", "The ____.", id="criteria"),
        pytest.param(("熵", "entropy"), "Their entropies.", "Their ____.", id="-ies"),
        pytest.param(("权重", "weights"), "A weight.", "A ____.", id="singular"),
        pytest.param(("记忆", "memory (model)"), "Of memories.", "Of ____.", id="a parenthesis left out"),
        pytest.param(("批量", "batch norm"), "batch-norm, batch\nnorms", "____, ____", id="a hyphen, another line"),
        pytest.param(("空", "→"), "a → b", "a ____ b", id="nothing but a sign"),
    ],
)
def test_masked(labels: tuple[str, str], text: str, shown: str) -> None:
    """All that names the term is blanked in what is shown, and nothing else."""
    assert masked(text, term(*labels)) == shown


def test_longer_labels_are_masked_first() -> None:
    """Of two labels, one inside the other, no half is left over."""
    made = term({"term": "损失", "aliases": ["损失函数"]}, "loss")
    assert masked("损失函数是函数。", made) == f"{BLANK}是函数。"


def test_labels_that_overlap_are_one_blank() -> None:
    """Where one label begins within another, nothing of either is left over."""
    assert blanked("随机梯度下降法", ["随机梯度", "梯度下降"]) == "____法"
    assert blanked("层层", ["层"]) == "________"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("多指一个[小批量](#other)。", "多指一个____。", id="a label within a link"),
        pytest.param("[小批量](#other)、[批](#a)量和小批量", "____、____和小____", id="a link within a label"),
        pytest.param("[一](#a)[二](#b)[大批量](#c)三", "一二____三", id="behind other links"),
    ],
)
def test_links_are_blanked_whole(text: str, shown: str) -> None:
    """A part of a link's text is blanked with all of it: what is left would be no word, and say too much."""
    assert masked(text, term("批量", "batch")) == shown


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        pytest.param("residual network", "A deep network that learns residuals.", "A deep network that learns ____.",
                     id="the words apart, one in the plural"),
        pytest.param("residual network", "A deep network that learns.", "A deep network that learns.", id="one word"),
        pytest.param("training loss", "The value of the loss on the [training set](#s).",
                     "The value of the loss on the ____.", id="within a link"),
        pytest.param("generator", "The generative part that generates data.", "The ____ part that ____ data.",
                     id="inflected"),
        pytest.param("encoder-decoder", "It encodes, and a decoder decodes.", "It ____, and a ____ ____.",
                     id="both sides of a hyphen"),
        pytest.param("input-output mapping", "Maps an input to an output.", "Maps an ____ to an ____.",
                     id="all but the head"),
        pytest.param("generations of deep learning", "How deep learners came: a generation.",
                     "How ____ ____ came: a generation.", id="the head is before of"),
        pytest.param("deep learning", "Learning with a deep learning machine", "Learning with a ____ machine",
                     id="the name itself"),
        pytest.param("state", "A status.", "A status.", id="another word"),
    ],
)  # fmt: skip
def test_english_names_in_words(name: str, text: str, shown: str) -> None:
    """Where all the words of a name stand in a definition, those before its head are blanked."""
    assert masked(text, term("名", name)) == shown


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        pytest.param("数据质量", "数据适合用途的程度", "____适合用途的程度", id="the first half"),
        pytest.param("数据质量", "质量的程度", "质量的程度", id="the second half, which says of what sort it is"),
        pytest.param("深度学习框架", "用深度学习的框架，有深度", "用____的框架，有深度", id="the longest"),
        pytest.param("训练集", "训练用的集合", "____用的集合", id="two of three characters"),
        pytest.param("卷积神经网络", "有卷积的网络", "有卷积的网络", id="less than half"),
        pytest.param("算法", "计算的方法", "计算的方法", id="one character"),
        pytest.param("编码器-解码器", "编码器输出，解码器输入", "____输出，____输入", id="both sides of a hyphen"),
        pytest.param("输入-输出映射", "由输入到输出", "由输入到输出", id="one side of a hyphen"),
        pytest.param("L2 正则化", "L2 正则", "L2 正则", id="not of Latin letters"),
        pytest.param("批量大小", "每个[小批量](#m)的样本数", "每个____的样本数", id="within a link"),
    ],
)
def test_halves_of_chinese_names(name: str, text: str, shown: str) -> None:
    """The half of a Chinese name that tells it from others of its sort is blanked."""
    assert masked(text, term(name, "name")) == shown
