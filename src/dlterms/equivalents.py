"""Words that stand for one another in any name, or may stand behind it: each rule is a row of a table."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from dlterms.labels import han_count, key
from dlterms.variants import trimmed, written

if TYPE_CHECKING:  # a look-up of a plural needs no model
    from dlterms.model import Kind

_HAN = "[㐀-鿿]"

# Patterns in keys (simplified, without spaces), and what stands for them here; each table sees what the one above made.
TAIWAN = (  # whose books write these words
    ("程式设计|程序设计", "编程"), ("程式", "程序"), ("函[式数]库", "库"), ("函式", "函数"), ("演算法", "算法"),
    ("网路", "网络"), ("类神经", "神经"), ("[机几]率", "概率"), ("变数", "变量"), ("资料", "数据"), ("资讯", "信息"),
    ("检定", "检验"), ("分散式", "分布式"), ("平行(?!四边)", "并行"), ("运算", "计算"), ("[杂噪]讯", "噪声"),
    ("软体", "软件"), ("硬体", "硬件"), ("晶片", "芯片"), ("伺服器", "服务器"), ("记忆体", "内存"), ("阵列", "数组"),
    ("最佳化", "优化"), ("最佳", "最优"), ("批次", "批量"), ("品质", "质量"), ("辨识", "识别"), ("递回", "递归"),
    ("多工", "多任务"), ("影像", "图像"), ("视讯", "视频"), ("语意", "语义"), ("强健", "鲁棒"), ("支援", "支持"),
    ("叠代", "迭代"), ("表征", "表示"), ("精准度", "精度"), ("搜寻", "搜索"),
    ("倒传[递播]|反向传[递导]", "反向传播"), ("督导", "监督"), ("增强(?=[式型]?学习)", "强化"),
)  # fmt: skip
_ALIKE = (  # words that mean the same in any name
    ("最优化", "优化"), ("极小", "最小"), ("极大", "最大"), ("矢量", "向量"), ("[取抽]样", "采样"), ("噪音", "噪声"),
    ("小型批|迷你批", "小批"), ("估算", "估计"), ("维数", "维度"), ("[鉴辨]别", "判别"), ("隐[藏含]", "隐"),
    ("权值", "权重"), ("稳健", "鲁棒"), ("深层", "深度"), ("超参$", "超参数"), ("(?<=神经)网$", "网络"),
    ("[两双]", "二"), ("[有受]监督", "监督"), ("非监督", "无监督"), ("(?<=监督)式?机器(?=学习)", ""),
)  # fmt: skip
_LITTLE = (  # what may be there or not
    (f"(?<={_HAN}{_HAN})[方算]法$", "法"),
    (f"(?<={_HAN})的(?={_HAN})", ""),
    (f"(?<={_HAN}{_HAN})[式型性](?={_HAN}{_HAN})", ""),  # 监督式学习
)
_BRITISH = (  # in keys, where words run together
    (r"(?<=[lmnrtd])is(?=e|ing|ation)", "iz"),
    (r"yse", "yze"),
    (r"(?<=behavi|neighb)our", "or"),
    (r"(?<=col|fav|lab|vap)our", "or"),
    (r"(cent|fib)re", r"\1er"),
    (r"(label|model|signal|channel|cancel)l(?=ed|ing)", r"\1"),
    (r"grey", "gray"),
    (r"artefact", "artifact"),
    (r"(anal|dial|catal)ogue", r"\1og"),
)
_PHRASES = (  # in words with one space between them
    (r"(.+) (?:of|for|in|with|by) (?:the |an? )?(.+?)(?:(?<=[^su])s)?", r"\2 \1"),  # vector of features
    (r"(.*)supervised machine learning", r"\1supervised learning"),
    (r"(.*)non supervised (.*)", r"\1unsupervised \2"),
)
_WORDS = {
    "testing": "test", "train": "training", "net": "network", "nets": "networks", "nn": "neuralnetwork",
    "nns": "neuralnetworks", "labeled": "label", "labelled": "label", "func": "function", "param": "parameter",
    "params": "parameters", "info": "information", "auto": "automatic", "automated": "automatic", "env": "environment",
    "prob": "probability", "probabilistic": "probability", "2": "two", "multiple": "multi",
}  # fmt: skip

_METHOD = (
    "方法", "算法", "法", "技术", "技巧", "策略", "优化", "优化器", "机制", "过程", "层", "method", "algorithm",
    "technique", "strategy", "approach", "procedure", "process", "optimizer", "mechanism", "layer",
)  # fmt: skip
_SOFTWARE = ("框架", "库", "平台", "软件", "framework", "library", "platform", "api", "package", "toolkit")
_KIND_WORDS: dict[Kind, tuple[str, ...]] = {  # the word for what a thing is, which may stand behind its name
    "method": _METHOD,
    "process": _METHOD,
    "concept": ("现象", "概念", "问题", "过程", "phenomenon", "problem", "concept", "process"),
    "field": ("领域", "方法", "算法", "法", "技术", "任务", "field", "method", "algorithm", "technique", "task"),
    "architecture": (
        "架构", "结构", "模型", "网络", "层", "architecture", "model", "network", "layer", "structure",
    ),
    "framework": _SOFTWARE,
    "library": _SOFTWARE,
    "dataset": ("数据集", "数据库", "语料库", "dataset", "database", "corpus", "benchmark"),
    "language": ("语言", "编程语言", "language", "programminglanguage"),
    "task": ("任务", "问题", "task", "problem"),
    "metric": ("指标", "分数", "值", "metric", "rate", "score", "value"),
    "system": ("系统", "架构", "程序", "system", "architecture", "program"),
    "environment": ("环境", "游戏", "引擎", "模拟器", "environment", "game", "engine", "simulator"),
    "hardware": ("硬件", "芯片", "hardware", "chip"),
    "resource": ("书", "一书", "教材", "book", "textbook"),
}  # fmt: skip


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """The key that is equal for two texts that say the same in words that stand for one another."""
    form = _usual(_in_usual_words(text))
    return form if form.isascii() else _replaced(form, _LITTLE)


def rewordings(text: str) -> list[str]:
    """The keys under which a text may stand in a glossary, which is written in the usual words."""
    return list(dict.fromkeys((_usual(key(text)), _usual(_in_usual_words(text)), canonical(text))))


def _in_usual_words(text: str) -> str:
    """The key of a text in other phrases, and with other words for whole English ones."""
    text = re.sub(r"[&＆/／]", " and ", unicodedata.normalize("NFKC", text)).casefold()
    text = " ".join(re.findall(r"(?:[^\W_]|[+#*])+", text))
    for pattern, usual in _PHRASES:
        text = re.sub(f"^{pattern}$", usual, text)
    words = (re.sub("(?<=[a-z]ic)al$", "", word) for word in text.split())
    return key(" ".join(_WORDS.get(word, word) for word in words))


def _usual(form: str) -> str:
    """A key with the usual words of the mainland and of America."""
    if form.isascii():
        for pattern, american in _BRITISH:
            form = re.sub(pattern, american, form)
        return form
    # Accents: naïve Bayes.
    bare = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    return _replaced(_replaced(bare, TAIWAN), _ALIKE)


def _replaced(form: str, rows: tuple[tuple[str, str], ...]) -> str:
    """A key in which what fits a row's pattern has become what the row says; where several fit, the first row."""
    pattern, usual = _one_pattern(rows)
    return pattern.sub(lambda found: usual[(found.lastindex or 1) - 1], form)


@lru_cache(maxsize=8)
def _one_pattern(rows: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], list[str]]:
    # One of them all: it is compiled in a third of the time that each alone would take.
    return re.compile("|".join(f"({pattern})" for pattern, _ in rows)), [usual for _, usual in rows]


@lru_cache(maxsize=4096)
def equivalents(text: str) -> frozenset[str]:
    """The canonical keys of an answer: whole, without an article in front, without a parenthesis at the end."""
    return frozenset(form for each in trimmed(text) if (form := canonical(each)))


@lru_cache(maxsize=4096)
def label_equivalents(label: str) -> frozenset[str]:
    """The canonical keys of a label, in the singular and in the plural."""
    return frozenset(form for each in written(label) for form in equivalents(each))


def short_method(form: str, kind: Kind) -> str:
    """The key of a Chinese method's name without its 法: 暂退 for 暂退法, though 算 is not 算法."""
    whole = kind != "method" or not form.endswith("法") or form.endswith(("方法", "算法")) or han_count(form) < 3
    return form if whole else form[:-1]


def without_kind(form: str) -> dict[str, frozenset[Kind]]:
    """What is left of a canonical key without one or two words for a kind at its end, and which kinds it may be of.

    梯度下降优化算法 is 梯度下降, if that is a method; the PyTorch framework is PyTorch.
    """
    found: dict[str, frozenset[Kind]] = {}
    for word, kinds in _kinds_of().items():
        if form.endswith(word) and (rest := form.removesuffix(word)):
            found[rest] = found.get(rest, frozenset()) | kinds
            for word_before in filter(rest.endswith, _kinds_of()):
                if shorter := rest.removesuffix(word_before):
                    found[shorter] = found.get(shorter, frozenset()) | (kinds & _kinds_of()[word_before])
    return found


@lru_cache(maxsize=1)
def _kinds_of() -> dict[str, frozenset[Kind]]:
    """For each word, in the plural too, the kinds of things that it is the word for."""
    kinds: dict[str, frozenset[Kind]] = {}
    for kind, words in _KIND_WORDS.items():
        for word in words:
            for each in map(key, written(word)):
                kinds[each] = kinds.get(each, frozenset()) | {kind}
    return kinds
