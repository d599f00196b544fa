"""What a learner may type or press besides an answer."""

from __future__ import annotations

import re

import pytest

from dlterms.frontends.quiz_keys import COMMAND_KEYS, SET_ASIDE_KEY, SET_ASIDE_KEYS, typed
from dlterms.quiz.talk import COMMANDS, Answer, Command, Reply
from dlterms.views.quiz import KEYS

pytestmark = pytest.mark.usefixtures("compiled")


def test_help_names_every_key() -> None:
    """What `?` shows has the digits and the letter of each command in one row, and each command has both."""
    rows = [set(re.findall(r"\w+", keys)) for keys, _ in KEYS]
    assert {"9"} in rows  # to accept: the key is the hint at a question, and there is no letter
    for name in set(COMMANDS) - {"accept"}:
        keys = {key for key, command in COMMAND_KEYS.items() if command == name}
        keys |= {key for digit, command in SET_ASIDE_KEYS.items() if command == name for key in (SET_ASIDE_KEY, digit)}
        assert {key.isdecimal() for key in keys} == {True, False}
        assert any(keys <= row for row in rows)


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        pytest.param("dropout", Answer("dropout"), id="an answer"),
        pytest.param("", Answer(""), id="nothing"),
        pytest.param(" u", Answer(" u"), id="a letter is an answer"),
        pytest.param("/undo", Command("undo"), id="a command"),
        pytest.param(" /Undo ", Command("undo"), id="in other letters"),
        pytest.param("/7", Command("undo"), id="its digit"),
        pytest.param("/q", Command("quit"), id="its letter"),
        pytest.param("／Ｕ", Command("undo"), id="in full width"),
        pytest.param("ｄropout", Answer("ｄropout"), id="an answer in full width"),
        *(pytest.param(f"/{name}", Command(name), id=name) for name in COMMANDS),
        pytest.param("/redo", None, id="none there is"),
        pytest.param("/", None, id="a slash"),
    ],
)
def test_typed(line: str, reply: Reply) -> None:
    """A line is an answer, or behind a slash a command."""
    assert typed(line) == reply
