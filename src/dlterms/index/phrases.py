"""What a question or a phrase is about: `什么是过拟合`, `difference between A and B`, `损失函数loss`. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from dlterms.equivalents import rewordings
from dlterms.index.near import LONGEST_NAME, MOST_WORDS, NEGATIONS
from dlterms.labels import has_han, key
from dlterms.variants import inflected

Named: TypeAlias = Callable[[Iterable[str]], Mapping[str, Sequence[int]]]  # of keys, the entries that bear them
Seek: TypeAlias = Callable[[str, bool], Sequence[int]]  # the entries that a text finds, by a part of a name too or not
Related: TypeAlias = Callable[[int, int], bool]  # whether an entry is told apart from another, or builds on it
Run: TypeAlias = tuple[int, int]  # the numbers of its first word and of the one after it

# What may stand around names and names nothing itself, in simplified characters and small letters.
_AND = {"和", "与", "跟", "及", "以及", "还是", "或", "或者", "and", "or", "vs", "versus"}
_OF = {"的", "中的", "里的", "上的", "里面的", "当中的"}  # of `A 的 B` B is meant
_IN = {"in", "of", "for", "within", "on"}  # of `A in B` A is
# Of two names only: beside a single one they may be a part of another, as in `似然比` and `替代损失`.
_OF_TWO = {
    "比", "比起", "相比", "相比于", "相较于", "快", "慢", "代替", "替代", "取代", "替换", "换成", "搭配", "结合",
    "over", "than", "comparedto", "betterthan", "worsethan", "faster", "fasterthan", "slower", "slowerthan",
    "replace", "replaced", "combine", "combined",
}  # fmt: skip
_ARTICLES = {"a", "an", "the"}
_OTHERS = """
    什么 啥 什么是 啥是 什么叫 什么叫做 啥叫 何为 何谓 是 是什么 是啥 什么意思 啥意思 是什么意思 是啥意思 请问 哪些
    有哪些 哪个 有 有什么 为什么 为何 为啥 怎么 怎样 如何 咋 怎么办 怎么样 有何 有没有 是不是 是否 能否 可以 会 要
    能 应该 需要 呢 吗 啊 了 着 地 得 时 中 里 上 下 做 算 用 调 选 看 读 写 说 叫 同 查 一下 一个 这个 关于 解释
    介绍 说明 理解 定义 概念 含义 意思 意义 原理 原因 公式 作用 用途 用处 应用 例子 举例 示例 实例 优点 缺点 优缺点
    好处 坏处 特点 推导 证明 实现 代码 步骤 流程 结构 方法 办法 解决方法 解决办法 方案 情况 情形 场景 区别 差别 差异
    不同 不同点 异同 对比 比较 关系 联系 之间 之间的 中文 汉语 英文 英语 英文名 中文名 翻译 全称 缩写 简称 术语 名词
    防止 避免 解决 缓解 减少 减轻 克服 处理 计算 使用 采用 选择 设置 调整 判断 检测 发生 出现 产生 问题 现象 入门
    教程 详解 简介 通俗 而不是 优势 劣势 局限 局限性 不足 缺陷 弊端 什么时候 何时 啥时候 什么情况下 而 不用 不要 不能
    为什么不 为什么要 为什么会 一起 一起用 同时 同时用 更 更好 更快 一定 真的 到底 究竟 的本质 请 我 给我 讲讲 讲一下
    告诉我 谁能 想 想知道 知道 哪一个 哪种 哪里 都 也 还 还要 又 既然 如果 没有 会怎样 会怎么样 的影响 有什么影响
    效果更好 重要吗 必要吗 有必要 分别 分别是 相同点 共同点 适合 适用 适用于 几种 哪几种 种类 能不能 可不可以 有用 差
    好 高 低 大小 多少 太大 太小 过大 过小 太高 太低 降低 提高 what whats s is are was were
    be do does did how why when where which who this that it its i you we one can could should would tell me about
    please explain explained explanation define defined definition describe description meaning mean means example
    examples formula equation diff difference differences different differ differs compare compared comparing
    comparison relationship relation distinguish between among from to with use used uses using avoid prevent reduce
    fix solve handle calculate compute implement choose detect cause causes understand understanding work works
    working tutorial intro introduction overview basics simple terms term problem problems issue issues chinese
    english translation translate insteadof ratherthan better worse together atthesametime both whynot prefer preferred
    advantageof advantages disadvantage disadvantages benefit benefits drawback drawbacks limitation limitations
    downside downsides pros cons need needed needs necessary required important matter matters happens happen bad still
    actually really if my your there any have has get know give show help helps purposeof intuition similarities pick
"""
_FRAME = {*_AND, *_OF, *_IN, *_ARTICLES, *_OF_TWO, *_OTHERS.split()}
_LONGEST_FRAME = 6  # words, a Chinese character counting as one
_CONNECTOR = r"[、/／,，;；&＆|]"
_WORD = r"[⺀-\U0003ffff]|[^\W_⺀-\U0003ffff]+[+#*]*"


class Subject(NamedTuple):
    """What is asked about: the entries it may be, the best first, and how it was typed."""

    entries: Sequence[int]
    text: str


class _Word(NamedTuple):
    form: str  # its key
    start: int
    end: int


class _Piece(NamedTuple):
    """Words of a phrase: a name, what may stand around names, or neither."""

    sort: Literal["name", "frame", "other"]
    run: Run


def subjects(query: str, named: Named, seek: Seek, related: Related) -> list[Subject]:
    """What a text is about, if it is about nothing else. `seek` finds a misspelt name among the words of a question."""
    text = re.sub(_CONNECTOR, " 和 ", unicodedata.normalize("NFKC", query))
    words = [_Word(key(found[0]), *found.span()) for found in re.finditer(_WORD, text)][:MOST_WORDS]
    names = _names(text, words, named)
    pieces = _pieces(words, names)
    sorts = {piece.sort for piece in pieces}
    if "other" in sorts and "frame" not in sorts:
        return []
    runs, between = _contents(words, pieces)
    if len(runs) < 2 and any(piece.sort == "frame" and _form(words, piece.run) in _OF_TWO for piece in pieces):
        return []
    found = [Subject(names.get(run, ()), _text(text, words, run)) for run in runs]
    _complete(found, between, named)
    guess = not any(each.entries for each in found)  # a part of a name is enough where there is no other
    found = [each if each.entries else Subject(seek(each.text, guess), each.text) for each in found]
    return _meant(found, between, related) if all(each.entries and len(each.text) > 1 for each in found) else []


def _contents(words: Sequence[_Word], pieces: Sequence[_Piece]) -> tuple[list[Run], list[set[str]]]:
    """The runs that are names or unknown, and before each but the first the words of a question that part it off."""
    runs: list[Run] = []
    between: list[set[str]] = []
    passed: set[str] = set()
    for framed, group in groupby(pieces, lambda piece: piece.sort == "frame"):
        found = list(group)
        if framed:
            passed = {_form(words, piece.run) for piece in found}
            continue
        named = all(piece.sort == "name" for piece in found)
        new = [piece.run for piece in found] if named else [(found[0].run[0], found[-1].run[1])]
        between += [passed] * bool(runs) + [set()] * (len(new) - 1)
        runs += new
    return runs, between


def _complete(found: list[Subject], between: Sequence[set[str]], named: Named) -> None:
    """Of `L1和L2正则化` the first is L1正则化, if there is such a name."""
    for place, parting in enumerate(between):
        if parting & _AND:
            one, other = found[place].text, found[place + 1].text
            rests = [other[word.start() :] for word in re.finditer(_WORD, other)][1:]
            wholes = [f"{one}{'' if has_han(rest[0]) else ' '}{rest}" for rest in rests]
            entries_of = named(map(key, wholes))
            for whole in reversed(wholes):
                if entries := entries_of.get(key(whole)):
                    found[place] = Subject(entries, whole)


def _meant(found: Sequence[Subject], between: Sequence[set[str]], related: Related) -> list[Subject]:
    """Of several the one that the others only say more about, if there is one."""
    if len(found) < 2:
        return list(found)
    common = [entry for entry in found[0].entries if all(entry in each.entries for each in found)]
    if common:
        return [Subject(common[:1], found[0].text)]
    if all(words and words <= _OF for words in between):
        return [found[-1]]
    if all(words & _IN and words <= _IN | _ARTICLES for words in between):
        return [found[0]]
    return [each._replace(entries=[_likeliest(each, found, related)]) for each in found]


def _likeliest(one: Subject, found: Sequence[Subject], related: Related) -> int:
    """Of entries of one name that which has to do with the others of the phrase, or else the first."""
    if len(one.entries) == 1:
        return one.entries[0]
    others = [entry for each in found if each is not one for entry in each.entries]
    near = (entry for entry in one.entries if any(related(entry, other) for other in others))
    return next(near, one.entries[0])


def _names(text: str, words: Sequence[_Word], named: Named) -> dict[Run, Sequence[int]]:
    """The runs of words that are names. One that may stand around names is none but beside `and`, or all alone."""
    forms = {run: _forms(_text(text, words, run)) for run in _runs(words)}
    entries_of = named({form for each in forms.values() for form in each})
    found = {run: entries_of[form] for run, each in forms.items() for form in each if form in entries_of}
    if any(word.form in _AND for word in words):
        return found
    telling = {run: entries for run, entries in found.items() if _form(words, run) not in _FRAME}
    return telling or found


def _runs(words: Sequence[_Word]) -> Iterator[Run]:
    for start in range(len(words)):
        opposite = start and words[start - 1].form in NEGATIONS
        if opposite or words[start].form in _ARTICLES:
            continue
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            if len(_form(words, (start, end))) > 1:
                yield start, end


def _forms(text: str) -> list[str]:
    """The keys of a run of words, the likeliest last."""
    form = key(text)
    others = rewordings(text) if has_han(form) else sorted(inflected(text))
    return [*(other for other in others if other != form), form]


def _pieces(words: Sequence[_Word], names: Mapping[Run, object]) -> list[_Piece]:
    """The words cut so that the fewest mean nothing here, the most are names, and the pieces are few."""
    best: list[tuple[tuple[int, int, int], list[_Piece]]] = [((0, 0, 0), [])]
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(max(0, end - LONGEST_NAME), end):
            (other, named, few), pieces = best[start]
            size = end - start
            if (start, end) in names:
                ways.append(((other, named + size, few - 1), [*pieces, _Piece("name", (start, end))]))
            elif size <= _LONGEST_FRAME and _form(words, (start, end)) in _FRAME:
                ways.append(((other, named, few - 1), [*pieces, _Piece("frame", (start, end))]))
            elif size == 1:
                ways.append(((other - 1, named, few - 1), [*pieces, _Piece("other", (start, end))]))
        best.append(max(ways, key=lambda way: way[0]))
    return best[-1][1]


def _form(words: Sequence[_Word], run: Run) -> str:
    return "".join(word.form for word in words[slice(*run)])


def _text(text: str, words: Sequence[_Word], run: Run) -> str:
    return text[words[run[0]].start : words[run[1] - 1].end]
