"""What is said to an answer, as plain lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Lang
from dlterms.quiz.cards import Card
from dlterms.quiz.session import session
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import Answer, Due, Feedback, Keep, Kept, Message, Question, Reply
from dlterms.views.feedback import feedback
from page_support import DEFINED, lines, over
from quiz_support import words


def answered(asked: QueuedCard, *replies: str, lexicon: IndexLexicon = DEFINED) -> Feedback:
    """The feedback on the last of some answers to a card."""
    events = session([asked], lexicon, "1")
    said = iter(replies)
    reply: Reply = None
    while True:
        event: Message = events.send(reply)
        reply = None
        if isinstance(event, Question):
            reply = Answer(next(said))
        elif isinstance(event, Keep):
            reply = (Kept("1"),)
        elif isinstance(event, Feedback):
            return event


@pytest.mark.parametrize(
    ("asked", "answer", "said"),
    [
        pytest.param(over("zh-en"), "overfitting", ["Right: overfitting", "definition: 把偶然当规律。"], id="right"),
        pytest.param(
            over("zh-en"), "overfiting",
            ["Right, but for a slip: overfitting", "  overfit[+t]ing", "definition: 把偶然当规律。"],
            id="typo",
        ),
        pytest.param(over("definition-term"), "过拟合", ["Right: 过拟合 · overfitting"], id="definition was seen"),
        pytest.param(
            over("zh-en"), "underfitting",
            [
                "You wrote 欠拟合 underfitting. It is overfitting. Again in this session.",
                "过拟合: 把偶然当规律。", "欠拟合: 没学到规律。",
            ],
            id="other term",
        ),
        pytest.param(
            over("zh-en"), "",
            [
                "It is overfitting. Again in this session.", "definition: 把偶然当规律。",
                "definition: Taking chance for rule.", "example: 例一",
            ],
            id="empty, no scolding",
        ),
        pytest.param(
            over("definition-term", "choice", "under"), "1",
            [
                "You chose 欠拟合 underfitting. It is 过拟合 · overfitting. Again in this session.",
                "过拟合: 把偶然当规律。", "欠拟合: 没学到规律。",
            ],
            id="drill",
        ),
        pytest.param(
            over("definition-term", "choice", "under"), "2",
            ["Right: 过拟合 · overfitting", "过拟合: 把偶然当规律。", "欠拟合: 没学到规律。"], id="drill, right",
        ),
        pytest.param(over("term-definition", "flip"), "3", [], id="rated right: all was seen"),
        pytest.param(over("term-definition", "flip"), "1", ["example: 例一"], id="rated wrong"),
    ],
)  # fmt: skip
def test_feedback(asked: QueuedCard, answer: str, said: list[str]) -> None:
    """A verdict says little after a right answer and more after a wrong one."""
    assert lines(feedback(answered(asked, answer), "both")) == said


@pytest.mark.parametrize(
    ("term", "direction", "replies", "said"),
    [
        pytest.param(
            "dropout", "en-zh", ["丢弃法"],
            ["Right: 丢弃法", "“丢弃法” is superseded; the standard name is 暂退法.", "2021 年前的译名"],
            id="superseded",
        ),
        pytest.param("dropout", "en-zh", ["随机失活"], ["Right: 随机失活", "The usual name is 暂退法."], id="alias"),
        pytest.param(
            "cnn", "zh-en", ["CNN"], ["Right: CNN", "CNN is short for convolutional neural network."], id="acronym"
        ),
        pytest.param(
            "dropout", "en-zh", ["zantuifa", "暂退法"], ["Right: 暂退法", "Counted as hard, since it took a hint."],
            id="after almost",
        ),
    ],
)  # fmt: skip
def test_about_a_right_answer(term: str, direction: str, replies: list[str], said: list[str]) -> None:
    """What is to be said about a right answer stands right below the verdict."""
    given = answered(QueuedCard(Card("dlterms", term, direction), "type"), *replies, lexicon=words())
    assert lines(feedback(given, "both"))[: len(said)] == said


@pytest.mark.parametrize(
    ("lang", "answer", "said"),
    [
        pytest.param("zh", "x", ["definition: 把偶然当规律。", "example: 例一"], id="Chinese"),
        pytest.param("en", "x", ["definition: Taking chance for rule.", "example: example one"], id="English"),
        pytest.param(
            "en", "underfitting", ["overfitting: Taking chance for rule.", "underfitting: Missing the rule."],
            id="two terms in English",
        ),
    ],
)  # fmt: skip
def test_language(lang: Lang, answer: str, said: list[str]) -> None:
    """What explains a mistake is in the language that the learner wants."""
    assert lines(feedback(answered(over("zh-en"), answer), lang))[1:] == said


@pytest.mark.parametrize(
    ("answer", "apart"),
    [
        pytest.param("x", [False, True, False], id="mistake"),
        pytest.param("underfitting", [False, True, False], id="mix-up"),
        pytest.param("overfitting", [False, False], id="right"),
    ],
)
def test_blank_line(answer: str, apart: list[bool]) -> None:
    """An empty line stands between a mistake and what explains it."""
    assert [section.apart for section in feedback(answered(over("zh-en"), answer), "both")] == apart


NOON = datetime(2026, 3, 1, 12).timestamp()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param("overfitting", "Right: overfitting · again in 3 days", id="right"),
        pytest.param("overfiting", "Right, but for a slip: overfitting · again in 3 days", id="slip"),
        pytest.param("x", "No. It is overfitting. Again in this session.", id="wrong"),
    ],
)
def test_when_again(answer: str, said: str) -> None:
    """The verdict says when the card comes back."""
    given = replace(answered(over("zh-en"), answer), kept=Kept("1", due=Due(NOON + 3 * 86_400, NOON)))
    assert lines(feedback(given, "both"))[0] == said


def test_leech() -> None:
    """A leech is named with the command that asks it all the same."""
    given = replace(answered(over("zh-en"), "x"), kept=Kept("1", leech=True))
    assert lines(feedback(given, "both"))[:2] == [
        "No. It is overfitting.",
        "Missed 8 times, so it is set aside. When you want it again: dlterms quiz over",
    ]
