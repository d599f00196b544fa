"""What a learner may type or press besides an answer."""

from __future__ import annotations

import re

import pytest

from dlterms.frontends.quiz_keys import COMMAND_KEYS, typed
from dlterms.quiz.talk import COMMANDS, Answer, Command, Reply
from dlterms.views.quiz import KEYS

pytestmark = pytest.mark.usefixtures("compiled")


def test_help_names_every_key() -> None:
    """What `?` shows has the digit and the letter of each command in one row, and each command has both."""
    rows = [set(re.findall(r"\w+", keys)) for keys, _ in KEYS]
    for name in COMMANDS:
        keys = {key for key, command in COMMAND_KEYS.items() if command == name}
        assert len(keys) == 2
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
        pytest.param("/redo", None, id="none there is"),
        pytest.param("/", None, id="a slash"),
    ],
)
def test_typed(line: str, reply: Reply) -> None:
    """A line is an answer, or behind a slash a command."""
    assert typed(line) == reply
