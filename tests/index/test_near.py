"""Choosing among labels that may be meant."""

from __future__ import annotations

import pytest

from dlterms.index.near import Candidate, names_within, suggestions, typos
from dlterms.labels import key


def candidates(*labels: str) -> list[Candidate]:
    return [Candidate(key(label), 0, label, n) for n, label in enumerate(labels)]


@pytest.mark.parametrize(
    ("typed", "labels", "expected"),
    [
        pytest.param("overfiting", ["overfitting", "underfitting"], ["overfitting"], id="the opposite is too far"),
        pytest.param("supervised learnin", ["unsupervised learning", "supervised learning"],
            ["supervised learning"], id="nearest"),
        pytest.param("l1regularisation", ["L2 regularization", "L1 regularization"],
            ["L1 regularization"], id="no digit"),
        pytest.param("adan", ["Adam"], [], id="too short for a typo"),
        pytest.param("过拟何", ["过拟合"], [], id="no tolerance in Chinese"),
        pytest.param("gradient", ["gradients", "gradiend"], ["gradients", "gradiend"], id="two as near"),
        pytest.param("recurrent", [], [], id="no candidates"),
        pytest.param("backpropogaton", ["backpropagation"], ["backpropagation"], id="two edits in a long word"),
        pytest.param("semi-supervised learning", ["self-supervised learning"], [], id="two edits in a short word"),
        pytest.param("lerning rtae", ["learning rate"], ["learning rate"], id="one edit in each of two words"),
        pytest.param("lo ss function", ["loss function"], ["loss function"], id="a space in a word"),
        pytest.param("bakcprop", ["backprop"], ["backprop"], id="a swap is one edit"),
    ],
)  # fmt: skip
def test_typos(typed: str, labels: list[str], expected: list[str]) -> None:
    """A typo is what grading would let pass, and only the nearest labels are taken for what was meant."""
    assert sorted(c.text for c in typos(typed, candidates(*labels))) == sorted(expected)


@pytest.mark.parametrize(
    ("typed", "labels", "expected"),
    [
        pytest.param("adan", ["Adam", "Adagrad"], ["Adam"], id="a short word"),
        pytest.param("BN", ["RNN", "CNN", "DNN"], [], id="two letters are like nothing"),
        pytest.param("过拟何", ["欠拟合", "过拟合"], ["过拟合"], id="one character"),
        pytest.param("且拟合", ["过拟合", "欠拟合"], ["欠拟合", "过拟合"], id="of two the one that sounds like it"),
        pytest.param("网络", ["数据"], [], id="nothing alike"),
        pytest.param("非监督式学习", ["监督学习", "无监督学习"], ["无监督学习", "监督学习"], id="its opposite last"),
        pytest.param("regresion", ["regressions", "regression"], ["regression", "regressions"], id="the nearest first"),
    ],
)  # fmt: skip
def test_suggestions(typed: str, labels: list[str], expected: list[str]) -> None:
    """Suggestions reach further than typos; the nearest comes first."""
    assert [c.text for c in suggestions(key(typed), candidates(*labels))] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("聚类法", ["聚类", "聚类法", "类法"], id="Chinese"),
        pytest.param("Hidden layer", ["hidden", "hiddenlayer", "layer"], id="English"),
        pytest.param("SGD优化", ["sgd", "sgd优", "sgd优化", "优化"], id="both"),
        pytest.param("非线性", ["非线", "非线性"], id="not what is negated"),
        pytest.param("Q-learning", ["qlearning", "learning"], id="hyphen"),
        pytest.param("a b", [], id="too short"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_names_within(query: str, expected: list[str]) -> None:
    """Runs of characters and words of a query may be names, but what a negation stands before is the opposite."""
    assert names_within(query) == expected


def test_better_labels_win() -> None:
    """As near as each other, a term goes before an alias, and each entry comes once."""
    found = [Candidate("adams", 1, "Adams", 1), Candidate("adamw", 0, "AdamW", 2), Candidate("adamx", 3, "Adamx", 2)]
    assert [c.text for c in suggestions("adam", found)] == ["AdamW", "Adams"]
