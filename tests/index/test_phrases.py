"""What a phrase is about, by the names that there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from dlterms.index.phrases import subjects

NAMES = {
    "过拟合": [1], "overfitting": [1], "欠拟合": [2], "梯度": [3], "梯度下降": [4], "奖励": [5], "强化学习": [6],
    "特征向量": [7, 8], "loss": [9, 10], "损失函数": [10], "求和": [11], "mean": [12], "example": [13],
    "l1正则化": [19], "l2正则化": [20], "batch": [21], "batchnormalization": [22], "layernormalization": [23],
    "layer": [14], "l1": [15], "l2": [16], "c++": [17], "activationfunction": [18],
}  # fmt: skip


def about(query: str) -> list[tuple[Sequence[int], str]]:
    def named(keys: Iterable[str]) -> dict[str, list[int]]:
        return {key: NAMES[key] for key in keys if key in NAMES}

    def seek(text: str, guess: bool) -> list[int]:
        return [1] if text == "过你合" or (guess and text == "过拟") else []

    def related(one: int, other: int) -> bool:
        return {one, other} == {8, 5}

    return [(each.entries, each.text) for each in subjects(query, named, seek, related)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("过拟合", [([1], "过拟合")], id="a name"),
        pytest.param("什么是过拟合？", [([1], "过拟合")], id="a question"),
        pytest.param("過擬合是什麼意思", [([1], "過擬合")], id="traditional, and nothing to say it with"),
        pytest.param("What is Overfitting?", [([1], "Overfitting")], id="capitals"),
        pytest.param("what are activation functions", [([18], "activation functions")], id="a plural"),
        pytest.param("什么是过你合", [([1], "过你合")], id="a slip"),
        pytest.param("过你合", [], id="a slip alone"),
        pytest.param("什么是求和", [([11], "求和")], id="a name with a word of questions in it"),
        pytest.param("梯度下降的原理", [([4], "梯度下降")], id="the longer name"),
        pytest.param("什么是特征向量", [([7, 8], "特征向量")], id="a name of two"),
        pytest.param("过拟合和欠拟合的区别", [([1], "过拟合"), ([2], "欠拟合")], id="two"),
        pytest.param("过拟合/欠拟合", [([1], "过拟合"), ([2], "欠拟合")], id="two and a stroke"),
        pytest.param("过拟合、欠拟合与梯度", [([1], "过拟合"), ([2], "欠拟合"), ([3], "梯度")], id="three"),
        pytest.param("difference between L1 and L2", [([15], "L1"), ([16], "L2")], id="digits"),
        pytest.param("L1和L2正则化", [([19], "L1正则化"), ([20], "L2正则化")], id="two with one ending"),
        pytest.param(
            "batch and layer normalization",
            [([22], "batch normalization"), ([23], "layer normalization")],
            id="the same in English",
        ),
        pytest.param("什么是过拟", [([1], "过拟")], id="part of a name"),
        pytest.param("过拟和梯度", [], id="part of a name beside another"),
        pytest.param("过拟和欠拟合", [([1], "过拟合"), ([2], "欠拟合")], id="but for one ending"),
        pytest.param("过你合和欠拟合", [([1], "过你合"), ([2], "欠拟合")], id="a slip beside another"),
        pytest.param("what is C++", [([17], "C++")], id="signs"),
        pytest.param("特征向量和梯度", [([7], "特征向量"), ([3], "梯度")], id="of several the best of each"),
        pytest.param("奖励和特征向量", [([5], "奖励"), ([8], "特征向量")], id="of several the related one"),
        pytest.param("过拟合比梯度好吗", [([1], "过拟合"), ([3], "梯度")], id="whether better"),
        pytest.param("过拟合比例", [], id="a word between two, of one"),
        pytest.param("过拟合比", [], id="a word between two, after one"),
        pytest.param("梯度和过拟合比有什么优势", [([3], "梯度"), ([1], "过拟合")], id="advantages"),
        pytest.param("什么时候用梯度而不是过拟合", [([3], "梯度"), ([1], "过拟合")], id="when"),
        pytest.param("过拟合和梯度能一起用吗", [([1], "过拟合"), ([3], "梯度")], id="together"),
        pytest.param("能不能同时用C++和梯度", [([17], "C++"), ([3], "梯度")], id="at the same time"),
        pytest.param("用梯度代替过拟合", [([3], "梯度"), ([1], "过拟合")], id="in place of"),
        pytest.param("请给我讲讲过拟合到底是什么", [([1], "过拟合")], id="polite"),
        pytest.param("没有激活函数会怎样", [], id="a name unknown here"),
        pytest.param("没有过拟合会怎样", [([1], "过拟合")], id="without it"),
        pytest.param("is L1 better than L2", [([15], "L1"), ([16], "L2")], id="better in English"),
        pytest.param("should I use L1 instead of L2", [([15], "L1"), ([16], "L2")], id="in place of in English"),
        pytest.param("advantages of L1 over L2", [([15], "L1"), ([16], "L2")], id="advantages in English"),
        pytest.param("can L1 and L2 be used together", [([15], "L1"), ([16], "L2")], id="together in English"),
        pytest.param("pros and cons of the C++", [([17], "C++")], id="pros and cons"),
        pytest.param("why do we need activation functions", [([18], "activation functions")], id="need"),
        pytest.param("over layer", [], id="a word between two in English, of one"),
        pytest.param("损失函数loss", [([10], "损失函数")], id="two names of one"),
        pytest.param("强化学习中的奖励", [([5], "奖励")], id="B in A"),
        pytest.param("reward: 奖励 in 强化学习", [], id="a word unknown here"),
        pytest.param("loss in the layer", [([9, 10], "loss")], id="A in B"),
        pytest.param("what does overfitting mean", [([1], "overfitting")], id="a word of questions, though a name"),
        pytest.param("mean and layer", [([12], "mean"), ([14], "layer")], id="a name, though a word of questions"),
        pytest.param("what is an example", [([13], "example")], id="nothing else is named"),
        pytest.param("不过拟合", [], id="the opposite"),
        pytest.param("quick layer", [], id="a word that may change what is meant"),
        pytest.param("什么是", [], id="no name"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_subjects(query: str, expected: list[tuple[Sequence[int], str]]) -> None:
    """Of a phrase that is names and words of a question alone, the names; of any other nothing."""
    assert about(query) == expected
