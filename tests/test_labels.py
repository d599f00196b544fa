"""The normalised forms of a label."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlterms.labels import (  # fmt: skip
    grams,
    han_count,
    has_han,
    initials,
    key,
    occurrence,
    pieces,
    printable,
    syllable_count,
    syllables,
    toneless,
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param("Drop-out", "dropout", id="case and hyphen"),
        pytest.param(" batch  size ", "batchsize", id="spaces"),
        pytest.param("ＤＲＯＰＯＵＴ", "dropout", id="full width"),
        pytest.param("snake_case", "snakecase", id="underscore"),
        pytest.param("C++", "c++", id="plus"),
        pytest.param("C#", "c#", id="sharp"),
        pytest.param("A*", "a*", id="star"),
        pytest.param("L₂", "l2", id="subscript"),
        pytest.param("Straße", "strasse", id="sharp s"),
        pytest.param("ﬁne", "fine", id="ligature"),
        pytest.param("naïve Bayes", "naïvebayes", id="accent"),
        pytest.param("暫退法", "暂退法", id="traditional"),
        pytest.param("暂退法（dropout）", "暂退法dropout", id="full-width brackets"),
        pytest.param("神經 网络", "神经网络", id="both scripts"),
        pytest.param("ε-贪心", "ε贪心", id="Greek"),
        pytest.param("“”。、—", "", id="punctuation"),
    ],
)
def test_key(text: str, form: str) -> None:
    """Case, width, punctuation and script make no difference; what tells C from C++ does."""
    assert key(text) == form


@given(st.text())
def test_key_of_a_key(text: str) -> None:
    """A key is its own key."""
    assert key(key(text)) == key(text)


def test_key_of_every_character() -> None:
    """So is that of each single character that a key may change."""
    ranges = (range(0x3400), range(0x4E00, 0xA000), range(0xF900, 0x10000), range(0x1D400, 0x1D800))
    assert [chr(c) for codes in ranges for c in codes if key(key(chr(c))) != key(chr(c))] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("深度 learning", 2, id="both"),
        pytest.param("ReLU ，。", 0, id="none"),
        pytest.param("二〇一四", 4, id="the number 0"),
        pytest.param("\U00020000", 1, id="beyond the first plane"),
        pytest.param("かなカナ", 0, id="Japanese syllables"),
    ],
)
def test_han(text: str, count: int) -> None:
    """Chinese characters are counted, their punctuation is not."""
    assert han_count(text) == count
    assert has_han(text) == bool(count)


@pytest.mark.parametrize(
    ("pinyin", "split"),
    [
        pytest.param("zàn tuì fǎ", ["zan", "tui", "fa"], id="tone marks"),
        pytest.param("zan4 tui4 fa3", ["zan", "tui", "fa"], id="tone numbers"),
        pytest.param("zan4tui4fa3", ["zan", "tui", "fa"], id="tone numbers without spaces"),
        pytest.param("xī'ān", ["xi", "an"], id="apostrophe"),
        pytest.param("lǜ sè", ["lv", "se"], id="ü"),
        pytest.param("lü4 lve4", ["lv", "lve"], id="ü with a tone number"),
        pytest.param("Zìbiānmǎ-qì", ["zibianma", "qi"], id="case and hyphen"),
        pytest.param("K jìn lín", ["k", "jin", "lin"], id="letter"),
        pytest.param("L2 zhèng zé huà", ["l2", "zheng", "ze", "hua"], id="letter and digit"),
        pytest.param("A2C suàn fǎ", ["a2c", "suan", "fa"], id="digit between letters"),
        pytest.param("GPT4 mó xíng", ["gpt4", "mo", "xing"], id="no syllable"),
        pytest.param("50 céng", ["50", "ceng"], id="number"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_syllables(pinyin: str, split: list[str]) -> None:
    """Pinyin is split and loses its tones; Latin words and their digits stay."""
    assert syllables(pinyin) == split
    assert toneless(pinyin) == "".join(split)
    assert initials(pinyin) == "".join(syllable[0] for syllable in split)


@pytest.mark.parametrize(
    ("label", "pinyin", "counts"),
    [
        pytest.param("暂退法", "zàn tuì fǎ", (3, 3), id="equal"),
        pytest.param("暂退法", "zàn tuì", (3, 2), id="too few"),
        pytest.param("暂退", "zàn tuì fǎ", (2, 3), id="too many"),
        pytest.param("K 近邻", "K jìn lín", (2, 2), id="letter"),
        pytest.param("近邻", "K jìn lín", (2, 3), id="letter of the pinyin alone"),
        pytest.param("K 近邻", "jìn lín", (2, 2), id="letter of the label alone"),
        pytest.param("L2正则化", "L2 zhèng zé huà", (3, 3), id="letter and digit"),
        pytest.param("Word2vec 模型", "Word2vec mó xíng", (2, 2), id="digit in a word"),
        pytest.param("ε-贪心", "ε tān xīn", (2, 2), id="Greek"),
        pytest.param("Möbius 变换", "Möbius biàn huàn", (2, 2), id="umlaut"),
        pytest.param("50 层网络", "50 céng wǎng luò", (3, 3), id="number"),
    ],
)
def test_syllable_count(label: str, pinyin: str, counts: tuple[int, int]) -> None:
    """Each Chinese character wants a syllable; words that label and pinyin share count for none."""
    assert syllable_count(label, pinyin) == counts


@given(st.text())
def test_pinyin_of_any_text(text: str) -> None:
    """No text is too odd to be split, and no syllable is empty."""
    assert all(syllables(text))
    assert syllable_count(text, text)[0] == han_count(text)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("drop", ["dro", "rop"], id="Latin"),
        pytest.param("c++", ["c++"], id="three"),
        pytest.param("rl", [], id="two"),
        pytest.param("暂退法", ["暂退", "退法"], id="Chinese"),
        pytest.param("法", [], id="one Chinese character"),
        pytest.param("k近邻", ["k近", "近邻"], id="both"),
        pytest.param("卷积cnn", ["卷积", "积c", "cnn"], id="Latin at the end"),
        pytest.param("café", ["caf", "afé"], id="an accent"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_grams(form: str, expected: list[str]) -> None:
    """Two characters where one is Chinese, else three."""
    assert grams(form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("drop", ["dro", "rop"], id="Latin"),
        pytest.param("暂退法", ["暂", "退", "法", "暂退", "退法"], id="Chinese"),
        pytest.param("k近邻", ["近", "邻", "k近", "近邻"], id="both"),
    ],
)
def test_pieces(form: str, expected: list[str]) -> None:
    """The Chinese characters, then the grams."""
    assert pieces(form) == expected


def test_printable() -> None:
    """What could steer a terminal or hide from a reader goes, everything else stays."""
    assert printable("a\x1b[31mb\u202ec\x9b\u2028d\ud800\u00ad") == "a[31mbcd"
    assert printable("字\u3000[/b] :x:\tß\n\U0001f600é") == "字\u3000[/b] :x:\tß\n\U0001f600é"


def test_unsafe_characters() -> None:
    """All controls, surrogates, separators and changes of direction are unsafe, no letter or mark is."""
    directions = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for character in map(chr, range(sys.maxunicode + 1)):
        category = unicodedata.category(character)
        if category in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(character) in directions:
            assert printable(character) == (character if character in "\t\n" else "")
        elif category[0] in "LMNP":
            assert printable(character) == character


@pytest.mark.parametrize(
    ("sought", "text", "found"),
    [
        pytest.param(["batch"], "a batch, minibatches", ["batch"], id="whole words"),
        pytest.param(["batch", "batches"], "batches of a batch", ["batches", "batch"], id="one of several"),
        pytest.param(["batch norm"], "batch-norm, batchnorm", ["batch-norm", "batchnorm"], id="hyphens and spaces"),
        pytest.param(["GPU"], "在GPU上", ["GPU"], id="Latin between Chinese"),
        pytest.param(["梯度"], "梯度下降", ["梯度"], id="Chinese"),
        pytest.param(["C++"], "C, C++.", ["C++"], id="signs"),
        pytest.param(["-"], "a - b-c", ["-"], id="a hyphen"),
    ],
)
def test_occurrence(sought: list[str], text: str, found: list[str]) -> None:
    """A text is found where it is a word of its own, or in Chinese wherever it is."""
    assert re.findall(occurrence(*sought), text) == found
