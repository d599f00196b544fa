"""What a quiz says, as plain lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dlterms.model import Bury, Override, Rating, Suspend, Undo
from dlterms.quiz.cards import Card
from dlterms.quiz.session import session
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import (
    Accept,
    Accepted,
    Answer,
    Command,
    Done,
    Due,
    Hint,
    Message,
    Question,
    Refused,
    Summary,
    Unacceptable,
)
from dlterms.views import quiz as quiz_view
from page_support import DEFINED, OVER, UNDER, lines, over
from quiz_support import words


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
        pytest.param(
            "overfitting", "zh-en", "overfit", "That is the word with another ending. What is it exactly?", id="ending"
        ),
        pytest.param("batch-size", "zh-en", "size", "That is part of the name. What is the whole name?", id="head"),
        pytest.param(
            "imperative", "en-zh", "编程", "That is part of the name. What is the whole name?", id="Chinese head"
        ),
        pytest.param("dropout", "en-zh", "dropout", "Right, but in the other language. In 中文?", id="language"),
        pytest.param("binary", "en-zh", "分类", "分类 classification is broader. More precisely?", id="broader"),
        pytest.param(
            "loss", "zh-en", "cost function",
            "代价函数 cost function is nearly the same. What else is it called?", id="near",
        ),
        pytest.param("dropout", "en-zh", "扔掉", "That finds it in a look-up. What is its name?", id="find-only"),
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
UNACCEPTABLE: dict[Unacceptable, str] = {
    "nothing": "There is no answer to accept.",
    "practice": "Practice records nothing, so no answer is accepted from now on.",
    "self-rated": "Only an answer that was typed can be accepted.",
    "empty": "There was no answer that could be accepted.",
    "right": "That answer is right as it is.",
    "other-term": "That is 欠拟合 underfitting, and cannot be a name of another term.",
    "blank": "The blank hides something other than the term, so what fills it is not a name of the term.",
    "accepted": "That answer is accepted already.",
    "file": "Not accepted from now on: x:1. `dlterms history accept` tries again.",
}


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
            Done(Suspend(CARD.id, True), OVER), ["过拟合 overfitting is set aside. Undo takes it back."], id="suspended"
        ),
        pytest.param(Done(Suspend(CARD.id, False), OVER), ["过拟合 overfitting is asked again."], id="taken back"),
        pytest.param(
            Done(Suspend(CARD.id, True, "known"), OVER),
            ["过拟合 overfitting counts as known. Undo takes it back."], id="known",
        ),
        pytest.param(
            Done(Bury(CARD.id), OVER), ["过拟合 overfitting waits till tomorrow. Undo takes it back."], id="buried"
        ),
        pytest.param(
            Done(Suspend(CARD.id, True), OVER, last=True),
            ["过拟合 overfitting is set aside. `dlterms history undo` takes it back."], id="suspended, the last card",
        ),
        pytest.param(
            Done(Suspend(CARD.id, True, "known"), OVER, last=True),
            ["过拟合 overfitting counts as known. `dlterms history undo` takes it back."], id="known, the last card",
        ),
        pytest.param(
            Done(Bury(CARD.id), OVER, last=True),
            ["过拟合 overfitting waits till tomorrow. `dlterms history undo` takes it back."],
            id="buried, the last card",
        ),
        *(
            pytest.param(
                Done(event, OVER, recorded=False),
                ["过拟合 overfitting is not asked again in this practice; nothing is recorded."],
                id=f"{type(event).__name__} in practice",
            )
            for event in (Suspend(CARD.id, True), Bury(CARD.id))
        ),
        pytest.param(
            Done(Suspend(CARD.id, False), OVER, recorded=False),
            ["过拟合 overfitting is asked again."], id="taken back in practice",
        ),
        pytest.param(
            Hint(CARD, "o______ (7)"), ["Hint: o______ (7). The answer now counts as hard at most."], id="hint"
        ),
        pytest.param(Refused("hint"), ["There is a hint only where an answer is typed."], id="no hint"),
        pytest.param(Refused("undo"), ["There is nothing to undo in this session."], id="nothing to undo"),
        pytest.param(Refused("override"), ["There is no answer to override."], id="nothing to override"),
        pytest.param(Refused("answer"), ["That is none of the choices."], id="no option"),
        pytest.param(
            Accepted(Accept(CARD, OVER, "en", "overfit"), "/home/me/own.yaml"),
            ["Accepted from now on: overfit for 过拟合 overfitting (/home/me/own.yaml)."], id="accepted",
        ),
        pytest.param(
            Done(Undo(CARD.id, "1"), OVER, stays=Accepted(Accept(CARD, OVER, "en", "overfit"), "own.yaml")),
            ["Undone: 过拟合 overfitting. overfit stays a name of it (own.yaml); `dlterms edit over` takes it out."],
            id="undone, and accepted all the same",
        ),
        *(
            pytest.param(Refused("accept", why, UNDER if why == "other-term" else None, "x:1" if why == "file" else ""),
                         [said], id=f"not accepted: {why}")
            for why, said in UNACCEPTABLE.items()
        ),
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(
    ("left", "following", "said"),
    [
        pytest.param(1, None, "Your answers are kept, 1 card is left.", id="and then nothing"),
        pytest.param(
            7, Due(2 * 86_400.0, 43_200.0),
            "Your answers are kept, 7 cards are left. The next after those is due tomorrow.", id="tomorrow",
        ),
        pytest.param(
            1, Due(3 * 86_400.0, 43_200.0),
            "Your answers are kept, 1 card is left. The next after that is due in 2 days.", id="later",
        ),
    ],
)  # fmt: skip
def test_left(left: int, following: Due | None, said: str) -> None:
    """Who ends early is told that nothing is lost, how many cards are left, and when the next come."""
    assert lines(quiz_view.left(Summary(3, 2, left, (), ()), following)) == [said]


def test_ratings() -> None:
    """Beside each rating stands when the card comes back with it, where that is known."""
    assert quiz_view.ratings({}) == "1 again · 2 hard · 3 good · 4 easy"
    dues: dict[Rating, Due] = {2: Due(86_400.0, 0.0), 3: Due(3 * 86_400.0, 0.0), 4: Due(9 * 86_400.0, 0.0)}
    assert quiz_view.ratings(dues) == "1 again, today · 2 hard, tomorrow · 3 good, in 3 days · 4 easy, in 9 days"


def test_whole_question() -> None:
    """A question drawn again has the hint that was given, and what was said to the last try."""
    asking = session([QueuedCard(Card("user", "dropout", "en-zh"), "type")], words(), "1")
    for reply in (None, Command("hint"), None, Answer("zantuifa")):
        asked = asking.send(reply)
    assert isinstance(asked, Question)
    assert lines(quiz_view.whole_question(asked)) == [
        "", "0 done · 1 left", "dropout  → 中文?", "Hint: 暂__ (3). The answer now counts as hard at most.",
        "That is how it sounds. Now the characters:",
    ]  # fmt: skip
    assert lines(quiz_view.question(asked)) == ["That is how it sounds. Now the characters:"]
