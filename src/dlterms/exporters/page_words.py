"""The words of the page itself, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from dlterms.labels import both
from dlterms.model import Lang

# Names of the sections of an article, of levels and standings are those that `article`, `page` and `list` have.
WORDS: Mapping[str, tuple[str, str]] = {
    "find": ("搜索术语", "Search for a term"),
    "terms": ("术语", "Terms"),
    "cards": ("卡片", "Cards"),
    "back": ("返回列表", "Back to the list"),
    "skip": ("跳到正文", "Skip to the content"),
    "found": ("条结果", "found"),
    "near": ("没有找到，相近的有", "Not found; nearest"),
    "nothing": ("没有找到", "Nothing found"),
    "map": ("先学什么，再学什么", "What it needs, and what it opens"),
    "walk": ("点一个词，以它为中心", "Choose a term to see its own map"),
    "welcome": ("从左边选一个词，或按 / 搜索。", "Choose a term, or press / to search."),
    "turn": ("翻面", "Turn"),
    "next": ("下一张", "Next"),
    "previous": ("上一张", "Previous"),
    "keys": (
        "空格翻面，← → 换卡。这里什么都不记录；要记住，用 dlterms quiz。",
        "Space turns, ← → move. Nothing is recorded here; dlterms quiz does that.",
    ),
    "direction": ("方向", "Direction"),
    "zh-en": ("中文 → 英文", "Chinese → English"),
    "en-zh": ("英文 → 中文", "English → Chinese"),
    "definition-term": ("释义 → 术语", "Definition → term"),
    "order": ("顺序", "Order"),
    "learning-order": ("学习顺序", "Order of learning"),
    "shuffled": ("打乱", "Shuffled"),
    "topic": ("主题", "Topic"),
    "all": ("全部", "All"),
    "no cards": ("没有这样的卡片", "There are no such cards"),
    "also": ("又称", "also"),
    "formula": ("公式", "formula"),
    "example": ("例子", "example"),
    "usage": ("用法", "usage"),
    "scope": ("范围", "scope"),
    "history": ("历史", "history"),
    "correction": ("更正", "correction"),
    "learn first": ("先学", "learn first"),
    "nearly the same": ("近义", "nearly the same"),
    "confused with": ("易混", "confused with"),
    "broader": ("上位", "broader"),
    "narrower": ("下位", "narrower"),
    "see also": ("参见", "see also"),
    "cited": ("文献", "cited"),
    "source": ("出处", "source"),
    "level 1": ("核心", "core"),
    "level 2": ("常用", "useful"),
    "level 3": ("备查", "look-up"),
    "draft": ("草稿", "draft"),
    "deprecated": ("不推荐", "deprecated"),
    "new": ("未学", "new"),
    "learning": ("在学", "learning"),
    "known": ("已会", "known"),
    "due": ("该复习", "due"),
    "set-aside": ("搁置", "set aside"),
    "leech": ("总忘", "leech"),
}


def word(name: str, lang: Lang) -> str:
    """In the language of the explanations, or in both; what has no words here is its own."""
    zh, en = WORDS.get(name, (name, name))
    return {"zh": zh, "en": en}.get(lang) or both(zh, en)
