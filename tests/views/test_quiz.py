"""What a quiz says, as plain lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Override, Suspend, Undo
from dlterms.quiz.cards import Card
from dlterms.quiz.session import QueuedCard, session
from dlterms.quiz.talk import Answer, Done, Feedback, Keep, Kept, Message, Mode, Question, Refused, Reply, Summary
from dlterms.views import page
from dlterms.views import quiz as quiz_view
from lookup_support import entry, index_of
from quiz_support import words

DEFINED = IndexLexicon(
    index_of(
        entry(
            "over", {"term": "过拟合", "definition": "把偶然当规律。"},
            {"term": "overfitting", "definition": "Taking chance for [rule](#under)."}, contrast=["under"],
            examples=[{"zh": "例一", "en": "example one"}],
            notes=[{"kind": "usage", "zh": "用法", "en": "use"}, {"kind": "correction", "zh": "更正", "en": "correct"}],
        ),
        entry("under", {"term": "欠拟合", "definition": "没学到规律。"},
              {"term": "underfitting", "definition": "Missing the rule."}),
    )
)  # fmt: skip

OVER, UNDER = DEFINED.term("over"), DEFINED.term("under")


def lines(sections: list[page.Section]) -> list[str]:
    return list(page.plain(sections))


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
            reply = Kept("1")
        elif isinstance(event, Feedback):
            return event


def over(direction: str, mode: Mode = "type", against: str | None = None) -> QueuedCard:
    return QueuedCard(Card("dlterms", "over", direction), mode, against=against)


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
                "No, that is 欠拟合 underfitting. It is overfitting.",
                "definition: 把偶然当规律。", "definition: Taking chance for rule.",
                "but: 欠拟合 underfitting", "but: 没学到规律。", "but: Missing the rule.",
                "example: 例一", "correction: 更正",
            ],
            id="other term",
        ),
        pytest.param(
            over("zh-en"), "",
            [
                "It is overfitting.", "definition: 把偶然当规律。", "definition: Taking chance for rule.",
                "example: 例一", "correction: 更正",
            ],
            id="empty, no scolding",
        ),
        pytest.param(
            over("definition-term", "choice", "under"), "1",
            [
                "No, that is 欠拟合 underfitting. It is 过拟合 · overfitting.",
                "过拟合 overfitting", "把偶然当规律。", "欠拟合 underfitting", "没学到规律。",
            ],
            id="drill: both side by side",
        ),
        pytest.param(over("term-definition", "flip"), "3", [], id="rated right: all was seen"),
        pytest.param(over("term-definition", "flip"), "1", ["example: 例一", "correction: 更正"], id="rated wrong"),
    ],
)  # fmt: skip
def test_feedback(asked: QueuedCard, answer: str, said: list[str]) -> None:
    """A verdict says little after a right answer and more after a wrong one."""
    assert lines(quiz_view.feedback(answered(asked, answer), "both")) == said


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
    assert lines(quiz_view.feedback(given, "both"))[: len(said)] == said


def test_leech() -> None:
    """A leech is named with the command that asks it all the same."""
    given = replace(answered(over("zh-en"), "x"), leech=True)
    assert lines(quiz_view.feedback(given, "both"))[:2] == [
        "No. It is overfitting.",
        "Missed 8 times, so it is set aside. When you want it again: dlterms quiz over",
    ]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        pytest.param(over("zh-en"), ["过拟合  → English?"], id="into English"),
        pytest.param(over("en-zh"), ["overfitting  → 中文?"], id="into Chinese"),
        pytest.param(
            over("definition-term"), ["把偶然当规律。", "Taking chance for rule.", "→ which term?"], id="definition"
        ),
        pytest.param(
            over("term-definition", "flip"), ["过拟合 · overfitting  → what does it mean?"], id="self-graded"
        ),
        pytest.param(
            over("definition-term", "choice", "under"),
            ["把偶然当规律。", "Taking chance for rule.", "→ which term?", "  1  欠拟合 · underfitting",
             "  2  过拟合 · overfitting"],
            id="drill",
        ),
    ],
)  # fmt: skip
def test_question(asked: QueuedCard, shown: list[str]) -> None:
    """A question says how far one is, what is asked and in which language, and numbers the options."""
    question = next(session([asked], DEFINED, "1"))
    assert isinstance(question, Question)
    assert lines(quiz_view.question(question)) == ["", "0 done · 1 left", *shown]


@pytest.mark.parametrize(
    ("term", "direction", "answer", "said"),
    [
        pytest.param("dropout", "en-zh", "zantuifa", "That is how it sounds. Now the characters:", id="sound"),
        pytest.param("overfitting", "zh-en", "overfit", "That is the word with another ending. Exactly?", id="ending"),
        pytest.param("batch-size", "zh-en", "size", "That is a part of the name. The whole of it?", id="head"),
        pytest.param("imperative", "en-zh", "编程", "That is a part of the name. The whole of it?", id="Chinese head"),
        pytest.param("dropout", "en-zh", "dropout", "Right, but in the other language. In 中文?", id="language"),
        pytest.param("binary", "en-zh", "分类", "分类 classification is broader. More precisely?", id="broader"),
        pytest.param(
            "loss", "zh-en", "cost function",
            "代价函数 cost function is nearly the same. What else is it called?", id="near",
        ),
        pytest.param("dropout", "en-zh", "扔掉", "That finds it. What is its name?", id="find-only"),
    ],
)  # fmt: skip
def test_hints(term: str, direction: str, answer: str, said: str) -> None:
    """What asks again says why."""
    asking = session([QueuedCard(Card("user", term, direction), "type")], words(), "1")
    next(asking)
    again = asking.send(Answer(answer))
    assert isinstance(again, Question)
    assert lines(quiz_view.question(again)) == [said]


@pytest.mark.parametrize(
    ("done", "answered_so_far", "shown"),
    [
        pytest.param(0, 0, "0 done · 1 left", id="at the beginning"),
        pytest.param(2, 3, "2 done · 1 left · 67% right", id="rounded"),
        pytest.param(0, 4, "0 done · 1 left · 0% right", id="none"),
    ],
)
def test_progress(done: int, answered_so_far: int, shown: str) -> None:
    """The share of right answers is told as soon as there is one answer."""
    question = next(session([over("zh-en")], DEFINED, "1"))
    assert isinstance(question, Question)
    question = replace(question, done=done, answered=answered_so_far)
    assert lines(quiz_view.question(question))[1] == shown


CARD = Card("dlterms", "over", "zh-en")


@pytest.mark.parametrize(
    ("event", "said"),
    [
        pytest.param(Done(Undo(CARD.id, "1"), OVER), ["Undone: 过拟合 overfitting."], id="undone"),
        pytest.param(
            Done(Override(CARD.id, "1", 3), OVER), ["Counted as right: 过拟合 overfitting."], id="counted as right"
        ),
        pytest.param(
            Done(Override(CARD.id, "1", 1), OVER), ["Counted as wrong: 过拟合 overfitting."], id="counted as wrong"
        ),
        pytest.param(
            Done(Suspend(CARD.id, True), OVER), ["过拟合 overfitting is set aside; undo takes it back."], id="suspended"
        ),
        pytest.param(Done(Suspend(CARD.id, False), OVER), ["过拟合 overfitting is asked again."], id="taken back"),
        pytest.param(Refused("undo"), ["There is nothing to undo in this session."], id="nothing to undo"),
        pytest.param(Refused("override"), ["There is no answer to override."], id="nothing to override"),
        pytest.param(Refused("answer"), ["That is none of the choices."], id="no option"),
    ],
)
def test_told(event: Message, said: list[str]) -> None:
    """Each command is answered in one line."""
    assert lines(quiz_view.told(event)) == said


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        pytest.param(Summary(0, 0, 3, (), ()), ["Nothing answered."], id="nothing"),
        pytest.param(Summary(1, 1, 0, (), ()), ["", "1 answer, 1 right"], id="all right"),
        pytest.param(Summary(2, 1, 1, (), ()), ["", "2 answers, 1 right, 1 card left"], id="ended early"),
        pytest.param(
            Summary(3, 1, 0, (OVER,), ()),
            ["", "3 answers, 1 right", "missed: 过拟合 overfitting", "to drill them: dlterms quiz over"],
            id="missed",
        ),
        pytest.param(
            Summary(3, 1, 0, (OVER,), ((OVER, UNDER, 2),)),
            [
                "", "3 answers, 1 right", "missed: 过拟合 overfitting",
                "mixed up: asked 过拟合 overfitting, answered 欠拟合 underfitting (2 times)",
                "to drill them: dlterms quiz --confused", "to drill them: dlterms quiz over",
            ],
            id="mixed up",
        ),
        pytest.param(
            Summary(3, 1, 0, (OVER,), ((OVER, UNDER, 1),), recorded=False),
            [
                "", "3 answers, 1 right", "missed: 过拟合 overfitting",
                "mixed up: asked 过拟合 overfitting, answered 欠拟合 underfitting",
                "to drill them: dlterms quiz --practice over",
            ],
            id="practice, of which nothing is known later",
        ),
    ],
)  # fmt: skip
def test_summary(summary: Summary, said: list[str]) -> None:
    """The summary names what was missed and mixed up, and the command that drills it."""
    assert lines(quiz_view.summary(summary)) == said
