"""Look-up: what is found, as what, and in which order."""

from __future__ import annotations

import sqlite3
from functools import cache

import pytest

from dlterms.index import find
from dlterms.index.definitions import search_definitions
from dlterms.index.tiers import LIMIT
from lookup_support import bundled, entry, index_of


def found(db: sqlite3.Connection, query: str) -> list[tuple[str, str]]:
    return [(match.id, match.match) for match in find.look_up(db, query).matches]


def suggested(db: sqlite3.Connection, query: str) -> list[str]:
    return [name for name, _, _ in find.look_up(db, query).suggestions]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("暂退法", ("dropout", "exact"), id="Chinese"),
        pytest.param("dropout", ("dropout", "exact"), id="English"),
        pytest.param("Dropout", ("dropout", "exact"), id="case"),
        pytest.param("ＤＲＯＰＯＵＴ", ("dropout", "exact"), id="full width"),
        pytest.param("drop-out", ("dropout", "exact"), id="hyphen"),
        pytest.param("drop out", ("dropout", "exact"), id="space"),
        pytest.param("  dropout\t", ("dropout", "exact"), id="space around"),
        pytest.param("“dropout”？", ("dropout", "exact"), id="punctuation around"),
        pytest.param("zantuifa", ("dropout", "pinyin"), id="pinyin"),
        pytest.param("zan4tui4fa3", ("dropout", "pinyin"), id="tone numbers"),
        pytest.param("zàn tuì fǎ", ("dropout", "pinyin"), id="tone marks"),
        pytest.param("Zan Tui Fa", ("dropout", "pinyin"), id="pinyin in words"),
        pytest.param("ztf", ("dropout", "initials"), id="initials"),
        pytest.param("ZTF", ("dropout", "initials"), id="initials in capitals"),
        pytest.param("暫退法", ("dropout", "exact"), id="traditional"),
        pytest.param("暫退法！", ("dropout", "exact"), id="traditional with punctuation"),
        pytest.param("丢弃法", ("dropout", "alias"), id="superseded alias"),
        pytest.param("丟棄法", ("dropout", "alias"), id="traditional alias"),
        pytest.param("類神經網路", ("neural-network", "hidden"), id="as they say in Taiwan"),
        pytest.param("batch size", ("batch-size", "exact"), id="two words"),
        pytest.param("batch-size", ("batch-size", "exact"), id="two words and a hyphen"),
        pytest.param("SGD", ("stochastic-gradient-descent", "acronym"), id="acronym"),
        pytest.param("sgd", ("stochastic-gradient-descent", "acronym"), id="acronym in small letters"),
        pytest.param("overfiting", ("overfitting", "typo"), id="a letter less"),
        pytest.param("overffitting", ("overfitting", "typo"), id="a letter more"),
        pytest.param("ovefritting", ("overfitting", "typo"), id="letters swapped"),
        pytest.param("overfittong", ("overfitting", "typo"), id="another letter"),
        pytest.param("zantuiffa", ("dropout", "typo"), id="typo in pinyin"),
        pytest.param("损失涵数", ("loss-function", "pinyin"), id="homophone"),
        pytest.param("下降梯度", ("gradient-descent", "typo"), id="words swapped"),
        pytest.param("測試資料", ("test-set", "alias"), id="Taiwan's words"),
        pytest.param("最佳化演算法", ("optimization-algorithm", "exact"), id="Taiwan's words, two"),
        pytest.param("非監督式學習", ("unsupervised-learning", "exact"), id="Taiwan's words and 式"),
        pytest.param("二分类问题", ("binary-classification", "alias"), id="a word for its kind"),
        pytest.param("gd算法", ("gradient-descent", "acronym"), id="an acronym and a word for its kind"),
        pytest.param("batch大小", ("batch-size", "exact"), id="English in Chinese"),
        pytest.param("rate of learning", ("learning-rate", "exact"), id="of"),
        pytest.param("train_set", ("training-set", "exact"), id="another word and an underscore"),
        pytest.param("regularizes", ("regularization", "found-only"), id="a verb"),
        pytest.param("recommending", ("recommender-system", "stem"), id="another ending"),
        pytest.param("unsupervized", ("unsupervised-learning", "typo"), id="a slip in the first word"),
        pytest.param("stochastic gradient", ("stochastic-gradient-descent", "prefix"), id="prefix"),
        pytest.param("退暂法", ("dropout", "typo"), id="characters swapped"),
        pytest.param("models", ("model", "exact"), id="plural"),
        pytest.param("policies", ("policy", "exact"), id="plural in -ies"),
        pytest.param("the loss functions", ("loss-function", "exact"), id="plural and an article"),
        pytest.param("optimisation algorithms", ("optimization-algorithm", "hidden"), id="British plural"),
    ],
)
def test_one_box(query: str, expected: tuple[str, str]) -> None:
    """Whatever is at hand to type leads to the entry first, and says how it matched."""
    assert found(bundled(), query)[0] == expected


@pytest.mark.parametrize("query", ["暂退法", "dropout", "batch size", "SGD", "丢弃法"])
def test_an_exact_match_stands_alone(query: str) -> None:
    """Where a label is what was typed, nothing else is shown."""
    assert len(found(bundled(), query)) == 1


def test_substring_shows_all() -> None:
    """A part of a label finds every entry with it."""
    assert {"overfitting", "underfitting"} <= {name for name, _ in found(bundled(), "拟合")}


@pytest.mark.parametrize("query", ["TPU", "AMP", "list", "Q-learning", "q learning", "CoT"])
def test_parts_of_words_are_no_matches(query: str) -> None:
    """Letters inside of a word, a word more, or a letter off in an acronym make no other term of what was typed."""
    db = index_of(
        entry("output", "输出", "output unit"),
        entry("example", "样本", "example"),
        entry("stylist", "造型", "stylistic feature"),
        entry("learning", "学习", "learning"),
        entry("counts", "网络", {"term": "network", "acronym": "CNT"}),
    )
    assert found(db, query) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("fitting", "overfitting", id="the end of a word"),
        pytest.param("functions", "loss-function", id="in the plural"),
        pytest.param("network", "neural-network", id="a later word"),
    ],
)
def test_parts_of_labels(query: str, expected: str) -> None:
    """A word of a label finds it, and so does the longer end of one."""
    db = index_of(
        entry("overfitting", "过拟合", "overfitting"),
        entry("loss-function", "损失函数", "loss function"),
        entry("neural-network", "神经网络", "neural network"),
    )
    assert [name for name, _ in found(db, query)] == [expected]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("聚类大数据", ["clustering", "data"], id="Chinese"),
        pytest.param("策略网络", ["policy"], id="half of it"),
        pytest.param("AlphaGo Zero", ["alphago"], id="a name and more"),
        pytest.param("quick brown layer", ["layer"], id="English"),
        pytest.param("非監督的學法", ["unsupervised-learning"], id="not the opposite"),
    ],
)
def test_names_within_are_suggested(query: str, expected: list[str]) -> None:
    """Where nothing matches, the terms that were part of the query are suggested first."""
    assert suggested(bundled(), query)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("什么是过拟合", {"overfitting": "过拟合"}, id="a question"),
        pytest.param("what is dropout", {"dropout": "dropout"}, id="a question in English"),
        pytest.param("features 是什么", {"feature": "features"}, id="a plural"),
        pytest.param("怎样訓練資料", {"training-set": "訓練資料"}, id="as they say in Taiwan"),
        pytest.param("what is overfiting", {"overfitting": "overfiting"}, id="a slip in a question"),
        pytest.param("什么是guonihe", {"overfitting": "guonihe"}, id="pinyin in a question"),
        pytest.param("什么是混合精度", {"mixed-precision-training": "混合精度"}, id="part of a name in a question"),
        pytest.param("损失函数loss", {"loss-function": "损失函数"}, id="both names of one term"),
        pytest.param("强化学习中的奖励", {"reward": "奖励"}, id="what belongs to something"),
        pytest.param("attention in transformers", {"attention-mechanism": "attention"}, id="something in another"),
        pytest.param("dropout overfitting", {"dropout": "dropout", "overfitting": "overfitting"}, id="two terms"),
        pytest.param("过拟合、欠拟合", {"overfitting": "过拟合", "underfitting": "欠拟合"}, id="a comma"),
        pytest.param(
            "accuracy vs precision", {"accuracy": "accuracy", "precision": "precision"}, id="the first of two"
        ),
        pytest.param("准确率和精确率的区别", {"accuracy": "准确率", "precision": "精确率"}, id="the same in Chinese"),
        pytest.param(
            "mean vs variance", {"mean": "mean", "variance": "variance"}, id="a name that is a question's word"
        ),
        pytest.param("what does dropout mean", {"dropout": "dropout"}, id="a question's word that is a name"),
        pytest.param(
            "什么是特征向量", dict.fromkeys(["feature-vector", "eigenvector"], "特征向量"), id="one name of two"
        ),
    ],
)
def test_phrases(query: str, expected: dict[str, str]) -> None:
    """A phrase leads to what it asks about, and says which of its words that was for."""
    matches = find.look_up(bundled(), query).matches
    assert {match.id: match.label for match in matches} == expected
    assert {match.match for match in matches} == {"phrase"}


@pytest.mark.parametrize(
    "query", ["quick brown layer", "AlphaGo Zero", "聚类大数据", "非監督的學法", "什么是求和", "什么是", "a"]
)
def test_no_phrases(query: str) -> None:
    """A phrase with a word that says nothing here is about something else; so is one with no name in it."""
    assert found(bundled(), query) == []


SMALL = (
    entry("overfitting", {"term": "过拟合", "aliases": ["过度拟合"]}, "overfitting", contrast=["underfitting"]),
    entry("underfitting", "欠拟合", "underfitting"),
    entry("feature-vector", {"term": "特征向量", "qualifier": "机器学习"}, "feature vector"),
    entry("eigenvector", {"term": "特征向量", "qualifier": "线性代数"}, "eigenvector"),
    entry("precision", "查准率", {"term": "precision", "aliases": ["positive predictive value"]}),
    entry("accuracy", {"term": "准确率", "hidden": [{"term": "精度", "find_only": True}]}, "accuracy"),
    entry("numeric-precision", {"term": "精度", "qualifier": "数值"}, "numerical precision"),
    entry("batch-normalization", "批量规范化", {"term": "batch normalization", "acronym": "BN"}),
    entry("bayesian-network", "贝叶斯网络", {"term": "Bayesian network", "acronym": "BN"}),
    entry("cplusplus", "C++ 语言", "C++", kind="language"),
    entry("c-language", "C 语言", "C", kind="language"),
    entry("csharp", "C# 语言", "C#", kind="language"),
    entry("a-star", "A* 算法", "A*"),
    entry("resnet-50", "ResNet-50", "ResNet-50"),
    entry("resnet-101", "ResNet-101", "ResNet-101"),
    entry("encoder", "编码器", "encoder"),
    entry("decoder", "解码器", "decoder"),
    entry("supervised", "监督学习", "supervised learning"),
    entry("unsupervised", "无监督学习", "unsupervised learning"),
    entry("learning-rate", {"term": "学习率", "hidden": ["步长"]}, "learning rate", former_ids=["step-size"]),
    entry("gan", "生成对抗网络", {"term": "generative adversarial network", "acronym": "GAN"}),
    entry("hyperparameter", "超参数", "hyperparameter"),
)


@cache
def small() -> sqlite3.Connection:
    return index_of(*SMALL)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("特征向量", [("feature-vector", "exact"), ("eigenvector", "exact")], id="two entries of one name"),
        pytest.param("tezhengxiangliang", [("feature-vector", "pinyin"), ("eigenvector", "pinyin")], id="in pinyin"),
        pytest.param("精度", [("numeric-precision", "exact"), ("accuracy", "found-only")], id="taken for another"),
        pytest.param("BN", [("batch-normalization", "acronym"), ("bayesian-network", "acronym")], id="two acronyms"),
        pytest.param("步长", [("learning-rate", "hidden")], id="hidden label"),
        pytest.param("step-size", [("learning-rate", "found-only")], id="former id"),
        pytest.param("feature-vector", [("feature-vector", "exact")], id="id"),
        pytest.param("C++", [("cplusplus", "exact")], id="C++"),
        pytest.param("c", [("c-language", "exact")], id="C"),
        pytest.param("C#", [("csharp", "exact")], id="C#"),
        pytest.param("A*", [("a-star", "exact")], id="A*"),
        pytest.param("Ａ＊", [("a-star", "exact")], id="A* in full width"),
        pytest.param("c++语", [("cplusplus", "prefix")], id="signs in a prefix"),
        pytest.param("*算", [("a-star", "substring")], id="a sign in a substring"),
        pytest.param("+语", [("cplusplus", "substring")], id="another sign in a substring"),
        pytest.param("resnet51", [], id="a changed digit is no typo"),
        pytest.param("resnet", [("resnet-50", "prefix"), ("resnet-101", "prefix")], id="the shorter of two first"),
        pytest.param("predictive", [("precision", "substring")], id="inside an English alias"),
        pytest.param("度拟", [("overfitting", "substring")], id="inside a Chinese alias"),
        pytest.param("chaocanshu", [("hyperparameter", "pinyin")], id="pinyin that is not stored"),
        pytest.param("超餐数", [("hyperparameter", "pinyin")], id="homophone"),
        pytest.param("guonihe", [("overfitting", "pinyin")], id="pinyin of one of two opposites"),
        pytest.param("underfiting", [("underfitting", "typo")], id="typo of one opposite"),
        pytest.param("overfittng", [("overfitting", "typo")], id="typo of the other"),
        pytest.param("supervized learning", [("supervised", "typo")], id="typo near two"),
        pytest.param("unsupervized learning", [("unsupervised", "typo")], id="typo near two, the other way"),
        pytest.param("过拟和", [("overfitting", "pinyin")], id="homophone of one opposite"),
        pytest.param("欠拟核", [("underfitting", "pinyin")], id="homophone of the other"),
        pytest.param(
            "率",
            [("learning-rate", "substring"), ("precision", "substring"), ("accuracy", "substring")],
            id="one character",
        ),
    ],
)  # fmt: skip
def test_small_glossary(query: str, expected: list[tuple[str, str]]) -> None:
    """All entries that bear a name are shown; an opposite never is for a typo."""
    assert sorted(found(small(), query)) == sorted(expected)
    assert found(small(), query)[:1] == expected[:1] or query == "率"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("且拟合", "underfitting", id="a character that looks or sounds a little like it"),
        pytest.param("国拟何", "overfitting", id="one character by sound"),
        pytest.param("encodr", "encoder", id="letters"),
        pytest.param("decodr", "decoder", id="letters of its opposite"),
        pytest.param("查谁率", "precision", id="the middle character"),
        pytest.param("学习速度率", "learning-rate", id="characters too many"),
        pytest.param("生成对康网路", "gan", id="two wrong characters"),
        pytest.param("resnet51", "resnet-50", id="a changed digit"),
    ],
)
def test_first_answer_to_a_slip(query: str, first: str) -> None:
    """What was meant comes first, be it as a match or as a suggestion."""
    result = find.look_up(small(), query)
    assert ([match.id for match in result.matches] + [name for name, *_ in result.suggestions])[0] == first


@pytest.mark.parametrize(("query", "order"), [("MAP", ["a", "b"]), ("mAP", ["b", "a"]), ("map", ["a", "b"])])
def test_capitals_tell_namesakes_apart(query: str, order: list[str]) -> None:
    """Of names that differ in their capitals alone the one that was typed comes first."""
    db = index_of(
        entry("a", "甲", {"term": "x y", "acronym": "MAP"}), entry("b", "乙", {"term": "z", "acronym": "mAP"})
    )
    assert [name for name, _ in found(db, query)] == order


def test_miss_has_suggestions() -> None:
    """A miss has no match, and some suggestions with both names."""
    result = find.look_up(small(), "且拟合")
    assert (result.matches, result.suggestions[0]) == ((), ("underfitting", "欠拟合", "underfitting"))


def test_many_matches_are_limited() -> None:
    """A list of matches, and of suggestions, has an end; the shortest labels come first."""
    db = index_of(*(entry(f"e{n}", f"网络{'甲' * (n + 1)}", f"zzzzzz{n:03}") for n in range(40)))
    assert [name for name, _ in found(db, "网络")] == [f"e{n}" for n in range(LIMIT)]
    assert len(suggested(db, "zzzzzz09")) == find.SUGGESTIONS


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("sums", ["a"], id="English"),
        pytest.param("SUMS numbers", ["a"], id="all the words"),
        pytest.param("sums nothing", [], id="one word missing"),
        pytest.param("number", ["a", "b"], id="part of a word"),
        pytest.param("加總", ["a"], id="traditional"),
        pytest.param("示例", ["b"], id="in an example"),
        pytest.param("二月", ["b"], id="in a note"),
        pytest.param("数", ["a"], id="one character"),
        pytest.param("two-way", ["b"], id="hyphen"),
        pytest.param("twoway", ["b"], id="hyphen left out"),
        pytest.param("snake_case", ["b"], id="underscore"),
        pytest.param("二月末", [], id="beyond the text"),
        pytest.param("後記", ["b"], id="traditional as it stands"),
        pytest.param("Écart", ["b"], id="accent"),
        pytest.param("label", [], id="labels are not searched"),
    ],
)
def test_search_in_definitions(query: str, expected: list[str]) -> None:
    """`--search` finds entries in whose sentences all the words stand, in the order of learning."""
    db = index_of(
        entry("a", {"term": "标签", "definition": "把数加总。"}, {"term": "label", "definition": "It sums numbers."}),
        entry(
            "b",
            {"definition": "乙。"},
            {"definition": "A two-way number, Écart in snake_case, 後記."},
            examples=[{"zh": "示例。", "en": "Example."}],
            notes=[{"kind": "history", "zh": "二月。", "en": "February."}],
        ),
    )
    result = search_definitions(db, query)
    assert [match.id for match in result.matches] == expected
    assert {match.match for match in result.matches} <= {"definition"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", ["过拟合", "欠拟合", "特征向量", "特征向量"], id="nothing yet"),
        pytest.param("over", ["overfitting"], id="English"),
        pytest.param("过", ["过拟合", "过度拟合"], id="Chinese"),
        pytest.param("guo", ["过拟合", "过度拟合"], id="pinyin"),
        pytest.param("c", ["C", "C#", "C++", "C 语言"], id="labels before pinyin"),
        pytest.param("zzz", [], id="none"),
    ],
)
def test_completions(query: str, expected: list[str]) -> None:
    """What begins with the letters typed, labels before pinyin, the shortest first."""
    labels = [label for _, label, _, _ in find.completions(small(), query, 4)]
    assert labels == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dropout", True),
        ("暂退法", True),
        ("zantuifa", True),
        ("暫退法", True),
        ("drop", False),
        ("quzi", False),
        ("", False),
    ],
)
def test_is_named(query: str, expected: bool) -> None:
    """A label is known by its letters or its sound, and not by a part of it."""
    assert find.is_named(bundled(), query) is expected


def test_entry_by_id() -> None:
    """An entry is found by its id and by a former one."""
    for name in ("learning-rate", "step-size"):
        match = find.entry_by_id(small(), name)
        assert match is not None
        assert match.id == "learning-rate"
    assert find.entry_by_id(small(), "nothing") is None
