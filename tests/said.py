"""What is said at a terminal, in English and in Chinese: written out, not taken from the catalogue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dlterms.cli.language import use

Said = Callable[[str], str]
CHINESE = {
    # a quiz: questions, and what is asked once more
    "dropout  → 中文?": "dropout  → 中文？",
    "暂退法  → English?": "暂退法  → 英文？",
    "0 done · 1 left · 0% right": "完成 0 · 还剩 1 · 答对 0%",
    "Hint: 暂__ (3).": "提示：暂__ (3)。",
    "Hint: d______ (7). The answer now counts as hard at most.": "提示：d______ (7)。这一题至多评为“困难”。",
    "There is a hint only where an answer is typed.": "只有输入答案的题目才有提示。",
    "Right, but in the other language. In 中文?": "词对，但语言不对。中文怎么说？",
    "That is how it sounds. Now the characters:": "读音对。汉字怎么写？",
    "Enter once more: I don't know.": "再按一次 Enter 表示不知道。",
    # verdicts
    "Right: 暂退法": "正确：暂退法",
    "Right: 暂停法": "正确：暂停法",
    "Right: dropout": "正确：dropout",
    "No. It is 暂退法.": "不对。答案是“暂退法”。",
    "No. It is dropout.": "不对。答案是“dropout”。",
    "It is 暂退法.": "答案是“暂退法”。",
    "You wrote 记忆网络": "你写的是“记忆网络",
    "Counted as hard, since it took a hint.": "有提示才答对，评为“困难”。",
    "definition": "释义",
    "told apart": "区别",
    # keys
    "? keys": "? 按键",
    "1 2 3 choose · Space I don't know · ? keys": "1 2 3 选择 · 空格 不知道 · ? 按键",
    "Enter twice for I don't know": "不知道就按两次 Enter",
    "Type the answer, or Enter twice for I don't know · 9 hint · ? keys":
        "输入答案，不知道就按两次 Enter · 9 提示 · ? 按键",
    "Enter go on": "Enter 继续",
    "5 entry": "5 词条",
    "9 accept from now on": "9 从此接受",
    "6 I was right · 7 undo": "6 算对 · 7 撤销",
    "Enter go on · 6 I was right · 9 accept from now on · 7 undo · 5 entry · ? keys":
        "Enter 继续 · 6 算对 · 7 撤销 · 5 词条 · 9 从此接受 · ? 按键",
    "Enter go on · 6 I was wrong · 7 undo · 5 whole entry · 0 end · ? keys":
        "Enter 继续 · 6 算错 · 7 撤销 · 5 词条 · 0 结束 · ? 按键",
    "1 again · 2 hard · 3 good · 4 easy": "1 重来 · 2 困难 · 3 良好 · 4 简单",
    "1 again, today · 2 hard, tomorrow · 3 good, in 3 days · 4 easy, in 9 days":
        "1 重来，今天 · 2 困难，明天 · 3 良好，3 天后 · 4 简单，9 天后",
    "1 I know this · 2 not today · 3 set aside · any other key: back": "1 已掌握 · 2 今天不考 · 3 搁置 · 其他键：返回",
    "Enter: go on; twice where an answer is typed: I don't know": "Enter：继续；输入答案时连按两次表示不知道",
    "undo the last answer": "撤销上一次回答",
    "this list": "列出全部按键",
    "?: this list": "?：列出全部按键",
    # commands
    "Counted as right: 暂退法 dropout.": "改判为正确：暂退法 dropout。",
    "Undone: 暂退法 dropout.": "已撤销：暂退法 dropout。",
    "There is nothing to undo": "没有可以撤销的操作",
    "暂退法 dropout is set aside": "“暂退法 dropout”已搁置",
    "is set aside. `dlterms history undo` takes it back": "已搁置。用 `dlterms history undo` 可以撤销",
    "暂退法 dropout waits till tomorrow": "“暂退法 dropout”明天再考",
    "Accepted from now on: 暂停法 for 暂退法 dropout": "从此接受“暂停法”作为“暂退法 dropout”的别名",
    "Accepted from now on: x for 暂退法 dropout (own.yaml).": "从此接受“x”作为“暂退法 dropout”的别名（own.yaml）。",
    # the end
    "Nothing answered.": "一题也没答。",
    "1 answer, 1 right": "答了 1 题，答对 1 题",
    "1 answer, 0 right, 1 card left": "答了 1 题，答对 0 题，还剩 1 张卡片",
    "2 answers, 1 right": "答了 2 题，答对 1 题",
    "3 answers, 2 right": "答了 3 题，答对 2 题",
    # dlterms add
    "Chinese name:": "中文名：",
    "English name": "英文名",
    "English name (Enter: 学习率预熟):": "英文名（直接按 Enter 则用“学习率预熟”）：",
    "English name (Enter: 乌龟):": "英文名（直接按 Enter 则用“乌龟”）：",
    "pinyin:": "拼音：",
    "pinyin: xué xí lǜ yu? shu?": "拼音：xué xí lǜ yu? shu?",
    "pinyin: xue2 xi2 lv4 yu4": "拼音：xue2 xi2 lv4 yu4",
    "pinyin: wu? gui?": "拼音：wu? gui?",
    "id [learning-rate-warmup]:": "id [learning-rate-warmup]：",
    "id [wu-gui]:": "id [wu-gui]：",
    "topic [own]:": "主题 [own]：",
    "kind [concept]:": "类别 [concept]：",
    "definition in Chinese": "中文释义",
    "definition in English": "英文释义",
    "`随机失活` is a name of 暂退法 dropout already": "`随机失活` 已是 暂退法 dropout 的名称",
    "needs 5 syllables, one for each character; `xue2 xi2 lv4 yu4` has 4":
        "需要 5 个音节，一字一个音节；`xue2 xi2 lv4 yu4` 有 4 个",
    "`Warm up` is not an id": "`Warm up` 不是 id",
    "a broken link: write [text](#id)": "链接写法不对：应写作 [text](#id)",
    "a link to no entry `rate`": "链接的词条 `rate` 不存在",
    "a link to the entry itself": "链接到了词条自身",
    "乌龟 is used for both for now": "中英文名暂时都用“乌龟”",
    "correct its pinyin with": "拼音还不确定，用",
    "`dlterms quiz warmup` asks it": "用 `dlterms quiz warmup` 测验",
    "Right: 学习率预熟": "正确：学习率预熟",
    "nothing was added; what was to be added is in": "没有添加任何内容；要添加的内容保存在",
    "dlterms: nothing was added": "dlterms: 没有添加任何内容",
    # the same in both
    "wan13.html": "wan13.html",
    "暂退法  zàn tuì fǎ": "暂退法  zàn tuì fǎ",
}  # fmt: skip
in_english = pytest.mark.parametrize("language", ["en"])  # what is slow, and does not depend on the language


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    """The language of the interface: a test that takes it runs in each."""
    language: str = request.param
    return language


@pytest.fixture
def said(language: str) -> Said:
    """`said("Right: 暂退法")`: the text in the language of the interface."""
    return CHINESE.__getitem__ if language == "zh" else str


@pytest.fixture
def spoken(language: str) -> None:
    """The process of the tests itself speaks the language."""
    use(language)
