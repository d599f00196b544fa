"""What is proposed for a new entry."""

from __future__ import annotations

import pytest

from dlterms.authoring.proposals import endings, in_doubt, most_common, names, pinyin, with_marks

KNOWN = [
    ("学习率", "xué xí lǜ"),
    ("权重衰减", "quán zhòng shuāi jiǎn"),
    ("L2 正则化", "L2 zhèng zé huà"),
    ("偏差-方差权衡", "piān chā - fāng chā quán héng"),
    ("调参", "tiáo cān"),
    ("梯度", "tī"),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param(["梯度检查点", "gradient", "checkpointing"], ("梯度检查点", "gradient checkpointing"), id="two"),
        pytest.param(["gradient checkpointing", "梯度检查点"], ("梯度检查点", "gradient checkpointing"), id="quoted"),
        pytest.param(["梯度", "检查点"], ("梯度检查点", ""), id="Chinese alone, apart"),
        pytest.param(["PyTorch"], ("", "PyTorch"), id="English alone"),
        pytest.param(["L2", "正则化", "L2", "regularization"], ("L2 正则化", "L2 regularization"), id="letters twice"),
        pytest.param(["L2", "regularization", "L2", "正则化"], ("L2 正则化", "L2 regularization"), id="English first"),
        pytest.param(["L2 正则化", "L2 regularization"], ("L2 正则化", "L2 regularization"), id="both quoted"),
        pytest.param(["a", "正则化", "b"], None, id="letters on both sides"),
        pytest.param(["梯度", "a", "下降"], None, id="English amid Chinese"),
        pytest.param([], ("", ""), id="nothing"),
    ],
)
def test_names(words: list[str], found: tuple[str, str] | None) -> None:
    """Words are told apart by their script; where they cannot be, nothing is guessed."""
    assert names(words) == found


@pytest.mark.parametrize(
    ("zh", "sound"),
    [
        pytest.param("学习率衰减", "xué xí lǜ shuāi jiǎn", id="two names"),
        pytest.param("L2正则化 2.0", "L2 zhèng zé huà 2.0", id="letters"),
        pytest.param("偏差", "piān chā", id="part of a name with a hyphen"),
        pytest.param("学检衰", "xué jian? shuāi", id="characters alone"),
        pytest.param("调用", "tiáo? yong?", id="several readings"),
        pytest.param("梯绿", "ti? lü?", id="pinyin that lacks a syllable, and ü"),
        pytest.param("PyTorch", "PyTorch", id="no Chinese"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_pinyin(zh: str, sound: str) -> None:
    """A name is read as the longest parts of known names are; what is in doubt is marked."""
    assert pinyin(zh, KNOWN) == sound


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        pytest.param("xue2 xi2 lv4", "xué xí lǜ", id="v"),
        pytest.param("shuai1 jian3 lu:e4", "shuāi jiǎn lüè", id="which vowel"),
        pytest.param("gou4 gui4 liu2 de5", "gòu guì liú de", id="two vowels, no tone"),
        pytest.param("L2 GPT4 r2 1×1", "L2 GPT4 r2 1×1", id="no syllables"),
        pytest.param("xué xi?", "xué xi?", id="marked already"),
    ],
)
def test_tone_marks(typed: str, written: str) -> None:
    """Tones can be typed as numbers."""
    assert with_marks(typed) == written


@pytest.mark.parametrize(
    ("zh", "typed", "kept"),
    [
        pytest.param("L2 正则化", "L2 zheng ze hua", "L2 zheng? ze? hua?", id="letters"),
        pytest.param("绿色", "lü se", "lü? se?", id="no tone but ü"),
        pytest.param("我们", "wǒ men", "wǒ men", id="one tone"),
        pytest.param("乌龟", "wu? gui?", "wu? gui?", id="marked already"),
        pytest.param("Foo", "foo", "foo", id="no Chinese"),
    ],
)
def test_in_doubt(zh: str, typed: str, kept: str) -> None:
    """Pinyin without a tone is marked for mending, syllable by syllable."""
    assert in_doubt(zh, typed) == kept


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        pytest.param("学习率衰减", "learning rate decay", ["习率衰减", "率衰减", "decay", "衰减", "减"], id="both"),
        pytest.param("核", "kernel", ["kernel"], id="one character"),
        pytest.param("PyTorch", "PyTorch", ["pytorch"], id="no Chinese"),
    ],
)
def test_endings(zh: str, en: str, found: list[str]) -> None:
    """What names have in common with others of their kind comes in the order of what it says."""
    assert list(endings(zh, en)) == found


def test_most_common() -> None:
    """The value that most have is proposed, the first of several, or what there is without any."""
    assert most_common(["a", "b", "b", "a"], "c") == "a"
    assert most_common([], "c") == "c"
