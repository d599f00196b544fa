"""An entry as a page of sections, and as the plain lines of a pipe."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dlterms.index import find
from dlterms.model import Lang
from dlterms.views import page
from lookup_support import entry, index_of

FULL = entry(
    "dropout",
    {
        "term": "暂退法",
        "qualifier": "网络",
        "pinyin": "zàn tuì fǎ",
        "aliases": ["随机失活", {"term": "丢弃法", "status": "superseded", "note": "旧译"}],
        "hidden": ["丢弃正则化"],
        "definition": "抑制[过拟合](#overfitting)的方法。",
    },
    {"term": "dropout", "aliases": ["dilution"], "acronym": "DO", "definition": "Curbs [overfitting](#overfitting)."},
    level=1,
    kind="method",
    requires=["overfitting"],
    contrast=["noise"],
    formulas=[{"text": "h/(1-p)", "zh": "其中 p 为概率。", "en": "where p is a probability."}],
    examples=[{"zh": "例一。", "en": "Example one."}],
    notes=[
        {"kind": "correction", "zh": "更正。", "en": "A correction."},
        {"kind": "history", "zh": "历史。", "en": "History."},
    ],
    cite=["book"],
)
BOOK = {"type": "book", "authors": ["A. Zhang"], "year": "2023", "title": "Dive"}
OTHERS = (entry("overfitting", "过拟合", "overfitting"), entry("noise", {"term": "噪声", "qualifier": "数据"}, "noise"))


def lines(lang: Lang, *entries: dict[str, Any], **fields: Any) -> list[str]:
    match = find.entry_by_id(index_of(*entries, **fields), entries[0]["id"])
    assert match is not None
    return list(page.plain(page.page(match.entry, match.context, lang)))


def test_full_page() -> None:
    """Name, class, definitions, then the rest, each line behind its label; hidden labels are not shown."""
    assert lines("both", FULL, *OTHERS, references={"book": BOOK}) == [
        "暂退法 (网络)  zàn tuì fǎ · dropout (DO)",
        "method · 主题 topic · core",
        "definition: 抑制过拟合的方法。",
        "definition: Curbs overfitting.",
        "also called: 随机失活 · 丢弃法 (superseded, 旧译) · dilution",
        "formula: h/(1-p)",
        "formula: 其中 p 为概率。",
        "formula: where p is a probability.",
        "example: 例一。",
        "example: Example one.",
        "correction: 更正。",
        "correction: A correction.",
        "history: 历史。",
        "history: History.",
        "learn first: 过拟合 overfitting",
        "confused with: 噪声 (数据) noise",
        "cited: A. Zhang (2023). Dive.",
    ]


@pytest.mark.parametrize(
    ("lang", "shown", "hidden"),
    [
        pytest.param("zh", "抑制过拟合的方法。", "Curbs", id="zh"),
        pytest.param("en", "Curbs overfitting.", "抑制", id="en"),
    ],
)
def test_one_language(lang: Lang, shown: str, hidden: str) -> None:
    """`--lang` chooses the language of the explanations; both names stay."""
    text = "\n".join(lines(lang, FULL, *OTHERS, references={"book": BOOK}))
    assert shown in text
    assert hidden not in text
    assert "暂退法 (网络)  zàn tuì fǎ · dropout (DO)" in text


SHORT = {
    "both": ["definition: 抑制过拟合的方法。", "definition: Curbs overfitting.", "example: 例一。"],
    "zh": ["definition: 抑制过拟合的方法。", "example: 例一。"],
    "en": ["definition: Curbs overfitting.", "example: Example one."],
}


@pytest.mark.parametrize("lang", ["both", "zh", "en"])
def test_short_page(lang: Lang) -> None:
    """Names, definitions, the first example once, what to learn first, what is confused, and what there is besides."""
    match = find.entry_by_id(index_of(FULL, *OTHERS, references={"book": BOOK}), "dropout")
    assert match is not None
    *definitions, example = SHORT[lang]
    examples = " · example" if lang == "both" else ""
    topic = {"both": "主题 topic", "zh": "主题", "en": "topic"}[lang]
    assert list(page.plain(page.short(match.entry, match.context, lang))) == [
        "暂退法 (网络)  zàn tuì fǎ · dropout (DO)",
        f"method · {topic} · core",
        *definitions,
        "also called: 随机失活 · 丢弃法 (superseded, 旧译) · dilution",
        example,
        "learn first: 过拟合 overfitting",
        "confused with: 噪声 (数据) noise",
        f"more: --full: formula{examples} · correction · history · cited",
    ]


def test_short_page_of_all() -> None:
    """Where a short page leaves nothing out it says so by saying nothing."""
    match = find.entry_by_id(index_of(entry("jax", "JAX", "JAX")), "jax")
    assert match is not None
    assert page.short(match.entry, match.context) == page.page(match.entry, match.context)


def test_digest() -> None:
    """The shortest form of an entry is its names and its definitions."""
    match = find.entry_by_id(index_of(FULL, *OTHERS, references={"book": BOOK}), "dropout")
    assert match is not None
    assert list(page.plain(page.digest(match.entry, "en"))) == [
        "暂退法 (网络)  zàn tuì fǎ · dropout (DO)",
        "definition: Curbs overfitting.",
    ]


def test_small_page() -> None:
    """What an entry does not say has no line; a name that is the same in both languages is shown once."""
    assert lines("both", entry("jax", "JAX", "JAX", status="draft", level=3)) == [
        "JAX",
        "concept · 主题 topic · look-up · draft",
        "definition: definition of jax",
        "definition: definition of jax",
    ]


def test_definitions_stand_apart() -> None:
    """An empty line comes before the definitions, before the rest, and before what leads on."""
    match = find.entry_by_id(index_of(FULL, *OTHERS, references={"book": BOOK}), "dropout")
    assert match is not None
    sections = page.page(match.entry, match.context)
    assert [s.label for s in sections if s.apart] == ["", "definition", "also called", "learn first"]


@pytest.mark.parametrize(
    "text",
    ["shape [batch, heads] [/b] :x: x[i]", "[link](not a link)", "[x](#", "a\\nb", "100% {} %s {0}", "[bold]x[/]"],
)
def test_text_is_printed_as_typed(text: str) -> None:
    """Brackets, colons and braces in an entry mean nothing."""
    shown = list(page.plain([page.Section("note", [page.definition_spans(text)])]))
    assert shown == [f"note: {text}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a [b](#c) d", [("a ", ""), ("b", "link"), (" d", "")], id="link"),
        pytest.param("[b](#c)[d](#e)", [("b", "link"), ("d", "link")], id="only links"),
        pytest.param("[](#c)", [], id="empty link"),
        pytest.param("x[i] [b](#c)", [("x[i] ", ""), ("b", "link")], id="an index is no link"),
    ],
)
def test_links_are_marked(text: str, expected: page.Spans) -> None:
    """Linked terms have a role of their own."""
    assert page.definition_spans(text) == expected


DANGERS = ["\x1b[31m", "\x00", "\x9b31m", "\x1b]0;title\x07", "\u202e", "\u2066", "\ud800", "\x7f", "\r", "\ufeff"]


@pytest.mark.parametrize("danger", DANGERS, ids=ascii)
def test_nothing_steers_the_terminal(danger: str) -> None:
    """Control characters, direction overrides and surrogates never reach a line."""
    line = page.plain_line([(f"a{danger}b", ""), (f"c\n{danger}d", "term")])
    assert line.isprintable()
    assert line[0] == "a"
    line.encode("utf-8")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        pytest.param("", "暂退法 (网络) · dropout", id="no label"),
        pytest.param("暂退法", "暂退法 (网络) · dropout", id="its name"),
        pytest.param("随机失活", "暂退法 (网络) · dropout  (随机失活)", id="another name"),
        pytest.param("dropout", "暂退法 (网络) · dropout", id="its id"),
        pytest.param("丢弃正则化", "暂退法 (网络) · dropout", id="a hidden name"),
    ],
)
def test_one_line(label: str, expected: str) -> None:
    """A list says by which other name an entry was found."""
    match = find.entry_by_id(index_of(FULL, *OTHERS, references={"book": BOOK}), "dropout")
    assert match is not None
    assert page.plain_line(page.one_line(match.entry, label)) == expected
    assert json.dumps(match.entry)
