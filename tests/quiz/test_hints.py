"""What a hint gives away."""

from __future__ import annotations

import pytest

from dlterms.quiz.cards import Card
from dlterms.quiz.hints import hint, outline
from dlterms.quiz.session import session
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import Question
from quiz_support import words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("暂退法", "暂__ (3)", id="Chinese"),
        pytest.param("dropout", "d______ (7)", id="one word"),
        pytest.param("gradient descent", "g_______ _______ (8 + 7)", id="two words"),
        pytest.param("k-armed bandit", "k-_____ ______ (7 + 6)", id="a hyphen is seen"),
        pytest.param("ResNet-50", "R_____-__ (9)", id="digits are not"),
        pytest.param("C++", "C__ (3)", id="signs"),
        pytest.param("层", "_ (1)", id="a single character would be the answer"),
    ],
)
def test_outline(name: str, shown: str) -> None:
    """The first character and the length, word by word, and no more."""
    assert outline(name) == shown


@pytest.mark.parametrize(
    ("term", "direction", "shown"),
    [
        pytest.param("dropout", "zh-en", "d______ (7)", id="into English"),
        pytest.param("dropout", "definition-term", "暂__ (3) · d______ (7)", id="either language is right"),
        pytest.param("pytorch", "definition-term", "P______ (7)", id="one name in both"),
        pytest.param("cloze", "cloze.1", "噪_ (2)", id="what a blank hides"),
    ],
)
def test_hint(term: str, direction: str, shown: str) -> None:
    """A hint is of the name that is to be typed."""
    asked = next(session([QueuedCard(Card("user", term, direction), "type")], words(), "1"))
    assert isinstance(asked, Question)
    assert hint(asked) == shown
