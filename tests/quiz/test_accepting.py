"""Which answers may be accepted from now on, and as what."""

from __future__ import annotations

import pytest

from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Review
from dlterms.quiz.accepting import acceptance, still_wrong, unacceptable
from dlterms.quiz.cards import card_of
from dlterms.quiz.typed import grade_typed
from lookup_support import entry, index_of
from quiz_support import words

BLANKS = "训练时{{c1::加噪声}}，就是{{c2::噪声注入}}，又叫{{c3::加噪}}，或{{c4::编码器}}。"
LEXICON = IndexLexicon(index_of(
    entry("noise", {"term": "噪声注入", "aliases": ["加噪"]}, "noise injection",
          cloze=[{"lang": "zh", "text": BLANKS}]),
    entry("encoder", "编码器", "encoder"),
))  # fmt: skip


@pytest.mark.parametrize(
    ("card", "answer", "why"),
    [
        pytest.param("noise:en-zh", "注噪", None, id="wrong"),
        pytest.param("noise:en-zh", "噪声注入", "right", id="right"),
        pytest.param("noise:en-zh", "编码器", "other-term", id="another term"),
        pytest.param("noise:en-zh", " 。", "empty", id="empty"),
        pytest.param("noise:cloze.2", "注噪", None, id="the blank is the term"),
        pytest.param("noise:cloze.3", "注噪", None, id="by another name"),
        pytest.param("noise:cloze.1", "注噪", "blank", id="the blank is no term"),
        pytest.param("noise:cloze.4", "注噪", "blank", id="the blank is another term"),
    ],
)
def test_unacceptable(card: str, answer: str, why: str | None) -> None:
    """Only a wrong answer to a question for the term's own name may be accepted."""
    asked = card_of(f"user/{card}")
    verdict = grade_typed(answer, asked, LEXICON.term("noise"), LEXICON)
    assert unacceptable(asked, "type", verdict, LEXICON) == why


def test_self_rated() -> None:
    """A rating is no name."""
    asked = card_of("user/noise:en-zh")
    verdict = grade_typed("注噪", asked, LEXICON.term("noise"), LEXICON)
    assert unacceptable(asked, "flip", verdict, LEXICON) == "self-rated"


@pytest.mark.parametrize(
    ("card", "answer", "added"),
    [
        pytest.param("noise:zh-en", "add noise", ("en", "add noise"), id="in the language of the answer"),
        pytest.param("noise:zh-en", "加噪 noise", ("en", "加噪 noise"), id="whatever its characters"),
        pytest.param("noise:en-zh", "noise 注入", ("zh", "noise 注入"), id="in Chinese"),
        pytest.param("noise:cloze.1", "jitter", ("zh", "jitter"), id="in the language of the sentence"),
        pytest.param("noise:definition-term", "noise 注入", ("zh", "noise 注入"), id="by its characters: Chinese"),
        pytest.param("noise:definition-term", "jitter", ("en", "jitter"), id="by its characters: English"),
        pytest.param(
            "noise:zh-en", "add  the\u3000noise", ("en", "add the noise"), id="on one line, with single spaces"
        ),
        pytest.param("noise:zh-en", "add\u200b noise\ufeff", ("en", "add noise"), id="without what nobody sees"),
    ],
)
def test_acceptance(card: str, answer: str, added: tuple[str, str]) -> None:
    """An answer becomes a name in the language that was asked for, or else in that of its characters."""
    accept = acceptance(card_of(f"user/{card}"), answer, LEXICON)
    assert (accept.term, (accept.lang, accept.alias)) == (LEXICON.term("noise"), added)


def test_still_wrong() -> None:
    """Of old answers those count that would be wrong again, to cards that there still are."""
    old = [
        Review("user/dropout:zh-en", 1, answer="drop", mode="type"),
        Review("user/dropout:zh-en", 1, answer="dropout", mode="type"),
        Review("user/dropout:zh-en", 1, answer="1", mode="flip"),
        Review("user/dropout:zh-en", 1, mode="type"),
        Review("user/cloze:cloze.9", 1, answer="x", mode="type"),
        Review("user/gone:zh-en", 1, answer="x", mode="type"),
        Review("other/dropout:zh-en", 1, answer="drop", mode="type"),
        Review("user/dropout:en-zh", 1, answer="丢掉", mode="type"),
    ]
    assert [(one.card.direction, one.alias) for one in still_wrong(old, words())] == [
        ("zh-en", "drop"),
        ("en-zh", "丢掉"),
    ]
