"""Words that stand for one another in any name."""

from __future__ import annotations

import pytest

from dlterms.equivalents import canonical, equivalents, label_equivalents, short_method, without_kind
from dlterms.model import Kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("regularisation", "regularization", id="isation"),
        pytest.param("optimiser", "optimizer", id="iser"),
        pytest.param("normalised", "normalized", id="ised"),
        pytest.param("analyse", "analyze", id="yse"),
        pytest.param("behaviour", "behavior", id="our"),
        pytest.param("centre", "center", id="re"),
        pytest.param("modelling", "modeling", id="lling"),
        pytest.param("greyscale", "grayscale", id="grey"),
        pytest.param("naïve Bayes", "naive bayes", id="accent"),
        pytest.param("可学习的表示", "可学习表示", id="inner 的"),
        pytest.param("precision & recall", "precision/recall", id="signs for and"),
        pytest.param("rate of learning", "learning rate", id="of"),
        pytest.param("rate of the learning", "learning rate", id="of the"),
        pytest.param("vector of features", "feature vector", id="of several"),
        pytest.param("function of loss", "loss function", id="of one with an s"),
        pytest.param("framework for deep learning", "deep learning framework", id="for"),
        pytest.param("training in parallel", "parallel training", id="in"),
        pytest.param("training with large batches", "large batche training", id="with several"),
        pytest.param("translation by machine", "machine translation", id="by"),
        pytest.param("testing set", "test set", id="testing"),
        pytest.param("dynamical graph", "dynamic graph", id="ical"),
        pytest.param("probability model", "probabilistic model", id="probability"),
        pytest.param("multiple stages", "multi stages", id="multiple"),
        pytest.param("non-supervised learning", "unsupervised learning", id="non"),
        pytest.param("train loss", "training loss", id="train"),
        pytest.param("neural nets", "neural networks", id="net"),
        pytest.param("deep NN", "deep neural network", id="NN"),
        pytest.param("param server", "parameter server", id="a clipping"),
        pytest.param("multi-labelled", "multi-label", id="labelled"),
        pytest.param("unsupervised machine learning", "unsupervised learning", id="machine"),
        pytest.param("隨機變數", "随机变量", id="Taiwan: traditional"),
        pytest.param("函式庫", "库", id="Taiwan: library"),
        pytest.param("命令式程式設計", "命令式编程", id="Taiwan: programming"),
        pytest.param("平行運算", "并行计算", id="Taiwan: two words"),
        pytest.param("雜訊", "噪音", id="Taiwan: noise"),
        pytest.param("增強式學習", "强化学习", id="Taiwan: reinforcement"),
        pytest.param("有监督式学习", "监督学习", id="supervised"),
        pytest.param("非監督式機器學習", "无监督学习", id="unsupervised"),
        pytest.param("生成性模型", "生成式模型", id="inner 性"),
        pytest.param("隐藏状态", "隐含状态", id="hidden"),
        pytest.param("深层学习", "深度学习", id="deep"),
        pytest.param("固定維度表徵", "固定维度表示", id="Taiwan: representation"),
        pytest.param("两样本检验", "双样本检验", id="two"),
        pytest.param("随机梯度下降算法", "随机梯度下降方法", id="算法"),
    ],
)
def test_alike(one: str, other: str) -> None:
    """Texts that say the same in other words are one key."""
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    "word",
    ["noise", "supervised", "precise", "exercise", "pulling", "目的", "网", "平行四边形", "增强现实", "线性模型"],
)
def test_left_alone(word: str) -> None:
    """What only looks like another word for something stays as it is."""
    assert canonical(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("监督学习", "无监督学习"),
        ("学习算法", "学习"),
        ("线性模型", "非线性模型"),
        ("training set", "test set"),
        ("degree of freedom", "freedom of degree"),
        ("单样本检验", "双样本检验"),
    ],
)
def test_different(one: str, other: str) -> None:
    """What is different stays different."""
    assert canonical(one) != canonical(other)


def test_what_may_be_left_out() -> None:
    """An answer counts without its article and its remark, a label in both numbers."""
    assert equivalents("the rate of learning (any)") == {
        "learninganytherate",
        "learningtherate",
        "learninganyrate",
        "learningrate",
    }
    assert label_equivalents("neural net") == {"neuralnetwork", "neuralnetworks"}


@pytest.mark.parametrize(
    ("form", "rest", "kind"),
    [
        pytest.param("梯度下降法", "梯度下降", "method", id="a method"),
        pytest.param("梯度下降优化法", "梯度下降", "method", id="two words"),
        pytest.param("gradientdescentalgorithms", "gradientdescent", "method", id="the plural"),
        pytest.param("pytorchframework", "pytorch", "framework", id="a framework"),
        pytest.param("过拟合现象", "过拟合", "concept", id="a phenomenon"),
        pytest.param("resnet50网络", "resnet50", "architecture", id="a network"),
        pytest.param("rl算法", "rl", "field", id="an algorithm of a field"),
    ],
)
def test_without_kind(form: str, rest: str, kind: Kind) -> None:
    """The word for what a thing is may stand behind its name, where it is of that kind."""
    assert kind in without_kind(form)[rest]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        pytest.param("梯度下降法", "concept", id="of another kind"),
        pytest.param("技术", "method", id="nothing but the word"),
        pytest.param("推荐算法", "system", id="an algorithm of a system"),
    ],
)
def test_no_word_for_its_kind(form: str, kind: Kind) -> None:
    """The word for another kind is a part of the name."""
    assert not any(kind in kinds for kinds in without_kind(form).values())


@pytest.mark.parametrize(
    ("form", "kind", "short"),
    [
        pytest.param("暂退法", "method", "暂退", id="a method"),
        pytest.param("学习算法", "method", "学习算法", id="an algorithm"),
        pytest.param("语法", "method", "语法", id="too short"),
        pytest.param("暂退法", "concept", "暂退法", id="of another kind"),
    ],
)
def test_short_method(form: str, kind: Kind, short: str) -> None:
    """A method's 法 may be left out, unless little would be left."""
    assert short_method(form, kind) == short


@pytest.mark.parametrize("text", [" of " * 50_000, "a" * 100_000, "式" * 100_000, "supervised " * 20_000])
def test_long_texts(text: str) -> None:
    """A long text is gone through in a moment."""
    assert isinstance(canonical(text), str)
