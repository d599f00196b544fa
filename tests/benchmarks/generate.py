"""Make up a glossary of any size, Chinese and English, the same for the same seed.

    python tests/benchmarks/generate.py 100000 big.yaml

English labels are one to three invented words, Chinese ones two to six characters from terms of the bundled glossary,
so that they share pieces with one another as real terms do. Every label is its entry's alone.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path

CHARACTERS = (
    "数据集样本特征标签向量维模型参训练学习算法目标函损失代价优化梯度下降随机批量小大率精度准确指回归分类多元聚监督无"
    "主成因果概图系统推荐检索信息序列生机器翻译深神经网络层权重激活过拟合泛泛正则暂退丢弃噪声注入容控制注意力记忆存储指针"
    "编码解程序员推理状态中间内部固定长变表示测试验证对抗判别器采布分物理仿真环境动作奖励智能体策略价值回报强围棋星际争霸并行计"
    "算分布处单核图形扩展总全局步速超学率框架张自微分符号命令式静动态卷积池化残差归一嵌入转换头窗口滑核均方误交叉熵折扣贪婪束搜"
    "索先后验贝叶斯高斯混合隐马尔可夫链蒙特卡罗近似边缘联条件独立期望协方差矩阵奇异值谱范距离相关稀疏稠密线非凸约束拉格朗日二次"
)
CONSONANTS = ("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "cl", "ph", "gr")
VOWELS = ("a", "e", "i", "o", "u", "ea", "io", "ou")
ENDINGS = ("n", "r", "s", "t", "l", "m", "nt", "ng", "x", "ck", "")
KINDS = ("concept", "method", "architecture", "task", "metric")
TOPICS = 20
PER_REQUIREMENT = 3  # of so many entries one requires an earlier one

HEAD = """\
schema: dlterms/1
glossary:
  id: generated
  title: {zh: 生成的词汇表, en: generated glossary}
  license: CC0-1.0
  languages: [zh, en]
topics:
"""


def glossary(size: int, seed: int = 0) -> Iterator[str]:
    """The lines of a glossary of `size` entries."""
    draw = random.Random(seed)
    yield HEAD
    for n in range(TOPICS):
        yield f"  - {{id: topic-{n}, zh: 主题{n}, en: topic {n}}}\n"
    yield "terms:\n"
    words = _words(draw)
    taken: set[str] = set()
    names = [(_label(draw, taken, _chinese), _label(draw, taken, words)) for _ in range(size)]
    for n in range(size):
        alias = _label(draw, taken, _chinese), _label(draw, taken, words)
        yield _entry(draw, n, names, alias)


def _words(draw: random.Random) -> Callable[[random.Random], str]:
    stock = sorted({
        "".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(draw.randint(2, 3))) + draw.choice(ENDINGS)
        for _ in range(4000)
    })  # fmt: skip
    return lambda draw: " ".join(draw.choices(stock, k=draw.choice((1, 2, 2, 3))))


def _chinese(draw: random.Random) -> str:
    return "".join(draw.choices(CHARACTERS, k=draw.choice((2, 3, 3, 4, 4, 4, 5, 5, 6, 6))))


def _label(draw: random.Random, taken: set[str], make: Callable[[random.Random], str]) -> str:
    label = make(draw)
    while label.replace(" ", "") in taken:
        label += " " * label.isascii() + make(draw)
    taken.add(label.replace(" ", ""))
    return label


def _entry(draw: random.Random, n: int, names: list[tuple[str, str]], alias: tuple[str, str]) -> str:
    zh, en = names[n]
    other = draw.randrange(n) if n else None
    zh_link, en_link = (f"[{names[other][k]}](#term-{other})" if other is not None else "" for k in (0, 1))
    requires = f"    requires: [term-{other}]\n" if other is not None and not n % PER_REQUIREMENT else ""
    numbers = draw.randint(2, 99), draw.randint(2, 99)
    return f"""\
  - id: term-{n}
    kind: {draw.choice(KINDS)}
    topic: topic-{draw.randrange(TOPICS)}
    level: {draw.randint(1, 3)}
    zh:
      term: {zh}
      aliases: [{alias[0]}]
      definition: |-
        把第 {numbers[0]} 项与{zh_link}逐一比较，再按固定的次序合并成一个结果的做法。
    en:
      term: "{en}"
      aliases: ["{alias[1]}"]
      definition: >-
        A procedure that compares item {numbers[0]} with {en_link} one by one and merges them
        into a single result in a fixed order.
{requires}    examples:
      - zh: 输入 {numbers[0]} 个数，输出 {numbers[1]} 个数。
        en: It takes {numbers[0]} numbers and gives {numbers[1]}.
    status: approved
"""


def write(path: Path, size: int, seed: int = 0) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(glossary(size, seed))
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    write(options.path, options.size, options.seed)
