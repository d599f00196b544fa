"""A session with an end by the clock."""

from __future__ import annotations

from typing import cast

import pytest

from dlterms.frontends.timed import Timed
from dlterms.quiz.cards import Card
from dlterms.quiz.session import drive, session
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import Answer, Keep, Kept, Message, Question, Reply, Summary
from quiz_support import nowhere, words

CARDS = [QueuedCard(Card("dlterms", name, "zh-en"), "type") for name in ("encoder", "decoder", "recall")]


class Learner:
    """Takes a minute for each answer, all of them right."""

    def __init__(self) -> None:
        self.now = 0.0
        self.told: list[Message] = []

    def __call__(self, message: Message) -> Reply:
        self.told.append(message)
        if not isinstance(message, Question):
            return None
        self.now += 60
        return Answer(message.term.en.term)

    def retry(self, fault: str) -> bool:
        return fault == "again"


@pytest.mark.parametrize(("minutes", "answers"), [(0.5, 1), (1, 1), (1.5, 2), (2, 2), (9, 3)])
def test_ends_at_a_question(minutes: float, answers: int) -> None:
    """A question that was asked in time is answered and told of; the next is not asked, and the session sums up."""
    learner = Learner()
    timed = Timed(learner, lambda: learner.now, 60 * minutes)
    drive(session(CARDS, words(), "1"), lambda what: (Kept("id"),), nowhere, timed)
    assert sum(isinstance(message, Question) for message in learner.told) == answers
    summary = cast(Summary, learner.told[-1])
    assert (summary.right, summary.left) == (answers, 3 - answers)
    assert not any(isinstance(message, Keep) for message in learner.told)


def test_retry_is_the_front_s() -> None:
    """Whether to try again to keep an answer says the front behind it."""
    front = Timed(Learner(), lambda: 0.0, 60)
    assert (front.retry("again"), front.retry("no")) == (True, False)
